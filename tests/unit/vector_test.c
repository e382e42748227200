/* vector_test.c - arrays of any element grow, keep their order and memory. */
#include "base/vector.h"

#include <stdlib.h>

#include "unit.h"

struct pair {
    char letter;
    double number;
};

struct pairs VECTOR_OF(struct pair);

static void pushed_elements_stay_in_order(void **state)
{
    enum { COUNT = 5000 };
    struct pairs pairs = {0};

    (void)state;
    for (int i = 0; i < COUNT; i++)
        *VECTOR_PUSH(&pairs) = (struct pair){(char)(i % 100), i * 0.5};
    assert_int_equal(pairs.count, COUNT);
    for (int i = 0; i < COUNT; i++) {
        assert_int_equal(pairs.items[i].letter, i % 100);
        assert_true(pairs.items[i].number == i * 0.5);
    }
    free(pairs.items);
}

static void push_returns_the_address_of_the_new_element(void **state)
{
    struct pairs pairs = {0};

    (void)state;
    for (size_t i = 0; i < 100; i++) {
        struct pair *added = VECTOR_PUSH(&pairs);

        assert_ptr_equal(added, &pairs.items[i]);
        assert_true(pairs.capacity >= pairs.count);
    }
    free(pairs.items);
}

static void reserved_room_is_not_moved_by_pushing(void **state)
{
    struct pairs pairs = {0};
    const struct pair *before;

    (void)state;
    VECTOR_RESERVE(&pairs, 1000);
    assert_true(pairs.capacity >= 1000);
    assert_int_equal(pairs.count, 0);
    before = pairs.items;
    for (int i = 0; i < 1000; i++)
        *VECTOR_PUSH(&pairs) = (struct pair){'a', 0};
    assert_ptr_equal(pairs.items, before);
    free(pairs.items);
}

static void reserving_less_than_there_is_changes_nothing(void **state)
{
    struct pairs pairs = {0};
    size_t before;

    (void)state;
    VECTOR_RESERVE(&pairs, 50);
    before = pairs.capacity;
    VECTOR_RESERVE(&pairs, 10);
    assert_int_equal(pairs.capacity, before);
    free(pairs.items);
}

static void setting_count_to_zero_keeps_the_memory(void **state)
{
    struct pairs pairs = {0};
    const struct pair *before;

    (void)state;
    for (int i = 0; i < 100; i++)
        *VECTOR_PUSH(&pairs) = (struct pair){'a', i};
    before = pairs.items;
    pairs.count = 0;
    VECTOR_PUSH(&pairs)->number = 7;
    assert_ptr_equal(pairs.items, before);
    assert_int_equal(pairs.count, 1);
    free(pairs.items);
}

/* Growth by a constant step would make 5000 pushes copy millions of elements.
 */
static void growth_is_by_a_share_of_the_size(void **state)
{
    struct pairs pairs = {0};
    size_t moves = 0;
    size_t capacity = 0;

    (void)state;
    for (int i = 0; i < 100000; i++) {
        *VECTOR_PUSH(&pairs) = (struct pair){'a', i};
        moves += pairs.capacity != capacity;
        capacity = pairs.capacity;
    }
    assert_in_range(moves, 1, 40);
    free(pairs.items);
}

UNIT_MAIN(cmocka_unit_test(pushed_elements_stay_in_order),
          cmocka_unit_test(push_returns_the_address_of_the_new_element),
          cmocka_unit_test(reserved_room_is_not_moved_by_pushing),
          cmocka_unit_test(reserving_less_than_there_is_changes_nothing),
          cmocka_unit_test(setting_count_to_zero_keeps_the_memory),
          cmocka_unit_test(growth_is_by_a_share_of_the_size))
