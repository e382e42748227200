/* lint.c - `policylex lint`. */
#include <stdio.h>
#include <string.h>

#include "cli/command.h"
#include "cli/exit.h"
#include "lexicon/lint.h"
#include "lexicon/loader.h"
#include "run/inputs.h"
#include "run/log.h"

static void print_counts(const char *path, const struct lexicon *lexicon)
{
    const struct {
        const char *noun;
        size_t count;
    } counts[] = {{"theme", lexicon->themes.count},
                  {"term", lexicon->terms.count},
                  {"pattern", lexicon->patterns.count},
                  {"example", lexicon->examples.count}};

    printf("%s:", path);
    for (size_t i = 0; i < sizeof(counts) / sizeof(*counts); i++)
        printf("%s %zu %s%s", i ? "," : "", counts[i].count, counts[i].noun,
               counts[i].count == 1 ? "" : "s");
    putchar('\n');
}

/* Lints one lexicon, a file or a folder; adds what was loaded to the counts. */
static enum status lint_one(const struct inputs *inputs, const char *path,
                            struct issues *issues, struct error *err)
{
    struct lexicon lexicon = {0};
    size_t before = issues->errors;
    enum status status = lexicon_load(&lexicon, path, issues, err);

    if (status == OK) {
        lexicon_lint(&lexicon, &inputs->rules, issues);
        print_counts(path, &lexicon);
    } else if (issues->errors == before) {
        struct issue_place place = {SEVERITY_ERROR, "lexicon", NULL, NULL};

        issues_add(issues, &place, "%s", err->text);
    }
    lexicon_release(&lexicon);
    return status;
}

static enum status lint_all(const struct settings *settings,
                            const struct arguments *arguments,
                            struct inputs *inputs, struct issues *issues,
                            struct error *err)
{
    enum status status = inputs_load_data(inputs, settings, issues, err);

    if (status != OK) {
        log_failure(settings, err);
        return status;
    }
    if (arguments->count == 0)
        return lint_one(inputs, settings->lexicons, issues, err);
    for (size_t i = 0; i < arguments->count; i++) {
        enum status one = lint_one(inputs, arguments->items[i], issues, err);

        status = status == OK ? one : status;
    }
    return status;
}

int command_lint(const struct settings *settings,
                 const struct arguments *arguments)
{
    struct inputs inputs = {0};
    struct issues issues = {0};
    struct error err;
    enum status status = lint_all(settings, arguments, &inputs, &issues, &err);
    size_t errors = issues.errors, warnings = 0;

    for (size_t i = 0; i < issues.count; i++) {
        warnings += issues.items[i].severity == SEVERITY_WARNING;
        log_issue(settings, &issues.items[i]);
    }
    printf("%zu errors, %zu warnings\n", errors, warnings);
    issues_release(&issues);
    inputs_release(&inputs);
    if (status != OK)
        return exit_code_of(status);
    return errors ? EXIT_INPUT : EXIT_PUBLISHED;
}
