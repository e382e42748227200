/* arena_test.c - pieces are apart and aligned, and stay where they are. */
#include "unit.h"

#include <stdalign.h>
#include <string.h>

#include "base/arena.h"

static struct arena arena;

static int release(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

static void pieces_are_aligned_and_apart(void **state)
{
    enum { COUNT = 300 };
    unsigned char *pieces[COUNT];

    (void)state;
    for (size_t i = 0; i < COUNT; i++) {
        pieces[i] = arena_get(&arena, i * 7);
        assert_int_equal((uintptr_t)pieces[i] % alignof(max_align_t), 0);
        memset(pieces[i], (int)(i % 251), i * 7);
    }
    for (size_t i = 0; i < COUNT; i++)
        for (size_t at = 0; at < i * 7; at++)
            assert_int_equal(pieces[i][at], i % 251);
}

static void a_piece_may_be_larger_than_a_chunk(void **state)
{
    const size_t size = 1000 * 1000;
    char *small = arena_copy_text(&arena, "small", 5);
    char *large = arena_get(&arena, size);
    char *after = arena_copy_text(&arena, "after", 5);

    (void)state;
    memset(large, 'x', size);
    assert_string_equal(small, "small");
    assert_string_equal(after, "after");
}

static void a_reset_gives_the_same_memory_again(void **state)
{
    enum { PIECES = 5 };
    char *pieces[PIECES];

    (void)state;
    for (int i = 0; i < PIECES; i++)
        pieces[i] = arena_get(&arena, 40000);
    for (int round = 0; round < 3; round++) {
        arena_reset(&arena);
        for (int i = 0; i < PIECES; i++)
            assert_ptr_equal(arena_get(&arena, 40000), pieces[i]);
    }
}

/* A kept chunk that is too small for a piece is used for a later one. */
static void chunks_that_are_too_small_are_kept(void **state)
{
    char *first = arena_get(&arena, 60000);
    char *second = arena_get(&arena, 60000);
    char *large;

    (void)state;
    arena_reset(&arena);
    assert_ptr_equal(arena_get(&arena, 60000), first);
    large = arena_get(&arena, 200000);
    memset(large, 'x', 200000);
    assert_ptr_equal(arena_get(&arena, 60000), second);
}

static void texts_are_copied_to_their_length(void **state)
{
    static const char source[] = "norms of behaviour";
    char *copy = arena_copy_text(&arena, source, 5);

    (void)state;
    assert_string_equal(copy, "norms");
    assert_string_equal(arena_copy_text(&arena, NULL, 0), "");
    assert_string_equal(copy, "norms");
}

static void texts_lie_side_by_side(void **state)
{
    char *first = arena_copy_text(&arena, "norm", 4);
    char *second = arena_copy_text(&arena, "law", 3);
    char *piece = arena_get(&arena, 1);

    (void)state;
    assert_ptr_equal(second, first + 5);
    assert_int_equal((uintptr_t)piece % alignof(max_align_t), 0);
    assert_ptr_equal(arena_get_text(&arena, 0), piece + 1);
}

static void a_released_arena_is_empty(void **state)
{
    static const struct arena empty;

    (void)state;
    arena_get(&arena, 1);
    arena_release(&arena);
    assert_memory_equal(&arena, &empty, sizeof(arena));
    assert_non_null(arena_get(&arena, 1));
}

#define TEST(name) cmocka_unit_test_teardown(name, release)

UNIT_MAIN(TEST(pieces_are_aligned_and_apart),
          TEST(a_piece_may_be_larger_than_a_chunk),
          TEST(a_reset_gives_the_same_memory_again),
          TEST(chunks_that_are_too_small_are_kept),
          TEST(texts_are_copied_to_their_length), TEST(texts_lie_side_by_side),
          TEST(a_released_arena_is_empty))
