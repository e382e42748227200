/* make_large_corpus.js - a corpus whose reports are as large as a page has to
 * bear: 10,000 documents in 25 places and 25 years, 420 terms each found often
 * enough that the concordance has 10 lines for nearly every term and place,
 * 100,000 in all. The texts are make_text.c's; the terms are words of it whose
 * rank makes them that frequent. The same bytes each time. */
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { execFileSync } = require('node:child_process');

const DOCUMENTS = 10000;
const PLACES = 25;
const THEMES = 12;
const TERMS = 400;
const FIRST_RANK = 700;
const MEGABYTES = 64;
const SEED = '20240506';
const MANY = 2 ** 30;

/** @param {string} folder @returns {string[]} files, from that folder */
function filesOf(folder) {
  return fs.readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.path, entry.name)))
    .sort();
}

/** @param {string} corpus */
function writeManifest(corpus) {
  const files = filesOf(corpus);
  files.slice(DOCUMENTS)
    .forEach((file) => fs.unlinkSync(path.join(corpus, file)));
  const rows = files.slice(0, DOCUMENTS).map((file, i) =>
    `${file},${2000 + i % 25}-0${1 + i % 9}-1${i % 10},` +
    `Statement ${i} on the affairs of the day,place ${i * 7 % PLACES}\n`);
  fs.writeFileSync(path.join(corpus, 'manifest.csv'),
    `file,date,title,place\n${rows.join('')}`);
  return rows.length;
}

/** @param {string[]} vocabulary the most frequent word first */
function lexicon(vocabulary) {
  const rows = vocabulary.slice(FIRST_RANK, FIRST_RANK + TERMS)
    .map((word, i) => `theme ${i % THEMES},${word},${word}\n`);
  return `theme,term,pattern\n${rows.join('')}`;
}

/**
 * Makes it in a folder, if it is not there.
 * @param {string} folder
 * @returns {{corpus: string, lexicons: string}}
 */
function makeLargeCorpus(folder) {
  const corpus = path.join(folder, 'corpus');
  const lexicons = path.join(folder, 'lexicon.csv');
  const tool = path.join(folder, 'make_text');
  if (fs.existsSync(path.join(corpus, 'manifest.csv'))) {
    return { corpus, lexicons };
  }
  fs.mkdirSync(folder, { recursive: true });
  execFileSync(process.env.CC || 'cc', ['-std=c17', '-D_GNU_SOURCE', '-O2',
    '-o', tool, path.join(__dirname, 'make_text.c'), '-lm']);
  const words = execFileSync(tool, ['--vocabulary'],
    { maxBuffer: MANY, encoding: 'utf8' }).trim().split('\n');
  fs.writeFileSync(lexicons, lexicon(words));
  execFileSync(tool, [corpus, String(MEGABYTES), SEED],
    { input: 'public interest\n' });
  if (writeManifest(corpus) !== DOCUMENTS) {
    throw new Error(`${corpus}: fewer than ${DOCUMENTS} documents`);
  }
  return { corpus, lexicons };
}

module.exports = { makeLargeCorpus };
