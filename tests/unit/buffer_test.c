/* buffer_test.c - bytes arrive whole or not at all, and padding is readable. */
#include "base/buffer.h"

#include <stdlib.h>
#include <string.h>

#include "unit.h"

static void assert_padding_is_zero(const struct buffer *buffer)
{
    static const char zeros[BUFFER_PADDING];

    assert_true(buffer->capacity >= buffer->length + BUFFER_PADDING);
    assert_memory_equal(buffer->data + buffer->length, zeros, BUFFER_PADDING);
}

static void a_zeroed_buffer_is_empty_text(void **state)
{
    struct buffer buffer = {0};

    (void)state;
    assert_string_equal(buffer_text(&buffer), "");
    assert_false(buffer_is_full(&buffer));
    buffer_reset(&buffer);
    buffer_release(&buffer);
    assert_null(buffer.data);
}

static void every_way_of_adding_appends(void **state)
{
    struct buffer buffer = {0};

    (void)state;
    buffer_add(&buffer, "ab", 2);
    buffer_add_byte(&buffer, 'c');
    buffer_add_text(&buffer, "de");
    buffer_add_format(&buffer, "%03d%s", 7, "f");
    assert_string_equal(buffer_text(&buffer), "abcde007f");
    assert_int_equal(buffer.length, 9);
    assert_padding_is_zero(&buffer);
    buffer_release(&buffer);
}

static void zero_bytes_are_bytes(void **state)
{
    struct buffer buffer = {0};

    (void)state;
    buffer_add(&buffer, "a\0b", 3);
    buffer_add_byte(&buffer, '\0');
    assert_int_equal(buffer.length, 4);
    assert_memory_equal(buffer.data, "a\0b", 4);
    buffer_release(&buffer);
}

static void adding_nothing_gives_text_and_padding(void **state)
{
    struct buffer buffer = {0};

    (void)state;
    buffer_add(&buffer, NULL, 0);
    buffer_add_text(&buffer, "");
    buffer_add_format(&buffer, "%s", "");
    assert_int_equal(buffer.length, 0);
    assert_non_null(buffer.data);
    assert_padding_is_zero(&buffer);
    buffer_release(&buffer);
}

static void many_appends_keep_every_byte(void **state)
{
    enum { BYTES = 100000 };
    struct buffer buffer = {0};

    (void)state;
    for (int i = 0; i < BYTES; i++)
        buffer_add_byte(&buffer, (char)(i % 251));
    assert_int_equal(buffer.length, BYTES);
    for (int i = 0; i < BYTES; i++)
        assert_int_equal(buffer.data[i], (char)(i % 251));
    assert_padding_is_zero(&buffer);
    buffer_release(&buffer);
}

static void the_limit_may_be_reached_but_not_passed(void **state)
{
    struct buffer buffer = {.limit = 8};

    (void)state;
    buffer_add_text(&buffer, "12345678");
    assert_false(buffer_is_full(&buffer));
    buffer_add_byte(&buffer, '9');
    assert_true(buffer_is_full(&buffer));
    assert_string_equal(buffer_text(&buffer), "12345678");
    buffer_release(&buffer);
}

static void a_refused_append_changes_nothing(void **state)
{
    struct buffer buffer = {.limit = 8};

    (void)state;
    buffer_add_text(&buffer, "12345");
    buffer_add_format(&buffer, "%d", 6789);
    assert_true(buffer_is_full(&buffer));
    assert_string_equal(buffer_text(&buffer), "12345");
    buffer_add_text(&buffer, "678"); /* what fits is still welcome */
    assert_string_equal(buffer_text(&buffer), "12345678");
    assert_true(buffer_is_full(&buffer)); /* and the refusal is remembered */
    buffer_release(&buffer);
}

static void a_size_that_would_wrap_is_refused(void **state)
{
    struct buffer buffer = {0};

    (void)state;
    buffer_add_text(&buffer, "abc");
    assert_false(buffer_reserve(&buffer, SIZE_MAX));
    assert_false(buffer_reserve(&buffer, BUFFER_LIMIT - 2));
    assert_true(buffer_is_full(&buffer));
    assert_string_equal(buffer_text(&buffer), "abc");
    buffer_release(&buffer);
}

static void reset_forgets_the_bytes_and_keeps_the_memory(void **state)
{
    struct buffer buffer = {.limit = 200};
    const char *before;

    (void)state;
    buffer_add_format(&buffer, "%150s", "x");
    buffer_add_format(&buffer, "%150s", "y");
    before = buffer.data;
    buffer_reset(&buffer);
    assert_false(buffer_is_full(&buffer));
    assert_string_equal(buffer_text(&buffer), "");
    buffer_add_text(&buffer, "again");
    assert_ptr_equal(buffer.data, before);
    assert_padding_is_zero(&buffer);
    buffer_release(&buffer);
}

static void reserving_gives_room_without_length(void **state)
{
    struct buffer buffer = {0};
    const char *before;

    (void)state;
    assert_true(buffer_reserve(&buffer, 1000));
    assert_int_equal(buffer.length, 0);
    before = buffer.data;
    for (int i = 0; i < 1000; i++)
        buffer_add_byte(&buffer, 'x');
    assert_ptr_equal(buffer.data, before);
    buffer_release(&buffer);
}

static void release_keeps_the_limit(void **state)
{
    struct buffer buffer = {.limit = 4};

    (void)state;
    buffer_add_text(&buffer, "12345");
    buffer_release(&buffer);
    assert_false(buffer_is_full(&buffer));
    buffer_add_text(&buffer, "12345");
    assert_true(buffer_is_full(&buffer));
    buffer_release(&buffer);
}

static void taken_bytes_are_not_copied(void **state)
{
    struct buffer from = {.limit = 9}, to = {.limit = 4};
    const char *bytes, *memory;

    (void)state;
    buffer_add_text(&from, "four");
    buffer_add_text(&to, "old");
    bytes = from.data;
    memory = to.data;
    assert_true(buffer_take(&to, &from));
    assert_ptr_equal(to.data, bytes);
    assert_string_equal(buffer_text(&to), "four");
    assert_int_equal(to.limit, 4);
    assert_ptr_equal(from.data, memory);
    assert_string_equal(buffer_text(&from), "");
    assert_int_equal(from.limit, 9);
    assert_padding_is_zero(&from);
    buffer_add_text(&from, "fives");
    assert_false(buffer_take(&to, &from));
    assert_true(buffer_is_full(&to));
    assert_string_equal(buffer_text(&from), "fives");
    buffer_release(&from);
    buffer_release(&to);
}

UNIT_MAIN(cmocka_unit_test(taken_bytes_are_not_copied),
          cmocka_unit_test(a_zeroed_buffer_is_empty_text),
          cmocka_unit_test(every_way_of_adding_appends),
          cmocka_unit_test(zero_bytes_are_bytes),
          cmocka_unit_test(adding_nothing_gives_text_and_padding),
          cmocka_unit_test(many_appends_keep_every_byte),
          cmocka_unit_test(the_limit_may_be_reached_but_not_passed),
          cmocka_unit_test(a_refused_append_changes_nothing),
          cmocka_unit_test(a_size_that_would_wrap_is_refused),
          cmocka_unit_test(reset_forgets_the_bytes_and_keeps_the_memory),
          cmocka_unit_test(reserving_gives_room_without_length),
          cmocka_unit_test(release_keeps_the_limit))
