/*
 * inputs.h - everything that a run reads besides the documents.
 *
 * Lexicon, abbreviations, administrations, boilerplate lines and the list of
 * documents, loaded and checked before anything is counted. The data files of a
 * lexicon folder (abbreviations/en.txt, administrations.csv, boilerplate.txt)
 * stand in for the ones that the program carries inside.
 *
 * Immutable once loaded; shared by all workers.
 */
#ifndef RUN_INPUTS_H
#define RUN_INPUTS_H

#include "base/digest.h"
#include "base/error.h"
#include "ingest/administrations.h"
#include "ingest/boilerplate.h"
#include "ingest/corpus.h"
#include "ingest/issue.h"
#include "lexicon/model.h"
#include "run/fingerprint.h"
#include "run/plan.h"
#include "run/settings.h"
#include "text/abbreviations.h"
#include "text/segmented.h"

/* The data files' names in the lexicon folder. */
enum { INPUTS_DATA_FILES = 3 };
extern const char *const inputs_data_files[INPUTS_DATA_FILES];

struct inputs {
    struct lexicon lexicon;
    struct abbreviations *abbreviations;
    struct administrations administrations;
    struct boilerplate *boilerplate;
    struct interner *known_words;  /* words of the lexicon, case-folded */
    struct corpus_listing listing; /* of the corpus, until it is opened */
    struct plan plan; /* where the settings name one: with its listing in place
                         of that above */
    struct digest files_digest; /* path and size of every file listed */
    size_t files_listed;
    struct inputs_fingerprint fingerprint;
    struct corpus corpus;
    struct text_rules rules; /* made of the above and the settings */
    struct digest administrations_digest; /* of their data file */
    struct digest data_digest; /* of the data files that texts are read by:
                                  abbreviations and boilerplate */
};

/* Loads all but lexicon and corpus into the zeroed `out`. Every function here
 * adds each fault to `issues` and returns the first as ERR_INPUT; release `out`
 * in any case. */
MUST_USE enum status inputs_load_data(struct inputs *out,
                                      const struct settings *settings,
                                      struct issues *issues, struct error *err);

/* Loads the lexicon too. */
MUST_USE enum status inputs_load_lexicon(struct inputs *out,
                                         const struct settings *settings,
                                         struct issues *issues,
                                         struct error *err);

/* Opens the corpus, listed or not, after the data was loaded. Where the
 * settings name a shard, only its documents are in it. */
MUST_USE enum status inputs_open_corpus(struct inputs *out,
                                        const struct settings *settings,
                                        struct issues *issues,
                                        struct error *err);

/* Lists the corpus, unless that is done, or reads the plan, which stands for
 * the list; opening the corpus empties it. ERR_USAGE: the plan is for another
 * number of shards; ERR_MISSING: no such folder, or none of the files that the
 * plan gives to the shard is in it. */
MUST_USE enum status inputs_list_files(struct inputs *out,
                                       const struct settings *settings,
                                       struct issues *issues,
                                       struct error *err);

/* Returns the list of files; borrowed. */
struct corpus_listing *inputs_listing(struct inputs *inputs);

void inputs_release(struct inputs *inputs);

#endif
