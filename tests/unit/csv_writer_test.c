/* csv_writer_test.c - the bytes of each dialect, exactly. */
#include "report/csv_writer.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/files.h"
#include "unit.h"

enum { TEXT, COUNT, INTEGER, YEAR, RATE, MEASURE, DATE, PARTIAL, COLUMNS };

static const struct column columns[COLUMNS] = {
    [TEXT] = {"=text", COLUMN_TEXT, .meaning = "Text."},
    [COUNT] = {"count", COLUMN_COUNT, .meaning = "Count."},
    [INTEGER] = {"integer", COLUMN_INTEGER, .meaning = "Integer."},
    [YEAR] = {"year", COLUMN_YEAR, .meaning = "Year."},
    [RATE] = {"rate", COLUMN_RATE, .meaning = "Rate."},
    [MEASURE] = {"measure", COLUMN_MEASURE, .meaning = "Measure."},
    [DATE] = {"date", COLUMN_DATE, .meaning = "Date."},
    [PARTIAL] = {"partial", COLUMN_PARTIAL_DATE, .meaning = "Partial."},
};

static const struct table sample = {
    .name = "sample",
    .title = "Sample",
    .row = "line",
    .columns = columns,
    .column_count = COLUMNS,
};

static enum status fill(const void *source, struct table_output *output,
                        struct error *err)
{
    struct cell row[COLUMNS] = {
        cell_string("say \"yes\""), cell_count(12),
        cell_integer(-5),           cell_integer(2024),
        cell_number(-1.5),          cell_number(1.5e-7),
        cell_string("2024-02-29"),  cell_string("2024-02-29"),
    };
    struct cell guarded[COLUMNS] = {
        cell_string("-1"), [PARTIAL] = cell_string("2024-02")};
    struct cell empty[COLUMNS] = {cell_text("", 0)};
    struct cell missing[COLUMNS] = {0};
    enum status status = table_row(output, row, err);

    (void)source;
    if (status == OK)
        status = table_row(output, guarded, err);
    if (status == OK)
        status = table_row(output, empty, err);
    if (status == OK)
        status = table_row(output, missing, err);
    return status;
}

static char folder[] = "/tmp/csv_writer_test.XXXXXX";
static char path[sizeof(folder) + sizeof("/sample.csv")];

static int make_folder(void **state)
{
    (void)state;
    strcpy(folder + strlen(folder) - 6, "XXXXXX");
    if (!mkdtemp(folder))
        return -1;
    snprintf(path, sizeof(path), "%s/sample.csv", folder);
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    unlink(path);
    return rmdir(folder);
}

static enum status write_table(const char *dialect, struct csv_file *file,
                               enum status (*with)(const void *source,
                                                   struct table_output *output,
                                                   struct error *err),
                               struct error *err)
{
    struct csv_writer *csv = csv_writer_new(folder, csv_dialect_find(dialect));
    struct table_writer *writers[] = {csv_writer_base(csv)};
    struct table_output output = {.writers = writers, .writer_count = 1};
    enum status status = table_output_write(&output, &sample, with, NULL, err);
    const struct csv_file *files;
    size_t count;

    files = csv_writer_files(csv, &count);
    assert_int_equal(count, status == OK);
    if (status == OK)
        *file = files[0];
    table_output_release(&output);
    csv_writer_free(csv);
    return status;
}

static void assert_bytes(const char *dialect, const char *want)
{
    char hex[DIGEST_HEX_SIZE];
    struct buffer got = {0};
    struct csv_file file = {0};
    struct digest digest;
    struct error err;

    assert_int_equal(write_table(dialect, &file, fill, &err), OK);
    assert_int_equal(file_read(path, &got, &err), OK);
    assert_string_equal(buffer_text(&got), want);
    assert_int_equal(got.length, strlen(want));
    assert_int_equal(file.bytes, got.length);
    assert_int_equal(file.rows, 4);
    digest_of(got.data, got.length, &digest);
    digest_to_hex(&digest, hex);
    assert_string_equal(file.sha256, hex);
    buffer_release(&got);
}

static void excel_has_mark_and_guard(void **state)
{
    (void)state;
    assert_bytes(
        "excel",
        "\xEF\xBB\xBF\"'=text\",\"count\",\"integer\",\"year\",\"rate\","
        "\"measure\",\"date\",\"partial\"\r\n"
        "\"say \"\"yes\"\"\",12,-5,2024,-1.5000,1.5e-07,2024-02-29,"
        "2024-02-29\r\n"
        "\"'-1\",,,,,,,\"2024-02\"\r\n"
        "\"\",,,,,,,\r\n"
        ",,,,,,,\r\n");
}

static void excel_eu_has_semicolons_and_commas(void **state)
{
    (void)state;
    assert_bytes(
        "excel-eu",
        "\xEF\xBB\xBF\"'=text\";\"count\";\"integer\";\"year\";\"rate\";"
        "\"measure\";\"date\";\"partial\"\r\n"
        "\"say \"\"yes\"\"\";12;-5;2024;-1,5000;1,5e-07;2024-02-29;"
        "2024-02-29\r\n"
        "\"'-1\";;;;;;;\"2024-02\"\r\n"
        "\"\";;;;;;;\r\n"
        ";;;;;;;\r\n");
}

