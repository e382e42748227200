/*
 * boilerplate.c - see boilerplate.h.
 *
 * Nearly every line is prose. So a line is first asked whether its first eight
 * bytes could begin any pattern (one bit of a table, no copying); only then is
 * it brought into the patterns' form and looked up: whole lines by binary
 * search, globs one by one. 96 MB of prose take little longer than looking for
 * their line ends.
 */
#include "ingest/boilerplate.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/byte_scan.h"
#include "base/utf8_valid.h"
#include "base/vector.h"
#include "ingest/encoding.h"

/* A line's first eight bytes as one number; the first is the lowest byte. */
typedef uint64_t beginning;

/* A glob with less than eight bytes before its '*', and what a line's
 * beginning, folded, has to be where the mask has bits. */
struct short_glob {
    char *text;
    beginning value, mask;
};

struct boilerplate {
    struct texts VECTOR_OF(char *) whole; /* without '*', sorted */
    struct texts beside;                  /* likewise: of '~' patterns */
    struct texts globs;                   /* eight bytes or more before '*' */
    struct short_globs VECTOR_OF(struct short_glob) short_globs;
    /* The hashes of what lines begin with that match `whole` or `globs`. */
    uint8_t beginnings[(1 << 16) / 8];
};

/* -- The form in which lines are compared ---------------------------------- */

static int32_t straighten(int32_t character)
{
    if (character < 0x80)
        return character >= 'A' && character <= 'Z' ? character + 32
                                                    : character;
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
        return character <= ' '; /* controls are spaces in canonical text */
    return character == 0x85 ||
           utf8proc_category(character) == UTF8PROC_CATEGORY_ZS;
}

/* Returns the character at `text` and sets `*step`; a byte that is no UTF-8
 * counts as the character U+FFFD. */
static int32_t read_character(const char *text, size_t length, size_t *step)
{
    int32_t character;
    utf8proc_ssize_t taken;

    *step = 1;
    if (!((unsigned char)*text & 0x80U))
        return *text;
    taken = utf8proc_iterate((const utf8proc_uint8_t *)text,
                             (utf8proc_ssize_t)length, &character);
    if (taken > 0)
        *step = (size_t)taken;
    return taken > 0 ? character : 0xFFFD;
}

/* Room for a form that is `most` bytes long and a character that goes beyond,
 * with the space before it. */
#define FORM_SIZE(most) ((most) + 8)

static size_t add_character(char *form, int32_t character)
{
    if (character < 0x80) {
        *form = (char)character;
        return 1;
    }
    return (size_t)utf8proc_encode_char(character, (utf8proc_uint8_t *)form);
}

/* Writes the normal form of a line, or of its beginning: stops once the form
 * has more than `most` bytes. Returns its length. */
static size_t normalise(const char *text, size_t length, size_t most,
                        char *form)
{
    size_t used = 0, step;
    bool space = false;

    for (size_t at = 0; at < length && used <= most; at += step) {
        int32_t character = read_character(text + at, length - at, &step);

        if (is_space(character))
            space = used > 0;
        if (is_space(character) || is_invisible(character))
            continue;
        if (space)
            form[used++] = ' ';
        space = false;
        used += add_character(form + used, straighten(character));
    }
    form[used] = '\0';
    return used;
}

/* -- Beginnings ------------------------------------------------------------ */

enum { BEGINNING = sizeof(beginning) };

/* Takes letters of both cases for the same (and a few signs with them, which
 * only lets some lines be looked at closer). */
static beginning fold(beginning value)
{
    return value | EACH_BYTE(0x20);
}

static unsigned hash_beginning(beginning value)
{
    return (unsigned)(fold(value) * UINT64_C(0x9E3779B97F4A7C15) >> 48U);
}

/* Returns whether the bytes stand in the normal form as they are: ASCII, no
 * control characters, no space first or twice. (A last one stands if something
 * visible follows.) May say no where yes were right, which only costs time.
 * (Bit tricks: Warren, Hacker's Delight, 6-1.) */
