/* extracted_bytes_test.c - what a format gave is stored and read back whole. */
#include "unit.h"

#include <stdlib.h>

#include "ingest/extracted_bytes.h"

static struct extracted given, read_back;
static struct buffer bytes;
static const struct format *format;

static int end(void **state)
{
    (void)state;
    extracted_release(&given);
    extracted_release(&read_back);
    buffer_release(&bytes);
    return 0;
}

static int begin(void **state)
{
    struct issue_place place = {SEVERITY_WARNING, "extract", NULL, "12"};

    (void)state;
    buffer_add(&given.text, "Norms\n\0of states\n", 17);
    given.paragraphs_known = true;
    *VECTOR_PUSH(&given.kinds) = LINE_HEADING;
    *VECTOR_PUSH(&given.kinds) = LINE_CAPTION;
    strcpy(given.encoding, "Shift_JIS");
    given.parts = 3;
    metadata_add(&given.metadata, "title", "Norms");
    metadata_add(&given.metadata, "author", "");
    issues_add(&given.issues, &place, "is %s", "cut off");
    extracted_encode(&given, format_of_name("html"), &bytes);
    return 0;
}

static enum status decode(size_t length)
{
    struct error err;

    return extracted_decode(bytes.data, length, &read_back, &format, &err);
}

static void all_is_read_back(void **state)
{
    const struct issue *issue;

    (void)state;
    buffer_add_text(&read_back.text, "of the document before");
    metadata_add(&read_back.metadata, "date", "1945");
    assert_int_equal(decode(bytes.length), OK);
    assert_string_equal(format->name, "html");
    assert_int_equal(read_back.text.length, given.text.length);
    assert_memory_equal(read_back.text.data, given.text.data, 17);
    assert_true(read_back.paragraphs_known);
    assert_int_equal(read_back.parts, 3);
    assert_int_equal(read_back.kinds.count, 2);
    assert_int_equal(read_back.kinds.items[1], LINE_CAPTION);
    assert_string_equal(read_back.encoding, "Shift_JIS");
    assert_int_equal(read_back.metadata.count, 2);
    assert_string_equal(metadata_get(&read_back.metadata, "title"), "Norms");
    assert_string_equal(metadata_get(&read_back.metadata, "author"), "");
    assert_int_equal(read_back.issues.count, 1);
    issue = &read_back.issues.items[0];
    assert_int_equal(issue->severity, SEVERITY_WARNING);
    buffer_release(&bytes); /* what was read is nobody else's */
    assert_string_equal(issue->stage, "extract");
    assert_string_equal(issue->place, "12");
    assert_string_equal(issue->message, "is cut off");
}

static void what_is_cut_off_is_refused(void **state)
{
    (void)state;
    for (size_t length = 0; length < bytes.length; length++) {
        assert_int_equal(decode(length), ERR_FORMAT);
        assert_null(format);
        assert_int_equal(read_back.text.length, 0);
        assert_int_equal(read_back.metadata.count, 0);
    }
    buffer_add(&bytes, "", 1);
    assert_int_equal(decode(bytes.length), ERR_FORMAT);
}

/* Replaces the only `from` in the bytes by `to`, of the same length. */
static void replace(const char *from, const char *to, size_t length)
{
    char *at = memmem(bytes.data, bytes.length, from, length);

    assert_non_null(at);
    memcpy(at, to, length);
}

static void senseless_values_are_refused(void **state)
{
    (void)state;
    assert_int_equal(bytes.data[0], 1);
    bytes.data[0] = 2;
    assert_int_equal(decode(bytes.length), ERR_FORMAT);
    bytes.data[0] = 1;
    replace("html", "hxml", 4);
    assert_int_equal(decode(bytes.length), ERR_FORMAT);
    replace("hxml", "html", 4);
    replace("\x02\x01\x04", "\x02\x01\x05", 3); /* no such kind of line */
    assert_int_equal(decode(bytes.length), ERR_FORMAT);
    replace("\x02\x01\x05", "\x02\x01\x04", 3);
    replace("\1extract", "\3extract", 8); /* no such severity */
    assert_int_equal(decode(bytes.length), ERR_FORMAT);
    replace("\3extract", "\1extract", 8);
    assert_int_equal(decode(bytes.length), OK);
}

static void an_endless_encoding_is_refused(void **state)
{
    struct unpacking from;
    char name[ENCODING_NAME_MAX + 1] = {0};

    (void)state;
    memset(name, 'x', ENCODING_NAME_MAX);
    buffer_reset(&bytes);
    pack_string(&bytes, name);
    pack_number(&bytes, 0);
    pack_number(&bytes, 0);
    from = (struct unpacking){bytes.data, bytes.data + bytes.length, false};
    extracted_facts_read(&from, &read_back);
    assert_true(from.has_failed);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

UNIT_MAIN(TEST(all_is_read_back), TEST(what_is_cut_off_is_refused),
          TEST(senseless_values_are_refused),
          TEST(an_endless_encoding_is_refused))
