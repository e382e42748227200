/* cell_print.c - see cell_print.h. */
#include "report/cell_print.h"

#include "report/number.h"

static char *print_number(char *out, enum column_type type,
                          const struct cell *cell)
{
    switch (type) {
    case COLUMN_COUNT:
        return number_count(out, cell->count);
    case COLUMN_INTEGER:
        return number_integer(out, cell->integer);
    case COLUMN_YEAR:
        return number_year(out, cell->integer);
    case COLUMN_RATE:
        return number_rate(out, cell->number);
    case COLUMN_MEASURE:
        return number_measure(out, cell->number);
    case COLUMN_TEXT:
    case COLUMN_DATE:
    case COLUMN_PARTIAL_DATE:
        break;
    }
    return out;
}

void cell_print(struct buffer *out, enum column_type type,
                const struct cell *cell)
{
    char text[NUMBER_TEXT_MAX];

    if (cell->kind == CELL_TEXT)
        buffer_add(out, cell->text, cell->length);
    else if (cell->kind != CELL_MISSING)
        buffer_add(out, text, (size_t)(print_number(text, type, cell) - text));
}
