/* theme_cooccurrence_test.c - pairs of themes, met or not, in every unit. */
#include <stdio.h>
#include <string.h>

#include "report/tables/cooccurrence.h"
#include "report/tables/rows_left_out.h"
#include "results_fixture.h"
#include "unit.h"

static void open_fixture(struct results_fixture *fixture)
{
    results_fixture_init(fixture, fixture_documents, FIXTURE_DOCUMENTS);
}

static void has_the_columns_of_the_contract(void **state)
{
    static const char *const names[] = {"group_by",
                                        "group",
                                        "unit",
                                        "theme_a",
                                        "theme_b",
                                        "units",
                                        "units_a",
                                        "units_b",
                                        "units_both",
                                        "expected",
                                        "g2",
                                        "p_value",
                                        "q_value",
                                        "pmi",
                                        "npmi",
                                        "dice",
                                        "log_dice",
                                        "jaccard",
                                        "phi",
                                        "t_score",
                                        "odds_ratio",
                                        "odds_ratio_low",
                                        "odds_ratio_high"};
    struct table *table = report_theme_cooccurrence.make_table(NULL);
    size_t q = table_find_column(table, "q_value");

    (void)state;
    assert_int_equal(table->column_count, sizeof(names) / sizeof(*names));
    for (size_t i = 0; i < table->column_count; i++)
        assert_string_equal(table->columns[i].name, names[i]);
    assert_non_null(strstr(table->columns[q].meaning, "all rows of this file"));
    table_free(table);
}

/* Six sentences, two with capacity, four with norms, one with both: E = 8/6,
 * g2 = 2 (ln 3/4 + 3 ln 9/8 + ln 3/2 + ln 3/4) = 0.3669, pmi = log2 3/4,
 * npmi = pmi / log2 6, dice 2/6, jaccard 1/5, phi = (1 - 3) / 8, odds ratio
 * 1/3. Of 27 p-values, 0.0507 is the least and shares its q with the three of
 * 0.0959 that come next: 27/4 * 0.095891 = 0.647264. */
static void measures_what_is_in_the_units(void **state)
{
    static const char *const lines[] = {
        "administration|(all)|sentence|capacity|deterrence|6|2|0|0|0|0|1|1|||0|"
        "|0|||||",
        "administration|(all)|sentence|capacity|norms|6|2|4|1|1.33333|0.3669|"
        "0.544699|1|-0.415037|-0.160558|0.333333|12.415|0.2|-0.25|-0.333333|"
        "0.333333|0.00930689|11.9386",
        "administration|(all)|document|capacity|norms|4|2|2|1|1|0|1|1|0|0|0.5|"
        "13|0.333333|0|0|1|0.0198425|50.3968",
        "administration|Obama|document|capacity|norms|2|1|1|1|0.5|2.77259|"
        "0.095891|0.647264|1|1|1|14|1|1|0.5|9|0.0973816|831.78",
        "administration|Trump|sentence|capacity|norms|3|1|2|0|0.666667|3.81909|"
        "0.0506719|0.647264||-1|0||0|-1|-0.942809|0.0666667|"
        "0.000808942|5.49415",
        NULL};
    struct results_fixture fixture;
    struct rows rows;

    (void)state;
    open_fixture(&fixture);
    rows_read(&rows, &report_theme_cooccurrence, &fixture.results);
    assert_int_equal(rows.count, 3 * 3 * 3);
    for (size_t i = 0; lines[i]; i++)
        assert_string_equal(rows_find(&rows, lines[i]), lines[i]);
    rows_release(&rows);
    results_fixture_release(&fixture);
}

static void orders_by_group_unit_and_names(void **state)
{
    static const char *const groups[] = {"(all)", "Obama", "Trump"};
    static const char *const units[] = {"sentence", "paragraph", "document"};
    static const char *const pairs[] = {"capacity|deterrence", "capacity|norms",
                                        "deterrence|norms"};
    struct results_fixture fixture;
    struct rows rows;
    char begin[100];

    (void)state;
    open_fixture(&fixture);
    rows_read(&rows, &report_theme_cooccurrence, &fixture.results);
    for (size_t i = 0; i < rows.count; i++) {
        snprintf(begin, sizeof(begin), "administration|%s|%s|%s|",
                 groups[i / 9], units[i / 3 % 3], pairs[i % 3]);
        assert_memory_equal(rows.lines[i], begin, strlen(begin));
    }
    rows_release(&rows);
    results_fixture_release(&fixture);
}

