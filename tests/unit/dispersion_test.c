/* dispersion_test.c - Gries's worked example, and parts that need no listing.
 */
#include "stats/dispersion.h"

#include "stats_near.h"

static const struct dispersion_part gries[] = {
    {1, 9}, {2, 10}, {3, 10}, {4, 10}, {5, 11}};

static void gries_2008(void **state)
{
    const struct dispersion d = {gries, 5, 5, 50, 9};

    (void)state;
    ASSERT_NEAR(dispersion_dp(&d).value, 0.18, 1e-15);
    ASSERT_NEAR(dispersion_dp_norm(&d).value, 0.2195, 5e-5);
}

static void equal_parts(void **state)
{
    const struct dispersion_part parts[] = {
        {1, 10}, {2, 10}, {3, 10}, {4, 10}, {5, 10}};
    const struct dispersion d = {parts, 5, 5, 50, 10};

    (void)state;
    ASSERT_NEAR(dispersion_dp(&d).value, 0.2, 1e-15);
    ASSERT_NEAR(dispersion_juilland_d(&d).value, 0.7643, 5e-5);
    ASSERT_CLOSE(dispersion_juilland_d(&d).value, 1 - sqrt(2) / 3 / 2, 1e-14);
}

static void parts_without_hits_need_no_listing(void **state)
{
    const struct dispersion_part all[] = {
        {0, 70}, {4, 30}, {0, 20}, {9, 55}, {0, 25}};
    const struct dispersion_part some[] = {{9, 55}, {4, 30}};
    const struct dispersion full = {all, 5, 5, 200, 20};
    const struct dispersion sparse = {some, 2, 5, 200, 20};

    (void)state;
    assert_true(dispersion_dp(&full).value == dispersion_dp(&sparse).value);
    assert_true(dispersion_dp_norm(&full).value ==
                dispersion_dp_norm(&sparse).value);
    ASSERT_CLOSE(dispersion_juilland_d(&full).value,
                 dispersion_juilland_d(&sparse).value, 1e-14);
}

static void extremes(void **state)
{
    const struct dispersion_part even[] = {{3, 30}, {1, 10}, {6, 60}};
    const struct dispersion_part one[] = {{3, 10}};
    const struct dispersion spread = {even, 3, 3, 100, 10};
    const struct dispersion lump = {one, 1, 3, 100, 10};

    (void)state;
    assert_true(dispersion_dp(&spread).value == 0);
    ASSERT_NEAR(dispersion_juilland_d(&spread).value, 1, 1e-15);
    ASSERT_NEAR(dispersion_dp(&lump).value, 0.9, 1e-15);
    ASSERT_NEAR(dispersion_dp_norm(&lump).value, 1, 1e-15);
    ASSERT_NEAR(dispersion_juilland_d(&lump).value, 0, 1e-15);
}

static void blanks(void **state)
{
    const struct dispersion_part empty[] = {{0, 0}}, one[] = {{3, 10}};
    const struct dispersion nothing = {NULL, 0, 0, 0, 0};
    const struct dispersion no_hit = {empty, 1, 9, 100, 0};
    const struct dispersion single = {one, 1, 1, 10, 10};

    (void)state;
    ASSERT_BLANK(dispersion_dp(&nothing));
    ASSERT_BLANK(dispersion_dp_norm(&nothing));
    ASSERT_BLANK(dispersion_juilland_d(&nothing));
    ASSERT_BLANK(dispersion_dp(&no_hit));
    assert_true(dispersion_dp(&single).value == 0);
    ASSERT_BLANK(dispersion_dp_norm(&single));
    ASSERT_BLANK(dispersion_juilland_d(&single));
}

/* Any counts, possible or not, stay within 0..1; order changes no bit of DP. */
static void any_counts_stay_in_range(void **state)
{
    static const uint64_t values[] = {0, 1, 7, 1000, UINT32_MAX};
    uint64_t seed = 31;

    (void)state;
    for (int round = 0; round < 5000; round++) {
        struct dispersion_part parts[3], reversed[3];
        struct dispersion d = {parts, 3, values[next_random(&seed) % 5],
                               values[next_random(&seed) % 5],
                               values[next_random(&seed) % 5]};
        struct measurement got[3];

        for (size_t i = 0; i < 3; i++) {
            parts[i].count = values[next_random(&seed) % 4];
            parts[i].size = values[next_random(&seed) % 5];
            reversed[2 - i] = parts[i];
        }
        got[0] = dispersion_dp(&d);
        got[1] = dispersion_dp_norm(&d);
        got[2] = dispersion_juilland_d(&d);
        for (size_t i = 0; i < 3; i++)
            assert_true(got[i].value >= 0 && got[i].value <= 1);
        d.listed = reversed;
        assert_true(dispersion_dp(&d).value == got[0].value);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gries_2008),
        cmocka_unit_test(equal_parts),
        cmocka_unit_test(parts_without_hits_need_no_listing),
        cmocka_unit_test(extremes),
        cmocka_unit_test(blanks),
        cmocka_unit_test(any_counts_stay_in_range),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
