/* corpus.c - see corpus.h. */
#include "ingest/corpus.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "base/files.h"
#include "base/stop.h"
#include "base/utf8_valid.h"
#include "base/walk.h"
#include "ingest/document.h"
#include "ingest/format.h"
#include "ingest/parts.h"
#include "ingest/stranger.h"

static const char stage[] = "corpus";

/* A manifest is typed by people: more is some other file. */
enum { MANIFEST_BYTES_MAX = 1 << 30 };

/* Each looks at all files; a manifest of another corpus lacks thousands. */
enum { SUGGESTIONS_MAX = 100 };

struct opener {
    struct corpus *out;
    const struct corpus_options *options;
    struct issues *issues;
    struct manifest manifest;
    struct corpus_listing *listing;
    size_t errors_listed;       /* of the folder: they refuse nothing */
    struct extractor extractor; /* counts parts */
    bool has_parts;             /* a file holds several documents */
    bool forgives_missing;      /* rows without a document are warned of */
};

/* -- Which files are looked at --------------------------------------------- */

static bool is_kept(const struct opener *opener, const char *path)
{
    const struct corpus_options *options = opener->options;

    return !options->keeps || options->keeps(options->keeps_context, path);
}

/* The same for a row of the manifest, which may be about a part of a file. */
static bool is_kept_row(const struct opener *opener,
                        const struct manifest_row *row)
{
    size_t length;
    char *file;
    bool is;

    if (!part_of_path(row->file, &length))
        return is_kept(opener, row->file);
    file = memory_copy_text(row->file, length);
    is = is_kept(opener, file);
    free(file);
    return is;
}

/* -- Which files are documents --------------------------------------------- */

static bool has_suffix(const char *name, const char *suffix)
{
    size_t length = strlen(name), end = strlen(suffix);

    return length >= end && strcasecmp(name + length - end, suffix) == 0;
}

/* "README", "readme.txt"; "Readmission-of-allies.txt" is a document. */
static bool is_readme(const char *name)
{
    size_t length = strlen("readme");

    return strncasecmp(name, "readme", length) == 0 &&
           (name[length] == '\0' || name[length] == '.');
}

bool corpus_passes_over(const char *path)
{
    const char *name = path_name(path);

    return is_readme(name) || strncmp(name, "~$", 2) == 0 ||
           has_suffix(name, ".csv");
}

static void warn(struct opener *opener, const char *path, const char *sentence)
{
    issues_add(opener->issues,
               &(struct issue_place){SEVERITY_WARNING, stage, path, NULL}, "%s",
               sentence);
}

/* Returns the row of a part: its own, or its file's, whose title is not the
 * part's; in `scratch` then. */
static const struct manifest_row *
row_of_part(const struct manifest *manifest, const char *path,
            const struct manifest_row *of_file, struct manifest_row *scratch)
{
    const struct manifest_row *row = manifest_find(manifest, path);

    if (row || !of_file)
        return row;
    *scratch = *of_file;
    scratch->title = "";
    return scratch;
}

/* A file is a document, or several. */
static void add_documents(struct opener *opener, const struct file_entry *file,
                          const struct manifest_row *row)
{
    const struct manifest *manifest = &opener->manifest;
    struct corpus *out = opener->out;
    uint32_t parts = parts_count(&opener->extractor, out->folder, file->path);
    struct manifest_row scratch;

    if (!parts)
        document_init(VECTOR_PUSH(&out->items), out, file, manifest, row);
    opener->has_parts |= parts > 0;
    for (uint32_t i = 1; i <= parts; i++) {
        struct file_entry part = *file;

        part.path = part_path(&out->texts, file->path, i);
        document_init(VECTOR_PUSH(&out->items), out, &part, manifest,
                      row_of_part(manifest, part.path, row, &scratch));
    }
}

/* -- Files whose names say nothing ----------------------------------------- */

static void consider_stranger(struct opener *opener,
                              const struct file_entry *file,
                              const struct manifest_row *row)
{
    struct stranger stranger = {0};
    char sentence[ERROR_TEXT_MAX];

    /* "a.rss#1" would be taken for an item of a.rss. */
    if (!part_of_path(file->path, NULL))
        stranger = stranger_look_at(opener->out->folder, file->path);
    if (stranger.is_document) {
        add_documents(opener, file, row);
        return;
    }
    if (stranger.what)
        snprintf(sentence, sizeof(sentence), "is %s; it is passed over",
                 stranger.what);
    else
        format_say_unknown(sentence);
    warn(opener, file->path, sentence);
}

/* -- All files ------------------------------------------------------------- */

/* A manifest deep in the corpus is no manifest, which nobody would notice. */
static void warn_of_manifest(struct opener *opener, const char *path)
{
    if (strcasecmp(path_name(path), "manifest.csv") == 0 &&
        path_name(path) != path)
        warn(opener, path,
             "is not used: a manifest stands in the corpus folder itself, or "
             "is named with --manifest");
}

