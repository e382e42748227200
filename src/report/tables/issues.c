/* issues.c - issues.csv: what went wrong without stopping the run. */
#include "ingest/issue.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "report/reports.h"

enum { SEVERITY, STAGE, DOCUMENT, PLACE, MESSAGE, COLUMNS };

static const struct column columns[COLUMNS] = {
    [SEVERITY] = {"severity", COLUMN_TEXT, .is_required = true,
                  .values = severity_names,
                  .meaning = "error: an input was refused; warning: something "
                             "was left out or guessed; note: worth knowing, "
                             "nothing is lost."},
    [STAGE] = {"stage", COLUMN_TEXT,
               .meaning = "Step of the run that met the problem."},
    [DOCUMENT] = {"document", COLUMN_TEXT,
                  .meaning =
                      "File that the problem is in. Blank where it is in "
                      "none."},
    [PLACE] = {"place", COLUMN_TEXT,
               .meaning = "Line in the file, or line:column. Blank where it is "
                          "not known."},
    [MESSAGE] = {"message", COLUMN_TEXT, .is_required = true,
                 .meaning = "What is wrong, and what to do about it."},
};

static const struct table table = {
    .name = "issues",
    .title = "Problems met",
    .row = "problem",
    .order = "by severity, errors first, then by document and place",
    .columns = columns,
    .column_count = COLUMNS,
};

static const char *or_empty(const char *text)
{
    return text ? text : "";
}

/* Places by the numbers in them: 9:1 before 10:1. Issues that compare equal
 * are equal, so workers leave no trace in the order. */
static int compare_issues(const void *a, const void *b)
{
    const struct issue *x = a, *y = b;
    int order;

    if (x->severity != y->severity)
        return x->severity > y->severity ? -1 : 1;
    order = strcmp(or_empty(x->document), or_empty(y->document));
    if (!order)
        order = strverscmp(or_empty(x->place), or_empty(y->place));
    if (!order)
        order = strcmp(or_empty(x->stage), or_empty(y->stage));
    return order ? order : strcmp(or_empty(x->message), or_empty(y->message));
}

static enum status add_row(const struct issue *issue,
                           struct table_output *output, struct error *err)
{
    struct cell row[COLUMNS] = {
        [SEVERITY] = cell_string(severity_names[issue->severity]),
        [STAGE] = cell_string(issue->stage),
        [DOCUMENT] = cell_string(issue->document),
        [PLACE] = cell_string(issue->place),
        [MESSAGE] = cell_string(issue->message),
    };

    /* A problem without a sentence is one that must be seen all the same. */
    if (cell_is_missing(&row[MESSAGE]))
        row[MESSAGE] = cell_string("(no message)");
    return table_row(output, row, err);
}

/* Returns copies, whose texts are borrowed, of the issues and of `more`, if it
 * has a message, in the order of the rows. The caller frees. */
static struct issue *sorted(const struct issues *issues,
                            const struct issue *more, size_t *count)
{
    struct issue *list = memory_get_zeroed(issues->count + 1, sizeof(*list));

    *count = issues->count;
    if (*count)
        memcpy(list, issues->items, *count * sizeof(*list));
    if (more->message)
        list[(*count)++] = *more;
    qsort(list, *count, sizeof(*list), compare_issues);
    return list;
}

static enum status fill(const void *source, struct table_output *output,
                        struct error *err)
{
    const struct issues *issues = ((const struct results *)source)->issues;
    struct issue more = {.severity = SEVERITY_WARNING, .stage = "report"};
    char dropped[80];
    struct issue *list;
    enum status status = OK;
    size_t count;

    if (issues->dropped) {
        snprintf(dropped, sizeof(dropped),
                 "%zu more problems were met than a list holds",
                 issues->dropped);
        more.message = dropped;
    }
    list = sorted(issues, &more, &count);
    for (size_t i = 0; !status && i < count; i++)
        status = add_row(&list[i], output, err);
    free(list);
    return status;
}

const struct report report_issues = {.table = &table, .fill = fill};
