/*
 * pdf_paragraphs.c - lines in reading order into paragraphs.
 *
 * A line belongs to the paragraph of the line above it when it stands right
 * below, in the same type, is no list item and is not indented as a first line,
 * and when the line above was full: the next word would not have fitted, or the
 * sentence plainly goes on. A paragraph that a column's or a page's end breaks
 * off is taken up again where text in the same type goes on, whatever stands
 * between: a sidebar, a table, a heading over both columns.
 *
 * So paragraphs are chains of lines. They are written when all are known,
 * footnotes last, with '\v' between the lines: whether a hyphen there is part
 * of a word is for the text layer to say, which knows all words of the
 * document.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/pdf_boxes.h"

/* All as parts of the line's height, which holds the type's own leading. */
static const float SAME_TYPE = 0.09F, INDENT = 0.5F, PITCH_SLACK = 0.25F;

/* Headings are set larger than the body by this factor, and short. */
static const float HEADING_SIZE = 1.13F;
enum { HEADING_BYTES = 200 };

enum { PITCHES_MAX = 512 };
#define NO_LINE UINT32_MAX

struct paragraph {
    uint32_t first, last; /* lines */
    enum line_kind kind;
    bool is_note;
};

struct chains VECTOR_OF(struct paragraph);

struct builder {
    const struct pdf_boxes *boxes;
    uint32_t *next; /* of each line, NO_LINE at a paragraph's end */
    struct chains paragraphs;
    size_t current; /* the paragraph of the line before */
    size_t open;    /* the last paragraph of body text; SIZE_MAX: none */
    float pitch;    /* from line to line in the region at hand, 0: unknown */
};

/* -- What lines look like ---------------------------------------------------
 */

static const struct pdf_line *line_at(const struct builder *builder, size_t i)
{
    return &builder->boxes->lines.items[i];
}

static bool same_type(const struct pdf_line *a, const struct pdf_line *b)
{
    float larger = a->height > b->height ? a->height : b->height;
    float difference = a->height - b->height;

    return (difference < 0 ? -difference : difference) < SAME_TYPE * larger;
}

static bool is_large(const struct builder *builder, const struct pdf_line *line)
{
    return line->height > HEADING_SIZE * builder->boxes->body_height;
}

static unsigned char first_byte(const struct builder *builder,
                                const struct pdf_line *line)
{
    return (unsigned char)*pdf_line_text(builder->boxes, line);
}

static bool is_item(const struct builder *builder, const struct pdf_line *line)
{
    return pdf_item_mark(pdf_line_text(builder->boxes, line), line->length) > 0;
}

/* Returns the last byte that is no closing quote or bracket. */
static char last_byte(const struct builder *builder,
                      const struct pdf_line *line)
{
    const char *text = pdf_line_text(builder->boxes, line);
    size_t end = line->length;

    while (end > 1 && (strchr("\"')]", text[end - 1]) ||
                       (end > 3 && memcmp(text + end - 3, "\u201D", 3) == 0)))
        end -= text[end - 1] & 0x80 ? 3 : 1;
    return text[end - 1];
}

static bool ends_sentence(const struct builder *builder,
                          const struct pdf_line *line)
{
    return strchr(".!?:;", last_byte(builder, line)) != NULL;
}

static bool splits_word(const struct builder *builder,
                        const struct pdf_line *line,
                        const struct pdf_line *next)
{
    const char *text = pdf_line_text(builder->boxes, line);

    return line->length > 1 && text[line->length - 1] == '-' &&
           isalpha((unsigned char)text[line->length - 2]) &&
           isalpha(first_byte(builder, next));
}

/* -- Does a line belong to the one above it? --------------------------------
 */

static int compare_floats(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;

    return (x > y) - (x < y);
}

/* Returns the usual distance of the region's lines from top to top: the lower
 * quartile, since gaps between paragraphs only add. */
static float usual_pitch(const struct builder *builder, size_t first)
{
    float pitches[PITCHES_MAX];
    size_t count = 0;

    for (size_t i = first + 1;
         i < builder->boxes->lines.count && count < PITCHES_MAX; i++) {
        const struct pdf_line *line = line_at(builder, i);
        float pitch = line->box.y0 - line[-1].box.y0;

        if (line->region != line[-1].region)
            break;
        if (same_type(line, line - 1) && pitch > 0.5F * line->height)
            pitches[count++] = pitch;
    }
    if (!count)
        return 0;
    qsort(pitches, count, sizeof(*pitches), compare_floats);
    return pitches[count / 4];
}

/* Would the first word of `next` have fitted behind the line? */
static bool is_full(const struct pdf_line *line, const struct pdf_line *next)
{
    return line->box.x1 + next->first_width + 0.25F * line->height >
           line->right;
}

/* Is the line right below the other one, as far as its type is usually set? */
static bool is_next_below(const struct builder *builder,
                          const struct pdf_line *line,
                          const struct pdf_line *next)
{
    float pitch = next->box.y0 - line->box.y0;
    float usual = builder->pitch > 0 ? builder->pitch : line->height;

    if (is_large(builder, line))
        usual = usual > line->height ? usual : line->height;
    return pitch > 0 && pitch < usual + PITCH_SLACK * line->height;
}

