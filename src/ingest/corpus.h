/*
 * corpus.h - the documents to read, and all that is known of each beforehand.
 *
 * A corpus is a folder. A manifest (CSV, optional) says what people know of its
 * files; files that it does not list are read as well, with what their names
 * and folders tell. Where several tell, the better one counts:
 *
 *     manifest > metadata > file name > dateline > folder
 *
 * Metadata is what the document says of itself: front matter, a page's head, an
 * office file's properties. A dateline that lies within a date of month or year
 * precision says it more exactly. An administration that none names follows
 * from the date.
 *
 * Not documents, and passed over in silence: README*, *.csv, hidden files and
 * folders, office lock files (~$...). A file of a type that policylex does not
 * read is a warning. A manifest that is wrong in any row is refused.
 */
#ifndef INGEST_CORPUS_H
#define INGEST_CORPUS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/vector.h"
#include "base/walk.h"
#include "ingest/administrations.h"
#include "ingest/corpus_listing.h"
#include "ingest/date.h"
#include "ingest/extracted.h"
#include "ingest/issue.h"
#include "ingest/manifest.h"

/* Who said so; in order of credit. */
enum metadata_source {
    SOURCE_NONE,
    SOURCE_DATE,    /* an administration that follows from the date */
    SOURCE_CREATED, /* when the file was made, as it says of itself */
    SOURCE_FOLDER,
    SOURCE_DATELINE, /* see dateline.h */
    SOURCE_FILE_NAME,
    SOURCE_METADATA,
    SOURCE_MANIFEST,
};

/* Returns the source in words: "file name"; "" for SOURCE_NONE. Static. */
const char *metadata_source_name(enum metadata_source source);

/* There may be a million: what the path tells (title, folder) is not kept but
 * asked for, and no text is owned alone. */
struct document {
    const char
        *path; /* from the corpus folder (parts.h); sorted by its bytes */
    const char *title; /* NULL: what the name tells, see document_title() */
    const char *administration; /* "" when unknown */
    const char **values;        /* of the corpus's columns, "" when unknown */
    uint64_t size_bytes;
    int64_t modified_ns; /* of its file, since 1970; 0: not known */
    struct date date;
    bool in_manifest;
    uint8_t title_source, date_source, administration_source; /* as above */
};

struct corpus {
    char *folder;
    struct documents VECTOR_OF(struct document) items;
    struct arena texts; /* of the items, but for what they adopt */
    char **columns;     /* names of the manifest's other columns, in order */
    size_t column_count;
    size_t manifest_rows; /* 0: there is no manifest, or an empty one */
    const struct administrations *administrations; /* borrowed */
};

/* Of fewer documents, or rows of a manifest, shares say nothing: nobody is
 * warned when one of three goes. */
enum { CORPUS_JUDGED_MIN = 50 };

struct corpus_options {
    const char *folder;
    size_t missing_percent; /* most rows of the manifest without a document */
    const char *manifest;   /* path; NULL: <folder>/manifest.csv if it exists */
    const struct administrations *administrations; /* outlives the corpus */
    struct corpus_listing *listing; /* of the folder, if is_done; is emptied */
    /* Which files are looked at, by their paths in the corpus, where somebody
     * else looks at the others; NULL: all. What is wrong with a path (that of a
     * folder that cannot be listed, or of a row without its file, too) is told
     * where that path is kept, so that all who share a corpus out tell it once;
     * what is wrong with the manifest itself is told everywhere. */
    bool (*keeps)(const void *context, const char *path);
    const void *keeps_context;
};

/* Returns the path of the manifest that a corpus has; NULL: none. The caller
 * frees it. */
char *corpus_manifest(const char *folder, const char *manifest);

/* Is the file, by its name, one that belongs to a corpus without being a
 * document? It is one nevertheless where the manifest lists it. */
bool corpus_passes_over(const char *path);

/* Lists the zeroed `out`. Problems of single files are added to `issues` as
 * warnings; faults of the manifest as errors, and then ERR_INPUT is returned. A
 * row whose document is not there is a fault only when there are too many, of
 * the whole folder, whatever is kept of it.
 * ERR_MISSING: no such folder, or no such manifest. Release `out` in any
 * case. */
MUST_USE enum status corpus_open(struct corpus *out,
                                 const struct corpus_options *options,
                                 struct issues *issues, struct error *err);

void corpus_release(struct corpus *corpus);

/* Lets the document take what it says of itself where nothing of more credit
 * spoke: its metadata (keys title, date, administration, and the names of
 * corpus columns), and the dateline of its text. What it takes is copied into
 * `texts`, which must outlive it. A date that is none becomes a warning.
 * Touches only `document`: workers, each with `texts` of its own, may call it
 * at the same time for different documents. */
void document_adopt(const struct corpus *corpus, struct document *document,
                    struct extracted *extracted, struct arena *texts,
                    struct issues *issues);

/* Returns the document's title, which is never empty; one that its file's name
 * tells is made in `scratch`. */
const char *document_title(const struct document *document,
                           struct buffer *scratch);

enum { CORPUS_NO_COLUMN = -1 };

/* Returns how many bytes the documents' files have. */
uint64_t corpus_bytes(const struct corpus *corpus);

/* Returns a handle of the column called `name` for document_value(): a column
 * of the manifest, or file, title, date, administration, folder. ASCII case is
 * ignored. CORPUS_NO_COLUMN when there is none. */
int corpus_column(const struct corpus *corpus, const char *name);

/* Returns a document's value in a column; "" when unknown. What is not kept as
 * a text (date, folder, often the title) is made in `scratch`, everything else
 * is borrowed from the document. */
const char *document_value(const struct corpus *corpus,
                           const struct document *document, int column,
                           struct buffer *scratch);

#endif
