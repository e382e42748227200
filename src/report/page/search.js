/*
 * search.js - what a reader types to find texts: plain words, or a pattern
 * between slashes.
 */

/**
 * @typedef {object} Search
 * @property {((text: string) => boolean)|null} matches null: everything does
 * @property {string|null} fault a sentence, where the pattern is none
 */

/** Does a repeated group hold a repetition, so that the pattern can take longer
 * than anybody waits? `(a+)+` is the shape of nearly all such patterns.
 * @param {string} pattern @returns {boolean} */
function canRunAway(pattern) {
  const repeats = [false];
  const plain = pattern.replace(/\\./g, 'x').replace(/\[[^\]]*\]/g, 'x');

  for (let i = 0; i < plain.length; i += 1) {
    if (plain[i] === '(') {
      repeats.push(false);
    } else if (plain[i] === ')' && repeats.length > 1) {
      const inner = repeats.pop();

      if (inner && /[*+{]/.test(plain[i + 1] || '')) {
        return true;
      }
      repeats[repeats.length - 1] = repeats[repeats.length - 1] || inner;
    } else if (/[*+{]/.test(plain[i])) {
      repeats[repeats.length - 1] = true;
    }
  }
  return false;
}

/** @param {string} pattern @returns {Search} */
function patternSearch(pattern) {
  let regex;

  if (canRunAway(pattern)) {
    return {
      matches: null,
      fault: 'This pattern repeats a repetition, which can take for ever.',
    };
  }
  try {
    regex = new RegExp(pattern, 'iu');
  } catch (error) {
    return { matches: null, fault: `This is no pattern: ${error.message}.` };
  }
  return { matches: (text) => regex.test(text), fault: null };
}

/** A text as searches see it: case and the way accents are written aside.
 * @param {string} text */
function folded(text) {
  return text.normalize('NFC').toLowerCase();
}

/** What "words" or "/pattern/" finds.
 * @param {string} typed @returns {Search} */
function searchFor(typed) {
  const query = typed.trim();

  if (query === '') {
    return { matches: null, fault: null };
  }
  if (query.length > 2 && query.startsWith('/') && query.endsWith('/')) {
    return patternSearch(query.slice(1, -1));
  }
  const wanted = folded(query);

  return { matches: (text) => folded(text).includes(wanted), fault: null };
}

/** The rows in which a text of these columns is found. Each different text is
 * looked at once, however many rows have it.
 * @param {ArrayLike<number>} rows @param {Column[]} columns
 * @param {Search} search @returns {number[]} */
function foundRows(rows, columns, search) {
  const { matches } = search;
  const found = [];

  if (!matches) {
    return Array.from(rows);
  }
  const flags = columns.map(({ texts }) => {
    const flag = new Uint8Array(texts.length + 1);

    texts.forEach((text, i) => {
      flag[i] = matches(text) ? 1 : 0;
    });
    return flag;
  });
  const places = columns.map(({ at }) => at);

  for (let i = 0; i < rows.length; i += 1) {
    const row = rows[i];

    for (let c = 0; c < places.length; c += 1) {
      const text = places[c][row];

      if (text >= 0 && flags[c][text] === 1) {
        found.push(row);
        break;
      }
    }
  }
  return found;
}

/** A labelled field to search with, and the sentence that says what is wrong
 * with what stands in it. `changed` is called when the reader pauses.
 * @param {string} label @param {(search: Search) => void} changed
 * @returns {HTMLElement} */
function searchField(label, changed) {
  const id = uniqueId('search');
  const fault = element('span', { class: 'fault', id: `${id}-fault` });
  let timer = 0;
  const input = element('input', {
    id, type: 'search', autocomplete: 'off', spellcheck: 'false',
    'aria-describedby': `${id}-fault`, placeholder: 'words or /pattern/',
    oninput: () => {
      clearTimeout(timer);
      timer = window.setTimeout(() => {
        const search = searchFor(input.value);

        fault.textContent = search.fault || '';
        input.setAttribute('aria-invalid', String(search.fault !== null));
        changed(search);
      }, 120);
    },
  });

  return element('span', { class: 'field' },
    element('label', { for: id }, label), input, fault);
}

/** A labelled choice. `options` are [value, text].
 * @param {string} label @param {string[][]} options
 * @param {string} chosen @param {(value: string) => void} changed
 * @returns {HTMLElement} */
function choiceField(label, options, chosen, changed) {
  const id = uniqueId('choice');
  const select = element('select', {
    id, onchange: () => changed(select.value),
  }, options.map(([value, text]) => element('option',
    { value, selected: value === chosen }, text)));

  return element('span', { class: 'field' },
    element('label', { for: id }, label), select);
}
