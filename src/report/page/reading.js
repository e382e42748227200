/*
 * reading.js - how to read the numbers, each with an example of this very run.
 */

/** @param {number} value */
function short(value) {
  return thousands(Number(value.toPrecision(3)));
}

/** The row with the most of something, or undefined.
 * @param {number[]} rows @param {(row: number) => number} score */
function bestRow(rows, score) {
  return rows.reduce((best, row) => (best === undefined
    || score(row) > score(best) ? row : best), undefined);
}

/** @param {string} heading @param {any} meaning @param {any} example */
function explained(heading, meaning, example) {
  return section(heading, element('p', {}, meaning),
    example && element('p', { class: 'example' }, 'Here: ', example));
}

/* -- Rate, interval, share, dispersion ------------------------------------- */

/** @param {Table} frequency @param {number} row */
function rateExample(frequency, row) {
  const number = (name) => frequency.column(name).get(row);

  return [bdi(frequency.column('theme').text(row)), ` has ${
    counted(number('hits'), 'hit')} among ${
    counted(number('words'), 'word')}, and ${thousands(number('hits'))} / ${
    thousands(number('words'))} × 10,000 is ${
    frequency.column('rate_per_10k_words').text(row)}.`];
}

/** @param {Table} frequency @param {number} row */
function intervalExample(frequency, row) {
  const low = frequency.column('rate_low').text(row);

  return low === '' ? null : [`the rate of `,
    bdi(frequency.column('theme').text(row)), ` is ${
      frequency.column('rate_per_10k_words').text(row)}, and its interval goes`
      + ` from ${low} to ${frequency.column('rate_high').text(row)}.`];
}

/** @param {Table} frequency @param {number} row */
function shareExample(frequency, row) {
  const number = (name) => frequency.column(name).get(row);

  return [`${thousands(number('documents_with_theme'))} of ${
    counted(number('documents'), 'document')} have `,
  bdi(frequency.column('theme').text(row)),
  ` at least once: a share of ${frequency.column('share_of_documents')
    .text(row)}.`];
}

/** @param {Table} frequency @param {number[]} rows */
function dispersionExample(frequency, rows) {
  const dp = frequency.column('dispersion_dp');
  const known = rows.filter((row) => dp.get(row) !== null
    && frequency.column('hits').get(row) >= 10);
  const even = bestRow(known, (row) => -dp.get(row));
  const uneven = bestRow(known, (row) => dp.get(row));

  return even === undefined || even === uneven ? null
    : [bdi(frequency.column('theme').text(even)),
      ` is the most evenly spread theme (DP ${dp.text(even)}), `,
      bdi(frequency.column('theme').text(uneven)),
      ` the least (DP ${dp.text(uneven)}).`];
}

async function frequencyParts() {
  const frequency = await table('theme_frequency');
  const rows = frequency.where({ group: '(all)' });
  const row = bestRow(rows, (one) => frequency.column('hits').get(one));

  return row === undefined ? [] : [
    explained('Rate', 'Hits per 10,000 words. Groups have different amounts of'
      + ' text; a rate makes them comparable, a number of hits does not.',
    rateExample(frequency, row)),
    explained('Interval', 'What was read is a part of what was said. If the'
      + ' same speakers had written other documents like these, the rate would'
      + ' have been another; the 95% interval says how far off it could well'
      + ' have been. It takes documents, not words, as what was drawn, and so'
      + ' is wide where a theme stands in few of them. Without an interval the'
      + ' documents tell too little even for'
      + ' that.', intervalExample(frequency, row)),
    explained('Share of documents', 'In how many documents the theme occurs at'
      + ' all. One long document can make a rate, but not a share.',
    shareExample(frequency, row)),
    explained('Dispersion (DP)', 'How evenly the hits are spread over'
      + ' documents: 0 is as evenly as the words are, towards 1 is in few'
      + ' documents. Above 0.7 or so a rate is that of some documents rather'
      + ' than of the group.',
    dispersionExample(frequency, rows))];
}

/* -- Log ratio and q ------------------------------------------------------- */

