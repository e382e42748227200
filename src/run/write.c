/* write.c - all tables, by all workers; see night.h. */
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/pool.h"
#include "report/csv_writer.h"
#include "report/reports.h"
#include "report/tables/word_comparison.h"
#include "run/night.h"

/* One table on its way to the disk. */
struct writing {
    struct csv_writer *writer;
    struct table *made; /* where the description was made for this run */
    struct issues issues;
    struct error err;
    enum status status;
};

struct writings {
    struct night *night;
    struct writing *items; /* as reports[] */
    atomic_size_t next;
};

static void note_cut(void *context, const struct table_notice *notice)
{
    struct issues *issues = context;
    struct buffer sentence = {0};
    struct issue_place place = {.severity = SEVERITY_WARNING, .stage = "write"};

    table_notice_describe(notice, &sentence);
    issues_add(issues, &place, "%s", buffer_text(&sentence));
    buffer_release(&sentence);
}

static void write_report(struct night *night, const struct report *report,
                         struct writing *writing)
{
    struct table_writer *writers[1];
    struct table_output output = {.writers = writers,
                                  .writer_count = 1,
                                  .notice = note_cut,
                                  .notice_context = &writing->issues};
    const struct table *table = report->table;

    if (report->make_table)
        table = writing->made = report->make_table(&night->results);
    writing->writer = csv_writer_new(night->publication.building,
                                     night->settings->dialect);
    writers[0] = csv_writer_base(writing->writer);
    writing->status = table_output_write(&output, table, report->fill,
                                         &night->results, &writing->err);
    table_output_release(&output);
}

static void write_share(void *context, size_t worker)
{
    struct writings *writings = context;
    size_t i;

    (void)worker;
    /* the last report is issues.csv, which the others add to */
    while ((i = atomic_fetch_add(&writings->next, 1)) < report_count - 1)
        write_report(writings->night, reports[i], &writings->items[i]);
}

/* Takes the issues and the files; returns the first failure in the order of
 * the reports. */
static enum status gather(struct night *night, struct writing *items,
                          size_t begin, size_t end, struct error *err)
{
    for (size_t i = begin; i < end; i++) {
        size_t count;
        const struct csv_file *files;

        issues_take(&night->issues, &items[i].issues, NULL);
        if (items[i].status != OK) {
            *err = items[i].err;
            return err->code;
        }
        files = csv_writer_files(items[i].writer, &count);
        memcpy(&night->files[night->file_count], files, count * sizeof(*files));
        night->file_count += count;
    }
    return OK;
}

static void release(struct night *night, struct writing *items)
{
    for (size_t i = 0; i < report_count; i++) {
        csv_writer_free(items[i].writer);
        issues_release(&items[i].issues);
        if (items[i].made)
            *VECTOR_PUSH(&night->made_tables) = items[i].made;
    }
    free(items);
}

/* Says by which rule rows were left out. */
static void note_rest_only(struct night *night)
{
    struct issue_place place = {.severity = SEVERITY_NOTE, .stage = "write"};

    if (word_comparison_is_rest_only(&night->results))
        issues_add(&night->issues, &place,
                   "word_comparison.csv compares each group with the rest "
                   "only: there are more than %d groups",
                   WORD_COMPARISON_GROUPS_MAX);
}

enum status night_write_tables(struct night *night, struct error *err)
{
    struct writings writings = {
        .night = night,
        .items = memory_get_zeroed(report_count, sizeof(struct writing))};
    size_t last = report_count - 1;
    enum status status;

    night->files = memory_get_zeroed(report_count, sizeof(*night->files));
    pool_run(night->settings->jobs, write_share, &writings);
    status = gather(night, writings.items, 0, last, err);
    if (status == OK) {
        note_rest_only(night);
        write_report(night, reports[last], &writings.items[last]);
        status = gather(night, writings.items, last, report_count, err);
    }
    release(night, writings.items);
    return status;
}
