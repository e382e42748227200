/*
 * options.h - every option, described once.
 *
 * The table feeds the command line's parser, --help, the man page, the shell
 * completion and the settings file; none of them knows another option. A new
 * setting is a member of struct settings, a function that reads it and a row.
 */
#ifndef RUN_OPTIONS_H
#define RUN_OPTIONS_H

#include <stddef.h>

#include "base/error.h"
#include "run/settings.h"

/* Commands that take options, as bits. */
enum command_mask {
    FOR_RUN = 1,
    FOR_EXPLAIN = 2,
    FOR_LINT = 4,
    FOR_KWIC = 8,
    FOR_VALIDATE = 16,
    FOR_SHOW = 32,
    FOR_PLOT = 64,
    FOR_COUNT = 128,
    FOR_MERGE = 256,
    FOR_PLAN = 512,
    FOR_ALL = FOR_RUN | FOR_EXPLAIN | FOR_LINT | FOR_KWIC | FOR_VALIDATE |
              FOR_SHOW | FOR_PLOT | FOR_COUNT | FOR_MERGE | FOR_PLAN
};

struct option {
    char letter; /* short form, or 0 */
    const char *name;
    const char *argument; /* its name in help; NULL: a flag */
    const char *values;   /* "a|b|c" where only these may be given, or NULL */
    const char *help;     /* one line, the default included */
    unsigned commands;    /* of enum command_mask */
    /* Reads the value ("" for a flag) into the settings; NULL where the parser
     * itself acts (--config, --help, --version). ERR_USAGE with a sentence. */
    enum status (*set)(struct settings *settings, const char *value,
                       struct error *err);
};

extern const struct option options[];
extern const size_t option_count;

/* Returns the option called `name`, or NULL. */
const struct option *option_find(const char *name);

/* Sets one setting from text. ERR_USAGE names the option and what it takes. */
MUST_USE enum status option_set(const struct option *option,
                                struct settings *settings, const char *value,
                                struct error *err);

/* Reads a settings file: `name = value` a line, # or ; begin a comment, names
 * are those of options, flags take yes or no; [sections] are for the eye only.
 * ERR_INPUT names file and line. */
MUST_USE enum status settings_read(struct settings *settings, const char *path,
                                   struct error *err);

#endif
