/* asker.c - see asker.h. */
#include "lexicon/asker.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/memory.h"
#include "lexicon/pattern.h"

enum {
    /* An anchored attempt that needs more than this is a runaway; sensible
     * ones need a few dozen steps. PCRE2's own default is 10 million. */
    MATCH_LIMIT = 100000,
    HEAP_LIMIT_KIB = 20000,
    JIT_STACK_START = 32 * 1024,
    JIT_STACK_MAX = 1024 * 1024,
};

/* -- What only the segmentation knows -------------------------------------- */

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
    const struct letters *letters = question->letters;

    if (question->document)
        return is_word_end_in_text(
            question, question->base + (uint32_t)position, parts_count);
    return position == letters->word_end ||
           (parts_count && letters->text[position] == '-');
}

/* PCRE2's callout: 0 goes on, 1 makes it backtrack. A match that is still empty
 * ends nowhere, even if the word before ends there. */
static int answer_callout(pcre2_callout_block *block, void *data)
{
    struct question *question = data;
    bool yes;

    switch (block->callout_number) {
    case CALLOUT_WORD_END:
    case CALLOUT_HIT_END:
        yes = block->current_position > block->start_match &&
              is_end(question, block->current_position,
                     block->callout_number == CALLOUT_HIT_END);
        break;
    case CALLOUT_WORD_BEGIN:
    default:
        yes = question->document &&
              is_word_begin_in_text(
                  question, question->base + (uint32_t)block->current_position,
                  false);
    }
    return !yes;
}

/* -- Asking ---------------------------------------------------------------- */

void asker_init(struct asker *asker, const struct lexicon *lexicon)
{
    *asker = (struct asker){
        .lexicon = lexicon,
        .compiled = memory_get_zeroed(lexicon->patterns.count,
                                      sizeof(*asker->compiled)),
        .match_data = pcre2_match_data_create(1, NULL),
        .context = pcre2_match_context_create(NULL),
        .jit_stack = pcre2_jit_stack_create(JIT_STACK_START, JIT_STACK_MAX,
                                            NULL),
    };
    if (!asker->match_data || !asker->context)
        memory_give_up(0);
    pcre2_set_match_limit(asker->context, MATCH_LIMIT);
    pcre2_set_depth_limit(asker->context, MATCH_LIMIT);
    pcre2_set_heap_limit(asker->context, HEAP_LIMIT_KIB);
    pcre2_set_callout(asker->context, answer_callout, &asker->question);
    pcre2_jit_stack_assign(asker->context, NULL, asker->jit_stack);
}

void asker_release(struct asker *asker)
{
    for (size_t i = 0; asker->lexicon && i < asker->lexicon->patterns.count;
         i++)
        pcre2_code_free(asker->compiled[i]);
    free(asker->compiled);
    pcre2_match_data_free(asker->match_data);
    pcre2_match_context_free(asker->context);
    pcre2_jit_stack_free(asker->jit_stack);
    *asker = (struct asker){0};
}

/* The text that a pattern is asked in, and where. */
struct attempt {
    const char *subject;
    size_t length, offset; /* bytes */
};

static int run(struct asker *asker, const pcre2_code *code,
               const struct attempt *attempt, uint32_t options)
{
    return pcre2_match(code, (PCRE2_SPTR)attempt->subject, attempt->length,
                       attempt->offset, options | PCRE2_NO_UTF_CHECK,
                       asker->match_data, asker->context);
}

static bool has_jit;

static void find_jit(void)
{
    int error;
    size_t offset, size = 0;
    pcre2_code *code = pcre2_compile((PCRE2_SPTR) "a", 1, 0, &error, &offset,
                                     NULL);

    if (code && pcre2_jit_compile(code, PCRE2_JIT_COMPLETE) == 0)
        pcre2_pattern_info(code, PCRE2_INFO_JITSIZE, &size);
    pcre2_code_free(code);
    has_jit = size > 0;
}

