/*
 * charts.js - what all charts share: numbers in words, text that fits its
 * place, groups' colours and shapes, axes and legends. A chart is drawn with
 * classes, never with colours: charts.css gives them, for light, dark and
 * print.
 */

const CHART_FONT_PX = 12;
const CHART_SMALL_PX = 11;
/** How much less of a bold text fits. */
const BOLD = 0.9;
/** Fewer words than this make a rate that a few hits can change much. */
const FEW_WORDS = 1000;
/** So many groups are shown at first; the reader may choose others. */
const GROUPS_AT_FIRST = 12;
const GROUP_COLOURS = 8;
/** Longer names are cut within sentences and lists of choices. */
const MOST_LETTERS = 80;
const WHOLE = '(all)';
const UNKNOWN = '(unknown)';

/** @typedef {d3.Selection<SVGElement, unknown, null, undefined>} Drawing */
/**
 * A place of a chart that has something to say: where it is (its middle, in
 * the chart's pixels, and half its width and height), where arrow keys find
 * it (row and column) and its lines of text, the first of them its name.
 * @typedef {{x: number, y: number, halfWidth?: number, halfHeight?: number,
 *   row: number, column: number, lines: string[]}} ChartMark
 */

/**
 * A number as people read it: three digits or so, thousands apart.
 * @param {number|null} value
 */
function chartNumber(value) {
  if (value === null) {
    return 'none';
  }
  const size = Math.abs(value);
  let form = ',.2f';
  if (Number.isInteger(value) || size >= 100) {
    form = ',.0f';
  } else if (size >= 10) {
    form = ',.1f';
  } else if (size < 0.1) {
    form = ',.1r';
  }
  return d3.format(form)(value).replace('-', '\u2212');
}

/** @param {number|null} value a proportion */
function chartPercent(value) {
  return value === null ? 'none' : `${chartNumber(+(value * 100).toFixed(1))}%`;
}

/**
 * "1 hit", "1,234 hits".
 * @param {number} count
 * @param {string} noun
 */
