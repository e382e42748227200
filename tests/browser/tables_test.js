/* tables_test.js - what the page shows and hands out of every table is what the
 * CSV files say: cell for cell, sorted, filtered, page by page. */
'use strict';

const fs = require('node:fs');
const { suite, must, same } = require('./harness');
const { launch } = require('./chromium');
const corpora = require('./corpora');
const { HOSTILE } = require('./hostile');
const { readRecord } = require('./record');
const { openReport, goTo, settled, mustBeQuiet } = require('./report');
const { downloaded } = require('./controls');

const PAGE_ROWS = 50;
const ROWS_IN_PAGE_MAX = 100000;
/** So many pages of a table are paged through; of longer ones some. */
const PAGES_MAX = 5;
/** All tables' cells are read; sorted and searched are those that have every
 * type of column, missing cells, long texts and strange ones. */
const RUNS = {
  sample: { folder: corpora.sample, works: ['documents', 'theme_frequency',
    'theme_comparison', 'theme_change', 'concordance'] },
  'hr-reports': { folder: corpora.humanRights, works: [] },
  'hostile names': { folder: HOSTILE['hostile names'],
    works: ['documents', 'matched_forms'] },
};

const { compare } = new Intl.Collator('en');
const isNumber = ({ type }) => ['integer', 'number', 'year'].includes(type);

/** The rows on view, cell for cell as they read. */
function shownRows(page) {
  return page.$$eval('.grid tbody tr', (rows) => rows.map((row) =>
    [...row.cells].map((cell) => cell.textContent)));
}

/** @param {(string|null)[][]} rows */
function asShown(rows) {
  return rows.map((row) => row.map((cell) => cell || ''));
}

/** That the table's rows are those of the CSV, page after page. */
async function mustPageThrough(page, table) {
  const pages = Math.max(1, Math.ceil(table.rows.length / PAGE_ROWS));
  for (let i = 0; i < Math.min(pages, PAGES_MAX); i++) {
    if (i > 0) {
      await page.click('.pager button:text-is("Next")');
    }
    same(await shownRows(page),
      asShown(table.rows.slice(i * PAGE_ROWS, (i + 1) * PAGE_ROWS)),
      `page ${i + 1}`);
  }
  must(pages > PAGES_MAX ||
    await page.$('.pager button:text-is("Next"):visible:enabled') === null,
  'there is a page after the last');
  if (pages > 1) {
    await page.click('.pager button:text-is("Previous")');
    const before = Math.min(pages, PAGES_MAX) - 2;
    same((await shownRows(page))[0], asShown(table.rows)[before * PAGE_ROWS],
      'the first row of the page before');
  }
}

/** That what is handed out is the CSV file, byte for byte. */
async function mustDownload(page, table) {
  const file = await downloaded(page, () => page
    .click('.grid button:text-is("Download CSV")'));
  same(file.name, `${table.name}.csv`, 'name of the file');
  const got = file.bytes.toString('utf8').split('\n');
  const wanted = fs.readFileSync(table.file, 'utf8').split('\n');
  const at = wanted.findIndex((line, i) => line !== got[i]);
  must(at < 0 && got.length === wanted.length,
    `line ${at + 1} of ${wanted.length} (got ${got.length}):\n` +
    `  got    ${JSON.stringify(got[at])}\n` +
    `  wanted ${JSON.stringify(wanted[at])}`);
}

/** How two cells are ordered, the missing ones last either way. */
function order(column, down) {
  return (a, b) => {
    if (a === null || b === null) {
      return Number(a === null) - Number(b === null);
    }
    const by = isNumber(column) ? Number(a) - Number(b) : compare(a, b);
    return down ? -by : by;
  };
}

/** That a press on a column's head sorts all rows, and another turns them. */
async function mustSort(page, table, at) {
  const column = table.columns[at];
  const cells = table.rows.map((row) => row[at]);
  for (const press of [1, 2]) {
    await page.click(`.grid th:nth-child(${at + 1}) button`);
    const said = await page.getAttribute(`.grid th:nth-child(${at + 1})`,
      'aria-sort');
    must(/^(?:a|de)scending$/u.test(said), `press ${press}: says ${said}`);
    const by = order(column, said === 'descending');
    const wanted = [...cells].sort(by).slice(0, PAGE_ROWS);
    const got = (await shownRows(page)).map((row) => row[at]);
    must(got.length === wanted.length && got.every((cell, i) =>
      (cell === '' ? !wanted[i] : by(cell, wanted[i]) === 0)),
    `${column.name}, ${said}:\n  got    ${JSON.stringify(got).slice(0, 900)}` +
    `\n  wanted ${JSON.stringify(wanted).slice(0, 900)}`);
  }
  const marked = await page.$$eval('.grid th[aria-sort]', (x) => x.length);
  same(marked, 1, 'columns marked as sorted');
}

/** "Rows 1 to 50 of 1,234 found among ..." @returns {Promise<number>} */
async function countSaid(page) {
  const text = await page.textContent('.grid .count');
  const [, number] = /(?:of |^)([\d,]+)(?: rows?)?(?: found.*)?$/u.exec(text);
  return Number(number.replace(/,/gu, ''));
}

