/* issue.c - see issue.h. */
#include "ingest/issue.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *const severity_names[] = {
    [SEVERITY_NOTE] = "note",
    [SEVERITY_WARNING] = "warning",
    [SEVERITY_ERROR] = "error",
    [SEVERITY_ERROR + 1] = NULL,
};

void issues_release(struct issues *issues)
{
    arena_release(&issues->texts);
    free(issues->items);
    *issues = (struct issues){.limit = issues->limit};
}

/* Returns the text as the list owns it; `last` is what it owns of the issue
 * before. */
static const char *keep(struct issues *issues, const char *text,
                        const char *last)
{
    if (!text || !text[0])
        return "";
    if (last && strcmp(text, last) == 0)
        return last;
    return arena_copy_text(&issues->texts, text, strlen(text));
}

/* Counts the issue; false when there is no room to keep it. */
static bool is_kept(struct issues *issues, enum severity severity)
{
    bool is_full = issues->count >=
                   (issues->limit ? issues->limit : ISSUES_LIMIT);

    issues->errors += severity == SEVERITY_ERROR;
    issues->dropped += is_full;
    return !is_full;
}

/* Keeps copies of stage, place and message; the document's path is the list's,
 * or outlives it. */
static void append(struct issues *issues, struct issue issue)
{
    const struct issue *last = issues->count ? &issues->items[issues->count - 1]
                                             : &(struct issue){0};

    issue.stage = keep(issues, issue.stage, last->stage);
    issue.place = keep(issues, issue.place, last->place);
    issue.message = keep(issues, issue.message, last->message);
    *VECTOR_PUSH(issues) = issue;
}

static const char *last_document(const struct issues *issues)
{
    return issues->count ? issues->items[issues->count - 1].document : NULL;
}

void issues_add(struct issues *issues, const struct issue_place *about,
                const char *fmt, ...)
{
    char message[ERROR_TEXT_MAX];
    va_list args;

    if (!is_kept(issues, about->severity))
        return;
    va_start(args, fmt);
    vsnprintf(message, sizeof(message), fmt, args);
    va_end(args);
    append(issues, (struct issue){.severity = about->severity,
                                  .stage = about->stage,
                                  .document = keep(issues, about->document,
                                                   last_document(issues)),
                                  .place = about->place,
                                  .message = message});
}

void issues_copy(struct issues *to, const struct issues *from, size_t first,
                 size_t count, const char *document)
{
    for (size_t i = first; i < first + count; i++) {
        struct issue issue = from->items[i];

        if (!is_kept(to, issue.severity))
            continue;
        issue.document = issue.document[0] || !document
                             ? keep(to, issue.document, last_document(to))
                             : document;
        append(to, issue);
    }
}

void issues_take(struct issues *to, struct issues *from, const char *document)
{
    size_t errors = to->errors + from->errors;

    issues_copy(to, from, 0, from->count, document);
    to->dropped += from->dropped;
    to->errors = errors;
    arena_reset(&from->texts);
    from->count = from->dropped = from->errors = 0;
}

void issue_format(const struct issue *issue, char *text, size_t size)
{
    snprintf(text, size, "%s%s%s%s%s", issue->document,
             issue->document[0] && issue->place[0] ? ":" : "", issue->place,
             issue->document[0] || issue->place[0] ? ": " : "", issue->message);
}

/* Returns the error after the first `before` errors, NULL if it was dropped. */
static const struct issue *error_after(const struct issues *issues,
                                       size_t before)
{
    size_t seen = 0;

    for (size_t i = 0; i < issues->count; i++) {
        seen += issues->items[i].severity == SEVERITY_ERROR;
        if (seen > before)
            return &issues->items[i];
    }
    return NULL;
}

enum status issues_status(const struct issues *issues, size_t before,
                          enum status code, struct error *err)
{
    size_t count = issues->errors - before;
    const struct issue *first;
    char text[ERROR_TEXT_MAX];

    if (!count)
        return OK;
    first = error_after(issues, before);
    if (!first)
        return error_set(err, code, "%zu errors beyond those listed", count);
    issue_format(first, text, sizeof(text));
    if (count > 1)
        return error_set(err, code, "%s (and %zu more)", text, count - 1);
    return error_set(err, code, "%s", text);
}
