/* format.c - see format.h. */
#include "ingest/format.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/files.h"
#include "ingest/gzip.h"
#include "ingest/parts.h"
#include "ingest/pdf.h"
#include "ingest/sniff.h"

static const struct format formats[] = {
    {"text", {"txt", "text"}, NULL, plain_text_extract, true, NULL, NULL},
    {"markdown",
     {"md", "markdown", "mkd"},
     NULL,
     markdown_extract,
     true,
     NULL,
     NULL},
    {"docx",
     {"docx", "docm", "dotx"},
     sniff_docx,
     docx_extract,
     false,
     NULL,
     NULL},
    {"odt", {"odt", "ott"}, sniff_odt, odt_extract, false, NULL, NULL},
    {"odt", {"fodt"}, odt_is_flat, odt_extract, true, NULL, NULL}, /* one XML
                                                                      file */
    {"html",
     {"html", "htm", "xhtml"},
     sniff_html,
     html_extract,
     true,
     NULL,
     NULL},
    {.name = "rtf",
     .extensions = {"rtf"},
     .sniff = sniff_rtf,
     .extract = rtf_extract},
    {.name = "feed",
     .extensions = {"rss", "atom", "rdf"},
     .sniff = sniff_feed,
     .extract = feed_extract,
     .is_text = true,
     .count_parts = feed_count_parts},
    {.name = "tei",
     .extensions = {"tei"},
     .sniff = sniff_tei,
     .extract = tei_extract,
     .is_text = true},
    /* Of all that is XML the last, since its sniffer knows no more. */
    {.name = "xml",
     .extensions = {"xml"},
     .sniff = sniff_xml,
     .extract = xml_extract,
     .is_text = true,
     .count_parts = xml_count_parts},
    {"pdf", {"pdf"}, sniff_pdf, pdf_extract, false, NULL, pdf_to_boxes},
};

size_t format_count(void)
{
    return sizeof(formats) / sizeof(formats[0]);
}

const struct format *format_at(size_t index)
{
    return &formats[index];
}

/* -- By name --------------------------------------------------------------- */

/* Where the extension begins, with its dot; the name's length when it has none.
 * A leading dot hides a file and begins no extension. */
static size_t extension_at(const char *name, size_t length)
{
    for (size_t at = length; at > 1; at--)
        if (name[at - 1] == '.')
            return at - 1;
    return length;
}

/* A part's number stands behind everything. */
static size_t length_without_gz(const char *name)
{
    size_t length, end = strlen(".gz");

    part_of_path(name, &length);
    return length > end && strcasecmp(name + length - end, ".gz") == 0
               ? length - end
               : length;
}

size_t format_stem_length(const char *name)
{
    return extension_at(name, length_without_gz(name));
}

static bool has_extension(const struct format *format, const char *extension,
                          size_t length)
{
    for (size_t i = 0; i < FORMAT_EXTENSIONS_MAX && format->extensions[i]; i++)
        if (strlen(format->extensions[i]) == length &&
            strncasecmp(format->extensions[i], extension, length) == 0)
            return true;
    return false;
}

const struct format *format_of_path(const char *path)
{
    const char *name = path_name(path);
    size_t end = length_without_gz(name), dot = extension_at(name, end);

    for (size_t i = 0; dot < end && i < format_count(); i++)
        if (has_extension(&formats[i], name + dot + 1, end - dot - 1))
            return &formats[i];
    return NULL;
}

const struct format *format_of_name(const char *name)
{
    for (size_t i = 0; i < format_count(); i++)
        if (strcmp(formats[i].name, name) == 0)
            return &formats[i];
    return NULL;
}

void format_say_unknown(char text[ERROR_TEXT_MAX])
{
    size_t at = 0;

    for (size_t i = 0; i < format_count() && at < ERROR_TEXT_MAX; i++)
        at += (size_t)snprintf(
            text + at, ERROR_TEXT_MAX - at, "%s%s (.%s)",
            i ? ", " : "is not a document that policylex can read; it reads ",
            formats[i].name, formats[i].extensions[0]);
}

/* -- By content ------------------------------------------------------------ */

const struct format *format_of_bytes(const char *bytes, size_t length,
                                     bool is_text)
{
    for (size_t i = 0; i < format_count(); i++)
        if (formats[i].sniff && formats[i].is_text == is_text &&
            formats[i].sniff(bytes, length))
            return &formats[i];
    return NULL;
}

/* Unpacks what is called like a format that is converted: "law.pdf.gz". All
 * other archives are unpacked where nothing can be harmed. */
static enum status unpack_named(const struct source *source, struct error *err)
{
    const struct format *named = format_of_path(source->name);

    if (!named || !named->convert ||
        !sniff_gzip(buffer_text(source->bytes), source->bytes->length))
        return OK;
    if (gzip_unpack(source->bytes, err) != OK)
        return err->code;
    if (sniff_gzip(buffer_text(source->bytes), source->bytes->length))
        return error_set(err, ERR_FORMAT,
                         "is gzip-compressed twice; unpack it once");
    return OK;
}

enum status document_convert(const struct source *source, struct error *err)
{
    enum status status = unpack_named(source, err);
    const struct format *format;

    if (status)
        return status;
    format = format_of_bytes(buffer_text(source->bytes), source->bytes->length,
                             false);
    return format && format->convert ? format->convert(source, err) : OK;
}