/** That a search finds the rows that have the text, and no others. */
async function mustFind(page, table) {
  const at = table.columns.map((x, i) => i).filter((i) =>
    !isNumber(table.columns[i]));
  const fold = (text) => text.normalize('NFC').toLowerCase();
  const words = table.rows[Math.floor(table.rows.length / 2)]
    .filter((cell, i) => at.includes(i) && cell)
    .map((cell) => cell.trim().slice(0, 12)).filter((word) => word !== '' &&
      !word.startsWith('/'));
  for (const word of new Set(words.map((x) => x.trim()))) {
    const wanted = table.rows.filter((row) => at.some((i) => row[i] !== null &&
      fold(row[i]).includes(fold(word))));
    await page.fill('.grid input[type=search]', word.toUpperCase() === word
      ? word : word.toLowerCase());
    await page.waitForTimeout(150);
    await settled(page);
    same(await countSaid(page), wanted.length, `rows with "${word}"`);
    same(await shownRows(page), asShown(wanted.slice(0, PAGE_ROWS)),
      `rows with "${word}"`);
  }
  await page.fill('.grid input[type=search]', '');
  await page.waitForTimeout(150);
}

/** That each choice above the table leaves the rows that have that value. */
async function mustChoose(page, table) {
  const fields = await page.$$('.grid .controls select');
  for (const field of fields) {
    const name = await field.evaluate((x) => x.labels[0].innerText.trim());
    const at = table.columns.findIndex((x) =>
      x.name.replace(/_/gu, ' ') === name);
    must(at >= 0, `a choice of "${name}", which is no column`);
    const options = await field.$$eval('option', (all) =>
      all.map((option) => ({ value: option.value, text: option.text })));
    same(options.length - 1, new Set(table.rows.map((row) => row[at])
      .filter((cell) => cell !== null)).size, `choices of ${name}`);
    for (const option of options.slice(1).slice(-3)) {
      await field.selectOption(option.value);
      const wanted = table.rows.filter((row) => row[at] === option.value
        .slice(1));
      same(await countSaid(page), wanted.length, `${name}: ${option.text}`);
      same(await shownRows(page), asShown(wanted.slice(0, PAGE_ROWS)),
        `${name}: ${option.text}`);
    }
    await field.selectOption('');
  }
}

/** That columns are named and explained as the data package does. */
async function mustExplain(page, table) {
  const heads = await page.$$eval('.grid th', (all) => all.map((head) => ({
    name: head.dataset.column, says: head.querySelector('button').title })));
  same(heads.map((x) => x.name), table.columns.map((x) => x.name), 'columns');
  table.columns.forEach(({ name, meaning }, i) => must(
    heads[i].says.includes(meaning), `${name}: ${heads[i].says}`));
}

async function checkRun(check, browser, name, { folder, works }) {
  let record;
  let window;
  await check(`${name}: the list of tables has each with its rows`,
    async () => {
      record = readRecord(folder());
      window = await openReport(browser, record.folder, 'tables');
      const text = await window.page.innerText('main');
      record.tables.forEach((table) => must(text.includes(`${table.name}.csv`),
        `${table.name} is not in the list`));
      const said = await window.page.$$eval('main dd', (all) =>
        all.map((x) => x.innerText));
      record.tables.filter((x) => x.rows.length > 0).forEach((x) => must(
        said.some((line) => line.startsWith(x.title) && line.includes(
          `${x.rows.length.toLocaleString('en-US')} row`)),
        `${x.name}: ${x.rows.length} rows`));
    });
  for (const table of record ? record.tables : []) {
    if (table.rows.length > 0) {
      await checkCells(check, window, name, table);
      if (works.includes(table.name)) {
        await checkWork(check, window, name, table);
      }
    }
  }
  if (window) {
    await check(`${name}: tables leave no complaint`, () =>
      mustBeQuiet(window));
    await window.close();
  }
}

/** Shows a table afresh. */
async function showTable(page, table) {
  await goTo(page, 'tables');
  await goTo(page, `tables/${table.name}`);
}

async function checkCells(check, { page }, name, table) {
  await check(`${name}: ${table.name}: cells as in the CSV, page by page`,
    async () => {
      must(table.rows.length <= ROWS_IN_PAGE_MAX, `${table.rows.length} rows`);
      await showTable(page, table);
      await mustExplain(page, table);
      await mustPageThrough(page, table);
    });
  await check(`${name}: ${table.name}: downloaded, it is the CSV file, byte ` +
    'for byte', async () => {
    await showTable(page, table);
    await mustDownload(page, table);
  });
}

async function checkWork(check, { page }, name, table) {
  await check(`${name}: ${table.name}: sorts by each column`, async () => {
    await showTable(page, table);
    for (let at = 0; at < table.columns.length; at++) {
      await mustSort(page, table, at);
    }
  });
  await check(`${name}: ${table.name}: search and choices find what is there`,
    async () => {
      await showTable(page, table);
      if (await page.$('.grid input[type=search]')) {
        await mustFind(page, table);
        await mustChoose(page, table);
      }
    });
}

suite(async (check) => {
  const browser = await launch();
  for (const [name, run] of Object.entries(RUNS)) {
    await checkRun(check, browser, name, run);
  }
  await browser.close();
});
