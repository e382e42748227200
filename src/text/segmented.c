/* segmented.c - see segmented.h. */
#include "text/segmented.h"

#include <stdlib.h>

#include "base/utf8_valid.h"

void segmented_release(struct segmented *document)
{
    canonical_release(&document->canonical);
    free(document->words.items);
    free(document->sentences.items);
    free(document->sentence_words.items);
    free(document->paragraph_words.items);
    free(document->paragraph_has_link.items);
    *document = (struct segmented){0};
}

/* Gives the words from `word` on to the sentences from `sentence` on. */
static void assign_words(struct segmented *document, size_t sentence,
                         uint32_t word)
{
    for (; sentence < document->sentences.count; sentence++) {
        struct word_range range = {word, word};

        while (range.end < document->words.count &&
               document->words.items[range.end].span.begin <
                   document->sentences.items[sentence].end)
            range.end++;
        *VECTOR_PUSH(&document->sentence_words) = range;
        word = range.end;
    }
}

static void read_paragraph(struct segmented *document,
                           const struct text_rules *rules,
                           struct span paragraph)
{
    const char *text = document->canonical.text.data;
    uint32_t first_word = (uint32_t)document->words.count;
    size_t first_sentence = document->sentences.count;
    size_t links = document->words.link_count;

    words_find(text, paragraph, &rules->words, &document->words);
    sentences_find(text, paragraph, &rules->sentences, &document->sentences);
    *VECTOR_PUSH(&document->paragraph_words) = (struct word_range){
        first_word, (uint32_t)document->words.count};
    *VECTOR_PUSH(&document->paragraph_has_link) = document->words.link_count >
                                                  links;
    assign_words(document, first_sentence, first_word);
}

void segmented_canonicalise(struct segmented *document,
                            const struct text_rules *rules, const char *raw,
                            size_t length, enum text_layout layout)
{
    canonical_make(&document->canonical, raw, length, layout,
                   rules->known_words);
    segmented_count_characters(document);
}

void segmented_count_characters(struct segmented *document)
{
    document->characters = utf8_count_characters(
                               document->canonical.text.data,
                               document->canonical.text.length) -
                           document->canonical.paragraphs.count;
}

void segmented_read_paragraphs(struct segmented *document,
                               const struct text_rules *rules)
{
    document->words.count = document->sentences.count = 0;
    document->sentence_words.count = document->paragraph_words.count = 0;
    document->paragraph_has_link.count = 0;
    for (size_t i = 0; i < document->canonical.paragraphs.count; i++)
        read_paragraph(document, rules,
                       document->canonical.paragraphs.items[i]);
}

void segmented_read(struct segmented *document, const struct text_rules *rules,
                    const char *raw, size_t length, enum text_layout layout)
{
    segmented_canonicalise(document, rules, raw, length, layout);
    segmented_read_paragraphs(document, rules);
}

size_t segmented_sentence_of(const struct segmented *document, uint32_t word)
{
    const struct word_ranges *ranges = &document->sentence_words;
    size_t low = 0, high = ranges->count;

    while (low < high) { /* the first sentence that ends after the word */
        size_t middle = low + (high - low) / 2;

        if (ranges->items[middle].end <= word)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}
