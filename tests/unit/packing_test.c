/* packing_test.c - numbers and strings are read as written, and no others. */
#include "unit.h"

#include <stdlib.h>

#include "base/packing.h"

static struct buffer packed;

static int end(void **state)
{
    (void)state;
    buffer_release(&packed);
    packed.limit = 0;
    return 0;
}

static struct unpacking reader(void)
{
    return (struct unpacking){buffer_text(&packed),
                              buffer_text(&packed) + packed.length, false};
}

static const uint64_t numbers[] = {
    0,     1,          127,        128,        16383,
    16384, UINT32_MAX, 1ULL << 56, 1ULL << 63, UINT64_MAX};

enum { NUMBERS = sizeof(numbers) / sizeof(*numbers) };

static void numbers_are_read_as_written(void **state)
{
    struct unpacking from;

    (void)state;
    for (size_t i = 0; i < NUMBERS; i++) {
        pack_number(&packed, numbers[i]);
        pack_eight_bytes(&packed, numbers[i]);
    }
    from = reader();
    for (size_t i = 0; i < NUMBERS; i++) {
        assert_true(unpack_number(&from, UINT64_MAX) == numbers[i]);
        assert_true(unpack_eight_bytes(&from) == numbers[i]);
    }
    assert_true(unpacking_is_done(&from));
}

static void bytes_are_the_same_everywhere(void **state)
{
    (void)state;
    pack_number(&packed, 300);
    pack_eight_bytes(&packed, 0x0102030405060708);
    pack_string(&packed, "n");
    assert_int_equal(packed.length, 12);
    assert_memory_equal(packed.data, "\xAC\x02\x08\7\6\5\4\3\2\1n", 12);
}

static void many_numbers_may_be_written_at_once(void **state)
{
    char *at;

    (void)state;
    at = pack_begin(&packed, 2 * PACKED_NUMBER_MAX);
    assert_non_null(at);
    at = pack_number_at(at, UINT64_MAX);
    pack_end(&packed, pack_number_at(at, 5));
    assert_int_equal(packed.length, 11);
    for (size_t i = 0; i < BUFFER_PADDING; i++)
        assert_int_equal(packed.data[packed.length + i], 0);
    packed.limit = 12;
    assert_null(pack_begin(&packed, 2));
    assert_true(buffer_is_full(&packed));
}

static void strings_end_with_a_nul(void **state)
{
    struct unpacking from;

    (void)state;
    pack_string(&packed, "");
    pack_string(&packed, "norms");
    buffer_add_text(&packed, "cut");
    from = reader();
    assert_string_equal(unpack_string(&from), "");
    assert_string_equal(unpack_string(&from), "norms");
    assert_false(from.has_failed);
    assert_string_equal(unpack_string(&from), "");
    assert_true(from.has_failed);
    assert_string_equal(unpack_string(&from), "");
}

static void assert_refused(const char *bytes, size_t length, uint64_t most)
{
    struct unpacking from = {bytes, bytes + length, false};

    assert_int_equal(unpack_number(&from, most), 0);
    assert_true(from.has_failed);
    assert_int_equal(unpack_number(&from, most), 0);
    assert_int_equal(unpack_byte(&from), 0);
    assert_int_equal(unpack_eight_bytes(&from), 0);
    assert_false(unpacking_is_done(&from));
}

static void what_is_no_number_is_refused(void **state)
{
    (void)state;
    assert_refused("", 0, UINT64_MAX);
    assert_refused("\x80", 1, UINT64_MAX);
    assert_refused("\x05", 1, 4);
    assert_refused("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x02", 10, UINT64_MAX);
    assert_refused("\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x01", 11,
                   UINT64_MAX);
}

static void counts_fit_in_what_is_left(void **state)
{
    struct unpacking from;

    (void)state;
    pack_number(&packed, 3);
    buffer_add(&packed, "123456", 6);
    from = reader();
    assert_int_equal(unpack_count(&from, 2), 3);
    assert_memory_equal(unpack_bytes(&from, 6), "123456", 6);
    assert_true(unpacking_is_done(&from));
    from = reader();
    assert_int_equal(unpack_count(&from, 3), 0);
    assert_true(from.has_failed);
    from = reader();
    assert_null(unpack_bytes(&from, 8));
    assert_true(from.has_failed);
}

static void ids_are_below_their_count(void **state)
{
    struct unpacking from;

    (void)state;
    pack_number(&packed, 3);
    from = reader();
    assert_int_equal(unpack_id(&from, 4), 3);
    from = reader();
    assert_int_equal(unpack_id(&from, 3), 0);
    assert_true(from.has_failed);
    from = reader();
    assert_int_equal(unpack_id(&from, 0), 0);
    assert_true(from.has_failed);
}

#define TEST(name) cmocka_unit_test_teardown(name, end)

UNIT_MAIN(TEST(numbers_are_read_as_written),
          TEST(bytes_are_the_same_everywhere),
          TEST(many_numbers_may_be_written_at_once),
          TEST(strings_end_with_a_nul), TEST(what_is_no_number_is_refused),
          TEST(counts_fit_in_what_is_left), TEST(ids_are_below_their_count))
