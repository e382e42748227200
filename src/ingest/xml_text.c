/*
 * xml_text.c - the text of XML of any kind.
 *
 * Comments and processing instructions are no text; which elements are
 * paragraphs has to be told from how they are used. An element that stands
 * among text ("of <i>all</i> States") is inline, one that stands among elements
 * only (<p> in <section>) is a block. The same name may be used both ways, so
 * the document is walked twice: first each name's uses are counted, then each
 * name that is a block more often than not separates lines.
 */
#include <stdlib.h>
#include <string.h>

#include "base/intern.h"
#include "base/vector.h"
#include "ingest/block_writer.h"
#include "ingest/format.h"
#include "ingest/xml_walk.h"

struct name_use {
    size_t inline_uses, block_uses;
};

struct children VECTOR_OF(uint32_t);

struct open_element {
    size_t first_child; /* of those in `children` */
    bool has_text;      /* of its own, white space aside */
};

struct xml_text {
    struct interner *names;
    struct name_uses VECTOR_OF(struct name_use) uses; /* of each name */
    struct children children; /* names in the open elements, the root's first */
    struct open_element open[XML_DEPTH_MAX + 2];
    size_t depth;
    struct block_writer blocks;
};

/* -- First: how names are used --------------------------------------------- */

static uint32_t number_of(struct xml_text *text, const char *name)
{
    uint32_t number = intern(text->names, name, strlen(name));

    if (number == text->uses.count)
        *VECTOR_PUSH(&text->uses) = (struct name_use){0};
    return number;
}

static bool begin_counting(void *context, const struct xml_element *element)
{
    struct xml_text *text = context;

    *VECTOR_PUSH(&text->children) = number_of(text, element->name);
    text->open[text->depth++] = (struct open_element){
        .first_child = text->children.count};
    return true;
}

static void count_text(void *context, const char *bytes, size_t length)
{
    struct xml_text *text = context;

    for (size_t i = 0; i < length; i++)
        if (!strchr(" \t\r\n", bytes[i]))
            text->open[text->depth - 1].has_text = true;
}

static void end_counting(void *context, const char *name)
{
    struct xml_text *text = context;
    const struct open_element *element = &text->open[--text->depth];

    (void)name;
    for (size_t i = element->first_child; i < text->children.count; i++) {
        struct name_use *use = &text->uses.items[text->children.items[i]];

        if (element->has_text)
            use->inline_uses++;
        else
            use->block_uses++;
    }
    text->children.count = element->first_child;
}

/* -- Then: the text -------------------------------------------------------- */

static void separate(struct xml_text *text, const char *name)
{
    const struct name_use *use = &text->uses.items[number_of(text, name)];

    if (use->block_uses >= use->inline_uses)
        blocks_end(&text->blocks, LINE_TEXT);
}

static bool begin(void *context, const struct xml_element *element)
{
    separate(context, element->name);
    return true;
}

static void add_text(void *context, const char *bytes, size_t length)
{
    struct xml_text *text = context;

    blocks_add(&text->blocks, bytes, length);
}

static void end(void *context, const char *name)
{
    separate(context, name);
}

/* -- The document ---------------------------------------------------------- */

enum status xml_forgive(const struct error *fault, struct extracted *out,
                        struct error *err)
{
    if (!out->text.length)
        return error_set(err, ERR_FORMAT, "%s", fault->text);
    issues_add(
        &out->issues,
        &(struct issue_place){.severity = SEVERITY_WARNING, .stage = "extract"},
        "%s; what could be understood was read", fault->text);
    return OK;
}

enum status xml_extract(const struct source *source, struct extracted *out,
                        struct error *err)
{
    static const struct xml_handler counting = {begin_counting, count_text,
                                                end_counting};
    static const struct xml_handler writing = {begin, add_text, end};
    struct xml_text text = {.names = interner_new()};
    struct xml_bytes xml = {"", buffer_text(source->bytes), "",
                            source->bytes->length};
    struct error fault;
    enum status counted, written;

    blocks_init(&text.blocks, out);
    counted = xml_walk_bytes(&xml, &counting, &text, &fault);
    written = xml_walk_bytes(&xml, &writing, &text, &fault);
    interner_free(text.names);
    free(text.uses.items);
    free(text.children.items);
    if (blocks_finish(&text.blocks, out, err) != OK)
        return err->code;
    return counted || written ? xml_forgive(&fault, out, err) : OK;
}

/* A feed may be called .xml too, and then its format is found by its bytes;
 * anything else is one document. */
uint32_t xml_count_parts(const struct source *source)
{
    (void)source;
    return 0;
}
