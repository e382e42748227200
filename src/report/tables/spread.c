/* spread.c - see spread.h. */
#include "report/tables/spread.h"

#include <stdlib.h>

#include "base/memory.h"
#include "report/tables/cells.h"
#include "report/tables/document_hits.h"

void spread_init(struct spread *spread, const struct results *results,
                 enum tally_kind kind)
{
    size_t ids = ids_of_kind(results, kind);

    *spread = (struct spread){
        .results = results,
        .kind = kind,
        .id_count = ids,
        .parts = memory_get_zeroed(ids, sizeof(*spread->parts)),
        .by_group = memory_get_zeroed(results->group_count,
                                      sizeof(*spread->by_group)),
    };
}

void spread_release(struct spread *spread)
{
    for (size_t i = 0; i < spread->id_count; i++)
        free(spread->parts[i].items);
    free(spread->parts);
    free(spread->by_group);
    *spread = (struct spread){0};
}

static void add_document(struct spread *spread,
                         const struct document_result *document)
{
    uint64_t words = document->totals.words;

    if (words < spread->smallest_words)
        spread->smallest_words = words;
    for (size_t i = 0; i < document_hits_count(document, spread->kind); i++) {
        struct document_hits found = document_hits_at(document, spread->kind,
                                                      i);

        *VECTOR_PUSH(&spread->parts[found.id]) = (struct dispersion_part){
            found.hits, words};
    }
}

void spread_read(struct spread *spread, const struct group_row *row)
{
    spread->row = row;
    spread->smallest_words = row->group->tally.totals.words;
    for (size_t i = 0; i < spread->id_count; i++)
        spread->parts[i].count = 0;
    for (size_t i = 0; i < row->document_count; i++)
        add_document(spread, &spread->results->documents[row->documents[i]]);
}

static struct measurement dp_over_groups(const struct spread *spread, size_t id)
{
    const struct results *results = spread->results;

    for (size_t i = 0; i < results->group_count; i++) {
        const struct tally *tally = &results->groups[i].tally;

        spread->by_group[i] = (struct dispersion_part){
            count_map_get(&tally->counts[spread->kind], id).count,
            tally->totals.words};
    }
    return dispersion_dp(
        &(struct dispersion){.listed = spread->by_group,
                             .listed_count = results->group_count,
                             .all_parts = results->group_count,
                             .all_size = results->all->tally.totals.words});
}

void spread_set_cells(const struct spread *spread, size_t id,
                      struct cell *cells)
{
    struct dispersion documents = {
        .listed = spread->parts[id].items,
        .listed_count = spread->parts[id].count,
        .all_parts = spread->row->document_count,
        .all_size = spread->row->group->tally.totals.words,
        .smallest_size = spread->smallest_words,
    };

    cells[SPREAD_DP] = cell_measurement(dispersion_dp(&documents));
    cells[SPREAD_DP_NORM] = cell_measurement(dispersion_dp_norm(&documents));
    cells[SPREAD_JUILLAND_D] = cell_measurement(
        dispersion_juilland_d(&documents));
    cells[SPREAD_DP_GROUPS] = spread->row->group == spread->results->all
                                  ? cell_measurement(dp_over_groups(spread, id))
                                  : cell_missing();
}