/* Two pairs of hits within 5 words among 12 words, with 1 and 2 hits: E =
 * 2*5*1*2/12, g2 = 2 (2 ln 1.2 - 1/3); what needs a 2x2 table is blank. */
static void counts_pairs_of_hits_in_windows(void **state)
{
    static const char line[] =
        "administration|Obama|window:5|capacity|norms|12|1|2|2|1.66667|"
        "0.0626196|0.802403|1|0.263034|0.101756|1|14|1||0.235702|||";
    struct results_fixture fixture;
    struct count_map *counts;
    struct rows rows;

    (void)state;
    open_fixture(&fixture);
    for (int unit = 0; unit < UNITS; unit++)
        fixture.results.has_unit[unit] = unit == UNIT_WINDOW;
    fixture.results.window_words = 5;
    counts =
        &fixture.groups.items[0].tally.counts[tally_unit_kind(UNIT_WINDOW, 0)];
    count_map_add(&counts[UNIT_THEMES], 0, 1, 1);
    count_map_add(&counts[UNIT_THEMES], 2, 2, 1);
    count_map_add(&counts[UNIT_THEME_PAIRS], pair_key(0, 2), 2, 1);
    rows_read(&rows, &report_theme_cooccurrence, &fixture.results);
    assert_int_equal(rows.count, 3 * 3);
    assert_string_equal(rows_find(&rows, "administration|Obama|window:5|capac"
                                         "ity|norms|"),
                        line);
    rows_release(&rows);
    results_fixture_release(&fixture);
}

/* -- More themes than all pairs are listed for, more rows than fit -------- */

static void add_themes(struct results_fixture *fixture, size_t count)
{
    while (fixture->lexicon.themes.count < count)
        *VECTOR_PUSH(&fixture->lexicon.themes) = (struct theme){"zeal", 0, 0};
}

static void lists_all_pairs_of_up_to_40_themes(void **state)
{
    struct results_fixture fixture;
    struct rows rows;

    (void)state;
    open_fixture(&fixture);
    add_themes(&fixture, 40);
    rows_read(&rows, &report_theme_cooccurrence, &fixture.results);
    assert_int_equal(rows.count, 9 * 40 * 39 / 2);
    rows_release(&rows);
    add_themes(&fixture, 41);
    rows_read(&rows, &report_theme_cooccurrence, &fixture.results);
    assert_int_equal(rows.count, 6); /* not Trump: nothing met there */
    rows_release(&rows);
    results_fixture_release(&fixture);
}

static void put_number(const struct lexicon *lexicon, uint32_t id,
                       struct cell *cells)
{
    static const char *const names[] = {"0", "1", "2"};

    (void)lexicon;
    cells[0] = cell_string(names[id]);
}

static enum status fill_at_most(const struct results *results,
                                struct table_output *output, uint64_t rows_max,
                                size_t complete_ids, struct error *err)
{
    struct pair_kind kind = {.singles = UNIT_THEMES,
                             .pairs = UNIT_THEME_PAIRS,
                             .complete_ids = complete_ids,
                             .names = 1,
                             .put_names = put_number,
                             .rows_max = rows_max};

    return cooccurrence_fill(results, &kind, output, err);
}

static enum status fill_met(const void *results, struct table_output *output,
                            struct error *err)
{
    return fill_at_most(results, output, 5, 0, err);
}

static enum status fill_all(const void *results, struct table_output *output,
                            struct error *err)
{
    return fill_at_most(results, output, 5, 3, err);
}

static void keep_notice(void *context, const struct table_notice *notice)
{
    struct table_notice *kept = context;

    assert_int_equal(kept->count, 0); /* at most once */
    *kept = *notice;
}

/* units_both by theme pair in (all): sentences 1, 5, 0; paragraphs 2, 6, 1;
 * documents 2, 9, 0. At most five rows fit, and the two with 2 are the fourth
 * and the fifth; with one more of 2 they go, all of them. */
