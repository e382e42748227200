/* theme_sums.c - see theme_sums.h. */
#include "report/tables/theme_sums.h"

/* Adds what the theme's hits change in the sums of a document that has been
 * added without a hit. */
static void add_hits(struct rate_sums *sums, uint64_t hits, uint64_t words)
{
    sums->hits += hits;
    sums->hits_squared += hits * hits;
    sums->hits_times_words += hits * words;
}

void theme_sums_of(const struct results *results, const uint32_t *documents,
                   size_t count, struct rate_sums *sums)
{
    struct rate_sums no_hits = {0};

    for (size_t i = 0; i < count; i++)
        rate_sums_add(&no_hits, 0,
                      results->documents[documents[i]].totals.words);
    for (size_t i = 0; i < results->lexicon->themes.count; i++)
        sums[i] = no_hits;
    for (size_t i = 0; i < count; i++) {
        const struct document_result *document =
            &results->documents[documents[i]];

        for (size_t j = 0; j < document->theme_count; j++)
            add_hits(&sums[document->themes[j].theme], document->themes[j].hits,
                     document->totals.words);
    }
}
