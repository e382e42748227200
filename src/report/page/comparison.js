/*
 * comparison.js - two groups compared: for each theme, term or word how many
 * times as often it stands in the focus as in the reference, with its
 * interval.
 */

/** @type {Object<string, {text: string, table: string, names: string[]}>} */
const COMPARED = {
  themes: { text: 'Themes', table: 'theme_comparison', names: ['theme'] },
  terms: { text: 'Terms', table: 'term_comparison', names: ['term', 'theme'] },
  words: { text: 'Words', table: 'word_comparison', names: ['word'] },
};
/**
 * What is taken as independent: each word, or each document. Documents are the
 * more careful choice, since words of one document repeat each other.
 */
const INDEPENDENT = {
  documents: { text: 'Documents', low: 'log_ratio_documents_low',
    high: 'log_ratio_documents_high', q: 'mann_whitney_q',
    test: 'Mann-Whitney test of documents\' rates' },
  words: { text: 'Words', low: 'log_ratio_low', high: 'log_ratio_high',
    q: 'q_value', test: 'log likelihood of words' },
};
const SIGNIFICANT = 0.05;
const MOST_EACH_WAY = 25;
const REST = '(rest)';

/**
 * @typedef {{row: number, name: string, effect: number, low: number|null,
 *   high: number|null, q: number|null, g2: number, none: boolean,
 *   lines: string[]}} Contrast
 */

/**
 * "3.2 times", "1/3.2 times" for a number of doublings.
 * @param {number} doublings
 */
function timesInWords(doublings) {
  const times = 2 ** Math.abs(doublings);
  const words = times < 10 ? String(+times.toPrecision(2))
    : d3.format(',.0f')(times);
  return doublings < 0 && words !== '1' ? `1/${words}` : words;
}

/**
 * A tick: doublings above, times below.
 * @param {number} doublings a whole number
 */
function timesTick(doublings) {
  const parts = { '-1': '\u00bd', '-2': '\u00bc', '-3': '\u215b' };
  if (doublings >= 0) {
    return `\u00d7${d3.format(',')(2 ** doublings)}`;
  }
  return `\u00d7${parts[doublings] || `1/${d3.format(',')(2 ** -doublings)}`}`;
}

/** @param {number} doublings */
function doublingsTick(doublings) {
  return doublings > 0 ? `+${doublings}`
    : String(doublings).replace('-', '\u2212');
}

/**
 * @param {Table} source
 * @param {number} row
 * @param {{names: string[]}} compared
 * @param {typeof INDEPENDENT.words} by
 * @returns {Contrast}
 */
function contrast(source, row, compared, by) {
  const get = (name) => (hasColumn(source, name)
    ? source.column(name).get(row) : null);
  const [effect, low, high, q, g2] = ['log_ratio', by.low, by.high, by.q, 'g2']
    .map(get);
  const name = get(compared.names[0]);
  const theme = compared.names[1] ? ` (${get(compared.names[1])})` : '';
  const side = (which) => `${chartNumber(get(`hits_${which}`))} in ` +
    `${chartCount(get(`words_${which}`), 'word')}`;
  const none = get('hits_focus') === 0 || get('hits_reference') === 0;
  return { row, name, effect, low, high, q, g2, none, lines: [`${name}${theme}`,
    `${timesInWords(effect || 0)} times as often in ${get('focus')}` +
      ` as in ${get('reference')}`,
    low === null || high === null ? NO_INTERVAL
      : `interval ${timesInWords(low)} to ${timesInWords(high)} times`,
    q === null ? 'no test' : `q ${q < 0.001 ? 'below 0.001' : chartNumber(q)}` +
      ` (${by.test})`,
    `${side('focus')} against ${side('reference')}`] };
}

/**
 * Which pairs a table compares: references by focus.
 * @param {Table} source
 * @returns {Map<string, Set<string>>}
 */
function comparedPairs(source) {
  const [focus, reference] = ['focus', 'reference']
    .map((name) => source.column(name));
  const pairs = new Map();
  for (let row = 0; row < source.count; row++) {
    const name = focus.get(row);
    if (!pairs.has(name)) {
      pairs.set(name, new Set());
    }
    pairs.get(name).add(reference.get(row));
  }
  return pairs;
}

/**
 * The newest two groups with words enough to compare: a hundredth of all, and
 * as many as decide a rate. If there are not two, the newest two.
 * @param {{name: string, words: number}[]} groups in time
 * @param {Map<string, Set<string>>} pairs
 * @returns {{focus: string, reference: string}}
 */
