/*
 * rtf.c - Rich Text Format (version 1.9.1, 2008).
 *
 * Groups in braces, control words, and text in the document's code page. What
 * is read and left out is as in docx.c. A group that begins with a control word
 * such as \fonttbl is a destination of its own; those marked \* that are not
 * known here are no text.
 *
 * Open groups stand on a heap stack with a limit, so that nesting costs neither
 * the stack nor the night.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/vector.h"
#include "ingest/block_writer.h"
#include "ingest/date.h"
#include "ingest/format.h"
#include "ingest/rtf_page.h"
#include "ingest/rtf_scanner.h"
#include "ingest/rtf_words.h"

enum { GROUPS_MAX = 10000, FONTS_MAX = 10000, VALUE_MAX = 4096 };

enum destination { BODY, NOWHERE, FONTS, INFO, TITLE, AUTHOR, CREATED };

/* What a group sets is undone at its end. */
struct rtf_group {
    enum destination destination;
    bool is_fresh;   /* nothing has been seen in it yet */
    bool is_starred; /* it began with \* */
    bool is_aside;   /* a note or box: `back` says where to go on */
    bool is_hidden, is_deleted, in_table, is_list, is_heading;
    int page;          /* of the font; 0: the document's */
    int unicode_bytes; /* \uc: how many characters stand in for a \u */
    enum block_place back;
};

struct rtf_font {
    int number, page;
};

struct rtf {
    struct rtf_scanner scanner;
    struct block_writer blocks;
    struct rtf_groups VECTOR_OF(struct rtf_group) groups;
    struct rtf_fonts VECTOR_OF(struct rtf_font) fonts;
    struct rtf_pages pages;
    int page;              /* \ansicpg */
    struct buffer pending; /* bytes of the page, not decoded yet */
    struct buffer decoded;
    int to_skip;        /* characters that stand in for a \u */
    uint32_t surrogate; /* the first of a pair */
    struct buffer title, author;
    struct date created;
    bool is_too_deep;
};

static struct rtf_group *top(struct rtf *rtf)
{
    return &rtf->groups.items[rtf->groups.count - 1];
}

/* -- Characters ------------------------------------------------------------ */

static void add_text(struct rtf *rtf, const char *text, size_t length)
{
    const struct rtf_group *group = top(rtf);

    if (group->destination == TITLE)
        buffer_add(&rtf->title, text, length);
    else if (group->destination == AUTHOR)
        buffer_add(&rtf->author, text, length);
    else if (group->destination == BODY && !group->is_hidden &&
             !group->is_deleted)
        blocks_add(&rtf->blocks, text, length);
}

static void flush(struct rtf *rtf)
{
    int page = top(rtf)->page ? top(rtf)->page : rtf->page;

    if (!rtf->pending.length)
        return;
    buffer_reset(&rtf->decoded);
    rtf_pages_decode(&rtf->pages, page, buffer_text(&rtf->pending),
                     rtf->pending.length, &rtf->decoded);
    buffer_reset(&rtf->pending);
    add_text(rtf, buffer_text(&rtf->decoded), rtf->decoded.length);
}

static void add_byte(struct rtf *rtf, char byte)
{
    enum { RUN_MAX = 4096 };

    if (rtf->to_skip) {
        rtf->to_skip--;
        return;
    }
    if (top(rtf)->destination == NOWHERE || top(rtf)->destination == FONTS)
        return;
    buffer_add_byte(&rtf->pending, byte);
    if (rtf->pending.length >= RUN_MAX && (unsigned char)byte < 0x80)
        flush(rtf);
}

static void add_code_point(struct rtf *rtf, uint32_t code)
{
    flush(rtf);
    buffer_reset(&rtf->decoded);
    rtf_add_code_point(&rtf->decoded, code);
    add_text(rtf, buffer_text(&rtf->decoded), rtf->decoded.length);
}

/* \u has 16 bits, as a signed number; pairs are UTF-16's. U+F000 to U+F0FF are
 * pictures in symbol fonts. */
static void add_unicode(struct rtf *rtf, int number)
{
    uint32_t unit = (uint32_t)number & 0xFFFF, first = rtf->surrogate;

    rtf->surrogate = 0;
    if (unit >= 0xD800 && unit <= 0xDBFF)
        rtf->surrogate = unit;
    else if (unit >= 0xDC00 && unit <= 0xDFFF && first)
        add_code_point(rtf,
                       0x10000 + ((first - 0xD800) << 10) + (unit - 0xDC00));
    else if (unit < 0xF000 || unit > 0xF0FF)
        add_code_point(rtf, unit);
    rtf->to_skip = top(rtf)->unicode_bytes;
}

/* -- Paragraphs ------------------------------------------------------------ */

static void end_line(struct rtf *rtf, bool is_cell)
{
    const struct rtf_group *group = top(rtf);

    flush(rtf);
    if (group->destination != BODY)
        return;
    if (group->is_deleted) /* a deleted end joins two paragraphs */
        return;
    blocks_end(&rtf->blocks, group->is_heading            ? LINE_HEADING
                             : is_cell || group->in_table ? LINE_TABLE_ROW
                             : group->is_list             ? LINE_LIST_ITEM
                                                          : LINE_TEXT);
}

