/* validation_read.c - a key and the sheets that people coded; see validation.h.
 *
 * A spreadsheet may have saved them again: with ';' between fields, a byte
 * order mark or none, other line ends, rows in another order, and the
 * apostrophe before a text that looks like a formula kept as part of it. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/files.h"
#include "ingest/csv_table.h"
#include "report/cell_text.h"
#include "run/validation.h"

enum { SHEET_BYTES_MAX = 1 << 30 };

static const char stage[] = "validation";

/* A file under way. Which column is which is by the enums below; one that is
 * not there is CSV_NO_COLUMN. */
struct reading {
    struct validation *out;
    struct issues *issues;
    struct csv_table table;
    const int *columns;
};

/* -- Files and fields ------------------------------------------------------ */

static enum status read_table(struct reading *reading, const char *path,
                              struct error *err)
{
    struct buffer bytes = {.limit = SHEET_BYTES_MAX};
    enum status status = file_read(path, &bytes, err);
    struct csv_source source = {.name = path, .stage = stage};

    if (status == OK) {
        source.bytes = buffer_text(&bytes);
        source.length = bytes.length;
        status = csv_table_read(&reading->table, &source, reading->issues, err);
    }
    buffer_release(&bytes);
    return status;
}

/* The columns of a kind of file, of which the first `required` must be there.
 */
struct wanted {
    const char *const *names;
    size_t count, required;
};

static enum status find_columns(struct reading *reading,
                                const struct wanted *wanted, int *columns,
                                struct error *err)
{
    for (size_t i = 0; i < wanted->count; i++) {
        columns[i] = csv_table_column(&reading->table, wanted->names[i]);
        if (columns[i] == CSV_NO_COLUMN && i < wanted->required)
            return error_set(err, ERR_INPUT,
                             "%s: there is no column \"%s\"; keep the columns "
                             "that policylex wrote",
                             reading->table.name, wanted->names[i]);
    }
    reading->columns = columns;
    return OK;
}

static const struct csv_field *field_of(const struct reading *reading,
                                        size_t row, int which)
{
    return csv_table_field(&reading->table, row,
                           (size_t)reading->columns[which]);
}

/* Returns the field's text without the guard against formulas. */
static const char *text_of(const struct reading *reading, size_t row, int which)
{
    const struct csv_field *field = field_of(reading, row, which);
    bool is_guarded = field->text[0] == '\'' &&
                      cell_text_is_formula_like(field->text + 1,
                                                field->length - 1);

    return field->text + is_guarded;
}

static bool parse_number(const char *text, uint64_t *number)
{
    char *end;

    errno = 0;
    *number = strtoull(text, &end, 10);
    return *text >= '0' && *text <= '9' && !*end && !errno;
}

/* Reads a whole number from `least` to `most`; anything else is a fault. */
static bool read_number(struct reading *reading, size_t row, int which,
                        const uint64_t range[2], uint64_t *number)
{
    const struct csv_field *field = field_of(reading, row, which);

    if (parse_number(field->text, number) && *number >= range[0] &&
        *number <= range[1])
        return true;
    csv_table_fault(&reading->table, stage, reading->issues, field,
                    "\"%s\" is no whole number from %llu to %llu; undo what "
                    "was changed there",
                    field->text, (unsigned long long)range[0],
                    (unsigned long long)range[1]);
    return false;
}

/* -- The key --------------------------------------------------------------- */

enum {
    KEY_ITEM,
    KEY_THEME,
    KEY_DOCUMENT,
    KEY_SENTENCE_NUMBER,
    KEY_SENTENCE,
    KEY_STRATUM,
    KEY_STRATUM_SIZE,
    KEY_SAMPLED,
    KEY_TERMS,
    KEY_DRAWN_FOR,
    KEY_COLUMNS
};

static const char *const key_columns[KEY_COLUMNS] = {
    "item",    "theme",        "document", "sentence_number", "sentence",
    "stratum", "stratum_size", "sampled",  "terms",           "drawn_for"};

static const struct wanted key_wanted = {key_columns, KEY_COLUMNS, KEY_COLUMNS};

static const uint64_t any_number[2] = {0, UINT64_MAX};

