/*
 * grid.js - a table to look at: sorted, filtered, a page of it at a time.
 *
 *     grid(await table('documents'), { label: 'Documents' })
 *
 * Only a page of rows is ever in the document, so a hundred thousand cost no
 * more than fifty; sorting and filtering work on typed arrays.
 */

const PAGE_ROWS = 50;
/** A text column with so many different texts at most can be chosen from. */
const CHOICES_MAX = 60;
const CHOICES_SHOWN = 4;
/** Longer texts are shown in part until they are pointed at. */
const CLIP_LENGTH = 160;

/**
 * @typedef {object} GridOptions
 * @property {string} [label] what it shows, for captions and screen readers
 * @property {ArrayLike<number>} [rows] all, if not given
 * @property {string[]} [columns] all, if not given
 * @property {boolean} [search] false: neither search nor choices
 * @property {Record<string, (row: number) => string>} [links] the address that
 *   a column's cells lead to
 * @property {Record<string, string>} [headings] instead of columns' names
 * @property {[string, boolean]} [sort] column, and whether from the top down
 * @property {number} [pageRows]
 * @property {string[]} [choices] columns to choose from; those of few texts, if
 *   not given
 * @property {string[]} [joined] columns that searches take as one text
 * @property {string} [kind] a class
 */

/** Roles of a table's parts, said where style shows them as no table.
 * @param {boolean} isSaid @param {string} role */
function roleOf(isSaid, role) {
  return isSaid ? { role } : {};
}

/** A text of CSV as policylex writes it for spreadsheets: quoted, and guarded
 * where a spreadsheet would run it. @param {string} text */
function csvText(text) {
  return `"${/^[=+\-@\t\r\n]/.test(text) ? "'" : ''}${
    text.replace(/"/g, '""')}"`;
}

/** @param {Column} column @param {number} row @returns {string} */
function csvCell(column, row) {
  const text = column.text(row);
  const isDay = column.type !== 'text' && /^\d{4}-\d\d-\d\d$/.test(text);

  return !column.isText || column.get(row) === null || isDay ? text
    : csvText(text);
}

/** Rows of a table as a CSV file.
 * @param {Table} from @param {ArrayLike<number>} rows
 * @param {string[]} [columns] @returns {string} */
function csvOf(from, rows, columns) {
  const chosen = columns ? columns.map((name) => from.column(name))
    : from.columns;
  const lines = [chosen.map(({ name }) => csvText(name))];

  for (let i = 0; i < rows.length; i += 1) {
    lines.push(chosen.map((column) => csvCell(column, rows[i])));
  }
  return `\uFEFF${lines.map((line) => `${line.join(',')}\r\n`).join('')}`;
}

/** What a column is, in a sentence. @param {Column} column */
function columnMeaning(column) {
  return `${column.meaning}${column.unit ? ` Unit: ${column.unit}.` : ''}`;
}

/** @type {WeakMap<Column, string>} */
const textWidths = new WeakMap();

/** How wide a column of texts wants to be, judged by some of them.
 * @param {Column} column @returns {string} a class */
function textWidth(column) {
  if (!textWidths.has(column)) {
    const longest = column.texts.slice(0, 1000)
      .reduce((most, text) => Math.max(most, text.length), 0);

    textWidths.set(column,
      longest <= 24 ? 'short' : longest <= CLIP_LENGTH / 2 ? 'middling'
        : 'long');
  }
  return textWidths.get(column);
}

/** The content of a cell.
 * @param {Column} column @param {number} row @returns {any} */
function cellContent(column, row) {
  const text = column.text(row);

  if (!column.isText) {
    return grouped(text);
  }
  return text.length <= CLIP_LENGTH ? text
    : element('div', { class: 'clip', tabindex: '0' }, text);
}

/** The rows, sorted; missing values last either way, equals as they were.
 * @param {number[]} rows @param {Column} column @param {boolean} down */
function sortedRows(rows, column, down) {
  const keys = Float64Array.from(rows, (row) => column.sortKey(row));
  const sign = down ? -1 : 1;
  const order = Uint32Array.from(rows, (_, i) => i);

  order.sort((a, b) => {
    const left = keys[a];
    const right = keys[b];

    if (Number.isNaN(left) || Number.isNaN(right)) {
      return Number(Number.isNaN(left)) - Number(Number.isNaN(right)) || a - b;
    }
    return sign * (left - right) || a - b;
  });
  return Array.from(order, (i) => rows[i]);
}

