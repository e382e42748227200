/*
 * trends.js - themes over time: lines by month, quarter or year, with
 * intervals as bands, gaps where there are no documents, and the groups' times
 * in the background.
 */

/** @typedef {{unit: string, step: number}} PeriodType step in years */
/** @type {Object<string, PeriodType>} */
const PERIODS = {
  month: { unit: 'month', step: 1 / 12 },
  quarter: { unit: 'quarter', step: 1 / 4 },
  year: { unit: 'year', step: 1 },
};
const PANEL_WIDTH = 250;
/** Points nearer to each other than this are not drawn on their line. */
const CROWDED_PX = 6;

/**
 * @typedef {{row: number, period: string, at: number, words: number,
 *   rate: number|null, low: number|null, high: number|null, few: boolean,
 *   lines: string[]}} TrendPoint `at` is the middle, in years
 */

/**
 * When a period begins: 2011-07, 2011-Q3 or 2011.
 * @param {string} period
 * @returns {number} years
 */
function periodStart(period) {
  const found = /^(-?\d+)(?:-(Q?)(\d+))?/u.exec(period);
  if (!found) {
    return NaN;
  }
  const part = found[3] ? Number(found[3]) - 1 : 0;
  return Number(found[1]) + part / (found[2] ? 4 : 12);
}

/**
 * @param {Table} source theme_trend
 * @param {number} row
 * @param {number} step
 * @returns {TrendPoint}
 */
function trendPoint(source, row, step) {
  const get = (name) => source.column(name).get(row);
  const period = get('period');
  const [words, rate, low, high] = ['words', 'rate_per_10k_words', 'rate_low',
    'rate_high'].map(get);
  return { row, period, at: periodStart(period) + step / 2, words, rate, low,
    high, few: words < FEW_WORDS, lines: [
      `${nameInWords(get('theme'))} \u00b7 ${period}`,
      `${chartNumber(rate)} hits per 10,000 words`,
      low === null || high === null ? NO_INTERVAL
        : `interval ${chartNumber(low)} to ${chartNumber(high)}`,
      `${chartCount(get('hits'), 'hit')} in ${chartCount(words, 'word')} of ` +
        chartCount(get('documents'), 'document')] };
}

/**
 * The points of the whole corpus by kind of period and theme, in time.
 * @param {Table} source
 * @returns {Map<string, Map<string, TrendPoint[]>>}
 */
function trendPoints(source) {
  const found = new Map(Object.keys(PERIODS).map((x) => [x, new Map()]));
  const [type, theme] = ['period_type', 'theme']
    .map((name) => source.column(name));
  source.where({ group: WHOLE }).forEach((row) => {
    const themes = found.get(type.get(row));
    if (themes) {
      const point = trendPoint(source, row, PERIODS[type.get(row)].step);
      const name = theme.get(row);
      if (!themes.has(name)) {
        themes.set(name, []);
      }
      themes.get(name).push(point);
    }
  });
  found.forEach((themes) => themes.forEach((points) =>
    points.sort((a, b) => a.at - b.at)));
  return found;
}

/**
 * The kind of period to begin with: the finest in which most periods between
 * the first and the last have documents with enough words.
 * @param {Map<string, Map<string, TrendPoint[]>>} points
 */
function periodAtFirst(points) {
  const good = Object.keys(PERIODS).find((name) => {
    const [series] = points.get(name).values();
    if (!series || series.length < 4 || series.length > 120) {
      return false;
    }
    const span = series[series.length - 1].at - series[0].at;
    const enough = series.filter((point) => !point.few).length;
    return enough / (span / PERIODS[name].step + 1) > 0.7;
  });
  return good || 'year';
}

/**
 * When each group has its documents: from its first to the next group's first.
 * None if groups share times, as speakers do and administrations do not.
 * @param {Table} source
 * @returns {{name: string, from: number, to: number}[]}
 */
function trendBands(source) {
  const [group, type, period] = ['group', 'period_type', 'period']
    .map((name) => source.column(name));
  const spans = new Map();
  for (let row = 0; row < source.count; row++) {
    const name = group.get(row);
    if (name !== WHOLE && name !== UNKNOWN && type.get(row) === 'month') {
      const from = periodStart(period.get(row));
      const span = spans.get(name) || { name, from, to: from };
      span.from = Math.min(span.from, from);
      span.to = Math.max(span.to, from);
      spans.set(name, span);
    }
  }
  const bands = [...spans.values()]
    .sort((a, b) => a.from - b.from || a.to - b.to);
  const apart = bands.every((band, i) => i === 0 ||
    band.from >= bands[i - 1].to - 1e-9);
  return apart && bands.length > 1 ? bands.map((band, i) => ({ ...band,
    to: i + 1 < bands.length ? bands[i + 1].from : Infinity })) : [];
}

