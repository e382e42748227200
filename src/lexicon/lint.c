/* lint.c - see lint.h. */
#include "lexicon/lint.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lexicon/matcher.h"
#include "text/vocabulary.h"

struct lint {
    const struct lexicon *lexicon;
    const struct text_rules *rules;
    struct issues *issues;
    struct segmented text;
    struct vocabulary vocabulary;
    struct matcher *matcher;
    struct hits hits;
};

#define COMPLAIN(lint, severity_, pattern_, ...)                               \
    do {                                                                       \
        char line_[16];                                                        \
        snprintf(line_, sizeof(line_), "%u", (pattern_)->line);                \
        issues_add(                                                            \
            (lint)->issues,                                                    \
            &(struct issue_place){severity_, "lint", (pattern_)->file, line_}, \
            __VA_ARGS__);                                                      \
    } while (0)

/* -- Texts ----------------------------------------------------------------- */

/* Finds every term's own hits in the text. */
static void find_hits(struct lint *lint, const char *text)
{
    struct matcher_options options = {.overlap = OVERLAP_ALL};

    segmented_read(&lint->text, lint->rules, text, strlen(text),
                   LAYOUT_PARAGRAPHS);
    vocabulary_add(&lint->vocabulary, lint->text.canonical.text.data,
                   &lint->text.words);
    matcher_find(lint->matcher, &lint->text, &options, &lint->hits);
}

static bool term_has_hit(const struct lint *lint, uint32_t term)
{
    for (size_t i = 0; i < lint->hits.count; i++)
        if (lint->lexicon->patterns.items[lint->hits.items[i].pattern].term ==
            term)
            return true;
    return false;
}

static void check_example(struct lint *lint, const struct example *example)
{
    const struct pattern *pattern =
        &lint->lexicon->patterns.items[example->pattern];
    const char *term = lint->lexicon->terms.items[example->term].name;
    bool has_hit;
    size_t failures;

    find_hits(lint, example->text);
    has_hit = term_has_hit(lint, example->term);
    if (has_hit && example->is_counterexample)
        COMPLAIN(lint, SEVERITY_ERROR, pattern,
                 "counterexample: \"%s\" has a hit in \"%s\"; narrow the "
                 "pattern or add an exception",
                 term, example->text);
    if (!has_hit && !example->is_counterexample)
        COMPLAIN(lint, SEVERITY_ERROR, pattern,
                 "example: \"%s\" has no hit in \"%s\"; mend the pattern or "
                 "the example",
                 term, example->text);
    matcher_failures(lint->matcher, &failures);
    if (failures)
        COMPLAIN(lint, SEVERITY_WARNING, pattern,
                 "a pattern gives up on \"%s\": too many steps; make it "
                 "simpler",
                 example->text);
}

/* -- Patterns -------------------------------------------------------------- */

/* Can a word begin with the byte? Words begin with letters and digits, and with
 * the signs of handles and hashtags. */
static bool may_begin_word(unsigned char byte)
{
    return isalnum(byte) || byte >= 0x80 || byte == '@' || byte == '#';
}

static bool can_begin(const struct pattern *pattern)
{
    for (int byte = 0; byte < 256; byte++)
        if (may_begin_word((unsigned char)byte) &&
            pattern_may_begin_with(pattern, (unsigned char)byte))
            return true;
    return false;
}

static size_t count_first_bytes(const struct pattern *pattern)
{
    size_t count = 0;

    for (int byte = 0; byte < 256; byte++)
        count += pattern_may_begin_with(pattern, (unsigned char)byte);
    return count;
}

static bool matches_empty(const struct pattern *pattern)
{
    uint32_t yes = 0;

    pcre2_pattern_info(pattern->code, PCRE2_INFO_MATCHEMPTY, &yes);
    return yes != 0;
}

/* A phrase without wildcards must be found in its own text; if its words do not
 * end where it ends ("freedom!"), it is found nowhere. */
static void check_self(struct lint *lint, const struct pattern *pattern)
{
    if (pattern->syntax == SYNTAX_REGEX || pattern->is_exception ||
        strpbrk(pattern->source, "*?"))
        return;
    find_hits(lint, pattern->source);
    for (size_t i = 0; i < lint->hits.count; i++)
        if (lint->hits.items[i].pattern ==
            (uint32_t)(pattern - lint->lexicon->patterns.items))
            return;
    /* an exception, or an equal pattern of the term, may have come before */
    if (!term_has_hit(lint, pattern->term))
        COMPLAIN(lint, SEVERITY_ERROR, pattern,
                 "pattern: \"%s\" can match nothing: it is not even found in "
                 "\"%s\"; a hit begins and ends where a word does",
                 pattern->source, pattern->source);
}

