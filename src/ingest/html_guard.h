/*
 * html_guard.h - refuses pages that would keep the HTML parser busy for hours.
 *
 * gumbo looks through its open elements, and through a tag's attributes, one by
 * one: time grows with the square of either. One pass over the bytes, before
 * anything is parsed, estimates how deep elements nest and how many there will
 * be, those counted that the parser opens again in each block because nobody
 * closed them (<b>, <font>).
 * The estimate errs on pages made to deceive it; the sandbox's processor limit
 * is for those.
 */
#ifndef INGEST_HTML_GUARD_H
#define INGEST_HTML_GUARD_H

#include <stddef.h>

#include "base/attr.h"
#include "base/error.h"

enum {
    HTML_BYTES_MAX = 64 << 20,
    HTML_ELEMENTS_MAX = 2000000, /* about 1 GB of tree */
    HTML_DEPTH_MAX = 4000,       /* 0.1 s; browsers stop at 512 */
    HTML_ATTRIBUTES_MAX = 2000,
};

/* ERR_LIMIT: one of the above is passed. */
MUST_USE enum status html_check_limits(const char *html, size_t length,
                                       struct error *err);

#endif
