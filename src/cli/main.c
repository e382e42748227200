/* main.c - finds the command, reads its options, runs it. */
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/library_memory.h"
#include "cli/command.h"
#include "cli/exit.h"
#include "ingest/extract_worker.h"
#include "run/version.h"

static bool is_either(const char *text, const char *name, const char *letter)
{
    return strcmp(text, name) == 0 || strcmp(text, letter) == 0;
}

/* Prints help or the version if argv, up to "--", asks for either from index
 * `first` on; `command` may be NULL. */
static bool answer_for_itself(const struct command *command, char **argv,
                              int first)
{
    for (int i = first; argv[i] && strcmp(argv[i], "--") != 0; i++) {
        if (is_either(argv[i], "--help", "-h")) {
            print_help(command);
            return true;
        }
        if (is_either(argv[i], "--version", "-V")) {
            puts("policylex " POLICYLEX_VERSION);
            return true;
        }
    }
    return false;
}

/* Output waits in a buffer: that the disk is full may be known only now. */
static int end_output(int code)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return code;
    fprintf(stderr, "policylex: standard output cannot be written: %s\n",
            strerror(errno));
    return code ? code : EXIT_IO;
}

static int run_command(const struct command *command, int argc, char **argv)
{
    struct settings settings;
    struct arguments arguments = {argv + 2, (size_t)argc - 2};
    struct error err;
    int code;

    settings_init(&settings);
    if (command->mask &&
        parse_arguments(command, argv, &settings, &arguments, &err) != OK) {
        fprintf(stderr, "policylex: %s\n", err.text);
        code = exit_code_of(err.code);
    } else {
        code = command->run(&settings, &arguments);
    }
    settings_release(&settings);
    return end_output(code);
}

int main(int argc, char **argv)
{
    const struct command *command;

    library_memory_guard();
    if (argc < 2) {
        print_help(NULL);
        return EXIT_USAGE;
    }
    if (strcmp(argv[1], EXTRACT_WORKER_COMMAND) == 0)
        return extract_worker_main();
    command = command_find(argv[1]);
    if ((command || argv[1][0] == '-') &&
        answer_for_itself(command, argv, command ? 2 : 1))
        return end_output(EXIT_PUBLISHED);
    if (!command) {
        fprintf(stderr,
                "policylex: there is no command \"%s\"; `policylex help` lists "
                "them\n",
                argv[1]);
        return EXIT_USAGE;
    }
    return run_command(command, argc, argv);
}
