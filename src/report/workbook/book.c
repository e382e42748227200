/* book.c - see book.h. sheet.c has the cells. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/files.h"
#include "base/memory.h"
#include "report/cell_text.h"
#include "report/workbook/book_parts.h"
#include "report/workbook/check.h"

/* Excel's limit, without the ends of what the library calls one. */
enum { NAME_MAX_UNITS = 31 };

/* The built-in number format "Text" (ECMA-376 part 1, 18.8.30). */
enum { TEXT_FORMAT = 49 };

/* Colours of text and fills: a dark ink, greys, and a blue that prints. */
enum {
    INK = 0x1F2933,
    GREY = 0x616E7C,
    LIGHT = 0xE4E7EB,
    BLUE = 0x0B5CAD,
    AMBER = 0xFFE8B3,
};

/* -- Looks ----------------------------------------------------------------- */

/* The cell keeps the whole value, whatever is shown. A measure below a
 * thousandth is shown by its leading digits, not as 0.000: probabilities are
 * often so small. */
static const struct {
    const char *number_format;
    lxw_color_t colour, fill;
    double size;
    int16_t angle;
    bool is_bold, is_underlined, is_wrapped, has_rule;
} looks[LOOKS] = {
    [LOOK_WRAPPED] = {.is_wrapped = true},
    [LOOK_HEADER] = {.colour = INK,
                     .fill = LIGHT,
                     .is_bold = true,
                     .has_rule = true},
    [LOOK_TURNED] = {.colour = INK,
                     .fill = LIGHT,
                     .is_bold = true,
                     .angle = 90},
    [LOOK_TITLE] = {.colour = INK, .size = 16, .is_bold = true},
    [LOOK_HEADING] = {.colour = INK, .size = 13, .is_bold = true},
    [LOOK_QUIET] = {.colour = GREY},
    [LOOK_CAPTION] = {.colour = GREY, .is_wrapped = true},
    [LOOK_LINK] = {.colour = BLUE, .is_underlined = true},
    [LOOK_COUNT] = {.number_format = "#,##0"},
    [LOOK_YEAR] = {.number_format = "0"},
    [LOOK_RATE] = {.number_format = "0.00"},
    [LOOK_MEASURE] = {.number_format =
                          "[>=0.001]0.000;[<=-0.001]-0.000;General"},
    [LOOK_SHARE] = {.number_format = "0.0%"},
    [LOOK_DATE] = {.number_format = "yyyy\\-mm\\-dd"},
    [LOOK_WARNING] = {.fill = AMBER},
};

static void set_numbers(lxw_format *format, enum book_look look)
{
    if (looks[look].number_format)
        format_set_num_format(format, looks[look].number_format);
    if (look == LOOK_GUARDED)
        format_set_num_format_index(format, TEXT_FORMAT);
}

static void set_font(lxw_format *format, enum book_look look)
{
    if (looks[look].colour)
        format_set_font_color(format, looks[look].colour);
    if (looks[look].size > 0)
        format_set_font_size(format, looks[look].size);
    if (looks[look].is_bold)
        format_set_bold(format);
    if (looks[look].is_underlined)
        format_set_underline(format, LXW_UNDERLINE_SINGLE);
}

/* What has several lines makes its row high: all else is at the top then. */
static void set_box(lxw_format *format, enum book_look look)
{
    if (looks[look].fill)
        format_set_bg_color(format, looks[look].fill);
    if (looks[look].is_wrapped)
        format_set_text_wrap(format);
    if (looks[look].has_rule)
        format_set_bottom(format, LXW_BORDER_THIN);
    if (looks[look].angle) {
        format_set_rotation(format, looks[look].angle);
        format_set_align(format, LXW_ALIGN_CENTER);
    } else
        format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
}

static void decorate(lxw_format *format, enum book_look look)
{
    set_numbers(format, look);
    set_font(format, look);
    set_box(format, look);
}

static void make_formats(struct book *book)
{
    for (int look = 0; look < LOOKS; look++) {
        book->formats[look] = workbook_add_format(book->workbook);
        if (!book->formats[look])
            memory_give_up(sizeof(lxw_format));
        decorate(book->formats[look], (enum book_look)look);
    }
}

/* -- Beginning ------------------------------------------------------------- */

static void set_properties(struct book *book, const struct view_facts *facts)
{
    char title[] = "Themes in policy documents", author[] = "policylex";
    struct buffer made_by = {0};
    /* 0 is now, for the library. */
    lxw_doc_properties properties = {
        .title = title,
        .author = author,
        .created = facts->counted_at ? facts->counted_at : 1,
    };

    buffer_add_format(&made_by, "Made by policylex %s.", facts->version);
    properties.comments = made_by.data;
    book_note(book, workbook_set_properties(book->workbook, &properties));
    buffer_release(&made_by);
}

static char *folder_of(const char *path)
{
    return memory_copy_text(path, (size_t)(path_name(path) - path));
}

/* Beside the file, so that it may take its name. */
static char *temporary_name(const char *path)
{
    struct buffer text = {0};

    buffer_add_format(&text, "%.*s.%s.%ld", (int)(path_name(path) - path), path,
                      path_name(path), (long)getpid());
    return text.data;
}

static void book_free(struct book *book)
{
    scratch_release(&book->scratch);
    for (size_t i = 0; i < book->sheets.count; i++) {
        free(book->sheets.items[i]->name);
        free(book->sheets.items[i]);
    }
    free(book->sheets.items);
    buffer_release(&book->text);
    free(book->path);
    free(book->folder);
    free(book->temporary);
    free(book);
}

static void start_library(struct book *book, const struct view_facts *facts)
{
    lxw_workbook_options options = {.constant_memory = LXW_TRUE,
                                    .tmpdir = book->folder};

    book->workbook = workbook_new_opt(book->temporary, &options);
    if (!book->workbook)
        memory_give_up(sizeof(*book->workbook));
    make_formats(book);
    set_properties(book, facts);
}

