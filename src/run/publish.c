/* publish.c - see publish.h. */
#include "run/publish.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/files.h"
#include "base/memory.h"
#include "base/vector.h"
#include "base/walk.h"

static const char building_prefix[] = ".building-";

struct names VECTOR_OF(char *);

/* -- Beginning ------------------------------------------------------------- */

/* A lock of the process (fcntl) and not of the open file (flock): a process
 * that a run starts has a copy of the descriptor until it becomes its program,
 * and would hold the other kind on after the run was killed. */
static bool lock_file(int fd)
{
    struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};

    return fcntl(fd, F_SETLK, &whole) == 0;
}

static enum status take_lock(struct publication *publication, struct error *err)
{
    char *path = path_join(publication->reports, ".lock");
    enum status status = OK;

    publication->lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (publication->lock < 0)
        status = error_errno(err, ERR_CREATE, "%s: cannot be opened", path);
    else if (!lock_file(publication->lock))
        status = errno == EAGAIN || errno == EACCES
                     ? error_set(err, ERR_LOCKED,
                                 "%s: another run is publishing here; wait for "
                                 "it to end, or name other --reports",
                                 path)
                     : error_errno(err, ERR_IO, "%s: cannot be locked", path);
    free(path);
    return status;
}

/* Is it a name that runs are given? Whatever else lies there is a person's. */
static bool is_run_name(const char *name)
{
    static const char pattern[] = "0000-00-00T000000Z";

    for (size_t i = 0; pattern[i]; i++)
        if (pattern[i] == '0' ? !isdigit((unsigned char)name[i])
                              : name[i] != pattern[i])
            return false;
    name += sizeof(pattern) - 1;
    if (!*name)
        return true;
    return *name == '-' && name[1] && !name[1 + strspn(name + 1, "0123456789")];
}

/* Lists what is in the folder `runs`: runs, or with `stale` what killed runs
 * left behind. */
static enum status list_runs(const struct publication *publication, bool stale,
                             struct names *out, struct error *err)
{
    DIR *folder = opendir(publication->runs);
    const struct dirent *entry;

    if (!folder)
        return error_errno(err, ERR_IO, "%s: cannot be listed",
                           publication->runs);
    while ((entry = readdir(folder)) != NULL) {
        bool is_stale = strncmp(entry->d_name, building_prefix,
                                strlen(building_prefix)) == 0;

        if (stale ? is_stale : is_run_name(entry->d_name))
            *VECTOR_PUSH(out) = memory_copy_text(entry->d_name,
                                                 strlen(entry->d_name));
    }
    closedir(folder);
    return OK;
}

static void release_names(struct names *names)
{
    for (size_t i = 0; i < names->count; i++)
        free(names->items[i]);
    free(names->items);
}

static enum status remove_run(const struct publication *publication,
                              const char *name, struct error *err)
{
    char *path = path_join(publication->runs, name);
    enum status status = tree_remove(path, err);

    free(path);
    return status;
}

static enum status remove_stale(const struct publication *publication,
                                struct error *err)
{
    struct names stale = {0};
    enum status status = list_runs(publication, true, &stale, err);

    for (size_t i = 0; status == OK && i < stale.count; i++)
        status = remove_run(publication, stale.items[i], err);
    release_names(&stale);
    return status;
}

static enum status make_building(struct publication *publication,
                                 struct error *err)
{
    char *path = path_join(publication->runs, ".building-XXXXXX");

    if (!mkdtemp(path) || chmod(path, 0755) != 0) {
        error_errno(err, ERR_CREATE, "%s: no folder can be made here",
                    publication->runs);
        free(path);
        return err->code;
    }
    publication->building = path;
    return OK;
}

enum status publication_begin(struct publication *out, const char *reports,
                              struct error *err)
{
    *out = (struct publication){
        .reports = memory_copy_text(reports, strlen(reports)),
        .runs = path_join(reports, "runs"),
        .lock = -1,
    };
    if (folder_create(out->runs, err) != OK || take_lock(out, err) != OK ||
        remove_stale(out, err) != OK || make_building(out, err) != OK) {
        publication_end(out);
        return err->code;
    }
    return OK;
}

/* -- Publishing ------------------------------------------------------------ */

/* Newest first; "-10" comes after "-9". */
static int compare_newest(const void *a, const void *b)
{
    return strverscmp(*(char *const *)b, *(char *const *)a);
}

