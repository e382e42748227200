/* format.c - see format.h. */
#include "ingest/format.h"

#include <string.h>
#include <strings.h>

#include "base/files.h"
#include "base/utf8_valid.h"
#include "ingest/encoding.h"
#include "ingest/sniff.h"

static const struct format formats[] = {
    {"text", {"txt", "text"}, NULL, plain_text_extract, true, NULL},
    {"markdown", {"md", "markdown", "mkd"}, NULL, markdown_extract, true, NULL},
    {"docx", {"docx", "docm", "dotx"}, sniff_docx, docx_extract, false, NULL},
    {"odt", {"odt", "ott"}, sniff_odt, odt_extract, false, NULL},
    {"odt", {"fodt"}, odt_is_flat, odt_extract, true, NULL}, /* one XML file */
    {"html", {"html", "htm", "xhtml"}, sniff_html, html_extract, true, NULL},
};

size_t format_count(void)
{
    return sizeof(formats) / sizeof(formats[0]);
}

const struct format *format_at(size_t index)
{
    return &formats[index];
}

static bool has_extension(const struct format *format, const char *extension)
{
    for (size_t i = 0; i < FORMAT_EXTENSIONS_MAX && format->extensions[i]; i++)
        if (strcasecmp(format->extensions[i], extension) == 0)
            return true;
    return false;
}

const struct format *format_of_path(const char *path)
{
    const char *dot = strrchr(path_name(path), '.');

    for (size_t i = 0; dot && i < format_count(); i++)
        if (has_extension(&formats[i], dot + 1))
            return &formats[i];
    return NULL;
}

static const struct format *format_of_bytes(const struct buffer *bytes)
{
    const char *text = buffer_text(bytes);

    for (size_t i = 0; i < format_count(); i++)
        if (formats[i].sniff && formats[i].sniff(text, bytes->length))
            return &formats[i];
    return NULL;
}

/* Refuses bytes that no text format can read. */
static enum status check_text(const char *text, size_t length,
                              struct error *err)
{
    const char *binary = binary_name(text, length), *nul;

    if (binary)
        return error_set(err, ERR_FORMAT,
                         "is %s, whatever its name says; save it as plain text",
                         binary);
    if (looks_like_utf16(text, length))
        return error_set(err, ERR_FORMAT,
                         "is UTF-16 text, not UTF-8; save it as UTF-8");
    nul = length ? memchr(text, '\0', length) : NULL;
    if (nul)
        return error_set(err, ERR_FORMAT,
                         "holds a NUL byte (at byte %zu), so it is not text",
                         (size_t)(nul - text));
    if (sniff_html(text, length))
        return error_set(err, ERR_FORMAT,
                         "is an HTML page; save it as plain text");
    return OK;
}

static enum status choose(const struct source *source,
                          const struct format **out, struct error *err)
{
    enum status status;

    *out = format_of_bytes(source->bytes);
    if (*out)
        return OK;
    status = check_text(buffer_text(source->bytes), source->bytes->length, err);
    if (status)
        return status;
    *out = format_of_path(source->name);
    if (!*out)
        return error_set(
            err, ERR_FORMAT,
            "is not a document that policylex can read; save it as "
            "text (.txt) or Markdown (.md)");
    return OK;
}

bool source_is_plain_text(const struct source *source)
{
    const struct format *format = format_of_path(source->name);
    const char *text = buffer_text(source->bytes);
    size_t length = source->bytes->length;
    struct error err;

    return format && format->extract == plain_text_extract &&
           check_text(text, length, &err) == OK &&
           !format_of_bytes(source->bytes) &&
           utf8_valid_length(text, length) == length;
}

enum status document_extract(const struct source *source, struct extracted *out,
                             const struct format **format, struct error *err)
{
    const struct format *chosen;
    enum status status = choose(source, &chosen, err);

    extracted_reset(out);
    if (format)
        *format = chosen;
    return status ? status : chosen->extract(source, out, err);
}
