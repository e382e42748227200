/*
 * check.c - see check.h.
 *
 * A sheet of few cells has its texts in a part of their own, xl/sharedStrings,
 * which comes after the sheets: what refers to it is kept until then.
 */
#include "report/workbook/check.h"

#include <archive.h>
#include <archive_entry.h>
#include <inttypes.h>
#include <libxml/parser.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "base/vector.h"

enum { BLOCK = 64 * 1024 };

/* A cell whose text is number `text` of the shared ones. */
struct reference {
    size_t sheet;
    uint64_t place;
    size_t text;
};
struct references VECTOR_OF(struct reference);

struct shared_text {
    size_t begin, length; /* in `shared_bytes` */
};
struct shared_texts VECTOR_OF(struct shared_text);

enum cell_type { NUMBER, INLINE_TEXT, SHARED_TEXT };

struct checker {
    const char *path, *part; /* part: the member at hand */
    struct cell_sums *found; /* `sheets` of them */
    size_t sheets, seen;
    struct references references;
    struct shared_texts shared;
    struct buffer shared_bytes;

    size_t sheet;        /* the one at hand, from 0; SIZE_MAX: none */
    bool is_shared;      /* the part with the shared texts is at hand */
    bool in_value;       /* within <v> or <t> */
    bool has_formula;    /* anywhere */
    uint64_t place;      /* of the cell at hand */
    enum cell_type type; /* of the cell at hand */
    struct buffer value; /* of <v> or <t> so far */
    struct archive *zip;
    xmlParserCtxtPtr parser;
};

/* -- Cells, as the parser meets them --------------------------------------- */

static uint64_t place_of(const char *reference)
{
    uint32_t row = 0, column = 0;

    for (; *reference >= 'A' && *reference <= 'Z'; reference++)
        column = column * 26 + (uint32_t)(*reference - 'A') + 1;
    for (; *reference >= '0' && *reference <= '9'; reference++)
        row = row * 10 + (uint32_t)(*reference - '0');
    return cell_sum_place(row - 1, column - 1);
}

static void begin_cell(struct checker *checker, const xmlChar **attributes)
{
    checker->type = NUMBER;
    checker->place = 0;
    for (; attributes && *attributes; attributes += 2) {
        const char *key = (const char *)attributes[0];
        const char *value = (const char *)attributes[1];

        if (strcmp(key, "r") == 0)
            checker->place = place_of(value);
        else if (strcmp(key, "t") == 0)
            checker->type = strcmp(value, "inlineStr") == 0 ? INLINE_TEXT
                                                            : SHARED_TEXT;
    }
}

static void add_value(struct checker *checker)
{
    struct cell_sums *sums = &checker->found[checker->sheet];
    const char *text = buffer_text(&checker->value);

    if (checker->type == INLINE_TEXT)
        cell_sums_add_text(sums, checker->place, text, checker->value.length);
    else if (checker->type == NUMBER)
        cell_sums_add_number(sums, checker->place, strtod(text, NULL));
    else
        *VECTOR_PUSH(&checker->references) = (struct reference){
            checker->sheet, checker->place, strtoul(text, NULL, 10)};
}

static void add_shared(struct checker *checker)
{
    *VECTOR_PUSH(&checker->shared) = (struct shared_text){
        checker->shared_bytes.length, checker->value.length};
    buffer_add(&checker->shared_bytes, checker->value.data,
               checker->value.length);
}

static void on_start(void *context, const xmlChar *name,
                     const xmlChar **attributes)
{
    struct checker *checker = context;
    const char *tag = (const char *)name;

    if (strcmp(tag, "c") == 0)
        begin_cell(checker, attributes);
    else if (strcmp(tag, "v") == 0 || strcmp(tag, "t") == 0) {
        checker->in_value = true;
        buffer_reset(&checker->value);
    } else if (strcmp(tag, "f") == 0)
        checker->has_formula = true;
}

static void on_end(void *context, const xmlChar *name)
{
    struct checker *checker = context;
    const char *tag = (const char *)name;

    if (strcmp(tag, "v") != 0 && strcmp(tag, "t") != 0)
        return;
    checker->in_value = false;
    if (checker->is_shared)
        add_shared(checker);
    else
        add_value(checker);
}

static void on_text(void *context, const xmlChar *text, int length)
{
    struct checker *checker = context;

    if (checker->in_value)
        buffer_add(&checker->value, text, (size_t)length);
}

/* -- Parts ----------------------------------------------------------------- */

static const xmlSAXHandler *handler_of(const struct checker *checker)
{
    static const xmlSAXHandler of_cells = {.startElement = on_start,
                                           .endElement = on_end,
                                           .characters = on_text,
                                           .ignorableWhitespace = on_text};
    static const xmlSAXHandler of_nothing = {0};

    return checker->sheet != SIZE_MAX || checker->is_shared ? &of_cells
                                                            : &of_nothing;
}

/* Returns the number of the sheet in that part, from 0, or SIZE_MAX. */
static size_t sheet_of(const struct checker *checker, const char *name)
{
    static const char before[] = "xl/worksheets/sheet";
    char *end;
    unsigned long number;

    if (strncmp(name, before, sizeof(before) - 1) != 0)
        return SIZE_MAX;
    number = strtoul(name + sizeof(before) - 1, &end, 10);
    if (strcmp(end, ".xml") != 0 || number < 1 || number > checker->sheets)
        return SIZE_MAX;
    return number - 1;
}

