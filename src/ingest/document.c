/* document.c - what is known of one document, and who said so; see corpus.h. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/files.h"
#include "ingest/corpus.h"
#include "ingest/document.h"

const char *metadata_source_name(enum metadata_source source)
{
    static const char *const names[] = {
        [SOURCE_NONE] = "",
        [SOURCE_DATE] = "date",
        [SOURCE_FOLDER] = "folder",
        [SOURCE_FILE_NAME] = "file name",
        [SOURCE_FRONT_MATTER] = "front matter",
        [SOURCE_MANIFEST] = "manifest",
    };

    return names[source];
}

static char *copy(const char *text)
{
    return memory_copy_text(text, strlen(text));
}

/* Replaces an owned text when the new one is not empty and its source has more
 * credit than the old one's. */
static void offer(char **held, enum metadata_source *held_source,
                  const char *text, enum metadata_source source)
{
    if (!text || !text[0] || source <= *held_source)
        return;
    free(*held);
    *held = copy(text);
    *held_source = source;
}

static void offer_date(struct document *document, struct date date,
                       enum metadata_source source)
{
    if (!date_is_known(date) || source <= document->date_source)
        return;
    document->date = date;
    document->date_source = source;
}

/* Lets the administration, NULL yet or known, follow from the date unless
 * someone named it. */
static void follow_date(const struct corpus *corpus, struct document *document)
{
    const struct administration *term;

    if (document->administration_source > SOURCE_DATE)
        return;
    term = corpus->administrations
               ? administrations_at(corpus->administrations, document->date)
               : NULL;
    free(document->administration);
    document->administration = copy(term ? term->president : "");
    document->administration_source = term ? SOURCE_DATE : SOURCE_NONE;
}

/* -- Names and folders ----------------------------------------------------- */

static char upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 32) : c;
}

/* Makes a title of a file's name: no date, no extension, words apart. A name
 * that is only a date stays as it is. */
static char *title_of_name(const char *name)
{
    const char *dot = strrchr(name, '.');
    size_t length = dot && dot > name ? (size_t)(dot - name) : strlen(name);
    char *title = memory_copy_text(name, length), *rest = title;
    struct date_place place;
    struct date date;

    if (date_in_name(title, &date, &place)) {
        rest = title + place.end;
        rest += strspn(rest, "-_. ");
    }
    if (!*rest)
        return title;
    memmove(title, rest, strlen(rest) + 1);
    for (char *c = title; *c; c++)
        if (*c == '-' || *c == '_')
            *c = ' ';
    title[0] = upper(title[0]);
    return title;
}

static void offer_name(struct document *document)
{
    const char *name = path_name(document->path);
    char *title = title_of_name(name);
    struct date_place place;
    struct date date;

    offer(&document->title, &document->title_source, title, SOURCE_FILE_NAME);
    free(title);
    if (date_in_name(name, &date, &place))
        offer_date(document, date, SOURCE_FILE_NAME);
    else if (date_from_name(document->path, &date))
        offer_date(document, date, SOURCE_FOLDER);
}

static void offer_folder(const struct corpus *corpus, struct document *document)
{
    const struct administration *term =
        corpus->administrations
            ? administrations_named(corpus->administrations, document->folder)
            : NULL;

    if (term)
        offer(&document->administration, &document->administration_source,
              term->president, SOURCE_FOLDER);
}

/* -- The manifest ---------------------------------------------------------- */

static void offer_manifest(const struct manifest *manifest,
                           const struct manifest_row *row,
                           struct document *document)
{
    document->in_manifest = true;
    offer(&document->title, &document->title_source, row->title,
          SOURCE_MANIFEST);
    offer(&document->administration, &document->administration_source,
          row->administration, SOURCE_MANIFEST);
    offer_date(document, row->date, SOURCE_MANIFEST);
    for (size_t i = 0; i < manifest->extras.count; i++) {
        free(document->values[i]);
        document->values[i] = copy(manifest_extra_value(manifest, row, i));
    }
}

/* -- One document ---------------------------------------------------------- */

void document_init(struct document *document, const struct corpus *corpus,
                   struct file_entry *file, const struct manifest *manifest)
{
    const char *slash = strchr(file->path, '/');
    const struct manifest_row *row = manifest_find(manifest, file->path);

    *document = (struct document){
        .path = file->path,
        .size_bytes = file->size_bytes,
        .title = copy(""),
        .folder = memory_copy_text(file->path,
                                   slash ? (size_t)(slash - file->path) : 0),
    };
    if (corpus->column_count)
        document->values = memory_get_zeroed(corpus->column_count,
                                             sizeof(char *));
    for (size_t i = 0; i < corpus->column_count; i++)
        document->values[i] = copy("");
    file->path = NULL;
    if (row)
        offer_manifest(manifest, row, document);
    offer_name(document);
    offer_folder(corpus, document);
    follow_date(corpus, document);
}

void document_release(struct document *document, size_t column_count)
{
    for (size_t i = 0; i < column_count; i++)
        free(document->values[i]);
    free(document->values);
    free(document->path);
    free(document->title);
    free(document->administration);
    free(document->folder);
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
    if (date_parse(text, length, &date))
        offer_date(document, date, SOURCE_FRONT_MATTER);
    else if (length && document->date_source < SOURCE_FRONT_MATTER)
        issues_add(issues,
                   &(struct issue_place){SEVERITY_WARNING, "corpus",
                                         document->path, NULL},
                   "the front matter's date \"%s\" is not a date of the "
                   "calendar and is not used; write it as 2011-07-14",
                   text);
}

void document_adopt(const struct corpus *corpus, struct document *document,
                    const struct metadata *metadata, struct issues *issues)
{
    const char *date = metadata_get(metadata, "date");

    if (!metadata->count)
        return;
    offer(&document->title, &document->title_source,
          metadata_get(metadata, "title"), SOURCE_FRONT_MATTER);
    offer(&document->administration, &document->administration_source,
          metadata_get(metadata, "administration"), SOURCE_FRONT_MATTER);
    if (date)
        adopt_date(document, date, issues);
    for (size_t i = 0; i < corpus->column_count; i++) {
        const char *value = metadata_get(metadata, corpus->columns[i]);

        if (value && !document->values[i][0]) {
            free(document->values[i]);
            document->values[i] = copy(value);
        }
    }
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
                           char scratch[DATE_TEXT_MAX])
{
    switch (column) {
    case COLUMN_FILE:
        return document->path;
    case COLUMN_TITLE:
        return document->title;
    case COLUMN_DATE:
        date_format(document->date, scratch);
        return scratch;
    case COLUMN_ADMINISTRATION:
        return document->administration;
    case COLUMN_FOLDER:
        return document->folder;
    default:
        if (column < 0 || (size_t)column >= corpus->column_count)
            return "";
        return document->values[column];
    }
}
