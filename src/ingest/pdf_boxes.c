/*
 * pdf_boxes.c - see pdf_boxes.h.
 *
 * The program's output is XHTML, a tag a line, but a font may give any bytes as
 * a word's text and a document any as its title, so that it is not always well
 * formed. It is read as a run of tags of which six matter; the others, and all
 * that is strange, are passed over.
 */
#include "ingest/pdf_boxes.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { TAG_MAX = 400, WORDS_MAX = 20000000, PAGES_MAX = 200000 };

void pdf_boxes_release(struct pdf_boxes *boxes)
{
    buffer_release(&boxes->text);
    free(boxes->words.items);
    free(boxes->lines.items);
    free(boxes->pages.items);
    *boxes = (struct pdf_boxes){0};
}

/* -- Characters -------------------------------------------------------------
 */

struct entity {
    const char *name, *text;
};

static const struct entity entities[] = {
    {"&amp;", "&"},   {"&lt;", "<"},   {"&gt;", ">"},
    {"&quot;", "\""}, {"&apos;", "'"}, {"&#39;", "'"},
};

/* Appends what the entity at `at` stands for, or its '&'; returns its bytes. */
static size_t add_entity(struct buffer *text, const char *at, size_t left)
{
    for (size_t i = 0; i < sizeof(entities) / sizeof(entities[0]); i++) {
        size_t length = strlen(entities[i].name);

        if (left >= length && memcmp(at, entities[i].name, length) == 0) {
            buffer_add_text(text, entities[i].text);
            return length;
        }
    }
    buffer_add_byte(text, '&');
    return 1;
}

/* Symbol fonts have their bullets in the private use area. */
static bool is_private_bullet(const unsigned char *s)
{
    static const char bullets[][4] = {"\uF0B7", "\uF0A7", "\uF0D8",
                                      "\uF076", "\uF0FC", "\uF06E"};

    for (size_t i = 0; i < sizeof(bullets) / sizeof(bullets[0]); i++)
        if (memcmp(s, bullets[i], 3) == 0)
            return true;
    return false;
}

/* U+E000 to U+F8FF: three bytes. */
static bool is_private_use(const unsigned char *s, size_t left)
{
    return left >= 3 && (s[0] == 0xEE || (s[0] == 0xEF && s[1] <= 0xA3));
}

/* Appends a word's bytes; controls and private characters leave nothing. */
static void add_characters(struct buffer *text, const char *at, size_t length)
{
    for (size_t i = 0; i < length;) {
        const unsigned char *s = (const unsigned char *)at + i;

        if (*s == '&') {
            i += add_entity(text, at + i, length - i);
        } else if (is_private_use(s, length - i)) {
            if (is_private_bullet(s))
                buffer_add_text(text, "\u2022");
            i += 3;
        } else {
            if (*s > ' ' && *s != 0x7F)
                buffer_add_byte(text, (char)*s);
            else if (*s == ' ')
                buffer_add_byte(text, ' ');
            i++;
        }
    }
}

/* -- Tags --------------------------------------------------------------------
 */

struct tag {
    char text[TAG_MAX]; /* without '<' and '>', cut */
    const char *after;  /* what follows '>' */
};

/* Sets `tag` to the next one from `at` on; false when there is none. */
static bool next_tag(const char *at, const char *end, struct tag *tag)
{
    const char *open = memchr(at, '<', (size_t)(end - at)), *close;
    size_t length;

    if (!open)
        return false;
    close = memchr(open, '>', (size_t)(end - open));
    if (!close)
        return false;
    length = (size_t)(close - open - 1);
    if (length >= sizeof(tag->text))
        length = sizeof(tag->text) - 1;
    memcpy(tag->text, open + 1, length);
    tag->text[length] = '\0';
    tag->after = close + 1;
    return true;
}

static bool is_tag(const struct tag *tag, const char *name)
{
    size_t length = strlen(name);

    return strncmp(tag->text, name, length) == 0 &&
           strchr(" />", tag->text[length]) != NULL;
}

/* Returns the number of the attribute, given with its `="`; 0 when there is
 * none or no page is that large. */
static float attribute(const struct tag *tag, const char *name)
{
    const char *at = strstr(tag->text, name);
    float value = at ? strtof(at + strlen(name), NULL) : 0;

    return isfinite(value) && fabsf(value) < 1e6F ? value : 0;
}

