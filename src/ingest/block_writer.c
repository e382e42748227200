/* block_writer.c - see block_writer.h. */
#include "ingest/block_writer.h"

#include <stdlib.h>
#include <string.h>

void blocks_init(struct block_writer *blocks, const struct extracted *out)
{
    *blocks = (struct block_writer){.place = BLOCK_BODY};
    for (int place = 0; place < BLOCK_PLACES; place++)
        blocks->streams[place].text.limit = out->text.limit;
}

static struct block_stream *stream_of(struct block_writer *blocks)
{
    return &blocks->streams[blocks->place];
}

static bool is_line_open(const struct buffer *text)
{
    return text->length && text->data[text->length - 1] != '\n';
}

static void add_space(struct buffer *text)
{
    if (is_line_open(text) && text->data[text->length - 1] != ' ')
        buffer_add_byte(text, ' ');
}

/* Returns how many bytes of the text are up to its first white space. */
static size_t word_length(const char *text, size_t length)
{
    size_t i = 0;

    while (i < length && text[i] != ' ' &&
           !(text[i] >= '\t' && text[i] <= '\r'))
        i++;
    return i;
}

void blocks_add(struct block_writer *blocks, const char *text, size_t length)
{
    struct buffer *out = &stream_of(blocks)->text;

    while (length) {
        size_t word = word_length(text, length);

        if (word) {
            buffer_add(out, text, word);
        } else {
            add_space(out);
            word = 1;
        }
        text += word;
        length -= word;
    }
}

void blocks_add_space(struct block_writer *blocks)
{
    add_space(&stream_of(blocks)->text);
}

bool blocks_is_open(const struct block_writer *blocks)
{
    return is_line_open(&blocks->streams[blocks->place].text);
}

static void append(struct block_stream *to, struct block_stream *from)
{
    struct line_kinds *kinds = &to->kinds;

    buffer_add(&to->text, buffer_text(&from->text), from->text.length);
    VECTOR_RESERVE(kinds, kinds->count + from->kinds.count);
    if (from->kinds.count)
        memcpy(kinds->items + kinds->count, from->kinds.items,
               from->kinds.count);
    kinds->count += from->kinds.count;
    from->kinds.count = 0;
    to->text.full |= from->text.full;
    buffer_reset(&from->text);
}

static void end_line(struct block_stream *stream, enum line_kind kind)
{
    struct buffer *text = &stream->text;

    while (text->length && text->data[text->length - 1] == ' ')
        text->length--;
    if (!is_line_open(text))
        return;
    buffer_add_byte(text, '\n');
    *VECTOR_PUSH(&stream->kinds) = (uint8_t)kind;
}

void blocks_end(struct block_writer *blocks, enum line_kind kind)
{
    end_line(stream_of(blocks), kind);
    if (blocks->place == BLOCK_BODY)
        append(&blocks->streams[BLOCK_BODY], &blocks->streams[BLOCK_BOX]);
}

enum block_place blocks_enter(struct block_writer *blocks,
                              enum block_place place)
{
    enum block_place back = blocks->place;

    blocks->place = place;
    end_line(stream_of(blocks), LINE_TEXT);
    return back;
}

void blocks_leave(struct block_writer *blocks, enum block_place back)
{
    end_line(stream_of(blocks), LINE_TEXT);
    blocks->place = back;
}

enum status blocks_finish(struct block_writer *blocks, struct extracted *out,
                          struct error *err)
{
    struct block_stream whole = {out->text, out->kinds};

    for (int place = 0; place < BLOCK_PLACES; place++) {
        end_line(&blocks->streams[place], LINE_TEXT);
        append(&whole, &blocks->streams[place]);
        buffer_release(&blocks->streams[place].text);
        free(blocks->streams[place].kinds.items);
    }
    out->text = whole.text;
    out->kinds = whole.kinds;
    out->paragraphs_known = true;
    if (buffer_is_full(&out->text))
        return error_set(err, ERR_LIMIT, "its text is larger than the limit");
    return OK;
}
