/* access_test.js - the page for those who use no mouse or do not see it: every
 * control by the tab key, with a focus that shows, charts by arrow keys, and
 * axe-core's judgement of every view, light and dark. */
'use strict';

const { suite, must, same } = require('./harness');
const { launch } = require('./chromium');
const corpora = require('./corpora');
const { CONTROLS, openReport, goTo, viewsOf, settled, mustBeQuiet } =
  require('./report');
const axe = require('axe-core');

const TABS_MAX = 400;
const DEEP = ['theme/norms', 'tables/theme_frequency', 'tables/concordance',
  'trends/norms', 'all'];

/** Opens what is folded away, so that it is judged too. */
async function unfold(page) {
  await page.$$eval('main details:not([open]) > summary', (all) =>
    all.forEach((summary) => summary.click()));
  await page.$$eval('main button', (all) => all.filter((button) =>
    button.textContent === 'Show the table').forEach((x) => x.click()));
  await settled(page);
}

async function mustSatisfyAxe(page) {
  await unfold(page);
  await page.evaluate(axe.source);
  const { violations, passes } = await page.evaluate(() => window.axe.run(
    document, { resultTypes: ['violations'] }));
  const bad = violations.filter(({ impact }) =>
    ['serious', 'critical'].includes(impact));
  violations.filter((x) => !bad.includes(x)).forEach((x) =>
    console.log(`# ${x.impact}: ${x.id}: ${x.nodes.length} places: ` +
      `${x.nodes[0].html.slice(0, 120)}`));
  must(passes.length > 10, `axe found no more than ${passes.length} to pass`);
  must(bad.length === 0, bad.map((x) => `${x.impact}: ${x.id}: ${x.help}\n` +
    x.nodes.slice(0, 5).map((node) => `  ${node.html.slice(0, 200)}\n    ` +
      `${(node.any[0] || node.all[0] || node.none[0]).message}`)
      .join('\n')).join('\n'));
}

/**
 * Goes through the page by the tab key, from its top until it comes round.
 * @returns {Promise<{name: string, seen: boolean}[]>} where it has been
 */
async function tabThrough(page) {
  const stops = [];
  await page.evaluate(() => {
    document.activeElement.blur();
    window.scrollTo(0, 0);
    window.tabbed = new Set();
  });
  await page.mouse.click(1, 1);
  for (let i = 0; i < TABS_MAX; i++) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const x = document.activeElement;
      if (x === document.body || window.tabbed.has(x)) {
        return null;
      }
      window.tabbed.add(x);
      const of = (element) => {
        const style = getComputedStyle(element);
        return [style.outlineStyle, style.outlineWidth, style.outlineColor,
          style.boxShadow, style.backgroundColor, style.borderColor,
          style.textDecoration].join();
      };
      const focused = of(x);
      const { top, bottom, width } = x.getBoundingClientRect();
      const inView = bottom > 0 && top < innerHeight && width > 0;
      x.blur();
      const seen = focused !== of(x);
      x.focus({ preventScroll: true });
      return { name: `${x.localName} "${(x.getAttribute('aria-label') ||
        x.textContent).trim().slice(0, 40)}"`, seen, inView };
    });
    if (stop === null) {
      break;
    }
    stops.push(stop);
  }
  return stops;
}

async function mustReachAll(page) {
  const stops = await tabThrough(page);
  same(stops[0] && stops[0].name, 'a "Skip to the content"', 'the first stop');
  same(stops.filter(({ seen }) => !seen).map(({ name }) => name), [],
    'stops whose focus does not show');
  same(stops.filter(({ inView }) => !inView).map(({ name }) => name), [],
    'stops out of view');
  const missed = await page.$$eval(`${CONTROLS}, a[href]`, (all) =>
    all.filter((x) => x.checkVisibility({ visibilityProperty: true }) &&
      !x.disabled && !window.tabbed.has(x) &&
      !(x.type === 'radio' && document.querySelector(
        `input[name="${CSS.escape(x.name)}"]:checked`) !== x))
      .map((x) => x.outerHTML.slice(0, 100)));
  same(missed, [], 'what the tab key does not reach');
}

