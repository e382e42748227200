/*
 * document_language.h - which language a document is in, and whether there is a
 * lexicon for it.
 *
 * The manifest's word counts most, then what the text shows, then what the
 * document says of itself.
 */
#ifndef RUN_DOCUMENT_LANGUAGE_H
#define RUN_DOCUMENT_LANGUAGE_H

#include <stddef.h>

struct worker;

/* Returns the code of the language that the text just counted shows; "" when it
 * shows none. Static. */
const char *worker_shown_language(struct worker *worker);

/* Decides the language of document `index` and, by it, the status: `stated` is
 * the manifest's word, "" if it has none; what the text shows is
 * worker->shown_language. */
void worker_judge_language(struct worker *worker, size_t index,
                           const char *stated);

#endif
