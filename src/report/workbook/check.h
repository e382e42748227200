/*
 * check.h - reads a workbook back and compares it with what was written.
 *
 * libxlsxwriter reports success for files that it could not write, and for
 * texts that are no XML. So the file is read with another zip reader
 * (libarchive, which looks at sizes and checksums) and another XML parser
 * (libxml2): every part must be whole XML, no cell may hold a formula, and the
 * cells of each sheet, place and value, must add up to what was given.
 */
#ifndef REPORT_WORKBOOK_CHECK_H
#define REPORT_WORKBOOK_CHECK_H

#include <stddef.h>

#include "base/attr.h"
#include "base/error.h"
#include "report/workbook/cell_sum.h"

/* ERR_IO, naming file, part and what is wrong, unless the file holds `count`
 * sheets, the first with the cells that `sums[0]` stands for, and so on. */
enum status workbook_check(const char *path, const struct cell_sums *sums,
                           size_t count, struct error *err) MUST_USE;

#endif