async function mustSkip(page) {
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  must(await page.evaluate(() =>
    document.querySelector('main').contains(document.activeElement)),
  'after the skip link the tab key is not in the content');
}

/** Arrow keys, Home, End and Escape in a chart, as a person presses them. */
async function mustWalkChart(page) {
  const stage = page.locator('main .chart-scroll').first();
  const tip = () => page.$eval('main .chart-tip', (x) =>
    (x.checkVisibility() ? x.innerText : ''));
  const said = () => page.$eval('main .chart [aria-live]', (x) =>
    x.textContent);
  const after = async (key) => {
    await page.keyboard.press(key);
    must((await said()).replace(/\W+/gu, '') ===
      (await tip()).replace(/\W+/gu, ''),
    `${key}: shown and told are not the same`);
    return tip();
  };
  await stage.focus();
  const first = await after('ArrowRight');
  const second = await after('ArrowRight');
  must(first !== '' && second !== first, `"${first}", then "${second}"`);
  same(await after('ArrowLeft'), first, 'back again');
  const below = await after('ArrowDown');
  must(below !== first, 'down: nothing else');
  same(await after('Home'), first, 'the first');
  must(await after('End') !== first, 'the last is the first');
  await page.keyboard.press('Escape');
  same(await tip(), '', 'after Escape');
}

/** A table is sorted and paged without a mouse, and keeps the focus. */
async function mustWorkTable(page) {
  const first = () => page.$eval('.grid tbody tr', (x) => x.innerText);
  await page.focus('.grid th:nth-child(3) button');
  await page.keyboard.press('Enter');
  same(await page.getAttribute('.grid th:nth-child(3)', 'aria-sort') !== null,
    true, 'sorted by Enter');
  await page.keyboard.press('Space');
  const before = await first();
  await page.focus('.grid .pager button:text-is("Next")');
  await page.keyboard.press('Enter');
  must(await first() !== before, 'Enter on "Next" shows the same rows');
  must(await page.evaluate(() =>
    document.activeElement.closest('.pager') !== null), 'the focus is lost');
  await page.focus('.grid .scroll');
  await page.keyboard.press('ArrowRight');
}

/** A new view is told: its heading has the focus, the title names it. */
async function mustTellView(page) {
  await goTo(page, 'overview');
  await page.focus('nav a[href="#themes"]');
  await page.keyboard.press('Enter');
  await settled(page);
  same(await page.evaluate(() => document.activeElement.localName), 'h2',
    'what has the focus in a new view');
  must(/Themes/u.test(await page.title()), await page.title());
}

suite(async (check) => {
  const browser = await launch();
  let views = [];
  for (const scheme of ['light', 'dark']) {
    let window = null;
    await check(`${scheme}: the page opens`, async () => {
      window = await openReport(browser, corpora.sample(), '', { scheme });
      views = [...await viewsOf(window.page), ...DEEP];
    });
    for (const view of views) {
      await check(`${scheme}: axe finds nothing serious in #${view}`,
        async () => {
          await goTo(window.page, view);
          await mustSatisfyAxe(window.page);
        });
    }
    await window.close();
  }
  for (const view of views) {
    await check(`every control of #${view} is reached by the tab key, and ` +
      'its focus shows', async () => {
      const window = await openReport(browser, corpora.sample(), view);
      await mustReachAll(window.page);
      await window.close();
    });
  }
  for (const [what, view, must_] of [
    ['the skip link leads to the content', 'themes', mustSkip],
    ['a chart is walked by arrow keys', 'themes', mustWalkChart],
    ['a table is sorted and paged by keys', 'tables/theme_frequency',
      mustWorkTable],
    ['a new view is told', 'overview', mustTellView]]) {
    await check(what, async () => {
      const window = await openReport(browser, corpora.sample(), view);
      await must_(window.page);
      await mustBeQuiet(window);
      await window.close();
    });
  }
  await browser.close();
});
