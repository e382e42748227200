/* matcher.c - see matcher.h. */
#include "lexicon/matcher.h"

#include <stdlib.h>
#include <string.h>

#include "lexicon/pattern.h"

enum {
    /* An anchored attempt that needs more than this is a runaway; sensible
     * ones need a few dozen steps. PCRE2's own default is 10 million. */
    MATCH_LIMIT = 100000,
    HEAP_LIMIT_KIB = 20000,
    JIT_STACK_START = 32 * 1024,
    JIT_STACK_MAX = 1024 * 1024,
    ASK = 0, /* instead of an end: to be asked in the text */
    /* Pairs remembered, at most: they are many, and the frequent ones come
     * first. The rest is asked in the text. */
    PAIRS_MAX = 200000,
};

#define NO_FORM UINT32_MAX

/* What is known of one pattern at one place of a word form. */
struct answer {
    uint32_t pattern;
    uint32_t begin; /* bytes from the form's start */
    uint32_t end;   /* likewise where the certain hit ends, or ASK */
};

/* The answers for a form, or a pair of forms, in one surrounding. */
struct answer_range {
    uint32_t begin, end; /* into the answers */
    bool is_known;
    bool asks; /* one of them is ASK */
};

/* What follows a word: the characters that nearly always do, each with answers
 * of its own, or something else. */
enum follow {
    FOLLOW_OTHER,
    FOLLOW_SPACE,
    FOLLOW_COMMA,
    FOLLOW_PERIOD,
    FOLLOWS
};

static const char *const follow_text[FOLLOWS] = {"", " ", ",", "."};

/* Two forms with a space between; the key under which answers are kept. */
struct form_pair {
    uint32_t first, second;
    uint32_t follow; /* of the second */
};

/* A stretch of text made of forms, to be judged instead of the document's. */
struct subject {
    uint32_t first, second; /* forms; NO_FORM: there is no second one */
    enum follow follow;     /* of the last one */
};

/* What PCRE2 is looking at while a callout asks about a position. */
struct question {
    const struct segmented *document; /* NULL: only a form is looked at */
    uint32_t base;                    /* canonical offset of the subject */
    uint32_t word;                    /* where the search for words stands */

    /* Without a document: where the subject's words end and the second begins.
     * A hyphen stands only inside them. */
    size_t first_end, second_begin, second_end;
    const char *subject;
};

struct matcher {
    const struct lexicon *lexicon;
    const struct vocabulary *vocabulary;
    pcre2_match_data *match_data;
    pcre2_match_context *context;
    pcre2_jit_stack *jit_stack;

    struct answers VECTOR_OF(struct answer) answers;
    struct answer_ranges
        VECTOR_OF(struct answer_range) of_form; /* FOLLOWS each */
    struct pair_ranges VECTOR_OF(struct answer_range) of_pair;
    struct interner *pairs; /* struct form_pair -> index into of_pair */

    struct question question;
    struct overlap_state overlap;
    struct failures VECTOR_OF(struct match_failure) failures;
    struct buffer folded;          /* working memory */
    struct buffer subject;         /* likewise */
    struct pattern_ids candidates; /* likewise */
};

/* -- What only the segmentation knows -----------------------------------------
 */

/* Moves the question's word to the first one that ends at or after `place`;
 * false when there is none. Questions move little, so it is near. */
static bool seek_word(struct question *question, uint32_t place)
{
    const struct words *words = &question->document->words;

    while (question->word < words->count &&
           words->items[question->word].span.end < place)
        question->word++;
    while (question->word > 0 &&
           words->items[question->word - 1].span.end >= place)
        question->word--;
    return question->word < words->count;
}

static bool is_word_end_in_text(struct question *question, uint32_t place,
                                bool parts_count)
{
    const struct word *word;

    if (!seek_word(question, place))
        return false;
    word = &question->document->words.items[question->word];
    return word->span.end == place ||
           (parts_count && word->span.begin < place &&
            question->document->canonical.text.data[place] == '-');
}

static bool is_word_begin_in_text(struct question *question, uint32_t place,
                                  bool parts_count)
{
    const struct word *word;

    if (!seek_word(question, place + 1))
        return false;
    word = &question->document->words.items[question->word];
    return word->span.begin == place ||
           (parts_count && word->span.begin < place &&
            question->document->canonical.text.data[place - 1] == '-');
}

