/* pdf_program.c - pdf_to_boxes(): pdftotext, shut in as a child process. */
#include <string.h>

#include "ingest/child.h"
#include "ingest/pdf.h"
#include "ingest/pdf_boxes.h"

/* Says in a reader's words what pdftotext said. */
static enum status explain(struct error *err)
{
    if (err->code == ERR_MISSING)
        return error_set(err, ERR_MISSING,
                         "is a PDF, and pdftotext is not installed; install "
                         "poppler-utils");
    if (strstr(err->text, "Incorrect password"))
        return error_set(err, ERR_FORMAT,
                         "is an encrypted PDF; save it without a password");
    return error_context(err, "is a PDF that cannot be read");
}

enum status pdf_to_boxes(const struct source *source, struct error *err)
{
    static char name[] = "pdftotext", boxes[] = "-bbox-layout", file[] = "-";
    static char *const argv[] = {name, boxes, file, file, NULL};
    const struct child_job job = {.argv = argv, .input = source->bytes};
    struct buffer out = {0};
    enum status status;

    if (pdf_is_boxes(buffer_text(source->bytes), source->bytes->length))
        return OK;
    if (child_run(&job, &out, err) != OK) {
        status = explain(err);
    } else {
        buffer_reset(source->bytes);
        buffer_add_text(source->bytes, PDF_BOXES_MAGIC);
        buffer_add(source->bytes, buffer_text(&out), out.length);
        status = buffer_is_full(source->bytes)
                     ? error_set(err, ERR_LIMIT,
                                 "is larger than the limit; split it")
                     : OK;
    }
    buffer_release(&out);
    return status;
}
