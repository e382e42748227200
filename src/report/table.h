/*
 * table.h - a report's table: columns described once, rows streamed.
 *
 * The description is what CSV header, data package, XLSX, HTML and
 * reports/README.md are all made from, so it is written once, beside the
 * function that fills the rows:
 *
 *     enum { GROUP, THEME, HITS, RATE, COLUMNS };
 *     static const struct column columns[COLUMNS] = {
 *         [GROUP] = {"group", COLUMN_TEXT, .is_key = true,
 *                    .meaning = "Group of documents."},
 *         [THEME] = {"theme", COLUMN_TEXT, .is_key = true, .meaning = "..."},
 *         [HITS] = {"hits", COLUMN_COUNT, .unit = "hits", .meaning = "..."},
 *         [RATE] = {"rate_per_10k_words", COLUMN_RATE,
 *                   .unit = "hits per 10,000 words", .meaning = "..."},
 *     };
 *     static const struct table theme_hits = {
 *         .name = "theme_hits", .title = "Hits of each theme",
 *         .row = "group and theme", .columns = columns,
 *         .column_count = COLUMNS,
 *     };
 *
 *     struct cell row[COLUMNS] = {0};               every cell is missing
 *     row[GROUP] = cell_text(name, length);
 *     row[HITS] = cell_count(hits);
 *     row[RATE] = cell_number(rate);
 *     return table_row(output, row, err);
 *
 * One row at a time goes through a `table_output`, which checks it, keeps it
 * within the limits below and hands it to every writer; writers only write.
 *
 * Limits, for every writer (they are Excel's, and a file that breaks them opens
 * with data silently lost):
 *   - TABLE_ROWS_MAX rows, the header included. Rows come in order of
 *     importance, which the filling function decides; the first are kept.
 *   - TABLE_CELL_MAX UTF-16 code units a text cell, which is what Excel's LEN
 *     counts (a character beyond U+FFFF is two); the text is cut before the
 *     first character that does not fit. A text that a CSV writer may have to
 *     guard with an apostrophe has one unit less.
 * A text that is not valid UTF-8, or that holds a control character other than
 * TAB, LF and CR, is repaired with U+FFFD: no writer's format can hold it.
 * Cuts and repairs are counted and reported as notices, for issues.csv.
 *
 * Ownership: descriptions and texts in cells are borrowed; a row's texts may go
 * once table_row() has returned. Threads: descriptions are shared read-only; an
 * output and its writers belong to one thread at a time.
 */
#ifndef REPORT_TABLE_H
#define REPORT_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/attr.h"
#include "base/buffer.h"
#include "base/error.h"

enum { TABLE_ROWS_MAX = 1048576, TABLE_CELL_MAX = 32767 };

enum column_type {
    COLUMN_TEXT,         /* UTF-8 */
    COLUMN_COUNT,        /* uint64_t */
    COLUMN_INTEGER,      /* int64_t */
    COLUMN_YEAR,         /* int64_t, 0 to 9999, four digits */
    COLUMN_RATE,         /* double, shown with 4 decimals */
    COLUMN_MEASURE,      /* double, shown with 6 significant digits */
    COLUMN_DATE,         /* text: YYYY-MM-DD */
    COLUMN_PARTIAL_DATE, /* text: YYYY, YYYY-MM or YYYY-MM-DD */
};

struct column {
    const char *name; /* the header: snake_case, except manifest columns */
    enum column_type type;
    bool is_key;               /* part of the primary key; therefore required */
    bool is_required;          /* never missing, never an empty text */
    const char *unit;          /* "words", "bits"; NULL where there is none */
    const char *meaning;       /* a sentence for the reader of the report */
    const char *const *values; /* the only texts allowed, NULL at the end; or
                                  NULL: any */
};

struct table {
    const char *name;  /* stem of the file's name: [a-z0-9_]+ */
    const char *title; /* a heading */
    const char *row;   /* what one row is: "group and theme" */
    const char *order; /* in which order rows come, and so what a cut keeps:
                          "by group, then by theme"; may be NULL */
    const struct column *columns;
    size_t column_count;
};

/* Returns the index of the column `name`, or SIZE_MAX. */
size_t table_find_column(const struct table *table, const char *name);

/* Returns a copy of `base` with `count` columns of `extra` inserted before
 * index `at`; the caller frees it with table_free(). All strings stay borrowed
 * from `base` and `extra`. */
struct table *table_with_columns(const struct table *base, size_t at,
                                 const struct column *extra, size_t count);
void table_free(struct table *table);

/* -- Cells ----------------------------------------------------------------- */

enum cell_kind {
    CELL_MISSING = 0, /* no value: an empty field in CSV */
    CELL_TEXT,        /* for COLUMN_TEXT and the dates */
    CELL_COUNT,       /* for COLUMN_COUNT */
    CELL_INTEGER,     /* for COLUMN_INTEGER and COLUMN_YEAR */
    CELL_NUMBER,      /* for COLUMN_RATE and COLUMN_MEASURE; never nan or inf */
};

/* Without gaps or halves that overlap, so that a compiler stores the members of
 * a new cell straight into a row. */
