/* boilerplate_test.c - listed lines go, everything else stays. */
#include <ctype.h>
#include <string.h>

#include "unit.h"

#include "ingest/boilerplate.h"

static const char listed[] = "\xEF\xBB\xBF# navigation\r\n"
                             "Skip to main content\r\n"
                             "\n"
                             "  share on *  \n"
                             "*|*The White House\n"
                             "Don't miss out\n"
                             "Caf\xC3\x89 menu\n"
                             "x\n"
                             "~ House\n"
                             "t*\xE2\x80\x9Dnews\xE2\x80\x9D\n";

static struct error err;

/* Asserts that `text` becomes `expected`, with `count` lines gone. */
static void assert_removed(const char *text, const char *expected, size_t count)
{
    struct boilerplate *list;
    struct buffer buffer = {0};

    assert_int_equal(
        boilerplate_new(&list, "b.txt", listed, sizeof(listed) - 1, &err), OK);
    assert_int_equal(boilerplate_count(list), 8);
    buffer_add_text(&buffer, text);
    assert_int_equal(boilerplate_remove(list, &buffer), count);
    assert_string_equal(buffer_text(&buffer), expected);
    assert_int_equal(buffer.length, strlen(expected));
    buffer_release(&buffer);
    boilerplate_free(list);
}

static void removes_whole_lines(void **state)
{
    (void)state;
    assert_removed("Skip to main content\nNorms\n", "\nNorms\n", 1);
    assert_removed("Norms\nSkip to main content", "Norms\n", 1);
    assert_removed("a\nSkip to main content\nb\nShare on Facebook\nc\n",
                   "a\n\nb\n\nc\n", 2);
    assert_removed("\n\n", "\n\n", 0);
    assert_removed("", "", 0);
    assert_removed("x\nxy\nX\n", "\nxy\n\n", 2);
}

static void compares_normal_forms(void **state)
{
    (void)state;
    assert_removed("\t SKIP  to\xC2\xA0main\tcontent  \n", "\n", 1);
    assert_removed("Don\xE2\x80\x99t Miss Out\n", "\n", 1);
    assert_removed("CAF\xC3\xA9 MENU\n", "\n", 1);
    assert_removed("\xE2\x80\x8BSkip to\xE2\x81\xA0 main content\n", "\n", 1);
}

static void a_zero_byte_ends_no_line(void **state)
{
    static const char text[] = "x\0but this is prose\n";
    struct boilerplate *list;
    struct buffer buffer = {0};

    (void)state;
    assert_int_equal(
        boilerplate_new(&list, "b.txt", listed, sizeof(listed) - 1, &err), OK);
    buffer_add(&buffer, text, sizeof(text) - 1);
    assert_int_equal(boilerplate_remove(list, &buffer), 0);
    assert_int_equal(buffer.length, sizeof(text) - 1);
    buffer_release(&buffer);
    boilerplate_free(list);
}

/* Writes `pattern` as another hand might: its letters' case, its spaces and
 * what nobody sees differ as `seed` says. */
static void disguise(const char *pattern, unsigned seed, struct buffer *line)
{
    static const char *const spaces[] = {" ", "  ", "\t", "\xC2\xA0"};

    for (const char *c = pattern; *c; c++) {
        seed = seed * 1103515245U + 12345U;
        if (seed >> 16U & 1U)
            buffer_add_byte(line, (char)toupper((unsigned char)*c));
        else
            buffer_add_byte(line, *c);
        if (*c == ' ' && seed >> 17U & 1U)
            buffer_add_text(line, spaces[seed >> 18U & 3U]);
        if ((seed >> 19U & 7U) == 0)
            buffer_add_text(line, "\xE2\x80\x8B");
    }
    if (seed >> 22U & 1U)
        buffer_add_text(line, spaces[seed >> 20U & 3U]);
    buffer_add_byte(line, '\n');
}

/* The quick look at a line's first bytes lets no line through that matches. */
static void finds_every_spelling(void **state)
{
    static const char *const patterns[] = {
        "a",         "ab c",         "share",   "share it",
        "share it!", "home > *",     "e* mail", "tell a friend about *",
        "1 of 12",   "1 of 2 pages",
    };
    enum { PATTERNS = sizeof(patterns) / sizeof(patterns[0]), HANDS = 500 };
    struct boilerplate *list;
    struct buffer text = {0};

    (void)state;
    for (size_t i = 0; i < PATTERNS; i++)
        buffer_add_format(&text, "%s\n", patterns[i]);
    assert_int_equal(
        boilerplate_new(&list, "b.txt", text.data, text.length, &err), OK);
    for (unsigned i = 0; i < PATTERNS * HANDS; i++) {
        buffer_reset(&text);
        disguise(patterns[i % PATTERNS], i, &text);
        if (boilerplate_remove(list, &text) != 1)
            fail_msg("not removed: %s", buffer_text(&text));
    }
    buffer_release(&text);
    boilerplate_free(list);
}

