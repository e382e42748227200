/* report.js - the page as a reader meets it: its views, its controls, what can
 * be seen. All that is known here of the page's markup stands in this file. */
'use strict';

const { openWindow } = require('./chromium');
const { must, same } = require('./harness');

/** What a reader can work with, in the order of the tab key. */
const CONTROLS = 'main select, main input, main textarea, main button, ' +
  'main summary';

/** Waits until a view is drawn that was not marked as seen. */
async function ready(page) {
  await page.waitForFunction(() => {
    const view = document.querySelector('main > .view:not([data-seen])');
    return view !== null && !view.hasAttribute('aria-busy');
  });
  await settled(page);
}

/** Marks the view that is shown, so that ready() waits for the next. */
function markSeen(page) {
  return page.$$eval('main > .view', (views) =>
    views.forEach((view) => { view.dataset.seen = ''; }));
}

/** Waits until two frames and a moment have passed: charts are redrawn. */
function settled(page) {
  return page.evaluate(() => new Promise((done) => {
    requestAnimationFrame(() => requestAnimationFrame(() =>
      setTimeout(done, 20)));
  }));
}

/**
 * Opens a report at a view.
 * @param {import('playwright-core').Browser} browser
 * @param {string} folder of the run
 * @param {string} hash such as 'themes' or 'theme/norms'
 * @param {Parameters<typeof openWindow>[2]} [options]
 */
async function openReport(browser, folder, hash = '', options = {}) {
  const window = await openWindow(browser, `${folder}/report.html`, options);
  await window.page.goto(`${window.url}${hash && `#${hash}`}`);
  await ready(window.page);
  return window;
}

/** Goes to another view of a report by its address. */
async function goTo(page, hash) {
  const wanted = `#${hash}`;
  if (await page.evaluate(() => location.hash) === wanted) {
    return;
  }
  await markSeen(page);
  await page.evaluate((to) => {
    location.hash = to;
  }, wanted);
  await ready(page);
}

/**
 * The addresses that the navigation offers, without "#".
 * @returns {Promise<string[]>}
 */
function viewsOf(page) {
  return page.$$eval('nav a[href^="#"]', (links) =>
    links.map((link) => link.getAttribute('href').slice(1)));
}

/** That the window has nothing to complain of, and nothing was run. */
async function mustBeQuiet({ page, faults }) {
  const [violations, hacked] = await page.evaluate(() =>
    [window.violations, window.hacked]);
  same(violations, [], 'violations of the content security policy');
  same(hacked === undefined ? null : hacked, null, 'what a text has run');
  same(faults, [], 'faults');
}

/** All that a reader can see or is told, as one text. */
function appearance(page) {
  return page.evaluate(() => {
    const main = document.querySelector('main');
    const drawings = [...main.querySelectorAll('svg')]
      .map((svg) => svg.outerHTML.replace(/ id="[^"]*"| aria-[a-z]+="[^"]*"/gu,
        '')).join('');
    const open = [...main.querySelectorAll('details')].map((x) => x.open);
    const orders = [...main.querySelectorAll('[aria-sort], [aria-expanded]')]
      .map((x) => x.getAttribute('aria-sort') ||
        x.getAttribute('aria-expanded'));
    const sizes = [...main.querySelectorAll('table')]
      .map((x) => `${x.offsetWidth}x${x.offsetHeight}`);
    return `${location.hash} ${sizes}\n${main.innerText}\n${drawings}\n` +
      `${open}\n${orders}`;
  });
}

/**
 * That nothing but a scroller of its own is wider than the window.
 * @param {import('playwright-core').Page} page
 */
async function mustNotScrollSideways(page) {
  const wide = await page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    if (document.scrollingElement.scrollWidth <= room) {
      return [];
    }
    const scrolls = (x) => x !== null && x !== document.body &&
      (getComputedStyle(x).overflowX !== 'visible' ||
        scrolls(x.parentElement));
    return [...document.body.querySelectorAll('*')]
      .filter((x) => x.getBoundingClientRect().right > room + 0.5 &&
        !scrolls(x.parentElement))
      .map((x) => `${x.localName}.${x.getAttribute('class')} ` +
        `${Math.round(x.getBoundingClientRect().right)} of ${room}: ` +
        x.textContent.slice(0, 60)).slice(0, 8)
      .concat(`the page is ${document.scrollingElement.scrollWidth} wide`);
  });
  must(wide.length === 0, `scrolls sideways:\n  ${wide.join('\n  ')}`);
}

module.exports = { CONTROLS, ready, markSeen, settled, openReport, goTo,
  viewsOf, mustBeQuiet, appearance, mustNotScrollSideways };
