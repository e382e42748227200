/* issue.c - see issue.h. */
#include "ingest/issue.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void release_one(struct issue *issue)
{
    free(issue->document);
    free(issue->place);
    free(issue->message);
}

void issues_release(struct issues *issues)
{
    for (size_t i = 0; i < issues->count; i++)
        release_one(&issues->items[i]);
    free(issues->items);
    *issues = (struct issues){.limit = issues->limit};
}

static char *copy(const char *text)
{
    return memory_copy_text(text ? text : "", text ? strlen(text) : 0);
}

/* Takes the issue's strings. */
static void append(struct issues *issues, struct issue issue)
{
    size_t limit = issues->limit ? issues->limit : ISSUES_LIMIT;

    issues->errors += issue.severity == SEVERITY_ERROR;
    if (issues->count < limit) {
        *VECTOR_PUSH(issues) = issue;
    } else {
        issues->dropped++;
        release_one(&issue);
    }
}

void issues_add(struct issues *issues, const struct issue_place *about,
                const char *fmt, ...)
{
    char message[ERROR_TEXT_MAX];
    va_list args;

    va_start(args, fmt);
    vsnprintf(message, sizeof(message), fmt, args);
    va_end(args);
    append(issues, (struct issue){.severity = about->severity,
                                  .stage = about->stage,
                                  .document = copy(about->document),
                                  .place = copy(about->place),
                                  .message = copy(message)});
}

void issues_take(struct issues *to, struct issues *from, const char *document)
{
    size_t errors = to->errors + from->errors;

    for (size_t i = 0; i < from->count; i++) {
        struct issue issue = from->items[i];

        if (!issue.document[0] && document) {
            free(issue.document);
            issue.document = copy(document);
        }
        append(to, issue);
    }
    to->dropped += from->dropped;
    to->errors = errors;
    free(from->items);
    *from = (struct issues){.limit = from->limit};
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
