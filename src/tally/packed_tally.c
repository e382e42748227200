/* packed_tally.c - see packed_tally.h. What one function writes, the one of the
 * same name reads. */
#include "tally/packed_tally.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "tally/packed_types.h"
#include "tally/record.h"

static uint64_t read_count(struct unpacking *from)
{
    uint64_t count = unpack_number(from, RECORD_COUNT_MAX);

    return count ? count : unpack_fail(from);
}

/* -- Totals ---------------------------------------------------------------- */

static void write_totals(const struct totals *totals, struct buffer *out)
{
    pack_number(out, totals->documents);
    pack_number(out, totals->bytes);
    pack_number(out, totals->characters);
    pack_number(out, totals->words);
    pack_number(out, totals->sentences);
    pack_number(out, totals->paragraphs);
    pack_number(out, totals->hits);
}

static void read_totals(struct unpacking *from, struct totals *out)
{
    out->documents = unpack_number(from, 1);
    out->bytes = unpack_number(from, RECORD_COUNT_MAX);
    out->characters = unpack_number(from, RECORD_COUNT_MAX);
    out->words = unpack_number(from, RECORD_COUNT_MAX);
    out->sentences = unpack_number(from, RECORD_COUNT_MAX);
    out->paragraphs = unpack_number(from, RECORD_COUNT_MAX);
    out->hits = unpack_number(from, RECORD_COUNT_MAX);
}

/* -- Counts under ids, and under pairs of ids ------------------------------ */

static bool is_of_themes(int kind)
{
    int count = (kind - TALLY_UNITS) % UNIT_COUNTS;

    return kind < TALLY_UNITS
               ? kind == TALLY_THEMES
               : count == UNIT_THEMES || count == UNIT_THEME_PAIRS;
}

static bool is_of_pairs(int kind)
{
    return kind >= TALLY_UNITS &&
           (kind - TALLY_UNITS) % UNIT_COUNTS >= UNIT_THEME_PAIRS;
}

/* Keys ascend: what is written is how far each is from the least it can be. */
static char *put_ids(const struct count_list *list, char *at)
{
    uint64_t least = 0;

    for (size_t i = 0; i < list->count; i++) {
        at = pack_number_at(at, list->items[i].key - least);
        at = pack_number_at(at, list->items[i].count);
        least = list->items[i].key + 1;
    }
    return at;
}

/* Likewise: the first id of a pair is the last pair's or beyond; the second is
 * beyond the last pair's where the first is the same, and always beyond the
 * first. */
static char *put_pairs(const struct count_list *list, char *at)
{
    uint32_t least = 0, least_second = 1;

    for (size_t i = 0; i < list->count; i++) {
        uint32_t first = (uint32_t)(list->items[i].key >> 32);
        uint32_t second = (uint32_t)list->items[i].key;

        if (first != least)
            least_second = first + 1;
        at = pack_number_at(at, first - least);
        at = pack_number_at(at, second - least_second);
        at = pack_number_at(at, list->items[i].count);
        least = first;
        least_second = second + 1;
    }
    return at;
}

static void write_counts(const struct count_list *list, int kind,
                         struct buffer *out)
{
    char *at;

    pack_number(out, list->count);
    at = pack_begin(out, 3 * PACKED_NUMBER_MAX * list->count);
    if (at)
        pack_end(out,
                 is_of_pairs(kind) ? put_pairs(list, at) : put_ids(list, at));
}

/* Reads how far an id is from the least that it can be. */
static uint32_t read_next_id(struct unpacking *from, uint32_t least,
                             uint32_t count)
{
    return least + (least < count ? unpack_id(from, count - least)
                                  : (uint32_t)unpack_fail(from));
}

static void read_ids(struct unpacking *from, uint32_t id_count,
                     struct count_list *out)
{
    uint32_t least = 0;

    for (size_t i = 0; i < out->count && !from->has_failed; i++) {
        uint32_t id = read_next_id(from, least, id_count);

        out->items[i] = (struct count_pair){id, read_count(from)};
        least = id + 1;
    }
}

static void read_pairs(struct unpacking *from, uint32_t id_count,
                       struct count_list *out)
{
    uint32_t least = 0, least_second = 1;

