/* shard_file.c - see shard_file.h. */
#include "run/shard_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/stop.h"
#include "run/shard.h"

static const char magic[] = "policylex shard file\n";

enum {
    MAGIC_LENGTH = sizeof(magic) - 1,
    SHARD_FILE_VERSION = 1, /* a higher one for other bytes */
    BLOCK_BYTES = 1 << 20,
    LEXICON_MAX = 1 << 24, /* themes, or terms */
};

void shard_header_release(struct shard_header *header)
{
    free(header->shards.items);
    *header = (struct shard_header){0};
}

void shard_header_copy(struct shard_header *out,
                       const struct shard_header *from)
{
    *out = *from;
    out->shards = (struct shard_numbers){0};
    for (size_t i = 0; i < from->shards.count; i++)
        *VECTOR_PUSH(&out->shards) = from->shards.items[i];
}

/* -- The header ------------------------------------------------------------ */

static void write_header(const struct shard_header *header, struct buffer *out)
{
    uint32_t least = 1;

    buffer_add(out, magic, MAGIC_LENGTH);
    pack_number(out, SHARD_FILE_VERSION);
    pack_number(out, header->shard_count);
    pack_number(out, header->shards.count);
    for (size_t i = 0; i < header->shards.count; i++) {
        pack_number(out, header->shards.items[i] - least);
        least = header->shards.items[i] + 1;
    }
    for (int i = 0; i < ORIGINS; i++)
        buffer_add(out, header->origins[i].bytes, DIGEST_SIZE);
    pack_number(out, header->theme_count);
    pack_number(out, header->term_count);
    pack_number(out, header->is_unconfined);
}

static void read_shards(struct unpacking *from, struct shard_header *out)
{
    size_t count = unpack_count(from, 1);
    uint32_t least = 1;

    if (!count)
        unpack_fail(from);
    for (size_t i = 0; i < count && !from->has_failed; i++) {
        if (least > out->shard_count) {
            unpack_fail(from);
            return;
        }
        least += unpack_id(from, out->shard_count - least + 1);
        *VECTOR_PUSH(&out->shards) = least++;
    }
}

static void read_header(struct unpacking *from, struct shard_header *out)
{
    out->shard_count = (uint32_t)unpack_number(from, SHARDS_MAX);
    read_shards(from, out);
    for (int i = 0; i < ORIGINS; i++) {
        const char *bytes = unpack_bytes(from, DIGEST_SIZE);

        if (bytes)
            memcpy(out->origins[i].bytes, bytes, DIGEST_SIZE);
    }
    out->theme_count = (uint32_t)unpack_number(from, LEXICON_MAX);
    out->term_count = (uint32_t)unpack_number(from, LEXICON_MAX);
    out->is_unconfined = unpack_number(from, 1) != 0;
}

static int64_t nanoseconds(const struct timespec *time)
{
    return (int64_t)time->tv_sec * 1000000000 + time->tv_nsec;
}

/* -- Writing --------------------------------------------------------------- */

static enum status put(struct shard_writer *writer, const void *bytes,
                       size_t length, struct error *err)
{
    digest_stream_add(writer->digest, bytes, length);
    writer->written_bytes += length;
    return file_writer_add(&writer->file, bytes, length, err);
}

static enum status flush(struct shard_writer *writer, struct error *err)
{
    enum status status = put(writer, buffer_text(&writer->block),
                             writer->block.length, err);

    buffer_reset(&writer->block);
    return status;
}

static enum status make_room(struct shard_writer *writer, struct error *err)
{
    return writer->block.length < BLOCK_BYTES ? OK : flush(writer, err);
}

enum status shard_writer_begin(struct shard_writer *out, const char *path,
                               struct error *err)
{
    struct stat info;

    *out = (struct shard_writer){0};
    if (file_writer_begin(&out->file, path, err) != OK)
        return err->code;
    out->digest = digest_stream_new();
    if (fstat(out->file.fd, &info) < 0)
        return error_errno(err, ERR_IO, "%s: cannot be examined", path);
    out->as_of = info.st_mtim;
    return OK;
}

void shard_writer_limit_time(struct shard_writer *writer,
                             const struct timespec *time)
{
    if (nanoseconds(time) < nanoseconds(&writer->as_of))
        writer->as_of = *time;
}

void shard_writer_add_header(struct shard_writer *writer,
                             const struct shard_header *header)
{
    write_header(header, &writer->block);
}

/* Each document has a 1 before it, and the last a 0 behind it; so have groups.
 */
static void end_list(struct shard_writer *writer)
{
    pack_number(&writer->block, 0);
}

