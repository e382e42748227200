/* spelling.c - see spelling.h. What two words have in common at both ends is
 * left off; what remains tells. */
#include "text/spelling.h"

#include <string.h>

static bool goes_on(char byte)
{
    return ((unsigned char)byte & 0xC0U) == 0x80;
}

size_t spelling_letters(const char *text, size_t length)
{
    size_t letters = 0;

    for (size_t i = 0; i < length; i++)
        letters += !goes_on(text[i]);
    return letters;
}

/* Returns how many bytes of whole characters both begin with. */
static size_t common_head(const char *a, size_t a_length, const char *b,
                          size_t b_length)
{
    size_t most = a_length < b_length ? a_length : b_length, head = 0;

    while (head < most && a[head] == b[head])
        head++;
    while (head && ((head < a_length && goes_on(a[head])) ||
                    (head < b_length && goes_on(b[head]))))
        head--;
    return head;
}

/* Likewise, both end with. */
static size_t common_tail(const char *a, size_t a_length, const char *b,
                          size_t b_length)
{
    size_t most = a_length < b_length ? a_length : b_length, tail = 0;

    while (tail < most && a[a_length - tail - 1] == b[b_length - tail - 1])
        tail++;
    while (tail && goes_on(a[a_length - tail]))
        tail--;
    return tail;
}

size_t spelling_letter_end(const char *text, size_t length, size_t at)
{
    do
        at++;
    while (at < length && goes_on(text[at]));
    return at;
}

/* Are they two characters each, in turned order? */
static bool is_swap(const char *a, const char *b, size_t length)
{
    size_t first = spelling_letter_end(a, length, 0);

    return spelling_letters(a, length) == 2 &&
           spelling_letters(b, length) == 2 &&
           memcmp(a, b + length - first, first) == 0 &&
           memcmp(a + first, b, length - first) == 0;
}

static bool is_apostrophe(const char *text, size_t length)
{
    return length == 1 && *text == '\'';
}

bool spelling_is_slip(const char *a, size_t a_length, const char *b,
                      size_t b_length)
{
    size_t head = common_head(a, a_length, b, b_length), tail, x, y;

    a += head;
    b += head;
    a_length -= head;
    b_length -= head;
    tail = common_tail(a, a_length, b, b_length);
    a_length -= tail;
    b_length -= tail;
    x = spelling_letters(a, a_length);
    y = spelling_letters(b, b_length);
    if (x <= 1 && y <= 1)
        return x + y > 0 && tail > 0 && !is_apostrophe(a, a_length) &&
               !is_apostrophe(b, b_length);
    return a_length == b_length && is_swap(a, b, a_length);
}
