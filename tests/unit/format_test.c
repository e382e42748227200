/* format_test.c - which format a file has, and plain text's lines. */
#include <stdlib.h>
#include <string.h>

#include "unit.h"

#include "ingest/extract.h"

static struct extracted out;
static struct error err;
static const struct format *format;

static int release(void **state)
{
    (void)state;
    extracted_release(&out);
    return 0;
}

static enum status extract(const char *path, const char *text, size_t length)
{
    struct buffer bytes = {0};
    enum status status;

    buffer_add(&bytes, text, length);
    status = document_extract(&(struct source){path, &bytes, 0}, &out, &format,
                              &err);
    buffer_release(&bytes);
    return status;
}

static void assert_refused(const char *bytes, size_t length,
                           const char *sentence)
{
    assert_int_equal(extract("a.txt", bytes, length), ERR_FORMAT);
    assert_null(format);
    if (!strstr(err.text, sentence))
        fail_msg("\"%s\" has no \"%s\"", err.text, sentence);
}

#define REFUSED(bytes, sentence) \
    assert_refused((bytes), sizeof(bytes) - 1, (sentence))

static void assert_text(const char *bytes, const char *expected)
{
    assert_int_equal(extract("a.txt", bytes, strlen(bytes)), OK);
    assert_string_equal(buffer_text(&out.text), expected);
    assert_int_equal(out.text.length, strlen(expected));
}

static void knows_extensions(void **state)
{
    (void)state;
    assert_string_equal(format_of_path("a/b.txt")->name, "text");
    assert_string_equal(format_of_path("A.TXT")->name, "text");
    assert_string_equal(format_of_path("a.b.md")->name, "markdown");
    assert_string_equal(format_of_path("a.pdf")->name, "pdf");
    assert_null(format_of_path("a.txt/README"));
    assert_null(format_of_path("txt"));
    assert_null(format_of_path("a."));
    assert_string_equal(format_of_path("a.txt.gz")->name, "text");
    assert_string_equal(format_of_path("a/b.MD.GZ")->name, "markdown");
    assert_null(format_of_path("a.gz"));
    assert_null(format_of_path(".gz"));
    assert_null(format_of_path("a.txt.gz.gz"));
    assert_int_equal(format_stem_length("report.txt.gz"), 6);
    assert_int_equal(format_stem_length("a.b.md"), 3);
    assert_int_equal(format_stem_length("none"), 4);
    assert_int_equal(format_stem_length(".hidden"), 7);
}

static void table_is_complete(void **state)
{
    (void)state;
    assert_true(format_count() >= 2);
    for (size_t i = 0; i < format_count(); i++) {
        assert_non_null(format_at(i)->name);
        assert_non_null(format_at(i)->extensions[0]);
        assert_non_null(format_at(i)->extract);
    }
}

static void refuses_what_is_no_text(void **state)
{
    (void)state;
    REFUSED("PK\3\4rest", "is a zip archive");
    REFUSED("\x1F\x8B\b", "is gzip-compressed and cut short");
    REFUSED("\x1F\x8B\1", "is gzip-compressed; policylex cannot read it");
    REFUSED("\x89PNG\r\n", "is a PNG image");
    REFUSED("text and then \0 something", "holds a NUL byte (at byte 14)");
}

static void a_page_is_a_page_whatever_its_name(void **state)
{
    const char page[] = "\xEF\xBB\xBF \r\n<html lang='en'><p>Norms.</p>";

    (void)state;
    assert_int_equal(extract("a.txt", page, strlen(page)), OK);
    assert_string_equal(format->name, "html");
    assert_string_equal(buffer_text(&out.text), "Norms.\n");
}

static void stray_nul_bytes_in_a_page_are_nothing(void **state)
{
    const char page[] = "<!DOCTYPE html><p>Norms\0 of\0 states.</p>\0";

    (void)state;
    assert_int_equal(extract("a.html", page, sizeof(page) - 1), OK);
    assert_string_equal(buffer_text(&out.text), "Norms of states.\n");
}

