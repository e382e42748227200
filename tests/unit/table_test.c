/* table_test.c - writers get the rows they can rely on, or nobody does. */
#include "report/table.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "unit.h"

enum { NAME, KIND, HITS, CHANGE, YEAR, RATE, GAIN, DAY, SINCE, COLUMNS };

static const char *const kinds[] = {"word", "phrase", NULL};

static const struct column columns[COLUMNS] = {
    [NAME] = {"name", COLUMN_TEXT, .is_key = true, .meaning = "Its name."},
    [KIND] = {"kind", COLUMN_TEXT, .values = kinds, .meaning = "Its kind."},
    [HITS] = {"hits", COLUMN_COUNT, .meaning = "Hits."},
    [CHANGE] = {"change", COLUMN_INTEGER, .meaning = "Change."},
    [YEAR] = {"year", COLUMN_YEAR, .meaning = "Year."},
    [RATE] = {"rate", COLUMN_RATE, .meaning = "Rate."},
    [GAIN] = {"gain", COLUMN_MEASURE, .meaning = "Gain."},
    [DAY] = {"day", COLUMN_DATE, .meaning = "Day."},
    [SINCE] = {"since", COLUMN_PARTIAL_DATE, .meaning = "Since when."},
};

static const struct table things = {
    .name = "things",
    .title = "Things",
    .row = "thing",
    .columns = columns,
    .column_count = COLUMNS,
};

/* A writer that remembers what it was asked. */
struct recorder {
    struct table_writer base;
    int opened, rows, closed, discarded;
    bool fails_to_open, fails_to_close;
    int fails_at_row;
    char *text; /* of the last row's first cell */
    size_t length, repeated;
};

static enum status record_open(struct table_writer *writer,
                               const struct table *table, struct error *err)
{
    struct recorder *recorder = (struct recorder *)writer;

    recorder->opened++;
    return recorder->fails_to_open
               ? error_set(err, ERR_CREATE, "%s: no room", table->name)
               : OK;
}

static enum status record_row(struct table_writer *writer,
                              const struct cell *cells, size_t repeated,
                              struct error *err)
{
    struct recorder *recorder = (struct recorder *)writer;

    recorder->rows++;
    recorder->repeated = repeated;
    if (recorder->rows == recorder->fails_at_row)
        return error_set(err, ERR_IO, "disk full");
    free(recorder->text);
    recorder->text = memory_copy_text(cells[NAME].text, cells[NAME].length);
    recorder->length = cells[NAME].length;
    return OK;
}

static enum status record_close(struct table_writer *writer, struct error *err)
{
    struct recorder *recorder = (struct recorder *)writer;

    recorder->closed++;
    return recorder->fails_to_close ? error_set(err, ERR_IO, "not synced") : OK;
}

static void record_discard(struct table_writer *writer)
{
    ((struct recorder *)writer)->discarded++;
}

static const struct table_writer_type recorder_type = {
    record_open, record_row, record_close, record_discard};

struct notices {
    uint64_t counts[TABLE_CELLS_REPAIRED + 1];
    int calls;
};

static void record_notice(void *context, const struct table_notice *notice)
{
    struct notices *notices = context;

    notices->counts[notice->kind] = notice->count;
    notices->calls++;
}

/* Two recorders behind an output. */
struct setup {
    struct recorder first, second;
    struct table_writer *writers[2];
    struct table_output output;
    struct notices notices;
    struct error err;
};

static void setup_init(struct setup *setup)
{
    *setup = (struct setup){.first.base.type = &recorder_type,
                            .second.base.type = &recorder_type};
    setup->writers[0] = &setup->first.base;
    setup->writers[1] = &setup->second.base;
    setup->output = (struct table_output){.writers = setup->writers,
                                          .writer_count = 2,
                                          .notice = record_notice,
                                          .notice_context = &setup->notices};
}

static void setup_release(struct setup *setup)
{
    table_output_release(&setup->output);
    free(setup->first.text);
    free(setup->second.text);
}

/* The source is the row that is to be written once. */
static enum status fill_one(const void *source, struct table_output *output,
                            struct error *err)
{
    return table_row(output, source, err);
}

static enum status write_one(struct setup *setup, const struct cell *row)
{
    return table_output_write(&setup->output, &things, fill_one, row,
                              &setup->err);
}

