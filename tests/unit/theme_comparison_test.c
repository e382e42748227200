/* theme_comparison_test.c - each group against each other and against the rest.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "results_fixture.h"
#include "stats/comparison.h"
#include "stats/rate_contrast.h"
#include "stats/significance.h"
#include "unit.h"

enum { KEYS = 4, COUNTS = 6, MEASURES = 15, FIELDS = 26 };

/* Splits a copy of the line, which the caller frees by its first field. */
static void split(const char *line, char *fields[FIELDS])
{
    char *rest = strdup(line);

    for (size_t i = 0; i < FIELDS; i++)
        fields[i] = strsep(&rest, "|");
    assert_null(rest);
}

static void has_the_columns_of_the_contract(void **state)
{
    static const char *const names[] = {"group_by",
                                        "focus",
                                        "reference",
                                        "theme",
                                        "hits_focus",
                                        "words_focus",
                                        "rate_focus",
                                        "hits_reference",
                                        "words_reference",
                                        "rate_reference",
                                        "log_ratio",
                                        "log_ratio_low",
                                        "log_ratio_high",
                                        "log_ratio_conservative",
                                        "percent_difference",
                                        "g2",
                                        "p_value",
                                        "q_value",
                                        "bic",
                                        "log_odds_z",
                                        "mann_whitney_p",
                                        "mann_whitney_proportion",
                                        "log_ratio_documents_low",
                                        "log_ratio_documents_high",
                                        "mann_whitney_q",
                                        "direction"};
    struct table *table = report_theme_comparison.make_table(NULL);

    (void)state;
    assert_int_equal(table->column_count, sizeof(names) / sizeof(*names));
    for (size_t i = 0; i < table->column_count; i++)
        assert_string_equal(table->columns[i].name, names[i]);
    assert_non_null(
        strstr(table->columns[table_find_column(table, "log_odds_z")].meaning,
               "worth 500 words"));
    table_free(table);
}

/* Norms, 2 of 12 words against 2 of 8: log ratio log2 2/3, 95% interval 1.96 /
 * ln 2 * sqrt(1/2 - 1/12 + 1/2 - 1/8) on either side, %DIFF -33.3, g2 = 2 (2 ln
 * (2/2.4) + 2 ln (2/1.6) + 10 ln (10/9.6) + 6 ln (6/6.4)) = 0.205266, bic = g2
 * - ln 20, prior 500 * 4/20 = 100: z = (ln 102/410 - ln 102/406) / sqrt(2/102).
 * Rates 2/8, 0 against 2/6, 0 are U = 1.5 of 4, within 1/2 of the mean: p = 1;
 * proportion 1.5/4. The interval by documents was computed by R: residuals of
 * 2, 0 hits in 8, 4 words from 1/6 a word, and of 2, 0 in 6, 2 from 1/4.
 */
static const char *const lines[] = {
    "administration|Obama|(rest)|capacity|1|12|833.3333|1|8|1250.0000|-0."
    "584963|-4.36983|3.19991|0|-33.3333|0.0909328|0.762995|1|-2.9048|-0."
    "0440068|1|0.375|||1|lower",
    "administration|Obama|(rest)|deterrence|0|12|0.0000|0|8|0.0000||||||0|1|1|-"
    "2.99573||1|0.5|||1|equal",
    "administration|Obama|(rest)|norms|2|12|1666.6667|2|8|2500.0000|-0.584963|-"
    "3.10087|1.93094|0|-33.3333|0.205266|0.650504|1|-2.79047|-0.0700146|1|0."
    "375|||1|lower",
    "administration|Obama|Trump|capacity|1|12|833.3333|1|8|1250.0000|-0.584963|"
    "-4.36983|3.19991|0|-33.3333|0.0909328|0.762995|1|-2.9048|-0.0440068|1|0."
    "375|||1|lower",
    "administration|Obama|Trump|deterrence|0|12|0.0000|0|8|0.0000||||||0|1|1|-"
    "2.99573||1|0.5|||1|equal",
    "administration|Obama|Trump|norms|2|12|1666.6667|2|8|2500.0000|-0.584963|-"
    "3.10087|1.93094|0|-33.3333|0.205266|0.650504|1|-2.79047|-0.0700146|1|0."
    "375|||1|lower",
    "administration|Trump|(rest)|capacity|1|8|1250.0000|1|12|833.3333|0.584963|"
    "-3.19991|4.36983|0|50|0.0909328|0.762995|1|-2.9048|0.0440068|1|0.625|||1|"
    "higher",
    "administration|Trump|(rest)|deterrence|0|8|0.0000|0|12|0.0000||||||0|1|1|-"
    "2.99573||1|0.5|||1|equal",
    "administration|Trump|(rest)|norms|2|8|2500.0000|2|12|1666.6667|0.584963|-"
    "1.93094|3.10087|0|50|0.205266|0.650504|1|-2.79047|0.0700146|1|0.625|||1|"
    "higher",
    "administration|Trump|Obama|capacity|1|8|1250.0000|1|12|833.3333|0.584963|-"
    "3.19991|4.36983|0|50|0.0909328|0.762995|1|-2.9048|0.0440068|1|0.625|||1|"
    "higher",
    "administration|Trump|Obama|deterrence|0|8|0.0000|0|12|0.0000||||||0|1|1|-"
    "2.99573||1|0.5|||1|equal",
    "administration|Trump|Obama|norms|2|8|2500.0000|2|12|1666.6667|0.584963|-1."
    "93094|3.10087|0|50|0.205266|0.650504|1|-2.79047|0.0700146|1|0.625|||1|"
    "higher",
    NULL};

