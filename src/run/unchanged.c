/* unchanged.c - see unchanged.h. */
#include "run/unchanged.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/files.h"
#include "run/views.h"

enum { NANOSECONDS = 1000000000 };

/* -- Is it one? ------------------------------------------------------------ */

static bool has_same_inputs(struct night *night)
{
    struct inputs *inputs = &night->inputs;
    const struct latest_run *latest = &night->latest;
    struct error untold; /* whoever loads the inputs says so */
    char hex[DIGEST_HEX_SIZE];

    if (corpus_list(&inputs->listing, night->settings->corpus, &untold) != OK)
        return false;
    inputs_fingerprint(night->settings, &inputs->listing, &inputs->fingerprint);
    digest_to_hex(&inputs->fingerprint.all, hex);
    return inputs->fingerprint.is_known &&
           strcmp(latest_run_text(latest, "inputs_sha256"), hex) == 0 &&
           inputs->fingerprint.newest_ns / NANOSECONDS + UNCHANGED_SECONDS <
               latest_run_begun(latest);
}

/* Returns the file's path in the folder; NULL where the name is none. */
static char *path_of_table(const char *folder, const json_t *resource)
{
    const char *name = json_string_value(json_object_get(resource, "path"));

    return name && *name && !strchr(name, '/') ? path_join(folder, name) : NULL;
}

static bool is_whole(const struct latest_run *latest, const json_t *resource)
{
    const char *name = json_string_value(json_object_get(resource, "path"));
    const json_t *bytes = json_object_get(resource, "bytes");

    return name && *name && !strchr(name, '/') && json_is_integer(bytes) &&
           latest_run_has_file(latest, name, json_integer_value(bytes));
}

static bool has_whole_tables(const struct latest_run *latest)
{
    const json_t *resources = json_object_get(latest->package, "resources");
    bool whole = json_array_size(resources) > 0 &&
                 latest_run_has_file(latest, "datapackage.json", -1);

    for (size_t i = 0; whole && i < json_array_size(resources); i++)
        whole = is_whole(latest, json_array_get(resources, i));
    return whole;
}

/* A run that does not say what its inputs were is of an older program, and the
 * corpus is not listed for it: night_load() does that beside other work. */
bool night_is_unchanged(struct night *night)
{
    const struct settings *settings = night->settings;
    struct latest_run *latest = &night->latest;
    struct error untold;

    if (latest_run_open(latest, settings->reports, &untold) != OK) {
        latest_run_release(latest);
        return false;
    }
    if (!settings_remember(settings))
        return false;
    return *latest_run_text(latest, "inputs_sha256") &&
           latest_run_count(latest, "documents_unreadable") == 0 &&
           latest_run_count(latest, "documents_counted") > 0 &&
           has_same_inputs(night) && has_whole_tables(latest);
}

/* -- Taking its tables ----------------------------------------------------- */

static enum status take_file(const struct night *night, const char *name,
                             struct error *err)
{
    char *from = path_join(night->latest.folder, name);
    char *to = path_join(night->publication.building, name);
    enum status status = file_link(from, to, err);

    free(from);
    free(to);
    return status;
}

/* Makes of the latest run's changes.csv one without rows, by its header. */
static enum status empty_changes(const struct night *night, json_t *resource,
                                 struct error *err)
{
    char *from = path_of_table(night->latest.folder, resource);
    char *to = path_of_table(night->publication.building, resource);
    struct buffer bytes = {0};
    enum status status = file_read(from, &bytes, err);
    const char *end = strstr(buffer_text(&bytes), "\r\n");
    char hex[DIGEST_HEX_SIZE];
    struct digest digest;

    if (status == OK && !end)
        status = error_set(err, ERR_FORMAT, "%s: has no header", from);
    if (status == OK) {
        bytes.length = (size_t)(end - bytes.data) + 2;
        digest_of(bytes.data, bytes.length, &digest);
        digest_to_hex(&digest, hex);
        json_object_set_new(resource, "bytes",
                            json_integer((json_int_t)bytes.length));
        json_object_set_new(resource, "rows", json_integer(0));
        json_object_set_new(resource, "hash", json_sprintf("sha256:%s", hex));
        status = file_write(to, bytes.data, bytes.length, err);
    }
    if (status == OK)
        (void)chmod(to, 0444);
    buffer_release(&bytes);
    free(from);
    free(to);
    return status;
}

/* The package says what became of changes.csv. */
static enum status write_package(const struct night *night, struct error *err)
{
    char *path = path_join(night->publication.building, "datapackage.json");
    char *text = json_dumps(night->latest.package, JSON_INDENT(2));
    struct buffer out = {0};
    enum status status;

    buffer_add_text(&out, text ? text : "");
    buffer_add_byte(&out, '\n');
    status = file_write(path, buffer_text(&out), out.length, err);
    buffer_release(&out);
    free(text);
    free(path);
    return status;
}

static bool has_changes(const json_t *resource)
{
    const char *name = json_string_value(json_object_get(resource, "name"));

    return name && strcmp(name, "changes") == 0 &&
           json_integer_value(json_object_get(resource, "rows")) != 0;
}

static enum status take_table(struct night *night, json_t *resource,
                              bool *is_emptied, struct error *err)
{
    if (!has_changes(resource))
        return take_file(
            night, json_string_value(json_object_get(resource, "path")), err);
    *is_emptied = true;
    return empty_changes(night, resource, err);
}

/* Then its views say so. */
static bool had_no_run_before(const struct latest_run *latest)
{
    return json_object_get(json_object_get(latest->run, "changes"), "note");
}

/* Takes over the views, unless they tell of changes that are none any more. */
static enum status show_tables(struct night *night, bool is_emptied,
                               struct error *err)
{
    enum status status;
    json_t *run;

    if (!is_emptied && !had_no_run_before(&night->latest) &&
        night_take_views(night))
        return OK;
    run = night_run_json_again(night);
    status = night_write_views(night, run, err);
    json_decref(run);
    return status;
}

enum status night_take_tables(struct night *night, struct error *err)
{
    json_t *resources = json_object_get(night->latest.package, "resources");
    bool is_emptied = false;
    enum status status = OK;

    night->counted = latest_run_counted(&night->latest);
    for (size_t i = 0; status == OK && i < json_array_size(resources); i++)
        status = take_table(night, json_array_get(resources, i), &is_emptied,
                            err);
    if (status == OK)
        status = is_emptied ? write_package(night, err)
                            : take_file(night, "datapackage.json", err);
    if (status == OK)
        status = show_tables(night, is_emptied, err);
    /* Who holds the lock can rely on it. */
    if (status == OK &&
        !latest_run_is_latest(&night->latest, night->settings->reports))
        status = error_set(err, ERR_LOCKED,
                           "%s: another run has published meanwhile",
                           night->settings->reports);
    return status;
}
