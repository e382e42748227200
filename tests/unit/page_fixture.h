/*
 * page_fixture.h - what stands on a report.html, taken out of it again.
 *
 *     json_t *table = page_table(html, "theme_hits");
 *
 * Each function fails the test where the page has no such thing.
 */
#ifndef TESTS_PAGE_FIXTURE_H
#define TESTS_PAGE_FIXTURE_H

#include <jansson.h>
#include <stddef.h>

/* Returns what stands between `open` and the next `close` from `html` on, and
 * sets its length; `html` moves behind it. */
const char *page_between(const char **html, const char *open, const char *close,
                         size_t *length);

/* Returns the JSON of a table's block; the caller releases it. */
json_t *page_table(const char *html, const char *name);

/* Returns how often `what` stands in `html`, in letters of either case. */
size_t page_count(const char *html, const char *what);

#endif
