/* help.c - `policylex help`: help, man page, completion and column dictionary,
 * all from the tables of commands, options and reports. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "cli/command.h"
#include "cli/exit.h"
#include "report/column_dictionary.h"
#include "report/reports.h"
#include "report/validation.h"
#include "run/options.h"
#include "run/version.h"

enum { HELP_COLUMN = 28, HELP_WIDTH = 79 };

void print_wrapped(const char *text, int at, int column)
{
    while (*text) {
        int length = (int)strcspn(text, " ");

        if (at > column && at + 1 + length > HELP_WIDTH) {
            printf("\n%*s", column, "");
            at = column;
        } else if (at > column) {
            putchar(' ');
            at++;
        }
        printf("%.*s", length, text);
        at += length;
        text += length + (text[length] == ' ');
    }
    putchar('\n');
}

static void print_option(const struct option *option)
{
    char names[64];

    snprintf(names, sizeof(names), "  %c%c%s --%s%s%s",
             option->letter ? '-' : ' ', option->letter ? option->letter : ' ',
             option->letter ? "," : " ", option->name,
             option->argument ? " " : "",
             option->argument ? option->argument : "");
    printf("%-*s", HELP_COLUMN, names);
    if (strlen(names) >= HELP_COLUMN)
        printf("\n%*s", HELP_COLUMN, "");
    print_wrapped(option->help, HELP_COLUMN, HELP_COLUMN);
    if (option->values)
        printf("%*s(%s)\n", HELP_COLUMN, "", option->values);
}

static void print_command(const struct command *command)
{
    printf("Usage: policylex %s%s%s%s%s\n\n", command->name,
           command->mask ? " [OPTION...]" : "", *command->arguments ? " " : "",
           command->arguments,
           command->mask ? ""
                         : " [--man | --completion | "
                           "--columns]");
    print_wrapped(command->description, 0, 0);
    if (!command->mask)
        return;
    puts("\nOptions (in a settings file: name = value):");
    for (size_t i = 0; i < option_count; i++)
        if (options[i].commands & command->mask)
            print_option(&options[i]);
}

void print_help(const struct command *command)
{
    if (command) {
        print_command(command);
        return;
    }
    puts("Usage: policylex COMMAND [OPTION...]\n\n"
         "Counts the terms of policy-theme lexicons in documents and writes\n"
         "reports that compare themes across groups.\n\nCommands:");
    for (size_t i = 0; i < commands_count; i++)
        printf("  %-8s %-10s %s\n", commands[i].name, commands[i].arguments,
               commands[i].summary);
    puts("\n`policylex help COMMAND` tells more, `policylex help nights` how "
         "to run it\nevery night, `policylex --version` the version.");
}

/* -- The man page ---------------------------------------------------------- */

/* Prints text for troff: a backslash, a leading dot or a hyphen are special. */
static void print_troff(const char *text)
{
    for (; *text; text++) {
        if (*text == '\\')
            fputs("\\e", stdout);
        else if (*text == '-')
            fputs("\\-", stdout);
        else
            putchar(*text);
    }
}

static void print_man_option(const struct option *option)
{
    fputs(".TP\n.B ", stdout);
    if (option->letter)
        printf("\\-%c, ", option->letter);
    fputs("\\-\\-", stdout);
    print_troff(option->name);
    if (option->argument)
        printf(" \\fI%s\\fR", option->argument);
    putchar('\n');
    print_troff(option->help);
    if (option->values)
        printf(" (%s)", option->values);
    putchar('\n');
}

static void print_man(void)
{
    printf(".TH POLICYLEX 1 \"\" \"policylex %s\"\n.SH NAME\npolicylex \\- "
           "compare policy themes across groups of documents\n.SH SYNOPSIS\n"
           ".B policylex\n.I COMMAND\n[\\fIOPTION\\fR...]\n.SH COMMANDS\n",
           POLICYLEX_VERSION);
    for (size_t i = 0; i < commands_count; i++) {
        printf(".SS %s %s\n", commands[i].name, commands[i].arguments);
        print_troff(commands[i].description);
        putchar('\n');
        for (size_t j = 0; commands[i].mask && j < option_count; j++)
            if (options[j].commands & commands[i].mask)
                print_man_option(&options[j]);
    }
    print_man_nights();
    puts(".SH EXIT STATUS\n0 published; 2 published, but some documents could "
         "not be read; 64 usage; 65 unusable input; 66 no such corpus; 70 a "
         "bug; 73, 74 cannot write; 75 another run is under way, or "
         "this one was stopped.\n.SH FILES\n"
         "corpus/, lexicons/, reports/latest");
}

/* -- Completion ------------------------------------------------------------ */

static void print_completion(void)
{
    fputs(
        "_policylex() {\n  local cur=${COMP_WORDS[COMP_CWORD]}\n"
        "  if [ \"$COMP_CWORD\" -eq 1 ]; then\n    COMPREPLY=($(compgen -W \"",
        stdout);
    for (size_t i = 0; i < commands_count; i++)
        printf("%s%s", i ? " " : "", commands[i].name);
    puts("\" -- \"$cur\"))\n    return\n  fi\n  case ${COMP_WORDS[1]} in");
    for (size_t i = 0; i < commands_count; i++) {
        printf("  %s) COMPREPLY=($(compgen -W \"", commands[i].name);
        for (size_t j = 0; j < option_count; j++)
            if (options[j].commands & commands[i].mask)
                printf("--%s ", options[j].name);
        puts("\" -- \"$cur\")) ;;");
    }
    puts("  esac\n}\ncomplete -o default -F _policylex policylex");
}

/* -- The column dictionary ------------------------------------------------- */

/* Some columns are known only to the table that is made for a run. */
static int print_columns(void)
{
    size_t count = report_count + validation_report_count;
    const struct table **tables = memory_get(count * sizeof(*tables));
    struct table **made = memory_get_zeroed(report_count, sizeof(*made));
    struct results nothing = {0};
    struct buffer text = {0};

    for (size_t i = 0; i < report_count; i++) {
        if (reports[i]->make_table && reports[i] != &report_documents)
            made[i] = reports[i]->make_table(&nothing);
        tables[i] = made[i] ? made[i] : reports[i]->table;
    }
    for (size_t i = 0; i < validation_report_count; i++)
        tables[report_count + i] = validation_reports[i]->table;
    column_dictionary_format(tables, count, &text);
    fwrite(buffer_text(&text), 1, text.length, stdout);
    buffer_release(&text);
    for (size_t i = 0; i < report_count; i++)
        table_free(made[i]);
    free(tables);
    free(made);
    return EXIT_PUBLISHED;
}

int command_help(const struct settings *settings,
                 const struct arguments *arguments)
{
    const char *what = arguments->count ? arguments->items[0] : "";
    const struct command *command = command_find(what);

    (void)settings;
    if (strcmp(what, "--man") == 0)
        print_man();
    else if (strcmp(what, "nights") == 0)
        print_nights();
    else if (strcmp(what, "--completion") == 0)
        print_completion();
    else if (strcmp(what, "--columns") == 0)
        return print_columns();
    else if (*what && !command) {
        fprintf(stderr,
                "policylex: there is no command \"%s\"; `policylex "
                "help` lists them\n",
                what);
        return EXIT_USAGE;
    } else
        print_help(command);
    return EXIT_PUBLISHED;
}