/* Is the line set in from the paragraph's left side, as a first line is? The
 * second line of a list item, or of a hanging indent, is that of no first. */
static bool is_indented(const struct builder *builder,
                        const struct paragraph *paragraph,
                        const struct pdf_line *line,
                        const struct pdf_line *next)
{
    bool is_second = line_at(builder, paragraph->first) == line;

    if (is_second && is_item(builder, line))
        return false;
    return next->box.x0 > line->box.x0 + INDENT * line->height;
}

static bool goes_on(const struct builder *builder, const struct pdf_line *line,
                    const struct pdf_line *next)
{
    return islower(first_byte(builder, next)) ||
           strncmp(pdf_line_text(builder->boxes, next), "\u2014", 3) == 0 ||
           splits_word(builder, line, next);
}

/* Boxes of one size differ from font to font, so that a sentence that goes on
 * says more than they do. */
static bool may_be_one_text(const struct builder *builder,
                            const struct pdf_line *line,
                            const struct pdf_line *next)
{
    return same_type(line, next) ||
           (goes_on(builder, line, next) && !ends_sentence(builder, line) &&
            !is_large(builder, line) && !is_large(builder, next));
}

/* A bullet is always one; "(xvii)" may be a reference that a full line broke
 * off before. */
static bool may_precede_item(const struct builder *builder,
                             const struct pdf_line *line,
                             const struct pdf_line *next)
{
    const char *end = pdf_line_text(builder->boxes, line) + line->length;
    const char *mark = pdf_line_text(builder->boxes, next);
    bool is_bullet = !isalnum((unsigned char)*mark) && !strchr("(-", *mark) &&
                     strncmp(mark, "\u2013", 3) != 0;
    bool lists = line->length > 4 && (memcmp(end - 4, " and", 4) == 0 ||
                                      memcmp(end - 3, " or", 3) == 0);

    return is_bullet || lists || ends_sentence(builder, line) ||
           last_byte(builder, line) == ',' || !is_full(line, next);
}

/* "Sec. 4.", "Section 4.": orders set them without a gap or an indent. */
static bool begins_section(const struct builder *builder,
                           const struct pdf_line *line)
{
    const char *text = pdf_line_text(builder->boxes, line);
    size_t at = line->length > 9 && memcmp(text, "Section ", 8) == 0 ? 8
                : line->length > 6 && memcmp(text, "Sec. ", 5) == 0  ? 5
                                                                     : 0;

    return at && isdigit((unsigned char)text[at]);
}

/* May the two lines stand in one paragraph, one right below the other? */
static bool may_be_stacked(const struct builder *builder,
                           const struct pdf_line *line,
                           const struct pdf_line *next)
{
    return !next->is_row && may_be_one_text(builder, line, next) &&
           is_next_below(builder, line, next);
}

static bool begins_item_or_section(const struct builder *builder,
                                   const struct pdf_line *line,
                                   const struct pdf_line *next)
{
    if (is_item(builder, next) && may_precede_item(builder, line, next))
        return true;
    return begins_section(builder, next) && ends_sentence(builder, line);
}

/* Does the line of the same region, right below, go on with the paragraph? */
static bool continues_text(const struct builder *builder,
                           const struct paragraph *paragraph,
                           const struct pdf_line *line,
                           const struct pdf_line *next)
{
    if (is_large(builder, line))
        return !ends_sentence(builder, line) || is_full(line, next);
    if (begins_item_or_section(builder, line, next))
        return false;
    if (goes_on(builder, line, next) && !ends_sentence(builder, line))
        return true;
    return is_full(line, next) && !is_indented(builder, paragraph, line, next);
}

static bool continues_below(const struct builder *builder,
                            const struct paragraph *paragraph,
                            const struct pdf_line *line,
                            const struct pdf_line *next)
{
    if (line->region != next->region || line->role != next->role ||
        next->begins_note)
        return false;
    if (pdf_same_row(&line->box, &next->box))
        return true;
    return may_be_stacked(builder, line, next) &&
           continues_text(builder, paragraph, line, next);
}

/* Is the line body text, as what is taken up overleaf is? */
static bool is_body_text(const struct builder *builder,
                         const struct pdf_line *line)
{
    return line->role == PDF_BODY && !line->is_row && !is_large(builder, line);
}

/* Does the paragraph, of several lines, end with a small letter, as one does
 * that breaks off before a name? */
static bool breaks_off(const struct builder *builder, size_t at)
{
    const struct paragraph *paragraph = &builder->paragraphs.items[at];
    const struct pdf_line *last = line_at(builder, paragraph->last);

    return paragraph->first != paragraph->last &&
           paragraph->kind == LINE_TEXT &&
           islower((unsigned char)last_byte(builder, last));
}

