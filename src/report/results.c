/* results.c - see results.h. */
#include "report/results.h"

#include <assert.h>
#include <stdio.h>

#include "base/buffer.h"

/* What document_totals says of 32 bits. */
static_assert(BUFFER_LIMIT <= UINT32_MAX, "a text has more bytes");

const char *document_sha256(const struct document_result *result,
                            char hex[DIGEST_HEX_SIZE])
{
    hex[0] = '\0';
    if (result->has_digest)
        digest_to_hex(&result->digest, hex);
    return hex;
}

uint64_t results_units(const struct tally *tally, enum unit unit)
{
    switch (unit) {
    case UNIT_SENTENCE:
        return tally->totals.sentences;
    case UNIT_PARAGRAPH:
        return tally->totals.paragraphs;
    case UNIT_DOCUMENT:
        return tally->totals.documents;
    case UNIT_WINDOW:
    case UNITS:
    default:
        return tally->totals.words;
    }
}

void results_unit_name(const struct results *results, enum unit unit,
                       char name[32])
{
    if (unit == UNIT_WINDOW)
        snprintf(name, 32, "%s:%u", unit_name(unit), results->window_words);
    else
        snprintf(name, 32, "%s", unit_name(unit));
}
