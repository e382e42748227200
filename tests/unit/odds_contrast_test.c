/* odds_contrast_test.c - the difference of two log odds ratios, against R. */
#include "stats/odds_contrast.h"

#include "stats_near.h"
#include "unit.h"

/* R 4.2: the first is also the interaction of glm(b ~ a * g, binomial), whose
 * estimate is 0.733152515174 with a standard error of 0.441841702011. */
static void agrees_with_r(void **state)
{
    struct contingency focus = contingency_of(30, 100, 50, 900);
    struct contingency empty = contingency_of(0, 7, 5, 95);
    struct contingency reference = contingency_of(12, 52, 60, 760);
    struct odds_contrast c = odds_contrast_of(&focus, &reference);

    (void)state;
    ASSERT_CLOSE(c.log_odds_focus.value, 1.9859154836690125, 1e-12);
    ASSERT_CLOSE(c.log_odds_reference.value, 1.2527629684953681, 1e-12);
    ASSERT_CLOSE(c.difference.value, 0.7331525151736444, 1e-12);
    ASSERT_CLOSE(c.interval.low, -0.1328413076355214, 1e-11);
    ASSERT_CLOSE(c.interval.high, 1.5991463379828104, 1e-12);
    ASSERT_CLOSE(c.z.value, 1.6593103635012318, 1e-12);
    ASSERT_CLOSE(c.p.value, 0.0970532680269291, 1e-12);
    c = odds_contrast_of(&empty, &reference);
    ASSERT_CLOSE(c.log_odds_focus.value, 0.0925515573652451, 1e-11);
    ASSERT_CLOSE(c.z.value, -0.7408343848137799, 1e-11);
    ASSERT_CLOSE(c.p.value, 0.4587938638361492, 1e-11);
}

static void is_blank_without_an_odds_ratio(void **state)
{
    struct contingency full = contingency_of(3, 9, 4, 20);
    struct contingency edge = contingency_of(9, 9, 20, 20);
    struct contingency nothing = contingency_of(0, 0, 0, 0);
    struct odds_contrast c = odds_contrast_of(&full, &edge);

    (void)state;
    assert_true(c.log_odds_focus.is_defined);
    assert_false(c.log_odds_reference.is_defined);
    assert_false(c.difference.is_defined || c.interval.is_defined ||
                 c.z.is_defined || c.p.is_defined);
    assert_false(odds_contrast_of(&nothing, &nothing).p.is_defined);
    c = odds_contrast_of(&full, &full);
    assert_true(c.difference.value == 0 && c.z.value == 0 && c.p.value == 1);
}

UNIT_MAIN(cmocka_unit_test(agrees_with_r),
          cmocka_unit_test(is_blank_without_an_odds_ratio))
