/* extracted.c - see extracted.h. */
#include "ingest/extracted.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "ingest/dateline.h"

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static char *copy_single_spaced(const char *text)
{
    char *copy = memory_get(strlen(text) + 1), *to = copy;

    for (; *text; text++) {
        if (!is_space(*text))
            *to++ = *text;
        else if (to > copy && to[-1] != ' ')
            *to++ = ' ';
    }
    if (to > copy && to[-1] == ' ')
        to--;
    *to = '\0';
    return copy;
}

void metadata_add(struct metadata *metadata, const char *key, const char *value)
{
    char *name = copy_single_spaced(key);

    if (*name)
        *VECTOR_PUSH(metadata) = (struct metadatum){name,
                                                    copy_single_spaced(value)};
    else
        free(name);
}

const char *metadata_get(const struct metadata *metadata, const char *key)
{
    for (size_t i = 0; i < metadata->count; i++)
        if (strcasecmp(metadata->items[i].key, key) == 0)
            return metadata->items[i].value;
    return NULL;
}

void metadata_reset(struct metadata *metadata)
{
    for (size_t i = 0; i < metadata->count; i++) {
        free(metadata->items[i].key);
        free(metadata->items[i].value);
    }
    metadata->count = 0;
}

struct date extracted_dateline(struct extracted *extracted)
{
    if (!extracted->dateline_known &&
        !dateline_find(buffer_text(&extracted->text), extracted->text.length,
                       &extracted->dateline))
        extracted->dateline = (struct date){0};
    extracted->dateline_known = true;
    return extracted->dateline;
}

void extracted_reset(struct extracted *extracted)
{
    extracted->dateline_known = false;
    buffer_reset(&extracted->text);
    extracted->paragraphs_known = false;
    extracted->kinds.count = 0;
    extracted->encoding[0] = '\0';
    extracted->parts = 0;
    metadata_reset(&extracted->metadata);
    issues_release(&extracted->issues);
}

void extracted_release(struct extracted *extracted)
{
    extracted_reset(extracted);
    buffer_release(&extracted->text);
    free(extracted->metadata.items);
    extracted->metadata = (struct metadata){0};
    free(extracted->kinds.items);
    extracted->kinds = (struct line_kinds){0};
}
