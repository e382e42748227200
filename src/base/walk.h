/*
 * walk.h - the files of a folder, and a folder's removal.
 *
 * What is listed: regular files at any depth, by path relative to the root with
 * '/' between folders, sorted by bytes. What is not: anything hidden (its name
 * begins with '.'), folders below the root that runs are published in (they
 * hold .lock and runs/), devices, pipes and sockets, and links that lead out of
 * the root, nowhere, or back to a folder they lie in. What may not be read is
 * told to a callback with a sentence, and the rest is listed: one bad folder
 * must not stop the night. When the system fails (no memory, no descriptor
 * left, the disk), nothing is listed: half a corpus would pass for the whole.
 */
#ifndef BASE_WALK_H
#define BASE_WALK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/error.h"
#include "base/vector.h"

enum {
    WALK_DEPTH_MAX = 64,      /* folders within folders */
    WALK_FILES_MAX = 4000000, /* links can multiply files without end */
};

struct file_entry {
    const char *path; /* relative to the root; in the list's `paths` */
    uint64_t size_bytes;
    uint64_t inode;
    int64_t modified_ns, changed_ns; /* since 1970: content, and anything */
};

/* Hundreds of thousands of paths: an arena keeps them side by side, and a
 * caller that goes on using them may take it over. */
struct file_list {
    struct file_entry *items;
    size_t count, capacity;
    struct arena paths;
};

/* Told of an entry left out: its path relative to the root, whether the system
 * denies to look at it, so that nobody knows what is lost, and a sentence that
 * does not repeat the path. All are borrowed for the call. */
typedef void walk_problem_fn(void *context, const char *path, bool is_denied,
                             const char *sentence);

/* Lists the files of folder `root` into the empty list `out`; `problem` may be
 * NULL. ERR_MISSING: there is no such folder; ERR_IO: it or one below
 * cannot be listed;
 * ERR_LIMIT: more than WALK_FILES_MAX files. Release `out` in any case. */
MUST_USE enum status folder_list(const char *root, struct file_list *out,
                                 walk_problem_fn *problem, void *context,
                                 struct error *err);

void file_list_release(struct file_list *list);

/* Removes `path` and all below it; links are removed, never followed. It is no
 * fault when there is no such path. ERR_IO. */
MUST_USE enum status tree_remove(const char *path, struct error *err);

#endif