static struct pdf_box box_of(const struct tag *tag)
{
    struct pdf_box box = {attribute(tag, "xMin=\""), attribute(tag, "yMin=\""),
                          attribute(tag, "xMax=\""), attribute(tag, "yMax=\"")};

    if (box.x1 < box.x0)
        box.x1 = box.x0;
    if (box.y1 < box.y0)
        box.y1 = box.y0;
    return box;
}

/* -- What the tags say --------------------------------------------------------
 */

static void add_metadatum(struct metadata *metadata, const char *key,
                          const char *value, size_t length)
{
    struct buffer plain = {0};

    add_characters(&plain, value, length);
    if (plain.length)
        metadata_add(metadata, key, plain.data);
    buffer_release(&plain);
}

/* <meta name="Author" content="..."/> */
static void read_meta(const struct tag *tag, struct metadata *metadata)
{
    static const char *const keys[][2] = {
        {"\"Author\"", "author"},
        {"\"Keywords\"", "keywords"},
        {"\"CreationDate\"", "created"},
    };
    const char *content = strstr(tag->text, "content=\"");

    for (size_t i = 0; content && i < sizeof(keys) / sizeof(keys[0]); i++)
        if (strncmp(tag->text + strlen("meta name="), keys[i][0],
                    strlen(keys[i][0])) == 0) {
            content += strlen("content=\"");
            add_metadatum(metadata, keys[i][1], content,
                          strcspn(content, "\""));
            return;
        }
}

static void begin_page(struct pdf_boxes *out, const struct tag *tag)
{
    *VECTOR_PUSH(&out->pages) = (struct pdf_page){
        .width = attribute(tag, "width=\""),
        .height = attribute(tag, "height=\""),
        .first_line = (uint32_t)out->lines.count,
    };
}

static void begin_line(struct pdf_boxes *out)
{
    if (!out->pages.count)
        return;
    *VECTOR_PUSH(&out->lines) = (struct pdf_line){
        .first_word = (uint32_t)out->words.count,
    };
    out->pages.items[out->pages.count - 1].line_count++;
}

/* The word ends at the next '<': one in the text is an entity. */
static void add_word(struct pdf_boxes *out, const struct tag *tag,
                     const char *end)
{
    const char *stop = memchr(tag->after, '<', (size_t)(end - tag->after));
    struct pdf_word word = {.box = box_of(tag),
                            .text = (uint32_t)out->text.length};

    if (!stop || !out->pages.count ||
        !out->pages.items[out->pages.count - 1].line_count)
        return;
    add_characters(&out->text, tag->after, (size_t)(stop - tag->after));
    word.length = (uint32_t)out->text.length - word.text;
    if (!word.length)
        return;
    *VECTOR_PUSH(&out->words) = word;
    out->lines.items[out->lines.count - 1].word_count++;
}

static void read_tag(struct pdf_boxes *out, const struct tag *tag,
                     const char *end, struct metadata *metadata)
{
    const char *stop;

    if (is_tag(tag, "word")) {
        add_word(out, tag, end);
    } else if (is_tag(tag, "line")) {
        begin_line(out);
    } else if (is_tag(tag, "page")) {
        begin_page(out, tag);
    } else if (is_tag(tag, "title") && !out->pages.count) {
        stop = memchr(tag->after, '<', (size_t)(end - tag->after));
        if (stop)
            add_metadatum(metadata, "title", tag->after,
                          (size_t)(stop - tag->after));
    } else if (is_tag(tag, "meta") && !out->pages.count) {
        read_meta(tag, metadata);
    }
}

enum status pdf_boxes_read(struct pdf_boxes *out, const char *bytes,
                           size_t length, struct metadata *metadata,
                           struct error *err)
{
    const char *at = bytes, *end = bytes + length;
    struct tag tag;

    while (at < end && next_tag(at, end, &tag)) {
        read_tag(out, &tag, end, metadata);
        at = tag.after;
        if (out->words.count >= WORDS_MAX || out->pages.count >= PAGES_MAX)
            return error_set(err, ERR_LIMIT,
                             "has more than %d pages or %d words; split it",
                             PAGES_MAX, WORDS_MAX);
    }
    return OK;
}
