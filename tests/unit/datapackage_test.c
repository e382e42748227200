/* datapackage_test.c - each fact of a description reaches the JSON text. */
#include "report/datapackage.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "unit.h"

static const char *const units[] = {"sentence", "paragraph", NULL};

static const struct column columns[] = {
    {"group", COLUMN_TEXT, .is_key = true, .meaning = "The group."},
    {"unit", COLUMN_TEXT, .values = units, .is_required = true,
     .meaning = "What is counted."},
    {"hits", COLUMN_COUNT, .unit = "hits", .meaning = "How many."},
    {"change", COLUMN_INTEGER, .meaning = "Difference."},
    {"rate", COLUMN_RATE, .meaning = "How often."},
    {"since", COLUMN_PARTIAL_DATE, .meaning = "When."},
    {"+note", COLUMN_TEXT, .meaning = "A \"quoted\" \xC3\xA4 note."},
};

static const struct table sample = {
    .name = "sample_table",
    .title = "A sample",
    .row = "group",
    .order = "by group",
    .columns = columns,
    .column_count = sizeof(columns) / sizeof(*columns),
};

static const struct csv_file file = {
    .table = &sample, .rows = 3, .bytes = 99, .sha256 = "0123abcd"};

static enum status format(const char *dialect, const struct csv_file *files,
                          struct buffer *out, struct error *err)
{
    struct datapackage package = {
        .name = "policylex-reports",
        .title = "Reports",
        .description = "What was counted.",
        .dialect = csv_dialect_find(dialect),
        .files = files,
        .file_count = 1,
    };

    return datapackage_format(&package, out, err);
}

static json_t *parse(const char *dialect)
{
    struct buffer text = {0};
    struct error err;
    json_t *root;

    assert_int_equal(format(dialect, &file, &text, &err), OK);
    root = json_loads(buffer_text(&text), JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(root);
    buffer_release(&text);
    return root;
}

static json_t *resource_of(json_t *root)
{
    return json_array_get(json_object_get(root, "resources"), 0);
}

static json_t *field_of(json_t *root, size_t index)
{
    json_t *schema = json_object_get(resource_of(root), "schema");

    return json_array_get(json_object_get(schema, "fields"), index);
}

/* The JSON value at `key` is written like this. */
static void assert_json(json_t *object, const char *key, const char *want)
{
    char *got = json_dumps(json_object_get(object, key),
                           JSON_ENCODE_ANY | JSON_COMPACT);

    assert_non_null(got);
    assert_string_equal(got, want);
    free(got);
}

static void the_package_names_profile_and_files(void **state)
{
    json_t *root = parse("plain"), *resource = resource_of(root);

    (void)state;
    assert_json(root, "$schema",
                "\"https://datapackage.org/profiles/2.0/datapackage.json\"");
    assert_json(root, "name", "\"policylex-reports\"");
    assert_json(resource, "name", "\"sample_table\"");
    assert_json(resource, "path", "\"sample_table.csv\"");
    assert_json(resource, "bytes", "99");
    assert_json(resource, "rows", "3");
    assert_json(resource, "hash", "\"sha256:0123abcd\"");
    assert_json(resource, "encoding", "\"utf-8\"");
    assert_json(resource, "description",
                "\"One row per group, ordered by group.\"");
    assert_json(json_object_get(resource, "schema"), "primaryKey",
                "[\"group\"]");
    assert_json(json_object_get(resource, "schema"), "missingValues", "[\"\"]");
    json_decref(root);
}

static void fields_say_type_unit_and_constraints(void **state)
{
    json_t *root = parse("plain");

    (void)state;
    assert_json(field_of(root, 0), "constraints", "{\"required\":true}");
    assert_json(field_of(root, 1), "constraints",
                "{\"required\":true,\"enum\":[\"sentence\",\"paragraph\"]}");
    assert_json(field_of(root, 2), "type", "\"integer\"");
    assert_json(field_of(root, 2), "unit", "\"hits\"");
    assert_json(field_of(root, 2), "constraints", "{\"minimum\":0}");
    assert_json(field_of(root, 3), "type", "\"integer\"");
    assert_null(json_object_get(field_of(root, 3), "constraints"));
    assert_json(field_of(root, 4), "type", "\"number\"");
    assert_json(field_of(root, 4), "decimals", "4");
    assert_null(json_object_get(field_of(root, 4), "decimalChar"));
    assert_json(field_of(root, 5), "type", "\"string\"");
    assert_json(field_of(root, 6), "name", "\"+note\"");
    assert_json(field_of(root, 6), "description",
                "\"A \\\"quoted\\\" \xC3\xA4 note.\"");
    json_decref(root);
}

static void the_dialect_is_that_of_the_files(void **state)
{
    json_t *root = parse("excel-eu");
    json_t *dialect = json_object_get(resource_of(root), "dialect");

    (void)state;
    assert_json(dialect, "delimiter", "\";\"");
    assert_json(dialect, "lineTerminator", "\"\\r\\n\"");
    assert_json(field_of(root, 4), "decimalChar", "\",\"");
    assert_null(json_object_get(field_of(root, 2), "decimalChar"));
    assert_json(field_of(root, 6), "name", "\"'+note\""); /* as in the header */
    json_decref(root);
}

static void a_table_without_key_has_none(void **state)
{
    struct table keyless = sample;
    struct csv_file keyless_file = file;
    struct buffer text = {0};
    struct error err;

    (void)state;
    keyless.columns = columns + 1;
    keyless.column_count = 1;
    keyless_file.table = &keyless;
    assert_int_equal(format("plain", &keyless_file, &text, &err), OK);
    assert_null(strstr(buffer_text(&text), "primaryKey"));
    buffer_release(&text);
}

static void bytes_that_are_no_text_are_a_bug(void **state)
{
    static const struct column bad[] = {
        {"a", COLUMN_TEXT, .meaning = "caf\xE9"},
    };
    struct table table = sample;
    struct csv_file bad_file = file;
    struct buffer text = {0};
    struct error err;

    (void)state;
    table.columns = bad;
    table.column_count = 1;
    bad_file.table = &table;
    assert_int_equal(format("plain", &bad_file, &text, &err), ERR_BUG);
    buffer_release(&text);
}

UNIT_MAIN(cmocka_unit_test(the_package_names_profile_and_files),
          cmocka_unit_test(fields_say_type_unit_and_constraints),
          cmocka_unit_test(the_dialect_is_that_of_the_files),
          cmocka_unit_test(a_table_without_key_has_none),
          cmocka_unit_test(bytes_that_are_no_text_are_a_bug))
