/*
 * network.js - themes as a network: near each other when they stand together
 * often. It is settled before it is drawn and begins from the same places each
 * time, so that the same numbers make the same picture.
 */

const NETWORK_TURNS = 300;
const UNTANGLE_TURNS = 3000;

/**
 * @typedef {{name: string, hits: number, radius: number, width: number,
 *   label: string[], box: ReturnType<nodeBox>, x: number, y: number}} Place
 * @typedef {{source: Place, target: Place, tie: Tie, strength: number}} Edge
 */

/**
 * How strong a tie is, from 0 (no more than chance) up.
 * @param {Tie} tie
 * @param {string} measure
 */
function tieStrength(tie, measure) {
  if (tie.value === null || tie.both === 0) {
    return 0;
  }
  return measure === 'odds_ratio' ? Math.max(0, Math.log2(tie.value))
    : Math.max(0, tie.value);
}

/**
 * Nodes of all themes, as large as their hits, and the edges of ties above
 * chance.
 * @param {Tie[]} ties
 * @param {Map<string, number>} hits
 * @param {string} measure
 * @param {number} width
 * @returns {{nodes: Place[], edges: Edge[]}}
 */
function networkOf(ties, hits, measure, width) {
  const names = themesOfTies(ties);
  const most = d3.max(names, (name) => hits.get(name) || 0) || 1;
  const longest = d3.max(d3.merge(names.map((name) => name.split(/\s+/u))),
    (word) => labelWidth(word.slice(0, 40), CHART_SMALL_PX)) || 0;
  const room = Math.min(130, Math.max(width < 500 ? 84 : 120, longest + 2));
  const nodes = names.map((name, i) => {
    const label = wrapped(name, room, 2, CHART_SMALL_PX);
    const angle = (2 * Math.PI * i) / names.length;
    const node = { name, label, hits: hits.get(name) || 0,
      radius: 4 + 14 * Math.sqrt((hits.get(name) || 0) / most),
      width: d3.max(label, (line) => labelWidth(line, CHART_SMALL_PX)) + 8,
      x: Math.cos(angle) * width * 0.3, y: Math.sin(angle) * width * 0.2,
      box: null };
    node.box = nodeBox(node);
    return node;
  });
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const edges = ties.map((tie) => ({ source: byName.get(tie.a),
    target: byName.get(tie.b), tie, strength: tieStrength(tie, measure) }))
    .filter((edge) => edge.strength > 0);
  return { nodes, edges };
}

/**
 * Half the height of a node with its label below it, and where its middle is.
 * @param {Place} node
 */
function nodeBox(node) {
  const below = node.label.length * 13 + 4;
  return { halfWidth: Math.max(node.radius, node.width / 2) + 4,
    halfHeight: (2 * node.radius + below) / 2 + 3, shift: below / 2 };
}

/**
 * Pushes two nodes apart if their boxes overlap.
 * @param {Place} a
 * @param {Place} b
 * @returns {boolean} whether they did
 */
function pushApart(a, b) {
  const [one, two] = [a.box, b.box];
  const dx = b.x - a.x;
  const dy = b.y + two.shift - a.y - one.shift;
  const x = one.halfWidth + two.halfWidth - Math.abs(dx);
  const y = one.halfHeight + two.halfHeight - Math.abs(dy);
  if (x <= 0 || y <= 0) {
    return false;
  }
  if (x < y) {
    const push = ((dx < 0 ? -1 : 1) * (x + 0.5)) / 2;
    a.x -= push;
    b.x += push;
  } else {
    const push = ((dy < 0 ? -1 : 1) * (y + 0.5)) / 2;
    a.y -= push;
    b.y += push;
  }
  return true;
}

/**
 * Keeps a node with its label inside.
 * @param {Place} node
 * @param {number} width
 * @param {number} height
 */
function keepInside(node, width, height) {
  const { halfWidth } = node.box;
  const below = node.label.length * 13 + 6;
  node.x = Math.max(halfWidth, Math.min(width - halfWidth, node.x));
  node.y = Math.max(node.radius + 4,
    Math.min(height - node.radius - below, node.y));
}

/**
 * Moves nodes until no labels overlap, as far as there is room.
 * @param {Place[]} nodes
 * @param {number} width
 * @param {number} height
 */
function untangle(nodes, width, height) {
  let moved = true;
  for (let turn = 0; moved && turn < UNTANGLE_TURNS; turn++) {
    moved = false;
    for (let i = 0; i < nodes.length; i++) {
      for (let k = i + 1; k < nodes.length; k++) {
        moved = pushApart(nodes[i], nodes[k]) || moved;
      }
    }
    nodes.forEach((node) => keepInside(node, width, height));
  }
}

/**
 * Settles the network in a place of this width; gives its height.
 * @param {{nodes: Place[], edges: Edge[]}} network
 * @param {number} width
 */
