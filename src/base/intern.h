/*
 * intern.h - a small number for every distinct string.
 *
 * Interning is what makes the rest fast: stages after segmentation compare and
 * count integers and never look at letters again. Word forms, word types,
 * matched texts and group names are all interned by this one table.
 *
 *     struct interner *forms = interner_new();
 *     uint32_t climate = intern(forms, "climate", 7);
 *     assert(climate == intern(forms, "climate", 7));
 *     interner_free(forms);
 *
 * Numbers run from 0 upwards in order of first sight. They depend on reading
 * order and must never reach a report; reports sort by text.
 *
 * Threads: one interner per worker, no locks. The interner copies each string
 * and owns the copy until interner_free(); its address never moves.
 */
#ifndef BASE_INTERN_H
#define BASE_INTERN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { INTERN_PADDING = 16 };

struct interner;

struct interner *interner_new(void);
void interner_free(struct interner *interner);

/* Returns the number of [text, text + length), adding it if new. */
uint32_t intern(struct interner *interner, const char *text, size_t length);

/* The same, and INTERN_PADDING bytes from `text` on must be readable whatever
 * `length` is: true of everything inside a struct buffer. */
uint32_t intern_padded(struct interner *interner, const char *text,
                       size_t length);

/* A string to be interned among others, text[0, length), and its number. */
struct intern_item {
    const char *text; /* with INTERN_PADDING readable bytes, as above */
    uint32_t length;
    uint32_t id;
};

enum { INTERN_BATCH = 64 };

/* Sets the ids of at most INTERN_BATCH items, in order, as intern_padded()
 * would. Faster than one by one: what the last item needs is fetched from
 * memory while the first is compared. The hot path. */
void intern_batch(struct interner *interner, struct intern_item *items,
                  size_t count);

/* Looks the string up without adding it; false when it was never seen. */
bool intern_find(const struct interner *interner, const char *text,
                 size_t length, uint32_t *id);

/* Returns the string of `id`, NUL-terminated; `*length` may be NULL. */
const char *intern_text(const struct interner *interner, uint32_t id,
                        size_t *length);

/* Returns the first eight bytes of `id`, the first one highest, a shorter
 * string padded with NULs: where two differ, so ordered are their strings. */
uint64_t intern_head(const struct interner *interner, uint32_t id);

/* Returns how many strings there are; ids run from 0 to this minus 1. */
size_t intern_count(const struct interner *interner);

#endif
