/* corpus_listing.c - see corpus_listing.h. */
#include "ingest/corpus_listing.h"

/* What may be documents and cannot be looked at is as one that cannot be read.
 */
static void tell_of_entry(void *context, const char *path, bool is_denied,
                          const char *sentence)
{
    struct issue_place place = {is_denied ? SEVERITY_ERROR : SEVERITY_WARNING,
                                "corpus", path, NULL};

    issues_add(context, &place, "%s", sentence);
}

enum status corpus_list(struct corpus_listing *listing, const char *folder,
                        struct error *err)
{
    if (listing->is_done)
        return OK;
    if (folder_list(folder, &listing->files, tell_of_entry, &listing->issues,
                    err) != OK) {
        corpus_listing_release(listing);
        return err->code;
    }
    listing->is_done = true;
    return OK;
}

void corpus_listing_release(struct corpus_listing *listing)
{
    file_list_release(&listing->files);
    issues_release(&listing->issues);
    *listing = (struct corpus_listing){0};
}
