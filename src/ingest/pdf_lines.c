/*
 * pdf_lines.c - words into lines of clean text.
 *
 * What the program calls a word ends where the type size changes and where the
 * gap is wide for the type, so small capitals ("S TRATEGY"), kerned titles
 * ("STR ATEGY") and spaced headings ("N A T I O N A L") come apart: gaps decide
 * which pieces are one word. Numbers of footnotes stand raised and small behind
 * a word, or before the note, and are left out. A bullet that became a line of
 * its own is put before its item, and a line whose gap is wider than any space
 * between words becomes two: a table's cells, or two columns.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/pdf_boxes.h"

/* Gaps as parts of the height of a word's box, which is 1.2 to 1.4 times its
 * type size. Measured on 45,000 gaps of real policy PDFs: pieces of one word
 * stand closer than 0.07 (but for kerned capitals, under 0.1), words of a tight
 * justified line from 0.08. Closer ones of one type, not capitals, are two
 * words of a tighter line: the program parts such pieces only at a space. */
static const float SPACE_GAP = 0.03F, JOINED_GAP = 0.075F, KERNED_GAP = 0.1F,
                   PIECE_GAP = 0.5F, COLUMN_GAP = 1.6F;

/* A note's mark is smaller than this part of its line's height. */
static const float MARK_HEIGHT = 0.8F;

/* A large initial has at least two lines of text beside it. */
static const float INITIAL_HEIGHT = 1.8F;

static const char *text_of(const struct pdf_boxes *boxes,
                           const struct pdf_word *word)
{
    return buffer_text(&boxes->text) + word->text;
}

static float height_of(const struct pdf_box *box)
{
    return box->y1 - box->y0;
}

/* -- Marks ---------------------------------------------------------------- */

/* Is it a number, a single letter, or small or large Roman? Else it is a word,
 * which ends a sentence. */
static bool is_ordinal(const char *text, size_t length)
{
    return isdigit((unsigned char)*text) || length == 1 ||
           strspn(text, "ivxlcIVXLC") >= length;
}

/* Returns the length of "1.", "(a)", "iv)" at the text's begin, 0: none. */
static size_t enumeration_length(const char *text, size_t length)
{
    size_t at = length > 0 && text[0] == '(', begin = at;

    while (at < length && at < begin + 5 && isalnum((unsigned char)text[at]))
        at++;
    if (at == begin || at == length || (text[at] != '.' && text[at] != ')'))
        return 0;
    return is_ordinal(text + begin, at - begin) ? at + 1 : 0;
}

size_t pdf_item_mark(const char *text, size_t length)
{
    static const char *const bullets[] = {
        "\u2022", "\u25AA", "\u25CF", "\u25CB", "\u25A0", "\u2023", "\u25BA",
        "\u25E6", "\u2043", "\u2013", "\u2219", "\u00B7", "*",      "-"};
    size_t used = 0;

    for (size_t i = 0; !used && i < sizeof(bullets) / sizeof(bullets[0]); i++)
        if (length >= strlen(bullets[i]) &&
            memcmp(text, bullets[i], strlen(bullets[i])) == 0)
            used = strlen(bullets[i]);
    if (!used)
        used = enumeration_length(text, length);
    return used == length || (used < length && text[used] == ' ') ? used : 0;
}

/* Is the word a note's number, "*", or several of them? */
static bool is_note_number(const struct pdf_boxes *boxes,
                           const struct pdf_word *word)
{
    const char *text = text_of(boxes, word);
    size_t at = 0;

    while (at < word->length &&
           (isdigit((unsigned char)text[at]) || strchr(",*", text[at])))
        at++;
    return at == word->length && at <= 7;
}

/* Does the word stand raised, in smaller type than its line's? */
static bool is_raised(const struct pdf_word *word, const struct pdf_box *line,
                      float height)
{
    return height_of(&word->box) < MARK_HEIGHT * height &&
           word->box.y1 < line->y1 - 0.08F * height;
}

/* -- Which pieces are one word ------------------------------------------- */

static bool is_capitals(const struct pdf_boxes *boxes,
                        const struct pdf_word *word)
{
    const char *text = text_of(boxes, word);

    for (size_t i = 0; i < word->length; i++)
        if (!isupper((unsigned char)text[i]))
            return false;
    return true;
}

