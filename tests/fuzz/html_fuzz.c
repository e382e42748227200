/* html_fuzz.c - any bytes as an HTML page: text of whole lines, none of them
 * empty; metadata of one line each, in UTF-8. */
#include "fuzz.h"

#include "base/utf8_valid.h"
#include "ingest/format.h"

static void check_text(const struct buffer *text)
{
    const char *bytes = buffer_text(text);

    REQUIRE(!text->length || bytes[text->length - 1] == '\n');
    for (size_t i = 0; i < text->length; i++) {
        REQUIRE(bytes[i] != '\0' && bytes[i] != '\t' && bytes[i] != '\r');
        REQUIRE(bytes[i] != '\n' || (i && bytes[i - 1] != '\n'));
    }
}

static void check_metadata(const struct metadata *metadata)
{
    for (size_t i = 0; i < metadata->count; i++) {
        const char *value = metadata->items[i].value;

        REQUIRE(*metadata->items[i].key && !strchr(value, '\n'));
        REQUIRE(utf8_valid_length(value, strlen(value)) == strlen(value));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    static struct extracted extracted; /* kept, as a worker keeps it */
    struct buffer page = {0};
    struct error err = {.code = OK};

    buffer_add(&page, bytes, length);
    extracted_reset(&extracted);
    if (html_extract(&(struct source){.bytes = &page}, &extracted, &err) ==
        OK) {
        REQUIRE(extracted.paragraphs_known);
        check_text(&extracted.text);
        check_metadata(&extracted.metadata);
    } else {
        REQUIRE(*err.text);
    }
    buffer_release(&page);
    return 0;
}
