/*
 * documents.c - documents.csv: every document, counted or not.
 *
 * The manifest's own columns stand after the administration, as they are
 * called there. One whose name is that of a column of this table (in any case
 * of letters, since spreadsheets and databases do not tell `Words` from
 * `words`) or that no report can hold is left out.
 */
#include <stdlib.h>
#include <strings.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "report/cell_text.h"
#include "report/reports.h"
#include "report/tables/cells.h"
#include "report/tables/common_columns.h"

/* The columns before the manifest's and, at BEFORE + theirs, those after. */
enum { DOCUMENT, TITLE, DATE, ADMINISTRATION, BEFORE };
enum {
    GROUP,
    FORMAT,
    LANGUAGE,
    LANGUAGE_SOURCE,
    ENCODING,
    DATE_SOURCE,
    DUPLICATE_OF,
    DUPLICATE_KIND,
    BYTES,
    CHARACTERS,
    WORDS,
    WORDS_IN_HEADINGS,
    WORDS_IN_BOILERPLATE,
    SENTENCES,
    PARAGRAPHS,
    HITS,
    THEMES,
    STATUS,
    SHA256,
    AFTER
};

static const char *const status_names[] = {
    [DOCUMENT_COUNTED] = "counted",
    [DOCUMENT_EMPTY] = "empty",
    [DOCUMENT_OTHER_LANGUAGE] = "other language",
    [DOCUMENT_DUPLICATE] = "duplicate",
    [DOCUMENT_UNREADABLE] = "unreadable",
    [DOCUMENT_UNREADABLE + 1] = NULL,
};

const char *document_status_name(enum document_status status)
{
    return status_names[status];
}

#define BLANK_IF_UNREADABLE " Blank where the document is unreadable."

