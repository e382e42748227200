/* record.c - see record.h. The two functions of each part stand together: what
 * the first writes, the second reads. */
#include "tally/record.h"

#include <stdlib.h>
#include <string.h>

#include "base/packing.h"
#include "ingest/extracted_bytes.h"
#include "ingest/format.h"
#include "tally/packed_lines.h"
#include "tally/packed_tally.h"

struct decoding {
    struct unpacking from;
    const struct record_reader *reader;
};

static uint32_t read_u32(struct decoding *in)
{
    return (uint32_t)unpack_number(&in->from, UINT32_MAX);
}

/* -- Failures -------------------------------------------------------------- */

static void write_failures(const struct failures *failures, struct buffer *out)
{
    pack_number(out, failures->count);
    for (size_t i = 0; i < failures->count; i++) {
        pack_number(out, failures->items[i].pattern);
        pack_number(out, failures->items[i].place);
        pack_number(out, (uint32_t)failures->items[i].code);
    }
}

static void read_failures(struct decoding *in, struct failures *out)
{
    out->count = unpack_count(&in->from, 3);
    VECTOR_RESERVE(out, out->count);
    for (size_t i = 0; i < out->count; i++) {
        uint32_t pattern = unpack_id(&in->from, in->reader->pattern_count);
        uint32_t place = read_u32(in);

        out->items[i] = (struct match_failure){pattern, place,
                                               (int)read_u32(in)};
    }
}

/* -- Samples --------------------------------------------------------------- */

/* Returns how many lines there are of the term of the tally's i-th count. */
static size_t line_count(const struct concordance *samples,
                         const struct count_list *terms, size_t i)
{
    size_t count;

    concordance_lines(samples, (uint32_t)terms->items[i].key, &count);
    return count;
}

/* A lexicon may have thousands of terms, a document has a few of them. */
static void write_samples(const struct concordance *samples,
                          const struct count_list *terms, struct buffer *out)
{
    size_t count = 0;

    for (size_t i = 0; i < terms->count; i++)
        count += line_count(samples, terms, i);
    pack_number(out, count);
    for (size_t i = 0; i < terms->count; i++)
        lines_pack(samples, (uint32_t)terms->items[i].key, false, out);
}

static void read_samples(struct decoding *in, struct concordance *out)
{
    size_t count = unpack_count(&in->from, PACKED_LINE_LEAST);
    struct concordance_line line;
    const char *left;

    for (size_t i = 0; i < count; i++) {
        left = line_unpack(&in->from, in->reader->term_count, false, &line);
        if (in->from.has_failed)
            return;
        line.document = in->reader->document;
        line_keep(out, &line, left);
    }
}

/* -- Sketch, language and format ------------------------------------------- */

static void write_sketch(const struct sketch *sketch, struct buffer *out)
{
    pack_number(out, sketch != NULL);
    if (!sketch)
        return;
    pack_number(out, sketch->words);
    pack_eight_bytes(out, sketch->text);
    if (sketch->words < NEAR_WORDS_MIN)
        return;
    for (size_t i = 0; i < SIGNATURE_BINS; i++)
        buffer_add(
            out, (char[]){(char)sketch->bins[i], (char)(sketch->bins[i] >> 8)},
            2);
}

static const struct sketch *read_sketch(struct decoding *in)
{
    bool has_sketch = unpack_number(&in->from, 1) != 0;
    struct sketch *sketch;
    const char *bins;
    uint64_t words;

    if (!has_sketch)
        return NULL;
    words = unpack_number(&in->from, RECORD_COUNT_MAX);
    sketch = sketch_new(words, in->reader->kept);
    sketch->text = unpack_eight_bytes(&in->from);
    if (words < NEAR_WORDS_MIN)
        return sketch;
    bins = unpack_bytes(&in->from, 2 * (size_t)SIGNATURE_BINS);
    for (size_t i = 0; bins && i < SIGNATURE_BINS; i++)
        sketch->bins[i] = (uint16_t)((unsigned char)bins[2 * i] |
                                     (unsigned char)bins[2 * i + 1] << 8);
    return sketch;
}

