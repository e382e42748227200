/*
 * lookalikes.h - which phrases look like what a theme's terms have found?
 *
 * A phrase looks like a matched form if it has its letters, differently joined,
 * split or hyphenated ("cyber security", "cybersecurity"); or if it has when
 * one word of the phrase is replaced by one that it is a slip of
 * (text/spelling.h). The word alone would have far more likenesses, most of
 * which are words of their own; with its neighbours it has few.
 *
 * Words that are a slip apart are found by their letters but one, which costs
 * about as many look-ups as words have letters, and not a comparison of each
 * word with each.
 *
 * Threads: read-only once closed.
 */
#ifndef TALLY_LOOKALIKES_H
#define TALLY_LOOKALIKES_H

#include "base/intern.h"
#include "base/vector.h"
#include "tally/phrases.h"

/* A form that a theme's terms have matched. */
struct found_form {
    uint64_t letters;
    const char *text; /* borrowed */
    uint32_t theme;
    uint64_t hits;
};

struct found_forms VECTOR_OF(struct found_form);

/* A word, and one of a form that it is a slip of. */
struct slip {
    uint64_t word; /* hash */
    struct letters of;
};

enum { LOOKALIKE_FILTER_WORDS = 1024 };

/* Zeroed is empty. */
struct lookalikes {
    struct found_forms forms; /* once closed, by letters, theme, text */
    struct slips VECTOR_OF(struct slip) slips; /* likewise, by word */
    /* One bit a hash, so that most phrases need no search. */
    uint64_t form_filter[LOOKALIKE_FILTER_WORDS];
    uint64_t slip_filter[LOOKALIKE_FILTER_WORDS];
};

void lookalikes_release(struct lookalikes *lookalikes);

/* Adds a form, unless it is short, of more words than a phrase has, or has more
 * than spaces between them. The hits of several terms are added up. */
void lookalikes_add(struct lookalikes *lookalikes, const char *form,
                    uint32_t theme, uint64_t hits);

/* Ends adding, and looks for slips among all types of the corpus. */
void lookalikes_close(struct lookalikes *lookalikes,
                      const struct interner *types);

/* Makes `out` the forms that the phrase looks like, or is; returns whether
 * these have its letters. */
bool lookalikes_find(const struct lookalikes *lookalikes,
                     const struct phrase_word *words, size_t count,
                     struct found_forms *out);

#endif
