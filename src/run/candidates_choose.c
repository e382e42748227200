/* candidates_choose.c - which candidates are reported, in which order; see
 * candidates.h. */
#include <stdlib.h>
#include <string.h>

#include "run/candidates.h"
#include "text/spelling.h"

/* A shorter word has too many neighbours that are words; and a spelling of
 * which there is not one in ten is seldom meant. */
enum { LETTERS_LEAST = 6, TIMES_RARER = 10 };

/* -- Spellings ------------------------------------------------------------- */

struct found_word {
    uint32_t theme, type;
};

struct found_words VECTOR_OF(struct found_word);

static int compare_words(const void *a, const void *b)
{
    const struct found_word *x = a, *y = b;

    if (x->theme != y->theme)
        return x->theme < y->theme ? -1 : 1;
    return (x->type > y->type) - (x->type < y->type);
}

/* Adds the form's words that are types. */
static void add_words(const struct results *results, uint32_t theme,
                      const char *form, struct found_words *words)
{
    while (*form) {
        size_t length = strcspn(form, " \n");
        uint32_t type;

        if (intern_find(results->types, form, length, &type))
            *VECTOR_PUSH(words) = (struct found_word){theme, type};
        form += length + (form[length] != '\0');
    }
}

/* Makes `words` those that hits are made of, each once a theme. */
static void find_words(const struct results *results, struct found_words *words)
{
    const struct count_map *forms = &results->all->tally.counts[TALLY_FORMS];
    size_t kept = 0;

    for (size_t i = 0; i < forms->capacity; i++) {
        uint64_t key = count_entry_key(&forms->entries[i]);
        uint32_t term = (uint32_t)(key >> 32);

        if (forms->entries[i].key_plus_1)
            add_words(results, results->lexicon->terms.items[term].theme,
                      intern_text(results->forms, (uint32_t)key, NULL), words);
    }
    if (words->count)
        qsort(words->items, words->count, sizeof(*words->items), compare_words);
    for (size_t i = 0; i < words->count; i++)
        if (!i || compare_words(&words->items[i], &words->items[i - 1]) != 0)
            words->items[kept++] = words->items[i];
    words->count = kept;
}

/* Is `type` spelled nearly as `word`, and much rarer? */
static bool is_misspelling(const struct results *results, uint32_t type,
                           uint32_t word)
{
    const struct type_tally *tally = &results->all->tally.types;
    size_t length, word_length;
    const char *text = intern_text(results->types, type, &length);
    const char *right = intern_text(results->types, word, &word_length);

    return spelling_letters(right, word_length) >= LETTERS_LEAST &&
           spelling_is_one_off(text, length, right, word_length) &&
           type_tally_get(tally, type).words * TIMES_RARER <=
               type_tally_get(tally, word).words;
}

/* A type that looks like several words of a theme is named with the first by
 * bytes. */
static void add_misspelling(const struct results *results,
                            const struct found_word *word, uint32_t type,
                            struct misspellings *out)
{
    const char *text = intern_text(results->types, word->type, NULL);

    for (size_t i = out->count; i-- > 0 && out->items[i].type == type;) {
        struct misspelling *known = &out->items[i];

        if (known->theme != word->theme)
            continue;
        if (strcmp(text, intern_text(results->types, known->of, NULL)) < 0)
            known->of = word->type;
        return;
    }
    *VECTOR_PUSH(out) = (struct misspelling){word->theme, type, word->type};
}

void candidates_find_misspellings(const struct results *results,
                                  struct misspellings *out)
{
    struct found_words words = {0};
    uint32_t types = (uint32_t)intern_count(results->types);
    bool *is_found = memory_get_zeroed(types + 1, sizeof(*is_found));

    find_words(results, &words);
    for (size_t i = 0; i < words.count; i++)
        is_found[words.items[i].type] = true;
    for (uint32_t type = 0; type < types; type++)
        for (size_t i = 0; !is_found[type] && i < words.count; i++)
            if (is_misspelling(results, type, words.items[i].type))
                add_misspelling(results, &words.items[i], type, out);
    free(is_found);
    free(words.items);
}

