/*
 * beginning.c - see beginning.h.
 *
 * A pattern is walked in all ways that a match may take: into each alternative
 * of a group, with and without what is optional. A way ends where its literal
 * is full or where something stands that is no plain letter; what came before
 * is its literal. Ending early is always right, only less telling, so where the
 * ways are too many, shorter literals are tried.
 */
#include "lexicon/beginning.h"

#include <ctype.h>
#include <string.h>

#include "lexicon/regex_scan.h"

enum {
    BEGINNINGS_MAX = 128, /* more are no help */
    WAYS_MAX = 1000,      /* "(?:|)(?:|)(?:|)" has many, and tells nothing */
};

/* What a literal may be: its greatest length, and whether it goes on into the
 * next word. */
struct measure {
    uint8_t length;
    bool spans;
};

static const struct measure measures[] = {
    {LITERAL_MAX, true}, {12, true}, {8, true}, {6, true}, {LITERAL_MAX, false},
};

struct search {
    enum syntax syntax;
    struct measure measure;
    struct literals *out;
    size_t before; /* literals of others */
    size_t ways;
};

/* What is still to be walked: from `at` to the end of its alternative, then
 * what follows the group. */
struct rest {
    const char *at;
    const struct rest *outer; /* NULL: nothing */
};

/* -- One element of a pattern ---------------------------------------------- */

enum kind {
    LETTER,   /* `letter`, once */
    OPTIONAL, /* `letter` or nothing */
    REPEATED, /* `letter`, and perhaps more of them */
    NOTHING,  /* takes no letters: \b */
    GROUP,
    END,    /* of the alternative */
    UNKNOWN /* anything else */
};

struct element {
    enum kind kind;
    char letter;
    const char *end;
};

static bool is_letter(char byte)
{
    return isalnum((unsigned char)byte);
}

/* Returns what stands at `at` of a phrase or glob. */
static struct element read_plain(const char *at, enum syntax syntax)
{
    struct element element = {LETTER, literal_fold_byte(*at), at + 1};

    if (*at == '\0')
        element.kind = END;
    else if (strchr("*?", *at) || (unsigned char)*at >= 0x80 ||
             (syntax == SYNTAX_GLOB && *at == ' '))
        element.kind = UNKNOWN;
    else if (*at == '-' && syntax == SYNTAX_PHRASE)
        element.kind = OPTIONAL;
    return element;
}

/* Returns the escape at `at`: a literal character, or \b. */
static struct element read_escape(const char *at)
{
    struct element element = {LETTER, literal_fold_byte(at[1]), at + 2};

    if (!ispunct((unsigned char)at[1]))
        element.kind = at[1] == 'b' ? NOTHING : UNKNOWN;
    return element;
}

/* Returns what stands at `at` of a regex, without what is said of its number.
 */
static struct element read_once(const char *at)
{
    struct element element = {LETTER, literal_fold_byte(*at), at + 1};

    if (*at == '\\')
        return read_escape(at);
    if (!strncmp(at, "[ -]", 4) || !strncmp(at, "[- ]", 4))
        return (struct element){LETTER, ' ', at + 4};
    if (*at == '\0' || strchr("|)", *at))
        element.kind = END;
    else if (*at == '(')
        element.kind = GROUP;
    else if (strchr("^$.[?*+{", *at) || (unsigned char)*at >= 0x80)
        element.kind = UNKNOWN;
    return element;
}

/* Returns the byte behind a question mark at `at`, and behind what may say of
 * it how greedy it is. */
static const char *optional_end(const char *at)
{
    return at + 1 + (at[1] == '?' || at[1] == '+');
}

static struct element read_regex(const char *at)
{
    struct element element = read_once(at);
    char number = '\0';

    if (element.kind == LETTER || element.kind == NOTHING)
        number = *element.end;
    if (number == '*' || number == '{' ||
        (element.kind == NOTHING && number && strchr("?+", number))) {
        element.kind = UNKNOWN;
    } else if (number == '+') {
        element.kind = REPEATED;
    } else if (number == '?') {
        element.kind = OPTIONAL;
        element.end = optional_end(element.end);
    }
    return element;
}

