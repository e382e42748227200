#!/usr/bin/env python3
"""check_reports.py REPORTS... - is what is published there whole and valid?

What every test of faults asks of a reports folder, whatever befell the run:
`latest` is a link to a folder below runs/; datapackage.json is JSON, and each
file that it describes is there with its size, its SHA-256, its number of rows,
its columns in order and a value of its type in every cell; no file is there
that it does not describe but datapackage.json, run.json, metrics.prom and the
views that run.json names; they hold what they should, page and workbook every
table. Prints what is wrong; exits with 1 then. A folder
that has no `latest`, as before the first night, is wrong as well.
"""
import base64
import csv
import hashlib
import io
import json
import os
import re
import sys
import xml.etree.ElementTree
import zipfile
import zlib

BESIDE = {'datapackage.json', 'run.json', 'metrics.prom', 'report.html',
          'policylex.xlsx'}
PARTIAL_DATE = re.compile(r'\d{4}(-\d{2}(-\d{2})?)?$')
TYPES = {
    'string': lambda cell: True,
    'integer': lambda cell: int(cell) is not None,
    'year': lambda cell: re.match(r'\d{4}$', cell),
    'number': lambda cell: float(cell) == float(cell),
    'date': lambda cell: PARTIAL_DATE.match(cell),
}


def fits(field, cell):
    if cell == '':
        return not field.get('constraints', {}).get('required')
    if 'decimalChar' in field:
        cell = cell.replace(field['decimalChar'], '.')
    try:
        return TYPES[field['type']](cell)
    except ValueError:
        return False


def check_rows(resource, text):
    """Yields what is wrong with a table's text."""
    name, fields = resource['path'], resource['schema']['fields']
    rows = list(csv.reader(io.StringIO(text, newline=''), strict=True,
                           delimiter=resource['dialect']['delimiter']))

    if not text.endswith('\r\n') or not rows:
        yield f'{name}: is cut off'
        return
    if rows[0] != [field['name'] for field in fields]:
        yield f'{name}: its columns are not those described'
        return
    if len(rows) - 1 != resource['rows']:
        yield f'{name}: has {len(rows) - 1} rows, not {resource["rows"]}'
    for number, row in enumerate(rows[1:], 2):
        if len(row) != len(fields):
            yield f'{name}: row {number} has {len(row)} cells'
            return
        for field, cell in zip(fields, row):
            if not fits(field, cell):
                yield f'{name}: row {number}: {field["name"]} is {cell!r}'
                return


def check_table(resource, data):
    """Yields what is wrong with a file. data: None where there is none."""
    name = resource['path']

    if data is None:
        yield f'{name}: is missing'
    elif len(data) != resource['bytes']:
        yield f'{name}: has {len(data)} bytes, not {resource["bytes"]}'
    elif 'sha256:' + hashlib.sha256(data).hexdigest() != resource['hash']:
        yield f'{name}: is not the file whose digest was noted'
    else:
        try:
            yield from check_rows(resource, data.decode('utf-8-sig'))
        except (csv.Error, UnicodeDecodeError) as error:
            yield f'{name}: {error}'


def check_beside(files):
    """Yields what is wrong with run.json and metrics.prom."""
    try:
        run = json.loads(files['run.json'])
        if not run['counts']['documents'] or not run['ended']:
            yield 'run.json: tells of no run'
    except (KeyError, ValueError, TypeError) as error:
        yield f'run.json: {error!r}'
    metrics = files.get('metrics.prom', b'')
    if (b'\npolicylex_last_success_timestamp_seconds ' not in metrics or
            not metrics.endswith(b'\n')):
        yield 'metrics.prom: is missing or cut off'


def rows_in_page(data):
    """Returns how many rows the page has of each table."""
    text = data.decode()
    rows = {}
    if not text.endswith('</html>\n'):
        raise ValueError('is cut off')
    for name, block in re.findall(
            r'<script[^>]* id="table-(\w+)"[^>]*>([^<]*)</script>', text):
        table = json.loads(zlib.decompress(base64.b64decode(block)))
        rows[name] = table['rows']
    return rows


