/* encoding_guess.c - see encoding_guess.h. */
#include "ingest/encoding_guess.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>
#include <uchardet/uchardet.h>

#include "base/utf8_valid.h"

#define NAMED(name) encoding_named((name), strlen(name))

/* -- Byte order marks ------------------------------------------------------ */

const struct encoding *encoding_marked(const char *bytes, size_t length,
                                       size_t *mark_bytes)
{
    /* UTF-32LE's begins with UTF-16LE's. */
    static const struct {
        const char *mark;
        size_t length;
        const char *name;
    } marks[] = {
        {"\xEF\xBB\xBF", 3, "UTF-8"},    {"\xFF\xFE\0\0", 4, "UTF-32LE"},
        {"\0\0\xFE\xFF", 4, "UTF-32BE"}, {"\xFF\xFE", 2, "UTF-16LE"},
        {"\xFE\xFF", 2, "UTF-16BE"},
    };

    for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
        if (length >= marks[i].length &&
            memcmp(bytes, marks[i].mark, marks[i].length) == 0) {
            *mark_bytes = marks[i].length;
            return NAMED(marks[i].name);
        }
    *mark_bytes = 0;
    return NULL;
}

/* -- UTF-16 without a mark ------------------------------------------------- */

/* What the units of a sample look like, read in one byte order. */
struct unit_census {
    size_t units, ascii, spaces, impossible;
};

/* A control other than white space, or U+FFFE, U+FFFF. */
static bool is_impossible(unsigned unit)
{
    return (unit < ' ' && (unit < '\t' || unit > '\r')) ||
           (unit >= 0x7F && unit < 0xA0 && unit != 0x85) || unit >= 0xFFFE;
}

/* `high` is the place of a unit's high byte: 0 or 1. */
static struct unit_census count_units(const char *bytes, size_t length,
                                      size_t high)
{
    struct unit_census census = {0, 0, 0, 0};

    for (size_t at = 0; at + 1 < length; at += 2) {
        unsigned unit = (unsigned)(unsigned char)bytes[at + high] << 8U |
                        (unsigned char)bytes[at + 1 - high];

        census.units++;
        census.ascii += unit < 0x80;
        census.spaces += unit == ' ' || unit == '\n';
        census.impossible += is_impossible(unit);
    }
    return census;
}

/* Returns how many of the bytes are printed ASCII: most of a text in which a
 * NUL strayed, few of one in UTF-16 that is not Latin. */
static size_t count_printed(const char *bytes, size_t length)
{
    size_t count = 0;

    for (size_t i = 0; i < length; i++)
        count += bytes[i] >= ' ' && bytes[i] < 0x7F;
    return count;
}

/* Whether `one` is the likelier order. Letters like U+4E00 and U+AC00 are ASCII
 * in the wrong order, so spaces and line ends are asked first. */
static bool is_likelier(const struct unit_census *one,
                        const struct unit_census *other)
{
    if (one->impossible || other->impossible)
        return !one->impossible;
    return one->spaces != other->spaces ? one->spaces > other->spaces
                                        : one->ascii > other->ascii;
}

const struct encoding *encoding_of_units(const char *bytes, size_t length)
{
    enum { SAMPLE = 4096, LEAST = 4 };
    size_t sample = length < SAMPLE ? length : SAMPLE;
    struct unit_census orders[2], *best;

    if (sample < LEAST || !memchr(bytes, '\0', sample))
        return NULL;
    orders[0] = count_units(bytes, sample, 0);
    orders[1] = count_units(bytes, sample, 1);
    best = &orders[is_likelier(&orders[1], &orders[0])];
    if (best->impossible ||
        (best->ascii <= best->units * 2 / 3 &&
         (best->ascii < 2 || count_printed(bytes, sample) > sample * 4 / 5)))
        return NULL;
    return best == orders ? NAMED("UTF-16BE") : NAMED("UTF-16LE");
}

/* -- Declarations ---------------------------------------------------------- */

/* [at, end) of the bytes that are left to look at. */
struct cursor {
    const char *at, *end;
};

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static void skip_space(struct cursor *cursor)
{
    while (cursor->at < cursor->end && is_space(*cursor->at))
        cursor->at++;
}

/* Goes behind the next `word`, ASCII case ignored; false when there is none. */
static bool skip_past(struct cursor *cursor, const char *word)
{
    size_t length = strlen(word);

    for (; (size_t)(cursor->end - cursor->at) >= length; cursor->at++)
        if (strncasecmp(cursor->at, word, length) == 0) {
            cursor->at += length;
            return true;
        }
    return false;
}

