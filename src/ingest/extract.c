/* extract.c - see extract.h. */
#include "ingest/extract.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8_valid.h"
#include "ingest/encoding.h"
#include "ingest/gzip.h"
#include "ingest/sniff.h"

static const char *find_nul(const struct buffer *bytes)
{
    return bytes->length ? memchr(bytes->data, '\0', bytes->length) : NULL;
}

/* -- Plain text ------------------------------------------------------------ */

static bool is_plain(const struct buffer *bytes)
{
    const char *text = buffer_text(bytes);

    return !find_nul(bytes) && !binary_name(text, bytes->length) &&
           !format_of_bytes(text, bytes->length, true) &&
           utf8_valid_length(text, bytes->length) == bytes->length;
}

enum status document_extract_plain(const struct source *source,
                                   struct extracted *out,
                                   const struct format **format,
                                   struct error *err)
{
    const struct format *named = format_of_path(source->name);

    extracted_reset(out);
    *format = NULL;
    if (!named || named->extract != plain_text_extract ||
        !is_plain(source->bytes))
        return OK;
    *format = named;
    snprintf(out->encoding, sizeof(out->encoding), "UTF-8");
    return named->extract(source, out, err);
}

/* -- All formats ----------------------------------------------------------- */

static enum status unpack(struct buffer *bytes, struct error *err)
{
    enum status status = OK;

    if (!sniff_gzip(buffer_text(bytes), bytes->length))
        return OK;
    status = gzip_unpack(bytes, err);
    if (status == OK && sniff_gzip(buffer_text(bytes), bytes->length))
        status = error_set(err, ERR_FORMAT,
                           "is gzip-compressed twice; unpack it once");
    return status;
}

/* Takes the NUL bytes out of a web page, as browsers do: servers leave them in
 * pages that are sound otherwise. */
static void drop_nuls(struct buffer *bytes)
{
    size_t kept = 0;

    for (size_t i = 0; i < bytes->length; i++)
        if (bytes->data[i])
            bytes->data[kept++] = bytes->data[i];
    bytes->length = kept;
    bytes->data[kept] = '\0';
}

static bool is_page(const struct buffer *bytes)
{
    const struct format *format = format_of_bytes(buffer_text(bytes),
                                                  bytes->length, true);

    return format && format->extract == html_extract;
}

/* Makes the bytes UTF-8 text; ERR_FORMAT when they are no text at all. */
static enum status make_text(struct buffer *bytes, struct extracted *out,
                             struct error *err)
{
    const char *binary = binary_name(buffer_text(bytes), bytes->length), *nul;
    enum status status;

    if (binary)
        return error_set(err, ERR_FORMAT, "is %s; policylex cannot read it",
                         binary);
    status = encoding_to_utf8(bytes, out, err);
    if (status)
        return status;
    nul = find_nul(bytes);
    if (nul && is_page(bytes))
        drop_nuls(bytes);
    else if (nul)
        return error_set(err, ERR_FORMAT,
                         "holds a NUL byte (at byte %zu), so it is not text",
                         (size_t)(nul - bytes->data));
    return OK;
}

/* Sets `*out` to the format of a text: by its bytes, then by its name. */
static enum status choose_text(const struct source *source,
                               const struct format **out, struct error *err)
{
    const char *text = buffer_text(source->bytes);
    const struct format *found = format_of_bytes(text, source->bytes->length,
                                                 true);
    char unknown[ERROR_TEXT_MAX];

    if (!found)
        found = format_of_path(source->name);
    if (found && !found->is_text && !source->bytes->length)
        return error_set(err, ERR_FORMAT, "is empty; fetch it again");
    if (found && !found->is_text)
        return error_set(err, ERR_FORMAT,
                         "is text, not %s as its name says; name it .txt",
                         found->name);
    *out = found;
    if (found)
        return OK;
    format_say_unknown(unknown);
    return error_set(err, ERR_FORMAT, "%s", unknown);
}

/* Sets `*format` and makes the bytes what it reads. */
static enum status prepare(const struct source *source, struct extracted *out,
                           const struct format **format, struct error *err)
{
    enum status status = unpack(source->bytes, err);

    if (status == OK)
        *format = format_of_bytes(buffer_text(source->bytes),
                                  source->bytes->length, false);
    if (status || *format)
        return status;
    status = make_text(source->bytes, out, err);
    return status ? status : choose_text(source, format, err);
}

enum status document_extract(const struct source *source, struct extracted *out,
                             const struct format **format, struct error *err)
{
    const struct format *chosen;
    enum status status = document_extract_plain(source, out, &chosen, err);

    if (!chosen) {
        status = prepare(source, out, &chosen, err);
        if (status == OK && chosen->count_parts && !source->part)
            out->parts = chosen->count_parts(source);
        if (status == OK)
            status = chosen->extract(source, out, err);
    }
    if (format)
        *format = chosen;
    return status;
}
