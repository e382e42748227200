/* answers.c - see answers.h. */
#include "lexicon/answers.h"

#include <stdlib.h>
#include <string.h>

#include "lexicon/start_index.h"

enum {
    FOLDED_BYTES = 4 * LITERAL_MAX, /* at most four bytes fold to a letter */
    JUDGED_BYTES = 1000,            /* a longer form is asked in the text */
};

static const char *const follow_text[FOLLOWS] = {"", " ", ",", "."};

/* A form and what follows it, to be asked instead of the document's text. */
struct subject {
    uint32_t form;
    enum follow follow;
};

struct answers {
    const struct lexicon *lexicon;
    const struct vocabulary *vocabulary;
    struct asker *asker;

    struct answer_items VECTOR_OF(struct answer) items;
    struct answer_starts VECTOR_OF(uint16_t) starts_of; /* see the header */
    struct form_ranges VECTOR_OF(struct answer_range) of_form; /* by follow */

    uint8_t *none; /* see answers_none() */

    struct buffer text; /* working memory */
    struct buffer folded;
    struct starts starts;
};

struct answers *answers_new(const struct lexicon *lexicon,
                            const struct vocabulary *vocabulary,
                            struct asker *asker)
{
    struct answers *answers = memory_get_zeroed(1, sizeof(*answers));

    answers->lexicon = lexicon;
    answers->vocabulary = vocabulary;
    answers->asker = asker;
    return answers;
}

void answers_free(struct answers *answers)
{
    if (!answers)
        return;
    free(answers->items.items);
    free(answers->starts_of.items);
    free(answers->of_form.items);
    free(answers->none);
    buffer_release(&answers->text);
    buffer_release(&answers->folded);
    starts_release(&answers->starts);
    free(answers);
}

const uint16_t *answers_starts(const struct answers *answers)
{
    return answers->starts_of.items;
}

const struct answer *answers_items(const struct answers *answers)
{
    return answers->items.items;
}

/* -- Judging --------------------------------------------------------------- */

/* Returns the subject's letters with `before` in front of them; valid until the
 * next call. */
static struct letters make_letters(struct answers *answers,
                                   const struct subject *subject,
                                   const char *before)
{
    const struct interner *forms = answers->vocabulary->forms;
    struct buffer *text = &answers->text;
    struct letters letters = {0};
    size_t length;
    const char *form = intern_text(forms, subject->form, &length);

    buffer_reset(text);
    buffer_add_text(text, before);
    buffer_add(text, form, length);
    letters.word_end = text->length;
    buffer_add_text(text, follow_text[subject->follow]);
    letters.text = text->data;
    letters.length = text->length;
    return letters;
}

static enum letters_answer ask(struct answers *answers,
                               const struct subject *subject,
                               const char *before, struct answer *answer)
{
    struct letters letters = make_letters(answers, subject, before);
    size_t end = ANSWER_ASK;
    enum letters_answer known = asker_ask_letters(
        answers->asker, &answers->lexicon->patterns.items[answer->pattern],
        &letters, strlen(before) + answer->begin, &end);

    answer->end = (uint32_t)end;
    return known;
}

/* A word of such length is no word, and is met once: not worth remembering, and
 * not to be copied for each of its parts. */
static bool is_too_long(const struct answers *answers,
                        const struct subject *subject)
{
    size_t length;

    intern_text(answers->vocabulary->forms, subject->form, &length);
    return length > JUDGED_BYTES;
}

/* Judges one pattern at one place of the form; returns whether a hit can
 * begin there, and sets answer->end. */
static bool judge(struct answers *answers, const struct subject *subject,
                  struct answer *answer)
{
    /* A word boundary looks at one character: a word's, another, or none. */
    static const char *const contexts[] = {"", " ", "a"};
    enum start_knowledge start =
        answers->lexicon->patterns.items[answer->pattern].start;
    bool possible = start == START_ANYWHERE || is_too_long(answers, subject);

    answer->end = ANSWER_ASK;
    if (possible)
        return true;
    if (start == START_FROM_WORD ||
        (start == START_FROM_CONTEXT && answer->begin > 0))
        return ask(answers, subject, "", answer) != LETTERS_NO;
    for (size_t i = 0; !possible && i < sizeof(contexts) / sizeof(*contexts);
         i++)
        possible = ask(answers, subject, contexts[i], answer) != LETTERS_NO;
    answer->end = ANSWER_ASK;
    return possible;
}

/* Folds the form from `begin` on, and what follows it: as much as any literal
 * can need, since a word of a megabyte with a hyphen after every letter must
 * not be folded half a million times. */
static void fold(struct answers *answers, const struct subject *subject,
                 size_t begin)
{
    const char *follow = follow_text[subject->follow];
    size_t length;
    const char *form = intern_text(answers->vocabulary->forms, subject->form,
                                   &length);

    buffer_reset(&answers->folded);
    length -= begin;
    if (length > FOLDED_BYTES) {
        length = FOLDED_BYTES;
        follow = "";
    }
    literal_fold(form + begin, length, &answers->folded);
    buffer_add_text(&answers->folded, follow);
}

