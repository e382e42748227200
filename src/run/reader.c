/* reader.c - see reader.h. */
#include "run/reader.h"

#include <stdlib.h>
#include <string.h>

#include "base/files.h"
#include "ingest/extract.h"
#include "ingest/parts.h"

/* The most that is read of a file, which is held in memory whole. */
#define FILE_BYTES_MAX ((size_t)1 << 30)

static void forget_shared(struct shared_file *shared)
{
    free(shared->path);
    buffer_release(&shared->bytes);
    free(shared->items.items);
    *shared = (struct shared_file){0};
}

void reader_release(struct reader *reader)
{
    forget_shared(&reader->shared);
    buffer_release(&reader->bytes);
    extractor_release(&reader->extractor);
    recaller_release(&reader->recaller);
    extracted_release(&reader->extracted);
    aside_release(&reader->aside);
    segmented_release(&reader->text);
    *reader = (struct reader){0};
}

/* -- Files of several documents -------------------------------------------- */

/* Returns how many documents the extractor says the shared file holds. */
static uint32_t count_parts(struct reader *reader)
{
    struct error err;

    buffer_reset(&reader->bytes);
    buffer_add(&reader->bytes, reader->shared.bytes.data,
               reader->shared.bytes.length);
    if (extractor_extract(
            &reader->extractor,
            &(struct source){reader->shared.path, &reader->bytes, 0},
            &reader->extracted, NULL, &err) != OK)
        return 0;
    return reader->extracted.parts;
}

static enum status load_shared(struct reader *reader, const char *file,
                               uint64_t size_bytes, struct error *err)
{
    struct shared_file *shared = &reader->shared;

    if (shared->path && strcmp(shared->path, file) == 0)
        return OK;
    forget_shared(shared);
    shared->bytes.limit = FILE_BYTES_MAX;
    if (file_read_listed(file, size_bytes, &shared->bytes, err) != OK)
        return err->code;
    shared->path = memory_copy_text(file, strlen(file));
    digest_of(buffer_text(&shared->bytes), shared->bytes.length,
              &shared->digest);
    feed_items_find(&shared->bytes, &shared->items);
    if (shared->items.count && shared->items.count != count_parts(reader))
        shared->items.count = 0;
    return OK;
}

static void take_part(struct reader *reader, uint32_t part)
{
    const struct shared_file *shared = &reader->shared;

    buffer_reset(&reader->bytes);
    reader->digest = shared->digest;
    reader->part = part <= shared->items.count ? 1 : part;
    if (part <= shared->items.count)
        feed_items_add(&shared->bytes, &shared->items, part, &reader->bytes);
    else
        buffer_add(&reader->bytes, buffer_text(&shared->bytes),
                   shared->bytes.length);
}

static enum status load_whole(struct reader *reader, const char *file,
                              uint64_t size_bytes, struct error *err)
{
    forget_shared(&reader->shared);
    if (file_read_listed(file, size_bytes, &reader->bytes, err) != OK)
        return err->code;
    digest_of(buffer_text(&reader->bytes), reader->bytes.length,
              &reader->digest);
    return OK;
}

enum status reader_load(struct reader *reader, const char *path,
                        uint64_t size_bytes, struct error *err)
{
    size_t length;
    uint32_t part = part_of_path(path, &length);
    char *file = memory_copy_text(path, length);
    enum status status;

    reader->is_large = false;
    reader->is_part = part > 0;
    reader->part = 0;
    reader->bytes.limit = FILE_BYTES_MAX;
    status = part ? load_shared(reader, file, size_bytes, err)
                  : load_whole(reader, file, size_bytes, err);
    if (status == OK && part)
        take_part(reader, part);
    free(file);
    return status;
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
    if (recall_text(&reader->recaller, &reader->digest, name,
                    &reader->extracted, &reader->format))
        return OK;
    if (document_convert(&source, err) != OK ||
        extractor_extract(&reader->extractor, &source, &reader->extracted,
                          &reader->format, err) != OK)
        return err->code;
    remember_text(&reader->recaller, &reader->digest, name, &reader->extracted,
                  reader->format);
    return OK;
}

enum status reader_read(struct reader *reader, const char *name,
                        const struct inputs *inputs, struct error *err)
{
    struct extracted *extracted = &reader->extracted;

    reader->format = NULL;
    reader->size_bytes = reader->is_part ? reader->shared.bytes.length
                                         : reader->bytes.length;
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
