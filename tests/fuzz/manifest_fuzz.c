/* manifest_fuzz.c - any bytes as a CSV table and as a manifest: either a table
 * in which every row has every column, or faults. */
#include "fuzz.h"

#include "base/utf8_valid.h"
#include "ingest/manifest.h"

static void check_field(const struct csv_field *field)
{
    REQUIRE(strlen(field->text) == field->length);
    REQUIRE(utf8_valid_length(field->text, field->length) == field->length);
    REQUIRE(field->line > 0);
}

static void check_table(const struct csv_table *table)
{
    REQUIRE(table->fields.count == (table->rows + 1) * table->columns);
    for (size_t i = 0; i < table->fields.count; i++)
        check_field(&table->fields.items[i]);
    for (size_t i = 0; i < table->columns; i++)
        REQUIRE(csv_table_column(table, csv_table_header(table, i)) == (int)i);
}

static void check_manifest(const struct manifest *manifest)
{
    check_table(&manifest->table);
    REQUIRE(manifest->rows.count == manifest->table.rows);
    for (size_t i = 0; i < manifest->rows.count; i++) {
        const struct manifest_row *row = &manifest->rows.items[i];

        REQUIRE(manifest_find(manifest, row->file) == row);
        REQUIRE(*row->file && *row->file != '/');
        for (size_t j = 0; j < manifest->extras.count; j++)
            REQUIRE(manifest_extra_value(manifest, row, j) != NULL);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct manifest manifest = {0};
    struct issues issues = {0};
    struct error err = {.code = OK};
    char *text = fuzz_exact(bytes, length);
    struct csv_source source = {.name = "manifest.csv",
                                .stage = "manifest",
                                .bytes = text,
                                .length = length};
    enum status status = manifest_load(&manifest, &source, &issues, &err);

    free(text); /* what the manifest keeps is its own */
    REQUIRE((status == OK) == (issues.errors == 0));
    REQUIRE(status == OK || *err.text);
    if (status == OK)
        check_manifest(&manifest);
    manifest_release(&manifest);
    issues_release(&issues);
    return 0;
}
