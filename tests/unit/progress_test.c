/* progress_test.c - a line for who watches, and nothing for who does not. */
#include "unit.h"

#include <string.h>
#include <time.h>

#include "base/pool.h"
#include "folder_fixture.h"
#include "run/progress.h"

static void nobody_watches_a_file(void **state)
{
    struct progress *progress;

    (void)state;
    capture_begin(stderr); /* into a file, which is no terminal */
    progress = progress_begin(PROGRESS_AUTO, 10, 100);
    progress_add(progress, 10);
    progress_end(progress);
    assert_string_equal(capture_end(), "");
    assert_null(progress);
}

static void never_is_never(void **state)
{
    (void)state;
    assert_null(progress_begin(PROGRESS_NEVER, 10, 100));
    progress_add(NULL, 10);
    progress_end(NULL);
}

static void wait_for_a_line(void)
{
    struct timespec pause = {0, 350000000}; /* one redrawing, and some more */

    nanosleep(&pause, NULL);
}

static void the_line_tells_how_far_it_is(void **state)
{
    struct progress *progress;
    const char *said;

    (void)state;
    capture_begin(stderr);
    progress = progress_begin(PROGRESS_ALWAYS, 8, 4000);
    progress_add(progress, 900);
    progress_add(progress, 100);
    wait_for_a_line();
    progress_end(progress);
    said = capture_end();
    assert_has(said, "\r2/8 documents, 25%, 0 MB/s, ");
    assert_has(said, " s left");
}

static void a_whole_run_has_nothing_left(void **state)
{
    struct progress *progress;
    const char *said;

    (void)state;
    capture_begin(stderr);
    progress = progress_begin(PROGRESS_ALWAYS, 1, 4000);
    progress_add(progress, 4000);
    wait_for_a_line();
    progress_end(progress);
    said = capture_end();
    assert_has(said, "1/1 documents, 100%");
    assert_null(strstr(said, "left"));
}

static void the_line_is_taken_away(void **state)
{
    static const char away[] = "\r\033[K";
    struct progress *progress;
    const char *said;

    (void)state;
    capture_begin(stderr);
    progress = progress_begin(PROGRESS_ALWAYS, 0, 0);
    wait_for_a_line();
    progress_end(progress);
    said = capture_end();
    assert_has(said, "0/0 documents, 0%");
    assert_true(strlen(said) >= strlen(away));
    assert_string_equal(said + strlen(said) - strlen(away), away);
}

static void add_many(void *context, size_t worker)
{
    (void)worker;
    for (int i = 0; i < 1000; i++)
        progress_add(context, 2);
}

static void workers_add_together(void **state)
{
    struct progress *progress;

    (void)state;
    capture_begin(stderr);
    progress = progress_begin(PROGRESS_ALWAYS, 4000, 8000);
    pool_run(4, add_many, progress);
    wait_for_a_line();
    progress_end(progress);
    assert_has(capture_end(), "4000/4000 documents, 100%");
}

#define TEST(name) \
    cmocka_unit_test_setup_teardown(name, folder_begin, folder_end)

UNIT_MAIN(TEST(nobody_watches_a_file), TEST(never_is_never),
          TEST(the_line_tells_how_far_it_is),
          TEST(a_whole_run_has_nothing_left), TEST(the_line_is_taken_away),
          TEST(workers_add_together))