class Grid {
  /** @param {Table} from @param {GridOptions} options */
  constructor(from, options) {
    this.table = from;
    this.options = options;
    this.label = options.label || from.title;
    this.isLines = options.kind === 'lines';
    this.columns = (options.columns || from.columns.map(({ name }) => name))
      .map((name) => from.column(name)).filter((column) => column);
    this.all = options.rows ? Array.from(options.rows)
      : Array.from({ length: from.count }, (_, i) => i);
    this.shown = this.all;
    this.search = searchFor('');
    /** @type {Map<Column, string>} */
    this.chosen = new Map();
    this.sorted = options.sort ? from.column(options.sort[0]) : null;
    this.down = options.sort ? options.sort[1] : false;
    this.page = 0;
    this.pageRows = options.pageRows || PAGE_ROWS;
    this.build();
    this.refresh();
  }

  get pages() {
    return Math.max(1, Math.ceil(this.shown.length / this.pageRows));
  }

  build() {
    const note = cutNote(this.table);

    this.body = element('tbody', roleOf(this.isLines, 'rowgroup'));
    this.count = element('p', { class: 'count', role: 'status' });
    this.meaning = element('p', { class: 'meaning' });
    this.previous = this.pageButton('Previous', -1);
    this.next = this.pageButton('Next', 1);
    this.root = element('div', { class: `grid ${this.options.kind || ''}` },
      this.controls(),
      element('div', {
        class: 'scroll', role: 'region', 'aria-label': this.label,
        tabindex: '0',
      }, element('table', roleOf(this.isLines, 'table'),
        element('caption', { class: 'unseen' }, this.label),
        element('thead', roleOf(this.isLines, 'rowgroup'),
          element('tr', roleOf(this.isLines, 'row'),
            this.columns.map((column) => this.header(column)))), this.body)),
      this.meaning,
      element('div', { class: 'pager' },
        this.count, this.previous, this.next, this.downloadButton()),
      note && element('p', { class: 'note' }, note));
  }

  controls() {
    const few = this.all.length < 8;

    if (this.options.search === false || few) {
      return null;
    }
    return element('div', { class: 'controls' },
      searchField('Search', (search) => {
        this.search = search;
        this.refresh();
      }), this.choices(), this.isLines && this.wholeField());
  }

  /** Lines of a concordance end where the page does, or are whole. */
  wholeField() {
    const id = uniqueId('whole');
    const box = element('input', {
      id, type: 'checkbox',
      onchange: () => this.root.classList.toggle('whole', box.checked),
    });

    return element('span', { class: 'field' }, box,
      element('label', { for: id }, 'whole lines'));
  }

  downloadButton() {
    return element('button', {
      type: 'button', 'aria-label': `Download CSV: ${this.label}`,
      onclick: () => download(`${this.table.name}.csv`, 'text/csv',
        csvOf(this.table, this.shown, this.columns.map(({ name }) => name))),
    }, 'Download CSV');
  }

  /** Choices for columns of few texts; those of the rows that are here. */
  choices() {
    const fields = [];

    for (const column of this.columns) {
      if (fields.length < CHOICES_SHOWN && this.isChoice(column)) {
        const present = [...new Set(this.all.map((row) => column.at[row]))]
          .filter((text) => text >= 0)
          .sort((a, b) => column.ranks[a] - column.ranks[b]);

        if (present.length > 1 && present.length < this.all.length) {
          fields.push(this.choice(column, present));
        }
      }
    }
    return fields;
  }

  /** @param {Column} column */
  isChoice(column) {
    const { choices } = this.options;

    return choices ? choices.includes(column.name)
      : column.isText && column.texts.length > 1
        && column.texts.length <= CHOICES_MAX
        && column.texts.length * 2 <= this.table.count;
  }

  /** @param {Column} column @param {number[]} present */
  choice(column, present) {
    return choiceField(column.name.replace(/_/g, ' '),
      [['', 'all'], ...present.map(
        (text) => [`=${column.texts[text]}`, column.texts[text]])], '',
      (value) => {
        if (value === '') {
          this.chosen.delete(column);
        } else {
          this.chosen.set(column, value.slice(1));
        }
        this.refresh();
      });
  }

