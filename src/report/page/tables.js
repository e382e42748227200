/*
 * tables.js - every table of the run as it is in its CSV file.
 */

/** @param {any} one of facts.tables */
function tableEntry(one) {
  return element('div', {},
    element('dt', {}, link(`${one.name}.csv`, 'tables', one.name)),
    element('dd', {}, `${one.title}. `,
      element('span', { class: 'muted' },
        `${counted(one.rows, 'row')}, one per ${one.row}`)));
}

/** @param {Table} from */
function columnMeanings(from) {
  return element('details', { class: 'columns' },
    element('summary', {},
      `What the ${counted(from.columns.length, 'column')} mean`),
    definitions(from.columns.map((column) => /** @type {[any, any]} */ (
      [column.name, columnMeaning(column)]))));
}

/** @param {HTMLElement} container @param {string} name */
async function renderTable(container, name) {
  const shown = await table(name);

  container.append(
    element('p', {}, `${shown.title}. One row per ${shown.row}${
      shown.order ? `, ${shown.order}` : ''}.`),
    columnMeanings(shown),
    grid(shown, { label: `${shown.name}.csv` }),
    element('p', { class: 'controls' }, link('All tables', 'tables')));
}

views.tables = {
  title: 'Tables',
  heading: (name) => (name ? `${name}.csv` : 'Tables'),
  async render(container, name) {
    if (facts.tables.some((one) => one.name === name)) {
      await renderTable(container, name);
      return;
    }
    container.append(
      element('p', {}, 'Everything on this page is made of these tables, which'
        + ' stand beside it as CSV files. Each can be looked at here, and its'
        + ' columns say what they mean.'),
      element('dl', { class: 'contents' }, facts.tables
        .filter((one) => one.rows > 0).map(tableEntry)));
    const empty = facts.tables.filter((one) => one.rows === 0);

    if (empty.length > 0) {
      container.append(element('p', { class: 'muted' },
        `Without rows in this run: ${
          empty.map((one) => `${one.name}.csv`).join(', ')}.`));
    }
  },
};
