/*
 * issue.h - recoverable problems, gathered rather than thrown.
 *
 * A bad document never stops the night, and a person who mends a file wants to
 * hear of all its faults at once. Both kinds end here: as rows of issues.csv,
 * or as lines on the terminal:
 *
 *     corpus/manifest.csv:14:3: expected 7 fields as in the header, found 6
 *     <document>         :<place>: <message>
 *
 * Threads: one list per thread; issues_take() joins them. A zeroed list is
 * empty and has the limit ISSUES_LIMIT.
 */
#ifndef INGEST_ISSUE_H
#define INGEST_ISSUE_H

#include <stddef.h>

#include "base/attr.h"
#include "base/error.h"
#include "base/vector.h"

enum severity {
    SEVERITY_NOTE,    /* worth knowing; nothing is lost */
    SEVERITY_WARNING, /* something was left out or guessed */
    SEVERITY_ERROR,   /* the input is refused */
};

struct issue {
    enum severity severity;
    const char *stage; /* static: "manifest", "corpus", "extract", ... */
    char *document;    /* path of the file; "" when not known yet */
    char *place;       /* "line:column", "line", or "" */
    char *message;     /* a sentence without path and place */
};

enum { ISSUES_LIMIT = 1000000 };

struct issues {
    struct issue *items;
    size_t count, capacity;
    size_t limit;   /* most issues kept; 0: ISSUES_LIMIT */
    size_t dropped; /* issues beyond the limit */
    size_t errors;  /* issues of SEVERITY_ERROR, dropped ones included */
};

void issues_release(struct issues *issues);

/* What an issue is about; all borrowed, `document` and `place` may be NULL. */
struct issue_place {
    enum severity severity;
    const char *stage, *document, *place;
};

void issues_add(struct issues *issues, const struct issue_place *about,
                const char *fmt, ...) PRINTF_LIKE(3, 4);

/* Moves all of `from` to the end of `to`; where an issue has no document,
 * `document` (may be NULL) is put in. `from` is empty afterwards. */
void issues_take(struct issues *to, struct issues *from, const char *document);

/* Writes "document:place: message" into `text`, cut to `size` bytes. */
void issue_format(const struct issue *issue, char *text, size_t size);

/* Returns OK when no error was added since issues->errors was `before`; else
 * records the first such error's sentence, with the number of others, under
 * `code`. */
enum status issues_status(const struct issues *issues, size_t before,
                          enum status code, struct error *err);

#endif
