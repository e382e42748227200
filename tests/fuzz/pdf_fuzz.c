/* pdf_fuzz.c - any bytes as the boxes of a PDF's words: text of whole lines, a
 * kind for each, and nothing read beyond what is there. */
#include "fuzz.h"

#include "ingest/extract.h"
#include "ingest/pdf_boxes.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    static struct extracted out; /* kept, as a worker keeps it */
    struct buffer boxes = {0};
    struct error err = {.code = OK};
    size_t lines = 0;

    buffer_add_text(&boxes, PDF_BOXES_MAGIC);
    buffer_add(&boxes, bytes, length);
    if (document_extract(&(struct source){"a.pdf", &boxes, 0}, &out, NULL,
                         &err) != OK) {
        REQUIRE(*err.text);
    } else {
        for (size_t i = 0; i < out.text.length; i++)
            lines += out.text.data[i] == '\n';
        REQUIRE(!out.text.length || out.text.data[out.text.length - 1] == '\n');
        REQUIRE(lines == out.kinds.count);
    }
    buffer_release(&boxes);
    return 0;
}
