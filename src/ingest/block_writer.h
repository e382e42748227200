/*
 * block_writer.h - text of paragraphs, as formats that know them find it.
 *
 * A format says words, spaces and where a block ends; what comes out is the
 * lines of extracted.h with their kinds. Words that stand aside of a paragraph
 * are written elsewhere while it goes on: the paragraphs of a text box follow
 * the one that the box hangs on, footnotes and endnotes follow the text.
 *
 *     blocks_add(&blocks, "Norms", 5);
 *     place = blocks_enter(&blocks, BLOCK_NOTES);
 *     blocks_add(&blocks, "See the report.", 15);
 *     blocks_leave(&blocks, place);
 *     blocks_add(&blocks, " apply.", 7);
 *     blocks_end(&blocks, LINE_TEXT);
 *
 * gives "Norms apply.\n" and, at the end of all, "See the report.\n".
 */
#ifndef INGEST_BLOCK_WRITER_H
#define INGEST_BLOCK_WRITER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/buffer.h"
#include "base/error.h"
#include "ingest/extracted.h"

enum block_place { BLOCK_BODY, BLOCK_BOX, BLOCK_NOTES, BLOCK_PLACES };

struct block_writer {
    struct block_stream {
        struct buffer text;
        struct line_kinds kinds;
    } streams[BLOCK_PLACES];
    enum block_place place;
};

/* Sets the empty writer up; each place holds at most what out->text does. */
void blocks_init(struct block_writer *blocks, const struct extracted *out);

/* Adds words; white space runs are one space, none at a line's beginning. */
void blocks_add(struct block_writer *blocks, const char *text, size_t length);

/* Separates what comes from what was. */
void blocks_add_space(struct block_writer *blocks);

/* Whether a line is being written. */
bool blocks_is_open(const struct block_writer *blocks);

/* Ends the line that is being written; an empty one leaves nothing. */
void blocks_end(struct block_writer *blocks, enum line_kind kind);

/* Goes on in another place; returns the one to go back to. */
enum block_place blocks_enter(struct block_writer *blocks,
                              enum block_place place);
void blocks_leave(struct block_writer *blocks, enum block_place back);

/* Appends everything to `out` and releases the writer. ERR_LIMIT. */
MUST_USE enum status blocks_finish(struct block_writer *blocks,
                                   struct extracted *out, struct error *err);

#endif