static void consider(struct opener *opener, const struct file_entry *file)
{
    const struct manifest_row *row = manifest_find(&opener->manifest,
                                                   file->path);
    size_t length = strlen(file->path);

    /* A README that the manifest lists is a document. */
    if (!row && corpus_passes_over(file->path))
        warn_of_manifest(opener, file->path);
    else if (!row && stranger_is_backup(file->path))
        warn(opener, file->path,
             "is passed over: by its name it is a backup, or a download that "
             "has not ended");
    else if (utf8_valid_length(file->path, length) < length)
        warn(opener, "",
             "a file whose name is not UTF-8 is left out; rename it");
    else if (!format_of_path(file->path) || part_of_path(file->path, NULL))
        consider_stranger(opener, file, row);
    else
        add_documents(opener, file, row);
}

/* -- The manifest ---------------------------------------------------------- */

/* lstat, and only ENOENT: a manifest that is there but cannot be read must be
 * told, not passed over. */
static bool exists(const char *path)
{
    struct stat info;

    return lstat(path, &info) == 0 || errno != ENOENT;
}

static enum status load_manifest(struct opener *opener, const char *path,
                                 struct error *err)
{
    struct buffer bytes = {.limit = MANIFEST_BYTES_MAX};
    enum status status = file_read(path, &bytes, err);

    if (!status)
        status = manifest_load(
            &opener->manifest,
            &(struct csv_source){.name = path,
                                 .bytes = buffer_text(&bytes),
                                 .length = bytes.length},
            opener->issues, err);
    buffer_release(&bytes);
    return status;
}

char *corpus_manifest(const char *folder, const char *manifest)
{
    char *usual;

    if (manifest)
        return memory_copy_text(manifest, strlen(manifest));
    usual = path_join(folder, "manifest.csv");
    if (exists(usual))
        return usual;
    free(usual);
    return NULL;
}

/* Faults of the manifest are counted, not returned: files that are not there
 * are to be told in the same go. */
static enum status read_manifest(struct opener *opener, struct error *err)
{
    char *path = corpus_manifest(opener->options->folder,
                                 opener->options->manifest);
    enum status status = path ? load_manifest(opener, path, err) : OK;

    free(path);
    return status == ERR_INPUT ? OK : status;
}

static int compare_path(const void *key, const void *element)
{
    const struct file_entry *file = element;

    return strcmp(key, file->path);
}

/* Says why a listed file is not among the corpus's files; NULL: it is not
 * there. */
static const char *absence(const char *folder, const char *path)
{
    char *full = path_join(folder, path);
    struct stat info;
    const char *why =
        "cannot be read as a file of the corpus (it is hidden, or "
        "a link that leads out of it)";

    if (lstat(full, &info) < 0)
        why = NULL;
    else if (S_ISDIR(info.st_mode))
        why = "is a folder; list its files one by one";
    free(full);
    return why;
}

static const char *same_but_for_case(const struct file_list *files,
                                     const char *path)
{
    for (size_t i = 0; i < files->count; i++)
        if (strcasecmp(files->items[i].path, path) == 0)
            return files->items[i].path;
    return NULL;
}

static bool is_listed(const struct opener *opener, const char *path)
{
    const struct file_list *files = &opener->listing->files;

    return files->count && bsearch(path, files->items, files->count,
                                   sizeof(*files->items), compare_path);
}

static void tell_missing(struct opener *opener, const struct manifest_row *row,
                         const char *why)
{
    char sentence[ERROR_TEXT_MAX];

    if (!opener->forgives_missing) {
        manifest_fault(&opener->manifest, row, opener->issues,
                       "\"%s\" (in %s) is not there%s", row->file,
                       opener->options->folder, why);
        return;
    }
    if (!is_kept_row(opener, row))
        return;
    snprintf(sentence, sizeof(sentence),
             "\"%s\" (in %s) is not there%s; nothing is counted for this row. "
             "Remove it, or bring the document back",
             row->file, opener->options->folder, why);
    manifest_warn(&opener->manifest, row, opener->issues, sentence);
}

static void check_listed(struct opener *opener, const struct manifest_row *row)
{
    const char *folder = opener->options->folder, *similar = NULL, *why;

    /* Which parts there are is known later: see check_part(). */
    if (is_listed(opener, row->file) || part_of_path(row->file, NULL))
        return;
    if (opener->issues->errors < SUGGESTIONS_MAX)
        similar = same_but_for_case(&opener->listing->files, row->file);
    if (similar)
        manifest_fault(&opener->manifest, row, opener->issues,
                       "\"%s\" is not in %s; did you mean \"%s\"?", row->file,
                       folder, similar);
    else if ((why = absence(folder, row->file)) != NULL)
        manifest_fault(&opener->manifest, row, opener->issues,
                       "\"%s\" (in %s) %s", row->file, folder, why);
    else
        tell_missing(opener, row, "");
}

