/* record_fuzz.c - any bytes as what is kept of a document, counted or
 * extracted: refused, or read as something that is written and read again as
 * the same. */
#include "fuzz.h"

#include "ingest/extracted_bytes.h"
#include "tally/record.h"

enum { THEMES = 5, TERMS = 20, PATTERNS = 30 };

struct side {
    struct interner *types, *forms;
    struct document_tally tally, headings;
    struct failures failures;
    struct concordance samples;
    struct extracted extracted;
    struct arena kept;
    struct document_record record;
};

static void side_init(struct side *side, bool is_brief)
{
    *side = (struct side){.types = interner_new(), .forms = interner_new()};
    concordance_init(&side->samples, TERMS);
    side->record = (struct document_record){.tally = &side->tally,
                                            .headings = &side->headings,
                                            .failures = &side->failures,
                                            .samples = &side->samples,
                                            .extracted = &side->extracted,
                                            .is_brief = is_brief};
}

static void side_release(struct side *side)
{
    interner_free(side->types);
    interner_free(side->forms);
    document_tally_release(&side->tally);
    document_tally_release(&side->headings);
    free(side->failures.items);
    concordance_release(&side->samples);
    extracted_release(&side->extracted);
    arena_release(&side->kept);
}

static enum status decode(const char *bytes, size_t length, struct side *side)
{
    struct record_reader reader = {.types = side->types,
                                   .forms = side->forms,
                                   .kept = &side->kept,
                                   .theme_count = THEMES,
                                   .term_count = TERMS,
                                   .pattern_count = PATTERNS,
                                   .is_brief = side->record.is_brief};
    struct error err;

    return record_decode(bytes, length, &reader, &side->record, &err);
}

static void require_empty(const struct side *side)
{
    REQUIRE(!side->tally.types.count && !side->headings.types.count);
    for (int kind = 0; kind < TALLY_KINDS; kind++)
        REQUIRE(!side->tally.counts[kind].count &&
                !side->headings.counts[kind].count);
    for (uint32_t term = 0; term < TERMS; term++)
        REQUIRE(!side->samples.counts[term]);
    REQUIRE(!side->failures.count && !side->extracted.issues.count);
}

/* What a night relies on: a group's tally takes it, each key once. */
static void require_sense(const struct side *side)
{
    struct tally group = {0};

    tally_add_document(&group, &side->tally);
    tally_add_document(&group, &side->headings);
    for (int kind = 0; kind < TALLY_KINDS; kind++) {
        const struct count_list *list = &side->tally.counts[kind];

        for (size_t i = 1; i < list->count; i++)
            REQUIRE(list->items[i - 1].key < list->items[i].key);
    }
    for (size_t i = 0; i < side->tally.types.count; i++) {
        size_t length;
        const char *text = intern_text(
            side->types, side->tally.types.items[i].type, &length);

        REQUIRE(length && strlen(text) == length);
        REQUIRE(side->tally.types.items[i].words);
    }
    tally_release(&group);
}

static void try_record(const char *bytes, size_t length, bool is_brief)
{
    struct buffer first = {0}, second = {0};
    struct side side, again;

    side_init(&side, is_brief);
    side_init(&again, is_brief);
    if (decode(bytes, length, &side) == OK) {
        require_sense(&side);
        record_encode(&side.record, side.types, side.forms, &first);
        REQUIRE(decode(first.data, first.length, &again) == OK);
        record_encode(&again.record, again.types, again.forms, &second);
        REQUIRE(first.length == second.length &&
                memcmp(first.data, second.data, first.length) == 0);
    } else {
        require_empty(&side);
    }
    buffer_release(&first);
    buffer_release(&second);
    side_release(&side);
    side_release(&again);
}

static void try_extracted(const char *bytes, size_t length)
{
    static struct extracted out, again;
    struct buffer first = {0}, second = {0};
    const struct format *format;
    struct error err;

    if (extracted_decode(bytes, length, &out, &format, &err) == OK) {
        extracted_encode(&out, format, &first);
        REQUIRE(extracted_decode(first.data, first.length, &again, &format,
                                 &err) == OK);
        extracted_encode(&again, format, &second);
        REQUIRE(first.length == second.length &&
                memcmp(first.data, second.data, first.length) == 0);
    }
    buffer_release(&first);
    buffer_release(&second);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    char *exact = fuzz_exact(bytes, length);

    try_record(exact, length, false);
    try_record(exact, length, true);
    try_extracted(exact, length);
    free(exact);
    return 0;
}
