/*
 * page.h - report.html: a run's folder as one page that opens from disk.
 *
 *     page_write(published, &facts, "FOLDER/report.html", err)
 *
 * The page holds all it needs: frame, style and scripts of src/report/page/ and
 * D3, which the program carries (base/embedded.h), and every table, deflated
 * (page_data.h). It asks the network for nothing, and its Content-Security-
 * Policy forbids that and every script or style but its own, which it names by
 * their digests.
 *
 * No text of a document is ever markup. Tables are base64; the rest of what the
 * page knows stands in one block of JSON in which '<' is written \u003c. The
 * scripts show texts as texts.
 *
 * Of a table the first PAGE_ROWS_MAX rows are on the page, which says so where
 * that is not all. The same folder and facts give the same bytes; nothing is
 * taken from run.json that differs between runs that counted the same.
 *
 * Errors: what published_read() returns; ERR_LIMIT beyond 4 GB; ERR_CREATE,
 * ERR_IO. An old page at `path` is then untouched.
 * Threads: no state; a run may be read by others at the same time.
 */
#ifndef REPORT_PAGE_H
#define REPORT_PAGE_H

#include "base/attr.h"
#include "base/error.h"

enum { PAGE_ROWS_MAX = 100000 };

struct published;
struct view_facts;

MUST_USE enum status page_write(const struct published *published,
                                const struct view_facts *facts,
                                const char *path, struct error *err);

#endif
