/* candidates_choose.c - which candidates are reported, in which order; see
 * candidates.h. */
#include <stdlib.h>
#include <string.h>

#include "run/candidates.h"

/* A longer phrase stands for one inside it when it has four in five of its
 * sentences. */
enum { WHOLE_PARTS = 5, LONGER_PARTS = 4 };

/* A word is common when one sentence in ten has it, ten at least, and it is
 * surely not twice as frequent with any theme as without. */
enum { COMMON_ONE_IN = 10, COMMON_LEAST = 10 };
static const double common_log_ratio = 1;

/* A candidate as it is ranked. */
struct ranked {
    const struct company_count *count; /* with the theme, or of all */
    struct candidate candidate;
    double order; /* the greatest first */
    bool is_left_out;
};

struct all_ranked VECTOR_OF(struct ranked);

/* What candidates of one theme share, of which the first is kept. */
struct link {
    uint64_t key;
    uint32_t theme;
    size_t at; /* in the ranking */
};

struct choice {
    struct candidate_search *search;
    const struct company *company;
    struct all_ranked ranked;
    struct common VECTOR_OF(uint64_t) common; /* hashes, of phrases of a word */
    struct links VECTOR_OF(struct link) links;
    bool *is_inside; /* by slot of company: a longer one stands for it */
};

static const char *word_of(const struct choice *choice,
                           const struct company_count *count, size_t word)
{
    return candidates_word(choice->search, count, word);
}

static uint64_t all_sentences(const struct choice *choice)
{
    return results_units(&choice->search->night->all.tally, UNIT_SENTENCE);
}

static struct comparison_counts counts_of(const struct choice *choice,
                                          uint32_t theme, uint64_t with,
                                          uint64_t all)
{
    const struct tally *tally = &choice->search->night->all.tally;
    enum tally_kind kind = tally_unit_kind(UNIT_SENTENCE, UNIT_THEMES);
    uint64_t sentences = count_map_get(&tally->counts[kind], theme).count;

    return (struct comparison_counts){.f1 = with,
                                      .n1 = sentences,
                                      .f2 = all - with,
                                      .n2 = all_sentences(choice) - sentences};
}

/* -- Company --------------------------------------------------------------- */

static double low_of(const struct company_count *with,
                     const struct comparison_counts *counts, uint64_t tests)
{
    return comparison_log_ratio_low(
               counts, (double)with->squares / (double)with->sentences, tests)
        .value;
}

/* Does a theme surely have the phrase more than twice as often? */
static bool has_company(const struct choice *choice,
                        const struct company_count *all)
{
    size_t themes = choice->search->night->inputs.lexicon.themes.count;

    for (uint32_t theme = 0; theme < themes; theme++) {
        const struct company_count *with = company_get(choice->company,
                                                       all->phrase.hash, theme);
        struct comparison_counts counts;

        if (!with)
            continue;
        counts = counts_of(choice, theme, with->sentences, all->sentences);
        if (low_of(with, &counts, 1) > common_log_ratio)
            return true;
    }
    return false;
}

/* Notes the words that stand everywhere alike: of English the function words
 * are known (tally/phrases.h), of other languages these are most. */
static void find_common_words(struct choice *choice)
{
    uint64_t least = all_sentences(choice) / COMMON_ONE_IN;

    for (size_t i = 0; i < choice->company->capacity; i++) {
        const struct company_count *count = &choice->company->slots[i];

        if (count->phrase.length == 1 && count->theme == COMPANY_ALL &&
            count->sentences >= least && count->sentences >= COMMON_LEAST &&
            !has_company(choice, count))
            *VECTOR_PUSH(&choice->common) = count->phrase.hash;
    }
}

static bool is_common(const struct choice *choice, const char *word)
{
    uint64_t word_hash = phrase_word_hash(word);
    uint64_t hash = phrase_hash(&word_hash, 1);

    for (size_t i = 0; i < choice->common.count; i++)
        if (choice->common.items[i] == hash)
            return true;
    return false;
}