struct cell {
    union {
        const char *text; /* borrowed; not NULL where the kind is text */
        uint64_t count;
        int64_t integer;
        double number;
    };
    uint32_t length; /* of the text, bytes */
    enum cell_kind kind;
};

static inline struct cell cell_missing(void)
{
    return (struct cell){.kind = CELL_MISSING};
}

/* NULL is a missing cell. Beyond 4 GB a text is cut, and then cut again to what
 * a cell holds. */
static inline struct cell cell_text(const char *text, size_t length)
{
    return (struct cell){.text = text,
                         .length = length < UINT32_MAX ? (uint32_t)length
                                                       : UINT32_MAX,
                         .kind = text ? CELL_TEXT : CELL_MISSING};
}

/* The same for a NUL-terminated text; NULL and "" are missing cells. */
static inline struct cell cell_string(const char *text)
{
    return text && *text ? cell_text(text, strlen(text)) : cell_missing();
}

static inline struct cell cell_count(uint64_t count)
{
    return (struct cell){.count = count, .kind = CELL_COUNT};
}

static inline struct cell cell_integer(int64_t integer)
{
    return (struct cell){.integer = integer, .kind = CELL_INTEGER};
}

static inline struct cell cell_number(double number)
{
    return (struct cell){.number = number, .kind = CELL_NUMBER};
}

static inline bool cell_is_missing(const struct cell *cell)
{
    return cell->kind == CELL_MISSING;
}

/* Returns what is wrong with the cell for the column, as "the value is missing,
 * but required", or NULL. table_row() asks that of every cell. */
const char *table_cell_fault(const struct column *column,
                             const struct cell *cell);

/* -- Writers --------------------------------------------------------------- */

struct table_writer;

/* What a kind of writer does. For each table: open, row any number of times,
 * then close, or discard after an error of anybody. A writer may rely on rows
 * that table_row() has checked: kinds fit columns, numbers are finite, texts
 * are valid UTF-8 within TABLE_CELL_MAX, and there are column_count cells. */
struct table_writer_type {
    enum status (*open)(struct table_writer *writer, const struct table *table,
                        struct error *err);
    /* The first `repeated` cells are those of the row before: a writer may
     * repeat what it made of them, or ignore that. */
    enum status (*row)(struct table_writer *writer, const struct cell *cells,
                       size_t repeated, struct error *err);
    enum status (*close)(struct table_writer *writer, struct error *err);
    void (*discard)(struct table_writer *writer);
};

/* The first member of every writer. */
struct table_writer {
    const struct table_writer_type *type;
};

/* -- Output: one table to many writers ------------------------------------- */

enum table_notice_kind {
    TABLE_ROWS_CUT,       /* rows beyond TABLE_ROWS_MAX were left out */
    TABLE_CELLS_CUT,      /* texts beyond TABLE_CELL_MAX were shortened */
    TABLE_CELLS_REPAIRED, /* texts held bytes that no report can hold */
};

struct table_notice {
    const struct table *table;
    enum table_notice_kind kind;
    uint64_t count; /* rows, or cells; at least 1 */
};

/* Appends the notice as a sentence for issues.csv. */
void table_notice_describe(const struct table_notice *notice,
                           struct buffer *sentence);

struct table_output {
    /* Set by the caller, the rest zeroed: */
    struct table_writer *const *writers;
    size_t writer_count;
    /* Called when a table ends, at most once a kind; may be NULL. issues.csv
     * is best written last, with the notices of all others in it. */
    void (*notice)(void *context, const struct table_notice *notice);
    void *notice_context;

    /* Private: */
    const struct table *table; /* the table under way, or NULL */
    size_t opened;             /* writers that have it open */
    uint64_t rows;             /* rows given so far, cut ones too */
    uint64_t cells_cut;
    uint64_t cells_repaired;
    struct cell *clean; /* the row, where it had to be changed */
    bool was_cleaned;   /* the row before had to be */
    size_t clean_capacity;
    struct buffer repaired; /* the bytes of repaired texts of this row */
};

/* Frees what the output has allocated; the writers stay the caller's. */
void table_output_release(struct table_output *output);

/* Writes one whole table: opens it with every writer, calls `fill`, closes it.
 * `fill` calls table_row() and passes its status on; `source` is handed to it
 * untouched. When anything fails, every writer's discard is called. */
enum status table_output_write(struct table_output *output,
                               const struct table *table,
                               enum status (*fill)(const void *source,
                                                   struct table_output *output,
                                                   struct error *err),
                               const void *source, struct error *err) MUST_USE;

/* Gives one row of table->column_count cells to every writer. ERR_BUG, naming
 * table, column and row, for a cell of the wrong kind, nan or infinity, a text
 * not among the column's values, a malformed date, or a required cell that is
 * missing. Rows beyond the limit are counted and otherwise ignored. */
enum status table_row(struct table_output *output, const struct cell *cells,
                      struct error *err) MUST_USE;

/* The same for a row whose first `repeated` cells are those of the row before,
 * as keys are in a table in their order: they are neither checked nor formatted
 * again. All cells must be there all the same. 0 in a table's first row. */
enum status table_row_repeating(struct table_output *output,
                                const struct cell *cells, size_t repeated,
                                struct error *err) MUST_USE;

#endif
