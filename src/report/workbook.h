/*
 * workbook.h - a run's folder as one Excel workbook, policylex.xlsx.
 *
 * For people who would rather look than read, and filter rather than program:
 * a sheet of contents, one of what the columns mean, charts that Excel itself
 * draws (from a sheet that shows their numbers), and then every table, a sheet
 * each, in the order of the data package. It says what the CSV files say, cell
 * for cell; they stay the record.
 *
 * A table's sheet has at most WORKBOOK_ROWS_MAX rows, so that the workbook can
 * be opened; where that cuts, contents and sheet say how many are left out and
 * which file has them all. Nothing else is left out.
 *
 * The same folder and facts give the same bytes.
 */
#ifndef REPORT_WORKBOOK_H
#define REPORT_WORKBOOK_H

#include "base/attr.h"
#include "base/error.h"
#include "report/published.h"
#include "report/view_facts.h"

/* The first rows of a table that a sheet shows, the header not counted. Whether
 * a table will be cut is known before: a run says so among its issues. */
enum { WORKBOOK_ROWS_MAX = 20000 };

/* Writes the workbook to `path`, durably, whole and read back, or leaves no
 * file. What published_read() returns; ERR_CREATE, ERR_IO with the sentence of
 * what failed. A table of more than Excel's 16,384 columns is ERR_LIMIT. */
enum status workbook_write(const struct published *published,
                           const struct view_facts *facts, const char *path,
                           struct error *err) MUST_USE;

#endif