static const char *keep(struct reading *reading, size_t row, int which)
{
    const char *text = text_of(reading, row, which);

    return *text ? arena_copy_text(&reading->out->texts, text, strlen(text))
                 : "";
}

static bool read_stratum(struct reading *reading, size_t row,
                         struct validation_item *item)
{
    const struct csv_field *field = field_of(reading, row, KEY_STRATUM);
    const uint64_t all[2] = {1, reading->table.rows};
    uint64_t some[2] = {1, UINT64_MAX};

    item->stratum = STRATUM_HIT;
    while (item->stratum < STRATUM_TERM &&
           strcmp(field->text, stratum_name(item->stratum)) != 0)
        item->stratum++;
    if (strcmp(field->text, stratum_name(item->stratum)) != 0) {
        csv_table_fault(&reading->table, stage, reading->issues, field,
                        "\"%s\" is none of hit, near, far, term", field->text);
        return false;
    }
    if (item->stratum == STRATUM_TERM)
        return true;
    if (!read_number(reading, row, KEY_SAMPLED, all, &item->sampled))
        return false;
    some[0] = item->sampled;
    return read_number(reading, row, KEY_STRATUM_SIZE, some,
                       &item->stratum_size);
}

static void read_key_row(struct reading *reading, size_t row)
{
    const uint64_t all[2] = {1, reading->table.rows};
    struct validation_item item = {
        .theme = keep(reading, row, KEY_THEME),
        .document = keep(reading, row, KEY_DOCUMENT),
        .before = "",
        .sentence = keep(reading, row, KEY_SENTENCE),
        .after = "",
        .terms = keep(reading, row, KEY_TERMS),
        .drawn_for = keep(reading, row, KEY_DRAWN_FOR),
    };
    struct validation_item *place;
    uint64_t number;

    if (!read_number(reading, row, KEY_ITEM, all, &number) ||
        !read_number(reading, row, KEY_SENTENCE_NUMBER, any_number,
                     &item.sentence_number) ||
        !read_stratum(reading, row, &item))
        return;
    place = &reading->out->items.items[number - 1];
    if (place->theme)
        csv_table_fault(&reading->table, stage, reading->issues,
                        field_of(reading, row, KEY_ITEM),
                        "item %llu is there twice; undo what was changed there",
                        (unsigned long long)number);
    *place = item;
}

/* Items of a theme stand together, and those of a stratum say the same of it.
 */
static enum status check_items(const struct reading *reading, struct error *err)
{
    const struct validation_items *items = &reading->out->items;
    const struct validation_item *first[STRATA + 1] = {NULL};

    for (size_t i = 0; i < items->count; i++) {
        const struct validation_item *item = &items->items[i];
        const struct validation_item *other;
        int order = i ? strcmp(items->items[i - 1].theme, item->theme) : -1;

        if (order != 0)
            memset(first, 0, sizeof(first));
        other = first[item->stratum] ? first[item->stratum] : item;
        first[item->stratum] = other;
        if (order > 0 || other->stratum_size != item->stratum_size ||
            other->sampled != item->sampled)
            return error_set(err, ERR_INPUT,
                             "%s: item %zu does not fit the others of its "
                             "theme and stratum; undo what was changed there",
                             reading->table.name, i + 1);
    }
    return OK;
}

static enum status read_key_rows(struct reading *reading, struct error *err)
{
    size_t before = reading->issues->errors, rows = reading->table.rows;

    if (rows == 0)
        return error_set(err, ERR_INPUT, "%s: there is no item in it",
                         reading->table.name);
    VECTOR_RESERVE(&reading->out->items, rows);
    reading->out->items.count = rows;
    memset(reading->out->items.items, 0,
           rows * sizeof(*reading->out->items.items));
    for (size_t row = 0; row < rows; row++)
        read_key_row(reading, row);
    if (issues_status(reading->issues, before, ERR_INPUT, err) != OK)
        return err->code;
    return check_items(reading, err);
}

static enum status read_key(struct validation *out, const char *path,
                            struct issues *issues, struct error *err)
{
    struct reading reading = {.out = out, .issues = issues};
    int columns[KEY_COLUMNS];
    enum status status = read_table(&reading, path, err);

