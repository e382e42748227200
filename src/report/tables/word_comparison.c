/*
 * word_comparison.c - the words that tell a group from another.
 *
 * Each pair of groups asks of the whole vocabulary which words differ most.
 * Counts lie in arrays by word type, so that asking is one pass over memory,
 * and most types, being rare, are passed over by one comparison of integers:
 * see struct side. Only the words that get in are held.
 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "report/reports.h"
#include "report/tables/common_columns.h"
#include "report/tables/comparison_rows.h"
#include "report/tables/word_ranking.h"

static const struct column columns[COMPARISON_COLUMNS] = COMPARISON_COLUMNS_OF(
    "word", "Word type: the word, case-folded. The words with the highest g2 "
            "of those that are commoner in the focus, and as many of those "
            "that are rarer, out of the whole vocabulary.");

static const struct measure_note notes[] = {
    {"log_ratio_conservative",
     "Bonferroni: the 95% hold over all words of all comparisons of this file "
     "together, whether they have a row or not."},
    {"q_value",
     "Adjusted over all rows of this file. The rows are there because of their "
     "high g2, so this is too hopeful: log_ratio_conservative is not."},
    LOG_ODDS_Z_NOTE("word"),
    {"mann_whitney_p",
     "Always blank here: the words of single documents are not kept."},
    {"mann_whitney_proportion", "Always blank here, likewise."},
    {"log_ratio_documents_low", "Always blank here, likewise."},
    {"log_ratio_documents_high", "Always blank here, likewise."},
    {"mann_whitney_q", "Always blank here, likewise."},
    {NULL, NULL},
};

static const struct table table = {
    .name = "word_comparison",
    .title = "Words compared between groups",
    .row = "focus, reference and word, as many words each way as were asked "
           "for",
    .order = "by focus and reference (\"(rest)\" first), words that are higher "
             "in the focus before those that are lower, each by falling g2, "
             "then by word; groups are compared with one another while there "
             "are at most " NUMBER_TEXT(
                 COMPARED_GROUPS_MAX) ", and with \"(rest)\" always",
    .columns = columns,
    .column_count = COMPARISON_COLUMNS,
};

static struct table *make_table(const struct results *results)
{
    (void)results;
    return comparison_table(&table, notes);
}

/* Words of each type in some documents. */
struct type_counts {
    uint64_t *by_type;
    uint64_t total;
};

struct word_row {
    const char *focus, *reference;
    struct ranked_word word;
};

struct words_compared {
    const struct results *results;
    size_t type_count;
    struct type_counts all, focus, reference;
    struct word_rows VECTOR_OF(struct word_row) rows;
    uint64_t tests; /* words compared, with a row or without */
};

/* -- Counts by type -------------------------------------------------------- */

static void type_counts_read(struct type_counts *counts, size_t type_count,
                             const struct tally *tally)
{
    struct type_count count;

    memset(counts->by_type, 0, type_count * sizeof(*counts->by_type));
    for (uint32_t type = 0; type_tally_next(&tally->types, &type, &count);
         type++)
        counts->by_type[type] = count.words;
    counts->total = tally->totals.words;
}

static void type_counts_subtract(struct type_counts *result, size_t type_count,
                                 const struct type_counts *all,
                                 const struct type_counts *part)
{
    for (size_t i = 0; i < type_count; i++)
        result->by_type[i] = all->by_type[i] - part->by_type[i];
    result->total = all->total - part->total;
}

/* -- One pair of groups ---------------------------------------------------- */

/* The words of one direction that get in. A word that occurs k times in both
 * groups together differs most when all k are on its side, and then the more
 * the larger k is. So, once the ranking is full, there is a k up to which no
 * word can get in; it only grows. */
struct side {
    struct word_ranking ranking;
    enum direction direction;
    uint64_t too_rare; /* that k */
};

static bool can_get_in(const struct words_compared *compared,
                       const struct side *side, uint64_t count)
{
    bool is_higher = side->direction == DIRECTION_HIGHER;
    struct comparison_counts counts = {
        is_higher ? count : 0, compared->focus.total, is_higher ? 0 : count,
        compared->reference.total};

    return comparison_g2(&counts) >= word_ranking_bar(&side->ranking);
}

/* Ranks a word by its bound first: the logarithms are for the few. */
static void offer_word(const struct words_compared *compared, struct side *side,
                       uint32_t type, const struct comparison_counts *counts)
{
    struct ranked_word word = {.type = type, .counts = *counts};

    if (comparison_g2_bound(counts) < word_ranking_bar(&side->ranking) ||
        comparison_direction(counts) != side->direction)
        return;
    word.g2 = comparison_g2(counts);
    if (word.g2 < word_ranking_bar(&side->ranking))
        return;
    word.text = intern_text(compared->results->types, type, &word.length);
    if (word_ranking_offer(&side->ranking, &word))
        while (!can_get_in(compared, side, side->too_rare + 1))
            side->too_rare++;
}

