/* page_data_test.c - a block of the page says what the CSV's cells say. */
#include "report/page_data.h"

#include <jansson.h>
#include <stdlib.h>

#include "page_fixture.h"
#include "unit.h"

enum { TEXT, DAY, WHEN, COUNT, INTEGER, YEAR, RATE, MEASURE, COLUMNS };

static const struct column columns[COLUMNS] = {
    [TEXT] = {"wo\"rd", COLUMN_TEXT, .is_key = true, .meaning = "A <b>text."},
    [DAY] = {"day", COLUMN_DATE, .meaning = "A day."},
    [WHEN] = {"when", COLUMN_PARTIAL_DATE, .meaning = "A date."},
    [COUNT] = {"count", COLUMN_COUNT, .unit = "words", .meaning = "A count."},
    [INTEGER] = {"integer", COLUMN_INTEGER, .meaning = "An integer."},
    [YEAR] = {"year", COLUMN_YEAR, .meaning = "A year."},
    [RATE] = {"rate", COLUMN_RATE, .meaning = "A rate."},
    [MEASURE] = {"measure", COLUMN_MEASURE, .meaning = "A measure."},
};

static const struct table sample = {
    .name = "sample",
    .title = "A </script> sample",
    .row = "text",
    .columns = columns,
    .column_count = COLUMNS,
};

static const char *const hostile[] = {
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "\"'`\\",
    "\t\r\n",
    "\xE2\x80\xAE Reversed\xE2\x80\xA9\xE2\x80\xA8",
    "'=1+1",
    "\xF0\x9F\x92\xA9",
    "</script><script>alert(1)</script>",
};
enum { ROWS = sizeof(hostile) / sizeof(*hostile) };

static enum status fill(const void *source, struct table_output *output,
                        struct error *err)
{
    enum status status = OK;

    (void)source;
    for (size_t i = 0; status == OK && i < ROWS; i++) {
        struct cell row[COLUMNS] = {
            [TEXT] = cell_string(hostile[i]), [DAY] = cell_string("2024-02-29"),
            [WHEN] = cell_string("2024-02"),  [COUNT] = cell_count(123456789),
            [INTEGER] = cell_integer(-5),     [YEAR] = cell_integer(987),
            [RATE] = cell_number(12.34567),   [MEASURE] = cell_number(1.5e-7),
        };

        for (size_t c = DAY; i == 1 && c < COLUMNS; c++)
            row[c] = cell_missing();
        status = table_row(output, row, err);
    }
    return status;
}

static enum status fill_nothing(const void *source, struct table_output *output,
                                struct error *err)
{
    (void)source;
    (void)output;
    (void)err;
    return OK;
}

static enum status refuse(const void *source, struct table_output *output,
                          struct error *err)
{
    enum status status = fill(source, output, err);

    return status == OK ? error_set(err, ERR_IO, "no more") : status;
}

typedef enum status (*filling)(const void *source, struct table_output *output,
                               struct error *err);

/* Appends the sample, filled so, to the page. */
static enum status write_table(struct page_data *data, filling how,
                               struct error *err)
{
    struct table_writer *writers[] = {page_data_base(data)};
    struct table_output output = {.writers = writers, .writer_count = 1};
    enum status status;

    page_data_announce(data, 99);
    status = table_output_write(&output, &sample, how, NULL, err);
    table_output_release(&output);
    return status;
}

static void write_page(struct buffer *page, filling how)
{
    struct page_data *data = page_data_new(page);
    struct error err;

    if (write_table(data, how, &err) != OK)
        fail_msg("%s", err.text);
    page_data_free(data);
}

static json_t *data_of(json_t *table, size_t column)
{
    return json_array_get(json_object_get(table, "data"), column);
}

/* The value at `key` of `object` is written like this. */
static void assert_json(const json_t *value, const char *want)
{
    char *got = json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT);

    assert_non_null(got);
    assert_string_equal(got, want);
    free(got);
}

/* -- Tests ----------------------------------------------------------------- */

static void texts_are_those_of_the_cells(void **state)
{
    struct buffer page = {0};
    json_t *table, *texts, *at;

    (void)state;
    write_page(&page, fill);
    table = page_table(buffer_text(&page), "sample");
    texts = json_object_get(data_of(table, TEXT), "texts");
    at = json_object_get(data_of(table, TEXT), "at");
    assert_int_equal(json_array_size(at), ROWS);
    assert_int_equal(json_array_size(texts), ROWS - 1);
    for (size_t i = 0; i < ROWS; i++) {
        size_t text = (size_t)json_integer_value(json_array_get(at, i));

        assert_string_equal(json_string_value(json_array_get(texts, text)),
                            hostile[i]);
    }
    json_decref(table);
    buffer_release(&page);
}

