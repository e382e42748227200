/* gzip_test.c - compressed documents: whole, in members, cut short, bombs. */
#include <stdlib.h>
#include <string.h>

#define ZLIB_CONST /* next_in is const */
#include <zlib.h>

#include "unit.h"

#include "ingest/extract.h"
#include "ingest/gzip.h"

static struct buffer bytes;
static struct extracted out;
static struct error err;

static int release(void **state)
{
    (void)state;
    buffer_release(&bytes);
    extracted_release(&out);
    return 0;
}

/* Appends a member that holds `length` bytes: the `step` of `text` over and
 * over. */
static void add_repeated(const char *text, size_t step, size_t length)
{
    enum { WINDOW = 15, GZIP = 16, MEMORY = 8 };
    unsigned char block[1 << 12];
    z_stream stream = {0};
    int result = Z_OK;

    assert_int_equal(deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED,
                                  WINDOW + GZIP, MEMORY, Z_DEFAULT_STRATEGY),
                     Z_OK);
    while (result == Z_OK) {
        if (!stream.avail_in && length) {
            stream.next_in = (const unsigned char *)text;
            stream.avail_in = (unsigned)(step < length ? step : length);
            length -= stream.avail_in;
        }
        stream.next_out = block;
        stream.avail_out = sizeof(block);
        result = deflate(&stream, length ? Z_NO_FLUSH : Z_FINISH);
        buffer_add(&bytes, block, sizeof(block) - stream.avail_out);
    }
    assert_int_equal(result, Z_STREAM_END);
    deflateEnd(&stream);
}

static void add_member(const char *text)
{
    add_repeated(text, strlen(text), strlen(text));
}

static void put(const char *text)
{
    buffer_reset(&bytes);
    add_member(text);
}

static enum status extract(const char *name)
{
    return document_extract(&(struct source){name, &bytes, 0}, &out, NULL,
                            &err);
}

static void assert_error(enum status expected, const char *sentence)
{
    assert_int_equal(gzip_unpack(&bytes, &err), expected);
    if (!strstr(err.text, sentence))
        fail_msg("\"%s\" has no \"%s\"", err.text, sentence);
}

static void unpacks_all_members(void **state)
{
    (void)state;
    put("Norms ");
    add_member("of behaviour");
    add_member("");
    buffer_add(&bytes, "\0\0\0\0", 4); /* as tape drives pad */
    assert_int_equal(gzip_unpack(&bytes, &err), OK);
    assert_string_equal(bytes.data, "Norms of behaviour");
    put("");
    assert_int_equal(gzip_unpack(&bytes, &err), OK);
    assert_int_equal(bytes.length, 0);
}

static void tells_what_is_cut_short(void **state)
{
    struct buffer whole = {0};

    (void)state;
    put("Norms of behaviour that states accept");
    buffer_add(&whole, bytes.data, bytes.length);
    for (size_t length = 3; length < whole.length; length++) {
        buffer_reset(&bytes);
        buffer_add(&bytes, whole.data, length);
        assert_error(ERR_FORMAT, "is gzip-compressed and cut short (after ");
    }
    buffer_release(&whole);
}

static void tells_what_is_damaged(void **state)
{
    (void)state;
    put("Norms of behaviour that states accept");
    bytes.data[bytes.length - 5] ^= 1; /* of the check sum */
    assert_error(ERR_FORMAT, "damaged (incorrect data check, after 37 bytes");
    put("Norms of behaviour");
    bytes.data[10] = '\xFF';
    assert_error(ERR_FORMAT, "is gzip-compressed and damaged (invalid");
}

/* 300 MB of which 300 KB are in the file, and a smaller limit of the buffer. */
static void bombs_meet_the_limit(void **state)
{
    static char block[1 << 20];

    (void)state;
    memset(block, 'a', sizeof(block));
    buffer_reset(&bytes);
    add_repeated(block, 1 << 20, (size_t)300 << 20);
    assert_true(bytes.length < 1 << 20);
    assert_error(ERR_LIMIT, "unpacks to more than 256 MB");
    assert_true(bytes.length < 1 << 20);
    buffer_reset(&bytes);
    add_repeated(block, 1 << 20, (size_t)3 << 20);
    bytes.limit = 2 << 20;
    assert_error(ERR_LIMIT, "unpacks to more than 2 MB");
    bytes.limit = 0;
}

static void documents_are_what_is_inside(void **state)
{
    struct buffer inner = {0};

    (void)state;
    put("\xEF\xBB\xBFNorms\r\n");
    assert_int_equal(extract("a.txt.gz"), OK);
    assert_string_equal(out.text.data, "Norms\n");
    assert_string_equal(out.encoding, "UTF-8");
    put("# A *heading*\n");
    assert_int_equal(extract("a.md.gz"), OK);
    assert_string_equal(out.text.data, "A heading\n");
    put("caf\xE9");
    assert_int_equal(extract("a.txt"), OK); /* whatever its name says */
    assert_string_equal(out.encoding, "windows-1252");
    put("x");
    assert_int_equal(extract("a.gz"), ERR_FORMAT);
    assert_non_null(strstr(err.text, "is not a document"));
    put("\x89PNG\r\n");
    assert_int_equal(extract("a.txt.gz"), ERR_FORMAT);
    assert_non_null(strstr(err.text, "is a PNG image"));
    put("x");
    buffer_add(&inner, bytes.data, bytes.length);
    buffer_reset(&bytes);
    add_repeated(inner.data, inner.length, inner.length);
    assert_int_equal(extract("a.txt.gz"), ERR_FORMAT);
    assert_non_null(strstr(err.text, "is gzip-compressed twice"));
    buffer_release(&inner);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(unpacks_all_members),
        cmocka_unit_test(tells_what_is_cut_short),
        cmocka_unit_test(tells_what_is_damaged),
        cmocka_unit_test(bombs_meet_the_limit),
        cmocka_unit_test(documents_are_what_is_inside),
    };

    return cmocka_run_group_tests_name("gzip", tests, NULL, release);
}
