/* job.c - see job.h. */
#include "report/figures/job.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report/column_values.h"

/* A digest's beginning is enough to know a corpus by. */
enum { DIGEST_SHOWN = 12, DATE_LENGTH = 10 };

void job_init(struct figure_job *job, const struct figure_request *request,
              const char *measure)
{
    *job = (struct figure_job){.request = request, .measure = measure};
    for (size_t i = 0; i < request->condition_count; i++)
        *VECTOR_PUSH(&job->conditions) = request->conditions[i];
}

void job_release(struct figure_job *job)
{
    free(job->conditions.items);
    free(job->cells.items);
    arena_release(&job->texts);
    buffer_release(&job->notes);
}

/* -- Conditions ------------------------------------------------------------ */

const char *job_condition(const struct figure_job *job, const char *column)
{
    for (size_t i = 0; i < job->conditions.count; i++)
        if (strcmp(job->conditions.items[i].column, column) == 0)
            return job->conditions.items[i].value;
    return NULL;
}

void job_default(struct figure_job *job, const char *column, const char *value)
{
    if (value && !job_condition(job, column))
        *VECTOR_PUSH(&job->conditions) = (struct condition){column, value};
}

enum status job_single(const struct figure_job *job, const char *column,
                       struct error *err)
{
    size_t count = 0;

    for (size_t i = 0; i < job->conditions.count; i++)
        count += strcmp(job->conditions.items[i].column, column) == 0;
    if (count > 1)
        return error_set(err, ERR_USAGE,
                         "a figure of %s has one %s, and %zu are asked for",
                         job->request->table, column, count);
    return OK;
}

/* -- Reading --------------------------------------------------------------- */

struct collector {
    struct table_writer base;
    struct figure_job *job;
};

static enum status open_table(struct table_writer *writer,
                              const struct table *table, struct error *err)
{
    (void)err;
    ((struct collector *)writer)->job->table = table;
    return OK;
}

static enum status take_row(struct table_writer *writer,
                            const struct cell *cells, size_t repeated,
                            struct error *err)
{
    struct figure_job *job = ((struct collector *)writer)->job;

    (void)repeated;
    (void)err;
    for (size_t i = 0; i < job->table->column_count; i++) {
        struct cell *cell = VECTOR_PUSH(&job->cells);

        *cell = cells[i];
        if (cell->kind == CELL_TEXT)
            cell->text = arena_copy_text(&job->texts, cell->text, cell->length);
    }
    job->row_count++;
    return OK;
}

static enum status close_table(struct table_writer *writer, struct error *err)
{
    (void)writer;
    (void)err;
    return OK;
}

static void discard_table(struct table_writer *writer)
{
    (void)writer;
}

static const struct table_writer_type collector_type = {
    open_table, take_row, close_table, discard_table};

/* A condition that no row meets is told by itself: it is likely misspelt. */
static enum status tell_unmet(const struct figure_job *job,
                              const struct published_table *from,
                              const struct condition *unmet, struct error *err)
{
    struct buffer values = {0};
    enum status status = column_values_near(job->request->run, from, unmet,
                                            &values, err);

    if (status == OK)
        status = error_set(err, ERR_INPUT, "%s has no row with %s=%s; %s",
                           from->table->name, unmet->column, unmet->value,
                           buffer_text(&values));
    buffer_release(&values);
    return status;
}

static enum status no_rows(const struct figure_job *job, struct error *err)
{
    struct buffer wanted = {0};

    for (size_t i = 0; i < job->conditions.count; i++)
        buffer_add_format(&wanted, "%s%s=%s", i ? ", " : " with ",
                          job->conditions.items[i].column,
                          job->conditions.items[i].value);
    error_set(err, ERR_INPUT, "%s has no row%s", job->request->table,
              buffer_text(&wanted));
    buffer_release(&wanted);
    return ERR_INPUT;
}

static enum status check_rows(const struct figure_job *job,
                              const struct published_table *from,
                              const struct condition *unmet, struct error *err)
{
    if (from->rows == 0)
        return error_set(err, ERR_INPUT, "%s has no rows in this run",
                         from->table->name);
    if (unmet)
        return tell_unmet(job, from, unmet, err);
    return job->row_count ? OK : no_rows(job, err);
}

static enum status read_rows(struct figure_job *job,
                             struct selection *selection,
                             const struct published_table *from,
                             struct error *err)
{
    struct collector collector = {{&collector_type}, job};
    struct table_writer *writers[] = {
        selection_writer(selection, &collector.base)};
    struct table_output output = {.writers = writers, .writer_count = 1};
    enum status status = published_read(job->request->run, from, UINT64_MAX,
                                        &output, err);

    table_output_release(&output);
    if (status != OK)
        return status;
    return check_rows(job, from, selection_unmet(selection), err);
}

