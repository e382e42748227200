/* page_frame.c - see page_frame.h. */
#include "report/page_frame.h"

#include <string.h>

#include "base/base64.h"
#include "base/digest.h"
#include "base/embedded.h"

/* Names of embedded files. */
#define FRAME      "page/page.html"
#define STYLE      "page/page.css"
#define D3_LICENCE "page/d3-licence.txt"
#define D3         "d3/dist/d3.min.js"

static const struct embedded_file *find(const char *name)
{
    const struct embedded_file *file = embedded_files;

    while (file->name && strcmp(file->name, name) != 0)
        file++;
    return file;
}

static void add_file(struct buffer *out, const char *name)
{
    const struct embedded_file *file = find(name);

    buffer_add(out, file->bytes, file->length);
}

/* -- The frame ------------------------------------------------------------- */

const char *page_frame(void)
{
    return find(FRAME)->bytes;
}

const char *page_frame_next(struct buffer *page, const char *at,
                            char name[PAGE_PLACE_MAX])
{
    const char *open = strstr(at, "{{"),
               *close = open ? strstr(open, "}}") : NULL;
    size_t length = close ? (size_t)(close - open) - 2 : 0;

    if (!close || length >= PAGE_PLACE_MAX) {
        buffer_add_text(page, at);
        return NULL;
    }
    buffer_add(page, at, (size_t)(open - at));
    memcpy(name, open + 2, length);
    name[length] = '\0';
    return close + 2;
}

/* -- Style and scripts ----------------------------------------------------- */

void page_add_d3(struct buffer *out)
{
    buffer_add_text(out, "/*\n");
    add_file(out, D3_LICENCE);
    buffer_add_text(out, "*/\n");
    add_file(out, D3);
}

/* Appends those files of the page whose names end so, in their order. */
static void add_files(struct buffer *out, const char *suffix)
{
    size_t end = strlen(suffix);

    for (const struct embedded_file *f = embedded_files; f->name; f++) {
        size_t length = strlen(f->name);

        if (strncmp(f->name, "page/", 5) == 0 && length > 5 + end &&
            strcmp(f->name + length - end, suffix) == 0)
            buffer_add(out, f->bytes, f->length);
    }
}

void page_add_style(struct buffer *out)
{
    add_files(out, ".css");
}

void page_add_script(struct buffer *out)
{
    buffer_add_text(out, "(function () {\n'use strict';\n");
    add_files(out, ".js");
    buffer_add_text(out, "})();\n");
}

/* -- The policy ------------------------------------------------------------ */

/* A source is named by the digest of what stands between its tags, which is
 * what browsers compute. */
static void add_source(struct buffer *out, void (*add)(struct buffer *))
{
    struct buffer source = {0};
    struct digest digest;

    add(&source);
    digest_of(source.data, source.length, &digest);
    buffer_release(&source);
    buffer_add_text(out, " 'sha256-");
    base64_add(out, digest.bytes, sizeof(digest.bytes));
    buffer_add_text(out, "'");
}

void page_add_policy(struct buffer *out)
{
    buffer_add_text(out, "default-src 'none'; script-src");
    add_source(out, page_add_d3);
    add_source(out, page_add_script);
    buffer_add_text(out, "; style-src");
    add_source(out, page_add_style);
    buffer_add_text(out, "; img-src data: blob:; base-uri 'none';"
                         " form-action 'none'");
}
