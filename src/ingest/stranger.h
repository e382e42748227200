/*
 * stranger.h - what a file of the corpus is whose name does not say.
 *
 * "index.aspx" is a page, "scan.png" none, and "a.txt~" is what an editor kept
 * of a.txt: its name decides, else its bytes.
 */
#ifndef INGEST_STRANGER_H
#define INGEST_STRANGER_H

#include <stdbool.h>

struct stranger {
    bool is_document; /* that is read, or whose loss must be told as an error */
    const char *what; /* where it is none: "a PNG image"; NULL: not known */
};

/* Looks at the file `path` below `folder`. */
struct stranger stranger_look_at(const char *folder, const char *path);

/* Is it, by its name, what editors keep of the text before, or a download
 * under way: one document twice, or half of one? */
bool stranger_is_backup(const char *path);

#endif
