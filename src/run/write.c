/* write.c - all tables, by all workers; see night.h. */
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/pool.h"
#include "base/stop.h"
#include "report/csv_writer.h"
#include "report/reports.h"
#include "report/tables/comparison_rows.h"
#include "run/night.h"

/* One table on its way to the disk. */
struct writing {
    struct csv_file file;
    struct table *made; /* where the description was made for this run */
    struct issues issues;
    struct error err;
    enum status status;
};

struct writings {
    struct night *night;
    struct writing *items; /* as reports[] */
    size_t *order;         /* of indexes: in which they are begun */
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

/* Other runs may come to share the file (see unchanged.h), so whoever edits it
 * should have to save it under another name. */
static void make_read_only(const char *folder, const char *name)
{
    struct stat info;
    char *path = memory_get(strlen(folder) + strlen(name) + sizeof("/.csv"));

    sprintf(path, "%s/%s.csv", folder, name);
    if (stat(path, &info) == 0)
        (void)chmod(path, info.st_mode & 0444); /* a courtesy */
    free(path);
}

static void write_report(struct night *night, const struct report *report,
                         struct writing *writing)
{
    struct csv_writer *csv = csv_writer_new(night->publication.building,
                                            night->settings->dialect);
    struct table_writer *writers[] = {csv_writer_base(csv)};
    struct table_output output = {.writers = writers,
                                  .writer_count = 1,
                                  .notice = note_cut,
                                  .notice_context = &writing->issues};
    const struct table *table = report->table;
    size_t count;

    if (report->make_table)
        table = writing->made = report->make_table(&night->results);
    writing->status = table_output_write(&output, table, report->fill,
                                         &night->results, &writing->err);
    if (writing->status == OK) {
        writing->file = *csv_writer_files(csv, &count);
        make_read_only(night->publication.building, table->name);
    }
    table_output_release(&output);
    csv_writer_free(csv);
}

/* The longest first, so that no worker begins a long one when the others have
 * nothing left to do. The last of reports[], issues.csv, which the others add
 * to, is left out. */
static size_t *order_of_writing(void)
{
    size_t *order = memory_get_zeroed(report_count, sizeof(*order));

    for (size_t i = 0; i < report_count - 1; i++) {
        size_t at = i;

        for (; at && reports[order[at - 1]]->weight < reports[i]->weight; at--)
            order[at] = order[at - 1];
        order[at] = i;
    }
    return order;
}

static void write_share(void *context, size_t worker)
{
    struct writings *writings = context;
    size_t i;

    (void)worker;
    while ((i = atomic_fetch_add(&writings->next, 1)) < report_count - 1) {
        size_t report = writings->order[i];

        if (stop_check(&writings->items[report].err) == OK)
            write_report(writings->night, reports[report],
                         &writings->items[report]);
        else
            writings->items[report].status = ERR_STOPPED;
    }
}

/* Takes the issues and the files; returns the first failure in the order of
 * the reports. */
static enum status gather(struct night *night, struct writing *items,
                          size_t begin, size_t end, struct error *err)
{
    for (size_t i = begin; i < end; i++) {
        issues_take(&night->issues, &items[i].issues, NULL);
        if (items[i].status != OK) {
            *err = items[i].err;
            return err->code;
        }
        night->files[night->file_count++] = items[i].file;
    }
    return OK;
}

static void release(struct night *night, struct writing *items)
{
    for (size_t i = 0; i < report_count; i++) {
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

    if (compares_with_rest_only(&night->results))
        issues_add(&night->issues, &place,
                   "term_comparison.csv, theme_cooccurrence_comparison.csv and "
                   "word_comparison.csv compare each group with the rest only: "
                   "there are more than %d groups",
                   COMPARED_GROUPS_MAX);
}

enum status night_write_tables(struct night *night, struct error *err)
{
    struct writings writings = {
        .night = night,
        .items = memory_get_zeroed(report_count, sizeof(struct writing)),
        .order = order_of_writing()};
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
    free(writings.order);
    return status;
}
