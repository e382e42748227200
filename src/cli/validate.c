/* validate.c - `policylex validate`: is the lexicon right? */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/files.h"
#include "base/memory.h"
#include "cli/command.h"
#include "cli/exit.h"
#include "run/log.h"
#include "run/validation.h"

/* -- Drawing --------------------------------------------------------------- */

/* Returns how wide the column of themes is to be. */
static int theme_width(const struct validation *validation)
{
    size_t width = strlen("theme");

    for (size_t i = 0; i < validation->items.count; i++)
        if (strlen(validation->items.items[i].theme) > width)
            width = strlen(validation->items.items[i].theme);
    return (int)width;
}

/* Prints how many items of the theme there are in all and by stratum, of how
 * many sentences. */
static void print_strata(const struct validation *validation, size_t begin,
                         size_t end, int width)
{
    uint64_t size[STRATA + 1] = {0}, drawn[STRATA + 1] = {0};

    for (size_t i = begin; i < end; i++) {
        const struct validation_item *item = &validation->items.items[i];

        size[item->stratum] = item->stratum_size;
        drawn[item->stratum]++;
    }
    printf("%-*s %6zu", width, validation->items.items[begin].theme,
           end - begin);
    for (int s = 0; s < STRATA; s++)
        printf(" %5llu of %-8llu", (unsigned long long)drawn[s],
               (unsigned long long)size[s]);
    printf(" %6llu\n", (unsigned long long)drawn[STRATUM_TERM]);
}

static void print_draw(const struct validation *validation, const char *folder)
{
    int width = theme_width(validation);
    size_t end;

    printf("%-*s %6s %17s %17s %17s %7s\n", width, "theme", "items",
           "hit, of all  ", "near, of all  ", "far, of all  ", "terms");
    for (size_t i = 0; i < validation->items.count; i = end) {
        end = validation_theme_end(validation, i);
        print_strata(validation, i, end, width);
    }
    printf("\nNext: give each coder a copy of %s/sheet.csv, named for the "
           "coder; not\nkey.csv, which has the answers. For every row: does "
           "the sentence speak of the\ntheme? Write 1 or 0 into the column "
           "\"code\", or leave it blank. Then:\n"
           "    policylex validate --key %s/key.csv CODER.csv...\n",
           folder, folder);
}

static int draw(const struct settings *settings)
{
    struct validation validation = {0};
    char *folder = validation_folder(settings);
    struct error err;
    size_t unreadable = 0;
    int code;

    if (validation_draw(settings, &validation, &unreadable, &err) == OK) {
        if (!settings->is_quiet)
            print_draw(&validation, folder);
        code = unreadable ? EXIT_SOME_UNREADABLE : EXIT_PUBLISHED;
    } else {
        log_failure(settings, &err);
        code = exit_code_of(err.code);
    }
    validation_release(&validation);
    free(folder);
    return code;
}

/* -- Evaluating ------------------------------------------------------------ */

/* Prints "0.87 (0.71 to 0.94)", or a dash. */
static void print_measure(struct measurement value, struct interval interval)
{
    if (value.is_defined)
        printf("  %4.2f (%4.2f to %4.2f)", value.value, interval.low,
               interval.high);
    else
        printf("  %-19s", "-");
}

static void print_theme(const struct validation *validation,
                        const struct theme_validity *theme, int width)
{
    const struct validity *validity = &theme->validity;

    printf("%-*s %6zu", width, validation->items.items[theme->begin].theme,
           theme->end - theme->begin - (size_t)theme->undecided);
    print_measure(validity->precision, validity->precision_interval);
    print_measure(validity->recall, validity->recall_interval);
    print_measure(validity->f1, validity->f1_interval);
    if (theme->alpha.is_defined)
        printf("  %5.2f\n", theme->alpha.value);
    else
        printf("  %5s\n", "-");
}

static void print_results(const struct validation *validation,
                          const char *folder)
{
    int width = theme_width(validation);
    struct theme_validity theme;

    printf("%-*s %6s  %-19s  %-19s  %-19s  alpha\n", width, "theme", "coded",
           "precision", "recall", "F1");
    for (size_t i = 0; i < validation->items.count; i = theme.end) {
        validation_measure(validation, i, &theme);
        print_theme(validation, &theme, width);
    }
    printf("\nThe tables are in %s/: validation_theme.csv, "
           "validation_term.csv,\nvalidation_agreement.csv, and, to read, "
           "validation_errors.csv.\n",
           folder);
}

/* Returns the folder for the tables, that of the key unless another is named;
 * the caller frees it. */
static char *results_folder(const struct settings *settings)
{
    const char *key = settings->key, *slash = strrchr(key, '/');

    if (settings->out)
        return memory_copy_text(settings->out, strlen(settings->out));
    if (!slash)
        return memory_copy_text(".", 1);
    return memory_copy_text(key, slash > key ? (size_t)(slash - key) : 1);
}

static enum status write_results(const struct settings *settings,
                                 const struct validation *validation,
                                 const char *folder, struct error *err)
{
    static const struct validation_report *const results[] = {
        &validation_theme, &validation_term, &validation_agreement,
        &validation_errors};
    struct validation_target target = {folder, settings->dialect, results,
                                       sizeof(results) / sizeof(*results),
                                       .has_package = true};

    return validation_write(validation, &target, err);
}

static int evaluate(const struct settings *settings,
                    const struct arguments *sheets)
{
    struct validation_files files = {settings->key, sheets->items,
                                     sheets->count};
    struct validation validation = {0};
    struct issues issues = {0};
    char *folder = results_folder(settings);
    struct error err;
    enum status status = validation_read(&validation, &files, &issues, &err);

    for (size_t i = 0; i < issues.count; i++)
        log_issue(settings, &issues.items[i]);
    if (status != OK && issues.errors)
        error_set(&err, status,
                  "nothing was written; mend what is named above (faults: %zu)",
                  issues.errors);
    if (status == OK)
        status = write_results(settings, &validation, folder, &err);
    if (status != OK)
        log_failure(settings, &err);
    else if (!settings->is_quiet)
        print_results(&validation, folder);
    issues_release(&issues);
    validation_release(&validation);
    free(folder);
    return exit_code_of(status);
}

/* -- Which of the two ------------------------------------------------------ */

int command_validate(const struct settings *settings,
                     const struct arguments *arguments)
{
    const char *wrong = NULL;
    struct error err;

    if (!settings->sample == !settings->key)
        wrong = "say either --sample N, to draw sentences for coding, or --key "
                "FILE and the coded sheets";
    else if (settings->sample && arguments->count)
        wrong = "--sample takes no files; to read coded sheets say --key FILE";
    else if (settings->key && !arguments->count)
        wrong = "--key needs the coded sheets: policylex validate --key "
                "FILE CODER.csv...";
    if (!wrong)
        return settings->sample ? draw(settings)
                                : evaluate(settings, arguments);
    error_set(&err, ERR_USAGE, "%s", wrong);
    log_failure(settings, &err);
    return EXIT_USAGE;
}
