/*
 * validation.h - sentences drawn for judging by hand, and what people said of
 * them: what the validation tables are made of.
 *
 * An item is a sentence and a theme: does the sentence speak of the theme? The
 * program's answer follows from the stratum that the item was drawn from
 * (tally/sentence_sample.h), the people's from their codes. The gold standard
 * is what most coders of an item say; with as many for as against there is
 * none, nor where nobody coded it.
 *
 * Items are ordered by theme, so the items of a theme are consecutive, and are
 * numbered from 1 in that order.
 */
#ifndef REPORT_VALIDATION_H
#define REPORT_VALIDATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/vector.h"
#include "report/table.h"
#include "stats/stratified.h"
#include "tally/sentence_sample.h"

/* As stats/agreement.h counts categories; CODE_NONE is a missing one. */
enum code { CODE_NONE = -1, CODE_NO = 0, CODE_YES = 1 };

/* All strings are kept in the validation's `texts`; "" where there is none. */
struct validation_item {
    const char *theme, *document;
    uint64_t sentence_number;
    const char *before, *sentence, *after;
    enum stratum stratum;
    uint64_t stratum_size; /* sentences of the corpus in the stratum; 0: term */
    uint64_t sampled;      /* items drawn from it; likewise */
    const char *terms;     /* that gave a hit, SAMPLE_TERM_SEPARATOR between */
    const char *drawn_for; /* the terms that a STRATUM_TERM was drawn for */
};

struct validation {
    struct validation_items VECTOR_OF(struct validation_item) items;
    bool shows_answers; /* in the sheet */
    struct coder_names VECTOR_OF(const char *) coders;
    int *codes; /* owned: codes[item * coders.count + coder], enum code */
    struct arena texts;
};

void validation_release(struct validation *validation);

/* Returns the name of a stratum, or of STRATUM_TERM. Static. */
const char *stratum_name(enum stratum stratum);

/* Did the program find the theme in the sentence? */
static inline bool item_is_found(const struct validation_item *item)
{
    return item->stratum == STRATUM_HIT || item->stratum == STRATUM_TERM;
}

/* Returns the index after the last item of the theme that item `begin` has. */
size_t validation_theme_end(const struct validation *validation, size_t begin);

/* Returns what most coders say of the item. */
enum code validation_gold(const struct validation *validation, size_t item);

/* What is known of the items [begin, end) of a theme. Items drawn for a term
 * count in `items` and `undecided` only: they stand for no others. */
struct theme_validity {
    size_t begin, end;
    uint64_t undecided; /* items without a gold standard */
    struct judged_stratum strata[STRATA];
    struct validity validity;
    struct measurement alpha; /* Krippendorff's, between coders */
};

void validation_measure(const struct validation *validation, size_t begin,
                        struct theme_validity *out);

/* A table, and the function that fills it from a struct validation. */
struct validation_report {
    const struct table *table;
    enum status (*fill)(const void *validation, struct table_output *output,
                        struct error *err);
};

extern const struct validation_report validation_sheet, validation_open_sheet,
    validation_key, validation_theme, validation_term, validation_agreement,
    validation_errors;

/* All of them but validation_open_sheet, for the column dictionary. */
extern const struct validation_report *const validation_reports[];
extern const size_t validation_report_count;

#endif