static void set_up_counts(struct results_fixture *fixture)
{
    static const uint64_t counts[3][3] = {{1, 5, 0}, {2, 6, 1}, {2, 9, 0}};

    results_fixture_init(fixture, NULL, 0);
    for (int unit = 0; unit < 3; unit++)
        for (uint32_t pair = 0; pair < 3; pair++) {
            enum tally_kind kind = tally_unit_kind((enum unit)unit,
                                                   UNIT_THEME_PAIRS);

            if (counts[unit][pair])
                count_map_add(&fixture->all.items[0].tally.counts[kind],
                              pair_key(pair / 2, 1 + (pair + 1) / 2),
                              counts[unit][pair], 1);
        }
}

static uint64_t rows_reported(const struct results *results,
                              const struct report *report)
{
    struct table_notice notice = {0};
    struct table_output output = {.notice = keep_notice,
                                  .notice_context = &notice};
    struct table *table = report->make_table(results);
    struct error err;

    assert_int_equal(
        table_output_write(&output, table, report->fill, results, &err), OK);
    if (notice.count)
        assert_int_equal(notice.kind, TABLE_ROWS_CUT);
    table_output_release(&output);
    table_free(table);
    return notice.count;
}

static void keeps_what_met_most_when_not_all_fits(void **state)
{
    struct report report = report_theme_cooccurrence;
    struct results_fixture fixture;
    struct rows rows;

    (void)state;
    set_up_counts(&fixture);
    report.fill = fill_met;
    rows_read(&rows, &report, &fixture.results);
    assert_int_equal(rows.count, 5);
    assert_int_equal(rows_reported(&fixture.results, &report), 2);
    report.fill = fill_all;
    rows_release(&rows);
    rows_read(&rows, &report, &fixture.results);
    assert_int_equal(rows.count, 5);
    assert_int_equal(rows_reported(&fixture.results, &report), 4);
    rows_release(&rows);
    count_map_add(
        &fixture.all.items[0]
             .tally.counts[tally_unit_kind(UNIT_DOCUMENT, UNIT_THEME_PAIRS)],
        pair_key(1, 2), 2, 1);
    rows_read(&rows, &report, &fixture.results);
    assert_int_equal(rows.count, 3);
    assert_memory_equal(rows.lines[0], "administration|(all)|sentence|0|2|",
                        34);
    assert_memory_equal(rows.lines[2], "administration|(all)|document|0|2|",
                        34);
    assert_int_equal(rows_reported(&fixture.results, &report), 6);
    rows_release(&rows);
    results_fixture_release(&fixture);
}

/* -- Hardly anything ------------------------------------------------------- */

static void reports_nothing_of_nothing(void **state)
{
    struct results_fixture fixture;
    struct rows rows;

    (void)state;
    results_fixture_init(&fixture, NULL, 0);
    rows_read(&rows, &report_theme_cooccurrence, &fixture.results);
    assert_int_equal(rows.count, 9); /* of (all) */
    assert_string_equal(rows.lines[0],
                        "administration|(all)|sentence|capacity|deterrence|0|0|"
                        "0|0|0|0|1|1||||||||||");
    rows_release(&rows);
    fixture.lexicon.themes.count = 0;
    rows_read(&rows, &report_theme_cooccurrence, &fixture.results);
    assert_int_equal(rows.count, 0);
    rows_release(&rows);
    fixture.lexicon.themes.count = 1;
    rows_read(&rows, &report_theme_cooccurrence, &fixture.results);
    assert_int_equal(rows.count, 0);
    rows_release(&rows);
    results_fixture_release(&fixture);
}

UNIT_MAIN(cmocka_unit_test(has_the_columns_of_the_contract),
          cmocka_unit_test(measures_what_is_in_the_units),
          cmocka_unit_test(orders_by_group_unit_and_names),
          cmocka_unit_test(counts_pairs_of_hits_in_windows),
          cmocka_unit_test(lists_all_pairs_of_up_to_40_themes),
          cmocka_unit_test(keeps_what_met_most_when_not_all_fits),
          cmocka_unit_test(reports_nothing_of_nothing))
