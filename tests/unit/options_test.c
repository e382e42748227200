/* options_test.c - settings from options and from a settings file. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "run/options.h"

static struct settings settings;
static struct error err;

static int begin(void **state)
{
    (void)state;
    settings_init(&settings);
    return 0;
}

static int end(void **state)
{
    (void)state;
    settings_release(&settings);
    return 0;
}

static enum status set(const char *name, const char *value)
{
    return option_set(option_find(name), &settings, value, &err);
}

static void assert_refused(const char *name, const char *value,
                           const char *sentence)
{
    assert_int_equal(set(name, value), ERR_USAGE);
    assert_string_equal(err.text, sentence);
}

/* Reads the bytes as a settings file; err.text begins with the line then. */
static enum status read_bytes(const char *bytes, size_t length)
{
    char path[] = "/tmp/policylex-options-XXXXXX";
    int file = mkstemp(path);
    enum status status;

    assert_int_equal(write(file, bytes, length), (ssize_t)length);
    close(file);
    status = settings_read(&settings, path, &err);
    unlink(path);
    if (status != OK) {
        struct error whole = err;

        assert_memory_equal(err.text, path, strlen(path));
        snprintf(err.text, sizeof(err.text), "%s", whole.text + strlen(path));
    }
    return status;
}

static void assert_file_refused(const char *text, const char *sentence)
{
    assert_int_equal(read_bytes(text, strlen(text)), ERR_INPUT);
    assert_string_equal(err.text, sentence);
}

static void every_option_is_found_by_its_name(void **state)
{
    (void)state;
    for (size_t i = 0; i < option_count; i++) {
        assert_ptr_equal(option_find(options[i].name), &options[i]);
        assert_true(options[i].commands != 0);
        for (size_t j = 0; j < i; j++)
            assert_true(!options[i].letter ||
                        options[i].letter != options[j].letter);
    }
    assert_null(option_find("no-such-option"));
}

static void numbers_have_limits(void **state)
{
    (void)state;
    assert_int_equal(set("jobs", "12"), OK);
    assert_int_equal(settings.jobs, 12);
    assert_refused("jobs", "0",
                   "--jobs: \"0\" is no whole number from 1 to 1024");
    assert_refused("jobs", "1025",
                   "--jobs: \"1025\" is no whole number from 1 to 1024");
    assert_refused("keep", "-1",
                   "--keep: \"-1\" is no whole number from 1 to 1000000");
    assert_refused("keep", "3x",
                   "--keep: \"3x\" is no whole number from 1 to 1000000");
    assert_refused("keep", "",
                   "--keep: \"\" is no whole number from 1 to 1000000");
    assert_int_equal(settings.jobs, 12);
}

static void a_shard_is_one_of_some(void **state)
{
    (void)state;
    assert_int_equal(settings.shard.count, 0);
    assert_int_equal(set("shard", "3/64"), OK);
    assert_int_equal(settings.shard.number, 3);
    assert_int_equal(settings.shard.count, 64);
    assert_refused("shard", "65/64",
                   "--shard: \"65/64\" is not K/N with whole numbers, K from 1 "
                   "to N and N at most 1000000");
    assert_int_equal(settings.shard.number, 3);
    assert_int_equal(set("shards", "1000000"), OK);
    assert_int_equal(settings.shards, SHARDS_MAX);
    assert_refused("shards", "0",
                   "--shards: \"0\" is no whole number from 1 to 1000000");
}

static void a_window_is_a_unit(void **state)
{
    (void)state;
    assert_int_equal(set("window", "5"), OK);
    assert_true(settings.has_unit[UNIT_WINDOW]);
    assert_int_equal(set("window", "0"), OK);
    assert_false(settings.has_unit[UNIT_WINDOW]);
}

static void units_are_a_list(void **state)
{
    (void)state;
    assert_int_equal(set("units", "document,sentence"), OK);
    assert_true(settings.has_unit[UNIT_SENTENCE]);
    assert_false(settings.has_unit[UNIT_PARAGRAPH]);
    assert_true(settings.has_unit[UNIT_DOCUMENT]);
    assert_refused("units", "sentence,page",
                   "--units: \"page\" is none of sentence, paragraph, document "
                   "(separate several by commas)");
    assert_true(settings.has_unit[UNIT_SENTENCE]);
}

