/*
 * model.h - what is looked for: themes, their terms, the terms' patterns.
 *
 * A theme ("norms") has terms ("non-binding norms"), a term has one or more
 * patterns, written in one of three syntaxes and compiled by PCRE2. A pattern
 * of an exception finds what contains the term but does not count.
 *
 * Immutable once loaded, and shared by all workers. Ids are indexes into the
 * arrays; themes are ordered by name, terms by theme and name (both by bytes),
 * patterns as the files have them, which is the "lexicon order" of the overlap
 * rule.
 */
#ifndef LEXICON_MODEL_H
#define LEXICON_MODEL_H

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/vector.h"

struct prefix_index;
struct start_index;

enum syntax {
    SYNTAX_PHRASE, /* words as people write them */
    SYNTAX_GLOB,   /* as quanteda, LIWC and WordStat mean it: whole words */
    SYNTAX_REGEX,  /* PCRE2 on canonical text */
};

/* How much of the question "does the pattern begin here?" can be answered from
 * the word alone (see matcher.c). */
enum start_knowledge {
    START_FROM_WORD,    /* all that the word's letters can tell */
    START_FROM_CONTEXT, /* the character before the word matters too */
    START_ANYWHERE,     /* a leading lookbehind, \K or \G: ask everywhere */
};

struct pattern {
    const char *source; /* as written */
    enum syntax syntax;
    bool is_sensitive; /* case matters */
    bool is_exception; /* finds what does not count as the term */
    uint32_t term;
    const char *file; /* for sentences: where the pattern stands */
    uint32_t line;

    pcre2_code *code; /* anchored, compiled with callouts (pattern.h) */
    enum start_knowledge start;
    uint8_t first_bytes[256 / 8]; /* bit set: a match may begin with the byte */
};

struct theme {
    const char *name;
    uint32_t first_term, term_count; /* its terms are consecutive */
};

struct term {
    const char *name;
    uint32_t theme;
};

/* A text that must, or must not, give the term a hit; checked by linting. */
struct example {
    const char *text;
    uint32_t term;
    uint32_t pattern; /* index of the row's pattern; its file and line */
    bool is_counterexample;
};

struct lexicon {
    struct themes VECTOR_OF(struct theme) themes;
    struct terms VECTOR_OF(struct term) terms;
    struct patterns VECTOR_OF(struct pattern) patterns;
    struct examples VECTOR_OF(struct example) examples;
    struct arena arena;                /* owns all strings */
    struct start_index *starts;        /* owned; over `patterns` */
    struct requirements *requirements; /* owned; likewise */
    char digest[65]; /* SHA-256 of all that decides hits, in hex */
};

void lexicon_release(struct lexicon *lexicon);

static inline bool pattern_may_begin_with(const struct pattern *pattern,
                                          unsigned char byte)
{
    return pattern->first_bytes[byte >> 3] >> (byte & 7) & 1;
}

#endif
