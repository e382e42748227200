/* record.js - a published run as its files have it: the CSVs, read strictly
 * (RFC 4180) by a reader of our own, and datapackage.json. */
'use strict';

const fs = require('node:fs');
const path = require('node:path');

const GUARDED = /^'(?=[=+\-@\t\r\n])/u;

/**
 * @param {string} text
 * @param {string} [separator]
 * @returns {{text: string, quoted: boolean}[][]} rows, the header first
 */
function parseCsv(text, separator = ',') {
  const cell = new RegExp(
    `(?:"((?:[^"]|"")*)"|([^"${separator}\\r\\n]*))(${separator}|\\r\\n|$)`,
    'uy');
  const rows = [];
  let row = [];
  let at = 0;
  while (at < text.length) {
    cell.lastIndex = at;
    const found = cell.exec(text);
    if (!found || found[0] === '') {
      throw new Error(`CSV: row ${rows.length + 1}: not as RFC 4180 has it: ` +
        JSON.stringify(text.slice(at, at + 60)));
    }
    const quoted = found[1] !== undefined;
    row.push({ text: quoted ? found[1].replace(/""/gu, '"') : found[2],
      quoted });
    at = cell.lastIndex;
    if (found[3] !== separator) {
      rows.push(row);
      row = [];
    }
  }
  if (row.length > 0) {
    throw new Error('CSV: ends in the midst of a row');
  }
  const ragged = rows.findIndex((some) => some.length !== rows[0].length);
  if (ragged >= 0) {
    throw new Error(`CSV: row ${ragged + 1} has ${rows[ragged].length} ` +
      `cells, the header ${rows[0].length}`);
  }
  return rows;
}

/**
 * The cells of a CSV file as they stand there, guards and all.
 * @param {string} text
 * @returns {string[][]} rows, the header first
 */
function csvCells(text) {
  return parseCsv(text.replace(/^\ufeff/u, ''))
    .map((row) => row.map((cell) => cell.text));
}

/**
 * What a cell says: null where it is missing.
 * @param {{text: string, quoted: boolean}} cell
 */
function cellValue(cell) {
  if (!cell.quoted) {
    return cell.text === '' ? null : cell.text;
  }
  return cell.text.replace(GUARDED, '');
}

/**
 * @typedef {{name: string, title: string, columns: {name: string,
 *   type: string, unit: string|undefined, meaning: string}[],
 *   rows: (string|null)[][], file: string}} RecordTable
 */

/**
 * @param {string} folder of a run, in dialect excel
 * @param {object} resource of its data package
 * @returns {RecordTable}
 */
function readTable(folder, resource) {
  const file = path.join(folder, resource.path);
  const text = fs.readFileSync(file, 'utf8');
  if (!text.startsWith('\ufeff')) {
    throw new Error(`${file}: not in dialect excel`);
  }
  const [header, ...rows] = parseCsv(text.slice(1));
  const columns = resource.schema.fields.map((field) => ({
    name: field.name.replace(GUARDED, ''), type: field.type,
    unit: field.unit, meaning: field.description }));
  const names = header.map(cellValue);
  if (JSON.stringify(names) !== JSON.stringify(columns.map((c) => c.name))) {
    throw new Error(`${file}: its header is not as the data package has it`);
  }
  return { name: resource.name, title: resource.title, columns, file,
    rows: rows.map((row) => row.map(cellValue)) };
}

/**
 * @param {string} folder
 * @returns {{folder: string, run: object, tables: RecordTable[],
 *   table: (name: string) => RecordTable}}
 */
function readRecord(folder) {
  const json = (name) =>
    JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8'));
  const tables = json('datapackage.json').resources
    .filter((resource) => resource.path.endsWith('.csv'))
    .map((resource) => readTable(folder, resource));
  const table = (name) => {
    const found = tables.find((one) => one.name === name);
    if (!found) {
      throw new Error(`${folder}: has no table ${name}`);
    }
    return found;
  };
  return { folder, run: json('run.json'), tables, table };
}

/**
 * Rows as objects by column.
 * @param {RecordTable} table
 */
function objects(table) {
  return table.rows.map((row) => Object.fromEntries(
    table.columns.map((column, i) => [column.name, row[i]])));
}

module.exports = { parseCsv, csvCells, readRecord, objects };