static void every_writer_gets_every_row(void **state)
{
    struct cell row[COLUMNS] = {
        cell_string("a"), cell_string("phrase"),     cell_count(1),
        cell_integer(-1), cell_integer(2024),        cell_number(0.5),
        cell_number(-2),  cell_string("2024-01-31"), cell_string("2024-01"),
    };
    struct setup setup;

    (void)state;
    setup_init(&setup);
    assert_int_equal(write_one(&setup, row), OK);
    assert_int_equal(setup.first.rows, 1);
    assert_int_equal(setup.second.rows, 1);
    assert_int_equal(setup.first.closed + setup.second.closed, 2);
    assert_int_equal(setup.first.discarded + setup.second.discarded, 0);
    assert_string_equal(setup.second.text, "a");
    assert_int_equal(setup.notices.calls, 0);
    setup_release(&setup);
}

static void only_the_key_must_be_there(void **state)
{
    struct cell row[COLUMNS] = {cell_string("a")};
    struct setup setup;

    (void)state;
    setup_init(&setup);
    assert_int_equal(write_one(&setup, row), OK);
    row[NAME] = cell_missing();
    assert_int_equal(write_one(&setup, row), ERR_BUG);
    row[NAME] = cell_text("", 0);
    assert_int_equal(write_one(&setup, row), ERR_BUG);
    setup_release(&setup);
}

static void faulty_cells_are_named(void **state)
{
    static const struct {
        size_t column;
        struct cell cell;
    } faults[] = {
        {HITS, {.integer = 1, .kind = CELL_INTEGER}},
        {CHANGE, {.count = 1, .kind = CELL_COUNT}},
        {RATE, {.count = 1, .kind = CELL_COUNT}},
        {RATE, {.number = (double)NAN, .kind = CELL_NUMBER}},
        {GAIN, {.number = (double)INFINITY, .kind = CELL_NUMBER}},
        {GAIN, {.number = -(double)INFINITY, .kind = CELL_NUMBER}},
        {YEAR, {.integer = 10000, .kind = CELL_INTEGER}},
        {YEAR, {.integer = -1, .kind = CELL_INTEGER}},
        {KIND, {.text = "wor", .length = 3, .kind = CELL_TEXT}},
        {KIND, {.text = "words", .length = 5, .kind = CELL_TEXT}},
        {DAY, {.text = "2023-02-29", .length = 10, .kind = CELL_TEXT}},
        {DAY, {.text = "2023-02", .length = 7, .kind = CELL_TEXT}},
        {SINCE, {.text = "May 2023", .length = 8, .kind = CELL_TEXT}},
        {NAME, {.number = 1, .kind = CELL_NUMBER}},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(faults) / sizeof(*faults); i++) {
        struct cell row[COLUMNS] = {cell_string("a")};
        struct setup setup;
        char place[64];

        setup_init(&setup);
        row[faults[i].column] = faults[i].cell;
        assert_int_equal(write_one(&setup, row), ERR_BUG);
        snprintf(place, sizeof(place), "table things, row 1, column %s: ",
                 columns[faults[i].column].name);
        assert_memory_equal(setup.err.text, place, strlen(place));
        assert_int_equal(setup.first.rows, 0);
        assert_int_equal(setup.first.discarded + setup.second.discarded, 2);
        assert_int_equal(setup.first.closed + setup.second.closed, 0);
        setup_release(&setup);
    }
}

static void a_writer_that_fails_ends_the_table(void **state)
{
    struct cell row[COLUMNS] = {cell_string("a")};
    struct setup setup;

    (void)state;
    setup_init(&setup);
    setup.second.fails_to_open = true;
    assert_int_equal(write_one(&setup, row), ERR_CREATE);
    assert_int_equal(setup.first.discarded, 1);
    assert_int_equal(setup.second.discarded, 0); /* was never open */
    setup.second.fails_to_open = false;
    setup.second.fails_at_row = 1;
    assert_int_equal(write_one(&setup, row), ERR_IO);
    assert_string_equal(setup.err.text, "disk full");
    assert_int_equal(setup.first.discarded, 2);
    assert_int_equal(setup.second.discarded, 1);
    setup_release(&setup);
}