/* -- Groups ---------------------------------------------------------------- */

static void begin_group(struct rtf *rtf)
{
    struct rtf_group group = {.is_fresh = true, .unicode_bytes = 1};

    if (rtf->groups.count == GROUPS_MAX) {
        rtf->is_too_deep = true;
        return;
    }
    if (rtf->groups.count) {
        flush(rtf);
        group = *top(rtf);
        group.is_fresh = true;
        group.is_starred = group.is_aside = false;
    }
    rtf->to_skip = 0;
    *VECTOR_PUSH(&rtf->groups) = group;
}

static void end_group(struct rtf *rtf)
{
    flush(rtf);
    rtf->to_skip = 0;
    if (top(rtf)->is_aside)
        blocks_leave(&rtf->blocks, top(rtf)->back);
    rtf->groups.count--;
}

static void go_aside(struct rtf *rtf, enum block_place place)
{
    struct rtf_group *group = top(rtf);

    if (group->destination != BODY || group->is_hidden || group->is_deleted)
        return;
    group->is_aside = true;
    group->is_heading = group->is_list = group->in_table = false;
    group->back = blocks_enter(&rtf->blocks, place);
}

/* -- Control words --------------------------------------------------------- */

static bool is_on(const struct rtf_token *control)
{
    return !control->has_number || control->number != 0;
}

static void set_destination(struct rtf *rtf, enum destination destination)
{
    if (top(rtf)->destination != NOWHERE)
        top(rtf)->destination = destination;
}

/* Destinations of the information group are no text outside of it. */
static void set_information(struct rtf *rtf, enum destination destination)
{
    if (top(rtf)->destination == INFO)
        top(rtf)->destination = destination;
}

/* Handles words that make a group a destination; false for others. */
static bool begin_destination(struct rtf *rtf, int meaning)
{
    switch (meaning) {
    case SKIP:
        set_destination(rtf, NOWHERE);
        return true;
    case FONT_TABLE:
        set_destination(rtf, FONTS);
        return true;
    case INFORMATION:
        set_destination(rtf, INFO);
        return true;
    case INFO_TITLE:
        set_information(rtf, TITLE);
        return true;
    case INFO_AUTHOR:
        set_information(rtf, AUTHOR);
        return true;
    case INFO_CREATED:
        set_information(rtf, CREATED);
        return true;
    case NOTE:
        go_aside(rtf, BLOCK_NOTES);
        return true;
    case BOX:
        go_aside(rtf, BLOCK_BOX);
        return true;
    default:
        return meaning == SHAPE;
    }
}

static int font_page(const struct rtf *rtf, int number)
{
    for (size_t i = 0; i < rtf->fonts.count; i++)
        if (rtf->fonts.items[i].number == number)
            return rtf->fonts.items[i].page;
    return 0;
}

static void set_font(struct rtf *rtf, const struct rtf_token *control,
                     int meaning)
{
    struct rtf_fonts *fonts = &rtf->fonts;

    if (top(rtf)->destination != FONTS) {
        if (meaning == FONT) {
            flush(rtf);
            top(rtf)->page = font_page(rtf, control->number);
        }
    } else if (meaning == FONT && fonts->count < FONTS_MAX) {
        *VECTOR_PUSH(fonts) = (struct rtf_font){control->number, 0};
    } else if (meaning == CHARSET && fonts->count) {
        fonts->items[fonts->count - 1].page = rtf_page_of_charset(
            control->number);
    }
}

static void set_created(struct rtf *rtf, int number, int meaning)
{
    if (top(rtf)->destination != CREATED || number < 0 || number > 9999)
        return;
    if (meaning == YEAR)
        rtf->created.year = (int16_t)number;
    else if (meaning == MONTH)
        rtf->created.month = (uint8_t)number;
    else
        rtf->created.day = (uint8_t)number;
}

static void set_property(struct rtf *rtf, const struct rtf_token *control,
                         int meaning)
{
    struct rtf_group *group = top(rtf);

    switch (meaning) {
    case PLAIN:
        group->is_hidden = group->is_deleted = false;
        group->page = 0;
        break;
    case HIDDEN:
        group->is_hidden = is_on(control);
        break;
    case DELETED:
        group->is_deleted = is_on(control);
        break;
    case PARAGRAPH:
        group->in_table = group->is_list = group->is_heading = false;
        break;
    case OUTLINE:
        group->is_heading = control->number >= 0 && control->number < 9;
        break;
    case IN_TABLE:
        group->in_table = true;
        break;
    case LIST:
        group->is_list = is_on(control);
        break;
    default:
        break;
    }
}

static void set_unicode_bytes(struct rtf *rtf, int number)
{
    enum { MOST = 16 };

    top(rtf)->unicode_bytes = number < 0 ? 0 : number > MOST ? MOST : number;
}

