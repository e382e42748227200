/*
 * data.js - the tables that the page carries (src/report/page_data.h).
 *
 * A table is inflated when it is first asked for, and a column parsed when its
 * first cell is: most of what the page holds is never looked at.
 */

/** Columns whose cells are texts. */
const TEXT_TYPES = ['text', 'date', 'partial-date'];

/** What the page knows beside its tables: version, counted_at, most_rows, run
 * (of run.json, or null), groups (in time), tables (name, title, row, order,
 * rows).
 * @type {any} */
const facts = JSON.parse(document.getElementById('facts').textContent);

/** @param {number} value @returns {string} as C's "%.6g" writes it */
function measureText(value) {
  const [digits, exponent] = value.toExponential(5).split('e');
  const power = Number(exponent);

  if (value === 0) {
    return '0';
  }
  if (power >= -4 && power < 6) {
    return String(Number(value.toPrecision(6)));
  }
  return `${Number(digits)}e${power < 0 ? '-' : '+'}${
    String(Math.abs(power)).padStart(2, '0')}`;
}

/** A column: what it means, and its cells. */
class Column {
  /** @param {any} description @param {string} line its JSON */
  constructor(description, line) {
    this.name = description.name;
    this.type = description.type;
    this.unit = description.unit;
    this.meaning = description.meaning;
    this.key = description.key;
    this.isText = TEXT_TYPES.includes(description.type);
    this.line = line;
    this.parsed = null;
    this.order = null;
    /** Texts are sorted by their last words. */
    this.sortsFromEnd = false;
  }

  get cells() {
    if (this.parsed === null) {
      const json = JSON.parse(this.line);

      this.parsed = this.isText
        ? { texts: json.texts, at: Int32Array.from(json.at) }
        : { numbers: Float64Array.from(json, (n) => (n === null ? NaN : n)) };
      this.line = null;
    }
    return this.parsed;
  }

  /** The different texts of a text column. @returns {string[]} */
  get texts() {
    return this.cells.texts;
  }

  /** Of each row, which of them; -1 where it is missing.
   * @returns {Int32Array} */
  get at() {
    return this.cells.at;
  }

  /** Of each row of a column of numbers; NaN where it is missing.
   * @returns {Float64Array} */
  get numbers() {
    return this.cells.numbers;
  }

  get length() {
    return (this.isText ? this.at : this.numbers).length;
  }

  /** @param {number} row @returns {any} a text or a number; null: missing */
  get(row) {
    if (this.isText) {
      return this.at[row] < 0 ? null : this.texts[this.at[row]];
    }
    return Number.isNaN(this.numbers[row]) ? null : this.numbers[row];
  }

  /** The cell as the CSV file prints it, without quotes; '' where it is
   * missing. @param {number} row @returns {string} */
  text(row) {
    const value = this.get(row);

    if (value === null || this.isText) {
      return value === null ? '' : value;
    }
    switch (this.type) {
      case 'rate':
        return value.toFixed(4);
      case 'measure':
        return measureText(value);
      case 'year':
        return String(value).padStart(4, '0');
      default:
        return String(value);
    }
  }

  /** Of each text, its place in the alphabet. @returns {Int32Array} */
  get ranks() {
    if (this.order === null) {
      const { compare } = new Intl.Collator('en');
      const keys = this.sortsFromEnd
        ? this.texts.map((text) => text.split(/\s+/).reverse().join(' ').trim())
        : this.texts;
      const sorted = keys.map((_, i) => i)
        .sort((a, b) => compare(keys[a], keys[b]));

      this.order = new Int32Array(sorted.length);
      sorted.forEach((text, rank) => {
        this.order[text] = rank;
      });
    }
    return this.order;
  }

  /** Of each row, what to sort it by; NaN where it is missing.
   * @param {number} row @returns {number} */
  sortKey(row) {
    if (!this.isText) {
      return this.numbers[row];
    }
    return this.at[row] < 0 ? NaN : this.ranks[this.at[row]];
  }
}

/** A table of the report. */
class Table {
  /** @param {string} json the text of page_data.h */
  constructor(json) {
    const mark = '"data":[\n';
    const begin = json.indexOf(mark);
    const description = JSON.parse(`${json.slice(0, begin)}"data":[]}`);
    const lines = json.slice(begin + mark.length, -3).split('\n');

    this.name = description.name;
    this.title = description.title;
    this.row = description.row;
    this.order = description.order;
    /** Rows that the CSV file has. */
    this.rows = description.rows;
    /** @type {Column[]} */
    this.columns = description.columns.map((column, i) => new Column(column,
      i + 1 < lines.length ? lines[i].slice(0, -1) : lines[i]));
    /** Rows that are here. */
    this.count = this.columns[0].length;
  }

  /** @param {string} name @returns {Column|undefined} */
  column(name) {
    return this.columns.find((column) => column.name === name);
  }

  /** The rows where each of these columns has that text, in their order.
   * @param {Record<string, string>} [wanted]
   * @returns {number[]} */
  where(wanted) {
    const tests = Object.entries(wanted || {}).map(([name, text]) => {
      const column = this.column(name);

      return { at: column.at, text: column.texts.indexOf(text) };
    });
    const rows = [];

    for (let row = 0; row < this.count; row += 1) {
      if (tests.every(({ at, text }) => text >= 0 && at[row] === text)) {
        rows.push(row);
      }
    }
    return rows;
  }
}

/** @param {string} base64 @returns {Promise<Uint8Array>} */
async function bytesOf(base64) {
  const STEP = 4 << 20;
  const padding = base64.endsWith('==') ? 2 : Number(base64.endsWith('='));
  const bytes = new Uint8Array(base64.length / 4 * 3 - padding);
  let at = 0;

  for (let from = 0; from < base64.length; from += STEP) {
    const part = atob(base64.slice(from, from + STEP));

    for (let i = 0; i < part.length; i += 1) {
      bytes[at + i] = part.charCodeAt(i);
    }
    at += part.length;
    if (at < bytes.length) {
      await breathe();
    }
  }
  return bytes;
}

/** @param {string} name @returns {Promise<Table>} */
async function decodeTable(name) {
  const block = document.getElementById(`table-${name}`);

  if (!block) {
    throw new Error(`There is no table "${name}" on this page.`);
  }
  const bytes = await bytesOf(block.textContent);
  const inflated = new Blob([bytes]).stream()
    .pipeThrough(new DecompressionStream('deflate'));

  return new Table(await new Response(inflated).text());
}

/** @type {Map<string, Promise<Table>>} */
const decoded = new Map();

/** A table by its name; made once.
 * @param {string} name @returns {Promise<Table>} */
function table(name) {
  if (!decoded.has(name)) {
    decoded.set(name, decodeTable(name));
  }
  return decoded.get(name);
}

/** Is there such a table on the page, with rows?
 * @param {string} name @returns {boolean} */
function hasRows(name) {
  return facts.tables.some((one) => one.name === name && one.rows > 0);
}

/** What is said where not all of a table is on the page; null where all is.
 * @param {Table} from @returns {string|null} */
function cutNote(from) {
  return from.count >= from.rows ? null
    : `The first ${thousands(from.count)} of ${thousands(from.rows)} rows are `
      + `on this page${from.order ? `, ${from.order}` : ''}; `
      + `${from.name}.csv has all.`;
}