  /** @param {Column} column */
  header(column) {
    const id = uniqueId('meaning');
    const meaning = columnMeaning(column);
    const { headings } = this.options;
    const explain = () => {
      this.meaning.replaceChildren(
        element('b', {}, column.name), ` ${meaning}`);
    };
    const head = element('th', {
      scope: 'col', class: column.isText ? `of-${column.name}` : 'number',
      'data-column': column.name, ...roleOf(this.isLines, 'columnheader'),
    }, element('button', {
      type: 'button', title: meaning, 'aria-describedby': id,
      onclick: () => this.sortBy(column), onfocus: explain,
      onmouseenter: explain,
    }, (headings && headings[column.name]) || column.name),
    element('span', { class: 'unseen', id }, meaning));

    return head;
  }

  /** @param {string} label @param {number} step */
  pageButton(label, step) {
    return element('button', {
      type: 'button', 'aria-label': `${label} page of ${this.label}`,
      onclick: () => {
        this.page += step;
        this.showPage();
      },
    }, label);
  }

  /** @param {Column} column */
  sortBy(column) {
    if (this.sorted === column) {
      this.down = !this.down;
    } else {
      this.sorted = column;
      this.down = !column.isText;
    }
    this.refresh();
  }

  /** Filters, sorts and shows the first page. */
  refresh() {
    let rows = this.all;

    for (const [column, text] of this.chosen) {
      const wanted = column.texts.indexOf(text);
      const { at } = column;

      rows = rows.filter((row) => at[row] === wanted);
    }
    rows = this.found(rows);
    this.shown = this.sorted ? sortedRows(rows, this.sorted, this.down) : rows;
    this.page = 0;
    this.showSort();
    this.showPage();
  }

  /** @param {number[]} rows @returns {number[]} those that the search finds */
  found(rows) {
    const { joined } = this.options;
    const { matches } = this.search;

    if (!joined || !matches) {
      return foundRows(rows, this.columns.filter(({ isText }) => isText),
        this.search);
    }
    const columns = joined.map((name) => this.table.column(name));

    return rows.filter((row) => matches(
      columns.map((column) => column.text(row)).join('')));
  }

  showSort() {
    const heads = this.root.querySelectorAll('th');

    this.columns.forEach((column, i) => {
      if (column === this.sorted) {
        heads[i].setAttribute('aria-sort',
          this.down ? 'descending' : 'ascending');
      } else {
        heads[i].removeAttribute('aria-sort');
      }
    });
  }

  /** @param {Column} column @param {number} row */
  cell(column, row) {
    const { links } = this.options;
    const content = cellContent(column, row);
    const target = links && links[column.name];
    const role = roleOf(this.isLines, 'cell');

    if (!column.isText) {
      return element('td', { class: 'number', ...role }, content);
    }
    return element('td', {
      dir: this.isLines ? null : 'auto',
      class: `${textWidth(column)} of-${column.name}`, ...role,
    }, target && column.text(row) !== ''
      ? element('a', { href: target(row) }, content)
      : this.isLines ? element('bdi', {}, content) : content);
  }

  showPage() {
    this.page = Math.min(Math.max(this.page, 0), this.pages - 1);
    const begin = this.page * this.pageRows;
    const rows = this.shown.slice(begin, begin + this.pageRows);

    this.body.replaceChildren(...rows.map((row) => element('tr',
      { 'data-row': row, ...roleOf(this.isLines, 'row') },
      this.columns.map((column) => this.cell(column, row)))));
    this.previous.disabled = this.page === 0;
    this.next.disabled = this.page + 1 >= this.pages;
    this.previous.hidden = this.pages === 1;
    this.next.hidden = this.pages === 1;
    this.keepFocus();
    this.count.hidden = this.options.search === false && this.pages === 1;
    this.count.textContent = this.countText(begin, rows.length);
  }

  /** A button that has just been used up hands the focus to the other. */
  keepFocus() {
    const [used, other] = this.next.disabled ? [this.next, this.previous]
      : [this.previous, this.next];

    if (used.disabled && document.activeElement === used) {
      other.focus();
    }
  }

  /** @param {number} begin @param {number} count */
  countText(begin, count) {
    const found = thousands(this.shown.length);
    const of = this.shown.length === this.all.length ? ''
      : ` found among ${thousands(this.all.length)}`;

    if (this.shown.length <= this.pageRows) {
      return `${counted(this.shown.length, 'row')}${of}`;
    }
    return `Rows ${thousands(begin + 1)} to ${thousands(begin + count)} of ${
      found}${of}`;
  }
}

/** A table to sort, filter, page through and download.
 * @param {Table} from @param {GridOptions} [options]
 * @returns {HTMLElement} */
function grid(from, options) {
  return new Grid(from, options || {}).root;
}