static void takes_text_that_only_resembles(void **state)
{
    (void)state;
    assert_text("<b>Norms</b> of HTML\n", "<b>Norms</b> of HTML\n");
    assert_text("A PDF begins with %PDF-1.7\n", "A PDF begins with %PDF-1.7\n");
    assert_text("BZ\n", "BZ\n");
    assert_text("", "");
}

static void unknown_names_are_refused(void **state)
{
    (void)state;
    assert_int_equal(extract("a.xyz", "text", 4), ERR_FORMAT);
    assert_non_null(strstr(err.text,
                           "is not a document that policylex can read; it "
                           "reads text (.txt), markdown (.md)"));
}

static void normalises_line_ends(void **state)
{
    (void)state;
    assert_text("a\r\nb\rc\n\r\nx", "a\nb\nc\n\nx\n");
    assert_text("page\fnext\vline", "page\nnext\nline\n");
    assert_text("a\xC2\x85"
                "b\xE2\x80\xA8"
                "c\xE2\x80\xA9"
                "x",
                "a\nb\nc\n\nx\n");
    assert_text("\xC3\xA9\xC2\xA0\xE2\x80\x99\n",
                "\xC3\xA9\xC2\xA0\xE2\x80\x99\n");
    assert_false(out.paragraphs_known);
    assert_text("a\r", "a\n");
    assert_text("\xE2", "\u00E2\n");
    assert_text("\n\n  a\n", "\n\n  a\n");
}

/* Line ends are found wherever they stand among many bytes. */
static void normalises_at_every_offset(void **state)
{
    char text[200], expected[200];

    (void)state;
    for (size_t at = 0; at < 150; at++) {
        memset(text, 'x', sizeof(text));
        memset(expected, 'x', sizeof(expected));
        memcpy(text + at, "\r\n", 2);
        text[160] = expected[159] = '\0';
        expected[at] = '\n';
        expected[158] = '\n';
        text[159] = '\0';
        assert_text(text, expected);
    }
}

static void strips_the_byte_order_mark(void **state)
{
    (void)state;
    assert_text("\xEF\xBB\xBFNorms\n", "Norms\n");
    assert_text("\xEF\xBB\xBF", "");
}

static void reads_other_encodings(void **state)
{
    (void)state;
    assert_text("caf\xE9 r\xE9sum\xE9\n", "caf\u00E9 r\u00E9sum\u00E9\n");
    assert_string_equal(out.encoding, "windows-1252");
    assert_int_equal(out.issues.count, 1);
    assert_int_equal(out.issues.items[0].severity, SEVERITY_NOTE);
    assert_string_equal(out.issues.items[0].message,
                        "is not UTF-8 and does not say what it is; read as "
                        "windows-1252, which it looks like");
    assert_int_equal(extract("a.txt", "\xFF\xFEh\0\r\0\n\0", 8), OK);
    assert_string_equal(out.text.data, "h\n");
    assert_string_equal(out.encoding, "UTF-16LE");
    assert_int_equal(extract("a.md", "\0#\0 \0h\0i", 8), OK);
    assert_string_equal(out.text.data, "hi\n");
    assert_text("caf\xC3\xA9 na\xC3\xAFve \xE9\n",
                "caf\u00E9 na\u00EFve \uFFFD\n");
    assert_string_equal(out.encoding, "UTF-8");
}

/* Sets `format` when nothing but plain text in UTF-8 is to be read. */
static bool is_plain(const char *path, const char *text, size_t length)
{
    struct buffer bytes = {0};

    buffer_add(&bytes, text, length);
    assert_int_equal(document_extract_plain(&(struct source){path, &bytes, 0},
                                            &out, &format, &err),
                     OK);
    if (!format) {
        assert_int_equal(out.text.length, 0);
        assert_int_equal(bytes.length, length);
        assert_memory_equal(buffer_text(&bytes), text, length);
    }
    buffer_release(&bytes);
    return format != NULL;
}