static bool is_end(struct question *question, size_t position, bool parts_count)
{
    if (question->document)
        return is_word_end_in_text(
            question, question->base + (uint32_t)position, parts_count);
    return position == question->first_end ||
           position == question->second_end ||
           (parts_count && question->subject[position] == '-');
}

/* PCRE2's callout: 0 goes on, 1 makes it backtrack. */
static int answer_callout(pcre2_callout_block *block, void *data)
{
    struct question *question = data;
    bool yes;

    switch (block->callout_number) {
    case CALLOUT_WORD_END:
        yes = is_end(question, block->current_position, false);
        break;
    case CALLOUT_HIT_END:
        yes = is_end(question, block->current_position, true);
        break;
    case CALLOUT_WORD_BEGIN:
    default:
        yes = question->document
                  ? is_word_begin_in_text(question,
                                          question->base +
                                              (uint32_t)block->current_position,
                                          false)
                  : block->current_position == question->second_begin;
    }
    return !yes;
}

/* -- One per worker
 * -------------------------------------------------------------- */

struct matcher *matcher_new(const struct lexicon *lexicon,
                            const struct vocabulary *vocabulary)
{
    struct matcher *matcher = memory_get_zeroed(1, sizeof(*matcher));

    matcher->lexicon = lexicon;
    matcher->vocabulary = vocabulary;
    matcher->match_data = pcre2_match_data_create(1, NULL);
    matcher->context = pcre2_match_context_create(NULL);
    matcher->pairs = interner_new();
    matcher->jit_stack = pcre2_jit_stack_create(JIT_STACK_START, JIT_STACK_MAX,
                                                NULL);
    if (!matcher->match_data || !matcher->context)
        abort(); /* as memory.h: nothing limps on without memory */
    pcre2_set_match_limit(matcher->context, MATCH_LIMIT);
    pcre2_set_depth_limit(matcher->context, MATCH_LIMIT);
    pcre2_set_heap_limit(matcher->context, HEAP_LIMIT_KIB);
    pcre2_set_callout(matcher->context, answer_callout, &matcher->question);
    pcre2_jit_stack_assign(matcher->context, NULL, matcher->jit_stack);
    return matcher;
}

void matcher_free(struct matcher *matcher)
{
    if (!matcher)
        return;
    pcre2_match_data_free(matcher->match_data);
    pcre2_match_context_free(matcher->context);
    pcre2_jit_stack_free(matcher->jit_stack);
    overlap_release(&matcher->overlap);
    free(matcher->answers.items);
    free(matcher->of_form.items);
    free(matcher->of_pair.items);
    interner_free(matcher->pairs);
    free(matcher->failures.items);
    free(matcher->candidates.items);
    buffer_release(&matcher->folded);
    buffer_release(&matcher->subject);
    free(matcher);
}

const struct match_failure *matcher_failures(const struct matcher *matcher,
                                             size_t *count)
{
    *count = matcher->failures.count;
    return matcher->failures.items;
}

static int run_pattern(struct matcher *matcher, const struct pattern *pattern,
                       const char *subject, size_t length, size_t offset,
                       uint32_t options)
{
    int code;

    /* No hit is empty: PCRE2 is to look on, even where a word ends. */
    options |= PCRE2_NO_UTF_CHECK | PCRE2_NOTEMPTY;
    code = pcre2_match(pattern->code, (PCRE2_SPTR)subject, length, offset,
                       options, matcher->match_data, matcher->context);
    if (code == PCRE2_ERROR_JIT_STACKLIMIT)
        code = pcre2_match(pattern->code, (PCRE2_SPTR)subject, length, offset,
                           options | PCRE2_NO_JIT, matcher->match_data,
                           matcher->context);
    return code;
}

/* -- In the text
 * ------------------------------------------------------------------ */

static void note_failure(struct matcher *matcher, uint32_t pattern,
                         uint32_t place, int code)
{
    for (size_t i = 0; i < matcher->failures.count; i++)
        if (matcher->failures.items[i].pattern == pattern)
            return;
    *VECTOR_PUSH(&matcher->failures) = (struct match_failure){pattern, place,
                                                              code};
}

