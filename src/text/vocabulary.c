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

/* Learns the type of the newest form. */
static void add_type(struct vocabulary *vocabulary, const char *text,
                     size_t length)
{
    struct buffer *folded = &vocabulary->folded;

    buffer_reset(folded);
    vocabulary_fold(text, length, folded);
    *VECTOR_PUSH(&vocabulary->type_of_form) = intern(
        vocabulary->types, buffer_text(folded), folded->length);
}

void vocabulary_add(struct vocabulary *vocabulary, const char *text,
                    struct words *words)
{
    for (size_t i = 0; i < words->count; i++) {
        struct word *word = &words->items[i];
        size_t length = span_length(word->span);

        word->form = intern_padded(vocabulary->forms, text + word->span.begin,
                                   length);
        if (word->form == vocabulary->type_of_form.count)
            add_type(vocabulary, text + word->span.begin, length);
    }
}