static const char *read_language(struct decoding *in)
{
    const char *code = unpack_string(&in->from);

    return *code ? arena_copy_text(in->reader->kept, code, strlen(code)) : "";
}

/* Returns the format's name; NULL for none. */
static const char *read_format(struct decoding *in)
{
    const struct format *format = format_of_name(unpack_string(&in->from));

    return format ? format->name : NULL;
}

/* -- Dateline -------------------------------------------------------------- */

/* Looked for even where the document's date is known from elsewhere tonight. */
static void write_dateline(struct extracted *extracted, struct buffer *out)
{
    char text[DATE_TEXT_MAX];

    date_format(extracted_dateline(extracted), text);
    pack_string(out, text);
}

static void read_dateline(struct decoding *in, struct extracted *out)
{
    const char *text = unpack_string(&in->from);

    out->dateline = (struct date){0};
    out->dateline_known = true;
    if (*text && !date_parse(text, strlen(text), &out->dateline))
        unpack_fail(&in->from);
}

/* -- Counts ---------------------------------------------------------------- */

static void write_tallies(const struct document_record *record,
                          const struct interner *types,
                          const struct interner *forms, struct buffer *out)
{
    if (record->is_brief) {
        tally_pack_brief(record->tally, out);
        return;
    }
    tally_pack(record->tally, types, forms, out);
    tally_pack(record->headings, types, forms, out);
}

static void empty_tally(struct document_tally *tally)
{
    tally->totals = (struct totals){0};
    tally->types.count = 0;
    for (int kind = 0; kind < TALLY_KINDS; kind++)
        tally->counts[kind].count = 0;
}

static void read_tallies(struct decoding *in, struct document_record *out)
{
    tally_unpack(&in->from, in->reader, out->tally);
    if (in->reader->is_brief)
        empty_tally(out->headings);
    else
        tally_unpack(&in->from, in->reader, out->headings);
}

/* -- The record ------------------------------------------------------------ */

static uint64_t version_of(bool is_brief)
{
    return is_brief ? RECORD_VERSION_BRIEF : RECORD_VERSION;
}

void record_encode(const struct document_record *record,
                   const struct interner *types, const struct interner *forms,
                   struct buffer *out)
{
    pack_number(out, version_of(record->is_brief));
    write_tallies(record, types, forms, out);
    pack_number(out, record->heading_words);
    pack_number(out, record->boilerplate_words);
    write_failures(record->failures, out);
    if (!record->is_brief)
        write_samples(record->samples, &record->tally->counts[TALLY_TERMS],
                      out);
    write_sketch(record->sketch, out);
    pack_string(out, record->language);
    pack_string(out, record->format);
    write_dateline(record->extracted, out);
    extracted_facts_write(record->extracted, out);
}

static void empty(struct document_record *record)
{
    empty_tally(record->tally);
    empty_tally(record->headings);
    record->failures->count = 0;
    concordance_empty(record->samples);
    extracted_reset(record->extracted);
    record->format = NULL;
    record->language = "";
    record->sketch = NULL;
    record->heading_words = record->boilerplate_words = 0;
}

enum status record_decode(const void *bytes, size_t length,
                          const struct record_reader *reader,
                          struct document_record *out, struct error *err)
{
    struct decoding in = {{bytes, (const char *)bytes + length, false}, reader};

    if (unpack_number(&in.from, UINT64_MAX) != version_of(reader->is_brief))
        unpack_fail(&in.from);
    out->is_brief = reader->is_brief;
    read_tallies(&in, out);
    out->heading_words = read_u32(&in);
    out->boilerplate_words = read_u32(&in);
    read_failures(&in, out->failures);
    if (!reader->is_brief)
        read_samples(&in, out->samples);
    out->sketch = read_sketch(&in);
    out->language = read_language(&in);
    out->format = read_format(&in);
    extracted_reset(out->extracted);
    read_dateline(&in, out->extracted);
    extracted_facts_read(&in.from, out->extracted);
    if (out->format && unpacking_is_done(&in.from))
        return OK;
    empty(out);
    return error_set(err, ERR_FORMAT,
                     "a stored document cannot be read: its %zu bytes are not "
                     "a record of version %d",
                     length, RECORD_VERSION);
}
