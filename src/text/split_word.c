/* split_word.c - see split_word.h. */
#include "text/split_word.h"

#include <ctype.h>

#include "text/english_words.h"

enum { WORD_MAX = 256 };

bool split_word_byte(char byte)
{
    return isalnum((unsigned char)byte) || (unsigned char)byte >= 0x80;
}

static size_t put_lower(char *out, size_t at, const char *text, size_t length)
{
    for (size_t i = 0; i < length && at < WORD_MAX; i++)
        out[at++] = (char)tolower((unsigned char)text[i]);
    return at;
}

static void intern_lower(struct interner *words, const char *text,
                         size_t length)
{
    char lower[WORD_MAX];

    intern(words, lower, put_lower(lower, 0, text, length));
}

/* U+2000 to U+203F: dashes, quotes and the like. */
static bool is_punctuation(const char *text, size_t at, size_t length)
{
    return length - at > 2 && text[at] == '\xE2' && text[at + 1] == '\x80';
}

/* Returns where the word that begins at `at` ends. */
static size_t word_end(const char *text, size_t at, size_t length)
{
    while (at < length && split_word_byte(text[at]) &&
           !is_punctuation(text, at, length))
        at++;
    return at;
}

/* Returns where the word that ends at `length` begins. */
static size_t word_begin(const char *text, size_t length)
{
    size_t begin = length;

    while (begin > 0 && split_word_byte(text[begin - 1]) &&
           !(begin > 2 && is_punctuation(text, begin - 3, length)))
        begin--;
    return begin;
}

struct interner *split_word_evidence(const char *raw, size_t length)
{
    struct interner *words = interner_new();
    size_t before = 0; /* where the word before began */

    for (size_t at = 0, end; at < length; at = end) {
        end = word_end(raw, at, length);
        if (end == at) {
            end += is_punctuation(raw, at, length) ? 3 : 1;
            continue;
        }
        intern_lower(words, raw + at, end - at);
        if (at > before + 1 && raw[at - 1] == '-' &&
            word_end(raw, before, length) == at - 1)
            intern_lower(words, raw + before, end - before);
        before = at;
    }
    return words;
}

bool split_word_is_one(const struct interner *evidence,
                       const struct interner *known,
                       const struct split_word *split)
{
    size_t begin = word_begin(split->first, split->first_length);
    size_t first = split->first_length - begin;
    size_t rest = word_end(split->second, 0, split->second_length);
    char word[WORD_MAX];
    size_t length;
    uint32_t id;

    if (first + rest + 1 > WORD_MAX)
        return false;
    length = put_lower(word, 0, split->first + begin, first);
    length = put_lower(word, length, split->second, rest);
    if (intern_find(evidence, word, length, &id) ||
        (known && intern_find(known, word, length, &id)))
        return true;
    if (!english_words_hold(word, length))
        return false;
    length = put_lower(word, first, "-", 1);
    length = put_lower(word, length, split->second, rest);
    return !intern_find(evidence, word, length, &id);
}
