/* type_tally.c - see type_tally.h. */
#include "tally/type_tally.h"

#include <stdlib.h>
#include <string.h>

void type_tally_release(struct type_tally *tally)
{
    free(tally->page_numbers.items);
    free(tally->pages.items);
    count_map_release(&tally->carries);
    *tally = (struct type_tally){0};
}

struct type_slot *type_tally_new_slot(struct type_tally *tally, uint32_t type)
{
    struct page_numbers *numbers = &tally->page_numbers;
    struct type_page *page = VECTOR_PUSH(&tally->pages);
    size_t at = type / TYPES_A_PAGE;

    if (at >= numbers->count) {
        VECTOR_RESERVE(numbers, at + 1);
        memset(numbers->items + numbers->count, 0,
               (at + 1 - numbers->count) * sizeof(*numbers->items));
        numbers->count = at + 1;
    }
    numbers->items[at] = (uint32_t)tally->pages.count;
    *page = (struct type_page){0};
    return &page->slots[type % TYPES_A_PAGE];
}

struct type_count type_tally_get(const struct type_tally *tally, uint32_t type)
{
    const struct type_slot *slot = type_tally_slot(tally, type);

    if (!slot)
        return (struct type_count){0};
    return (struct type_count){
        slot->words_low + (count_map_get(&tally->carries, type).count << 32),
        slot->documents};
}

bool type_tally_next(const struct type_tally *tally, uint32_t *type,
                     struct type_count *count)
{
    for (; *type / TYPES_A_PAGE < tally->page_numbers.count; ++*type) {
        *count = type_tally_get(tally, *type);
        if (count->documents)
            return true;
        if (!type_tally_slot(tally, *type))
            *type |= TYPES_A_PAGE - 1; /* none of its page */
    }
    return false;
}
