/*
 * segmented.h - one document as words, sentences and paragraphs.
 *
 *     struct segmented doc = {0};
 *     segmented_read(&doc, &rules, raw, length, LAYOUT_LINES);
 *     vocabulary_add(&vocabulary, doc.canonical.text.data, &doc.words);
 *
 * One per worker; its memory is kept from one document to the next.
 */
#ifndef TEXT_SEGMENTED_H
#define TEXT_SEGMENTED_H

#include <stdbool.h>

#include "text/canonical.h"
#include "text/sentence.h"
#include "text/words.h"

/* What decides the segmentation besides the text; shared read-only. */
struct text_rules {
    struct word_rules words;
    struct sentence_rules sentences;
    const struct interner *known_words; /* see canonical_make(); may be NULL */
};

/* Consecutive words: [begin, end) in struct words. May be empty. */
struct word_range {
    uint32_t begin, end;
};

struct word_ranges VECTOR_OF(struct word_range);
struct flags VECTOR_OF(bool);

struct segmented {
    struct canonical canonical;
    struct words words; /* in order; forms unset */
    struct spans sentences;
    struct word_ranges sentence_words;  /* of each sentence */
    struct word_ranges paragraph_words; /* of each canonical paragraph */
    struct flags paragraph_has_link;    /* of each canonical paragraph */
    size_t characters;                  /* code points, without the '\n's */
};

void segmented_release(struct segmented *document);

/* Replaces what the document holds by raw[0, length), segmented. A sentence's
 * words are those that begin in it. */
void segmented_read(struct segmented *document, const struct text_rules *rules,
                    const char *raw, size_t length, enum text_layout layout);

/* The two halves of segmented_read(): the first sets `canonical` and
 * `characters`, the second all else from `canonical`. */
void segmented_canonicalise(struct segmented *document,
                            const struct text_rules *rules, const char *raw,
                            size_t length, enum text_layout layout);
/* Sets `characters` again, of a canonical text that has changed. */
void segmented_count_characters(struct segmented *document);
void segmented_read_paragraphs(struct segmented *document,
                               const struct text_rules *rules);

/* Returns the index of the sentence that holds the word; a word range of its
 * own is never empty there. `word` is one of the document's. */
size_t segmented_sentence_of(const struct segmented *document, uint32_t word);

/* Returns the text that the span covers, not NUL-terminated. */
static inline const char *segmented_text(const struct segmented *document,
                                         struct span span)
{
    return document->canonical.text.data + span.begin;
}

#endif
