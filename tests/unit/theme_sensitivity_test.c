/* theme_sensitivity_test.c - themes with a term, or the duplicates, left out.
 */
#include "report/tables/left_out.h"
#include "results_fixture.h"
#include "unit.h"

/* Intervals by R, as in rate_contrast_test.c. Norms of Obama are all "norm":
 * without "voluntary norm" 2, 0 hits in 8, 4 words against 1, 0 in 6, 2. The
 * terms that no document has have no row. */
static void leaves_out_each_term(void **state)
{
    static const char *const lines[] = {
        "administration|(all)|capacity|building|2|1|1000.0000|0.0000|||||||",
        "administration|(all)|norms|norm|3|0.75|2000.0000|500.0000|||||||",
        "administration|(all)|norms|voluntary "
        "norm|1|0.25|2000.0000|1500.0000|||||||",
        "administration|Obama|capacity|building|1|1|833.3333|0.0000|-0.584963|-"
        "16.7006|15.5307||||",
        "administration|Obama|norms|norm|2|1|1666.6667|0.0000|-0.584963|-6."
        "16656|4.99663|-1.58496|||",
        "administration|Obama|norms|voluntary "
        "norm|0|0|1666.6667|1666.6667|-0.584963|-6.16656|4.99663|0.415037|-5."
        "16656|5.99663|sign",
        "administration|Trump|capacity|building|1|1|1250.0000|0.0000|0.584963|-"
        "15.5307|16.7006||||",
        "administration|Trump|norms|norm|1|0.5|2500.0000|1250.0000|0.584963|-4."
        "99663|6.16656|1.58496|||",
        "administration|Trump|norms|voluntary "
        "norm|1|0.5|2500.0000|1250.0000|0.584963|-4.99663|6.16656|-0.415037|-5."
        "99663|5.16656|sign",
        NULL};

    (void)state;
    report_assert(&report_theme_sensitivity, fixture_documents,
                  FIXTURE_DOCUMENTS, lines);
}

/* d.txt, 2 words with the one hit of capacity, is a duplicate: Trump keeps the
 * 6 words of c.txt. One document on a side has no interval. */
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
        "0.584963|-4.99663|6.16656|1|||");
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