function pairAtFirst(groups, pairs) {
  const known = groups.filter((x) => x.name !== UNKNOWN && pairs.has(x.name));
  const enough = Math.max(FEW_WORDS, 0.01 * d3.sum(known, (x) => x.words));
  const large = known.filter((x) => x.words >= enough);
  const two = (large.length > 1 ? large : known).slice(-2)
    .map((x) => x.name);
  const focus = two[two.length - 1] || [...pairs.keys()][0];
  const references = pairs.get(focus) || new Set();
  return { focus, reference: references.has(two[0]) && two[0] !== focus
    ? two[0] : [...references][0] };
}

/**
 * What is taken as independent: what was chosen, or words where the table has
 * nothing by documents.
 * @param {Table} source
 * @param {number[]} rows
 * @param {string} chosen
 */
function independentIn(source, rows, chosen) {
  const { q, low } = INDEPENDENT[chosen];
  const has = (name) => hasColumn(source, name) &&
    rows.some((row) => source.column(name).get(row) !== null);
  return has(q) || has(low) ? chosen : 'words';
}

/**
 * The contrasts to draw, largest effect first: all themes, or of terms and
 * words those with most evidence (G2) each way.
 * @param {Table} source
 * @param {object} state
 * @returns {Contrast[]}
 */
function contrastsOf(source, state) {
  const rows = source.where({ focus: state.focus,
    reference: state.reference });
  state.used = independentIn(source, rows, state.by);
  const all = rows.map((row) => contrast(source, row, COMPARED[state.mode],
    INDEPENDENT[state.used])).filter((x) => x.effect !== null);
  const most = (way) => all.filter((x) => x.effect * way > 0)
    .sort((a, b) => b.g2 - a.g2).slice(0, MOST_EACH_WAY);
  return (state.mode === 'themes' ? all : [...most(1), ...most(-1)])
    .sort((a, b) => b.effect - a.effect || d3.ascending(a.name, b.name));
}

/** @param {Contrast} x */
function isSignificant(x) {
  return x.q !== null && x.q < SIGNIFICANT;
}

/**
 * @param {Contrast[]} contrasts
 * @param {object} state
 */
function comparisonFinding(contrasts, state) {
  const sure = contrasts.filter(isSignificant);
  if (contrasts.length === 0) {
    return '';
  }
  if (contrasts.every((x) => x.q === null)) {
    return `No difference between ${nameInWords(state.focus)} and ` +
      `${nameInWords(state.reference)} could be tested.`;
  }
  if (sure.length === 0) {
    return `None of these differences between ` +
      `${nameInWords(state.focus)} and ${nameInWords(state.reference)} is ` +
      'more than chance may make (q\u00a0<\u00a00.05).';
  }
  const [most, least] = [sure[0], sure[sure.length - 1]];
  const says = (x) => `${nameInWords(x.name)}, ` +
    `${timesInWords(x.effect)} times as often`;
  const parts = [`${sure.length} of ${contrasts.length} differ by more than ` +
    'chance may make (q\u00a0<\u00a00.05).'];
  if (most.effect > 0) {
    parts.push(`Most above ${nameInWords(state.reference)}: ` +
      `${says(most)}.`);
  }
  if (least.effect < 0) {
    parts.push(`Most below: ${says(least)}.`);
  }
  return parts.join(' ');
}

/**
 * A scale in doublings: zero always, all effects, intervals as far as two
 * doublings beyond them.
 * @param {Contrast[]} contrasts
 * @param {number[]} range
 */
function doublingsScale(contrasts, range) {
  const effects = contrasts.map((x) => x.effect);
  const [low, high] = [Math.min(0, d3.min(effects)),
    Math.max(0, d3.max(effects))];
  const ends = (name, pick) => pick(contrasts.map((x) => x[name])
    .filter((x) => x !== null)) || 0;
  return d3.scaleLinear().range(range).domain([
    Math.min(low - 0.3, Math.max(ends('low', d3.min), low - 2), -1.1),
    Math.max(high + 0.3, Math.min(ends('high', d3.max), high + 2), 1.1)]);
}

/**
 * The scale's head: doublings, times, and which side is whose.
 * @param {Drawing} svg
 * @param {object} state
 * @param {object} at
 */