char *publication_newest(const struct publication *publication)
{
    struct names names = {0};
    struct error ignored;
    char *newest = NULL;

    if (list_runs(publication, false, &names, &ignored) == OK && names.count) {
        qsort(names.items, names.count, sizeof(*names.items), compare_newest);
        newest = memory_copy_text(names.items[0], strlen(names.items[0]));
    }
    release_names(&names);
    return newest;
}

/* Returns the number that a further run called `wanted` gets: one more than the
 * newest that is there, so that the name of a removed run, which would sort as
 * an older one, is never given again. */
static long next_number(const struct names *names, const char *wanted)
{
    size_t length = strlen(wanted);
    long number = 1;

    for (size_t i = 0; i < names->count; i++) {
        const char *name = names->items[i];
        long taken;

        if (strncmp(name, wanted, length) != 0)
            continue;
        taken = name[length] == '-' ? strtol(name + length + 1, NULL, 10) : 1;
        number = taken >= number ? taken + 1 : number;
    }
    return number;
}

/* Sets `*name`, which is the caller's, to a free name that sorts behind those
 * of all runs: where one is from the future, that one's time with a number. */
static enum status choose_name(const struct publication *publication,
                               const char *wanted, char **name,
                               struct error *err)
{
    char *newest = publication_newest(publication);
    size_t length = strlen(wanted), size = length + 32;
    struct names names = {0};
    enum status status = list_runs(publication, false, &names, err);
    long number;

    *name = memory_get(size);
    snprintf(*name, size, "%s", wanted);
    if (newest && strncmp(newest, wanted, length) > 0)
        memcpy(*name, newest, length);
    number = next_number(&names, *name);
    if (number > 1)
        snprintf(*name + length, size - length, "-%ld", number);
    release_names(&names);
    free(newest);
    return status;
}

/* Renames a folder to a name that was free. Some network file systems cannot be
 * told to replace nothing; then rename() does: it replaces no folder but an
 * empty one, and who holds the lock has seen that there is none. */
static int rename_to_free(const char *from, const char *to)
{
    if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
        return 0;
    return errno == EINVAL || errno == ENOSYS ? rename(from, to) : -1;
}

/* Gives the folder built a free name below `runs`; `*name` is the caller's. */
static enum status name_run(struct publication *publication, const char *wanted,
                            char **name, struct error *err)
{
    enum status status = choose_name(publication, wanted, name, err);
    char *path;

    if (status != OK)
        return status;
    path = path_join(publication->runs, *name);
    if (rename_to_free(publication->building, path) != 0)
        status = error_errno(err, ERR_IO, "%s: the run cannot be named", path);
    free(path);
    if (status == OK) {
        free(publication->building);
        publication->building = NULL;
    }
    return status;
}

/* Renames a new link over `latest`. */
static enum status point_latest(const struct publication *publication,
                                const char *name, struct error *err)
{
    char *target = path_join("runs", name);
    char *link = path_join(publication->reports, ".latest-new");
    char *latest = path_join(publication->reports, "latest");
    enum status status = OK;

    unlink(link);
    if (symlink(target, link) != 0 || rename(link, latest) != 0)
        status = error_errno(err, ERR_IO, "%s: cannot be moved on", latest);
    free(target);
    free(link);
    free(latest);
    return status == OK ? folder_sync(publication->reports, err) : status;
}

enum status publication_prune(const struct publication *publication,
                              const char *published, size_t keep,
                              struct error *err)
{
    const char *newest = path_name(published);
    struct names names = {0};
    enum status status = list_runs(publication, false, &names, err);

    if (names.count)
        qsort(names.items, names.count, sizeof(*names.items), compare_newest);
    for (size_t i = keep; status == OK && i < names.count; i++)
        if (strcmp(names.items[i], newest) != 0)
            status = remove_run(publication, names.items[i], err);
    release_names(&names);
    return status;
}

enum status publication_commit(struct publication *publication,
                               const char *name, char **published,
                               struct error *err)
{
    char *final = NULL;
    enum status status = folder_sync(publication->building, err);

    if (status == OK)
        status = name_run(publication, name, &final, err);
    if (status == OK)
        status = folder_sync(publication->runs, err);
    if (status == OK)
        status = point_latest(publication, final, err);
    if (status == OK)
        *published = path_join(publication->runs, final);
    free(final);
    return status;
}

void publication_end(struct publication *publication)
{
    struct error ignored;
    enum status removed = publication->building
                              ? tree_remove(publication->building, &ignored)
                              : OK;

    (void)removed; /* what stays is removed by the next run */
    if (publication->lock >= 0)
        close(publication->lock);
    free(publication->building);
    free(publication->reports);
    free(publication->runs);
    *publication = (struct publication){.lock = -1};
}
