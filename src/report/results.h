/*
 * results.h - all that a run has counted, as the reports read it.
 *
 * Filled by run/, read-only here, and shared by all reports, which may be
 * written at the same time by several threads. Ids are of the lexicon, of
 * `types` and of `forms`; none may reach a report: rows are sorted by value,
 * then by bytes.
 */
#ifndef REPORT_RESULTS_H
#define REPORT_RESULTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/digest.h"
#include "base/intern.h"
#include "ingest/administrations.h"
#include "ingest/corpus.h"
#include "ingest/issue.h"
#include "lexicon/model.h"
#include "tally/groups.h"
#include "tally/stock.h"

struct candidate;
struct differences;

enum document_status {
    DOCUMENT_COUNTED,
    DOCUMENT_EMPTY,          /* readable, without a word */
    DOCUMENT_OTHER_LANGUAGE, /* no lexicon is for it: only in documents.csv */
    DOCUMENT_DUPLICATE,      /* likewise, where duplicates are to be skipped */
    DOCUMENT_UNREADABLE,     /* counted nowhere; issues.csv says why */
};

/*
 * There may be a million documents, so what is kept of each is small. A text
 * has at most BUFFER_LIMIT bytes, which 32 bits can say, so they can say how
 * many characters, words, sentences and paragraphs it has, too; and how many
 * hits a term has, which share no word. Only the hits of several terms
 * together, which do where `overlap` is "all", may be more.
 */
struct theme_result {
    uint64_t hits;
    uint32_t theme;
    uint32_t sentences; /* with at least one hit */
};

struct term_result {
    uint32_t term;
    uint32_t hits;
};

struct document_totals {
    uint64_t hits;
    uint32_t characters, words, sentences, paragraphs;
    uint32_t heading_words;     /* of headings that are not counted here */
    uint32_t boilerplate_words; /* of stock paragraphs, counted or not */
};

/* Returns the status in words: "other language". Static. */
const char *document_status_name(enum document_status status);

/* What a document came to. Lists name only what has hits, by ascending id. */
struct document_result {
    const char *group;    /* name; "(unknown)" where the column is blank */
    const char *format;   /* static; "" when unknown */
    const char *language; /* code of ISO 639; "" when unknown */
    const char *language_source; /* static: manifest, text, metadata; "" */
    const char *encoding;        /* of the file's text; "" when it has none */
    const char *duplicate_of;    /* path; "" when it is none */
    const char *duplicate_kind;  /* see tally/duplicates.h; "" likewise */
    const struct theme_result *themes;
    const struct term_result *terms;
    uint32_t theme_count, term_count;
    struct document_totals totals; /* zero if unreadable */
    struct digest digest;          /* of the file's bytes, if `has_digest` */
    bool has_digest;               /* its bytes could be read */
    uint8_t status;                /* enum document_status */
};

/* Returns the digest in hexadecimal, written into `hex`; "" if there is none.
 */
const char *document_sha256(const struct document_result *result,
                            char hex[DIGEST_HEX_SIZE]);

struct results {
    const struct corpus *corpus;
    const struct lexicon *lexicon;
    const struct document_result *documents;       /* as corpus->items */
    const char *group_by;                          /* the column's name */
    const struct administrations *administrations; /* in time; or NULL */
    const struct group *groups; /* those with a counted document, by name */
    size_t group_count;
    const struct group *all;      /* "(all)", the sum of the groups */
    const struct interner *types; /* word types, case-folded */
    const struct interner *forms; /* matched forms, case-folded */
    bool has_unit[UNITS];         /* which co-occurrence units were counted */
    uint32_t window_words;        /* of UNIT_WINDOW */
    size_t top_words;             /* rows a group in word reports */
    const struct stock *stock;    /* empty unless looked for */
    const struct stock_note *stock_notes; /* of each of its paragraphs */
    bool leaves_stock_out;
    const struct candidate *candidates; /* unless sought, none */
    size_t candidate_count;
    const struct differences *differences; /* from the run before; or NULL */
    const struct issues *issues;
};

/* Returns how many co-occurrence units of the kind a tally has: sentences,
 * paragraphs, documents; for UNIT_WINDOW its words. */
uint64_t results_units(const struct tally *tally, enum unit unit);

/* Returns "sentence", "paragraph", "document", "window:N"; written into `name`.
 */
void results_unit_name(const struct results *results, enum unit unit,
                       char name[32]);

#endif
