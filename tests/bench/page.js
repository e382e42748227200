/* page.js [--runs N] [FOLDER...] - how long report.html takes to open, in
 * Debian's Chromium, from disk: the sample corpus, the shared human rights
 * reports, and the large corpus of make_large_corpus.js; or the published runs
 * in the FOLDERs. Prints a table of medians, in milliseconds.
 *
 *     tests/browser/run tests/bench/page.js
 *
 * A view counts as opened when it is filled and a frame has been drawn. Each
 * time is of a new browser context; a view's time is from the reader's click,
 * with the page opened before and none of the view's tables decoded.
 */
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { launch, openWindow } = require('../browser/chromium');
const { openReport, ready } = require('../browser/report');
const corpora = require('../browser/corpora');
const { makeLargeCorpus } = require('./make_large_corpus');

const WORK = path.join(corpora.ROOT, 'build/bench/page');

function largeRun() {
  const { corpus, lexicons } = makeLargeCorpus(WORK);
  return corpora.run('--corpus', corpus, '--lexicons', lexicons,
    '--group-by', 'place', '--units', 'sentence,document');
}

/** @param {number[]} times */
function median(times) {
  return [...times].sort((a, b) => a - b)[times.length >> 1];
}

/** From the navigation to the first view, drawn. */
async function timeOpening(browser, folder) {
  const window = await openWindow(browser, `${folder}/report.html`);
  const begun = performance.now();
  await window.page.goto(window.url, { waitUntil: 'commit' });
  await ready(window.page);
  const time = performance.now() - begun;
  await window.close();
  return time;
}

/** From a change of the address to the view drawn, timed within the page. */
async function timeView(browser, folder, hash) {
  const window = await openReport(browser, folder, 'reading');
  const time = await window.page.evaluate((to) => new Promise((done) => {
    const begun = performance.now();
    const old = document.querySelector('main > .view');
    const look = () => {
      const view = document.querySelector('main > .view');
      if (view === null || view === old || view.hasAttribute('aria-busy')) {
        requestAnimationFrame(look);
      } else {
        requestAnimationFrame(() => setTimeout(() =>
          done(performance.now() - begun), 0));
      }
    };
    location.hash = to;
    look();
  }), `#${hash}`);
  await window.close();
  return time;
}

/** From a keystroke in the concordance's search to the rows found. */
async function timeSearch(browser, folder) {
  const window = await openReport(browser, folder, 'tables/concordance');
  const time = await window.page.evaluate(() => new Promise((done) => {
    const field = document.querySelector('.grid input[type=search]');
    const count = document.querySelector('.grid .count');
    const begun = performance.now();
    new MutationObserver(() => requestAnimationFrame(() => setTimeout(() =>
      done(performance.now() - begun), 0)))
      .observe(count, { childList: true, characterData: true, subtree: true });
    field.value = 'the';
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }));
  await window.close();
  return time;
}

const STEPS = [['open', timeOpening],
  ...['themes', 'trends', 'comparison', 'together', 'documents',
    'tables/concordance', 'tables/term_cooccurrence']
    .map((hash) => [`#${hash}`, (browser, folder) =>
      timeView(browser, folder, hash)]),
  ['search 100,000 lines', timeSearch]];

async function measure(browser, name, folder, runs) {
  const size = fs.statSync(`${folder}/report.html`).size / 1e6;
  const [, json] = /id="facts">(.*?)<\//su
    .exec(fs.readFileSync(`${folder}/report.html`, 'utf8'));
  const facts = JSON.parse(json);
  const rows = (table) => facts.tables.find((x) => x.name === table).rows;
  const medians = [];
  for (const [, step] of STEPS) {
    const times = [];
    for (let i = 0; i < runs; i++) {
      times.push(await step(browser, folder));
    }
    medians.push(Math.round(median(times)));
  }
  console.log(`| ${name} | ${size.toFixed(1)} | ${rows('documents')} | ` +
    `${rows('concordance')} | ${medians.join(' | ')} |`);
}

async function main(words) {
  const runs = words[0] === '--runs' ? Number(words.splice(0, 2)[1]) : 5;
  const folders = words.length
    ? words.map((folder) => [path.basename(folder), folder])
    : [['sample', corpora.sample()], ['hr-reports', corpora.humanRights()],
      ['large', largeRun()]];
  const browser = await launch();
  console.log(`| corpus | MB | documents | concordance | ${
    STEPS.map(([name]) => name).join(' | ')} |`);
  console.log(`|---|${'---|'.repeat(STEPS.length + 3)}`);
  for (const [name, folder] of folders) {
    await measure(browser, name, folder, runs);
  }
  await browser.close();
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error);
  process.exit(1);
});
