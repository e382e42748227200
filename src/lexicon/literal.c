/*
 * literal.c - see literal.h.
 *
 * A regex is walked from left to right at its top level. What stands in a
 * group, in a character class or before ? * { may be absent or be something
 * else, so it ends the run at hand and is passed over. A top-level alternative,
 * or a group that changes what letters mean, ends all knowledge.
 */
#include "lexicon/literal.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

struct run {
    const char *begin;
    size_t length;
};

/* Returns the last byte of the escape that begins at `at`. */
static const char *escape_end(const char *at)
{
    const char *close;

    if (!at[1] || !at[2] || !strchr("pP", at[1]))
        return at[1] ? at + 1 : at;
    close = at[2] == '{' ? strchr(at, '}') : NULL;
    return close ? close : at + 2; /* \p{Lu}, \pL */
}

/* Returns the last byte of the character class that begins at `at`, or the
 * terminating NUL. */
static const char *class_end(const char *at)
{
    at++;
    at += *at == '^';
    at += *at == ']';
    for (; *at && *at != ']'; at++) {
        const char *close = *at == '[' && at[1] == ':' ? strchr(at + 2, ']')
                                                       : NULL;

        if (close && close > at + 2 && close[-1] == ':')
            at = close; /* "[:alpha:]" */
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

/* Returns the closing parenthesis of the group that begins at `at`, or the
 * terminating NUL. */
static const char *group_end(const char *at)
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
        return at[1] == '*' || (at[1] == '?' && !strchr(":=!<", at[2]));
    return *at == '\\' && is_strange_escape(at[1]);
}

/* Does nothing in the regex change what its letters mean? Bars at its top level
 * are counted. */
static bool is_readable(const char *source, size_t *bars)
{
    int depth = 0;

    *bars = 0;
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

static bool is_plain(const char *source)
{
    size_t bars;

    return is_readable(source, &bars) && bars == 0;
}

static bool is_optional(const char *at)
{
    return *at && strchr("?*{", *at);
}

/* Returns the last byte of the group, class, escape or counted repetition that
 * begins at `at`; `at` itself for anything else. */
static const char *element_end(const char *at)
{
    const char *close = *at == '{' ? strchr(at, '}') : NULL;

    if (close)
        return close;
    return *at == '(' ? group_end(at) : atom_end(at);
}

/* Returns the next run of literals of a regex at or after `*at`, which moves
 * past it; its length is 0 at the end. */
static struct run next_regex_run(const char **at)
{
    struct run run = {*at, 0};

    for (; **at; (*at)++) {
        if (isalnum((unsigned char)**at) && !is_optional(*at + 1)) {
            if (run.length++ == 0)
                run.begin = *at;
            if ((*at)[1] != '+')
                continue;
            (*at)++; /* what is repeated ends the run */
        }
        if (run.length)
            return run;
        *at = element_end(*at);
        if (!**at)
            break;
    }
    return run;
}

/* The same for phrases and globs, whose letters are all literal. */
static struct run next_plain_run(const char **at)
{
    struct run run;

    while (**at && !isalnum((unsigned char)**at))
        (*at)++;
    run = (struct run){*at, 0};
    while (isalnum((unsigned char)**at)) {
        run.length++;
        (*at)++;
    }
    return run;
}

static struct run next_run(const char **at, enum syntax syntax)
{
    return syntax == SYNTAX_REGEX ? next_regex_run(at) : next_plain_run(at);
}

static struct literal lower(struct run run)
{
    struct literal literal = {.length = (uint8_t)(run.length < LITERAL_MAX
                                                      ? run.length
                                                      : LITERAL_MAX)};

    for (size_t i = 0; i < literal.length; i++)
        literal.text[i] = (char)tolower((unsigned char)run.begin[i]);
    return literal;
}

/* One letter stands in too many words to tell anything. */
enum { LEAST_LETTERS = 2 };

void literal_required(const char *source, enum syntax syntax,
                      struct literal *out)
{
    const char *at = source;
    struct run run, longest = {source, 0};

    if (syntax != SYNTAX_REGEX || is_plain(source))
        while ((run = next_run(&at, syntax)).length)
            if (run.length > longest.length ||
                (longest.begin == source && run.length >= LEAST_LETTERS))
                longest = run;
    *out = lower(longest);
}

/* -- How matches begin ----------------------------------------------------- */

/* More beginnings than this are no help. */
enum { PREFIXES_MAX = 128 };

static bool add_alternatives(const char *at, struct literals *out);

/* Returns where the sequence of one alternative ends: at '|' or ')' of its own
 * level, or the NUL. */
static const char *alternative_end(const char *at)
{
    for (; *at && *at != '|' && *at != ')'; at++) {
        at = element_end(at);
        if (!*at)
            break;
    }
    return at;
}

/* Adds the beginnings of one sequence; false when it can begin with something
 * that is no letter, or with nothing. An optional group may be passed over, so
 * what follows it counts as well. */
static bool add_sequence(const char *at, struct literals *out)
{
    const char *run;

    if (strncmp(at, "\\b", 2) == 0) /* hits begin where words begin anyway */
        at += 2;
    run = at;
    if (strncmp(at, "(?:", 3) == 0) {
        const char *end = group_end(at);

        if (!*end || !add_alternatives(at + 3, out))
            return false;
        return !is_optional(end + 1) ||
               (end[1] == '?' && add_sequence(end + 2, out));
    }
    while (isalnum((unsigned char)*at) && !is_optional(at + 1))
        at++;
    if (at == run)
        return false;
    *VECTOR_PUSH(out) = lower((struct run){run, (size_t)(at - run)});
    return true;
}

static bool add_alternatives(const char *at, struct literals *out)
{
    for (;;) {
        if (!add_sequence(at, out))
            return false;
        at = alternative_end(at);
        if (*at != '|')
            return true;
        at++;
    }
}

bool literal_prefixes(const char *source, enum syntax syntax,
                      struct literals *out)
{
    size_t before = out->count, bars;
    struct run run;

    if (syntax != SYNTAX_REGEX) {
        const char *at = source;

        run = next_plain_run(&at);
        if (run.begin != source || run.length == 0)
            return false;
        *VECTOR_PUSH(out) = lower(run);
        return true;
    }
    if (is_readable(source, &bars) && add_alternatives(source, out) &&
        out->count - before <= PREFIXES_MAX)
        return true;
    out->count = before;
    return false;
}
