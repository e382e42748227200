/*
 * command.h - the commands, described once, and what each one gets.
 *
 * A command is one file and one row in command.c; help, man page and completion
 * are made from the rows and from the options' table (run/options.h).
 */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include <stddef.h>

#include "base/error.h"
#include "run/settings.h"

struct run_outcome;

/* What stands on the command line besides options. */
struct arguments {
    char *const *items;
    size_t count;
};

struct command {
    const char *name;
    const char *arguments;   /* in help: "FILE", "[FILE...]", "" */
    size_t least, most;      /* how many arguments it takes */
    const char *summary;     /* one line */
    const char *description; /* a paragraph for help and man page */
    unsigned mask;           /* its bit in the options' table */
    /* Returns the exit code; has said what went wrong. */
    int (*run)(const struct settings *settings,
               const struct arguments *arguments);
};

extern const struct command commands[];
extern const size_t commands_count;

const struct command *command_find(const char *name);

/* Says why a night failed, if it did; frees its outcome, and returns its exit
 * code. */
int end_night(const struct settings *settings, enum status status,
              struct run_outcome *outcome, const struct error *err);

int command_run(const struct settings *settings,
                const struct arguments *arguments);
int command_count(const struct settings *settings,
                  const struct arguments *arguments);
int command_merge(const struct settings *settings,
                  const struct arguments *arguments);
int command_explain(const struct settings *settings,
                    const struct arguments *arguments);
int command_lint(const struct settings *settings,
                 const struct arguments *arguments);
int command_kwic(const struct settings *settings,
                 const struct arguments *arguments);
int command_validate(const struct settings *settings,
                     const struct arguments *arguments);
int command_show(const struct settings *settings,
                 const struct arguments *arguments);
int command_plot(const struct settings *settings,
                 const struct arguments *arguments);
int command_plan(const struct settings *settings,
                 const struct arguments *arguments);
int command_help(const struct settings *settings,
                 const struct arguments *arguments);

/* Reads options and arguments of `command` from argv[2] on, which may be
 * reordered and ends with NULL. ERR_USAGE with a sentence. */
MUST_USE enum status parse_arguments(const struct command *command, char **argv,
                                     struct settings *settings,
                                     struct arguments *arguments,
                                     struct error *err);

/* Prints help of one command, or of all for NULL, to standard output. */
void print_help(const struct command *command);

/* Prints text from column `column` on, wrapped, the first line begun already
 * at column `at`. */
void print_wrapped(const char *text, int at, int column);

/* Prints the manual page's chapter on running it every night, for troff. */
void print_man_nights(void);

/* Prints the same as text. */
void print_nights(void);

#endif