function chartCount(count, noun) {
  return `${chartNumber(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/**
 * An upper end for a scale: all values stand inside, their intervals as far as
 * half above the largest value, since one wide interval would press all else
 * flat.
 * @param {number[]} values
 * @param {(number|null)[]} ends of intervals
 */
function chartTop(values, ends) {
  const value = d3.max(values) || 0;
  const end = d3.max(ends.filter((x) => x !== null)) || 0;
  if (value === 0) {
    return end || 1;
  }
  return Math.max(value * 1.05, Math.min(end, value * 1.5));
}

/** @returns {string} the font that the page's text has */
function chartFont() {
  return getComputedStyle(document.body).fontFamily;
}

const labelWidth = (() => {
  /** @type {Map<string, number>} */
  const known = new Map();
  const pen = document.createElement('canvas').getContext('2d');
  /**
   * @param {string} text
   * @param {number} [size] pixels
   * @param {number} [weight]
   */
  return (text, size = CHART_FONT_PX, weight = 400) => {
    const key = `${size} ${weight} ${text}`;
    let width = known.get(key);
    if (width === undefined) {
      pen.font = `${weight} ${size}px ${chartFont()}`;
      width = pen.measureText(text).width;
      known.set(key, width);
    }
    return width;
  };
})();

/**
 * The text, or its beginning and an ellipsis if it is wider than the place.
 * @param {string} text
 * @param {number} width
 * @param {number} [size]
 */
function shortened(text, width, size = CHART_FONT_PX) {
  if (text.length < 400 && labelWidth(text, size) <= width) {
    return text;
  }
  const letters = Array.from(text.slice(0, 400));
  let low = 0;
  let high = letters.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    const part = letters.slice(0, middle).join('').trimEnd();
    if (labelWidth(`${part}\u2026`, size) <= width) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return `${letters.slice(0, Math.max(low, 1)).join('').trimEnd()}\u2026`;
}

/**
 * Breaks a text at spaces into lines that fit; the last is shortened.
 * @param {string} text
 * @param {number} width
 * @param {number} most lines
 * @param {number} [size]
 * @returns {string[]}
 */
function wrapped(text, width, most, size = CHART_FONT_PX) {
  const words = text.slice(0, 400).split(/\s+/u).filter((word) => word);
  const lines = [];
  while (words.length > 0) {
    let line = words.shift();
    while (words.length > 0 &&
      labelWidth(`${line} ${words[0]}`, size) <= width) {
      line = `${line} ${words.shift()}`;
    }
    if (lines.length + 1 === most && words.length > 0) {
      line = `${line} ${words.splice(0).join(' ')}`;
    }
    lines.push(shortened(line, width, size));
  }
  return lines;
}

/**
 * Writes a text in at most so many lines, round its y; what had to be cut has
 * the whole in a title.
 * @param {Drawing} parent
 * @param {string} text
 * @param {{x: number, y: number, width: number, lines?: number, size?: number,
 *   anchor?: string, kind?: string}} place
 * @returns {Drawing}
 */
function chartText(parent, text, place) {
  const size = place.size || CHART_FONT_PX;
  const isBold = (place.kind || '').includes('strong');
  const lines = wrapped(text, isBold ? place.width * BOLD : place.width,
    place.lines || 1, size);
  const step = size * 1.2;
  const first = place.y - ((lines.length - 1) * step) / 2;
  const label = parent.append('text').attr('class', place.kind || 'label')
    .attr('font-size', size).attr('text-anchor', place.anchor || 'start');
  lines.forEach((line, i) => {
    label.append('tspan').attr('x', place.x)
      .attr('y', first + i * step + size * 0.35).text(line);
  });
  if (lines.some((line) => line.endsWith('\u2026'))) {
    label.append('title').text(text);
  }
  return label;
}

/**
 * The values of a column, each once, in the table's order.
 * @param {Table} source
 * @param {string} name
 * @returns {string[]}
 */
function valuesOf(source, name) {
  const column = source.column(name);
  return [...new Set(column.at)].filter((at) => at >= 0)
    .map((at) => column.texts[at]);
}

/**
 * @param {Table} source
 * @param {string} name
 */
function hasColumn(source, name) {
  return source.column(name) !== undefined;
}

/** @returns {string} the column of the manifest whose values are the groups */
function groupedBy() {
  return (facts.run && facts.run.settings && facts.run.settings.group_by) ||
    'group';
}

/**
 * The groups of a run with the words that they have, in time.
 * @param {Table} frequency theme_frequency
 * @returns {{name: string, words: number, documents: number}[]}
 */
function groupsOf(frequency) {
  const [name, words, documents] = ['group', 'words', 'documents']
    .map((column) => frequency.column(column));
  const found = new Map();
  for (let row = 0; row < frequency.count; row++) {
    found.set(name.get(row), { name: name.get(row),
      words: words.get(row) || 0, documents: documents.get(row) || 0 });
  }
  const rest = [...found.keys()].filter((x) => !facts.groups.includes(x));
  return [...facts.groups, ...rest]
    .filter((x) => x !== WHOLE && found.has(x)).map((x) => found.get(x));
}

/**
 * Names of the groups to show first: all, or of many those with most words.
 * @param {{name: string, words: number}[]} groups
 * @returns {Set<string>}
 */
function groupsAtFirst(groups) {
  const largest = [...groups].sort((a, b) => b.words - a.words);
  return new Set(largest.slice(0, GROUPS_AT_FIRST).map((x) => x.name));
}

const GROUP_SHAPES = (() => {
  /** @param {number[][]} points of a shape of about one square pixel */
  const polygon = (points) => ({
    draw(pen, size) {
      const scale = Math.sqrt(size);
      points.forEach(([x, y], i) =>
        pen[i ? 'lineTo' : 'moveTo'](x * scale, y * scale));
      pen.closePath();
    },
  });
  const arm = 0.2;
  const reach = 0.66;
  const down = polygon([[-0.78, -0.5], [0.78, -0.5], [0, 0.85]]);
  const cross = polygon([[0, -arm * 1.42], [reach - arm, -reach],
    [reach, arm - reach], [arm * 1.42, 0], [reach, reach - arm],
    [reach - arm, reach], [0, arm * 1.42], [arm - reach, reach],
    [-reach, reach - arm], [-arm * 1.42, 0], [-reach, arm - reach],
    [arm - reach, -reach]]);
  return [d3.symbolCircle, d3.symbolSquare, d3.symbolTriangle,
    d3.symbolDiamond, down, d3.symbolCross, cross, d3.symbolStar];
})();

/**
 * A group's colour and shape: the first eight differ in both, the next eight
 * have the colours again with other shapes, and so on.
 * @param {string} name
 * @returns {{kind: string, shape: d3.SymbolType}}
 */
function groupLook(name) {
  const at = facts.groups.indexOf(name);
  if (name === WHOLE || name === UNKNOWN || at < 0) {
    return { kind: 'group-none', shape: d3.symbolCircle };
  }
  const round = Math.floor(at / GROUP_COLOURS);
  return { kind: `group-${(at % GROUP_COLOURS) + 1}`,
    shape: GROUP_SHAPES[(at + round * 3) % GROUP_SHAPES.length] };
}

/**
 * Draws a group's mark.
 * @param {Drawing} parent
 * @param {string} name
 * @param {number} x
 * @param {number} y
 * @param {number} [size] square pixels
 * @returns {Drawing}
 */
function groupMark(parent, name, x, y, size = 56) {
  const look = groupLook(name);
  return parent.append('path')
    .attr('class', `mark ${look.kind}`)
    .attr('transform', `translate(${x.toFixed(1)},${y.toFixed(1)})`)
    .attr('d', d3.symbol().type(look.shape).size(size)());
}

/**
 * Lets items flow into lines, as words do.
 * @param {Drawing} parent
 * @param {{text: string, mark: (g: Drawing, x: number, y: number) => void}[]}
 *   items
 * @param {{x: number, y: number, width: number}} place
 * @returns {number} height
 */
function chartLegend(parent, items, place) {
  const line = 20;
  let [x, y] = [place.x, place.y + line / 2];
  items.forEach((item) => {
    const text = shortened(item.text, Math.min(220, place.width - 20));
    const width = 18 + labelWidth(text) + 16;
    if (x > place.x && x + width - 16 > place.x + place.width) {
      [x, y] = [place.x, y + line];
    }
    item.mark(parent, x + 6, y);
    chartText(parent, item.text, { x: x + 18, y, width: labelWidth(text) + 1 });
    x += width;
  });
  return items.length ? y + line / 2 - place.y : 0;
}

/**
 * A legend's items for groups.
 * @param {string[]} names
 */
function groupLegend(names) {
  return names.map((name) => ({ text: name,
    mark: (parent, x, y) => groupMark(parent, name, x, y) }));
}

/**
 * Ticks of a linear scale that do not run into each other.
 * @param {d3.ScaleLinear<number, number>} scale
 * @param {number} apart pixels
 * @param {(value: number) => string} format
 * @returns {number[]}
 */
function ticksApart(scale, apart, format) {
  const [from, to] = scale.range();
  const length = Math.abs(to - from);
  for (let most = Math.max(2, Math.floor(length / apart)); most > 1; most--) {
    const ticks = scale.ticks(most);
    const widest = d3.max(ticks, (tick) => labelWidth(format(tick), 11));
    if (ticks.length < 2 || (widest + 10) * (ticks.length - 1) <= length) {
      return ticks;
    }
  }
  return scale.ticks(1);
}

/**
 * The format for all ticks of a scale: as many decimals for each.
 * @param {(value: number) => string} format
 * @param {number[]} ticks
 */
function evenly(format, ticks) {
  const step = ticks.length > 1 ? ticks[1] - ticks[0] : 1;
  return format === chartNumber
    ? d3.format(`,.${d3.precisionFixed(step)}f`) : format;
}

/**
 * Light lines up and down at the ticks, with labels above or below them.
 * @param {Drawing} parent
 * @param {d3.ScaleLinear<number, number>} scale
 * @param {{top: number, bottom: number, format: (value: number) => string,
 *   ticks?: number[], labels?: number[], kind?: (value: number) => string}}
 *   axis labels: the ys to write them at
 */
function gridAcross(parent, scale, axis) {
  const ticks = axis.ticks || ticksApart(scale, 80, axis.format);
  const format = axis.ticks ? axis.format : evenly(axis.format, ticks);
  ticks.forEach((tick) => {
    const x = scale(tick);
    parent.append('line').attr('class', tick === 0 ? 'grid zero' : 'grid')
      .attr('x1', x).attr('x2', x).attr('y1', axis.top).attr('y2', axis.bottom);
    (axis.labels || [axis.bottom + 14]).forEach((y) => {
      parent.append('text').attr('class', 'tick').attr('x', x).attr('y', y)
        .attr('text-anchor', 'middle').text(format(tick));
    });
  });
}

/**
 * Puts an interval's line, cut at the scale's end with an arrow head.
 * @param {Drawing} parent
 * @param {{low: number|null, high: number|null, y: number, kind: string}} what
 * @param {d3.ScaleLinear<number, number>} scale
 * @returns {boolean} whether it was cut
 */
function intervalLine(parent, what, scale) {
  if (what.low === null || what.high === null) {
    return false;
  }
  const [from, to] = scale.domain();
  const [low, high] = [Math.max(what.low, from), Math.min(what.high, to)];
  if (low > to || high < from) {
    return true;
  }
  parent.append('line').attr('class', `interval ${what.kind}`)
    .attr('x1', scale(low)).attr('x2', scale(high))
    .attr('y1', what.y).attr('y2', what.y);
  [[what.low < from, from, 1], [what.high > to, to, -1]]
    .filter(([cut]) => cut).forEach(([, end, way]) => {
      parent.append('path').attr('class', `interval ${what.kind}`)
        .attr('d', `M${scale(end) + way * 4},${what.y - 3}` +
          `L${scale(end)},${what.y}L${scale(end) + way * 4},${what.y + 3}`);
    });
  return what.low < from || what.high > to;
}

/**
 * Where names of rows stand: in a column left of the chart, or where that
 * leaves too little room each above its row.
 * @param {string[]} names
 * @param {number} width of the chart
 * @returns {{beside: boolean, left: number, width: number}}
 */
function namePlace(names, width) {
  const longest = d3.max(names, (name) =>
    (name.length > 100 ? 400 : labelWidth(name))) || 0;
  const beside = width >= 560;
  const room = beside ? Math.min(longest, width * 0.34, 260) : width - 8;
  return { beside, left: beside ? Math.ceil(room) + 16 : 16, width: room + 1 };
}

/**
 * A name within a sentence: the beginning of one that is very long.
 * @param {string} name
 */
function nameInWords(name) {
  return name.length <= MOST_LETTERS ? name
    : `${Array.from(name.slice(0, MOST_LETTERS)).slice(0, -1).join('')}\u2026`;
}

/**
 * A list in words: "a, b and c".
 * @param {string[]} items
 */
function inWords(items) {
  return items.length < 2 ? items.join('')
    : `${items.slice(0, -1).join(', ')} and ${items[items.length - 1]}`;
}
