/* sniff_test.c - what files are, whole, cut short, and dressed as others. */
#include <stdlib.h>
#include <string.h>

#include "unit.h"

#include "base/buffer.h"
#include "ingest/sniff.h"

/* The sniffers by a letter: p(df) d(ocx) o(dt) r(tf) z (gzip), h(tml) f(eed)
 * t(ei) x(ml). */
static const struct {
    char letter;
    bool (*sniff)(const char *bytes, size_t length);
} sniffers[] = {
    {'p', sniff_pdf},  {'d', sniff_docx}, {'o', sniff_odt},
    {'r', sniff_rtf},  {'z', sniff_gzip}, {'h', sniff_html},
    {'f', sniff_feed}, {'t', sniff_tei},  {'x', sniff_xml},
};

enum { SNIFFER_COUNT = sizeof(sniffers) / sizeof(sniffers[0]) };

/* Asks each sniffer of an exact copy, so that tools see overruns. */
static void assert_sniffed(const char *bytes, size_t length,
                           const char *expected)
{
    char *copy = malloc(length + 1), found[SNIFFER_COUNT + 1];
    size_t count = 0;

    assert_non_null(copy);
    copy = realloc(copy, length ? length : 1);
    assert_non_null(copy);
    memcpy(copy, bytes, length);
    for (size_t i = 0; i < SNIFFER_COUNT; i++)
        if (sniffers[i].sniff(copy, length))
            found[count++] = sniffers[i].letter;
    found[count] = '\0';
    free(copy);
    if (strcmp(found, expected) != 0)
        fail_msg("\"%.60s\" (%zu bytes): \"%s\", not \"%s\"", bytes, length,
                 found, expected);
}

#define SNIFFED(bytes, expected) \
    assert_sniffed((bytes), sizeof(bytes) - 1, (expected))

static void knows_pages(void **state)
{
    (void)state;
    SNIFFED("<!DOCTYPE HTML><p>", "h");
    SNIFFED("<!doctype html SYSTEM 'about:legacy-compat'>", "h");
    SNIFFED("\xEF\xBB\xBF \r\n<html lang='en'>", "h");
    SNIFFED("<HEAD><title>x</title>", "h");
    SNIFFED("<body\nclass=a>", "h");
    SNIFFED("<!-- saved from url=(0014)about:internet -->\n<!-- > --><html>",
            "h");
    SNIFFED("<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC 'x'>\n<html>", "hx");
    SNIFFED("<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'>",
            "hx");
    SNIFFED("<x:html xmlns:x='http://www.w3.org/1999/xhtml'>", "h");
}

static void knows_xml(void **state)
{
    (void)state;
    SNIFFED("<?xml version=\"1.0\"?><rss version='2.0'>", "fx");
    SNIFFED("<rss>", "f");
    SNIFFED("<feed xmlns='http://www.w3.org/2005/Atom'>", "f");
    SNIFFED("<?xml version='1.0'?><?xml-stylesheet href='a?b'?><atom:feed>",
            "fx");
    SNIFFED("<rdf:RDF xmlns:rdf='x'\n xmlns='http://purl.org/rss/1.0/'>", "f");
    SNIFFED("<rdf:RDF xmlns='http://my.netscape.com/rdf/simple/0.9/'>", "f");
    SNIFFED("<rdf:RDF xmlns:dc='x'><a b='http://purl.org/rss/1.0/'/>", "");
    SNIFFED("<TEI xmlns='http://www.tei-c.org/ns/1.0'>", "t");
    SNIFFED("<!DOCTYPE TEI.2 [<!ENTITY a \"<b>\">]><TEI.2>", "t");
    SNIFFED("<teiCorpus>", "t");
    SNIFFED("\xEF\xBB\xBF<?xml version='1.0'?><report>", "x");
    SNIFFED("<?xml version='1.0'?><!-- <rss> --><report>", "x");
}

