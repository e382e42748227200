/* published_test.c - a folder of reports is read back as it was written. */
#include "report/published.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/memory.h"
#include "folder_fixture.h"
#include "report/csv_writer.h"
#include "report/datapackage.h"
#include "unit.h"

enum {
    TEXT,
    KIND,
    COUNT,
    INTEGER,
    YEAR,
    RATE,
    MEASURE,
    DATE,
    PARTIAL,
    COLUMNS
};

static const char *const kinds[] = {"=a", "b", NULL};

static const struct column columns[COLUMNS] = {
    [TEXT] = {"=text", COLUMN_TEXT, .is_key = true, .meaning = "Text."},
    [KIND] = {"kind", COLUMN_TEXT, .values = kinds, .meaning = "Kind."},
    [COUNT] = {"count", COLUMN_COUNT, .unit = "words", .meaning = "Count."},
    [INTEGER] = {"integer", COLUMN_INTEGER, .meaning = "Integer."},
    [YEAR] = {"year", COLUMN_YEAR, .meaning = "Year."},
    [RATE] = {"rate", COLUMN_RATE, .meaning = "Rate."},
    [MEASURE] = {"measure", COLUMN_MEASURE, .meaning = "Measure."},
    [DATE] = {"date", COLUMN_DATE, .is_required = true, .meaning = "Date."},
    [PARTIAL] = {"partial", COLUMN_PARTIAL_DATE, .meaning = "Partial."},
};

static const struct table sample = {.name = "sample",
                                    .title = "A sample",
                                    .row = "text",
                                    .order = "by text, then not at all",
                                    .columns = columns,
                                    .column_count = COLUMNS};

static enum status fill(const void *source, struct table_output *output,
                        struct error *err)
{
    static const char *const texts[] = {
        "plain",       "=1+2", "'=1+2", "'", "a\r\nb", "say \"yes\"; 1,5",
        "\xE2\x82\xAC"};
    enum status status = OK;

    (void)source;
    for (size_t i = 0; status == OK && i < 7; i++) {
        struct cell row[COLUMNS] = {
            cell_string(texts[i]),     cell_string(kinds[i % 2]),
            cell_count(UINT64_MAX),    cell_integer(-5),
            cell_integer(987),         cell_number(-105.98031),
            cell_number(1.5e-7),       cell_string("2024-02-29"),
            cell_string("2024-02-29"),
        };

        if (i == 1)
            row[PARTIAL] = cell_string("2024-02");
        if (i == 2)
            row[KIND] = row[COUNT] = row[INTEGER] = row[YEAR] = row[RATE] =
                row[MEASURE] = row[PARTIAL] = cell_missing();
        if (i == 3)
            row[RATE] = cell_number(2);
        status = table_row(output, row, err);
    }
    return status;
}

/* Writes what `fill` gives, or what `run` has, into a folder with its data
 * package. */
static void write_folder(const char *name, const char *dialect,
                         const struct published *run)
{
    char *folder = folder_path(name);
    struct csv_writer *csv;
    struct table_writer *writers[1];
    struct table_output output = {.writers = writers, .writer_count = 1};
    struct datapackage package = {.name = "sample",
                                  .title = "Sample",
                                  .description = "Sample.",
                                  .dialect = csv_dialect_find(dialect)};
    enum status status;
    struct error err;

    (void)mkdir(folder, 0777);
    csv = csv_writer_new(folder, package.dialect);
    writers[0] = csv_writer_base(csv);
    status = run ? published_read(run, published_find(run, "sample"),
                                  UINT64_MAX, &output, &err)
                 : table_output_write(&output, &sample, fill, NULL, &err);
    package.files = csv_writer_files(csv, &package.file_count);
    if (status != OK || datapackage_write(&package, folder, &err) != OK)
        fail_msg("%s", err.text);
    table_output_release(&output);
    csv_writer_free(csv);
}

static struct published *open_run(const char *name)
{
    struct published *run;
    struct error err;

    if (published_open(&run, folder_path(name), &err) != OK)
        fail_msg("%s", err.text);
    return run;
}

/* -- Reading --------------------------------------------------------------- */

static void each_dialect_is_read_and_written_as_it_was(void **state)
{
    (void)state;
    for (const struct csv_dialect *d = csv_dialects; d->name; d++) {
        struct published *run;

        write_folder("first", d->name, NULL);
        run = open_run("first");
        write_folder("again", d->name, run);
        published_free(run);
        assert_string_equal(folder_read("again/sample.csv"),
                            folder_read("first/sample.csv"));
        assert_string_equal(folder_read("again/datapackage.json"),
                            folder_read("first/datapackage.json"));
    }
}

