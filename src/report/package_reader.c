/* package_reader.c - see package_reader.h and, for what is read, datapackage.c.
 */
#include "report/package_reader.h"

#include <stdio.h>
#include <string.h>

#include "report/cell_text.h"

/* -- Texts ----------------------------------------------------------------- */

/* Returns the text at `key`; "" if there is none. */
static const char *text_at(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));

    return text ? text : "";
}

/* Returns the one character at `key`, or `otherwise` for any other text. */
static char character_at(const json_t *object, const char *key, char otherwise)
{
    const char *text = text_at(object, key);

    return text[0] && !text[1] ? text[0] : otherwise;
}

/* Returns the name without the guard that the header of a guarded file has. */
static const char *unguarded(const char *name)
{
    return name[0] == '\'' && cell_text_is_formula_like(name + 1, 1) ? name + 1
                                                                     : name;
}

/* -- A column -------------------------------------------------------------- */

static enum column_type number_type(const json_t *field)
{
    const json_t *decimals = json_object_get(field, "decimals");

    if (decimals)
        return json_is_integer(decimals) ? COLUMN_RATE : COLUMN_MEASURE;
    return !json_object_get(field, "significantDigits") &&
                   strstr(text_at(field, "unit"), "per 10,000")
               ? COLUMN_RATE
               : COLUMN_MEASURE;
}

/* False for a type that datapackage.c does not write. */
static bool read_type(const json_t *field, enum column_type *type)
{
    const json_t *constraints = json_object_get(field, "constraints");
    const char *name = text_at(field, "type");

    if (strcmp(name, "string") == 0)
        *type = *text_at(constraints, "pattern") ? COLUMN_PARTIAL_DATE
                                                 : COLUMN_TEXT;
    else if (strcmp(name, "integer") == 0)
        *type = json_object_get(constraints, "minimum") ? COLUMN_COUNT
                                                        : COLUMN_INTEGER;
    else if (strcmp(name, "number") == 0)
        *type = number_type(field);
    else if (strcmp(name, "year") == 0)
        *type = COLUMN_YEAR;
    else if (strcmp(name, "date") == 0)
        *type = COLUMN_DATE;
    else
        return false;
    return true;
}

/* Returns the texts of the array, ended by NULL; NULL for no array. */
static const char *const *read_values(const json_t *array, struct arena *arena)
{
    size_t count = json_array_size(array), i;
    const char **values;

    if (!count)
        return NULL;
    values = arena_get(arena, (count + 1) * sizeof(*values));
    for (i = 0; i < count; i++) {
        const char *text = json_string_value(json_array_get(array, i));

        values[i] = text ? text : "";
    }
    values[i] = NULL;
    return values;
}

static bool is_in_key(const json_t *key, const char *name)
{
    for (size_t i = 0; i < json_array_size(key); i++) {
        const char *text = json_string_value(json_array_get(key, i));

        if (text && strcmp(text, name) == 0)
            return true;
    }
    return false;
}

/* Returns what is wrong with the field, or NULL. */
static const char *read_column(const json_t *field, const json_t *key,
                               struct arena *arena, struct column *column)
{
    const json_t *constraints = json_object_get(field, "constraints");
    const char *name = text_at(field, "name"), *unit = text_at(field, "unit");

    if (!*name || strlen(name) > TABLE_CELL_MAX ||
        !cell_text_is_fit(name, strlen(name)))
        return "has no name that a column can have";
    if (!json_is_string(json_object_get(field, "description")))
        return "has no description";
    *column = (struct column){
        .name = unguarded(name),
        .is_key = is_in_key(key, name),
        .is_required = json_is_true(json_object_get(constraints, "required")),
        .unit = *unit ? unit : NULL,
        .meaning = text_at(field, "description"),
        .values = read_values(json_object_get(constraints, "enum"), arena),
    };
    return read_type(field, &column->type) ? NULL
                                           : "has a type of another kind";
}

/* -- A table --------------------------------------------------------------- */

static bool is_good_name(const char *name)
{
    return *name && strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_") ==
                        strlen(name);
}