/* Reads the value behind an attribute's name: = "value", = 'value', = value. */
static const struct encoding *read_value(struct cursor cursor)
{
    const char *begin;

    skip_space(&cursor);
    if (cursor.at == cursor.end || *cursor.at++ != '=')
        return NULL;
    while (cursor.at < cursor.end &&
           (is_space(*cursor.at) || strchr("\"'", *cursor.at)))
        cursor.at++;
    begin = cursor.at;
    while (cursor.at < cursor.end && !is_space(*cursor.at) &&
           !strchr("\"';/>?", *cursor.at))
        cursor.at++;
    return encoding_named(begin, (size_t)(cursor.at - begin));
}

/* Looks for `name`=value from the cursor on within a tag or declaration, which
 * '>' ends. */
static const struct encoding *read_attribute(struct cursor cursor,
                                             const char *name)
{
    const char *stop = memchr(cursor.at, '>', (size_t)(cursor.end - cursor.at));

    if (stop)
        cursor.end = stop;
    while (skip_past(&cursor, name)) {
        const struct encoding *found = read_value(cursor);

        if (found)
            return found;
    }
    return NULL;
}

static const struct encoding *read_declarations(struct cursor cursor)
{
    const struct encoding *found = NULL;
    struct cursor from = cursor;

    skip_space(&from);
    if (from.end - from.at > 5 && memcmp(from.at, "<?xml", 5) == 0)
        found = read_attribute(from, "encoding");
    while (!found && skip_past(&cursor, "<meta"))
        found = read_attribute(cursor, "charset");
    return found;
}

const struct encoding *encoding_declared(const char *bytes, size_t length)
{
    /* Pages keep it in the first kilobyte as they should, or late in <head>. */
    enum { WITHIN = 1 << 14 };
    struct cursor cursor = {bytes, bytes + (length < WITHIN ? length : WITHIN)};
    const struct encoding *found = read_declarations(cursor);

    return found && found->unit_bytes == 1 ? found : NULL;
}

/* -- Detection ------------------------------------------------------------- */

/* What there is to go by. */
struct evidence {
    size_t high;    /* bytes beyond ASCII */
    size_t letters; /* of those, not in 0x80..0x9F, where windows-125x agree on
                       quotation marks and dashes */
};

static struct evidence gather(const char *bytes, size_t length)
{
    struct evidence evidence = {0, 0};

    for (size_t i = 0; i < length; i++) {
        evidence.high += (unsigned char)bytes[i] >= 0x80;
        evidence.letters += (unsigned char)bytes[i] >= 0xA0;
    }
    return evidence;
}

/* Of fewer, a Latin text is taken for one of a rarer encoding more often than
 * it is one (measured on passages in thirteen languages). Other scripts show
 * themselves in a few words, being hardly ASCII at all. */
static bool is_enough(const struct evidence *evidence, size_t length)
{
    enum { LEAST = 6, LATIN_LEAST = 24, LATIN_PART = 4 };

    if (evidence->high < LEAST)
        return false;
    return evidence->letters >= LATIN_LEAST ||
           evidence->high > length / LATIN_PART;
}

/* ISO 8859 has nothing printed in 0x80..0x9F; a text that uses those is in what
 * Windows made of that part. */
static const struct encoding *windows_of(const struct encoding *part)
{
    static const struct {
        const char *part, *windows;
    } rows[] = {
        {"ISO-8859-2", "windows-1250"},  {"ISO-8859-3", "windows-1252"},
        {"ISO-8859-6", "windows-1256"},  {"ISO-8859-7", "windows-1253"},
        {"ISO-8859-8", "windows-1255"},  {"ISO-8859-13", "windows-1257"},
        {"ISO-8859-15", "windows-1252"}, {"ISO-8859-16", "windows-1250"},
    };

    for (size_t i = 0; part && i < sizeof(rows) / sizeof(rows[0]); i++)
        if (strcmp(part->name, rows[i].part) == 0)
            return NAMED(rows[i].windows);
    return part;
}

static const struct encoding *ask_uchardet(const char *bytes, size_t length)
{
    uchardet_t detector = uchardet_new();
    const struct encoding *found = NULL;

    if (uchardet_handle_data(detector, bytes, length) == 0) {
        uchardet_data_end(detector);
        found = NAMED(uchardet_get_charset(detector));
    }
    uchardet_delete(detector);
    return found;
}

const struct encoding *encoding_detected(const char *bytes, size_t length)
{
    /* Begins with the first byte that tells anything, which is never the second
     * half of a character. */
    enum { SAMPLE = 1 << 18 };
    size_t skip = utf8_ascii_length(bytes, length);
    size_t sample = length - skip < SAMPLE ? length - skip : SAMPLE;
    struct evidence evidence = gather(bytes + skip, sample);
    const struct encoding *found = NULL;

    if (is_enough(&evidence, sample))
        found = ask_uchardet(bytes + skip, sample);
    if (evidence.letters < evidence.high)
        found = windows_of(found);
    return found && found->unit_bytes == 1 && found->iconv_name
               ? found
               : NAMED("windows-1252");
}
