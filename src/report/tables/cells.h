/*
 * cells.h - cells of values that other layers make: measurements and dates.
 */
#ifndef REPORT_TABLES_CELLS_H
#define REPORT_TABLES_CELLS_H

#include "ingest/date.h"
#include "report/table.h"
#include "stats/measurement.h"

/* A missing cell where the measurement is blank. */
static inline struct cell cell_measurement(struct measurement measurement)
{
    return measurement.is_defined ? cell_number(measurement.value)
                                  : cell_missing();
}

/* A missing cell where the date is unknown; `text` must outlive the cell. */
static inline struct cell cell_date(struct date date, char text[DATE_TEXT_MAX])
{
    date_format(date, text);
    return cell_string(text);
}

#endif
