/*
 * record.h - everything that counting one document came to, as bytes.
 *
 * What is kept of a document from one night to the next, and what would be sent
 * from one machine to another: from its record a document is counted as from
 * itself, without being read. Types and matched forms go as their texts, so
 * that a record means the same to any worker; themes, terms and patterns go as
 * their ids, and belong to one state of the lexicon.
 *
 *     version
 *     tally       totals; a list of counts for each kind; types, by text
 *     headings    likewise; how many words headings and boilerplate have
 *     failures    of patterns
 *     lines       of the concordance, by term and place
 *     sketch      if there is one
 *     document    language, format, dateline; encoding, metadata, issues
 *
 * Types and keys ascend, so that each is a short step from the one before; a
 * type is written without up to seven bytes that it begins with as the one
 * before does. The counts of a text of 4,000 bytes take some 2,000. A document
 * has the same record whichever worker counted it, and on any machine, for
 * nothing in it depends on ids of types or forms, nor on the order in which
 * they were met.
 *
 * Where the counts of a group are kept apart (packed_group.h), a document's own
 * rows need less of it. Its brief record has of the tally the totals, the hits
 * by themes and terms and the sentences by themes, no headings and no lines,
 * and all else as above.
 *
 * Decoding is safe on any bytes: they are held against what they can hold and
 * against the lexicon's ids, keys against their order, sums against totals.
 */
#ifndef TALLY_RECORD_H
#define TALLY_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/intern.h"
#include "ingest/extracted.h"
#include "lexicon/matcher.h"
#include "tally/concordance.h"
#include "tally/duplicates.h"
#include "tally/tally.h"

/* Higher numbers for other bytes. */
enum {
    RECORD_VERSION = 1,
    RECORD_VERSION_BRIEF = 64 + RECORD_VERSION /* never that of a whole one */
};

/* No count in a record is larger: 2^16 documents of such counts can be added
 * up, and no computer counts so far. */
#define RECORD_COUNT_MAX ((UINT64_C(1) << 48) - 1)

/* Where the parts of a document's counts are: record_encode() reads them,
 * record_decode() fills them in. All borrowed, none NULL but where said. */
struct document_record {
    struct document_tally *tally;
    struct document_tally *headings; /* without types */
    struct failures *failures;
    struct concordance *samples; /* of this document alone; of terms that
                                    its tally has */
    struct extracted *extracted; /* all but its text, lines and parts */
    const char *format;          /* name; static when decoded */
    const char *language;        /* that the text shows; "" for none */
    const struct sketch *sketch; /* NULL: none was made */
    uint32_t heading_words, boilerplate_words;
    bool is_brief; /* to be encoded so; as the reader expected */
};

/* Appends the record, of which the ids of types and forms are those of the two
 * interners. What does not fit makes `out` full. */
void record_encode(const struct document_record *record,
                   const struct interner *types, const struct interner *forms,
                   struct buffer *out);

/* What a record is decoded for. */
struct record_reader {
    struct interner *types, *forms; /* the worker's: new ones are added */
    struct arena *kept;             /* gets language and sketch */
    uint32_t document;              /* its index, for the samples */
    uint32_t theme_count, term_count, pattern_count; /* the lexicon's */
    bool is_brief; /* the record is expected to be */
};

/* Replaces what the record's pointers lead to; samples are to be empty, and of
 * the lexicon's terms; extracted loses its text. Types are in order of their
 * texts. What a brief record does not have is empty. ERR_FORMAT: the
 * bytes are no such record, or one of the other kind; all is empty then. */
MUST_USE enum status record_decode(const void *bytes, size_t length,
                                   const struct record_reader *reader,
                                   struct document_record *out,
                                   struct error *err);

#endif
