/* left_out.c - see left_out.h. */
#include "report/tables/left_out.h"

#include <stdlib.h>

#include "base/memory.h"
#include "report/tables/hit_sums.h"

static size_t theme_count(const struct left_out *left_out)
{
    return left_out->results->lexicon->themes.count;
}

static size_t term_count(const struct left_out *left_out)
{
    return left_out->results->lexicon->terms.count;
}

static bool is_duplicate(const struct document_result *document)
{
    return document->duplicate_of[0] != '\0';
}

/* Copies the group's documents that are no duplicates; returns how many. */
static size_t take_singles(const struct results *results,
                           const struct group_row *row, uint32_t *singles)
{
    size_t count = 0;

    for (size_t i = 0; i < row->document_count; i++)
        if (!is_duplicate(&results->documents[row->documents[i]]))
            singles[count++] = row->documents[i];
    return count;
}

/* Both lists of a document are by ascending id, and so are the terms by theme:
 * the term's theme is at `*at` or behind it. */
static uint64_t theme_hits(const struct document_result *document,
                           uint32_t theme, size_t *at)
{
    while (*at + 1 < document->theme_count &&
           document->themes[*at].theme < theme)
        ++*at;
    return document->themes[*at].hits;
}

static void add_terms(const struct left_out *left_out,
                      const struct document_result *document,
                      struct term_sums *sums)
{
    const struct term *terms = left_out->results->lexicon->terms.items;
    size_t at = 0;

    for (size_t i = 0; i < document->term_count; i++) {
        struct term_result found = document->terms[i];
        struct term_sums *sum = &sums[found.term];
        uint64_t hits = found.hits;

        sum->hits += hits;
        sum->squared += hits * hits;
        sum->times_theme += hits *
                            theme_hits(document, terms[found.term].theme, &at);
        sum->times_words += hits * document->totals.words;
    }
}

static void read_group(struct left_out *left_out, size_t group,
                       uint32_t *singles)
{
    const struct results *results = left_out->results;
    const struct group_row *row = &left_out->groups.items[group];
    size_t themes = theme_count(left_out);
    size_t single_count = take_singles(results, row, singles);

    hit_sums_of(results, TALLY_THEMES, row->documents, row->document_count,
                left_out->themes + group * themes);
    hit_sums_of(results, TALLY_THEMES, singles, single_count,
                left_out->singles + group * themes);
    left_out->has_duplicates |= single_count < row->document_count;
    for (size_t i = 0; i < row->document_count; i++)
        add_terms(left_out, &results->documents[row->documents[i]],
                  left_out->terms + group * term_count(left_out));
}

void left_out_init(struct left_out *left_out, const struct results *results)
{
    uint32_t *singles = memory_get_zeroed(results->corpus->items.count,
                                          sizeof(*singles));
    size_t groups;

    *left_out = (struct left_out){.results = results};
    group_rows_init(&left_out->groups, results);
    groups = left_out->groups.count;
    left_out->themes = memory_get_zeroed(groups * theme_count(left_out),
                                         sizeof(*left_out->themes));
    left_out->singles = memory_get_zeroed(groups * theme_count(left_out),
                                          sizeof(*left_out->singles));
    left_out->terms = memory_get_zeroed(groups * term_count(left_out),
                                        sizeof(*left_out->terms));
    for (size_t i = 0; i < groups; i++)
        read_group(left_out, i, singles);
    free(singles);
}

void left_out_release(struct left_out *left_out)
{
    free(left_out->themes);
    free(left_out->singles);
    free(left_out->terms);
    group_rows_release(&left_out->groups);
    *left_out = (struct left_out){0};
}

struct rate_sums left_out_nothing(const struct left_out *left_out, size_t group,
                                  size_t theme)
{
    return left_out->themes[group * theme_count(left_out) + theme];
}

struct rate_sums left_out_duplicates(const struct left_out *left_out,
                                     size_t group, size_t theme)
{
    return left_out->singles[group * theme_count(left_out) + theme];
}

struct rate_sums left_out_term(const struct left_out *left_out, size_t group,
                               size_t term)
{
    size_t theme = left_out->results->lexicon->terms.items[term].theme;
    struct rate_sums sums = left_out_nothing(left_out, group, theme);
    const struct term_sums *without =
        &left_out->terms[group * term_count(left_out) + term];

    /* (t - x)^2 = t^2 - 2 t x + x^2 */
    sums.hits -= without->hits;
    sums.hits_squared += without->squared;
    sums.hits_squared -= 2 * without->times_theme;
    sums.hits_times_words -= without->times_words;
    return sums;
}
