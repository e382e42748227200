/* shard_test.c - shards are the same everywhere, and about as large. */
#include "unit.h"

#include <stdio.h>

#include "run/shard.h"

static void reads_number_and_count(void **state)
{
    static const struct {
        const char *text;
        struct shard shard;
    } cases[] = {
        {"1/1", {1, 1}},
        {"3/64", {3, 64}},
        {"007/064", {7, 64}},
        {"1000000/1000000", {1000000, 1000000}},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct shard shard;

        assert_true(shard_parse(cases[i].text, &shard));
        assert_int_equal(shard.number, cases[i].shard.number);
        assert_int_equal(shard.count, cases[i].shard.count);
    }
}

static void refuses_what_is_no_shard(void **state)
{
    static const char *const texts[] = {
        "",
        "3",
        "/",
        "3/",
        "/3",
        "0/3",
        "4/3",
        "0/0",
        "-1/3",
        "+1/3",
        "1 /3",
        "1/ 3",
        "1/3/5",
        "1/3 ",
        "a/3",
        "1/0x3",
        "1/1000001",
        "1.0/3",
        "1\\3",
        "1 of 3",
        " 1/3",
        "1/-3",
        "1/4294967297",
        "4294967297/4294967297",
        "1/18446744073709551617",
    };
    struct shard shard = {2, 5};

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
        if (shard_parse(texts[i], &shard))
            fail_msg("\"%s\" was taken for a shard", texts[i]);
    assert_int_equal(shard.number, 2);
    assert_int_equal(shard.count, 5);
}

/* By sha256sum; these never change, since machines of different years may
 * count the shards of one corpus. */
static void shards_are_fixed_for_ever(void **state)
{
    static const struct {
        const char *path;
        uint32_t of_1, of_7, of_64, of_most;
    } cases[] = {
        {"a.txt", 1, 3, 54, 552630},
        {"2011/a.txt", 1, 3, 59, 901755},
        {"2011/b.txt", 1, 5, 22, 756886},
        {"feeds/news.rss", 1, 5, 55, 384055},
        {"2011/\xc3\x9c \xff.txt", 1, 5, 38, 721894},
        {"", 1, 2, 21, 261653},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        const char *path = cases[i].path;

        assert_int_equal(shard_of_path(path, 1), cases[i].of_1);
        assert_int_equal(shard_of_path(path, 7), cases[i].of_7);
        assert_int_equal(shard_of_path(path, 64), cases[i].of_64);
        assert_int_equal(shard_of_path(path, SHARDS_MAX), cases[i].of_most);
    }
}

/* Paths of a corpus differ by a digit or two. Of 64,000 about 1,000 fall to
 * each of 64 shards; five standard deviations are 158. */
static void like_paths_spread_evenly(void **state)
{
    size_t files[65] = {0};
    char path[64];

    (void)state;
    for (int i = 0; i < 64000; i++) {
        snprintf(path, sizeof(path), "archive/2011/doc%05d.txt", i);
        files[shard_of_path(path, 64)]++;
    }
    for (int shard = 1; shard <= 64; shard++)
        assert_in_range(files[shard], 1000 - 158, 1000 + 158);
}

UNIT_MAIN(cmocka_unit_test(reads_number_and_count),
          cmocka_unit_test(refuses_what_is_no_shard),
          cmocka_unit_test(shards_are_fixed_for_ever),
          cmocka_unit_test(like_paths_spread_evenly))
