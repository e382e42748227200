/* help_test.c - help, man page and completion tell of every option. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "cli/exit.h"
#include "folder_fixture.h"
#include "report/reports.h"
#include "run/options.h"

/* Returns what `policylex help WHAT` prints. */
static const char *help_on(const char *what)
{
    char text[32];
    char *items[] = {text};
    struct arguments arguments = {items, *what ? 1 : 0};
    const char *printed;
    int code;

    strcpy(text, what);
    capture_begin(stdout);
    code = command_help(NULL, &arguments);
    printed = capture_end();
    assert_int_equal(code, EXIT_PUBLISHED);
    return printed;
}

/* Calls `check` with each command and each option that it takes. */
static void for_all_options(void (*check)(const struct command *command,
                                          const struct option *option))
{
    for (size_t i = 0; i < commands_count; i++)
        for (size_t j = 0; j < option_count; j++)
            if (options[j].commands & commands[i].mask)
                check(&commands[i], &options[j]);
}

/* Writes an option's name for the man page: hyphens are minus signs there. */
static void spell_for_troff(const char *name, char out[64])
{
    char *at = out;

    for (const char *from = name; *from; from++) {
        if (*from == '-')
            *at++ = '\\';
        *at++ = *from;
    }
    *at = '\0';
}

static void check_help(const struct command *command,
                       const struct option *option)
{
    char line[64];

    if (option->letter)
        snprintf(line, sizeof(line), "\n  -%c, --%s%s%s ", option->letter,
                 option->name, option->argument ? " " : "",
                 option->argument ? option->argument : "");
    else
        snprintf(line, sizeof(line), "\n      --%s%s%s", option->name,
                 option->argument ? " " : "",
                 option->argument ? option->argument : "");
    assert_has(help_on(command->name), line);
    if (option->values) {
        snprintf(line, sizeof(line), "(%s)\n", option->values);
        assert_has(help_on(command->name), line);
    }
}

static void help_names_every_option(void **state)
{
    (void)state;
    for_all_options(check_help);
}

/* Returns the part of `text` from `from` up to `to`. */
static const char *part(const char *text, const char *from, const char *to)
{
    static char copy[16384];
    const char *begin = strstr(text, from);
    const char *end = begin ? strstr(begin + strlen(from), to) : NULL;

    if (!end) {
        fail_msg("there is no \"%s\" with \"%s\" after it", from, to);
        return "";
    }
    assert_true((size_t)(end - begin) < sizeof(copy));
    memcpy(copy, begin, (size_t)(end - begin));
    copy[end - begin] = '\0';
    return copy;
}

static void check_man(const struct command *command,
                      const struct option *option)
{
    char heading[64], name[64], line[160];

    snprintf(heading, sizeof(heading), "\n.SS %s ", command->name);
    spell_for_troff(option->name, name);
    if (option->letter)
        snprintf(line, sizeof(line), "\n.TP\n.B \\-%c, \\-\\-%s",
                 option->letter, name);
    else
        snprintf(line, sizeof(line), "\n.TP\n.B \\-\\-%s", name);
    assert_has(part(help_on("--man"), heading, "\n.S"), line);
}

static void the_man_page_names_every_option(void **state)
{
    (void)state;
    for_all_options(check_man);
}

static void check_completion(const struct command *command,
                             const struct option *option)
{
    char heading[64], name[64];

    snprintf(heading, sizeof(heading), "\n  %s) COMPREPLY", command->name);
    snprintf(name, sizeof(name), "--%s ", option->name);
    assert_has(part(help_on("--completion"), heading, ";;\n"), name);
}

static void the_completion_names_every_option(void **state)
{
    (void)state;
    for_all_options(check_completion);
}

/* An option that a command does not take is not offered with it. */
static void options_of_others_are_not_told(void **state)
{
    (void)state;
    assert_null(strstr(help_on("lint"), "--jobs"));
    assert_null(strstr(part(help_on("--man"), "\n.SS lint ", "\n.S"), "jobs"));
    assert_null(
        strstr(part(help_on("--completion"), "\n  lint)", ";;\n"), "--jobs"));
    assert_null(strstr(help_on("help"), "Options"));
}