/* Returns the bits of all that may stand behind, by the answer's rest. */
static uint64_t next_bits(const struct answer *answer)
{
    uint64_t bits = 0;

    if (answer->rest_length == 0)
        return UINT64_MAX;
    if (answer->rest_length > 1)
        return answer_next_bit(answer->rest[0], answer->rest[1]);
    for (int second = 0; second < 0x80; second++)
        bits |= answer_next_bit(answer->rest[0], (char)second);
    return bits;
}

static void add_answer(struct answers *answers, const struct answer *answer,
                       struct answer_range *range)
{
    *VECTOR_PUSH(&answers->items) = *answer;
    *VECTOR_PUSH(&answers->starts_of) = answer->rest_length > 1
                                            ? answer_start(answer->rest[0],
                                                           answer->rest[1])
                                            : ANSWER_ANY_START;
    range->end++;
    range->next |= next_bits(answer);
}

/* Judges all patterns that could begin at byte `begin` of the form. One of
 * whose letters some lie behind it is not judged: they tell more. */
static void learn_place(struct answers *answers, const struct subject *subject,
                        size_t begin, struct answer_range *range)
{
    const struct pattern *patterns = answers->lexicon->patterns.items;
    size_t length;
    const char *form = intern_text(answers->vocabulary->forms, subject->form,
                                   &length);

    if (!start_index_may_find(answers->lexicon->starts, form + begin,
                              length - begin))
        return;
    fold(answers, subject, begin);
    start_index_find(answers->lexicon->starts, form[begin],
                     buffer_text(&answers->folded), answers->folded.length,
                     &answers->starts);
    for (size_t i = 0; i < answers->starts.count; i++) {
        const struct start *start = &answers->starts.items[i];
        struct answer answer = {.pattern = start->pattern,
                                .begin = (uint32_t)begin,
                                .end = ANSWER_ASK,
                                .rest_length = start->rest_length};

        memcpy(answer.rest, start->rest, sizeof(answer.rest));
        if (begin > 0 && patterns[answer.pattern].syntax == SYNTAX_GLOB)
            continue;
        if (answer.rest_length || judge(answers, subject, &answer))
            add_answer(answers, &answer, range);
    }
}

/* Returns the answers for the subject. An empty range begins at 1, so that it
 * is not taken for one that is still to be learnt. */
static struct answer_range learn_subject(struct answers *answers,
                                         const struct subject *subject)
{
    uint32_t count = (uint32_t)answers->items.count;
    struct answer_range range = {count, count, 0};
    size_t length;
    const char *form = intern_text(answers->vocabulary->forms, subject->form,
                                   &length);

    learn_place(answers, subject, 0, &range);
    for (size_t at = 1; at + 1 < length; at++)
        if (form[at] == '-')
            learn_place(answers, subject, at + 1, &range);
    if (range.begin == range.end) {
        answers->none[subject->form] |= (uint8_t)(1 << subject->follow);
        return (struct answer_range){1, 1, 0};
    }
    return range;
}

/* -- Looking up ------------------------------------------------------------ */

const uint8_t *answers_none(const struct answers *answers)
{
    return answers->none;
}

void answers_cover_forms(struct answers *answers)
{
    size_t need = FOLLOWS * intern_count(answers->vocabulary->forms);
    size_t have = answers->of_form.count;

    if (need <= have)
        return;
    VECTOR_RESERVE(&answers->of_form, need);
    answers->none = memory_resize(answers->none,
                                  answers->of_form.capacity / FOLLOWS + 1, 1);
    memset(answers->none + have / FOLLOWS, 0, (need - have) / FOLLOWS);
    memset(answers->of_form.items + have, 0,
           (need - have) * sizeof(*answers->of_form.items));
    answers->of_form.count = need;
}

static struct answer_range *range_of(struct answers *answers, uint32_t form,
                                     enum follow follow)
{
    return &answers->of_form.items[answer_index(form, follow)];
}

const struct answer_range *answers_ranges(const struct answers *answers)
{
    return answers->of_form.items;
}

/* Where nothing begins whatever follows, and that is so of nearly all forms,
 * what follows is not asked. */
void answers_learn(struct answers *answers, uint32_t form, enum follow follow)
{
    struct answer_range *any = range_of(answers, form, FOLLOW_OTHER);

    if (any->end == 0)
        *any = learn_subject(answers, &(struct subject){form, FOLLOW_OTHER});
    if (any->begin == any->end) {
        answers->none[form] = (1 << FOLLOWS) - 1;
        *range_of(answers, form, follow) = *any;
    } else if (follow != FOLLOW_OTHER) {
        *range_of(answers, form, follow) = learn_subject(
            answers, &(struct subject){form, follow});
    }
}
