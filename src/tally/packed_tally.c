/* packed_tally.c - see packed_tally.h. What one function writes, the one of the
 * same name reads. */
#include "tally/packed_tally.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "tally/packed_counts.h"
#include "tally/packed_types.h"
#include "tally/record.h"

static uint64_t read_count(struct unpacking *from)
{
    return unpack_positive(from, RECORD_COUNT_MAX);
}

/* -- Counts under ids, and under pairs of ids ------------------------------ */

static void write_counts(const struct count_list *list, int kind,
                         struct buffer *out)
{
    struct key_steps steps = key_steps_begin(kind, (struct key_ids){0});
    char *at;

    pack_number(out, list->count);
    at = pack_begin(out, 3 * PACKED_NUMBER_MAX * list->count);
    if (!at)
        return;
    for (size_t i = 0; i < list->count; i++) {
        at = key_put(at, &steps, list->items[i].key);
        at = pack_number_at(at, list->items[i].count);
    }
    pack_end(out, at);
}

static void read_counts(struct unpacking *from, int kind, struct key_ids ids,
                        struct count_list *out)
{
    struct key_steps steps = key_steps_begin(kind, ids);

    out->count = unpack_count(from, steps.is_of_pairs ? 3 : 2);
    VECTOR_RESERVE(out, out->count);
    for (size_t i = 0; i < out->count && !from->has_failed; i++) {
        uint64_t key = key_unpack(from, &steps);

        out->items[i] = (struct count_pair){key, read_count(from)};
    }
    if (from->has_failed)
        out->count = 0;
}

/* -- Matched forms --------------------------------------------------------- */

static void write_forms(const struct count_list *list,
                        const struct interner *forms, struct buffer *out)
{
    struct packed_form *packed = memory_get(list->count * sizeof(*packed));

    for (size_t i = 0; i < list->count; i++)
        packed[i] = (struct packed_form){
            .term = (uint32_t)(list->items[i].key >> 32),
            .text = intern_text(forms, (uint32_t)list->items[i].key, NULL),
            .hits = list->items[i].count};
    forms_pack(packed, list->count, false, out);
    free(packed);
}

static void read_forms(struct unpacking *from, struct interner *forms,
                       uint32_t term_count, struct count_list *out)
{
    struct packed_form form = {.text = ""};
    size_t count = unpack_count(from, 4);

    out->count = 0;
    VECTOR_RESERVE(out, count);
    for (size_t i = 0; i < count && !from->has_failed; i++) {
        uint32_t id;

        form_unpack(from, term_count, &form);
        id = intern(forms, form.text, strlen(form.text));
        *VECTOR_PUSH(out) = (struct count_pair){pair_key(form.term, id),
                                                read_count(from)};
    }
    count_list_compact(out); /* by ids, as in any tally */
}

/* -- Tallies --------------------------------------------------------------- */

/* What a document's own rows need where its group's counts are kept apart. */
static bool is_in_brief(int kind)
{
    return kind == TALLY_THEMES || kind == TALLY_TERMS ||
           kind == (int)tally_unit_kind(UNIT_SENTENCE, UNIT_THEMES);
}

void tally_pack(const struct document_tally *tally,
                const struct interner *types, const struct interner *forms,
                struct buffer *out)
{
    totals_pack(&tally->totals, out);
    for (int kind = 0; kind < TALLY_KINDS; kind++)
        if (kind == TALLY_FORMS)
            write_forms(&tally->counts[kind], forms, out);
        else
            write_counts(&tally->counts[kind], kind, out);
    types_pack(&tally->types, types, out);
}

void tally_pack_brief(const struct document_tally *tally, struct buffer *out)
{
    totals_pack(&tally->totals, out);
    for (int kind = 0; kind < TALLY_KINDS; kind++)
        if (is_in_brief(kind))
            write_counts(&tally->counts[kind], kind, out);
}

/* Do hits and words add up to the totals? A text's headings have no types, and
 * a brief tally neither. */
static bool has_sums(const struct document_tally *tally)
{
    const struct count_list *terms = &tally->counts[TALLY_TERMS];
    uint64_t hits = 0, words = 0;

    for (size_t i = 0; i < terms->count; i++)
        hits += terms->items[i].count;
    for (size_t i = 0; i < tally->types.count; i++)
        words += tally->types.items[i].words;
    return hits == tally->totals.hits &&
           (!tally->types.count || words == tally->totals.words);
}

static void read_kind(struct unpacking *from,
                      const struct record_reader *reader, int kind,
                      struct count_list *out)
{
    struct key_ids ids = {reader->theme_count, reader->term_count};

    if (reader->is_brief && !is_in_brief(kind))
        out->count = 0;
    else if (kind == TALLY_FORMS)
        read_forms(from, reader->forms, reader->term_count, out);
    else
        read_counts(from, kind, ids, out);
}

void tally_unpack(struct unpacking *from, const struct record_reader *reader,
                  struct document_tally *out)
{
    totals_unpack(from, 1, RECORD_COUNT_MAX, &out->totals);
    for (int kind = 0; kind < TALLY_KINDS; kind++)
        read_kind(from, reader, kind, &out->counts[kind]);
    out->types.count = 0;
    if (!reader->is_brief)
        types_unpack(from, reader->types, &out->types);
    if (!from->has_failed && !has_sums(out))
        unpack_fail(from);
}
