/*
 * packed_lines.h - lines of a concordance as bytes: of a document's record
 * (record.h) and of a group (packed_group.h).
 */
#ifndef TALLY_PACKED_LINES_H
#define TALLY_PACKED_LINES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/packing.h"
#include "tally/concordance.h"

/* Appends the lines of the term in the order of concordance_compare(), each
 * with its document if wanted. */
void lines_pack(const struct concordance *concordance, uint32_t term,
                bool has_documents, struct buffer *out);

enum { PACKED_LINE_LEAST = 14 }; /* bytes of a line */

/* Reads a line, of which the document is 0 where none was written. Returns what
 * is left of its hit; this, hit and right are borrowed, and text is NULL. */
const char *line_unpack(struct unpacking *from, uint32_t term_count,
                        bool has_documents, struct concordance_line *out);

/* Keeps a copy of a line that was read, if it is wanted. */
void line_keep(struct concordance *concordance,
               const struct concordance_line *line, const char *left);

#endif
