/* reader_test.c - from a file to segmented text. */
#include "unit.h"

#include <string.h>

#include "folder_fixture.h"
#include "run/reader.h"

static struct reader reader;
static struct inputs inputs;
static struct error err;

static int begin(void **state)
{
    static const char lines[] = "Skip to content\nShare on *\n";

    return folder_begin(state) ||
           boilerplate_new(&inputs.boilerplate, "list", lines,
                           sizeof(lines) - 1, &err) != OK;
}

static int end(void **state)
{
    reader_release(&reader);
    inputs_release(&inputs);
    return folder_end(state);
}

/* Reads a file of that name and text. */
static enum status read_file(const char *name, const char *text)
{
    folder_write(name, text);
    if (reader_load(&reader, folder_path(name), strlen(text), &err) != OK)
        fail_msg("%s", err.text);
    return reader_read(&reader, name, &inputs, &err);
}

/* Wrapped, as the length of its lines tells. */
static const char prose[] =
    "The norms of responsible state behaviour apply in peacetime, and all of\n"
    "these states have affirmed them in the reports of their experts. They "
    "are\n"
    "not binding, yet a state that breaks them has to answer for it among the\n"
    "others.\n";

static void a_file_becomes_words_and_sentences(void **state)
{
    (void)state;
    assert_int_equal(read_file("a.txt", prose), OK);
    assert_string_equal(reader.format->name, "text");
    assert_int_equal(reader.text.words.count, 41);
    assert_int_equal(reader.text.sentences.count, 2);
    assert_int_equal(reader.text.canonical.paragraphs.count, 1);
    assert_int_equal(reader.extracted.issues.count, 0);
    assert_int_equal(reader.boilerplate_lines, 0);
}

/* In Markdown a line of the extracted text is a paragraph, in text it may be a
 * part of one. */
static void the_format_decides_the_layout(void **state)
{
    static const char list[] =
        "- The norms of responsible state behaviour apply in peacetime\n"
        "- all of these states have affirmed them in many of the reports\n"
        "- they are not binding, yet a state that breaks them must answer\n"
        "- others.\n";

    (void)state;
    assert_int_equal(read_file("a.md", list), OK);
    assert_int_equal(reader.text.canonical.paragraphs.count, 4);
    assert_int_equal(read_file("a.txt", prose), OK);
    assert_int_equal(reader.text.canonical.paragraphs.count, 1);
}

static void boilerplate_is_left_out_and_counted(void **state)
{
    (void)state;
    assert_int_equal(
        read_file("a.txt", "skip to content\n\nNorms\n\nShare on X\n"), OK);
    assert_int_equal(reader.boilerplate_lines, 2);
    assert_int_equal(reader.text.words.count, 1);
    assert_int_equal(read_file("b.txt", "Norms\n"), OK);
    assert_int_equal(reader.boilerplate_lines, 0);
}

static void the_digest_is_of_the_bytes(void **state)
{
    char hex[DIGEST_HEX_SIZE];

    (void)state;
    assert_int_equal(read_file("a.txt", "abc"), OK);
    digest_to_hex(&reader.digest, hex);
    assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223"
                             "b00361a396177a9cb410ff61f20015ad");
}

static void bytes_that_are_not_utf8_are_noted(void **state)
{
    const struct issue *issue;

    (void)state;
    assert_int_equal(read_file("a.txt", "The norms \x81 of behaviour that "
                                        "\u00E9tats accept\n"),
                     OK);
    assert_int_equal(reader.extracted.issues.count, 1);
    issue = &reader.extracted.issues.items[0];
    assert_int_equal(issue->severity, SEVERITY_WARNING);
    assert_string_equal(issue->stage, "extract");
    assert_has(issue->message, "1 byte sequences are not UTF-8, the first at "
                               "byte 10;");
}

static void what_cannot_be_read_is_told(void **state)
{
    (void)state;
    assert_int_equal(reader_load(&reader, folder_path("none.txt"), 4, &err),
                     ERR_MISSING);
    assert_has(err.text, "none.txt");
    assert_int_equal(read_file("a.txt", "%PDF-1.4\n"), ERR_FORMAT);
    assert_int_equal(read_file("a.txt", "norms\n"), OK); /* none the worse */
    assert_int_equal(reader.text.words.count, 1);
}

static void nothing_of_a_document_stays_for_the_next(void **state)
{
    (void)state;
    assert_int_equal(read_file("a.md", "---\ntitle: One\n---\nA b c.\n"), OK);
    assert_string_equal(metadata_get(&reader.extracted.metadata, "title"),
                        "One");
    assert_int_equal(read_file("b.md", "x\n"), OK);
    assert_null(metadata_get(&reader.extracted.metadata, "title"));
    assert_int_equal(reader.text.words.count, 1);
    assert_int_equal(reader.text.sentences.count, 1);
}

static void assert_item(const char *path, uint32_t bytes, const char *text)
{
    char hex[DIGEST_HEX_SIZE];

    assert_int_equal(reader_load(&reader, folder_path(path), 0, &err), OK);
    assert_int_equal(reader.bytes.length, bytes);
    assert_int_equal(reader_read(&reader, path, &inputs, &err), OK);
    assert_string_equal(buffer_text(&reader.extracted.text), text);
    digest_to_hex(&reader.digest, hex);
    assert_string_equal(hex, "54b91ea48270a113d835802c8bfff9d9"
                             "6f0ffe7f27ff83ee030fe5fed53dc816");
}

/* Each is read from its own bytes, not from the whole feed's. */
static void items_of_a_feed_are_read_one_by_one(void **state)
{
    static const char feed[] =
        "<rss><channel><item><title>One</title></item><item><title>Two</title>"
        "</item></channel></rss>";

    (void)state;
    folder_write("a.rss", feed);
    assert_item("a.rss#2", sizeof(feed) - 1 - 31, "Two\n");
    assert_item("a.rss#1", sizeof(feed) - 1 - 31, "One\n");
    assert_int_equal(reader.size_bytes, sizeof(feed) - 1);
    assert_int_equal(reader_load(&reader, folder_path("a.rss#3"), 0, &err), OK);
    assert_int_equal(reader_read(&reader, "a.rss#3", &inputs, &err),
                     ERR_FORMAT);
    assert_has(err.text, "has no item 3, only 2");
    assert_int_equal(read_file("b.txt", "norms\n"), OK);
    assert_int_equal(reader.size_bytes, 6);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

UNIT_MAIN(TEST(a_file_becomes_words_and_sentences),
          TEST(the_format_decides_the_layout),
          TEST(boilerplate_is_left_out_and_counted),
          TEST(the_digest_is_of_the_bytes),
          TEST(bytes_that_are_not_utf8_are_noted),
          TEST(what_cannot_be_read_is_told),
          TEST(nothing_of_a_document_stays_for_the_next),
          TEST(items_of_a_feed_are_read_one_by_one))
