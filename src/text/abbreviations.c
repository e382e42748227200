/*
 * abbreviations.c - see abbreviations.h.
 *
 * Every period of a text asks, and nearly all words are no abbreviations: most
 * leave by their length, the rest by one probe of an open-addressing table that
 * is at most a quarter full. Variants in capitals are entries of their own, so
 * a question folds nothing.
 */
#include "text/abbreviations.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "text/char_class.h"
#include "text/utf8.h"

struct entry {
    char form[ABBREVIATION_FORM_MAX + 1]; /* empty: a free slot */
    uint8_t length;
    uint8_t kind;
    bool is_listed; /* false: a variant that was made */
};

struct abbreviations {
    struct entry *slots;
    size_t slot_count; /* a power of two */
    size_t used;
    size_t longest; /* bytes of the longest form */
};

static const struct {
    const char *name;
    enum abbreviation_kind kind;
} KINDS[] = {
    {"title", ABBREVIATION_TITLE},
    {"number", ABBREVIATION_NUMBER},
    {"general", ABBREVIATION_GENERAL},
};

/* -- The table ------------------------------------------------------------- */

/* FNV-1a. */
static uint32_t hash_of(const char *form, size_t length)
{
    uint32_t hash = 2166136261u;

    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)form[i]) * 16777619u;
    return hash ^ hash >> 15;
}

/* Returns the slot that holds `form`, or the free one where it would go. */
static struct entry *slot_of(const struct abbreviations *list, const char *form,
                             size_t length)
{
    size_t mask = list->slot_count - 1;
    size_t at = hash_of(form, length) & mask;

    while (list->slots[at].length &&
           (list->slots[at].length != length ||
            memcmp(list->slots[at].form, form, length) != 0))
        at = (at + 1) & mask;
    return &list->slots[at];
}

static void grow(struct abbreviations *list)
{
    struct abbreviations bigger = *list;

    bigger.slot_count = list->slot_count ? 2 * list->slot_count : 256;
    bigger.slots = memory_get_zeroed(bigger.slot_count, sizeof(struct entry));
    for (size_t i = 0; i < list->slot_count; i++) {
        const struct entry *old = &list->slots[i];

        if (old->length)
            *slot_of(&bigger, old->form, old->length) = *old;
    }
    free(list->slots);
    *list = bigger;
}

static void add_form(struct abbreviations *list, struct entry entry)
{
    struct entry *slot;

    if (4 * (list->used + 1) > list->slot_count)
        grow(list);
    slot = slot_of(list, entry.form, entry.length);
    if (slot->length && !entry.is_listed)
        return;
    list->used += !slot->length;
    *slot = entry;
    if (entry.length > list->longest)
        list->longest = entry.length;
}

static char to_upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

/* Adds `entry` and the spellings in capitals that it stands for. */
static void add_with_variants(struct abbreviations *list, struct entry entry)
{
    add_form(list, entry);
    entry.is_listed = false;
    entry.form[0] = to_upper(entry.form[0]);
    add_form(list, entry);
    for (size_t i = 1; i < entry.length; i++)
        entry.form[i] = to_upper(entry.form[i]);
    add_form(list, entry);
}

/* -- The list's text ------------------------------------------------------- */

/* One line and where it stands. */
struct line {
    const char *begin, *end;
    const char *file;
    size_t number;
};

struct token {
    const char *begin;
    size_t length;
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

/* Takes the next run of other than blanks from `*at`; its length may be 0. */
static struct token next_token(const struct line *line, const char **at)
{
    struct token token;

    while (*at < line->end && is_blank(**at))
        ++*at;
    token.begin = *at;
    while (*at < line->end && !is_blank(**at))
        ++*at;
    token.length = (size_t)(*at - token.begin);
    return token;
}

static enum status refuse(const struct line *line, struct token token,
                          const char *why, struct error *err)
{
    return error_set(err, ERR_INPUT, "%s:%zu:%zu: \"%.*s\" %s", line->file,
                     line->number, (size_t)(token.begin - line->begin) + 1,
                     (int)(token.length < 60 ? token.length : 60), token.begin,
                     why);
}

static enum abbreviation_kind kind_named(struct token name)
{
    for (size_t i = 0; i < sizeof(KINDS) / sizeof(KINDS[0]); i++)
        if (strlen(KINDS[i].name) == name.length &&
            memcmp(KINDS[i].name, name.begin, name.length) == 0)
            return KINDS[i].kind;
    return ABBREVIATION_NONE;
}

static enum status check_form(const struct abbreviations *list,
                              const struct line *line, struct token form,
                              struct error *err)
{
    const struct entry *slot;

