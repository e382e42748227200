/* chromium.js - Debian's Chromium, driven by playwright-core, and what a page
 * may not do while it is looked at: complain, ask for anything, break its
 * content security policy, run what was meant as text. */
'use strict';

const { chromium } = require('playwright-core');
const { pathToFileURL } = require('node:url');

const NOT_SANDBOXED = process.getuid() === 0 ? ['--no-sandbox'] : [];

/** @returns {Promise<import('playwright-core').Browser>} */
function launch(options = {}) {
  return chromium.launch({ executablePath: process.env.CHROMIUM,
    args: [...NOT_SANDBOXED, '--font-render-hinting=none'], ...options });
}

/**
 * Notes all that is wrong with a page, from its first byte on.
 * @param {import('playwright-core').Page} page
 * @param {string} own address of the page
 * @returns {string[]} faults, growing
 */
function watched(page, own) {
  const faults = [];
  const plain = (url) => url.replace(/#.*/su, '');
  page.on('console', (message) => {
    if (['error', 'warning', 'assert'].includes(message.type())) {
      faults.push(`console: ${message.type()}: ${message.text()}`);
    }
  });
  page.on('pageerror', (error) => faults.push(`exception: ${error.message}`));
  page.on('dialog', (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on('popup', (popup) => faults.push(`window: ${popup.url()}`));
  page.on('crash', () => faults.push('the page crashed'));
  page.on('request', (request) => {
    if (plain(request.url()) !== own &&
        !/^(?:blob|data):/u.test(request.url())) {
      faults.push(`request: ${request.url().slice(0, 200)}`);
    }
  });
  return faults;
}

/** Runs in the page, before anything of its own. */
function noteViolations() {
  window.violations = [];
  document.addEventListener('securitypolicyviolation', (event) => {
    window.violations.push(`${event.violatedDirective}: ${event.blockedURI} ` +
      `${event.sourceFile}:${event.lineNumber} ${event.sample}`);
  });
}

/**
 * A window on a report, empty yet.
 * @param {import('playwright-core').Browser} browser
 * @param {string} file
 * @param {{width?: number, height?: number, scheme?: 'light'|'dark',
 *   reducedMotion?: 'reduce'|'no-preference', javaScript?: boolean}} [options]
 */
async function openWindow(browser, file, options = {}) {
  const context = await browser.newContext({
    viewport: { width: options.width || 1400, height: options.height || 900 },
    colorScheme: options.scheme || 'light',
    reducedMotion: options.reducedMotion || 'no-preference',
    javaScriptEnabled: options.javaScript !== false,
    acceptDownloads: true, locale: 'en-GB', timezoneId: 'UTC' });
  const page = await context.newPage();
  const url = pathToFileURL(file).href;
  page.setDefaultTimeout(15000);
  await page.addInitScript(noteViolations);
  return { context, page, url, faults: watched(page, url),
    close: () => context.close() };
}

module.exports = { launch, openWindow };
