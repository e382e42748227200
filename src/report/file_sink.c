/* file_sink.c - see file_sink.h. */
#include "report/file_sink.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"

enum status file_sink_open(struct file_sink *sink, const char *path,
                           struct error *err)
{
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);

    if (file < 0)
        return error_errno(err, ERR_CREATE, "%s: cannot be created", path);
    sink->file = file;
    sink->is_open = true;
    sink->path = memory_copy_text(path, strlen(path));
    sink->used = 0;
    sink->written_bytes = 0;
    if (!sink->block)
        sink->block = memory_get(FILE_SINK_BLOCK);
    /* A discarded file may have left a stream half fed. */
    digest_stream_free(sink->digest);
    sink->digest = digest_stream_new();
    return OK;
}

/* Has the kernel bring what was just written to the disk while the next block
 * is made, so that there is little left for fsync to wait for. It promises
 * nothing, and not every file system can do it: fsync decides. */
static void start_writeback(const struct file_sink *sink)
{
    (void)sync_file_range(sink->file, (off_t)sink->written_bytes,
                          (off_t)sink->used, SYNC_FILE_RANGE_WRITE);
}

enum status file_sink_flush(struct file_sink *sink, struct error *err)
{
    size_t done = 0;

    while (done < sink->used) {
        ssize_t wrote = write(sink->file, sink->block + done,
                              sink->used - done);

        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote < 0)
            return error_errno(err, ERR_IO, "%s: cannot be written",
                               sink->path);
        done += (size_t)wrote;
    }
    start_writeback(sink);
    digest_stream_add(sink->digest, sink->block, done);
    sink->written_bytes += done;
    sink->used = 0;
    return OK;
}

enum status file_sink_add(struct file_sink *sink, const void *bytes,
                          size_t length, struct error *err)
{
    enum status status = file_sink_reserve(sink, length, err);

    if (status == OK) {
        memcpy(sink->block + sink->used, bytes, length);
        sink->used += length;
    }
    return status;
}

static enum status sync_file(struct file_sink *sink, struct error *err)
{
    if (fsync(sink->file) == 0)
        return OK;
    return error_errno(err, ERR_IO, "%s: cannot be synced", sink->path);
}

/* close(2) may report what an earlier write ran into (NFS, quotas). After EINTR
 * Linux has closed the descriptor. */
static enum status close_file(struct file_sink *sink, struct error *err)
{
    sink->is_open = false;
    if (close(sink->file) == 0 || errno == EINTR)
        return OK;
    return error_errno(err, ERR_IO, "%s: cannot be closed", sink->path);
}

static void forget_path(struct file_sink *sink)
{
    free(sink->path);
    sink->path = NULL;
}

enum status file_sink_close(struct file_sink *sink, struct digest *digest,
                            struct error *err)
{
    enum status status = file_sink_flush(sink, err);

    if (status == OK)
        status = sync_file(sink, err);
    if (status == OK) {
        status = close_file(sink, err);
        digest_stream_finish(sink->digest, digest);
        forget_path(sink);
    } else {
        file_sink_discard(sink);
    }
    return status;
}

void file_sink_discard(struct file_sink *sink)
{
    if (!sink->is_open)
        return;
    close(sink->file);
    sink->is_open = false;
    forget_path(sink);
}

void file_sink_release(struct file_sink *sink)
{
    file_sink_discard(sink);
    free(sink->block);
    digest_stream_free(sink->digest);
    *sink = (struct file_sink){.file = -1};
}
