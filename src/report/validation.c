/* validation.c - see validation.h. */
#include "report/validation.h"

#include <stdlib.h>
#include <string.h>

#include "stats/agreement.h"

const struct validation_report *const validation_reports[] = {
    &validation_sheet, &validation_key,       &validation_theme,
    &validation_term,  &validation_agreement, &validation_errors,
};

const size_t validation_report_count = sizeof(validation_reports) /
                                       sizeof(*validation_reports);

void validation_release(struct validation *validation)
{
    free(validation->items.items);
    free(validation->coders.items);
    free(validation->codes);
    arena_release(&validation->texts);
    *validation = (struct validation){0};
}

const char *stratum_name(enum stratum stratum)
{
    static const char *const names[] = {"hit", "near", "far", "term"};

    return names[stratum];
}

size_t validation_theme_end(const struct validation *validation, size_t begin)
{
    const struct validation_item *items = validation->items.items;
    size_t end = begin;

    while (end < validation->items.count &&
           strcmp(items[end].theme, items[begin].theme) == 0)
        end++;
    return end;
}

enum code validation_gold(const struct validation *validation, size_t item)
{
    size_t coders = validation->coders.count, yes = 0, no = 0;

    for (size_t i = 0; i < coders; i++) {
        yes += validation->codes[item * coders + i] == CODE_YES;
        no += validation->codes[item * coders + i] == CODE_NO;
    }
    return yes > no ? CODE_YES : no > yes ? CODE_NO : CODE_NONE;
}

static struct measurement alpha_of(const struct validation *validation,
                                   size_t begin, size_t end)
{
    size_t coders = validation->coders.count;
    struct coding coding = {.codes = validation->codes + begin * coders,
                            .units = end - begin,
                            .coders = coders,
                            .categories = 2};

    return krippendorff_alpha(&coding);
}

void validation_measure(const struct validation *validation, size_t begin,
                        struct theme_validity *out)
{
    struct judged_sample sample = {out->strata, STRATA};

    *out = (struct theme_validity){
        .begin = begin, .end = validation_theme_end(validation, begin)};
    for (size_t i = begin; i < out->end; i++) {
        const struct validation_item *item = &validation->items.items[i];
        enum code gold = validation_gold(validation, i);

        out->undecided += gold == CODE_NONE;
        if (item->stratum == STRATUM_TERM)
            continue;
        out->strata[item->stratum].size = item->stratum_size;
        out->strata[item->stratum].judged += gold != CODE_NONE;
        out->strata[item->stratum].positive += gold == CODE_YES;
    }
    validity_of(&sample, &out->validity);
    out->alpha = alpha_of(validation, begin, out->end);
}
