/*
 * watch.c - is tonight's input what last night's was? See night.h.
 *
 * Nobody looks before the reports are published, so that what a person would
 * stop at is looked for here. What may be meant, but had better not be
 * published unasked, is refused; what is merely odd is an issue.
 */
#include <stdlib.h>
#include <string.h>

#include <sys/statvfs.h>

#include "run/latest.h"
#include "run/night.h"

void night_name(const struct night *night, char name[RUN_NAME_SIZE])
{
    struct tm parts;

    strftime(name, RUN_NAME_SIZE, "%Y-%m-%dT%H%M%SZ",
             gmtime_r(&night->begun, &parts));
}

/* The run's name and place in the order are publish.h's care. */
static void watch_clock(struct night *night)
{
    struct issue_place place = {.severity = SEVERITY_WARNING, .stage = "clock"};
    char *newest = publication_newest(&night->publication);
    char name[RUN_NAME_SIZE];

    night_name(night, name);
    if (newest && strncmp(newest, name, strlen(name)) > 0)
        issues_add(&night->issues, &place,
                   "it is %s by the clock, but there is a run of %s: the clock "
                   "is wrong, or was wrong then. This run is named after that "
                   "one, as the newest. Set the clock right",
                   name, newest);
    free(newest);
}

/* Refuses `now` of what were `before` when more is lost than may be. */
static enum status watch_count(const struct night *night, const char *what,
                               uint64_t before, uint64_t now, struct error *err)
{
    const struct settings *settings = night->settings;

    if (before < CORPUS_JUDGED_MIN || now >= before ||
        (before - now) * 100 <= before * settings->shrink_percent)
        return OK;
    return error_set(err, ERR_INPUT,
                     "%s: has %llu %s, where the last run had %llu: more than "
                     "%zu in 100 are gone, so nothing is published. See "
                     "whether a folder is not mounted, or a file half saved; "
                     "if it is meant, run once with --shrink-limit 100",
                     settings->corpus, (unsigned long long)now, what,
                     (unsigned long long)before, settings->shrink_percent);
}

/* Reports of another corpus are no measure of this one. */
static enum status watch_size(const struct night *night,
                              const struct latest_run *last, struct error *err)
{
    const struct corpus *corpus = &night->inputs.corpus;
    const char *folder = json_string_value(
        json_object_get(json_object_get(last->run, "settings"), "corpus"));
    uint64_t rows = latest_run_count(last, "manifest_rows");

    if (!folder || strcmp(folder, night->settings->corpus) != 0)
        return OK;
    if (watch_count(night, "documents", latest_run_count(last, "documents"),
                    corpus->items.count, err) != OK)
        return err->code;
    return watch_count(night, "rows in its manifest", rows,
                       corpus->manifest_rows, err);
}

#define TABLE_BYTES_MAX ((json_int_t)1 << 40)

static uint64_t bytes_of_run(const struct latest_run *last)
{
    const json_t *files = json_object_get(last->package, "resources");
    uint64_t bytes = 0;

    for (size_t i = 0; i < json_array_size(files); i++) {
        json_int_t size = json_integer_value(
            json_object_get(json_array_get(files, i), "bytes"));

        /* a file that somebody has edited must not stop every night */
        if (size > 0 && size < TABLE_BYTES_MAX)
            bytes += (uint64_t)size;
    }
    return bytes;
}

/* Better known before an hour of counting than after. */
static enum status watch_disk(const struct night *night,
                              const struct latest_run *last, struct error *err)
{
    uint64_t needed = bytes_of_run(last), room;
    struct statvfs disk;

    if (statvfs(night->settings->reports, &disk) != 0)
        return OK;
    room = (uint64_t)disk.f_bavail * disk.f_frsize;
    if (room >= needed)
        return OK;
    return error_set(err, ERR_IO,
                     "%s: the disk has room for %llu KB, and the last run's "
                     "reports are %llu KB, so nothing is counted; make room, "
                     "or keep fewer runs (--keep)",
                     night->settings->reports, (unsigned long long)room / 1024,
                     (unsigned long long)needed / 1024);
}

enum status night_watch(struct night *night, struct error *err)
{
    struct latest_run last;
    struct error untold;
    enum status status = OK;

    watch_clock(night);
    if (latest_run_open(&last, night->settings->reports, &untold) == OK)
        status = watch_size(night, &last, err);
    if (status == OK)
        status = watch_disk(night, &last, err);
    latest_run_release(&last);
    return status;
}
