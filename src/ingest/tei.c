/*
 * tei.c - texts of the Text Encoding Initiative (P4, P5).
 *
 * The text element is the text, its notes after it; the header is none. Where
 * an editor gives two readings the corrected, regular one is read; running
 * heads, pictures' descriptions and variants are left out.
 *
 * A header has many dates. The day of writing counts (creation), then the
 * dateline of the text, then the source's date; the publication of the file
 * itself comes last.
 */
#include <string.h>

#include "ingest/block_writer.h"
#include "ingest/format.h"
#include "ingest/xml_walk.h"

enum tei_date { NO_DATE, PUBLISHED, SOURCE, DATELINE, CREATION };

struct tei {
    struct block_writer blocks;
    struct metadata *metadata;
    const char *path[XML_DEPTH_MAX + 2]; /* names of the open elements */
    size_t depth;
    bool in_text, in_header;
    size_t headings, items, rows; /* open, one in another */
    size_t notes;
    enum block_place back; /* of the outermost note */

    struct buffer title, author;
    char language[XML_VALUE_MAX], date[XML_VALUE_MAX];
    enum tei_date date_rank;
};

enum meaning {
    NOTHING,
    BLOCK,
    HEADING,
    ITEM,
    ROW,
    NOTE,
    SPACE,
    SKIP,
    HEADER,
    TEXT,
    DATE,
    OTHER_READING,
};

static const struct xml_meaning meanings[] = {
    {"ab", BLOCK},
    {"abbr", OTHER_READING},
    {"addrLine", BLOCK},
    {"argument", BLOCK},
    {"body", BLOCK},
    {"byline", BLOCK},
    {"cell", ROW},
    {"closer", BLOCK},
    {"date", DATE},
    {"dateline", BLOCK},
    {"del", SKIP},
    {"div", BLOCK},
    {"div1", BLOCK},
    {"div2", BLOCK},
    {"div3", BLOCK},
    {"div4", BLOCK},
    {"div5", BLOCK},
    {"div6", BLOCK},
    {"div7", BLOCK},
    {"docAuthor", BLOCK},
    {"docDate", BLOCK},
    {"docImprint", BLOCK},
    {"epigraph", BLOCK},
    {"facsimile", SKIP},
    {"figDesc", SKIP},
    {"figure", BLOCK},
    {"fw", SKIP},
    {"head", HEADING},
    {"index", SKIP},
    {"item", ITEM},
    {"l", BLOCK},
    {"lb", SPACE},
    {"lg", BLOCK},
    {"list", BLOCK},
    {"note", NOTE},
    {"opener", BLOCK},
    {"orig", OTHER_READING},
    {"p", BLOCK},
    {"pb", SPACE},
    {"postscript", BLOCK},
    {"rdg", SKIP},
    {"row", BLOCK},
    {"salute", BLOCK},
    {"sic", OTHER_READING},
    {"signed", BLOCK},
    {"sp", BLOCK},
    {"speaker", BLOCK},
    {"stage", BLOCK},
    {"standOff", SKIP},
    {"table", BLOCK},
    {"teiHeader", HEADER},
    {"text", TEXT},
    {"titlePart", HEADING},
    {"trailer", BLOCK},
};

static int meaning_of(const char *name)
{
    return xml_meaning(meanings, sizeof(meanings) / sizeof(meanings[0]), name);
}

static bool is_inside(const struct tei *tei, const char *name)
{
    for (size_t i = 0; i < tei->depth; i++)
        if (strcmp(tei->path[i], name) == 0)
            return true;
    return false;
}

static bool parent_is(const struct tei *tei, const char *name)
{
    return tei->depth && strcmp(tei->path[tei->depth - 1], name) == 0;
}

/* -- The header ------------------------------------------------------------ */

static enum tei_date rank_date(const struct tei *tei)
{
    if (tei->in_text)
        return is_inside(tei, "dateline") ? DATELINE : NO_DATE;
    if (is_inside(tei, "creation"))
        return CREATION;
    if (is_inside(tei, "sourceDesc"))
        return SOURCE;
    return is_inside(tei, "publicationStmt") ? PUBLISHED : NO_DATE;
}

static void take_date(struct tei *tei, const struct xml_element *element)
{
    static const char *const attributes[] = {"when", "when-iso", "value"};
    enum tei_date rank = rank_date(tei);
    char value[XML_VALUE_MAX];

    for (size_t i = 0; rank > tei->date_rank && i < 3; i++) {
        if (!xml_attribute(element, attributes[i], value) || !value[0])
            continue;
        memcpy(tei->date, value, sizeof(value));
        tei->date_rank = rank;
    }
}

static void take_language(struct tei *tei, const struct xml_element *element)
{
    if (tei->language[0])
        return;
    if (strcmp(element->name, "text") == 0 ||
        strncmp(element->name, "TEI", 3) == 0)
        xml_attribute(element, "lang", tei->language);
    else if (strcmp(element->name, "language") == 0 &&
             !xml_attribute(element, "ident", tei->language))
        xml_attribute(element, "id", tei->language);
}

