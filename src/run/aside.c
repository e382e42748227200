/* aside.c - see aside.h. */
#include "run/aside.h"

#include <stdlib.h>

#include "text/headings.h"

void aside_init(struct aside *aside, const struct settings *settings)
{
    aside->takes_headings = settings->headings != HEADINGS_COUNT;
    aside->takes_stock = settings->boilerplate == BOILERPLATE_LEAVE_OUT;
    /* A heading that is to be counted is no boilerplate, however many
     * documents have it. */
    aside->finds_headings = aside->takes_headings ||
                            settings->boilerplate != BOILERPLATE_KEEP;
}

void aside_release(struct aside *aside)
{
    segmented_release(&aside->headings);
    segmented_release(&aside->found);
    free(aside->places.items);
    free(aside->marks.items);
    *aside = (struct aside){0};
}

static void mark_stock(struct aside *aside, const struct canonical *text)
{
    aside->places.count = 0;
    for (size_t i = 0; i < aside->marks.count; i++) {
        struct span span = text->paragraphs.items[i];
        uint32_t place;

        if (aside->marks.items[i] != PARAGRAPH_TEXT)
            continue;
        place = stock_lookup(
            aside->stock, aside->source,
            stock_hash(text->text.data + span.begin, span_length(span)));
        if (place == STOCK_NONE)
            continue;
        aside->marks.items[i] = PARAGRAPH_STOCK;
        *VECTOR_PUSH(&aside->places) = place;
    }
}

void aside_take(struct aside *aside, const struct line_kinds *kinds,
                const struct text_rules *rules, struct segmented *text)
{
    struct canonical *canonical = &text->canonical;

    if (!aside->finds_headings)
        return;
    headings_find(canonical, kinds, &aside->marks);
    if (aside->takes_headings) {
        paragraphs_copy(canonical, &aside->marks, PARAGRAPH_HEADING,
                        &aside->headings.canonical);
        paragraphs_remove(canonical, &aside->marks, PARAGRAPH_HEADING);
        segmented_read_paragraphs(&aside->headings, rules);
    }
    if (aside->stock) {
        mark_stock(aside, canonical);
        paragraphs_copy(canonical, &aside->marks, PARAGRAPH_STOCK,
                        &aside->found.canonical);
        segmented_read_paragraphs(&aside->found, rules);
    }
    if (aside->stock && aside->takes_stock)
        paragraphs_remove(canonical, &aside->marks, PARAGRAPH_STOCK);
    segmented_count_characters(text);
}
