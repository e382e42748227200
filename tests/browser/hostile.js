/* hostile.js - corpora made to break a page: names that would be markup,
 * scripts, links or formulas if a page took them for anything but text, and
 * shapes that a chart is not drawn for (forty groups, none, one of each). */
'use strict';

const { run, writeCorpus } = require('./corpora');

/** Each would set window.hacked, or open a dialog, where it is run. */
const MARKUP = [
  '<script>window.hacked=1</script>',
  '"><img src=x onerror=window.hacked=2>',
  '</script><script>window.hacked=3</script>',
  'javascript:window.hacked=4',
  "'+(window.hacked=5)+'",
  '<svg/onload=window.hacked=6>',
  '</title><style>*{display:none}</style>',
  '<!--<script>',
  ']]></svg><iframe srcdoc="<script>parent.hacked=7</script>">',
  '${window.hacked=8}{{constructor.constructor("window.hacked=9")()}}',
  '&lt;b&gt;&amp;#x3c;script&#62;',
  '<a href="javascript:window.hacked=10">press</a>',
];
const WORDS = [
  'quotes " \' ` \u201c \u2019 \\ \\u003c \\n %3Cscript%3E',
  '\u202eRIGHT-TO-LEFT OVERRIDE\u202c and after',
  '\u2067isolated \u05e9\u05dc\u05d5\u05dd without an end',
  'سياسة الإنترنت: (2021) العامة',
  'מדיניות הסייבר, 5G',
  '\u7db2\u8def\u81ea\u7531\u8207\u4eba\u6b0a\u5831\u544a',
  'control \u0001\u0008\u001b[31m\u007f\u0085\u2028\u2029 characters',
  '\u2400 %00 \\0 &#0; nul-like',
  '=HYPERLINK("http://example.org/","press")',
  '@SUM(1+1)*cmd|\'/C calc\'!A0',
  '__proto__', 'constructor', 'toString', 'NaN', 'null', '-1',
  [...'stacked'].map((letter) => letter + '\u0351\u036b\u0343'.repeat(5))
    .join(''),
  '\ud83d\udc69\u200d\ud83d\udcbb \ufeff zero\u200bwidth',
];
const NAMES = [...MARKUP, ...WORDS];
/** 10 kB without a place to break it. */
const LONG = 'Unbreakable<b>'.repeat(720);

const TERMS = ['amber', 'birch', 'copper', 'dune', 'ember', 'fjord', 'grove',
  'heath', 'islet', 'juniper', 'knoll', 'larch'];

/** @param {number} i @returns {string} a text with some hits */
function text(i) {
  const term = (step) => TERMS[(i * step + step) % TERMS.length];
  const sentence = (step) => `The ${term(step)} stands beside the ` +
    `${term(step + 1)} and <script>window.hacked=11</script> nobody asks.`;
  return [1, 2, 3, 5, 7].slice(0, 2 + i % 4).map(sentence).join(' ') +
    `\n\nA second paragraph <img src=x onerror=window.hacked=12> speaks of ` +
    `${term(11)} only, for the ${i}th time.\n`;
}

/**
 * @param {string[]} themes
 * @param {(theme: string, i: number) => string} [named] names a term
 */
function lexicon(themes, named = (theme, i) => TERMS[i]) {
  return TERMS.map((pattern, i) => {
    const theme = themes[i % themes.length];
    return { theme, term: named(theme, i), pattern };
  });
}

/** @param {number} i of a document */
function date(i) {
  return `${2001 + i % 24}-0${1 + i % 9}-15`;
}

const THEMES = ['water', 'wood', 'stone', 'fire'];

/** Titles, groups, themes and terms that are no mere names. */
function names() {
  const documents = NAMES.map((name, i) => ({ file: `document-${i}.txt`,
    date: date(i), title: name, speaker: name.split('').reverse().join(''),
    source: name, administration: NAMES[i % 14], '=1+2': name,
    text: text(i) }));
  documents.push({ file: 'long.txt', date: '2020-02-02', title: LONG,
    speaker: LONG, source: 'long', administration: LONG.slice(0, 2000),
    text: text(3) });
  documents.push({ file: 'broken <b>&.pdf', title: 'Broken',
    text: 'no such format <script>window.hacked=13</script>' });
  const { corpus, lexicons } = writeCorpus('names', { documents,
    terms: lexicon(MARKUP.slice(0, 8), (theme, i) => NAMES[i]) });
  return run('--corpus', corpus, '--lexicons', lexicons);
}

/** @param {string} name @param {object} shape */
function shaped(name, { count = 24, themes = THEMES, group, dated = true,
  options = [], terms = lexicon(themes) }) {
  const documents = Array.from({ length: count }, (_, i) => ({
    file: `document-${i}.txt`, title: `Document ${i}`,
    ...(dated ? { date: date(i) } : {}),
    ...(group ? { place: group(i) } : {}), text: text(i) }));
  const { corpus, lexicons } = writeCorpus(name, { documents, terms });
  return run('--corpus', corpus, '--lexicons', lexicons, ...options);
}

/** What each of the corpora is called, and how its run is made. */
const HOSTILE = {
  'hostile names': names,
  'forty groups': () => shaped('forty', { count: 120,
    group: (i) => `The ${i % 40}th place with a rather long name`,
    options: ['--group-by', 'place'] }),
  'no dates': () => shaped('undated', { dated: false }),
  'one document': () => shaped('one', { count: 1 }),
  'one theme': () => shaped('theme', { themes: ['water'] }),
  'one group': () => shaped('group', { group: () => 'Here',
    options: ['--group-by', 'place'] }),
  'no hits': () => shaped('none', {
    terms: [{ theme: 'absent', term: 'absent', pattern: 'nowhere' }] }),
};

module.exports = { HOSTILE, NAMES, LONG };
