/*
 * trends_view.js - the view of all themes over time, as small panels or one of
 * them large.
 */

const NO_TREND = 'No two periods have words and documents enough (' +
  `${chartNumber(FEW_WORDS)} words, and an interval) to speak of a trend.`;

/**
 * The points that say something: words enough, and documents for an interval.
 * @param {TrendPoint[]} points
 */
function sayingPoints(points) {
  return points.filter((x) => !x.few && x.rate !== null && x.low !== null);
}

/**
 * What rose and what fell most, from the first to the last period that says
 * something.
 * @param {Map<string, TrendPoint[]>} themes
 */
function trendsFinding(themes) {
  const moved = [...themes].map(([theme, points]) => {
    const known = sayingPoints(points);
    return { theme, first: known[0], last: known[known.length - 1] };
  }).filter(({ first, last }) => first !== last);
  if (moved.length === 0) {
    return NO_TREND;
  }
  const by = (x) => x.last.rate - x.first.rate;
  const [down, up] = [d3.scan(moved, (a, b) => by(a) - by(b)),
    d3.scan(moved, (a, b) => by(b) - by(a))].map((i) => moved[i]);
  const words = (x) => `${nameInWords(x.theme)}, from ` +
    `${chartNumber(x.first.rate)} in ${x.first.period} to ` +
    `${chartNumber(x.last.rate)} in ${x.last.period}`;
  return [by(up) > 0 ? `Rose most: ${words(up)}.` : 'No theme rose.',
    by(down) < 0 ? `Fell most: ${words(down)}.` : 'No theme fell.'].join(' ');
}

/**
 * Where a theme was highest and lowest, of the periods that say something.
 * @param {TrendPoint[]} points
 */
function trendFinding(points) {
  const known = sayingPoints(points);
  if (known.length < 2) {
    return NO_TREND;
  }
  const [high, low] = [d3.scan(known, (a, b) => b.rate - a.rate),
    d3.scan(known, (a, b) => a.rate - b.rate)].map((i) => known[i]);
  return `Of the periods with an interval, highest in ${high.period} ` +
    `(${chartNumber(high.rate)} hits per 10,000 words), lowest in ` +
    `${low.period} (${chartNumber(low.rate)}).`;
}

/**
 * Small panels, a theme each, as many beside each other as fit.
 * @param {Drawing} svg
 * @param {{width: number, print: boolean}} size
 * @param {{themes: Map<string, TrendPoint[]>, step: number, bands: object[],
 *   common: boolean}} trends
 * @returns {Drawn}
 */
function drawPanels(svg, size, trends) {
  const columns = Math.max(1, Math.min(trends.themes.size,
    Math.floor((size.width + 20) / (size.print ? 230 : PANEL_WIDTH))));
  const width = (size.width + 20) / columns;
  const height = 158;
  const all = d3.merge([...trends.themes.values()]);
  const span = trendSpan(all, trends.step);
  const marks = [];
  let cut = false;
  [...trends.themes].forEach(([theme, points], i) => {
    const left = (i % columns) * width;
    const top = Math.floor(i / columns) * height;
    const at = { left: left + 36, right: left + width - 34, top: top + 24,
      bottom: top + height - 30, levels: 3, radius: 2.2, bandNames: true,
      step: trends.step, bands: trends.bands };
    at.x = d3.scaleLinear().range([at.left, at.right]).domain(span);
    at.y = d3.scaleLinear().range([at.bottom, at.top + 14])
      .domain([0, trendTop(trends.common ? all : points)]);
    chartText(svg, theme, { x: left, y: top + 10, width: width - 26,
      kind: 'label strong' });
    drawTrend(svg, points, at);
    cut = cut || isCut(points, at);
    marks.push(...trendMarks(points, at, i));
  });
  return { height: Math.ceil(trends.themes.size / columns) * height, marks,
    notes: ['Hits per 10,000 words.',
      ...trendNotes(all, trends.bands.length > 0, cut)] };
}

const NO_DATES = 'No document of this run has a date, so there is nothing to ' +
  'show over time. Dates come from the manifest, from file names or from the ' +
  'documents themselves.';

const NO_THEME = 'This run has no such theme.';

/**
 * @param {object} state
 * @returns {FigureOptions['draw']}
 */
function drawTrends(state) {
  return (svg, size) => {
    const themes = state.points.get(state.period);
    const { step } = PERIODS[state.period];
    if (themes.size === 0) {
      return { empty: state.dated ? `No document's date is known to the ` +
        `${state.period}: choose a longer period.` : NO_DATES };
    }
    const trend = { step, bands: state.bands };
    if (state.theme !== '' && !themes.has(state.theme)) {
      return { empty: NO_THEME };
    }
    return state.theme === '' ? drawPanels(svg, size, { ...trend, themes,
      common: state.scale === 'common' })
      : drawOneTrend(svg, size, { ...trend, points: themes.get(state.theme) });
  };
}

/**
 * @param {object} state
 * @param {() => void} again
 */
function trendControls(state, again) {
  const set = (name) => (value) => {
    state[name] = value;
    scale.hidden = state.theme !== '';
    again();
  };
  const themes = [...state.themes].sort(d3.ascending)
    .map((name) => [name, nameInWords(name)]);
  const scale = switcher('Scale', [['own', 'Each its own'],
    ['common', 'The same']], state.scale, set('scale'));
  scale.hidden = state.theme !== '';
  const period = switcher('Period', Object.keys(PERIODS).map((value) =>
    [value, value[0].toUpperCase() + value.slice(1)]), state.period,
  set('period'));
  return state.only ? [period] : [period,
    choiceField('Theme', [['', 'All, small'], ...themes], state.theme,
      set('theme')), scale];
}

/**
 * Rows of theme_trend that are drawn.
 * @param {object} state
 */
function trendRows(state) {
  const themes = state.points.get(state.period);
  const series = state.theme === '' ? [...themes.values()]
    : [themes.get(state.theme) || []];
  return d3.merge(series).map((point) => point.row);
}

/**
 * @param {Table} source theme_trend
 * @param {string} [theme] to begin with
 * @param {boolean} [only] no other themes are offered
 */
function trendsFigure(source, theme, only = false) {
  const points = trendPoints(source);
  const names = new Set();
  points.forEach((themes) => themes.forEach((_, name) => names.add(name)));
  const state = { points, themes: names, dated: names.size > 0,
    bands: trendBands(source), period: periodAtFirst(points),
    theme: only || names.has(theme) ? theme : '', scale: 'own', only };
  const series = () => points.get(state.period);
  const chart = figure({ name: () => `trends ${state.theme}`, table: source,
    title: () => (only ? 'Over time' : 
      `${nameInWords(state.theme) || 'Themes'} over time`),
    description: () => {
      const one = series().get(state.theme);
      return one ? trendFinding(one)
        : series().size ? trendsFinding(series()) : '';
    },
    draw: drawTrends(state), rows: () => trendRows(state),
    controls: state.dated ? trendControls(state, () => chart.redraw()) : [] });
  return chart;
}

views.trends = {
  title: 'Trends',
  async render(container, parameter) {
    const chart = trendsFigure(await table('theme_trend'), parameter);
    container.append(chart);
    chart.redraw();
  },
};
