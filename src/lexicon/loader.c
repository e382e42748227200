/* loader.c - see loader.h. */
#include "lexicon/loader.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "base/files.h"
#include "base/walk.h"
#include "ingest/csv_table.h"
#include "lexicon/builder.h"

enum { LEXICON_FILE_MAX = 64 * 1024 * 1024 };

static const char stage[] = "lexicon";

/* Fields that a row may have, and the CSV column of each, or CSV_NO_COLUMN. */
enum field {
    THEME,
    TERM,
    PATTERN,
    SYNTAX,
    EXCEPT,
    CASE,
    EXAMPLE,
    COUNTEREXAMPLE,
    NOTE,
    FIELDS
};

static const char *const field_names[FIELDS] = {
    "theme", "term",    "pattern",        "syntax", "except",
    "case",  "example", "counterexample", "note"};

struct load {
    struct lexicon_builder builder;
    struct csv_table table;
    int columns[FIELDS];
    size_t row;
    const char *folder; /* that is being listed */
    const char *file;   /* in the lexicon's arena */
    struct issues *issues;
};

const char *syntax_name(enum syntax syntax)
{
    switch (syntax) {
    case SYNTAX_GLOB:
        return "glob";
    case SYNTAX_REGEX:
        return "regex";
    case SYNTAX_PHRASE:
    default:
        return "phrase";
    }
}

bool syntax_parse(const char *name, enum syntax *out)
{
    *out = SYNTAX_PHRASE;
    if (!*name)
        return true;
    for (int i = SYNTAX_PHRASE; i <= SYNTAX_REGEX; i++)
        if (strcasecmp(name, syntax_name((enum syntax)i)) == 0) {
            *out = (enum syntax)i;
            return true;
        }
    return false;
}

/* -- Rows ------------------------------------------------------------------ */

/* Returns the field of the row at hand; NULL when the file has no such column.
 */
static const struct csv_field *field_of(const struct load *load,
                                        enum field field)
{
    return load->columns[field] == CSV_NO_COLUMN
               ? NULL
               : csv_table_field(&load->table, load->row,
                                 (size_t)load->columns[field]);
}

static const char *text_of(const struct load *load, enum field field)
{
    const struct csv_field *found = field_of(load, field);

    return found ? found->text : "";
}

static void fault(struct load *load, enum field field, const char *sentence)
{
    csv_table_fault(&load->table, stage, load->issues, field_of(load, field),
                    "%s: %s", field_names[field], sentence);
}

/* Returns the required field in canonical form, or NULL after a fault. */
static const char *required(struct load *load, enum field field)
{
    const char *text = lexicon_canonical_text(&load->builder,
                                              text_of(load, field));

    if (!text)
        fault(load, field,
              *text_of(load, field)
                  ? "more than one line; write it in one"
                  : "empty; every row needs a theme, a term and a pattern");
    return text;
}

/* Adds the pattern, or a fault at `field`. */
static bool add_pattern(struct load *load, const struct pattern *pattern,
                        enum field field)
{
    struct error err;

    if (lexicon_add_pattern(&load->builder, pattern, &err) == OK)
        return true;
    fault(load, field, err.text);
    return false;
}

/* Adds one of the row's exceptions: a phrase, or regex:... */
static void add_exception(struct load *load, const struct pattern *pattern,
                          char *text)
{
    struct pattern exception = *pattern;

    while (isspace((unsigned char)*text))
        text++;
    if (!*text)
        return;
    exception.is_exception = true;
    exception.syntax = SYNTAX_PHRASE;
    if (strncasecmp(text, "regex:", 6) == 0) {
        exception.syntax = SYNTAX_REGEX;
        text += 6;
    }
    exception.source = lexicon_canonical_text(&load->builder, text);
    if (exception.source)
        add_pattern(load, &exception, EXCEPT);
}

static void add_exceptions(struct load *load, const struct pattern *pattern)
{
    const char *text = text_of(load, EXCEPT);
    char *copy = memory_copy_text(text, strlen(text));
    char *rest = NULL;

    for (char *part = strtok_r(copy, ";", &rest); part;
         part = strtok_r(NULL, ";", &rest))
        add_exception(load, pattern, part);
    free(copy);
}