/* Words that write something, or say how what follows is written. */
static void write_word(struct rtf *rtf, const struct rtf_token *control,
                       int meaning)
{
    switch (meaning) {
    case LINE_END:
    case CELL_END:
        end_line(rtf, meaning == CELL_END);
        break;
    case SPACE:
        add_code_point(rtf, ' ');
        break;
    case CHARACTER:
        add_code_point(rtf, rtf_character(control->word));
        break;
    case UNICODE:
        add_unicode(rtf, control->number);
        break;
    case UNICODE_BYTES:
        set_unicode_bytes(rtf, control->number);
        break;
    case BINARY:
        rtf_skip(&rtf->scanner, control->number);
        break;
    case CODE_PAGE:
        rtf->page = control->number;
        break;
    default:
        break;
    }
}

/* Words of the font table and of the information group, and \f everywhere. */
static void set_table(struct rtf *rtf, const struct rtf_token *control,
                      int meaning)
{
    if (meaning == FONT || meaning == CHARSET)
        set_font(rtf, control, meaning);
    else if (meaning == YEAR || meaning == MONTH || meaning == DAY)
        set_created(rtf, control->number, meaning);
}

static void obey(struct rtf *rtf, const struct rtf_token *control)
{
    struct rtf_group *group = top(rtf);
    bool is_first = group->is_fresh;
    int meaning = rtf_meaning(control->word);

    group->is_fresh = false;
    if (rtf->to_skip && meaning != UNICODE) {
        rtf->to_skip--;
        return;
    }
    flush(rtf);
    if (is_first && begin_destination(rtf, meaning))
        return;
    if (is_first && group->is_starred)
        set_destination(rtf, NOWHERE);
    write_word(rtf, control, meaning);
    set_property(rtf, control, meaning);
    set_table(rtf, control, meaning);
}

static void obey_token(struct rtf *rtf, const struct rtf_token *token)
{
    switch (token->kind) {
    case RTF_BEGIN:
        begin_group(rtf);
        break;
    case RTF_END:
        end_group(rtf);
        break;
    case RTF_WORD:
        obey(rtf, token);
        break;
    case RTF_STAR: /* the word after it is still the first */
        top(rtf)->is_starred = true;
        break;
    case RTF_BYTE:
        top(rtf)->is_fresh = false;
        add_byte(rtf, token->byte);
        break;
    case RTF_OTHER:
        top(rtf)->is_fresh = false;
        break;
    }
}

/* Goes through the document up to the end of its outermost group. */
static void read_all(struct rtf *rtf)
{
    struct rtf_token token;

    while (!rtf->is_too_deep && rtf_next(&rtf->scanner, &token)) {
        obey_token(rtf, &token);
        if (!rtf->groups.count)
            return;
    }
}

/* -- The document ---------------------------------------------------------- */

static void add_metadata(struct rtf *rtf, struct metadata *metadata)
{
    char day[DATE_TEXT_MAX];
    struct date date = rtf->created;

    if (rtf->title.length)
        metadata_add(metadata, "title", buffer_text(&rtf->title));
    if (rtf->author.length)
        metadata_add(metadata, "author", buffer_text(&rtf->author));
    if (!date_is_known(date))
        return;
    date_format(date, day);
    if (date_parse(day, strlen(day), &date))
        metadata_add(metadata, "created", day);
}

static void release(struct rtf *rtf)
{
    rtf_pages_release(&rtf->pages);
    free(rtf->groups.items);
    free(rtf->fonts.items);
    buffer_release(&rtf->pending);
    buffer_release(&rtf->decoded);
    buffer_release(&rtf->title);
    buffer_release(&rtf->author);
}

/* What is cut short in the middle of the text is still most of it. */
static void note_end(struct rtf *rtf, struct issues *issues)
{
    if (rtf->groups.count)
        issues_add(issues,
                   &(struct issue_place){.severity = SEVERITY_WARNING,
                                         .stage = "extract"},
                   "is an RTF file that is cut short (%zu groups are not "
                   "closed); what there is was read",
                   rtf->groups.count);
    while (rtf->groups.count)
        end_group(rtf);
}

enum status rtf_extract(const struct source *source, struct extracted *out,
                        struct error *err)
{
    const char *bytes = buffer_text(source->bytes);
    struct rtf rtf = {.scanner = {bytes, bytes + source->bytes->length},
                      .page = RTF_PAGE_WESTERN,
                      .title = {.limit = VALUE_MAX},
                      .author = {.limit = VALUE_MAX}};
    enum status status;

    if (source->bytes->length < 5 || memcmp(bytes, "{\\rtf", 5) != 0)
        return error_set(err, ERR_FORMAT, "is not an RTF file");
    blocks_init(&rtf.blocks, out);
    read_all(&rtf);
    if (!rtf.is_too_deep)
        note_end(&rtf, &out->issues);
    status = blocks_finish(&rtf.blocks, out, err);
    if (!status && rtf.is_too_deep)
        status = error_set(err, ERR_FORMAT,
                           "has more than %d groups in one another: it is a "
                           "damaged RTF file",
                           GROUPS_MAX);
    if (!status)
        add_metadata(&rtf, &out->metadata);
    release(&rtf);
    return status;
}