static const struct column columns[BEFORE + AFTER] = {
    [DOCUMENT] = DOCUMENT_COLUMN,
    [TITLE] = {"title", COLUMN_TEXT,
               .meaning =
                   "Title: by the manifest, else by the document itself, "
                   "else by the file's name."},
    [DATE] = DATE_COLUMN,
    [ADMINISTRATION] =
        {"administration", COLUMN_TEXT,
         .meaning = "Administration: by the manifest or the document itself, "
                    "else by the date. Blank where neither tells."},
    [BEFORE + GROUP] = {"group", COLUMN_TEXT,
                        .meaning = "The group that the document belongs to, "
                                   "\"(unknown)\" where the grouping column "
                                   "is blank." BLANK_IF_UNREADABLE},
    [BEFORE + FORMAT] = {"format", COLUMN_TEXT,
                         .meaning = "Format that the file was read as. Blank "
                                    "where it is not known."},
    [BEFORE + LANGUAGE] = {"language", COLUMN_TEXT,
                           .meaning = "Language (ISO 639): as the manifest "
                                      "says, else as the text shows, else as "
                                      "the document says of itself. Blank "
                                      "where nothing tells."},
    [BEFORE + LANGUAGE_SOURCE] =
        {"language_source", COLUMN_TEXT,
         .meaning = "What the language was known from: manifest, text or "
                    "metadata (of the document itself)."},
    [BEFORE + ENCODING] = {"encoding", COLUMN_TEXT,
                           .meaning = "Encoding that the file's text was read "
                                      "from. Blank for formats that have "
                                      "none of their own."},
    [BEFORE + DATE_SOURCE] =
        {"date_source", COLUMN_TEXT,
         .meaning = "What the date was known from: manifest, metadata (of the "
                    "document itself), file name, dateline (a line near the "
                    "top of the text), folder, or created (when the file "
                    "was made, as it says)."},
    [BEFORE + DUPLICATE_OF] =
        {"duplicate_of", COLUMN_TEXT,
         .meaning = "The first document, in order of path, that has the same "
                    "text or nearly so. Blank where there is none."},
    [BEFORE + DUPLICATE_KIND] =
        {"duplicate_kind", COLUMN_TEXT,
         .meaning = "file: the same bytes; text: the same words in the same "
                    "order; near: nine in ten of the runs of five words are "
                    "shared (estimated, plus or minus 0.05)."},
    [BEFORE + BYTES] = {"bytes", COLUMN_COUNT, .unit = "bytes",
                        .meaning = "Size of the file."},
    [BEFORE + CHARACTERS] = {"characters", COLUMN_COUNT, .unit = "characters",
                             .meaning = "Unicode code points of the text as it "
                                        "was counted, without line ends." //
                             BLANK_IF_UNREADABLE},
    [BEFORE + WORDS] = {"words", COLUMN_COUNT, .unit = "words",
                        .meaning = "Words, by Unicode's word boundaries with "
                                   "hyphenated compounds as one." //
                        BLANK_IF_UNREADABLE},
    [BEFORE + WORDS_IN_HEADINGS] =
        {"words_in_headings", COLUMN_COUNT, .unit = "words",
         .meaning = "Words in section headings that are counted apart or left "
                    "out (--headings), none of them in words; 0 where "
                    "headings are counted as text." BLANK_IF_UNREADABLE},
    [BEFORE + WORDS_IN_BOILERPLATE] =
        {"words_in_boilerplate", COLUMN_COUNT, .unit = "words",
         .meaning = "Words in paragraphs that stand in many documents of the "
                    "source (--boilerplate): where they are left out, none of "
                    "them is in words; where they are flagged, all are; 0 "
                    "where nobody looked." BLANK_IF_UNREADABLE},
    [BEFORE + SENTENCES] = {"sentences", COLUMN_COUNT, .unit = "sentences",
                            .meaning = "Sentences." BLANK_IF_UNREADABLE},
    [BEFORE +
        PARAGRAPHS] = {"paragraphs", COLUMN_COUNT, .unit = "paragraphs",
                       .meaning = "Paragraphs, headings and list items." //
                       BLANK_IF_UNREADABLE},
    [BEFORE + HITS] = {"hits", COLUMN_COUNT, .unit = "hits",
                       .meaning = "Hits of all themes together." //
                       BLANK_IF_UNREADABLE},
    [BEFORE + THEMES] = {"themes", COLUMN_COUNT, .unit = "themes",
                         .meaning = "Themes with at least one hit." //
                         BLANK_IF_UNREADABLE},
    [BEFORE + STATUS] = {"status", COLUMN_TEXT, .is_required = true,
                         .values = status_names,
                         .meaning = "counted; empty: readable, but without a "
                                    "word; other language: the lexicons are "
                                    "not for it (--languages); duplicate: of "
                                    "another document (--duplicates skip); "
                                    "unreadable: issues.csv says why. Only "
                                    "counted documents are in other "
                                    "reports."},
    [BEFORE + SHA256] = {"sha256", COLUMN_TEXT,
                         .meaning = "SHA-256 digest of the file's bytes, in "
                                    "hexadecimal. Blank where the file could "
                                    "not be read."},
};

static const struct table table = {
    .name = "documents",
    .title = "Documents",
    .row = "document",
    .order = "by document",
    .columns = columns,
    .column_count = BEFORE + AFTER,
};

/* -- The manifest's columns ------------------------------------------------ */

static bool is_shown(const char *name)
{
    size_t length = strlen(name);

    if (!length || length > TABLE_CELL_MAX || !cell_text_is_fit(name, length))
        return false;
    for (size_t i = 0; i < table.column_count; i++)
        if (strcasecmp(columns[i].name, name) == 0)
            return false;
    return true;
}

/* Returns how many of the manifest's columns are shown; `shown` becomes their
 * indexes, for all of which it has room. */
static size_t shown_columns(const struct corpus *corpus, size_t *shown)
{
    size_t count = 0;

    for (size_t i = 0; i < corpus->column_count; i++)
        if (is_shown(corpus->columns[i]))
            shown[count++] = i;
    return count;
}

static struct table *make_table(const struct results *results)
{
    const struct corpus *corpus = results->corpus;
    size_t *shown = memory_get_zeroed(corpus->column_count, sizeof(*shown));
    size_t count = shown_columns(corpus, shown);
    struct column *extra = memory_get_zeroed(count, sizeof(*extra));
    struct table *made;