/* -- Phrases in longer ones ------------------------------------------------ */

/* A candidate as it is ranked. */
struct ranked {
    const struct company_count *count; /* with the theme; in no order */
    struct candidate candidate;
    double g2;
};

struct all_ranked VECTOR_OF(struct ranked);

struct choice {
    struct candidate_search *search;
    const struct company *company;
    struct all_ranked ranked;
    struct insides VECTOR_OF(uint64_t) insides; /* hashes, ascending */
};

static const char *word_of(const struct choice *choice,
                           const struct company_count *count, size_t word)
{
    const struct worker *worker =
        &choice->search->night->workers[count->last.worker];

    return intern_text(worker->vocabulary.types, count->phrase.types[word],
                       NULL);
}

/* Notes the phrases inside this one that are in none of the other sentences. */
static void note_insides(struct choice *choice,
                         const struct company_count *count)
{
    uint64_t hashes[PHRASE_WORDS_MAX];
    uint32_t length = count->phrase.length;

    for (uint32_t i = 0; i < length; i++)
        hashes[i] = phrase_word_hash(word_of(choice, count, i));
    for (uint32_t begin = 0; begin < length; begin++)
        for (uint32_t end = begin + 1; end <= length; end++) {
            uint64_t hash = phrase_hash(hashes + begin, end - begin);
            const struct company_count *inside =
                end - begin < length
                    ? company_get(choice->company, hash, COMPANY_ALL)
                    : NULL;

            if (inside && inside->sentences == count->sentences)
                *VECTOR_PUSH(&choice->insides) = hash;
        }
}

static int compare_hashes(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

    return (x > y) - (x < y);
}

static void find_insides(struct choice *choice)
{
    const struct company *company = choice->company;

    for (size_t i = 0; i < company->capacity; i++)
        if (company->slots[i].phrase.length > 1 &&
            company->slots[i].theme == COMPANY_ALL)
            note_insides(choice, &company->slots[i]);
    if (choice->insides.count)
        qsort(choice->insides.items, choice->insides.count,
              sizeof(*choice->insides.items), compare_hashes);
}

static bool is_inside(const struct choice *choice, uint64_t hash)
{
    return choice->insides.count &&
           bsearch(&hash, choice->insides.items, choice->insides.count,
                   sizeof(hash), compare_hashes);
}

/* -- Ranking --------------------------------------------------------------- */

static struct comparison_counts counts_of(const struct choice *choice,
                                          uint32_t theme, uint64_t with,
                                          uint64_t all)
{
    const struct tally *tally = &choice->search->night->all.tally;
    enum tally_kind kind = tally_unit_kind(UNIT_SENTENCE, UNIT_THEMES);
    uint64_t sentences = count_map_get(&tally->counts[kind], theme).count;

    return (struct comparison_counts){
        .f1 = with,
        .n1 = sentences,
        .f2 = all - with,
        .n2 = results_units(tally, UNIT_SENTENCE) - sentences};
}

static void offer_company(struct choice *choice,
                          const struct company_count *count)
{
    const struct company_count *all;
    struct comparison_counts counts;

    if (count->sentences < COMPANY_LEAST ||
        count->documents < COMPANY_DOCUMENTS_LEAST ||
        is_inside(choice, count->phrase.hash))
        return;
    all = company_get(choice->company, count->phrase.hash, COMPANY_ALL);
    counts = counts_of(choice, count->theme, count->sentences, all->sentences);
    if (comparison_direction(&counts) != DIRECTION_HIGHER)
        return;
    *VECTOR_PUSH(&choice->ranked) = (struct ranked){
        .count = count,
        .g2 = comparison_g2(&counts),
        .candidate = {.theme = count->theme,
                      .kind = CANDIDATE_COMPANY,
                      .documents = count->documents,
                      .counts = counts,
                      .document = count->example.document,
                      .sentence = count->example.sentence}};
}

