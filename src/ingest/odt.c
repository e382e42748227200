/*
 * odt.c - OpenDocument texts (ISO/IEC 26300), zipped or as one XML file.
 *
 * content.xml has the styles that the text uses itself, then the text; what is
 * read and what is left out is as in docx.c. Deleted text stands apart, in
 * text:tracked-changes, so that it is one element to skip. The flat form has
 * the description and all styles in the same file.
 */
#include <stdlib.h>
#include <string.h>

#include "ingest/block_writer.h"
#include "ingest/format.h"
#include "ingest/office_metadata.h"
#include "ingest/paragraph_styles.h"
#include "ingest/sniff_zip.h"
#include "ingest/zip_member.h"

struct odt_frame {
    enum line_kind kind; /* of the paragraph around */
    enum block_place back;
};

struct odt {
    struct block_writer blocks;
    struct paragraph_styles styles;
    struct paragraph_style *style; /* that is being read; NULL: none */
    struct office_metadata metadata;
    enum line_kind kind;                        /* of the paragraph at hand */
    struct odt_frame frames[XML_DEPTH_MAX + 1]; /* open boxes and notes */
    size_t frame_count, tables, lists;
    size_t paragraphs; /* open: text outside of them is layout */
    bool in_text, in_metadata;
};

enum meaning {
    NOTHING,
    SKIP,
    METADATA,
    STYLES,
    STYLE,
    TEXT_PROPERTIES,
    BODY,
    PARAGRAPH,
    HEADING,
    SPAN,
    SECTION,
    SPACE,
    LIST,
    TABLE,
    BOX,
    NOTE,
};

static const struct xml_meaning meanings[] = {
    {"annotation", SKIP},
    {"automatic-styles", STYLES},
    {"change-info", SKIP},
    {"desc", SKIP},
    {"forms", SKIP},
    {"h", HEADING},
    {"hidden-paragraph", SKIP},
    {"hidden-text", SKIP},
    {"index-title-template", SKIP},
    {"line-break", SPACE},
    {"list-item", LIST},
    {"master-styles", SKIP}, /* headers and footers */
    {"meta", METADATA},
    {"note-body", NOTE},
    {"note-citation", SKIP},
    {"number", SKIP},
    {"p", PARAGRAPH},
    {"ruby-text", SKIP},
    {"s", SPACE},
    {"script", SKIP},
    {"scripts", SKIP},
    {"section", SECTION},
    {"span", SPAN},
    {"style", STYLE},
    {"styles", STYLES},
    {"tab", SPACE},
    {"table", TABLE},
    {"text", BODY},
    {"text-box", BOX},
    {"text-properties", TEXT_PROPERTIES},
    {"title", NOTHING},
    {"tracked-changes", SKIP},
};

static int meaning_of(const char *name)
{
    return xml_meaning(meanings, sizeof(meanings) / sizeof(meanings[0]), name);
}

/* -- Styles ---------------------------------------------------------------- */

static void begin_style(struct odt *odt, const struct xml_element *element)
{
    char id[XML_VALUE_MAX], parent[XML_VALUE_MAX], name[XML_VALUE_MAX];

    xml_attribute(element, "name", id);
    xml_attribute(element, "parent-style-name", parent);
    odt->style = styles_add(&odt->styles, id, parent);
    if (!odt->style)
        return;
    if (xml_attribute(element, "display-name", name))
        style_judge_name(odt->style, name);
    else
        style_judge_name(odt->style, id);
    /* A style of content.xml refines one of styles.xml, which is not read. */
    if (!odt->style->has_kind)
        style_judge_name(odt->style, parent);
}

static bool is_displayed(const struct xml_element *element)
{
    char display[XML_VALUE_MAX];

    return !xml_attribute(element, "display", display) ||
           strcmp(display, "none") != 0;
}

static bool style_shows(const struct odt *odt,
                        const struct xml_element *element)
{
    char id[XML_VALUE_MAX];

    return !xml_attribute(element, "style-name", id) ||
           !styles_hide(&odt->styles, id);
}

/* -- Text ------------------------------------------------------------------ */

static bool begin_paragraph(struct odt *odt, const struct xml_element *element,
                            enum line_kind kind)
{
    char style[XML_VALUE_MAX];

    xml_attribute(element, "style-name", style);
    if (styles_hide(&odt->styles, style))
        return false;
    if (kind == LINE_TEXT)
        kind = styles_kind(&odt->styles, style);
    if (kind == LINE_TEXT)
        kind = odt->tables  ? LINE_TABLE_ROW
               : odt->lists ? LINE_LIST_ITEM
                            : LINE_TEXT;
    odt->kind = kind;
    odt->paragraphs++;
    return true;
}

static void begin_frame(struct odt *odt, enum block_place place)
{
    odt->frames[odt->frame_count++] = (struct odt_frame){
        odt->kind, blocks_enter(&odt->blocks, place)};
}

static void end_frame(struct odt *odt)
{
    const struct odt_frame *frame = &odt->frames[--odt->frame_count];

    odt->kind = frame->kind;
    blocks_leave(&odt->blocks, frame->back);
}

/* -- The walk -------------------------------------------------------------- */

static bool begin_in_text(struct odt *odt, const struct xml_element *element,
                          int meaning)
{
    switch (meaning) {
    case PARAGRAPH:
        return begin_paragraph(odt, element, LINE_TEXT);
    case HEADING:
        return begin_paragraph(odt, element, LINE_HEADING);
    case SPAN:
        return style_shows(odt, element);
    case SECTION:
        return is_displayed(element);
    case SPACE:
        blocks_add_space(&odt->blocks);
        return true;
    case LIST:
        odt->lists++;
        return true;
    case TABLE:
        odt->tables++;
        return true;
    case BOX:
        begin_frame(odt, BLOCK_BOX);
        return true;
    case NOTE:
        begin_frame(odt, BLOCK_NOTES);
        return true;
    default:
        /* svg:title and svg:desc tell what a picture shows. */
        return strcmp(element->name, "title") != 0 ||
               strcmp(element->prefix, "svg") != 0;
    }
}