static void plain_has_neither(void **state)
{
    (void)state;
    assert_bytes("plain",
                 "\"=text\",\"count\",\"integer\",\"year\",\"rate\","
                 "\"measure\",\"date\",\"partial\"\r\n"
                 "\"say \"\"yes\"\"\",12,-5,2024,-1.5000,1.5e-07,2024-02-29,"
                 "2024-02-29\r\n"
                 "\"-1\",,,,,,,\"2024-02\"\r\n"
                 "\"\",,,,,,,\r\n"
                 ",,,,,,,\r\n");
}

static void guards_stand_where_the_dialect_says(void **state)
{
    const struct csv_dialect *excel = csv_dialect_find("excel");

    (void)state;
    for (int c = 0; c < 256; c++) {
        char text[2] = {(char)c, 'x'};
        bool is_listed = c && strchr("=+-@\t\r\n", c);

        assert_int_equal(csv_needs_guard(excel, text, 2), is_listed);
        assert_false(csv_needs_guard(csv_dialect_find("plain"), text, 2));
    }
    assert_false(csv_needs_guard(excel, "", 0));
    assert_null(csv_dialect_find("tsv"));
}

/* Rows whose texts fill the block several times, with quotes only: the most
 * that a text can grow. */
static enum status fill_large(const void *source, struct table_output *output,
                              struct error *err)
{
    static char quotes[TABLE_CELL_MAX];
    struct cell row[COLUMNS] = {0};
    enum status status = OK;

    (void)source;
    memset(quotes, '"', sizeof(quotes));
    for (size_t i = 0; status == OK && i < 40; i++) {
        row[TEXT] = cell_text(quotes, sizeof(quotes) - i);
        row[COUNT] = cell_count(i);
        status = table_row(output, row, err);
    }
    return status;
}

static void large_cells_cross_the_block(void **state)
{
    struct buffer got = {0};
    struct csv_file file = {0};
    struct error err;
    const char *at;

    (void)state;
    assert_int_equal(write_table("plain", &file, fill_large, &err), OK);
    assert_int_equal(file_read(path, &got, &err), OK);
    assert_int_equal(file.bytes, got.length);
    at = strstr(buffer_text(&got), "\r\n");
    for (size_t i = 0; i < 40; i++) {
        char tail[32];
        size_t quotes;

        assert_non_null(at);
        at += 2;
        quotes = strspn(at, "\"");
        assert_int_equal(quotes, 2 * (TABLE_CELL_MAX - i) + 2);
        snprintf(tail, sizeof(tail), ",%zu,,,,,,\r\n", i);
        assert_memory_equal(at + quotes, tail, strlen(tail));
        at = strstr(at, "\r\n");
    }
    assert_int_equal(strlen(at), 2);
    buffer_release(&got);
}

/* Rows in runs of equal texts, long ones among them, so that the block is
 * flushed before, within and after such runs. `source` tells whether to say
 * that the text repeats. */
static enum status fill_runs(const void *source, struct table_output *output,
                             struct error *err)
{
    static char long_text[TABLE_CELL_MAX];
    struct cell row[COLUMNS] = {0};
    enum status status = OK;

    memset(long_text, '"', sizeof(long_text));
    for (size_t i = 0; status == OK && i < 60000; i++) {
        bool repeats = source && i % 37 != 0;
        size_t run = i / 37;

        row[TEXT] = cell_text(long_text,
                              run % 101 ? 5 + run % 90 : sizeof(long_text));
        row[COUNT] = cell_count(i);
        row[DATE] = cell_string(i % 2 ? "2024-02-29" : NULL);
        status = table_row_repeating(output, row, repeats ? COUNT : 0, err);
    }
    return status;
}

static enum status fill_runs_plainly(const void *source,
                                     struct table_output *output,
                                     struct error *err)
{
    (void)source;
    return fill_runs(NULL, output, err);
}

static enum status fill_runs_repeating(const void *source,
                                       struct table_output *output,
                                       struct error *err)
{
    (void)source;
    return fill_runs("", output, err);
}

static void repeated_cells_are_the_same_bytes(void **state)
{
    struct csv_file plain = {0}, repeating = {0};
    struct error err;

    (void)state;
    assert_int_equal(write_table("excel", &plain, fill_runs_plainly, &err), OK);
    assert_int_equal(
        write_table("excel", &repeating, fill_runs_repeating, &err), OK);
    assert_int_equal(repeating.bytes, plain.bytes);
    assert_string_equal(repeating.sha256, plain.sha256);
    assert_true(plain.bytes > 20 * 512 * 1024);
}

static void a_full_disk_is_noticed(void **state)
{
    struct csv_file file = {0};
    struct error err;

    (void)state;
    assert_int_equal(symlink("/dev/full", path), 0);
    assert_int_equal(write_table("plain", &file, fill, &err), ERR_IO);
    assert_memory_equal(err.text, path, strlen(path));
    assert_non_null(strstr(err.text, "No space left on device"));
    assert_int_equal(write_table("plain", &file, fill_large, &err), ERR_IO);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, make_folder, remove_folder)

UNIT_MAIN(TEST(excel_has_mark_and_guard),
          TEST(excel_eu_has_semicolons_and_commas), TEST(plain_has_neither),
          TEST(guards_stand_where_the_dialect_says),
          TEST(large_cells_cross_the_block),
          TEST(repeated_cells_are_the_same_bytes), TEST(a_full_disk_is_noticed))
