/* extract_message.c - see extract_message.h. */
#include "ingest/extract_message.h"

#include <string.h>

static void write_string(struct buffer *strings, const char *text)
{
    buffer_add(strings, text, strlen(text) + 1);
}

void extract_strings_write(const struct extracted *extracted,
                           struct extract_answer *answer,
                           struct buffer *strings)
{
    buffer_reset(strings);
    strings->limit = EXTRACT_STRINGS_MAX;
    write_string(strings, extracted->encoding);
    answer->metadata_count = (uint32_t)extracted->metadata.count;
    for (size_t i = 0; i < extracted->metadata.count; i++) {
        write_string(strings, extracted->metadata.items[i].key);
        write_string(strings, extracted->metadata.items[i].value);
    }
    answer->issue_count = (uint32_t)extracted->issues.count;
    for (size_t i = 0; i < extracted->issues.count; i++) {
        const struct issue *issue = &extracted->issues.items[i];
        const char severity[] = {(char)('0' + issue->severity), '\0'};

        write_string(strings, severity);
        write_string(strings, issue->place);
        write_string(strings, issue->message);
    }
    answer->strings_length = strings->length;
}

/* Returns the string at `*at` and moves on; NULL when none ends there. */
static const char *read_string(const struct buffer *strings, size_t *at)
{
    const char *text = buffer_text(strings) + *at;
    const char *end = memchr(text, '\0', strings->length - *at);

    if (!end)
        return NULL;
    *at += (size_t)(end - text) + 1;
    return text;
}

static bool read_issue(const struct buffer *strings, size_t *at,
                       struct extracted *out)
{
    const char *severity = read_string(strings, at);
    const char *place = severity ? read_string(strings, at) : NULL;
    const char *message = place ? read_string(strings, at) : NULL;
    struct issue_place about = {.stage = "extract", .place = place};

    if (!message || severity[0] < '0' || severity[0] > '0' + SEVERITY_ERROR)
        return false;
    about.severity = (enum severity)(severity[0] - '0');
    issues_add(&out->issues, &about, "%s", message);
    return true;
}

static bool read_metadatum(const struct buffer *strings, size_t *at,
                           struct extracted *out)
{
    const char *key = read_string(strings, at);
    const char *value = key ? read_string(strings, at) : NULL;

    if (value)
        metadata_add(&out->metadata, key, value);
    return value != NULL;
}

bool extract_strings_read(const struct extract_answer *answer,
                          const struct buffer *strings, struct extracted *out)
{
    size_t at = 0;
    const char *encoding = read_string(strings, &at);

    if (!encoding || strlen(encoding) >= sizeof(out->encoding))
        return false;
    memcpy(out->encoding, encoding, strlen(encoding) + 1);
    for (uint32_t i = 0; i < answer->metadata_count; i++)
        if (!read_metadatum(strings, &at, out))
            return false;
    for (uint32_t i = 0; i < answer->issue_count; i++)
        if (!read_issue(strings, &at, out))
            return false;
    return at == strings->length;
}

void pieces_skip(struct iovec **pieces, size_t *count, size_t bytes)
{
    while (*count && bytes >= (*pieces)->iov_len) {
        bytes -= (*pieces)->iov_len;
        ++*pieces;
        --*count;
    }
    if (*count) {
        (*pieces)->iov_base = (char *)(*pieces)->iov_base + bytes;
        (*pieces)->iov_len -= bytes;
    }
}
