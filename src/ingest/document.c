/* document.c - what is known of one document, and who said so; see corpus.h. */
#include <string.h>
#include <strings.h>

#include "base/files.h"
#include "ingest/corpus.h"
#include "ingest/dateline.h"
#include "ingest/document.h"
#include "ingest/format.h"

const char *metadata_source_name(enum metadata_source source)
{
    static const char *const names[] = {
        [SOURCE_NONE] = "",
        [SOURCE_DATE] = "date",
        [SOURCE_CREATED] = "created",
        [SOURCE_FOLDER] = "folder",
        [SOURCE_DATELINE] = "dateline",
        [SOURCE_FILE_NAME] = "file name",
        [SOURCE_METADATA] = "metadata",
        [SOURCE_MANIFEST] = "manifest",
    };

    return names[source];
}

static const char *copy(struct arena *texts, const char *text)
{
    return text[0] ? arena_copy_text(texts, text, strlen(text)) : "";
}

/* Replaces a text when the new one is not empty and its source has more credit
 * than the old one's. */
static void offer(const char **held, uint8_t *held_source, const char *text,
                  enum metadata_source source, struct arena *texts)
{
    if (!text || !text[0] || source <= *held_source)
        return;
    *held = copy(texts, text);
    *held_source = (uint8_t)source;
}

static void offer_date(struct document *document, struct date date,
                       enum metadata_source source)
{
    if (!date_is_known(date) || source <= document->date_source)
        return;
    document->date = date;
    document->date_source = (uint8_t)source;
}

/* Takes the administration's name, which outlives the corpus. */
static void take_administration(struct document *document,
                                const struct administration *term,
                                enum metadata_source source)
{
    document->administration = term ? term->president : "";
    document->administration_source = (uint8_t)(term ? source : SOURCE_NONE);
}

/* Lets the administration follow from the date unless someone named it. */
static void follow_date(const struct corpus *corpus, struct document *document)
{
    if (document->administration_source <= SOURCE_DATE)
        take_administration(
            document,
            corpus->administrations
                ? administrations_at(corpus->administrations, document->date)
                : NULL,
            SOURCE_DATE);
}

/* -- Names and folders ----------------------------------------------------- */

static char upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 32) : c;
}

/* Makes a title of a file's name: no date, no extensions, words apart. A name
 * that is only a date stays as it is. */
static const char *title_of_name(const char *name, struct buffer *title)
{
    size_t length = format_stem_length(name);
    struct date_place place;
    struct date date;
    char *rest;

    buffer_reset(title);
    buffer_add(title, name, length);
    rest = title->data;
    if (date_in_name(rest, &date, &place)) {
        rest += place.end;
        rest += strspn(rest, "-_. ");
    }
    if (!*rest)
        return title->data;
    for (char *c = rest; *c; c++)
        if (*c == '-' || *c == '_')
            *c = ' ';
    rest[0] = upper(rest[0]);
    return rest;
}

const char *document_title(const struct document *document,
                           struct buffer *scratch)
{
    return document->title ? document->title
                           : title_of_name(path_name(document->path), scratch);
}

static void offer_name(struct document *document)
{
    struct date_place place;
    struct date date;

    if (date_in_name(path_name(document->path), &date, &place))
        offer_date(document, date, SOURCE_FILE_NAME);
    else if (date_from_name(document->path, &date))
        offer_date(document, date, SOURCE_FOLDER);
}

/* Returns the first sub-folder's name; "" at the top. */
static const char *folder_of(const struct document *document,
                             struct buffer *scratch)
{
    const char *slash = strchr(document->path, '/');

    buffer_reset(scratch);
    if (slash)
        buffer_add(scratch, document->path, (size_t)(slash - document->path));
    return buffer_text(scratch);
}

static void offer_folder(const struct corpus *corpus, struct document *document)
{
    struct buffer folder = {0};
    const struct administration *term = corpus->administrations
                                            ? administrations_named(
                                                  corpus->administrations,
                                                  folder_of(document, &folder))
                                            : NULL;

    if (term && SOURCE_FOLDER > document->administration_source)
        take_administration(document, term, SOURCE_FOLDER);
    buffer_release(&folder);
}

/* -- The manifest ---------------------------------------------------------- */

static void offer_manifest(struct corpus *corpus, struct document *document,
                           const struct manifest *manifest,
                           const struct manifest_row *row)
{
    struct arena *texts = &corpus->texts;

    document->in_manifest = true;
    offer(&document->title, &document->title_source, row->title,
          SOURCE_MANIFEST, texts);
    offer(&document->administration, &document->administration_source,
          row->administration, SOURCE_MANIFEST, texts);
    offer_date(document, row->date, SOURCE_MANIFEST);
    for (size_t i = 0; i < manifest->extras.count; i++)
        document->values[i] = copy(texts,
                                   manifest_extra_value(manifest, row, i));
}

/* -- One document ---------------------------------------------------------- */

static const char **no_values(struct corpus *corpus)
{
    const char **values = NULL;

    if (corpus->column_count)
        values = arena_get(&corpus->texts,
                           corpus->column_count * sizeof(*values));
    for (size_t i = 0; i < corpus->column_count; i++)
        values[i] = "";
    return values;
}

void document_init(struct document *document, struct corpus *corpus,
                   const struct file_entry *file,
                   const struct manifest *manifest,
                   const struct manifest_row *row)
{
    *document = (struct document){.path = file->path,
                                  .size_bytes = file->size_bytes,
                                  .modified_ns = file->modified_ns,
                                  .administration = "",
                                  .values = no_values(corpus)};
    if (row)
        offer_manifest(corpus, document, manifest, row);
    offer_name(document);
    offer_folder(corpus, document);
    follow_date(corpus, document);
}