/**
 * Parts of a series between gaps.
 * @param {TrendPoint[]} points
 * @param {number} step
 */
function unbroken(points, step) {
  const parts = [];
  points.forEach((point, i) => {
    if (i === 0 || point.at - points[i - 1].at > step * 1.5) {
      parts.push([]);
    }
    parts[parts.length - 1].push(point);
  });
  return parts;
}

/**
 * The background: every other group's time tinted, names where they fit.
 * @param {Drawing} parent
 * @param {{name: string, from: number, to: number}[]} bands
 * @param {object} at a panel's places
 */
function drawBands(parent, bands, at) {
  const [from, to] = at.x.domain();
  bands.forEach((band, i) => {
    const left = at.x(Math.max(from, band.from));
    const right = at.x(Math.min(to, band.to));
    if (right <= left) {
      return;
    }
    if (i % 2 === 0) {
      parent.append('rect').attr('class', 'band').attr('x', left)
        .attr('y', at.top).attr('width', right - left)
        .attr('height', at.bottom - at.top);
    }
    const room = right - left - 6;
    if (at.bandNames && labelWidth(band.name, 11) <= room) {
      chartText(parent, band.name, { x: (left + right) / 2, y: at.top + 8,
        width: room + 1, size: 11, anchor: 'middle', kind: 'tick' });
    }
  });
}

/**
 * Whole years to write below, apart enough.
 * @param {d3.ScaleLinear<number, number>} x
 */
function yearTicks(x) {
  const [from, to] = x.domain();
  const length = x.range()[1] - x.range()[0];
  const most = Math.max(2, Math.floor(length / 52));
  const step = [1, 2, 5, 10, 20, 25, 50, 100, 200, 500]
    .find((years) => (to - from) / years <= most) || 1000;
  return d3.range(Math.ceil(from / step) * step, to + 1e-9, step);
}

/**
 * Levels of a panel: light lines with numbers at the left.
 * @param {Drawing} parent
 * @param {object} at
 */
function drawLevels(parent, at) {
  const levels = at.y.ticks(at.levels);
  const format = evenly(chartNumber, levels);
  levels.forEach((level) => {
    const y = at.y(level);
    parent.append('line').attr('class', level === 0 ? 'grid zero' : 'grid')
      .attr('x1', at.left).attr('x2', at.right).attr('y1', y).attr('y2', y);
    parent.append('text').attr('class', 'tick').attr('x', at.left - 6)
      .attr('y', y + 4).attr('text-anchor', 'end').text(format(level));
  });
  (at.noYears ? [] : yearTicks(at.x)).forEach((year) => {
    parent.append('line').attr('class', 'grid zero').attr('x1', at.x(year))
      .attr('x2', at.x(year)).attr('y1', at.bottom).attr('y2', at.bottom + 4);
    parent.append('text').attr('class', 'tick').attr('x', at.x(year))
      .attr('y', at.bottom + 16).attr('text-anchor', 'middle').text(year);
  });
}

/**
 * The interval's band of a part without gaps; a line where it has one point.
 * @param {Drawing} parent
 * @param {TrendPoint[]} part
 * @param {object} at
 */
function drawTrendInterval(parent, part, at) {
  const top = at.y.domain()[1];
  const high = (point) => at.y(Math.min(point.high, top));
  const low = (point) => at.y(Math.min(point.low, top));
  const known = (point) => point.low !== null && point.high !== null;
  parent.append('path').attr('class', 'trend-interval').attr('d',
    d3.area().defined(known).x((point) => at.x(point.at)).y0(low)
      .y1(high)(part));
  part.forEach((point, i) => {
    const alone = !(part[i - 1] && known(part[i - 1])) &&
      !(part[i + 1] && known(part[i + 1]));
    if (known(point) && alone) {
      parent.append('line').attr('class', 'trend-line-interval')
        .attr('x1', at.x(point.at)).attr('x2', at.x(point.at))
        .attr('y1', low(point)).attr('y2', high(point));
    }
  });
}

/**
 * A panel: the background, the levels, the series.
 * @param {Drawing} parent
 * @param {TrendPoint[]} points
 * @param {object} at places, scales, `step`, `bands`, `radius`
 */
