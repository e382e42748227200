/* issue_test.c - problems are kept in order, counted, joined and told. */
#include "unit.h"

#include <string.h>

#include "ingest/issue.h"

static struct issues first, second;
static struct error err;

static int end(void **state)
{
    (void)state;
    issues_release(&first);
    issues_release(&second);
    first.limit = second.limit = 0;
    return 0;
}

static void add(struct issues *issues, enum severity severity,
                const char *document, const char *message)
{
    issues_add(issues, &(struct issue_place){severity, "read", document, "2:1"},
               "%s", message);
}

static void issues_keep_their_order_and_own_their_texts(void **state)
{
    char message[] = "is bad";

    (void)state;
    add(&first, SEVERITY_ERROR, "a.txt", message);
    add(&first, SEVERITY_NOTE, NULL, "50% of it");
    message[0] = '?';
    assert_int_equal(first.count, 2);
    assert_int_equal(first.errors, 1);
    assert_string_equal(first.items[0].message, "is bad");
    assert_string_equal(first.items[0].document, "a.txt");
    assert_string_equal(first.items[0].place, "2:1");
    assert_string_equal(first.items[1].document, "");
    assert_string_equal(first.items[1].message, "50% of it");
}

/* A third of a corpus may have no date. */
static void a_text_that_repeats_is_kept_once(void **state)
{
    (void)state;
    add(&first, SEVERITY_WARNING, "a.txt", "has no date");
    add(&first, SEVERITY_WARNING, "b.txt", "has no date");
    add(&first, SEVERITY_WARNING, "b.txt", "has no words");
    assert_ptr_equal(first.items[0].message, first.items[1].message);
    assert_ptr_equal(first.items[0].place, first.items[2].place);
    assert_ptr_equal(first.items[1].document, first.items[2].document);
    assert_string_equal(first.items[0].document, "a.txt");
    assert_string_equal(first.items[1].document, "b.txt");
    assert_string_equal(first.items[2].message, "has no words");
}

static void beyond_the_limit_issues_are_counted(void **state)
{
    (void)state;
    first.limit = 2;
    for (int i = 0; i < 5; i++)
        add(&first, SEVERITY_ERROR, "a.txt", "is bad");
    assert_int_equal(first.count, 2);
    assert_int_equal(first.dropped, 3);
    assert_int_equal(first.errors, 5);
    issues_release(&first);
    assert_int_equal(first.limit, 2);
    assert_int_equal(first.errors, 0);
}

static void taking_joins_lists_and_names_the_document(void **state)
{
    (void)state;
    add(&first, SEVERITY_ERROR, "a.txt", "one");
    add(&second, SEVERITY_ERROR, NULL, "two");
    add(&second, SEVERITY_WARNING, "c.txt", "three");
    issues_take(&first, &second, "b.txt");
    assert_int_equal(second.count, 0);
    assert_int_equal(first.count, 3);
    assert_int_equal(first.errors, 2);
    assert_string_equal(first.items[1].document, "b.txt");
    assert_string_equal(first.items[1].message, "two");
    assert_string_equal(first.items[2].document, "c.txt");
}

static void copying_leaves_the_others(void **state)
{
    static const char document[] = "b.txt";

    (void)state;
    for (int i = 0; i < 4; i++)
        add(&second, SEVERITY_ERROR, i == 2 ? "c.txt" : NULL, &"abcd"[i]);
    issues_copy(&first, &second, 1, 2, document);
    issues_release(&second);
    assert_int_equal(first.count, 2);
    assert_int_equal(first.errors, 2);
    assert_ptr_equal(first.items[0].document, document);
    assert_string_equal(first.items[0].message, "bcd");
    assert_string_equal(first.items[1].document, "c.txt");
    assert_string_equal(first.items[1].message, "cd");
}

static void taking_minds_limits_and_what_was_dropped(void **state)
{
    (void)state;
    first.limit = 1;
    second.limit = 2;
    for (int i = 0; i < 5; i++)
        add(&second, SEVERITY_ERROR, "a.txt", "is bad");
    issues_take(&first, &second, NULL);
    assert_int_equal(first.count, 1);
    assert_int_equal(first.dropped, 4);
    assert_int_equal(first.errors, 5);
    assert_int_equal(second.limit, 2);
    assert_int_equal(second.dropped, 0);
}

static void assert_format(const char *document, const char *place,
                          const char *expected)
{
    struct issue_place about = {SEVERITY_NOTE, "read", document, place};
    char text[64];

    issues_release(&first);
    issues_add(&first, &about, "is bad");
    issue_format(&first.items[0], text, sizeof(text));
    assert_string_equal(text, expected);
    issue_format(&first.items[0], text, 4);
    assert_int_equal(strlen(text), 3);
}

static void places_stand_in_front(void **state)
{
    (void)state;
    assert_format("a.csv", "3:1", "a.csv:3:1: is bad");
    assert_format("a.csv", NULL, "a.csv: is bad");
    assert_format(NULL, "3:1", "3:1: is bad");
    assert_format(NULL, NULL, "is bad");
}

static void the_status_tells_the_first_new_error(void **state)
{
    (void)state;
    add(&first, SEVERITY_ERROR, "a.txt", "old");
    add(&first, SEVERITY_WARNING, "b.txt", "no error");
    assert_int_equal(issues_status(&first, 1, ERR_INPUT, &err), OK);
    add(&first, SEVERITY_ERROR, "c.txt", "new");
    assert_int_equal(issues_status(&first, 1, ERR_INPUT, &err), ERR_INPUT);
    assert_string_equal(err.text, "c.txt:2:1: new");
    add(&first, SEVERITY_ERROR, "d.txt", "newer");
    assert_int_equal(issues_status(&first, 1, ERR_FORMAT, &err), ERR_FORMAT);
    assert_string_equal(err.text, "c.txt:2:1: new (and 1 more)");
}

static void dropped_errors_are_errors_still(void **state)
{
    (void)state;
    first.limit = 1;
    add(&first, SEVERITY_NOTE, "a.txt", "note");
    add(&first, SEVERITY_ERROR, "a.txt", "is bad");
    assert_int_equal(issues_status(&first, 0, ERR_INPUT, &err), ERR_INPUT);
    assert_string_equal(err.text, "1 errors beyond those listed");
}

#define TEST(name) cmocka_unit_test_teardown(name, end)

UNIT_MAIN(TEST(issues_keep_their_order_and_own_their_texts),
          TEST(a_text_that_repeats_is_kept_once),
          TEST(copying_leaves_the_others),
          TEST(beyond_the_limit_issues_are_counted),
          TEST(taking_joins_lists_and_names_the_document),
          TEST(taking_minds_limits_and_what_was_dropped),
          TEST(places_stand_in_front),
          TEST(the_status_tells_the_first_new_error),
          TEST(dropped_errors_are_errors_still))
