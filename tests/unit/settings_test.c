/* settings_test.c - the defaults are what the options' help says. */
#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "base/pool.h"
#include "folder_fixture.h"
#include "run/options.h"

static struct settings settings;

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

static void places_are_below_the_current_folder(void **state)
{
    (void)state;
    assert_string_equal(settings.corpus, "corpus");
    assert_string_equal(settings.lexicons, "lexicons");
    assert_string_equal(settings.reports, "reports");
    assert_null(settings.manifest);
    assert_null(settings.store);
}

static void defaults_are_set(void **state)
{
    (void)state;
    assert_string_equal(settings.group_by, "administration");
    assert_int_equal(settings.jobs, pool_default_workers());
    assert_true(settings.has_unit[UNIT_SENTENCE]);
    assert_true(settings.has_unit[UNIT_PARAGRAPH]);
    assert_true(settings.has_unit[UNIT_DOCUMENT]);
    assert_false(settings.has_unit[UNIT_WINDOW]);
    assert_int_equal(settings.window_words, 0);
    assert_false(settings.splits_hyphens);
    assert_int_equal(settings.overlap, OVERLAP_LONGEST);
    assert_string_equal(settings.dialect->name, "excel");
    assert_int_equal(settings.progress, PROGRESS_AUTO);
    assert_false(settings.logs_json || settings.is_quiet ||
                 settings.is_verbose || settings.prints_json ||
                 settings.raw_breaks || settings.is_sensitive);
    assert_int_equal(settings.syntax, SYNTAX_PHRASE);
}

/* Asserts that the option's help names the default. */
static void assert_told(const char *name, size_t number)
{
    char words[40];

    snprintf(words, sizeof(words), "(default: %zu)", number);
    assert_has(option_find(name)->help, words);
}

static void help_tells_the_numbers(void **state)
{
    (void)state;
    assert_told("top-words", settings.top_words);
    assert_told("keep", settings.keep_runs);
    assert_told("window", settings.window_words);
}

static void what_is_released_is_gone(void **state)
{
    (void)state;
    settings_release(&settings);
    assert_null(settings.corpus);
    assert_null(settings.group_by);
    settings_release(&settings); /* harmless */
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

UNIT_MAIN(TEST(places_are_below_the_current_folder), TEST(defaults_are_set),
          TEST(help_tells_the_numbers), TEST(what_is_released_is_gone))
