/* text_table_test.c - tables for people, in any width. */
#include "report/text_table.h"

#include <stdlib.h>

#include "unit.h"

enum { GROUP_BY, GROUP, THEME, HITS, RATE, NOTE, COLUMNS };

static const struct column columns[COLUMNS] = {
    [GROUP_BY] = {"group_by", COLUMN_TEXT, .meaning = "Column."},
    [GROUP] = {"group", COLUMN_TEXT, .is_key = true, .meaning = "Group."},
    [THEME] = {"theme", COLUMN_TEXT, .is_key = true, .meaning = "Theme."},
    [HITS] = {"hits", COLUMN_COUNT, .meaning = "Hits."},
    [RATE] = {"rate_per_10k_words", COLUMN_RATE, .meaning = "Rate."},
    [NOTE] = {"note", COLUMN_TEXT, .meaning = "Note."},
};

static const struct table table = {.name = "sample",
                                   .title = "Sample",
                                   .row = "row",
                                   .columns = columns,
                                   .column_count = COLUMNS};

static enum status fill(const void *source, struct table_output *output,
                        struct error *err)
{
    static const struct {
        const char *group, *theme, *note;
        uint64_t hits;
        double rate;
    } rows[] = {
        {"Trump 1", "deterrence and response", "", 14, 105.9803},
        {"\xE6\xBC\xA2\xE5\xAD\x97", "norms", "two\nlines and \x1B[31m", 7, 0},
        {"e\xCC\x81", "x", "", 1234567, -2.5},
    };
    size_t count = *(const size_t *)source;
    enum status status = OK;

    for (size_t i = 0; status == OK && i < count; i++) {
        struct cell row[COLUMNS] = {
            cell_string("administration"), cell_string(rows[i].group),
            cell_string(rows[i].theme),    cell_count(rows[i].hits),
            cell_number(rows[i].rate),     cell_string(rows[i].note)};

        status = table_row(output, row, err);
    }
    return status;
}

/* Returns what is printed; the caller frees it. `*left_out` is appended to. */
static char *print(size_t rows, size_t width, bool has_bold,
                   struct buffer *left_out)
{
    struct text_style style = {.width = width, .has_bold = has_bold};
    char *bytes = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&bytes, &length);
    struct text_table *text = text_table_new(stream, &style);
    struct table_writer *writers[] = {text_table_measure(text)};
    struct table_output output = {.writers = writers, .writer_count = 1};
    struct error err;

    assert_int_equal(table_output_write(&output, &table, fill, &rows, &err),
                     OK);
    writers[0] = text_table_print(text);
    assert_int_equal(table_output_write(&output, &table, fill, &rows, &err),
                     OK);
    text_table_left_out(text, left_out);
    table_output_release(&output);
    text_table_free(text);
    fclose(stream);
    return bytes;
}

static void assert_printed(size_t rows, size_t width, const char *want,
                           const char *want_left_out)
{
    struct buffer left_out = {0};
    char *bytes = print(rows, width, false, &left_out);

    assert_string_equal(bytes, want);
    assert_string_equal(buffer_text(&left_out), want_left_out);
    buffer_release(&left_out);
    free(bytes);
}

static void without_a_width_all_is_printed(void **state)
{
    (void)state;
    assert_printed(
        3, 0,
        "group_by        group    theme                       hits  "
        "rate_per_10k_words  note\n"
        "administration  Trump 1  deterrence and response       14            "
        "105.9803\n"
        "administration  \xE6\xBC\xA2\xE5\xAD\x97     norms                    "
        "      7              0.0000  two lines and \xEF\xBF\xBD[31m\n"
        "administration  e\xCC\x81        x                        1234567     "
        "        -2.5000\n",
        "");
}

