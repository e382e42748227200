/*
 * docx.c - Word documents (Office Open XML, ISO/IEC 29500).
 *
 * What the page shows as the author's text, in order: paragraphs, cells,
 * text boxes after the paragraph they hang on, footnotes and endnotes at the
 * end. Tracked insertions are in, deletions out; of a field its result; of
 * alternative drawings (mc:AlternateContent) the first. Out are headers and
 * footers, comments, hidden text, and numbers that Word makes (lists, notes).
 */
#include <string.h>

#include "ingest/block_writer.h"
#include "ingest/docx_package.h"
#include "ingest/format.h"
#include "ingest/office_metadata.h"
#include "ingest/zip_member.h"

enum { FIELDS_MAX = 64 };

/* One in another where a text box stands in a paragraph. */
struct docx_paragraph {
    enum line_kind kind;
    enum block_place back; /* where to go on when the box ends */
    bool is_joined;        /* its end is deleted: the next one goes on */
};

struct docx {
    struct block_writer blocks;
    const struct paragraph_styles *styles;
    struct docx_paragraph paragraphs[XML_DEPTH_MAX + 1];
    size_t boxes; /* that are open; the index of the paragraph at hand */
    size_t tables;
    bool in_text, in_properties, is_hidden;
    bool has_choice[XML_DEPTH_MAX + 1]; /* by depth of mc:AlternateContent */

    /* Fields in one another: whether each is still in its instructions. */
    bool is_instruction[FIELDS_MAX];
    size_t fields, instructions;
};

enum meaning {
    NOTHING,
    SKIP,
    PARAGRAPH,
    PROPERTIES,
    STYLE,
    OUTLINE,
    NUMBERED,
    DELETED,
    RUN,
    HIDDEN,
    TEXT,
    SPACE,
    HYPHEN,
    FIELD,
    TABLE,
    BOX,
    ALTERNATIVES,
    CHOICE,
    NOTE,
};

static const struct xml_meaning meanings[] = {
    {"AlternateContent", ALTERNATIVES},
    {"Choice", CHOICE},
    {"Fallback", CHOICE},
    {"br", SPACE},
    {"cr", SPACE},
    {"del", DELETED},
    {"delInstrText", SKIP},
    {"delText", SKIP},
    {"endnote", NOTE},
    {"fldChar", FIELD},
    {"footnote", NOTE},
    {"instrText", SKIP},
    {"moveFrom", DELETED},
    {"noBreakHyphen", HYPHEN},
    {"numPr", NUMBERED},
    {"outlineLvl", OUTLINE},
    {"p", PARAGRAPH},
    {"pPr", PROPERTIES},
    {"pPrChange", SKIP},
    {"pStyle", STYLE},
    {"ptab", SPACE},
    {"r", RUN},
    {"rPrChange", SKIP},
    {"rt", SKIP}, /* how a ruby's base is read */
    {"sectPr", SKIP},
    {"sym", SPACE},
    {"t", TEXT},
    {"tab", SPACE},
    {"tbl", TABLE},
    {"txbxContent", BOX},
    {"vanish", HIDDEN},
};

static int meaning_of(const char *name)
{
    return xml_meaning(meanings, sizeof(meanings) / sizeof(meanings[0]), name);
}

static struct docx_paragraph *paragraph_at_hand(struct docx *docx)
{
    return &docx->paragraphs[docx->boxes];
}

/* -- Parts of a paragraph -------------------------------------------------- */

static void begin_paragraph(struct docx *docx)
{
    struct docx_paragraph *paragraph = paragraph_at_hand(docx);

    paragraph->kind = docx->tables ? LINE_TABLE_ROW : LINE_TEXT;
    paragraph->is_joined = false;
}

static void end_paragraph(struct docx *docx)
{
    struct docx_paragraph *paragraph = paragraph_at_hand(docx);

    /* Instructions end with their paragraph: a field that is never closed is
     * not to swallow the rest. */
    for (size_t i = 0; i < docx->fields; i++)
        docx->is_instruction[i] = false;
    docx->instructions = 0;
    if (!paragraph->is_joined)
        blocks_end(&docx->blocks, paragraph->kind);
}

