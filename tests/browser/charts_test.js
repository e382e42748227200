/* charts_test.js - what charts draw, say and hand out is what the CSV files
 * say. A chart's marks are found as a reader without a mouse finds them: by the
 * arrow keys, which tell what stands at each mark and where. Where a mark
 * stands is held to the column's number, and to the scale's own figures. */
'use strict';

const { suite, must, same } = require('./harness');
const { launch } = require('./chromium');
const corpora = require('./corpora');
const { readRecord, objects, csvCells } = require('./record');
const { openReport, goTo, settled, mustBeQuiet, viewsOf } =
  require('./report');
const { downloaded } = require('./controls');

const PIXEL = 0.75;
const SIGNIFICANT = 0.05;
const CHARTS = 'main figure.chart';

/** @typedef {{x: number, y: number, lines: string[]}} Mark */

/**
 * All marks of a chart, by its keys.
 * @returns {Promise<Mark[]>}
 */
function marksOf(page, at = 0) {
  return page.evaluate(([charts, index]) => {
    const chart = document.querySelectorAll(charts)[index];
    const stage = chart.querySelector('.chart-scroll');
    const press = (key) => stage.dispatchEvent(
      new KeyboardEvent('keydown', { key, bubbles: true }));
    const here = () => {
      const cursor = chart.querySelector('.cursor');
      const number = (name) => Number(cursor.getAttribute(name));
      return { x: number('x') + number('width') / 2,
        y: number('y') + number('height') / 2,
        lines: [...chart.querySelectorAll('.chart-tip > *')]
          .map((line) => line.textContent) };
    };
    const marks = [];
    press('Home');
    for (let last = null; chart.querySelector('.cursor') !== last;) {
      last = chart.querySelector('.cursor');
      if (last) {
        marks.push(here());
      }
      press('ArrowRight');
    }
    press('Escape');
    return marks;
  }, [CHARTS, at]);
}

/**
 * The straight line through two of the points, which all others lie on.
 * @param {{value: number, place: number}[]} points
 * @param {string} what
 * @returns {(value: number) => number}
 */
function mustBeStraight(points, what) {
  const sorted = [...points].sort((a, b) => a.value - b.value);
  const [first, last] = [sorted[0], sorted[sorted.length - 1]];
  must(points.length > 1 && last.value > first.value,
    `${what}: ${points.length} points, of one value`);
  const slope = (last.place - first.place) / (last.value - first.value);
  const line = (value) => first.place + slope * (value - first.value);
  points.forEach((point) => must(
    Math.abs(line(point.value) - point.place) < PIXEL,
    `${what}: ${point.value} stands at ${point.place}, ` +
    `not at ${line(point.value)}`));
  return line;
}

/** Figures of a scale: texts that are numbers, with their places. */
async function scaleOf(page, at = 0) {
  const texts = await page.$$eval(`${CHARTS}`, (charts, index) =>
    [...charts[index].querySelectorAll('svg text.tick')].map((text) => ({
      text: text.textContent, x: Number(text.getAttribute('x')),
      y: Number(text.getAttribute('y')) })), at);
  return texts.map(({ text, x, y }) => ({ x, y, value: Number(text
    .replace('\u2212', '-').replace(/[,+]/gu, '')
    .replace(/^([\d.]+)%$/u, (_, share) => share / 100)) }))
    .filter(({ value }) => !Number.isNaN(value));
}

/** That figures of a scale stand where the line has their values. */
function mustAgree(line, figures, what) {
  must(figures.length > 1, `${what}: a scale of ${figures.length} figures`);
  figures.forEach(({ value, place }) => must(
    Math.abs(line(value) - place) < PIXEL,
    `${what}: the scale has ${value} at ${place}, marks at ${line(value)}`));
}

/** @param {string} legend of a switch @param {string} choice */
async function choose(page, legend, choice) {
  await page.check(`main fieldset:has(legend:text-is("${legend}")) ` +
    `label:has-text("${choice}") input`);
  await settled(page);
}

const number = (text) => (text === null ? null : Number(text));
const byName = (rows, name) => new Map(rows.map((row) => [name(row), row]));

/* -- Themes ---------------------------------------------------------------- */

