/*
 * themes.js - themes across groups: a row a theme, a mark a group, its
 * interval a line.
 */

/**
 * What the chart can show of a theme in a group.
 * @typedef {{text: string, unit: string, of: string, value: string,
 *   low?: string, high?: string,
 *   format: (value: number) => string}} ThemeMeasure
 */
/** @type {Object<string, ThemeMeasure>} */
const THEME_MEASURES = {
  rate: { text: 'Rate', unit: 'hits per 10,000 words',
    of: 'hits per 10,000 words',
    value: 'rate_per_10k_words', low: 'rate_low', high: 'rate_high',
    format: chartNumber },
  share: { text: 'Share of documents', unit: 'share of documents',
    of: 'of documents',
    value: 'share_of_documents', low: 'share_low', high: 'share_high',
    format: chartPercent },
  count: { text: 'Count', unit: 'hits', of: 'hits', value: 'hits',
    format: chartNumber },
};
const NO_INTERVAL = 'no interval: the documents tell too little';

/**
 * @typedef {{theme: string, group: string, row: number, value: number|null,
 *   low: number|null, high: number|null, lines: string[]}} ThemePoint
 */

/**
 * What a row of theme_frequency says, by a measure.
 * @param {Table} source
 * @param {number} row
 * @param {ThemeMeasure} measure
 * @returns {ThemePoint}
 */
function themePoint(source, row, measure) {
  const get = (name) => (name && hasColumn(source, name)
    ? source.column(name).get(row) : null);
  const [value, low, high] = [measure.value, measure.low, measure.high]
    .map(get);
  const [theme, group] = [get('theme'), get('group')];
  const lines = [`${nameInWords(theme)} \u00b7 ${groupInWords(group)}`,
    measure.low ? `${measure.format(value)} ${measure.of}`
      : chartCount(value, 'hit')];
  if (measure.low) {
    lines.push(low === null || high === null ? NO_INTERVAL
      : `interval ${measure.format(low)} to ${measure.format(high)}`);
  }
  lines.push(`${chartCount(get('hits'), 'hit')} in ` +
    chartCount(get('words'), 'word'), `in ` +
    `${chartNumber(get('documents_with_theme'))} of ` +
    chartCount(get('documents'), 'document'));
  return { theme, group, row, value, low, high, lines };
}

/** @param {string} group */
function groupInWords(group) {
  return group === WHOLE ? 'all documents' : nameInWords(group);
}

/**
 * All rows of theme_frequency by theme and group.
 * @param {Table} source
 * @param {ThemeMeasure} measure
 * @returns {Map<string, Map<string, ThemePoint>>}
 */
function themePoints(source, measure) {
  const themes = new Map();
  for (let row = 0; row < source.count; row++) {
    const point = themePoint(source, row, measure);
    if (!themes.has(point.theme)) {
      themes.set(point.theme, new Map());
    }
    themes.get(point.theme).set(point.group, point);
  }
  return themes;
}

/**
 * @param {Map<string, Map<string, ThemePoint>>} points
 * @param {string} sort "value" or "name"
 * @returns {string[]} themes
 */
function themesSorted(points, sort) {
  const names = [...points.keys()].sort(d3.ascending);
  const whole = (name) => {
    const point = points.get(name).get(WHOLE);
    return point && point.value !== null ? point.value : -1;
  };
  return sort === 'name' ? names
    : names.sort((a, b) => whole(b) - whole(a) || d3.ascending(a, b));
}

/**
 * The points of known groups that have an interval.
 * @param {ThemePoint[]} points
 */
function withInterval(points) {
  return points.filter((x) => x.low !== null && x.high !== null &&
    x.group !== UNKNOWN);
}

/**
 * The two groups whose intervals stand furthest apart, of all themes.
 * @param {ThemePoint[][]} rows the points of each theme
 * @returns {[ThemePoint, ThemePoint]|null} the higher first
 */
function furthestApart(rows) {
  let best = null;
  let gap = 0;
  rows.forEach((points) => {
    const known = withInterval(points);
    known.forEach((a) => known.forEach((b) => {
      if (a.low > b.high && a.value - b.value > gap) {
        gap = a.value - b.value;
        best = [a, b];
      }
    }));
  });
  return best;
}

/**
 * The main finding of the chart of themes.
 * @param {Map<string, Map<string, ThemePoint>>} points
 * @param {string[]} groups
 * @param {ThemeMeasure} measure
 */