/* Ranked by how many sentences have it. */
static void offer_misspelling(struct choice *choice,
                              const struct misspelling *misspelling)
{
    const struct interner *types = choice->search->night->results.types;
    uint64_t word = phrase_word_hash(
        intern_text(types, misspelling->type, NULL));
    uint64_t hash = phrase_hash(&word, 1);
    const struct company_count *all = company_get(choice->company, hash,
                                                  COMPANY_ALL);
    const struct company_count *with = company_get(choice->company, hash,
                                                   misspelling->theme);

    if (!all)
        return;
    *VECTOR_PUSH(&choice->ranked) = (struct ranked){
        .count = all,
        .g2 = (double)all->sentences,
        .candidate = {.theme = misspelling->theme,
                      .kind = CANDIDATE_SPELLING,
                      .resembles = intern_text(types, misspelling->of, NULL),
                      .documents = all->documents,
                      .counts = counts_of(choice, misspelling->theme,
                                          with ? with->sentences : 0,
                                          all->sentences),
                      .document = all->example.document,
                      .sentence = all->example.sentence}};
}

/* By bytes, as whole phrases are: the space is less than what words have. */
static int compare_texts(const struct choice *choice,
                         const struct company_count *a,
                         const struct company_count *b)
{
    int order = 0;

    for (size_t i = 0; !order; i++) {
        if (i == a->phrase.length || i == b->phrase.length)
            return (a->phrase.length > b->phrase.length) -
                   (a->phrase.length < b->phrase.length);
        order = strcmp(word_of(choice, a, i), word_of(choice, b, i));
    }
    return order;
}

static int compare_ranked(const void *a, const void *b, void *context)
{
    const struct ranked *x = a, *y = b;

    if (x->candidate.theme != y->candidate.theme)
        return x->candidate.theme < y->candidate.theme ? -1 : 1;
    if (x->candidate.kind != y->candidate.kind)
        return x->candidate.kind < y->candidate.kind ? -1 : 1;
    if (x->g2 < y->g2 || x->g2 > y->g2)
        return x->g2 > y->g2 ? -1 : 1;
    if (x->candidate.counts.f1 != y->candidate.counts.f1)
        return x->candidate.counts.f1 > y->candidate.counts.f1 ? -1 : 1;
    return compare_texts(context, x->count, y->count);
}

static const char *text_of(struct choice *choice,
                           const struct company_count *count)
{
    struct buffer text = {0};
    const char *copy;

    for (size_t i = 0; i < count->phrase.length; i++)
        buffer_add_format(&text, "%s%s", i ? " " : "",
                          word_of(choice, count, i));
    copy = arena_copy_text(&choice->search->texts, buffer_text(&text),
                           text.length);
    buffer_release(&text);
    return copy;
}

/* Takes the first of each theme and kind. */
static void take_first(struct choice *choice)
{
    struct candidates *found = &choice->search->found;
    uint64_t rank = 0;

    for (size_t i = 0; i < choice->ranked.count; i++) {
        struct ranked *at = &choice->ranked.items[i];
        bool goes_on = i && at[-1].candidate.theme == at->candidate.theme &&
                       at[-1].candidate.kind == at->candidate.kind;

        rank = goes_on ? rank + 1 : 1;
        if (rank > choice->search->night->settings->candidates)
            continue;
        at->candidate.rank = rank;
        at->candidate.text = text_of(choice, at->count);
        *VECTOR_PUSH(found) = at->candidate;
    }
}

void candidates_choose(struct candidate_search *search,
                       const struct company *company)
{
    struct choice choice = {.search = search, .company = company};

    find_insides(&choice);
    for (size_t i = 0; i < company->capacity; i++)
        if (company->slots[i].phrase.length &&
            company->slots[i].theme != COMPANY_ALL)
            offer_company(&choice, &company->slots[i]);
    for (size_t i = 0; i < search->misspellings.count; i++)
        offer_misspelling(&choice, &search->misspellings.items[i]);
    if (choice.ranked.count)
        qsort_r(choice.ranked.items, choice.ranked.count,
                sizeof(*choice.ranked.items), compare_ranked, &choice);
    take_first(&choice);
    free(choice.ranked.items);
    free(choice.insides.items);
}