enum status shard_writer_add_document(struct shard_writer *writer,
                                      const char *path, const char *bytes,
                                      size_t length, struct error *err)
{
    struct buffer *block = &writer->block;

    pack_number(block, 1);
    pack_string(block, path);
    pack_number(block, length);
    buffer_add(block, bytes, length);
    return make_room(writer, err);
}

static void end_documents(struct shard_writer *writer)
{
    if (!writer->has_documents)
        end_list(writer);
    writer->has_documents = true;
}

/* A large one is not copied. */
enum status shard_writer_add_group(struct shard_writer *writer,
                                   const struct buffer *bytes,
                                   struct error *err)
{
    struct buffer *block = &writer->block;

    if (buffer_is_full(bytes))
        return error_set(err, ERR_LIMIT,
                         "%s: a group's counts are more than the 4 GB that a "
                         "shard file can hold of one; put fewer documents "
                         "together",
                         writer->file.path);
    end_documents(writer);
    pack_number(block, 1);
    pack_number(block, bytes->length);
    if (flush(writer, err) != OK)
        return err->code;
    return put(writer, buffer_text(bytes), bytes->length, err);
}

enum status shard_writer_commit(struct shard_writer *writer, struct error *err)
{
    const struct timespec times[] = {writer->as_of, writer->as_of};
    struct digest digest;

    end_documents(writer);
    end_list(writer);
    if (flush(writer, err) != OK)
        return err->code;
    digest_stream_finish(writer->digest, &digest);
    if (put(writer, digest.bytes, DIGEST_SIZE, err) != OK)
        return err->code;
    /* what is changed after it was read must be younger than the file */
    if (futimens(writer->file.fd, times) < 0)
        return error_errno(err, ERR_IO, "%s: cannot be given its time",
                           writer->file.path);
    return file_writer_commit(&writer->file, err);
}

void shard_writer_release(struct shard_writer *writer)
{
    file_writer_discard(&writer->file);
    buffer_release(&writer->block);
    digest_stream_free(writer->digest);
    *writer = (struct shard_writer){0};
}

/* -- Reading --------------------------------------------------------------- */

/* An empty file is not mapped. */
static enum status map(struct shard_file *out, int fd, struct error *err)
{
    struct stat info;
    void *bytes;

    if (fstat(fd, &info) < 0)
        return error_errno(err, ERR_IO, "%s: cannot be examined", out->path);
    if (!S_ISREG(info.st_mode))
        return error_set(err, ERR_FORMAT, "%s: is not a shard file", out->path);
    if (info.st_size == 0)
        return OK;
    bytes = mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (bytes == MAP_FAILED)
        return error_errno(err, ERR_IO, "%s: cannot be read", out->path);
    (void)madvise(bytes, (size_t)info.st_size, MADV_SEQUENTIAL);
    out->fd = fd;
    out->mapped = bytes;
    out->bytes = bytes;
    out->length = (size_t)info.st_size;
    out->modified = info.st_mtim;
    return OK;
}

/* ERR_IO: that may pass. */
static enum status status_of_open(int number)
{
    switch (number) {
    case ENOENT:
    case ENOTDIR:
        return ERR_MISSING;
    case EACCES:
    case ELOOP:
    case ENAMETOOLONG:
        return ERR_INPUT;
    default:
        return ERR_IO;
    }
}