bool asker_has_jit(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;

    pthread_once(&once, find_jit);
    return has_jit;
}

/* Returns the pattern's code as this worker runs it. */
static const pcre2_code *get_compiled(struct asker *asker,
                                      const struct pattern *pattern)
{
    pcre2_code **compiled =
        &asker->compiled[pattern - asker->lexicon->patterns.items];

    if (!*compiled) {
        *compiled = pcre2_code_copy(pattern->code);
        if (!*compiled)
            memory_give_up(0);
        pcre2_jit_compile(*compiled, PCRE2_JIT_COMPLETE);
    }
    return *compiled;
}

/* A JIT stack that is too small is no verdict; nor is a pattern, or a
 * processor, for which there is no machine code. */
static int match_in_text(struct asker *asker, const struct pattern *pattern,
                         const struct attempt *attempt)
{
    const pcre2_code *compiled = get_compiled(asker, pattern);
    int code = pcre2_jit_match(compiled, (PCRE2_SPTR)attempt->subject,
                               attempt->length, attempt->offset, 0,
                               asker->match_data, asker->context);

    return code == PCRE2_ERROR_JIT_STACKLIMIT ||
                   code == PCRE2_ERROR_JIT_BADOPTION
               ? run(asker, compiled, attempt, PCRE2_NO_JIT)
               : code;
}

int asker_ask_text(struct asker *asker, const struct pattern *pattern,
                   const struct place *place, struct span *found)
{
    struct attempt attempt = {
        .subject = segmented_text(place->document, place->paragraph),
        .length = span_length(place->paragraph),
        .offset = place->begin - place->paragraph.begin,
    };
    const PCRE2_SIZE *ends;
    int code;

    asker->question = (struct question){.document = place->document,
                                        .base = place->paragraph.begin,
                                        .word = place->word};
    code = match_in_text(asker, pattern, &attempt);
    if (code < 0)
        return code == PCRE2_ERROR_NOMATCH ? 0 : code;
    ends = pcre2_get_ovector_pointer(asker->match_data);
    *found = (struct span){place->paragraph.begin + (uint32_t)ends[0],
                           place->paragraph.begin + (uint32_t)ends[1]};
    return 1;
}

/* A glob's words are as many as it says: its '*' and '?' stay within a word,
 * also where another follows without a space ("internet/web"). */
static uint32_t count_steps(const struct pattern *pattern)
{
    uint32_t steps = 0;

    for (const char *at = pattern->source; *at; at++)
        steps += *at == ' ';
    return steps;
}

bool asker_find_words(struct asker *asker, const struct pattern *pattern,
                      const struct segmented *document, struct span found,
                      struct match_words *words)
{
    struct question *question = &asker->question;
    bool parts = pattern->syntax != SYNTAX_GLOB;

    *question = (struct question){.document = document, .word = question->word};
    if (found.begin >= found.end ||
        !is_word_begin_in_text(question, found.begin, parts))
        return false;
    words->first = question->word;
    if (!is_word_end_in_text(question, found.end, parts))
        return false;
    words->last = question->word;
    return parts || words->last - words->first == count_steps(pattern);
}

enum letters_answer asker_ask_letters(struct asker *asker,
                                      const struct pattern *pattern,
                                      const struct letters *letters,
                                      size_t begin, size_t *end)
{
    struct attempt attempt = {letters->text, letters->length, begin};
    int code;

    asker->question = (struct question){.letters = letters};
    code = run(asker, pattern->code, &attempt, PCRE2_PARTIAL_HARD);
    if (code == PCRE2_ERROR_NOMATCH)
        return LETTERS_NO;
    if (code < 0) /* partial, or given up: the text will tell */
        return LETTERS_UNKNOWN;
    *end = pcre2_get_ovector_pointer(asker->match_data)[1];
    return LETTERS_YES;
}
