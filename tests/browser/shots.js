/* shots.js OUT [FOLDER...] - pictures of every view, for people to look at: at
 * three widths, light and dark, and as printed. A FOLDER is a published run;
 * without one they are of the sample corpus and the shared reports.
 *
 *     tests/browser/run tests/browser/shots.js build/shots
 */
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { execFileSync } = require('node:child_process');
const { launch } = require('./chromium');
const { openReport, viewsOf, goTo, settled } = require('./report');
const { sample, humanRights } = require('./corpora');

const WIDTHS = [360, 800, 1400];

/** @param {string} hash */
function fileName(hash) {
  return hash.replace(/[^a-z0-9]+/giu, '-') || 'first';
}

/** The views of the navigation, and one of those that have a parameter. */
async function allViews(page) {
  const views = await viewsOf(page);
  const theme = await page.evaluate(() => {
    const link = document.querySelector('main a[href^="#theme/"]');
    return link && link.getAttribute('href').slice(1);
  });
  return [...views, ...theme ? [theme] : [], 'tables/concordance'];
}

async function screens(browser, folder, out) {
  for (const width of WIDTHS) {
    for (const scheme of ['light', 'dark']) {
      const window = await openReport(browser, folder, '', { width, scheme });
      for (const hash of await allViews(window.page)) {
        await goTo(window.page, hash);
        await window.page.screenshot({ fullPage: true,
          path: path.join(out, `${fileName(hash)}-${width}-${scheme}.png`) });
      }
      await window.close();
    }
  }
}

async function prints(browser, folder, out) {
  const window = await openReport(browser, folder, '');
  for (const hash of [...await allViews(window.page), 'all']) {
    const file = path.join(out, `${fileName(hash)}-print`);
    await goTo(window.page, hash);
    await settled(window.page);
    fs.writeFileSync(`${file}.pdf`,
      await window.page.pdf({ format: 'A4', printBackground: false }));
    execFileSync('pdftoppm', ['-png', '-r', '60', `${file}.pdf`, file]);
  }
  await window.close();
}

async function main([out, ...folders]) {
  const runs = folders.map((folder) => [path.basename(folder), folder]);
  if (runs.length === 0) {
    runs.push(['sample', sample()], ['hr-reports', humanRights()]);
  }
  const browser = await launch();
  for (const [name, folder] of runs) {
    const place = path.join(out, name);
    fs.mkdirSync(place, { recursive: true });
    await screens(browser, folder, place);
    await prints(browser, folder, place);
    console.log(`${place}: ${fs.readdirSync(place).length} files`);
  }
  await browser.close();
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error);
  process.exit(1);
});