function themesFinding(points, groups, measure) {
  const [first] = themesSorted(points, 'value');
  const whole = first && points.get(first).get(WHOLE);
  const parts = [];
  if (whole && whole.value !== null) {
    parts.push(`Highest in all documents: ${nameInWords(first)}, ` +
      `${measure.format(whole.value)} ${measure.of}.`);
  }
  if (measure.low && groups.length > 1) {
    const rows = [...points.values()]
      .map((row) => groups.map((x) => row.get(x)).filter((x) => x));
    const pair = furthestApart(rows);
    parts.push(pair ? `Largest difference between intervals that do not ` +
      `overlap: ${nameInWords(pair[0].theme)}, ${pair.map((x) =>
        `${measure.format(x.value)} in ${nameInWords(x.group)}`)
        .join(' against ')}.`
      : rows.some((row) => withInterval(row).length > 1)
        ? 'Wherever two groups have intervals, they overlap.'
        : 'No two groups have intervals to compare.');
  }
  return parts.join(' ');
}

/**
 * Says what lines, arrows and missing lines mean.
 * @param {ThemePoint[]} points
 * @param {ThemeMeasure} measure
 * @param {number} cut intervals that leave the scale
 */
function intervalNotes(points, measure, cut) {
  if (!measure.low) {
    return ['Counts depend on how much was written: compare rates.'];
  }
  const missing = points.filter((x) => x.value !== null &&
    (x.low === null || x.high === null)).length;
  const notes = ['Lines: 95% intervals, with documents as what was sampled.'];
  if (cut) {
    notes[0] += ' An arrow: the interval goes on beyond the scale.';
  }
  if (missing) {
    notes.push(`${chartCount(missing, 'mark')} without a line: ` +
      'the documents tell too little for an interval (fewer than two, or ' +
      'nearly all hits in one).');
  }
  return notes;
}

/**
 * Draws a row of the dot plot and gives its marks.
 * @param {Drawing} svg
 * @param {ThemePoint[]} points in the order of groups
 * @param {{top: number, height: number, lane: number, x: d3.ScaleLinear,
 *   index: number}} row
 * @returns {{marks: ChartMark[], cut: number}}
 */
function drawThemeRow(svg, points, row) {
  let cut = 0;
  const first = row.top + (row.height - (points.length - 1) * row.lane) / 2;
  const marks = [];
  points.forEach((point, i) => {
    if (point.value === null) {
      return;
    }
    const y = first + i * row.lane;
    cut += intervalLine(svg, { low: point.low, high: point.high, y,
      kind: groupLook(point.group).kind }, row.x) ? 1 : 0;
    groupMark(svg, point.group, row.x(point.value), y);
    marks.push({ x: row.x(point.value), y, row: row.index, column: i,
      lines: point.lines });
  });
  return { marks, cut };
}

/**
 * Sizes of the dot plot: rows as high as their groups need.
 * @param {string[]} names of the rows
 * @param {number} lanes a row
 * @param {number} width
 */
function dotPlotPlaces(names, lanes, width) {
  const place = namePlace(names, width);
  const lane = 10;
  const height = Math.max(26, lanes * lane + 12);
  return { ...place, lane, height,
    head: place.beside ? 0 : 18, right: width - 20 };
}

/**
 * The dot plot: rows of points, a legend above, the scale above and below.
 * @param {Drawing} svg
 * @param {{width: number}} size
 * @param {{names: string[], rows: ThemePoint[][], legend: object[],
 *   measure: ThemeMeasure, whole?: (ThemePoint|undefined)[]}} plot
 * @returns {Drawn}
 */
function drawDotPlot(svg, size, plot) {
  const lanes = d3.max(plot.rows, (row) => row.length) || 0;
  const at = dotPlotPlaces(plot.names, lanes, size.width);
  const top = 24 + chartLegend(svg, plot.legend,
    { x: 0, y: 0, width: size.width });
  const points = d3.merge(plot.rows);
  const values = points.concat((plot.whole || []).filter((x) => x));
  const x = d3.scaleLinear().range([at.left, at.right]).domain([0,
    chartTop(values.map((p) => p.value), values.map((p) => p.high))]);
  if (plot.measure.value === 'share_of_documents') {
    x.domain([0, Math.min(1, x.domain()[1])]);
  }
  const step = at.height + at.head;
  const bottom = top + plot.rows.length * step;
  gridAcross(svg, x, { top, bottom, format: plot.measure.format,
    labels: bottom - top > 300 ? [top - 6, bottom + 16] : [bottom + 16] });
  svg.append('text').attr('class', 'axis-name').attr('x', at.left)
    .attr('y', bottom + 34).text(`\u2192 ${plot.measure.unit}`);
  const drawn = plot.rows.map((row, i) => drawDotRow(svg, plot, i,
    { ...at, x, top: top + i * step, step }));
  return { height: bottom + 40, marks: d3.merge(drawn.map((row) => row.marks)),
    notes: intervalNotes(points, plot.measure, d3.sum(drawn, (d) => d.cut)) };
}

