/* selection_test.c - the rows and columns wanted, and no others. */
#include "report/selection.h"

#include "base/buffer.h"
#include "report/cell_print.h"
#include "unit.h"

enum { GROUP, THEME, RATE, COLUMNS };

static const struct column columns[COLUMNS] = {
    [GROUP] = {"group", COLUMN_TEXT, .meaning = "Group."},
    [THEME] = {"theme", COLUMN_TEXT, .meaning = "Theme."},
    [RATE] = {"rate", COLUMN_RATE, .meaning = "Rate."},
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
        const char *group, *theme;
        double rate;
    } rows[] = {{"a", "x", 1}, {"a", "y", 2}, {"b", "x", 3}, {"c", "", 2}};
    enum status status = OK;

    (void)source;
    for (size_t i = 0; status == OK && i < 4; i++) {
        struct cell row[COLUMNS] = {cell_string(rows[i].group),
                                    cell_string(rows[i].theme),
                                    cell_number(rows[i].rate)};

        status = table_row_repeating(output, row, i == 1 ? 1 : 0, err);
    }
    return status;
}

/* A writer that notes cells and rows as "a|x\n". */
struct notes {
    struct table_writer base;
    const struct table *table;
    struct buffer text;
    bool is_closed;
};

static enum status note_open(struct table_writer *writer,
                             const struct table *given, struct error *err)
{
    (void)err;
    ((struct notes *)writer)->table = given;
    return OK;
}

static enum status note_row(struct table_writer *writer,
                            const struct cell *cells, size_t repeated,
                            struct error *err)
{
    struct notes *notes = (struct notes *)writer;

    (void)err;
    assert_int_equal(repeated, 0);
    for (size_t i = 0; i < notes->table->column_count; i++) {
        if (i)
            buffer_add_byte(&notes->text, '|');
        cell_print(&notes->text, notes->table->columns[i].type, &cells[i]);
    }
    buffer_add_byte(&notes->text, '\n');
    return OK;
}

static enum status note_close(struct table_writer *writer, struct error *err)
{
    (void)err;
    ((struct notes *)writer)->is_closed = true;
    return OK;
}

static void note_discard(struct table_writer *writer)
{
    (void)writer;
}

static const struct table_writer_type notes_type = {note_open, note_row,
                                                    note_close, note_discard};

/* Reads the table through the selection; returns what was handed on, which the
 * caller releases. */
static struct buffer read_selected(struct selection *selection)
{
    struct notes notes = {.base.type = &notes_type};
    struct table_writer *writers[] = {selection_writer(selection, &notes.base)};
    struct table_output output = {.writers = writers, .writer_count = 1};
    struct error err;

    assert_int_equal(table_output_write(&output, &table, fill, NULL, &err), OK);
    assert_true(notes.is_closed);
    assert_ptr_equal(notes.table, selection_table(selection));
    table_output_release(&output);
    return notes.text;
}

static void assert_selected(const struct selection_wish *wish, const char *want,
                            uint64_t found)
{
    struct selection *selection;
    struct error err;

    assert_int_equal(selection_new(&selection, &table, wish, &err), OK);
    for (int reading = 0; reading < 2; reading++) {
        struct buffer text = read_selected(selection);

        assert_string_equal(buffer_text(&text), want);
        assert_int_equal(selection_found(selection), found);
        assert_null(selection_unmet(selection));
        buffer_release(&text);
    }
    selection_free(selection);
}

static void all_is_handed_on_unless_something_is_wanted(void **state)
{
    struct selection_wish wish = {.most = UINT64_MAX};

    (void)state;
    assert_selected(&wish, "a|x|1.0000\na|y|2.0000\nb|x|3.0000\nc||2.0000\n",
                    4);
    wish.most = 1;
    assert_selected(&wish, "a|x|1.0000\n", 4);
}

static void columns_come_in_the_order_wanted(void **state)
{
    static const char *const names[] = {"rate", "group"};
    struct selection_wish wish = {
        .columns = names, .column_count = 2, .most = UINT64_MAX};

    (void)state;
    assert_selected(&wish, "1.0000|a\n2.0000|a\n3.0000|b\n2.0000|c\n", 4);
}

static void of_one_column_any_of_several_all_must_fit(void **state)
{
    static const struct condition conditions[] = {
        {"group", "a"}, {"theme", "x"}, {"group", "b"}};
    static const struct condition number[] = {{"rate", "2.0000"}};
    static const struct condition blank[] = {{"theme", ""}};
    struct selection_wish wish = {.conditions = conditions, .most = UINT64_MAX};

    (void)state;
    wish.condition_count = 1;
    assert_selected(&wish, "a|x|1.0000\na|y|2.0000\n", 2);
    wish.condition_count = 2;
    assert_selected(&wish, "a|x|1.0000\n", 1);
    wish.condition_count = 3;
    assert_selected(&wish, "a|x|1.0000\nb|x|3.0000\n", 2);
    wish.condition_count = 1;
    wish.conditions = number;
    assert_selected(&wish, "a|y|2.0000\nc||2.0000\n", 2);
    wish.conditions = blank;
    assert_selected(&wish, "c||2.0000\n", 1);
}

/* Each is met by some row, though none by the same. */
static void what_no_row_meets_is_told(void **state)
{
    static const struct condition conditions[] = {
        {"group", "c"}, {"theme", "y"}, {"group", "d"}};
    struct selection_wish wish = {
        .conditions = conditions, .condition_count = 2, .most = UINT64_MAX};
    struct selection *selection;
    struct buffer text;
    struct error err;

    (void)state;
    assert_selected(&wish, "", 0);
    wish.condition_count = 3;
    assert_int_equal(selection_new(&selection, &table, &wish, &err), OK);
    text = read_selected(selection);
    assert_ptr_equal(selection_unmet(selection), &conditions[2]);
    buffer_release(&text);
    selection_free(selection);
}

static void an_unknown_column_is_refused(void **state)
{
    static const char *const names[] = {"group", "rates"};
    static const struct condition conditions[] = {{"them", "x"}};
    struct selection_wish wish = {.columns = names, .column_count = 2};
    struct selection *selection;
    struct error err;

    (void)state;
    assert_int_equal(selection_new(&selection, &table, &wish, &err), ERR_USAGE);
    assert_null(selection);
    assert_string_equal(err.text, "sample has no column \"rates\"; there are: "
                                  "group, rate, theme");
    wish = (struct selection_wish){.conditions = conditions,
                                   .condition_count = 1};
    assert_int_equal(selection_new(&selection, &table, &wish, &err), ERR_USAGE);
    assert_string_equal(err.text, "sample has no column \"them\"; there are: "
                                  "group, rate, theme");
}

UNIT_MAIN(cmocka_unit_test(all_is_handed_on_unless_something_is_wanted),
          cmocka_unit_test(columns_come_in_the_order_wanted),
          cmocka_unit_test(of_one_column_any_of_several_all_must_fit),
          cmocka_unit_test(what_no_row_meets_is_told),
          cmocka_unit_test(an_unknown_column_is_refused))
