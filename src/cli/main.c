/* main.c - finds the command, reads its options, runs it. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "cli/command.h"
#include "cli/exit.h"
#include "run/version.h"

static int usage_error(const char *sentence)
{
    fprintf(stderr, "policylex: %s\n", sentence);
    return EXIT_USAGE;
}

/* Returns whether help was asked for among the command's arguments. */
static int wants_help(int argc, char **argv)
{
    for (int i = 2; i < argc && strcmp(argv[i], "--") != 0; i++)
        if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0)
            return 1;
    return 0;
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

    if (argc < 2) {
        print_help(NULL);
        return EXIT_USAGE;
    }
    if (strcmp(argv[1], "--version") == 0 || strcmp(argv[1], "-V") == 0) {
        puts("policylex " POLICYLEX_VERSION);
        return 0;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
        print_help(NULL);
        return 0;
    }
    command = command_find(argv[1]);
    if (!command)
        return usage_error("there is no such command; `policylex help` lists "
                           "them");
    if (wants_help(argc, argv)) {
        print_help(command);
        return 0;
    }
    return run_command(command, argc, argv);
}
