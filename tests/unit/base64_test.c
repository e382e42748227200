/* base64_test.c - the test vectors of RFC 4648, section 10, and all bytes. */
#include "base/base64.h"

#include "unit.h"

static void assert_base64(const void *bytes, size_t length, const char *want)
{
    struct buffer out = {0};

    buffer_add_text(&out, ">");
    base64_add(&out, bytes, length);
    assert_string_equal(buffer_text(&out) + 1, want);
    assert_int_equal(out.length, strlen(want) + 1);
    buffer_release(&out);
}

static void test_vectors(void **state)
{
    (void)state;
    assert_base64(NULL, 0, "");
    assert_base64("f", 1, "Zg==");
    assert_base64("fo", 2, "Zm8=");
    assert_base64("foo", 3, "Zm9v");
    assert_base64("foob", 4, "Zm9vYg==");
    assert_base64("fooba", 5, "Zm9vYmE=");
    assert_base64("foobar", 6, "Zm9vYmFy");
}

static void test_high_bytes(void **state)
{
    (void)state;
    assert_base64("\x00\xFF\xFE\x80\xFB\xEF", 6, "AP/+gPvv");
}

static void test_limit(void **state)
{
    struct buffer out = {.limit = 7};

    (void)state;
    base64_add(&out, "foob", 4);
    assert_true(buffer_is_full(&out));
    assert_int_equal(out.length, 0);
    buffer_release(&out);
}

UNIT_MAIN(cmocka_unit_test(test_vectors), cmocka_unit_test(test_high_bytes),
          cmocka_unit_test(test_limit))
