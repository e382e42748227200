/* candidates_spelling.c - which phrases look like what was found; see
 * candidates.h. */
#include <stdlib.h>
#include <string.h>

#include "run/candidates.h"

/* One word that is a slip of another is taken for one if it is so many times
 * rarer: most others are words of their own. */
enum { TIMES_RARER = 10 };

void candidates_gather_forms(struct candidate_search *search)
{
    const struct results *results = &search->night->results;
    const struct count_map *forms = &results->all->tally.counts[TALLY_FORMS];

    for (size_t i = 0; i < forms->capacity; i++) {
        uint64_t key = count_entry_key(&forms->entries[i]);
        uint32_t term = (uint32_t)(key >> 32);

        if (forms->entries[i].key_plus_1)
            lookalikes_add(&search->lookalikes,
                           intern_text(results->forms, (uint32_t)key, NULL),
                           results->lexicon->terms.items[term].theme,
                           count_map_get(forms, key).count);
    }
    lookalikes_close(&search->lookalikes, results->types);
}

/* Returns of the theme's forms the one with most hits and makes `hits` those of
 * all; NULL if the phrase is a form itself, which in other case, or as part of
 * an exception, did not count. */
static const struct found_form *best_form(const struct found_forms *forms,
                                          uint32_t theme, const char *phrase,
                                          uint64_t *hits)
{
    const struct found_form *best = NULL;

    *hits = 0;
    for (size_t i = 0; i < forms->count; i++) {
        const struct found_form *form = &forms->items[i];

        if (form->theme != theme)
            continue;
        if (strcmp(form->text, phrase) == 0)
            return NULL;
        *hits += form->hits;
        if (!best || form->hits > best->hits)
            best = form;
    }
    return best;
}

/* Finds the forms that the phrase looks like; returns whether they have its
 * letters. */
static bool find_forms(const struct candidate_search *search,
                       const struct company_count *count,
                       struct found_forms *forms)
{
    struct phrase_word words[PHRASE_WORDS_MAX];

    for (size_t i = 0; i < count->phrase.length; i++) {
        const char *word = candidates_word(search, count, i);

        words[i] = phrase_word_of(word, strlen(word));
    }
    return lookalikes_find(&search->lookalikes, words, count->phrase.length,
                           forms);
}

/* Adds the phrase for each theme that has a form that it looks like. `forms` is
 * room for these. */
static void add_likenesses(const struct candidate_search *search,
                           const struct company_count *count,
                           struct found_forms *forms, struct likenesses *out)
{
    bool has_letters = find_forms(search, count, forms);
    bool is_certain = has_letters || count->phrase.length > 1;
    size_t themes = search->night->inputs.lexicon.themes.count;
    struct buffer text = {0};

    candidates_add_text(search, count, &text);
    for (uint32_t theme = 0; theme < themes; theme++) {
        uint64_t hits;
        const struct found_form *form = best_form(forms, theme,
                                                  buffer_text(&text), &hits);

        if (form && (is_certain || count->sentences * TIMES_RARER <= hits))
            *VECTOR_PUSH(out) = (struct likeness){count, form->text, theme,
                                                  has_letters};
    }
    buffer_release(&text);
}

void candidates_find_likenesses(const struct candidate_search *search,
                                const struct company *spelled,
                                struct likenesses *out)
{
    struct found_forms forms = {0};

    for (size_t i = 0; i < spelled->capacity; i++)
        if (spelled->slots[i].phrase.length &&
            spelled->slots[i].theme == COMPANY_ALL)
            add_likenesses(search, &spelled->slots[i], &forms, out);
    free(forms.items);
}
