/* theme_sensitivity_test.c - themes with a term, or the duplicates, left out.
 */
#include "report/tables/left_out.h"
#include "results_fixture.h"
#include "unit.h"

static const struct fixture_hit hits_of_three[6][3] = {
    {{3, "norm", 1, 1}, {3, "norm", 2, 1}, {0}},
    {{3, "norm", 1, 1}, {4, "voluntary norm", 2, 1}, {0}},
    {{3, "norm", 1, 1}, {3, "norm", 2, 1}, {0}},
    {{4, "voluntary norm", 1, 1}, {4, "voluntary norm", 2, 1}, {0}},
    {{3, "norm", 1, 1}, {4, "voluntary norm", 2, 1}, {0}},
    {{4, "voluntary norm", 1, 1}, {0}},
};

#define TEN_WORDS "a a a a a a a a a a"
static const struct fixture_document three_each[6] = {
    {.path = "a", .group = "A", .words = TEN_WORDS, .hits = hits_of_three[0]},
    {.path = "b", .group = "A", .words = TEN_WORDS, .hits = hits_of_three[1]},
    {.path = "c", .group = "A", .words = TEN_WORDS, .hits = hits_of_three[2]},
    {.path = "d", .group = "B", .words = TEN_WORDS, .hits = hits_of_three[3]},
    {.path = "e",
     .group = "B",
     .words = TEN_WORDS " a a",
     .hits = hits_of_three[4]},
    {.path = "f",
     .group = "B",
     .words = "a a a a a a a a",
     .hits = hits_of_three[5]},
};

/* Intervals by R, as in second_computation.R: A 2, 2, 2 hits in 10, 10, 10
 * words against B 2, 2, 1 in 10, 12, 8; without "norm" 0, 1, 0 against 2, 1, 1.
 * The terms that no document has have no row. */
static void leaves_out_each_term(void **state)
{
    static const char *const lines[] = {
        "administration|(all)|norms|norm|6|0.545455|1833.3333|833.3333|||||||",
        "administration|(all)|norms|voluntary "
        "norm|5|0.454545|1833.3333|1000.0000|||||||",
        "administration|A|norms|norm|5|0.833333|2000.0000|333.3333|0.263034|-2."
        "26245|2.84044|-2|-11.5863|3.24366|sign",
        "administration|A|norms|voluntary "
        "norm|1|0.166667|2000.0000|1666.6667|0.263034|-2.26245|2.84044|2.32193|"
        "-3.11088|13.028|no",
        "administration|B|norms|norm|1|0.2|1666.6667|1333.3333|-0.263034|-2."
        "84044|2.26245|2|-3.24366|11.5863|sign",
        "administration|B|norms|voluntary "
        "norm|4|0.8|1666.6667|333.3333|-0.263034|-2.84044|2.26245|-2.32193|-13."
        "028|3.11088|no",
        NULL};

    (void)state;
    report_assert(&report_theme_sensitivity, three_each, 6, lines);
}

/* d.txt, 2 words with the one hit of capacity, is a duplicate: Trump keeps the
 * 6 words of c.txt. Two documents on a side, and one, have no interval. */
static void leaves_out_duplicates(void **state)
{
    struct results_fixture fixture;
    struct rows rows;

    (void)state;
    results_fixture_init(&fixture, fixture_documents, FIXTURE_DOCUMENTS);
    fixture.documents[3].duplicate_of = "a.txt";
    rows_read(&rows, &report_theme_sensitivity, &fixture.results);
    assert_int_equal(rows.count, 9 + 9);
    assert_string_equal(
        rows_find(&rows, "administration|(all)|capacity|(duplicates)"),
        "administration|(all)|capacity|(duplicates)|1|0.5|1000.0000|555.5556|||"
        "||||");
    assert_string_equal(
        rows_find(&rows, "administration|Trump|norms|(duplicates)"),
        "administration|Trump|norms|(duplicates)|0|0|2500.0000|3333.3333|"
        "0.584963|||1|||");
    rows_release(&rows);
    results_fixture_release(&fixture);
}

static struct rate_sums sums_without(const struct results_fixture *fixture,
                                     const struct group_row *row, uint32_t term)
{
    uint32_t theme = fixture->lexicon.terms.items[term].theme;
    struct rate_sums sums = {0};

    for (size_t i = 0; i < row->document_count; i++) {
        const struct document_result *document =
            &fixture->documents[row->documents[i]];
        uint64_t hits = 0;

        for (size_t j = 0; j < document->term_count; j++)
            if (document->terms[j].term != term &&
                fixture->lexicon.terms.items[document->terms[j].term].theme ==
                    theme)
                hits += document->terms[j].hits;
        rate_sums_add(&sums, hits, document->totals.words);
    }
    return sums;
}

/* Many hits of two terms of a theme in one document, so that t x counts. */
static void subtracts_what_adding_the_others_gives(void **state)
{
    static const struct fixture_hit hits[3][8] = {
        {{1, "training", 1, 1},
         {3, "norm", 1, 1},
         {3, "norm", 1, 1},
         {4, "voluntary norm", 2, 1},
         {3, "norm", 3, 2},
         {0}},
        {{4, "voluntary norm", 1, 1},
         {4, "voluntary norm", 1, 1},
         {3, "norm", 2, 1},
         {0}},
        {{0, "building", 1, 1}, {1, "training", 2, 1}, {2, "deter", 2, 1}, {0}},
    };
    struct fixture_document documents[] = {
        {.path = "a", .group = "A", .words = "a a a a a a a", .hits = hits[0]},
        {.path = "b", .group = "B", .words = "a a a a a", .hits = hits[1]},
        {.path = "c", .group = "B", .words = "a a a a", .hits = hits[2]},
    };
    struct results_fixture fixture;
    struct left_out left_out;

    (void)state;
    results_fixture_init(&fixture, documents, 3);
    left_out_init(&left_out, &fixture.results);
    for (size_t group = 0; group < left_out.groups.count; group++)
        for (uint32_t term = 0; term < FIXTURE_TERMS; term++) {
            struct rate_sums got = left_out_term(&left_out, group, term);
            struct rate_sums want = sums_without(
                &fixture, &left_out.groups.items[group], term);

            assert_memory_equal(&got, &want, sizeof(got));
        }
    left_out_release(&left_out);
    results_fixture_release(&fixture);
}

static void nothing_has_no_rows(void **state)
{
    (void)state;
    report_assert(&report_theme_sensitivity, NULL, 0,
                  (const char *const[]){NULL});
}

UNIT_MAIN(cmocka_unit_test(leaves_out_each_term),
          cmocka_unit_test(leaves_out_duplicates),
          cmocka_unit_test(subtracts_what_adding_the_others_gives),
          cmocka_unit_test(nothing_has_no_rows))