function settle(network, width) {
  const { edges } = network;
  const tied = new Set(d3.merge(edges.map((x) => [x.source, x.target])));
  const nodes = network.nodes.filter((node) => tied.has(node));
  const alone = network.nodes.filter((node) => !tied.has(node));
  const area = d3.sum(nodes, (node) => {
    const { box } = node;
    return 4 * box.halfWidth * box.halfHeight;
  });
  const height = Math.max(260, Math.min(width * 0.62, 560),
    (area * 2.6) / width);
  const most = d3.max(edges, (edge) => edge.strength) || 1;
  d3.forceSimulation(nodes).stop()
    .force('charge', d3.forceManyBody().strength(-260))
    .force('x', d3.forceX().strength(0.05 * Math.min(1, height / width)))
    .force('y', d3.forceY().strength(0.05 * Math.max(1, width / height)))
    .force('link', d3.forceLink(edges).distance(90)
      .strength((edge) => 0.5 * (edge.strength / most) ** 2))
    .tick(NETWORK_TURNS);
  spread(nodes, width, height);
  untangle(nodes, width, height);
  return alignAlone(alone, width, height);
}

/**
 * Puts nodes without any tie into rows below the others.
 * @param {Place[]} alone
 * @param {number} width
 * @param {number} top
 * @returns {number} height with them
 */
function alignAlone(alone, width, top) {
  let [x, y] = [0, top + 30];
  alone.forEach((node) => {
    const { halfWidth } = node.box;
    if (x > 0 && x + 2 * halfWidth > width) {
      [x, y] = [0, y + 76];
    }
    [node.x, node.y] = [x + halfWidth, y];
    x += 2 * halfWidth + 8;
  });
  return alone.length ? y + 56 : top;
}

/**
 * Stretches the settled places over the drawing.
 * @param {Place[]} nodes
 * @param {number} width
 * @param {number} height
 */
function spread(nodes, width, height) {
  const along = (name, length, margin) => {
    const [from, to] = d3.extent(nodes, (node) => node[name]);
    const scale = to > from ? (length - 2 * margin) / (to - from) : 0;
    nodes.forEach((node) => {
      node[name] = scale ? margin + (node[name] - from) * scale : length / 2;
    });
  };
  along('x', width, Math.min(80, width / 6));
  along('y', height, 34);
}

/**
 * The strength from which edges are shown at first: about three edges for two
 * themes.
 * @param {Edge[]} edges
 * @param {number} themes
 */
function strengthAtFirst(edges, themes) {
  const strengths = edges.map((edge) => edge.strength)
    .sort(d3.descending);
  const at = Math.min(strengths.length - 1, Math.round(themes * 1.5));
  return at < 0 ? 0 : strengths[at];
}

/**
 * @param {Drawing} svg
 * @param {Edge[]} edges
 */
function drawEdges(svg, edges) {
  const most = d3.max(edges, (edge) => edge.strength) || 1;
  edges.forEach((edge) => {
    svg.append('line').attr('class', 'edge')
      .attr('stroke-width', (0.8 + 5 * (edge.strength / most) ** 2).toFixed(2))
      .attr('x1', edge.source.x).attr('y1', edge.source.y)
      .attr('x2', edge.target.x).attr('y2', edge.target.y);
  });
}

/**
 * @param {Drawing} svg
 * @param {Place} node
 */
function drawNode(svg, node) {
  svg.append('circle').attr('class', 'node').attr('cx', node.x)
    .attr('cy', node.y).attr('r', node.radius);
  chartText(svg, node.name, { x: node.x, anchor: 'middle', lines: 2,
    size: CHART_SMALL_PX, width: node.width, kind: 'label halo',
    y: node.y + node.radius + 4 + node.label.length * 6.6 });
}

/**
 * A mark of a node, with those that it is tied to.
 * @param {Place} node
 * @param {Edge[]} edges shown
 * @param {object} state
 * @param {number} column
 * @returns {ChartMark}
 */
function nodeMark(node, edges, state, column) {
  const own = edges.filter((x) => x.source === node || x.target === node)
    .sort((a, b) => b.strength - a.strength);
  const measure = TIES[state.measure];
  const lines = own.slice(0, 8).map((edge) => {
    const { name } = edge.source === node ? edge.target : edge.source;
    return `${nameInWords(name)}: ${measure.format(edge.tie.value)}`;
  });
  return { x: node.x, y: node.y, row: 0, column, halfWidth: node.radius + 3,
    halfHeight: node.radius + 3,
    lines: [`${nameInWords(node.name)} \u00b7 ${chartCount(node.hits, 'hit')}`,
      own.length ? `${chartCount(own.length, 'tie')} above the threshold` +
        `${own.length > 8 ? ', the strongest' : ''}`
        : 'no tie above the threshold', ...lines] };
}

/**
 * @param {Drawing} svg
 * @param {{width: number}} size
 * @param {Tie[]} ties
 * @param {object} state
 * @returns {Drawn}
 */
function drawNetwork(svg, size, ties, state) {
  const width = Math.min(size.width, 900);
  const network = networkOf(ties, state.hits, state.measure, width);
  const height = settle(network, width);
  const shown = network.edges.filter((x) => x.strength >= state.threshold);
  drawEdges(svg, shown);
  network.nodes.forEach((node) => drawNode(svg, node));
  const order = [...network.nodes].sort((a, b) => b.hits - a.hits ||
    d3.ascending(a.name, b.name));
  return { height: height + 4,
    marks: order.map((node, i) => nodeMark(node, shown, state, i)),
    notes: ['A circle is as large as the theme\'s hits, a line as broad as ' +
      'the tie is strong. Near and far mean little by themselves: read the ' +
      'lines. Themes without any tie above chance stand in a row below.'] };
}
