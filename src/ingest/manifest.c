/* manifest.c - see manifest.h. */
#include "ingest/manifest.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char stage[] = "manifest";

/* The columns that mean something to policylex. */
enum { FILE_PATH, DATE, TITLE, ADMINISTRATION, KNOWN };

static const char *const known_names[KNOWN] = {"file", "date", "title",
                                               "administration"};

struct loader {
    struct manifest *out;
    struct issues *issues;
    int columns[KNOWN]; /* CSV_NO_COLUMN: not there */
};

static void find_columns(struct loader *loader)
{
    const struct csv_table *table = &loader->out->table;

    for (int i = 0; i < KNOWN; i++)
        loader->columns[i] = csv_table_column(table, known_names[i]);
    for (size_t column = 0; column < table->columns; column++) {
        bool known = false;

        for (int i = 0; i < KNOWN; i++)
            known |= loader->columns[i] == (int)column;
        if (!known)
            *VECTOR_PUSH(&loader->out->extras) = column;
    }
}

/* Returns the row's field of a known column, NULL when there is no such. */
static const struct csv_field *field_of(const struct loader *loader, size_t row,
                                        int known)
{
    if (loader->columns[known] == CSV_NO_COLUMN)
        return NULL;
    return csv_table_field(&loader->out->table, row,
                           (size_t)loader->columns[known]);
}

static const char *text_of(const struct loader *loader, size_t row, int known)
{
    const struct csv_field *field = field_of(loader, row, known);

    return field ? field->text : "";
}

/* -- Paths ----------------------------------------------------------------- */

/* Returns whether one of the path's parts is "..". */
static bool climbs(const char *path)
{
    while (*path) {
        size_t part = strcspn(path, "/");

        if (part == 2 && path[0] == '.' && path[1] == '.')
            return true;
        path += part + (path[part] == '/');
    }
    return false;
}

/* Says what is wrong with a path; NULL when nothing is. */
static const char *path_fault(const char *path)
{
    size_t length = strlen(path);

    if (!length)
        return "the file's name is empty";
    if (path[0] == '/' || (path[1] == ':' && path[2] == '\\'))
        return "the path is absolute; write it from the corpus folder on";
    if (strchr(path, '\\'))
        return "the path has a backslash; write / between folders";
    if (climbs(path))
        return "the path leads out of the corpus folder (..)";
    if (strspn(path, "./") == length)
        return "the path names no file";
    if (path[length - 1] == '/')
        return "the path is a folder's; list its files one by one";
    return NULL;
}

/* Returns a copy without "." and empty parts; the caller frees it. */
static char *tidy_path(const char *path)
{
    char *tidy = memory_get(strlen(path) + 1), *to = tidy;

    while (*path) {
        size_t part = strcspn(path, "/");

        if (part && !(part == 1 && path[0] == '.')) {
            if (to > tidy)
                *to++ = '/';
            memcpy(to, path, part);
            to += part;
        }
        path += part + (path[part] == '/');
    }
    *to = '\0';
    return tidy;
}

/* -- Rows ------------------------------------------------------------------ */

static struct date read_date(const struct loader *loader, size_t row)
{
    const struct csv_field *field = field_of(loader, row, DATE);
    struct date date = {0};

    if (field && field->length &&
        !date_parse(field->text, field->length, &date))
        csv_table_fault(&loader->out->table, stage, loader->issues, field,
                        "\"%s\" is not a date of the calendar; write it as "
                        "2011-07-14, 2011-07 or 2011, or leave it empty",
                        field->text);
    return date;
}

static void read_row(struct loader *loader, size_t row)
{
    const struct csv_field *file = field_of(loader, row, FILE_PATH);
    const char *fault = path_fault(file->text);
    struct date date = read_date(loader, row);

    if (fault) {
        csv_table_fault(&loader->out->table, stage, loader->issues, file,
                        "%s%s%s%s", file->length ? "\"" : "", file->text,
                        file->length ? "\": " : "", fault);
        return;
    }
    *VECTOR_PUSH(&loader->out->rows) = (struct manifest_row){
        .file = tidy_path(file->text),
        .date = date,
        .title = text_of(loader, row, TITLE),
        .administration = text_of(loader, row, ADMINISTRATION),
        .first_field = csv_table_field(&loader->out->table, row, 0),
        .file_field = file};
}

