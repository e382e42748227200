/*
 * job.h - a figure being made: what was asked for, and the rows for it.
 *
 *     job_default(job, "unit", "sentence");     unless the request says
 *     status = job_read(job, err);
 *     group = job_column(job, "group");
 *     for (size_t row = 0; row < job->row_count; row++)
 *         ... job_text(job, row, group) ...
 *
 * The rows that are as asked for are held in memory, texts and all, until
 * job_release().
 */
#ifndef REPORT_FIGURES_JOB_H
#define REPORT_FIGURES_JOB_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/vector.h"
#include "report/figure.h"
#include "report/figures/axis.h"
#include "report/figures/canvas.h"
#include "report/table.h"

struct figure_conditions VECTOR_OF(struct condition);
struct figure_cells VECTOR_OF(struct cell);

struct figure_job {
    const struct figure_request *request;
    const char *measure;
    struct figure_conditions conditions; /* the request's, and defaults */
    const struct table *table;           /* once read */
    struct figure_cells cells;           /* row by row */
    size_t row_count;
    struct arena texts;
    struct buffer notes; /* sentences to print below the figure */
};

void job_init(struct figure_job *job, const struct figure_request *request,
              const char *measure);
void job_release(struct figure_job *job);

/* Returns the value that the column must have: its first, if several; NULL
 * where any will do. */
const char *job_condition(const struct figure_job *job, const char *column);

/* Demands a value unless something is demanded of the column. */
void job_default(struct figure_job *job, const char *column, const char *value);

/* Refuses more than one value of a column of which a figure shows one. */
MUST_USE enum status job_single(const struct figure_job *job,
                                const char *column, struct error *err);

/* Reads the rows. ERR_USAGE where the table or a column is missing, ERR_INPUT
 * where no row is as asked for. */
MUST_USE enum status job_read(struct figure_job *job, struct error *err);

/* Returns the column's index, or SIZE_MAX. */
size_t job_column(const struct figure_job *job, const char *name);

/* The same for a column that the figure cannot do without. ERR_INPUT. */
MUST_USE enum status job_need(const struct figure_job *job, const char *name,
                              size_t *column, struct error *err);

/* Returns the cell's text, "" for none and for a column that is not there. */
const char *job_text(const struct figure_job *job, size_t row, size_t column);

/* Reads a number of any type; false where there is none. */
bool job_number(const struct figure_job *job, size_t row, size_t column,
                double *value);

/* Where an estimate stands. */
struct estimate_columns {
    size_t value, low, high;
};

/* Reads the value and the interval, if it has one; false without a value. */
bool job_estimate(const struct figure_job *job, size_t row,
                  const struct estimate_columns *columns,
                  struct estimate *estimate);

/* Returns a formatted text that lives as long as the job. */
const char *job_format(struct figure_job *job, const char *format, ...)
    PRINTF_LIKE(2, 3);

/* Appends a sentence to what is printed below the figure. */
void job_note(struct figure_job *job, const char *format, ...)
    PRINTF_LIKE(2, 3);

/* Fills what all captions have. */
void job_caption(struct figure_job *job, struct caption *caption);

/* Returns the error that the rows have nothing to show. */
MUST_USE enum status job_is_empty(const struct figure_job *job,
                                  struct error *err);

#endif
