/*
 * overview.js - what ran, what to distrust first, what changed.
 */

/** Groups whose rates stand side by side at most. */
const GLANCE_GROUPS = 7;

/** "2003-02-14" as "14 February 2003", "2007-12" as "December 2007".
 * @param {string} date whole or partial */
function dateText(date) {
  const parts = date.split('-').length;

  if (parts === 1) {
    return date;
  }
  return new Date(parts === 2 ? `${date}-01` : date).toLocaleDateString(
    'en-GB', {
      day: parts === 3 ? 'numeric' : undefined,
      month: 'long', year: 'numeric', timeZone: 'UTC',
    });
}

/** What documents.csv says of some documents.
 * @param {Table} documents @param {number[]} rows */
function sumDocuments(documents, rows) {
  const sums = {
    documents: rows.length, words: 0, hits: 0, first: '', last: '',
  };
  const date = documents.column('date');

  for (const row of rows) {
    const day = date.text(row);

    sums.words += documents.column('words').get(row) || 0;
    sums.hits += documents.column('hits').get(row) || 0;
    if (day !== '' && (sums.first === '' || day < sums.first)) {
      sums.first = day;
    }
    if (day > sums.last) {
      sums.last = day;
    }
  }
  return sums;
}

/** @param {{first: string, last: string}} sums */
function periodText(sums) {
  if (sums.first === '') {
    return 'no date is known';
  }
  return sums.first === sums.last ? dateText(sums.first)
    : `${dateText(sums.first)} to ${dateText(sums.last)}`;
}

/** The groups in time, "(unknown)" last. @param {Table} documents */
function groupNames(documents) {
  return facts.groups.length > 0 ? facts.groups
    : [...documents.column('group').texts].sort();
}

/** @param {Table} documents @returns {number[]} rows */
function countedRows(documents) {
  return documents.where({ status: 'counted' });
}

/* -- What ran -------------------------------------------------------------- */

/** @param {Table} documents */
function ranSentence(documents) {
  const sums = sumDocuments(documents, countedRows(documents));
  const { counts } = facts.run || { counts: null };
  const all = documents.count < documents.rows && counts ? {
    documents: counts.documents_counted, words: counts.words,
    hits: counts.hits,
  } : sums;
  const groups = groupNames(documents).length;
  const { lexicon, settings } = facts.run || { lexicon: null, settings: null };

  return element('p', { class: 'lead' },
    `${counted(all.documents, 'document')} with ${
      counted(all.words, 'word')}${sums.first === '' ? ''
      : `, from ${periodText(sums)},`} were read and ${
      counted(all.hits, 'hit')}${lexicon ? ` of ${
      counted(lexicon.terms, 'term')} in ${
      counted(lexicon.themes, 'theme')}` : ''} found. They stand in ${
      counted(groups, 'group')}${settings ? ' by ' : '.'}`,
    settings && [bdi(settings.group_by), '.']);
}

/** Says what the numbers of documents here are of, where not all of them are.
 * @param {Table} documents */
function cutSentence(documents) {
  const note = cutNote(documents);

  return note && element('p', { class: 'note' },
    `${note} The rest of this part is of those, but for the themes.`);
}

/** @param {any} value of a setting */
function settingText(value) {
  if (value === null || value === '') {
    return 'none';
  }
  if (typeof value === 'boolean') {
    return value ? 'yes' : 'no';
  }
  return Array.isArray(value) ? value.join(', ') : String(value);
}

function howCounted() {
  const { settings, lexicon } = facts.run || {};

  if (!settings) {
    return null;
  }
  return element('details', {},
    element('summary', {}, 'Lexicon and settings'),
    definitions([
      ['lexicon', lexicon && `${counted(lexicon.themes, 'theme')}, ${
        counted(lexicon.terms, 'term')}, ${
        counted(lexicon.patterns, 'pattern')}; SHA-256 ${
        String(lexicon.sha256).slice(0, 16)}…`],
      ['documents', facts.run.corpus_sha256
        && `SHA-256 ${facts.run.corpus_sha256.slice(0, 16)}…`],
      ['program', `policylex ${facts.version}`],
      ...Object.entries(settings).map(([name, value]) => (
        /** @type {[any, any]} */ ([name.replace(/_/g, ' '),
          bdi(settingText(value))])))]));
}