function drawDoublings(svg, state, at) {
  const [low, high] = at.x.domain();
  const room = (at.x(1) - at.x(0));
  const step = Math.ceil(44 / room);
  const ticks = d3.range(Math.ceil(low / step) * step, high, step);
  gridAcross(svg, at.x, { top: at.top, bottom: at.bottom, ticks,
    format: timesTick, labels: [at.top - 8, at.bottom + 30] });
  ticks.forEach((tick) => svg.append('text').attr('class', 'tick')
    .attr('x', at.x(tick)).attr('y', at.bottom + 15)
    .attr('text-anchor', 'middle').text(doublingsTick(tick)));
  const middle = at.x(0);
  chartText(svg, `less in ${state.focus}`, { x: middle - 12, y: 10,
    width: middle - 12, anchor: 'end', kind: 'axis-name',
    size: CHART_SMALL_PX });
  chartText(svg, `more in ${state.focus}`, { x: middle + 12, y: 10,
    width: at.end - middle - 12, kind: 'axis-name',
    size: CHART_SMALL_PX });
  chartText(svg, 'doublings (above) and times (below) of the rate in ' +
    state.reference, { x: 0, y: at.bottom + 52, width: at.end, lines: 2,
    size: CHART_SMALL_PX, kind: 'axis-name' });
}

/**
 * A row: name, interval, mark and the times in numbers.
 * @param {Drawing} svg
 * @param {Contrast} x
 * @param {object} at
 * @returns {boolean} whether the interval was cut
 */
function drawContrast(svg, x, at) {
  chartText(svg, x.name, at.beside
    ? { x: at.left - 14, y: at.y, width: at.width, anchor: 'end' }
    : { x: 0, y: at.y - 16, width: at.width, kind: 'label halo' });
  const cut = intervalLine(svg, { low: x.low, high: x.high, y: at.y,
    kind: 'contrast' }, at.x);
  svg.append('circle').attr('cx', at.x(x.effect)).attr('cy', at.y)
    .attr('r', 4.5).attr('class', isSignificant(x) ? 'dot' : 'dot hollow');
  if (at.beside) {
    svg.append('text').attr('class', 'tick').attr('x', at.end)
      .attr('y', at.y + 4).attr('text-anchor', 'end')
      .text(`\u00d7${timesInWords(x.effect)}`);
  }
  return cut;
}

/**
 * What filled, hollow and missing mean.
 * @param {Contrast[]} contrasts
 * @param {object} state
 * @param {boolean} cut
 */
function comparisonNotes(contrasts, state, cut) {
  const by = INDEPENDENT[state.used];
  const missing = contrasts.filter((x) => x.low === null || x.high === null);
  const untested = contrasts.filter((x) => x.q === null);
  const notes = ['Filled: the difference is more than chance may make (' +
    `q\u00a0<\u00a00.05, ${by.test}, adjusted for all rows of the table). ` +
    'Hollow: it may be chance. Lines: 95% intervals, ' +
    `${by.text.toLowerCase()} taken as independent.`];
  if (state.used !== state.by) {
    notes[0] += ' The table has no interval by documents here.';
  }
  if (cut) {
    notes.push('An arrow: the interval goes on beyond the scale.');
  }
  if (missing.length) {
    notes.push(`${chartCount(missing.length, 'mark')} without a line: the ` +
      'documents tell too little for an interval.');
  }
  if (untested.length) {
    notes.push(`${chartCount(untested.length, 'mark')} without this test: ` +
      'hollow.');
  }
  if (contrasts.some((x) => x.none)) {
    notes.push('Where one side has no hit, half a hit is taken instead.');
  }
  if (state.mode !== 'themes') {
    notes.push(`The ${MOST_EACH_WAY} each way with most evidence (G2).`);
  }
  return notes;
}

/**
 * @param {Drawing} svg
 * @param {{width: number}} size
 * @param {Contrast[]} contrasts
 * @param {object} state
 * @returns {Drawn}
 */
function drawContrasts(svg, size, contrasts, state) {
  const place = namePlace(contrasts.map((x) => x.name), size.width);
  const step = place.beside ? 24 : 42;
  const top = 44;
  const end = size.width;
  const bottom = top + contrasts.length * step + 4;
  const right = place.beside ? end - 60 : end - 12;
  const at = { ...place, top, bottom, end,
    x: doublingsScale(contrasts, [place.left, right]) };
  drawDoublings(svg, state, at);
  let cut = false;
  const marks = contrasts.map((x, i) => {
    const y = top + (i + 0.5) * step + (place.beside ? 2 : 11);
    cut = drawContrast(svg, x, { ...at, y }) || cut;
    return { x: at.x(x.effect), y, row: i, column: 0, lines: x.lines };
  });
  return { height: bottom + 68, marks,
    notes: comparisonNotes(contrasts, state, cut) };
}
