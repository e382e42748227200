/* published.c - the folder, its JSON and its files; see published.h. */
#include "report/published.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/files.h"
#include "base/memory.h"
#include "report/csv_rows.h"
#include "report/group_names.h"
#include "report/package_reader.h"

/* A description takes some 300 bytes a column. */
enum { JSON_BYTES_MAX = 1 << 26 };

struct published {
    char *folder; /* as given, for sentences */
    int fd;       /* of the folder */
    json_t *package, *run;
    struct arena arena; /* of the descriptions, and of the groups' names */
    struct package_table *tables;
    struct published_table *listed; /* the same, for published_tables() */
    size_t table_count;
    const char **groups;
    size_t group_count;
};

/* -- Files of the folder --------------------------------------------------- */

/* Opens a regular file of the folder; `*size` becomes its bytes. */
static enum status open_file(const struct published *run, const char *name,
                             int *fd, size_t *size, struct error *err)
{
    struct stat info;

    *size = 0;
    *fd = openat(run->fd, name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (*fd < 0)
        return error_errno(err, errno == ENOENT ? ERR_MISSING : ERR_IO,
                           "%s/%s: cannot be opened", run->folder, name);
    if (fstat(*fd, &info) == 0 && S_ISREG(info.st_mode)) {
        *size = (size_t)info.st_size;
        return OK;
    }
    close(*fd);
    return error_set(err, ERR_IO, "%s/%s: is not a file", run->folder, name);
}

struct json_source {
    int fd;
    int failed_errno;
};

/* The library's own reader of files takes a byte at a time, and a failure for
 * the file's end. */
static size_t read_some(void *bytes, size_t size, void *context)
{
    struct json_source *source = context;
    ssize_t got;

    do
        got = read(source->fd, bytes, size);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        source->failed_errno = errno;
    return got < 0 ? (size_t)-1 : (size_t)got;
}

static enum status read_json(const struct published *run, const char *name,
                             json_t **out, struct error *err)
{
    struct json_source source = {0};
    json_error_t fault;
    size_t size;

    if (open_file(run, name, &source.fd, &size, err) != OK)
        return err->code;
    if (size > JSON_BYTES_MAX) {
        close(source.fd);
        return error_set(err, ERR_LIMIT,
                         "%s/%s: has %zu bytes, more than the limit of %d",
                         run->folder, name, size, JSON_BYTES_MAX);
    }
    *out = json_load_callback(read_some, &source, JSON_REJECT_DUPLICATES,
                              &fault);
    close(source.fd);
    errno = source.failed_errno;
    if (!*out && errno)
        return error_errno(err, ERR_IO, "%s/%s: cannot be read", run->folder,
                           name);
    if (!*out)
        return error_set(err, ERR_FORMAT, "%s/%s:%d: is damaged: %s",
                         run->folder, name, fault.line, fault.text);
    return OK;
}

static enum status open_folder(struct published *run, struct error *err)
{
    const char *folder = run->folder;

    run->fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (run->fd >= 0)
        return OK;
    if (errno == ENOENT)
        return error_set(err, ERR_MISSING, "%s: there is no such folder",
                         folder);
    return error_errno(err, ERR_IO, "%s: cannot be opened", folder);
}

static enum status read_package(struct published *run, struct error *err)
{
    static const char name[] = "datapackage.json";
    enum status status = read_json(run, name, &run->package, err);

    if (status == ERR_MISSING)
        return error_set(err, status,
                         "%s: is not a folder of reports: it has no %s",
                         run->folder, name);
    if (status != OK)
        return status;
    if (package_read(run->package, &run->arena, &run->tables, &run->table_count,
                     err) != OK)
        return error_context(err, "%s/%s: was not written by policylex",
                             run->folder, name);
    run->listed = memory_get_zeroed(run->table_count, sizeof(*run->listed));
    for (size_t i = 0; i < run->table_count; i++)
        run->listed[i] = run->tables[i].published;
    return OK;
}

static enum status read_run(struct published *run, struct error *err)
{
    enum status status = read_json(run, "run.json", &run->run, err);

    if (status == ERR_MISSING)
        return OK;
    if (status == OK && !json_is_object(run->run))
        return error_set(err, ERR_FORMAT, "%s/run.json: is damaged: no object",
                         run->folder);
    return status;
}

enum status published_open(struct published **out, const char *folder,
                           struct error *err)
{
    struct published *run = memory_get_zeroed(1, sizeof(*run));
    enum status status;

    run->folder = memory_copy_text(folder, strlen(folder));
    status = open_folder(run, err);
    if (status == OK)
        status = read_package(run, err);
    if (status == OK)
        status = read_run(run, err);
    if (status == OK)
        status = group_names_read(run, &run->arena, &run->groups,
                                  &run->group_count, err);
    if (status != OK) {
        published_free(run);
        run = NULL;
    }
    *out = run;
    return status;
}

void published_free(struct published *published)
{
    if (!published)
        return;
    if (published->fd >= 0)
        close(published->fd);
    json_decref(published->package);
    json_decref(published->run);
    arena_release(&published->arena);
    free(published->listed);
    free(published->groups);
    free(published->folder);
    free(published);
}

/* -- What it has ----------------------------------------------------------- */

const struct published_table *published_tables(const struct published *run,
                                               size_t *count)
{
    *count = run->table_count;
    return run->listed;
}

const struct published_table *published_find(const struct published *run,
                                             const char *name)
{
    for (size_t i = 0; i < run->table_count; i++)
        if (strcmp(run->tables[i].table.name, name) == 0)
            return &run->listed[i];
    return NULL;
}

const json_t *published_run(const struct published *run)
{
    return run->run;
}

void published_set_run(struct published *run, json_t *said)
{
    json_decref(run->run);
    run->run = json_incref(said);
}

const char *const *published_groups(const struct published *run, size_t *count)
{
    *count = run->group_count;
    return run->groups;
}

/* -- Rows ------------------------------------------------------------------ */

static enum status fill(const void *source, struct table_output *output,
                        struct error *err)
{
    return csv_rows_read(source, output, err);
}

enum status published_read(const struct published *run,
                           const struct published_table *from, uint64_t most,
                           struct table_output *output, struct error *err)
{
    const struct package_table *table = &run->tables[from - run->listed];
    struct csv_rows rows = {.table = from->table,
                            .separator = table->separator,
                            .decimal = table->decimal,
                            .rows = from->rows,
                            .most = most};
    struct buffer name = {0};
    enum status status;
    size_t size;

    buffer_add_format(&name, "%s.csv", from->table->name);
    status = open_file(run, buffer_text(&name), &rows.fd, &size, err);
    if (status == OK) {
        char *path = path_join(run->folder, buffer_text(&name));

        rows.name = path;
        status = table_output_write(output, from->table, fill, &rows, err);
        close(rows.fd);
        free(path);
    }
    buffer_release(&name);
    return status;
}
