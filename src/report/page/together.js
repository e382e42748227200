/*
 * together.js - which themes stand together: a map of all pairs, one half of
 * it since both say the same. A theme's name stands once, at the corner of its
 * row and its column.
 */

/**
 * Steps of colour: `bounds` between them, `neutral` the value of no tie.
 * @type {Object<string, {text: string, bounds: number[],
 *   steps: string[], format: (value: number) => string, neutral: number,
 *   says: string}>}
 */
const TIES = {
  npmi: { text: 'NPMI', bounds: [-0.5, -0.2, -0.05, 0.05, 0.2, 0.35, 0.5],
    steps: ['less-3', 'less-2', 'less-1', 'none', 'more-1', 'more-2', 'more-3',
      'more-4'], format: d3.format('.2f'), neutral: 0,
    says: '\u22121 never together, 0 as chance has it, 1 always together' },
  log_dice: { text: 'Log Dice', bounds: [6, 8, 9, 10, 11, 12, 13],
    steps: ['none', 'more-1', 'more-1', 'more-2', 'more-2', 'more-3',
      'more-3', 'more-4'], format: d3.format('.1f'), neutral: 0,
    says: '14 always together, one less is half as often' },
  odds_ratio: { text: 'Odds ratio',
    bounds: [1 / 8, 1 / 4, 1 / 1.5, 1.5, 4, 8, 16],
    steps: ['less-3', 'less-2', 'less-1', 'none', 'more-1', 'more-2', 'more-3',
      'more-4'], format: chartNumber, neutral: 1,
    says: '1 as chance has it; 2: the odds of one are twice as high where ' +
      'the other is' },
};

/**
 * @typedef {{row: number, a: string, b: string, value: number|null,
 *   both: number, expected: number, lines: string[]}} Tie
 */
/** Fewer units together than this may well be none by chance. */
const FEW_EXPECTED = 5;

/**
 * The step of colour of a tie. Two themes that never meet are no news where
 * chance would hardly make them meet.
 * @param {typeof TIES.npmi} measure
 * @param {Tie} tie
 */
function tieStep(measure, tie) {
  if (tie.both === 0 && tie.expected < FEW_EXPECTED) {
    return 'never';
  }
  return tie.both === 0 ? 'less-3' : tie.value === null ? 'unknown'
    : measure.steps[d3.bisectRight(measure.bounds, tie.value)];
}

/**
 * The ties of a group and unit.
 * @param {Table} source theme_cooccurrence
 * @param {{group: string, unit: string, measure: string}} state
 * @returns {Tie[]}
 */
function tiesOf(source, state) {
  const measure = TIES[state.measure];
  const get = (name, row) => source.column(name).get(row);
  return source.where({ group: state.group, unit: state.unit })
    .map((row) => {
      const [a, b, value, both, expected, units] = ['theme_a', 'theme_b',
        state.measure, 'units_both', 'expected', 'units']
        .map((name) => get(name, row));
      const says = value === null ? `no ${measure.text}: one of them is in ` +
        'none or in all' : `${measure.text} ` +
        measure.format(value).replace('-', '\u2212');
      return { row, a, b, value, both, expected, lines: [
        `${nameInWords(a)} and ${nameInWords(b)}`, says,
        `together in ${chartNumber(both)} of ` +
          chartCount(units, state.unit), 'chance would make ' +
          `${chartNumber(expected)}`] };
    });
}

/**
 * @param {Tie[]} ties
 * @returns {string[]} themes by name
 */
function themesOfTies(ties) {
  return [...new Set(d3.merge(ties.map((x) => [x.a, x.b])))]
    .sort(d3.ascending);
}

/**
 * @param {Tie[]} ties
 * @param {object} state
 */
function tiesFinding(ties, state) {
  const known = ties.filter((x) => x.value !== null && x.both > 0)
    .sort((a, b) => b.value - a.value);
  if (known.length === 0) {
    return ties.length ? 'No two themes stand together.' : '';
  }
  const measure = TIES[state.measure];
  const says = (x) => `${nameInWords(x.a)} and ${nameInWords(x.b)} (` +
    `${measure.format(x.value).replace('-', '\u2212')})`;
  const apart = ties.filter((x) => x.both === 0).length;
  return `Closest: ${inWords(known.slice(0, 3).map(says))}. ` +
    (apart ? `${chartCount(apart, 'pair')} of ${ties.length} never ` +
      `stand in the same ${state.unit}.`
      : `Every pair stands together in some ${state.unit}.`);
}

/**
 * Sizes of the map: cells as large as fit, not smaller than a finger's tip
 * can tell apart, or the map becomes wider than the page and scrolls.
 * @param {string[]} themes
 * @param {number} width
 */
