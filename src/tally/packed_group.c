/* packed_group.c - see packed_group.h. The two functions of each part stand
 * together: what the first writes, the second reads. */
#include "tally/packed_group.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "tally/packed_counts.h"
#include "tally/packed_lines.h"
#include "tally/packed_types.h"

struct reading {
    struct unpacking *from;
    const struct group_reader *reader;
    struct totals totals; /* of the tally that is read */
};

/* -- Totals ---------------------------------------------------------------- */

/* None of two totals has its highest bit set, so their sum does not wrap. */
static bool has_overflown(const struct totals *totals)
{
    return totals->documents > UINT32_MAX ||
           (totals->bytes | totals->characters | totals->words |
            totals->sentences | totals->paragraphs | totals->hits) >
               GROUP_COUNT_MAX;
}

static void read_totals(struct reading *in, struct tally *into)
{
    struct tally read = {0};

    totals_unpack(in->from, UINT32_MAX, GROUP_COUNT_MAX, &read.totals);
    in->totals = read.totals;
    tally_merge(into, &read, (struct tally_ids){0});
    if (has_overflown(&into->totals))
        unpack_fail(in->from);
}

/* -- Counts ---------------------------------------------------------------- */

static void write_counts(const struct count_map *map, int kind,
                         struct buffer *out)
{
    struct key_steps steps = key_steps_begin(kind, (struct key_ids){0});
    struct count_entry *entries = count_map_sorted(map);
    char *at;

    pack_number(out, map->used);
    at = pack_begin(out, 4 * PACKED_NUMBER_MAX * map->used);
    for (size_t i = 0; at && i < map->used; i++) {
        at = key_put(at, &steps, count_entry_key(&entries[i]));
        at = pack_number_at(at, entries[i].count);
        at = pack_number_at(at, entries[i].documents);
    }
    if (at)
        pack_end(out, at);
    free(entries);
}

/* Reads a count and its documents and adds them to the key's. Documents cannot
 * grow beyond the group's. Returns the count. */
static uint64_t add_count(struct reading *in, struct count_map *map,
                          uint64_t key)
{
    uint64_t count = unpack_positive(in->from, GROUP_COUNT_MAX);
    uint64_t documents = unpack_positive(
        in->from, count < in->totals.documents ? count : in->totals.documents);

    if (in->from->has_failed ||
        count > GROUP_COUNT_MAX - count_map_get(map, key).count)
        return unpack_fail(in->from);
    count_map_add(map, key, count, documents);
    return count;
}

static void read_counts(struct reading *in, int kind, struct count_map *map)
{
    struct key_ids ids = {in->reader->theme_count, in->reader->term_count};
    struct key_steps steps = key_steps_begin(kind, ids);
    size_t count = unpack_count(in->from, steps.is_of_pairs ? 4 : 3);
    uint64_t hits_left = in->totals.hits;

    for (size_t i = 0; i < count && !in->from->has_failed; i++) {
        uint64_t added = add_count(in, map, key_unpack(in->from, &steps));

        if (kind != TALLY_TERMS)
            continue;
        if (added > hits_left)
            unpack_fail(in->from);
        hits_left -= added;
    }
    if (kind == TALLY_TERMS && hits_left)
        unpack_fail(in->from);
}

/* -- Matched forms --------------------------------------------------------- */

static void write_forms(const struct count_map *map,
                        const struct interner *forms, struct buffer *out)
{
    struct packed_form *packed = memory_get(map->used * sizeof(*packed));
    size_t count = 0;

    for (size_t i = 0; i < map->capacity; i++) {
        uint64_t key = count_entry_key(&map->entries[i]);

        if (map->entries[i].key_plus_1)
            packed[count++] = (struct packed_form){
                (uint32_t)(key >> 32), intern_text(forms, (uint32_t)key, NULL),
                map->entries[i].count, map->entries[i].documents};
    }
    forms_pack(packed, count, true, out);
    free(packed);
}

static void read_forms(struct reading *in, struct count_map *map)
{
    struct packed_form form = {.text = ""};
    size_t count = unpack_count(in->from, 5);

    for (size_t i = 0; i < count; i++) {
        uint32_t id;

        form_unpack(in->from, in->reader->term_count, &form);
        if (in->from->has_failed)
            return;
        id = intern(in->reader->forms, form.text, strlen(form.text));
        add_count(in, map, pair_key(form.term, id));
    }
}

/* -- Tallies --------------------------------------------------------------- */

static void write_tally(const struct tally *tally, const struct interner *types,
                        const struct interner *forms, struct buffer *out)
{
    totals_pack(&tally->totals, out);
    for (int kind = 0; kind < TALLY_KINDS; kind++)
        if (kind == TALLY_FORMS)
            write_forms(&tally->counts[kind], forms, out);
        else
            write_counts(&tally->counts[kind], kind, out);
    type_tally_pack(&tally->types, types, out);
}

static void read_tally(struct reading *in, struct tally *into)
{
    read_totals(in, into);
    for (int kind = 0; kind < TALLY_KINDS; kind++)
        if (kind == TALLY_FORMS)
            read_forms(in, &into->counts[kind]);
        else
            read_counts(in, kind, &into->counts[kind]);
    type_tally_unpack(in->from, in->reader->types, &in->totals, &into->types);
}

/* -- Lines ----------------------------------------------------------------- */

static void write_lines(const struct concordance *lines, struct buffer *out)
{
    size_t count = 0;

    for (uint32_t term = 0; term < lines->term_count; term++)
        count += lines->counts[term];
    pack_number(out, count);
    for (uint32_t term = 0; term < lines->term_count; term++)
        lines_pack(lines, term, true, out);
}

/* Lines are in order by the documents that they were written with. */
static void read_lines(struct reading *in, struct concordance *into)
{
    const struct group_reader *reader = in->reader;
    size_t count = unpack_count(in->from, PACKED_LINE_LEAST + 1);
    struct concordance_line before = {.hit = ""}, line;

    for (size_t i = 0; i < count; i++) {
        const char *left = line_unpack(in->from, reader->term_count, true,
                                       &line);

        if (line.document >= reader->document_count ||
            concordance_compare(&line, &before) < 0)
            unpack_fail(in->from);
        if (in->from->has_failed)
            return;
        before = line;
        if (reader->documents)
            line.document = reader->documents[line.document];
        line_keep(into, &line, left);
    }
}

/* -- Groups ---------------------------------------------------------------- */

void group_pack(const struct group *group, const struct interner *types,
                const struct interner *forms, struct buffer *out)
{
    pack_string(out, group->name);
    write_tally(&group->tally, types, forms, out);
    write_tally(&group->headings, types, forms, out);
    write_lines(&group->concordance, out);
}

void group_unpack(struct unpacking *from, const struct group_reader *reader,
                  struct groups *into)
{
    struct reading in = {.from = from, .reader = reader};
    const char *name = unpack_string(from);
    struct group *group;

    if (from->has_failed)
        return;
    group = groups_get(into, name, reader->term_count);
    read_tally(&in, &group->tally);
    read_tally(&in, &group->headings);
    read_lines(&in, &group->concordance);
}