static void a_writer_that_cannot_close_ends_the_table(void **state)
{
    struct cell row[COLUMNS] = {cell_string("a")};
    struct setup setup;

    (void)state;
    setup_init(&setup);
    setup.second.fails_to_close = true;
    assert_int_equal(write_one(&setup, row), ERR_IO);
    assert_int_equal(setup.second.closed, 1);
    assert_int_equal(setup.second.discarded, 0); /* has let go already */
    assert_int_equal(setup.first.closed + setup.first.discarded, 1);
    setup_release(&setup);
}

static enum status fill_beyond(const void *source, struct table_output *output,
                               struct error *err)
{
    struct cell row[COLUMNS] = {cell_string("kept")};
    enum status status = OK;

    (void)source;
    for (int i = 1; status == OK && i < TABLE_ROWS_MAX; i++)
        status = table_row(output, row, err);
    row[NAME] = cell_string("cut");
    for (int i = 0; status == OK && i < 3; i++)
        status = table_row(output, row, err);
    return status;
}

static void the_first_rows_are_kept(void **state)
{
    struct setup setup;

    (void)state;
    setup_init(&setup);
    setup.output.writer_count = 1;
    assert_int_equal(table_output_write(&setup.output, &things, fill_beyond,
                                        NULL, &setup.err),
                     OK);
    assert_int_equal(setup.first.rows, 1048575);
    assert_string_equal(setup.first.text, "kept");
    assert_int_equal(setup.notices.counts[TABLE_ROWS_CUT], 3);
    assert_int_equal(setup.notices.calls, 1);
    setup_release(&setup);
}

/* Writes one row with a text of `count` times `piece`; returns how many bytes
 * of it the writers got. */
static size_t bytes_kept(struct setup *setup, const char *piece, size_t count)
{
    struct buffer text = {0};
    struct cell row[COLUMNS] = {0};

    for (size_t i = 0; i < count; i++)
        buffer_add_text(&text, piece);
    row[NAME] = cell_text(text.data, text.length);
    assert_int_equal(write_one(setup, row), OK);
    buffer_release(&text);
    return setup->first.length;
}

static void long_texts_are_cut_at_a_character(void **state)
{
    struct setup setup;

    (void)state;
    setup_init(&setup);
    assert_int_equal(bytes_kept(&setup, "x", 32767), 32767);
    assert_int_equal(bytes_kept(&setup, "\xE2\x82\xAC", 32767), 3 * 32767);
    assert_int_equal(setup.notices.calls, 0);
    assert_int_equal(bytes_kept(&setup, "x", 32768), 32767);
    assert_int_equal(setup.notices.counts[TABLE_CELLS_CUT], 1);
    assert_int_equal(bytes_kept(&setup, "\xE2\x82\xAC", 32768), 3 * 32767);
    /* A character of two units does not fit into the last one. */
    assert_int_equal(bytes_kept(&setup, "\xF0\x9F\x98\x80", 16384), 4 * 16383);
    /* A guard takes one. */
    assert_int_equal(bytes_kept(&setup, "=", 32767), 32766);
    setup_release(&setup);
}

/* The last of three rows says that its first cells are those of the one before;
 * the source is the text there. */
static enum status fill_repeating(const void *source,
                                  struct table_output *output,
                                  struct error *err)
{
    struct cell row[COLUMNS] = {
        cell_string(source), [KIND] = cell_string("word")};
    enum status status = table_row(output, row, err);

    if (status == OK)
        status = table_row_repeating(output, row, KIND, err);
    return status == OK ? table_row_repeating(output, row, KIND, err) : status;
}

static void repeated_cells_are_told_unless_they_had_to_be_cleaned(void **state)
{
    struct setup setup;

    (void)state;
    setup_init(&setup);
    assert_int_equal(table_output_write(&setup.output, &things, fill_repeating,
                                        "clean", &setup.err),
                     OK);
    assert_int_equal(setup.first.repeated, KIND);
    assert_int_equal(setup.notices.calls, 0);
    assert_int_equal(table_output_write(&setup.output, &things, fill_repeating,
                                        "\xFF", &setup.err),
                     OK);
    assert_int_equal(setup.first.repeated, 0);
    assert_string_equal(setup.first.text, "\xEF\xBF\xBD");
    assert_int_equal(setup.notices.counts[TABLE_CELLS_REPAIRED], 3);
    setup_release(&setup);
}