/* The stream of a document with a password, named in UTF-16. */
static const char locked[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"
                             "E\0n\0c\0r\0y\0p\0t\0e\0d\0"
                             "P\0a\0c\0k\0a\0g\0e\0";

static void knows_binary_formats(void **state)
{
    (void)state;
    SNIFFED("%PDF-1.7\n", "p");
    SNIFFED("HTTP/1.1 200 OK\r\nX: y\r\n\r\n%PDF-1.4", "p");
    SNIFFED("{\\rtf1\\ansi", "r");
    SNIFFED("\x1F\x8B\b\0", "z");
    assert_string_equal(binary_name("%PDF-2.0", 8), "a PDF file");
    assert_string_equal(
        binary_name("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8),
        "an old Microsoft Office file (DOC or XLS; save it as DOCX)");
    assert_string_equal(binary_name(locked, sizeof(locked)),
                        "an Office document with a password (save it without)");
    assert_string_equal(binary_name("\x89PNG\r\n", 6), "a PNG image");
    assert_string_equal(binary_name("PK\3\4rest", 8),
                        "a zip archive that is cut short (perhaps a DOCX)");
}

static void is_not_misled(void **state)
{
    char late[1100];

    (void)state;
    SNIFFED("", "");
    SNIFFED("<", "");
    SNIFFED("<html", "");
    SNIFFED("<b>Norms</b> and <html>", "");
    SNIFFED("The tag <html> begins a page", "");
    SNIFFED("<header>, <html> and <body> are tags", "");
    SNIFFED("<!-- never closed <html>", "");
    SNIFFED("<!-- a comment --> Text of Markdown, <html>", "");
    SNIFFED("<!DOCTYPE TEI [", "");
    SNIFFED("<!DOCTYPE", "");
    SNIFFED("<?xmlish?>", "");
    SNIFFED("<?xml", "");
    SNIFFED("<feeding-time>", "");
    SNIFFED("<RSS>", "");
    SNIFFED("A PDF begins with %PDF-1.7\n", "");
    SNIFFED("%PDF", "");
    SNIFFED("%PDF-", "");
    SNIFFED("%PDF-x", "");
    SNIFFED("\x1F\x8B", "");
    SNIFFED("PK\5\6", "");
    SNIFFED("{\\rt", "");
    memset(late, '\n', sizeof(late));
    memcpy(late + 1019, "%PDF-1.4", 8);
    assert_sniffed(late, sizeof(late), "");
    memcpy(late + 1018, "%PDF-1.4", 8);
    assert_sniffed(late, sizeof(late), "p");
}

/* -- Zip archives ---------------------------------------------------------- */

static struct buffer zip, list;

static void add_number(struct buffer *to, size_t value, size_t count)
{
    for (size_t i = 0; i < count; i++, value >>= 8U)
        buffer_add_byte(to, (char)(value & 0xFFU));
}

/* Adds a stored member; check sums and times are 0, which no sniffer reads. */
static void add_member(const char *name, const char *bytes)
{
    size_t offset = zip.length,
           sizes[] = {strlen(bytes), strlen(bytes), strlen(name)};

    buffer_add(&zip, "PK\3\4\n\0\0\0\0\0\0\0\0\0\0\0\0\0", 18);
    buffer_add(&list, "PK\1\2\n\0\n\0\0\0\0\0\0\0\0\0\0\0\0\0", 20);
    for (size_t i = 0; i < 3; i++) {
        add_number(&zip, sizes[i], i < 2 ? 4 : 2);
        add_number(&list, sizes[i], i < 2 ? 4 : 2);
    }
    add_number(&zip, 0, 2);
    add_number(&list, 0, 12);
    add_number(&list, offset, 4);
    buffer_add_text(&zip, name);
    buffer_add_text(&list, name);
    buffer_add_text(&zip, bytes);
}

static void finish_zip(const char *comment)
{
    size_t offset = zip.length;

    buffer_add(&zip, list.data, list.length);
    buffer_add(&zip, "PK\5\6\0\0\0\0\1\0\1\0", 12);
    add_number(&zip, list.length, 4);
    add_number(&zip, offset, 4);
    add_number(&zip, strlen(comment), 2);
    buffer_add_text(&zip, comment);
}

/* Makes an archive of members named in `names`, one a line. */
static void make_zip(const char *names, const char *first_bytes)
{
    buffer_reset(&zip);
    buffer_reset(&list);
    while (*names) {
        size_t length = strcspn(names, "\n");
        char name[64] = "";

        memcpy(name, names, length);
        add_member(name, list.length ? "<x/>" : first_bytes);
        names += length + (names[length] == '\n');
    }
    finish_zip("a comment");
}

static void assert_zip(const char *names, const char *first,
                       const char *expected, const char *name)
{
    make_zip(names, first);
    assert_sniffed(zip.data, zip.length, expected);
    assert_string_equal(binary_name(zip.data, zip.length), name);
}

static void knows_office_documents(void **state)
{
    (void)state;
    assert_zip("[Content_Types].xml\n_rels/.rels\nword/document.xml", "<x/>",
               "d", "a Word document (DOCX)");
    assert_zip("word/document.xml\n[Content_Types].xml", "<x/>", "d",
               "a Word document (DOCX)");
    assert_zip("[Content_Types].xml\nxl/workbook.xml", "<x/>", "",
               "an Excel workbook (XLSX)");
    assert_zip("[Content_Types].xml\nppt/presentation.xml", "<x/>", "",
               "a PowerPoint presentation (PPTX)");
    assert_zip("mimetype\ncontent.xml",
               "application/vnd.oasis.opendocument.text", "o",
               "an OpenDocument text (ODT)");
    assert_zip("mimetype\ncontent.xml",
               "application/vnd.oasis.opendocument.spreadsheet", "",
               "an OpenDocument spreadsheet (ODS)");
    assert_zip("mimetype\nOPS/a.xhtml", "application/epub+zip", "",
               "an EPUB book");
}

static void knows_other_archives(void **state)
{
    (void)state;
    assert_zip("a.txt\nb.txt", "text", "", "a zip archive");
    assert_zip("word/document.xml", "<x/>", "", "a zip archive");
    assert_zip("[Content_Types].xml\nword/document.xml.bak", "<x/>", "",
               "a zip archive");
    /* A Word document inside a zip archive does not make it one. */
    assert_zip("a.docx", "PK\3\4[Content_Types].xml word/document.xml", "",
               "a zip archive");
}

/* Whatever is missing at the end or garbled, nothing is read beyond it. */
static void survives_damage(void **state)
{
    (void)state;
    make_zip("[Content_Types].xml\nword/document.xml", "<x/>");
    for (size_t length = 0; length + 9 < zip.length; length++)
        assert_sniffed(zip.data, length, "");
    for (size_t i = 4; i < zip.length; i++) {
        char saved = zip.data[i];
        char *copy;

        zip.data[i] = '\xFF';
        copy = malloc(zip.length);
        assert_non_null(copy);
        memcpy(copy, zip.data, zip.length);
        assert_non_null(binary_name(copy, zip.length));
        free(copy);
        zip.data[i] = saved;
    }
    make_zip("mimetype", "application/vnd.oasis.opendocument.text");
    for (size_t length = 0; length < 30 + 8 + 39; length++)
        assert_sniffed(zip.data, length, "");
}

static int release(void **state)
{
    (void)state;
    buffer_release(&zip);
    buffer_release(&list);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_pages),
        cmocka_unit_test(knows_xml),
        cmocka_unit_test(knows_binary_formats),
        cmocka_unit_test(is_not_misled),
        cmocka_unit_test(knows_office_documents),
        cmocka_unit_test(knows_other_archives),
        cmocka_unit_test(survives_damage),
    };

    return cmocka_run_group_tests_name("sniff", tests, NULL, release);
}