__extension__ typedef unsigned __int128 product_type;

static void scan_words(struct words_compared *compared, struct side *higher,
                       struct side *lower)
{
    const uint64_t *focus = compared->focus.by_type;
    const uint64_t *reference = compared->reference.by_type;
    const product_type focus_total = compared->focus.total;
    const product_type reference_total = compared->reference.total;

    for (size_t type = 0; type < compared->type_count; type++) {
        uint64_t f1 = focus[type], f2 = reference[type];
        struct side *side = f1 * reference_total > f2 * focus_total ? higher
                                                                    : lower;

        compared->tests += f1 + f2 > 0;
        if (f1 + f2 > side->too_rare)
            offer_word(compared, side, (uint32_t)type,
                       &(struct comparison_counts){f1, compared->focus.total,
                                                   f2,
                                                   compared->reference.total});
    }
}

static void add_ranking(struct words_compared *compared,
                        struct word_ranking *ranking, const char *focus,
                        const char *reference)
{
    word_ranking_sort(ranking);
    for (size_t i = 0; i < ranking->words.count; i++)
        *VECTOR_PUSH(&compared->rows) = (struct word_row){
            focus, reference, ranking->words.items[i]};
}

/* Compares the two groups whose counts are at hand. */
static void add_comparison(struct words_compared *compared, const char *focus,
                           const char *reference)
{
    size_t most = compared->results->top_words;
    struct side higher = {{.most = most}, DIRECTION_HIGHER, 0};
    struct side lower = {{.most = most}, DIRECTION_LOWER, 0};

    /* Nothing can be said of a group without words. */
    if (!most || !compared->focus.total || !compared->reference.total)
        return;
    scan_words(compared, &higher, &lower);
    add_ranking(compared, &higher.ranking, focus, reference);
    add_ranking(compared, &lower.ranking, focus, reference);
    word_ranking_release(&higher.ranking);
    word_ranking_release(&lower.ranking);
}

/* -- All pairs ------------------------------------------------------------- */

static void add_focus(struct words_compared *compared,
                      const struct group *focus)
{
    const struct results *results = compared->results;

    type_counts_read(&compared->focus, compared->type_count, &focus->tally);
    type_counts_subtract(&compared->reference, compared->type_count,
                         &compared->all, &compared->focus);
    add_comparison(compared, focus->name, REST_NAME);
    if (compares_with_rest_only(results))
        return;
    for (size_t i = 0; i < results->group_count; i++) {
        const struct group *reference = &results->groups[i];

        if (reference == focus)
            continue;
        type_counts_read(&compared->reference, compared->type_count,
                         &reference->tally);
        add_comparison(compared, focus->name, reference->name);
    }
}

static void compared_init(struct words_compared *compared,
                          const struct results *results)
{
    size_t types = intern_count(results->types);

    *compared = (struct words_compared){.results = results,
                                        .type_count = types};
    compared->all.by_type = memory_get_zeroed(types, sizeof(uint64_t));
    compared->focus.by_type = memory_get_zeroed(types, sizeof(uint64_t));
    compared->reference.by_type = memory_get_zeroed(types, sizeof(uint64_t));
    type_counts_read(&compared->all, types, &results->all->tally);
    for (size_t i = 0; i < results->group_count; i++)
        add_focus(compared, &results->groups[i]);
}

static void compared_release(struct words_compared *compared)
{
    free(compared->all.by_type);
    free(compared->focus.by_type);
    free(compared->reference.by_type);
    free(compared->rows.items);
}

static enum status write_row(const struct words_compared *compared,
                             const struct word_row *row,
                             struct comparison_writer *writer,
                             struct error *err)
{
    struct comparison_row written = {
        .focus = row->focus,
        .reference = row->reference,
        .what = row->word.text,
        .what_length = row->word.length,
        .comparison = comparison_of(&row->word.counts),
        .hits_in_all = compared->all.by_type[row->word.type],
    };

    written.comparison.tests = compared->tests;
    return comparison_writer_write(writer, &written, err);
}

static enum status fill(const void *source, struct table_output *output,
                        struct error *err)
{
    struct words_compared compared;
    struct comparison_writer writer;
    enum status status = OK;

    compared_init(&compared, source);
    comparison_writer_init(&writer, source, output);
    for (size_t i = 0; i < compared.rows.count; i++)
        comparison_writer_count(&writer, &compared.rows.items[i].word.counts,
                                measurement_blank());
    comparison_writer_adjust(&writer);
    for (size_t i = 0; status == OK && i < compared.rows.count; i++)
        status = write_row(&compared, &compared.rows.items[i], &writer, err);
    comparison_writer_release(&writer);
    compared_release(&compared);
    return status;
}

const struct report report_word_comparison = {
    .table = &table, .make_table = make_table, .fill = fill, .weight = 20};
