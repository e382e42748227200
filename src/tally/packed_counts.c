/* packed_counts.c - see packed_counts.h. What one function writes, the next
 * reads. */
#include "tally/packed_counts.h"

#include <stdlib.h>
#include <string.h>

/* -- Totals ---------------------------------------------------------------- */

void totals_pack(const struct totals *totals, struct buffer *out)
{
    pack_number(out, totals->documents);
    pack_number(out, totals->bytes);
    pack_number(out, totals->characters);
    pack_number(out, totals->words);
    pack_number(out, totals->sentences);
    pack_number(out, totals->paragraphs);
    pack_number(out, totals->hits);
}

void totals_unpack(struct unpacking *from, uint64_t most_documents,
                   uint64_t most, struct totals *out)
{
    out->documents = unpack_number(from, most_documents);
    out->bytes = unpack_number(from, most);
    out->characters = unpack_number(from, most);
    out->words = unpack_number(from, most);
    out->sentences = unpack_number(from, most);
    out->paragraphs = unpack_number(from, most);
    out->hits = unpack_number(from, most);
}

/* -- Keys ------------------------------------------------------------------ */

static bool is_of_themes(int kind)
{
    int count = (kind - TALLY_UNITS) % UNIT_COUNTS;

    return kind < TALLY_UNITS
               ? kind == TALLY_THEMES
               : count == UNIT_THEMES || count == UNIT_THEME_PAIRS;
}

struct key_steps key_steps_begin(int kind, struct key_ids ids)
{
    return (struct key_steps){
        .is_of_pairs = kind >= TALLY_UNITS &&
                       (kind - TALLY_UNITS) % UNIT_COUNTS >= UNIT_THEME_PAIRS,
        .id_count = is_of_themes(kind) ? ids.theme_count : ids.term_count,
        .least_second = 1,
    };
}

/* -- Matched forms --------------------------------------------------------- */

static int compare_forms(const void *a, const void *b)
{
    const struct packed_form *x = a, *y = b;

    if (x->term != y->term)
        return x->term < y->term ? -1 : 1;
    return strcmp(x->text, y->text);
}

void forms_pack(struct packed_form *forms, size_t count, bool has_documents,
                struct buffer *out)
{
    uint32_t term = 0;

    qsort(forms, count, sizeof(*forms), compare_forms);
    pack_number(out, count);
    for (size_t i = 0; i < count; i++) {
        pack_number(out, forms[i].term - term);
        pack_string(out, forms[i].text);
        pack_number(out, forms[i].hits);
        if (has_documents)
            pack_number(out, forms[i].documents);
        term = forms[i].term;
    }
}

void form_unpack(struct unpacking *from, uint32_t term_count,
                 struct packed_form *form)
{
    struct packed_form before = *form;

    form->term = unpack_next_id(from, before.term, term_count);
    form->text = unpack_string(from);
    if (compare_forms(&before, form) >= 0)
        unpack_fail(from);
}
