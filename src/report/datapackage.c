/*
 * datapackage.c - see datapackage.h.
 *
 * json_pack() takes over the objects given to it and returns NULL if one of
 * them is NULL ("o") and leaves a key out if its value is ("s*", "o*"); so
 * what goes wrong at a leaf is seen once, at the root.
 */
#include "report/datapackage.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/files.h"

#define PROFILES "https://datapackage.org/profiles/2.0/"

static const char *type_name(enum column_type type)
{
    switch (type) {
    case COLUMN_COUNT:
    case COLUMN_INTEGER:
        return "integer";
    case COLUMN_YEAR:
        return "year";
    case COLUMN_RATE:
    case COLUMN_MEASURE:
        return "number";
    case COLUMN_DATE:
        return "date";
    case COLUMN_TEXT:
    case COLUMN_PARTIAL_DATE:
        break;
    }
    return "string";
}

static json_t *pack_values(const struct column *column)
{
    json_t *values = column->values ? json_array() : NULL;

    for (size_t i = 0; values && column->values[i]; i++)
        json_array_append_new(values, json_string(column->values[i]));
    return values;
}

/* Returns NULL where there is nothing to demand. */
static json_t *pack_constraints(const struct column *column)
{
    bool is_required = column->is_key || column->is_required;
    json_t *constraints = json_pack(
        "{s:o*, s:o*, s:s*, s:o*}", "required",
        is_required ? json_true() : NULL, "minimum",
        column->type == COLUMN_COUNT ? json_integer(0) : NULL, "pattern",
        column->type == COLUMN_PARTIAL_DATE ? "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"
                                            : NULL,
        "enum", pack_values(column));

    if (json_object_size(constraints) > 0)
        return constraints;
    json_decref(constraints);
    return NULL;
}

/* The name as the header line has it. */
static json_t *pack_name(const struct csv_dialect *dialect, const char *name)
{
    bool is_guarded = csv_needs_guard(dialect, name, strlen(name));

    return json_sprintf("%s%s", is_guarded ? "'" : "", name);
}

/* "decimals" and "significantDigits" are no property of the standard's, which
 * allows others: they say how the numbers are printed (published.h). */
static json_t *pack_field(const struct csv_dialect *dialect,
                          const struct column *column)
{
    bool is_number = column->type == COLUMN_RATE ||
                     column->type == COLUMN_MEASURE;
    char decimal[2] = {dialect->decimal, '\0'};

    return json_pack(
        "{s:o, s:s, s:s*, s:o*, s:o*, s:s, s:s*, s:o*}", "name",
        pack_name(dialect, column->name), "type", type_name(column->type),
        "decimalChar", is_number && dialect->decimal != '.' ? decimal : NULL,
        "decimals", column->type == COLUMN_RATE ? json_integer(4) : NULL,
        "significantDigits",
        column->type == COLUMN_MEASURE ? json_integer(6) : NULL, "description",
        column->meaning, "unit", column->unit, "constraints",
        pack_constraints(column));
}

static json_t *pack_schema(const struct csv_dialect *dialect,
                           const struct table *table)
{
    json_t *fields = json_array(), *key = json_array();

    for (size_t i = 0; i < table->column_count; i++) {
        const struct column *column = &table->columns[i];

        if (json_array_append_new(fields, pack_field(dialect, column)) != 0) {
            json_decref(fields);
            json_decref(key);
            return NULL;
        }
        if (column->is_key)
            json_array_append_new(key, pack_name(dialect, column->name));
    }
    if (json_array_size(key) == 0) {
        json_decref(key);
        key = NULL;
    }
    return json_pack("{s:s, s:o, s:[s], s:o*}", "$schema",
                     PROFILES "tableschema.json", "fields", fields,
                     "missingValues", "", "primaryKey", key);
}

static json_t *pack_dialect(const struct csv_dialect *dialect)
{
    char separator[2] = {dialect->separator, '\0'};

    return json_pack("{s:s, s:b, s:s, s:s, s:s, s:b, s:b}", "$schema",
                     PROFILES "tabledialect.json", "header", 1, "delimiter",
                     separator, "lineTerminator", "\r\n", "quoteChar", "\"",
                     "doubleQuote", 1, "skipInitialSpace", 0);
}

static json_t *pack_description(const struct table *table)
{
    return json_sprintf("One row per %s%s%s.", table->row,
                        table->order ? ", ordered " : "",
                        table->order ? table->order : "");
}

/* "profile" is what version 1 calls what "type" is in version 2. */
static json_t *pack_resource(const struct csv_dialect *dialect,
                             const struct csv_file *file)
{
    return json_pack(
        "{s:s, s:s, s:s, s:s, s:o, s:s, s:o, s:s, s:s, s:s, s:I, s:I, s:o,"
        " s:o, s:o}",
        "$schema", PROFILES "dataresource.json", "profile",
        "tabular-data-resource", "type", "table", "name", file->table->name,
        "path", json_sprintf("%s.csv", file->table->name), "title",
        file->table->title, "description", pack_description(file->table),
        "format", "csv", "mediatype", "text/csv", "encoding", "utf-8", "bytes",
        (json_int_t)file->bytes, "rows", (json_int_t)file->rows, "hash",
        json_sprintf("sha256:%s", file->sha256), "dialect",
        pack_dialect(dialect), "schema", pack_schema(dialect, file->table));
}

static json_t *pack_package(const struct datapackage *package)
{
    json_t *resources = json_array();

    for (size_t i = 0; i < package->file_count; i++)
        if (json_array_append_new(
                resources,
                pack_resource(package->dialect, &package->files[i])) != 0) {
            json_decref(resources);
            return NULL;
        }
    return json_pack("{s:s, s:s, s:s, s:s, s:o}", "$schema",
                     PROFILES "datapackage.json", "name", package->name,
                     "title", package->title, "description",
                     package->description, "resources", resources);
}

static int add_json(const char *bytes, size_t length, void *out)
{
    buffer_add(out, bytes, length);
    return 0;
}

enum status datapackage_format(const struct datapackage *package,
                               struct buffer *out, struct error *err)
{
    json_t *root = pack_package(package);

    if (!root)
        return error_set(err, ERR_BUG,
                         "datapackage.json: a name or meaning is not UTF-8");
    json_dump_callback(root, add_json, out, JSON_INDENT(2));
    buffer_add_byte(out, '\n');
    json_decref(root);
    return OK;
}

enum status datapackage_write(const struct datapackage *package,
                              const char *folder, struct error *err)
{
    struct buffer text = {0};
    enum status status = datapackage_format(package, &text, err);

    if (status == OK) {
        char *path = path_join(folder, "datapackage.json");

        status = file_write(path, buffer_text(&text), text.length, err);
        free(path);
    }
    buffer_release(&text);
    return status;
}
