/* administrations.c - see administrations.h. */
#include "ingest/administrations.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { PRESIDENT, PARTY, START, END, COLUMNS };

struct loader {
    struct administrations *out;
    struct issues *issues;
    const char *stage;
    size_t columns[COLUMNS]; /* where each stands in the table */
};

static const struct csv_field *field_of(const struct loader *loader, size_t row,
                                        int column)
{
    return csv_table_field(&loader->out->table, row, loader->columns[column]);
}

static bool find_columns(struct loader *loader)
{
    static const char *const names[COLUMNS] = {"president", "party", "start",
                                               "end"};
    const struct csv_table *table = &loader->out->table;
    bool all = true;

    for (int i = 0; i < COLUMNS; i++) {
        int column = csv_table_column(table, names[i]);

        if (column == CSV_NO_COLUMN) {
            csv_table_fault(table, loader->stage, loader->issues,
                            table->fields.items,
                            "there is no column \"%s\"; the header must be "
                            "president,party,start,end",
                            names[i]);
            all = false;
            continue;
        }
        loader->columns[i] = (size_t)column;
    }
    return all;
}

/* Reads a whole date; an empty one is fine where `optional`. */
static bool read_day(const struct loader *loader, const struct csv_field *field,
                     bool optional, struct date *out)
{
    *out = (struct date){0};
    if (optional && !field->length)
        return true;
    if (date_parse(field->text, field->length, out) && out->day)
        return true;
    csv_table_fault(&loader->out->table, loader->stage, loader->issues, field,
                    "\"%s\" is not a day of the calendar; write it as "
                    "2017-01-20",
                    field->text);
    return false;
}

/* Says what is wrong with a term that starts where it does after those of
 * the list; NULL when nothing is. */
static const char *order_fault(const struct administrations *list,
                               const struct administration *term)
{
    const struct administration *before;

    if (!list->count)
        return NULL;
    before = &list->items[list->count - 1];
    if (date_compare(term->start, before->start) <= 0)
        return "the term starts before the one above; sort the rows by start";
    if (!date_is_known(before->end))
        return "the term above has no end; only the last may be open";
    if (date_compare(term->start, before->end) < 0)
        return "the term overlaps the one above";
    return NULL;
}

/* Tells whether the row can stand after the one before it. */
static bool check_order(const struct loader *loader, size_t row,
                        const struct administration *term)
{
    const struct administrations *list = loader->out;
    const char *fault = order_fault(list, term);
    int column = START;

    if (date_is_known(term->end) && date_compare(term->end, term->start) < 0) {
        fault = "the term ends before it starts";
        column = END;
    }
    if (fault)
        csv_table_fault(&list->table, loader->stage, loader->issues,
                        field_of(loader, row, column), "%s", fault);
    return !fault;
}

static void read_row(struct loader *loader, size_t row)
{
    const struct csv_field *name = field_of(loader, row, PRESIDENT);
    struct administration term = {.president = name->text,
                                  .party = field_of(loader, row, PARTY)->text};

    if (!name->length) {
        csv_table_fault(&loader->out->table, loader->stage, loader->issues,
                        name, "the president's name is empty");
        return;
    }
    if (read_day(loader, field_of(loader, row, START), false, &term.start) &&
        read_day(loader, field_of(loader, row, END), true, &term.end) &&
        check_order(loader, row, &term))
        *VECTOR_PUSH(loader->out) = term;
}

enum status administrations_load(struct administrations *out,
                                 const struct csv_source *source,
                                 struct issues *issues, struct error *err)
{
    struct loader loader = {
        .out = out, .issues = issues, .stage = source->stage};
    size_t before = issues->errors;

    *out = (struct administrations){0};
    if (csv_table_read(&out->table, source, issues, err) == OK &&
        find_columns(&loader))
        for (size_t row = 0; row < out->table.rows; row++)
            read_row(&loader, row);
    return issues_status(issues, before, ERR_INPUT, err);
}

void administrations_release(struct administrations *list)
{
    free(list->items);
    csv_table_release(&list->table);
    *list = (struct administrations){0};
}

/* Returns the term that `day` belongs to. Where one term's last day is the
 * next one's first, the later term has it. */
static const struct administration *
term_of_day(const struct administrations *list, struct date day)
{
    for (size_t i = list->count; i > 0; i--) {
        const struct administration *term = &list->items[i - 1];

        if (date_compare(term->start, day) > 0)
            continue;
        if (date_is_known(term->end) && date_compare(day, term->end) > 0)
            return NULL;
        return term;
    }
    return NULL;
}

const struct administration *
administrations_at(const struct administrations *list, struct date date)
{
    const struct administration *first, *last;

    if (!date_is_known(date))
        return NULL;
    first = term_of_day(list, date_first_day(date));
    last = term_of_day(list, date_last_day(date));
    return first == last ? first : NULL;
}

const struct administration *
administrations_named(const struct administrations *list, const char *name)
{
    for (size_t i = 0; i < list->count; i++)
        /* asked of every document: mostly one byte answers */
        if (((list->items[i].president[0] ^ name[0]) & ~0x20) == 0 &&
            strcasecmp(list->items[i].president, name) == 0)
            return &list->items[i];
    return NULL;
}