/* The file is where the table's name says, in the folder itself. */
static bool is_good_path(const char *path, const char *name)
{
    size_t length = strlen(name);

    return strncmp(path, name, length) == 0 &&
           strcmp(path + length, ".csv") == 0;
}

/* Takes "One row per ROW, ordered ORDER." apart. */
static bool read_description(const char *text, struct arena *arena,
                             struct table *table)
{
    static const char one[] = "One row per ", ordered[] = ", ordered ";
    size_t length = strlen(text);
    char *row, *order;

    if (length <= sizeof(one) || strncmp(text, one, sizeof(one) - 1) != 0 ||
        text[length - 1] != '.')
        return false;
    row = arena_copy_text(arena, text + sizeof(one) - 1, length - sizeof(one));
    order = strstr(row, ordered);
    if (order) {
        *order = '\0';
        order += sizeof(ordered) - 1;
    }
    table->row = row;
    table->order = order;
    return true;
}

/* Returns what is wrong with the resource but its columns, or NULL. */
static const char *read_head(const json_t *resource, struct arena *arena,
                             struct package_table *out)
{
    const json_t *dialect = json_object_get(resource, "dialect");
    const json_t *rows = json_object_get(resource, "rows");
    struct table *table = &out->table;

    *table = (struct table){.name = text_at(resource, "name"),
                            .title = text_at(resource, "title")};
    if (!is_good_name(table->name))
        return "has no name that a table can have";
    if (!is_good_path(text_at(resource, "path"), table->name))
        return "has a file of another name";
    if (!json_is_integer(rows) || json_integer_value(rows) < 0)
        return "does not say how many rows it has";
    if (!read_description(text_at(resource, "description"), arena, table))
        return "does not say what a row is";
    out->separator = character_at(dialect, "delimiter", '\0');
    out->decimal = '.';
    out->published = (struct published_table){
        table, (uint64_t)json_integer_value(rows)};
    return out->separator == ',' || out->separator == ';'
               ? NULL
               : "has neither commas nor semicolons between its columns";
}

static enum status read_columns(const json_t *schema, struct arena *arena,
                                struct package_table *out, struct error *err)
{
    const json_t *fields = json_object_get(schema, "fields");
    const json_t *key = json_object_get(schema, "primaryKey");
    size_t count = json_array_size(fields);
    struct column *columns;

    if (!count || count > PACKAGE_COLUMNS_MAX)
        return error_set(err, ERR_FORMAT, "table %s has %zu columns",
                         out->table.name, count);
    columns = arena_get(arena, count * sizeof(*columns));
    out->table.columns = columns;
    for (size_t i = 0; i < count; i++) {
        const json_t *field = json_array_get(fields, i);
        const char *fault = read_column(field, key, arena, &columns[i]);

        out->decimal = character_at(field, "decimalChar", out->decimal);
        out->table.column_count = i;
        if (!fault &&
            table_find_column(&out->table, columns[i].name) != SIZE_MAX)
            fault = "is there twice";
        if (fault)
            return error_set(err, ERR_FORMAT, "table %s: column %zu %s",
                             out->table.name, i + 1, fault);
    }
    out->table.column_count = count;
    return OK;
}

enum status package_read(const json_t *package, struct arena *arena,
                         struct package_table **out, size_t *count,
                         struct error *err)
{
    const json_t *resources = json_object_get(package, "resources");
    size_t all = json_array_size(resources);
    struct package_table *tables = arena_get(arena, all * sizeof(*tables));

    if (!json_is_array(resources))
        return error_set(err, ERR_FORMAT, "it lists no tables");
    for (size_t i = 0; i < all; i++) {
        const json_t *resource = json_array_get(resources, i);
        const char *fault = read_head(resource, arena, &tables[i]);

        if (fault)
            return error_set(err, ERR_FORMAT, "table %zu (\"%.64s\") %s", i + 1,
                             text_at(resource, "name"), fault);
        if (read_columns(json_object_get(resource, "schema"), arena, &tables[i],
                         err) != OK)
            return err->code;
    }
    *out = tables;
    *count = all;
    return OK;
}
