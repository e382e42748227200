/*
 * hostile_tables.c FOLDER DIALECT - writes tables that no corpus would give,
 * with every type of column and the texts that break spreadsheets and parsers.
 *
 * FOLDER then holds hostile.csv, bounds.csv and datapackage.json. The tests
 * datapackage.bats and spreadsheet.bats know what is in them.
 */
#include <float.h>
#include <stdio.h>

#include "report/csv_writer.h"
#include "report/datapackage.h"

enum { ID, TEXT, COUNT, INTEGER, YEAR, RATE, MEASURE, DATE, PARTIAL, COLUMNS };

static const struct column columns[COLUMNS] = {
    [ID] = {"id", COLUMN_TEXT, .is_key = true, .meaning = "Name of the row."},
    [TEXT] = {"text", COLUMN_TEXT, .meaning = "A text out to do harm."},
    [COUNT] = {"count", COLUMN_COUNT, .unit = "hits", .meaning = "A count."},
    [INTEGER] = {"integer", COLUMN_INTEGER, .meaning = "May be negative."},
    [YEAR] = {"year", COLUMN_YEAR, .meaning = "A year."},
    [RATE] = {"rate", COLUMN_RATE, .unit = "hits per 10,000 words",
              .meaning = "Four decimals."},
    [MEASURE] = {"measure", COLUMN_MEASURE, .unit = "bits",
                 .meaning = "Six significant digits."},
    [DATE] = {"date", COLUMN_DATE, .meaning = "A whole date."},
    [PARTIAL] = {"partial", COLUMN_PARTIAL_DATE, .meaning = "Part of a date."},
};

static const struct table hostile = {
    .name = "hostile",
    .title = "Hostile cells",
    .row = "text",
    .columns = columns,
    .column_count = COLUMNS,
};

static const struct {
    const char *id, *text;
    int64_t integer;
    double rate, measure;
    const char *partial;
} rows[] = {
    {"equals", "=1+2", -5, -0.00001, 1e-7, "2019"},
    {"plus", "+1+2", 7, 12.5, -1.5e-300, "2019-03"},
    {"minus", "-1+2", 0, -3.25, 123456.5, "2019-03-01"},
    {"at", "@SUM(1,2)", 1, 1e6, 1234567, NULL},
    {"tab", "\t=1+2", 2, 0, 0.1, NULL},
    {"return", "\r=1+2", 3, 0, 0.1, NULL},
    {"newline", "\n=1+2", 4, 0, 0.1, NULL},
    {"link", "=HYPERLINK(\"x\";\"y\")", 5, 0, 0.1, NULL},
    {"quotes", "She said \"=1+2\", then \"\"", 6, 0, 0.1, NULL},
    {"curly",
     "\xE2\x80\x9C"
     "free\xE2\x80\x9D \xE2\x80\x93 it\xE2\x80\x99s",
     7, 0, 0.1, NULL},
    {"umlauts",
     "\xC3\x84rger \xC3\xBC"
     "ber Stra\xC3\x9F"
     "en \xE2\x82\xAC",
     8, 0, 0.1, NULL},
    {"emoji", "\xF0\x9F\x98\x80 beyond", 9, 0, 0.1, NULL},
    {"separators", "a,b;c", 10, 0, 0.1, NULL},
    {"lines", "first\r\nsecond\nthird", 11, 0, 0.1, NULL},
    {"apostrophe", "'already", 12, 0, 0.1, NULL},
    {"space", " =1+2", 13, 0, 0.1, NULL},
    {"empty", "", 14, 0, 0.1, NULL},
};

static enum status fill_hostile(const void *source, struct table_output *output,
                                struct error *err)
{
    enum status status = OK;

    (void)source;
    for (size_t i = 0; status == OK && i < sizeof(rows) / sizeof(*rows); i++) {
        struct cell row[COLUMNS] = {0};

        row[ID] = cell_string(rows[i].id);
        row[TEXT] = cell_text(rows[i].text, strlen(rows[i].text));
        row[COUNT] = cell_count(i * 1000);
        row[INTEGER] = cell_integer(rows[i].integer);
        row[YEAR] = cell_integer(2000 + (int64_t)i);
        row[RATE] = cell_number(rows[i].rate);
        row[MEASURE] = cell_number(rows[i].measure);
        row[DATE] = cell_string("2024-02-29");
        row[PARTIAL] = cell_string(rows[i].partial);
        status = table_row(output, row, err);
    }
    return status;
}

/* Numbers at the ends of their ranges, and a row with nothing but its key. */
static const struct table bounds = {
    .name = "bounds",
    .title = "Numbers at their bounds",
    .row = "bound",
    .order = "from low to high",
    .columns = columns,
    .column_count = COLUMNS,
};

static enum status fill_bounds(const void *source, struct table_output *output,
                               struct error *err)
{
    struct cell low[COLUMNS] = {[ID] = cell_string("low"),
                                [COUNT] = cell_count(0),
                                [INTEGER] = cell_integer(-9007199254740991),
                                [YEAR] = cell_integer(1000),
                                [RATE] = cell_number(-1e14),
                                [MEASURE] = cell_number(DBL_MIN)};
    struct cell high[COLUMNS] = {[ID] = cell_string("high"),
                                 [COUNT] = cell_count(9007199254740991),
                                 [INTEGER] = cell_integer(9007199254740991),
                                 [YEAR] = cell_integer(9999),
                                 [RATE] = cell_number(1e14),
                                 [MEASURE] = cell_number(1e300)};
    struct cell missing[COLUMNS] = {[ID] = cell_string("missing")};
    enum status status = table_row(output, low, err);

    (void)source;
    if (status == OK)
        status = table_row(output, high, err);
    if (status == OK)
        status = table_row(output, missing, err);
    return status;
}

static enum status write_all(const char *folder, struct csv_writer *csv,
                             const struct csv_dialect *dialect,
                             struct error *err)
{
    struct table_writer *writers[] = {csv_writer_base(csv)};
    struct table_output output = {.writers = writers, .writer_count = 1};
    struct datapackage package = {
        .name = "hostile-tables",
        .title = "Hostile tables",
        .description = "Cells that break spreadsheets and parsers.",
        .dialect = dialect,
    };
    enum status status = table_output_write(&output, &hostile, fill_hostile,
                                            NULL, err);

    if (status == OK)
        status = table_output_write(&output, &bounds, fill_bounds, NULL, err);
    table_output_release(&output);
    if (status != OK)
        return status;
    package.files = csv_writer_files(csv, &package.file_count);
    return datapackage_write(&package, folder, err);
}

int main(int argc, char **argv)
{
    const struct csv_dialect *dialect = argc == 3 ? csv_dialect_find(argv[2])
                                                  : NULL;
    struct csv_writer *csv;
    struct error err;
    enum status status;

    if (!dialect) {
        fputs("usage: hostile_tables FOLDER excel|excel-eu|plain\n", stderr);
        return 64;
    }
    csv = csv_writer_new(argv[1], dialect);
    status = write_all(argv[1], csv, dialect, &err);
    csv_writer_free(csv);
    if (status != OK)
        fprintf(stderr, "%s\n", err.text);
    return status != OK;
}
