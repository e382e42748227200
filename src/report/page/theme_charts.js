/*
 * theme_charts.js - the charts of one theme: its rate in each group, over
 * time, its terms and the documents that it stands in.
 */

const MOST_TERMS = 30;

/**
 * @param {Table} source theme_frequency
 * @param {string} theme
 */
function themeGroupsFigure(source, theme) {
  const measure = THEME_MEASURES.rate;
  const points = themePoints(source, measure).get(theme) || new Map();
  const all = groupsOf(source).filter((x) => points.has(x.name));
  const first = groupsAtFirst(all);
  const groups = all.filter((x) => first.has(x.name)).map((x) => x.name);
  const whole = points.get(WHOLE);
  return figure({ name: `${theme} groups`, table: source,
    title: `By ${groupedBy()}`,
    description: themesFinding(new Map([[theme, points]]), groups, measure)
      .replace(`Highest in all documents: ${nameInWords(theme)}, `,
        'In all documents: '),
    draw(svg, size) {
      const drawn = drawDotPlot(svg, size, { names: groups, measure,
        rows: groups.map((name) => [points.get(name)]),
        whole: groups.map(() => whole), legend: [WHOLE_ITEM] });
      if (groups.length < all.length) {
        drawn.notes.push(`The ${groups.length} of ${all.length} groups with ` +
          'most words; the table of themes has all.');
      }
      return drawn;
    },
    rows: () => [WHOLE, ...groups].filter((name) => points.has(name))
      .map((name) => points.get(name).row) });
}

/**
 * The terms of a theme that occur, most hits first.
 * @param {Table} source term_frequency
 * @param {string} theme
 * @returns {{name: string, hits: number, row: number, lines: string[]}[]}
 */
function termsOfTheme(source, theme) {
  return source.where({ group: WHOLE, theme }).map((row) => {
    const get = (name) => source.column(name).get(row);
    return { name: get('term'), hits: get('hits') || 0, row,
      lines: [get('term'), chartCount(get('hits') || 0, 'hit'),
        `${chartNumber(get('rate_per_10k_words'))} per 10,000 words`,
        `in ${chartCount(get('documents'), 'document')}`] };
  }).filter((x) => x.hits > 0)
    .sort((a, b) => b.hits - a.hits || d3.ascending(a.name, b.name));
}

/**
 * Bars with their numbers at their ends: no scale is needed.
 * @param {Drawing} svg
 * @param {{width: number}} size
 * @param {ReturnType<termsOfTheme>} terms
 * @returns {Drawn}
 */
function drawTerms(svg, size, terms) {
  const place = namePlace(terms.map((x) => x.name), size.width);
  const step = place.beside ? 22 : 36;
  const left = place.beside ? place.left : 0;
  const x = d3.scaleLinear().range([left, size.width - 60])
    .domain([0, d3.max(terms, (term) => term.hits)]);
  const marks = terms.map((term, i) => {
    const y = i * step + (place.beside ? 11 : 25);
    chartText(svg, term.name, place.beside
      ? { x: left - 12, y, width: place.width, anchor: 'end' }
      : { x: 0, y: y - 16, width: size.width });
    svg.append('rect').attr('class', 'bar').attr('x', left)
      .attr('y', y - 6).attr('height', 12)
      .attr('width', Math.max(1, x(term.hits) - left));
    svg.append('text').attr('class', 'tick').attr('x', x(term.hits) + 6)
      .attr('y', y + 4).text(chartNumber(term.hits));
    return { x: (left + x(term.hits)) / 2, y, row: i, column: 0,
      halfWidth: (x(term.hits) - left) / 2 + 2, halfHeight: 8,
      lines: term.lines };
  });
  return { height: terms.length * step + 4, marks };
}

/**
 * @param {Table} source term_frequency
 * @param {string} theme
 */
