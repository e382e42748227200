/* count_map_test.c - counts add up, merge in any order, and come out sorted. */
#include "base/count_map.h"

#include <stdlib.h>

#include "unit.h"

static void counts_add_up(void **state)
{
    struct count_map map = {0};

    (void)state;
    assert_int_equal(count_map_get(&map, 5), 0);
    for (uint64_t i = 0; i < 10000; i++)
        count_map_add(&map, pair_key((uint32_t)(i % 100), 7), i);
    assert_int_equal(map.used, 100);
    assert_int_equal(count_map_get(&map, pair_key(3, 7)), 100 * 3 + 100 * 4950);
    assert_int_equal(count_map_get(&map, pair_key(7, 3)), 0);
    count_map_release(&map);
}

static void merging_is_adding(void **state)
{
    struct count_map a = {0}, b = {0};

    (void)state;
    count_map_add(&a, 0, 1);
    count_map_add(&a, 9, 2);
    count_map_add(&b, 9, 3);
    count_map_add(&b, 4, 4);
    count_map_merge(&a, &b);
    assert_int_equal(count_map_get(&a, 0), 1);
    assert_int_equal(count_map_get(&a, 9), 5);
    assert_int_equal(count_map_get(&a, 4), 4);
    count_map_release(&a);
    count_map_release(&b);
}

static void sorted_by_key_and_reusable(void **state)
{
    struct count_map map = {0};
    struct count_entry *sorted;

    (void)state;
    for (uint64_t i = 0; i < 1000; i++)
        count_map_add(&map, i * 7919 % 1000, 1);
    sorted = count_map_sorted(&map);
    for (uint64_t i = 0; i < 1000; i++)
        assert_int_equal(count_entry_key(&sorted[i]), i);
    free(sorted);
    count_map_reset(&map);
    assert_int_equal(count_map_get(&map, 1), 0);
    count_map_add(&map, 1, 1);
    assert_int_equal(map.used, 1);
    count_map_release(&map);
}

UNIT_MAIN(cmocka_unit_test(counts_add_up), cmocka_unit_test(merging_is_adding),
          cmocka_unit_test(sorted_by_key_and_reusable))
