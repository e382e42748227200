/*
 * corpus_listing.h - the files of a corpus folder, before any is looked at.
 *
 * Listing is apart from opening (corpus.h) so that what follows from the list
 * alone can be found first: whether anything has changed, and who counts what.
 */
#ifndef INGEST_CORPUS_LISTING_H
#define INGEST_CORPUS_LISTING_H

#include <stdbool.h>

#include "base/attr.h"
#include "base/error.h"
#include "base/walk.h"
#include "ingest/issue.h"

/* Documents or not, and what was wrong with finding them. A zeroed one is not
 * listed yet. */
struct corpus_listing {
    struct file_list files;
    struct issues issues;
    bool is_done;
};

/* Lists a folder, unless that is done; errors as of folder_list(). */
MUST_USE enum status corpus_list(struct corpus_listing *listing,
                                 const char *folder, struct error *err);
void corpus_listing_release(struct corpus_listing *listing);

#endif
