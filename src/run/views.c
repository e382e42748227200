/* views.c - see views.h. */
#include "run/views.h"

#include <errno.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/files.h"
#include "base/pool.h"
#include "base/stop.h"
#include "report/page.h"
#include "report/published.h"
#include "report/view_facts.h"
#include "report/workbook.h"
#include "run/version.h"

/* By enum view. */
static const struct {
    const char *file;
    enum status (*write)(const struct published *published,
                         const struct view_facts *facts, const char *path,
                         struct error *err);
} views[VIEWS] = {
    [VIEW_PAGE] = {"report.html", page_write},
    [VIEW_WORKBOOK] = {"policylex.xlsx", workbook_write},
};

/* -- Making them ----------------------------------------------------------- */

struct making {
    const struct night *night;
    const struct published *published;
    struct view_facts facts;
    json_t *written[VIEWS]; /* what run.json says of each */
    enum status statuses[VIEWS];
    struct error errors[VIEWS];
    atomic_size_t next;
};

/* Returns the time that the views show. A SOURCE_DATE_EPOCH that is no number
 * says nothing. */
static time_t counted_at(const struct night *night)
{
    const char *said = getenv("SOURCE_DATE_EPOCH");
    char *end = NULL;
    long long epoch;

    errno = 0;
    epoch = said ? strtoll(said, &end, 10) : 0;
    if (said && *said && !*end && !errno && epoch >= 0)
        return (time_t)epoch;
    return night->counted;
}

/* Returns what run.json says of the file, which is made read-only, as the
 * tables are; NULL if it is not there. */
static json_t *describe(const char *path)
{
    struct stat info;

    if (stat(path, &info) != 0)
        return NULL;
    (void)chmod(path, info.st_mode & 0444); /* a courtesy */
    return json_integer((json_int_t)info.st_size);
}

static void make_view(struct making *making, size_t view)
{
    struct error *err = &making->errors[view];
    char *path = path_join(making->night->publication.building,
                           views[view].file);
    enum status status = stop_check(err);

    (void)unlink(path); /* which may be a link to the latest run's */
    if (status == OK)
        status = views[view].write(making->published, &making->facts, path,
                                   err);
    if (status == OK) {
        making->written[view] = describe(path);
        if (!making->written[view])
            status = error_set(err, ERR_IO, "%s: is gone already", path);
    }
    making->statuses[view] = status;
    free(path);
}

static void make_share(void *context, size_t worker)
{
    struct making *making = context;
    size_t view;

    (void)worker;
    while ((view = atomic_fetch_add(&making->next, 1)) < VIEWS)
        if (making->night->settings->has_view[view])
            make_view(making, view);
}

/* Returns the first failure, in the order of the views. */
static enum status gather(struct night *night, struct making *making,
                          struct error *err)
{
    enum status status = OK;

    for (size_t i = 0; i < VIEWS; i++) {
        if (making->written[i])
            json_object_set_new(night->views, views[i].file,
                                making->written[i]);
        if (status == OK && making->statuses[i] != OK) {
            *err = making->errors[i];
            status = err->code;
        }
    }
    return status;
}

static bool wants_none(const struct settings *settings)
{
    for (size_t i = 0; i < VIEWS; i++)
        if (settings->has_view[i])
            return false;
    return true;
}

enum status night_write_views(struct night *night, json_t *run,
                              struct error *err)
{
    struct making making = {.night = night,
                            .facts = {.version = POLICYLEX_VERSION,
                                      .counted_at = counted_at(night)}};
    struct published *published = NULL;
    enum status status;

    if (wants_none(night->settings))
        return OK;
    status = published_open(&published, night->publication.building, err);
    if (status == OK) {
        published_set_run(published, run);
        making.published = published;
        pool_run(night->settings->jobs < VIEWS ? night->settings->jobs : VIEWS,
                 make_share, &making);
        status = gather(night, &making, err);
    }
    published_free(published);
    return status;
}

/* -- Taking them over ------------------------------------------------------ */

static bool take_view(struct night *night, const char *name)
{
    const struct latest_run *latest = &night->latest;
    json_t *bytes = json_object_get(json_object_get(latest->run, "views"),
                                    name);
    char *from = path_join(latest->folder, name);
    char *to = path_join(night->publication.building, name);
    struct error untold;
    bool is_taken = json_is_integer(bytes) &&
                    latest_run_has_file(latest, name,
                                        json_integer_value(bytes)) &&
                    file_link(from, to, &untold) == OK;

    if (is_taken)
        json_object_set(night->views, name, bytes);
    free(from);
    free(to);
    return is_taken;
}

bool night_take_views(struct night *night)
{
    for (size_t i = 0; i < VIEWS; i++)
        if (night->settings->has_view[i] && !take_view(night, views[i].file))
            return false;
    return true;
}