    if (form.length > ABBREVIATION_FORM_MAX)
        return refuse(line, form, "is longer than 31 bytes", err);
    if (form.length < 2 || form.begin[form.length - 1] != '.')
        return refuse(line, form, "does not end with a period", err);
    if (!list->slot_count)
        return OK;
    slot = slot_of(list, form.begin, form.length);
    if (slot->length && slot->is_listed)
        return refuse(line, form, "is listed twice; keep one line", err);
    return OK;
}

static enum status read_line(struct abbreviations *list,
                             const struct line *line, struct error *err)
{
    const char *at = line->begin;
    struct token form = next_token(line, &at);
    struct token kind = next_token(line, &at);
    struct token rest = next_token(line, &at);
    struct entry entry = {.is_listed = true};
    enum status status;

    if (!form.length || form.begin[0] == '#')
        return OK;
    status = check_form(list, line, form, err);
    if (status != OK)
        return status;
    entry.kind = (uint8_t)kind_named(kind);
    if (entry.kind == ABBREVIATION_NONE)
        return refuse(line, kind, "is no kind; write title, number or general",
                      err);
    if (rest.length && rest.begin[0] != '#')
        return refuse(line, rest, "follows the kind; only # remarks may", err);
    entry.length = (uint8_t)form.length;
    memcpy(entry.form, form.begin, form.length);
    add_with_variants(list, entry);
    return OK;
}

enum status abbreviations_new(const char *text, size_t length, const char *file,
                              struct abbreviations **out, struct error *err)
{
    struct abbreviations *list = memory_get_zeroed(1, sizeof(*list));
    const char *end = text + length;
    struct line line = {text, text, file, 0};
    enum status status = OK;

    for (; line.begin < end && status == OK; line.begin = line.end + 1) {
        line.end = memchr(line.begin, '\n', (size_t)(end - line.begin));
        if (!line.end)
            line.end = end;
        line.number++;
        status = read_line(list, &line, err);
    }
    if (status != OK) {
        abbreviations_free(list);
        list = NULL;
    }
    *out = list;
    return status;
}

void abbreviations_free(struct abbreviations *list)
{
    if (list)
        free(list->slots);
    free(list);
}

/* -- Questions ------------------------------------------------------------- */

static bool is_initialism(const char *word, size_t length)
{
    size_t letters = 0, bytes;

    for (size_t at = 0; at < length; at += bytes + 1) {
        enum sentence_break_class class = char_class_sentence(
            char_class(utf8_decode(word + at, &bytes)));

        if ((class != SB_LOWER && class != SB_UPPER) || at + bytes >= length ||
            word[at + bytes] != '.')
            return false;
        letters++;
    }
    return letters >= 2;
}

enum abbreviation_kind abbreviations_find(const struct abbreviations *list,
                                          const char *word, size_t length)
{
    if (list && length && length <= list->longest) {
        const struct entry *slot = slot_of(list, word, length);

        if (slot->length)
            return (enum abbreviation_kind)slot->kind;
    }
    return is_initialism(word, length) ? ABBREVIATION_INITIALISM
                                       : ABBREVIATION_NONE;
}

/* English words that stand capitalised in running text only where a sentence
 * begins; in bytewise order. Left out: words that are also names or parts of
 * them (May, Will, First, New, Of). */
static const char *const STARTERS[] = {
    "A",         "According", "Across",   "After",        "All",
    "Also",      "Although",  "Among",    "An",           "And",
    "Another",   "Any",       "Are",      "As",           "At",
    "Because",   "Before",    "Beyond",   "Both",         "But",
    "By",        "Can",       "Could",    "Despite",      "Did",
    "Do",        "Does",      "During",   "Each",         "Even",
    "Every",     "Few",       "For",      "From",         "Given",
    "Had",       "Has",       "Have",     "He",           "Hence",
    "Her",       "Here",      "His",      "How",          "However",
    "I",         "If",        "In",       "Indeed",       "Instead",
    "Is",        "It",        "Its",      "Let",          "Many",
    "Meanwhile", "More",      "Moreover", "Most",         "Much",
    "My",        "Neither",   "Never",    "Nevertheless", "No",
    "Nobody",    "Nor",       "Not",      "Nothing",      "Now",
    "On",        "Once",      "Only",     "Otherwise",    "Our",
    "Perhaps",   "Please",    "Rather",   "She",          "Should",
    "Since",     "So",        "Some",     "Still",        "Such",
    "That",      "The",       "Their",    "Then",         "There",
    "Therefore", "These",     "They",     "This",         "Those",
    "Though",    "Through",   "Thus",     "To",           "Today",
    "Together",  "Tomorrow",  "Too",      "Under",        "Unless",
    "Until",     "Upon",      "Was",      "We",           "Were",
    "What",      "When",      "Where",    "Whereas",      "Whether",
    "Which",     "While",     "Who",      "Why",          "With",
    "Within",    "Without",   "Would",    "Yesterday",    "Yet",
    "You",       "Your",
};

static int compare_word(const char *word, size_t length, const char *starter)
{
    int order = strncmp(word, starter, length);

    return order ? order : -(starter[length] != '\0');
}

bool abbreviations_word_begins_sentence(const char *word, size_t length)
{
    size_t low = 0, high = sizeof(STARTERS) / sizeof(STARTERS[0]);

    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = compare_word(word, length, STARTERS[middle]);

        if (order == 0)
            return true;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return false;
}