static void conditions_add_up(void **state)
{
    (void)state;
    assert_int_equal(set("where", "group=Obama"), OK);
    assert_int_equal(set("where", "note=a=b"), OK);
    assert_int_equal(set("where", "p_value="), OK);
    assert_refused("where", "group", "--where: \"group\" is not COLUMN=VALUE");
    assert_refused("where", "=x", "--where: \"=x\" is not COLUMN=VALUE");
    assert_int_equal(settings.where.count, 3);
    assert_string_equal(settings.where.items[1], "note=a=b");
}

static void no_rows_are_all_rows(void **state)
{
    (void)state;
    assert_int_equal(settings.rows, 0);
    assert_int_equal(set("rows", "12"), OK);
    assert_int_equal(settings.rows, 12);
    assert_int_equal(set("rows", "0"), OK);
    assert_true(settings.rows == SIZE_MAX);
}

static void only_listed_values_are_taken(void **state)
{
    (void)state;
    assert_int_equal(set("overlap", "all"), OK);
    assert_int_equal(settings.overlap, OVERLAP_ALL);
    assert_refused("overlap", "al", "--overlap: \"al\" is none of longest|all");
    assert_refused("overlap", "longest|all",
                   "--overlap: \"longest|all\" is none of longest|all");
    assert_refused("csv-dialect", "",
                   "--csv-dialect: \"\" is none of excel|excel-eu|plain");
}

static void a_file_sets_what_it_names(void **state)
{
    static const char text[] = "\xEF\xBB\xBF# night\r\n[input]\r\n"
                               "corpus = /srv/a b\r\nquiet = yes\n"
                               "verbose=no\n; end\njobs = 3";

    (void)state;
    assert_int_equal(read_bytes(text, sizeof(text) - 1), OK);
    assert_string_equal(settings.corpus, "/srv/a b");
    assert_true(settings.is_quiet);
    assert_false(settings.is_verbose);
    assert_int_equal(settings.jobs, 3);
    assert_string_equal(settings.reports, "reports");
}

static void a_file_s_first_fault_is_told(void **state)
{
    (void)state;
    assert_file_refused("jobs = 3\n\njobs = none\nx = 1\n",
                        ":3: --jobs: \"none\" is no whole number from 1 to "
                        "1024");
    assert_file_refused("speed = 1\n",
                        ":1: there is no setting \"speed\"; `policylex help "
                        "run` lists them");
    assert_file_refused("config = other.ini\n",
                        ":1: there is no setting \"config\"; `policylex help "
                        "run` lists them");
    assert_file_refused("# x\njust words\nspeed = 1\n",
                        ":2: neither a section nor `name = value`; begin a "
                        "comment with #");
}

static void long_lines_and_zero_bytes_are_refused(void **state)
{
    char text[600] = "keep = 4\ncorpus = ";

    (void)state;
    memset(text + strlen(text), 'x', 500);
    assert_file_refused(text,
                        ":2: the line is longer than 198 bytes; shorten it");
    text[9] = '#';
    assert_int_equal(read_bytes(text, strlen(text)), OK);
    assert_int_equal(read_bytes("keep = 5\n\0jobs = 0\n", 19), ERR_INPUT);
    assert_string_equal(err.text,
                        ": has zero bytes; save it as plain text in UTF-8");
}

static void a_missing_file_is_told(void **state)
{
    (void)state;
    assert_int_equal(settings_read(&settings, "/nowhere/night.ini", &err),
                     ERR_MISSING);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

UNIT_MAIN(TEST(every_option_is_found_by_its_name), TEST(numbers_have_limits),
          TEST(a_window_is_a_unit), TEST(a_shard_is_one_of_some),
          TEST(conditions_add_up), TEST(no_rows_are_all_rows),
          TEST(units_are_a_list), TEST(only_listed_values_are_taken),
          TEST(a_file_sets_what_it_names), TEST(a_file_s_first_fault_is_told),
          TEST(long_lines_and_zero_bytes_are_refused),
          TEST(a_missing_file_is_told))
