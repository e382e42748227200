/*
 * boilerplate.c - see boilerplate.h.
 *
 * Nearly every line is prose. So a line is first asked whether its first two
 * bytes begin any pattern (a table of 65,536 bits, no copying); only then is it
 * brought into the patterns' form and looked up: whole lines by binary search,
 * globs one by one.
 */
#include "ingest/boilerplate.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/utf8_valid.h"
#include "base/vector.h"
#include "ingest/encoding.h"

struct boilerplate {
    struct texts VECTOR_OF(char *) whole; /* without '*', sorted */
    struct texts globs;
    uint8_t beginnings[(1 << 16) / 8]; /* of two folded bytes; see above */
};

/* -- The form in which lines are compared ---------------------------------- */

static int32_t straighten(int32_t character)
{
    switch (character) {
    case 0x2018:
    case 0x2019:
        return '\'';
    case 0x201C:
    case 0x201D:
        return '"';
    default:
        return utf8proc_tolower(character);
    }
}

/* What canonical text drops: a zero-width space must not save a line. */
static bool is_invisible(int32_t character)
{
    return character == 0x00AD || character == 0x200B || character == 0x2060 ||
           character == 0xFEFF;
}

static bool is_space(int32_t character)
{
    if (character < 0x80)
        return character == ' ' || (character >= '\t' && character <= '\r');
    return character == 0x85 ||
           utf8proc_category(character) == UTF8PROC_CATEGORY_ZS;
}

/* Returns the character at `text` and sets `*step`; a byte that is no UTF-8
 * counts as the character U+FFFD. */
static int32_t read_character(const char *text, size_t length, size_t *step)
{
    int32_t character = 0xFFFD;
    utf8proc_ssize_t taken = utf8proc_iterate(
        (const utf8proc_uint8_t *)text, (utf8proc_ssize_t)length, &character);

    *step = taken > 0 ? (size_t)taken : 1;
    return taken > 0 ? character : 0xFFFD;
}

/* Writes the normal form of a line; returns its length, or SIZE_MAX when it is
 * longer than BOILERPLATE_LINE_MAX. */
static size_t normalise(const char *text, size_t length,
                        char form[BOILERPLATE_LINE_MAX + 8])
{
    size_t used = 0, step;
    bool space = false;

    for (size_t at = 0; at < length; at += step) {
        int32_t character = read_character(text + at, length - at, &step);

        if (is_space(character))
            space = used > 0;
        if (is_space(character) || is_invisible(character))
            continue;
        if (space)
            form[used++] = ' ';
        space = false;
        used += (size_t)utf8proc_encode_char(straighten(character),
                                             (utf8proc_uint8_t *)form + used);
        if (used > BOILERPLATE_LINE_MAX)
            return SIZE_MAX;
    }
    form[used] = '\0';
    return used;
}

/* -- Beginnings ------------------------------------------------------------ */

static void mark(struct boilerplate *list, unsigned pair)
{
    list->beginnings[pair / 8] |= (uint8_t)(1U << pair % 8);
}

/* Marks what a line may begin with to match: where the pattern's first two
 * bytes are not both plain ASCII letters, or are not there, all that could
 * stand for them. */
static void mark_beginning(struct boilerplate *list, const char *form)
{
    unsigned first = (unsigned char)form[0];
    unsigned second = first ? (unsigned char)form[1] : 0;

    if (first == '*') {
        memset(list->beginnings, 0xFF, sizeof(list->beginnings));
    } else if (second == '*') {
        for (unsigned next = 0; next < 256; next++)
            mark(list, first << 8U | next);
    } else {
        mark(list, first << 8U | second);
    }
}

static unsigned char lower(unsigned char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (unsigned char)(byte + 32) : byte;
}

/* Returns false when no pattern can match the line, judged by two bytes. Bytes
 * that the normal form may change (spaces, anything beyond ASCII) are never
 * judged. */
static bool may_match(const struct boilerplate *list, const char *line,
                      size_t length)
{
    unsigned first = lower((unsigned char)line[0]);
    unsigned second = length > 1 ? lower((unsigned char)line[1]) : 0;
    unsigned pair = first << 8U | second;

    if (length < 3 || first <= ' ' || first >= 0x7F || second <= ' ' ||
        second >= 0x7F)
        return true;
    return (unsigned)list->beginnings[pair / 8] >> pair % 8 & 1U;
}

/* -- The list -------------------------------------------------------------- */

static int compare_texts(const void *left, const void *right)
{
    const char *const *a = left, *const *b = right;

    return strcmp(*a, *b);
}

