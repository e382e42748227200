/* reader.c - see reader.h. */
#include "run/reader.h"

#include <stdlib.h>

#include "base/files.h"
#include "ingest/extract.h"
#include "ingest/parts.h"

/* The most that is read of a file, which is held in memory whole. */
#define FILE_BYTES_MAX ((size_t)1 << 30)

void reader_release(struct reader *reader)
{
    buffer_release(&reader->bytes);
    extractor_release(&reader->extractor);
    extracted_release(&reader->extracted);
    aside_release(&reader->aside);
    segmented_release(&reader->text);
    *reader = (struct reader){0};
}

enum status reader_load(struct reader *reader, const char *path,
                        uint64_t size_bytes, struct error *err)
{
    size_t length;
    char *file;
    enum status status;

    reader->is_large = false;
    reader->bytes.limit = FILE_BYTES_MAX;
    reader->part = part_of_path(path, &length);
    file = memory_copy_text(path, length);
    status = file_read_listed(file, size_bytes, &reader->bytes, err);
    free(file);
    if (status)
        return status;
    digest_of(buffer_text(&reader->bytes), reader->bytes.length,
              &reader->digest);
    return OK;
}

static void note_invalid_bytes(struct reader *reader)
{
    const struct canonical *canonical = &reader->text.canonical;
    struct issue_place place = {.severity = SEVERITY_WARNING, .stage = "text"};

    if (canonical->invalid_count)
        issues_add(&reader->extracted.issues, &place,
                   "%zu byte sequences are not UTF-8, the first at byte %zu of "
                   "the text; each was read as U+FFFD",
                   canonical->invalid_count, canonical->invalid_offset);
}

/* Nothing is parsed in plain text, so that it can break nothing. */
static enum status extract(struct reader *reader, const char *name,
                           struct error *err)
{
    struct source source = {name, &reader->bytes, reader->part};
    enum status status = document_extract_plain(&source, &reader->extracted,
                                                &reader->format, err);

    if (status || reader->format)
        return status;
    extracted_reset(&reader->extracted);
    if (document_convert(&source, err) != OK)
        return err->code;
    return extractor_extract(&reader->extractor, &source, &reader->extracted,
                             &reader->format, err);
}

enum status reader_read(struct reader *reader, const char *name,
                        const struct inputs *inputs, struct error *err)
{
    struct extracted *extracted = &reader->extracted;

    reader->format = NULL;
    reader->size_bytes = reader->bytes.length;
    if (extract(reader, name, err) != OK)
        return err->code;
    reader->boilerplate_lines = boilerplate_remove(inputs->boilerplate,
                                                   &extracted->text);
    segmented_canonicalise(
        &reader->text, &inputs->rules, buffer_text(&extracted->text),
        extracted->text.length,
        extracted->paragraphs_known ? LAYOUT_PARAGRAPHS : LAYOUT_LINES);
    aside_take(&reader->aside, &extracted->kinds, &inputs->rules,
               &reader->text);
    reader->is_large = reader->piece_bytes &&
                       reader->text.canonical.text.length / 2 >
                           reader->piece_bytes;
    if (!reader->is_large)
        segmented_read_paragraphs(&reader->text, &inputs->rules);
    note_invalid_bytes(reader);
    return OK;
}