    for (size_t i = 0; i < count; i++)
        extra[i] = (struct column){
            .name = corpus->columns[shown[i]],
            .type = COLUMN_TEXT,
            .meaning = "Column of the manifest, as written there; else what "
                       "the document itself says. Blank where neither does.",
        };
    made = table_with_columns(&table, BEFORE, extra, count);
    free(extra);
    free(shown);
    return made;
}

/* -- Rows ------------------------------------------------------------------ */

/* Which columns there are, and the row under way. */
struct layout {
    const struct results *results;
    size_t *shown; /* indexes of the manifest's columns that are shown */
    size_t shown_count;
    struct buffer title;
    struct cell *cells;
    struct cell *after; /* those after the manifest's */
};

static void layout_init(struct layout *layout, const struct results *results)
{
    size_t count = results->corpus->column_count;

    *layout = (struct layout){
        .results = results,
    };
    layout->shown = memory_get_zeroed(count, sizeof(*layout->shown));
    layout->shown_count = shown_columns(results->corpus, layout->shown);
    layout->cells = memory_get_zeroed(BEFORE + layout->shown_count + AFTER,
                                      sizeof(*layout->cells));
    layout->after = layout->cells + BEFORE + layout->shown_count;
}

static void layout_release(struct layout *layout)
{
    free(layout->shown);
    free(layout->cells);
    buffer_release(&layout->title);
}

/* Cells of numbers that are unknown when nobody could read the document. */
static void make_counts(const struct document_result *result,
                        struct cell after[AFTER])
{
    const struct document_totals *totals = &result->totals;
    const uint64_t counts[] = {totals->characters,    totals->words,
                               totals->heading_words, totals->boilerplate_words,
                               totals->sentences,     totals->paragraphs,
                               totals->hits,          result->theme_count};

    for (size_t i = CHARACTERS; i <= THEMES; i++)
        after[i] = result->status == DOCUMENT_UNREADABLE
                       ? cell_missing()
                       : cell_count(counts[i - CHARACTERS]);
}

static enum status add_row(struct layout *layout, size_t index,
                           struct table_output *output, struct error *err)
{
    const struct document *document =
        &layout->results->corpus->items.items[index];
    const struct document_result *result = &layout->results->documents[index];
    struct cell *cells = layout->cells, *after = layout->after;
    char date[DATE_TEXT_MAX], sha256[DIGEST_HEX_SIZE];

    cells[DOCUMENT] = cell_string(document->path);
    cells[TITLE] = cell_string(document_title(document, &layout->title));
    cells[DATE] = cell_date(document->date, date);
    cells[ADMINISTRATION] = cell_string(document->administration);
    for (size_t i = 0; i < layout->shown_count; i++)
        cells[BEFORE + i] = cell_string(document->values[layout->shown[i]]);
    after[GROUP] = cell_string(result->group);
    after[FORMAT] = cell_string(result->format);
    after[LANGUAGE] = cell_string(result->language);
    after[LANGUAGE_SOURCE] = cell_string(result->language_source);
    after[ENCODING] = cell_string(result->encoding);
    after[DATE_SOURCE] = cell_string(
        metadata_source_name(document->date_source));
    after[DUPLICATE_OF] = cell_string(result->duplicate_of);
    after[DUPLICATE_KIND] = cell_string(result->duplicate_kind);
    after[BYTES] = cell_count(document->size_bytes);
    make_counts(result, after);
    after[STATUS] = cell_string(status_names[result->status]);
    after[SHA256] = cell_string(document_sha256(result, sha256));
    return table_row(output, cells, err);
}

static enum status fill(const void *source, struct table_output *output,
                        struct error *err)
{
    const struct results *results = source;
    struct layout layout;
    enum status status = OK;

    layout_init(&layout, results);
    for (size_t i = 0; !status && i < results->corpus->items.count; i++)
        status = add_row(&layout, i, output, err);
    layout_release(&layout);
    return status;
}

const struct report report_documents = {
    .table = &table, .make_table = make_table, .fill = fill, .weight = 5};
