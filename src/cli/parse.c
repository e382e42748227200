/* parse.c - from argv to settings, by the options' table; see command.h.
 *
 * `struct option` is ours (run/options.h); getopt's struct of that name would
 * clash, so the parsing is done here: it is short, and words its own sentences.
 */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "run/options.h"

/* The command line under way. */
struct parse {
    const struct command *command;
    char **argv;       /* ends with NULL */
    int next;          /* argv[next] is read next */
    const char *value; /* that came with the option: --name=value, -nvalue */
    int kept;          /* arguments so far, moved to the front */
};

static const struct option *find_letter(char letter)
{
    for (size_t i = 0; i < option_count; i++)
        if (options[i].letter == letter)
            return &options[i];
    return NULL;
}

/* Finds "--name" or "--name=value". */
static const struct option *find_long(struct parse *parse, const char *text)
{
    size_t length = strcspn(text, "=");

    parse->value = text[length] ? text + length + 1 : NULL;
    for (size_t i = 0; i < option_count; i++)
        if (strlen(options[i].name) == length &&
            strncmp(options[i].name, text, length) == 0)
            return &options[i];
    return NULL;
}

/* Finds "-n" or "-nvalue". */
static const struct option *find_short(struct parse *parse, const char *text)
{
    parse->value = text[1] ? text + 1 : NULL;
    return find_letter(*text);
}

/* Takes the option's value: what came with it, or the next argument. */
static enum status take_value(struct parse *parse, const struct option *option,
                              struct error *err)
{
    if (!option->argument) {
        if (parse->value)
            return error_set(err, ERR_USAGE, "--%s takes no value",
                             option->name);
        parse->value = "";
    } else if (!parse->value) {
        if (!parse->argv[parse->next])
            return error_set(err, ERR_USAGE, "--%s needs a value: --%s %s",
                             option->name, option->name, option->argument);
        parse->value = parse->argv[parse->next++];
    }
    return OK;
}

static bool is_option(const char *text)
{
    return text[0] == '-' && text[1] != '\0';
}

/* Finds the option in `text` and takes its value. */
static enum status take_option(struct parse *parse, const char *text,
                               const struct option **option, struct error *err)
{
    *option = text[1] == '-' ? find_long(parse, text + 2)
                             : find_short(parse, text + 1);
    if (!*option || !((*option)->commands & parse->command->mask))
        return error_set(err, ERR_USAGE,
                         "%s: policylex %s has no such option; see `policylex "
                         "help %s`",
                         text, parse->command->name, parse->command->name);
    return take_value(parse, *option, err);
}

/* Applies the option in `text`, or with `files_only` reads the settings file
 * that it names. */
static enum status apply_option(struct parse *parse, const char *text,
                                bool files_only, struct settings *settings,
                                struct error *err)
{
    const struct option *option;
    bool is_file;

    if (take_option(parse, text, &option, err) != OK)
        return err->code;
    is_file = strcmp(option->name, "config") == 0;
    if (files_only)
        return is_file ? settings_read(settings, parse->value, err) : OK;
    return option->set ? option_set(option, settings, parse->value, err) : OK;
}

/* The first reading applies only the settings file, so that every flag beats
 * it wherever it stands; the second applies the rest. */
static enum status read_all(struct parse *parse, bool files_only,
                            struct settings *settings, struct error *err)
{
    bool options_end = false;

    parse->next = 2;
    parse->kept = 0;
    while (parse->argv[parse->next]) {
        char *text = parse->argv[parse->next++];

        if (!options_end && strcmp(text, "--") == 0) {
            options_end = true;
            continue;
        }
        if (!options_end && is_option(text)) {
            if (apply_option(parse, text, files_only, settings, err) != OK)
                return err->code;
        } else if (!files_only) { /* moved only when nothing is read again */
            parse->argv[2 + parse->kept++] = text;
        }
    }
    return OK;
}

/* A settings file serves all commands, but what one machine was to count of the
 * corpus must not become the whole for another command. */
static void forget_shards(const struct command *command,
                          struct settings *settings)
{
    if (!(command->mask & option_find("shard")->commands))
        settings->shard = (struct shard){0};
    if (!(command->mask & option_find("plan")->commands)) {
        free(settings->plan);
        settings->plan = NULL;
    }
}

/* Nor is there one file to write for all of them. */
static void forget_out(const struct command *command, struct settings *settings)
{
    if (!(command->mask & (FOR_COUNT | FOR_MERGE | FOR_PLAN)))
        return;
    free(settings->out);
    settings->out = NULL;
}

enum status parse_arguments(const struct command *command, char **argv,
                            struct settings *settings,
                            struct arguments *arguments, struct error *err)
{
    struct parse parse = {.command = command, .argv = argv};

    if (read_all(&parse, true, settings, err) != OK)
        return err->code;
    forget_out(command, settings);
    if (read_all(&parse, false, settings, err) != OK)
        return err->code;
    forget_shards(command, settings);
    *arguments = (struct arguments){argv + 2, (size_t)parse.kept};
    if (arguments->count < command->least)
        return error_set(err, ERR_USAGE,
                         "policylex %s needs %s; see "
                         "`policylex help %s`",
                         command->name, command->arguments, command->name);
    if (arguments->count > command->most)
        return error_set(err, ERR_USAGE,
                         "%s: policylex %s takes no such argument; see "
                         "`policylex help %s`",
                         arguments->items[command->most], command->name,
                         command->name);
    return OK;
}
