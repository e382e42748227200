/* html_fuzz.c - any bytes as an HTML page, and as the JSON-LD of one: text of
 * whole lines, none of them empty; metadata of one line each, in UTF-8. */
#include "fuzz.h"

#include "base/utf8_valid.h"
#include "ingest/format.h"
#include "ingest/html_json_ld.h"

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

static void check_json_ld(const uint8_t *bytes, size_t length)
{
    struct html_facts facts = {0};
    struct metadata metadata = {0};
    struct buffer body = {0}, text = {0};

    buffer_add(&text, bytes, length);
    html_json_ld_read(buffer_text(&text), &facts, &body);
    html_facts_finish(&facts, &metadata);
    check_metadata(&metadata);
    metadata_reset(&metadata);
    free(metadata.items);
    html_facts_release(&facts);
    buffer_release(&body);
    buffer_release(&text);
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
    check_json_ld(bytes, length);
    return 0;
}
