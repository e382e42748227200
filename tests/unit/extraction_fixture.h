/* extraction_fixture.h - a document's bytes through document_extract(), and
 * what came of it; office documents from the XML of their members. */
#ifndef TESTS_EXTRACTION_FIXTURE_H
#define TESTS_EXTRACTION_FIXTURE_H

#include <stdint.h>

#include "base/buffer.h"
#include "ingest/extract.h"
#include "ingest/extracted.h"

struct extraction {
    struct buffer bytes; /* to be filled before extract() */
    struct extracted out;
    const struct format *format;
    struct error err;
    enum status status;
};

struct zip_item {
    const char *name, *text;
};

/* Makes the bytes a zip archive of the items; one without name ends them. */
void extraction_zip(struct extraction *extraction,
                    const struct zip_item *items);

void extraction_run(struct extraction *extraction, const char *name,
                    uint32_t part);
void extraction_release(struct extraction *extraction);

/* The text, each line with its kind's letter in front: "H Scope\n". Good until
 * the next call. */
const char *extraction_lines(const struct extraction *extraction);

#endif