static float gap_before(const struct pdf_word *word)
{
    return word->box.x0 - word[-1].box.x1;
}

/* Are the line's pieces single characters, but for a few? */
static bool is_letter_by_letter(const struct pdf_boxes *boxes,
                                const struct pdf_line *line)
{
    const struct pdf_word *words = boxes->words.items + line->first_word;
    uint32_t single = 0;

    for (uint32_t i = 0; i < line->word_count; i++)
        single += words[i].length == 1 &&
                  isalnum((unsigned char)*text_of(boxes, &words[i]));
    return single >= 4 && 10 * single >= 7 * line->word_count;
}

/* The gap up to which the line's pieces are one word although each is a single
 * character: spaced type. -1 when the line is not spaced. */
static float spaced_gap(const struct pdf_boxes *boxes,
                        const struct pdf_line *line)
{
    const struct pdf_word *words = boxes->words.items + line->first_word;
    float least = 1e6F, most = 0;

    if (!is_letter_by_letter(boxes, line))
        return -1;
    for (uint32_t i = 1; i < line->word_count; i++) {
        float gap = gap_before(&words[i]);

        least = gap < least ? gap : least;
        most = gap > most ? gap : most;
    }
    if (least < 0)
        return -1;
    return most > 1.5F * least ? (least + most) / 2 : most;
}

/* Are both words of one type, and not in capitals? */
static bool is_of_one_type(const struct pdf_boxes *boxes,
                           const struct pdf_word *word)
{
    return height_of(&word->box) == height_of(&word[-1].box) &&
           !is_capitals(boxes, word) && !is_capitals(boxes, word - 1);
}

static bool is_joined(const struct pdf_boxes *boxes,
                      const struct pdf_word *word, float spaced)
{
    float gap = gap_before(word);
    float height = height_of(&word->box), other = height_of(&word[-1].box);

    if (other < height)
        height = other;
    if (gap <= spaced)
        return true;
    if (gap < -height)
        return false; /* it is not even after the word */
    if (gap > SPACE_GAP * height && is_of_one_type(boxes, word))
        return false;
    return gap < JOINED_GAP * height ||
           (gap < KERNED_GAP * height && is_capitals(boxes, word) &&
            is_capitals(boxes, word - 1));
}

/* -- A line ------------------------------------------------------------------
 */

static bool is_rotated(const struct pdf_line *line)
{
    return height_of(&line->box) > 2 * (line->box.x1 - line->box.x0);
}

/* Takes box and height from the words. */
static void measure(const struct pdf_boxes *boxes, struct pdf_line *line)
{
    const struct pdf_word *words = boxes->words.items + line->first_word;
    uint32_t longest = 0;

    line->box = words[0].box;
    for (uint32_t i = 0; i < line->word_count; i++) {
        if (words[i].length > words[longest].length)
            longest = i;
        pdf_box_widen(&line->box, &words[i].box);
    }
    line->height = height_of(&words[longest].box);
    line->first_width = words[0].box.x1 - words[0].box.x0;
}

/* Appends the line's text to the boxes' and makes it the line's. */
static void write_line(struct pdf_boxes *boxes, struct pdf_line *line)
{
    const struct pdf_word *words = boxes->words.items + line->first_word;
    float spaced = spaced_gap(boxes, line);
    uint32_t begin = (uint32_t)boxes->text.length;

    for (uint32_t i = 0; i < line->word_count; i++) {
        const struct pdf_word *word = &words[i];

        if (is_note_number(boxes, word) && line->word_count > 1 &&
            is_raised(word, &line->box, line->height)) {
            line->begins_note |= i == 0;
            continue;
        }
        if (boxes->text.length > begin && !is_joined(boxes, word, spaced))
            buffer_add_byte(&boxes->text, ' ');
        buffer_reserve(&boxes->text, word->length);
        buffer_add(&boxes->text, text_of(boxes, word), word->length);
    }
    line->text = begin;
    line->length = (uint32_t)boxes->text.length - begin;
}

/* Returns how many words of the line come before a gap too wide for a space. */
static uint32_t words_before_gap(const struct pdf_boxes *boxes,
                                 const struct pdf_line *line)
{
    const struct pdf_word *words = boxes->words.items + line->first_word;
    uint32_t count = 1;

    if (spaced_gap(boxes, line) >= 0)
        return line->word_count;
    while (count < line->word_count &&
           gap_before(&words[count]) <
               COLUMN_GAP * height_of(&words[count].box))
        count++;
    return count;
}

