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

#include "lexicon/regex_scan.h"

struct run {
    const char *begin;
    size_t length;
};

static bool is_plain(const char *source)
{
    size_t bars;

    return regex_is_readable(source, &bars) && bars == 0;
}

static bool is_optional(const char *at)
{
    return *at && strchr("?*{", *at);
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
        *at = regex_element_end(*at);
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

void literal_required(const char *source, enum syntax syntax,
                      struct literal *out)
{
    const char *at = source;
    struct run run, longest = {source, 0};

    if (syntax != SYNTAX_REGEX || is_plain(source))
        while ((run = next_run(&at, syntax)).length)
            if (run.length > longest.length ||
                (longest.begin == source && run.length >= LITERAL_LEAST))
                longest = run;
    *out = lower(longest);
}

void literal_fold(const char *text, size_t length, struct buffer *out)
{
    static const char long_s[] = "\u017F", kelvin[] = "\u212A";

    for (size_t i = 0; i < length; i++) {
        if (length - i >= 2 && memcmp(text + i, long_s, 2) == 0) {
            buffer_add_byte(out, 's');
            i += 1;
        } else if (length - i >= 3 && memcmp(text + i, kelvin, 3) == 0) {
            buffer_add_byte(out, 'k');
            i += 2;
        } else {
            buffer_add_byte(out, literal_fold_byte(text[i]));
        }
    }
}
