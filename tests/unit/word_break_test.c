/* word_break_test.c - boundaries in readable samples, and linear time. The
 * standard's own tests are in tests/conformance. */
#include "text/word_break.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "unit.h"

/* Are the boundaries of `text` where `marked`, the same text, has bars? */
static void expect(const char *marked)
{
    char text[256], found[256];
    size_t length = 0, written = 0, at = 0;

    for (const char *c = marked; *c; c++)
        if (*c != '|')
            text[length++] = *c;
    while (at < length) {
        size_t to = word_break_next(text, length, at);

        assert_true(to > at && to <= length);
        written += (size_t)snprintf(found + written, sizeof(found) - written,
                                    "%s%.*s", at ? "|" : "", (int)(to - at),
                                    text + at);
        at = to;
    }
    assert_string_equal(found, marked);
}

static void words_of_policy_text(void **state)
{
    (void)state;
    expect("can't| |say| |3.14|,| |or| |1,000|?");
    expect("5G| |and| |snake_case|;| |multi|-|stakeholder");
    expect("the| |U.S|.| |and| |H.R|.|\n|\r\n|x");
    expect("a:b|:| |c|:|:|d");
}

static void other_scripts(void **state)
{
    (void)state;
    expect("na\xC3\xAF"
           "ve| |e\xCC\x81t\xC3\xA9");
    expect("\xD7\x90'|-|\xD7\x90\"\xD7\x91|\"");
    expect("\xE3\x82\xA2\xE3\x82\xA4|\xE4\xB8\xAD|\xE6\x96\x87");
}

static void flags_pair_and_families_stay_whole(void **state)
{
    (void)state;
    expect("\xF0\x9F\x87\xBA\xF0\x9F\x87\xB8|\xF0\x9F\x87\xAA\xF0\x9F\x87\xBA|"
           "\xF0\x9F\x87\xBA");
    expect("\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7|x");
    /* a pictograph that is a letter, after a middle and a joiner */
    expect("a.\xE2\x80\x8D\xE2\x93\x82|:");
}

static void the_end_is_a_boundary(void **state)
{
    (void)state;
    assert_int_equal(word_break_next("", 0, 0), 0);
    assert_int_equal(word_break_next("abc", 3, 3), 3);
    assert_int_equal(word_break_next("abc:", 4, 0), 3);
}

/* Seconds to cut `count` copies of `unit` into words. */
static double time_of(const char *unit, size_t count)
{
    size_t each = strlen(unit), length = each * count;
    char *text = malloc(length + 1);
    clock_t begin;

    assert_non_null(text);
    text[0] = 'a';
    for (size_t i = 0; i < count; i++)
        memcpy(text + 1 + i * each, unit, each);
    begin = clock();
    for (size_t at = 0; at < length + 1;)
        at = word_break_next(text, length + 1, at);
    free(text);
    return (double)(clock() - begin) / CLOCKS_PER_SEC;
}

/* A quadratic walk over a megabyte would take minutes. */
static void long_runs_take_linear_time(void **state)
{
    static const char *const units[] = {
        "\xCC\x81", ":", ":\xCC\x81", "\"", "\xE2\x80\x8D", "\xF0\x9F\x87\xBA"};

    (void)state;
    for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++)
        assert_true(time_of(units[i], 500000) < 5.0);
}

UNIT_MAIN(cmocka_unit_test(words_of_policy_text),
          cmocka_unit_test(other_scripts),
          cmocka_unit_test(flags_pair_and_families_stay_whole),
          cmocka_unit_test(the_end_is_a_boundary),
          cmocka_unit_test(long_runs_take_linear_time))
