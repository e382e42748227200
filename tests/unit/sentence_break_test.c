/* sentence_break_test.c - raw Unicode boundaries in readable samples, and
 * linear time. The standard's own tests are in tests/conformance. */
#include "text/sentence_break.h"

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
        size_t to = sentence_break_next(text, length, at);

        assert_true(to > at && to <= length);
        written += (size_t)snprintf(found + written, sizeof(found) - written,
                                    "%s%.*s", at ? "|" : "", (int)(to - at),
                                    text + at);
        at = to;
    }
    assert_string_equal(found, marked);
}

static void plain_sentences(void **state)
{
    (void)state;
    expect("We act. |They follow! |Do they? |Yes");
    expect("It costs 3.4 million. |(It did.) |\"Now.\" |End");
    expect("the resp. leaders are");
    expect("etc.) '(the");
    expect("line\n|line\r\n|\n|line");
}

static void what_the_raw_rules_get_wrong_on_purpose(void **state)
{
    (void)state;
    expect("Mr. |Smith of the U.S. |Senate");
}

static void other_scripts(void **state)
{
    (void)state;
    expect("\xE5\xAD\x97\xE3\x80\x82|\xE5\xAD\x97");
    expect("\xE0\xA4\x95\xE0\xA5\xA4 |\xE0\xA4\x95");
}

static void the_end_is_a_boundary(void **state)
{
    (void)state;
    assert_int_equal(sentence_break_next("", 0, 0), 0);
    assert_int_equal(sentence_break_next("A.", 2, 2), 2);
}

/* Seconds to cut `count` copies of `unit` into sentences. */
static double time_of(const char *unit, size_t count)
{
    size_t each = strlen(unit), length = each * count;
    char *text = malloc(length);
    clock_t begin;

    assert_non_null(text);
    for (size_t i = 0; i < count; i++)
        memcpy(text + i * each, unit, each);
    begin = clock();
    for (size_t at = 0; at < length;)
        at = sentence_break_next(text, length, at);
    free(text);
    return (double)(clock() - begin) / CLOCKS_PER_SEC;
}

/* A quadratic look-ahead over a megabyte would take minutes. */
static void long_runs_take_linear_time(void **state)
{
    static const char *const units[] = {".",   ".)", ".) ",       ". 1 ",
                                        ". (", "1",  ".\xCC\x81", ". ,"};

    (void)state;
    for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++)
        assert_true(time_of(units[i], 300000) < 5.0);
}

UNIT_MAIN(cmocka_unit_test(plain_sentences),
          cmocka_unit_test(what_the_raw_rules_get_wrong_on_purpose),
          cmocka_unit_test(other_scripts),
          cmocka_unit_test(the_end_is_a_boundary),
          cmocka_unit_test(long_runs_take_linear_time))