static void take_style(struct docx *docx, const struct xml_element *element)
{
    struct docx_paragraph *paragraph = paragraph_at_hand(docx);
    char id[XML_VALUE_MAX];
    enum line_kind kind;

    if (!docx->in_properties || !xml_attribute(element, "val", id))
        return;
    kind = styles_kind(docx->styles, id);
    if (kind == LINE_HEADING || paragraph->kind == LINE_TEXT)
        paragraph->kind = kind;
}

static void take_outline(struct docx *docx, const struct xml_element *element)
{
    char level[XML_VALUE_MAX];

    if (docx->in_properties && xml_attribute(element, "val", level) &&
        level[0] >= '0' && level[0] < '9' && !level[1])
        paragraph_at_hand(docx)->kind = LINE_HEADING;
}

static void take_number(struct docx *docx)
{
    struct docx_paragraph *paragraph = paragraph_at_hand(docx);

    if (docx->in_properties && paragraph->kind == LINE_TEXT)
        paragraph->kind = LINE_LIST_ITEM;
}

static bool is_off(const struct xml_element *element)
{
    char value[XML_VALUE_MAX];

    return xml_attribute(element, "val", value) &&
           (strcmp(value, "0") == 0 || strcmp(value, "false") == 0 ||
            strcmp(value, "off") == 0);
}

static void take_field(struct docx *docx, const struct xml_element *element)
{
    char type[XML_VALUE_MAX];

    xml_attribute(element, "fldCharType", type);
    if (strcmp(type, "begin") == 0 && docx->fields < FIELDS_MAX) {
        docx->is_instruction[docx->fields++] = true;
        docx->instructions++;
    } else if (strcmp(type, "separate") == 0 && docx->fields) {
        docx->instructions -= docx->is_instruction[docx->fields - 1];
        docx->is_instruction[docx->fields - 1] = false;
    } else if (strcmp(type, "end") == 0 && docx->fields) {
        docx->instructions -= docx->is_instruction[--docx->fields];
    }
}

static bool is_shown(const struct docx *docx)
{
    return !docx->is_hidden && !docx->instructions;
}

/* -- Containers ------------------------------------------------------------ */

static void begin_box(struct docx *docx)
{
    enum block_place back = blocks_enter(&docx->blocks, BLOCK_BOX);

    docx->boxes++;
    *paragraph_at_hand(docx) = (struct docx_paragraph){.back = back};
}

static void end_box(struct docx *docx)
{
    blocks_leave(&docx->blocks, paragraph_at_hand(docx)->back);
    docx->boxes--;
}

/* Goes into the first of the alternatives. */
static bool begin_choice(struct docx *docx, const struct xml_element *element)
{
    bool *taken;

    if (!element->depth)
        return false;
    taken = &docx->has_choice[element->depth - 1];
    if (*taken)
        return false;
    *taken = true;
    return true;
}

/* Notes with a type are the lines that separate notes from the text. */
static bool is_real_note(const struct xml_element *element)
{
    char type[XML_VALUE_MAX];

    return !xml_attribute(element, "type", type) || strcmp(type, "normal") == 0;
}

/* -- The walk -------------------------------------------------------------- */

static bool begin_deleted(struct docx *docx)
{
    if (docx->in_properties)
        paragraph_at_hand(docx)->is_joined = true;
    return false;
}

static bool begin_container(struct docx *docx,
                            const struct xml_element *element, int meaning)
{
    switch (meaning) {
    case SKIP:
        return false;
    case DELETED:
        return begin_deleted(docx);
    case CHOICE:
        return begin_choice(docx, element);
    case NOTE:
        return is_real_note(element);
    case ALTERNATIVES:
        docx->has_choice[element->depth] = false;
        return true;
    case BOX:
        begin_box(docx);
        return true;
    case TABLE:
        docx->tables++;
        return true;
    default:
        return true;
    }
}

static void begin_property(struct docx *docx, const struct xml_element *element,
                           int meaning)
{
    switch (meaning) {
    case STYLE:
        take_style(docx, element);
        break;
    case OUTLINE:
        take_outline(docx, element);
        break;
    case NUMBERED:
        take_number(docx);
        break;
    case HIDDEN:
        if (!docx->in_properties)
            docx->is_hidden = !is_off(element);
        break;
    default:
        break;
    }
}