/** @param {Table} comparison @param {number} row */
function ratioExample(comparison, row) {
  const ratio = comparison.column('log_ratio').get(row);

  return [bdi(comparison.column('theme').text(row)), ' in ',
    bdi(comparison.column('focus').text(row)), ` has ${
      comparison.column('rate_focus').text(row)} hits per 10,000 words, in the`
      + ` rest ${comparison.column('rate_reference').text(row)}. The log ratio`
      + ` is ${comparison.column('log_ratio').text(row)}: the one rate is ${
        short(2 ** ratio)} times the other.`];
}

/** @param {Table} comparison */
function significantExample(comparison) {
  if (comparison.count < comparison.rows) {
    return null;
  }
  const rows = comparison.where({ reference: '(rest)' });
  const q = comparison.column('q_value');
  const small = rows.filter((row) => q.get(row) !== null && q.get(row) < 0.05);

  return `of ${counted(rows.length, 'comparison')} of a group with the rest, ${
    small.length} ${small.length === 1 ? 'has' : 'have'} a q under 0.05.`;
}

async function comparisonParts() {
  const comparison = hasRows('theme_comparison')
    ? await table('theme_comparison') : null;

  if (!comparison) {
    return [];
  }
  const known = comparison.where({ reference: '(rest)' }).filter((row) => (
    comparison.column('log_ratio_documents_low')
    || comparison.column('log_ratio_low')).get(row) !== null
    && comparison.column('hits_focus').get(row) >= 5);
  const row = bestRow(known,
    (one) => Math.abs(comparison.column('log_ratio').get(one)));

  return [
    explained('Log ratio', 'How many times a rate is doubled against another: 1'
      + ' is twice as often, 2 four times, −1 half as often, 0 the same. Its'
      + ' interval by documents says how sure that is; one that holds 0 could'
      + ' as well be no difference.',
    row === undefined ? null : ratioExample(comparison, row)),
    explained('q', 'The more rows are looked at, the more of them differ by'
      + ' chance alone. Of all rows with a q under 0.05, one in twenty at most'
      + ' can be expected to be such a chance find. q says whether there is a'
      + ' difference, not whether it is large or matters: look at the log ratio'
      + ' for that. It takes words as independent, which they are not quite;'
      + ' mann_whitney_q takes documents.', significantExample(comparison))];
}

/* -- Together -------------------------------------------------------------- */

/** @param {Table} pairs @param {number} row */
function pairExample(pairs, row) {
  return [bdi(pairs.column('theme_a').text(row)), ' and ',
    bdi(pairs.column('theme_b').text(row)), ` stand together in ${
      pairs.column('units_both').text(row)} sentences, where ${
      short(pairs.column('expected').get(row))} were expected: npmi ${
      pairs.column('npmi').text(row)}.`];
}

async function togetherParts() {
  const pairs = hasRows('theme_cooccurrence')
    ? await table('theme_cooccurrence') : null;

  if (!pairs) {
    return [];
  }
  const known = pairs.where({ group: '(all)', unit: 'sentence' })
    .filter((row) => pairs.column('units_both').get(row) >= 3
      && pairs.column('npmi').get(row) !== null);
  const row = bestRow(known, (one) => pairs.column('npmi').get(one));

  return [explained('Together (npmi)', 'Whether two themes stand in the same'
    + ' sentence (or paragraph, or document) more often than their own'
    + ' frequencies lead one to expect: 0 is as expected, 1 is always together,'
    + ' −1 is never. Pairs of rare themes reach high values by a single'
    + ' meeting: look at how often they met.',
  row === undefined ? null : pairExample(pairs, row))];
}

views.reading = {
  title: 'How to read',
  heading: () => 'How to read the numbers',
  async render(container) {
    container.append(element('p', { class: 'lead' }, 'What the words on the'
      + ' other parts mean, each with an example of this very run. What a'
      + ' column means is also said at its heading, and in'
      + ' ', link('Tables', 'tables'), '.'),
    explained('Hit', 'A place in a text that a pattern of the lexicon matches.'
      + ' The page counts words and patterns, not meanings: a theme is what its'
      + ' terms say it is. A theme’s own page shows what was matched, and the'
      + ' places themselves.', null));
    for (const make of [frequencyParts, comparisonParts, togetherParts]) {
      container.append(...await make());
    }
    container.append(explained('What no number here says', 'Why a rate differs.'
      + ' Other kinds of documents, another author or an editor’s new template'
      + ' change it as a change of policy does. Before a difference is'
      + ' reported, read the lines behind it, and look at which documents each'
      + ' group has.', null));
  },
};