/* Does the line take up a paragraph that ended a column or a page? */
static bool takes_up(const struct builder *builder, size_t paragraph,
                     const struct pdf_line *next)
{
    const struct pdf_line *line;

    if (paragraph == SIZE_MAX || !is_body_text(builder, next))
        return false;
    line = line_at(builder, builder->paragraphs.items[paragraph].last);
    if (line->region == next->region || !same_type(line, next) ||
        ends_sentence(builder, line) || is_item(builder, next))
        return false;
    if (goes_on(builder, line, next))
        return true;
    return is_full(line, next) &&
           (last_byte(builder, line) == ',' || breaks_off(builder, paragraph));
}

/* -- Chaining ----------------------------------------------------------------
 */

static void append(struct builder *builder, struct paragraph *paragraph,
                   uint32_t line)
{
    builder->next[paragraph->last] = line;
    paragraph->last = line;
}

static enum line_kind kind_of(const struct builder *builder,
                              const struct pdf_line *line)
{
    if (line->is_row)
        return LINE_TABLE_ROW;
    if (is_item(builder, line))
        return LINE_LIST_ITEM;
    return is_large(builder, line) ? LINE_HEADING : LINE_TEXT;
}

static void begin(struct builder *builder, uint32_t at)
{
    const struct pdf_line *line = line_at(builder, at);
    enum line_kind kind = kind_of(builder, line);

    *VECTOR_PUSH(&builder->paragraphs) = (struct paragraph){
        .first = at,
        .last = at,
        .kind = kind,
        .is_note = line->role == PDF_NOTE,
    };
}

/* Only body text is taken up overleaf: not a heading, a sidebar's other type, a
 * table or a note. */
static void remember_open(struct builder *builder, size_t paragraph)
{
    const struct paragraph *last = &builder->paragraphs.items[paragraph];
    float difference = line_at(builder, last->first)->height -
                       builder->boxes->body_height;

    if (last->is_note || last->kind == LINE_HEADING ||
        last->kind == LINE_TABLE_ROW)
        return;
    if (difference < 0)
        difference = -difference;
    if (difference < SAME_TYPE * builder->boxes->body_height)
        builder->open = paragraph;
}

static void chain_line(struct builder *builder, uint32_t at)
{
    const struct pdf_line *line = line_at(builder, at);
    struct paragraph *paragraphs = builder->paragraphs.items;

    if (at == 0 || line->region != line[-1].region)
        builder->pitch = usual_pitch(builder, at);
    if (at > 0 && continues_below(builder, &paragraphs[builder->current],
                                  line - 1, line)) {
        append(builder, &paragraphs[builder->current], at);
    } else if (takes_up(builder, builder->open, line)) {
        builder->current = builder->open;
        append(builder, &paragraphs[builder->current], at);
    } else {
        begin(builder, at);
        builder->current = builder->paragraphs.count - 1;
    }
    remember_open(builder, builder->current);
}

/* -- Writing -----------------------------------------------------------------
 */

/* What stands between a line and the next one of its paragraph: nothing where
 * boxes of one row overlap, which loose type's do within a word. */
static void write_break(const struct pdf_line *previous,
                        const struct pdf_line *line, struct buffer *text)
{
    if (previous->region != line->region ||
        !pdf_same_row(&previous->box, &line->box))
        buffer_add_byte(text, '\v');
    else if (line->box.x0 >= previous->box.x1)
        buffer_add_byte(text, ' ');
}

static void write_paragraph(const struct builder *builder,
                            const struct paragraph *paragraph,
                            struct extracted *out)
{
    size_t begin = out->text.length;
    enum line_kind kind = paragraph->kind;
    const struct pdf_line *previous = NULL;

    for (uint32_t i = paragraph->first; i != NO_LINE; i = builder->next[i]) {
        const struct pdf_line *line = line_at(builder, i);

        if (previous)
            write_break(previous, line, &out->text);
        previous = line;
        buffer_add(&out->text, pdf_line_text(builder->boxes, line),
                   line->length);
    }
    buffer_add_byte(&out->text, '\n');
    if (kind == LINE_HEADING && out->text.length - begin > HEADING_BYTES)
        kind = LINE_TEXT;
    *VECTOR_PUSH(&out->kinds) = (uint8_t)kind;
}

static void write_paragraphs(const struct builder *builder, bool notes,
                             struct extracted *out)
{
    for (size_t i = 0; i < builder->paragraphs.count; i++)
        if (builder->paragraphs.items[i].is_note == notes)
            write_paragraph(builder, &builder->paragraphs.items[i], out);
}

/* Appends the ordered lines to `out` as paragraphs, notes last. */
void pdf_paragraphs(const struct pdf_boxes *boxes, struct extracted *out)
{
    struct builder builder = {.boxes = boxes, .open = SIZE_MAX};

    builder.next = memory_get((boxes->lines.count + 1) * sizeof(*builder.next));
    for (uint32_t i = 0; i < boxes->lines.count; i++) {
        builder.next[i] = NO_LINE;
        chain_line(&builder, i);
    }
    write_paragraphs(&builder, false, out);
    write_paragraphs(&builder, true, out);
    out->paragraphs_known = true;
    free(builder.next);
    free(builder.paragraphs.items);
}
