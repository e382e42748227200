/*
 * distrust.js - what to distrust first: what could not be read, what no group
 * or date is known of, what rests on little.
 */

/** Groups with less than this are named. */
const THIN_DOCUMENTS = 5;
const THIN_WORDS = 5000;
/** Shares of a theme's hits from which on one document, or term, is named. */
const MUCH_OF_ONE_DOCUMENT = 0.25;
const MUCH_OF_ONE_TERM = 0.5;
const NAMED_MOST = 5;

/** @typedef {{severity: string, stage: string, count: number, row: number}}
 *   IssueKind */

/** Issues by severity and stage, the worst first.
 * @param {Table} issues @returns {IssueKind[]} */
function issueKinds(issues) {
  const kinds = new Map();
  const severities = ['error', 'warning', 'note'];

  for (let row = 0; row < issues.count; row += 1) {
    const severity = issues.column('severity').text(row);
    const stage = issues.column('stage').text(row);
    const key = `${severity}\n${stage}`;

    if (!kinds.has(key)) {
      kinds.set(key, { severity, stage, count: 0, row });
    }
    kinds.get(key).count += 1;
  }
  return [...kinds.values()].sort((a, b) => severities.indexOf(a.severity)
    - severities.indexOf(b.severity) || b.count - a.count);
}

async function issueTable() {
  if (!hasRows('issues')) {
    return element('p', {}, 'Every document could be read, without a warning.');
  }
  const issues = await table('issues');

  return [smallTable('Issues', [['Severity', false], ['Stage', false],
    ['Number', true], ['For example', false]],
  issueKinds(issues).map(({ severity, stage, count, row }) => [severity, stage,
    grouped(String(count)), element('div', { class: 'clip', dir: 'auto' },
      `${issues.column('document').text(row)} ${
        issues.column('message').text(row)}`.trim())])),
  element('p', { class: 'note' }, link('All of them', 'tables', 'issues'),
    cutNote(issues) && `. ${cutNote(issues)}`)];
}

/** A sentence on documents, or null where there are none.
 * @param {number} count @param {number} all @param {string} rest */
function documentsSentence(count, all, rest) {
  return count === 0 ? null
    : `${counted(count, 'document')} of ${thousands(all)} ${rest}`;
}

/** @param {Column|undefined} column @param {number[]} rows
 * @param {(text: string) => boolean} wanted */
function countWhere(column, rows, wanted) {
  return column ? rows.filter((row) => wanted(column.text(row))).length : 0;
}

/** @param {Table} documents @returns {(string|null)[]} */
function documentSentences(documents) {
  const everyone = Array.from({ length: documents.count }, (_, i) => i);
  const rows = countedRows(documents);
  const status = documents.column('status');
  const statuses = status.texts.filter((text) => text !== 'counted')
    .map((text) => documentsSentence(countWhere(status, everyone,
      (own) => own === text), documents.count,
    `not counted: ${text}.`));

  return [...statuses,
    documentsSentence(countWhere(documents.column('group'), rows,
      (text) => text === '(unknown)'), rows.length,
    'without a group, counted in “(unknown)”.'),
    documentsSentence(countWhere(documents.column('date'), rows,
      (text) => text === ''), rows.length,
    'without a date, and so in no trend.'),
    documentsSentence(countWhere(documents.column('date_source'), rows,
      (text) => text !== '' && text !== 'manifest'), rows.length,
    'with a date that is not from a manifest; “date_source” says where from.'),
    documentsSentence(countWhere(documents.column('duplicate_of'), rows,
      (text) => text !== ''), rows.length,
    'counted although it says what another one says.'),
    documentsSentence(countWhere(documents.column('words'), rows,
      (text) => Number(text) < 50), rows.length,
    'shorter than 50 words.')];
}

/** @param {Table} documents @returns {any} */
function thinGroups(documents) {
  const group = documents.column('group');
  const rows = countedRows(documents);
  const thin = groupNames(documents).map((name) => ({
    name,
    sums: sumDocuments(documents,
      rows.filter((row) => group.text(row) === name)),
  })).filter(({ sums }) => sums.documents < THIN_DOCUMENTS
    || sums.words < THIN_WORDS);

  if (thin.length === 0) {
    return null;
  }
  return ['Groups of few documents or words, whose rates say little: ',
    inSentence(thin.slice(0, NAMED_MOST + 3).map(({ name, sums }) => [bdi(name),
      ` (${counted(sums.documents, 'document')}, ${
        counted(sums.words, 'word')})`])),
    thin.length > NAMED_MOST + 3
      ? ` and ${thin.length - NAMED_MOST - 3} more.` : '.'];
}

/** For each theme with hits: all hits, and the row of the document with most.
 * @param {Table} by theme_frequency_by_document */
function heaviestDocuments(by) {
  const theme = by.column('theme');
  const hits = by.column('hits').numbers;
  const found = theme.texts.map((name) => ({ name, hits: 0, most: -1 }));

  for (let row = 0; row < by.count; row += 1) {
    const one = found[theme.at[row]];

    one.hits += hits[row];
    if (one.most < 0 || hits[row] > hits[one.most]) {
      one.most = row;
    }
  }
  return found.filter((one) => one.hits > 0)
    .map((one) => ({ ...one, share: hits[one.most] / one.hits }));
}

/** Is it enough hits for a share of them to mean anything? */
const ENOUGH_HITS = 5;

async function heavyDocuments() {
  const by = hasRows('theme_frequency_by_document')
    ? await table('theme_frequency_by_document') : null;

  if (!by || by.count < by.rows) {
    return null;
  }
  const heavy = heaviestDocuments(by).filter(({ share, hits }) => hits
    >= ENOUGH_HITS && share >= MUCH_OF_ONE_DOCUMENT)
    .sort((a, b) => b.share - a.share).slice(0, NAMED_MOST);

  return heavy.length === 0 ? null
    : ['Themes of which one document holds much: ', inSentence(heavy.map(
      ({ name, share, most }) => [link(bdi(name), 'theme', name),
        ` (${percent(share)} of its hits in `,
        link(bdi(by.column('document').text(most)), 'documents',
          by.column('document').text(most)), ')'])), '.'];
}

async function heavyTerms() {
  const sensitivity = hasRows('theme_sensitivity')
    ? await table('theme_sensitivity') : null;

  if (!sensitivity) {
    return null;
  }
  const share = sensitivity.column('share_of_hits');
  const rows = sensitivity.where({ group: '(all)' })
    .filter((row) => sensitivity.column('left_out').text(row)
      !== '(duplicates)' && share.get(row) >= MUCH_OF_ONE_TERM
      && sensitivity.column('hits_left_out').get(row) >= ENOUGH_HITS)
    .sort((a, b) => share.get(b) - share.get(a)).slice(0, NAMED_MOST);

  return rows.length === 0 ? null
    : ['Themes that are mostly one term: ', inSentence(rows.map((row) => {
      const theme = sensitivity.column('theme').text(row);

      return [link(bdi(theme), 'theme', theme), ' (“',
        bdi(sensitivity.column('left_out').text(row)),
        `” is ${percent(share.get(row))} of its hits)`];
    })), '.'];
}

/** @param {Table} documents */
async function distrust(documents) {
  const sentences = [...documentSentences(documents), thinGroups(documents),
    await heavyDocuments(), await heavyTerms()]
    .filter((sentence) => sentence !== null);

  return section('What to distrust first', await issueTable(),
    element('ul', {}, sentences.map(
      (sentence) => element('li', {}, sentence))));
}