static bool begin_outside(struct odt *odt, const struct xml_element *element,
                          int meaning)
{
    if (meaning == METADATA)
        odt->in_metadata = true;
    else if (meaning == BODY)
        odt->in_text = true;
    else if (meaning == STYLE)
        begin_style(odt, element);
    else if (meaning == TEXT_PROPERTIES && odt->style)
        odt->style->is_hidden = !is_displayed(element);
    return true;
}

static bool begin(void *context, const struct xml_element *element)
{
    struct odt *odt = context;
    int meaning = meaning_of(element->name);

    if (odt->in_metadata)
        return office_metadata_handler.begin(&odt->metadata, element);
    if (meaning == SKIP)
        return false;
    if (odt->in_text)
        return begin_in_text(odt, element, meaning);
    return begin_outside(odt, element, meaning);
}

static void add_text(void *context, const char *text, size_t length)
{
    struct odt *odt = context;

    if (odt->in_metadata)
        office_metadata_handler.text(&odt->metadata, text, length);
    else if (odt->paragraphs)
        blocks_add(&odt->blocks, text, length);
}

static void end_in_text(struct odt *odt, int meaning)
{
    switch (meaning) {
    case PARAGRAPH:
    case HEADING:
        odt->paragraphs--;
        blocks_end(&odt->blocks, odt->kind);
        break;
    case LIST:
        odt->lists--;
        break;
    case TABLE:
        odt->tables--;
        break;
    case BOX:
    case NOTE:
        end_frame(odt);
        break;
    case BODY:
        odt->in_text = false;
        break;
    default:
        break;
    }
}

static void end(void *context, const char *name)
{
    struct odt *odt = context;
    int meaning = meaning_of(name);

    if (meaning == METADATA)
        odt->in_metadata = false;
    if (odt->in_metadata)
        office_metadata_handler.end(&odt->metadata, name);
    else if (odt->in_text)
        end_in_text(odt, meaning);
    else if (meaning == STYLE)
        odt->style = NULL;
    else if (meaning == STYLES)
        styles_sort(&odt->styles);
}

static const struct xml_handler odt_handler = {begin, add_text, end};

/* -- Zipped ---------------------------------------------------------------- */

struct protection {
    bool found;
};

static bool begin_entry(void *context, const struct xml_element *element)
{
    struct protection *protection = context;

    if (strcmp(element->name, "encryption-data") == 0)
        protection->found = true;
    return true;
}

static void ignore_text(void *context, const char *text, size_t length)
{
    (void)context, (void)text, (void)length;
}

static void ignore_end(void *context, const char *name)
{
    (void)context, (void)name;
}

/* An encrypted document is an archive like others whose members are noise; its
 * list of them says so. A document without the list is read nevertheless. */
static enum status check_protection(const struct buffer *archive,
                                    struct error *err)
{
    static const struct xml_handler handler = {begin_entry, ignore_text,
                                               ignore_end};
    struct protection protection = {false};
    enum status status = zip_member_walk(archive, "META-INF/manifest.xml",
                                         &handler, &protection, err);

    if (protection.found)
        return error_set(err, ERR_FORMAT,
                         "is protected by a password; save it without one");
    return status == ERR_MISSING ? OK : status;
}

static enum status read_members(struct odt *odt, const struct buffer *archive,
                                struct error *err)
{
    enum status status = check_protection(archive, err);

    if (status)
        return status;
    status = zip_member_walk(archive, "meta.xml", &odt_handler, odt, err);
    if (status && status != ERR_MISSING)
        return status;
    status = zip_member_walk(archive, "content.xml", &odt_handler, odt, err);
    return status == ERR_MISSING ? (err->code = ERR_FORMAT) : status;
}

/* -- Both ------------------------------------------------------------------ */

static enum status read_flat(struct odt *odt, const struct buffer *bytes,
                             struct error *err)
{
    struct error fault;
    struct xml_bytes xml = {"", buffer_text(bytes), "", bytes->length};

    if (xml_walk_bytes(&xml, &odt_handler, odt, &fault) == OK)
        return OK;
    return error_set(err, ERR_FORMAT, "is a damaged document: it %s",
                     fault.text);
}

enum status odt_extract(const struct source *source, struct extracted *out,
                        struct error *err)
{
    const struct buffer *bytes = source->bytes;
    struct odt odt = {.metadata = {.out = &out->metadata}};
    struct error full;
    enum status status;

    blocks_init(&odt.blocks, out);
    if (zip_is(buffer_text(bytes), bytes->length))
        status = read_members(&odt, bytes, err);
    else
        status = read_flat(&odt, bytes, err);
    styles_release(&odt.styles);
    buffer_release(&odt.metadata.value);
    if (blocks_finish(&odt.blocks, out, &full) != OK && !status)
        *err = full, status = full.code;
    return status;
}

/* The flat form says its type in the root's tag, behind its namespaces. */
bool odt_is_flat(const char *bytes, size_t length)
{
    static const char type[] = "application/vnd.oasis.opendocument.text";
    static const char root[] = "<office:document";
    enum { WITHIN = 1 << 13 };
    size_t within = length < WITHIN ? length : WITHIN;

    return memmem(bytes, within, root, sizeof(root) - 1) != NULL &&
           memmem(bytes, within, type, sizeof(type) - 1) != NULL;
}