static void parses_nothing_of_plain_text(void **state)
{
    (void)state;
    assert_true(is_plain("a.txt", "Norms\r\n", 7));
    assert_string_equal(out.text.data, "Norms\n");
    assert_string_equal(out.encoding, "UTF-8");
    assert_true(is_plain("a.TXT", "\xEF\xBB\xBF\u00E9", 5));
    assert_string_equal(out.text.data, "\u00E9\n");
    assert_true(is_plain("a.txt.gz", "Norms", 5));
    assert_true(is_plain("a.txt", "", 0));
    assert_false(is_plain("a.md", "Norms", 5));
    assert_false(is_plain("a", "Norms", 5));
    assert_false(is_plain("a.txt", "caf\xE9", 4));
    assert_false(is_plain("a.txt", "N\0o\0", 4));
    assert_false(is_plain("a.txt", "<html></html>", 13));
    assert_false(is_plain("a.txt", "%PDF-1.7", 8));
    assert_false(is_plain("a.txt", "\x1F\x8B\b\0", 4));
}

static void obeys_the_limit(void **state)
{
    struct extracted small = {.text = {.limit = 8}};
    struct buffer bytes = {0};

    (void)state;
    buffer_add_text(&bytes, "more than eight bytes");
    assert_int_equal(document_extract(&(struct source){"a.txt", &bytes, 0},
                                      &small, NULL, &err),
                     ERR_LIMIT);
    buffer_reset(&bytes);
    buffer_add_text(&bytes, "8 bytes.");
    assert_int_equal(document_extract(&(struct source){"a.txt", &bytes, 0},
                                      &small, NULL, &err),
                     ERR_LIMIT); /* no room for the line's end */
    buffer_reset(&bytes);
    buffer_add_text(&bytes, "7 bytes");
    assert_int_equal(document_extract(&(struct source){"a.txt", &bytes, 0},
                                      &small, NULL, &err),
                     OK);
    buffer_add_text(&bytes, "more than eight bytes");
    assert_int_equal(document_extract(&(struct source){"a.md", &bytes, 0},
                                      &small, NULL, &err),
                     ERR_LIMIT);
    buffer_release(&bytes);
    extracted_release(&small);
}

static void keeps_metadata_in_order(void **state)
{
    struct metadata metadata = {0};

    (void)state;
    metadata_add(&metadata, "title", "  Two\n  lines ");
    metadata_add(&metadata, "Date", "2011");
    assert_string_equal(metadata_get(&metadata, "Title"), "Two lines");
    assert_string_equal(metadata_get(&metadata, "date"), "2011");
    assert_null(metadata_get(&metadata, "none"));
    metadata_reset(&metadata);
    assert_null(metadata_get(&metadata, "date"));
    free(metadata.items);
}

static void assert_issues(const char *page, size_t count)
{
    assert_int_equal(extract("a.html", page, strlen(page)), OK);
    assert_int_equal(out.issues.count, count);
}

static void pages_cut_short_are_told(void **state)
{
    (void)state;
    assert_issues("<html><body><p>Norms bind.</p></body></html>", 0);
    assert_issues("<p>A fragment.</p>", 0);
    assert_issues("<html><body><p>Norms bind.</p><p>Sec", 1);
    assert_non_null(strstr(out.issues.items[0].message, "cut short"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_extensions),
        cmocka_unit_test(table_is_complete),
        cmocka_unit_test(refuses_what_is_no_text),
        cmocka_unit_test(a_page_is_a_page_whatever_its_name),
        cmocka_unit_test(pages_cut_short_are_told),
        cmocka_unit_test(stray_nul_bytes_in_a_page_are_nothing),
        cmocka_unit_test(takes_text_that_only_resembles),
        cmocka_unit_test(unknown_names_are_refused),
        cmocka_unit_test(normalises_line_ends),
        cmocka_unit_test(normalises_at_every_offset),
        cmocka_unit_test(strips_the_byte_order_mark),
        cmocka_unit_test(reads_other_encodings),
        cmocka_unit_test(parses_nothing_of_plain_text),
        cmocka_unit_test(obeys_the_limit),
        cmocka_unit_test(keeps_metadata_in_order),
    };

    return cmocka_run_group_tests_name("format", tests, NULL, release);
}
