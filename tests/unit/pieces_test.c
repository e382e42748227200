/* pieces_test.c - a document counted in pieces, by however many workers, gives
 * the bytes that it gives whole. */
#include "unit.h"

#include <glob.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "folder_fixture.h"
#include "run/run.h"

enum { WHOLE = 1 << 30 };

static void set_text(char **setting, const char *text)
{
    free(*setting);
    *setting = memory_copy_text(text, strlen(text));
}

/* Publishes below `name`, with all kinds of unit. */
static void publish(const char *name, const char *corpus, size_t piece_bytes,
                    size_t jobs)
{
    struct settings settings;
    struct run_outcome outcome;
    struct error err;

    settings_init(&settings);
    set_text(&settings.corpus, corpus);
    set_text(&settings.reports, folder_path(name));
    settings.has_unit[UNIT_WINDOW] = true;
    settings.window_words = 8;
    settings.is_quiet = true;
    settings.progress = PROGRESS_NEVER;
    settings.piece_bytes = piece_bytes;
    settings.jobs = jobs;
    if (run_night(&settings, &outcome, &err) != OK)
        fail_msg("%s", err.text);
    free(outcome.published);
    settings_release(&settings);
}

static void assert_same_reports(const char *left, const char *right)
{
    struct buffer pattern = {0};
    glob_t files;

    buffer_add_format(&pattern, "%s/latest/*.csv", folder_path(left));
    assert_int_equal(glob(buffer_text(&pattern), 0, NULL, &files), 0);
    assert_true(files.gl_pathc > 10);
    for (size_t i = 0; i < files.gl_pathc; i++) {
        const char *name = strrchr(files.gl_pathv[i], '/') + 1;
        char path[2][100];

        snprintf(path[0], sizeof(path[0]), "%s/latest/%s", left, name);
        snprintf(path[1], sizeof(path[1]), "%s/latest/%s", right, name);
        if (strcmp(folder_read(path[0]), folder_read(path[1])) != 0)
            fail_msg("%s and %s differ", path[0], path[1]);
    }
    globfree(&files);
    buffer_release(&pattern);
}

/* A piece of one byte is a paragraph. */
static void compare(const char *corpus)
{
    publish("whole", corpus, WHOLE, 1);
    publish("one", corpus, 300, 1);
    assert_same_reports("whole", "one");
    publish("three", corpus, 1, 3);
    assert_same_reports("whole", "three");
    publish("four", corpus, 2000, 4);
    assert_same_reports("whole", "four");
}

static void the_sample_corpus(void **state)
{
    (void)state;
    compare("corpus");
}

/* Hits of a term in every piece, so that each share has some to be sampled from
 * and the words' numbers matter to the windows; words and forms that only some
 * pieces have, so that ids differ between workers. */
static void one_document_and_many_workers(void **state)
{
    struct buffer text = {0};

    (void)state;
    for (int i = 0; i < 3000; i++)
        buffer_add_format(
            &text,
            "Paragraph w%d speaks of internet freedom. It speaks of "
            "%s and cyber norms%s.\n\nShort.\n\n",
            i * 7919 % 97, i % 3 ? "Internet Freedom" : "capacity building",
            i % 5 ? "" : " in w8x, under sanctions");
    folder_write("corpus/large.txt", buffer_text(&text));
    folder_write("corpus/small.txt", "Internet freedom is a norm.\n");
    compare(folder_path("corpus"));
    buffer_release(&text);
}

/* What fails in it, and what is no text, does not stop the pieces. */
static void a_broken_document_among_them(void **state)
{
    struct buffer text = {0};

    (void)state;
    for (int i = 0; i < 50; i++)
        buffer_add_text(&text, "Net freedom \xFF and norms.\n\n");
    folder_write("corpus/a.txt", buffer_text(&text));
    folder_write("corpus/b.txt", "%PDF-1.4 and so on, for very many bytes\n");
    folder_write("corpus/c.txt", "... --- ...\n\n... --- ...\n\n... ---\n");
    compare(folder_path("corpus"));
    buffer_release(&text);
}

#define TEST(name) \
    cmocka_unit_test_setup_teardown(name, folder_begin, folder_end)

UNIT_MAIN(TEST(the_sample_corpus), TEST(one_document_and_many_workers),
          TEST(a_broken_document_among_them))
