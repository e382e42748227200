/* plan.c - makes, writes and asks plans; see plan.h. plan_read.c reads them. */
#include "run/plan.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/utf8_valid.h"
#include "ingest/corpus.h"
#include "run/shard.h"

void plan_release(struct plan *plan)
{
    corpus_listing_release(&plan->listing);
    free(plan->shards);
    *plan = (struct plan){0};
}

/* -- Sharing out ----------------------------------------------------------- */

struct costly {
    uint64_t cost;
    size_t file; /* in the listing */
};

/* The costliest first; the listing's order decides between equals. */
static int compare_costs(const void *left, const void *right)
{
    const struct costly *a = left, *b = right;

    if (a->cost != b->cost)
        return a->cost < b->cost ? 1 : -1;
    return a->file < b->file ? -1 : a->file > b->file;
}

/* What is no document by its name is not read. */
static uint64_t bytes_read_of(const struct file_entry *file)
{
    return corpus_passes_over(file->path) ? 0 : file->size_bytes;
}

static struct costly *sort_by_cost(const struct file_list *files)
{
    struct costly *sorted = memory_get(files->count * sizeof(*sorted));

    for (size_t i = 0; i < files->count; i++)
        sorted[i] = (struct costly){
            PLAN_FILE_COST_BYTES + bytes_read_of(&files->items[i]), i};
    if (files->count)
        qsort(sorted, files->count, sizeof(*sorted), compare_costs);
    return sorted;
}

/* A shard and what its files cost so far. */
struct load {
    uint64_t cost;
    uint32_t shard;
};

static bool is_lighter(const struct load *a, const struct load *b)
{
    return a->cost < b->cost || (a->cost == b->cost && a->shard < b->shard);
}

/* Lets the first load of the heap, which has grown, sink to its place. */
static void sink(struct load *heap, size_t count)
{
    size_t at = 0, child;

    while ((child = 2 * at + 1) < count) {
        struct load load = heap[at];

        if (child + 1 < count && is_lighter(&heap[child + 1], &heap[child]))
            child++;
        if (is_lighter(&load, &heap[child]))
            return;
        heap[at] = heap[child];
        heap[child] = load;
        at = child;
    }
}

void plan_make(struct plan *plan, uint32_t shard_count)
{
    const struct file_list *files = &plan->listing.files;
    struct costly *sorted = sort_by_cost(files);
    struct load *heap = memory_get(shard_count * sizeof(*heap));

    free(plan->shards);
    plan->shard_count = shard_count;
    plan->file_count = files->count;
    plan->shards = memory_get(files->count * sizeof(*plan->shards));
    for (uint32_t i = 0; i < shard_count; i++)
        heap[i] = (struct load){0, i + 1};
    for (size_t i = 0; i < files->count; i++) {
        plan->shards[sorted[i].file] = heap[0].shard;
        heap[0].cost += sorted[i].cost;
        sink(heap, shard_count);
    }
    free(heap);
    free(sorted);
}

/* -- Asking ---------------------------------------------------------------- */

static int compare_path(const void *key, const void *element)
{
    return strcmp(key, ((const struct file_entry *)element)->path);
}

uint32_t plan_shard(const struct plan *plan, const char *path)
{
    const struct file_list *files = &plan->listing.files;
    const struct file_entry *file = NULL;

    if (files->count)
        file = bsearch(path, files->items, files->count, sizeof(*files->items),
                       compare_path);
    return file ? plan->shards[file - files->items]
                : shard_of_path(path, plan->shard_count);
}

struct plan_bytes plan_bytes(const struct plan *plan)
{
    uint64_t *bytes = memory_get_zeroed(plan->shard_count, sizeof(*bytes));
    struct plan_bytes sum = {.least = UINT64_MAX};

    for (size_t i = 0; i < plan->file_count; i++)
        bytes[plan->shards[i] - 1] += bytes_read_of(
            &plan->listing.files.items[i]);
    for (uint32_t i = 0; i < plan->shard_count; i++) {
        sum.all += bytes[i];
        sum.least = bytes[i] < sum.least ? bytes[i] : sum.least;
        sum.most = bytes[i] > sum.most ? bytes[i] : sum.most;
    }
    free(bytes);
    return sum;
}

/* -- Writing --------------------------------------------------------------- */

static void add_quoted(struct buffer *out, const char *text)
{
    buffer_add_byte(out, '"');
    for (; *text; text++) {
        if (*text == '"')
            buffer_add_byte(out, '"');
        buffer_add_byte(out, *text);
    }
    buffer_add_byte(out, '"');
}

static void add_escaped(struct buffer *out, const char *path)
{
    struct buffer escaped = {0};

    buffer_add_byte(&escaped, '/');
    for (; *path; path++)
        if (*path == '%' || (unsigned char)*path >= 0x80)
            buffer_add_format(&escaped, "%%%02X", (unsigned char)*path);
        else
            buffer_add_byte(&escaped, *path);
    add_quoted(out, buffer_text(&escaped));
    buffer_release(&escaped);
}

static void add_path(struct buffer *out, const char *path)
{
    size_t length = strlen(path);

    if (utf8_valid_length(path, length) == length)
        add_quoted(out, path);
    else
        add_escaped(out, path);
}

static void write_problem(const struct issue *issue, struct buffer *out)
{
    buffer_add_text(out, ",,");
    add_path(out, issue->document);
    buffer_add_format(out, ",\"%s\",", severity_names[issue->severity]);
    add_quoted(out, issue->message);
    buffer_add_text(out, "\r\n");
}

void plan_write(const struct plan *plan, struct buffer *out)
{
    const struct corpus_listing *listing = &plan->listing;

    buffer_add_format(out,
                      "\"shard_of_%" PRIu32 "\",\"bytes\",\"file_of_%zu\","
                      "\"severity\",\"message_of_%zu\"\r\n",
                      plan->shard_count, listing->files.count,
                      listing->issues.count);
    for (size_t i = 0; i < listing->files.count; i++) {
        const struct file_entry *file = &listing->files.items[i];

        buffer_add_format(out, "%" PRIu32 ",%" PRIu64 ",", plan->shards[i],
                          file->size_bytes);
        add_path(out, file->path);
        buffer_add_text(out, ",\"\",\"\"\r\n");
    }
    for (size_t i = 0; i < listing->issues.count; i++)
        write_problem(&listing->issues.items[i], out);
}

/* A spreadsheet that saved the plan may have put a mark before the name of the
 * first column, and have left its quotes away. What mktemp made is empty. */
static bool may_be_replaced(int fd)
{
    char begin[sizeof("\xEF\xBB\xBF\"shard_of_")] = "";
    struct stat info;

    if (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode))
        return false;
    return info.st_size == 0 || (read(fd, begin, sizeof(begin) - 1) > 0 &&
                                 strstr(begin, "shard_of_"));
}

enum status plan_check_place(const char *path, struct error *err)
{
    /* O_NONBLOCK: opening a FIFO that nobody writes to must not wait. */
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    bool is_free = fd >= 0 ? may_be_replaced(fd) : errno == ENOENT;

    if (fd >= 0)
        close(fd);
    if (is_free)
        return OK;
    return error_set(err, ERR_FORMAT,
                     "%s: is not a plan, or cannot be read, and is not "
                     "overwritten; name another file with --out, or remove "
                     "this one",
                     path);
}
