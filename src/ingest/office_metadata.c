/* office_metadata.c - see office_metadata.h. */
#include "ingest/office_metadata.h"

#include <string.h>

/* Element names of both formats. dc:creator is a DOCX's author, but an ODT's
 * last editor, whose author is the initial-creator; dc:date is the day of the
 * last change in ODT. */
static const struct {
    const char *element, *key;
} keys[] = {
    {"title", "title"},       {"initial-creator", "author"},
    {"creator", "author"},    {"created", "created"},
    {"modified", "modified"}, {"creation-date", "created"},
    {"date", "modified"},     {"language", "language"},
};

enum { VALUE_MAX = 4096, DAY = 10 };

static bool begin(void *context, const struct xml_element *element)
{
    struct office_metadata *metadata = context;

    metadata->key = NULL;
    buffer_reset(&metadata->value);
    metadata->value.limit = VALUE_MAX;
    for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
        if (strcmp(element->name, keys[i].element) == 0)
            metadata->key = keys[i].key;
    return true;
}

static void add_text(void *context, const char *text, size_t length)
{
    struct office_metadata *metadata = context;

    if (metadata->key)
        buffer_add(&metadata->value, text, length);
}

static bool is_time(const char *key)
{
    return strcmp(key, "created") == 0 || strcmp(key, "modified") == 0;
}

static void end(void *context, const char *name)
{
    struct office_metadata *metadata = context;
    struct buffer *value = &metadata->value;

    (void)name;
    if (metadata->key && value->length && !buffer_is_full(value) &&
        !metadata_get(metadata->out, metadata->key)) {
        if (is_time(metadata->key) && value->length > DAY &&
            value->data[DAY] == 'T')
            value->data[DAY] = '\0';
        metadata_add(metadata->out, metadata->key, buffer_text(value));
    }
    metadata->key = NULL;
}

const struct xml_handler office_metadata_handler = {begin, add_text, end};
