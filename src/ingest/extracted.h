/*
 * extracted.h - what a document format gives: raw text and what it knew of it.
 *
 * Raw text is lines ended by '\n' (the last one too). Formats differ in what a
 * line is:
 *   - HTML, Markdown, DOCX know their paragraphs: `paragraphs_known` is set and
 *     every non-empty line is one paragraph, heading, list item or table cell;
 *   - PDF finds its paragraphs by their places on the page; '\v' stands where a
 *     paragraph's line ended there, so that the text layer can rejoin a word
 *     split by a hyphen, as it does in plain text;
 *   - plain text does not know: lines are as they stood in the file, blank
 *     ones included, and the text layer judges what belongs together.
 * Bytes may be invalid UTF-8; the text layer replaces and reports them.
 *
 * One per worker; extracted_reset() keeps its memory for the next document.
 */
#ifndef INGEST_EXTRACTED_H
#define INGEST_EXTRACTED_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/vector.h"
#include "ingest/date.h"
#include "ingest/issue.h"

/* Something that the document says of itself, as in Markdown front matter. */
struct metadatum {
    char *key, *value; /* UTF-8, one line each; owned */
};

struct metadata VECTOR_OF(struct metadatum);

enum { ENCODING_NAME_MAX = 32 };

/* What a line of the text is, where the format tells. */
enum line_kind {
    LINE_TEXT, /* a paragraph, or not known to be anything else */
    LINE_HEADING,
    LINE_LIST_ITEM,
    LINE_TABLE_ROW,
    LINE_CAPTION,
};

struct line_kinds VECTOR_OF(uint8_t);

struct extracted {
    struct buffer text;
    bool paragraphs_known;
    struct line_kinds kinds; /* of each line; none where they are not known */
    char encoding[ENCODING_NAME_MAX]; /* "UTF-8"; "" for formats not of text */
    uint32_t parts; /* asked for the whole file: how many documents of their
                     * own it holds; 0: it is one document */
    struct metadata metadata; /* in the document's order */
    struct date dateline;     /* see extracted_dateline() */
    bool dateline_known;
    struct issues issues; /* without `document`: see issues_take() */
};

void extracted_reset(struct extracted *extracted);
void extracted_release(struct extracted *extracted);

/* Returns the date that the text's first lines give (dateline.h); none where
 * they give none. It is looked for once. */
struct date extracted_dateline(struct extracted *extracted);

/* Appends a metadatum; white space runs become one space. One without a key is
 * left out. */
void metadata_add(struct metadata *metadata, const char *key,
                  const char *value);

/* Returns the value of `key`, ASCII case ignored, or NULL. */
const char *metadata_get(const struct metadata *metadata, const char *key);

void metadata_reset(struct metadata *metadata);

#endif