const MEASURES = [['Rate', 'rate_per_10k_words', 'rate_low', 'rate_high'],
  ['Share of documents', 'share_of_documents', 'share_low', 'share_high'],
  ['Count', 'hits', null, null]];

/** Interval lines as drawn. */
function intervalsOf(page) {
  return page.$$eval(`${CHARTS} line.interval`, (lines) => lines.map((line) =>
    ['x1', 'x2', 'y1'].map((name) => Number(line.getAttribute(name)))));
}

async function mustDrawThemes(page, record, [choice, value, low, high]) {
  const rows = objects(record.table('theme_frequency'))
    .filter((row) => row.group !== '(all)' && row[value] !== null);
  const wanted = byName(rows, (row) => `${row.theme} \u00b7 ${row.group}`);
  await choose(page, 'Show', choice);
  const marks = await marksOf(page);
  same(marks.map((mark) => mark.lines[0]).sort(), [...wanted.keys()].sort(),
    'marks');
  const points = marks.map((mark) => ({ place: mark.x, y: mark.y,
    row: wanted.get(mark.lines[0]),
    value: number(wanted.get(mark.lines[0])[value]) }));
  const line = mustBeStraight(points, choice);
  mustAgree(line, (await scaleOf(page)).map(({ x, value: v }) =>
    ({ place: x, value: v })), choice);
  if (low) {
    mustHaveIntervals(points, await intervalsOf(page), line, { low, high });
  }
}

/** That each interval is drawn, from its low end to its high end or the end of
 * the scale; and that no other is. */
function mustHaveIntervals(points, drawn, line, { low, high }) {
  const known = points.filter(({ row }) => row[low] !== null &&
    row[high] !== null);
  const end = Math.max(...drawn.map(([, x2]) => x2));
  same(drawn.length, known.length, 'intervals');
  known.forEach(({ row, y }) => must(drawn.some(([x1, x2, y1]) =>
    Math.abs(y1 - y) < PIXEL && Math.abs(x1 - line(row[low])) < PIXEL &&
    (Math.abs(x2 - line(row[high])) < PIXEL ||
      (line(row[high]) > end && Math.abs(x2 - end) < PIXEL))),
  `no interval for ${row.theme}, ${row.group}: ${row[low]} to ${row[high]}`));
}

/* -- Trends ---------------------------------------------------------------- */

const PERIODS = { Month: 'month', Quarter: 'quarter', Year: 'year' };

/** @param {string} period @returns {number} its middle, in years */
function middle(period) {
  const [, year, kind, part] = /^(\d+)(?:-(Q?)(\d+))?$/u.exec(period);
  const parts = part === undefined ? 1 : kind ? 4 : 12;
  return Number(year) + (Number(part || 1) - 0.5) / parts;
}

async function mustDrawTrend(page, record, theme, choice) {
  const rows = objects(record.table('theme_trend')).filter((row) =>
    row.group === '(all)' && row.theme === theme &&
    row.period_type === PERIODS[choice] && row.rate_per_10k_words !== null);
  const wanted = byName(rows, (row) => `${theme} \u00b7 ${row.period}`);
  await choose(page, 'Period', choice);
  const marks = await marksOf(page);
  same(marks.map((mark) => mark.lines[0]).sort(), [...wanted.keys()].sort(),
    'marks');
  const of = (mark) => wanted.get(mark.lines[0]);
  const across = mustBeStraight(marks.map((mark) => ({ place: mark.x,
    value: middle(of(mark).period) })), 'time');
  const up = mustBeStraight(marks.map((mark) => ({ place: mark.y,
    value: number(of(mark).rate_per_10k_words) })), 'rate');
  const figures = await scaleOf(page);
  const years = figures.filter(({ value }) => value > 1000);
  mustAgree(across, years.map(({ x, value }) => ({ place: x, value })), 'time');
  mustAgree(up, figures.filter((figure) => !years.includes(figure))
    .map(({ y, value }) => ({ place: y - 4, value })), 'rate');
  const few = rows.filter((row) => Number(row.words) < 1000).length;
  same(await page.$$eval(`${CHARTS} .trend-point.few`, (all) => all.length),
    few, 'hollow points');
}