static void offer_company(struct choice *choice,
                          const struct company_count *count)
{
    const struct company_count *all;
    struct comparison_counts counts;

    if (count->sentences < COMPANY_LEAST ||
        count->documents < COMPANY_DOCUMENTS_LEAST ||
        is_common(choice, word_of(choice, count, 0)) ||
        is_common(choice, word_of(choice, count, count->phrase.length - 1)))
        return;
    all = company_get(choice->company, count->phrase.hash, COMPANY_ALL);
    counts = counts_of(choice, count->theme, count->sentences, all->sentences);
    if (comparison_direction(&counts) != DIRECTION_HIGHER)
        return;
    *VECTOR_PUSH(&choice->ranked) = (struct ranked){
        .count = count,
        .candidate = {.theme = count->theme,
                      .kind = CANDIDATE_COMPANY,
                      .documents = count->documents,
                      .counts = counts,
                      .document = count->example.document,
                      .sentence = count->example.sentence}};
}

/* Says how sure each is, now that it is known how many there are. */
static void measure_companies(struct choice *choice)
{
    for (size_t i = 0; i < choice->ranked.count; i++) {
        struct ranked *at = &choice->ranked.items[i];

        at->order = low_of(at->count, &at->candidate.counts,
                           choice->ranked.count);
        at->candidate.log_ratio_low = at->order;
    }
}

static void offer_companies(struct choice *choice)
{
    const struct company *company = choice->company;

    find_common_words(choice);
    for (size_t i = 0; i < company->capacity; i++)
        if (company->slots[i].phrase.length &&
            company->slots[i].theme != COMPANY_ALL)
            offer_company(choice, &company->slots[i]);
    measure_companies(choice);
}

/* -- Spellings ------------------------------------------------------------- */

/* Ranked by how many sentences have it; what has all letters comes first, since
 * it is no slip. */
static void offer_spelling(struct choice *choice, const struct company *spelled,
                           const struct likeness *likeness)
{
    const struct company_count *all = likeness->count;
    const struct company_count *with = company_get(spelled, all->phrase.hash,
                                                   likeness->theme);
    struct comparison_counts counts = counts_of(
        choice, likeness->theme, with ? with->sentences : 0, all->sentences);

    *VECTOR_PUSH(&choice->ranked) = (struct ranked){
        .count = all,
        .order = (double)all->sentences + (likeness->has_letters ? 1e18 : 0),
        .candidate = {.theme = likeness->theme,
                      .kind = CANDIDATE_SPELLING,
                      .resembles = likeness->form,
                      .documents = all->documents,
                      .counts = counts,
                      .document = all->example.document,
                      .sentence = all->example.sentence}};
}

static void offer_spellings(struct choice *choice,
                            const struct company *spelled)
{
    struct likenesses likenesses = {0};

    candidates_find_likenesses(choice->search, spelled, &likenesses);
    for (size_t i = 0; i < likenesses.count; i++)
        offer_spelling(choice, spelled, &likenesses.items[i]);
    free(likenesses.items);
}

/* -- Ranking --------------------------------------------------------------- */

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

/* Of equals the longer phrase says more. */
static int compare_ranked(const void *a, const void *b, void *context)
{
    const struct ranked *x = a, *y = b;

    if (x->candidate.theme != y->candidate.theme)
        return x->candidate.theme < y->candidate.theme ? -1 : 1;
    if (x->candidate.kind != y->candidate.kind)
        return x->candidate.kind < y->candidate.kind ? -1 : 1;
    if (x->order < y->order || x->order > y->order)
        return x->order > y->order ? -1 : 1;
    if (x->count->phrase.length != y->count->phrase.length)
        return x->count->phrase.length > y->count->phrase.length ? -1 : 1;
    return compare_texts(context, x->count, y->count);
}

static void sort_ranked(struct choice *choice)
{
    if (choice->ranked.count)
        qsort_r(choice->ranked.items, choice->ranked.count,
                sizeof(*choice->ranked.items), compare_ranked, choice);
}

/* -- One for many ---------------------------------------------------------- */

static void add_link(struct choice *choice, uint64_t key, uint32_t theme,
                     size_t at)
{
    *VECTOR_PUSH(&choice->links) = (struct link){key, theme, at};
}

