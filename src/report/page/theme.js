/*
 * theme.js - all about one theme: how often in which group, by which terms and
 * words, in which documents, and the places themselves.
 */

/** Terms shown before the reader asks for the others. */
const TERMS_SHOWN = 25;

/** Columns of the concordance, as its grids have them. */
const LINE_COLUMNS = ['left', 'hit', 'right', 'term', 'group', 'date',
  'document'];

/** Lines of the concordance: left, hit, right, and where from.
 * @param {Table} concordance @param {number[]} rows
 * @param {string} label @param {string[]} choices */
function lines(concordance, rows, label, choices) {
  const documents = concordance.column('document');

  concordance.column('left').sortsFromEnd = true;
  return grid(concordance, {
    rows, label, choices, joined: ['left', 'hit', 'right'], kind: 'lines',
    columns: LINE_COLUMNS.filter((name) => concordance.column(name)),
    links: { document: (row) => address('documents', documents.text(row)) },
  });
}

/** @param {Table} concordance */
function sampleNote(concordance) {
  return element('p', { class: 'note' },
    `One row per ${concordance.row}. Sorted by "left", lines come by the last`
    + ' words before the hit.');
}

/* -- How often ------------------------------------------------------------- */

/** @param {Table} frequency @param {number} row of the whole corpus */
function themeSentence(frequency, row) {
  const number = (name) => frequency.column(name).get(row);
  const low = number('rate_low');

  return element('p', { class: 'lead' }, `${
    counted(number('hits'), 'hit')} in ${
    thousands(number('documents_with_theme'))} of ${
    counted(number('documents'), 'document')}: ${
    number('rate_per_10k_words') === null ? 'no words were read'
      : `${number('rate_per_10k_words').toFixed(1)} per 10,000 words`}${
    low === null ? '' : ` (95% interval ${low.toFixed(1)} to ${
      number('rate_high').toFixed(1)})`}.`);
}

/** The rows of a theme, the whole corpus first, then groups in time.
 * @param {Table} from @param {string} theme */
function rowsInTime(from, theme) {
  const group = from.column('group');
  const order = new Map(['(all)', ...facts.groups].map(
    (name, i) => [name, i]));

  return from.where({ theme }).sort((a, b) => order.get(group.text(a))
    - order.get(group.text(b)));
}

/** @param {string} theme */
async function rateSection(theme) {
  const frequency = await table('theme_frequency');
  const charts = element('div', { class: 'charts' });
  const rows = rowsInTime(frequency, theme);

  await themeCharts(charts, theme);
  return [themeSentence(frequency, rows[0]), charts, section('Rate by group',
    grid(frequency, {
      rows, label: `Rate of ${theme} by group`, search: false,
      columns: ['group', 'documents', 'documents_with_theme', 'words', 'hits',
        'rate_per_10k_words', 'rate_low', 'rate_high', 'dispersion_dp'],
    }))];
}

/* -- By which terms -------------------------------------------------------- */

/** Hits of each term with any, by group.
 * @param {Table} terms term_frequency @param {string} theme */
function termHits(terms, theme) {
  const found = new Map();

  for (const row of terms.where({ theme })) {
    const term = terms.column('term').text(row);

    if (!found.has(term)) {
      found.set(term, new Map());
    }
    found.get(term).set(terms.column('group').text(row),
      terms.column('hits').get(row));
  }
  return [...found].sort(([, a], [, b]) => b.get('(all)') - a.get('(all)'));
}

/** @param {string} theme */
async function termSection(theme) {
  const frequency = await table('theme_frequency');
  const groups = ['(all)', ...glanceGroups(frequency)];
  const all = termHits(await table('term_frequency'), theme);
  const found = all.filter(([, hits]) => hits.get('(all)') > 0);
  const absent = all.filter(([, hits]) => hits.get('(all)') === 0);
  /** @param {[string, Map<string, number>][]} some */
  const shown = (some) => smallTable(`Terms of ${theme}, hits by group`,
    [['Term', false], ...groups.map((name) => /** @type {[any, boolean]} */ (
      [name === '(all)' ? 'All' : bdi(name), true]))],
    some.map(([term, hits]) => [bdi(term),
      ...groups.map((name) => grouped(String(hits.get(name) || 0)))]));
  const place = element('div', {}, shown(found.slice(0, TERMS_SHOWN)));

  return section('Terms', element('p', {}, 'Hits of each term by group.'),
    place, found.length > TERMS_SHOWN && element('button', {
      type: 'button',
      onclick: (event) => {
        place.replaceChildren(shown(found));
        event.target.remove();
      },
    }, `Show all ${found.length} terms`),
    absent.length > 0 && element('details', {}, element('summary', {},
      `${counted(absent.length, 'term')} without a hit`),
    element('p', {}, inSentence(absent.map(([term]) => bdi(term))), '.')));
}

/** @param {string} theme */
async function formSection(theme) {
  const forms = hasRows('matched_forms') ? await table('matched_forms') : null;

  return forms && section('What was matched',
    element('p', {}, 'The words that the patterns of each term really met,'
      + ' upper and lower case made one. A surprise here is a pattern to'
      + ' mend.'),
    grid(forms, {
      rows: forms.where({ theme }), label: `What ${theme} matched`,
      columns: ['term', 'matched_text', 'hits', 'documents'],
      sort: ['hits', true], pageRows: 15,
    }));
}

/* -- In which documents ---------------------------------------------------- */

/** @param {string} theme */
async function spreadSection(theme) {
  const frequency = await table('theme_frequency');
  const [row] = frequency.where({ group: '(all)', theme });
  const share = frequency.column('share_of_documents').get(row);
  const dp = frequency.column('dispersion_dp').get(row);
  const by = await table('theme_frequency_by_document');
  const documents = by.column('document');

  return section('Over documents',
    element('p', {}, `${share === null ? 'No document' : percent(share)} of`
      + ` the documents have the theme.${dp === null ? ''
        : ` Its dispersion DP is ${dp.toFixed(2)}: 0 is spread as evenly as the`
        + ' words, towards 1 is in few documents.'} Those with most hits:`),
    grid(by, {
      rows: by.where({ theme }).filter((one) => by.column('hits').get(one) > 0),
      label: `Documents with ${theme}`,
      columns: ['document', 'date', 'group', 'words', 'hits',
        'rate_per_10k_words', 'sentences_with_theme'],
      sort: ['hits', true], pageRows: 10, choices: ['group'],
      links: { document: (one) => address('documents', documents.text(one)) },
    }));
}

/** @param {string} theme */
async function lineSection(theme) {
  const concordance = hasRows('concordance')
    ? await table('concordance') : null;

  return concordance && section('In context', sampleNote(concordance),
    lines(concordance, concordance.where({ theme }), `${theme} in context`,
      ['group', 'term']));
}

views.theme = {
  title: 'Theme',
  heading: (theme) => theme || 'Theme',
  async render(container, theme) {
    const frequency = await table('theme_frequency');

    if (!frequency.column('theme').texts.includes(theme)) {
      container.append(element('p', {}, 'There is no such theme; there are:'),
        element('ul', {}, frequency.column('theme').texts.map(
          (name) => element('li', {}, link(bdi(name), 'theme', name)))));
      return;
    }
    for (const make of [rateSection, termSection, formSection, spreadSection,
      lineSection]) {
      container.append(...[await make(theme)].flat().filter((part) => part));
      await breathe();
    }
  },
};