static void check_pattern(struct lint *lint, const struct pattern *pattern)
{
    if (matches_empty(pattern))
        COMPLAIN(lint, SEVERITY_ERROR, pattern,
                 "pattern: \"%s\" also matches the empty string; leave "
                 "something that must be there",
                 pattern->source);
    else if (!can_begin(pattern))
        COMPLAIN(lint, SEVERITY_ERROR, pattern,
                 "pattern: \"%s\" can match nothing: a hit begins where a "
                 "word begins",
                 pattern->source);
    else
        check_self(lint, pattern);
    if (pattern->start == START_ANYWHERE)
        COMPLAIN(lint, SEVERITY_WARNING, pattern,
                 "pattern: \"%s\" is slow: a lookbehind, \\K or \\G makes it "
                 "be asked at every word",
                 pattern->source);
    else if (count_first_bytes(pattern) > 200)
        COMPLAIN(lint, SEVERITY_WARNING, pattern,
                 "pattern: \"%s\" is slow: it can begin with anything; begin "
                 "it with a letter",
                 pattern->source);
}

/* -- Duplicates ------------------------------------------------------------ */

/* What sets patterns of a theme apart, case as they mean it; 0 for twins. */
static int compare_meaning(const struct lint *lint, const struct pattern *a,
                           const struct pattern *b)
{
    const struct term *terms = lint->lexicon->terms.items;
    uint32_t theme = terms[a->term].theme, other = terms[b->term].theme;

    if (theme != other)
        return theme < other ? -1 : 1;
    if (a->syntax != b->syntax)
        return a->syntax < b->syntax ? -1 : 1;
    if (a->is_sensitive != b->is_sensitive)
        return a->is_sensitive - b->is_sensitive;
    if (a->is_exception != b->is_exception)
        return a->is_exception - b->is_exception;
    return a->is_sensitive ? strcmp(a->source, b->source)
                           : strcasecmp(a->source, b->source);
}

/* Twins side by side, in lexicon order. */
static int compare_patterns(const void *a, const void *b, void *lint)
{
    const struct pattern *x = *(const struct pattern *const *)a;
    const struct pattern *y = *(const struct pattern *const *)b;
    int order = compare_meaning(lint, x, y);

    return order ? order : (x > y) - (x < y);
}

static bool are_twins(const struct lint *lint, const struct pattern *a,
                      const struct pattern *b)
{
    return compare_meaning(lint, a, b) == 0 && !a->is_exception &&
           a->term != b->term;
}

static void check_duplicates(struct lint *lint)
{
    size_t count = lint->lexicon->patterns.count;
    const struct pattern **sorted = memory_get(count * sizeof(*sorted));

    for (size_t i = 0; i < count; i++)
        sorted[i] = &lint->lexicon->patterns.items[i];
    qsort_r(sorted, count, sizeof(*sorted), compare_patterns, lint);
    for (size_t i = 1; i < count; i++)
        if (are_twins(lint, sorted[i - 1], sorted[i]))
            COMPLAIN(lint, SEVERITY_WARNING, sorted[i],
                     "pattern: \"%s\" is also a pattern of \"%s\" (%s:%u), "
                     "which takes its hits; leave one out",
                     sorted[i]->source,
                     lint->lexicon->terms.items[sorted[i - 1]->term].name,
                     sorted[i - 1]->file, sorted[i - 1]->line);
    free(sorted);
}

void lexicon_lint(const struct lexicon *lexicon, const struct text_rules *rules,
                  struct issues *issues)
{
    struct lint lint = {.lexicon = lexicon, .rules = rules, .issues = issues};

    vocabulary_init(&lint.vocabulary);
    lint.matcher = matcher_new(lexicon, &lint.vocabulary);
    for (size_t i = 0; i < lexicon->patterns.count; i++)
        check_pattern(&lint, &lexicon->patterns.items[i]);
    for (size_t i = 0; i < lexicon->examples.count; i++)
        check_example(&lint, &lexicon->examples.items[i]);
    check_duplicates(&lint);
    matcher_free(lint.matcher);
    vocabulary_release(&lint.vocabulary);
    segmented_release(&lint.text);
    free(lint.hits.items);
}