static void every_command_is_listed(void **state)
{
    char words[64];

    (void)state;
    for (size_t i = 0; i < commands_count; i++) {
        assert_ptr_equal(command_find(commands[i].name), &commands[i]);
        snprintf(words, sizeof(words), "\n  %-8s %-10s ", commands[i].name,
                 commands[i].arguments);
        assert_has(help_on(""), words);
        assert_has(help_on(""), commands[i].summary);
        snprintf(words, sizeof(words), "Usage: policylex %s", commands[i].name);
        assert_has(help_on(commands[i].name), words);
    }
    assert_null(command_find("no-such"));
}

static void help_fits_a_terminal(void **state)
{
    (void)state;
    for (size_t i = 0; i < commands_count; i++) {
        const char *line = help_on(commands[i].name);

        while (*line) {
            size_t length = strcspn(line, "\n");

            if (length > 79)
                fail_msg("%zu columns: %.*s", length, (int)length, line);
            line += length + (line[length] == '\n');
        }
    }
}

/* troff takes a line that begins with a dot or an apostrophe for a request. */
static void the_man_page_has_known_requests_only(void **state)
{
    static const char *const known[] = {".TH ", ".SH ", ".SS ", ".TP\n",
                                        ".B ",  ".I ",  ".PP\n"};
    const char *line = help_on("--man");

    (void)state;
    for (; line; line = strchr(line, '\n'), line = line ? line + 1 : NULL) {
        bool found = *line != '.' && *line != '\'';

        for (size_t i = 0; !found && i < sizeof(known) / sizeof(*known); i++)
            found = strncmp(line, known[i], strlen(known[i])) == 0;
        if (!found)
            fail_msg("%.40s", line);
    }
}

static void the_completion_is_a_script(void **state)
{
    char command[256];

    (void)state;
    folder_write("completion", help_on("--completion"));
    snprintf(command, sizeof(command), "bash -n %s", folder_path("completion"));
    assert_int_equal(system(command), 0); /* NOLINT(cert-env33-c): own path */
    assert_has(
        help_on("--completion"),
        "run plan count merge explain lint kwic validate show plot help");
}

static void the_columns_of_all_reports_are_told(void **state)
{
    const char *columns = help_on("--columns");

    (void)state;
    for (size_t i = 0; i < report_count; i++)
        assert_has(columns, reports[i]->table->name);
}

static void an_unknown_command_is_told(void **state)
{
    char text[] = "speed";
    char *items[] = {text};
    struct arguments arguments = {items, 1};
    int code;

    (void)state;
    capture_begin(stderr);
    code = command_help(NULL, &arguments);
    assert_string_equal(capture_end(),
                        "policylex: there is no command \"speed\"; `policylex "
                        "help` lists them\n");
    assert_int_equal(code, EXIT_USAGE);
}

#define TEST(name) \
    cmocka_unit_test_setup_teardown(name, folder_begin, folder_end)

static void nights_are_told_as_text(void **state)
{
    const char *text = help_on("nights");

    (void)state;
    assert_null(strchr(text, '\\'));
    assert_null(strstr(text, "\n."));
    assert_int_equal(strncmp(text, "RUNNING IT EVERY NIGHT\n", 23), 0);
    assert_non_null(strstr(text, "\n    systemctl enable --now policylex"));
    assert_non_null(strstr(text, "\n 75  another run"));
}

UNIT_MAIN(cmocka_unit_test(nights_are_told_as_text),
          TEST(help_names_every_option), TEST(the_man_page_names_every_option),
          TEST(the_completion_names_every_option),
          TEST(options_of_others_are_not_told), TEST(every_command_is_listed),
          TEST(help_fits_a_terminal),
          TEST(the_man_page_has_known_requests_only),
          TEST(the_completion_is_a_script),
          TEST(the_columns_of_all_reports_are_told),
          TEST(an_unknown_command_is_told))
