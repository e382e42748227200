/* regex_scan.c - see regex_scan.h. */
#include "lexicon/regex_scan.h"

#include <string.h>

/* Returns the last byte of the escape that begins at `at`. */
static const char *escape_end(const char *at)
{
    const char *close;

    if (!at[1] || !at[2] || !strchr("pP", at[1]))
        return at[1] ? at + 1 : at;
    close = at[2] == '{' ? strchr(at, '}') : NULL;
    return close ? close : at + 2; /* \p{Lu}, \pL */
}

/* Returns the last byte of the "[:alpha:]" that begins at `at`, by PCRE2's own
 * rule (check_posix_syntax() in pcre2_compile.c); NULL where there is none. */
static const char *posix_end(const char *at)
{
    for (at += 2; *at && at[1]; at++) {
        bool is_escape = *at == '\\' && strchr("]\\", at[1]);

        if (strncmp(at, ":]", 2) == 0)
            return at + 1;
        if (*at == ']' || strncmp(at, "[:", 2) == 0)
            return NULL;
        at += is_escape;
    }
    return NULL;
}

/* Returns the last byte of the character class that begins at `at`, or the
 * terminating NUL. */
static const char *class_end(const char *at)
{
    at++;
    at += *at == '^';
    at += *at == ']';
    for (; *at && *at != ']'; at++) {
        const char *close = *at == '[' && at[1] == ':' ? posix_end(at) : NULL;

        if (close)
            at = close;
        else if (*at == '\\' && at[1])
            at++;
    }
    return at;
}

/* Returns the last byte of the escape or class that begins at `at`, `at` itself
 * for anything else, or the terminating NUL. */
static const char *atom_end(const char *at)
{
    if (*at == '\\')
        return escape_end(at);
    return *at == '[' ? class_end(at) : at;
}

const char *regex_group_end(const char *at)
{
    int depth = 0;

    for (; *at; at++) {
        char begin = *at;

        at = atom_end(at);
        depth += begin == '(' ? 1 : begin == ')' ? -1 : 0;
        if (!*at || depth == 0)
            break;
    }
    return at;
}

/* Escapes that stand for letters in ways of their own, or for what stood
 * elsewhere. */
static bool is_strange_escape(char letter)
{
    return letter == '\0' || strchr("QEKGxoNugkcU0123456789", letter);
}

/* Does something at `at` change what letters, here or elsewhere, mean? */
static bool is_strange(const char *at)
{
    if (*at == '(')
        return at[1] == '*' || (at[1] == '?' && !strchr(":=!<", at[2])) ||
               strncmp(at, "(?<*", 4) == 0; /* a non-atomic look-behind */
    return *at == '\\' && is_strange_escape(at[1]);
}

/* Is there an escape that may keep a ']' from ending a class: "[\Q]\E]",
 * "[\E]]", "[\c]]"? */
static bool hides_class_ends(const char *source)
{
    const char *at = strchr(source, '\\');

    for (; at && at[1]; at = strchr(at + 2, '\\'))
        if (strchr("QEc", at[1]))
            return true;
    return false;
}

bool regex_is_readable(const char *source, size_t *bars)
{
    int depth = 0;

    *bars = 0;
    if (hides_class_ends(source))
        return false;
    for (const char *at = source; *at; at++) {
        if (is_strange(at))
            return false;
        *bars += *at == '|' && depth == 0;
        depth += *at == '(' ? 1 : *at == ')' ? -1 : 0;
        at = atom_end(at);
        if (!*at)
            return false;
    }
    return true;
}

/* Returns the last byte of the counted repetition that begins at `at`, `at`
 * itself where the brace is a character like others: "{(a}b)?". */
static const char *count_end(const char *at)
{
    const char *end = at + 1 + strspn(at + 1, "0123456789, ");

    return *end == '}' ? end : at;
}

const char *regex_element_end(const char *at)
{
    if (*at == '{')
        return count_end(at);
    return *at == '(' ? regex_group_end(at) : atom_end(at);
}

const char *regex_alternative_end(const char *at)
{
    for (; *at && *at != '|' && *at != ')'; at++) {
        at = regex_element_end(at);
        if (!*at)
            break;
    }
    return at;
}
