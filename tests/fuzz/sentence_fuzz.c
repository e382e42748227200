/* sentence_fuzz.c - the sentences of any paragraph: in order, never empty, and
 * nothing but spaces between them, with the tailorings and without. */
#include "fuzz.h"

#include "text/canonical.h"
#include "text/sentence.h"
#include "text/sentence_break.h"

static void check_gap(const char *text, uint32_t begin, uint32_t end)
{
    for (uint32_t at = begin; at < end; at++)
        REQUIRE(text[at] == ' ' || text[at] == '\n');
}

static void check_sentences(const char *text, uint32_t length, bool is_plain)
{
    struct sentence_rules rules = {is_plain, fuzz_abbreviations()};
    struct spans sentences = {0};
    uint32_t at = 0;

    sentences_find(text, (struct span){0, length}, &rules, &sentences);
    for (size_t i = 0; i < sentences.count; i++) {
        struct span span = sentences.items[i];

        REQUIRE(at <= span.begin && span.begin < span.end &&
                span.end <= length);
        check_gap(text, at, span.begin);
        at = span.end;
    }
    check_gap(text, at, length);
    free(sentences.items);
}

static void check_breaks(const char *text, size_t length)
{
    for (size_t at = 0; at < length;) {
        size_t next = sentence_break_next(text, length, at);

        REQUIRE(at < next && next <= length);
        at = next;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    static struct canonical canonical;
    char *text;
    uint32_t size;

    canonical_make(&canonical, (const char *)bytes, length, LAYOUT_PARAGRAPHS,
                   NULL);
    size = (uint32_t)canonical.text.length;
    text = fuzz_exact(buffer_text(&canonical.text), size);
    check_sentences(text, size, false);
    check_sentences(text, size, true);
    check_breaks(text, size);
    free(text);
    return 0;
}
