/* views_test.js - the page opens from disk and asks for nothing, every view
 * comes by its address and by its link, every control does something, nothing
 * scrolls sideways, and paper, preferences and missing scripts are met. */
'use strict';

const fs = require('node:fs');
const { suite, must, same } = require('./harness');
const { launch, openWindow } = require('./chromium');
const corpora = require('./corpora');
const report = require('./report');
const { workAll } = require('./controls');

const MOST_BYTES = 5 * 1000 * 1000;
const NAMES = { sample: corpora.sample, 'hr-reports': corpora.humanRights };

/** Views that a table of the sample has rows for, with parameters. */
const DEEP = ['theme/norms', 'tables/theme_frequency', 'trends/norms', 'all'];

/** @param {string} hash */
async function headingOf(page) {
  return page.$eval('main h2', (heading) => heading.textContent.trim());
}

async function byAddress(browser, folder, hash) {
  const window = await report.openReport(browser, folder, hash);
  const heading = await headingOf(window.page);
  must(heading !== '', `#${hash} has no heading`);
  const text = await window.page.$eval('main', (main) => main.innerText);
  must(text.length > 80, `#${hash} says no more than "${text}"`);
  await report.mustBeQuiet(window);
  await window.close();
  return heading;
}

async function byLink(window, hash) {
  const { page } = window;
  const isHere = await page.evaluate(() => location.hash) === `#${hash}`;
  if (!isHere) {
    await report.markSeen(page);
  }
  await page.click(`nav a[href="#${hash}"]`);
  await report.ready(page);
  same(await page.$eval('nav [aria-current="page"]',
    (link) => link.getAttribute('href')), `#${hash}`, 'the current view');
  await report.mustBeQuiet(window);
  return headingOf(page);
}

/** Every view the same way by address and by link, and back again. */
async function checkWays(check, browser, name, folder) {
  let views = [];
  const headings = {};
  await check(`${name}: opens from disk, asks for nothing, has no complaint`,
    async () => {
      const window = await report.openReport(browser, folder());
      views = await report.viewsOf(window.page);
      must(views.length >= 7, `${views.length} views: ${views}`);
      await report.mustBeQuiet(window);
      await window.close();
    });
  for (const view of [...views, ...DEEP]) {
    await check(`${name}: #${view} by its address`, async () => {
      headings[view] = await byAddress(browser, folder(), view);
    });
  }
  await check(`${name}: every view by its link, and back`, async () => {
    const window = await report.openReport(browser, folder());
    for (const view of views) {
      same(await byLink(window, view), headings[view], `heading of ${view}`);
    }
    await report.markSeen(window.page);
    await window.page.goBack();
    await report.ready(window.page);
    same(await headingOf(window.page), headings[views[views.length - 2]],
      'heading of the view before');
    await window.close();
  });
  return views;
}

async function checkWidths(check, browser, name, folder, views) {
  for (const width of [360, 800, 1400]) {
    await check(`${name}: nothing scrolls sideways at ${width} px`,
      async () => {
        const window = await report.openReport(browser, folder(), '',
          { width, height: 700 });
        for (const view of [...views, ...DEEP]) {
          await report.goTo(window.page, view);
          await report.mustNotScrollSideways(window.page);
        }
        await report.mustBeQuiet(window);
        await window.close();
      });
  }
}

async function checkControls(check, browser, name, folder, views) {
  for (const view of views) {
    await check(`${name}: every control of #${view} works`, async () => {
      const window = await report.openReport(browser, folder(), view);
      const worked = await workAll(window.page);
      await report.mustBeQuiet(window);
      await window.close();
      console.log(`# ${worked.length} controls`);
    });
  }
}

