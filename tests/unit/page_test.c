/* page_test.c - report.html holds what the folder does, and runs nothing but
 * its own scripts. */
#include "report/page.h"

#include <jansson.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/base64.h"
#include "base/digest.h"
#include "base/memory.h"
#include "folder_fixture.h"
#include "page_fixture.h"
#include "report/csv_writer.h"
#include "report/datapackage.h"
#include "report/page_frame.h"
#include "report/published.h"
#include "report/view_facts.h"
#include "unit.h"

enum { TEXT, COUNT, COLUMNS };

static const struct column columns[COLUMNS] = {
    [TEXT] = {"</script><img src=x>", COLUMN_TEXT, .meaning = "A text."},
    [COUNT] = {"count", COLUMN_COUNT, .meaning = "A count."},
};

static const struct table sample = {
    .name = "sample",
    .title = "<script>alert(2)</script>",
    .row = "text",
    .columns = columns,
    .column_count = COLUMNS,
};

#define HOSTILE "</script><script>alert(1)</script>"

/* As many rows as `source` says. */
static enum status fill(const void *source, struct table_output *output,
                        struct error *err)
{
    enum status status = OK;

    for (size_t i = 0; status == OK && i < *(const size_t *)source; i++) {
        struct cell row[COLUMNS] = {cell_string(HOSTILE), cell_count(i)};

        status = table_row(output, row, err);
    }
    return status;
}

static void write_folder(size_t rows)
{
    char *folder = folder_path("run");
    struct csv_writer *csv;
    struct table_writer *writers[1];
    struct table_output output = {.writers = writers, .writer_count = 1};
    struct datapackage package = {.name = "sample",
                                  .title = "Sample",
                                  .description = "Sample.",
                                  .dialect = csv_dialect_find("excel")};
    struct error err;

    (void)mkdir(folder, 0777);
    csv = csv_writer_new(folder, package.dialect);
    writers[0] = csv_writer_base(csv);
    if (table_output_write(&output, &sample, fill, &rows, &err) != OK)
        fail_msg("%s", err.text);
    package.files = csv_writer_files(csv, &package.file_count);
    if (datapackage_write(&package, folder, &err) != OK)
        fail_msg("%s", err.text);
    table_output_release(&output);
    csv_writer_free(csv);
}

static enum status write_page(const char *name, struct error *err)
{
    struct view_facts facts = {.version = "1.2.3", .counted_at = 86400};
    struct published *published;
    enum status status = published_open(&published, folder_path("run"), err);

    if (status == OK)
        status = page_write(published, &facts, folder_path(name), err);
    published_free(published);
    return status;
}

/* Writes the page of such a folder and returns it. */
static const char *page_of(size_t rows, const char *run_json)
{
    struct error err;

    write_folder(rows);
    if (run_json)
        folder_write("run/run.json", run_json);
    if (write_page("report.html", &err) != OK)
        fail_msg("%s", err.text);
    return folder_read("report.html");
}

static json_t *facts_of(const char *html)
{
    size_t length;
    const char *text = page_between(
        &html, "<script type=\"application/json\" id=\"facts\">", "</script>",
        &length);
    json_t *facts = json_loadb(text, length, JSON_REJECT_DUPLICATES, NULL);

    assert_non_null(facts);
    return facts;
}

/* -- The policy ------------------------------------------------------------ */

/* The policy names what stands between the tags by its digest. */
static void assert_allowed(const char **html, const char *open,
                           const char *close, const char *policy)
{
    struct buffer source = {0};
    struct digest digest;
    size_t length;
    const char *text = page_between(html, open, close, &length);

    digest_of(text, length, &digest);
    buffer_add_text(&source, "'sha256-");
    base64_add(&source, digest.bytes, sizeof(digest.bytes));
    buffer_add_text(&source, "'");
    assert_has(policy, buffer_text(&source));
    buffer_release(&source);
}

static void the_policy_allows_the_pages_own_scripts_and_style(void **state)
{
    const char *html = page_of(2, NULL);
    size_t length;
    const char *text = page_between(
        &html, "http-equiv=\"Content-Security-Policy\" content=\"", "\"",
        &length);
    char *policy = memory_copy_text(text, length);

    (void)state;
    assert_has(policy, "default-src 'none';");
    assert_int_equal(page_count(policy, "sha256-"), 3);
    assert_int_equal(page_count(policy, "unsafe"), 0);
    assert_int_equal(page_count(policy, "http"), 0);
    assert_allowed(&html, "<style>", "</style>", policy);
    assert_allowed(&html, "<script>", "</script>", policy);
    assert_allowed(&html, "<script>", "</script>", policy);
    free(policy);
}