function themeTermsFigure(source, theme) {
  const rows = source.where({ group: WHOLE, theme });
  const terms = termsOfTheme(source, theme);
  const hits = d3.sum(terms, (x) => x.hits);
  const [first] = terms;
  return figure({ name: `${theme} terms`, title: 'Terms', table: source,
    description: first ? `${terms.length} of ` +
      `${chartCount(rows.length, 'term')} occur. ` +
      `Most often: ${nameInWords(first.name)}, ` +
      `${chartPercent(first.hits / hits)} of ` +
      `${chartCount(hits, 'hit')}.` : '',
    draw(svg, size) {
      if (!first) {
        return { empty: 'None of its terms occurs in these documents.' };
      }
      const drawn = drawTerms(svg, size, terms.slice(0, MOST_TERMS));
      return { ...drawn, notes: terms.length > MOST_TERMS
        ? [`The ${MOST_TERMS} with most hits of ${terms.length}; the table ` +
          'has all.'] : [] };
    },
    rows: () => terms.map((x) => x.row) });
}

/**
 * The middle of a date, month or year, in years.
 * @param {string|null} date
 * @returns {number} NaN for none
 */
function dateInYears(date) {
  const found = /^(-?\d+)(?:-(\d\d))?(?:-(\d\d))?$/u.exec(date || '');
  if (!found) {
    return NaN;
  }
  const [year, month, day] = found.slice(1).map(Number);
  if (Number.isNaN(month)) {
    return year + 0.5;
  }
  return year + (month - 1 + (Number.isNaN(day) ? 0.5 : (day - 0.5) / 31)) / 12;
}

/**
 * Documents in time, or where no date is known in the table's order.
 * @param {Table} source theme_frequency_by_document
 * @param {string} theme
 */
function documentsOfTheme(source, theme) {
  const columns = Object.fromEntries(['document', 'date', 'hits', 'words',
    'rate_per_10k_words'].map((name) => [name, source.column(name)]));
  const all = source.where({ theme }).map((row, i) => ({ row, i,
    name: columns.document.get(row), date: columns.date.get(row),
    at: dateInYears(columns.date.get(row)), hits: columns.hits.get(row) || 0,
    words: columns.words.get(row) || 0,
    rate: columns.rate_per_10k_words.get(row) || 0 }));
  const dated = all.filter((x) => !Number.isNaN(x.at))
    .sort((a, b) => a.at - b.at || a.i - b.i);
  return { all, dated: dated.length > 0,
    shown: dated.length ? dated : all.map((x) => ({ ...x, at: x.i })) };
}

/**
 * In how many documents the theme stands, and how few hold half of it.
 * @param {{hits: number}[]} documents
 */
function dispersionFinding(documents) {
  const counts = documents.map((x) => x.hits).filter((x) => x > 0)
    .sort(d3.descending);
  const hits = d3.sum(counts);
  let sum = 0;
  const half = counts.findIndex((count) => (sum += count) >= hits / 2) + 1;
  return `In ${chartNumber(counts.length)} of ` +
    `${chartCount(documents.length, 'document')}.${half === 0 ? ''
      : ` Half of its ${chartCount(hits, 'hit')} ` +
        `${half === 1 ? 'stand in one document'
          : `stand in ${chartNumber(half)} documents`}.`}`;
}

/**
 * A stroke for each document: up as high as its rate, or a short one down
 * where the theme is not in it.
 * @param {Drawing} svg
 * @param {ReturnType<documentsOfTheme>} documents
 * @param {object} at
 */
function drawStrokes(svg, documents, at) {
  const strokes = (kind, list, end) => svg.append('path').attr('class', kind)
    .attr('d', list.map((x) => `M${at.x(x.at).toFixed(1)},` +
      `${at.y(0)}V${end(x).toFixed(1)}`).join(''));
  strokes('strip without', documents.shown.filter((x) => x.hits === 0),
    () => at.y(0) + 8);
  strokes('strip', documents.shown.filter((x) => x.hits > 0),
    (x) => at.y(x.rate));
}

