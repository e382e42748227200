/* show.c - `policylex show`: a table of a published run, for people. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/display.h"
#include "cli/command.h"
#include "cli/exit.h"
#include "cli/reports.h"
#include "report/text_table.h"
#include "run/log.h"

/* Lines of a terminal that are not for rows: names, notes, the prompt. */
enum { OTHER_LINES = 6, ROWS_MIN = 10 };

static struct text_style style_of(FILE *stream)
{
    const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");
    size_t width = display_columns(stream);

    return (struct text_style){
        .width = width,
        .has_bold = width && !(no_color && *no_color) && term &&
                    strcmp(term, "dumb") != 0,
    };
}

/* -- The list of tables ---------------------------------------------------- */

enum { TABLE, ROWS, TITLE, ROW, COLUMNS };

static const struct column list_columns[COLUMNS] = {
    [TABLE] = {"table", COLUMN_TEXT, .is_key = true, .meaning = "Its name."},
    [ROWS] = {"rows", COLUMN_COUNT, .meaning = "How many it has."},
    [TITLE] = {"what it has", COLUMN_TEXT, .meaning = "Its title."},
    [ROW] = {"one row per", COLUMN_TEXT, .meaning = "What a row is."},
};

static const struct table list = {.name = "tables",
                                  .title = "Tables",
                                  .row = "table",
                                  .columns = list_columns,
                                  .column_count = COLUMNS};

static enum status fill_list(const void *source, struct table_output *output,
                             struct error *err)
{
    size_t count;
    const struct published_table *tables = published_tables(source, &count);
    enum status status = OK;

    for (size_t i = 0; status == OK && i < count; i++) {
        const struct table *table = tables[i].table;
        struct cell row[COLUMNS] = {0};

        row[TABLE] = cell_string(table->name);
        row[ROWS] = cell_count(tables[i].rows);
        row[TITLE] = cell_string(table->title);
        row[ROW] = cell_string(table->row);
        status = table_row(output, row, err);
    }
    return status;
}

static enum status show_list(const struct published *run, struct error *err)
{
    struct text_style style = style_of(stdout);
    struct text_table *text = text_table_new(stdout, &style);
    struct table_writer *writers[] = {text_table_measure(text)};
    struct table_output output = {.writers = writers, .writer_count = 1};
    enum status status = table_output_write(&output, &list, fill_list, run,
                                            err);

    writers[0] = text_table_print(text);
    if (status == OK)
        status = table_output_write(&output, &list, fill_list, run, err);
    table_output_release(&output);
    text_table_free(text);
    return status;
}

/* -- The meaning of a table ------------------------------------------------ */

static const char *type_name(enum column_type type)
{
    switch (type) {
    case COLUMN_COUNT:
    case COLUMN_INTEGER:
        return "whole number";
    case COLUMN_YEAR:
        return "year";
    case COLUMN_RATE:
        return "number, 4 decimals";
    case COLUMN_MEASURE:
        return "number, 6 significant digits";
    case COLUMN_DATE:
        return "date";
    case COLUMN_PARTIAL_DATE:
        return "date, month or year";
    case COLUMN_TEXT:
        break;
    }
    return "text";
}

/* Prints a text of the data package, harmless and wrapped. */
static void print_text(const char *text, int indent)
{
    struct buffer shown = {0};

    display_add(&shown, text, strlen(text), SIZE_MAX);
    printf("%*s", indent, "");
    print_wrapped(buffer_text(&shown), indent, indent);
    buffer_release(&shown);
}

static void describe_column(const struct column *column)
{
    struct buffer line = {0};

    buffer_add_format(&line, "%s (%s%s%s)", column->name,
                      type_name(column->type), column->unit ? "; " : "",
                      column->unit ? column->unit : "");
    putchar('\n');
    print_text(buffer_text(&line), 0);
    print_text(column->meaning, 4);
    buffer_release(&line);
}