    for (size_t i = 0; i < out->count && !from->has_failed; i++) {
        uint32_t first = read_next_id(from, least, id_count), second;

        if (first != least)
            least_second = first + 1;
        second = read_next_id(from, least_second, id_count);
        out->items[i] = (struct count_pair){pair_key(first, second),
                                            read_count(from)};
        least = first;
        least_second = second + 1;
    }
}

/* `id_count` is the lexicon's, of themes or of terms. */
static void read_counts(struct unpacking *from, int kind, uint32_t id_count,
                        struct count_list *out)
{
    out->count = unpack_count(from, is_of_pairs(kind) ? 3 : 2);
    VECTOR_RESERVE(out, out->count);
    if (is_of_pairs(kind))
        read_pairs(from, id_count, out);
    else
        read_ids(from, id_count, out);
    if (from->has_failed)
        out->count = 0;
}

/* -- Matched forms --------------------------------------------------------- */

struct form {
    uint32_t term;
    const char *text;
    uint64_t hits;
};

static int compare_forms(const void *a, const void *b)
{
    const struct form *x = a, *y = b;

    if (x->term != y->term)
        return x->term < y->term ? -1 : 1;
    return strcmp(x->text, y->text);
}

/* A term's forms are in order of their texts. */
static void write_forms(const struct count_list *list,
                        const struct interner *forms, struct buffer *out)
{
    struct form *sorted = memory_get(list->count * sizeof(*sorted));
    uint32_t term = 0;

    for (size_t i = 0; i < list->count; i++)
        sorted[i] = (struct form){
            (uint32_t)(list->items[i].key >> 32),
            intern_text(forms, (uint32_t)list->items[i].key, NULL),
            list->items[i].count};
    qsort(sorted, list->count, sizeof(*sorted), compare_forms);
    pack_number(out, list->count);
    for (size_t i = 0; i < list->count; i++) {
        pack_number(out, sorted[i].term - term);
        pack_string(out, sorted[i].text);
        pack_number(out, sorted[i].hits);
        term = sorted[i].term;
    }
    free(sorted);
}

static void read_forms(struct unpacking *from, struct interner *forms,
                       uint32_t term_count, struct count_list *out)
{
    struct form before = {.text = ""};
    size_t count = unpack_count(from, 4);

    out->count = 0;
    VECTOR_RESERVE(out, count);
    for (size_t i = 0; i < count && !from->has_failed; i++) {
        struct form form = {
            .term = read_next_id(from, before.term, term_count)};
        uint32_t id;

        form.text = unpack_string(from);
        form.hits = read_count(from);
        if (compare_forms(&before, &form) >= 0)
            unpack_fail(from);
        id = intern(forms, form.text, strlen(form.text));
        *VECTOR_PUSH(out) = (struct count_pair){pair_key(form.term, id),
                                                form.hits};
        before = form;
    }
    count_list_compact(out); /* by ids, as in any tally */
}

/* -- Tallies --------------------------------------------------------------- */

void tally_pack(const struct document_tally *tally,
                const struct interner *types, const struct interner *forms,
                struct buffer *out)
{
    write_totals(&tally->totals, out);
    for (int kind = 0; kind < TALLY_KINDS; kind++)
        if (kind == TALLY_FORMS)
            write_forms(&tally->counts[kind], forms, out);
        else
            write_counts(&tally->counts[kind], kind, out);
    types_pack(&tally->types, types, out);
}

/* Do hits and words add up to the totals? A text's headings have no types. */
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

void tally_unpack(struct unpacking *from, const struct record_reader *reader,
                  struct document_tally *out)
{
    read_totals(from, &out->totals);
    for (int kind = 0; kind < TALLY_KINDS; kind++)
        if (kind == TALLY_FORMS)
            read_forms(from, reader->forms, reader->term_count,
                       &out->counts[kind]);
        else
            read_counts(from, kind,
                        is_of_themes(kind) ? reader->theme_count
                                           : reader->term_count,
                        &out->counts[kind]);
    types_unpack(from, reader->types, &out->types);
    if (!from->has_failed && !has_sums(out))
        unpack_fail(from);
}