static void add_example(struct load *load, uint32_t term, enum field field)
{
    struct lexicon *lexicon = load->builder.lexicon;
    const char *text = text_of(load, field);

    if (*text)
        *VECTOR_PUSH(&lexicon->examples) = (struct example){
            .text = arena_copy_text(&lexicon->arena, text, strlen(text)),
            .term = term,
            .pattern = (uint32_t)lexicon->patterns.count - 1,
            .is_counterexample = field == COUNTEREXAMPLE,
        };
}

/* Reads syntax and case; false after a fault. */
static bool read_kind(struct load *load, struct pattern *pattern)
{
    const char *letter_case = text_of(load, CASE);

    pattern->is_sensitive = strcasecmp(letter_case, "sensitive") == 0;
    if (!syntax_parse(text_of(load, SYNTAX), &pattern->syntax))
        fault(load, SYNTAX, "not one of phrase, glob, regex");
    else if (*letter_case && !pattern->is_sensitive &&
             strcasecmp(letter_case, "insensitive") != 0)
        fault(load, CASE, "not one of sensitive, insensitive, or empty");
    else
        return true;
    return false;
}

static void add_row(struct load *load)
{
    const char *theme = required(load, THEME);
    const char *term = required(load, TERM);
    struct pattern pattern = {.source = required(load, PATTERN),
                              .file = load->file};

    if (!read_kind(load, &pattern) || !theme || !term || !pattern.source)
        return;
    pattern.line = field_of(load, PATTERN)->line;
    pattern.term = lexicon_add_term(&load->builder, theme, term);
    if (!add_pattern(load, &pattern, PATTERN))
        return;
    add_example(load, pattern.term, EXAMPLE);
    add_example(load, pattern.term, COUNTEREXAMPLE);
    add_exceptions(load, &pattern);
}

/* -- Files ----------------------------------------------------------------- */

/* Finds the columns; unknown ones are faults, so that a misspelt "exept" does
 * not silently lose its exceptions. */
static void find_columns(struct load *load)
{
    struct csv_table *table = &load->table;

    for (int field = 0; field < FIELDS; field++) {
        load->columns[field] = csv_table_column(table, field_names[field]);
        if (field <= PATTERN && load->columns[field] == CSV_NO_COLUMN)
            csv_table_fault(table, stage, load->issues, &table->fields.items[0],
                            "there is no column \"%s\"; a lexicon needs theme, "
                            "term and pattern",
                            field_names[field]);
    }
    for (size_t column = 0; column < table->columns; column++) {
        bool known = false;

        for (int field = 0; field < FIELDS; field++)
            known |= load->columns[field] == (int)column;
        if (!known)
            csv_table_fault(table, stage, load->issues,
                            &table->fields.items[column],
                            "unknown column \"%s\"; the columns are theme, "
                            "term, pattern, syntax, except, case, example, "
                            "counterexample, note",
                            csv_table_header(table, column));
    }
}

static enum status load_bytes(struct load *load, const struct buffer *bytes,
                              struct error *err)
{
    struct csv_source source = {load->file, stage, buffer_text(bytes),
                                bytes->length};
    size_t before = load->issues->errors;

    load->table = (struct csv_table){0};
    if (csv_table_read(&load->table, &source, load->issues, err) == OK) {
        find_columns(load);
        if (load->issues->errors == before)
            for (load->row = 0; load->row < load->table.rows; load->row++)
                add_row(load);
    }
    csv_table_release(&load->table);
    return issues_status(load->issues, before, ERR_INPUT, err);
}

static enum status load_file(struct load *load, const char *path,
                             struct error *err)
{
    struct buffer bytes = {.limit = LEXICON_FILE_MAX};
    enum status status = file_read(path, &bytes, err);

    load->file = arena_copy_text(&load->builder.lexicon->arena, path,
                                 strlen(path));
    if (status == OK)
        status = load_bytes(load, &bytes, err);
    buffer_release(&bytes);
    return status;
}

