/*
 * requirement.c - see requirement.h.
 *
 * A regex is walked once. A run of plain letters is a clause of one literal; a
 * group gives the clauses of its one alternative, or of several alternatives
 * one clause made of the most telling of each. What may be absent (before ? *
 * {), negative look-around, classes and escapes tell nothing and end a run.
 */
#include "lexicon/requirement.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "lexicon/regex_scan.h"

enum {
    LEAST_ALONE = 4, /* fewer letters ("and", "ed") stand in too many words */
    LEAST_AMONG = 3, /* but "VPN" or "web" among longer ones tells something */
    CLAUSE_MAX = 48, /* more literals are likely to be met */
};

void requirement_release(struct requirement *requirement)
{
    free(requirement->literals.items);
    free(requirement->ends.items);
    *requirement = (struct requirement){0};
}

static void end_clause(struct requirement *out)
{
    *VECTOR_PUSH(&out->ends) = (uint32_t)out->literals.count;
}

static void add_literal(struct requirement *out, const char *text,
                        size_t length)
{
    struct literal *literal = VECTOR_PUSH(&out->literals);

    literal->length = (uint8_t)(length < LITERAL_MAX ? length : LITERAL_MAX);
    for (size_t i = 0; i < literal->length; i++)
        literal->text[i] = (char)tolower((unsigned char)text[i]);
}

/* Does the run stand in nearly every paragraph of English? */
static bool is_common(const char *text, size_t length)
{
    static const char *const common[] = {
        "the",  "and",  "for",  "that",  "with",  "this",  "from",  "will",
        "have", "has",  "are",  "not",   "all",   "any",   "one",   "may",
        "our",  "was",  "were", "been",  "more",  "many",  "such",  "its",
        "they", "them", "ing",  "other", "their", "these", "those", "which"};

    for (size_t i = 0; i < sizeof(common) / sizeof(*common); i++)
        if (strlen(common[i]) == length &&
            strncasecmp(common[i], text, length) == 0)
            return true;
    return false;
}

/* Adds a clause for the run of letters, unless it is too short or common. */
static void add_run(struct requirement *out, const char *text, size_t length)
{
    if (length < LEAST_AMONG || is_common(text, length))
        return;
    add_literal(out, text, length);
    end_clause(out);
}

/* -- Phrases and globs: all their letters are literal ---------------------- */

static size_t plain_run_length(const char *source)
{
    size_t length = 0;

    while (isalnum((unsigned char)source[length]))
        length++;
    return length;
}

static void add_plain(const char *source, struct requirement *out)
{
    while (*source) {
        size_t length = plain_run_length(source);

        add_run(out, source, length);
        source += length ? length : 1;
    }
}

/* -- Regular expressions --------------------------------------------------- */

static bool is_optional(char quantifier)
{
    return quantifier && strchr("?*{", quantifier);
}

/* Adds the letters at `at` that every match holds; returns where they end. */
static const char *add_letters(const char *at, struct requirement *out)
{
    const char *begin = at;

    while (isalnum((unsigned char)*at) && !is_optional(at[1]))
        if (*++at == '+')
            break; /* what is repeated ends the run */
    add_run(out, begin, (size_t)(at - begin));
    return at == begin ? at + 1 : at;
}

static void add_sequence(const char *at, struct requirement *out);

/* How much a clause tells: its shortest literal, then how few they are. */
static uint32_t clause_weight(const struct requirement *requirement,
                              size_t clause)
{
    uint32_t begin = clause_begin(requirement, clause);
    uint32_t end = requirement->ends.items[clause];
    uint32_t shortest = LITERAL_MAX;

    for (uint32_t i = begin; i < end; i++)
        if (requirement->literals.items[i].length < shortest)
            shortest = requirement->literals.items[i].length;
    return shortest * (CLAUSE_MAX + 1) + CLAUSE_MAX - (end - begin);
}

/* Appends the literals of the most telling clause of the alternative at `at`;
 * false when it has none. */
