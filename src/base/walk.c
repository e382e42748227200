/*
 * walk.c - see walk.h.
 *
 * A plain recursion over opendir() rather than fts(3), which can either follow
 * all links or none; here each link is judged by where it leads.
 */
#include "base/walk.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/files.h"

/* The folders from the root to the one being read, to know a cycle by. */
struct level {
    const struct level *above;
    dev_t device;
    ino_t inode;
};

struct walk {
    char *root; /* as realpath() spells it */
    struct file_list *out;
    walk_problem_fn *problem;
    void *context;
    bool too_many;
    struct error *err;
    enum status status; /* not OK: the system failed; no more is read */
};

/* An entry, by its name in an open folder: the system then need not find its
 * way from the root again for each. */
struct place {
    int folder;
    const char *name;
    const char *path; /* from the root, for people */
};

static void walk_folder(struct walk *walk, const struct place *folder,
                        const struct level *above, unsigned depth);

static void report(const struct walk *walk, const char *path,
                   const char *sentence)
{
    if (walk->problem)
        walk->problem(walk->context, path, false, sentence);
}

/* Whether it is the entry that is at fault, and not the system: what holds this
 * night holds the next. */
static bool is_of_entry(int number)
{
    switch (number) {
    case EACCES:
    case EPERM:
    case ENOENT:
    case ENOTDIR:
    case ELOOP:
    case ENAMETOOLONG:
        return true;
    default:
        return false;
    }
}

static void report_errno(struct walk *walk, const char *path, const char *what)
{
    char sentence[256];
    bool is_denied = errno == EACCES || errno == EPERM;

    if (!is_of_entry(errno)) {
        walk->status = error_errno(walk->err, ERR_IO, "%s/%s: %s", walk->root,
                                   path, what);
        return;
    }
    snprintf(sentence, sizeof(sentence), "%s: %s", what, strerror(errno));
    if (walk->problem)
        walk->problem(walk->context, path, is_denied, sentence);
}

static bool is_inside(const char *root, const char *path)
{
    size_t length = strlen(root);

    if (strcmp(root, "/") == 0)
        return true;
    return strncmp(root, path, length) == 0 &&
           (path[length] == '/' || path[length] == '\0');
}

/* Returns whether the link may be followed; tells why not. */
static bool link_stays_inside(struct walk *walk, const char *path)
{
    char *full = path_join(walk->root, path);
    char *target = realpath(full, NULL);
    bool inside;

    if (!target)
        report_errno(walk, path, "is a link that leads nowhere");
    free(full);
    if (!target)
        return false;
    inside = is_inside(walk->root, target);
    free(target);
    if (!inside)
        report(walk, path,
               "is a link that leads out of the folder and is not followed; "
               "copy the file in");
    return inside;
}

static int64_t nanoseconds(const struct timespec *time)
{
    return (int64_t)time->tv_sec * 1000000000 + time->tv_nsec;
}

static void add_file(struct walk *walk, const char *path,
                     const struct stat *info)
{
    if (walk->out->count >= WALK_FILES_MAX) {
        walk->too_many = true;
        return;
    }
    *VECTOR_PUSH(walk->out) = (struct file_entry){
        .path = path,
        .size_bytes = (uint64_t)info->st_size,
        .inode = info->st_ino,
        .modified_ns = nanoseconds(&info->st_mtim),
        .changed_ns = nanoseconds(&info->st_ctim),
    };
}

static bool is_cycle(const struct level *level, const struct stat *info)
{
    for (; level; level = level->above)
        if (level->device == info->st_dev && level->inode == info->st_ino)
            return true;
    return false;
}

static void enter_folder(struct walk *walk, const struct place *place,
                         const struct stat *info, const struct level *above,
                         unsigned depth)
{
    struct level level = {above, info->st_dev, info->st_ino};

    if (is_cycle(above, info))
        report(walk, place->path, "is a link back to a folder that it lies in");
    else if (depth >= WALK_DEPTH_MAX)
        report(walk, place->path,
               "lies too deep: folders nest at most 64 deep");
    else
        walk_folder(walk, place, &level, depth + 1);
}

static void visit(struct walk *walk, const struct place *place,
                  const struct level *above, unsigned depth)
{
    struct stat info;

    if (fstatat(place->folder, place->name, &info, AT_SYMLINK_NOFOLLOW) < 0) {
        report_errno(walk, place->path, "cannot be examined");
    } else if (S_ISLNK(info.st_mode) &&
               (!link_stays_inside(walk, place->path) ||
                fstatat(place->folder, place->name, &info, 0) < 0)) {
        /* told above, or gone in between */
    } else if (S_ISDIR(info.st_mode)) {
        enter_folder(walk, place, &info, above, depth);
    } else if (S_ISREG(info.st_mode)) {
        add_file(walk, place->path, &info);
    } else {
        report(walk, place->path, "is a device, pipe or socket, not a file");
    }
}