/* Adds the hit [begin, end) if it begins and ends where words, or parts of
 * them, do: \K may have moved the begin, (*ACCEPT) skipped the callout. */
static void add_hit(struct matcher *matcher, const struct segmented *document,
                    uint32_t pattern, struct span span, struct hits *hits)
{
    bool parts = matcher->lexicon->patterns.items[pattern].syntax !=
                 SYNTAX_GLOB;
    struct question *question = &matcher->question;
    uint32_t first;

    *question = (struct question){.document = document, .word = question->word};
    if (span.begin >= span.end ||
        !is_word_begin_in_text(question, span.begin, parts))
        return;
    first = question->word;
    if (is_word_end_in_text(question, span.end, parts))
        *VECTOR_PUSH(hits) = (struct hit){span, first, question->word, pattern};
}

/* Where in the document patterns are asked. */
struct place {
    const struct segmented *document;
    struct span paragraph;
    uint32_t word;
    uint32_t begin; /* of the word, or of a part of it */
};

static void ask_in_text(struct matcher *matcher, const struct place *place,
                        uint32_t pattern, struct hits *hits)
{
    const char *subject = segmented_text(place->document, place->paragraph);
    int code;

    matcher->question = (struct question){.document = place->document,
                                          .base = place->paragraph.begin,
                                          .word = place->word};
    code = run_pattern(matcher, &matcher->lexicon->patterns.items[pattern],
                       subject, span_length(place->paragraph),
                       place->begin - place->paragraph.begin, 0);
    if (code >= 0) {
        const PCRE2_SIZE *ends = pcre2_get_ovector_pointer(matcher->match_data);

        add_hit(matcher, place->document, pattern,
                (struct span){place->paragraph.begin + (uint32_t)ends[0],
                              place->paragraph.begin + (uint32_t)ends[1]},
                hits);
    } else if (code != PCRE2_ERROR_NOMATCH) {
        note_failure(matcher, pattern, place->begin, code);
    }
}

/* -- On the letters of forms
 * --------------------------------------------------- */

/* Puts the subject's text into the matcher, `before` in front of it, and sets
 * the question to it. */
static void set_subject(struct matcher *matcher, const struct subject *subject,
                        const char *before)
{
    const struct interner *forms = matcher->vocabulary->forms;
    struct buffer *text = &matcher->subject;
    struct question *question = &matcher->question;
    size_t length;
    const char *form = intern_text(forms, subject->first, &length);

    buffer_reset(text);
    buffer_add_text(text, before);
    buffer_add(text, form, length);
    *question = (struct question){.first_end = text->length,
                                  .second_end = text->length};
    if (subject->second != NO_FORM) {
        form = intern_text(forms, subject->second, &length);
        buffer_add_byte(text, ' ');
        question->second_begin = text->length;
        buffer_add(text, form, length);
        question->second_end = text->length;
    }
    buffer_add_text(text, follow_text[subject->follow]);
    question->subject = text->data;
}

/* Asks the pattern at byte `begin` of the subject's first form; returns PCRE2's
 * code, and the end, from the form's start, of a complete match. */
static int ask_subject(struct matcher *matcher, const struct subject *subject,
                       const char *before, const struct answer *wanted,
                       size_t *end)
{
    size_t shift = strlen(before);
    int code;

    set_subject(matcher, subject, before);
    code = run_pattern(matcher,
                       &matcher->lexicon->patterns.items[wanted->pattern],
                       matcher->subject.data, matcher->subject.length,
                       shift + wanted->begin, PCRE2_PARTIAL_HARD);
    if (code >= 0)
        *end = pcre2_get_ovector_pointer(matcher->match_data)[1] - shift;
    return code;
}

/* Judges one pattern at one place of the first form; returns whether a hit can
 * begin there, and sets answer->end. */
static bool judge(struct matcher *matcher, const struct subject *subject,
                  struct answer *answer)
{
    /* A word boundary looks at one character: a word's, another, or none. */
    static const char *const contexts[] = {"", " ", "a"};
    const struct pattern *pattern =
        &matcher->lexicon->patterns.items[answer->pattern];
    bool possible = false;
    size_t end = ASK;