static struct element read_element(const char *at, enum syntax syntax)
{
    return syntax == SYNTAX_REGEX ? read_regex(at) : read_plain(at, syntax);
}

/* -- All ways -------------------------------------------------------------- */

/* Adds the literal of a way that ends here; false when it tells nothing, or
 * there are too many. */
static bool add(struct search *search, const struct literal *literal)
{
    struct literals *out = search->out;

    if (literal->length == 0 || !is_letter(literal->text[0]))
        return false;
    for (size_t i = search->before; i < out->count; i++)
        if (out->items[i].length == literal->length &&
            !memcmp(out->items[i].text, literal->text, literal->length))
            return true;
    if (out->count - search->before == BEGINNINGS_MAX)
        return false;
    *VECTOR_PUSH(out) = *literal;
    return true;
}

static bool walk(struct search *search, struct rest rest,
                 struct literal literal);

/* Walks each alternative from `at` on, and then `after`. */
static bool walk_alternatives(struct search *search, const char *at,
                              const struct rest *after,
                              const struct literal *literal)
{
    for (;; at++) {
        if (!walk(search, (struct rest){at, after}, *literal))
            return false;
        at = regex_alternative_end(at);
        if (*at != '|')
            return true;
    }
}

/* Walks the group that begins at rest->at, and what follows it. */
static bool walk_group(struct search *search, const struct rest *rest,
                       const struct literal *literal)
{
    static const struct rest unknown = {".", NULL};
    const char *at = rest->at, *end = regex_group_end(at);
    struct rest after = {end + 1, rest->outer};

    if (!*end || strchr("*{", end[1] ? end[1] : ' ') ||
        (at[1] == '?' && at[2] != ':'))
        return add(search, literal);
    at += at[1] == '?' ? 3 : 1;
    if (end[1] == '+')
        return walk_alternatives(search, at, &unknown, literal);
    if (end[1] == '?') {
        after.at = optional_end(end + 1);
        if (!walk(search, after, *literal))
            return false;
    }
    return walk_alternatives(search, at, &after, literal);
}

/* Adds the element's letter; false when the way ends here. */
static bool take(const struct search *search, const struct element *element,
                 struct literal *literal)
{
    if (element->kind == NOTHING)
        return true;
    if (element->kind == END || element->kind == UNKNOWN ||
        (!search->measure.spans && !is_letter(element->letter)))
        return false;
    literal->text[literal->length++] = element->letter;
    return element->kind != REPEATED;
}

static bool walk(struct search *search, struct rest rest,
                 struct literal literal)
{
    if (++search->ways > WAYS_MAX)
        return false;
    while (literal.length < search->measure.length) {
        struct element element = read_element(rest.at, search->syntax);

        if (element.kind == GROUP)
            return walk_group(search, &rest, &literal);
        if (element.kind == END && rest.outer) {
            rest = *rest.outer;
            continue;
        }
        if (element.kind == OPTIONAL &&
            !walk(search, (struct rest){element.end, rest.outer}, literal))
            return false;
        if (!take(search, &element, &literal))
            break;
        rest.at = element.end;
    }
    return add(search, &literal);
}

bool beginning_find(const char *source, enum syntax syntax,
                    struct literals *out)
{
    struct search search = {.syntax = syntax, .out = out, .before = out->count};
    size_t bars;

    if (syntax == SYNTAX_REGEX && !regex_is_readable(source, &bars))
        return false;
    for (size_t i = 0; i < sizeof(measures) / sizeof(*measures); i++) {
        bool told;

        search.measure = measures[i];
        search.ways = 0;
        told = syntax == SYNTAX_REGEX
                   ? walk_alternatives(&search, source, NULL,
                                       &(struct literal){0})
                   : walk(&search, (struct rest){source, NULL},
                          (struct literal){0});
        if (told)
            return true;
        out->count = search.before;
    }
    return false;
}
