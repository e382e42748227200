/*
 * shard_file.h - what counting some shards of a corpus came to, as a file.
 *
 *     magic, version
 *     header      which shards, and what they were counted with
 *     documents   its path, and what a report says of it; of a shard in order
 *                 of paths, and one shard after the other
 *     groups      by name: the counts of all documents of each
 *     SHA-256     of all bytes before
 *
 * Documents and groups are bytes to this file: see shelve.h and
 * tally/packed_group.h. They are written front to back, whatever their number,
 * and the file gets its name when it is whole and on the disk.
 *
 * A file is mapped to be read, and one that is replaced meanwhile is read to
 * its end all the same. One that somebody writes over by hand is told at its
 * end; of one that is cut short the bytes that are gone cannot be read, which
 * may end the process (SIGBUS).
 *
 * Threads: one at a time for each file.
 */
#ifndef RUN_SHARD_FILE_H
#define RUN_SHARD_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include "base/attr.h"
#include "base/buffer.h"
#include "base/digest.h"
#include "base/error.h"
#include "base/files.h"
#include "base/packing.h"
#include "base/vector.h"

/* What decides a shard's counts. Two files can be merged where all of these
 * are equal. */
enum shard_origin {
    ORIGIN_PROGRAM,
    ORIGIN_SETTINGS,
    ORIGIN_LEXICON,  /* and the data files beside it */
    ORIGIN_MANIFEST, /* bytes */
    ORIGIN_FILES,    /* of the corpus: paths and sizes */
    ORIGIN_PLAN,     /* zero: there was none */
    ORIGINS
};

struct shard_numbers VECTOR_OF(uint32_t);

struct shard_header {
    uint32_t shard_count;
    struct shard_numbers shards; /* ascending; owned */
    struct digest origins[ORIGINS];
    uint32_t theme_count, term_count; /* the lexicon's */
    bool is_unconfined; /* some extractor's system calls were not filtered */
};

void shard_header_release(struct shard_header *header);

/* Makes the zeroed `out` a copy. */
void shard_header_copy(struct shard_header *out,
                       const struct shard_header *from);

/* -- Writing --------------------------------------------------------------- */

/* A zeroed one is at no file. */
struct shard_writer {
    struct file_writer file;
    struct buffer block;
    struct digest_stream *digest;
    uint64_t written_bytes;
    bool has_documents; /* all of them */
    /* The time that the file will bear: nothing that was counted was read
     * before. At first when the file was begun. */
    struct timespec as_of;
};

/* Makes the file no younger than that. */
void shard_writer_limit_time(struct shard_writer *writer,
                             const struct timespec *time);

/* Begins the file `path`; errors as of file_writer_begin(). */
MUST_USE enum status shard_writer_begin(struct shard_writer *out,
                                        const char *path, struct error *err);

/* Adds the header, before all else. */
void shard_writer_add_header(struct shard_writer *writer,
                             const struct shard_header *header);

/* Adds a document, after all of the shards before. ERR_IO. */
MUST_USE enum status shard_writer_add_document(struct shard_writer *writer,
                                               const char *path,
                                               const char *bytes, size_t length,
                                               struct error *err);

/* Adds a group, after all documents. ERR_LIMIT: it has more bytes than a buffer
 * holds, and is not whole; ERR_IO. */
MUST_USE enum status shard_writer_add_group(struct shard_writer *writer,
                                            const struct buffer *bytes,
                                            struct error *err);

/* Ends the file and gives it its name. ERR_IO. */
MUST_USE enum status shard_writer_commit(struct shard_writer *writer,
                                         struct error *err);

/* Leaves nothing of what was not committed, and frees all memory. */
void shard_writer_release(struct shard_writer *writer);

/* -- Reading --------------------------------------------------------------- */

struct shard_file {
    char *path;        /* owned */
    int fd;            /* open while it is mapped */
    void *mapped;      /* owned; NULL: not mapped */
    const char *bytes; /* the same */
    size_t length;
    struct timespec modified; /* when it was mapped */
    struct shard_header header;
    struct digest digest;  /* the one at its end, which holds */
    struct unpacking rest; /* from the next document, or group, on */
};

/* Maps a whole shard file. ERR_MISSING: there is none; ERR_FORMAT: it is some
 * other file; ERR_INPUT: it is damaged, or of another version; ERR_IO. */
MUST_USE enum status shard_file_open(struct shard_file *out, const char *path,
                                     struct error *err);
void shard_file_close(struct shard_file *file);

/* Refuses to replace a file that is no shard file, which nobody meant:
 * ERR_FORMAT. ERR_IO. */
MUST_USE enum status shard_file_check_place(const char *path,
                                            struct error *err);

/* Returns whether a document that was changed at this time, in nanoseconds
 * since 1970, was so after the file was written. Nobody knows of a time to
 * come, nor of 0. */
bool shard_file_is_older(const struct shard_file *file, int64_t changed_ns);

/* Finds the next document, borrowed from the file; false after the last, from
 * when on the groups are next. */
struct shard_document {
    const char *path;
    const char *bytes;
    size_t length;
};

bool shard_file_next_document(struct shard_file *file,
                              struct shard_document *out);

/* Finds the next group; false after the last. */
bool shard_file_next_group(struct shard_file *file, struct unpacking *out);

/* Says that what is in it cannot be read, although the digest holds.
 * ERR_INPUT. */
enum status shard_file_say_damaged(const struct shard_file *file,
                                   struct error *err);

/* After the last group: returns OK unless something was amiss on the way, or
 * somebody has written to the file since it was opened. ERR_INPUT; ERR_IO. */
MUST_USE enum status shard_file_end(const struct shard_file *file,
                                    struct error *err);

#endif