static void a_table_is_described_as_it_was(void **state)
{
    struct published *run;
    const struct table *table;
    size_t count;

    (void)state;
    write_folder("run", "excel-eu", NULL);
    run = open_run("run");
    assert_null(published_find(run, "other"));
    assert_null(published_run(run));
    assert_int_equal(published_tables(run, &count)[0].rows, 7);
    assert_int_equal(count, 1);
    table = published_find(run, "sample")->table;
    assert_string_equal(table->title, "A sample");
    assert_string_equal(table->row, "text");
    assert_string_equal(table->order, "by text, then not at all");
    assert_int_equal(table->column_count, COLUMNS);
    for (size_t i = 0; i < COLUMNS; i++) {
        const struct column *column = &table->columns[i];

        assert_string_equal(column->name, columns[i].name);
        assert_int_equal(column->type, columns[i].type);
        assert_int_equal(column->is_key, columns[i].is_key);
        assert_string_equal(column->meaning, columns[i].meaning);
        assert_int_equal(column->unit != NULL, columns[i].unit != NULL);
    }
    assert_string_equal(table->columns[COUNT].unit, "words");
    assert_string_equal(table->columns[KIND].values[0], "=a");
    assert_null(table->columns[KIND].values[2]);
    published_free(run);
}

/* A writer that keeps the texts of the first column, each after a '|'. */
struct texts {
    struct table_writer base;
    struct buffer found;
};

static enum status texts_open(struct table_writer *writer,
                              const struct table *table, struct error *err)
{
    (void)writer;
    (void)table;
    (void)err;
    return OK;
}

static enum status texts_row(struct table_writer *writer,
                             const struct cell *cells, size_t repeated,
                             struct error *err)
{
    struct texts *texts = (struct texts *)writer;

    (void)repeated;
    (void)err;
    buffer_add_byte(&texts->found, '|');
    buffer_add(&texts->found, cells[0].text, cells[0].length);
    return OK;
}

static enum status texts_close(struct table_writer *writer, struct error *err)
{
    (void)writer;
    (void)err;
    return OK;
}

static void texts_discard(struct table_writer *writer)
{
    (void)writer;
}

static const struct table_writer_type texts_type = {texts_open, texts_row,
                                                    texts_close, texts_discard};

static enum status read_texts(const struct published *run, uint64_t most,
                              struct buffer *found, struct error *err)
{
    struct texts texts = {.base.type = &texts_type};
    struct table_writer *writers[] = {&texts.base};
    struct table_output output = {.writers = writers, .writer_count = 1};
    enum status status = published_read(run, published_find(run, "sample"),
                                        most, &output, err);

    table_output_release(&output);
    *found = texts.found;
    return status;
}

static void assert_texts(const char *dialect, uint64_t most, const char *want)
{
    struct published *run;
    struct buffer found;
    struct error err;

    write_folder("run", dialect, NULL);
    run = open_run("run");
    assert_int_equal(read_texts(run, most, &found, &err), OK);
    assert_string_equal(buffer_text(&found), want);
    buffer_release(&found);
    published_free(run);
}

/* In a guarded file nobody can tell a guard from an apostrophe of the text. */
static void texts_lose_their_guard(void **state)
{
    (void)state;
    assert_texts("plain", 4, "|plain|=1+2|'=1+2|'");
    assert_texts("excel", 4, "|plain|=1+2|=1+2|'");
}

static void so_many_rows_are_read_as_are_wanted(void **state)
{
    (void)state;
    assert_texts("excel", 0, "");
    assert_texts("excel", 1, "|plain");
    assert_texts("excel", 7,
                 "|plain|=1+2|=1+2|'|a\r\nb|say \"yes\"; 1,5|\xE2\x82\xAC");
    assert_texts("excel", 8,
                 "|plain|=1+2|=1+2|'|a\r\nb|say \"yes\"; 1,5|\xE2\x82\xAC");
}

