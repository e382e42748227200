/* word_frequency_test.c - the commonest words, however many there are. */
#include <inttypes.h>
#include <string.h>

#include "results_fixture.h"
#include "stats_near.h"
#include "unit.h"

static void the_commonest_words_come_first(void **state)
{
    static const char *const lines[] = {
        "administration|(all)|the|1|5|3|2500.0000",
        "administration|(all)|norms|2|3|2|1500.0000",
        "administration|(all)|and|3|2|2|1000.0000",
        "administration|(all)|of|3|2|2|1000.0000",
        "administration|Obama|the|1|3|2|2500.0000",
        "administration|Obama|of|2|2|2|1666.6667",
        "administration|Obama|and|3|1|1|833.3333",
        "administration|Obama|by|3|1|1|833.3333",
        "administration|Trump|norms|1|2|1|2500.0000",
        "administration|Trump|the|1|2|1|2500.0000",
        "administration|Trump|and|3|1|1|1250.0000",
        "administration|Trump|building|3|1|1|1250.0000",
        NULL};
    struct results_fixture fixture;
    struct rows rows;

    (void)state;
    results_fixture_init(&fixture, fixture_documents, FIXTURE_DOCUMENTS);
    fixture.results.top_words = 4;
    rows_read(&rows, &report_word_frequency, &fixture.results);
    rows_assert(&rows, lines);
    rows_release(&rows);
    results_fixture_release(&fixture);
}

/* Words of one to three letters of a small alphabet: many ties. */
static void make_words(char *words, size_t count, uint64_t seed)
{
    for (size_t i = 0; i < count; i++) {
        for (uint32_t letters = 1 + next_random(&seed) % 3; letters; letters--)
            *words++ = (char)('a' + next_random(&seed) % 6);
        *words++ = ' ';
    }
    words[-1] = '\0';
}

/* Reads count and word of a row: group_by|group|word|rank|count|... */
static uint64_t read_row(const char *line, char word[8])
{
    size_t length;

    line += strlen("administration|(all)|");
    length = strcspn(line, "|");
    assert_true(length < 8);
    memcpy(word, line, length);
    word[length] = '\0';
    line = strchr(line + length + 1, '|');
    assert_non_null(line);
    return strtoumax(line + 1, NULL, 10);
}

static void assert_order(const struct rows *rows, size_t count)
{
    char word[8] = "", last[8] = "";
    uint64_t last_count = UINT64_MAX;

    for (size_t i = 0; i < count; i++) {
        uint64_t now = read_row(rows->lines[i], word);

        assert_true(now < last_count ||
                    (now == last_count && strcmp(word, last) > 0));
        last_count = now;
        memcpy(last, word, sizeof(last));
    }
}

static void a_selection_is_the_beginning_of_the_whole(void **state)
{
    char words[4 * 900];
    const struct fixture_document documents[] = {
        {.path = "a", .group = "z", .words = words}};

    (void)state;
    for (uint64_t seed = 1; seed <= 20; seed++) {
        struct results_fixture fixture;
        struct rows whole, some;
        size_t types;

        make_words(words, 900, seed);
        results_fixture_init(&fixture, documents, 1);
        types = intern_count(fixture.types);
        rows_read(&whole, &report_word_frequency, &fixture.results);
        assert_int_equal(whole.count, 2 * types);
        assert_order(&whole, types);
        fixture.results.top_words = 1 + seed * 3;
        rows_read(&some, &report_word_frequency, &fixture.results);
        assert_int_equal(some.count, 2 * (1 + seed * 3));
        for (size_t i = 0; i < 1 + seed * 3; i++)
            assert_string_equal(some.lines[i], whole.lines[i]);
        rows_release(&some);
        rows_release(&whole);
        results_fixture_release(&fixture);
    }
}

static void nothing_wanted_or_there_gives_no_rows(void **state)
{
    static const char *const lines[] = {NULL};
    struct results_fixture fixture;
    struct rows rows;

    (void)state;
    report_assert(&report_word_frequency, NULL, 0, lines);
    results_fixture_init(&fixture, fixture_documents, FIXTURE_DOCUMENTS);
    fixture.results.top_words = 0;
    rows_read(&rows, &report_word_frequency, &fixture.results);
    assert_int_equal(rows.count, 0);
    rows_release(&rows);
    results_fixture_release(&fixture);
}

UNIT_MAIN(cmocka_unit_test(the_commonest_words_come_first),
          cmocka_unit_test(a_selection_is_the_beginning_of_the_whole),
          cmocka_unit_test(nothing_wanted_or_there_gives_no_rows))