    if (status == OK)
        status = find_columns(&reading, &key_wanted, columns, err);
    if (status == OK)
        status = read_key_rows(&reading, err);
    csv_table_release(&reading.table);
    return status;
}

/* -- A coder's sheet ------------------------------------------------------- */

enum {
    SHEET_ITEM,
    SHEET_CODE,
    SHEET_REQUIRED,
    SHEET_THEME = SHEET_REQUIRED,
    SHEET_DOCUMENT,
    SHEET_SENTENCE_NUMBER,
    SHEET_COLUMNS
};

static const char *const sheet_columns[SHEET_COLUMNS] = {
    "item", "code", "theme", "document", "sentence_number"};

static const struct wanted sheet_wanted = {sheet_columns, SHEET_COLUMNS,
                                           SHEET_REQUIRED};

/* What is known of a coder's sheet while it is read. */
struct sheet {
    struct reading reading;
    size_t coder;
    uint32_t *lines; /* by item: where it stands; 0: not yet */
    size_t coded;
};

static bool read_code(struct reading *reading, size_t row, int *code)
{
    static const struct {
        const char *word;
        enum code code;
    } words[] = {{"", CODE_NONE},   {"1", CODE_YES},    {"0", CODE_NO},
                 {"yes", CODE_YES}, {"no", CODE_NO},    {"y", CODE_YES},
                 {"n", CODE_NO},    {"true", CODE_YES}, {"false", CODE_NO}};
    const struct csv_field *field = field_of(reading, row, SHEET_CODE);

    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
        if (strcasecmp(field->text, words[i].word) == 0) {
            *code = words[i].code;
            return true;
        }
    csv_table_fault(&reading->table, stage, reading->issues, field,
                    "\"%s\" is no code; write 1 or yes, 0 or no, or leave it "
                    "blank",
                    field->text);
    return false;
}

/* Returns whether the column, if it is there, says what the key does. */
static bool agrees(const struct reading *reading, size_t row, int which,
                   const char *text)
{
    return reading->columns[which] == CSV_NO_COLUMN ||
           strcmp(text_of(reading, row, which), text) == 0;
}

/* The same words may have another number in another sample: a sheet must be of
 * this one. */
static bool is_of_key(const struct reading *reading, size_t row, size_t item)
{
    const struct validation_item *known = &reading->out->items.items[item];
    uint64_t number;

    if (!agrees(reading, row, SHEET_THEME, known->theme) ||
        !agrees(reading, row, SHEET_DOCUMENT, known->document))
        return false;
    return reading->columns[SHEET_SENTENCE_NUMBER] == CSV_NO_COLUMN ||
           (parse_number(field_of(reading, row, SHEET_SENTENCE_NUMBER)->text,
                         &number) &&
            number == known->sentence_number);
}

/* Finds the row's item, which is counted from 0; whatever is wrong with it is a
 * fault. */
static bool find_item(struct sheet *sheet, size_t row, size_t *item)
{
    struct reading *reading = &sheet->reading;
    const struct csv_field *field = field_of(reading, row, SHEET_ITEM);
    uint64_t number;

    if (!parse_number(field->text, &number) || number == 0 ||
        number > reading->out->items.count) {
        csv_table_fault(&reading->table, stage, reading->issues, field,
                        "there is no item \"%s\" in the key, which has 1 to "
                        "%zu; is this the sheet of another sample?",
                        field->text, reading->out->items.count);
        return false;
    }
    *item = (size_t)number - 1;
    if (sheet->lines[*item]) {
        csv_table_fault(&reading->table, stage, reading->issues, field,
                        "item %s is on line %u already; delete one of the two "
                        "rows",
                        field->text, sheet->lines[*item]);
        return false;
    }
    sheet->lines[*item] = field->line;
    if (is_of_key(reading, row, *item))
        return true;
    csv_table_fault(&reading->table, stage, reading->issues, field,
                    "item %s is another sentence in the key; is this the sheet "
                    "of another sample?",
                    field->text);
    return false;
}

static void read_sheet_row(struct sheet *sheet, size_t row)
{
    struct validation *out = sheet->reading.out;
    size_t item;
    int code;

    if (!find_item(sheet, row, &item) ||
        !read_code(&sheet->reading, row, &code))
        return;
    out->codes[item * out->coders.count + sheet->coder] = code;
    sheet->coded += code != CODE_NONE;
}

