/*
 * matcher_fuzz.c - the matcher that remembers answers by word form finds what
 * asking every pattern at every word finds.
 *
 * An input is a line a pattern, an empty line, and a text. A pattern's line
 * begins with how it is written, as in the seeds:
 *
 *     p norm*          phrase; g glob; r regex; a capital letter: case matters
 *     !p social norms  an exception of the pattern before it
 *     +p rule          another term of the theme before it
 */
#include "fuzz.h"

#include "lexicon/builder.h"
#include "lexicon/matcher.h"

enum { PATTERNS_MAX = 12, PATTERN_MAX = 200, TEXT_MAX = 600 };

struct reading {
    struct lexicon lexicon;
    struct lexicon_builder builder;
    uint32_t term;
    int themes, terms;
};

static bool read_kind(char letter, struct pattern *pattern)
{
    static const char letters[] = "pgrPGR";
    const char *at = letter ? strchr(letters, letter) : NULL;

    if (!at)
        return false;
    pattern->syntax = (enum syntax)((at - letters) % 3);
    pattern->is_sensitive = at - letters >= 3;
    return true;
}

static void choose_term(struct reading *reading, const struct pattern *pattern,
                        bool same_theme)
{
    char theme[16], term[16];

    if (pattern->is_exception && reading->terms)
        return;
    reading->themes += !same_theme;
    snprintf(theme, sizeof(theme), "theme %d", reading->themes);
    snprintf(term, sizeof(term), "term %d", ++reading->terms);
    reading->term = lexicon_add_term(&reading->builder, theme, term);
}

/* Adds the line's pattern; false when it is none. */
static bool read_pattern(struct reading *reading, const char *line)
{
    struct pattern pattern = {.file = "fuzz", .line = 1};
    bool same_theme = *line == '+';
    struct error err;

    pattern.is_exception = *line == '!';
    line += same_theme || pattern.is_exception;
    if (!read_kind(line[0], &pattern) || line[1] != ' ')
        return false;
    pattern.source = lexicon_canonical_text(&reading->builder, line + 2);
    if (!pattern.source)
        return false;
    choose_term(reading, &pattern, same_theme);
    pattern.term = reading->term;
    return lexicon_add_pattern(&reading->builder, &pattern, &err) == OK;
}

/* Reads the patterns; returns where the text begins, NULL when it is no input
 * worth a try. */
static const char *read_lexicon(struct reading *reading, char *input)
{
    char *at = input;

    lexicon_builder_init(&reading->builder, &reading->lexicon);
    for (int i = 0; i < PATTERNS_MAX; i++) {
        char *end = strchr(at, '\n');

        if (!end || end - at > PATTERN_MAX)
            return NULL;
        *end = '\0';
        if (end == at)
            return reading->lexicon.patterns.count ? end + 1 : NULL;
        if (!read_pattern(reading, at))
            return NULL;
        at = end + 1;
    }
    return NULL;
}

static void check_hit(const struct segmented *document, const struct hit *hit)
{
    const struct word *words = document->words.items;

    REQUIRE(hit->first <= hit->last && hit->last < document->words.count);
    REQUIRE(hit->span.begin < hit->span.end);
    REQUIRE(words[hit->first].span.begin <= hit->span.begin &&
            hit->span.begin < words[hit->first].span.end);
    REQUIRE(words[hit->last].span.begin < hit->span.end &&
            hit->span.end <= words[hit->last].span.end);
}

static void check_same(const struct segmented *document,
                       const struct hits *quick, const struct hits *plain)
{
    REQUIRE(quick->count == plain->count);
    for (size_t i = 0; i < quick->count; i++) {
        const struct hit *x = &quick->items[i], *y = &plain->items[i];

        check_hit(document, x);
        REQUIRE(x->span.begin == y->span.begin && x->span.end == y->span.end);
        REQUIRE(x->first == y->first && x->last == y->last);
        REQUIRE(x->pattern == y->pattern);
    }
}

/* U+017F, the long s, is an s to PCRE2; folded, it may compose with a mark that
 * follows, so that types begin with another letter. Nobody writes so. */
static bool has_marked_long_s(const char *text)
{
    for (const char *at = text; (at = strstr(at, "\u017F")) != NULL; at += 2)
        if ((unsigned char)at[2] >= 0xCC)
            return true;
    return false;
}

static void compare(const struct lexicon *lexicon, const char *text,
                    enum overlap overlap)
{
    struct text_rules rules = {
        .words = {false, fuzz_abbreviations()},
        .sentences = {.abbreviations = fuzz_abbreviations()}};
    struct segmented document = {0};
    struct vocabulary vocabulary;
    struct matcher *matcher;
    struct hits quick = {0}, plain = {0};
    size_t failures, plain_failures;

    vocabulary_init(&vocabulary);
    matcher = matcher_new(lexicon, &vocabulary);
    segmented_read(&document, &rules, text, strnlen(text, TEXT_MAX),
                   LAYOUT_PARAGRAPHS);
    vocabulary_add(&vocabulary, document.canonical.text.data, &document.words);
    matcher_find(matcher, &document,
                 &(struct matcher_options){.overlap = overlap}, &quick);
    matcher_failures(matcher, &failures);
    matcher_find(matcher, &document,
                 &(struct matcher_options){.overlap = overlap, .plain = true},
                 &plain);
    matcher_failures(matcher, &plain_failures);
    /* Where PCRE2 gives up it says so; how early depends on where it began. */
    if (!failures && !plain_failures &&
        !has_marked_long_s(document.canonical.text.data))
        check_same(&document, &quick, &plain);
    free(quick.items);
    free(plain.items);
    matcher_free(matcher);
    vocabulary_release(&vocabulary);
    segmented_release(&document);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct reading reading = {0};
    char *input = memory_copy_text((const char *)bytes, length);
    const char *text = read_lexicon(&reading, input);

    if (text) {
        lexicon_finish(&reading.builder);
        compare(&reading.lexicon, text, OVERLAP_LONGEST);
        compare(&reading.lexicon, text, OVERLAP_ALL);
    }
    lexicon_builder_release(&reading.builder);
    lexicon_release(&reading.lexicon);
    free(input);
    return 0;
}
