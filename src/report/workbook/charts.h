/*
 * charts.h - Excel's own charts of a run, and the sheets that they stand on.
 *
 * Charts: themes by group, themes by year, the newest group against the rest.
 * Theme pairs: which themes stand together, as cells that are coloured by their
 * values. Chart data: the numbers of the charts, which refer to its cells, so
 * that everybody can see and change what is drawn.
 */
#ifndef REPORT_WORKBOOK_CHARTS_H
#define REPORT_WORKBOOK_CHARTS_H

#include "report/workbook/book.h"
#include "report/workbook/figures.h"

struct chart_sheets {
    struct sheet *charts, *pairs, *data; /* pairs: NULL where there are none */
};

/* Is there anything to draw? */
bool charts_has_any(const struct figures *figures);

void charts_fill(const struct chart_sheets *sheets,
                 const struct figures *figures);

#endif
