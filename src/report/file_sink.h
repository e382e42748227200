/*
 * file_sink.h - a large file written front to back, with its size and digest.
 *
 * Unlike file_write() of base/files.h, which is for contents that are held
 * whole, a sink is for rows: they gather in one block and go out by write(2).
 * A sink makes no temporary file; a run builds its folder aside and publishes
 * it whole.
 *
 * A zeroed sink is closed. Between file_sink_open() and file_sink_close() or
 * file_sink_discard() it may be appended to; the block is kept for the next
 * file until file_sink_release(). Every sentence names the file and the
 * system's reason. Threads: one at a time.
 */
#ifndef REPORT_FILE_SINK_H
#define REPORT_FILE_SINK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/digest.h"
#include "base/error.h"

/* The most bytes that can be asked for at once. */
enum { FILE_SINK_BLOCK = 512 * 1024 };

struct file_sink {
    int file;
    bool is_open;
    char *path;             /* owned */
    char *block;            /* owned; FILE_SINK_BLOCK bytes */
    size_t used;            /* bytes in the block */
    uint64_t written_bytes; /* bytes that left the block */
    struct digest_stream *digest;
};

/* Creates or empties the file. ERR_CREATE. */
enum status file_sink_open(struct file_sink *sink, const char *path,
                           struct error *err) MUST_USE;

/* Writes out the block; its bytes stay until others take their place. ERR_IO.
 */
enum status file_sink_flush(struct file_sink *sink, struct error *err) MUST_USE;

/* Makes sure that `need` <= FILE_SINK_BLOCK bytes may be stored at block +
 * used; the caller stores and then adds to `used`. ERR_IO. */
static inline enum status file_sink_reserve(struct file_sink *sink, size_t need,
                                            struct error *err)
{
    return FILE_SINK_BLOCK - sink->used >= need ? OK
                                                : file_sink_flush(sink, err);
}

/* Appends `length` <= FILE_SINK_BLOCK bytes. ERR_IO. */
enum status file_sink_add(struct file_sink *sink, const void *bytes,
                          size_t length, struct error *err) MUST_USE;

/* Writes out, syncs and closes; `digest` is that of the whole file. The sink is
 * closed also when this fails. ERR_IO. */
enum status file_sink_close(struct file_sink *sink, struct digest *digest,
                            struct error *err) MUST_USE;

/* Closes without caring for the content. */
void file_sink_discard(struct file_sink *sink);

/* Discards if open, and frees all memory. */
void file_sink_release(struct file_sink *sink);

#endif
