/*
 * documents.js - the documents, and each by itself.
 */

/** Columns of the list that are always there; the rest shows by document. */
const LIST_COLUMNS = ['document', 'title', 'date', 'group', 'words', 'hits',
  'themes', 'status'];

/** @param {HTMLElement} container */
async function renderList(container) {
  const documents = await table('documents');
  const path = documents.column('document');
  const list = grid(documents, {
    label: 'Documents', columns: LIST_COLUMNS, choices: ['group', 'status'],
    links: { document: (row) => address('documents', path.text(row)) },
  });

  list.classList.add('clickable');
  list.addEventListener('click', (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    const row = /** @type {HTMLElement|null} */ (
      target.closest('tr[data-row]'));

    if (row && !target.closest('a') && String(getSelection()) === '') {
      window.location.hash = address('documents',
        path.text(Number(row.dataset.row)));
    }
  });
  container.append(element('p', {}, 'A document leads to its themes, its lines'
    + ' of the concordance and all that is known of it.'), list);
}

/* -- One document ---------------------------------------------------------- */

/** @param {Table} documents @param {number} row */
function knownOf(documents, row) {
  return definitions(documents.columns
    .filter((column) => column.text(row) !== '')
    .map((column) => [element('span', { title: columnMeaning(column) },
      column.name.replace(/_/g, ' ')),
    column.isText ? element('div', { class: 'clip', dir: 'auto' },
      column.text(row)) : grouped(column.text(row))]));
}

/** @param {string} path */
async function documentThemes(path) {
  if (!hasRows('theme_frequency_by_document')) {
    return null;
  }
  const by = await table('theme_frequency_by_document');
  const themes = by.column('theme');
  const hits = by.column('hits');

  return section('Its themes', grid(by, {
    rows: by.where({ document: path }).filter((row) => hits.get(row) > 0),
    label: `Themes of ${path}`, search: false, sort: ['hits', true],
    columns: ['theme', 'hits', 'rate_per_10k_words', 'sentences_with_theme'],
    links: { theme: (row) => address('theme', themes.text(row)) },
  }));
}

/** @param {string} path */
async function documentTerms(path) {
  if (!hasRows('term_frequency_by_document')) {
    return null;
  }
  const by = await table('term_frequency_by_document');

  return section('Its terms', grid(by, {
    rows: by.where({ document: path }), label: `Terms of ${path}`,
    columns: ['theme', 'term', 'hits'], sort: ['hits', true], pageRows: 15,
  }));
}

/** @param {string} path */
async function documentLines(path) {
  if (!hasRows('concordance')) {
    return null;
  }
  const concordance = await table('concordance');
  const rows = concordance.where({ document: path });

  return section('Its lines of the concordance', sampleNote(concordance),
    rows.length === 0 ? element('p', {}, 'None of its hits is in the sample.')
      : lines(concordance, rows, `${path} in context`, ['theme', 'term']));
}

/** @param {HTMLElement} container @param {string} path */
async function renderDocument(container, path) {
  const documents = await table('documents');
  const [row] = documents.where({ document: path });
  const title = row === undefined ? '' : documents.column('title').text(row);

  container.append(element('p', { class: 'controls' },
    link('All documents', 'documents')));
  if (row === undefined) {
    container.append(element('p', { class: 'fault' },
      documents.count < documents.rows ? cutNote(documents)
        : 'There is no such document in this run.'));
    return;
  }
  if (title !== '') {
    container.append(element('p', { class: 'lead clip', dir: 'auto' }, title));
  }
  for (const make of [documentThemes, documentTerms, documentLines]) {
    container.append(await make(path) || '');
  }
  container.append(section('What is known of it', knownOf(documents, row)));
}

views.documents = {
  title: 'Documents',
  heading: (path) => path || 'Documents',
  render(container, path) {
    return path === '' ? renderList(container)
      : renderDocument(container, path);
  },
};
