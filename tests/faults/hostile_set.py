#!/usr/bin/env python3
"""hostile_set.py make FOLDER | check EXPECTED REPORTS - documents that do harm.

`make` writes them into FOLDER and prints, as JSON, what the run must say of
each file:

    error   one error of stage "read" or "extract"
    any     at most one such error: what the format makes of it is its matter
    passed  an issue of stage "corpus": it is no document

`check` compares that with issues.csv and documents.csv. A format that is not
read yet is passed over, whatever is expected of it. No file is larger than five
megabytes on the disk.
"""
import csv
import gzip
import io
import json
import os
import random
import sys
import zipfile
import zlib

sys.dont_write_bytecode = True
from small_documents import (PDF_TEXT, RELS, TYPES, WORD, archive,  # noqa: E402
                             docx, odt, pdf, pdf_page, pdf_stream, rss, tei,
                             word_body)

MEGABYTE = 1 << 20
GIGABYTE = 1 << 30
FORMATS_ALWAYS_READ = ('.txt', '.md')

folder = sys.argv[2]
expected = {}


def put(name, data, what):
    path = os.path.join(folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'wb') as file:
        file.write(data.encode() if isinstance(data, str) else data)
    expected[name] = what


# -- Archives -----------------------------------------------------------------

def zeros_docx(size):
    """A DOCX whose document is `size` zeros, made without holding them."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, 'w', zipfile.ZIP_DEFLATED) as out:
        out.writestr('[Content_Types].xml', TYPES)
        out.writestr('_rels/.rels', RELS)
        with out.open('word/document.xml', 'w', force_zip64=True) as member:
            for _ in range(size // MEGABYTE):
                member.write(bytes(MEGABYTE))
    return made.getvalue()


def zeros_gzip(size, first=b''):
    pack = zlib.compressobj(1, zlib.DEFLATED, 31)
    parts = [pack.compress(first)]
    parts += [pack.compress(bytes(MEGABYTE)) for _ in range(size // MEGABYTE)]
    return b''.join(parts) + pack.flush()


# What an old Office file begins with, and one with a password.
OLE = b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' + bytes(504)


# -- Markup -------------------------------------------------------------------

LAUGHS = ('<!DOCTYPE x [<!ENTITY a "norms norms norms norms norms">' +
          ''.join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">'
                  for i in range(12)) + ']>')
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def nested(tag, depth, before='', after=''):
    return before + f'<{tag}>' * depth + 'norms' + f'</{tag}>' * depth + after


# -- PDF ----------------------------------------------------------------------

def pdf_locked():
    """A password that nobody knows: its check is what no password gives."""
    lock = (b'<< /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>'
            % (b'41' * 32, b'42' * 32))
    return pdf_page(PDF_TEXT, more=[lock], trailer='<< /Size 6 /Root 1 0 R /Encrypt '
                    '5 0 R /ID [<00> <00>] >>')


PDF_SCAN = pdf_stream(b'q 500 0 0 500 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x '
                      b'EI Q')


def pdf_bomb():
    pack = zlib.compressobj(1)
    data = b''.join(pack.compress(b' q' * (MEGABYTE // 2)) for _ in range(300))
    return pdf_page(pdf_stream(data + pack.flush(), b'/Filter /FlateDecode'))


# -- The set ------------------------------------------------------------------

def make_documents():
    noise = bytes(random.randrange(256) for _ in range(4096))
    # What begins so is no text, whatever follows and whatever its name.
    noise = b'\x00\xff\x00\x9d' + noise
    good_docx = docx(word_body('<w:p><w:r><w:t>norms</w:t></w:r></w:p>'))
    good_odt = odt('<office:document-content xmlns:office="urn:oasis:names:tc:'
                   'opendocument:xmlns:office:1.0"/>')

    for ending in ('txt md html htm pdf docx odt rtf xml rss tei atom fodt gz '
                   'txt.gz').split():
        put(f'noise.{ending}', noise, 'error')
    for ending in 'pdf docx odt gz txt.gz'.split():
        put(f'empty.{ending}', b'', 'any')
        put(f'zeros.{ending}', bytes(4096), 'error')

    put('cut.docx', good_docx[:len(good_docx) // 2], 'error')
    put('cut-end.docx', good_docx[:-30], 'any')
    put('cut.odt', good_odt[:len(good_odt) // 2], 'error')
    put('cut.pdf', b'%PDF-1.7\n1 0 obj\n<< /Type /Cat', 'error')
    put('cut.rtf', r'{\rtf1\ansi norms {\b and', 'any')
    put('cut.html', '<!doctype html><title>n</title><body><p>norms <a href="', 'any')
    put('cut.rss', rss('norms')[:90], 'any')
    put('cut.tei', tei('<p>norms</p>')[:90], 'any')
    put('cut.txt.gz', gzip.compress(b'norms ' * 1000)[:40], 'error')

    put('renamed-pdf.txt', b'%PDF-1.4\n%\xe2\xe3\xcf\xd3\nnothing', 'error')
    put('renamed-zip.txt', archive([('a.txt', 'norms')]), 'error')
    put('renamed-png.md', b'\x89PNG\r\n\x1a\n' + noise, 'error')
    put('renamed-elf.docx', b'\x7fELF' + noise, 'error')
    put('renamed-html.docx', '<!doctype html><p>norms of states</p>', 'any')
    put('renamed-text.pdf', 'norms of states\n', 'any')
    put('renamed-docx.html', good_docx, 'any')

    put('deep.html', nested('div', 100000, '<!doctype html>'), 'any')
    put('deep-list.html', nested('ul><li', 50000, '<!doctype html>'), 'any')
    put('deep-table.html', '<!doctype html>' + '<table><tr><td>' * 20000, 'any')
    put('attributes.html', '<!doctype html><p ' +
        ' '.join(f'a{i}=1' for i in range(60000)) + '>norms', 'any')
    put('misnested.html', '<!doctype html>' + '<b><p><i>' * 20000 + 'norms', 'any')
    put('deep.tei', tei(nested('div', 100000)), 'any')
    put('deep.xml', nested('a', 100000, '<?xml version="1.0"?>'), 'any')
    put('deep.rss', rss(nested('div', 100000)), 'any')
    put('deep.md', '> ' * 100000 + 'norms\n', 'any')
    put('deep-brackets.md', '[' * 100000 + 'norms' + '](' * 50000, 'any')
    put('deep-emphasis.md', '*a **a ' * 50000, 'any')
    put('deep.rtf', r'{\rtf1' + '{' * 200000 + 'norms', 'any')
    put('deep.docx', docx(word_body(nested('w:p', 100000))), 'any')
    put('deep.odt', odt('<a>' * 200000), 'any')
    put('binary.rtf', r'{\rtf1\bin2000000000 norms', 'any')

    put('laughs.xml', f'<?xml version="1.0"?>{LAUGHS}<x>&m;</x>', 'any')
    put('laughs.rss', rss('&m;', LAUGHS), 'any')
    put('laughs.tei', tei('<p>&m;</p>', LAUGHS), 'any')
    put('laughs.docx', docx(word_body('<w:p><w:r><w:t>&m;</w:t></w:r></w:p>',
                                      LAUGHS)), 'any')
    put('laughs.odt', odt(f'<?xml version="1.0"?>{LAUGHS}<x>&m;</x>'), 'any')
    put('outside.xml', f'<?xml version="1.0"?>{OUTSIDE}<x>norms &a;</x>', 'any')

    zeros = zeros_gzip(GIGABYTE)
    put('bomb.docx', zeros_docx(GIGABYTE), 'error')
    put('bomb.txt.gz', zeros, 'error')
    put('bomb.html.gz', zeros_gzip(GIGABYTE, b'<!doctype html><p>'), 'error')
    put('bomb-twice.gz', gzip.compress(zeros), 'error')
    put('many-members.docx', archive([('[Content_Types].xml', TYPES)] +
                                     [(f'{i}', '') for i in range(8000)]), 'any')
    put('climbing.docx', archive([('[Content_Types].xml', TYPES),
                                  ('../../../tmp/policylex-climbed', 'x')]), 'any')

    put('bomb.pdf', pdf_bomb(), 'any')
    put('objects.pdf', pdf([b'<< /Type /Catalog /Pages 2 0 R >>'] +
                           [b'[]'] * 200000), 'any')
    put('circle.pdf', pdf([b'<< /Type /Catalog /Pages 2 0 R >>',
                           b'<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 9999999 '
                           b'>>']), 'any')
    put('locked.pdf', pdf_locked(), 'error')
    put('scan.pdf', pdf_page(PDF_SCAN), 'error')
    put('cut-half.pdf', pdf_page(PDF_TEXT)[:350], 'error')
    put('cut-end.pdf', pdf_page(PDF_TEXT)[:-30], 'any')
    put('huge-page.pdf', pdf_page(PDF_TEXT, b'999999999'), 'any')
    put('twice.pdf.gz', gzip.compress(gzip.compress(pdf_page(PDF_TEXT))),
        'error')
    put('bomb.pdf.gz', zeros_gzip(GIGABYTE, b'%PDF-1.4\n'), 'error')
    put('locked.docx', OLE + 'EncryptedPackage'.encode('utf-16-le') + noise,
        'error')
    put('old.doc', OLE + 'WordDocument'.encode('utf-16-le') + noise, 'error')
    put('old.docx', OLE + 'WordDocument'.encode('utf-16-le') + noise, 'error')
    put('length.pdf', pdf_page(b'<< /Length 99999999999 >>\nstream\nBT'), 'any')

    put('long-line.md', 'norms ' * 150000, 'any')
    put('front-matter.md', '---\na: &a [x]\n' + ''.join(
        f'{chr(98 + i)}: &{chr(98 + i)} [{", ".join([f"*{chr(97 + i)}"] * 9)}]\n'
        for i in range(9)) + '---\nnorms\n', 'any')
    put('utf16-odd.txt', b'\xff\xfen\0o\0r', 'any')
    put('/'.join(['deep'] * 60) + '/norms.md', '# norms\n', 'any')
    put('/'.join(['deeper'] * 100) + '/norms.md', '# norms\n', 'any')
    put('x' * 250 + '.pdf', noise, 'error')
    put('new\nline,"quote.pdf', noise, 'error')


def make_what_is_no_file():
    for link, target in (('circle-a.md', 'circle-b.md'),
                         ('circle-b.md', 'circle-a.md'), ('loop', '.'),
                         ('passwd.txt', '/etc/passwd'), ('device.md', '/dev/zero')):
        os.symlink(target, os.path.join(folder, link))
        expected[link] = 'passed'
    for name in ('pipe.md', 'pipe.pdf'):
        os.mkfifo(os.path.join(folder, name))
        expected[name] = 'passed'
    for name in ('sparse.txt', 'sparse.pdf', 'sparse.docx', 'sparse.html'):
        with open(os.path.join(folder, name), 'wb') as sparse:
            sparse.truncate(2 * GIGABYTE)
        expected[name] = 'error'


# -- Checking -----------------------------------------------------------------

def rows(report):
    path = os.path.join(sys.argv[3], report + '.csv')
    with open(path, encoding='utf-8-sig', newline='') as file:
        return list(csv.DictReader(file))


def fault_of(name, what, own, status):
    errors = [issue for issue in own if issue['severity'] == 'error']
    if any(issue['stage'] == 'corpus' for issue in own):
        return ('is passed over' if what != 'passed' and
                name.endswith(FORMATS_ALWAYS_READ) else None)
    if what == 'passed':
        return 'is not passed over'
    if len(errors) > 1:
        return f'has {len(errors)} errors'
    if what == 'error' and not errors:
        return f'has no error; its status is {status}'
    if errors and errors[0]['stage'] not in ('read', 'extract'):
        return f'has an error of stage {errors[0]["stage"]}'
    if (status == 'unreadable') != bool(errors):
        return f'is {status} with {len(errors)} errors'
    if errors and len(errors[0]['message']) < 20:
        return f'is told only: {errors[0]["message"]}'
    return None


def check():
    with open(folder, encoding='utf-8') as file:
        wanted = json.load(file)
    issues, statuses, wrong, read = {}, {}, 0, 0
    for issue in rows('issues'):
        issues.setdefault(issue['document'], []).append(issue)
    for document in rows('documents'):
        statuses[document['document']] = document['status']
    for name, what in wanted.items():
        fault = fault_of(name, what, issues.get(name, []), statuses.get(name))
        read += name in statuses
        if fault:
            print(f'{name[:60]!r} {fault}')
            wrong += 1
    print(f'{len(wanted)} hostile files, {read} of them read as documents, '
          f'{wrong} wrong')
    sys.exit(1 if wrong or read < 40 else 0)


if sys.argv[1] == 'check':
    check()
random.seed(1)
make_documents()
make_what_is_no_file()
json.dump(expected, sys.stdout, indent=1)