enum status book_open(struct book **out, const char *path,
                      const struct view_facts *facts, struct error *err)
{
    struct book *book = memory_get_zeroed(1, sizeof(*book));

    *out = NULL;
    book->path = memory_copy_text(path, strlen(path));
    book->folder = folder_of(path);
    book->temporary = temporary_name(path);
    book->scratch.folder = *book->folder ? book->folder : ".";
    if (scratch_try(&book->scratch, err) != OK) {
        book_free(book);
        return err->code;
    }
    start_library(book, facts);
    *out = book;
    return book_status(book, err);
}

/* -- Sheets ---------------------------------------------------------------- */

static bool has_sheet(const struct book *book, const char *name)
{
    for (size_t i = 0; i < book->sheets.count; i++)
        if (strcasecmp(book->sheets.items[i]->name, name) == 0)
            return true;
    return false;
}

/* Sets `out` to `name` as Excel takes it: 31 units, none of []:*?/\ and no
 * apostrophe at an end. */
static void fit_name(const char *name, unsigned number, struct buffer *out)
{
    char suffix[16] = "";
    size_t length = strlen(name);

    if (number > 1)
        snprintf(suffix, sizeof(suffix), " (%u)", number);
    buffer_reset(out);
    length = cell_text_cut(name, length, NAME_MAX_UNITS - strlen(suffix));
    buffer_add(out, name, length);
    for (size_t i = 0; i < out->length; i++)
        if (strchr("[]:*?/\\'", out->data[i]))
            out->data[i] = '_';
    if (length == 0)
        buffer_add_text(out, "sheet");
    buffer_add_text(out, suffix);
}

struct sheet *book_add_sheet(struct book *book, const char *name,
                             bool is_streamed)
{
    struct sheet *sheet = memory_get_zeroed(1, sizeof(*sheet));
    struct buffer fit = {0};
    unsigned number = 1;

    do
        fit_name(name, number++, &fit);
    while (has_sheet(book, buffer_text(&fit)));
    sheet->book = book;
    sheet->name = memory_copy_text(fit.data, fit.length);
    buffer_release(&fit);
    *VECTOR_PUSH(&book->sheets) = sheet;

    /* The library asks this when it makes a sheet, and for each sheet alone. */
    book->workbook->options.constant_memory = is_streamed;
    scratch_use(&book->scratch);
    sheet->worksheet = workbook_add_worksheet(book->workbook, sheet->name);
    scratch_use(NULL);
    if (!sheet->worksheet)
        book_note(book, LXW_ERROR_CREATING_TMPFILE);
    return sheet;
}

lxw_workbook *book_workbook(struct book *book)
{
    return book->workbook;
}

lxw_format *book_format(struct book *book, enum book_look look)
{
    return book->formats[look];
}

/* -- Errors ---------------------------------------------------------------- */

void book_note(struct book *book, lxw_error error)
{
    if (book->error == LXW_NO_ERROR)
        book->error = error;
}

/* What the library calls an error of its caller is one of ours. */
static enum status status_of(lxw_error error)
{
    return error < LXW_ERROR_NULL_PARAMETER_IGNORED ? ERR_IO : ERR_BUG;
}

enum status book_status(const struct book *book, struct error *err)
{
    if (scratch_check(&book->scratch, err) != OK)
        return err->code;
    if (book->error == LXW_NO_ERROR)
        return OK;
    return error_set(err, status_of(book->error), "%s: cannot be written: %s",
                     book->path, lxw_strerror(book->error));
}

/* -- Ending ---------------------------------------------------------------- */

void book_discard(struct book *book)
{
    if (!book)
        return;
    lxw_workbook_free(book->workbook);
    unlink(book->temporary);
    book_free(book);
}

/* Lets the library put the parts together, unless something is missing: it
 * speaks on stderr when that fails. It frees the workbook in any case. */
static enum status assemble(struct book *book, struct error *err)
{
    enum status status = book_status(book, err);

    if (status != OK) {
        lxw_workbook_free(book->workbook);
        return status;
    }
    scratch_use(&book->scratch);
    book_note(book, workbook_close(book->workbook));
    scratch_use(NULL);
    return book_status(book, err);
}

static enum status sync_file(const char *path, struct error *err)
{
    int file = open(path, O_RDONLY | O_CLOEXEC);
    enum status status = OK;

    if (file < 0)
        return error_errno(err, ERR_IO, "%s", path);
    if (fsync(file) != 0)
        status = error_errno(err, ERR_IO, "%s", path);
    close(file);
    return status;
}

static enum status check(const struct book *book, struct error *err)
{
    struct cell_sums *sums = memory_get_zeroed(book->sheets.count + 1,
                                               sizeof(*sums));
    enum status status;

    for (size_t i = 0; i < book->sheets.count; i++)
        sums[i] = book->sheets.items[i]->sums;
    status = workbook_check(book->temporary, sums, book->sheets.count, err);
    free(sums);
    return status;
}

static enum status give_name(const struct book *book, struct error *err)
{
    if (rename(book->temporary, book->path) != 0)
        return error_errno(err, ERR_CREATE, "%s", book->path);
    if (folder_sync(book->scratch.folder, err) == OK)
        return OK;
    unlink(book->path);
    return err->code;
}

enum status book_close(struct book *book, struct error *err)
{
    enum status status = assemble(book, err);

    if (status == OK)
        status = check(book, err);
    if (status == OK)
        status = sync_file(book->temporary, err);
    if (status == OK)
        status = give_name(book, err);
    if (status != OK)
        unlink(book->temporary);
    book_free(book);
    return status;
}
