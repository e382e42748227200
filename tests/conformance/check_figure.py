#!/usr/bin/env python3
"""check_figure.py FILE... - is each file a standing SVG image that prints?

It has the size it says, a title and a description, nothing but shapes and
texts, nothing outside its page, no text upon another, and letters large enough
to be read. Widths of texts are estimated low, so that what is reported as an
overlap is one.
"""
import sys
import xml.etree.ElementTree as tree

SVG = '{http://www.w3.org/2000/svg}'
ELEMENTS = {'svg', 'title', 'desc', 'g', 'rect', 'line', 'circle', 'polygon',
            'polyline', 'text', 'tspan'}
ATTRIBUTES = {
    'width', 'height', 'viewBox', 'role', 'aria-labelledby', 'font-family',
    'id', 'class', 'x', 'y', 'x1', 'x2', 'y1', 'y2', 'cx', 'cy', 'r', 'points',
    'fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-dasharray',
    'font-size', 'font-weight', 'text-anchor'}
EM = 0.42      # of a letter, the narrowest fonts; 0 for marks upon letters
LEAST_SIZE = 5  # of letters, points
EDGE = 1.5      # by which a line or mark may stand over the page's edge


class Faults(list):
    def check(self, is_good, *what):
        if not is_good:
            self.append(' '.join(str(part) for part in what))


def points_of(element):
    """The corners that an element draws to."""
    get = lambda name: float(element.get(name, 0))
    name = element.tag.removeprefix(SVG)
    if name == 'rect':
        return [(get('x'), get('y')),
                (get('x') + get('width'), get('y') + get('height'))]
    if name == 'line':
        return [(get('x1'), get('y1')), (get('x2'), get('y2'))]
    if name == 'circle':
        return [(get('cx') - get('r'), get('cy') - get('r')),
                (get('cx') + get('r'), get('cy') + get('r'))]
    if name in ('polygon', 'polyline'):
        return [tuple(map(float, pair.split(',')))
                for pair in element.get('points').split()]
    return []


def box_of(text):
    """Left, top, right and bottom of a text, at least."""
    size = float(text.get('font-size'))
    letters = ''.join(text.itertext())
    width = sum(0 if '\u0300' <= letter <= '\u036f' else EM
                for letter in letters) * size
    x, y = float(text.get('x')), float(text.get('y'))
    left = {'middle': x - width / 2, 'end': x - width}.get(
        text.get('text-anchor'), x)
    return left, y - size * 0.7, left + width, y


def overlap(a, b):
    return (a[0] < b[2] - 0.5 and b[0] < a[2] - 0.5 and
            a[1] < b[3] - 0.5 and b[1] < a[3] - 0.5)


def check_root(root, faults):
    width, height = (float(part) for part in root.get('viewBox').split()[2:])
    for name, points in (('width', width), ('height', height)):
        stated = root.get(name)
        faults.check(stated.endswith('mm') and
                     abs(float(stated[:-2]) * 72 / 25.4 - points) < 0.1,
                     name, stated, 'but', points, 'points')
    faults.check(height <= 25.4 * 10 / 25.4 * 72, 'higher than a page:', height)
    faults.check([child.tag for child in root][:2] ==
                 [SVG + 'title', SVG + 'desc'], 'no title and description first')
    for child in list(root)[:2]:
        faults.check((child.text or '').strip(), 'empty', child.tag)
        faults.check(child.get('id') in root.get('aria-labelledby').split(),
                     'not what labels the image:', child.get('id'))
    return width, height


def check_element(element, width, height, faults):
    name = element.tag.removeprefix(SVG)
    faults.check(element.tag == SVG + name and name in ELEMENTS,
                 'element', element.tag)
    for attribute, value in element.items():
        faults.check(attribute in ATTRIBUTES, 'attribute', attribute)
        faults.check('nan' not in value and 'inf' not in value and
                     'url' not in value, attribute, 'is', value)
    for x, y in points_of(element):
        faults.check(-EDGE <= x <= width + EDGE and -EDGE <= y <= height + EDGE,
                     name, 'at', x, y, 'is not on the page')


def check(path):
    faults = Faults()
    root = tree.parse(path).getroot()
    width, height = check_root(root, faults)
    texts = root.findall('.//' + SVG + 'text')
    boxes = [box_of(text) for text in texts]

    for element in root.iter():
        check_element(element, width, height, faults)
    faults.check(len(texts) > 3, 'hardly a text')
    for i, (text, box) in enumerate(zip(texts, boxes)):
        letters = ''.join(text.itertext())
        faults.check(letters.strip(), 'an empty text')
        faults.check(float(text.get('font-size')) >= LEAST_SIZE, letters,
                     'is too small to read')
        faults.check(-EDGE <= box[0] and box[2] <= width + EDGE and
                     0 <= box[1] and box[3] <= height,
                     repr(letters), 'is not on the page')
        for k in range(i):
            faults.check(not overlap(box, boxes[k]), repr(letters), 'is upon',
                         repr(''.join(texts[k].itertext())))
    return faults


def main(paths):
    bad = 0
    for path in paths:
        faults = check(path)
        bad += bool(faults)
        for fault in faults[:20]:
            print(f'{path}: {fault}')
    return 1 if bad or not paths else 0


sys.exit(main(sys.argv[1:]))
