/*
 * loader.h - lexicons from CSV files.
 *
 * Columns: theme, term and pattern are required; syntax, except, case, example,
 * counterexample and note may be left out. Rows with the same theme and term
 * are one term, in whichever file they stand. A bad row names file, line,
 * column and reason; with one bad row the lexicon is not loaded, because a
 * count of something else is worse than none.
 */
#ifndef LEXICON_LOADER_H
#define LEXICON_LOADER_H

#include "base/error.h"
#include "ingest/issue.h"
#include "lexicon/model.h"

/* Loads `path`, a CSV file or a folder of them (administrations.csv is not a
 * lexicon), into the zeroed `out`. Every fault is added to `issues`; ERR_INPUT
 * with the first sentence if there was one, ERR_MISSING when there is nothing
 * at `path`. Release `out` in any case. */
MUST_USE enum status lexicon_load(struct lexicon *out, const char *path,
                                  struct issues *issues, struct error *err);

/* Is the file of a lexicon folder a lexicon? By its name. */
bool lexicon_is_file(const char *path);

/* Makes of one ad-hoc pattern a lexicon of one theme and one term. ERR_INPUT
 * with a sentence when it cannot be compiled. Release `out` in any case. */
MUST_USE enum status lexicon_of_pattern(struct lexicon *out, const char *source,
                                        enum syntax syntax, bool is_sensitive,
                                        struct error *err);

/* Reads the name of a syntax ("" is phrase); false when it is none. */
bool syntax_parse(const char *name, enum syntax *out);
const char *syntax_name(enum syntax syntax);

#endif
