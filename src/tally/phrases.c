/* phrases.c - see phrases.h. What can be told of a word is told once a type. */
#include "tally/phrases.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* Between spaces, so that a word is found with those at its sides. */
static const char function_words[] =
    " a about above across after again against all also although always am "
    "among an and another any are around as at be because been before being "
    "below between both but by can cannot could did do does doing done down "
    "during each either else etc even ever every few for from further get had "
    "has have having he hence her here hers him his how however i if in into "
    "is it its itself just least less like made make makes making many may me "
    "might more most mr mrs ms much must my near neither no nor not now of off "
    "often on once one ones only onto or other others our ours out over own "
    "per same several shall she should since so some still such than that the "
    "their theirs them themselves then there thereby therefore these they "
    "this those though through throughout thus to together too toward towards "
    "two under until up upon us use used uses using very via was we well were "
    "what when where whereas whether which while who whom whose why will with "
    "within without would yet you your ";

struct phraser {
    const struct vocabulary *vocabulary;
    /* by type; hash 0: nobody has looked yet */
    struct known_types VECTOR_OF(struct phrase_word) types;
    struct taken VECTOR_OF(bool) taken; /* by word: part of a hit */
    const struct segmented *text;
};

static uint64_t mix(uint64_t hash)
{
    hash = (hash ^ hash >> 33) * 0xFF51AFD7ED558CCDU;
    hash = (hash ^ hash >> 33) * 0xC4CEB9FE1A85EC53U;
    return hash ^ hash >> 33;
}

uint64_t phrase_word_hash(const char *word)
{
    uint64_t hash = 0xCBF29CE484222325U;

    for (; *word; word++)
        hash = (hash ^ (unsigned char)*word) * 0x100000001B3U;
    return mix(hash) | 1;
}

struct letters letters_of(const char *text)
{
    const uint64_t base = 0x9E3779B97F4A7C15U;
    struct letters letters = {.power = 1};

    for (; *text; text++)
        if (*text != '-' && *text != ' ') {
            letters.hash = letters.hash * base + (unsigned char)*text;
            letters.power *= base;
        }
    return letters;
}

struct letters letters_join(struct letters head, struct letters tail)
{
    return (struct letters){head.hash * tail.power + tail.hash,
                            head.power * tail.power};
}

uint64_t phrase_hash(const uint64_t *words, size_t count)
{
    uint64_t hash = 0;

    for (size_t i = 0; i < count; i++)
        hash = mix(hash * 31 + words[i]);
    return hash;
}

struct phraser *phraser_new(const struct vocabulary *vocabulary)
{
    struct phraser *phraser = memory_get_zeroed(1, sizeof(*phraser));

    phraser->vocabulary = vocabulary;
    return phraser;
}

void phraser_free(struct phraser *phraser)
{
    if (!phraser)
        return;
    free(phraser->types.items);
    free(phraser->taken.items);
    free(phraser);
}

void phraser_begin(struct phraser *phraser, const struct segmented *text,
                   const struct hits *hits)
{
    size_t words = text->words.count;

    phraser->text = text;
    VECTOR_RESERVE(&phraser->taken, words + 1);
    memset(phraser->taken.items, 0, words * sizeof(bool));
    for (size_t i = 0; i < hits->count; i++)
        for (uint32_t k = hits->items[i].first; k <= hits->items[i].last; k++)
            phraser->taken.items[k] = true;
}

static bool is_matter(const char *word, size_t length)
{
    char padded[16];

    if (length < 2 || (*word >= '0' && *word <= '9'))
        return false;
    if (length + 3 > sizeof(padded))
        return true; /* no function word is as long */
    padded[0] = padded[length + 1] = ' ';
    memcpy(padded + 1, word, length);
    padded[length + 2] = '\0';
    return !strstr(function_words, padded);
}

struct phrase_word phrase_word_of(const char *text, size_t length)
{
    return (struct phrase_word){.hash = phrase_word_hash(text),
                                .letters = letters_of(text),
                                .is_matter = is_matter(text, length)};
}

static struct phrase_word know(struct phraser *phraser, uint32_t type)
{
    struct known_types *types = &phraser->types;
    const char *text;
    size_t length;

    while (types->count <= type)
        *VECTOR_PUSH(types) = (struct phrase_word){0};
    if (!types->items[type].hash) {
        text = intern_text(phraser->vocabulary->types, type, &length);
        types->items[type] = phrase_word_of(text, length);
    }
    return types->items[type];
}

/* Does the word go on from the one before it, with one space between? */
static bool goes_on(const struct segmented *text, uint32_t word)
{
    struct span before = text->words.items[word - 1].span;
    struct span span = text->words.items[word].span;

    return span.begin == before.end + 1 &&
           text->canonical.text.data[before.end] == ' ';
}

size_t phraser_find(struct phraser *phraser, uint32_t word, uint32_t end,
                    struct phrase out[PHRASE_WORDS_MAX])
{
    const struct word *words = phraser->text->words.items;
    uint64_t hashes[PHRASE_WORDS_MAX];
    struct phrase phrase = {0};
    size_t count = 0;

    while (phrase.length < PHRASE_WORDS_MAX && word < end &&
           !phraser->taken.items[word]) {
        uint32_t type =
            phraser->vocabulary->type_of_form.items[words[word].form];
        struct phrase_word known = know(phraser, type);

        if (phrase.length == 0 ? !known.is_matter
                               : !goes_on(phraser->text, word))
            break;
        hashes[phrase.length] = known.hash;
        phrase.types[phrase.length++] = type;
        word++;
        if (!known.is_matter)
            continue;
        phrase.hash = phrase_hash(hashes, phrase.length);
        out[count++] = phrase;
    }
    return count;
}

void phraser_words(const struct phraser *phraser, const struct phrase *phrase,
                   struct phrase_word out[PHRASE_WORDS_MAX])
{
    for (uint32_t i = 0; i < phrase->length; i++)
        out[i] = phraser->types.items[phrase->types[i]];
}
