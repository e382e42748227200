/*
 * workbook.c - see workbook.h. What is on the sheets stands in workbook/.
 *
 * Sheets stand in the order in which they are made, so all are made first;
 * then each is filled.
 */
#include "report/workbook.h"

#include <stdlib.h>

#include "base/memory.h"
#include "report/workbook/book.h"
#include "report/workbook/charts.h"
#include "report/workbook/contents.h"
#include "report/workbook/table_sheet.h"

struct writing {
    struct book *book;
    const struct published *run;
    const struct view_facts *facts;
    struct contents contents;
    struct contents_extra extras[4];
    struct figures figures;
    struct chart_sheets charts;
};

static struct sheet *add_extra(struct writing *writing, const char *name,
                               const char *shows)
{
    struct contents *contents = &writing->contents;
    struct sheet *sheet = book_add_sheet(writing->book, name, false);

    contents->extras = writing->extras;
    writing->extras[contents->extra_count++] = (struct contents_extra){sheet,
                                                                       shows};
    return sheet;
}

static void add_charts(struct writing *writing)
{
    const struct figures *figures = &writing->figures;

    if (!charts_has_any(figures))
        return;
    writing->charts.charts = add_extra(
        writing, "Charts",
        "Themes by group and by year, the newest group against the rest");
    if (figures->has_pairs)
        writing->charts.pairs = add_extra(
            writing, "Theme pairs", "Which themes stand in the same sentence");
}

static void add_sheets(struct writing *writing)
{
    struct contents *contents = &writing->contents;

    contents->tables = published_tables(writing->run, &contents->count);
    contents->sheets = memory_get_zeroed(contents->count + 1,
                                         sizeof(*contents->sheets));
    contents->front = book_add_sheet(writing->book, "Contents", false);
    add_charts(writing);
    contents->columns = add_extra(writing, "Columns",
                                  "What the columns of all tables mean");
    for (size_t i = 0; i < contents->count; i++)
        contents->sheets[i] = book_add_sheet(
            writing->book, contents->tables[i].table->name, true);
    if (writing->charts.charts)
        writing->charts.data = add_extra(writing, "Chart data",
                                         "The numbers that the charts show");
}

static enum status fill_table(const struct writing *writing, size_t at,
                              struct error *err)
{
    const struct published_table *from = &writing->contents.tables[at];
    struct table_sheet *sheet = table_sheet_new(writing->contents.sheets[at],
                                                contents_left_out(from));
    struct table_writer *writers[] = {table_sheet_base(sheet)};
    struct table_output output = {.writers = writers, .writer_count = 1};
    enum status status = published_read(writing->run, from, WORKBOOK_ROWS_MAX,
                                        &output, err);

    table_output_release(&output);
    table_sheet_free(sheet);
    return status;
}

static enum status fill_sheets(const struct writing *writing, struct error *err)
{
    enum status status;

    contents_fill(&writing->contents, writing->facts);
    if (writing->charts.charts)
        charts_fill(&writing->charts, &writing->figures);
    status = book_status(writing->book, err);
    for (size_t i = 0; status == OK && i < writing->contents.count; i++)
        status = fill_table(writing, i, err);
    return status;
}

enum status workbook_write(const struct published *published,
                           const struct view_facts *facts, const char *path,
                           struct error *err)
{
    struct writing writing = {.run = published, .facts = facts};
    enum status status = figures_read(published, &writing.figures, err);

    if (status == OK)
        status = book_open(&writing.book, path, facts, err);
    if (status == OK) {
        add_sheets(&writing);
        status = fill_sheets(&writing, err);
    }
    if (status == OK)
        status = book_close(writing.book, err);
    else
        book_discard(writing.book);
    figures_release(&writing.figures);
    free(writing.contents.sheets);
    return status;
}
