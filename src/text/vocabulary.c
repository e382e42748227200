/* vocabulary.c - see vocabulary.h. */
#include "text/vocabulary.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

void vocabulary_init(struct vocabulary *vocabulary)
{
    *vocabulary = (struct vocabulary){.forms = interner_new(),
                                      .types = interner_new()};
}

void vocabulary_release(struct vocabulary *vocabulary)
{
    interner_free(vocabulary->forms);
    interner_free(vocabulary->types);
    free(vocabulary->type_of_form.items);
    buffer_release(&vocabulary->folded);
    *vocabulary = (struct vocabulary){0};
}

static bool is_ascii(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)text[i] >= 0x80)
            return false;
    return true;
}

/* Full case folding may break NFC ("\u0345"), so the result is composed anew.
 */
static void fold_unicode(const char *text, size_t length, struct buffer *out)
{
    utf8proc_uint8_t *folded = NULL;
    utf8proc_ssize_t size = utf8proc_map(
        (const utf8proc_uint8_t *)text, (utf8proc_ssize_t)length, &folded,
        UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD);

    if (size < 0) /* valid text of a word's size: only memory can be short */
        memory_give_up(0);
    buffer_add(out, folded, (size_t)size);
    free(folded);
}

void vocabulary_fold(const char *text, size_t length, struct buffer *out)
{
    size_t at = out->length;

    if (!is_ascii(text, length)) {
        fold_unicode(text, length, out);
        return;
    }
    buffer_add(out, text, length);
    for (; at < out->length; at++)
        if (out->data[at] >= 'A' && out->data[at] <= 'Z')
            out->data[at] = (char)(out->data[at] + ('a' - 'A'));
}

/* Learns the types of the forms that have none yet. */
static void add_types(struct vocabulary *vocabulary)
{
    struct buffer *folded = &vocabulary->folded;
    size_t count = intern_count(vocabulary->forms), length;

    while (vocabulary->type_of_form.count < count) {
        const char *form = intern_text(vocabulary->forms,
                                       (uint32_t)vocabulary->type_of_form.count,
                                       &length);

        buffer_reset(folded);
        vocabulary_fold(form, length, folded);
        *VECTOR_PUSH(&vocabulary->type_of_form) = intern_padded(
            vocabulary->types, buffer_text(folded), folded->length);
    }
}

static void add_batch(struct vocabulary *vocabulary, const char *text,
                      struct word *words, size_t count)
{
    struct intern_item items[INTERN_BATCH];

    for (size_t i = 0; i < count; i++)
        items[i] = (struct intern_item){.text = text + words[i].span.begin,
                                        .length = span_length(words[i].span)};
    intern_batch(vocabulary->forms, items, count);
    for (size_t i = 0; i < count; i++)
        words[i].form = items[i].id;
}

void vocabulary_add(struct vocabulary *vocabulary, const char *text,
                    struct words *words)
{
    for (size_t at = 0; at < words->count; at += INTERN_BATCH) {
        size_t rest = words->count - at;

        add_batch(vocabulary, text, words->items + at,
                  rest < INTERN_BATCH ? rest : INTERN_BATCH);
    }
    add_types(vocabulary);
}