    answer->end = ASK;
    if (pattern->start == START_ANYWHERE)
        return true;
    if (pattern->start == START_FROM_WORD || answer->begin > 0) {
        possible = ask_subject(matcher, subject, "", answer, &end) !=
                   PCRE2_ERROR_NOMATCH;
        answer->end = (uint32_t)end;
        return possible;
    }
    for (size_t i = 0; i < sizeof(contexts) / sizeof(*contexts); i++)
        possible |= ask_subject(matcher, subject, contexts[i], answer, &end) !=
                    PCRE2_ERROR_NOMATCH;
    return possible;
}

static void keep_answer(struct matcher *matcher, const struct answer *answer,
                        struct answer_range *range)
{
    *VECTOR_PUSH(&matcher->answers) = *answer;
    range->end = (uint32_t)matcher->answers.count;
    range->asks |= answer->end == ASK;
}

static struct answer_range begin_range(const struct matcher *matcher)
{
    uint32_t at = (uint32_t)matcher->answers.count;

    return (struct answer_range){at, at, true, false};
}

/* Judges all patterns that could begin at byte `begin` of the form. */
static void learn_place(struct matcher *matcher, const struct subject *subject,
                        size_t begin, struct answer_range *range)
{
    struct pattern_ids *candidates = &matcher->candidates;
    size_t length;
    const char *form = intern_text(matcher->vocabulary->forms, subject->first,
                                   &length);

    buffer_reset(&matcher->folded);
    vocabulary_fold(form + begin, length - begin, &matcher->folded);
    candidates->count = 0;
    start_index_find(matcher->lexicon->starts, form + begin,
                     buffer_text(&matcher->folded), matcher->folded.length,
                     candidates);
    for (size_t i = 0; i < candidates->count; i++) {
        struct answer answer = {candidates->items[i], (uint32_t)begin, ASK};

        if (begin > 0 &&
            matcher->lexicon->patterns.items[answer.pattern].syntax ==
                SYNTAX_GLOB)
            continue;
        if (judge(matcher, subject, &answer))
            keep_answer(matcher, &answer, range);
    }
}

/* Learns the answers for a form so followed. */
static struct answer_range learn_form(struct matcher *matcher, uint32_t id,
                                      enum follow follow)
{
    struct subject subject = {id, NO_FORM, follow};
    struct answer_range range = begin_range(matcher);
    size_t length;
    const char *form = intern_text(matcher->vocabulary->forms, id, &length);

    learn_place(matcher, &subject, 0, &range);
    for (size_t at = 1; at + 1 < length; at++)
        if (form[at] == '-')
            learn_place(matcher, &subject, at + 1, &range);
    return range;
}

/* Learns the answers for a pair: those of its first form, the ones that were
 * partial judged again. */
static struct answer_range learn_pair(struct matcher *matcher,
                                      const struct form_pair *pair,
                                      struct answer_range first)
{
    struct subject subject = {pair->first, pair->second,
                              (enum follow)pair->follow};
    struct answer_range range = begin_range(matcher);

    for (uint32_t i = first.begin; i < first.end; i++) {
        struct answer answer = matcher->answers.items[i];

        if (answer.end != ASK || judge(matcher, &subject, &answer))
            keep_answer(matcher, &answer, &range);
    }
    return range;
}

/* -- A document
 * ------------------------------------------------------------------ */

static enum follow follow_of(const char *text, const struct word *word)
{
    switch (text[word->span.end]) {
    case ' ':
        return FOLLOW_SPACE;
    case ',':
        return FOLLOW_COMMA;
    case '.':
        return FOLLOW_PERIOD;
    default:
        return FOLLOW_OTHER;
    }
}

static struct answer_range answers_of_form(struct matcher *matcher,
                                           uint32_t form, enum follow follow)
{
    size_t at = (size_t)form * FOLLOWS + (size_t)follow;

    if (!matcher->of_form.items[at].is_known)
        matcher->of_form.items[at] = learn_form(matcher, form, follow);
    return matcher->of_form.items[at];
}

/* Returns the answers for the pair, or for its first form when too many pairs
 * are remembered. */