static bool is_plain(beginning value)
{
    beginning high = EACH_BYTE(0x80), spaces = value ^ EACH_BYTE(0x20);
    beginning controls = (value - EACH_BYTE(0x20)) & ~value & high;

    spaces = (spaces - EACH_BYTE(0x01)) & ~spaces & high;
    return !(value & high) && !controls && !(spaces & spaces >> 8U) &&
           !(spaces & 0x80U);
}

/* Marks what a line must begin with to match a pattern with so much before its
 * first '*'. */
static void mark_beginning(struct boilerplate *list, const char *form)
{
    unsigned hash = hash_beginning(eight_load(form));

    list->beginnings[hash / 8] |= (uint8_t)(1U << hash % 8);
}

static void keep_short_glob(struct boilerplate *list, const char *form,
                            size_t length, size_t literal)
{
    beginning mask = (UINT64_C(1) << 8 * literal) - 1;

    *VECTOR_PUSH(&list->short_globs) = (struct short_glob){
        .text = memory_copy_text(form, length),
        .value = fold(eight_load(form)) & mask,
        .mask = mask};
}

static void keep_pattern(struct boilerplate *list, const char *form,
                         size_t length)
{
    size_t literal = strcspn(form, "*");
    struct texts *kind = literal < length ? &list->globs : &list->whole;

    if (*form == '~') {
        form += form[1] == ' ' ? 2 : 1;
        length = literal = strlen(form);
        kind = &list->beside;
    }

    if (literal < length && literal < BEGINNING) {
        keep_short_glob(list, form, length, literal);
        return;
    }
    *VECTOR_PUSH(kind) = memory_copy_text(form, length);
    if (literal >= BEGINNING) /* shorter lines are always looked at */
        mark_beginning(list, form);
}

static bool is_marked(const struct boilerplate *list, beginning value)
{
    unsigned hash = hash_beginning(value);

    for (size_t i = 0; i < list->short_globs.count; i++)
        if ((fold(value) & list->short_globs.items[i].mask) ==
            list->short_globs.items[i].value)
            return true;
    return (unsigned)list->beginnings[hash / 8] >> hash % 8 & 1U;
}

/* Returns false when no pattern can match the line, judged by eight bytes as
 * they stand, or by their form when that may be another. */
static bool may_match(const struct boilerplate *list, const char *line,
                      size_t length)
{
    char form[FORM_SIZE(BEGINNING)];

    while (length && *line == ' ') {
        line++;
        length--;
    }
    if (length >= BEGINNING && (signed char)line[length - 1] > ' ') {
        beginning value = eight_load(line);

        if (is_plain(value))
            return is_marked(list, value);
    }
    if (normalise(line, length, BEGINNING, form) < BEGINNING)
        return true;
    return is_marked(list, eight_load(form));
}

/* -- The list -------------------------------------------------------------- */

static int compare_texts(const void *left, const void *right)
{
    const char *const *a = left, *const *b = right;

    return strcmp(*a, *b);
}

static void sort_texts(struct texts *texts)
{
    if (texts->count)
        qsort(texts->items, texts->count, sizeof(char *), compare_texts);
}

static bool has_text(const struct texts *texts, const char *form)
{
    return texts->count && bsearch(&form, texts->items, texts->count,
                                   sizeof(char *), compare_texts);
}

static enum status add_pattern(struct boilerplate *list, const char *line,
                               size_t length, struct error *err)
{
    char form[FORM_SIZE(BOILERPLATE_LINE_MAX)];
    size_t used = normalise(line, length, BOILERPLATE_LINE_MAX, form);

    if (used > BOILERPLATE_LINE_MAX)
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
    if (form[0] == '~' && (strchr(form, '*') || used < strlen("~ ") + 1))
        return error_set(err, ERR_INPUT,
                         "\"%s\": after ~ stands a whole line, without *; "
                         "write it out",
                         form);
    keep_pattern(list, form, used);
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
    sort_texts(&list->whole);
    sort_texts(&list->beside);
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
    release_texts(&boilerplate->beside);
    release_texts(&boilerplate->globs);
    for (size_t i = 0; i < boilerplate->short_globs.count; i++)
        free(boilerplate->short_globs.items[i].text);
    free(boilerplate->short_globs.items);
    free(boilerplate);
}

