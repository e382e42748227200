/*
 * theme_pairs.h - which themes stand together, as cells that are coloured by
 * their values.
 */
#ifndef REPORT_WORKBOOK_THEME_PAIRS_H
#define REPORT_WORKBOOK_THEME_PAIRS_H

#include "report/workbook/book.h"
#include "report/workbook/figures.h"

void theme_pairs_fill(struct sheet *sheet, const struct figures *figures);

#endif