def rows_in_workbook(data):
    """Returns how many rows the sheets have, the header not counted."""
    space = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'
    rows = {}
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        if book.testzip():
            raise ValueError(f'{book.testzip()} is damaged')
        sheets = xml.etree.ElementTree.fromstring(book.read('xl/workbook.xml'))
        for number, sheet in enumerate(sheets.iter(space + 'sheet'), 1):
            with book.open(f'xl/worksheets/sheet{number}.xml') as file:
                rows[sheet.get('name')] = sum(
                    element.tag == space + 'row' for _, element
                    in xml.etree.ElementTree.iterparse(file)) - 1
    return rows


ROWS_IN = {'report.html': rows_in_page, 'policylex.xlsx': rows_in_workbook}


def digest_of_view(files, name):
    return hashlib.sha256(files[name]).digest() + name.encode()


def check_views(files, resources, known):
    """Yields what is wrong with what shows the tables."""
    try:
        views = json.loads(files['run.json'])['views']
    except (KeyError, ValueError, TypeError) as error:
        yield f'run.json: {error!r}'
        return
    for name in ROWS_IN.keys() & files.keys() - views.keys():
        yield f'{name}: run.json does not name it'
    for name, size in views.items():
        if name in files and digest_of_view(files, name) in known:
            continue
        try:
            rows = ROWS_IN[name](files[name])
            if len(files[name]) != size:
                yield f'{name}: has not the size that run.json says'
        except Exception as error:  # whatever bytes may cause
            yield f'{name}: {error!r}'
            continue
        for resource in resources:
            if rows.get(resource['name'][:31]) != resource['rows']:
                yield f'{name}: has {rows.get(resource["name"][:31])} rows ' \
                      f'of {resource["name"]}, not {resource["rows"]}'


def read_folder(folder):
    files = {}
    for name in os.listdir(folder):
        with open(os.path.join(folder, name), 'rb') as file:
            files[name] = file.read()
    return files


def check_files(files, known=frozenset()):
    """Returns what is wrong with a run, given as {name: bytes}. Digests in
    `known` are of tables that have been read cell by cell before."""
    try:
        resources = json.loads(files['datapackage.json'])['resources']
        described = {resource['path']: resource for resource in resources}
    except (KeyError, ValueError, TypeError) as error:
        return [f'datapackage.json: {error!r}']
    wrong = [f'{name}: is not described' for name in sorted(files)
             if name not in described and name not in BESIDE]
    if not described:
        wrong.append('datapackage.json: describes nothing')
    for name, resource in described.items():
        data = files.get(name)
        if (data is None or
                hashlib.sha256(data).digest() + json.dumps(resource).encode()
                not in known):
            wrong += check_table(resource, data)
    wrong += check_views(files, described.values(), known)
    return wrong + list(check_beside(files))


def known_of(files):
    """What check_files() takes as `known`, of a run that it found no fault
    with: a table of the same bytes and the same description has none, and
    neither has a view of the same bytes."""
    resources = json.loads(files['datapackage.json'])['resources']
    return {hashlib.sha256(files[resource['path']]).digest() +
            json.dumps(resource).encode() for resource in resources} | {
                digest_of_view(files, name)
                for name in ROWS_IN.keys() & files.keys()}


def latest_of(reports):
    """Returns the folder of the latest run, by its one step; None if there is
    none."""
    try:
        target = os.readlink(os.path.join(reports, 'latest'))
    except OSError:
        return None
    return os.path.join(reports, target)


def check(reports):
    latest = latest_of(reports)
    if latest is None:
        return ['latest: is no link']
    if not re.match(r'runs/[^./][^/]*$',
                    os.readlink(os.path.join(reports, 'latest'))):
        return [f'latest: leads to {latest}']
    if not os.path.isdir(latest):
        return [f'latest: {latest} is no folder']
    return check_files(read_folder(latest))


if __name__ == '__main__':
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    complaints = [f'{folder}: {sentence}' for folder in sys.argv[1:]
                  for sentence in check(folder)]
    print('\n'.join(complaints) or 'whole and valid')
    sys.exit(1 if complaints else 0)
