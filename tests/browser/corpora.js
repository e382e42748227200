/* corpora.js - runs of policylex to look at: the sample corpus, the shared
 * human rights reports, and folders that a test makes. */
'use strict';

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { spawnSync } = require('node:child_process');
const { Skip } = require('./harness');

const ROOT = process.env.ROOT || path.resolve(__dirname, '../..');
const PROGRAM = path.resolve(
  process.env.POLICYLEX || path.join(ROOT, 'build/policylex'));
const SHARED = process.env.POLICYLEX_SHARED || path.join(ROOT, '../shared');
const SCRATCH = fs.mkdtempSync(path.join(os.tmpdir(), 'policylex-browser-'));

process.on('exit', () => fs.rmSync(SCRATCH, { recursive: true, force: true }));

let runs = 0;

/**
 * Runs policylex.
 * @param {string[]} options
 * @returns {string} the run's folder
 */
function run(...options) {
  const reports = path.join(SCRATCH, `reports-${++runs}`);
  const done = spawnSync(PROGRAM, ['run', '--quiet', '--store', 'none',
    '--reports', reports, ...options], { cwd: ROOT, encoding: 'utf8' });
  if (done.status !== 0 && done.status !== 2) {
    throw new Error(`${PROGRAM} run ${options.join(' ')}: ` +
      `${done.error || `exit ${done.status}: ${done.stderr}`}`);
  }
  return fs.realpathSync(path.join(reports, 'latest'));
}

const known = new Map();

/** What is made once a process. */
function once(name, make) {
  if (!known.has(name)) {
    known.set(name, make());
  }
  return known.get(name);
}

/** @returns {string} folder of a run over the sample corpus */
function sample() {
  return once('sample', () => run());
}

/** @returns {string} folder of a run over the shared reports */
function humanRights() {
  const corpus = path.join(SHARED, 'corpora/hr-reports');
  if (!fs.existsSync(corpus)) {
    throw new Skip(`no ${corpus} here`);
  }
  return once('hr-reports', () => run('--corpus', corpus));
}

/** @param {string[]} cells */
function csvLine(cells) {
  return `${cells.map((cell) => `"${cell.replace(/"/gu, '""')}"`)
    .join(',')}\n`;
}

/**
 * Writes a corpus with its manifest, and a lexicon.
 * @param {string} name
 * @param {{documents: {file: string, text: string, [column: string]: string
 *   }[], terms: {theme: string, term: string, pattern: string}[]}} content
 * @returns {{corpus: string, lexicons: string}}
 */
function writeCorpus(name, { documents, terms }) {
  const corpus = path.join(SCRATCH, name, 'corpus');
  const lexicons = path.join(SCRATCH, name, 'lexicon.csv');
  fs.mkdirSync(corpus, { recursive: true });
  const columns = [...new Set(documents.flatMap(Object.keys))]
    .filter((column) => column !== 'text');
  fs.writeFileSync(path.join(corpus, 'manifest.csv'), csvLine(columns) +
    documents.map((one) => csvLine(columns.map((column) => one[column] || '')))
      .join(''));
  documents.forEach((one) => fs.writeFileSync(
    path.join(corpus, one.file), one.text));
  fs.writeFileSync(lexicons, csvLine(['theme', 'term', 'pattern']) +
    terms.map((one) => csvLine([one.theme, one.term, one.pattern])).join(''));
  return { corpus, lexicons };
}

module.exports = { ROOT, SCRATCH, run, sample, humanRights, writeCorpus };
