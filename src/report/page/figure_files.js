/*
 * figure_files.js - a chart as a file of its own: an SVG that needs no page
 * round it.
 */

/** Properties that a drawing gets from the page's style sheet. */
const INLINED = ['fill', 'fill-opacity', 'stroke', 'stroke-width',
  'stroke-dasharray', 'stroke-opacity', 'stroke-linecap', 'stroke-linejoin',
  'paint-order', 'opacity', 'font-size', 'font-weight', 'font-style',
  'text-anchor'];
const NOT_IN_XML = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/gu;
/** White round the drawing, in pixels. */
const FILE_MARGIN = 16;
const SVG_NAMESPACE = 'http://www.w3.org/2000/svg';

/** @param {string} text */
function fileName(text) {
  const name = text.toLowerCase().replace(/[^a-z0-9]+/gu, '-')
    .replace(/^-+|-+$/gu, '').slice(0, 80);
  return name || 'chart';
}

/**
 * Copies the style of an element, and of all in it, into attributes.
 * @param {Element} from in the page
 * @param {Element} to its copy
 * @param {Object<string, string>} around what is inherited
 */
function inlineStyle(from, to, around) {
  const style = getComputedStyle(from);
  const inherited = { ...around };
  INLINED.forEach((name) => {
    const value = style.getPropertyValue(name);
    to.removeAttribute(name);
    if (value && value !== around[name]) {
      to.setAttribute(name, value);
      inherited[name] = value;
    }
  });
  if (inherited.opacity !== around.opacity) {
    inherited.opacity = around.opacity;
  }
  to.removeAttribute('class');
  [...from.children].forEach((child, i) => {
    if (!['title', 'desc'].includes(child.localName)) {
      inlineStyle(child, to.children[i], inherited);
    }
  });
}

/**
 * The drawing as a file of its own: light, with its colours in it, its fonts
 * named.
 * @param {SVGSVGElement} svg in the page
 * @returns {string} XML
 */
function standaloneDrawing(svg) {
  const copy = /** @type {SVGSVGElement} */ (svg.cloneNode(true));
  const initial = { fill: '', opacity: '1', 'fill-opacity': '1',
    'stroke-opacity': '1', stroke: 'none', 'stroke-width': '1px',
    'stroke-dasharray': 'none', 'stroke-linecap': 'butt',
    'stroke-linejoin': 'miter', 'paint-order': 'normal',
    'font-style': 'normal', 'text-anchor': 'start' };
  svg.classList.add('chart-light');
  inlineStyle(svg, copy, initial);
  const paper = document.createElementNS(SVG_NAMESPACE, 'rect');
  const [width, height] = ['width', 'height']
    .map((name) => Number(svg.getAttribute(name)) + 2 * FILE_MARGIN);
  [[paper, 'x', -FILE_MARGIN], [paper, 'y', -FILE_MARGIN],
    [paper, 'width', width], [paper, 'height', height],
    [copy, 'width', width], [copy, 'height', height],
    [copy, 'viewBox', `${-FILE_MARGIN} ${-FILE_MARGIN} ${width} ${height}`]]
    .forEach((/** @type {any[]} */ [one, name, value]) => one.setAttribute(
      name, value));
  paper.setAttribute('fill', getComputedStyle(svg).backgroundColor);
  svg.classList.remove('chart-light');
  const first = [...copy.children]
    .find((child) => !['title', 'desc'].includes(child.localName));
  copy.insertBefore(paper, first || null);
  copy.setAttribute('font-family', chartFont());
  const text = new XMLSerializer().serializeToString(copy)
    .replace(NOT_IN_XML, '\ufffd');
  return `<?xml version="1.0" encoding="UTF-8"?>\n${text}\n`;
}