function drawTrend(parent, points, at) {
  drawBands(parent, at.bands, at);
  drawLevels(parent, at);
  const parts = unbroken(points.filter((x) => x.rate !== null), at.step);
  parts.forEach((part) => drawTrendInterval(parent, part, at));
  parts.forEach((part) => {
    parent.append('path').attr('class', 'trend').attr('d',
      d3.line().x((point) => at.x(point.at))
        .y((point) => at.y(point.rate))(part));
    drawTrendPoints(parent, part, at,
      points.length * CROWDED_PX > at.right - at.left);
  });
}

/**
 * The points of a part; of crowded ones only those that the line does not tell.
 * @param {Drawing} parent
 * @param {TrendPoint[]} part
 * @param {object} at
 * @param {boolean} crowded
 */
function drawTrendPoints(parent, part, at, crowded) {
  part.filter((point) => !crowded || point.few || part.length === 1)
    .forEach((point) => parent.append('circle')
      .attr('r', crowded ? Math.min(1.5, at.radius) : at.radius)
      .attr('class', point.few ? 'trend-point few' : 'trend-point')
      .attr('cx', at.x(point.at)).attr('cy', at.y(point.rate)));
}

/** A top for series' scales. @param {TrendPoint[]} points */
function trendTop(points) {
  const enough = points.filter((point) => !point.few);
  const most = d3.max(points, (point) => point.rate) || 0;
  return Math.max(most * 1.05, chartTop(
    (enough.length ? enough : points).map((point) => point.rate || 0),
    enough.map((point) => point.high)));
}

/**
 * The time that all series cover, in years, widened to whole periods.
 * @param {TrendPoint[]} points
 * @param {number} step
 */
function trendSpan(points, step) {
  const [from, to] = d3.extent(points, (point) => point.at);
  return [from - step / 2, Math.max(to + step / 2, from + step / 2)];
}

/**
 * Marks of a panel for the pointer and keys.
 * @param {TrendPoint[]} points
 * @param {object} at
 * @param {number} row
 * @returns {ChartMark[]}
 */
function trendMarks(points, at, row) {
  return points.filter((point) => point.rate !== null).map((point) => ({
    x: at.x(point.at), y: at.y(point.rate), row, column: point.at,
    lines: point.lines }));
}

/**
 * Whether an interval leaves a panel's scale.
 * @param {TrendPoint[]} points
 * @param {object} at
 */
function isCut(points, at) {
  const [, top] = at.y.domain();
  return points.some((point) => point.high !== null && point.high > top);
}

/**
 * What the signs of a trend mean.
 * @param {TrendPoint[]} points
 * @param {boolean} bands
 * @param {boolean} cut whether an interval leaves its scale
 */
function trendNotes(points, bands, cut) {
  const notes = ['Bands round the lines: 95% intervals, with documents as ' +
    'what was sampled; none where the documents tell too little. A gap is a ' +
    'time without documents.'];
  if (cut) {
    notes[0] += ' A band that touches the top goes on beyond it.';
  }
  if (points.some((point) => point.few)) {
    notes.push(`Hollow: fewer than ${chartNumber(FEW_WORDS)} words, where a ` +
      'hit or two decide the rate.');
  }
  if (bands) {
    notes.push(`Background: ${groupedBy()}, from its ` +
      'first document to the first of the next.');
  }
  return notes;
}

/**
 * One theme, large.
 * @param {Drawing} svg
 * @param {{width: number}} size
 * @param {{points: TrendPoint[], step: number, bands: object[]}} trend
 * @returns {Drawn}
 */
function drawOneTrend(svg, size, trend) {
  const height = Math.max(220, Math.min(360, size.width * 0.45));
  const at = { left: 44, right: size.width - 16, top: 20, bottom: height - 26,
    levels: 5, radius: 3.5, bandNames: true, step: trend.step,
    bands: trend.bands };
  at.x = d3.scaleLinear().range([at.left, at.right])
    .domain(trendSpan(trend.points, trend.step));
  at.y = d3.scaleLinear().range([at.bottom, at.top + 18])
    .domain([0, trendTop(trend.points)]);
  svg.append('text').attr('class', 'axis-name').attr('x', 0).attr('y', 12)
    .text('\u2191 hits per 10,000 words');
  drawTrend(svg, trend.points, at);
  return { height, marks: trendMarks(trend.points, at, 0),
    notes: trendNotes(trend.points, trend.bands.length > 0,
      isCut(trend.points, at)) };
}
