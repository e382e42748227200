/* summary_test.c - the night in a few lines, from a published folder. */
#include "run/summary.h"

#include <stdio.h>

#include "folder_fixture.h"
#include "unit.h"

#define FIELD(name, type) \
    "{\"name\": \"" name "\", \"type\": \"" type "\", \"description\": \"X\"}"
#define COUNT(name)                                                           \
    "{\"name\": \"" name "\", \"type\": \"integer\", \"description\": \"X\"," \
    " \"constraints\": {\"minimum\": 0}}"
#define RESOURCE(name, rows, fields)                                          \
    "{\"name\": \"" name "\", \"path\": \"" name ".csv\", \"title\": \"T\","  \
    " \"description\": \"One row per x.\", \"rows\": " rows ","               \
    " \"dialect\": {\"delimiter\": \",\"}, \"schema\": {\"fields\": [" fields \
    "]}}"
#define THEME_FREQUENCY(rows)                                                 \
    RESOURCE("theme_frequency", rows,                                         \
             FIELD("group", "string") "," FIELD("theme", "string") "," COUNT( \
                 "words") "," FIELD("rate_per_10k_words", "number"))
#define CHANGES(rows)                                                       \
    RESOURCE(                                                               \
        "changes", rows,                                                    \
        FIELD("what", "string") "," FIELD("name", "string") "," FIELD(      \
            "change", "string") "," FIELD("group",                          \
                                          "string") "," FIELD("difference", \
                                                              "number"))

static void write_package(const char *resources)
{
    char text[4096];

    snprintf(text, sizeof(text), "{\"resources\": [%s]}", resources);
    folder_write("run/datapackage.json", text);
}

static void assert_summary(size_t width, const char *want)
{
    struct buffer out = {0};
    struct error err;

    if (summary_add(&out, folder_path("run"), width, &err) != OK)
        fail_msg("%s", err.text);
    assert_string_equal(buffer_text(&out), want);
    buffer_release(&out);
}

/* Three groups in time (theme_trend), and documents without a date. */
static void write_groups(void)
{
    write_package(
        THEME_FREQUENCY("10") "," CHANGES("7") "," //
        RESOURCE("theme_trend", "3",
                 FIELD("group", "string") "," FIELD("period", "string")));
    folder_write("run/theme_frequency.csv",
                 "group,theme,words,rate_per_10k_words\n"
                 "(all),norms,3000,31.25\n(all),\"a\x1B[31m\nb\",3000,0.01\n"
                 "Biden,norms,900,0\nBiden,\"a\x1B[31m\nb\",900,\n"
                 "Bush 43,norms,100,10000\nBush 43,\"a\x1B[31m\nb\",100,0.04\n"
                 "\"A very long name of a group\",norms,1500,5\n"
                 "\"A very long name of a group\",\"a\x1B[31m\nb\",1500,6\n"
                 "(unknown),norms,500,7\n(unknown),\"a\x1B[31m\nb\",500,8\n");
    folder_write("run/theme_trend.csv",
                 "group,period\nBiden,2021\nBush 43,2003-05\n"
                 "A very long name of a group,2011-Q3\n");
    folder_write("run/changes.csv",
                 "what,name,change,group,difference\n"
                 "document,a.txt,added,Biden,5\ndocument,b.txt,added,Biden,5\n"
                 "document,c.txt,added,Biden,5\ndocument,d.txt,added,Biden,5\n"
                 "document,e.txt,gone,Biden,5\n"
                 "theme,norms,moved,(all),-1.75\n"
                 "theme,norms,moved,Biden,9\n");
    folder_write(
        "run/run.json",
        "{\"counts\": {\"errors\": 1, \"warnings\": 2, \"notes\": 0}}");
}

#define REST                                            \
    "  documents added: 4 (a.txt, b.txt, c.txt, ...)\n" \
    "  documents gone: 1 (e.txt)\n"                     \
    "  issues: 1 error, 2 warnings (issues.csv)\n"

/* What a terminal may not be given is U+FFFD, a line's end a space. */
static void groups_stand_in_time(void **state)
{
    (void)state;
    write_groups();
    assert_summary(
        100,
        "  hits in 10,000 words   (all)   moved  Bush 43  A very long\xE2\x80"
        "\xA6   Biden  (unknown)\n"
        "  norms                   31.2    -1.8  10000.0           5.0       0"
        "        7.0\n"
        "  a\xEF\xBF\xBD[31m b                <0.1             <0.1          "
        " 6.0                8.0\n" REST);
}

static void those_with_most_words_stand_where_there_is_no_room(void **state)
{
    (void)state;
    write_groups();
    assert_summary(
        60,
        "  hits in 10,000 words   (all)   moved  A very long\xE2\x80\xA6   "
        "Biden\n"
        "  norms                   31.2    -1.8           5.0       0\n"
        "  a\xEF\xBF\xBD[31m b                <0.1                   6.0\n"
        "  (of 4 groups those with most words; all: theme_frequency.\xE2\x80"
        "\xA6\n" REST);
}

static void one_group_is_all(void **state)
{
    (void)state;
    write_package(THEME_FREQUENCY("2"));
    folder_write("run/theme_frequency.csv",
                 "group,theme,words,rate_per_10k_words\n"
                 "(all),norms,3000,31.25\n(unknown),norms,3000,31.25\n");
    assert_summary(80, "  hits in 10,000 words   (all)\n"
                       "  norms                   31.2\n");
}

static void of_many_themes_the_commonest_are_shown(void **state)
{
    char text[4096] = "group,theme,words,rate_per_10k_words\n", want[4096];

    (void)state;
    write_package(THEME_FREQUENCY("20"));
    for (int i = 0; i < 20; i++)
        snprintf(text + strlen(text), sizeof(text) - strlen(text),
                 "(all),theme %02d,100,%d\n", i, 20 + i / 3);
    folder_write("run/theme_frequency.csv", text);
    snprintf(want, sizeof(want), "  hits in 10,000 words   (all)\n");
    for (int i = 6; i >= 2; i--)
        for (int j = 3 * i; j < 3 * i + 3 && j < 20; j++)
            snprintf(want + strlen(want), sizeof(want) - strlen(want),
                     "  theme %02d                %d.0\n", j, 20 + i);
    snprintf(want + strlen(want), sizeof(want) - strlen(want),
             "  theme 03                21.0\n"
             "  (of 20 themes the commonest; all: theme_frequency.csv)\n");
    assert_summary(80, want);
}

/* A run of an older version, or a folder of another kind. */
static void what_is_missing_is_left_out(void **state)
{
    struct buffer out = {0};
    struct error err;

    (void)state;
    write_package("");
    assert_summary(80, "");
    write_package(THEME_FREQUENCY("3"));
    folder_write("run/theme_frequency.csv", "group\n");
    assert_int_equal(summary_add(&out, folder_path("run"), 80, &err),
                     ERR_FORMAT);
    assert_int_equal(out.length, 0);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, folder_begin, folder_end)

UNIT_MAIN(TEST(groups_stand_in_time),
          TEST(those_with_most_words_stand_where_there_is_no_room),
          TEST(one_group_is_all), TEST(of_many_themes_the_commonest_are_shown),
          TEST(what_is_missing_is_left_out))