/** @param {Table} documents */
function groupTable(documents) {
  const group = documents.column('group');
  const rows = countedRows(documents);

  return smallTable('Groups', [['Group', false], ['Period', false],
    ['Documents', true], ['Words', true], ['Hits', true]],
  groupNames(documents).map((name) => {
    const of = group.texts.indexOf(name);
    const sums = sumDocuments(documents,
      rows.filter((row) => group.at[row] === of));

    return [bdi(name), periodText(sums), grouped(String(sums.documents)),
      grouped(String(sums.words)), grouped(String(sums.hits))];
  }));
}

/* -- The themes at a glance ------------------------------------------------ */

/** The groups with most words, in time, so that few stand side by side.
 * @param {Table} frequency */
function glanceGroups(frequency) {
  const words = new Map();

  for (let row = 0; row < frequency.count; row += 1) {
    words.set(frequency.column('group').get(row),
      frequency.column('words').get(row));
  }
  const kept = facts.groups.filter((name) => words.has(name))
    .sort((a, b) => words.get(b) - words.get(a)).slice(0, GLANCE_GROUPS);

  return facts.groups.filter((name) => kept.includes(name));
}

/** @param {Table} frequency @returns {Map<string, number>} row by key */
function frequencyRows(frequency) {
  const rows = new Map();

  for (let row = 0; row < frequency.count; row += 1) {
    rows.set(JSON.stringify([frequency.column('group').get(row),
      frequency.column('theme').get(row)]), row);
  }
  return rows;
}

/** A rate, rounded; a little is not nothing. @param {number|null} rate */
function rateText(rate) {
  if (rate === null || rate === 0) {
    return rate === null ? '' : '0';
  }
  return rate < 0.005 ? '< 0.01' : rate.toFixed(2);
}

/** @param {Table} frequency */
function glanceTable(frequency) {
  const groups = ['(all)', ...glanceGroups(frequency)];
  const rows = frequencyRows(frequency);
  const rate = frequency.column('rate_per_10k_words');
  /** @param {string} group @param {string} theme */
  const rateOf = (group, theme) => {
    const row = rows.get(JSON.stringify([group, theme]));

    return row === undefined ? null : rate.get(row);
  };
  const themes = [...frequency.column('theme').texts].sort(
    (a, b) => rateOf('(all)', b) - rateOf('(all)', a) || (a < b ? -1 : 1));

  return smallTable('Hits per 10,000 words', [['Theme', false],
    ...groups.map((name) => /** @type {[any, boolean]} */ (
      [name === '(all)' ? 'All' : bdi(name), true]))],
  themes.map((theme) => [link(bdi(theme), 'theme', theme),
    ...groups.map((group) => {
      const value = rateOf(group, theme);

      return rateText(value);
    })]));
}

/** @param {Table} frequency */
function glance(frequency) {
  const left = facts.groups.length - glanceGroups(frequency).length;

  return section('The themes at a glance',
    element('p', {}, 'Hits per 10,000 words, rounded; a theme leads to its own'
      + ` page.${left > 0 ? ` ${counted(left, 'smaller group')} ${
        left === 1 ? 'is' : 'are'} left out here.` : ''}`),
    glanceTable(frequency));
}

/* -- What changed ---------------------------------------------------------- */

async function whatChanged() {
  const { note } = (facts.run && facts.run.changes) || {};
  const heading = 'What changed since the run before';

  if (!hasRows('changes')) {
    return section(heading, element('p', {}, note
      ? `Nothing to compare: ${note}.` : 'Nothing changed.'));
  }
  const changes = await table('changes');
  const what = changes.column('what');
  const numbers = what.texts.map((kind, i) => counted(
    what.at.reduce((sum, at) => sum + Number(at === i), 0), kind));

  return section(heading,
    element('p', {}, `${numbers.join(', ')} differ from the run before.`),
    grid(changes, {
      label: 'Changes since the run before', pageRows: 10,
      columns: ['what', 'change', 'name', 'group', 'theme', 'before', 'after',
        'difference', 'cause'],
    }));
}

views.overview = {
  title: 'Overview',
  async render(container) {
    const documents = await table('documents');

    container.append(ranSentence(documents), cutSentence(documents) || '',
      groupTable(documents), howCounted() || '');
    container.append(await distrust(documents));
    if (hasRows('theme_frequency')) {
      container.append(glance(await table('theme_frequency')));
    }
    container.append(await whatChanged());
  },
};