/* Packages of older versions do not say how numbers are printed. */
static void a_rate_without_decimals_is_known_by_its_unit(void **state)
{
    static const char package[] =
        "{\"resources\": [{\"name\": \"old\", \"path\": \"old.csv\","
        " \"title\": \"Old\", \"description\": \"One row per x.\","
        " \"rows\": 0, \"dialect\": {\"delimiter\": \",\"}, \"schema\":"
        " {\"fields\": ["
        "{\"name\": \"a\", \"type\": \"number\", \"description\": \"A\","
        " \"unit\": \"hits per 10,000 words\"},"
        "{\"name\": \"b\", \"type\": \"number\", \"description\": \"B\","
        " \"unit\": \"bits\"}]}}]}";
    struct published *run;
    const struct table *table;

    (void)state;
    folder_write("old/datapackage.json", package);
    run = open_run("old");
    table = published_find(run, "old")->table;
    assert_int_equal(table->columns[0].type, COLUMN_RATE);
    assert_int_equal(table->columns[1].type, COLUMN_MEASURE);
    assert_null(table->order);
    published_free(run);
}

/* -- Groups ---------------------------------------------------------------- */

#define FIELD(name) \
    "{\"name\": \"" name "\", \"type\": \"string\", \"description\": \"X\"}"
#define RESOURCE(name, rows, fields)                                          \
    "{\"name\": \"" name "\", \"path\": \"" name ".csv\", \"title\": \"T\","  \
    " \"description\": \"One row per x.\", \"rows\": " rows ","               \
    " \"dialect\": {\"delimiter\": \",\"}, \"schema\": {\"fields\": [" fields \
    "]}}"

static void groups_come_in_time(void **state)
{
    static const char *const want[] = {"Zeta",  "Beta",  "Delta",
                                       "Alpha", "Gamma", "(unknown)"};
    struct published *run;
    const char *const *groups;
    size_t count;

    (void)state;
    folder_write(
        "run/datapackage.json",
        "{\"resources\": [" RESOURCE("theme_frequency", "7",
                                     FIELD("group")) ", " //
        RESOURCE("theme_trend", "6", FIELD("period") "," FIELD("group")) "]}");
    folder_write("run/theme_frequency.csv",
                 "group\n(all)\n(unknown)\nBeta\nGamma\nAlpha\nDelta\nZeta\n");
    folder_write("run/theme_trend.csv",
                 "period,group\n2011,(all)\n2011-Q3,Delta\n2011,Beta\n"
                 "2009-01,Zeta\n2012,Zeta\n1999,(unknown)\n");
    folder_write("run/run.json", "{\"policylex\": \"1\"}");
    run = open_run("run");
    assert_string_equal(
        json_string_value(json_object_get(published_run(run), "policylex")),
        "1");
    groups = published_groups(run, &count);
    assert_int_equal(count, 6);
    for (size_t i = 0; i < count; i++)
        assert_string_equal(groups[i], want[i]);
    published_free(run);
}

/* -- Faults ---------------------------------------------------------------- */

static void assert_not_opened(enum status want, const char *words)
{
    struct published *run;
    struct error err;

    assert_int_equal(published_open(&run, folder_path("run"), &err), want);
    assert_null(run);
    assert_has(err.text, words);
}

static void what_is_no_folder_of_reports_is_said(void **state)
{
    static const struct {
        const char *text, *words;
    } packages[] = {
        {"{", "run/datapackage.json:1: is damaged: "},
        {"{}", "was not written by policylex: it lists no tables"},
        {"{\"resources\": [{\"name\": \"../x\"}]}",
         "table 1 (\"../x\") has no name that a table can have"},
        {"{\"resources\": [{\"name\": \"x\", \"path\": \"/etc/x.csv\"}]}",
         "table 1 (\"x\") has a file of another name"},
        {"{\"resources\": [" RESOURCE("x", "-1", FIELD("a")) "]}",
         "does not say how many rows"},
        {"{\"resources\": [" RESOURCE("x", "1", "") "]}", "x has 0 columns"},
        {"{\"resources\": [" RESOURCE("x", "1", "{\"name\": \"\"}") "]}",
         "table x: column 1 has no name that a column can have"},
        {"{\"resources\": [" RESOURCE("x", "1", FIELD("a") "," FIELD("a")) "]}",
         "table x: column 2 is there twice"},
    };

    (void)state;
    assert_not_opened(ERR_MISSING, "run: there is no such folder");
    folder_write("run/run.json", "{}");
    assert_not_opened(ERR_MISSING, "is not a folder of reports");
    for (size_t i = 0; i < sizeof(packages) / sizeof(*packages); i++) {
        folder_write("run/datapackage.json", packages[i].text);
        assert_not_opened(ERR_FORMAT, packages[i].words);
    }
    folder_write("run/datapackage.json", "{\"resources\": []}");
    folder_write("run/run.json", "[]");
    assert_not_opened(ERR_FORMAT, "run.json: is damaged");
}

