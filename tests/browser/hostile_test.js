/* hostile_test.js - corpora made to break the page (hostile.js): no text is
 * ever run or becomes markup, all of it is shown as text, and the layout holds
 * whatever the names and the numbers of things are. */
'use strict';

const { suite, must, same } = require('./harness');
const { launch } = require('./chromium');
const { HOSTILE, NAMES, LONG } = require('./hostile');
const { csvCells, readRecord, objects } = require('./record');
const { openReport, goTo, viewsOf, settled, mustBeQuiet,
  mustNotScrollSideways } = require('./report');
const { downloaded } = require('./controls');

/** Addresses that a hostile link to the page may have. */
const ADDRESSES = ['theme/%3Cscript%3Ewindow.hacked=20%3C/script%3E',
  'theme/%E0%A4%A', 'theme/', '__proto__', 'constructor/prototype',
  'toString', 'tables/..%2F..%2Fx', 'tables/__proto__', 'trends/%00',
  '<img src=x onerror=window.hacked=21>', 'javascript:window.hacked=22',
  '/', '%', 'main'];

/** That nothing in the page has come from a text but text. */
async function mustBeText(page) {
  const strange = await page.evaluate(() => {
    const known = ['http://www.w3.org/1999/xhtml',
      'http://www.w3.org/2000/svg'];
    const never = ['script', 'style', 'iframe', 'img', 'object', 'embed',
      'form', 'base', 'meta', 'foreignObject'];
    return [...document.querySelectorAll('main *, header *, footer *')]
      .filter((x) => never.includes(x.localName) ||
        !known.includes(x.namespaceURI) ||
        [...x.attributes].some(({ name }) => name.startsWith('on')) ||
        (x.hasAttribute('href') &&
          !/^#/u.test(x.getAttribute('href'))))
      .map((x) => x.outerHTML.slice(0, 150));
  });
  same(strange, [], 'elements that no text may make');
}

/** Everything that the navigation and its views lead to, a level deep. */
async function placesOf(page) {
  const places = new Set(await viewsOf(page));
  for (const view of [...places]) {
    await goTo(page, view);
    for (const href of await page.$$eval('main a[href^="#"]', (links) =>
      links.map((link) => link.getAttribute('href').slice(1)))) {
      places.add(href);
    }
  }
  return [...places];
}

/** So many pages of each kind (theme/, tables/) are gone to. */
function someOf(places, most) {
  const seen = new Map();
  return places.filter((place) => {
    const [kind] = place.split('/');
    seen.set(kind, (seen.get(kind) || 0) + 1);
    return seen.get(kind) <= most;
  });
}

async function mustHold(browser, folder, width, most) {
  const window = await openReport(browser, folder, '', { width, height: 740 });
  const places = someOf(await placesOf(window.page), most);
  for (const place of places) {
    try {
      await goTo(window.page, place);
      await mustNotScrollSideways(window.page);
      await mustBeText(window.page);
      must(await window.page.$('main .fault:not(:empty)') === null,
        'says that it cannot be shown');
      await mustBeQuiet(window);
    } catch (error) {
      throw new Error(`#${place.slice(0, 80)}: ${error.message}`);
    }
  }
  await window.close();
  return places;
}

/** Opens all that is folded and reads what can be read. */
async function textOf(page) {
  await page.$$eval('main details:not([open]) > summary', (all) =>
    all.forEach((summary) => summary.click()));
  await settled(page);
  return page.$eval('main', (main) => main.textContent);
}

/** That names of themes and groups are in the charts as they are written, or
 * as much of them as there is room for. */
async function mustNameAll(browser, folder) {
  const record = readRecord(folder);
  const window = await openReport(browser, folder, 'themes', { width: 1400 });
  const text = (await textOf(window.page)).replace(/\s+/gu, ' ');
  const rows = objects(record.table('theme_frequency'));
  for (const name of ['theme', 'group']) {
    for (const wanted of new Set(rows.map((row) => row[name]))) {
      if (wanted !== '(all)') {
        const begin = wanted.slice(0, 12).trim().replace(/\s+/gu, ' ');
        must(text.includes(begin), `${name} "${wanted.slice(0, 60)}"`);
      }
    }
  }
  await window.close();
}

/** That the longest title is on the page, whole, and does no harm to it. */
async function mustShowTitles(browser, folder) {
  const record = readRecord(folder);
  const window = await openReport(browser, folder, 'tables/documents',
    { width: 800 });
  const shown = await window.page.$$eval('.grid tbody tr', (rows) =>
    rows.map((row) => row.cells[1].textContent));
  const titles = objects(record.table('documents')).map((row) => row.title);
  same(shown, titles, 'titles');
  must(titles.some((title) => title.length >= LONG.length),
    'the long title is not whole in the CSV');
  must(NAMES.filter((name) => titles.includes(name)).length > 20,
    'the corpus has lost its names');
  await window.close();
}

/** A chart of hostile names is XML when it is handed out. */
async function mustHandOutXml(browser, folder) {
  const window = await openReport(browser, folder, 'themes');
  for (const view of ['themes', 'trends', 'comparison', 'together']) {
    await goTo(window.page, view);
    const file = await downloaded(window.page, () => window.page
      .click('main button:text-is("Download SVG") >> nth=0'));
    const fault = await window.page.evaluate((text) => new DOMParser()
      .parseFromString(text, 'image/svg+xml').querySelector(
        'parsererror, script, iframe, img, foreignObject')?.textContent || null,
    file.bytes.toString('utf8'));
    same(fault, null, `${view}.svg`);
    must(/^[a-z0-9-]+\.svg$/u.test(file.name), `called ${file.name}`);
  }
  await mustBeQuiet(window);
  await window.close();
}

/** What the page hands out a spreadsheet does not run, names of columns too. */
async function mustGuardCsv(browser, folder) {
  const window = await openReport(browser, folder, 'tables/documents');
  const file = await downloaded(window.page, () => window.page
    .click('main .pager button:text-is("Download CSV")'));
  const [header, ...rows] = csvCells(file.bytes.toString('utf8'));
  must(header.includes("'=1+2"), `no guarded name among ${header}`);
  must(rows.length > 0, 'no rows');
  same([header, ...rows].flat().filter((cell) => /^[=+\-@\t\r\n]/u.test(cell)),
    [], 'cells that a spreadsheet runs');
  await window.close();
}

async function mustBearAddresses(browser, folder) {
  for (const address of ADDRESSES) {
    const window = await openReport(browser, folder, address);
    await mustBeText(window.page);
    must((await window.page.innerText('main h2')) !== '' ||
      address.startsWith('theme'), `#${address}: no heading`);
    await mustBeQuiet(window);
    await window.close();
  }
}

suite(async (check) => {
  const browser = await launch();
  const made = {};
  for (const [name, make] of Object.entries(HOSTILE)) {
    await check(`${name}: a page is made of it`, () => {
      made[name] = make();
    });
    const most = name === 'hostile names' ? 9 : 3;
    for (const width of [360, 1400]) {
      await check(`${name}: at ${width} px nothing runs, scrolls sideways or ` +
        'fails', async () => {
        const places = await mustHold(browser, made[name], width, most);
        must(places.length >= 8, `no more places than ${places}`);
      });
    }
  }
  const names = made['hostile names'];
  await check('hostile names are named in charts', () =>
    mustNameAll(browser, names));
  await check('hostile titles are shown as they are written', () =>
    mustShowTitles(browser, names));
  await check('charts of hostile names are handed out as XML', () =>
    mustHandOutXml(browser, names));
  await check('CSV files of hostile names hold no formula', () =>
    mustGuardCsv(browser, names));
  await check('hostile addresses lead nowhere', () =>
    mustBearAddresses(browser, names));
  await browser.close();
});