static void describe(const struct published_table *from)
{
    const struct table *table = from->table;
    struct buffer line = {0};

    buffer_add_format(
        &line, "%s: %s. %" PRIu64 " %s, one per %s%s%s.", table->name,
        table->title, from->rows, from->rows == 1 ? "row" : "rows", table->row,
        table->order ? ", ordered " : "", table->order ? table->order : "");
    print_text(buffer_text(&line), 0);
    for (size_t i = 0; i < table->column_count; i++)
        describe_column(&table->columns[i]);
    buffer_release(&line);
}

/* -- Rows ------------------------------------------------------------------ */

/* What is shown of a table, and how. */
struct showing {
    const struct settings *settings;
    struct reports_table chosen;
    struct wanted_rows wanted;
    struct selection *selection;
    struct text_table *text;
};

/* Without conditions no row need be looked at that is not shown. */
static enum status read_rows(struct showing *showing,
                             struct table_writer *target, struct error *err)
{
    const struct selection_wish *wish = &showing->wanted.wish;
    struct table_writer *writers[] = {
        selection_writer(showing->selection, target)};
    struct table_output output = {.writers = writers, .writer_count = 1};
    enum status status = published_read(
        showing->chosen.run, showing->chosen.from,
        wish->condition_count ? UINT64_MAX : wish->most, &output, err);

    table_output_release(&output);
    return status;
}

static void say_left_out(const struct showing *showing)
{
    const struct selection_wish *wish = &showing->wanted.wish;
    uint64_t found = wish->condition_count ? selection_found(showing->selection)
                                           : showing->chosen.from->rows;
    struct buffer names = {0};
    size_t columns = text_table_left_out(showing->text, &names);

    if (columns)
        log_info(showing->settings,
                 "no room for %zu %s: %s (choose some with --columns)", columns,
                 columns == 1 ? "column" : "columns", buffer_text(&names));
    if (found > wish->most)
        log_info(showing->settings, "%" PRIu64 " more %s; --rows 0 shows all",
                 found - wish->most, found - wish->most == 1 ? "row" : "rows");
    if (!found)
        log_info(showing->settings, "%s has no %s",
                 showing->chosen.from->table->name,
                 wish->condition_count ? "such row" : "rows");
    buffer_release(&names);
}

static enum status show_rows(struct showing *showing, struct error *err)
{
    struct text_style style = style_of(stdout);
    enum status status = selection_new(&showing->selection,
                                       showing->chosen.from->table,
                                       &showing->wanted.wish, err);

    if (status != OK)
        return status;
    showing->text = text_table_new(stdout, &style);
    status = read_rows(showing, text_table_measure(showing->text), err);
    if (status == OK)
        status = reports_check(&showing->chosen, showing->selection, err);
    if (status == OK)
        status = read_rows(showing, text_table_print(showing->text), err);
    if (status == OK)
        say_left_out(showing);
    return status;
}

/* A terminal gets what it can hold, unless somebody has said how many. */
static void limit_rows(struct showing *showing)
{
    size_t lines = display_lines(stdout);

    if (lines && !showing->settings->rows)
        showing->wanted.wish.most = lines > OTHER_LINES + ROWS_MIN
                                        ? lines - OTHER_LINES
                                        : ROWS_MIN;
}

static enum status show(struct showing *showing, const char *name,
                        struct error *err)
{
    if (reports_open(&showing->chosen, showing->settings, name, err) != OK)
        return err->code;
    if (!name)
        return show_list(showing->chosen.run, err);
    if (showing->settings->describes) {
        describe(showing->chosen.from);
        return OK;
    }
    wanted_rows_init(&showing->wanted, showing->settings);
    limit_rows(showing);
    return show_rows(showing, err);
}

int command_show(const struct settings *settings,
                 const struct arguments *arguments)
{
    struct showing showing = {.settings = settings};
    struct error err;
    enum status status = show(
        &showing, arguments->count ? arguments->items[0] : NULL, &err);

    if (status != OK)
        log_failure(settings, &err);
    text_table_free(showing.text);
    selection_free(showing.selection);
    wanted_rows_release(&showing.wanted);
    published_free(showing.chosen.run);
    return exit_code_of(status);
}