/** In small panels each theme's line has a scale of its own. */
async function mustDrawPanels(page, record) {
  const marks = await marksOf(page);
  const table = objects(record.table('theme_trend')).filter((row) =>
    row.group === '(all)' && row.rate_per_10k_words !== null);
  const wanted = byName(table, (row) => `${row.theme} \u00b7 ${row.period}`);
  const themes = new Map();
  marks.forEach((mark) => {
    const row = wanted.get(mark.lines[0]);
    must(row !== undefined, `a mark "${mark.lines[0]}"`);
    themes.set(row.theme, [...themes.get(row.theme) || [],
      { place: mark.y, value: number(row.rate_per_10k_words) }]);
  });
  same(themes.size, new Set(table.map((row) => row.theme)).size, 'panels');
  themes.forEach((points, theme) => {
    if (new Set(points.map((point) => point.value)).size > 1) {
      mustBeStraight(points, theme);
    }
  });
}

/* -- Comparison ------------------------------------------------------------ */

async function mustDrawComparison(page, record, choice) {
  const by = choice === 'Documents'
    ? ['log_ratio_documents_low', 'log_ratio_documents_high', 'mann_whitney_q']
    : ['log_ratio_low', 'log_ratio_high', 'q_value'];
  const pair = await page.$$eval('main .controls select', (all) =>
    all.slice(0, 2).map((select) => select.value));
  const rows = objects(record.table('theme_comparison')).filter((row) =>
    row.focus === pair[0] && row.reference === pair[1] &&
    row.log_ratio !== null);
  must(rows.length > 1, `${pair}: ${rows.length} rows`);
  await choose(page, 'Take as independent', choice);
  const wanted = byName(rows, (row) => row.theme);
  const marks = await marksOf(page);
  same(marks.map((mark) => mark.lines[0]).sort(), [...wanted.keys()].sort(),
    'marks');
  const points = marks.map((mark) => ({ place: mark.x, y: mark.y,
    row: wanted.get(mark.lines[0]),
    value: number(wanted.get(mark.lines[0]).log_ratio) }));
  const line = mustBeStraight(points, choice);
  mustAgree(line, (await scaleOf(page)).filter(({ value }) =>
    Math.abs(value) < 20).map(({ x, value }) => ({ place: x, value })), choice);
  same(points.map(({ value }) => value),
    points.map(({ value }) => value).sort((a, b) => b - a), 'order');
  await mustShowSignificance(page, points, by[2]);
}

/** Filled where q is below 0.05, hollow elsewhere. */
async function mustShowSignificance(page, points, q) {
  const dots = await page.$$eval(`${CHARTS} circle.dot`, (all) =>
    all.map((dot) => ({ y: Number(dot.getAttribute('cy')),
      hollow: dot.classList.contains('hollow') })));
  same(dots.length, points.length, 'dots');
  points.forEach(({ row, y }) => {
    const dot = dots.find((one) => Math.abs(one.y - y) < PIXEL);
    const sure = row[q] !== null && Number(row[q]) < SIGNIFICANT;
    same(dot.hollow, !sure, `${row.theme} with q ${row[q]}: hollow`);
  });
}

/* -- Together -------------------------------------------------------------- */

async function mustDrawTies(page, record) {
  const rows = objects(record.table('theme_cooccurrence')).filter((row) =>
    row.group === '(all)' && row.unit === 'sentence');
  const wanted = byName(rows, (row) => `${row.theme_a} and ${row.theme_b}`);
  const marks = await marksOf(page);
  same(marks.map((mark) => mark.lines[0]).sort(), [...wanted.keys()].sort(),
    'cells');
  const cells = await page.$$eval(`${CHARTS}:first-of-type g rect.tie`,
    (all) => all.length);
  same(cells, rows.length, 'cells drawn');
  marks.forEach((mark) => {
    const row = wanted.get(mark.lines[0]);
    const npmi = row.npmi === null ? null
      : `NPMI ${Number(row.npmi).toFixed(2).replace('-', '\u2212')}`;
    must(npmi === null ? /^no NPMI/u.test(mark.lines[1])
      : mark.lines[1].replace('NPMI \u22120.00', 'NPMI 0.00') ===
        npmi.replace('NPMI \u22120.00', 'NPMI 0.00'),
    `${mark.lines[0]}: "${mark.lines[1]}", not ${npmi}`);
    must(mark.lines[2].startsWith(`together in ${Number(row.units_both)
      .toLocaleString('en-US')} of`), `${mark.lines[0]}: ${mark.lines[2]}`);
  });
}