static void missing_cells_are_told_from_others(void **state)
{
    struct buffer page = {0};
    json_t *table;

    (void)state;
    write_page(&page, fill);
    table = page_table(buffer_text(&page), "sample");
    assert_json(json_object_get(data_of(table, DAY), "at"),
                "[0,-1,0,0,0,0,0,0]");
    assert_json(json_object_get(data_of(table, WHEN), "texts"),
                "[\"2024-02\"]");
    assert_json(json_array_get(data_of(table, COUNT), 1), "null");
    assert_json(json_array_get(data_of(table, MEASURE), 1), "null");
    json_decref(table);
    buffer_release(&page);
}

static void numbers_have_the_digits_of_the_csv(void **state)
{
    struct buffer page = {0};
    json_t *table;

    (void)state;
    write_page(&page, fill);
    table = page_table(buffer_text(&page), "sample");
    assert_json(json_array_get(data_of(table, COUNT), 0), "123456789");
    assert_json(json_array_get(data_of(table, INTEGER), 0), "-5");
    assert_json(json_array_get(data_of(table, YEAR), 0), "987");
    assert_true(json_real_value(json_array_get(data_of(table, RATE), 0)) ==
                12.3457);
    assert_true(json_real_value(json_array_get(data_of(table, MEASURE), 0)) ==
                1.5e-7);
    json_decref(table);
    buffer_release(&page);
}

static void a_table_is_described(void **state)
{
    struct buffer page = {0};
    json_t *table, *described;

    (void)state;
    write_page(&page, fill);
    table = page_table(buffer_text(&page), "sample");
    described = json_object_get(table, "columns");
    assert_json(json_object_get(table, "title"), "\"A </script> sample\"");
    assert_json(json_object_get(table, "order"), "null");
    assert_json(json_object_get(table, "rows"), "99");
    assert_json(json_array_get(described, TEXT),
                "{\"name\":\"wo\\\"rd\",\"type\":\"text\",\"unit\":null,"
                "\"meaning\":\"A <b>text.\",\"key\":true}");
    assert_json(json_array_get(described, COUNT),
                "{\"name\":\"count\",\"type\":\"count\",\"unit\":\"words\","
                "\"meaning\":\"A count.\",\"key\":false}");
    json_decref(table);
    buffer_release(&page);
}

static void no_text_reaches_the_markup(void **state)
{
    struct buffer page = {0};
    const char *html;

    (void)state;
    write_page(&page, fill);
    html = buffer_text(&page);
    assert_int_equal(page_count(html, "<"), 2);
    assert_int_equal(page_count(html, "</script>"), 1);
    assert_int_equal(page_count(html, "alert"), 0);
    buffer_release(&page);
}

static void a_table_without_rows_has_empty_columns(void **state)
{
    struct buffer page = {0};
    json_t *table;

    (void)state;
    write_page(&page, fill_nothing);
    table = page_table(buffer_text(&page), "sample");
    assert_json(data_of(table, TEXT), "{\"texts\":[],\"at\":[]}");
    assert_json(data_of(table, RATE), "[]");
    json_decref(table);
    buffer_release(&page);
}

/* A script cuts the columns at the ends of lines. */
static void each_column_has_its_own_line(void **state)
{
    static const char *const texts[] = {"a\nb", "c\r\n\"d"};
    struct buffer json = {0};

    (void)state;
    for (size_t i = 0; i < 2; i++)
        page_data_add_string(&json, texts[i], strlen(texts[i]));
    assert_string_equal(buffer_text(&json), "\"a\\nb\"\"c\\r\\n\\\"d\"");
    buffer_release(&json);
}

static void what_failed_leaves_no_block_and_no_text(void **state)
{
    struct buffer page = {0};
    struct page_data *data = page_data_new(&page);
    struct error err;
    json_t *table;

    (void)state;
    assert_int_equal(write_table(data, refuse, &err), ERR_IO);
    assert_int_equal(page.length, 0);
    assert_int_equal(write_table(data, fill_nothing, &err), OK);
    table = page_table(buffer_text(&page), "sample");
    assert_json(data_of(table, TEXT), "{\"texts\":[],\"at\":[]}");
    json_decref(table);
    page_data_free(data);
    buffer_release(&page);
}

static void a_full_page_is_an_error(void **state)
{
    struct buffer page = {.limit = 100};
    struct page_data *data = page_data_new(&page);
    struct error err;

    (void)state;
    assert_int_equal(write_table(data, fill, &err), ERR_LIMIT);
    page_data_free(data);
    buffer_release(&page);
}

UNIT_MAIN(cmocka_unit_test(texts_are_those_of_the_cells),
          cmocka_unit_test(missing_cells_are_told_from_others),
          cmocka_unit_test(numbers_have_the_digits_of_the_csv),
          cmocka_unit_test(a_table_is_described),
          cmocka_unit_test(no_text_reaches_the_markup),
          cmocka_unit_test(a_table_without_rows_has_empty_columns),
          cmocka_unit_test(each_column_has_its_own_line),
          cmocka_unit_test(what_failed_leaves_no_block_and_no_text),
          cmocka_unit_test(a_full_page_is_an_error))