static enum status map_file(struct shard_file *out, struct error *err)
{
    /* O_NONBLOCK: opening a FIFO that nobody writes to must not wait. */
    int fd = open(out->path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    enum status status;

    if (fd < 0)
        return error_errno(err, status_of_open(errno), "%s: cannot be opened",
                           out->path);
    status = map(out, fd, err);
    if (!out->mapped)
        close(fd);
    return status;
}

/* A cut shard file has this much at least: it gets its name when it is whole.
 */
static bool begins_as_one(const struct shard_file *file)
{
    return file->length >= MAGIC_LENGTH &&
           memcmp(file->bytes, magic, MAGIC_LENGTH) == 0;
}

/* In blocks, as a large file takes longer than a stop can wait. */
static void digest_bytes(const char *bytes, size_t length, struct digest *out)
{
    struct digest_stream *stream = digest_stream_new();

    while (length && !stop_is_wanted()) {
        size_t some = length < BLOCK_BYTES ? length : BLOCK_BYTES;

        digest_stream_add(stream, bytes, some);
        bytes += some;
        length -= some;
    }
    digest_stream_finish(stream, out);
    digest_stream_free(stream);
}

static bool is_whole(struct shard_file *file)
{
    struct digest digest;

    if (file->length < MAGIC_LENGTH + DIGEST_SIZE)
        return false;
    digest_bytes(file->bytes, file->length - DIGEST_SIZE, &digest);
    memcpy(file->digest.bytes, file->bytes + file->length - DIGEST_SIZE,
           DIGEST_SIZE);
    return memcmp(&digest, &file->digest, sizeof(digest)) == 0;
}

enum status shard_file_say_damaged(const struct shard_file *file,
                                   struct error *err)
{
    return error_set(err, ERR_INPUT,
                     "%s: is damaged (its bytes are not those that were "
                     "written); count its shard again",
                     file->path);
}

/* Looks at all but documents and groups. */
static enum status examine(struct shard_file *file, struct error *err)
{
    if (!begins_as_one(file))
        return error_set(err, ERR_FORMAT, "%s: is not a shard file",
                         file->path);
    if (!is_whole(file))
        return stop_check(err) == OK ? shard_file_say_damaged(file, err)
                                     : err->code;
    file->rest = (struct unpacking){file->bytes + MAGIC_LENGTH,
                                    file->bytes + file->length - DIGEST_SIZE,
                                    false};
    if (unpack_number(&file->rest, UINT64_MAX) != SHARD_FILE_VERSION)
        return error_set(err, ERR_INPUT,
                         "%s: was written by another version of policylex; "
                         "count its shard again",
                         file->path);
    read_header(&file->rest, &file->header);
    return file->rest.has_failed ? shard_file_say_damaged(file, err) : OK;
}

enum status shard_file_open(struct shard_file *out, const char *path,
                            struct error *err)
{
    enum status status;

    *out = (struct shard_file){.path = memory_copy_text(path, strlen(path))};
    status = map_file(out, err);
    if (status == OK)
        status = examine(out, err);
    if (status != OK)
        shard_file_close(out);
    return status;
}

void shard_file_close(struct shard_file *file)
{
    if (file->mapped) {
        munmap(file->mapped, file->length);
        close(file->fd);
    }
    shard_header_release(&file->header);
    free(file->path);
    *file = (struct shard_file){0};
}

enum status shard_file_check_place(const char *path, struct error *err)
{
    struct shard_file file = {.path = memory_copy_text(path, strlen(path))};
    enum status status = map_file(&file, err);

    if (status == ERR_FORMAT || (status == OK && !begins_as_one(&file)))
        error_set(err, status = ERR_FORMAT,
                  "%s: is not a shard file, and is not overwritten; name "
                  "another file with --out, or remove this one",
                  path);
    shard_file_close(&file);
    return status == ERR_MISSING ? OK : status;
}

bool shard_file_is_older(const struct shard_file *file, int64_t changed_ns)
{
    int64_t written_ns = nanoseconds(&file->modified);
    struct timespec now;

    if (changed_ns <= written_ns)
        return false;
    clock_gettime(CLOCK_REALTIME, &now);
    return changed_ns <= nanoseconds(&now);
}

bool shard_file_next_document(struct shard_file *file,
                              struct shard_document *out)
{
    struct unpacking *rest = &file->rest;

    if (!unpack_number(rest, 1))
        return false;
    out->path = unpack_string(rest);
    out->length = unpack_count(rest, 1);
    out->bytes = unpack_bytes(rest, out->length);
    return !rest->has_failed;
}

bool shard_file_next_group(struct shard_file *file, struct unpacking *out)
{
    struct unpacking *rest = &file->rest;
    size_t length;
    const char *bytes;

    if (!unpack_number(rest, 1))
        return false;
    length = unpack_count(rest, 1);
    bytes = unpack_bytes(rest, length);
    if (rest->has_failed)
        return false;
    *out = (struct unpacking){bytes, bytes + length, false};
    return true;
}

/* What was read was then perhaps not what the digest holds of. */
static bool is_as_opened(const struct shard_file *file, const struct stat *info)
{
    return (size_t)info->st_size == file->length &&
           info->st_mtim.tv_sec == file->modified.tv_sec &&
           info->st_mtim.tv_nsec == file->modified.tv_nsec;
}

enum status shard_file_end(const struct shard_file *file, struct error *err)
{
    struct stat info;

    if (fstat(file->fd, &info) < 0)
        return error_errno(err, ERR_IO, "%s: cannot be examined", file->path);
    if (!is_as_opened(file, &info))
        return error_set(err, ERR_INPUT,
                         "%s: has changed while it was read; count its shard "
                         "again",
                         file->path);
    return unpacking_is_done(&file->rest) ? OK
                                          : shard_file_say_damaged(file, err);
}
