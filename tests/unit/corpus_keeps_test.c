/* corpus_keeps_test.c - a corpus that several share out: together they see what
 * one would. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "unit.h"

#include "base/memory.h"
#include "folder_fixture.h"
#include "ingest/corpus.h"

static struct administrations terms;
static struct corpus corpus;
static struct issues issues;
static struct error err;

static const char two_items[] =
    "<rss><channel><item><title>One</title></item><item><title>Two</title>"
    "</item></channel></rss>";

static int begin(void **state)
{
    return folder_begin(state) || chdir(folder_path("")) != 0;
}

static int end(void **state)
{
    corpus_release(&corpus);
    issues_release(&issues);
    return chdir("/") != 0 || folder_end(state);
}

/* Paths that begin so. */
static bool begins(const void *context, const char *path)
{
    assert_null(strchr(path, '#')); /* asked of files, not of parts */
    return strncmp(path, context, strlen(context)) == 0;
}

static enum status open_kept(const char *prefix, const char *manifest)
{
    struct corpus_options options = {.folder = "c",
                                     .missing_percent = 10,
                                     .manifest = manifest,
                                     .administrations = &terms,
                                     .keeps = begins,
                                     .keeps_context = prefix};

    corpus_release(&corpus);
    issues_release(&issues);
    return corpus_open(&corpus, &options, &issues, &err);
}

/* Adds what was opened and said: "a.txt !b.rss#3". */
static void add_opened(struct buffer *out, const char *prefix)
{
    if (open_kept(prefix, "c/m.csv") != OK)
        fail_msg("%s", err.text);
    for (size_t i = 0; i < corpus.items.count; i++)
        buffer_add_format(out, "%s ", corpus.items.items[i].path);
    for (size_t i = 0; i < issues.count; i++)
        buffer_add_format(out, "!%s%s ", issues.items[i].document,
                          strchr(issues.items[i].message, ' '));
}

static void what_is_not_kept_is_not_looked_at(void **state)
{
    struct buffer opened = {0};

    (void)state;
    folder_write("c/a.rss", two_items);
    folder_write("c/b.rss", two_items);
    folder_write("c/b.bak", "text"); /* would be warned of */
    folder_write("c/c", "\x7f"
                        "ELF");
    folder_write("c/d.txt", "text");
    folder_write("c/m.csv", "file,title\na.rss#1,One\nb.rss#1,\nb.rss#2,Zwei\n"
                            "d.txt,D\n");
    add_opened(&opened, "a");
    assert_string_equal(buffer_text(&opened), "a.rss#1 a.rss#2 ");
    assert_string_equal(corpus.items.items[0].title, "One");
    buffer_reset(&opened);
    add_opened(&opened, "d");
    assert_string_equal(buffer_text(&opened), "d.txt ");
    assert_true(corpus.items.items[0].in_manifest);
    buffer_release(&opened);
}

/* All who share a corpus out tell together what one would. */
static void each_gap_of_the_manifest_is_told_once(void **state)
{
    struct buffer opened = {0};

    (void)state;
    folder_write("c/a.rss", two_items);
    folder_write("c/b.txt", "text");
    folder_write("c/m.csv",
                 "file\na.rss#2\na.rss#3\nb.txt\nb-gone.txt\nb.rss#1\n");
    add_opened(&opened, "a");
    assert_string_equal(
        buffer_text(&opened),
        "a.rss#1 a.rss#2 !c/m.csv (in c) is not there: no feed has such an "
        "item; nothing is counted for this row. Remove it, or bring the "
        "document back ");
    add_opened(&opened, "b");
    assert_int_equal(issues.count, 2);
    assert_string_equal(issues.items[0].place, "5:1");
    assert_string_equal(issues.items[1].place, "6:1");
    add_opened(&opened, "c");
    assert_int_equal(corpus.items.count, 0);
    assert_int_equal(issues.count, 0);
    buffer_release(&opened);
}

static void everybody_refuses_a_wrong_manifest(void **state)
{
    static const char *const prefixes[] = {"a", "b", "z"};
    struct buffer rows = {0};

    (void)state;
    folder_write("c/a.txt", "text");
    for (size_t i = 0; i < 3; i++) {
        folder_write("c/m.csv", "file\nA.TXT\nb.txt\n");
        assert_int_equal(open_kept(prefixes[i], "c/m.csv"), ERR_INPUT);
        assert_int_equal(issues.errors, 2);
        folder_write("c/m.csv", "file,date\na.txt,yesterday\n");
        assert_int_equal(open_kept(prefixes[i], "c/m.csv"), ERR_INPUT);
    }
    buffer_add_text(&rows, "file\na.txt\n");
    for (int i = 0; i < CORPUS_JUDGED_MIN; i++)
        buffer_add_format(&rows, "gone%d.txt\n", i);
    folder_write("c/m.csv", buffer_text(&rows));
    assert_int_equal(open_kept("a", "c/m.csv"), ERR_INPUT);
    buffer_release(&rows);
}

static void folders_that_cannot_be_listed_are_told_once(void **state)
{
    (void)state;
    folder_write("c/a.txt", "text");
    assert_int_equal(symlink("nowhere", "c/b-link"), 0);
    assert_int_equal(open_kept("a", NULL), OK);
    assert_int_equal(issues.count, 0);
    assert_int_equal(open_kept("b", NULL), OK);
    assert_int_equal(issues.count, 1);
    assert_string_equal(issues.items[0].document, "b-link");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

UNIT_MAIN(TEST(what_is_not_kept_is_not_looked_at),
          TEST(each_gap_of_the_manifest_is_told_once),
          TEST(everybody_refuses_a_wrong_manifest),
          TEST(folders_that_cannot_be_listed_are_told_once))
