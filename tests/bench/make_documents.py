"""make_documents.py - wraps plain texts in the formats that documents come in,
so that reading each format can be measured on the same words. Nothing is
random: the same texts give the same files."""
import zipfile
import zlib
from pathlib import Path
from xml.sax.saxutils import escape

# A page of a ministry has some 200 KB round its text.
LINKS, SCRIPT_BYTES = 700, 120_000
LINE_CHARACTERS, LINES_A_PAGE = 90, 60


def paragraphs_of(text):
    return [line for line in text.split('\n') if line.strip()]


def marked(paragraphs, begin, end):
    return '\n'.join(begin + escape(line) + end for line in paragraphs)


def html(paragraphs):
    links = ''.join(f'<li class="menu-item"><a href="/section/{i}">Section '
                    f'{i} of the site</a></li>\n' for i in range(LINKS))
    script = '<script>' + 'var a=[1,2,3];' * (SCRIPT_BYTES // 14) + '</script>'
    return (f'<!DOCTYPE html><html lang="en"><head><title>A page</title>'
            f'{script}</head><body><nav><ul>{links}</ul></nav><main><article>'
            f'<h1>A page</h1>{marked(paragraphs, "<p>", "</p>")}</article>'
            '</main><footer><p>All rights reserved.</p></footer></body></html>')


def tei(paragraphs):
    return ('<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc>'
            '<titleStmt><title>A paper</title></titleStmt></fileDesc>'
            f'</teiHeader><text><body>{marked(paragraphs, "<p>", "</p>")}'
            '</body></text></TEI>')


def feed(paragraphs):
    body = escape(marked(paragraphs, '<p>', '</p>'))
    return ('<rss version="2.0"><channel><title>Statements</title><item>'
            f'<title>A statement</title><description>{body}</description>'
            '</item></channel></rss>')


def rtf(paragraphs):
    def character(c):
        return c if ord(c) < 128 else f'\\u{ord(c)}?'
    return ('{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Times;}}\n'
            + '\\par\n'.join(''.join(map(character, line))
                             for line in paragraphs) + '\\par}')


def zipped(path, members):
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():  # OpenDocument's first as it is
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_STORED
                             if name == 'mimetype' else zipfile.ZIP_DEFLATED)


def write_docx(path, paragraphs):
    kind = 'http://schemas.openxmlformats.org/'
    word = f'xmlns:w="{kind}wordprocessingml/2006/main"'
    body = marked(paragraphs, '<w:p><w:r><w:t>', '</w:t></w:r></w:p>')
    zipped(path, {
        '[Content_Types].xml': f'<Types xmlns="{kind}package/2006/'
        'content-types"><Override PartName="/word/document.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.wordprocessingml.'
        'document.main+xml"/></Types>',
        '_rels/.rels': f'<Relationships xmlns="{kind}package/2006/'
        f'relationships"><Relationship Id="r1" Type="{kind}officeDocument/'
        '2006/relationships/officeDocument" Target="word/document.xml"/>'
        '</Relationships>',
        'word/document.xml': f'<w:document {word}><w:body>{body}</w:body>'
        '</w:document>'})


def write_odt(path, paragraphs):
    names = 'urn:oasis:names:tc:opendocument:xmlns:'
    body = marked(paragraphs, '<text:p>', '</text:p>')
    zipped(path, {
        'mimetype': 'application/vnd.oasis.opendocument.text',
        'content.xml': f'<office:document-content xmlns:office="{names}'
        f'office:1.0" xmlns:text="{names}text:1.0"><office:body><office:text>'
        f'{body}</office:text></office:body></office:document-content>'})


def lines_of(paragraphs):
    for paragraph in paragraphs:
        line = ''
        for word in paragraph.split():
            if line and len(line) + len(word) >= LINE_CHARACTERS:
                yield line
                line = ''
            line += (' ' if line else '') + word
        yield line


def pdf_page(lines):
    """Characters that Latin-1 has not become question marks."""
    shown = ''.join('({}) Tj T*\n'.format(
        line.replace('\\', r'\\').replace('(', r'\(').replace(')', r'\)'))
        for line in lines)
    return zlib.compress(f'BT /F 10 Tf 12 TL 56 780 Td\n{shown}ET'.encode(
        'latin-1', 'replace'))


def write_pdf(path, paragraphs):
    lines = list(lines_of(paragraphs))
    pages = [pdf_page(lines[i:i + LINES_A_PAGE])
             for i in range(0, len(lines), LINES_A_PAGE)]
    kids = ' '.join(f'{4 + 2 * i} 0 R' for i in range(len(pages)))
    objects = [b'<</Type/Catalog/Pages 2 0 R>>',
               f'<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>'.encode(),
               b'<</Type/Font/Subtype/Type1/BaseFont/Helvetica'
               b'/Encoding/WinAnsiEncoding>>']
    for i, page in enumerate(pages):
        objects += [b'<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]'
                    b'/Resources<</Font<</F 3 0 R>>>>/Contents %d 0 R>>'
                    % (5 + 2 * i),
                    b'<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream'
                    % (len(page), page)]
    out, places = b'%PDF-1.4\n', []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b'%d 0 obj\n%s\nendobj\n' % (number, content)
    table = b''.join(b'%010d 00000 n \n' % place for place in places)
    path.write_bytes(
        out + b'xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root '
        b'1 0 R>>\nstartxref\n%d\n%%%%EOF\n'
        % (len(objects) + 1, table, len(objects) + 1, len(out)))


def as_text(make):
    return lambda path, paragraphs: path.write_text(make(paragraphs),
                                                    encoding='utf-8')


FORMATS = {'txt': as_text('\n\n'.join), 'html': as_text(html),
           'pdf': write_pdf, 'docx': write_docx, 'odt': write_odt,
           'rtf': as_text(rtf), 'rss': as_text(feed), 'xml': as_text(tei)}


def make_documents(folder, texts, extension):
    """Writes each text of `texts` (paths) into `folder` as that format. Texts of
    several folders may have one name: a number keeps them apart."""
    Path(folder).mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(texts):
        FORMATS[extension](Path(folder) / f'{text.stem}-{number}.{extension}',
                           paragraphs_of(text.read_text(encoding='utf-8')))
