/* odds_contrast.c - see odds_contrast.h. */
#include "stats/odds_contrast.h"

#include <math.h>

#include "stats/distribution.h"

static struct measurement log_odds_of(const struct contingency *table)
{
    struct measurement odds = contingency_odds_ratio(table);

    return odds.is_defined ? measurement_of(log(odds.value)) : odds;
}

struct odds_contrast odds_contrast_of(const struct contingency *focus,
                                      const struct contingency *reference)
{
    struct odds_contrast c = {.log_odds_focus = log_odds_of(focus),
                              .log_odds_reference = log_odds_of(reference)};
    double difference, error;

    if (!c.log_odds_focus.is_defined || !c.log_odds_reference.is_defined)
        return c;
    difference = c.log_odds_focus.value - c.log_odds_reference.value;
    error = sqrt(contingency_log_odds_variance(focus) +
                 contingency_log_odds_variance(reference));
    c.difference = measurement_of(difference);
    c.interval = interval_of(difference - NORMAL_QUANTILE_975 * error,
                             difference + NORMAL_QUANTILE_975 * error);
    c.z = measurement_of(difference / error);
    c.p = measurement_of(normal_p_value(difference / error));
    return c;
}