static enum status add_pattern(struct boilerplate *list, const char *line,
                               size_t length, struct error *err)
{
    char form[BOILERPLATE_LINE_MAX + 8];
    size_t used = normalise(line, length, form);
    struct texts *kind;

    if (used == SIZE_MAX)
        return error_set(err, ERR_INPUT,
                         "the pattern is longer than %d bytes; shorten it, "
                         "with * for its end",
                         (int)BOILERPLATE_LINE_MAX);
    if (used == 0 || form[0] == '#')
        return OK;
    if (strspn(form, "* ") == used)
        return error_set(err, ERR_INPUT,
                         "the pattern \"%s\" would take out every line; name "
                         "at least a word of it",
                         form);
    kind = memchr(form, '*', used) ? &list->globs : &list->whole;
    *VECTOR_PUSH(kind) = memory_copy_text(form, used);
    mark_beginning(list, form);
    return OK;
}

static enum status add_patterns(struct boilerplate *list, const char *name,
                                const char *bytes, size_t length,
                                struct error *err)
{
    const char *end = bytes + length;

    for (unsigned number = 1; bytes < end; number++) {
        const char *stop = memchr(bytes, '\n', (size_t)(end - bytes));
        size_t line = (size_t)((stop ? stop : end) - bytes);

        if (utf8_valid_length(bytes, line) < line)
            return error_set(err, ERR_INPUT,
                             "%s:%u: is not UTF-8; save the file as UTF-8",
                             name, number);
        if (add_pattern(list, bytes, line, err))
            return error_context(err, "%s:%u", name, number);
        bytes += line + 1;
    }
    return OK;
}

enum status boilerplate_new(struct boilerplate **out, const char *name,
                            const char *bytes, size_t length, struct error *err)
{
    struct boilerplate *list = memory_get_zeroed(1, sizeof(*list));
    size_t skip = has_utf8_bom(bytes, length) ? UTF8_BOM_LENGTH : 0;
    enum status status = add_patterns(list, name, bytes + skip, length - skip,
                                      err);

    if (status) {
        boilerplate_free(list);
        *out = NULL;
        return status;
    }
    if (list->whole.count)
        qsort(list->whole.items, list->whole.count, sizeof(char *),
              compare_texts);
    *out = list;
    return OK;
}

static void release_texts(struct texts *texts)
{
    for (size_t i = 0; i < texts->count; i++)
        free(texts->items[i]);
    free(texts->items);
}

void boilerplate_free(struct boilerplate *boilerplate)
{
    if (!boilerplate)
        return;
    release_texts(&boilerplate->whole);
    release_texts(&boilerplate->globs);
    free(boilerplate);
}

size_t boilerplate_count(const struct boilerplate *boilerplate)
{
    return boilerplate->whole.count + boilerplate->globs.count;
}

/* -- Matching -------------------------------------------------------------- */

/* Greedy with one step back: the last '*' is the only one that ever has to take
 * more, so this is O(pattern x text) at worst. */
static bool glob_matches(const char *glob, const char *text)
{
    const char *star = NULL, *retry = NULL;

    while (*text) {
        if (*glob == '*') {
            star = glob++;
            retry = text;
        } else if (*glob == *text) {
            glob++;
            text++;
        } else if (star) {
            glob = star + 1;
            text = ++retry;
        } else {
            return false;
        }
    }
    while (*glob == '*')
        glob++;
    return *glob == '\0';
}

static bool is_boilerplate(const struct boilerplate *list, const char *line,
                           size_t length)
{
    char form[BOILERPLATE_LINE_MAX + 8];
    const char *key = form;
    size_t used;

    if (!length || !may_match(list, line, length))
        return false;
    used = normalise(line, length, form);
    if (used == 0 || used == SIZE_MAX)
        return false;
    if (list->whole.count && bsearch(&key, list->whole.items, list->whole.count,
                                     sizeof(char *), compare_texts))
        return true;
    for (size_t i = 0; i < list->globs.count; i++)
        if (glob_matches(list->globs.items[i], form))
            return true;
    return false;
}

size_t boilerplate_remove(const struct boilerplate *boilerplate,
                          struct buffer *text)
{
    size_t removed = 0, to = 0;

    for (size_t from = 0; from < text->length;) {
        const char *line = text->data + from;
        const char *stop = memchr(line, '\n', text->length - from);
        size_t length = stop ? (size_t)(stop - line) : text->length - from;
        size_t whole = length + (stop != NULL);

        if (is_boilerplate(boilerplate, line, length)) {
            removed++;
            if (stop)
                text->data[to++] = '\n';
        } else {
            if (to != from)
                memmove(text->data + to, line, whole);
            to += whole;
        }
        from += whole;
    }
    if (removed) {
        text->length = to;
        buffer_add(text, "", 0);
    }
    return removed;
}