size_t boilerplate_count(const struct boilerplate *boilerplate)
{
    return boilerplate->whole.count + boilerplate->beside.count +
           boilerplate->globs.count + boilerplate->short_globs.count;
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

static bool matches_a_glob(const struct boilerplate *list, const char *form,
                           size_t length)
{
    for (size_t i = 0; i < list->short_globs.count; i++)
        if (glob_matches(list->short_globs.items[i].text, form))
            return true;
    for (size_t i = 0; length >= BEGINNING && i < list->globs.count; i++)
        if (glob_matches(list->globs.items[i], form))
            return true;
    return false;
}

enum finding { FOUND_PROSE, FOUND_BOILERPLATE, FOUND_BESIDE, FOUND_BLANK };

static enum finding look_at(const struct boilerplate *list, const char *line,
                            size_t length)
{
    char form[FORM_SIZE(BOILERPLATE_LINE_MAX)];
    size_t used;

    if (length == 0)
        return FOUND_BLANK;
    if (!may_match(list, line, length))
        return FOUND_PROSE;
    used = normalise(line, length, BOILERPLATE_LINE_MAX, form);
    if (used == 0)
        return FOUND_BLANK;
    if (used > BOILERPLATE_LINE_MAX)
        return FOUND_PROSE;
    if (has_text(&list->whole, form) || matches_a_glob(list, form, used))
        return FOUND_BOILERPLATE;
    return has_text(&list->beside, form) ? FOUND_BESIDE : FOUND_PROSE;
}

/* Whether the next line of [text, end) that is neither blank nor of '~' is
 * boilerplate. */
static bool boilerplate_follows(const struct boilerplate *list,
                                const char *text, const char *end)
{
    enum finding kind = FOUND_BLANK;

    while (text < end && (kind == FOUND_BLANK || kind == FOUND_BESIDE)) {
        const char *stop = memchr(text, '\n', (size_t)(end - text));
        size_t length = (size_t)((stop ? stop : end) - text);

        kind = look_at(list, text, length);
        text += length + (stop != NULL);
    }
    return kind == FOUND_BOILERPLATE;
}

/* Whether a line that is not blank goes: `was_removed` says whether the one
 * before it did, `next` is where the line after it begins. */
static bool goes(const struct boilerplate *list, enum finding finding,
                 bool was_removed, const char *next, const char *end)
{
    if (finding != FOUND_BESIDE)
        return finding == FOUND_BOILERPLATE;
    return was_removed || boilerplate_follows(list, next, end);
}

size_t boilerplate_remove(const struct boilerplate *boilerplate,
                          struct buffer *text)
{
    const char *end = buffer_text(text) + text->length;
    size_t removed = 0, to = 0;
    bool was_removed = false; /* the last line that is not blank */

    for (const char *line = buffer_text(text), *next; line < end; line = next) {
        const char *stop = memchr(line, '\n', (size_t)(end - line));
        size_t length = (size_t)((stop ? stop : end) - line);
        enum finding finding = look_at(boilerplate, line, length);

        next = line + length + (stop != NULL);
        if (finding != FOUND_BLANK) {
            was_removed = goes(boilerplate, finding, was_removed, next, end);
            removed += was_removed;
            if (was_removed)
                line += length; /* its line end stays */
        }
        if (text->data + to != line)
            memmove(text->data + to, line, (size_t)(next - line));
        to += (size_t)(next - line);
    }
    if (removed) {
        text->length = to;
        buffer_add(text, "", 0);
    }
    return removed;
}
