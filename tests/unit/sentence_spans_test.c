/* sentence_spans_test.c - whatever the text, sentences are ordered, apart and
 * cover it, and take linear time to find. */
#include "text/sentence.h"

#include <stdlib.h>
#include <string.h>

#include "text/abbreviations.h"
#include "text/utf8.h"
#include "unit.h"

static const char LIST[] = "Mr. title\nNo. number\nSec. number\n"
                           "etc. general\nInc. general\n";

static struct abbreviations *abbreviations;

static uint32_t next_random(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 16;
}

/* What rules care about. */
static const char *const SCRAPS[] = {"a",
                                     "B",
                                     ".",
                                     ".",
                                     ". ",
                                     " ",
                                     "\"",
                                     "'",
                                     "(",
                                     ")",
                                     "[",
                                     "]",
                                     "?",
                                     "!",
                                     "\n",
                                     "1",
                                     "2.",
                                     "U.S.",
                                     "Mr.",
                                     "The ",
                                     "e.g.",
                                     ",",
                                     "-",
                                     "a)",
                                     "(b) ",
                                     "I",
                                     "...",
                                     " . .",
                                     "p.m.",
                                     "x",
                                     "ly,",
                                     "#",
                                     "No.",
                                     "Sec.",
                                     "\xC3\xA9",
                                     "\xE2\x80\xA6",
                                     "\xE2\x80\xA2",
                                     "\xE2\x80\x94",
                                     "\xE3\x80\x82",
                                     "\xF0\x9F\x98\x80",
                                     "\xCC\x81",
                                     "\xEF\xBC\x8E"};

/* Fills `text` with up to `most` bytes of SCRAPS. */
static uint32_t make_text(char *text, uint32_t most, uint32_t *seed)
{
    uint32_t length = 0;

    for (;;) {
        const char *scrap =
            SCRAPS[next_random(seed) % (sizeof(SCRAPS) / sizeof(SCRAPS[0]))];
        uint32_t more = (uint32_t)strlen(scrap);

        if (length + more > most)
            return length;
        memcpy(text + length, scrap, more);
        length += more;
    }
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\n';
}

/* Are the spans of `range` ordered, apart, trimmed, at character boundaries,
 * and is everything outside them blank? */
static void check_spans(const char *text, struct span range,
                        const struct spans *spans)
{
    uint32_t covered = range.begin;

    for (size_t i = 0; i <= spans->count; i++) {
        struct span span = i < spans->count
                               ? spans->items[i]
                               : (struct span){range.end, range.end};

        assert_true(span.begin >= covered && span.end <= range.end);
        for (uint32_t at = covered; at < span.begin; at++)
            assert_true(is_blank(text[at]));
        covered = span.end;
        if (i == spans->count)
            break;
        assert_true(span.begin < span.end);
        assert_false(is_blank(text[span.begin]));
        assert_false(is_blank(text[span.end - 1]));
        assert_false(utf8_is_continuation((unsigned char)text[span.begin]));
        assert_true(span.end == range.end ||
                    !utf8_is_continuation((unsigned char)text[span.end]));
    }
}

/* Each text is cut from memory of just its size, so that sanitizers see any
 * look beyond it. */
static void any_text_is_covered_in_order(void **state)
{
    uint32_t seed = 20210301;
    struct spans spans = {0};

    (void)state;
    for (uint32_t round = 0; round < 20000; round++) {
        char text[200];
        uint32_t length = make_text(text, next_random(&seed) % 200, &seed);
        char *copy = malloc(length + 1);
        const struct sentence_rules rules = {
            .is_plain = round % 8 == 0,
            .abbreviations = round % 2 ? abbreviations : NULL};
        struct span range = {0, length};

        assert_non_null(copy);
        copy = realloc(copy, length ? length : 1);
        memcpy(copy, text, length);
        while (range.begin < length && round % 3 == 0 && copy[range.begin] > 0)
            range.begin += 3;
        if (range.begin > length ||
            (range.begin < length &&
             utf8_is_continuation((unsigned char)copy[range.begin])))
            range.begin = 0;
        spans.count = 0;
        sentences_find(copy, range, &rules, &spans);
        check_spans(copy, range, &spans);
        free(copy);
    }
    free(spans.items);
}

/* A walk of quadratic time over half a megabyte would take minutes, and
 * the suite's own limit would end it. */
static void hostile_runs_take_linear_time(void **state)
{
    static const char *const units[] = {"(",
                                        ".",
                                        " .",
                                        ". ",
                                        ".)",
                                        "U.S. The ",
                                        "[1]",
                                        "1) A ",
                                        "a. B",
                                        "\"?\" ",
                                        "\"?\" AA",
                                        " - ",
                                        "e.g.",
                                        "((. A",
                                        "U.S.",
                                        "     ",
                                        "\xE2\x80\xA2 ",
                                        "\xE2\x80\xA6 ",
                                        "Sec. 1. "};
    const struct sentence_rules rules = {.abbreviations = abbreviations};
    enum { SIZE = 500000 };
    char *text = malloc(SIZE);
    struct spans spans = {0};

    (void)state;
    assert_non_null(text);
    for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
        uint32_t each = (uint32_t)strlen(units[i]), length = 0;

        for (; length + each <= SIZE; length += each)
            memcpy(text + length, units[i], each);
        spans.count = 0;
        sentences_find(text, (struct span){0, length}, &rules, &spans);
        check_spans(text, (struct span){0, length}, &spans);
    }
    free(spans.items);
    free(text);
}

static int load_abbreviations(void **state)
{
    struct error err;

    (void)state;
    return abbreviations_new(LIST, sizeof(LIST) - 1, "test.txt", &abbreviations,
                             &err) != OK;
}

static int free_abbreviations(void **state)
{
    (void)state;
    abbreviations_free(abbreviations);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_text_is_covered_in_order),
        cmocka_unit_test(hostile_runs_take_linear_time)};

    return cmocka_run_group_tests(tests, load_abbreviations,
                                  free_abbreviations) != 0;
}
