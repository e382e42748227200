/* controls.js - works every control of a view as a reader would, whatever it
 * is, and sees that each does something. */
'use strict';

const fs = require('node:fs');
const { must } = require('./harness');
const { CONTROLS, appearance, settled } = require('./report');

/** What nobody has written, so that a search for it finds nothing. */
const NOWHERE = 'zqxjkv';

/**
 * What there is to work with, each described well enough to find it again.
 * @param {import('playwright-core').Page} page
 */
function controlsOf(page) {
  return page.$$eval(CONTROLS, (all) => all.map((x, index) => {
    const label = x.labels && x.labels[0] ? x.labels[0].innerText : '';
    return { index, kind: x.localName === 'input' ? x.type : x.localName,
      name: (x.getAttribute('aria-label') || label || x.innerText || '')
        .trim().slice(0, 60),
      group: x.name || '', disabled: x.disabled === true,
      shown: x.checkVisibility({ visibilityProperty: true }) };
  }));
}

/** @param {import('playwright-core').Page} page @param {{index: number}} x */
async function handleOf(page, { index }) {
  const all = await page.$$(CONTROLS);
  return all[index];
}

/**
 * What the page looks like after each of some steps; at least one of them has
 * to change it.
 */
async function mustChange(page, control, steps) {
  const seen = new Set([await appearance(page)]);
  for (const step of steps) {
    await step();
    await settled(page);
    seen.add(await appearance(page));
  }
  must(seen.size > 1,
    `${control.kind} "${control.name}": nothing changes by it`);
}

/** Where all are ticked, "All" does nothing before "None" has. */
async function mustTickNoneAndAll(page, all) {
  const none = { ...all, index: all.index + 1, name: 'None' };
  const press = (control) => async () =>
    (await handleOf(page, control)).click();
  await mustChange(page, none, [press(none)]);
  await mustChange(page, all, [press(all)]);
}

/** Work for each kind of control. */
const WORK = {
  async select(page, control) {
    const select = await handleOf(page, control);
    const values = await select.$$eval('option:not([disabled])', (options) =>
      options.map((option) => option.value));
    if (values.length < 2) {
      return;
    }
    const was = await select.inputValue();
    const some = [...new Set([values[0], values[1],
      values[values.length - 1]])];
    await mustChange(page, control, some.concat(was).map((value) => async () =>
      (await handleOf(page, control)).selectOption(value)));
  },
  async radio(page, control) {
    const inputs = (await controlsOf(page))
      .filter((x) => x.kind === 'radio' && x.group === control.group);
    if (inputs.length < 2 || inputs[0].index !== control.index) {
      return; // once for all of a group
    }
    await mustChange(page, control, [...inputs].reverse().map((x) => async () =>
      (await handleOf(page, x)).check()));
  },
  async checkbox(page, control) {
    const was = await appearance(page);
    await mustChange(page, control, [async () =>
      (await handleOf(page, control)).click()]);
    await (await handleOf(page, control)).click();
    await settled(page);
    must(was === await appearance(page),
      `checkbox "${control.name}": twice is not as before`);
  },
  async range(page, control) {
    const was = await (await handleOf(page, control)).inputValue();
    await mustChange(page, control, ['Home', 'End', 'ArrowLeft']
      .map((key) => async () => (await handleOf(page, control)).press(key)));
    await (await handleOf(page, control)).fill(was);
  },
  async text(page, control) {
    const was = await appearance(page);
    await mustChange(page, control, [async () => {
      await (await handleOf(page, control)).fill(NOWHERE);
      await page.waitForTimeout(400);
    }]);
    await (await handleOf(page, control)).fill('');
    await page.waitForTimeout(400);
    must(was === await appearance(page),
      `search "${control.name}": emptied, it is not as before`);
  },
  async button(page, control) {
    if (/^download/iu.test(control.name)) {
      await mustDownload(page, control);
      return;
    }
    if (control.name === 'All') {
      await mustTickNoneAndAll(page, control);
      return;
    }
    if (control.name === 'None') {
      return; // as part of "All"
    }
    await mustChange(page, control, [async () =>
      (await handleOf(page, control)).click()]);
  },
  async summary(page, control) {
    const open = async () => (await handleOf(page, control))
      .evaluate((x) => x.parentElement.open);
    const was = await open();
    await (await handleOf(page, control)).click();
    must(was !== await open(), `"${control.name}": does not open or close`);
    if (was) {
      await (await handleOf(page, control)).click();
    }
  },
};
WORK.search = WORK.text;
WORK.number = WORK.text;

/**
 * Presses a button that offers a file.
 * @returns {Promise<{name: string, bytes: Buffer}>}
 */
async function downloaded(page, press) {
  const [file] = await Promise.all([page.waitForEvent('download'), press()]);
  const where = await file.path();
  return { name: file.suggestedFilename(), bytes: fs.readFileSync(where) };
}

async function mustDownload(page, control) {
  const file = await downloaded(page, async () =>
    (await handleOf(page, control)).click());
  must(file.bytes.length > 20, `"${control.name}": an empty file`);
  must(/^[\w.()-]+\.(?:csv|svg)$/u.test(file.name),
    `"${control.name}": a file called ${file.name}`);
}

/**
 * Works all controls that are there at first, and those that they bring.
 * @returns {Promise<string[]>} what was worked
 */
async function workAll(page) {
  const done = new Set();
  const keyOf = (x, all) => `${x.kind} ${x.name} ` +
    all.filter((y) => y.kind === x.kind && y.name === x.name).indexOf(x);
  for (let most = 300; most > 0; most--) {
    const all = await controlsOf(page);
    const next = all.find((x) => x.shown && !x.disabled &&
      !done.has(keyOf(x, all)));
    if (!next) {
      break;
    }
    done.add(keyOf(next, all));
    must(WORK[next.kind] !== undefined, `a control of kind ${next.kind}`);
    await WORK[next.kind](page, next);
    await settled(page);
  }
  return [...done];
}

module.exports = { controlsOf, handleOf, downloaded, workAll };
