/* link.c - see link.h. */
#include "text/link.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

static bool starts_with(const char *text, struct span span, const char *prefix)
{
    size_t length = strlen(prefix);

    return span_length(span) >= length &&
           strncasecmp(text + span.begin, prefix, length) == 0;
}

/* Is it punctuation of U+2010..206F (dashes, quotes, ellipsis), U+3000..303F
 * or U+FF00..FF3F? No link holds it unescaped, and in scripts without spaces
 * nothing else tells where one ends. */
static bool is_wide_punctuation(const char *text)
{
    const unsigned char *s = (const unsigned char *)text;

    return (s[0] == 0xE2 && (s[1] == 0x80 || s[1] == 0x81)) ||
           (s[0] == 0xE3 && s[1] == 0x80) || (s[0] == 0xEF && s[1] == 0xBC);
}

/* Returns where a link ends whose first word ends at `from`: before the next
 * space; closing punctuation, and a bracket that the link does not open, stay
 * outside. Never before `from`: the word is the link's whatever it holds. */
static uint32_t to_space(const char *text, uint32_t from, uint32_t limit)
{
    uint32_t at = from;

    while (at < limit && (unsigned char)text[at] > ' ' &&
           !strchr("<>\"[]{}|\\^`", text[at]) &&
           !is_wide_punctuation(text + at))
        at++;
    while (at > from && strchr(".,;:!?'*_", text[at - 1]))
        at--;
    if (at > from && text[at - 1] == ')' &&
        !memchr(text + from, '(', at - from))
        at--;
    return at;
}

static uint32_t last_label(const char *text, struct span word)
{
    uint32_t at = word.end;

    while (at > word.begin && text[at - 1] != '.')
        at--;
    return at;
}

/* Lower-case labels of letters, digits and hyphens, the last one of two or more
 * letters: "state.gov", not "U.S" or "1.5". */
static bool is_domain(const char *text, struct span word)
{
    uint32_t label = last_label(text, word);

    if (label == word.begin || word.end - label < 2)
        return false;
    for (uint32_t at = word.begin; at < word.end; at++) {
        unsigned char c = (unsigned char)text[at];

        if (!islower(c) && c != '.' &&
            (at >= label || !(isdigit(c) || c == '-')))
            return false;
    }
    return true;
}

static bool is_general_domain(const char *text, struct span word)
{
    static const char *const domains[] = {"gov", "com", "org", "net",
                                          "edu", "mil", "int"};
    uint32_t label = last_label(text, word);

    if (word.end - label != 3)
        return false;
    for (size_t i = 0; i < sizeof(domains) / sizeof(*domains); i++)
        if (memcmp(text + label, domains[i], 3) == 0)
            return is_domain(text, word);
    return false;
}

/* Returns the end of the host after the '@' at `at`, 0 when none follows. */
static uint32_t host_end(const char *text, uint32_t at, uint32_t limit)
{
    uint32_t end = at + 1;
    bool has_dot = false;

    while (end < limit && (isalnum((unsigned char)text[end]) ||
                           text[end] == '-' || text[end] == '.')) {
        has_dot |= text[end] == '.' && end + 1 < limit &&
                   isalnum((unsigned char)text[end + 1]);
        end++;
    }
    while (end > at + 1 && strchr(".-", text[end - 1]))
        end--;
    return has_dot ? end : 0;
}

/* Returns the end of a link told by how its first word is written. */
static uint32_t named_link_end(const char *text, struct span word,
                               uint32_t limit)
{
    if (!memchr(text + word.begin, '.', span_length(word)) &&
        !memchr(text + word.begin, ':', span_length(word)))
        return 0;
    if (starts_with(text, word, "www.") || starts_with(text, word, "mailto:"))
        return to_space(text, word.end, limit);
    return is_general_domain(text, word) ? word.end : 0;
}

uint32_t link_end(const char *text, struct span word, uint32_t limit)
{
    char after = word.end < limit ? text[word.end] : ' ';

    switch (after) {
    case ':':
        if (limit - word.end > 3 && memcmp(text + word.end, "://", 3) == 0)
            return to_space(text, word.end, limit);
        break;
    case '/':
        if (is_domain(text, word))
            return to_space(text, word.end, limit);
        break;
    case '@':
        return host_end(text, word.end, limit);
    default:
        break;
    }
    return named_link_end(text, word, limit);
}
