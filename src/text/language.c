/* language.c - see language.h. Read language_find() first. */
#include "text/language.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "text/language_tables.h"
#include "text/utf8.h"

/* What a form tells: bit i for language i, whose little word it is, and its
 * script in the highest byte. SEEN tells a form without marks from one that was
 * not looked at yet. */
enum { LANGUAGES_MAX = 48, SEEN = 55, SCRIPT_SHIFT = 56 };

static const uint64_t english = 1;

struct language_finder {
    const struct vocabulary *vocabulary;
    struct interner *little_words;                   /* of all languages */
    struct masks VECTOR_OF(uint64_t) of_little_word; /* bits of languages */
    struct marks VECTOR_OF(uint64_t) of_form;        /* 0: not looked at */
};

/* -- Words ----------------------------------------------------------------- */

static void add_little_word(struct language_finder *finder, const char *word,
                            size_t length, size_t language)
{
    uint32_t id = intern(finder->little_words, word, length);

    if (id == finder->of_little_word.count)
        *VECTOR_PUSH(&finder->of_little_word) = 0;
    finder->of_little_word.items[id] |= (uint64_t)1 << language;
}

struct language_finder *language_finder_new(const struct vocabulary *vocabulary)
{
    struct language_finder *finder = memory_get_zeroed(1, sizeof(*finder));

    finder->vocabulary = vocabulary;
    finder->little_words = interner_new();
    for (size_t i = 0; i < language_count; i++)
        for (const char *at = languages[i].words; *at; at += strspn(at, " ")) {
            size_t length = strcspn(at, " ");

            add_little_word(finder, at, length, i);
            at += length;
        }
    return finder;
}

void language_finder_free(struct language_finder *finder)
{
    if (!finder)
        return;
    interner_free(finder->little_words);
    free(finder->of_little_word.items);
    free(finder->of_form.items);
    free(finder);
}

/* Returns the script of the first character that has one. */
static enum script script_of(const char *text, size_t length)
{
    size_t taken;

    for (size_t at = 0; at < length; at += taken) {
        uint32_t c = utf8_decode(text + at, &taken);

        for (size_t i = 0; i < script_range_count; i++)
            if (c >= script_ranges[i].first && c <= script_ranges[i].last)
                return script_ranges[i].script;
    }
    return SCRIPT_NONE;
}

/* Little words are little: no longer one is looked up. */
enum { LITTLE_WORD_BYTES = 24 };

static uint64_t mark_form(const struct language_finder *finder, uint32_t form)
{
    const struct vocabulary *vocabulary = finder->vocabulary;
    uint64_t marks = (uint64_t)1 << SEEN;
    size_t length;
    const char *text = intern_text(
        vocabulary->types, vocabulary->type_of_form.items[form], &length);
    uint32_t id;

    if (length <= LITTLE_WORD_BYTES &&
        intern_find(finder->little_words, text, length, &id))
        marks |= finder->of_little_word.items[id];
    return marks | (uint64_t)script_of(text, length) << SCRIPT_SHIFT;
}

static uint64_t marks_of(struct language_finder *finder, uint32_t form)
{
    uint64_t *marks = &finder->of_form.items[form];

    if (!*marks)
        *marks = mark_form(finder, form);
    return *marks;
}

/* Makes room for the marks of every form that there is. */
static void make_room(struct language_finder *finder)
{
    struct marks *marks = &finder->of_form;
    size_t need = intern_count(finder->vocabulary->forms);

    if (marks->count >= need)
        return;
    VECTOR_RESERVE(marks, need);
    memset(marks->items + marks->count, 0,
           (need - marks->count) * sizeof(*marks->items));
    marks->count = need;
}

/* -- Texts ----------------------------------------------------------------- */