/* Titles of the file come before those of its source, the first of several. */
static void begin_in_header(struct tei *tei, const struct xml_element *element)
{
    bool is_statement = parent_is(tei, "titleStmt");

    if (is_statement && strcmp(element->name, "title") == 0 &&
        tei->title.length)
        buffer_add_byte(&tei->title, '\0'); /* the first ends here */
    if (is_statement && strcmp(element->name, "author") == 0 &&
        tei->author.length)
        buffer_add_text(&tei->author, "; ");
}

static void add_to_header(struct tei *tei, const char *text, size_t length)
{
    if (!is_inside(tei, "titleStmt"))
        return;
    if (is_inside(tei, "title"))
        buffer_add(&tei->title, text, length);
    else if (is_inside(tei, "author"))
        buffer_add(&tei->author, text, length);
}

/* -- The text -------------------------------------------------------------- */

static void end_line(struct tei *tei)
{
    blocks_end(&tei->blocks, tei->notes      ? LINE_TEXT
                             : tei->headings ? LINE_HEADING
                             : tei->rows     ? LINE_TABLE_ROW
                             : tei->items    ? LINE_LIST_ITEM
                                             : LINE_TEXT);
}

/* A new line or page separates words, unless the word goes on. */
static void add_break(struct tei *tei, const struct xml_element *element)
{
    char value[XML_VALUE_MAX];

    if (!xml_attribute(element, "break", value) || strcmp(value, "no") != 0)
        blocks_add_space(&tei->blocks);
}

static void begin_note(struct tei *tei)
{
    if (tei->notes++ == 0)
        tei->back = blocks_enter(&tei->blocks, BLOCK_NOTES);
}

static void end_note(struct tei *tei)
{
    if (--tei->notes == 0)
        blocks_leave(&tei->blocks, tei->back);
}

static size_t *counter_of(struct tei *tei, int meaning)
{
    switch (meaning) {
    case HEADING:
        return &tei->headings;
    case ITEM:
        return &tei->items;
    case ROW:
        return &tei->rows;
    default:
        return NULL;
    }
}

static bool begin_in_text(struct tei *tei, const struct xml_element *element,
                          int meaning)
{
    size_t *counter = counter_of(tei, meaning);

    if (meaning == SKIP ||
        (meaning == OTHER_READING && parent_is(tei, "choice")))
        return false;
    if (meaning == BLOCK || counter)
        end_line(tei);
    if (counter)
        ++*counter;
    if (meaning == NOTE)
        begin_note(tei);
    else if (meaning == SPACE)
        add_break(tei, element);
    return true;
}

static void end_in_text(struct tei *tei, int meaning)
{
    size_t *counter = counter_of(tei, meaning);

    if (meaning == BLOCK || counter)
        end_line(tei);
    if (counter)
        --*counter;
    if (meaning == NOTE)
        end_note(tei);
}

/* -- The walk -------------------------------------------------------------- */

static bool begin(void *context, const struct xml_element *element)
{
    struct tei *tei = context;
    int meaning = meaning_of(element->name);
    bool entered = true;

    take_language(tei, element);
    if (meaning == DATE)
        take_date(tei, element);
    if (tei->in_text)
        entered = begin_in_text(tei, element, meaning);
    else if (tei->in_header)
        begin_in_header(tei, element);
    else if (meaning == HEADER)
        tei->in_header = true;
    else if (meaning == TEXT)
        tei->in_text = true;
    else
        entered = meaning != SKIP;
    if (entered)
        tei->path[tei->depth++] = element->name;
    return entered;
}

static void add_text(void *context, const char *text, size_t length)
{
    struct tei *tei = context;

    if (tei->in_text)
        blocks_add(&tei->blocks, text, length);
    else if (tei->in_header)
        add_to_header(tei, text, length);
}

static void end(void *context, const char *name)
{
    struct tei *tei = context;
    int meaning = meaning_of(name);

    tei->depth--;
    if (meaning == HEADER) {
        tei->in_header = false;
    } else if (meaning == TEXT && !is_inside(tei, "text")) {
        end_line(tei);
        tei->in_text = false;
    } else if (tei->in_text) {
        end_in_text(tei, meaning);
    }
}

/* -- The document ---------------------------------------------------------- */

static void add_metadata(struct tei *tei, struct metadata *metadata)
{
    if (tei->title.length)
        metadata_add(metadata, "title", buffer_text(&tei->title));
    if (tei->date[0])
        metadata_add(metadata, "date", tei->date);
    if (tei->author.length)
        metadata_add(metadata, "author", buffer_text(&tei->author));
    if (tei->language[0])
        metadata_add(metadata, "language", tei->language);
}

enum status tei_extract(const struct source *source, struct extracted *out,
                        struct error *err)
{
    enum { VALUE_MAX = 64 * 1024 };
    static const struct xml_handler handler = {begin, add_text, end};
    struct tei tei = {.title = {.limit = VALUE_MAX},
                      .author = {.limit = VALUE_MAX}};
    struct xml_bytes xml = {"", buffer_text(source->bytes), "",
                            source->bytes->length};
    struct error fault;
    enum status status;

    blocks_init(&tei.blocks, out);
    status = xml_walk_bytes(&xml, &handler, &tei, &fault);
    add_metadata(&tei, &out->metadata);
    buffer_release(&tei.title);
    buffer_release(&tei.author);
    if (blocks_finish(&tei.blocks, out, err) != OK)
        return err->code;
    return status ? xml_forgive(&fault, out, err) : OK;
}