/* Links the phrase to those inside it that it stands for. */
static void link_insides(struct choice *choice, size_t at)
{
    const struct company_count *count = choice->ranked.items[at].count;
    uint64_t hashes[PHRASE_WORDS_MAX];
    uint32_t length = count->phrase.length;

    for (uint32_t i = 0; i < length; i++)
        hashes[i] = phrase_word_hash(word_of(choice, count, i));
    for (uint32_t begin = 0; begin < length; begin++)
        for (uint32_t end = begin + 1; end <= length; end++) {
            uint64_t hash = phrase_hash(hashes + begin, end - begin);
            const struct company_count *inside = company_get(
                choice->company, hash, count->theme);

            if (end - begin == length || !inside ||
                count->sentences * WHOLE_PARTS <
                    inside->sentences * LONGER_PARTS)
                continue;
            choice->is_inside[inside - choice->company->slots] = true;
            add_link(choice, hash, count->theme, at);
        }
}

static int compare_links(const void *a, const void *b)
{
    const struct link *x = a, *y = b;

    if (x->theme != y->theme)
        return x->theme < y->theme ? -1 : 1;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return (x->at > y->at) - (x->at < y->at);
}

/* Leaves out what stands inside a longer phrase that says as much, as nested
 * terms are told from terms since the C-value of Frantzi, Ananiadou & Mima
 * (2000). Of several phrases that a shorter one is nearly always part of
 * (pieces of one that is longer than four words), and of several in the same
 * sentences (of one passage that returns), the first is kept. */
static void leave_out(struct choice *choice)
{
    struct ranked *ranked = choice->ranked.items;
    const struct link *kept = NULL;

    choice->is_inside = memory_get_zeroed(choice->company->capacity + 1,
                                          sizeof(*choice->is_inside));
    for (size_t i = 0; i < choice->ranked.count; i++) {
        if (ranked[i].candidate.kind != CANDIDATE_COMPANY)
            continue;
        add_link(choice, ranked[i].count->sentence_set,
                 ranked[i].candidate.theme, i);
        link_insides(choice, i);
    }
    if (choice->links.count)
        qsort(choice->links.items, choice->links.count,
              sizeof(*choice->links.items), compare_links);
    for (size_t i = 0; i < choice->links.count; i++) {
        const struct link *link = &choice->links.items[i];
        struct ranked *at = &ranked[link->at];

        if (choice->is_inside[at->count - choice->company->slots] ||
            (kept && kept->theme == link->theme && kept->key == link->key))
            at->is_left_out = true;
        else
            kept = link;
    }
}

static const char *text_of(const struct choice *choice,
                           const struct company_count *count)
{
    struct buffer text = {0};
    const char *copy;

    candidates_add_text(choice->search, count, &text);
    copy = arena_copy_text(&choice->search->texts, buffer_text(&text),
                           text.length);
    buffer_release(&text);
    return copy;
}

/* Takes the first of each theme and kind. */
static void take_first(struct choice *choice)
{
    size_t most = choice->search->night->settings->candidates;
    const struct candidate *before = NULL;

    for (size_t i = 0; i < choice->ranked.count; i++) {
        struct ranked *at = &choice->ranked.items[i];
        struct candidate *candidate = &at->candidate;

        if (at->is_left_out)
            continue;
        candidate->rank = 1;
        if (before && before->theme == candidate->theme &&
            before->kind == candidate->kind)
            candidate->rank = before->rank + 1;
        before = candidate;
        if (candidate->rank > most)
            continue;
        candidate->text = text_of(choice, at->count);
        *VECTOR_PUSH(&choice->search->found) = *candidate;
    }
}

void candidates_choose(struct candidate_search *search,
                       const struct company *company,
                       const struct company *spelled)
{
    struct choice choice = {.search = search, .company = company};

    offer_companies(&choice);
    offer_spellings(&choice, spelled);
    sort_ranked(&choice);
    leave_out(&choice);
    take_first(&choice);
    free(choice.ranked.items);
    free(choice.common.items);
    free(choice.links.items);
    free(choice.is_inside);
}