/* Opens the folder; NULL with errno. */
static DIR *open_folder(const struct place *place)
{
    int fd = openat(place->folder, place->name,
                    O_RDONLY | O_DIRECTORY | O_NONBLOCK | O_CLOEXEC);
    DIR *dir = fd < 0 ? NULL : fdopendir(fd);

    if (fd >= 0 && !dir)
        close(fd);
    return dir;
}

/* Returns folder/name; of the few that are not files' the room is lost. */
static const char *path_below(struct walk *walk, const char *folder,
                              const char *name)
{
    size_t length = strlen(folder), name_length = strlen(name);
    char *path = arena_get_text(&walk->out->paths, length + 1 + name_length);
    char *end = path;

    if (length) {
        memcpy(path, folder, length);
        end += length;
        *end++ = '/';
    }
    memcpy(end, name, name_length + 1);
    return path;
}

/* Whether runs are published in the folder: what was made of the files is none
 * of them. */
static bool holds_reports(int folder)
{
    struct stat runs;

    return faccessat(folder, ".lock", F_OK, 0) == 0 &&
           fstatat(folder, "runs", &runs, 0) == 0 && S_ISDIR(runs.st_mode);
}

static bool goes_on(const struct walk *walk)
{
    return !walk->too_many && !walk->status;
}

static void walk_folder(struct walk *walk, const struct place *folder,
                        const struct level *above, unsigned depth)
{
    DIR *dir = open_folder(folder);
    const struct dirent *entry;

    if (!dir) {
        report_errno(walk, folder->path, "cannot be listed");
        return;
    }
    if (depth && holds_reports(dirfd(dir))) {
        closedir(dir);
        return;
    }
    while (goes_on(walk) && (errno = 0, entry = readdir(dir))) {
        const char *path;

        if (entry->d_name[0] == '.')
            continue;
        path = path_below(walk, folder->path, entry->d_name);
        visit(walk, &(struct place){dirfd(dir), entry->d_name, path}, above,
              depth);
    }
    if (goes_on(walk) && errno)
        report_errno(walk, folder->path, "cannot be listed to its end");
    closedir(dir);
}

static int compare_paths(const void *left, const void *right)
{
    const struct file_entry *a = left, *b = right;

    return strcmp(a->path, b->path);
}

/* The root's own troubles are errors, not entries left out. */
static enum status check_root(const char *root, struct level *top,
                              struct error *err)
{
    struct stat info;
    int fd = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (fd < 0) {
        bool missing = errno == ENOENT || errno == ENOTDIR;

        return error_errno(err, missing ? ERR_MISSING : ERR_IO,
                           "%s: the folder cannot be opened", root);
    }
    if (fstat(fd, &info) == 0)
        *top = (struct level){NULL, info.st_dev, info.st_ino};
    close(fd);
    return OK;
}

enum status folder_list(const char *root, struct file_list *out,
                        walk_problem_fn *problem, void *context,
                        struct error *err)
{
    struct walk walk = {
        .out = out, .problem = problem, .context = context, .err = err};
    struct level top = {0};
    enum status status = check_root(root, &top, err);

    if (status)
        return status;
    walk.root = realpath(root, NULL);
    if (!walk.root)
        return error_errno(err, ERR_IO, "%s: the folder cannot be found", root);
    walk_folder(&walk, &(struct place){AT_FDCWD, walk.root, ""}, &top, 0);
    free(walk.root);
    if (walk.status)
        return walk.status;
    if (walk.too_many)
        return error_set(err, ERR_LIMIT, "%s: holds more than %d files", root,
                         (int)WALK_FILES_MAX);
    if (out->count)
        qsort(out->items, out->count, sizeof(*out->items), compare_paths);
    return OK;
}

void file_list_release(struct file_list *list)
{
    arena_release(&list->paths);
    free(list->items);
    *list = (struct file_list){0};
}

/* -- Removal --------------------------------------------------------------- */

static int remove_at(int folder, const char *name);

/* Removes all that the folder `fd` holds; takes `fd`. 0 or -1 with errno. */
static int empty_folder(int fd)
{
    DIR *dir = fdopendir(fd);
    const struct dirent *entry;
    int result = 0, number;

    if (!dir) {
        close(fd);
        return -1;
    }
    while (!result && (entry = readdir(dir)))
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            result = remove_at(dirfd(dir), entry->d_name);
    number = errno;
    closedir(dir);
    errno = number;
    return result;
}

static int remove_at(int folder, const char *name)
{
    int fd;

    if (unlinkat(folder, name, 0) == 0)
        return 0;
    if (errno != EISDIR && errno != EPERM)
        return -1;
    fd = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0 || empty_folder(fd) < 0)
        return -1;
    return unlinkat(folder, name, AT_REMOVEDIR);
}

enum status tree_remove(const char *path, struct error *err)
{
    if (remove_at(AT_FDCWD, path) == 0 || errno == ENOENT)
        return OK;
    return error_errno(err, ERR_IO, "%s: cannot be removed", path);
}
