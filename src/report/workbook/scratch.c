/* scratch.c - see scratch.h. */
#include "report/workbook/scratch.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "base/buffer.h"
#include "base/memory.h"

/* The library writes a cell at a time; several sheets are open at once. */
enum { STREAM_BYTES = 64 * 1024 };

struct scratch_file {
    struct scratch *scratch;
    struct scratch_file *next, **link; /* among the open ones */
    FILE *stream;
    int file;
};

static _Thread_local struct scratch *used;

void scratch_use(struct scratch *scratch)
{
    used = scratch;
}

static void note_failure(struct scratch *scratch)
{
    if (!scratch->failed_errno)
        scratch->failed_errno = errno ? errno : EIO;
}

/* -- The file behind a stream ---------------------------------------------- */

static ssize_t file_write_all(void *cookie, const char *bytes, size_t length)
{
    struct scratch_file *file = cookie;
    size_t done = 0;

    while (done < length) {
        ssize_t count = write(file->file, bytes + done, length - done);

        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0) {
            note_failure(file->scratch);
            return 0;
        }
        done += (size_t)count;
    }
    return (ssize_t)length;
}

static ssize_t file_read_some(void *cookie, char *bytes, size_t length)
{
    struct scratch_file *file = cookie;
    ssize_t count;

    do
        count = read(file->file, bytes, length);
    while (count < 0 && errno == EINTR);
    if (count < 0)
        note_failure(file->scratch);
    return count;
}

static int file_seek(void *cookie, off64_t *offset, int whence)
{
    struct scratch_file *file = cookie;
    off64_t at = lseek64(file->file, *offset, whence);

    if (at < 0) {
        note_failure(file->scratch);
        return -1;
    }
    *offset = at;
    return 0;
}

/* What a file without a name loses when it is closed was to be lost. */
static int file_close(void *cookie)
{
    struct scratch_file *file = cookie;

    close(file->file);
    if (file->next)
        file->next->link = file->link;
    *file->link = file->next;
    free(file);
    return 0;
}

/* -- Making one ------------------------------------------------------------ */

/* For file systems that know no files without a name. */
static int open_and_unlink(const char *folder)
{
    struct buffer path = {0};
    int file;

    buffer_add_format(&path, "%s/.policylex.XXXXXX", folder);
    file = mkostemp(path.data, O_CLOEXEC);
    if (file >= 0)
        unlink(path.data);
    buffer_release(&path);
    return file;
}

static int open_unnamed(const char *folder)
{
    int file = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);

    if (file < 0 && (errno == EOPNOTSUPP || errno == EISDIR || errno == EINVAL))
        file = open_and_unlink(folder);
    return file;
}

static FILE *open_stream(struct scratch_file *file)
{
    const cookie_io_functions_t functions = {file_read_some, file_write_all,
                                             file_seek, file_close};
    FILE *stream = fopencookie(file, "w+", functions);

    if (!stream)
        memory_give_up(STREAM_BYTES);
    setvbuf(stream, NULL, _IOFBF, STREAM_BYTES);
    return stream;
}

/* In place of the library's own, as its headers declare it. */
// NOLINTNEXTLINE(readability-non-const-parameter)
FILE *lxw_tmpfile(char *tmpdir)
{
    struct scratch *scratch = used;
    struct scratch_file *file;
    int number;

    (void)tmpdir;
    if (!scratch)
        return NULL;
    number = open_unnamed(scratch->folder);
    if (number < 0) {
        note_failure(scratch);
        return NULL;
    }
    file = memory_get(sizeof(*file));
    *file = (struct scratch_file){.scratch = scratch,
                                  .next = scratch->open_files,
                                  .link = &scratch->open_files,
                                  .file = number};
    if (file->next)
        file->next->link = &file->next;
    scratch->open_files = file;
    scratch->made++;
    file->stream = open_stream(file);
    return file->stream;
}

static enum status say_failure(const struct scratch *scratch, enum status code,
                               struct error *err)
{
    errno = scratch->failed_errno;
    return error_errno(err, code,
                       "%s: cannot keep a temporary file for the workbook",
                       scratch->folder);
}

enum status scratch_try(struct scratch *scratch, struct error *err)
{
    FILE *stream;

    scratch_use(scratch);
    stream = lxw_tmpfile(NULL);
    scratch_use(NULL);
    if (!stream)
        return say_failure(scratch, ERR_CREATE, err);
    fclose(stream);
    return OK;
}

enum status scratch_check(const struct scratch *scratch, struct error *err)
{
    return scratch->failed_errno ? say_failure(scratch, ERR_IO, err) : OK;
}

void scratch_release(struct scratch *scratch)
{
    while (scratch->open_files)
        fclose(scratch->open_files->stream);
}