/** The network has a line for each tie that is as strong as is asked. */
async function mustDrawNetwork(page, record) {
  const slider = await page.$('main input[type=range]');
  const rows = objects(record.table('theme_cooccurrence')).filter((row) =>
    row.group === '(all)' && row.unit === 'sentence' &&
    Number(row.units_both) > 0 && Number(row.npmi) > 0);
  for (const threshold of ['0', '0.1', '0.2']) {
    await slider.evaluate((input, value) => {
      input.value = value;
      input.dispatchEvent(new Event('input', { bubbles: true }));
    }, threshold);
    await settled(page);
    const wanted = rows.filter((row) =>
      Number(row.npmi) >= Number(threshold)).length;
    same(await page.$$eval(`${CHARTS} line.edge`, (all) => all.length), wanted,
      `ties from ${threshold}`);
  }
}

/* -- A theme --------------------------------------------------------------- */

async function mustDrawTerms(page, record, theme) {
  const rows = objects(record.table('term_frequency')).filter((row) =>
    row.group === '(all)' && row.theme === theme && Number(row.hits) > 0)
    .sort((a, b) => Number(b.hits) - Number(a.hits));
  const bars = await page.$$eval(`${CHARTS} rect.bar`, (all) => all.map((bar) =>
    Number(bar.getAttribute('width'))));
  same(bars.length, Math.min(rows.length, 30), 'bars');
  mustBeStraight(bars.map((place, i) => ({ place,
    value: Number(rows[i].hits) })).concat({ place: 0, value: 0 }), 'bars');
}

/* -- What is handed out ---------------------------------------------------- */