static void hostile_bytes_are_repaired(void **state)
{
    struct setup setup;
    struct cell row[COLUMNS] = {
        cell_text("a\0b\xFF", 4), [KIND] = cell_string("word")};

    (void)state;
    setup_init(&setup);
    assert_int_equal(write_one(&setup, row), OK);
    assert_string_equal(setup.second.text, "a\xEF\xBF\xBD"
                                           "b\xEF\xBF\xBD");
    assert_int_equal(setup.notices.counts[TABLE_CELLS_REPAIRED], 1);
    assert_int_equal(row[NAME].length, 4); /* the caller's row is as it was */
    assert_int_equal(bytes_kept(&setup, "\xFF", 200000), 3 * 32767);
    assert_int_equal(setup.notices.counts[TABLE_CELLS_CUT], 1);
    setup_release(&setup);
}

static void assert_refused(const struct table *table)
{
    struct cell row[COLUMNS] = {cell_string("a")};
    struct setup setup;

    setup_init(&setup);
    assert_int_equal(
        table_output_write(&setup.output, table, fill_one, row, &setup.err),
        ERR_BUG);
    assert_int_equal(setup.first.opened, 0);
    setup_release(&setup);
}

static void bad_descriptions_are_refused(void **state)
{
    struct column bad[2] = {{"a", COLUMN_TEXT, .meaning = "A."},
                            {"a", COLUMN_TEXT, .meaning = "Again."}};
    struct table table = things;

    (void)state;
    table.columns = bad;
    table.column_count = 2;
    assert_refused(&table);
    bad[1].name = "";
    assert_refused(&table);
    bad[1].name = "b\xFF";
    assert_refused(&table);
    bad[1].name = "b";
    bad[1].meaning = NULL;
    assert_refused(&table);
    bad[1].meaning = "B.";
    table.name = "../escape";
    assert_refused(&table);
}

static void columns_can_be_inserted(void **state)
{
    static const struct column extra[] = {
        {"office", COLUMN_TEXT, .meaning = "From the manifest."},
        {"party", COLUMN_TEXT, .meaning = "From the manifest."},
    };
    struct table *table = table_with_columns(&things, KIND, extra, 2);

    (void)state;
    assert_int_equal(table->column_count, COLUMNS + 2);
    assert_int_equal(table_find_column(table, "name"), 0);
    assert_int_equal(table_find_column(table, "office"), 1);
    assert_int_equal(table_find_column(table, "party"), 2);
    assert_int_equal(table_find_column(table, "kind"), 3);
    assert_int_equal(table_find_column(table, "since"), COLUMNS + 1);
    assert_true(table_find_column(&things, "office") == SIZE_MAX);
    assert_string_equal(table->name, "things");
    table_free(table);
    table_free(NULL);
}

static void notices_are_sentences(void **state)
{
    struct table_notice notice = {&things, TABLE_ROWS_CUT, 52};
    struct buffer text = {0};

    (void)state;
    table_notice_describe(&notice, &text);
    assert_string_equal(buffer_text(&text),
                        "things: the last 52 rows were left out, since a "
                        "spreadsheet holds 1048576; rows are ordered by their "
                        "first columns");
    for (int kind = TABLE_CELLS_CUT; kind <= TABLE_CELLS_REPAIRED; kind++) {
        buffer_reset(&text);
        notice.kind = (enum table_notice_kind)kind;
        table_notice_describe(&notice, &text);
        assert_non_null(strstr(buffer_text(&text), "things: "));
        assert_non_null(strstr(buffer_text(&text), "52"));
    }
    buffer_release(&text);
}

UNIT_MAIN(
    cmocka_unit_test(every_writer_gets_every_row),
    cmocka_unit_test(only_the_key_must_be_there),
    cmocka_unit_test(faulty_cells_are_named),
    cmocka_unit_test(a_writer_that_fails_ends_the_table),
    cmocka_unit_test(a_writer_that_cannot_close_ends_the_table),
    cmocka_unit_test(the_first_rows_are_kept),
    cmocka_unit_test(long_texts_are_cut_at_a_character),
    cmocka_unit_test(hostile_bytes_are_repaired),
    cmocka_unit_test(repeated_cells_are_told_unless_they_had_to_be_cleaned),
    cmocka_unit_test(bad_descriptions_are_refused),
    cmocka_unit_test(columns_can_be_inserted),
    cmocka_unit_test(notices_are_sentences))
