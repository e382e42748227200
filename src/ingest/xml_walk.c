/* xml_walk.c - see xml_walk.h. */
#include "ingest/xml_walk.h"

#include <cmark-gfm.h>
#include <cmark-gfm/houdini.h>
#include <libxml/parser.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8_valid.h"
#include "base/vector.h"

struct entity {
    char *name;
    char text[XML_ENTITY_MAX];
};

struct walk {
    const struct xml_handler *handler;
    void *context;
    struct error *err;
    bool faulty; /* err has the first fault */
    xmlParserCtxtPtr parser;

    const char *open[XML_DEPTH_MAX + 2]; /* names, the parser's */
    uint32_t depth;
    uint32_t skipped; /* elements within one that the handler skips, and it */

    struct entities VECTOR_OF(struct entity) entities;
    xmlEntity answer; /* to the parser's last question */
    cmark_strbuf html;
};

/* After a fault the parser would drop every reference, "&amp;" too: it is told
 * with each event that all is well. */
static void forgive(struct walk *walk)
{
    walk->parser->wellFormed = 1;
}

/* -- Elements -------------------------------------------------------------- */

/* The parser says what it calls these two with. */
// NOLINTNEXTLINE(readability-function-size)
static void begin_element(void *user, const xmlChar *name,
                          const xmlChar *prefix, const xmlChar *uri,
                          int namespace_count, const xmlChar **namespaces,
                          int attribute_count, int defaulted_count,
                          const xmlChar **attributes)
{
    struct walk *walk = user;
    struct xml_element element = {.name = (const char *)name,
                                  .prefix = prefix ? (const char *)prefix : "",
                                  .depth = walk->depth,
                                  .attribute_count = attribute_count,
                                  .attributes = attributes};

    (void)uri, (void)namespace_count, (void)namespaces, (void)defaulted_count;
    forgive(walk);
    if (walk->skipped || walk->depth > XML_DEPTH_MAX) {
        walk->skipped++;
    } else if (!walk->handler->begin(walk->context, &element)) {
        walk->skipped = 1;
    } else {
        walk->open[walk->depth++] = element.name;
    }
}

static void close_element(struct walk *walk)
{
    walk->depth--;
    walk->handler->end(walk->context, walk->open[walk->depth]);
}

static void end_element(void *user, const xmlChar *name, const xmlChar *prefix,
                        const xmlChar *uri)
{
    struct walk *walk = user;

    (void)name, (void)prefix, (void)uri;
    forgive(walk);
    if (walk->skipped)
        walk->skipped--;
    else if (walk->depth)
        close_element(walk);
}

static void add_text(void *user, const xmlChar *text, int length)
{
    struct walk *walk = user;

    forgive(walk);
    if (!walk->skipped && walk->depth && length > 0)
        walk->handler->text(walk->context, (const char *)text, (size_t)length);
}

/* -- Faults ---------------------------------------------------------------- */

static void take_fault(struct walk *walk, int line, const char *what)
{
    size_t length = strcspn(what, "\n");

    if (walk->faulty)
        return;
    walk->faulty = true;
    /* The parser quotes the document, whose bytes may be anything. */
    if (utf8_valid_length(what, length) < length)
        length = 0;
    error_set(walk->err, ERR_FORMAT, "is not well-formed XML (line %d%s%.*s)",
              line, length ? ": " : "", (int)length, what);
}

static void hear_fault(void *user, xmlErrorPtr error)
{
    if (error->level == XML_ERR_FATAL)
        take_fault(user, error->line, error->message ? error->message : "");
}

/* -- Entities -------------------------------------------------------------- */

// NOLINTBEGIN(readability-function-size, readability-non-const-parameter)
static void declare_entity(void *user, const xmlChar *name, int type,
                           const xmlChar *public_id, const xmlChar *system_id,
                           xmlChar *content)
{
    struct walk *walk = user;
    const char *text = (const char *)content;
    struct entity *entity;

    (void)public_id, (void)system_id;
    if (type != XML_INTERNAL_GENERAL_ENTITY || !text ||
        strlen(text) >= XML_ENTITY_MAX || strpbrk(text, "<&") ||
        walk->entities.count == XML_ENTITIES_MAX)
        return;
    entity = VECTOR_PUSH(&walk->entities);
    entity->name = memory_copy_text((const char *)name,
                                    strlen((const char *)name));
    memcpy(entity->text, text, strlen(text) + 1);
}
// NOLINTEND(readability-function-size, readability-non-const-parameter)

static char *find_entity(struct walk *walk, const char *name)
{
    cmark_strbuf *html = &walk->html;
    size_t length = strlen(name);
    char reference[XML_ENTITY_MAX];

    for (size_t i = 0; i < walk->entities.count; i++)
        if (strcmp(walk->entities.items[i].name, name) == 0)
            return walk->entities.items[i].text;
    if (length + 1 >= sizeof(reference))
        return NULL;
    memcpy(reference, name, length);
    reference[length] = ';';
    cmark_strbuf_clear(html);
    if (!houdini_unescape_ent(html, (const uint8_t *)reference,
                              (bufsize_t)length + 1))
        return NULL;
    return (char *)html->ptr;
}

