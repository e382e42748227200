/* type_tally_test.c - words and documents by type, against a plain array; and
 * counts beyond 32 bits. */
#include "unit.h"

#include <stdbool.h>

#include "tally/type_tally.h"

static struct type_tally tally;

static int end(void **state)
{
    (void)state;
    type_tally_release(&tally);
    return 0;
}

static void add(uint32_t type, uint64_t words, uint64_t documents)
{
    type_tally_add(&tally, type, (struct type_count){words, documents});
}

static void assert_count(uint32_t type, uint64_t words, uint64_t documents)
{
    struct type_count count = type_tally_get(&tally, type);

    assert_int_equal(count.words, words);
    assert_int_equal(count.documents, documents);
}

static void nothing_was_counted(void **state)
{
    struct type_count count;
    uint32_t type = 0;

    (void)state;
    assert_count(0, 0, 0);
    assert_count(UINT32_MAX, 0, 0);
    assert_false(type_tally_next(&tally, &type, &count));
}

static void counts_are_added(void **state)
{
    (void)state;
    add(1000, 3, 1);
    add(7, 2, 1);
    add(1000, 4, 2);
    assert_count(1000, 7, 3);
    assert_count(7, 2, 1);
    assert_count(6, 0, 0);    /* of the same page */
    assert_count(500, 0, 0);  /* between pages */
    assert_count(1001, 0, 0); /* after the last type */
    assert_count(5000, 0, 0); /* after the last page */
}

/* Against an array: every type of a pseudo-random set, once, ascending. */
static void types_are_found_in_order(void **state)
{
    enum { TYPES = 3000 };
    uint64_t words[TYPES] = {0}, documents[TYPES] = {0};
    uint32_t random = 1, type = 0;
    struct type_count count;

    (void)state;
    for (int i = 0; i < 500; i++) {
        random = random * 1664525 + 1013904223;
        type = (random >> 16) % TYPES;
        add(type, random % 9 + 1, 1);
        words[type] += random % 9 + 1;
        documents[type]++;
    }
    type = 0;
    for (uint32_t i = 0; i < TYPES; i++) {
        if (!documents[i])
            continue;
        assert_true(type_tally_next(&tally, &type, &count));
        assert_int_equal(type++, i);
        assert_int_equal(count.words, words[i]);
        assert_int_equal(count.documents, documents[i]);
    }
    assert_false(type_tally_next(&tally, &type, &count));
}

static void words_may_be_billions(void **state)
{
    (void)state;
    add(3, UINT32_MAX, 1);
    add(4, 5, 1);
    add(3, UINT32_MAX, 1);
    assert_count(3, UINT64_C(2) * UINT32_MAX, 2);
    add(3, UINT64_C(5) << 32, 1);
    assert_count(3, UINT64_C(2) * UINT32_MAX + (UINT64_C(5) << 32), 3);
    assert_count(4, 5, 1);
}

#define TEST(name) cmocka_unit_test_teardown(name, end)

UNIT_MAIN(TEST(nothing_was_counted), TEST(counts_are_added),
          TEST(types_are_found_in_order), TEST(words_may_be_billions))
