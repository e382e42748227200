/*
 * lines.h - which lines of a plain text belong to one paragraph.
 *
 * Plain text comes in two kinds: a paragraph a line, or paragraphs wrapped at a
 * width. The kind is judged from the lines that are followed directly by
 * another: in wrapped text most of them are nearly as long as the longest. It
 * is judged for the whole text, and again for every block between blank lines,
 * since one text may hold a letter, columns and quotations. In wrapped text a
 * line that ended although the next word would have fitted was ended by the
 * writer: a heading, an address line, a paragraph's last line. List items and
 * running heads always stand apart.
 */
#ifndef TEXT_LINES_H
#define TEXT_LINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/vector.h"

struct line {
    uint32_t begin, end;     /* bytes of the raw text, outer space trimmed */
    uint32_t width;          /* characters */
    uint16_t indent;         /* columns before `begin` */
    bool continues;          /* belongs to the paragraph of the line before */
    bool follows_blank_line; /* or is the first */
    uint32_t number;         /* of the raw text's line, from 0; of texts whose
                                format knows its paragraphs only */
};

struct lines VECTOR_OF(struct line);

/* Replaces `out` by the non-blank lines of valid UTF-8 text[0, length); a line
 * ends at LF, CR LF or CR. All have `continues` unset. */
void lines_split(const char *text, size_t length, struct lines *out);

/* The same for text whose format knows its paragraphs: each line is one, but
 * '\v' breaks it softly, as a page did. What follows such a break has
 * `continues` set. */
void lines_split_paragraphs(const char *text, size_t length, struct lines *out);

/* Sets `continues` by the judgement described above. */
void lines_join(const char *text, struct lines *lines);

#endif