static bool add_best_of(const char *at, struct requirement *out)
{
    struct requirement own = {0};
    size_t best = 0;
    bool told;

    add_sequence(at, &own);
    told = own.ends.count > 0;
    for (size_t i = 1; i < own.ends.count; i++)
        if (clause_weight(&own, i) > clause_weight(&own, best))
            best = i;
    for (uint32_t i = clause_begin(&own, best);
         told && i < own.ends.items[best]; i++)
        *VECTOR_PUSH(&out->literals) = own.literals.items[i];
    requirement_release(&own);
    return told;
}

/* Adds what the alternatives from `at` on have: all clauses of a single one, or
 * one clause of all. */
static void add_alternatives(const char *at, struct requirement *out)
{
    size_t before = out->literals.count;
    bool told = true;

    if (*regex_alternative_end(at) != '|') {
        add_sequence(at, out);
        return;
    }
    for (const char *next = at; told && next; at = next) {
        told = add_best_of(at, out);
        next = regex_alternative_end(at);
        next = *next == '|' ? next + 1 : NULL;
    }
    if (told && out->literals.count - before <= CLAUSE_MAX)
        end_clause(out);
    else
        out->literals.count = before;
}

/* Returns where the content of the group at `at` begins, NULL when matches need
 * not hold it. */
static const char *group_content(const char *at)
{
    const char *close;

    if (at[1] != '?')
        return at + 1;
    if (at[2] == ':' || at[2] == '=')
        return at + 3;
    if (at[2] != '<' || at[3] == '!')
        return NULL;
    close = strchr(at, '>'); /* "(?<name>" */
    return at[3] == '=' ? at + 4 : close ? close + 1 : NULL;
}

/* Adds what the group at `at` has; returns where it ends. */
static const char *add_group(const char *at, struct requirement *out)
{
    const char *end = regex_group_end(at), *content = group_content(at);

    if (!*end)
        return end;
    if (content && !is_optional(end[1]))
        add_alternatives(content, out);
    return end + 1;
}

/* Adds the element at `at`; returns where it ends. */
static const char *add_element(const char *at, struct requirement *out)
{
    if (isalnum((unsigned char)*at))
        return add_letters(at, out);
    if (*at == '(')
        return add_group(at, out);
    at = regex_element_end(at);
    return *at ? at + 1 : at;
}

/* Adds the clauses of the alternative at `at`. */
static void add_sequence(const char *at, struct requirement *out)
{
    while (*at && *at != '|' && *at != ')')
        at = add_element(at, out);
}

static void drop_short_single(struct requirement *out)
{
    size_t kept = 0;
    uint32_t literals = 0;

    for (size_t i = 0, begin = 0; i < out->ends.count; i++) {
        size_t end = out->ends.items[i];
        bool tells = end - begin > 1 ||
                     out->literals.items[begin].length >= LEAST_ALONE;

        for (; tells && begin < end; begin++)
            out->literals.items[literals++] = out->literals.items[begin];
        if (tells)
            out->ends.items[kept++] = literals;
        begin = end;
    }
    out->ends.count = kept;
    out->literals.count = literals;
}

/* Drops the first `count` clauses, of which one is left if there are no more.
 */
static void drop_first(struct requirement *out, size_t count)
{
    uint32_t gone;

    if (count == 0 || count >= out->ends.count)
        return;
    gone = out->ends.items[count - 1];
    out->literals.count -= gone;
    memmove(out->literals.items, out->literals.items + gone,
            out->literals.count * sizeof(*out->literals.items));
    out->ends.count -= count;
    for (size_t i = 0; i < out->ends.count; i++)
        out->ends.items[i] = out->ends.items[i + count] - gone;
}

void requirement_find(const char *source, enum syntax syntax,
                      struct requirement *out)
{
    size_t bars, first = 0;

    if (syntax != SYNTAX_REGEX) {
        size_t length = plain_run_length(source);

        add_run(out, source, length);
        drop_short_single(out);
        first = out->ends.count;
        add_plain(source + length, out);
    } else if (!regex_is_readable(source, &bars)) {
        return;
    } else if (bars) {
        add_alternatives(source, out);
    } else {
        source = add_element(source, out);
        drop_short_single(out);
        first = out->ends.count;
        add_sequence(source, out);
    }
    drop_short_single(out);
    drop_first(out, first);
}
