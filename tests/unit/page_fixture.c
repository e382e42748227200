/* page_fixture.c - see page_fixture.h. */
#include "page_fixture.h"

#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>
#include <zlib.h>

#include "base/memory.h"
#include "unit.h"

enum { INFLATED_MAX_BYTES = 16 << 20 };

const char *page_between(const char **html, const char *open, const char *close,
                         size_t *length)
{
    const char *begin = strstr(*html, open);
    const char *end = begin ? strstr(begin + strlen(open), close) : NULL;

    if (!begin || !end)
        fail_msg("the page has no %s ... %s", open, close);
    *length = (size_t)(end - begin) - strlen(open);
    *html = end + strlen(close);
    return begin + strlen(open);
}

/* OpenSSL's decoder counts the bytes of the padding too. */
static unsigned char *decode(const char *text, size_t length, size_t *bytes)
{
    unsigned char *out = memory_get(length);
    int decoded = EVP_DecodeBlock(out, (const unsigned char *)text,
                                  (int)length);

    assert_true(decoded > 0);
    *bytes = (size_t)decoded - (text[length - 1] == '=') -
             (text[length - 2] == '=');
    return out;
}

json_t *page_table(const char *html, const char *name)
{
    char open[128];
    size_t length, bytes;
    const char *text;
    unsigned char *deflated;
    char *json = memory_get(INFLATED_MAX_BYTES);
    uLongf inflated = INFLATED_MAX_BYTES;
    json_t *table;

    snprintf(open, sizeof(open),
             "<script type=\"application/octet-stream\" id=\"table-%s\">",
             name);
    text = page_between(&html, open, "</script>", &length);
    deflated = decode(text, length, &bytes);
    assert_int_equal(uncompress((Bytef *)json, &inflated, deflated, bytes),
                     Z_OK);
    table = json_loadb(json, inflated, JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(table);
    free(deflated);
    free(json);
    return table;
}

size_t page_count(const char *html, const char *what)
{
    size_t count = 0;

    for (; *html; html++)
        count += strncasecmp(html, what, strlen(what)) == 0;
    return count;
}