/* A row or two whose documents are gone do not cost the night; a manifest most
 * of whose documents are not there is not this corpus's. */
static bool forgives_missing(const struct opener *opener)
{
    size_t rows = opener->manifest.rows.count, missing = 0;

    for (size_t i = 0; i < rows; i++) {
        const char *file = opener->manifest.rows.items[i].file;

        missing += !is_listed(opener, file) && !part_of_path(file, NULL);
    }
    return missing < rows &&
           (rows < CORPUS_JUDGED_MIN ||
            missing * 100 <= rows * opener->options->missing_percent);
}

static void take_columns(struct opener *opener)
{
    const struct manifest *manifest = &opener->manifest;
    struct corpus *out = opener->out;

    out->manifest_rows = manifest->rows.count;
    out->column_count = manifest->extras.count;
    out->columns = memory_get_zeroed(out->column_count, sizeof(char *));
    for (size_t i = 0; i < out->column_count; i++) {
        const char *name = manifest_extra_name(manifest, i);

        out->columns[i] = memory_copy_text(name, strlen(name));
    }
}

/* They become the documents'. */
static void take_paths(struct opener *opener)
{
    opener->out->texts = opener->listing->files.paths;
    opener->listing->files.paths = (struct arena){0};
}

/* -- Parts ----------------------------------------------------------------- */

static int compare_documents(const void *left, const void *right)
{
    const struct document *a = left, *b = right;

    return strcmp(a->path, b->path);
}

static int compare_to_document(const void *key, const void *element)
{
    return strcmp(key, ((const struct document *)element)->path);
}

static void check_part(struct opener *opener, const struct manifest_row *row)
{
    const struct documents *documents = &opener->out->items;

    if (!part_of_path(row->file, NULL) || !is_kept_row(opener, row) ||
        (documents->count &&
         bsearch(row->file, documents->items, documents->count,
                 sizeof(*documents->items), compare_to_document)))
        return;
    tell_missing(opener, row, ": no feed has such an item");
}

static void settle_parts(struct opener *opener)
{
    struct documents *documents = &opener->out->items;

    if (opener->has_parts)
        qsort(documents->items, documents->count, sizeof(*documents->items),
              compare_documents);
    for (size_t i = 0; i < opener->manifest.rows.count; i++)
        check_part(opener, &opener->manifest.rows.items[i]);
}

/* -- The whole ------------------------------------------------------------- */

static void take_issues_listed(struct opener *opener)
{
    struct issues *listed = &opener->listing->issues;

    if (!opener->options->keeps)
        issues_take(opener->issues, listed, NULL);
    for (size_t i = 0; i < listed->count; i++)
        if (is_kept(opener, listed->items[i].document))
            issues_copy(opener->issues, listed, i, 1, NULL);
    opener->errors_listed = opener->issues->errors;
}

static enum status list_documents(struct opener *opener, struct error *err)
{
    const struct file_list *files = &opener->listing->files;
    enum status status = corpus_list(opener->listing, opener->options->folder,
                                     err);

    if (status)
        return status;
    take_issues_listed(opener);
    status = read_manifest(opener, err);
    if (status)
        return status;
    opener->forgives_missing = forgives_missing(opener);
    for (size_t i = 0; i < opener->manifest.rows.count; i++)
        check_listed(opener, &opener->manifest.rows.items[i]);
    take_columns(opener);
    take_paths(opener);
    if (!opener->options->keeps)
        VECTOR_RESERVE(&opener->out->items, files->count);
    for (size_t i = 0; i < files->count && !stop_is_wanted(); i++)
        if (is_kept(opener, files->items[i].path))
            consider(opener, &files->items[i]);
    if (stop_check(err) != OK)
        return err->code;
    settle_parts(opener);
    return OK;
}

enum status corpus_open(struct corpus *out,
                        const struct corpus_options *options,
                        struct issues *issues, struct error *err)
{
    struct corpus_listing own = {0};
    struct opener opener = {
        .out = out,
        .options = options,
        .issues = issues,
        .listing = options->listing ? options->listing : &own,
    };
    enum status status;

    out->folder = memory_copy_text(options->folder, strlen(options->folder));
    out->administrations = options->administrations;
    status = list_documents(&opener, err);
    if (!status)
        status = issues_status(issues, opener.errors_listed, ERR_INPUT, err);
    extractor_release(&opener.extractor);
    manifest_release(&opener.manifest);
    corpus_listing_release(opener.listing);
    return status;
}

void corpus_release(struct corpus *corpus)
{
    arena_release(&corpus->texts);
    free(corpus->items.items);
    for (size_t i = 0; i < corpus->column_count; i++)
        free(corpus->columns[i]);
    free(corpus->columns);
    free(corpus->folder);
    *corpus = (struct corpus){0};
}
