/*
 * builder.h - a lexicon in the making.
 *
 * Terms arrive in the order of the files; their final ids follow the order of
 * their names, so that reports need no sorting by name and ids depend on the
 * lexicon alone. The builder gives provisional ids and renumbers at the end.
 */
#ifndef LEXICON_BUILDER_H
#define LEXICON_BUILDER_H

#include "base/error.h"
#include "base/intern.h"
#include "lexicon/model.h"
#include "text/canonical.h"

struct lexicon_builder {
    struct lexicon *lexicon;    /* borrowed; strings go into its arena */
    struct interner *terms;     /* "theme\0term" -> provisional id */
    struct interner *patterns;  /* all that makes a row a duplicate */
    struct canonical canonical; /* working memory */
    struct buffer key;          /* likewise */
};

void lexicon_builder_init(struct lexicon_builder *builder,
                          struct lexicon *lexicon);
void lexicon_builder_release(struct lexicon_builder *builder);

/* Returns the text in canonical form, in the lexicon's arena. NULL when it is
 * blank or more than one paragraph. */
const char *lexicon_canonical_text(struct lexicon_builder *builder,
                                   const char *text);

/* Returns the provisional id of the term, adding it if new. */
uint32_t lexicon_add_term(struct lexicon_builder *builder, const char *theme,
                          const char *term);

/* Compiles and adds a copy of `pattern` (source, syntax, case, exception, term,
 * file and line set). ERR_INPUT: it cannot be compiled, or the term has just
 * this pattern already. */
MUST_USE enum status lexicon_add_pattern(struct lexicon_builder *builder,
                                         const struct pattern *pattern,
                                         struct error *err);

/* Gives the final ids, the start index and the digest. */
void lexicon_finish(struct lexicon_builder *builder);

#endif
