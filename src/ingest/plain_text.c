/*
 * plain_text.c - plain text as it comes: any line ends, any page breaks.
 *
 * Lines end at LF, CR LF, CR, vertical tab, form feed, U+0085 and U+2028;
 * U+2029 ends a paragraph, so a blank line follows. What belongs together is
 * the text layer's judgement.
 */
#include <string.h>

#include "base/utf8_valid.h"
#include "ingest/encoding.h"
#include "ingest/format.h"

/* Whether nothing has to be done at a byte: no line end but '\n' has it. */
static bool is_plain(unsigned char byte)
{
    return byte != '\r' && byte != '\v' && byte != '\f' && byte != 0xC2 &&
           byte != 0xE2;
}

/* Returns how many bytes can be copied as they are. Whole blocks first, without
 * a branch in them, so that the compiler compares many bytes at once. */
static size_t plain_run(const char *text, size_t length)
{
    enum { BLOCK = 64 };
    size_t run = 0;

    for (; run + BLOCK <= length; run += BLOCK) {
        const unsigned char *block = (const unsigned char *)text + run;
        unsigned char odd = 0;

        for (size_t i = 0; i < BLOCK; i++)
            odd |= (unsigned char)((block[i] == '\r') | (block[i] == '\v') |
                                   (block[i] == '\f') | (block[i] == 0xC2) |
                                   (block[i] == 0xE2));
        if (odd)
            break;
    }
    while (run < length && is_plain((unsigned char)text[run]))
        run++;
    return run;
}

/* Returns how many bytes of `text` are a line end that is not '\n' alone, 0 if
 * none is there; sets what to write instead. The buffer's padding makes looking
 * two bytes ahead safe. */
static size_t odd_line_end(const char *text, const char **instead)
{
    *instead = "\n";
    if (*text == '\r')
        return text[1] == '\n' ? 2 : 1;
    if (*text == '\v' || *text == '\f')
        return 1;
    if (memcmp(text, "\xC2\x85", 2) == 0)
        return 2;
    if (memcmp(text, "\xE2\x80\xA8", 3) == 0)
        return 3;
    if (memcmp(text, "\xE2\x80\xA9", 3) == 0) {
        *instead = "\n\n";
        return 3;
    }
    return 0;
}

/* Copies to `to`, which has room for `end - from` bytes; returns its end. */
static char *copy_lines(const char *from, const char *end, char *to)
{
    while (from < end) {
        size_t run = plain_run(from, (size_t)(end - from)), taken;
        const char *instead;

        memcpy(to, from, run);
        to += run;
        from += run;
        if (from == end)
            break;
        taken = odd_line_end(from, &instead);
        if (taken) {
            to = stpcpy(to, instead);
            from += taken;
        } else {
            *to++ = *from++;
        }
    }
    return to;
}

static void judge_encoding(const char *text, size_t length,
                           struct issues *issues)
{
    struct utf8_census census;

    if (utf8_valid_length(text, length) == length)
        return;
    census = utf8_take_census(text, length);
    if (census.invalid <= census.valid)
        return; /* the text layer counts stray ones */
    issues_add(
        issues,
        &(struct issue_place){.severity = SEVERITY_WARNING, .stage = "extract"},
        "is probably Windows-1252, not UTF-8: %zu characters cannot be "
        "read; save it as UTF-8",
        census.invalid);
}

enum status plain_text_extract(const struct buffer *bytes,
                               struct extracted *out, struct error *err)
{
    const char *text = buffer_text(bytes);
    size_t length = bytes->length;

    if (has_utf8_bom(text, length)) {
        text += UTF8_BOM_LENGTH;
        length -= UTF8_BOM_LENGTH;
    }
    if (!buffer_reserve(&out->text, length + 1))
        return error_set(err, ERR_LIMIT, "is larger than the limit; split it");
    judge_encoding(text, length, &out->issues);
    out->text.length = (size_t)(copy_lines(text, text + length,
                                           out->text.data) -
                                out->text.data);
    if (out->text.length && out->text.data[out->text.length - 1] != '\n')
        buffer_add_byte(&out->text, '\n');
    buffer_add(&out->text, "", 0);
    return OK;
}