/* Notes which part this is. */
static void begin_part(struct checker *checker, const char *name)
{
    checker->part = name;
    checker->is_shared = strcmp(name, "xl/sharedStrings.xml") == 0;
    checker->in_value = false;
    checker->sheet = sheet_of(checker, name);
    checker->seen += checker->sheet != SIZE_MAX;
}

static enum status say(const struct checker *checker, const char *what,
                       struct error *err)
{
    return error_set(err, ERR_IO,
                     "%s: read back it is not what was written: %s: %s",
                     checker->path, checker->part, what);
}

static enum status say_zip(const struct checker *checker, struct error *err)
{
    const char *words = archive_error_string(checker->zip);

    return say(checker, words ? words : "it cannot be unpacked", err);
}

/* Parses the part at hand, block by block. */
static enum status feed_part(struct checker *checker, struct error *err)
{
    char block[BLOCK];
    la_ssize_t length;

    while ((length = archive_read_data(checker->zip, block, BLOCK)) > 0)
        if (xmlParseChunk(checker->parser, block, (int)length, 0) != 0)
            return say(checker, "it is not well-formed XML", err);
    if (length < 0)
        return say_zip(checker, err);
    if (xmlParseChunk(checker->parser, NULL, 0, 1) != 0)
        return say(checker, "it ends too early", err);
    return OK;
}

static enum status read_part(struct checker *checker, struct error *err)
{
    enum status status;
    xmlSAXHandler handler = *handler_of(checker);

    checker->parser = xmlCreatePushParserCtxt(&handler, checker, NULL, 0, NULL);
    if (!checker->parser)
        memory_give_up(0);
    /* A long text is a long text: Excel's limit is far from libxml2's. */
    xmlCtxtUseOptions(checker->parser, XML_PARSE_NONET | XML_PARSE_NOERROR |
                                           XML_PARSE_NOWARNING |
                                           XML_PARSE_SAX1);
    status = feed_part(checker, err);
    xmlFreeParserCtxt(checker->parser);
    if (status == OK && checker->has_formula)
        status = say(checker, "a cell holds a formula", err);
    return status;
}

static enum status read_parts(struct checker *checker, struct error *err)
{
    struct archive_entry *entry;
    enum status status = OK;
    int result;

    while (status == OK && (result = archive_read_next_header(
                                checker->zip, &entry)) == ARCHIVE_OK) {
        begin_part(checker, archive_entry_pathname(entry));
        status = read_part(checker, err);
    }
    if (status == OK && result != ARCHIVE_EOF)
        status = say_zip(checker, err);
    return status;
}

/* -- The whole ------------------------------------------------------------- */

static enum status resolve_references(struct checker *checker,
                                      struct error *err)
{
    checker->part = "xl/sharedStrings.xml";
    for (size_t i = 0; i < checker->references.count; i++) {
        const struct reference *from = &checker->references.items[i];
        const struct shared_text *text;

        if (from->text >= checker->shared.count)
            return say(checker, "texts are missing", err);
        text = &checker->shared.items[from->text];
        cell_sums_add_text(&checker->found[from->sheet], from->place,
                           buffer_text(&checker->shared_bytes) + text->begin,
                           text->length);
    }
    return OK;
}

static enum status compare(struct checker *checker,
                           const struct cell_sums *sums, struct error *err)
{
    checker->part = "the whole";
    if (checker->seen != checker->sheets)
        return say(checker, "sheets are missing", err);
    for (size_t i = 0; i < checker->sheets; i++) {
        const struct cell_sums *found = &checker->found[i];

        if (found->count != sums[i].count)
            return error_set(err, ERR_IO,
                             "%s: read back, sheet %zu has %" PRIu64
                             " cells and not %" PRIu64,
                             checker->path, i + 1, found->count, sums[i].count);
        if (found->sum != sums[i].sum)
            return error_set(err, ERR_IO,
                             "%s: read back, sheet %zu has other values than "
                             "were written",
                             checker->path, i + 1);
    }
    return OK;
}

static enum status read_and_compare(struct checker *checker,
                                    const struct cell_sums *sums,
                                    struct error *err)
{
    enum status status;

    if (archive_read_open_filename(checker->zip, checker->path, BLOCK) !=
        ARCHIVE_OK)
        return say_zip(checker, err);
    status = read_parts(checker, err);
    if (status == OK)
        status = resolve_references(checker, err);
    return status == OK ? compare(checker, sums, err) : status;
}

enum status workbook_check(const char *path, const struct cell_sums *sums,
                           size_t count, struct error *err)
{
    struct checker checker = {
        .path = path, .part = "the whole", .sheets = count};
    enum status status;

    checker.found = memory_get_zeroed(count + 1, sizeof(*checker.found));
    checker.zip = archive_read_new();
    if (!checker.zip)
        memory_give_up(0);
    archive_read_support_format_zip_seekable(checker.zip);
    status = read_and_compare(&checker, sums, err);
    archive_read_free(checker.zip);
    free(checker.found);
    free(checker.references.items);
    free(checker.shared.items);
    buffer_release(&checker.shared_bytes);
    buffer_release(&checker.value);
    return status;
}