static void leaves_prose(void **state)
{
    static const char prose[] = "Skip to main content now\n"
                                "Please skip to main content\n"
                                "Skip to main\n"
                                "Share on\n"
                                "We share on equal terms\n"
                                "skip\n";

    (void)state;
    assert_removed(prose, prose, 0);
}

static void globs_match_runs(void **state)
{
    (void)state;
    assert_removed("Share on Facebook and Twitter\n", "\n", 1);
    assert_removed("Statement | The White House\n", "\n", 1);
    assert_removed("|The White House\n", "\n", 1);
    assert_removed("Statement | The White House said\n",
                   "Statement | The White House said\n", 0);
    assert_removed("a|b|c The White House\n", "\n", 1);
    assert_removed("The latest \"NEWS\"\nt\"news\"\ntnews\n", "\n\ntnews\n", 2);
}

static void some_go_only_beside_others(void **state)
{
    (void)state;
    assert_removed("House\n\nSkip to main content\nNorms\n", "\n\n\nNorms\n",
                   2);
    assert_removed("Norms\n house \nHouse\nSkip to main content", "Norms\n\n\n",
                   3);
    assert_removed("Skip to main content\n\nHOUSE\nNorms\nHouse\n",
                   "\n\n\nNorms\nHouse\n", 2);
    assert_removed("House\n\nHouse", "House\n\nHouse", 0);
}

static void long_lines_are_prose(void **state)
{
    struct buffer line = {0};

    (void)state;
    buffer_add_text(&line, "Share on ");
    while (line.length <= BOILERPLATE_LINE_MAX)
        buffer_add_text(&line, "word ");
    buffer_add_text(&line, "end\n");
    assert_removed(buffer_text(&line), buffer_text(&line), 0);
    buffer_release(&line);
}

/* Bytes that are no UTF-8 match nothing and are not touched. */
static void survives_invalid_bytes(void **state)
{
    (void)state;
    assert_removed("Skip to main content\xFF\n\xC3\n\xE2\x80\n",
                   "Skip to main content\xFF\n\xC3\n\xE2\x80\n", 0);
}

static void assert_refused(const char *text, const char *sentence)
{
    struct boilerplate *list;

    assert_int_equal(boilerplate_new(&list, "b.txt", text, strlen(text), &err),
                     ERR_INPUT);
    assert_null(list);
    if (!strstr(err.text, sentence))
        fail_msg("\"%s\" has no \"%s\"", err.text, sentence);
}

static void refuses_dangerous_patterns(void **state)
{
    struct buffer line = {0};

    (void)state;
    assert_refused("a\n * \n", "b.txt:2: the pattern \"*\" would take out "
                               "every line");
    assert_refused("* **\n", "would take out every line");
    assert_refused("~ a *\n", "after ~ stands a whole line");
    assert_refused("~ \n", "after ~ stands a whole line");
    assert_refused("# ok\ncaf\xE9\n", "b.txt:2: is not UTF-8");
    while (line.length <= BOILERPLATE_LINE_MAX)
        buffer_add_text(&line, "word ");
    assert_refused(buffer_text(&line), "b.txt:1: the pattern is longer than");
    buffer_release(&line);
}

static void an_empty_list_removes_nothing(void **state)
{
    struct boilerplate *list;
    struct buffer text = {0};

    (void)state;
    assert_int_equal(boilerplate_new(&list, "b.txt", "", 0, &err), OK);
    buffer_add_text(&text, "x\nShare on x\n");
    assert_int_equal(boilerplate_remove(list, &text), 0);
    assert_string_equal(buffer_text(&text), "x\nShare on x\n");
    buffer_release(&text);
    boilerplate_free(list);
    boilerplate_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(removes_whole_lines),
        cmocka_unit_test(compares_normal_forms),
        cmocka_unit_test(a_zero_byte_ends_no_line),
        cmocka_unit_test(finds_every_spelling),
        cmocka_unit_test(leaves_prose),
        cmocka_unit_test(globs_match_runs),
        cmocka_unit_test(some_go_only_beside_others),
        cmocka_unit_test(long_lines_are_prose),
        cmocka_unit_test(survives_invalid_bytes),
        cmocka_unit_test(refuses_dangerous_patterns),
        cmocka_unit_test(an_empty_list_removes_nothing),
    };

    return cmocka_run_group_tests_name("boilerplate", tests, NULL, NULL);
}