/* By file, then by line, so that the first of two is the original. */
static int compare_rows(const void *left, const void *right)
{
    const struct manifest_row *a = left, *b = right;
    int order = strcmp(a->file, b->file);

    if (order)
        return order;
    return (a->first_field > b->first_field) -
           (a->first_field < b->first_field);
}

static void sort_rows(struct loader *loader)
{
    const struct manifest_row *rows = loader->out->rows.items;
    size_t count = loader->out->rows.count;

    if (count)
        qsort(loader->out->rows.items, count, sizeof(*rows), compare_rows);
    for (size_t i = 1; i < count; i++)
        if (strcmp(rows[i].file, rows[i - 1].file) == 0)
            manifest_fault(loader->out, &rows[i], loader->issues,
                           "\"%s\" is listed twice, also on line %u; remove "
                           "one of the rows",
                           rows[i].file, rows[i - 1].file_field->line);
}

enum status manifest_load(struct manifest *out, const struct csv_source *source,
                          struct issues *issues, struct error *err)
{
    struct loader loader = {.out = out, .issues = issues};
    struct csv_source own = *source;
    size_t before = issues->errors;
    bool read;

    own.stage = stage;
    read = csv_table_read(&out->table, &own, issues, err) == OK;
    find_columns(&loader);
    if (loader.columns[FILE_PATH] != CSV_NO_COLUMN) {
        for (size_t row = 0; row < out->table.rows; row++)
            read_row(&loader, row);
        sort_rows(&loader);
    } else if (read) {
        csv_table_fault(&out->table, stage, issues, out->table.fields.items,
                        "there is no column \"file\"; name the column that "
                        "holds the documents' file names so");
    }
    return issues_status(issues, before, ERR_INPUT, err);
}

void manifest_release(struct manifest *manifest)
{
    for (size_t i = 0; i < manifest->rows.count; i++)
        free(manifest->rows.items[i].file);
    free(manifest->rows.items);
    free(manifest->extras.items);
    csv_table_release(&manifest->table);
    *manifest = (struct manifest){0};
}

static int compare_to_file(const void *key, const void *element)
{
    const struct manifest_row *row = element;

    return strcmp(key, row->file);
}

const struct manifest_row *manifest_find(const struct manifest *manifest,
                                         const char *file)
{
    if (!manifest->rows.count)
        return NULL;
    return bsearch(file, manifest->rows.items, manifest->rows.count,
                   sizeof(struct manifest_row), compare_to_file);
}

const char *manifest_extra_name(const struct manifest *manifest, size_t extra)
{
    return csv_table_header(&manifest->table, manifest->extras.items[extra]);
}

const char *manifest_extra_value(const struct manifest *manifest,
                                 const struct manifest_row *row, size_t extra)
{
    return row->first_field[manifest->extras.items[extra]].text;
}

void manifest_fault(const struct manifest *manifest,
                    const struct manifest_row *row, struct issues *issues,
                    const char *fmt, ...)
{
    char message[ERROR_TEXT_MAX];
    va_list args;

    va_start(args, fmt);
    vsnprintf(message, sizeof(message), fmt, args);
    va_end(args);
    csv_table_fault(&manifest->table, stage, issues, row->file_field, "%s",
                    message);
}

void manifest_warn(const struct manifest *manifest,
                   const struct manifest_row *row, struct issues *issues,
                   const char *sentence)
{
    char place[CSV_PLACE_SIZE];

    csv_table_place(&manifest->table, row->file_field, place);
    issues_add(issues,
               &(struct issue_place){SEVERITY_WARNING, stage,
                                     manifest->table.name, place},
               "%s", sentence);
}
