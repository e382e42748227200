/* theme_cooccurrence_comparison_test.c - is a pair's company closer here than
 * there? */
#include <stdio.h>

#include "report/tables/comparison_rows.h"
#include "results_fixture.h"
#include "unit.h"

/* Sentences of Obama: 3, one with capacity, two with norms, one with both; of
 * the others 3, 1, 2, 0. Both tables have an empty cell: ln(1.5 * 1.5 / (0.5 *
 * 1.5)) = ln 3, and ln(0.5 * 0.5 / (2.5 * 1.5)) = -2.70805; variances 4 and
 * 5.06667. One pair of the three themes ever met. */
static const char *const lines[] = {
    "administration|Obama|(rest)|sentence|capacity|norms|3|1|2|1|3|1|2|0|1."
    "09861|-2.70805|3.80666|-2.09497|9.70829|1.26421|0.206153|0.28067",
    "administration|Obama|(rest)|paragraph|capacity|norms|3|1|2|1|2|1|1|0|1."
    "09861|-2.19722|3.29584|-2.69195|9.28363|1.07882|0.28067|0.28067",
    "administration|Obama|(rest)|document|capacity|norms|2|1|1|1|2|1|1|0|2."
    "19722|-2.19722|4.39445|-2.00677|10.7957|1.34552|0.178457|0.28067",
    "administration|Obama|Trump|sentence|capacity|norms|3|1|2|1|3|1|2|0|1."
    "09861|-2.70805|3.80666|-2.09497|9.70829|1.26421|0.206153|0.28067",
    "administration|Obama|Trump|paragraph|capacity|norms|3|1|2|1|2|1|1|0|1."
    "09861|-2.19722|3.29584|-2.69195|9.28363|1.07882|0.28067|0.28067",
    "administration|Obama|Trump|document|capacity|norms|2|1|1|1|2|1|1|0|2."
    "19722|-2.19722|4.39445|-2.00677|10.7957|1.34552|0.178457|0.28067",
    "administration|Trump|(rest)|sentence|capacity|norms|3|1|2|0|3|1|2|1|-2."
    "70805|1.09861|-3.80666|-9.70829|2.09497|-1.26421|0.206153|0.28067",
    "administration|Trump|(rest)|paragraph|capacity|norms|2|1|1|0|3|1|2|1|-2."
    "19722|1.09861|-3.29584|-9.28363|2.69195|-1.07882|0.28067|0.28067",
    "administration|Trump|(rest)|document|capacity|norms|2|1|1|0|2|1|1|1|-2."
    "19722|2.19722|-4.39445|-10.7957|2.00677|-1.34552|0.178457|0.28067",
    NULL};

static void compares_the_pairs_that_met(void **state)
{
    (void)state;
    report_assert(&report_theme_cooccurrence_comparison, fixture_documents,
                  FIXTURE_DOCUMENTS, lines);
}

static void compares_what_is_counted_in_units(void **state)
{
    struct results_fixture fixture;
    struct rows rows;

    (void)state;
    results_fixture_init(&fixture, fixture_documents, FIXTURE_DOCUMENTS);
    fixture.results.has_unit[UNIT_SENTENCE] = false;
    fixture.results.has_unit[UNIT_DOCUMENT] = false;
    fixture.results.has_unit[UNIT_WINDOW] = true;
    rows_read(&rows, &report_theme_cooccurrence_comparison, &fixture.results);
    assert_int_equal(rows.count, 3);
    assert_string_equal(rows.lines[0], lines[1]);
    rows_release(&rows);
    results_fixture_release(&fixture);
}

static void needs_two_groups(void **state)
{
    (void)state;
    for (size_t count = 0; count <= 2; count++)
        report_assert(&report_theme_cooccurrence_comparison, fixture_documents,
                      count, (const char *const[]){NULL});
}

enum { MANY = COMPARED_GROUPS_MAX + 1 };

static void check_groups(size_t count, size_t rows_expected)
{
    static const struct fixture_hit hits[] = {
        {0, "building", 1, 1}, {3, "norm", 1, 1}, {0}};
    struct fixture_document documents[MANY] = {0};
    struct results_fixture fixture;
    struct rows rows;
    char names[MANY][24];

    for (size_t i = 0; i < count; i++) {
        snprintf(names[i], sizeof(names[i]), "%02zu", i);
        documents[i] = (struct fixture_document){.path = names[i],
                                                 .group = names[i],
                                                 .words = "building norms",
                                                 .sentences = 1,
                                                 .paragraphs = 1,
                                                 .hits = hits};
    }
    results_fixture_init(&fixture, documents, count);
    rows_read(&rows, &report_theme_cooccurrence_comparison, &fixture.results);
    assert_int_equal(rows.count, rows_expected);
    /* The two are in every unit: there is no odds ratio. */
    assert_string_equal(
        rows.lines[0],
        count == MANY
            ? "administration|00|(rest)|sentence|capacity|norms|1|1|1|1|12|12|"
              "12|12||||||||"
            : "administration|00|(rest)|sentence|capacity|norms|1|1|1|1|11|11|"
              "11|11||||||||");
    rows_release(&rows);
    results_fixture_release(&fixture);
}

static void compares_many_groups_with_the_rest_only(void **state)
{
    (void)state;
    check_groups(MANY - 1, 3 * (MANY - 1 + (MANY - 1) * (MANY - 2) / 2));
    check_groups(MANY, 3 * MANY);
}

UNIT_MAIN(cmocka_unit_test(compares_the_pairs_that_met),
          cmocka_unit_test(compares_what_is_counted_in_units),
          cmocka_unit_test(needs_two_groups),
          cmocka_unit_test(compares_many_groups_with_the_rest_only))