/* As if the entity were one of XML's own five, which are never parsed. `orig`
 * is not empty lest the parser leave a copy there. */
static xmlEntityPtr get_entity(void *user, const xmlChar *name)
{
    struct walk *walk = user;
    char *text = find_entity(walk, (const char *)name);

    forgive(walk);
    if (!text)
        return NULL;
    walk->answer = (xmlEntity){.type = XML_ENTITY_DECL,
                               .name = name,
                               .orig = BAD_CAST text,
                               .content = BAD_CAST text,
                               .length = (int)strlen(text),
                               .etype = XML_INTERNAL_PREDEFINED_ENTITY};
    return &walk->answer;
}

/* -- The walk -------------------------------------------------------------- */

static void parse(struct walk *walk, const struct xml_input *input)
{
    xmlSAXHandler calls = {
        .initialized = XML_SAX2_MAGIC,
        .startElementNs = begin_element,
        .endElementNs = end_element,
        .characters = add_text,
        .ignorableWhitespace = add_text,
        .cdataBlock = add_text,
        .getEntity = get_entity,
        .entityDecl = declare_entity,
        .serror = hear_fault,
    };
    xmlParserCtxtPtr parser = xmlCreateIOParserCtxt(
        &calls, walk, input->read, NULL, input->context,
        input->is_utf8 ? XML_CHAR_ENCODING_UTF8 : XML_CHAR_ENCODING_NONE);

    if (!parser) {
        take_fault(walk, 1, "it cannot be read");
        return;
    }
    walk->parser = parser;
    xmlCtxtUseOptions(parser, XML_PARSE_NONET | XML_PARSE_RECOVER |
                                  XML_PARSE_NOWARNING |
                                  (input->is_utf8 ? XML_PARSE_IGNORE_ENC : 0));
    xmlParseDocument(parser);
    walk->skipped = 0;
    while (walk->depth)
        close_element(walk);
    /* For parsers of old, one that has no tree makes one of entities. */
    xmlFreeDoc(parser->myDoc);
    xmlFreeParserCtxt(parser);
}

enum status xml_walk(const struct xml_input *input,
                     const struct xml_handler *handler, void *context,
                     struct error *err)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    struct walk walk = {.handler = handler, .context = context, .err = err};

    pthread_once(&once, xmlInitParser);
    cmark_strbuf_init(cmark_get_default_mem_allocator(), &walk.html, 0);
    parse(&walk, input);
    for (size_t i = 0; i < walk.entities.count; i++)
        free(walk.entities.items[i].name);
    free(walk.entities.items);
    cmark_strbuf_free(&walk.html);
    return walk.faulty ? ERR_FORMAT : OK;
}

/* -- Bytes in memory ------------------------------------------------------- */

struct memory_input {
    struct {
        const char *bytes;
        size_t length;
    } parts[3];
    size_t part;
};

static int read_memory(void *context, char *bytes, int length)
{
    struct memory_input *input = context;
    size_t room = (size_t)length, count;

    while (input->part < 2 && !input->parts[input->part].length)
        input->part++;
    count = input->parts[input->part].length;
    if (count > room)
        count = room;
    memcpy(bytes, input->parts[input->part].bytes, count);
    input->parts[input->part].bytes += count;
    input->parts[input->part].length -= count;
    return (int)count;
}

enum status xml_walk_bytes(const struct xml_bytes *bytes,
                           const struct xml_handler *handler, void *context,
                           struct error *err)
{
    struct memory_input memory = {
        .parts = {{bytes->before, strlen(bytes->before)},
                  {bytes->bytes, bytes->length},
                  {bytes->after, strlen(bytes->after)}}};
    struct xml_input input = {read_memory, &memory, true};

    return xml_walk(&input, handler, context, err);
}

/* -- Names and attributes -------------------------------------------------- */

static int compare_name(const void *key, const void *element)
{
    return strcmp(key, ((const struct xml_meaning *)element)->name);
}

int xml_meaning(const struct xml_meaning *table, size_t count, const char *name)
{
    const struct xml_meaning *found = bsearch(name, table, count,
                                              sizeof(*table), compare_name);

    return found ? found->meaning : 0;
}

/* The parser gives five pointers an attribute: local name, prefix, namespace,
 * and the value's begin and end. */
bool xml_attribute(const struct xml_element *element, const char *name,
                   char value[XML_VALUE_MAX])
{
    enum { LOCAL_NAME, BEGIN = 3, END = 4, POINTERS = 5 };

    value[0] = '\0';
    for (int i = 0; i < element->attribute_count; i++) {
        const unsigned char **attribute = element->attributes + i * POINTERS;
        const char *text = (const char *)attribute[BEGIN];
        size_t length = (size_t)(attribute[END] - attribute[BEGIN]);

        if (strcmp((const char *)attribute[LOCAL_NAME], name) != 0)
            continue;
        if (length >= XML_VALUE_MAX || utf8_valid_length(text, length) < length)
            return false;
        memcpy(value, text, length);
        value[length] = '\0';
        return true;
    }
    return false;
}
