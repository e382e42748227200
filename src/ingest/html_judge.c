/* html_judge.c - see html_judge.h. */
#include "ingest/html_judge.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "ingest/html_phrase_tables.h"

/* What a block is judged by. */
struct judging {
    struct html_blocks *blocks;
    uint32_t main;
    const struct html_headline *headline;
};

static size_t length_of(const struct html_block *block)
{
    return block->end - block->begin;
}

static const char *text_of(const struct judging *judging,
                           const struct html_block *block)
{
    return judging->blocks->text.data + block->begin;
}

static bool ends_sentence(const char *text, size_t length)
{
    static const char *const ends[] = {
        ".", "!", "?", ":", ";", "\u2026", "\u3002", "\u0964", "\u061f"};

    while (length && strchr("\"')]", text[length - 1]))
        length--;
    for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
        size_t size = strlen(ends[i]);

        if (length >= size && memcmp(text + length - size, ends[i], size) == 0)
            return true;
    }
    return false;
}

static bool is_prose(const struct html_block *block)
{
    enum { SENTENCE = 70 };

    return !block->level && length_of(block) >= SENTENCE &&
           block->link * 2 < length_of(block);
}

/* Leads are headings on some pages. */
static bool is_lead(const struct html_block *block)
{
    struct html_block plain = *block;

    if (block->level != 1)
        plain.level = 0;
    return is_prose(&plain);
}

/* -- Headlines ------------------------------------------------------------- */

/* Moves to the next letter, digit or byte that is not ASCII. */
static const char *skip_marks(const char *text, const char *end)
{
    while (text < end && (unsigned char)*text < 128 &&
           !isalnum((unsigned char)*text))
        text++;
    return text;
}

/* Whether both are the same letters and digits; ASCII case ignored. */
static bool is_same_title(const char *text, size_t length, const char *title)
{
    const char *end = text + length, *title_end = title + strlen(title);

    for (;; text++, title++) {
        text = skip_marks(text, end);
        title = skip_marks(title, title_end);
        if (text == end || title == title_end)
            return text == end && title == title_end;
        if (tolower((unsigned char)*text) != tolower((unsigned char)*title))
            return false;
    }
}

static bool is_headline(const struct judging *judging,
                        const struct html_block *block, bool before_text)
{
    if (!before_text)
        return false;
    if (block->level == 1)
        return true;
    return judging->headline->title &&
           is_same_title(text_of(judging, block), length_of(block),
                         judging->headline->title);
}

/* -- By-lines, dates, credits ---------------------------------------------- */

/* Whether the block begins with one of the phrases (lower case ASCII; the last
 * is NULL) as whole words, or, when `whole`, is one. */
static bool begins_with(const struct judging *judging,
                        const struct html_block *block,
                        const char *const *phrases, bool whole)
{
    const char *text = text_of(judging, block);
    size_t length = length_of(block);

    while (length && whole &&
           strchr(">-*: \t.\xC2\xBB\xBA\xE2\x80", text[length - 1]))
        length--;
    for (; *phrases; phrases++) {
        size_t size = strlen(*phrases);

        if (length < size || strncasecmp(text, *phrases, size) != 0)
            continue;
        if (length == size || (!whole && !isalnum((unsigned char)text[size])))
            return true;
    }
    return false;
}

static bool has_year(const char *text, size_t length)
{
    size_t digits = 0;

    for (size_t i = 0; i <= length; i++) {
        if (i < length && isdigit((unsigned char)text[i])) {
            digits++;
            continue;
        }
        if (digits == 4 && (memcmp(text + i - 4, "19", 2) == 0 ||
                            memcmp(text + i - 4, "20", 2) == 0))
            return true;
        digits = 0;
    }
    return false;
}

/* "Executive Order 13489 of January 21, 2009" is a document's first line. */
static bool names_an_act(const char *text, size_t length)
{
    for (size_t i = 1; i + 4 < length; i++)
        if (isdigit((unsigned char)text[i - 1]) &&
            memcmp(text + i, " of ", 4) == 0)
            return true;
    return false;
}

/* Above the text: a short line of author, date or place of publication. */
static bool is_byline(const struct judging *judging,
                      const struct html_block *block)
{
    enum { BYLINE_MAX = 100, DATE_MAX = 60 };
    const char *text = text_of(judging, block);
    size_t length = length_of(block);

    if (block->level || length > BYLINE_MAX)
        return false;
    if (begins_with(judging, block, html_byline_phrases, false))
        return true;
    if (judging->headline->author &&
        is_same_title(text, length, judging->headline->author))
        return true;
    return length <= DATE_MAX && has_year(text, length) &&
           !names_an_act(text, length) && !ends_sentence(text, length);
}

