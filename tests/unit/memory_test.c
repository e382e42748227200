/* memory_test.c - memory is there, or the run ends with a sentence. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/memory.h"
#include "folder_fixture.h"

static void memory_is_there(void **state)
{
    char *some = memory_get(0);
    int *zeroed = memory_get_zeroed(100, sizeof(*zeroed));

    (void)state;
    assert_non_null(some);
    for (int i = 0; i < 100; i++)
        assert_int_equal(zeroed[i], 0);
    some = memory_resize(some, 3, 4);
    memcpy(some, "twelve chars", 12);
    some = memory_resize(some, 1000, 4);
    assert_memory_equal(some, "twelve chars", 12);
    free(some);
    free(zeroed);
}

static void texts_are_copied_to_their_length(void **state)
{
    char *copy = memory_copy_text("norms of", 5);
    char *empty = memory_copy_text(NULL, 0);

    (void)state;
    assert_string_equal(copy, "norms");
    assert_string_equal(empty, "");
    free(copy);
    free(empty);
}

/* A product that overflows would be a small piece of memory, and no fault. */
static void what_cannot_be_had_ends_the_run(void **state)
{
    int code = 0;
    pid_t child;
    const char *said;

    (void)state;
    capture_begin(stderr);
    child = fork();
    if (child == 0) {
        memory_set_context("corpus/a.txt");
        free(memory_resize(NULL, SIZE_MAX / 4 + 2, 4));
        _exit(0);
    }
    waitpid(child, &code, 0);
    said = capture_end();
    assert_true(WIFEXITED(code));
    assert_int_equal(WEXITSTATUS(code), 74);
    assert_has(said, "out of memory");
    assert_has(said, "while working on corpus/a.txt; nothing published was "
                     "touched");
}

#define TEST(name) \
    cmocka_unit_test_setup_teardown(name, folder_begin, folder_end)

UNIT_MAIN(TEST(memory_is_there), TEST(texts_are_copied_to_their_length),
          TEST(what_cannot_be_had_ends_the_run))
