/*
 * controls.js - controls above the charts: choices, switches, lists to tick, a
 * slider. All are the browser's own, so that keyboards and screen readers know
 * them.
 */

/**
 * Offers other choices in a field of choiceField().
 * @param {HTMLElement} field
 * @param {string[][]} options
 * @param {string} value
 */
function setChoices(field, options, value) {
  field.querySelector('select').replaceChildren(...options.map(([one, text]) =>
    element('option', { value: one, selected: one === value }, text)));
}

/**
 * A few choices side by side.
 * @param {string} legend
 * @param {string[][]} options
 * @param {string} value
 * @param {(value: string) => void} changed
 */
function switcher(legend, options, value, changed) {
  const name = uniqueId('switch');
  return element('fieldset', { class: 'switcher' },
    element('legend', {}, legend), options.map(([one, text]) =>
      element('label', {}, element('input', { type: 'radio', name,
        value: one, checked: one === value, onchange: () => changed(one) }),
      element('span', {}, text))));
}

/**
 * @param {string} name
 * @param {boolean} checked
 * @param {(checked: boolean) => void} changed
 */
function tickBox(name, checked, changed) {
  const input = element('input', { type: 'checkbox', checked,
    onchange: () => changed(input.checked) });
  return element('label', {}, input, element('span', {}, nameInWords(name)));
}

/**
 * A list to tick, folded away until asked for.
 * @param {string} noun in plural
 * @param {string[]} names
 * @param {Set<string>} chosen is changed in place
 * @param {() => void} changed
 */
function checklist(noun, names, chosen, changed) {
  const summary = element('summary');
  const said = () => {
    summary.textContent = `${noun}: ${chosen.size} of ${names.length}`;
    all.textContent = chosen.size < names.length ? 'All' : 'None';
  };
  const boxes = names.map((name) => tickBox(name, chosen.has(name), (on) => {
    chosen[on ? 'add' : 'delete'](name);
    said();
    changed();
  }));
  const all = element('button', { type: 'button', onclick() {
    const on = chosen.size < names.length;
    names.forEach((name) => chosen[on ? 'add' : 'delete'](name));
    boxes.forEach((box) => { box.firstChild.checked = on; });
    said();
    changed();
  } });
  said();
  return element('details', { class: 'checklist' }, summary,
    element('div', { class: 'checklist-items' }, all, boxes));
}

/**
 * A slider that says its value in words.
 * @param {string} label
 * @param {{min: number, max: number, step: number, value: number,
 *   words: (value: number) => string}} range
 * @param {(value: number) => void} changed
 */
function slider(label, range, changed) {
  const id = uniqueId('slider');
  const output = element('output', { for: id }, range.words(range.value));
  const input = element('input', { id, type: 'range', min: range.min,
    max: range.max, step: range.step, 'aria-valuetext': output.textContent,
    oninput() {
      changed(Number(input.value));
      output.textContent = range.words(Number(input.value));
      input.setAttribute('aria-valuetext', output.textContent);
    } });
  input.value = String(range.value);
  return element('span', { class: 'field slider' },
    element('label', { for: id }, label), input, output);
}
