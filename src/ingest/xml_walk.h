/*
 * xml_walk.h - XML from a stream, an element at a time, and nothing else.
 *
 * libxml2 parses; no tree is built. Nothing outside the input is ever read: no
 * DTD, no file, no network. An entity stands for a few characters or is left
 * out, so that no document can grow by expanding ("billion laughs"): those that
 * the document declares with plain text of at most XML_ENTITY_MAX bytes, and
 * HTML's names, which feeds use undeclared. Nesting ends at XML_DEPTH_MAX.
 *
 * Threads: any number of walks at the same time.
 */
#ifndef INGEST_XML_WALK_H
#define INGEST_XML_WALK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/buffer.h"
#include "base/error.h"

enum {
    XML_DEPTH_MAX = 256, /* elements in one another; libxml2's own limit */
    XML_ENTITY_MAX = 64, /* bytes of a declared entity */
    XML_ENTITIES_MAX = 4096,
};

struct xml_element {
    const char *name, *prefix; /* local name; prefix "" when there is none */
    uint32_t depth;            /* 0: the root */
    int attribute_count;
    const unsigned char **attributes; /* see xml_attribute() */
};

struct xml_handler {
    /* Returns whether to go into the element; neither what it holds nor its
     * end is told of otherwise. */
    bool (*begin)(void *context, const struct xml_element *element);
    /* Part of the text of the innermost element, in UTF-8. */
    void (*text)(void *context, const char *text, size_t length);
    /* Every begun element ends, even where the input breaks off. */
    void (*end)(void *context, const char *name);
};

struct xml_input {
    /* Reads at most `length` bytes; 0: no more; below 0: failed. */
    int (*read)(void *context, char *bytes, int length);
    void *context;
    bool is_utf8; /* whatever the XML declaration says */
};

/* Walks through all of the input as far as it can be understood. ERR_FORMAT:
 * the first thing that was wrong with it, "is not well-formed XML (line 3:
 * ...)"; what could be read was told nevertheless. */
MUST_USE enum status xml_walk(const struct xml_input *input,
                              const struct xml_handler *handler, void *context,
                              struct error *err);

/* The same for bytes in memory, between two texts, which may be "". */
struct xml_bytes {
    const char *before, *bytes, *after;
    size_t length;
};

MUST_USE enum status xml_walk_bytes(const struct xml_bytes *bytes,
                                    const struct xml_handler *handler,
                                    void *context, struct error *err);

/* What an element of a vocabulary means to a format. */
struct xml_meaning {
    const char *name;
    int meaning; /* above 0 */
};

/* Returns the meaning of the name in a table sorted by name; 0: it has none. */
PURE int xml_meaning(const struct xml_meaning *table, size_t count,
                     const char *name);

enum { XML_VALUE_MAX = 512 };

/* Copies the attribute with the local name `name` and returns true; false and
 * "" when it is not there, is not UTF-8 or is longer than XML_VALUE_MAX. */
bool xml_attribute(const struct xml_element *element, const char *name,
                   char value[XML_VALUE_MAX]);

#endif