static bool is_credit(const struct judging *judging,
                      const struct html_block *block)
{
    enum { CREDIT_MAX = 120 };

    return length_of(block) <= CREDIT_MAX &&
           begins_with(judging, block, html_credit_phrases, false);
}

/* -- Calls to go elsewhere ------------------------------------------------- */

/* A heading of one word, as "Comments", can be a document's own; without text
 * below, it goes with the empty ones. */
static bool is_call(const struct judging *judging,
                    const struct html_block *block)
{
    enum { CALL_MAX = 200 };

    if (length_of(block) > CALL_MAX)
        return false;
    if (block->level && !memchr(text_of(judging, block), ' ', length_of(block)))
        return false;
    return begins_with(judging, block, html_call_phrases,
                       block->link * 2 < length_of(block));
}

/* "Subscribe to our newsletter", somewhere after the middle of the text. */
static bool is_note(const struct judging *judging,
                    const struct html_block *block)
{
    enum { NOTE_MAX = 250 };

    return !block->level && length_of(block) <= NOTE_MAX &&
           block->begin >= judging->blocks->text.length / 2 &&
           begins_with(judging, block, html_note_phrases, false);
}

/* -- Headings -------------------------------------------------------------- */

/* Drops the headings below which nothing is left because it was dropped. */
static void drop_empty_headings(struct html_blocks *blocks)
{
    bool gap = blocks->gap_at_end, text_below = false;
    unsigned level_below = 0;

    for (size_t i = blocks->count; i-- > 0;) {
        struct html_block *block = &blocks->items[i];

        if (!block->kept) {
            gap = true;
            continue;
        }
        if (block->level && gap && !text_below &&
            (!level_below || level_below <= block->level)) {
            block->kept = false;
            continue;
        }
        text_below = block->level == 0;
        level_below = block->level;
        gap = block->after_gap;
    }
}

/* Drops what stands after the last paragraph and is all link: the next
 * documents to read. */
static void drop_links_at_end(struct html_blocks *blocks)
{
    size_t end = blocks->count;

    while (end &&
           !(blocks->items[end - 1].kept && is_prose(&blocks->items[end - 1])))
        end--;
    for (size_t i = end; end && i < blocks->count; i++)
        if (blocks->items[i].link * 10 >= length_of(&blocks->items[i]) * 8)
            blocks->items[i].kept = false;
}

/* -- All ------------------------------------------------------------------- */

static bool belongs(const struct judging *judging,
                    const struct html_block *block, bool before_text)
{
    if (block->node < judging->main && !is_lead(block))
        return false;
    if (is_headline(judging, block, before_text))
        return false;
    if (before_text && is_byline(judging, block))
        return false;
    return !is_credit(judging, block) && !is_call(judging, block) &&
           !is_note(judging, block);
}

/* Returns one past the last paragraph of prose. */
static size_t end_of_prose(const struct html_blocks *blocks)
{
    size_t end = blocks->count;

    while (end && !is_prose(&blocks->items[end - 1]))
        end--;
    return end;
}

/* Finds where the document ends: at a heading such as "Related articles" with
 * little behind it, or "Comments" with no prose behind it. */
static size_t find_tail(const struct judging *judging)
{
    enum { TAIL_PERCENT = 30 };
    const struct html_blocks *blocks = judging->blocks;
    size_t limit = blocks->text.length * (100 - TAIL_PERCENT) / 100;
    size_t prose = end_of_prose(blocks);

    for (size_t i = 0; i < blocks->count; i++) {
        const struct html_block *block = &blocks->items[i];

        if (block->begin >= limit &&
            begins_with(judging, block, html_tail_phrases, true))
            return i;
        if (prose && i >= prose &&
            begins_with(judging, block, html_tail_words, true))
            return i;
    }
    return blocks->count;
}

void html_judge_blocks(struct html_blocks *blocks, uint32_t main,
                       const struct html_headline *headline)
{
    struct judging judging = {blocks, main, headline};
    size_t tail = find_tail(&judging);
    bool before_text = true;

    for (size_t i = 0; i < blocks->count; i++) {
        struct html_block *block = &blocks->items[i];

        block->kept = i < tail && belongs(&judging, block, before_text);
        before_text &= !(block->kept && is_prose(block));
    }
    drop_links_at_end(blocks);
    drop_empty_headings(blocks);
}