function tieMapPlaces(themes, width) {
  const longest = Math.min(210, d3.max(themes, (name) =>
    (name.length > 60 ? 300 : labelWidth(name))));
  const cells = themes.length - 1;
  const wanted = Math.min(longest, Math.max(110, width * 0.34));
  const cell = Math.max(10, Math.min(46,
    Math.floor((width - wanted - 10) / cells)));
  const name = Math.max(Math.min(longest, 110),
    Math.min(longest, width - cell * cells - 10));
  return { cell, name, width: cell * cells + name + 10 };
}

/**
 * The colours' meaning, written below the map.
 * @param {Drawing} svg
 * @param {typeof TIES.npmi} measure
 * @param {{y: number, width: number}} place
 * @returns {number} height
 */
function tieLegend(svg, measure, place) {
  const said = measure.bounds.map((x) => measure.format(x)
    .replace('-', '\u2212'));
  const steps = d3.range(measure.steps.length).filter((i) => i === 0 ||
    measure.steps[i] !== measure.steps[i - 1]);
  const items = steps.map((i, at) => {
    const next = steps[at + 1];
    const from = said[i - 1];
    const to = next === undefined ? undefined : said[next - 1];
    const text = from === undefined ? `below ${to}`
      : to === undefined ? `${from} and more` : `${from} to ${to}`;
    return { text, mark: (parent, x, y) => parent.append('rect')
      .attr('class', `tie ${measure.steps[i]}`).attr('x', x - 6)
      .attr('y', y - 6).attr('width', 12).attr('height', 12) };
  });
  items.push({ text: 'never together', mark: (parent, x, y) =>
    parent.append('rect').attr('class', 'tie never').attr('x', x - 6)
      .attr('y', y - 6).attr('width', 12).attr('height', 12) });
  return chartLegend(svg, items, { x: 0, y: place.y, width: place.width });
}

/**
 * @param {Drawing} svg
 * @param {Tie} tie
 * @param {object} at
 * @returns {ChartMark}
 */
function drawTie(svg, tie, at) {
  const [x, y] = [at.column * at.cell, (at.row - 1) * at.cell];
  const step = tieStep(at.measure, tie);
  svg.append('rect').attr('class', `tie ${step}`)
    .attr('x', x + 0.5).attr('y', y + 0.5)
    .attr('width', at.cell - 1).attr('height', at.cell - 1);
  const text = step === 'never' ? '\u00b7' : tie.value === null ? ''
    : at.measure.format(tie.value).replace('-', '\u2212');
  if (at.cell >= 22 && labelWidth(text, 11) <= at.cell - 4) {
    svg.append('text').attr('class', `tie-value ${step}`)
      .attr('x', x + at.cell / 2).attr('y', y + at.cell / 2 + 4)
      .attr('text-anchor', 'middle').text(text);
  }
  return { x: x + at.cell / 2, y: y + at.cell / 2, halfWidth: at.cell / 2,
    halfHeight: at.cell / 2, row: at.row, column: at.column,
    lines: tie.lines };
}

/**
 * @param {Drawing} svg
 * @param {{width: number}} size
 * @param {Tie[]} ties
 * @param {typeof TIES.npmi} measure
 * @returns {Drawn}
 */
function drawTieMap(svg, size, ties, measure) {
  const themes = themesOfTies(ties);
  const { cell, name, width } = tieMapPlaces(themes, size.width);
  const place = new Map(themes.map((theme, i) => [theme, i]));
  const head = 4;
  const top = svg.append('g')
    .attr('transform', `translate(0,${cell + head})`);
  const marks = ties.map((tie) => {
    const [a, b] = [place.get(tie.a), place.get(tie.b)];
    const mark = drawTie(top, tie, { cell, measure, row: Math.max(a, b),
      column: Math.min(a, b) });
    return { ...mark, y: mark.y + cell + head };
  });
  themes.forEach((theme, i) => chartText(svg, theme, { x: i * cell + 5,
    y: head + (i + 0.5) * cell, width: i === themes.length - 1 ? name
      : Math.min(width - i * cell - 8, 320), size: cell < 14 ? 10 : 12 }));
  const height = head + themes.length * cell + 14;
  return { width, marks, height: height + tieLegend(svg, measure,
    { y: height, width: Math.min(width, size.width) }),
  notes: [`${measure.text}: ${measure.says}. A theme's name stands at the ` +
    'end of its row and the head of its column.',
  `Dotted: never together, where chance would make fewer than ${FEW_EXPECTED}.`,
  ...(ties.some((x) => tieStep(measure, x) === 'unknown') ? ['Empty: one of ' +
    'the two is in none of the units or in all, so there is nothing to ' +
    'measure.'] : [])] };
}
