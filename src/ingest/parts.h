/*
 * parts.h - files that hold several documents, and what those are called.
 *
 * The items of feed.rss are documents of their own, called "feed.rss#1",
 * "feed.rss#2" ... in manifests, messages and reports.
 */
#ifndef INGEST_PARTS_H
#define INGEST_PARTS_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "ingest/extractor.h"

/* Returns the number behind the '#' of a part's name, 0 when the path is a
 * file's. `*length` (may be NULL) is set to the length of the file's path. */
uint32_t part_of_path(const char *path, size_t *length);

/* Returns how many documents the file `path`, listed in `folder`, holds; 0: it
 * is one document itself, or cannot be read, which its reader will tell. Only
 * files whose names may stand for several are opened, and taken apart by the
 * extractor. */
uint32_t parts_count(struct extractor *extractor, const char *folder,
                     const char *path);

/* Returns the name of a part, in the arena. */
const char *part_path(struct arena *arena, const char *path, uint32_t part);

#endif
