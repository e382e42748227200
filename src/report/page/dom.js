/*
 * dom.js - what the other scripts build the page with. It comes first.
 *
 * Texts of documents reach the page through here, and only as text nodes and
 * attribute values: nothing is ever parsed as markup.
 */

/**
 * @typedef {object} View
 * @property {string} title shown in the navigation
 * @property {(parameter: string) => string} [heading] instead of the title
 * @property {(container: HTMLElement, parameter: string) => Promise<void>}
 *   render fills the container
 */

/** The parts of the report by name; each file adds its own.
 * @type {Record<string, View>} */
const views = {};

let uniqueCount = 0;

/** @param {string} prefix @returns {string} an id that nothing else has */
function uniqueId(prefix) {
  uniqueCount += 1;
  return `${prefix}-${uniqueCount}`;
}

/**
 * Makes an element. An attribute that is a function is a listener ('onclick');
 * true is an attribute without a value; false, null and undefined are none.
 * Children are nodes, or texts; null and false are left out, lists unfolded.
 *
 * @param {string} name
 * @param {Record<string, any>} [attributes]
 * @param {...any} children
 * @returns {any} the HTMLElement
 */
function element(name, attributes, ...children) {
  const made = document.createElement(name);

  for (const [key, value] of Object.entries(attributes || {})) {
    if (typeof value === 'function') {
      made.addEventListener(key.slice(2), value);
    } else if (value === true) {
      made.setAttribute(key, '');
    } else if (value !== false && value !== null && value !== undefined) {
      made.setAttribute(key, String(value));
    }
  }
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined && child !== false) {
      made.append(child instanceof Node ? child : String(child));
    }
  }
  return made;
}

/** A text whose direction is its own, among words of the page.
 * @param {string} text */
function bdi(text) {
  return element('bdi', {}, text);
}

/** @param {string} view @param {string} [parameter] */
function address(view, parameter) {
  return `#${view}${parameter ? `/${encodeURIComponent(parameter)}` : ''}`;
}

/** A link to a part of the report.
 * @param {any} content @param {string} view @param {string} [parameter] */
function link(content, view, parameter) {
  return element('a', { href: address(view, parameter) }, content);
}

/** A heading and what stands under it.
 * @param {string} heading @param {...any} children */
function section(heading, ...children) {
  const id = uniqueId('section');

  return element('section', { 'aria-labelledby': id },
    element('h3', { id }, heading), children);
}

/** A labelled list of terms and what is said of each; entries without a value
 * are left out.
 * @param {[any, any][]} entries */
function definitions(entries) {
  return element('dl', {}, entries
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([term, value]) => element('div', {},
      element('dt', {}, term), element('dd', {}, value))));
}

/** 1234567 as "1,234,567", for sentences. @param {number} number */
function thousands(number) {
  return number.toLocaleString('en-US', { maximumFractionDigits: 4 });
}

/** "1 document", "20 documents". @param {number} number @param {string} noun */
function counted(number, noun) {
  return `${thousands(number)} ${noun}${number === 1 ? '' : 's'}`;
}

/** 0.1234 as "12%"; a little is not nothing. @param {number} share */
function percent(share) {
  if (share > 0 && share < 0.005) {
    return 'under 1%';
  }
  return `${Math.round(share * 100)}%`;
}

/** The digits of a number in groups of three, set apart by style alone, so that
 * what is read and copied is the number as the CSV file has it.
 * @param {string} text @returns {(Node|string)[]} */
function grouped(text) {
  const whole = /^-?\d{5,}/.exec(text);
  const parts = [];

  if (!whole) {
    return [text];
  }
  for (let end = whole[0].length; end > 0; end -= 3) {
    const digits = text.slice(Math.max(end - 3, 0), end);

    parts.unshift(end > 3 && !/^-?$/.test(text.slice(0, end - 3))
      ? element('span', { class: 'digits' }, digits) : digits);
  }
  parts.push(text.slice(whole[0].length));
  return parts;
}

/** Says a sentence to screen readers. @param {string} sentence */
function announce(sentence) {
  document.getElementById('announcer').textContent = sentence;
}

/** Hands the reader a file.
 * @param {string} name @param {string} type @param {string} content */
function download(name, type, content) {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const anchor = element('a', { href: url, download: name, hidden: true });

  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60000);
}

/** Lets the browser draw and answer. @returns {Promise<void>} */
function breathe() {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}

/** A small table that is read whole: no sorting, no paging.
 * @param {string} label @param {[any, boolean][]} headings with whether the
 *   column holds numbers
 * @param {any[][]} rows the first cell of each is its heading */
function smallTable(label, headings, rows) {
  /** @param {number} i */
  const kind = (i) => ({ class: headings[i][1] ? 'number' : null });

  return element('div', {
    class: 'scroll small', role: 'region', 'aria-label': label, tabindex: '0',
  }, element('table', {},
    element('caption', { class: 'unseen' }, label),
    element('thead', {}, element('tr', {}, headings.map(([text], i) => element(
      'th', { scope: 'col', ...kind(i) }, text)))),
    element('tbody', {}, rows.map((cells) => element('tr', {},
      cells.map((cell, i) => element(i === 0 ? 'th' : 'td',
        i === 0 ? { scope: 'row' } : kind(i), cell)))))));
}

/** "one, two and three". @param {any[]} items */
function inSentence(items) {
  return items.map((item, i) => {
    if (i === 0) {
      return [item];
    }
    return [i + 1 === items.length ? ' and ' : ', ', item];
  });
}
