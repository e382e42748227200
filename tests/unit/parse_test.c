/* parse_test.c - from the command line to settings and arguments. */
#include "unit.h"

#include <string.h>

#include "cli/command.h"
#include "folder_fixture.h"

enum { ARGUMENTS_MAX = 8 };

static struct settings settings;
static struct arguments arguments;
static struct error err;
static char *argv[ARGUMENTS_MAX + 3];
static char texts[ARGUMENTS_MAX][128];

static int begin(void **state)
{
    settings_init(&settings);
    return folder_begin(state);
}

static int end(void **state)
{
    settings_release(&settings);
    return folder_end(state);
}

/* Parses what follows the command; `line` ends with NULL. */
static enum status parse(const char *command, const char *const *line)
{
    int count = 0;

    for (; line[count]; count++)
        argv[2 + count] = strcpy(texts[count], line[count]);
    argv[2 + count] = NULL;
    return parse_arguments(command_find(command), argv, &settings, &arguments,
                           &err);
}

#define PARSE(command, ...) \
    parse(command, (const char *const[]){__VA_ARGS__, NULL})

#define ASSERT_REFUSED(sentence, command, ...)                    \
    do {                                                          \
        assert_int_equal(PARSE(command, __VA_ARGS__), ERR_USAGE); \
        assert_string_equal(err.text, sentence);                  \
    } while (0)

static void options_come_in_three_forms(void **state)
{
    (void)state;
    assert_int_equal(
        PARSE("run", "--jobs=3", "--corpus", "a", "-rb", "-g", "topic", "-q"),
        OK);
    assert_int_equal(settings.jobs, 3);
    assert_string_equal(settings.corpus, "a");
    assert_string_equal(settings.reports, "b");
    assert_string_equal(settings.group_by, "topic");
    assert_true(settings.is_quiet);
    assert_false(settings.is_verbose);
    assert_int_equal(arguments.count, 0);
}

static void arguments_may_stand_anywhere(void **state)
{
    (void)state;
    assert_int_equal(
        PARSE("lint", "a.csv", "-l", "x", "b.csv", "--", "-c", "--jobs"), OK);
    assert_int_equal(arguments.count, 4);
    assert_string_equal(arguments.items[0], "a.csv");
    assert_string_equal(arguments.items[1], "b.csv");
    assert_string_equal(arguments.items[2], "-c");
    assert_string_equal(arguments.items[3], "--jobs");
    assert_string_equal(settings.lexicons, "x");
}

static void a_hyphen_alone_is_an_argument(void **state)
{
    (void)state;
    assert_int_equal(PARSE("explain", "-"), OK);
    assert_string_equal(arguments.items[0], "-");
}

static void the_last_of_equal_options_counts(void **state)
{
    (void)state;
    assert_int_equal(PARSE("run", "-j2", "-j", "5"), OK);
    assert_int_equal(settings.jobs, 5);
}

static void flags_beat_the_settings_file(void **state)
{
    (void)state;
    folder_write("night.ini", "jobs = 7\nkeep = 3\ncorpus = filed\n");
    assert_int_equal(
        PARSE("run", "-j2", "-c", folder_path("night.ini"), "--corpus=flagged"),
        OK);
    assert_int_equal(settings.jobs, 2);
    assert_int_equal(settings.keep_runs, 3);
    assert_string_equal(settings.corpus, "flagged");
}

/* What is one machine's share must not become another command's whole. */
static void shards_of_the_settings_file_are_for_those_who_know(void **state)
{
    (void)state;
    folder_write("night.ini", "shard = 3/64\nplan = plan.csv\nkeep = 5\n");
    assert_int_equal(PARSE("run", "--config", folder_path("night.ini")), OK);
    assert_int_equal(settings.keep_runs, 5);
    assert_int_equal(settings.shard.count, 0);
    assert_null(settings.plan);
}

static void faults_of_the_settings_file_are_told(void **state)
{
    (void)state;
    folder_write("night.ini", "jobs = 7\nspeed = 3\n");
    assert_int_equal(PARSE("run", "-c", folder_path("night.ini")), ERR_INPUT);
    assert_has(err.text, "night.ini:2: there is no setting \"speed\"");
    assert_int_equal(PARSE("run", "-c", folder_path("no.ini")), ERR_MISSING);
}

static void what_a_command_does_not_know_is_refused(void **state)
{
    (void)state;
    ASSERT_REFUSED("--speed: policylex run has no such option; see `policylex "
                   "help run`",
                   "run", "--speed");
    ASSERT_REFUSED("-j: policylex lint has no such option; see `policylex "
                   "help lint`",
                   "lint", "-j", "2");
    ASSERT_REFUSED("--job=2: policylex run has no such option; see `policylex "
                   "help run`",
                   "run", "--job=2");
}

static void values_are_wanted_or_not(void **state)
{
    (void)state;
    ASSERT_REFUSED("--jobs needs a value: --jobs N", "run", "-q", "--jobs");
    ASSERT_REFUSED("--quiet takes no value", "run", "--quiet=yes");
    ASSERT_REFUSED("--jobs: \"x\" is no whole number from 1 to 1024", "run",
                   "-jx");
    ASSERT_REFUSED("--syntax: \"glib\" is none of phrase|glob|regex", "kwic",
                   "--syntax=glib", "x");
    ASSERT_REFUSED("--corpus: it needs a value", "run", "--corpus=");
}

static void arguments_are_counted(void **state)
{
    (void)state;
    ASSERT_REFUSED("policylex kwic needs PATTERN; see `policylex help kwic`",
                   "kwic", "-s", "glob");
    ASSERT_REFUSED("b: policylex kwic takes no such argument; see `policylex "
                   "help kwic`",
                   "kwic", "a", "b");
    ASSERT_REFUSED("a: policylex run takes no such argument; see `policylex "
                   "help run`",
                   "run", "a");
    assert_int_equal(PARSE("lint", "1", "2", "3", "4", "5"), OK);
    assert_int_equal(arguments.count, 5);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

UNIT_MAIN(TEST(options_come_in_three_forms), TEST(arguments_may_stand_anywhere),
          TEST(a_hyphen_alone_is_an_argument),
          TEST(the_last_of_equal_options_counts),
          TEST(flags_beat_the_settings_file),
          TEST(shards_of_the_settings_file_are_for_those_who_know),
          TEST(faults_of_the_settings_file_are_told),
          TEST(what_a_command_does_not_know_is_refused),
          TEST(values_are_wanted_or_not), TEST(arguments_are_counted))