enum {
    ENOUGH_WORDS = 20, /* fewer tell nothing */
    SAMPLE_RUNS = 4,
    SAMPLE_WORDS = 50,    /* in each run */
    SECOND_WORDS = 4000,  /* where the sample leaves it open */
    CLEARLY_ENGLISH = 22, /* in a hundred words; prose has some 40 */
    LEAST_SHARE = 12,     /* one word in so many must be a little word */
    KANA_SHARE = 10,      /* Japanese: one in so many of Han and Kana */
};

/* Returns whether enough of the sampled words are English ones, and sets how
 * many words that is of. The hot path. */
static bool is_clearly_english(struct language_finder *finder,
                               const struct words *words)
{
    size_t run = SAMPLE_WORDS, step = words->count / SAMPLE_RUNS;
    size_t count = 0, seen = 0;

    if (step < run)
        run = step;
    for (size_t i = 0; i < SAMPLE_RUNS; i++)
        for (size_t k = 0; k < run; k++)
            count += marks_of(finder, words->items[i * step + k].form) &
                     english;
    seen = run * SAMPLE_RUNS;
    return seen >= ENOUGH_WORDS && count * 100 >= seen * CLEARLY_ENGLISH;
}

/* How many words of each script, and of each language's little words. */
struct census {
    size_t scripts[SCRIPTS];
    size_t languages[LANGUAGES_MAX];
};

static void take_census(struct language_finder *finder,
                        const struct words *words, struct census *out)
{
    size_t most = words->count < SECOND_WORDS ? words->count : SECOND_WORDS;

    *out = (struct census){0};
    for (size_t i = 0; i < most; i++) {
        size_t at = i * words->count / most;
        uint64_t marks = marks_of(finder, words->items[at].form);

        out->scripts[marks >> SCRIPT_SHIFT]++;
        marks &= ((uint64_t)1 << LANGUAGES_MAX) - 1;
        for (; marks; marks &= marks - 1)
            out->languages[__builtin_ctzll(marks)]++;
    }
}

/* Returns the script that most words are in, Japanese ones counted together. */
static enum script main_script(const struct census *census)
{
    enum script best = SCRIPT_LATIN;
    size_t kana = census->scripts[SCRIPT_KANA];

    for (size_t i = SCRIPT_LATIN; i < SCRIPTS; i++)
        if (census->scripts[i] > census->scripts[best])
            best = (enum script)i;
    if (best == SCRIPT_HAN && kana * KANA_SHARE > census->scripts[SCRIPT_HAN])
        return SCRIPT_KANA;
    return best;
}

/* Returns the language of the script with the most little words, of equal ones
 * the first, NULL where they are too few. A text that has half as many English
 * ones may be English with much quoted. */
static const struct language *best_language(const struct census *census,
                                            enum script script)
{
    size_t best = language_count, count;

    for (size_t i = 0; i < language_count && *languages[i].words; i++)
        if (languages[i].script == script &&
            (best == language_count ||
             census->languages[i] > census->languages[best]))
            best = i;
    if (best == language_count)
        return NULL;
    count = census->languages[best];
    if (count < 3 || count * LEAST_SHARE < census->scripts[script])
        return NULL;
    return count < 2 * census->languages[0] ? &languages[0] : &languages[best];
}

/* Returns the first language of a script other than Latin. */
static const char *language_of_script(enum script script)
{
    for (size_t i = 0; script != SCRIPT_LATIN && i < language_count; i++)
        if (languages[i].script == script)
            return languages[i].code;
    return "";
}

const char *language_find(struct language_finder *finder,
                          const struct words *words)
{
    const struct language *best;
    struct census census;
    enum script script;

    if (words->count < ENOUGH_WORDS)
        return "";
    make_room(finder);
    if (is_clearly_english(finder, words))
        return languages[0].code;
    take_census(finder, words, &census);
    script = main_script(&census);
    if (census.scripts[script] < ENOUGH_WORDS)
        return "";
    best = best_language(&census, script);
    return best ? best->code : language_of_script(script);
}

const char *language_name(const char *code)
{
    for (size_t i = 0; i < language_count; i++)
        if (strcmp(languages[i].code, code) == 0)
            return languages[i].name;
    return code;
}
