/* hit_sums.c - see hit_sums.h. */
#include "report/tables/hit_sums.h"

#include "report/tables/document_hits.h"

/* Adds what the hits change in the sums of a document that has been added
 * without a hit. */
static void add_hits(struct rate_sums *sums, uint64_t hits, uint64_t words)
{
    sums->hits += hits;
    sums->hits_squared += hits * hits;
    sums->hits_times_words += hits * words;
}

void hit_sums_of(const struct results *results, enum tally_kind kind,
                 const uint32_t *documents, size_t count,
                 struct rate_sums *sums)
{
    size_t ids = ids_of_kind(results, kind);
    struct rate_sums no_hits = {0};

    for (size_t i = 0; i < count; i++)
        rate_sums_add(&no_hits, 0,
                      results->documents[documents[i]].totals.words);
    for (size_t i = 0; i < ids; i++)
        sums[i] = no_hits;
    for (size_t i = 0; i < count; i++) {
        const struct document_result *document =
            &results->documents[documents[i]];

        for (size_t j = 0; j < document_hits_count(document, kind); j++) {
            struct document_hits found = document_hits_at(document, kind, j);

            add_hits(&sums[found.id], found.hits, document->totals.words);
        }
    }
}
