/* extract_fuzz.c - any bytes as Markdown and as plain text: text of whole
 * lines, metadata of one line each; and boilerplate goes without a line end
 * lost. */
#include "fuzz.h"

#include "base/utf8_valid.h"
#include "ingest/boilerplate.h"
#include "ingest/extract.h"

static struct boilerplate *boilerplate_list(void)
{
    static const char list[] =
        "Skip to content\nShare on *\n* | The White House\n*a*b*\n";
    static struct boilerplate *boilerplate;
    struct error err;

    if (!boilerplate)
        REQUIRE(boilerplate_new(&boilerplate, "list", list, sizeof(list) - 1,
                                &err) == OK);
    return boilerplate;
}

static size_t count_lines(const struct buffer *text)
{
    size_t count = 0;

    for (size_t i = 0; i < text->length; i++)
        count += text->data[i] == '\n';
    return count;
}

static void check_metadata(const struct metadata *metadata)
{
    for (size_t i = 0; i < metadata->count; i++) {
        const char *key = metadata->items[i].key;
        const char *value = metadata->items[i].value;

        REQUIRE(*key && !strchr(key, '\n') && !strchr(value, '\n'));
        REQUIRE(utf8_valid_length(value, strlen(value)) == strlen(value));
        REQUIRE(metadata_get(metadata, key) != NULL);
    }
}

static void extract(const char *name, struct buffer *bytes)
{
    static struct extracted extracted; /* kept, as a worker keeps it */
    const struct format *format = NULL;
    struct error err = {.code = OK};
    struct buffer *text = &extracted.text;
    size_t lines, length;

    if (document_extract(&(struct source){name, bytes, 0}, &extracted, &format,
                         &err) != OK) {
        REQUIRE(*err.text);
        return;
    }
    REQUIRE(format != NULL);
    REQUIRE(!text->length || text->data[text->length - 1] == '\n');
    check_metadata(&extracted.metadata);
    lines = count_lines(text);
    length = text->length;
    boilerplate_remove(boilerplate_list(), text);
    REQUIRE(count_lines(text) == lines && text->length <= length);
    REQUIRE(boilerplate_remove(boilerplate_list(), text) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct buffer buffer = {0};

    buffer_add(&buffer, bytes, length);
    extract("document.md", &buffer);
    buffer_reset(&buffer); /* the format may have taken it */
    buffer_add(&buffer, bytes, length);
    extract("document.txt", &buffer);
    buffer_release(&buffer);
    return 0;
}
