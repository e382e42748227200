"""small_documents.py - the least that is a document of a format."""
import io
import zipfile

RELS = ('<?xml version="1.0"?><Relationships xmlns="http://schemas.openxml'
        'formats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/officeDocument" Target="word/document.xml"/>'
        '</Relationships>')
TYPES = ('<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org'
         '/package/2006/content-types"><Default Extension="xml" ContentType='
         '"application/xml"/><Override PartName="/word/document.xml" '
         'ContentType="application/vnd.openxmlformats-officedocument.word'
         'processingml.document.main+xml"/></Types>')
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word_body(inner, before=''):
    return (f'<?xml version="1.0"?>{before}<w:document {WORD}><w:body>{inner}'
            '</w:body></w:document>').encode()


def archive(members):
    made = io.BytesIO()
    with zipfile.ZipFile(made, 'w', zipfile.ZIP_DEFLATED) as out:
        for name, data in members:
            out.writestr(name, data, zipfile.ZIP_STORED
                         if name == 'mimetype' else None)
    return made.getvalue()


def docx(document):
    return archive([('[Content_Types].xml', TYPES), ('_rels/.rels', RELS),
                    ('word/document.xml', document)])


def odt(content):
    return archive([('mimetype', 'application/vnd.oasis.opendocument.text'),
                    ('content.xml', content),
                    ('META-INF/manifest.xml', '<manifest/>')])


def rss(item, before=''):
    return (f'<?xml version="1.0"?>{before}<rss version="2.0"><channel>'
            f'<title>t</title><item><title>n</title><description>{item}'
            '</description></item></channel></rss>')


def tei(body, before=''):
    return (f'<?xml version="1.0"?>{before}<TEI xmlns="http://www.tei-c.org/'
            f'ns/1.0"><text><body>{body}</body></text></TEI>')


def pdf(objects, trailer='<< /Root 1 0 R >>'):
    out = b'%PDF-1.4\n'
    for number, data in enumerate(objects, 1):
        out += b'%d 0 obj\n%s\nendobj\n' % (number, data)
    return out + b'trailer\n%s\n%%%%EOF\n' % trailer.encode()


def pdf_stream(data, filters=b''):
    return (b'<< /Length %d %s >>\nstream\n%s\nendstream'
            % (len(data), filters, data))


def pdf_page(stream, side=b'600', more=(), trailer='<< /Root 1 0 R >>'):
    return pdf([b'<< /Type /Catalog /Pages 2 0 R >>',
                b'<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
                b'<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %s %s] '
                b'/Contents 4 0 R /Resources << /Font << /F << /Type /Font '
                b'/Subtype /Type1 /BaseFont /Helvetica >> >> >> >>'
                % (side, side), stream, *more], trailer)


PDF_TEXT = pdf_stream(b'BT /F 12 Tf 100 500 Td (norms of states) Tj ET')