/* Does the word stand close behind the one before it, in a row with it? */
static bool goes_on_in_row(const struct pdf_word *word)
{
    float height = height_of(&word->box), gap = gap_before(word);
    float rise = word->box.y1 - word[-1].box.y1;

    return gap > -height && word->box.x0 > word[-1].box.x0 &&
           gap < PIECE_GAP * height && rise < 0.1F * height &&
           rise > -0.1F * height;
}

/* Adds to `line`, the page's i-th, the words of those after it that are pieces
 * of it: the program makes lines of loose type's words or letters. Returns how
 * many lines that were, at least 1. */
static uint32_t take_pieces(const struct pdf_boxes *boxes,
                            const struct pdf_page *page, uint32_t i,
                            struct pdf_line *line)
{
    const struct pdf_line *lines = boxes->lines.items + page->first_line;
    uint32_t taken = 1;

    while (i + taken < page->line_count && line->word_count &&
           lines[i + taken].word_count &&
           goes_on_in_row(&boxes->words.items[lines[i + taken].first_word])) {
        line->word_count += lines[i + taken].word_count;
        taken++;
    }
    return taken;
}

/* Adds the line, or the lines that wide gaps make of it. */
static void add_line(struct pdf_boxes *boxes, struct pdf_line line,
                     struct pdf_lines *out)
{
    uint32_t left = line.word_count;

    measure(boxes, &line);
    if (is_rotated(&line) && line.word_count > 1) {
        write_line(boxes, &line);
        *VECTOR_PUSH(out) = line;
        return;
    }
    while (left) {
        line.word_count = left;
        line.word_count = words_before_gap(boxes, &line);
        line.begins_note = false;
        measure(boxes, &line);
        write_line(boxes, &line);
        if (line.length)
            *VECTOR_PUSH(out) = line;
        line.first_word += line.word_count;
        left -= line.word_count;
    }
}

/* -- Bullets and numbers that stand alone ---------------------------------- */

enum { CROWDED_PAGE = 4000 }; /* lines; no page for readers has more */

/* Returns the line that `mark` stands right before, NULL if there is none. */
static struct pdf_line *line_marked(struct pdf_line *lines, uint32_t count,
                                    const struct pdf_line *mark)
{
    struct pdf_line *best = NULL;

    for (uint32_t i = 0; i < count; i++) {
        float gap = lines[i].box.x0 - mark->box.x1;

        if (&lines[i] != mark && lines[i].length && gap >= -1 &&
            gap < 4 * lines[i].height &&
            pdf_same_row(&lines[i].box, &mark->box) &&
            (!best || lines[i].box.x0 < best->box.x0))
            best = &lines[i];
    }
    return best;
}

/* Puts the mark before the line's text, or notes that it began a footnote. */
static void give_mark(struct pdf_boxes *boxes, struct pdf_line *mark,
                      struct pdf_line *line, bool is_note)
{
    uint32_t begin = (uint32_t)boxes->text.length;

    if (is_note) {
        line->begins_note = true;
    } else {
        buffer_reserve(&boxes->text, mark->length + line->length + 1);
        buffer_add(&boxes->text, pdf_line_text(boxes, mark), mark->length);
        buffer_add_byte(&boxes->text, ' ');
        buffer_add(&boxes->text, pdf_line_text(boxes, line), line->length);
        line->text = begin;
        line->length = (uint32_t)boxes->text.length - begin;
        line->box.x0 = mark->box.x0;
        line->first_width = mark->box.x1 - mark->box.x0;
    }
    mark->length = 0;
}

/* Does the line stand beside the large initial, as a line of its paragraph? */
static bool is_beside_initial(const struct pdf_line *line,
                              const struct pdf_line *initial)
{
    float gap = line->box.x0 - initial->box.x1;

    return gap > -2 && gap < line->height &&
           line->box.y0 > initial->box.y0 - line->height &&
           line->box.y1 < initial->box.y1 &&
           initial->height > INITIAL_HEIGHT * line->height;
}

/* Returns the line that begins with the rest of the initial's word, of several
 * the highest; NULL if there is none. */
