/* administrations_test.c - who governed on a day, and a list that is wrong. */
#include <string.h>

#include "unit.h"

#include "ingest/administrations.h"

static struct administrations list;
static struct issues issues;
static struct error err;

static int reset(void **state)
{
    (void)state;
    administrations_release(&list);
    issues_release(&issues);
    return 0;
}

static enum status load(const char *csv)
{
    reset(NULL);
    return administrations_load(
        &list, &(struct csv_source){"a.csv", "settings", csv, strlen(csv)},
        &issues, &err);
}

static const char good[] = "president,party,start,end\n"
                           "Bush 43,Republican,2001-01-20,2009-01-20\n"
                           "Obama,Democratic,2009-01-20,2017-01-20\n"
                           "Trump 1,Republican,2017-01-20,2021-01-20\n"
                           "Biden,Democratic,2021-01-20,\n";

static void assert_at(const char *day, const char *expected)
{
    const struct administration *term;
    struct date date = {0};

    if (day[0])
        assert_true(date_parse(day, strlen(day), &date));
    term = administrations_at(&list, date);
    if (strcmp(term ? term->president : "", expected) != 0)
        fail_msg("%s: %s, not %s", day, term ? term->president : "(none)",
                 expected);
}

static void finds_the_term_of_a_day(void **state)
{
    (void)state;
    assert_int_equal(load(good), OK);
    assert_at("2001-01-19", "");
    assert_at("2001-01-20", "Bush 43");
    assert_at("2009-01-19", "Bush 43");
    assert_at("2017-01-19", "Obama");
    assert_at("2017-01-20", "Trump 1"); /* the incoming one */
    assert_at("2021-01-20", "Biden");
    assert_at("2150-01-01", "Biden");
    assert_at("", "");
    assert_string_equal(list.items[1].party, "Democratic");
}

static void a_partial_date_needs_all_its_days(void **state)
{
    (void)state;
    assert_int_equal(load(good), OK);
    assert_at("2016", "Obama");
    assert_at("2017", "");
    assert_at("2017-01", "");
    assert_at("2017-02", "Trump 1");
    assert_at("2001", "");
    assert_at("2022", "Biden");
}

static void ends_may_be_the_day_before_or_leave_a_gap(void **state)
{
    (void)state;
    assert_int_equal(load("president,party,start,end\n"
                          "A,,2000-01-01,2000-12-31\n"
                          "B,,2001-01-01,2001-06-30\n"
                          "C,,2002-01-01,2002-06-30\n"),
                     OK);
    assert_at("2000-12-31", "A");
    assert_at("2001-01-01", "B");
    assert_at("2001-06-30", "B");
    assert_at("2001-07-01", "");
    assert_at("2002-06-30", "C");
    assert_at("2002-07-01", "");
}

static void finds_by_name(void **state)
{
    (void)state;
    assert_int_equal(load(good), OK);
    assert_string_equal(administrations_named(&list, "obama")->president,
                        "Obama");
    assert_null(administrations_named(&list, "Trump"));
    assert_null(administrations_named(&list, ""));
}

static void assert_refused(const char *csv, const char *sentence)
{
    assert_int_equal(load(csv), ERR_INPUT);
    if (strncmp(err.text, sentence, strlen(sentence)) != 0)
        fail_msg("\"%s\" does not begin with \"%s\"", err.text, sentence);
}

#define HEADER "president,party,start,end\n"

static void refuses_wrong_lists(void **state)
{
    (void)state;
    assert_refused("president,start,end\nA,2000-01-01,\n",
                   "a.csv:1:1: there is no column \"party\"");
    assert_refused(HEADER "A,,2000-01,\n",
                   "a.csv:2:3: \"2000-01\" is not a day of the calendar");
    assert_refused(HEADER "A,,2000-01-01,2000-02-30\n",
                   "a.csv:2:4: \"2000-02-30\" is not a day");
    assert_refused(HEADER "A,,,2000-02-20\n", "a.csv:2:3: \"\" is not a day");
    assert_refused(HEADER ",X,2000-01-01,\n",
                   "a.csv:2:1: the president's name is empty");
    assert_refused(HEADER "A,,2000-01-02,2000-01-01\n",
                   "a.csv:2:4: the term ends before it starts");
    assert_refused(HEADER
                   "B,,2004-01-01,2008-01-01\nA,,2000-01-01,2004-01-01\n",
                   "a.csv:3:3: the term starts before the one above");
    assert_refused(HEADER "A,,2000-01-01,2004-01-02\nB,,2004-01-01,\n",
                   "a.csv:3:3: the term overlaps the one above");
    assert_refused(HEADER "A,,2000-01-01,\nB,,2004-01-01,\n",
                   "a.csv:3:3: the term above has no end");
    assert_refused(HEADER "A,,2000-01-01\n", "a.csv:2:4: expected 4 fields");
}

static void tells_all_faults(void **state)
{
    (void)state;
    assert_refused(HEADER "A,,x,\nB,,y,z\n", "a.csv:2:3: \"x\"");
    assert_int_equal(issues.count, 2);
    assert_string_equal(issues.items[1].place, "3:3");
    assert_string_equal(issues.items[1].stage, "settings");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_the_term_of_a_day),
        cmocka_unit_test(a_partial_date_needs_all_its_days),
        cmocka_unit_test(ends_may_be_the_day_before_or_leave_a_gap),
        cmocka_unit_test(finds_by_name),
        cmocka_unit_test(refuses_wrong_lists),
        cmocka_unit_test(tells_all_faults),
    };

    return cmocka_run_group_tests_name("administrations", tests, reset, reset);
}
