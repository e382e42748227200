/* rtf_page.c - see rtf_page.h. */
#include "ingest/rtf_page.h"

#include <iconv.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static const uint32_t replacement = 0xFFFD;

/* iconv_open() fails with -1, and 0 is what a page without converter has. */
static bool is_open(iconv_t converter)
{
    return converter && (intptr_t)converter != -1;
}

void rtf_pages_release(struct rtf_pages *pages)
{
    for (size_t i = 0; i < pages->count; i++)
        if (is_open(pages->items[i].converter))
            iconv_close(pages->items[i].converter);
    pages->count = 0;
}

int rtf_page_of_charset(int charset)
{
    static const struct {
        int charset, page;
    } known[] = {
        {77, 10000}, {128, 932},  {129, 949},  {130, 1361}, {134, 936},
        {136, 950},  {161, 1253}, {162, 1254}, {163, 1258}, {177, 1255},
        {178, 1256}, {186, 1257}, {204, 1251}, {222, 874},  {238, 1250},
    };

    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
        if (known[i].charset == charset)
            return known[i].page;
    return 0;
}

static iconv_t open_page(int page)
{
    char name[32];
    iconv_t converter;

    if (page == 10000)
        return iconv_open("UTF-8", "MACINTOSH");
    snprintf(name, sizeof(name), "CP%d", page);
    converter = iconv_open("UTF-8", name);
    if (!is_open(converter)) {
        snprintf(name, sizeof(name), "WINDOWS-%d", page);
        converter = iconv_open("UTF-8", name);
    }
    return converter;
}

void rtf_pages_prepare(void)
{
    static const int pages[] = {437,  850,  852,  866,  874,  932,  936,
                                949,  950,  1250, 1251, 1252, 1253, 1254,
                                1255, 1256, 1257, 1258, 10000};

    /* As long as one is open, the library keeps what it loaded for it. */
    for (size_t i = 0; i < sizeof(pages) / sizeof(pages[0]); i++)
        (void)open_page(pages[i]);
}

static iconv_t converter_of(struct rtf_pages *pages, int page)
{
    for (size_t i = 0; i < pages->count; i++)
        if (pages->items[i].page == page)
            return pages->items[i].converter;
    if (pages->count == RTF_PAGES_MAX)
        return NULL;
    pages->items[pages->count].page = page;
    pages->items[pages->count].converter = open_page(page);
    return pages->items[pages->count++].converter;
}

void rtf_add_code_point(struct buffer *out, uint32_t code)
{
    if (code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
        code = replacement;
    if (code < 0x80) {
        buffer_add_byte(out, (char)code);
    } else if (code < 0x800) {
        buffer_add_byte(out, (char)(0xC0 | code >> 6));
        buffer_add_byte(out, (char)(0x80 | (code & 0x3F)));
    } else {
        if (code < 0x10000) {
            buffer_add_byte(out, (char)(0xE0 | code >> 12));
        } else {
            buffer_add_byte(out, (char)(0xF0 | code >> 18));
            buffer_add_byte(out, (char)(0x80 | (code >> 12 & 0x3F)));
        }
        buffer_add_byte(out, (char)(0x80 | (code >> 6 & 0x3F)));
        buffer_add_byte(out, (char)(0x80 | (code & 0x3F)));
    }
}

void rtf_pages_decode(struct rtf_pages *pages, int page, const char *bytes,
                      size_t length, struct buffer *out)
{
    iconv_t converter = converter_of(pages, page);

    while (length) {
        char text[256], *to = text, *from;
        size_t room = sizeof(text), left = length;

        /* iconv() only reads, though its type does not say so. */
        memcpy(&from, &bytes, sizeof(from));
        if (is_open(converter)) {
            iconv(converter, NULL, NULL, NULL, NULL);
            iconv(converter, &from, &left, &to, &room);
        }
        buffer_add(out, text, (size_t)(to - text));
        if (left == length) { /* no character, or half of one */
            rtf_add_code_point(out, replacement);
            left--;
        }
        bytes += length - left;
        length = left;
    }
}