static struct answer_range answers_of_pair(struct matcher *matcher,
                                           const struct form_pair *pair,
                                           struct answer_range first)
{
    uint32_t id;

    if (matcher->of_pair.count >= PAIRS_MAX) {
        if (!intern_find(matcher->pairs, (const char *)pair, sizeof(*pair),
                         &id))
            return first;
        return matcher->of_pair.items[id];
    }
    id = intern(matcher->pairs, (const char *)pair, sizeof(*pair));
    if (id == matcher->of_pair.count) {
        struct answer_range range = learn_pair(matcher, pair, first);

        *VECTOR_PUSH(&matcher->of_pair) = range;
    }
    return matcher->of_pair.items[id];
}

/* Returns what is known of hits that begin at the word. */
static struct answer_range answers_at(struct matcher *matcher,
                                      const struct place *place,
                                      uint32_t words_end)
{
    const char *text = place->document->canonical.text.data;
    const struct word *word = &place->document->words.items[place->word];
    struct answer_range range = answers_of_form(matcher, word->form,
                                                follow_of(text, word));

    if (range.asks && place->word + 1 < words_end &&
        text[word->span.end] == ' ' &&
        word[1].span.begin == word->span.end + 1) {
        struct form_pair pair = {word->form, word[1].form,
                                 (uint32_t)follow_of(text, &word[1])};

        range = answers_of_pair(matcher, &pair, range);
    }
    return range;
}

/* Adds what is known, or asked now, of the word. */
static void match_word(struct matcher *matcher, struct place *place,
                       uint32_t words_end, struct hits *hits)
{
    const struct word *word = &place->document->words.items[place->word];
    struct answer_range range = answers_at(matcher, place, words_end);

    for (uint32_t i = range.begin; i < range.end; i++) {
        struct answer answer = matcher->answers.items[i];
        uint32_t end = word->span.begin + answer.end;

        place->begin = word->span.begin + answer.begin;
        if (answer.end == ASK)
            ask_in_text(matcher, place, answer.pattern, hits);
        else
            *VECTOR_PUSH(hits) = (struct hit){{place->begin, end},
                                              place->word,
                                              place->word +
                                                  (end > word->span.end),
                                              answer.pattern};
    }
}

/* The slow way round: every pattern at every place. */
static void match_word_plainly(struct matcher *matcher, struct place *place,
                               struct hits *hits)
{
    struct span word = place->document->words.items[place->word].span;
    const char *text = place->document->canonical.text.data;

    for (uint32_t at = word.begin; at < word.end; at++) {
        if (at > word.begin && text[at - 1] != '-')
            continue;
        place->begin = at;
        for (uint32_t i = 0; i < matcher->lexicon->patterns.count; i++)
            ask_in_text(matcher, place, i, hits);
    }
}

static void match_paragraph(struct matcher *matcher,
                            const struct segmented *document, size_t paragraph,
                            const struct matcher_options *options,
                            struct hits *hits)
{
    struct place place = {
        .document = document,
        .paragraph = document->canonical.paragraphs.items[paragraph]};
    struct word_range words = document->paragraph_words.items[paragraph];

    for (place.word = words.begin; place.word < words.end; place.word++)
        if (options->plain)
            match_word_plainly(matcher, &place, hits);
        else
            match_word(matcher, &place, words.end, hits);
}

/* Makes `of_form` cover all forms of the vocabulary. */
static void cover_forms(struct matcher *matcher)
{
    size_t need = FOLLOWS * intern_count(matcher->vocabulary->forms);
    size_t have = matcher->of_form.count;

    if (need <= have)
        return;
    VECTOR_RESERVE(&matcher->of_form, need);
    memset(matcher->of_form.items + have, 0,
           (need - have) * sizeof(*matcher->of_form.items));
    matcher->of_form.count = need;
}

void matcher_find(struct matcher *matcher, const struct segmented *document,
                  const struct matcher_options *options, struct hits *hits)
{
    hits->count = 0;
    matcher->failures.count = 0;
    cover_forms(matcher);
    for (size_t i = 0; i < document->canonical.paragraphs.count; i++)
        match_paragraph(matcher, document, i, options, hits);
    overlap_resolve(&matcher->overlap, matcher->lexicon, options->overlap,
                    hits);
}
