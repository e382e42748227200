/*
 * plain_text.c - plain text as it comes: any line ends, any page breaks.
 *
 * Lines end at LF, CR LF, CR, vertical tab, form feed, U+0085 and U+2028;
 * U+2029 ends a paragraph, so a blank line follows. What belongs together is
 * the text layer's judgement. The text is not copied: the document's own bytes
 * become it, mended in place.
 */
#include <string.h>

#include "base/byte_scan.h"
#include "ingest/encoding.h"
#include "ingest/format.h"

/* Returns how many bytes can stay as they are: those before a line end other
 * than '\n', or before a byte that begins one. The padding that follows a
 * buffer's bytes makes looking at whole blocks safe. */
static size_t plain_run(const char *text, size_t length)
{
    for (size_t at = 0; at < length; at += SCAN_BLOCK) {
        uint64_t odd = scan_block(text + at, '\v', '\r') |
                       scan_block(text + at, 0xC2, 0xC2) |
                       scan_block(text + at, 0xE2, 0xE2);

        if (odd) {
            at += scan_first(odd);
            return at < length ? at : length;
        }
    }
    return length;
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

/* Makes every line of text[from, end) end with '\n', and the text begin at
 * `text`: what is written is never longer than what it stands for. Returns the
 * new length. */
static size_t mend_lines(char *text, size_t from, size_t end)
{
    size_t to = 0;

    while (from < end) {
        size_t run = plain_run(text + from, end - from), taken;
        const char *instead;

        if (to != from)
            memmove(text + to, text + from, run);
        to += run;
        from += run;
        if (from == end)
            break;
        taken = odd_line_end(text + from, &instead);
        if (taken) {
            memcpy(text + to, instead, strlen(instead));
            to += strlen(instead);
            from += taken;
        } else {
            text[to++] = text[from++];
        }
    }
    return to;
}

enum status plain_text_extract(const struct source *source,
                               struct extracted *out, struct error *err)
{
    struct buffer *text = &out->text;
    size_t begin;

    if (!buffer_take(text, source->bytes))
        return error_set(err, ERR_LIMIT, "is larger than the limit; split it");
    if (!text->length)
        return OK;
    begin = has_utf8_bom(text->data, text->length) ? UTF8_BOM_LENGTH : 0;
    text->length = mend_lines(text->data, begin, text->length);
    if (text->length && text->data[text->length - 1] != '\n')
        buffer_add_byte(text, '\n');
    buffer_add(text, "", 0);
    if (buffer_is_full(text))
        return error_set(err, ERR_LIMIT, "is larger than the limit; split it");
    return OK;
}
