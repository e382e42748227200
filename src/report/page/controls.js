/* Controls above the charts: choices, switches, lists to tick, a slider. All
 * are the browser's own, so that keyboards and screen readers know them. */

let controlCount = 0;

/** @typedef {{value: string, text: string}} ControlOption */

/**
 * @param {HTMLSelectElement} select
 * @param {ControlOption[]} options
 * @param {string} value
 */
function setOptions(select, options, value) {
  select.replaceChildren(...options.map((option) => {
    const item = /** @type {HTMLOptionElement} */ (
      element('option', {}, option.text));
    item.value = option.value;
    item.selected = option.value === value;
    return item;
  }));
}

/**
 * A labelled list to choose one from.
 * @param {string} label
 * @param {ControlOption[]} options
 * @param {string} value
 * @param {(value: string) => void} changed
 * @returns {HTMLElement} its select is element.querySelector('select')
 */
function chooser(label, options, value, changed) {
  const root = element('label', { class: 'chooser' });
  const select = /** @type {HTMLSelectElement} */ (element('select'));
  setOptions(select, options, value);
  select.addEventListener('change', () => changed(select.value));
  root.append(element('span', {}, label), select);
  return root;
}

/**
 * A few choices side by side.
 * @param {string} legend
 * @param {ControlOption[]} options
 * @param {string} value
 * @param {(value: string) => void} changed
 */
function switcher(legend, options, value, changed) {
  const root = element('fieldset', { class: 'switcher' });
  root.append(element('legend', {}, legend));
  const name = `switch-${++controlCount}`;
  options.forEach((option) => {
    const label = element('label');
    const input = /** @type {HTMLInputElement} */ (element('input'));
    input.type = 'radio';
    input.name = name;
    input.value = option.value;
    input.checked = option.value === value;
    input.addEventListener('change', () => changed(option.value));
    label.append(input, element('span', {}, option.text));
    root.append(label);
  });
  return root;
}

/**
 * @param {string} name
 * @param {boolean} checked
 * @param {(checked: boolean) => void} changed
 */
function tick(name, checked, changed) {
  const label = element('label');
  const input = /** @type {HTMLInputElement} */ (element('input'));
  input.type = 'checkbox';
  input.checked = checked;
  input.addEventListener('change', () => changed(input.checked));
  label.append(input, element('span', {}, name));
  return label;
}

/**
 * A list to tick, folded away until asked for.
 * @param {string} noun in plural
 * @param {string[]} names
 * @param {Set<string>} chosen is changed in place
 * @param {() => void} changed
 */
function checklist(noun, names, chosen, changed) {
  const root = element('details', { class: 'checklist' });
  const summary = element('summary');
  const list = element('div', { class: 'checklist-items' });
  const count = () => {
    summary.textContent = `${noun}: ${chosen.size} of ${names.length}`;
    changed();
  };
  const items = names.map((name) => tick(name, chosen.has(name), (on) => {
    chosen[on ? 'add' : 'delete'](name);
    count();
  }));
  const all = (on) => {
    const button = element('button', {}, on ? 'All' : 'None');
    button.setAttribute('type', 'button');
    button.addEventListener('click', () => {
      names.forEach((name) => chosen[on ? 'add' : 'delete'](name));
      items.forEach((item) => { item.firstChild.checked = on; });
      count();
    });
    return button;
  };
  list.append(all(true), all(false), ...items);
  summary.textContent = `${noun}: ${chosen.size} of ${names.length}`;
  root.append(summary, list);
  return root;
}

/**
 * A slider that says its value in words.
 * @param {string} label
 * @param {{min: number, max: number, step: number, value: number,
 *   words: (value: number) => string}} range
 * @param {(value: number) => void} changed
 */
function slider(label, range, changed) {
  const root = element('label', { class: 'slider' });
  const input = /** @type {HTMLInputElement} */ (element('input'));
  const output = element('output', {}, range.words(range.value));
  input.type = 'range';
  ['min', 'max', 'step', 'value'].forEach((name) => {
    input[name] = String(range[name]);
  });
  input.addEventListener('input', () => {
    changed(Number(input.value));
    output.textContent = range.words(Number(input.value));
    input.setAttribute('aria-valuetext', output.textContent);
  });
  input.setAttribute('aria-valuetext', output.textContent);
  root.append(element('span', {}, label), input, output);
  return root;
}