/* -- What the document says of itself -------------------------------------- */

/* Front matter often has a time after the day. */
static void adopt_date(struct document *document, const char *text,
                       struct issues *issues)
{
    enum { DAY = 10 };
    size_t length = strlen(text);
    struct date date;

    if (length > DAY && (text[DAY] == 'T' || text[DAY] == ' '))
        length = DAY;
    if (date_parse(text, length, &date) ||
        (length && date_read_words(text, length, &date) == length))
        offer_date(document, date, SOURCE_METADATA);
    else if (length && document->date_source < SOURCE_METADATA)
        issues_add(issues,
                   &(struct issue_place){SEVERITY_WARNING, "corpus",
                                         document->path, NULL},
                   "its date \"%s\" is not a date of the "
                   "calendar and is not used; write it as 2011-07-14",
                   text);
}

static bool lies_within(struct date date, struct date whole)
{
    return date_compare(date_first_day(date), date_first_day(whole)) >= 0 &&
           date_compare(date_last_day(date), date_last_day(whole)) <= 0;
}

/* Looks for a dateline where it could tell more than is known. */
static void adopt_dateline(struct document *document,
                           struct extracted *extracted)
{
    struct date known = document->date, date;

    if (known.day || document->date_source == SOURCE_MANIFEST)
        return;
    date = extracted_dateline(extracted);
    if (!date_is_known(date))
        return;
    if (document->date_source > SOURCE_DATELINE &&
        (!lies_within(date, known) || date_compare(date, known) <= 0))
        return;
    document->date = date;
    document->date_source = SOURCE_DATELINE;
}

/* A PDF or an office file says when it was made, which may be long after what
 * it holds was written, or be a template's day: better than nothing. */
static void adopt_created(struct document *document,
                          const struct metadata *metadata)
{
    const char *created = metadata_get(metadata, "created");
    struct date date;

    if (!created)
        created = metadata_get(metadata, "modified");
    if (created && !date_is_known(document->date) &&
        date_parse(created, strcspn(created, "T "), &date))
        offer_date(document, date, SOURCE_CREATED);
}

static void adopt_metadata(const struct corpus *corpus,
                           struct document *document,
                           const struct metadata *metadata, struct arena *texts,
                           struct issues *issues)
{
    const char *date = metadata_get(metadata, "date");

    offer(&document->title, &document->title_source,
          metadata_get(metadata, "title"), SOURCE_METADATA, texts);
    offer(&document->administration, &document->administration_source,
          metadata_get(metadata, "administration"), SOURCE_METADATA, texts);
    if (date)
        adopt_date(document, date, issues);
    for (size_t i = 0; i < corpus->column_count; i++) {
        const char *value = metadata_get(metadata, corpus->columns[i]);

        if (value && !document->values[i][0])
            document->values[i] = copy(texts, value);
    }
}

void document_adopt(const struct corpus *corpus, struct document *document,
                    struct extracted *extracted, struct arena *texts,
                    struct issues *issues)
{
    adopt_metadata(corpus, document, &extracted->metadata, texts, issues);
    adopt_dateline(document, extracted);
    adopt_created(document, &extracted->metadata);
    follow_date(corpus, document);
}

/* -- Columns --------------------------------------------------------------- */

/* Handles below 0 are the built-in columns, others index corpus->columns. */
enum {
    COLUMN_FILE = -2,
    COLUMN_TITLE = -3,
    COLUMN_DATE = -4,
    COLUMN_ADMINISTRATION = -5,
    COLUMN_FOLDER = -6,
};

uint64_t corpus_bytes(const struct corpus *corpus)
{
    uint64_t bytes = 0;

    for (size_t i = 0; i < corpus->items.count; i++)
        bytes += corpus->items.items[i].size_bytes;
    return bytes;
}

int corpus_column(const struct corpus *corpus, const char *name)
{
    static const struct {
        const char *name;
        int column;
    } built_in[] = {
        {"file", COLUMN_FILE},     {"title", COLUMN_TITLE},
        {"date", COLUMN_DATE},     {"administration", COLUMN_ADMINISTRATION},
        {"folder", COLUMN_FOLDER},
    };

    for (size_t i = 0; i < corpus->column_count; i++)
        if (strcasecmp(corpus->columns[i], name) == 0)
            return (int)i;
    for (size_t i = 0; i < sizeof(built_in) / sizeof(built_in[0]); i++)
        if (strcasecmp(built_in[i].name, name) == 0)
            return built_in[i].column;
    return CORPUS_NO_COLUMN;
}

const char *document_value(const struct corpus *corpus,
                           const struct document *document, int column,
                           struct buffer *scratch)
{
    char date[DATE_TEXT_MAX];

    switch (column) {
    case COLUMN_FILE:
        return document->path;
    case COLUMN_TITLE:
        return document_title(document, scratch);
    case COLUMN_DATE:
        date_format(document->date, date);
        buffer_reset(scratch);
        buffer_add_text(scratch, date);
        return buffer_text(scratch);
    case COLUMN_ADMINISTRATION:
        return document->administration;
    case COLUMN_FOLDER:
        return folder_of(document, scratch);
    default:
        if (column < 0 || (size_t)column >= corpus->column_count)
            return "";
        return document->values[column];
    }
}