/* Steps as text_layout.h has them. */
static void what_does_not_fit_is_made_narrower(void **state)
{
    (void)state;
    assert_printed(
        3, 90,
        "group_by: administration\n"
        "group    theme                       hits  rate_per_10k_words  note\n"
        "Trump 1  deterrence and response       14            105.9803\n"
        "\xE6\xBC\xA2\xE5\xAD\x97     norms                          7         "
        "     0.0000  two lines and \xEF\xBF\xBD[31m\n"
        "e\xCC\x81        x                        1234567             "
        "-2.5000\n",
        "");
    assert_printed(
        3, 75,
        "group_by: administration\n"
        "                                              rate_\n"
        "                                           per_10k_\n"
        "group    theme                       hits     words  note\n"
        "Trump 1  deterrence and response       14  105.9803\n"
        "\xE6\xBC\xA2\xE5\xAD\x97     norms                          7    "
        "0.0000  two lines and \xEF\xBF\xBD[31m\n"
        "e\xCC\x81        x                        1234567   -2.5000\n",
        "");
    assert_printed(3, 66,
                   "group_by: administration\n"
                   "                                         rate_\n"
                   "                                      per_10k_\n"
                   "group    theme                  hits     words  note\n"
                   "Trump 1  deterrence and re\xE2\x80\xA6       14  105.9803\n"
                   "\xE6\xBC\xA2\xE5\xAD\x97     norms                     7   "
                   " 0.0000  two lines and \xEF\xBF\xBD[3\xE2\x80\xA6\n"
                   "e\xCC\x81        x                   1234567   -2.5000\n",
                   "");
    assert_printed(
        3, 42,
        "group_by: administration\n"
        "group    theme                       hits\n"
        "Trump 1  deterrence and response       14\n"
        "\xE6\xBC\xA2\xE5\xAD\x97     norms                          7\n"
        "e\xCC\x81        x                        1234567\n",
        "rate_per_10k_words, note");
    assert_printed(3, 24,
                   "group_by: administration\n"
                   "group    theme\n"
                   "Trump 1  deterrence and\xE2\x80\xA6\n"
                   "\xE6\xBC\xA2\xE5\xAD\x97     norms\n"
                   "e\xCC\x81        x\n",
                   "hits, rate_per_10k_words, note");
}

/* Nothing is the same in all rows where there is one, or none. */
static void one_row_and_none_are_printed_too(void **state)
{
    (void)state;
    assert_printed(0, 40,
                   "                            rate_\n"
                   "                             per_\n"
                   "group_                       10k_\n"
                   "by      group  theme  hits  words  note\n",
                   "");
    assert_printed(1, 40,
                   "group_by        group    theme\n"
                   "administration  Trump 1  deterrence and\xE2\x80\xA6\n",
                   "hits, rate_per_10k_words, note");
}

static void names_may_be_bold(void **state)
{
    struct buffer left_out = {0};
    char *bytes = print(1, 200, true, &left_out);

    (void)state;
    assert_memory_equal(bytes, "\033[1mgroup_by", 12);
    assert_non_null(strstr(bytes, "note\n\033[madministration"));
    buffer_release(&left_out);
    free(bytes);
}

static void a_full_disk_is_told(void **state)
{
    struct text_style style = {0};
    FILE *full = fopen("/dev/full", "w");
    struct text_table *text = text_table_new(full, &style);
    struct table_writer *writers[] = {text_table_measure(text)};
    struct table_output output = {.writers = writers, .writer_count = 1};
    size_t rows = 3;
    struct error err;

    (void)state;
    assert_non_null(full);
    assert_int_equal(table_output_write(&output, &table, fill, &rows, &err),
                     OK);
    writers[0] = text_table_print(text);
    assert_int_equal(table_output_write(&output, &table, fill, &rows, &err),
                     ERR_IO);
    assert_string_equal(err.text, "the table cannot be printed: No space left "
                                  "on device");
    table_output_release(&output);
    text_table_free(text);
    fclose(full);
}

UNIT_MAIN(cmocka_unit_test(without_a_width_all_is_printed),
          cmocka_unit_test(what_does_not_fit_is_made_narrower),
          cmocka_unit_test(one_row_and_none_are_printed_too),
          cmocka_unit_test(names_may_be_bold),
          cmocka_unit_test(a_full_disk_is_told))