async function checkSetting(check, browser, views) {
  await check('the page of the sample is smaller than 5 MB', () => {
    const { size } = fs.statSync(`${corpora.sample()}/report.html`);
    must(size < MOST_BYTES, `it has ${size} bytes`);
  });
  await check('what the page may do is stated, and little', async () => {
    const html = fs.readFileSync(`${corpora.sample()}/report.html`, 'utf8');
    const [, policy] = /Content-Security-Policy" content="([^"]*)"/u
      .exec(html);
    must(/default-src (?:'|&#39;)none/u.test(policy), policy);
    must(!/unsafe|https?:|\*/u.test(policy), policy);
    must(!/\son[a-z]+=|\sstyle=|<link[^>]+stylesheet|<(?:img|iframe)\b/u
      .test(html.replace(/<(script|style)[^>]*>[^]*?<\/\1>/gu, '')),
    'the markup has handlers, styles or foreign parts');
  });
  await check('without scripts it says what to do', async () => {
    const window = await openWindow(browser,
      `${corpora.sample()}/report.html`, { javaScript: false });
    await window.page.goto(window.url);
    const text = await window.page.innerText('main');
    must(/scripts/iu.test(text) && text.includes('policylex.xlsx'), text);
    same(window.faults, [], 'faults');
    await window.close();
  });
  await check('the scheme that the reader prefers changes the colours',
    () => mustFollowScheme(browser, views));
  await check('who wants less motion gets none', () => mustNotMove(browser));
  await check('on paper there is every part and no control',
    () => mustPrint(browser, views));
}

async function mustFollowScheme(browser, views) {
  const colours = [];
  for (const scheme of ['light', 'dark']) {
    const window = await report.openReport(browser, corpora.sample(), views[0],
      { scheme });
    colours.push(await window.page.evaluate(() => {
      const style = getComputedStyle(document.documentElement);
      return [style.backgroundColor, style.color].map((colour) =>
        colour.match(/[\d.]+/gu).slice(0, 3).reduce((a, b) => a + +b, 0));
    }));
    await window.close();
  }
  const [[lightPaper, lightInk], [darkPaper, darkInk]] = colours;
  must(lightPaper > 600 && lightInk < 250 && darkPaper < 250 && darkInk > 500,
    `sums of red, green, blue: ${JSON.stringify(colours)}`);
}

async function mustNotMove(browser) {
  const window = await report.openReport(browser, corpora.sample(), '',
    { reducedMotion: 'reduce' });
  const moving = await window.page.$$eval('*', (all) => all.filter((x) => {
    const style = getComputedStyle(x);
    const lasts = (times) => times.split(',')
      .some((time) => parseFloat(time) > 0.011);
    return lasts(style.transitionDuration) ||
      (style.animationName !== 'none' && lasts(style.animationDuration)) ||
      style.scrollBehavior === 'smooth';
  }).map((x) => `${x.localName}.${x.className}`));
  same(moving, [], 'what moves');
  await window.close();
}

/** Headings of the parts that a report on paper has to have. */
const ON_PAPER = ['overview', 'themes', 'trends', 'comparison', 'together'];

async function mustPrint(browser, views) {
  const window = await report.openReport(browser, corpora.sample());
  const { page } = window;
  for (const view of [...views, 'theme/norms', 'all']) {
    await report.goTo(page, view);
    await page.emulateMedia({ media: 'print' });
    await report.settled(page);
    const shown = await page.$$eval('nav a, main button:not(th button), ' +
      'main select, main input, .skip', (all) => all
      .filter((x) => x.checkVisibility()).map((x) => x.outerHTML.slice(0, 90)));
    same(shown, [], `controls of #${view} on paper`);
    const text = await page.$eval('main', (main) => main.innerText);
    must(text.length > 80, `#${view} says no more than "${text}" on paper`);
    await page.emulateMedia({ media: 'screen' });
  }
  const headings = await page.$$eval('nav a', (links) => links.map((link) =>
    [link.getAttribute('href').slice(1), link.textContent]));
  const parts = await page.$$eval('main h2', (all) =>
    all.map((heading) => heading.textContent));
  headings.filter(([name]) => ON_PAPER.includes(name)).forEach(([, text]) =>
    must(parts.includes(text), `"${text}" is not on paper: ${parts}`));
  must(await page.$$eval('main svg', (all) => all.length) >= 5,
    'charts are missing');
  must((await page.pdf()).length > 50000, 'an empty print');
  await page.evaluate(() => {
    window.print = () => { window.printed = true; };
  });
  await page.click('main button:text-is("Print")');
  must(await page.evaluate(() => window.printed === true),
    'the button does not print');
  await report.mustBeQuiet(window);
  await window.close();
}

suite(async (check) => {
  const browser = await launch();
  for (const [name, folder] of Object.entries(NAMES)) {
    const views = await checkWays(check, browser, name, folder);
    await checkWidths(check, browser, name, folder, views);
    await checkControls(check, browser, name, folder, name === 'sample'
      ? [...views, 'theme/norms', 'tables/theme_frequency', 'trends/norms']
      : views);
    if (name === 'sample') {
      await checkSetting(check, browser, views);
    }
  }
  await browser.close();
});