enum status job_read(struct figure_job *job, struct error *err)
{
    const struct published_table *from = published_find(job->request->run,
                                                        job->request->table);
    struct selection_wish wish = {.conditions = job->conditions.items,
                                  .condition_count = job->conditions.count,
                                  .most = UINT64_MAX};
    struct selection *selection;
    enum status status;

    if (!from)
        return error_set(err, ERR_USAGE, "the run has no table %s",
                         job->request->table);
    status = selection_new(&selection, from->table, &wish, err);
    if (status != OK)
        return status;
    status = read_rows(job, selection, from, err);
    job->table = from->table; /* the selection's goes with it */
    selection_free(selection);
    return status;
}

/* -- Cells ----------------------------------------------------------------- */

size_t job_column(const struct figure_job *job, const char *name)
{
    return table_find_column(job->table, name);
}

enum status job_need(const struct figure_job *job, const char *name,
                     size_t *column, struct error *err)
{
    *column = job_column(job, name);
    if (*column == SIZE_MAX)
        return error_set(err, ERR_INPUT, "%s has no column %s: an older run",
                         job->request->table, name);
    return OK;
}

static const struct cell *find_cell(const struct figure_job *job, size_t row,
                                    size_t column)
{
    static const struct cell missing = {.kind = CELL_MISSING};

    if (column == SIZE_MAX)
        return &missing;
    return &job->cells.items[row * job->table->column_count + column];
}

const char *job_text(const struct figure_job *job, size_t row, size_t column)
{
    const struct cell *cell = find_cell(job, row, column);

    return cell->kind == CELL_TEXT ? cell->text : "";
}

bool job_number(const struct figure_job *job, size_t row, size_t column,
                double *value)
{
    const struct cell *cell = find_cell(job, row, column);

    switch (cell->kind) {
    case CELL_COUNT:
        *value = (double)cell->count;
        return true;
    case CELL_INTEGER:
        *value = (double)cell->integer;
        return true;
    case CELL_NUMBER:
        *value = cell->number;
        return true;
    case CELL_TEXT:
    case CELL_MISSING:
        break;
    }
    return false;
}

bool job_estimate(const struct figure_job *job, size_t row,
                  const struct estimate_columns *columns,
                  struct estimate *estimate)
{
    estimate->has_interval =
        job_number(job, row, columns->low, &estimate->low) &&
        job_number(job, row, columns->high, &estimate->high);
    return job_number(job, row, columns->value, &estimate->value);
}

/* -- Sentences ------------------------------------------------------------- */

static void PRINTF_LIKE(2, 0)
    add_arguments(struct buffer *out, const char *format, va_list arguments)
{
    char *text = NULL;
    int length = vasprintf(&text, format, arguments);

    if (length < 0)
        memory_give_up(0);
    buffer_add(out, text, (size_t)length);
    free(text);
}

const char *job_format(struct figure_job *job, const char *format, ...)
{
    struct buffer text = {0};
    const char *copy;
    va_list arguments;

    va_start(arguments, format);
    add_arguments(&text, format, arguments);
    va_end(arguments);
    copy = arena_copy_text(&job->texts, buffer_text(&text), text.length);
    buffer_release(&text);
    return copy;
}

void job_note(struct figure_job *job, const char *format, ...)
{
    va_list arguments;

    if (job->notes.length)
        buffer_add_byte(&job->notes, ' ');
    va_start(arguments, format);
    add_arguments(&job->notes, format, arguments);
    va_end(arguments);
}

static double run_count(const json_t *run, const char *key)
{
    return json_number_value(
        json_object_get(json_object_get(run, "counts"), key));
}

static const char *run_text(const json_t *run, const char *key)
{
    const char *text = json_string_value(json_object_get(run, key));

    return text ? text : "";
}

/* What a reader needs to find the numbers again. */
static const char *make_source(struct figure_job *job)
{
    const json_t *run = published_run(job->request->run);
    struct buffer text = {0};
    const char *copy;

    if (!run)
        return "policylex";
    buffer_add_format(
        &text, "policylex %s, %s, run of %.*s: ", run_text(run, "policylex"),
        job->request->table, DATE_LENGTH, run_text(run, "begun"));
    number_label(&text, run_count(run, "documents_counted"), 0);
    buffer_add_text(&text, " documents, ");
    number_label(&text, run_count(run, "words"), 0);
    buffer_add_format(&text, " words, corpus %.*s", DIGEST_SHOWN,
                      run_text(run, "corpus_sha256"));
    copy = arena_copy_text(&job->texts, buffer_text(&text), text.length);
    buffer_release(&text);
    return copy;
}

void job_caption(struct figure_job *job, struct caption *caption)
{
    caption->width_mm = job->request->width_mm;
    caption->name = job->request->table;
    caption->notes = buffer_text(&job->notes);
    caption->source = make_source(job);
}

enum status job_is_empty(const struct figure_job *job, struct error *err)
{
    return error_set(err, ERR_INPUT,
                     "the rows of %s that were asked for have no %s to show",
                     job->request->table, job->measure);
}
