/*
 * figure.js - a figure: a chart with its finding in words, its controls, its
 * table and its downloads. The chart is drawn anew when its place changes its
 * width and before printing; colours follow by themselves, being classes.
 *
 * Keys: one tab stop a chart. Arrows move from mark to mark, within a row and
 * from row to row, Home and End to the first and the last; Escape leaves. What
 * stands there is told in a live line and shown beside the mark.
 */

/**
 * @typedef {object} FigureOptions
 * @property {string|(() => string)} name of the files to download
 * @property {string|(() => string)} title
 * @property {string|(() => string)} description the main finding in words
 * @property {(svg: Drawing, size: {width: number, print: boolean}) => Drawn}
 *   draw
 * @property {Table} table
 * @property {number[]|(() => number[])} [rows] those that are drawn
 * @property {string[]} [columns]
 * @property {HTMLElement[]} [controls]
 */
/**
 * What a draw function gives back: how high it became (and how wide, where it
 * does not fit), its marks, what to say below it; `empty` says kindly why
 * there is nothing to draw.
 * @typedef {{height?: number, width?: number, marks?: ChartMark[],
 *   notes?: string[], empty?: string}} Drawn
 */

const PRINT_WIDTH = 680;
const HOVER_REACH = 28;

/** @template T @param {T|(() => T)} value */
function resolved(value) {
  return typeof value === 'function' ? /** @type {() => T} */ (value)()
    : value;
}

/**
 * The elements of a figure, empty yet.
 * @param {FigureOptions} options
 */
function figureParts(options) {
  const id = uniqueId('figure');
  const parts = {
    id,
    root: element('figure', { class: 'chart' }),
    title: element('h3', { class: 'chart-title', id: `${id}-title` }),
    finding: element('p', { class: 'chart-finding' }),
    controls: element('div', { class: 'controls chart-controls' }),
    place: element('div', { class: 'chart-stage' }),
    stage: element('div', { class: 'chart-scroll', tabindex: '0',
      role: 'group', 'aria-labelledby': `${id}-title`,
      'aria-describedby': `${id}-help` }),
    tip: element('div', { class: 'chart-tip', hidden: true,
      'aria-hidden': 'true' }),
    live: element('p', { class: 'chart-live unseen', 'aria-live': 'polite' }),
    help: element('p', { class: 'unseen', id: `${id}-help` },
      'Arrow keys move from mark to mark, Escape leaves.'),
    notes: element('div', { class: 'chart-notes' }),
    buttons: element('div', { class: 'chart-buttons' }),
    table: element('div', { class: 'chart-table', hidden: true }),
  };
  parts.place.append(parts.stage, parts.tip);
  parts.controls.append(...(options.controls || []));
  return parts;
}

/**
 * @param {ReturnType<figureParts>} parts
 * @param {string} title
 * @param {string} description
 * @param {boolean} print
 * @returns {Drawing} an SVG with its title and description
 */
function figureDrawing(parts, title, description, print) {
  const svg = d3.create('svg')
    .attr('class', print ? 'chart-drawing chart-light' : 'chart-drawing')
    .attr('role', 'img')
    .attr('aria-labelledby', `${parts.id}-t ${parts.id}-d`);
  svg.append('title').attr('id', `${parts.id}-t`).text(title);
  svg.append('desc').attr('id', `${parts.id}-d`).text(description);
  return svg;
}

/**
 * Draws the chart at the width that there is.
 * @param {object} state of the figure
 */
function figureRedraw(state) {
  const { parts, options } = state;
  const width = state.print ? PRINT_WIDTH : parts.place.clientWidth;
  if (width === 0) {
    return;
  }
  const [title, finding] = [resolved(options.title),
    resolved(options.description)];
  const svg = figureDrawing(parts, title, finding, state.print);
  const drawn = options.draw(svg, { width, print: state.print });
  parts.title.textContent = title;
  parts.finding.textContent = finding;
  figureLeave(state);
  state.width = width;
  state.marks = drawn.marks || [];
  state.drawing = drawn.empty ? null : svg;
  figureShow(state, svg, drawn, width);
  figureFill(state);
}

/**
 * @param {object} state
 * @param {Drawing} svg
 * @param {Drawn} drawn
 * @param {number} width
 */
