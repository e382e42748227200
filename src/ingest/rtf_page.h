/*
 * rtf_page.h - the bytes of an RTF document's code pages as UTF-8.
 *
 * The document names a page (\ansicpg1251), and each of its fonts may name
 * another (\fcharset204). Bytes are gathered until a character is complete, as
 * those of Asian pages have two.
 */
#ifndef INGEST_RTF_PAGE_H
#define INGEST_RTF_PAGE_H

#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"

enum { RTF_PAGE_WESTERN = 1252, RTF_PAGES_MAX = 16 };

/* Converters already opened, so that a page is looked up once. */
struct rtf_pages {
    struct {
        int page;
        void *converter;
    } items[RTF_PAGES_MAX];
    size_t count;
};

/* Opens every page that fonts or documents commonly name, for a process that
 * may open nothing later (prepare.h). They stay open. */
void rtf_pages_prepare(void);

void rtf_pages_release(struct rtf_pages *pages);

/* Returns the page of a font's character set (\fcharset), 0: the document's. */
int rtf_page_of_charset(int charset);

/* Appends bytes of the page as UTF-8; what is no character of it, or of a page
 * that this system does not know, becomes U+FFFD. */
void rtf_pages_decode(struct rtf_pages *pages, int page, const char *bytes,
                      size_t length, struct buffer *out);

/* Appends a code point, U+FFFD for what is none. */
void rtf_add_code_point(struct buffer *out, uint32_t code);

#endif