static struct pdf_line *rest_of_initial(const struct pdf_boxes *boxes,
                                        struct pdf_line *lines, uint32_t count,
                                        const struct pdf_line *initial)
{
    struct pdf_line *first = NULL;

    for (uint32_t i = 0; i < count; i++)
        if (lines[i].length > 1 && is_beside_initial(&lines[i], initial) &&
            islower((unsigned char)*pdf_line_text(boxes, &lines[i])) &&
            (!first || lines[i].box.y0 < first->box.y0))
            first = &lines[i];
    return first;
}

/* Puts a large initial letter before the rest of its word. */
static void place_initial(struct pdf_boxes *boxes, struct pdf_line *lines,
                          uint32_t count, struct pdf_line *initial)
{
    struct pdf_line *first = rest_of_initial(boxes, lines, count, initial);
    uint32_t begin = (uint32_t)boxes->text.length;

    if (!first)
        return;
    buffer_reserve(&boxes->text, first->length + 1);
    buffer_add(&boxes->text, pdf_line_text(boxes, initial), 1);
    buffer_add(&boxes->text, pdf_line_text(boxes, first), first->length);
    first->text = begin;
    first->length++;
    initial->length = 0;
}

static bool is_initial(const struct pdf_boxes *boxes,
                       const struct pdf_line *line)
{
    return line->length == 1 &&
           isupper((unsigned char)*pdf_line_text(boxes, line));
}

/* A number that stands alone is put nowhere but before its footnote. */
static void place_mark(struct pdf_boxes *boxes, struct pdf_line *lines,
                       uint32_t count, struct pdf_line *mark)
{
    const struct pdf_word *word = &boxes->words.items[mark->first_word];
    bool is_number = mark->word_count == 1 && is_note_number(boxes, word);
    struct pdf_line *line;

    if (!is_number &&
        pdf_item_mark(pdf_line_text(boxes, mark), mark->length) < mark->length)
        return;
    line = line_marked(lines, count, mark);
    if (line && (!is_number || is_raised(word, &line->box, line->height)))
        give_mark(boxes, mark, line, is_number);
}

static void place_marks(struct pdf_boxes *boxes, struct pdf_line *lines,
                        uint32_t count)
{
    for (uint32_t i = 0; i < count && count < CROWDED_PAGE; i++) {
        if (!lines[i].length)
            continue;
        if (is_initial(boxes, &lines[i]))
            place_initial(boxes, lines, count, &lines[i]);
        else
            place_mark(boxes, lines, count, &lines[i]);
    }
}

/* -- All ------------------------------------------------------------------- */

static void drop_empty(struct pdf_lines *lines, struct pdf_page *page)
{
    size_t kept = page->first_line;

    for (size_t i = page->first_line; i < lines->count; i++)
        if (lines->items[i].length)
            lines->items[kept++] = lines->items[i];
    lines->count = kept;
    page->line_count = (uint32_t)(kept - page->first_line);
}

/* The height that most characters have, to half a point. */
static float usual_height(const struct pdf_lines *lines)
{
    enum { STEPS = 200 };
    size_t characters[STEPS] = {0}, best = 0;

    for (size_t i = 0; i < lines->count; i++) {
        float step = lines->items[i].height * 2 + 0.5F;

        if (step >= 0 && step < STEPS)
            characters[(size_t)step] += lines->items[i].length;
    }
    for (size_t i = 1; i < STEPS; i++)
        if (characters[i] > characters[best])
            best = i;
    return (float)best / 2;
}

/* Replaces the program's lines by clean ones. */
void pdf_lines_mend(struct pdf_boxes *boxes)
{
    struct pdf_lines mended = {0};

    VECTOR_RESERVE(&mended, 1); /* items to point at, be there none */
    for (size_t p = 0; p < boxes->pages.count; p++) {
        struct pdf_page *page = &boxes->pages.items[p];
        uint32_t first = (uint32_t)mended.count;

        for (uint32_t i = 0, taken; i < page->line_count; i += taken) {
            struct pdf_line line = boxes->lines.items[page->first_line + i];

            taken = take_pieces(boxes, page, i, &line);
            if (line.word_count)
                add_line(boxes, line, &mended);
        }
        page->first_line = first;
        place_marks(boxes, mended.items + first,
                    (uint32_t)mended.count - first);
        drop_empty(&mended, page);
    }
    free(boxes->lines.items);
    boxes->lines = mended;
    boxes->body_height = usual_height(&mended);
}
