/* encoding.c - see encoding.h. */
#include "ingest/encoding.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8_repair.h"
#include "base/utf8_valid.h"
#include "ingest/encoding_guess.h"
#include "ingest/encoding_table.h"

bool has_utf8_bom(const char *bytes, size_t length)
{
    return length >= UTF8_BOM_LENGTH &&
           memcmp(bytes, "\xEF\xBB\xBF", UTF8_BOM_LENGTH) == 0;
}

bool looks_like_utf16(const char *bytes, size_t length)
{
    size_t mark;
    const struct encoding *marked = encoding_marked(bytes, length, &mark);

    return (marked && marked->unit_bytes > 1) ||
           encoding_of_units(bytes, length);
}

/* -- What is said of it ---------------------------------------------------- */

static const struct issue_place note = {SEVERITY_NOTE, "extract", NULL, NULL};
static const struct issue_place warning = {SEVERITY_WARNING, "extract", NULL,
                                           NULL};

static void set_name(struct extracted *out, const char *name)
{
    snprintf(out->encoding, sizeof(out->encoding), "%s", name);
}

static void note_replaced(struct extracted *out, size_t count, size_t first)
{
    if (count)
        issues_add(&out->issues, &warning,
                   "%zu byte sequences are not %s, the first at byte %zu; each "
                   "was read as U+FFFD",
                   count, out->encoding, first);
}

/* Lets `text` become the bytes. */
static enum status take(struct buffer *bytes, struct buffer *text,
                        struct error *err)
{
    if (buffer_is_full(text) || !buffer_take(bytes, text))
        return error_set(err, ERR_LIMIT,
                         "is larger than the limit once it is UTF-8; split it");
    return OK;
}

static void drop_first(struct buffer *bytes, size_t count)
{
    bytes->length -= count;
    memmove(bytes->data, bytes->data + count, bytes->length);
    buffer_add(bytes, "", 0);
}

/* -- Conversion ------------------------------------------------------------ */

/* Converts bytes whose encoding is beyond doubt. */
static enum status convert(struct buffer *bytes, size_t from,
                           const struct encoding *encoding,
                           struct extracted *out, struct error *err)
{
    struct buffer text = {.limit = bytes->limit};
    struct conversion conversion = encoding_convert(
        encoding, bytes->data + from, bytes->length - from, &text);
    enum status status;

    set_name(out, encoding->name);
    if (conversion.is_possible)
        status = take(bytes, &text, err);
    else
        status = error_set(err, ERR_FORMAT,
                           "is %s, which this system cannot convert; install "
                           "glibc's converters (gconv)",
                           encoding->name);
    if (status == OK)
        note_replaced(out, conversion.replaced, from + conversion.first);
    buffer_release(&text);
    return status;
}

/* How much of a text is not UTF-8. */
struct utf8_census {
    size_t valid;   /* characters beyond ASCII, well-formed */
    size_t invalid; /* ill-formed sequences */
    size_t high;    /* bytes beyond ASCII */
};

static struct utf8_census take_census(const char *bytes, size_t length)
{
    struct utf8_census census = {0, 0, 0};
    size_t at = 0;

    while (at < length) {
        size_t valid = utf8_valid_length(bytes + at, length - at);

        for (size_t i = at; i < at + valid; i++) {
            /* Every character beyond ASCII has one lead byte, 0xC0 or more. */
            census.valid += (unsigned char)bytes[i] >= 0xC0;
            census.high += (unsigned char)bytes[i] >= 0x80;
        }
        at += valid;
        if (at < length) {
            size_t invalid = utf8_invalid_length(bytes + at, length - at);

            census.invalid++;
            census.high += invalid;
            at += invalid;
        }
    }
    return census;
}

static enum status repair(struct buffer *bytes, struct extracted *out,
                          struct error *err)
{
    struct buffer text = {.limit = bytes->limit};
    struct utf8_repair repair = utf8_add_repaired(&text, bytes->data,
                                                  bytes->length);
    enum status status = take(bytes, &text, err);

    set_name(out, "UTF-8");
    if (status == OK)
        note_replaced(out, repair.count, repair.first);
    buffer_release(&text);
    return status;
}

/* Returns whether hardly anything of the text is against its being in that
 * encoding. */
static bool fits(const struct encoding *encoding, struct buffer *bytes,
                 size_t high)
{
    enum { SAMPLE = 1 << 18, MOST = 32 };
    size_t length = bytes->length < SAMPLE ? bytes->length : SAMPLE;
    struct buffer text = {.limit = (size_t)4 * SAMPLE};
    struct conversion conversion;

    if (!encoding || !encoding->iconv_name)
        return false;
    conversion = encoding_convert(encoding, bytes->data, length, &text);
    buffer_release(&text);
    return conversion.is_possible && conversion.replaced <= 1 + high / MOST;
}

/* Converts bytes that are neither marked nor UTF-8. */
static enum status convert_likeliest(struct buffer *bytes, size_t high,
                                     struct extracted *out, struct error *err)
{
    const struct encoding *encoding = encoding_declared(bytes->data,
                                                        bytes->length);

    if (fits(encoding, bytes, high))
        return convert(bytes, 0, encoding, out, err);
    encoding = encoding_detected(bytes->data, bytes->length);
    if (!fits(encoding, bytes, high))
        encoding = encoding_named("windows-1252", strlen("windows-1252"));
    issues_add(&out->issues, &note,
               "is not UTF-8 and does not say what it is; read as %s, which it "
               "looks like",
               encoding->name);
    return convert(bytes, 0, encoding, out, err);
}

enum status encoding_to_utf8(struct buffer *bytes, struct extracted *out,
                             struct error *err)
{
    const struct encoding *encoding;
    struct utf8_census census;
    size_t mark;

    set_name(out, "UTF-8");
    encoding = encoding_marked(buffer_text(bytes), bytes->length, &mark);
    if (!encoding)
        encoding = encoding_of_units(buffer_text(bytes), bytes->length);
    if (encoding && encoding->iconv_name)
        return convert(bytes, mark, encoding, out, err);
    if (mark)
        drop_first(bytes, mark);
    if (!bytes->length ||
        utf8_valid_length(bytes->data, bytes->length) == bytes->length)
        return OK;
    census = take_census(bytes->data, bytes->length);
    if (mark || census.invalid <= census.valid)
        return repair(bytes, out, err);
    return convert_likeliest(bytes, census.high, out, err);
}
