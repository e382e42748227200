/* extracted_bytes.c - see extracted_bytes.h. */
#include "ingest/extracted_bytes.h"

#include <string.h>

enum { VERSION = 1 };

/* -- Facts ----------------------------------------------------------------- */

static void write_issue(const struct issue *issue, struct buffer *out)
{
    pack_number(out, issue->severity);
    pack_string(out, issue->stage);
    pack_string(out, issue->place);
    pack_string(out, issue->message);
}

void extracted_facts_write(const struct extracted *extracted,
                           struct buffer *out)
{
    const struct metadata *metadata = &extracted->metadata;
    const struct issues *issues = &extracted->issues;

    pack_string(out, extracted->encoding);
    pack_number(out, metadata->count);
    for (size_t i = 0; i < metadata->count; i++) {
        pack_string(out, metadata->items[i].key);
        pack_string(out, metadata->items[i].value);
    }
    pack_number(out, issues->count);
    for (size_t i = 0; i < issues->count; i++)
        write_issue(&issues->items[i], out);
}

static void read_encoding(struct unpacking *from, struct extracted *out)
{
    const char *encoding = unpack_string(from);

    if (strlen(encoding) < sizeof(out->encoding))
        memcpy(out->encoding, encoding, strlen(encoding) + 1);
    else
        unpack_fail(from);
}

static void read_metadatum(struct unpacking *from, struct metadata *out)
{
    const char *key = unpack_string(from);
    const char *value = unpack_string(from);

    metadata_add(out, key, value);
}

static void read_issue(struct unpacking *from, struct issues *out)
{
    struct issue_place about = {
        .severity = (enum severity)unpack_number(from, SEVERITY_ERROR)};
    const char *message;

    about.stage = unpack_string(from);
    about.place = unpack_string(from);
    message = unpack_string(from);
    issues_add(out, &about, "%s", message);
}

void extracted_facts_read(struct unpacking *from, struct extracted *out)
{
    size_t count;

    read_encoding(from, out);
    count = unpack_count(from, 2); /* two NULs */
    for (size_t i = 0; i < count && !from->has_failed; i++)
        read_metadatum(from, &out->metadata);
    count = unpack_count(from, 4);
    for (size_t i = 0; i < count && !from->has_failed; i++)
        read_issue(from, &out->issues);
}

/* -- All ------------------------------------------------------------------- */

void extracted_encode(const struct extracted *extracted,
                      const struct format *format, struct buffer *out)
{
    pack_number(out, VERSION);
    pack_string(out, format->name);
    pack_number(out, extracted->paragraphs_known);
    pack_number(out, extracted->parts);
    extracted_facts_write(extracted, out);
    pack_number(out, extracted->kinds.count);
    buffer_add(out, extracted->kinds.items, extracted->kinds.count);
    pack_number(out, extracted->text.length);
    buffer_add(out, extracted->text.data, extracted->text.length);
}

static void read_kinds(struct unpacking *from, struct line_kinds *out)
{
    size_t count = unpack_count(from, 1);
    const char *kinds = unpack_bytes(from, count);

    VECTOR_RESERVE(out, count);
    for (size_t i = 0; kinds && i < count; i++) {
        out->items[i] = (uint8_t)kinds[i];
        if (out->items[i] > LINE_CAPTION)
            unpack_fail(from);
    }
    out->count = count;
}

static void read_text(struct unpacking *from, struct buffer *out)
{
    size_t length = unpack_count(from, 1);
    const char *text = unpack_bytes(from, length);

    if (text)
        buffer_add(out, text, length);
    if (buffer_is_full(out))
        unpack_fail(from);
}

enum status extracted_decode(const void *bytes, size_t length,
                             struct extracted *out,
                             const struct format **format, struct error *err)
{
    struct unpacking from = {bytes, (const char *)bytes + length, false};

    extracted_reset(out);
    if (unpack_number(&from, VERSION) != VERSION)
        unpack_fail(&from);
    *format = format_of_name(unpack_string(&from));
    out->paragraphs_known = unpack_number(&from, 1) != 0;
    out->parts = (uint32_t)unpack_number(&from, UINT32_MAX);
    extracted_facts_read(&from, out);
    read_kinds(&from, &out->kinds);
    read_text(&from, &out->text);
    if (out->kinds.count > out->text.length)
        unpack_fail(&from);
    if (*format && unpacking_is_done(&from))
        return OK;
    extracted_reset(out);
    *format = NULL;
    return error_set(err, ERR_FORMAT,
                     "a stored text cannot be read: its %zu bytes are not the "
                     "text of a document",
                     length);
}
