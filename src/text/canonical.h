/*
 * canonical.h - a document's text in the one form that everything else reads.
 *
 * Raw text comes as authors, browsers and word processors left it. Canonical
 * text is valid UTF-8 in NFC; ligatures are spelled out; soft hyphens and
 * zero-width characters are gone; every Unicode space is a space and runs are
 * one; U+2010 and U+2011 are '-'; curly quotes are straight; each paragraph is
 * one line ended by '\n'. En and em dashes stay. (SEMANTICS: canonical text.)
 *
 * Made once per document; its memory is kept for the next one. One per worker.
 */
#ifndef TEXT_CANONICAL_H
#define TEXT_CANONICAL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "text/lines.h"
#include "text/span.h"

struct interner;

/* How the raw text says where paragraphs end. */
enum text_layout {
    LAYOUT_LINES, /* plain text: to be judged from its lines */
    /* The format knows: every line is a paragraph. A '\v' in it is where the
     * page broke the line, and where a split word may be rejoined. */
    LAYOUT_PARAGRAPHS,
    LAYOUT_VERBATIM, /* one paragraph, byte for byte (conformance tests) */
};

struct canonical {
    struct buffer text;      /* paragraphs, each followed by one '\n' */
    struct spans paragraphs; /* without their '\n'; never empty ones */
    struct first_lines VECTOR_OF(uint32_t) first_lines; /* of each, in `lines`;
                                                           not if verbatim */
    size_t invalid_count;  /* invalid byte sequences, now U+FFFD each */
    size_t invalid_offset; /* bytes before the first one in the raw text */

    struct lines lines; /* what the paragraphs were made of */

    /* working memory, kept between documents */
    struct buffer repaired;
    struct interner *words; /* of the document at hand, when asked for */
};

/* Replaces what `out` holds by the canonical form of raw[0, length).
 *
 * `known_words` (may be NULL) holds case-folded words that exist besides the
 * document's own: a word split by a hyphen at a line's end is rejoined without
 * the hyphen when the joined form is one of these, of the document's, or
 * English (split_word.h). */
void canonical_make(struct canonical *out, const char *raw, size_t length,
                    enum text_layout layout,
                    const struct interner *known_words);

void canonical_release(struct canonical *canonical);

#endif
