"""make_corpus.py FOLDER LEXICONS - some 300 documents of many formats, with a
manifest, a feed of several items and two that cannot be read. Their sentences
are what the lexicons give as examples. The same bytes each time."""
import csv
import random
import sys
from pathlib import Path
from xml.sax.saxutils import escape

sys.path.insert(0, str(Path(__file__).parent.parent / 'bench'))
from make_documents import FORMATS  # noqa: E402

DOCUMENTS, ITEMS = 300, 12
REGIONS = ['Africa', 'Americas', 'Asia', 'Europe', '']
EXTENSIONS = ['txt'] * 16 + ['docx', 'odt', 'rtf', 'xml', 'html', 'pdf']
PLAIN = ['The ministers met in the capital.', 'They agreed to meet again.',
         'Trade grew by three percent, and wages did not.',
         'Nobody had expected the session to end so soon.',
         'A report on schools and roads was adopted.']


def read_sentences(lexicons):
    sentences = []
    for path in sorted(Path(lexicons).glob('*.csv')):
        with open(path, encoding='utf-8-sig', newline='') as lines:
            for row in csv.DictReader(lines):
                sentences += [text for text in (row.get('example'),
                                                row.get('counterexample'))
                              if text]
    return sentences


def paragraphs(chance, sentences):
    return [' '.join(chance.choice(sentences if chance.random() < 0.3
                                   else PLAIN)
                     for _ in range(chance.randint(2, 9)))
            for _ in range(chance.randint(1, 12))]


def feed(chance, sentences):
    items = ''.join(
        f'<item><title>Statement {i}</title><pubDate>Mon, 0{i % 7 + 1} Jun '
        f'20{i + 10} 10:00:00 GMT</pubDate><description>'
        f'{escape(" ".join(paragraphs(chance, sentences)))}</description>'
        '</item>' for i in range(ITEMS))
    return f'<rss version="2.0"><channel><title>All</title>{items}' \
        '</channel></rss>'


def main(folder, lexicons):
    chance = random.Random(8)
    sentences = read_sentences(lexicons)
    rows = []
    for i in range(DOCUMENTS):
        name = f'{chance.choice("abc")}/document-{i:03}.'
        name += chance.choice(EXTENSIONS)
        path = Path(folder, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        FORMATS[path.suffix[1:]](path, paragraphs(chance, sentences))
        rows.append([name, f'{chance.randint(1995, 2024)}-'
                     f'{chance.randint(1, 12):02}-11', f'Document "{i}"',
                     chance.choice(REGIONS)])
    Path(folder, 'a', 'feed.xml').write_text(feed(chance, sentences))
    Path(folder, 'b', 'torn.docx').write_bytes(
        Path(folder, next(row[0] for row in rows if 'docx' in row[0])
             ).read_bytes()[:700])
    Path(folder, 'c', 'torn.pdf').write_bytes(b'%PDF-1.4\n1 0 obj\n<<')
    Path(folder, 'b', 'same.txt').write_bytes(
        Path(folder, next(row[0] for row in rows if 'txt' in row[0])
             ).read_bytes())
    with open(Path(folder, 'manifest.csv'), 'w', encoding='utf-8',
              newline='') as out:
        csv.writer(out).writerows([['file', 'date', 'title', 'region']] + rows)


main(*sys.argv[1:])
