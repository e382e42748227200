/* paragraphs.c - see paragraphs.h. */
#include "text/paragraphs.h"

#include <string.h>

/* Readers of canonical text look beyond its end (base/byte_scan.h). */
static void clear_padding(struct buffer *text)
{
    buffer_reserve(text, 1);
    memset(text->data + text->length, 0, BUFFER_PADDING);
}

void paragraphs_copy(const struct canonical *text,
                     const struct paragraph_marks *marks,
                     enum paragraph_mark mark, struct canonical *out)
{
    buffer_reset(&out->text);
    out->paragraphs.count = 0;
    for (size_t i = 0; i < marks->count; i++) {
        struct span from = text->paragraphs.items[i];
        uint32_t begin = (uint32_t)out->text.length;

        if (marks->items[i] != mark)
            continue;
        buffer_add(&out->text, text->text.data + from.begin,
                   span_length(from) + 1); /* with its '\n' */
        *VECTOR_PUSH(&out->paragraphs) = (struct span){
            begin, begin + span_length(from)};
    }
    clear_padding(&out->text);
}

void paragraphs_remove(struct canonical *text, struct paragraph_marks *marks,
                       enum paragraph_mark mark)
{
    uint32_t to = 0;
    size_t kept = 0;

    for (size_t i = 0; i < marks->count; i++) {
        struct span from = text->paragraphs.items[i];
        uint32_t length = span_length(from);

        if (marks->items[i] == mark)
            continue;
        memmove(text->text.data + to, text->text.data + from.begin, length + 1);
        text->paragraphs.items[kept] = (struct span){to, to + length};
        marks->items[kept++] = marks->items[i];
        to += length + 1;
    }
    marks->count = text->paragraphs.count = kept;
    text->text.length = to;
    clear_padding(&text->text);
}