bool lexicon_is_file(const char *path)
{
    const char *dot = strrchr(path, '.');

    /* "~$norms.csv" is Excel's note that somebody has it open. */
    return dot && strncmp(path_name(path), "~$", 2) != 0 &&
           strcasecmp(dot, ".csv") == 0 &&
           strcmp(path_name(path), "administrations.csv") != 0;
}

/* What cannot be read may be a lexicon, or a folder of them: without it,
 * something else would be counted. */
static void refuse_entry(void *context, const char *path, bool is_denied,
                         const char *sentence)
{
    struct load *load = context;
    char *full = path_join(load->folder, path);
    struct issue_place place = {SEVERITY_ERROR, stage, full, NULL};

    (void)is_denied; /* as bad as any other reason */
    if (lexicon_is_file(path) || !strchr(path_name(path), '.'))
        issues_add(load->issues, &place, "%s", sentence);
    free(full);
}

static enum status list_folder(struct load *load, const char *path,
                               struct file_list *files, struct error *err)
{
    size_t before = load->issues->errors;
    enum status status;

    load->folder = path;
    status = folder_list(path, files, refuse_entry, load, err);
    if (status == ERR_MISSING)
        error_set(err, status,
                  "%s: there is no such folder or file of lexicons; name "
                  "yours with --lexicons",
                  path);
    return status ? status
                  : issues_status(load->issues, before, ERR_INPUT, err);
}

/* Loads every lexicon of the folder; goes on after faults, so that all are
 * told, and returns the first. */
static enum status load_folder(struct load *load, const char *path,
                               struct error *err)
{
    struct file_list files = {0};
    enum status status = list_folder(load, path, &files, err);
    size_t loaded = 0;

    for (size_t i = 0; i < files.count; i++) {
        struct error later;
        char *file;

        if (!lexicon_is_file(files.items[i].path))
            continue;
        loaded++;
        file = path_join(path, files.items[i].path);
        if (load_file(load, file, status == OK ? err : &later) != OK &&
            status == OK)
            status = err->code;
        free(file);
    }
    if (status == OK && !loaded)
        status = error_set(err, ERR_INPUT,
                           "%s: there is no lexicon (a .csv file) in this "
                           "folder; name another with --lexicons",
                           path);
    file_list_release(&files);
    return status;
}

enum status lexicon_load(struct lexicon *out, const char *path,
                         struct issues *issues, struct error *err)
{
    struct load load = {.issues = issues};
    struct stat about;
    enum status status;

    lexicon_builder_init(&load.builder, out);
    if (stat(path, &about) == 0 && S_ISREG(about.st_mode))
        status = load_file(&load, path, err);
    else
        status = load_folder(&load, path, err);
    if (status == OK && out->patterns.count == 0)
        status = error_set(err, ERR_INPUT,
                           "%s: the lexicon has no rows; give each term a row",
                           path);
    if (status == OK)
        lexicon_finish(&load.builder);
    lexicon_builder_release(&load.builder);
    return status;
}

enum status lexicon_of_pattern(struct lexicon *out, const char *source,
                               enum syntax syntax, bool is_sensitive,
                               struct error *err)
{
    struct lexicon_builder builder;
    struct pattern pattern = {.syntax = syntax,
                              .is_sensitive = is_sensitive,
                              .file = "(pattern)",
                              .line = 1};
    enum status status;

    lexicon_builder_init(&builder, out);
    pattern.source = lexicon_canonical_text(&builder, source);
    if (!pattern.source) {
        status = error_set(err, ERR_USAGE,
                           "the pattern is empty or has more than one line");
    } else {
        pattern.term = lexicon_add_term(&builder, "pattern", pattern.source);
        status = lexicon_add_pattern(&builder, &pattern, err);
        if (status != OK)
            error_context(err, "the pattern");
    }
    if (status == OK)
        lexicon_finish(&builder);
    lexicon_builder_release(&builder);
    return status;
}