static void note_missing(const struct sheet *sheet)
{
    size_t missing = 0;
    struct issue_place place = {SEVERITY_WARNING, stage,
                                sheet->reading.table.name, NULL};

    for (size_t i = 0; i < sheet->reading.out->items.count; i++)
        missing += sheet->lines[i] == 0;
    if (missing)
        issues_add(sheet->reading.issues, &place,
                   "%zu items of the key are not in it; they count as not "
                   "coded by \"%s\"",
                   missing, sheet->reading.out->coders.items[sheet->coder]);
}

static enum status read_sheet_rows(struct sheet *sheet, struct error *err)
{
    struct reading *reading = &sheet->reading;
    size_t before = reading->issues->errors;

    for (size_t row = 0; row < reading->table.rows; row++)
        read_sheet_row(sheet, row);
    if (issues_status(reading->issues, before, ERR_INPUT, err) != OK)
        return err->code;
    if (!sheet->coded)
        return error_set(err, ERR_INPUT,
                         "%s: nothing is coded in it; write 1 or 0 into the "
                         "column \"code\"",
                         reading->table.name);
    note_missing(sheet);
    return OK;
}

static enum status read_sheet(struct validation *out, const char *path,
                              size_t coder, struct issues *issues,
                              struct error *err)
{
    struct sheet sheet = {.reading = {.out = out, .issues = issues},
                          .coder = coder};
    int columns[SHEET_COLUMNS];
    enum status status = read_table(&sheet.reading, path, err);

    sheet.lines = memory_get_zeroed(out->items.count, sizeof(*sheet.lines));
    if (status == OK)
        status = find_columns(&sheet.reading, &sheet_wanted, columns, err);
    if (status == OK)
        status = read_sheet_rows(&sheet, err);
    free(sheet.lines);
    csv_table_release(&sheet.reading.table);
    return status;
}

/* -- The whole ------------------------------------------------------------- */

/* Every refusal is an issue too, once. */
static enum status note_refusal(struct issues *issues, size_t errors_before,
                                enum status status, const struct error *err)
{
    struct issue_place place = {SEVERITY_ERROR, stage, NULL, NULL};

    if (status != OK && issues->errors == errors_before)
        issues_add(issues, &place, "%s", err->text);
    return status;
}

/* A coder is called as the file, without ".csv". */
static enum status name_coders(struct validation *out,
                               const struct validation_files *files,
                               struct error *err)
{
    for (size_t i = 0; i < files->sheet_count; i++) {
        const char *file = path_name(files->sheets[i]);
        size_t length = strlen(file);

        if (length > 4 && strcasecmp(file + length - 4, ".csv") == 0)
            length -= 4;
        file = arena_copy_text(&out->texts, file, length);
        for (size_t k = 0; k < i; k++)
            if (strcmp(out->coders.items[k], file) == 0)
                return error_set(err, ERR_USAGE,
                                 "%s: another file is called \"%s\" too; name "
                                 "each file for its coder",
                                 files->sheets[i], file);
        *VECTOR_PUSH(&out->coders) = file;
    }
    return OK;
}

static void init_codes(struct validation *out)
{
    size_t cells = out->items.count * out->coders.count;

    out->codes = memory_get_zeroed(cells, sizeof(*out->codes));
    for (size_t i = 0; i < cells; i++)
        out->codes[i] = CODE_NONE;
}

enum status validation_read(struct validation *out,
                            const struct validation_files *files,
                            struct issues *issues, struct error *err)
{
    size_t errors = issues->errors;
    enum status status, one;
    struct error other;

    if (name_coders(out, files, err) != OK)
        return err->code;
    status = read_key(out, files->key, issues, err);
    if (note_refusal(issues, errors, status, err) != OK)
        return status;
    init_codes(out);
    for (size_t i = 0; i < files->sheet_count; i++) {
        errors = issues->errors;
        one = read_sheet(out, files->sheets[i], i, issues, &other);
        if (note_refusal(issues, errors, one, &other) != OK && status == OK)
            *err = other;
        status = status ? status : one;
    }
    return status;
}
