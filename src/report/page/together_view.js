/*
 * together_view.js - the view of themes that stand together: map and network,
 * by unit and group.
 */

const ONE_THEME = 'Two themes are needed to stand together: there are no ' +
  'pairs here.';

/**
 * Hits of the themes in a group.
 * @param {Table} frequency
 * @param {string} group
 * @returns {Map<string, number>}
 */
function hitsOfThemes(frequency, group) {
  const [theme, hits] = ['theme', 'hits']
    .map((name) => frequency.column(name));
  return new Map(frequency.where({ group })
    .map((row) => [theme.get(row), hits.get(row) || 0]));
}

/**
 * What both charts show now, found once for each choice.
 * @param {Table} source
 * @param {Table} frequency
 * @param {object} state
 */
function togetherNow(source, frequency, state) {
  state.ties = tiesOf(source, state);
  state.hits = hitsOfThemes(frequency, state.group);
  const { nodes, edges } = networkOf(state.ties, state.hits, state.measure,
    600);
  state.most = d3.max(edges, (edge) => edge.strength) || 1;
  state.threshold = strengthAtFirst(edges, nodes.length);
  state.edges = edges;
}

/** @param {object} state */
function networkFinding(state) {
  const shown = state.edges.filter((x) => x.strength >= state.threshold);
  const ties = new Map();
  shown.forEach(({ source, target }) => [source, target].forEach(({ name }) =>
    ties.set(name, (ties.get(name) || 0) + 1)));
  const most = d3.max([...ties.values()]);
  const names = [...ties].filter(([, count]) => count === most)
    .map(([name]) => nameInWords(name)).sort(d3.ascending);
  return shown.length === 0 ? 'No tie is as strong as the threshold.'
    : `${chartCount(shown.length, 'tie')} shown. Most ties: ` +
      `${inWords(names.slice(0, 3))} (${most}).`;
}

/**
 * The threshold as the measure has it.
 * @param {string} measure
 */
function thresholdInWords(measure) {
  return (value) => (measure === 'odds_ratio'
    ? `odds ratio ${chartNumber(2 ** value)}`
    : `${TIES[measure].text} ${TIES[measure].format(value)}`);
}

/**
 * @param {object} state
 * @param {() => void} again
 */
function thresholdSlider(state, again) {
  const step = state.measure === 'log_dice' ? 0.1 : 0.01;
  return slider('Show ties from', { min: 0, step,
    max: Math.ceil(state.most / step) * step,
    value: Math.floor(state.threshold / step) * step,
    words: thresholdInWords(state.measure) }, (value) => {
    state.threshold = value;
    again();
  });
}

/**
 * The controls that both charts share.
 * @param {Table} source
 * @param {object} state
 * @param {() => void} again
 */
function togetherControls(source, state, again) {
  const set = (name) => (value) => {
    state[name] = value;
    again();
  };
  const as = (names, text) => names.map((value) =>
    [value, text(value)]);
  const groups = [WHOLE, ...inTime(valuesOf(source, 'group')
    .filter((x) => x !== WHOLE))];
  return [
    choiceField('Together in one', as(state.units, (x) => x), state.unit,
      set('unit')),
    choiceField('Group', as(groups, groupInWords), state.group, set('group')),
    switcher('Measure', as(Object.keys(TIES), (x) => TIES[x].text),
      state.measure, set('measure'))];
}

/**
 * @param {Table} source
 * @param {object} state
 */
function tieMapFigure(source, state) {
  return figure({ name: () => `together-${state.unit}-${state.group}`,
    title: () => `Themes in one ${state.unit}: ${groupInWords(state.group)}`,
    description: () => tiesFinding(state.ties, state),
    draw: (svg, size) => (state.ties.length
      ? drawTieMap(svg, size, state.ties, TIES[state.measure])
      : { empty: ONE_THEME }),
    table: source, rows: () => state.ties.map((x) => x.row) });
}

/**
 * @param {Table} source
 * @param {object} state
 */
function networkFigure(source, state) {
  return figure({ name: () => `network-${state.unit}-${state.group}`,
    title: () => `Network of themes in one ${state.unit}: ` +
      groupInWords(state.group),
    description: () => networkFinding(state),
    draw: (svg, size) => (state.ties.length
      ? drawNetwork(svg, size, state.ties, state) : { empty: ONE_THEME }),
    table: source, controls: [state.place],
    rows: () => state.edges.filter((x) => x.strength >= state.threshold)
      .map((x) => x.tie.row) });
}

views.together = {
  title: 'Together',
  async render(container) {
    const [source, frequency] = await Promise.all(
      [table('theme_cooccurrence'), table('theme_frequency')]);
    const units = valuesOf(source, 'unit');
    if (units.length === 0) {
      container.append(element('p', { class: 'chart-empty' }, ONE_THEME));
      return;
    }
    const state = { unit: units.includes('sentence') ? 'sentence' : units[0],
      units, group: WHOLE, measure: 'npmi', place: element('div') };
    const charts = [tieMapFigure, networkFigure]
      .map((make) => make(source, state));
    const again = () => {
      togetherNow(source, frequency, state);
      state.place.replaceChildren(
        thresholdSlider(state, () => charts[1].redraw()));
      charts.forEach((chart) => chart.redraw());
    };
    const controls = element('div', { class: 'controls chart-controls' });
    controls.append(...togetherControls(source, state, again));
    container.append(controls, ...charts);
    again();
  },
};
