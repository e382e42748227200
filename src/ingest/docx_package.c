/* docx_package.c - see docx_package.h. */
#include "ingest/docx_package.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/zip_member.h"

/* -- Relationships --------------------------------------------------------- */

struct relationships {
    struct docx_package *package;
    const char *folder; /* that targets are told from: "" or "word/" */
};

static bool ends_with(const char *text, const char *end)
{
    size_t length = strlen(text), tail = strlen(end);

    return length >= tail && strcmp(text + length - tail, end) == 0;
}

/* Returns where to keep the target of a relationship, NULL: nowhere. Types are
 * addresses, of which Strict documents have others; the last part is alike. */
static char *place_of(struct docx_package *package, const char *type)
{
    if (ends_with(type, "/officeDocument"))
        return package->text;
    if (ends_with(type, "/core-properties") ||
        ends_with(type, "/coreProperties"))
        return package->properties;
    if (ends_with(type, "/styles"))
        return package->styles;
    if (ends_with(type, "/footnotes"))
        return package->footnotes;
    return ends_with(type, "/endnotes") ? package->endnotes : NULL;
}

static bool begin_relationship(void *context, const struct xml_element *element)
{
    struct relationships *relationships = context;
    char type[XML_VALUE_MAX], target[XML_VALUE_MAX], mode[XML_VALUE_MAX];
    char *place;
    int length;

    if (strcmp(element->name, "Relationship") != 0)
        return true;
    if (!xml_attribute(element, "Type", type) ||
        !xml_attribute(element, "Target", target) ||
        (xml_attribute(element, "TargetMode", mode) &&
         strcmp(mode, "External") == 0))
        return false;
    place = place_of(relationships->package, type);
    if (!place)
        return false;
    length = target[0] == '/' ? snprintf(place, XML_VALUE_MAX, "%s", target + 1)
                              : snprintf(place, XML_VALUE_MAX, "%s%s",
                                         relationships->folder, target);
    if (length >= XML_VALUE_MAX)
        place[0] = '\0';
    return false;
}

static void ignore_text(void *context, const char *text, size_t length)
{
    (void)context, (void)text, (void)length;
}

static void ignore_end(void *context, const char *name)
{
    (void)context, (void)name;
}

static enum status read_relationships(const struct buffer *archive,
                                      const char *name, const char *folder,
                                      struct docx_package *out,
                                      struct error *err)
{
    static const struct xml_handler handler = {begin_relationship, ignore_text,
                                               ignore_end};
    struct relationships relationships = {out, folder};

    return zip_member_walk(archive, name, &handler, &relationships, err);
}

enum status docx_package_read(const struct buffer *archive,
                              struct docx_package *out, struct error *err)
{
    char folder[XML_VALUE_MAX], name[2 * XML_VALUE_MAX + 16];
    const char *slash;
    enum status status = read_relationships(archive, "_rels/.rels", "", out,
                                            err);

    if (status)
        return status == ERR_MISSING ? (err->code = ERR_FORMAT) : status;
    if (!out->text[0])
        return error_set(err, ERR_FORMAT,
                         "is a damaged document: nothing in it says where its "
                         "text is");
    slash = strrchr(out->text, '/');
    snprintf(folder, sizeof(folder), "%.*s",
             slash ? (int)(slash + 1 - out->text) : 0, out->text);
    snprintf(name, sizeof(name), "%s_rels/%s.rels", folder,
             slash ? slash + 1 : out->text);
    status = read_relationships(archive, name, folder, out, err);
    /* A text alone needs no relationships. */
    return status == ERR_MISSING ? OK : status;
}

/* -- Styles ---------------------------------------------------------------- */

struct style_reader {
    struct paragraph_styles *styles;
    struct paragraph_style *style; /* that is open; NULL: none */
};

static void set_kind(struct paragraph_style *style, enum line_kind kind)
{
    if (style->has_kind)
        return;
    style->kind = kind;
    style->has_kind = true;
}

static void read_style_part(struct paragraph_style *style, const char *name,
                            const char *value)
{
    enum { BODY_TEXT = 9 };

    if (strcmp(name, "name") == 0)
        style_judge_name(style, value);
    else if (strcmp(name, "outlineLvl") == 0 && *value &&
             strtol(value, NULL, 10) < BODY_TEXT)
        set_kind(style, LINE_HEADING);
    else if (strcmp(name, "numPr") == 0)
        set_kind(style, LINE_LIST_ITEM);
    else if (strcmp(name, "basedOn") == 0) {
        free(style->parent);
        style->parent = memory_copy_text(value, strlen(value));
    }
}

static bool begin_style(void *context, const struct xml_element *element)
{
    struct style_reader *reader = context;
    char value[XML_VALUE_MAX];

    if (strcmp(element->name, "style") == 0) {
        xml_attribute(element, "styleId", value);
        reader->style = styles_add(reader->styles, value, "");
    } else if (reader->style) {
        xml_attribute(element, "val", value);
        read_style_part(reader->style, element->name, value);
    }
    return true;
}

static void end_style(void *context, const char *name)
{
    struct style_reader *reader = context;

    if (strcmp(name, "style") == 0)
        reader->style = NULL;
}

enum status docx_styles_read(const struct buffer *archive, const char *name,
                             struct paragraph_styles *out, struct error *err)
{
    static const struct xml_handler handler = {begin_style, ignore_text,
                                               end_style};
    struct style_reader reader = {.styles = out};
    enum status status = zip_member_walk(archive, name, &handler, &reader, err);

    styles_sort(out);
    return status;
}
