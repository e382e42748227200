/* words_fuzz.c - what is asked of a text's words and paragraphs: its language,
 * its headings, whether it is another's duplicate, its stock paragraphs. Any
 * bytes have an answer, the same for a text in one piece and in two.
 *
 * The first byte says how many of the bytes tell the lines' kinds: those come
 * from a process that may have fallen to a document.
 */
#include "fuzz.h"

#include "tally/duplicates.h"
#include "tally/stock.h"
#include "text/headings.h"
#include "text/language.h"
#include "text/segmented.h"
#include "text/vocabulary.h"

static struct segmented document; /* kept, as a worker keeps it */

static void check_headings(const uint8_t *kinds, size_t count)
{
    struct line_kinds lines = {0};
    struct paragraph_marks marks = {0};
    struct canonical copy = {0};
    size_t before = document.canonical.paragraphs.count, found = 0;

    VECTOR_RESERVE(&lines, count);
    for (size_t i = 0; i < count; i++)
        lines.items[lines.count++] = kinds[i] % (LINE_CAPTION + 1);
    headings_find(&document.canonical, &lines, &marks);
    REQUIRE(marks.count == before);
    for (size_t i = 0; i < marks.count; i++) {
        REQUIRE(marks.items[i] <= PARAGRAPH_HEADING);
        found += marks.items[i] == PARAGRAPH_HEADING;
    }
    paragraphs_copy(&document.canonical, &marks, PARAGRAPH_HEADING, &copy);
    REQUIRE(copy.paragraphs.count == found);
    paragraphs_remove(&document.canonical, &marks, PARAGRAPH_HEADING);
    REQUIRE(document.canonical.paragraphs.count == before - found);
    free(lines.items);
    free(marks.items);
    canonical_release(&copy);
}

static void check_stock(void)
{
    const struct canonical *canonical = &document.canonical;

    for (size_t i = 0; i < canonical->paragraphs.count; i++) {
        struct span span = canonical->paragraphs.items[i];
        size_t length = span.end - span.begin;
        const char *text = canonical->text.data + span.begin;
        char *copy = fuzz_exact(text, length);

        REQUIRE(stock_hash(copy, length) == stock_hash(text, length));
        free(copy);
    }
}

/* A text that is read in two pieces is signed as in one. */
static void check_signature(const struct vocabulary *vocabulary)
{
    struct words *words = &document.words;
    struct words begin = *words, end = *words;
    struct signer *signer = signer_new(vocabulary);
    struct signature whole, pieces;

    begin.count = words->count / 3;
    end.items = words->items ? words->items + begin.count : NULL;
    end.count = words->count - begin.count;
    signature_init(&whole);
    signature_init(&pieces);
    signer_add(signer, words, &whole);
    signer_add(signer, &begin, &pieces);
    signer_add(signer, &end, &pieces);
    REQUIRE(whole.words == words->count);
    REQUIRE(memcmp(&whole, &pieces, sizeof(whole)) == 0);
    signer_free(signer);
}

static void check_words(void)
{
    struct vocabulary vocabulary;
    struct language_finder *finder;
    const char *language;

    vocabulary_init(&vocabulary);
    vocabulary_add(&vocabulary, buffer_text(&document.canonical.text),
                   &document.words);
    finder = language_finder_new(&vocabulary);
    language = language_find(finder, &document.words);
    REQUIRE(strlen(language) == 0 || strlen(language) == 2);
    REQUIRE(strcmp(language, language_find(finder, &document.words)) == 0);
    REQUIRE(!*language || *language_name(language));
    check_signature(&vocabulary);
    language_finder_free(finder);
    vocabulary_release(&vocabulary);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct text_rules rules = {
        .words = {false, fuzz_abbreviations()},
        .sentences = {.abbreviations = fuzz_abbreviations()}};
    size_t kinds;

    if (!length)
        return 0;
    kinds = bytes[0] < length ? bytes[0] : length - 1;
    segmented_read(&document, &rules, (const char *)bytes + 1 + kinds,
                   length - 1 - kinds, LAYOUT_PARAGRAPHS);
    check_words();
    check_stock();
    check_headings(bytes + 1, kinds);
    segmented_read(&document, &rules, (const char *)bytes + 1 + kinds,
                   length - 1 - kinds, LAYOUT_LINES);
    check_headings(bytes + 1, 0);
    return 0;
}