/**
 * A row with its name, its rule and the whole corpus's value.
 * @param {Drawing} svg
 * @param {object} plot
 * @param {number} index
 * @param {object} at
 */
function drawDotRow(svg, plot, index, at) {
  const top = at.top + at.head;
  svg.append('line').attr('class', 'rule').attr('x1', 0)
    .attr('x2', at.right).attr('y1', at.top).attr('y2', at.top);
  chartText(svg, plot.names[index], at.beside
    ? { x: at.left - 14, y: top + at.height / 2, width: at.width, lines: 2,
      anchor: 'end' }
    : { x: 0, y: at.top + 12, width: at.width, kind: 'label strong halo' });
  const whole = plot.whole && plot.whole[index];
  if (whole && whole.value !== null) {
    svg.append('line').attr('class', 'whole')
      .attr('x1', at.x(whole.value)).attr('x2', at.x(whole.value))
      .attr('y1', top + 3).attr('y2', top + at.height - 3);
  }
  return drawThemeRow(svg, plot.rows[index], { top, height: at.height,
    lane: at.lane, x: at.x, index });
}

/**
 * The legend's item for the whole corpus.
 */
const WHOLE_ITEM = { text: 'all documents',
  mark: (parent, x, y) => parent.append('line').attr('class', 'whole')
    .attr('x1', x).attr('x2', x).attr('y1', y - 7).attr('y2', y + 7) };

/**
 * Draws the themes as the reader has chosen.
 * @param {Table} source
 * @param {object} state
 */
function drawThemes(source, state) {
  return (svg, size) => {
    const measure = THEME_MEASURES[state.measure];
    const points = themePoints(source, measure);
    const names = themesSorted(points, state.sort);
    const groups = state.groups.filter((name) => state.chosen.has(name));
    if (names.length === 0) {
      return { empty: 'This run has no themes: no lexicon had any.' };
    }
    if (groups.length === 0) {
      return { empty: 'No group is chosen: tick one or more above.' };
    }
    const whole = measure.low && groups.length > 1
      ? names.map((name) => points.get(name).get(WHOLE)) : undefined;
    return drawDotPlot(svg, size, { names, measure, whole,
      rows: names.map((name) => groups.map((x) => points.get(name).get(x))
        .filter((x) => x)),
      legend: groupLegend(groups).concat(whole ? [WHOLE_ITEM] : []) });
  };
}

/**
 * @param {Table} source theme_frequency
 * @returns {HTMLElement & {redraw: () => void}}
 */
function themesFigure(source) {
  const groups = groupsOf(source);
  const state = { measure: 'rate', sort: 'value',
    groups: groups.map((x) => x.name), chosen: groupsAtFirst(groups) };
  const again = () => chart.redraw();
  const set = (name) => (value) => {
    state[name] = value;
    again();
  };
  const controls = [
    switcher('Show', Object.entries(THEME_MEASURES)
      .map(([value, { text }]) => [value, text]), 'rate', set('measure')),
    switcher('Order', [['value', 'Largest first'],
      ['name', 'By name']], 'value', set('sort'))];
  if (groups.length > 1) {
    controls.push(checklist('Groups', state.groups, state.chosen, again));
  }
  const chosen = () => state.groups.filter((x) => state.chosen.has(x));
  const chart = figure({ name: 'themes', title: () =>
    `Themes by ${groupedBy()}: ` +
      THEME_MEASURES[state.measure].unit,
  description: () => themesFinding(
    themePoints(source, THEME_MEASURES[state.measure]), chosen(),
    THEME_MEASURES[state.measure]),
  draw: drawThemes(source, state), table: source, controls,
  rows: () => themeRows(source, state) });
  return chart;
}

/**
 * Rows of theme_frequency that are drawn.
 * @param {Table} source
 * @param {object} state
 */
function themeRows(source, state) {
  const group = source.column('group');
  return d3.range(source.count).filter((row) =>
    group.get(row) === WHOLE || state.chosen.has(group.get(row)));
}

views.themes = {
  title: 'Themes',
  async render(container) {
    const chart = themesFigure(await table('theme_frequency'));
    container.append(chart);
    chart.redraw();
  },
};
