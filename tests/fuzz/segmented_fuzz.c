/* segmented_fuzz.c - any bytes as a document, in every layout: canonical text
 * is what it says, and paragraphs, sentences and words lie within one another.
 */
#include "fuzz.h"

#include <utf8proc.h>

#include "base/utf8_valid.h"
#include "text/segmented.h"

static void check_normal(const char *text, size_t length)
{
    utf8proc_uint8_t *normal = NULL;
    utf8proc_ssize_t size = utf8proc_map((const utf8proc_uint8_t *)text,
                                         (utf8proc_ssize_t)length, &normal,
                                         UTF8PROC_STABLE | UTF8PROC_COMPOSE);

    REQUIRE(size == (utf8proc_ssize_t)length);
    REQUIRE(memcmp(normal, text, length) == 0);
    free(normal);
}

/* Paragraphs tile the text, each a trimmed line with single spaces. */
static void check_canonical(const struct canonical *canonical)
{
    const char *text = buffer_text(&canonical->text);
    uint32_t at = 0;

    for (size_t i = 0; i < canonical->paragraphs.count; i++) {
        struct span span = canonical->paragraphs.items[i];

        REQUIRE(span.begin == at && span.end > at);
        REQUIRE(text[span.begin] != ' ' && text[span.end - 1] != ' ');
        REQUIRE(!memmem(text + at, span.end - at, "  ", 2));
        REQUIRE(!memchr(text + at, '\n', span.end - at));
        REQUIRE(text[span.end] == '\n');
        at = span.end + 1;
    }
    REQUIRE(at == canonical->text.length);
    check_normal(text, at);
}

static void check_spans(const struct segmented *document)
{
    const struct spans *sentences = &document->sentences;
    const struct words *words = &document->words;

    for (size_t i = 0; i < sentences->count; i++) {
        REQUIRE(sentences->items[i].begin < sentences->items[i].end);
        REQUIRE(!i || sentences->items[i - 1].end <= sentences->items[i].begin);
    }
    for (size_t i = 0; i < words->count; i++) {
        REQUIRE(words->items[i].span.begin < words->items[i].span.end);
        REQUIRE(!i ||
                words->items[i - 1].span.end <= words->items[i].span.begin);
    }
}

/* Consecutive ranges hold all words, each word inside its unit. */
static void check_ranges(const struct segmented *document,
                         const struct word_ranges *ranges,
                         const struct spans *units)
{
    uint32_t word = 0;

    REQUIRE(ranges->count == units->count);
    for (size_t i = 0; i < ranges->count; i++) {
        REQUIRE(ranges->items[i].begin == word);
        for (; word < ranges->items[i].end; word++) {
            struct span span = document->words.items[word].span;

            REQUIRE(units->items[i].begin <= span.begin);
            REQUIRE(span.end <= units->items[i].end);
        }
    }
    REQUIRE(word == document->words.count);
}

static void check_document(const struct segmented *document,
                           enum text_layout layout)
{
    const struct canonical *canonical = &document->canonical;
    const char *text = buffer_text(&canonical->text);

    REQUIRE(utf8_valid_length(text, canonical->text.length) ==
            canonical->text.length);
    if (layout != LAYOUT_VERBATIM)
        check_canonical(canonical);
    check_spans(document);
    check_ranges(document, &document->paragraph_words, &canonical->paragraphs);
    check_ranges(document, &document->sentence_words, &document->sentences);
    for (uint32_t i = 0; i < document->words.count; i++) {
        size_t sentence = segmented_sentence_of(document, i);

        REQUIRE(sentence < document->sentences.count);
        REQUIRE(document->sentence_words.items[sentence].begin <= i);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    static struct segmented document; /* kept, as a worker keeps it */
    struct text_rules rules = {
        .sentences = {.abbreviations = fuzz_abbreviations()}};
    char *raw = fuzz_exact(bytes, length);

    for (int layout = LAYOUT_LINES; layout <= LAYOUT_VERBATIM; layout++)
        for (int splits = 0; splits < 2; splits++) {
            rules.words = (struct word_rules){splits, fuzz_abbreviations()};
            segmented_read(&document, &rules, raw, length,
                           (enum text_layout)layout);
            check_document(&document, (enum text_layout)layout);
        }
    free(raw);
    return 0;
}