function figureShow(state, svg, drawn, width) {
  const { parts } = state;
  const wide = Math.max(drawn.width || 0, width);
  const height = Math.ceil(drawn.height || 0);
  svg.attr('viewBox', `0 0 ${wide} ${height}`)
    .attr('width', wide).attr('height', height);
  parts.stage.replaceChildren(drawn.empty
    ? element('p', { class: 'chart-empty' }, drawn.empty) : svg.node());
  parts.stage.tabIndex = state.marks.length || wide > width ? 0 : -1;
  parts.notes.replaceChildren(...[...(drawn.notes || []),
    cutNote(state.options.table)].filter((note) => note)
    .map((note) => element('p', {}, note)));
  parts.buttons.hidden = Boolean(drawn.empty) && state.rows().length === 0;
}

/** Shows the rows drawn in the table below, if it is open. */
function figureFill(state) {
  const { parts, options } = state;
  if (parts.table.hidden) {
    return;
  }
  const rows = state.rows();
  const key = rows.join();
  if (key !== state.tableKey) {
    state.tableKey = key;
    parts.table.replaceChildren(grid(options.table, { rows,
      columns: options.columns,
      label: `Table of the chart: ${resolved(options.title)}` }));
  }
}

/** Hides what was said of a mark. */
function figureLeave(state) {
  state.at = -1;
  state.parts.tip.hidden = true;
  if (state.cursor) {
    state.cursor.remove();
    state.cursor = null;
  }
}

/**
 * Says what stands at a mark.
 * @param {object} state
 * @param {number} at index of the mark
 * @param {boolean} aloud in the live line too
 */
function figureEnter(state, at, aloud) {
  if (at === state.at || !state.drawing) {
    return;
  }
  figureLeave(state);
  state.at = at;
  const mark = state.marks[at];
  const [x, y] = [mark.halfWidth || 8, mark.halfHeight || 8];
  state.cursor = state.drawing.append('rect').attr('class', 'cursor')
    .attr('x', mark.x - x).attr('y', mark.y - y)
    .attr('width', 2 * x).attr('height', 2 * y)
    .attr('rx', mark.halfWidth ? 2 : 8);
  figureTip(state.parts, mark, y);
  if (aloud) {
    state.parts.live.textContent = mark.lines.join('. ');
  }
}

/**
 * Puts the tip beside a mark, inside the stage.
 * @param {ReturnType<figureParts>} parts
 * @param {ChartMark} mark
 * @param {number} away how far the mark reaches
 */
function figureTip(parts, mark, away) {
  const { tip, stage } = parts;
  if (mark.x < stage.scrollLeft ||
      mark.x > stage.scrollLeft + stage.clientWidth) {
    stage.scrollLeft = mark.x - stage.clientWidth / 2;
  }
  tip.replaceChildren(...mark.lines.map((line, i) =>
    element(i ? 'div' : 'strong', {}, line.slice(0, 300))));
  tip.hidden = false;
  tip.style.left = '0px';
  const left = Math.max(0, Math.min(stage.clientWidth - tip.offsetWidth,
    mark.x - stage.scrollLeft - tip.offsetWidth / 2));
  const above = mark.y - away - tip.offsetHeight - 6;
  tip.style.left = `${Math.round(left)}px`;
  tip.style.top = `${Math.round(above >= 0 ? above : mark.y + away + 6)}px`;
}

/**
 * How far a place is from a mark's box.
 * @param {ChartMark} mark
 * @param {number} x
 * @param {number} y
 */
function markDistance(mark, x, y) {
  const dx = Math.max(0, Math.abs(mark.x - x) - (mark.halfWidth || 0));
  const dy = Math.max(0, Math.abs(mark.y - y) - (mark.halfHeight || 0));
  return dx * dx + dy * dy;
}

/**
 * @param {object} state
 * @param {PointerEvent} event
 */
function figureHover(state, event) {
  if (!state.drawing) {
    return;
  }
  const box = state.drawing.node().getBoundingClientRect();
  const [x, y] = [event.clientX - box.left, event.clientY - box.top];
  const at = d3.scan(state.marks, (a, b) =>
    markDistance(a, x, y) - markDistance(b, x, y));
  if (at !== undefined &&
      markDistance(state.marks[at], x, y) <= HOVER_REACH * HOVER_REACH) {
    figureEnter(state, at, false);
  } else {
    figureLeave(state);
  }
}

/**
 * The mark that a key leads to: left and right within the row, up and down to
 * the nearest column of the next row.
 * @param {ChartMark[]} marks
 * @param {number} at or -1
 * @param {string} key
 * @returns {number} index, or -1 for a key that does not move
 */
