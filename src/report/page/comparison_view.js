/*
 * comparison_view.js - the view that compares: which two groups, and what of
 * them.
 */

/**
 * @param {string[]} names
 * @returns {[string, string][]}
 */
function namesAsOptions(names) {
  return names.map((name) => [name,
    name === REST ? 'all other documents' : nameInWords(name)]);
}

/**
 * Names of groups in time, "(rest)" last.
 * @param {Iterable<string>} names
 */
function inTime(names) {
  const at = (name) => (facts.groups.indexOf(name) + 1 ||
    facts.groups.length + (name === REST ? 2 : 1));
  return [...names].sort((a, b) => at(a) - at(b) || d3.ascending(a, b));
}

/**
 * The two choices of groups; the second offers what the first is compared with.
 * @param {object} state
 * @param {() => void} again
 */
function pairControls(state, again) {
  const references = () => namesAsOptions(inTime(
    state.pairs.get(state.focus) || []));
  const second = choiceField('compared with', references(), state.reference,
    (value) => {
      state.reference = value;
      again();
    });
  const first = choiceField('Focus', namesAsOptions(inTime(state.pairs.keys())),
    state.focus, (value) => {
      const before = state.focus;
      state.focus = value;
      const offered = state.pairs.get(value);
      if (!offered.has(state.reference)) {
        state.reference = offered.has(before) ? before : [...offered][0];
      }
      setChoices(second, references(), state.reference);
      again();
    });
  return [first, second];
}

/**
 * A figure for one mode; its choices are shared by all modes.
 * @param {Table} source
 * @param {object} state
 * @param {HTMLElement[]} controls
 */
function comparisonFigure(source, state, controls) {
  const now = () => contrastsOf(source, state);
  const reference = () => (state.reference === REST ? 'all other documents'
    : state.reference);
  return figure({ name: () => `comparison-${state.mode}-${state.focus}-` +
      `${state.reference}`,
  title: () => `${COMPARED[state.mode].text}: ` +
      `${nameInWords(state.focus)} compared with ${nameInWords(reference())}`,
  description: () => comparisonFinding(now(), { ...state,
    reference: reference() }),
  draw(svg, size) {
    const contrasts = now();
    return contrasts.length ? drawContrasts(svg, size, contrasts,
      { ...state, reference: reference() })
      : { empty: source.count < source.rows
        ? 'None of the rows on this page compares these two.'
        : `Neither ${nameInWords(state.focus)} nor ` +
          `${nameInWords(reference())} has any of these.` };
  },
  rows: () => now().map((x) => x.row), table: source, controls });
}

/**
 * The controls of what is compared and what is taken as independent.
 * @param {object} state
 * @param {() => void} again
 * @param {() => void} otherMode
 */
function comparisonControls(state, again, otherMode) {
  const options = (choices) => Object.entries(choices)
    .map(([value, { text }]) => [value, text]);
  return [
    switcher('Compare', options(COMPARED), state.mode, (value) => {
      state.mode = value;
      otherMode();
    }),
    ...pairControls(state, again),
    switcher('Take as independent', options(INDEPENDENT), state.by,
      (value) => {
        state.by = value;
        again();
      })];
}

const NOTHING_TO_COMPARE = 'All documents are in one group, so there is ' +
  'nothing to compare. Give the manifest a column to group by, or choose ' +
  'another with --group-by.';

views.comparison = {
  title: 'Comparison',
  async render(container) {
    const [themes, frequency] = await Promise.all(
      [table('theme_comparison'), table('theme_frequency')]);
    const pairs = comparedPairs(themes);
    if (pairs.size === 0) {
      container.append(element('p', { class: 'chart-empty' },
        NOTHING_TO_COMPARE));
      return;
    }
    const state = { mode: 'themes', by: 'documents', pairs,
      ...pairAtFirst(groupsOf(frequency), pairs) };
    if (!hasColumn(themes, INDEPENDENT.documents.low)) {
      state.by = 'words';
    }
    const controls = element('div', { class: 'controls chart-controls' });
    const place = element('div');
    let chart = null;
    const show = async () => {
      const source = await table(COMPARED[state.mode].table);
      chart = comparisonFigure(source, state, []);
      place.replaceChildren(chart);
      chart.redraw();
    };
    controls.append(...comparisonControls(state, () => chart.redraw(), show));
    container.append(controls, place);
    await show();
  },
};