/** That a chart's SVG stands alone: XML of its own, with its colours in it. */
async function mustStandAlone(page, at) {
  const file = await downloaded(page, () =>
    page.click(`${CHARTS} >> nth=${at} >> button:text-is("Download SVG")`));
  const svg = file.bytes.toString('utf8');
  must(/^[a-z0-9-]+\.svg$/u.test(file.name), `called ${file.name}`);
  must(!/var\(|class="|href=|url\((?!#)|<script|\son[a-z]+=/u.test(svg),
    'has classes, variables, links or scripts');
  const seen = await page.evaluate(async (text) => {
    const xml = new DOMParser().parseFromString(text, 'image/svg+xml');
    const image = new Image();
    image.src = `data:image/svg+xml,${encodeURIComponent(text)}`;
    await image.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [image.width, image.height];
    const pen = canvas.getContext('2d');
    pen.drawImage(image, 0, 0);
    const { data } = pen.getImageData(0, 0, image.width, image.height);
    return { fault: xml.querySelector('parsererror')?.textContent || null,
      root: xml.documentElement.localName, paper: [...data.slice(0, 4)],
      said: ['title', 'desc'].map((x) => xml.querySelector(x)?.textContent),
      colours: new Set(new Uint32Array(data.buffer)).size };
  }, svg);
  same(seen.fault, null, 'XML');
  same(seen.root, 'svg', 'its root');
  must(seen.said.every((text) => text), `title and desc: ${seen.said}`);
  must(seen.colours > 5 && seen.paper[3] === 255,
    `as a picture: ${JSON.stringify(seen)}`);
}

/** That a chart's CSV has rows of the record, and its table shows the same. */
async function mustHandOutRows(page, record, at) {
  const chart = `${CHARTS} >> nth=${at}`;
  const file = await downloaded(page, () =>
    page.click(`${chart} >> button:text-is("Download CSV")`));
  const [header, ...rows] = csvCells(file.bytes.toString('utf8'));
  const source = record.tables.find((table) =>
    header.every((name) => table.columns.some((x) => x.name === name)) &&
    table.columns.length === header.length);
  must(source !== undefined, `no table has the columns ${header}`);
  const guarded = (cell) => (cell === null ? ''
    : /^[=+\-@\t\r\n]/u.test(cell) ? `'${cell}` : cell);
  const known = new Set(source.rows.map((row, i) => JSON.stringify(
    row.map((cell, j) => (source.columns[j].type === 'string' ? guarded(cell)
      : cell || '')))));
  must(rows.length > 0, 'no rows');
  rows.forEach((row) => must(known.has(JSON.stringify(row)),
    `a row that ${source.name}.csv has not: ${row}`));
  await page.click(`${chart} >> button:text-is("Show the table")`);
  await settled(page);
  const shown = await page.$$eval(`${CHARTS}`, (charts, index) =>
    [...charts[index].querySelectorAll('.grid tbody tr')].map((row) =>
      [...row.cells].map((cell) => cell.textContent)), at);
  same(shown, rows.slice(0, shown.length).map((row) => row.map((cell) =>
    cell.replace(/^'(?=[=+\-@\t\r\n])/u, ''))), 'rows of its table');
  same(shown.length, Math.min(rows.length, 50), 'rows shown');
}

/* -- The checks ------------------------------------------------------------ */

/** The theme with most hits, of which there is something to see. */
function largestTheme(record) {
  return objects(record.table('theme_frequency'))
    .filter((row) => row.group === '(all)')
    .sort((a, b) => Number(b.hits) - Number(a.hits))[0].theme;
}

async function checkDrawing(check, name, record, page) {
  const theme = largestTheme(record);
  for (const measure of MEASURES) {
    await check(`${name}: themes, by ${measure[0]}: marks, intervals and ` +
      'scale are the CSV\'s', async () => {
      await goTo(page, 'themes');
      await mustDrawThemes(page, record, measure);
    });
  }
  for (const choice of Object.keys(PERIODS)) {
    await check(`${name}: trend of a theme, by ${choice}`, async () => {
      await goTo(page, `trends/${encodeURIComponent(theme)}`);
      await mustDrawTrend(page, record, theme, choice);
    });
  }
  await check(`${name}: trends of all themes`, async () => {
    await goTo(page, 'trends');
    await mustDrawPanels(page, record);
  });
  for (const choice of ['Documents', 'Words']) {
    await check(`${name}: comparison, ${choice.toLowerCase()} independent: ` +
      'effects, order, significance', async () => {
      await goTo(page, 'comparison');
      await mustDrawComparison(page, record, choice);
    });
  }
  await check(`${name}: together: the map's cells and the network's lines`,
    async () => {
      await goTo(page, 'together');
      await mustDrawTies(page, record);
      await mustDrawNetwork(page, record);
    });
  await check(`${name}: a theme's terms`, async () => {
    await goTo(page, `theme/${encodeURIComponent(theme)}`);
    await mustDrawTerms(page, record, theme);
  });
}

async function checkFiles(check, name, record, page) {
  const theme = `theme/${encodeURIComponent(largestTheme(record))}`;
  for (const view of [...await viewsOf(page), theme]) {
    await goTo(page, view);
    const charts = await page.$$eval(`${CHARTS}:has(svg)`, (all) => all.length);
    for (let i = 0; i < charts; i++) {
      await check(`${name}: chart ${i + 1} of #${view.split('/')[0]}: SVG, ` +
        'CSV and table', async () => {
        await mustStandAlone(page, i);
        await mustHandOutRows(page, record, i);
      });
    }
  }
}

suite(async (check) => {
  const browser = await launch();
  for (const [name, folder] of [['sample', corpora.sample],
    ['hr-reports', corpora.humanRights]]) {
    let window = null;
    let record = null;
    await check(`${name}: charts are there`, async () => {
      record = readRecord(folder());
      window = await openReport(browser, record.folder, 'themes');
      must(await window.page.$(`${CHARTS} svg`) !== null, 'none');
    });
    if (window) {
      await checkDrawing(check, name, record, window.page);
      await checkFiles(check, name, record, window.page);
      await check(`${name}: charts leave no complaint`, () =>
        mustBeQuiet(window));
      await window.close();
    }
  }
  await browser.close();
});
