/*
 * files.h - whole files in, whole files out, and nothing half-written.
 *
 * A file is read at once and only if it is a regular file: a FIFO would hold
 * the night up for ever, a device has no end. A file is written under a
 * temporary name in its own folder and renamed when its bytes are on the disk,
 * so that a reader sees the old content or the new one.
 *
 * Every sentence begins with the path and ends with the system's words.
 * Threads: all functions may be called from any thread. walk.h lists folders.
 */
#ifndef BASE_FILES_H
#define BASE_FILES_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/buffer.h"
#include "base/error.h"

/* Reads the regular file `path` into `out`, which is reset first and whose
 * limit is the most bytes accepted. ERR_MISSING: there is no such file;
 * ERR_LIMIT: it is larger; ERR_IO: anything else. */
MUST_USE enum status file_read(const char *path, struct buffer *out,
                               struct error *err);

/* Reads a file that a listing found with `size_bytes`, as file_read() does, but
 * quicker when it still has as many: without examining it again. */
MUST_USE enum status file_read_listed(const char *path, uint64_t size_bytes,
                                      struct buffer *out, struct error *err);

/* Replaces `path` by a file of `length` bytes, durably (file and folder are
 * synced). On failure the old file is untouched and no temporary stays.
 * ERR_CREATE: no file can be made there; ERR_IO: writing failed. */
MUST_USE enum status file_write(const char *path, const void *bytes,
                                size_t length, struct error *err);

/* The same for a file that is written piece by piece: begin, add, and commit or
 * discard. A zeroed writer is at no file. Whatever fails, discard; a commit
 * ends the writing in any case. */
struct file_writer {
    char *path, *temporary; /* owned; NULL: at no file */
    int fd;
};

MUST_USE enum status file_writer_begin(struct file_writer *out,
                                       const char *path, struct error *err);
MUST_USE enum status file_writer_add(struct file_writer *writer,
                                     const void *bytes, size_t length,
                                     struct error *err);
MUST_USE enum status file_writer_commit(struct file_writer *writer,
                                        struct error *err);
void file_writer_discard(struct file_writer *writer);

/* Gives the file `path` a second name, `link`; or where that cannot be (another
 * file system, one without links, too many of them) makes a copy, whose bytes
 * are on the disk, with its permissions. The name is durable when its folder is
 * synced. ERR_CREATE, ERR_IO. */
MUST_USE enum status file_link(const char *path, const char *link,
                               struct error *err);

/* Creates the folder `path` and those above it; it may exist, as the current
 * folder ("") does. ERR_CREATE. */
MUST_USE enum status folder_create(const char *path, struct error *err);

/* Makes renames, new and removed names in the folder durable. ERR_IO: final,
 * not to be tried again (a second fsync may lie). */
MUST_USE enum status folder_sync(const char *path, struct error *err);

/* Returns "folder/name" ("name" when folder is ""); the caller frees it. */
char *path_join(const char *folder, const char *name);

/* Returns the part after the last '/', within `path`. */
const char *path_name(const char *path);

#endif