/**
 * Where the strip's scales stand.
 * @param {ReturnType<documentsOfTheme>} documents
 * @param {number} width
 * @param {object[]} bands
 */
function stripPlaces(documents, width, bands) {
  const [from, to] = d3.extent(documents.shown, (x) => x.at);
  const margin = documents.dated ? Math.max((to - from) * 0.02, 0.1) : 0.5;
  const top = d3.max(documents.shown, (x) => x.rate) || 1;
  return { left: 44, right: width - 16, top: 20, bottom: 166, levels: 4,
    bands: documents.dated ? bands : [], bandNames: true,
    x: d3.scaleLinear().range([44, width - 16])
      .domain([from - margin, to + margin]),
    y: d3.scaleLinear().range([154, 36]).domain([0, top]) };
}

/**
 * @param {Drawing} svg
 * @param {{width: number}} size
 * @param {ReturnType<documentsOfTheme>} documents
 * @param {object[]} bands
 * @returns {Drawn}
 */
function drawStrip(svg, size, documents, bands) {
  const at = stripPlaces(documents, size.width, bands);
  drawBands(svg, at.bands, at);
  drawLevels(svg, documents.dated ? at : { ...at, noYears: true });
  svg.append('text').attr('class', 'axis-name').attr('x', 0).attr('y', 12)
    .text('\u2191 hits per 10,000 words of the document');
  drawStrokes(svg, documents, at);
  const marks = documents.shown.filter((x) => x.hits > 0).map((x, i) => ({
    x: at.x(x.at), y: at.y(x.rate), row: 0, column: i,
    lines: [x.name, x.date || 'no date', `${chartNumber(x.rate)} hits per ` +
      '10,000 words', `${chartCount(x.hits, 'hit')} in ` +
      chartCount(x.words, 'word')] }));
  return { height: 190, marks, notes: stripNotes(documents) };
}

/** @param {ReturnType<documentsOfTheme>} documents */
function stripNotes(documents) {
  const notes = ['A stroke a document: upwards its rate, a short one ' +
    'downwards where the theme is not in it.'];
  const without = documents.all.length - documents.shown.length;
  if (!documents.dated) {
    notes.push('No document has a date: they stand in the table\'s order.');
  } else if (without > 0) {
    notes.push(`${chartCount(without, 'document')} without a date ` +
      `${without === 1 ? 'is' : 'are'} not shown.`);
  }
  return notes;
}

/**
 * @param {Table} source theme_frequency_by_document
 * @param {string} theme
 * @param {object[]} bands
 */
function themeStripFigure(source, theme, bands) {
  const documents = documentsOfTheme(source, theme);
  return figure({ name: `${theme} documents`, title: 'Documents',
    table: source, description: dispersionFinding(documents.all),
    draw(svg, size) {
      if (documents.all.length === 0) {
        return { empty: 'No document was counted.' };
      }
      return drawStrip(svg, size, documents, bands);
    },
    rows: () => documents.all.filter((x) => x.hits > 0).map((x) => x.row) });
}

/**
 * A table of the run, or none where it has no such table.
 * @param {string} name
 * @returns {Promise<Table|null>}
 */
async function tableIfAny(name) {
  return facts.tables.some((one) => one.name === name) ? table(name) : null;
}

/**
 * Puts the charts of a theme into a container.
 * @param {HTMLElement} container
 * @param {string} theme
 */
async function themeCharts(container, theme) {
  const [frequency, trend, terms, documents] = await Promise.all(
    ['theme_frequency', 'theme_trend', 'term_frequency',
      'theme_frequency_by_document'].map(tableIfAny));
  const charts = [
    frequency && themeGroupsFigure(frequency, theme),
    trend && trendsFigure(trend, theme, true),
    terms && themeTermsFigure(terms, theme),
    documents && themeStripFigure(documents, theme,
      trend ? trendBands(trend) : [])].filter((chart) => chart);
  container.append(...charts);
  charts.forEach((chart) => chart.redraw());
}
