/* theme_frequency_test.c - themes in groups, with what cannot be known blank.
 */
#include "results_fixture.h"
#include "unit.h"

/* Computed apart: intervals by R as in second_computation.R (Obama's two and
 * Trump's two documents are too few for one where there are hits), the rest
 * from Gries's formulas. Norms in (all): hits 2, 0, 2, 0 of 8, 4, 6, 2 words;
 * DP = (|.5 - .4| + |0 - .2| + |.5 - .3| + |0 - .1|) / 2, over 1 - 2/20 when
 * normed; D of 0.25, 0, 1/3, 0: mean 7/48, population sd 0.148784, 1 - sd /
 * mean / sqrt(3); over the groups DP = (|.5 - .6| + |.5 - .4|) / 2; last
 * Wilson's interval of 2 in 4. */
static void counts_every_theme_in_every_group(void **state)
{
    static const char *const lines[] = {
        "administration|(all)|capacity|4|2|0.5|20|2|1000.0000|12.7469|10000."
        "0000|0.5|0.555556|0.242812|0.1|0.150039|0.849961",
        "administration|(all)|deterrence|4|0|0|20|0|0.0000|0.0000|6788.4175||||"
        "|0|0.489891",
        "administration|(all)|norms|4|2|0.5|20|4|2000.0000|183.6197|10000.0000|"
        "0.3|0.333333|0.410985|0.1|0.150039|0.849961",
        "administration|Obama|capacity|2|1|0.5|12|1|833.3333|||"
        "0.333333|0.5|0||0.0945312|0.905469",
        "administration|Obama|deterrence|2|0|0|12|0|0.0000|0.0000|10000.0000|||"
        "||0|0.65762",
        "administration|Obama|norms|2|1|0.5|12|2|1666.6667|||0."
        "333333|0.5|0||0.0945312|0.905469",
        "administration|Trump|capacity|2|1|0.5|8|1|1250.0000|||"
        "0.75|1|0||0.0945312|0.905469",
        "administration|Trump|deterrence|2|0|0|8|0|0.0000|0.0000|10000.0000||||"
        "|0|0.65762",
        "administration|Trump|norms|2|1|0.5|8|2|2500.0000|||0."
        "25|0.333333|0||0.0945312|0.905469",
        NULL};

    (void)state;
    report_assert(&report_theme_frequency, fixture_documents, FIXTURE_DOCUMENTS,
                  lines);
}

/* "(all)" stands where its bytes put it: after '#', before letters. */
static void groups_come_by_the_bytes_of_their_names(void **state)
{
    static const struct fixture_document documents[] = {
        {.path = "a", .group = "Zeta", .words = "one"},
        {.path = "b", .group = "(unknown)", .words = "two"},
        {.path = "c", .group = "#1", .words = "three"},
    };
    static const char *const groups[] = {"#1", "(all)", "(unknown)", "Zeta"};
    struct results_fixture fixture;
    struct rows rows;

    (void)state;
    results_fixture_init(&fixture, documents, 3);
    rows_read(&rows, &report_theme_frequency, &fixture.results);
    assert_int_equal(rows.count, 4 * FIXTURE_THEMES);
    for (size_t i = 0; i < 4; i++)
        assert_non_null(strstr(rows.lines[i * FIXTURE_THEMES], groups[i]));
    rows_release(&rows);
    results_fixture_release(&fixture);
}

static void nothing_gives_blanks(void **state)
{
    static const char *const lines[] = {
        "administration|(all)|capacity|0|0||0|0|||||||||",
        "administration|(all)|deterrence|0|0||0|0|||||||||",
        "administration|(all)|norms|0|0||0|0|||||||||", NULL};

    (void)state;
    report_assert(&report_theme_frequency, NULL, 0, lines);
}

static void a_group_without_words_gives_blanks(void **state)
{
    static const struct fixture_document documents[] = {
        {.path = "a", .group = "B", .words = ""},
        {.path = "b", .group = "B", .words = ""},
    };
    struct results_fixture fixture;
    struct rows rows;

    (void)state;
    results_fixture_init(&fixture, documents, 2);
    rows_read(&rows, &report_theme_frequency, &fixture.results);
    assert_string_equal(rows_find(&rows, "administration|B|norms"),
                        "administration|B|norms|2|0|0|0|0||||||||0|0.65762");
    rows_release(&rows);
    results_fixture_release(&fixture);
}

UNIT_MAIN(cmocka_unit_test(counts_every_theme_in_every_group),
          cmocka_unit_test(groups_come_by_the_bytes_of_their_names),
          cmocka_unit_test(nothing_gives_blanks),
          cmocka_unit_test(a_group_without_words_gives_blanks))