#define HEADER                                                    \
    "\"=text\",\"kind\",\"count\",\"integer\",\"year\",\"rate\"," \
    "\"measure\",\"date\",\"partial\"\r\n"
#define ROW "\"a\",\"b\",1,-1,2011,1.0000,2,2011-01-01,\"2011\"\r\n"

static void damaged_files_are_said(void **state)
{
    static const struct {
        const char *text, *words;
    } files[] = {
        {"", "row 0: it is the last, but datapackage.json says that row 8 is"},
        {HEADER ROW ROW, "run/sample.csv: row 3: it is the last"},
        {HEADER ROW ROW ROW ROW ROW ROW ROW ROW, "row 9: it is the last"},
        {"\"a\",\"b\"\r\n", "row 1: there are 2 cells, not the 9"},
        {"a,b,c,d,e,f,g,h,i\r\n", "row 1: column =text: \"a\": is not the"},
        {HEADER ROW "\"a\"\r\n", "row 3: there are 1 cells, not the 9"},
        {HEADER "a,b,1x,,,,,2011-01-01,", "row 2: column count: \"1x\": is no"},
        {HEADER "a,b,-1,,,,,2011-01-01,", "column count: \"-1\": is no"},
        {HEADER "a,b,,,12345,,,2011-01-01,",
         "column year: \"12345\": the year"},
        {HEADER "a,b,,,,0x1p3,,2011-01-01,", "column rate: \"0x1p3\": is no"},
        {HEADER "a,b,,,,,1e999,2011-01-01,", "measure: \"1e999\": the number"},
        {HEADER "a,b,,,,,,2011-02-29,",
         "column date: \"2011-02-29\": the text"},
        {HEADER "a,b,,,,,,,", "column date: \"\": the value is missing"},
        {HEADER "a,c,,,,,,2011-01-01,", "column kind: \"c\": the text is not"},
        {HEADER "\"a\"b,", "row 2: its quotation marks do not match"},
        {HEADER "\"a,b,", "row 2: a quotation mark is never closed"},
    };

    (void)state;
    write_folder("run", "plain", NULL);
    for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++) {
        struct published *run;
        struct buffer found;
        struct error err;

        folder_write("run/sample.csv", files[i].text);
        run = open_run("run");
        assert_int_equal(read_texts(run, UINT64_MAX, &found, &err), ERR_FORMAT);
        assert_has(err.text, files[i].words);
        buffer_release(&found);
        published_free(run);
    }
}

/* Else memory would grow with a file in which one mark is missing. */
static void a_cell_without_end_is_refused(void **state)
{
    enum { BYTES = 300000 };
    char *text = memory_get(sizeof(HEADER) + BYTES);
    struct published *run;
    struct buffer found;
    struct error err;

    (void)state;
    write_folder("run", "plain", NULL);
    memcpy(text, HEADER "\"", sizeof(HEADER));
    memset(text + sizeof(HEADER), 'x', BYTES);
    text[sizeof(HEADER) + BYTES - 1] = '\0';
    folder_write("run/sample.csv", text);
    run = open_run("run");
    assert_int_equal(read_texts(run, UINT64_MAX, &found, &err), ERR_FORMAT);
    assert_has(err.text, "row 2: a cell is longer than any that policylex");
    buffer_release(&found);
    published_free(run);
    free(text);
}

static void a_file_that_has_gone_is_missing(void **state)
{
    struct published *run;
    struct buffer found;
    struct error err;

    (void)state;
    write_folder("run", "plain", NULL);
    run = open_run("run");
    remove(folder_path("run/sample.csv"));
    assert_int_equal(read_texts(run, UINT64_MAX, &found, &err), ERR_MISSING);
    assert_has(err.text, "run/sample.csv: cannot be opened");
    mkdir(folder_path("run/sample.csv"), 0777);
    assert_int_equal(read_texts(run, UINT64_MAX, &found, &err), ERR_IO);
    assert_has(err.text, "run/sample.csv: is not a file");
    published_free(run);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, folder_begin, folder_end)

UNIT_MAIN(TEST(each_dialect_is_read_and_written_as_it_was),
          TEST(a_table_is_described_as_it_was), TEST(texts_lose_their_guard),
          TEST(so_many_rows_are_read_as_are_wanted),
          TEST(a_rate_without_decimals_is_known_by_its_unit),
          TEST(groups_come_in_time), TEST(what_is_no_folder_of_reports_is_said),
          TEST(damaged_files_are_said), TEST(a_cell_without_end_is_refused),
          TEST(a_file_that_has_gone_is_missing))