static void compares_two_groups(void **state)
{
    struct results_fixture fixture;
    struct rows rows;

    (void)state;
    results_fixture_init(&fixture, fixture_documents, FIXTURE_DOCUMENTS);
    rows_read(&rows, &report_theme_comparison, &fixture.results);
    rows_assert(&rows, lines);
    rows_release(&rows);
    results_fixture_release(&fixture);
}

/* -- Many documents -------------------------------------------------------- */

enum { DOCUMENTS = 90, GROUPS = 3 };

static const char *const group_names[GROUPS] = {"A", "B", "C"};

/* Documents of 4 to 10 words, with ever more hits of norms from A to C. */
struct made {
    struct fixture_document documents[DOCUMENTS];
    struct fixture_hit hits[DOCUMENTS][5];
    char paths[DOCUMENTS][4];
};

static size_t made_hits(size_t i)
{
    return i * i % 7 % 3 * (i % GROUPS) + (i % 9 == 0);
}

static size_t made_words(size_t i)
{
    return 4 + i % 7;
}

static void make_documents(struct made *made)
{
    static const char words[] = "a a a a a a a a a a";

    *made = (struct made){0};
    for (size_t i = 0; i < DOCUMENTS; i++) {
        snprintf(made->paths[i], sizeof(made->paths[i]), "%02zu", i);
        for (uint32_t hit = 0; hit < made_hits(i); hit++)
            made->hits[i][hit] = (struct fixture_hit){3, "norm", 1 + hit,
                                                      1 + hit};
        made->documents[i] = (struct fixture_document){
            .path = made->paths[i],
            .group = group_names[i % GROUPS],
            .words = words + 2 * (10 - made_words(i)),
            .sentences = 9,
            .paragraphs = 9,
            .hits = made->hits[i]};
    }
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* The rates of a group's documents, or, `is_rest`, of all others'. */
static struct rate_sample made_sample(size_t group, bool is_rest,
                                      double rates[DOCUMENTS])
{
    struct rate_sample sample = {.rates = rates};

    for (size_t i = 0; i < DOCUMENTS; i++) {
        if ((i % GROUPS == group) == is_rest)
            continue;
        if (made_hits(i))
            rates[sample.count++] = (double)made_hits(i) /
                                    (double)made_words(i);
        else
            sample.zeros++;
    }
    qsort(rates, sample.count, sizeof(*rates), by_value);
    return sample;
}

static void set_test(struct comparison *comparison, size_t focus,
                     const char *reference)
{
    double rates[2][DOCUMENTS];
    bool is_rest = strcmp(reference, "(rest)") == 0;
    struct rate_sample first = made_sample(focus, false, rates[0]);
    struct rate_sample second = made_sample(
        is_rest ? focus : (size_t)(reference[0] - 'A'), is_rest, rates[1]);
    struct mann_whitney test = mann_whitney_test(&first, &second);

    comparison->mann_whitney_p = measurement_of(test.p);
    comparison->mann_whitney_proportion = measurement_of(test.proportion);
}

/* The sums of a group's documents, or, `is_rest`, of all others'. */
static struct rate_sums made_sums(size_t group, bool is_rest)
{
    struct rate_sums sums = {0};

    for (size_t i = 0; i < DOCUMENTS; i++)
        if ((i % GROUPS == group) != is_rest)
            rate_sums_add(&sums, made_hits(i), made_words(i));
    return sums;
}

static struct interval made_interval(size_t focus, const char *reference)
{
    bool is_rest = strcmp(reference, "(rest)") == 0;
    struct rate_sums first = made_sums(focus, false);
    struct rate_sums second = made_sums(
        is_rest ? focus : (size_t)(reference[0] - 'A'), is_rest);
    struct rate_contrast contrast = rate_contrast_of(&first, &second);

    return rate_contrast_interval(&contrast, 1);
}

static struct comparison comparison_of_fields(char *const *fields)
{
    return comparison_of(&(struct comparison_counts){
        strtoull(fields[4], NULL, 10), strtoull(fields[5], NULL, 10),
        strtoull(fields[7], NULL, 10), strtoull(fields[8], NULL, 10)});
}

/* The row of norms has what the functions of src/stats give for its counts; q
 * is by words and by documents. */
static void check_row(const char *line, const double q[2], uint64_t all_hits,
                      uint64_t all_words)
{
    char *fields[FIELDS], text[40];
    struct comparison c;

    split(line, fields);
    c = comparison_of_fields(fields);
    c.tests = 27;
    c.q_value = measurement_of(q[0]);
    c.mann_whitney_q = measurement_of(q[1]);
    comparison_set_prior(&c, all_hits, all_words, 500);
    set_test(&c, (size_t)(fields[1][0] - 'A'), fields[2]);
    c.log_ratio_documents = made_interval((size_t)(fields[1][0] - 'A'),
                                          fields[2]);
    for (size_t i = 0; i < MEASURES; i++) {
        struct measurement value = COMPARISON_MEASURES[i].compute(&c);

        assert_true(value.is_defined);
        snprintf(text, sizeof(text), "%.6g", value.value);
        assert_string_equal(fields[KEYS + COUNTS + i], text);
    }
    assert_string_equal(fields[FIELDS - 1],
                        direction_name(comparison_direction(&c.counts)));
    free(fields[0]);
}

static double p_of(const char *line)
{
    char *fields[FIELDS];
    struct comparison c;

    split(line, fields);
    c = comparison_of_fields(fields);
    free(fields[0]);
    return comparison_measure_find("p_value")->compute(&c).value;
}

/* The other themes have no hit. */
static double mann_whitney_p_of(const char *line)
{
    char *fields[FIELDS];
    struct comparison c = {.mann_whitney_p = measurement_of(1)};

    split(line, fields);
    if (strcmp(fields[3], "norms") == 0)
        set_test(&c, (size_t)(fields[1][0] - 'A'), fields[2]);
    free(fields[0]);
    return c.mann_whitney_p.value;
}

static void agrees_with_the_stats_layer(void **state)
{
    struct results_fixture fixture;
    struct made made;
    struct rows rows;
    double q[27], document_q[27];
    uint64_t hits = 0, words = 0;

    (void)state;
    make_documents(&made);
    results_fixture_init(&fixture, made.documents, DOCUMENTS);
    for (size_t i = 0; i < DOCUMENTS; i++) {
        hits += made_hits(i);
        words += made_words(i);
    }
    rows_read(&rows, &report_theme_comparison, &fixture.results);
    assert_int_equal(rows.count, 27);
    for (size_t i = 0; i < 27; i++) {
        q[i] = p_of(rows.lines[i]);
        document_q[i] = mann_whitney_p_of(rows.lines[i]);
    }
    benjamini_hochberg(q, 27);
    benjamini_hochberg(document_q, 27);
    for (size_t i = 2; i < 27; i += 3)
        check_row(rows.lines[i], (double[]){q[i], document_q[i]}, hits, words);
    /* The conservative log ratio of the clearest row is not just 0. */
    assert_null(strstr(rows_find(&rows, "administration|C|A|norms"), "|0|"));
    rows_release(&rows);
    results_fixture_release(&fixture);
}

/* -- Hardly anything, and too much ----------------------------------------- */

static void needs_two_groups(void **state)
{
    struct results_fixture fixture;
    struct rows rows;

    (void)state;
    for (size_t count = 0; count <= 2; count++) {
        results_fixture_init(&fixture, fixture_documents, count);
        rows_read(&rows, &report_theme_comparison, &fixture.results);
        assert_int_equal(rows.count, 0);
        rows_release(&rows);
        results_fixture_release(&fixture);
    }
}

static void leaves_blank_what_has_no_words(void **state)
{
    struct results_fixture fixture;
    struct rows rows;

    (void)state;
    results_fixture_init(&fixture, fixture_documents, FIXTURE_DOCUMENTS);
    for (size_t i = 0; i < 2; i++) {
        fixture.groups.items[i].tally.totals.words = 0;
        count_map_reset(&fixture.groups.items[i].tally.counts[TALLY_THEMES]);
    }
    fixture.all.items[0].tally.totals.words = 0;
    count_map_reset(&fixture.all.items[0].tally.counts[TALLY_THEMES]);
    rows_read(&rows, &report_theme_comparison, &fixture.results);
    assert_int_equal(rows.count, 12);
    assert_string_equal(rows.lines[0],
                        "administration|Obama|(rest)|capacity|0|0||0|0|||||||0|"
                        "1|1|||1|0.375|||1|");
    rows_release(&rows);
    results_fixture_release(&fixture);
}

static void keep_count(void *context, const struct table_notice *notice)
{
    *(uint64_t *)context += notice->count;
}

static enum status count_rest(struct table_writer *writer,
                              const struct cell *cells, size_t repeated,
                              struct error *err)
{
    struct {
        struct table_writer base;
        uint64_t rows;
    } *counter = (void *)writer;

    (void)repeated;
    (void)err;
    assert_memory_equal(cells[2].text, "(rest)", 6);
    counter->rows++;
    return OK;
}

static enum status open_nothing(struct table_writer *writer,
                                const struct table *table, struct error *err)
{
    (void)writer;
    (void)table;
    (void)err;
    return OK;
}

static enum status close_nothing(struct table_writer *writer, struct error *err)
{
    (void)writer;
    (void)err;
    return OK;
}

static void discard_nothing(struct table_writer *writer)
{
    (void)writer;
}

/* 600 groups of 3 themes would be 600 * 600 * 3 rows. */
static void compares_with_the_rest_only_when_not_all_fits(void **state)
{
    enum { MANY = 600 };
    static const struct table_writer_type type = {
        open_nothing, count_rest, close_nothing, discard_nothing};
    struct {
        struct table_writer base;
        uint64_t rows;
    } counter = {.base.type = &type};
    struct table_writer *writers[] = {&counter.base};
    uint64_t left_out = 0;
    struct table_output output = {.writers = writers,
                                  .writer_count = 1,
                                  .notice = keep_count,
                                  .notice_context = &left_out};
    struct table *table = report_theme_comparison.make_table(NULL);
    struct group *groups = calloc(MANY, sizeof(*groups));
    struct results_fixture fixture;
    struct error err;
    char names[MANY][5];

    (void)state;
    results_fixture_init(&fixture, NULL, 0);
    for (size_t i = 0; i < MANY; i++) {
        snprintf(names[i], sizeof(names[i]), "%04zu", i);
        groups[i].name = names[i];
    }
    fixture.results.groups = groups;
    fixture.results.group_count = MANY;
    assert_int_equal(table_output_write(&output, table,
                                        report_theme_comparison.fill,
                                        &fixture.results, &err),
                     OK);
    assert_int_equal(counter.rows, MANY * 3);
    assert_int_equal(left_out, (MANY - 1) * MANY * 3);
    free(groups);
    table_free(table);
    table_output_release(&output);
    results_fixture_release(&fixture);
}

UNIT_MAIN(cmocka_unit_test(has_the_columns_of_the_contract),
          cmocka_unit_test(compares_two_groups),
          cmocka_unit_test(agrees_with_the_stats_layer),
          cmocka_unit_test(needs_two_groups),
          cmocka_unit_test(leaves_blank_what_has_no_words),
          cmocka_unit_test(compares_with_the_rest_only_when_not_all_fits))
