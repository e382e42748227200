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
 * A third of a corpus may share one fault, so a list keeps a text that repeats
 * the one before it once.
 *
 * Threads: one list per thread; issues_take() joins them. A zeroed list is
 * empty and has the limit ISSUES_LIMIT.
 */
#ifndef INGEST_ISSUE_H
#define INGEST_ISSUE_H

#include <stddef.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/error.h"
#include "base/vector.h"

enum severity {
    SEVERITY_NOTE,    /* worth knowing; nothing is lost */
    SEVERITY_WARNING, /* something was left out or guessed */
    SEVERITY_ERROR,   /* the input is refused */
};

/* "note", "warning", "error"; ended by NULL. */
extern const char *const severity_names[];

struct issue {
    enum severity severity;
    const char *stage;    /* "manifest", "corpus", "extract", ... */
    const char *document; /* path of the file; "" when not known yet */
    const char *place;    /* "line:column", "line", or "" */
    const char *message;  /* a sentence without path and place */
};

enum { ISSUES_LIMIT = 1000000 };

struct issues {
    struct issue *items;
    size_t count, capacity;
    size_t limit;       /* most issues kept; 0: ISSUES_LIMIT */
    size_t dropped;     /* issues beyond the limit */
    size_t errors;      /* issues of SEVERITY_ERROR, dropped ones included */
    struct arena texts; /* of the items */
};

void issues_release(struct issues *issues);

/* What an issue is about; all borrowed, `document` and `place` may be NULL. */
struct issue_place {
    enum severity severity;
    const char *stage, *document, *place;
};

void issues_add(struct issues *issues, const struct issue_place *about,
                const char *fmt, ...) PRINTF_LIKE(3, 4);

/* Adds `count` issues of `from`, from the one at `first` on, to the end of
 * `to`. Where one has no document, `document` is put in, which must outlive
 * `to`, or be NULL. */
void issues_copy(struct issues *to, const struct issues *from, size_t first,
                 size_t count, const char *document);

/* Moves all of `from`, what it dropped included, to the end of `to`, with
 * `document` as in issues_copy(). `from` is empty afterwards, and keeps its
 * memory. */
void issues_take(struct issues *to, struct issues *from, const char *document);

/* Writes "document:place: message" into `text`, cut to `size` bytes. */
void issue_format(const struct issue *issue, char *text, size_t size);

/* Returns OK when no error was added since issues->errors was `before`; else
 * records the first such error's sentence, with the number of others, under
 * `code`. */
enum status issues_status(const struct issues *issues, size_t before,
                          enum status code, struct error *err);

#endif
