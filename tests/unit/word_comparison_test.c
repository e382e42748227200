/* word_comparison_test.c - the words that differ most, found without looking at
 * all of them. */
#include "report/tables/comparison_rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report/tables/word_ranking.h"
#include "results_fixture.h"
#include "stats/comparison.h"
#include "stats_near.h"
#include "unit.h"

static void has_the_columns_of_the_contract(void **state)
{
    struct table *words = report_word_comparison.make_table(NULL);
    struct table *themes = report_theme_comparison.make_table(NULL);
    size_t p = table_find_column(words, "mann_whitney_p");

    (void)state;
    assert_int_equal(words->column_count, themes->column_count);
    for (size_t i = 0; i < words->column_count; i++)
        assert_string_equal(words->columns[i].name,
                            i == 3 ? "word" : themes->columns[i].name);
    assert_non_null(strstr(words->columns[p].meaning, "Always blank"));
    assert_non_null(strstr(words->order, "at most 12,"));
    table_free(words);
    table_free(themes);
}

/* "of", 2 of 12 words against 0 of 8, taken as 1/2: log ratio log2 (2/12 * 16),
 * 95% interval 1.96 / ln 2 * sqrt(1/2 - 1/12 + 2 - 1/8), %DIFF 100 * (2/12 * 16
 * - 1), g2 = 2 (2 ln (2/1.2) + 10 ln (10/10.8) + 8 ln (8/7.2)) = 2.18985; prior
 * 500 * 2/20 = 50: z = (ln 52/460 - ln 50/458) / sqrt(1/52 + 1/50). "the" is as
 * frequent in both (3/12, 2/8) and has no row. Of the 44 rows
 * the 40 without "and" have p at most 0.310879: q is 44/40 of that. */
static const char *const obama_and_rest[] = {
    "administration|Obama|(rest)|of|2|12|1666.6667|0|8|0.0000|1.41504|-2.8655|"
    "5.69558|0|166.667|2.18985|0.138923|0.341967|-0.805882|0.176018||||||"
    "higher",
    "administration|Obama|(rest)|by|1|12|833.3333|0|8|0.0000|0.415037|-4.30945|"
    "5.13952|0|33.3333|1.05655|0.304004|0.341967|-1.93919|0.117914||||||higher",
    "administration|Obama|(rest)|capacity-building|1|12|833.3333|0|8|0.0000|0."
    "415037|-4.30945|5.13952|0|33.3333|1.05655|0.304004|0.341967|-1.93919|0."
    "117914||||||higher",
    "administration|Obama|(rest)|end|1|12|833.3333|0|8|0.0000|0.415037|-4."
    "30945|5.13952|0|33.3333|1.05655|0.304004|0.341967|-1.93919|0.117914||||||"
    "higher",
    "administration|Obama|(rest)|it|1|12|833.3333|0|8|0.0000|0.415037|-4.30945|"
    "5.13952|0|33.3333|1.05655|0.304004|0.341967|-1.93919|0.117914||||||higher",
    "administration|Obama|(rest)|norm|1|12|833.3333|0|8|0.0000|0.415037|-4."
    "30945|5.13952|0|33.3333|1.05655|0.304004|0.341967|-1.93919|0.117914||||||"
    "higher",
    "administration|Obama|(rest)|building|0|12|0.0000|1|8|1250.0000|-1.58496|-"
    "6.30945|3.13952|0|-100|1.91229|0.166709|0.341967|-1.08345|-0.176862||||||"
    "lower",
    "administration|Obama|(rest)|capacity|0|12|0.0000|1|8|1250.0000|-1.58496|-"
    "6.30945|3.13952|0|-100|1.91229|0.166709|0.341967|-1.08345|-0.176862||||||"
    "lower",
    "administration|Obama|(rest)|voluntary|0|12|0.0000|1|8|1250.0000|-1.58496|-"
    "6.30945|3.13952|0|-100|1.91229|0.166709|0.341967|-1.08345|-0.176862||||||"
    "lower",
    "administration|Obama|(rest)|norms|1|12|833.3333|2|8|2500.0000|-1.58496|-4."
    "79861|1.62868|0|-66.6667|1.02694|0.310879|0.341967|-1.96879|-0.152178|||||"
    "|lower",
    "administration|Obama|(rest)|and|1|12|833.3333|1|8|1250.0000|-0.584963|-4."
    "36983|3.19991|0|-33.3333|0.0909328|0.762995|0.762995|-2.9048|-0.0440068|||"
    "|||lower",
};