static void no_part_of_the_page_ends_its_own_element(void **state)
{
    void (*const parts[])(struct buffer *) = {page_add_style, page_add_d3,
                                              page_add_script};

    (void)state;
    for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
        struct buffer part = {0};

        parts[i](&part);
        assert_true(part.length > 1000);
        assert_int_equal(page_count(part.data, "</script"), 0);
        assert_int_equal(page_count(part.data, "</style"), 0);
        assert_int_equal(page_count(part.data, "<!--"), 0);
        if (i != 1) /* D3 has a function for it, which nobody calls */
            assert_int_equal(page_count(part.data, "innerHTML"), 0);
        buffer_release(&part);
    }
}

/* -- The tables ------------------------------------------------------------ */

static void no_text_of_the_folder_is_markup(void **state)
{
    const char *html = page_of(2, "{\"settings\": {\"corpus\": \"" HOSTILE
                                  "\"}, \"seconds\": 1}");
    json_t *facts = facts_of(html), *table = page_table(html, "sample");
    json_t *run = json_object_get(facts, "run");

    (void)state;
    assert_int_equal(page_count(html, "<script"), 4);
    assert_int_equal(page_count(html, "</script"), 4);
    assert_int_equal(page_count(html, "<img"), 0);
    assert_string_equal(json_string_value(json_object_get(
                            json_object_get(run, "settings"), "corpus")),
                        HOSTILE);
    assert_null(json_object_get(run, "seconds"));
    json_decref(table);
    json_decref(facts);
}

static void the_facts_tell_of_run_and_tables(void **state)
{
    json_t *facts = facts_of(page_of(3, NULL));
    json_t *table = json_array_get(json_object_get(facts, "tables"), 0);

    (void)state;
    assert_string_equal(json_string_value(json_object_get(facts, "version")),
                        "1.2.3");
    assert_string_equal(json_string_value(json_object_get(facts, "counted_at")),
                        "1970-01-02T00:00:00Z");
    assert_true(json_is_null(json_object_get(facts, "run")));
    assert_string_equal(json_string_value(json_object_get(table, "title")),
                        sample.title);
    assert_int_equal(json_integer_value(json_object_get(table, "rows")), 3);
    json_decref(facts);
}

/* They differ between runs that counted the same. */
static void nothing_says_how_long_or_with_how_many_workers(void **state)
{
    const char *html = page_of(1, "{\"settings\": {\"jobs\": 9, \"window\": 5},"
                                  " \"run\": \"a\", \"begun\": \"b\"}");
    json_t *facts = facts_of(html);
    json_t *run = json_object_get(facts, "run");
    json_t *settings = json_object_get(run, "settings");

    (void)state;
    assert_int_equal(json_object_size(run), 1);
    assert_int_equal(json_object_size(settings), 1);
    assert_non_null(json_object_get(settings, "window"));
    json_decref(facts);
}

static void a_long_table_is_cut(void **state)
{
    json_t *table = page_table(page_of(PAGE_ROWS_MAX + 1, NULL), "sample");
    json_t *counts = json_array_get(json_object_get(table, "data"), COUNT);

    (void)state;
    assert_int_equal(json_integer_value(json_object_get(table, "rows")),
                     PAGE_ROWS_MAX + 1);
    assert_int_equal(json_array_size(counts), PAGE_ROWS_MAX);
    json_decref(table);
}

/* -- The file -------------------------------------------------------------- */

static void the_same_folder_gives_the_same_bytes(void **state)
{
    const char *first = page_of(5, NULL);
    struct error err;

    (void)state;
    assert_int_equal(write_page("again.html", &err), OK);
    assert_string_equal(folder_read("again.html"), first);
}

static void a_broken_table_leaves_the_old_page(void **state)
{
    struct error err;

    (void)state;
    page_of(2, NULL);
    folder_write("report.html", "old");
    folder_write("run/sample.csv", "\"broken\n");
    assert_int_equal(write_page("report.html", &err), ERR_FORMAT);
    assert_string_equal(folder_read("report.html"), "old");
}

#define IN_FOLDER(test) \
    cmocka_unit_test_setup_teardown(test, folder_begin, folder_end)

UNIT_MAIN(IN_FOLDER(the_policy_allows_the_pages_own_scripts_and_style),
          cmocka_unit_test(no_part_of_the_page_ends_its_own_element),
          IN_FOLDER(no_text_of_the_folder_is_markup),
          IN_FOLDER(the_facts_tell_of_run_and_tables),
          IN_FOLDER(nothing_says_how_long_or_with_how_many_workers),
          IN_FOLDER(a_long_table_is_cut),
          IN_FOLDER(the_same_folder_gives_the_same_bytes),
          IN_FOLDER(a_broken_table_leaves_the_old_page))