static void begin_inline(struct docx *docx, const struct xml_element *element,
                         int meaning)
{
    switch (meaning) {
    case TEXT:
        docx->in_text = is_shown(docx);
        break;
    case SPACE:
        if (is_shown(docx) && !docx->in_properties)
            blocks_add_space(&docx->blocks);
        break;
    case HYPHEN:
        if (is_shown(docx))
            blocks_add(&docx->blocks, "-", 1);
        break;
    case FIELD:
        take_field(docx, element);
        break;
    default:
        break;
    }
}

static bool begin(void *context, const struct xml_element *element)
{
    struct docx *docx = context;
    int meaning = meaning_of(element->name);

    if (meaning == PARAGRAPH)
        begin_paragraph(docx);
    else if (meaning == PROPERTIES)
        docx->in_properties = true;
    else if (meaning == RUN)
        docx->is_hidden = false;
    begin_property(docx, element, meaning);
    begin_inline(docx, element, meaning);
    return begin_container(docx, element, meaning);
}

static void add_text(void *context, const char *text, size_t length)
{
    struct docx *docx = context;

    if (docx->in_text)
        blocks_add(&docx->blocks, text, length);
}

static void end(void *context, const char *name)
{
    struct docx *docx = context;

    switch (meaning_of(name)) {
    case PARAGRAPH:
        end_paragraph(docx);
        break;
    case PROPERTIES:
        docx->in_properties = false;
        break;
    case TEXT:
        docx->in_text = false;
        break;
    case TABLE:
        docx->tables--;
        break;
    case BOX:
        end_box(docx);
        break;
    default:
        break;
    }
}

/* -- The document ---------------------------------------------------------- */

/* Reads one part; a document may do without it unless it is the text. */
static enum status read_part(struct docx *docx, const struct buffer *archive,
                             const char *name, struct error *err)
{
    static const struct xml_handler handler = {begin, add_text, end};

    docx->fields = docx->instructions = docx->tables = docx->boxes = 0;
    docx->in_text = docx->in_properties = docx->is_hidden = false;
    return zip_member_walk(archive, name, &handler, docx, err);
}

static enum status read_notes(struct docx *docx, const struct buffer *archive,
                              const char *name, struct error *err)
{
    enum block_place back;
    enum status status;

    if (!*name)
        return OK;
    back = blocks_enter(&docx->blocks, BLOCK_NOTES);
    status = read_part(docx, archive, name, err);
    blocks_leave(&docx->blocks, back);
    return status;
}

static enum status read_text(struct docx *docx, const struct buffer *archive,
                             const struct docx_package *package,
                             struct error *err)
{
    enum status status = read_part(docx, archive, package->text, err);

    if (!status)
        status = read_notes(docx, archive, package->footnotes, err);
    if (!status)
        status = read_notes(docx, archive, package->endnotes, err);
    return status;
}

/* What helps to read the text may be missing, though it is named. */
static enum status read_aids(const struct buffer *archive,
                             const struct docx_package *package,
                             struct paragraph_styles *styles,
                             struct extracted *out, struct error *err)
{
    struct office_metadata metadata = {.out = &out->metadata};
    enum status status = OK;

    if (package->styles[0])
        status = docx_styles_read(archive, package->styles, styles, err);
    if ((!status || status == ERR_MISSING) && package->properties[0])
        status = zip_member_walk(archive, package->properties,
                                 &office_metadata_handler, &metadata, err);
    buffer_release(&metadata.value);
    return status == ERR_MISSING ? OK : status;
}

enum status docx_extract(const struct source *source, struct extracted *out,
                         struct error *err)
{
    struct docx_package package = {0};
    struct paragraph_styles styles = {0};
    struct docx docx = {.styles = &styles};
    enum status status = docx_package_read(source->bytes, &package, err);
    struct error full;

    if (status)
        return status;
    blocks_init(&docx.blocks, out);
    status = read_aids(source->bytes, &package, &styles, out, err);
    if (!status)
        status = read_text(&docx, source->bytes, &package, err);
    styles_release(&styles);
    if (blocks_finish(&docx.blocks, out, &full) != OK && !status)
        *err = full, status = full.code;
    return status == ERR_MISSING ? (err->code = ERR_FORMAT) : status;
}