static void ranks_words_each_way(void **state)
{
    const size_t each = sizeof(obama_and_rest) / sizeof(*obama_and_rest);
    struct results_fixture fixture;
    struct rows rows;

    (void)state;
    results_fixture_init(&fixture, fixture_documents, FIXTURE_DOCUMENTS);
    rows_read(&rows, &report_word_comparison, &fixture.results);
    assert_int_equal(rows.count, 4 * each);
    for (size_t i = 0; i < each; i++)
        assert_string_equal(rows.lines[i], obama_and_rest[i]);
    rows_release(&rows);
    results_fixture_release(&fixture);
}

static void keeps_as_many_as_asked_for(void **state)
{
    static const char *const first[] = {
        "administration|Obama|(rest)|of|", "administration|Obama|(rest)|by|",
        "administration|Obama|(rest)|building",
        "administration|Obama|(rest)|cap", "administration|Obama|Trump|of|"};
    struct results_fixture fixture;
    struct rows rows;

    (void)state;
    results_fixture_init(&fixture, fixture_documents, FIXTURE_DOCUMENTS);
    fixture.results.top_words = 2;
    rows_read(&rows, &report_word_comparison, &fixture.results);
    assert_int_equal(rows.count, 4 * 4);
    for (size_t i = 0; i < 5; i++)
        assert_memory_equal(rows.lines[i], first[i], strlen(first[i]));
    rows_release(&rows);
    fixture.results.top_words = 0;
    rows_read(&rows, &report_word_comparison, &fixture.results);
    assert_int_equal(rows.count, 0);
    rows_release(&rows);
    results_fixture_release(&fixture);
}

/* -- A whole vocabulary ---------------------------------------------------- */

enum { TYPES = 4000, TOP = 25 };

/* Adds words whose frequencies fall as in a text, at random in the groups. */
static void add_words(struct results_fixture *fixture)
{
    uint64_t random = 7;
    char name[8];

    for (uint32_t i = 0; i < TYPES; i++) {
        int length = snprintf(name, sizeof(name), "w%04u", i * 7 % TYPES);
        uint32_t type = intern(fixture->types, name, (size_t)length);

        for (size_t group = 0; group < fixture->groups.count; group++) {
            uint64_t count = next_random(&random) % (2 + 20000 / (i + 1)) /
                             (1 + group);
            struct tally *tallies[] = {&fixture->groups.items[group].tally,
                                       &fixture->all.items[0].tally};

            for (size_t t = 0; t < 2 && count; t++) {
                type_tally_add(&tallies[t]->types, type,
                               (struct type_count){count, 1});
                tallies[t]->totals.words += count;
            }
        }
    }
}

static uint64_t words_of_type(const struct tally *tally, uint32_t type)
{
    return type_tally_get(&tally->types, type).words;
}

static uint64_t count_types(const struct tally *tally)
{
    struct type_count count;
    uint64_t types = 0;

    for (uint32_t type = 0; type_tally_next(&tally->types, &type, &count);
         type++)
        types++;
    return types;
}

/* The TOP words of one direction, all words being asked for everything. */
static void rank_plainly(const struct results_fixture *fixture,
                         enum direction direction, struct word_ranking *ranking)
{
    const struct tally *focus = &fixture->groups.items[0].tally;
    const struct tally *all = &fixture->all.items[0].tally;

    for (uint32_t type = 0; type < intern_count(fixture->types); type++) {
        struct ranked_word word = {.type = type};

        word.counts.f1 = words_of_type(focus, type);
        word.counts.n1 = focus->totals.words;
        word.counts.f2 = words_of_type(all, type) - word.counts.f1;
        word.counts.n2 = all->totals.words - word.counts.n1;
        word.g2 = comparison_g2(&word.counts);
        word.text = intern_text(fixture->types, type, &word.length);
        if (comparison_direction(&word.counts) == direction)
            word_ranking_offer(ranking, &word);
    }
    word_ranking_sort(ranking);
}

static void check_ranked(const struct word_ranking *ranking, char *const *lines)
{
    char begin[100];

    assert_int_equal(ranking->words.count, TOP);
    for (size_t i = 0; i < TOP; i++) {
        const struct ranked_word *word = &ranking->words.items[i];

        snprintf(begin, sizeof(begin), "administration|Obama|(rest)|%s|%ju|%ju",
                 word->text, (uintmax_t)word->counts.f1,
                 (uintmax_t)word->counts.n1);
        assert_memory_equal(lines[i], begin, strlen(begin));
    }
}

