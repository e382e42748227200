/* harness.js - tests that speak TAP: a line a check, what is wrong with it
 * below. A check that throws has failed; one that throws Skip has not run. */
'use strict';

const CHECK_SECONDS = 90;

class Skip extends Error {}

/** @param {string} text @returns {string} as TAP's comment lines */
function commented(text) {
  return text.split('\n').map((line) => `# ${line}`).join('\n');
}

/**
 * The promise, or a failure if it takes longer than a check may.
 * @template T @param {Promise<T>} promise @returns {Promise<T>}
 */
function inTime(promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(
      `took longer than ${CHECK_SECONDS} s`)), CHECK_SECONDS * 1000);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/**
 * Runs the checks that `body` makes with `check(name, function)`, in order.
 * CHECK (a regular expression) in the environment chooses some by name.
 * @param {(check: (name: string, run: () => unknown) => Promise<void>) =>
 *   Promise<void>} body
 */
async function suite(body) {
  const only = new RegExp(process.env.CHECK || '', 'u');
  let count = 0;
  let failed = 0;
  const check = async (name, run) => {
    if (!only.test(name)) {
      return;
    }
    count++;
    try {
      await inTime(Promise.resolve().then(run));
      console.log(`ok ${count} - ${name}`);
    } catch (error) {
      if (error instanceof Skip) {
        console.log(`ok ${count} - ${name} # SKIP ${error.message}`);
        return;
      }
      failed++;
      console.log(`not ok ${count} - ${name}`);
      console.log(commented(String(error.stack || error).slice(0, 4000)));
    }
  };
  try {
    await body(check);
    console.log(`1..${count}`);
  } catch (error) {
    console.log(`Bail out! ${String(error.message).split('\n')[0]}`);
    console.log(commented(String(error.stack)));
    failed++;
  }
  process.exit(failed ? 1 : 0);
}

/** @param {boolean} ok @param {string} why */
function must(ok, why) {
  if (!ok) {
    throw new Error(why);
  }
}

/**
 * That two values, as JSON, are the same.
 * @param {unknown} got @param {unknown} wanted @param {string} what
 */
function same(got, wanted, what) {
  const [a, b] = [JSON.stringify(got), JSON.stringify(wanted)];
  must(a === b, `${what}:\n  got    ${String(a).slice(0, 1500)}\n` +
    `  wanted ${String(b).slice(0, 1500)}`);
}

module.exports = { suite, must, same, Skip };
