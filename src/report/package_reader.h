/*
 * package_reader.h - descriptions of tables, read back from datapackage.json.
 *
 * What datapackage.h writes becomes tables again; what it does not write is
 * refused, as the JSON of another program or a damaged one. Packages of older
 * versions do not say which numbers are rates and which are measures
 * ("decimals"): there the unit does.
 *
 * Ownership: all texts are borrowed from the JSON, which has to stay.
 */
#ifndef REPORT_PACKAGE_READER_H
#define REPORT_PACKAGE_READER_H

#include <jansson.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/error.h"
#include "report/published.h"

/* Excel has no more; a package with more is not ours. */
enum { PACKAGE_COLUMNS_MAX = 16384 };

struct package_table {
    struct published_table published; /* its table is the one below */
    struct table table;
    char separator, decimal; /* of its file, <name>.csv */
};

/* Makes of the package's resources `*count` tables, taken from the arena.
 * ERR_FORMAT: which resource is wrong, and what; to be put behind the file's
 * name. */
MUST_USE enum status package_read(const json_t *package, struct arena *arena,
                                  struct package_table **out, size_t *count,
                                  struct error *err);

#endif
