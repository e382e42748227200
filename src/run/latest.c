/* latest.c - see latest.h. */
#include "run/latest.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/files.h"
#include "base/memory.h"

enum { JSON_BYTES_MAX = 1 << 26 };

/* Returns the name of the run that `latest` points at; NULL with errno. */
static char *find_name(const char *reports)
{
    char target[PATH_MAX];
    char *link = path_join(reports, "latest");
    ssize_t length = readlink(link, target, sizeof(target) - 1);
    const char *name;

    free(link);
    if (length < 0)
        return NULL;
    target[length] = '\0';
    name = path_name(target);
    return memory_copy_text(name, strlen(name));
}

static enum status read_json(const char *folder, const char *name, json_t **out,
                             struct error *err)
{
    struct buffer bytes = {.limit = JSON_BYTES_MAX};
    char *path = path_join(folder, name);
    enum status status = file_read(path, &bytes, err);
    json_error_t fault;

    if (status == OK) {
        *out = json_loadb(buffer_text(&bytes), bytes.length, 0, &fault);
        if (!json_is_object(*out))
            status = error_set(err, ERR_FORMAT, "%s: is not the JSON of a run",
                               path);
    }
    buffer_release(&bytes);
    free(path);
    return status;
}

enum status latest_run_open(struct latest_run *out, const char *reports,
                            struct error *err)
{
    char *runs = path_join(reports, "runs");

    *out = (struct latest_run){.name = find_name(reports)};
    if (out->name)
        out->folder = path_join(runs, out->name);
    free(runs);
    if (!out->name)
        return error_errno(err, ERR_MISSING, "%s: there is no run yet",
                           reports);
    if (read_json(out->folder, "run.json", &out->run, err) != OK ||
        read_json(out->folder, "datapackage.json", &out->package, err) != OK)
        return err->code;
    return OK;
}

void latest_run_release(struct latest_run *latest)
{
    free(latest->name);
    free(latest->folder);
    json_decref(latest->run);
    json_decref(latest->package);
    *latest = (struct latest_run){0};
}

bool latest_run_is_latest(const struct latest_run *latest, const char *reports)
{
    char *name = find_name(reports);
    bool is_latest = name && strcmp(name, latest->name) == 0;

    free(name);
    return is_latest;
}

const char *latest_run_text(const struct latest_run *latest, const char *key)
{
    const char *text = json_string_value(json_object_get(latest->run, key));

    return text ? text : "";
}

uint64_t latest_run_count(const struct latest_run *latest, const char *key)
{
    json_t *counts = json_object_get(latest->run, "counts");
    json_int_t count = json_integer_value(json_object_get(counts, key));

    return count > 0 ? (uint64_t)count : 0;
}

static time_t time_of(const struct latest_run *latest, const char *key)
{
    struct tm parts = {0};
    const char *end = strptime(latest_run_text(latest, key),
                               "%Y-%m-%dT%H:%M:%SZ", &parts);

    return end && !*end ? timegm(&parts) : 0;
}

time_t latest_run_begun(const struct latest_run *latest)
{
    return time_of(latest, "begun");
}

time_t latest_run_counted(const struct latest_run *latest)
{
    return time_of(latest, "counted");
}

static bool is_not_later(const struct timespec *a, const struct timespec *b)
{
    return a->tv_sec != b->tv_sec ? a->tv_sec < b->tv_sec
                                  : a->tv_nsec <= b->tv_nsec;
}

bool latest_run_has_file(const struct latest_run *latest, const char *name,
                         json_int_t bytes)
{
    char *path = path_join(latest->folder, name);
    char *run = path_join(latest->folder, "run.json");
    struct stat file_info, run_info;
    bool has = lstat(path, &file_info) == 0 && S_ISREG(file_info.st_mode) &&
               lstat(run, &run_info) == 0 &&
               is_not_later(&file_info.st_mtim, &run_info.st_mtim) &&
               (bytes < 0 || file_info.st_size == bytes);

    free(path);
    free(run);
    return has;
}