/* Every word of every comparison is tested, not only those with a row. */
static void check_conservative(const struct ranked_word *word, uint64_t tests,
                               const char *line)
{
    char text[40], *end;

    for (int i = 0; i < 13; i++)
        line = strchr(line, '|') + 1;
    end = strchr(line, '|');
    snprintf(text, sizeof(text), "%.6g",
             comparison_log_ratio_conservative(&word->counts, tests).value);
    assert_true(strcmp(text, "0") != 0);
    assert_int_equal(strlen(text), end - line);
    assert_memory_equal(line, text, strlen(text));
}

static void finds_what_a_plain_search_finds(void **state)
{
    struct results_fixture fixture;
    struct word_ranking higher = {.most = TOP}, lower = {.most = TOP};
    struct rows rows;

    (void)state;
    results_fixture_init(&fixture, fixture_documents, FIXTURE_DOCUMENTS);
    add_words(&fixture);
    fixture.results.top_words = TOP;
    rows_read(&rows, &report_word_comparison, &fixture.results);
    assert_int_equal(rows.count, 4 * 2 * TOP);
    rank_plainly(&fixture, DIRECTION_HIGHER, &higher);
    check_ranked(&higher, rows.lines);
    rank_plainly(&fixture, DIRECTION_LOWER, &lower);
    check_ranked(&lower, rows.lines + TOP);
    check_conservative(&higher.words.items[0],
                       4 * count_types(&fixture.all.items[0].tally),
                       rows.lines[0]);
    word_ranking_release(&higher);
    word_ranking_release(&lower);
    rows_release(&rows);
    results_fixture_release(&fixture);
}

/* -- Many groups, and hardly anything -------------------------------------- */

static void make_documents(struct fixture_document *documents, size_t count,
                           char names[][3])
{
    static const char *const words[] = {"tide", "tide and time",
                                        "time time time"};

    for (size_t i = 0; i < count; i++) {
        snprintf(names[i], 3, "%02zu", i % 100);
        documents[i] = (struct fixture_document){.path = names[i],
                                                 .group = names[i],
                                                 .words = words[i % 3],
                                                 .sentences = 1,
                                                 .paragraphs = 1};
    }
}

static size_t count_rest_rows(const struct rows *rows)
{
    size_t count = 0;

    for (size_t i = 0; i < rows->count; i++)
        count += strstr(rows->lines[i], "|(rest)|") != NULL;
    return count;
}

static void compares_many_groups_with_the_rest_only(void **state)
{
    enum { MANY = COMPARED_GROUPS_MAX + 1 };
    struct fixture_document documents[MANY];
    struct results_fixture fixture;
    char names[MANY][3];
    struct rows rows;

    (void)state;
    make_documents(documents, MANY, names);
    results_fixture_init(&fixture, documents, MANY);
    assert_true(compares_with_rest_only(&fixture.results));
    rows_read(&rows, &report_word_comparison, &fixture.results);
    assert_int_equal(rows.count, count_rest_rows(&rows));
    assert_int_equal(rows.count, MANY * 3); /* tide, time, and */
    rows_release(&rows);
    results_fixture_release(&fixture);
    results_fixture_init(&fixture, documents, MANY - 1);
    assert_false(compares_with_rest_only(&fixture.results));
    rows_read(&rows, &report_word_comparison, &fixture.results);
    assert_int_equal(count_rest_rows(&rows), (MANY - 1) * 3);
    assert_true(rows.count > (MANY - 1) * 3);
    rows_release(&rows);
    results_fixture_release(&fixture);
}

static void reports_nothing_without_a_contrast(void **state)
{
    static const struct fixture_document documents[] = {
        {.path = "a", .group = "A", .words = "tide"},
        {.path = "b", .group = "B", .words = "tide tide"}};
    struct results_fixture fixture;
    struct rows rows;

    (void)state;
    for (size_t count = 0; count <= 2; count++) {
        results_fixture_init(&fixture, documents, count);
        rows_read(&rows, &report_word_comparison, &fixture.results);
        assert_int_equal(rows.count, 0);
        rows_release(&rows);
        results_fixture_release(&fixture);
    }
}

UNIT_MAIN(cmocka_unit_test(has_the_columns_of_the_contract),
          cmocka_unit_test(ranks_words_each_way),
          cmocka_unit_test(keeps_as_many_as_asked_for),
          cmocka_unit_test(finds_what_a_plain_search_finds),
          cmocka_unit_test(compares_many_groups_with_the_rest_only),
          cmocka_unit_test(reports_nothing_without_a_contrast))
