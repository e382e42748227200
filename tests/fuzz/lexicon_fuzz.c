/* lexicon_fuzz.c - any bytes as a lexicon: faults, or a model whose ids fit
 * together and which linting and matching can work with. */
#include "fuzz.h"

#include "lexicon/lint.h"
#include "lexicon/loader.h"

static void check_patterns(const struct lexicon *lexicon)
{
    REQUIRE(lexicon->patterns.count > 0);
    for (size_t i = 0; i < lexicon->patterns.count; i++) {
        const struct pattern *pattern = &lexicon->patterns.items[i];

        REQUIRE(pattern->term < lexicon->terms.count);
        REQUIRE(pattern->code && *pattern->source && pattern->line > 0);
    }
    for (size_t i = 0; i < lexicon->examples.count; i++) {
        const struct example *example = &lexicon->examples.items[i];

        REQUIRE(example->pattern < lexicon->patterns.count);
        REQUIRE(lexicon->patterns.items[example->pattern].term ==
                example->term);
    }
}

/* Themes are in order and own the terms between them, which are in order. */
static void check_terms(const struct lexicon *lexicon)
{
    const struct term *terms = lexicon->terms.items;
    uint32_t term = 0;

    for (uint32_t i = 0; i < lexicon->themes.count; i++) {
        const struct theme *theme = &lexicon->themes.items[i];

        REQUIRE(i == 0 || strcmp(theme[-1].name, theme->name) < 0);
        REQUIRE(theme->first_term == term && theme->term_count > 0);
        for (; term < theme->first_term + theme->term_count; term++) {
            REQUIRE(terms[term].theme == i);
            REQUIRE(term == theme->first_term ||
                    strcmp(terms[term - 1].name, terms[term].name) < 0);
        }
    }
    REQUIRE(term == lexicon->terms.count);
}

static void lint(const struct lexicon *lexicon)
{
    struct issues issues = {0};
    struct text_rules rules = {
        .words = {false, fuzz_abbreviations()},
        .sentences = {.abbreviations = fuzz_abbreviations()}};

    lexicon_lint(lexicon, &rules, &issues);
    for (size_t i = 0; i < issues.count; i++)
        REQUIRE(*issues.items[i].message && *issues.items[i].place);
    issues_release(&issues);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct lexicon lexicon = {0};
    struct issues issues = {0};
    struct error err = {.code = OK};
    enum status status;

    if (length > 4096) /* speed: the file's size is another target's matter */
        return 0;
    status = lexicon_load(&lexicon, fuzz_file(bytes, length), &issues, &err);
    REQUIRE(status != OK || issues.errors == 0);
    REQUIRE(status == OK || *err.text);
    if (status == OK) {
        check_patterns(&lexicon);
        check_terms(&lexicon);
        lint(&lexicon);
    }
    lexicon_release(&lexicon);
    issues_release(&issues);
    return 0;
}