function markByKey(marks, at, key) {
  const order = d3.range(marks.length).sort((a, b) =>
    marks[a].row - marks[b].row || marks[a].column - marks[b].column || a - b);
  const place = order.indexOf(at);
  const last = order.length - 1;
  const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
  if (key === 'Home' || (place < 0 && key.startsWith('Arrow'))) {
    return order[0];
  }
  if (key === 'End') {
    return order[last];
  }
  if (step) {
    return order[Math.max(0, Math.min(last, place + step))];
  }
  const way = { ArrowDown: 1, ArrowUp: -1 }[key];
  return way ? markInRow(marks, at, way) : -1;
}

/**
 * @param {ChartMark[]} marks
 * @param {number} at
 * @param {number} way 1 down, -1 up
 */
function markInRow(marks, at, way) {
  const here = marks[at];
  const beyond = marks.filter((mark) => (mark.row - here.row) * way > 0);
  if (beyond.length === 0) {
    return at;
  }
  const row = way * d3.min(beyond, (mark) => mark.row * way);
  const inRow = beyond.filter((mark) => mark.row === row);
  const nearest = d3.scan(inRow, (a, b) =>
    Math.abs(a.column - here.column) - Math.abs(b.column - here.column));
  return marks.indexOf(inRow[nearest]);
}

/**
 * @param {object} state
 * @param {KeyboardEvent} event
 */
function figureKey(state, event) {
  if (event.altKey || event.ctrlKey || event.metaKey || !state.marks.length) {
    return;
  }
  if (event.key === 'Escape') {
    figureLeave(state);
    return;
  }
  const at = markByKey(state.marks, state.at, event.key);
  if (at >= 0) {
    event.preventDefault();
    figureEnter(state, at, true);
  }
}

/**
 * @param {string} text
 * @param {() => void} pressed
 */
function figureButton(text, pressed) {
  const button = element('button', {}, text);
  button.setAttribute('type', 'button');
  button.addEventListener('click', pressed);
  return button;
}

/** Fills the row of buttons below a figure. */
function figureButtons(state) {
  const { parts, options } = state;
  const file = () => fileName(resolved(options.name));
  const show = figureButton('Show the table', () => {
    parts.table.hidden = !parts.table.hidden;
    show.textContent = parts.table.hidden ? 'Show the table' : 'Hide the table';
    show.setAttribute('aria-expanded', String(!parts.table.hidden));
    figureFill(state);
  });
  show.setAttribute('aria-expanded', 'false');
  parts.buttons.append(
    figureButton('Download SVG', () => {
      if (state.drawing) {
        figureLeave(state);
        download(`${file()}.svg`, 'image/svg+xml',
          standaloneDrawing(state.drawing.node()));
      }
    }),
    figureButton('Download CSV', () => download(`${file()}.csv`, 'text/csv',
      csvOf(options.table, state.rows(), options.columns))),
    show);
}

/** Has the figure drawn anew when its width or the medium changes. */
function figureWatch(state) {
  const seen = new ResizeObserver(() => {
    if (!state.print && state.parts.place.clientWidth !== state.width) {
      figureRedraw(state);
    }
  });
  const print = (on) => () => {
    if (state.print !== on && state.parts.root.isConnected) {
      state.print = on;
      figureRedraw(state);
    }
  };
  const medium = matchMedia('print');
  seen.observe(state.parts.place);
  window.addEventListener('beforeprint', print(true));
  window.addEventListener('afterprint', print(false));
  medium.addEventListener('change', () => print(medium.matches)());
}

/** @param {object} state */
function figureListen(state) {
  const { place, stage } = state.parts;
  ['pointermove', 'pointerdown'].forEach((name) =>
    place.addEventListener(name, (event) => figureHover(state, event)));
  place.addEventListener('pointerleave', () => figureLeave(state));
  stage.addEventListener('blur', () => figureLeave(state));
  stage.addEventListener('keydown', (event) => figureKey(state, event));
}

/**
 * A chart with everything round it. The element has a function `redraw` for
 * when what the functions of the options give has changed.
 * @param {FigureOptions} options
 * @returns {HTMLElement & {redraw: () => void}}
 */
function figure(options) {
  const parts = figureParts(options);
  const all = d3.range(options.table.count);
  const state = { parts, options, at: -1, marks: [], drawing: null,
    cursor: null, width: 0, print: false, tableKey: null,
    rows: () => resolved(options.rows) || all };
  parts.root.append(parts.title, parts.finding, parts.controls, parts.place,
    parts.notes, parts.help, parts.live, parts.buttons, parts.table);
  parts.title.textContent = resolved(options.title);
  figureButtons(state);
  figureListen(state);
  figureWatch(state);
  return Object.assign(parts.root, { redraw: () => figureRedraw(state) });
}
