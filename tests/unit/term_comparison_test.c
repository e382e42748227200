/* term_comparison_test.c - terms compared as themes are. */
#include <stdio.h>
#include <stdlib.h>

#include "report/tables/comparison_rows.h"
#include "results_fixture.h"
#include "unit.h"

/* The measures are those of theme_comparison_test.c; building is the one term
 * of its theme, so its row is the theme's. Training and deter, in no document,
 * have no row. Of the twelve p by documents four are 0.617075, the others 1: q
 * is 1. */
static const char *const lines[] = {
    "administration|Obama|(rest)|capacity|building|1|12|833.3333|1|8|1250.0000|"
    "-0.584963|-4.36983|3.19991|0|-33.3333|0.0909328|0.762995|0.796395|-2.9048|"
    "-0.0440068|1|0.375|||1|lower",
    "administration|Obama|(rest)|norms|norm|2|12|1666.6667|1|8|1250.0000|0."
    "415037|-2.79861|3.62868|0|33.3333|0.0665719|0.796395|0.796395|-2.92916|0."
    "038045|1|0.625|||1|higher",
    "administration|Obama|(rest)|norms|voluntary "
    "norm|0|12|0.0000|1|8|1250.0000|-1.58496|-6.30945|3.13952|0|-100|1.91229|0."
    "166709|0.500128|-1.08345|-0.176862|0.617075|0.25|||1|lower",
    "administration|Obama|Trump|capacity|building|1|12|833.3333|1|8|1250.0000|-"
    "0.584963|-4.36983|3.19991|0|-33.3333|0.0909328|0.762995|0.796395|-2.9048|-"
    "0.0440068|1|0.375|||1|lower",
    "administration|Obama|Trump|norms|norm|2|12|1666.6667|1|8|1250.0000|0."
    "415037|-2.79861|3.62868|0|33.3333|0.0665719|0.796395|0.796395|-2.92916|0."
    "038045|1|0.625|||1|higher",
    "administration|Obama|Trump|norms|voluntary "
    "norm|0|12|0.0000|1|8|1250.0000|-1.58496|-6.30945|3.13952|0|-100|1.91229|0."
    "166709|0.500128|-1.08345|-0.176862|0.617075|0.25|||1|lower",
    "administration|Trump|(rest)|capacity|building|1|8|1250.0000|1|12|833.3333|"
    "0.584963|-3.19991|4.36983|0|50|0.0909328|0.762995|0.796395|-2.9048|0."
    "0440068|1|0.625|||1|higher",
    "administration|Trump|(rest)|norms|norm|1|8|1250.0000|2|12|1666.6667|-0."
    "415037|-3.62868|2.79861|0|-25|0.0665719|0.796395|0.796395|-2.92916|-0."
    "038045|1|0.375|||1|lower",
    "administration|Trump|(rest)|norms|voluntary "
    "norm|1|8|1250.0000|0|12|0.0000|1.58496|-3.13952|6.30945|0|200|1.91229|0."
    "166709|0.500128|-1.08345|0.176862|0.617075|0.75|||1|higher",
    "administration|Trump|Obama|capacity|building|1|8|1250.0000|1|12|833.3333|"
    "0.584963|-3.19991|4.36983|0|50|0.0909328|0.762995|0.796395|-2.9048|0."
    "0440068|1|0.625|||1|higher",
    "administration|Trump|Obama|norms|norm|1|8|1250.0000|2|12|1666.6667|-0."
    "415037|-3.62868|2.79861|0|-25|0.0665719|0.796395|0.796395|-2.92916|-0."
    "038045|1|0.375|||1|lower",
    "administration|Trump|Obama|norms|voluntary "
    "norm|1|8|1250.0000|0|12|0.0000|1.58496|-3.13952|6.30945|0|200|1.91229|0."
    "166709|0.500128|-1.08345|0.176862|0.617075|0.75|||1|higher",
    NULL};

static void compares_the_terms_that_occur(void **state)
{
    (void)state;
    report_assert(&report_term_comparison, fixture_documents, FIXTURE_DOCUMENTS,
                  lines);
}

static void names_the_theme_before_the_term(void **state)
{
    struct table *terms = report_term_comparison.make_table(NULL);
    struct table *themes = report_theme_comparison.make_table(NULL);

    (void)state;
    assert_int_equal(terms->column_count, themes->column_count + 1);
    for (size_t i = 0; i < themes->column_count; i++)
        if (i != COMPARISON_WHAT)
            assert_string_equal(terms->columns[i + (i > COMPARISON_WHAT)].name,
                                themes->columns[i].name);
    assert_string_equal(terms->columns[COMPARISON_WHAT].name, "theme");
    assert_string_equal(terms->columns[COMPARISON_WHAT + 1].name, "term");
    table_free(terms);
    table_free(themes);
}

enum { MANY = COMPARED_GROUPS_MAX + 1 };

/* Two rows of one term a pair of groups, or one a group against the rest. */
static void check_groups(size_t count, size_t rows_expected)
{
    static const struct fixture_hit hits[] = {{2, "deter", 1, 1}, {0}};
    struct fixture_document documents[MANY] = {0};
    struct results_fixture fixture;
    struct rows rows;
    char names[MANY][24];

    for (size_t i = 0; i < count; i++) {
        snprintf(names[i], sizeof(names[i]), "%02zu", i);
        documents[i] = (struct fixture_document){.path = names[i],
                                                 .group = names[i],
                                                 .words = "we deter",
                                                 .sentences = 1,
                                                 .paragraphs = 1,
                                                 .hits = hits};
    }
    results_fixture_init(&fixture, documents, count);
    rows_read(&rows, &report_term_comparison, &fixture.results);
    assert_int_equal(rows.count, rows_expected);
    assert_int_equal(compares_with_rest_only(&fixture.results), count == MANY);
    rows_release(&rows);
    results_fixture_release(&fixture);
}

static void compares_many_groups_with_the_rest_only(void **state)
{
    (void)state;
    check_groups(MANY - 1, (MANY - 1) * (MANY - 1));
    check_groups(MANY, MANY);
}

UNIT_MAIN(cmocka_unit_test(compares_the_terms_that_occur),
          cmocka_unit_test(names_the_theme_before_the_term),
          cmocka_unit_test(compares_many_groups_with_the_rest_only))
