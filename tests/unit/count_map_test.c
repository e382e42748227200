/* count_map_test.c - counts add up, merge in any order, and come out sorted. */
#include "base/count_map.h"

#include <stdlib.h>

#include "unit.h"

static void counts_add_up(void **state)
{
    struct count_map map = {0};

    (void)state;
    assert_int_equal(count_map_get(&map, 5).count, 0);
    for (uint64_t i = 0; i < 10000; i++)
        count_map_add(&map, pair_key((uint32_t)(i % 100), 7), i, 1);
    assert_int_equal(map.used, 100);
    assert_int_equal(count_map_get(&map, pair_key(3, 7)).count,
                     100 * 3 + 100 * 4950);
    assert_int_equal(count_map_get(&map, pair_key(3, 7)).documents, 100);
    assert_int_equal(count_map_get(&map, pair_key(7, 3)).count, 0);
    count_map_release(&map);
}

static void sorted_by_key_and_reusable(void **state)
{
    struct count_map map = {0};
    struct count_entry *sorted;

    (void)state;
    for (uint64_t i = 0; i < 1000; i++)
        count_map_add(&map, i * 7919 % 1000, 1, 1);
    sorted = count_map_sorted(&map);
    for (uint64_t i = 0; i < 1000; i++)
        assert_int_equal(count_entry_key(&sorted[i]), i);
    free(sorted);
    count_map_reset(&map);
    assert_int_equal(count_map_get(&map, 1).count, 0);
    count_map_add(&map, 1, 1, 1);
    assert_int_equal(map.used, 1);
    count_map_release(&map);
}

UNIT_MAIN(cmocka_unit_test(counts_add_up),
          cmocka_unit_test(sorted_by_key_and_reusable))
