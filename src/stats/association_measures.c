/* association_measures.c - the table of association measures, and those of
 * them that are a line or two each. */
#include <math.h>

#include "stats/association.h"
#include "stats/distribution.h"

static struct measurement expected(const struct association *x)
{
    return measurement_of(x->expected);
}

static struct measurement g2(const struct association *x)
{
    return measurement_of(association_g2(x));
}

static struct measurement p_value(const struct association *x)
{
    return measurement_of(chi_square_p_value(association_g2(x)));
}

static struct measurement q_value(const struct association *x)
{
    return x->q_value;
}

static double at_least_half(double observed)
{
    return observed > 0 ? observed : 0.5;
}

/* log2(O^power / E). */
static struct measurement mutual_information(const struct association *x,
                                             double power)
{
    if (x->expected <= 0 || x->observed <= 0)
        return measurement_blank();
    return measurement_of(power * log2(x->observed) - log2(x->expected));
}

static struct measurement pmi(const struct association *x)
{
    return mutual_information(x, 1);
}

static struct measurement mi2(const struct association *x)
{
    return mutual_information(x, 2);
}

static struct measurement mi3(const struct association *x)
{
    return mutual_information(x, 3);
}

static struct measurement npmi(const struct association *x)
{
    double self_information;

    if (x->expected <= 0)
        return measurement_blank();
    if (x->observed <= 0)
        return measurement_of(-1);
    self_information = log2(x->total / x->observed);
    if (self_information <= 0)
        return measurement_blank();
    return measurement_of(fmin(fmax(pmi(x).value / self_information, -1), 1));
}

/* 2O/(f1+f2); more pairs than hits, possible in a window, count as 1. */
static double dice_of(const struct association *x, double observed)
{
    return fmin(2 * observed / (x->frequency_a + x->frequency_b), 1);
}

static bool has_either(const struct association *x)
{
    return x->frequency_a + x->frequency_b > 0;
}

static bool has_each(const struct association *x)
{
    return x->frequency_a > 0 && x->frequency_b > 0;
}

static struct measurement dice(const struct association *x)
{
    if (!has_either(x))
        return measurement_blank();
    return measurement_of(dice_of(x, x->observed));
}

static struct measurement log_dice(const struct association *x)
{
    if (!has_each(x) || x->observed <= 0)
        return measurement_blank();
    return measurement_of(14 + log2(dice_of(x, x->observed)));
}

static struct measurement jaccard(const struct association *x)
{
    double dice;

    if (!has_either(x))
        return measurement_blank();
    dice = dice_of(x, x->observed);
    return measurement_of(dice / (2 - dice));
}

static struct measurement phi(const struct association *x)
{
    return x->is_table ? contingency_phi(&x->table) : measurement_blank();
}

static struct measurement t_score(const struct association *x)
{
    if (x->expected <= 0)
        return measurement_blank();
    return measurement_of((x->observed - x->expected) /
                          sqrt(at_least_half(x->observed)));
}

static struct measurement odds_ratio(const struct association *x)
{
    return x->is_table ? contingency_odds_ratio(&x->table)
                       : measurement_blank();
}

static struct interval odds_ratio_interval(const struct association *x)
{
    return x->is_table ? contingency_odds_ratio_interval(&x->table)
                       : interval_blank();
}

static struct measurement odds_ratio_low(const struct association *x)
{
    return interval_low(odds_ratio_interval(x));
}

static struct measurement odds_ratio_high(const struct association *x)
{
    return interval_high(odds_ratio_interval(x));
}

static struct measurement z_score(const struct association *x)
{
    if (x->expected <= 0)
        return measurement_blank();
    return measurement_of((x->observed - x->expected) / sqrt(x->expected));
}

static struct measurement min_sensitivity(const struct association *x)
{
    if (!has_each(x))
        return measurement_blank();
    return measurement_of(
        fmin(x->observed / fmax(x->frequency_a, x->frequency_b), 1));
}

static struct measurement chi2(const struct association *x)
{
    double excess = x->observed - x->expected;

    if (x->is_table)
        return measurement_of(contingency_chi2(&x->table));
    return measurement_of(x->expected > 0 ? excess * (excess / x->expected)
                                          : 0);
}

#define BLANK_IF_UNEXPECTED "blank if either never occurs"
#define BLANK_IF_APART      "blank without co-occurrence"
#define HALDANE_HALF                                            \
    "if a cell is 0, 0.5 is added to all four; blank if either" \
    " is in no unit or in every unit, and for windows"

const struct association_measure ASSOCIATION_MEASURES[] = {
    {{.name = "expected",
      .meaning = "co-occurrences to expect by chance: ab/n over units, "
                 "2 window f1 f2 / words over words",
      .source = "Evert 2008",
      .zero_rule = "0 if there are no units or words",
      .unit = "co-occurrences"},
     expected},
    {{.name = "g2",
      .meaning = "log likelihood ratio over all four cells; for windows the "
                 "Poisson log likelihood 2 (O ln(O/E) - (O-E))",
      .source = "Dunning 1993; Quasthoff & Wolff 2002",
      .zero_rule = "an empty cell adds 0; 0 if either is in no unit or in "
                   "every unit",
      .unit = "1"},
     g2},
    {{.name = "p_value",
      .meaning = "probability of a g2 this large or larger without any "
                 "association: chi-square, 1 degree of freedom",
      .source = "Dunning 1993",
      .zero_rule = "1 where g2 is 0; 0 below 1e-308",
      .unit = "probability"},
     p_value},
    {{.name = "q_value",
      .meaning = "p_value adjusted for the number of rows of this report",
      .source = "Benjamini & Hochberg 1995",
      .zero_rule = "none needed",
      .unit = "probability"},
     q_value},
    {{.name = "pmi",
      .meaning = "pointwise mutual information, log2(O/E)",
      .source = "Church & Hanks 1990",
      .zero_rule = BLANK_IF_APART,
      .unit = "bits"},
     pmi},
    {{.name = "npmi",
      .meaning = "normalised pmi, pmi / -log2(O/N): -1 never together, 0 "
                 "independent, 1 only together",
      .source = "Bouma 2009",
      .zero_rule = "-1 for no co-occurrence; blank if either never occurs or "
                   "both are in every unit",
      .unit = "1"},
     npmi},
    {{.name = "dice",
      .meaning = "2O/(f1+f2), 0 to 1",
      .source = "Dice 1945; Evert 2005",
      .zero_rule = "blank if neither occurs",
      .unit = "1"},
     dice},
    {{.name = "log_dice",
      .meaning = "14 + log2 of dice: at most 14, comparable across corpora of "
                 "any size",
      .source = "Rychly 2008",
      .zero_rule = BLANK_IF_APART,
      .unit = "bits"},
     log_dice},
    {{.name = "jaccard",
      .meaning = "share of the units with either that hold both, "
                 "O/(f1+f2-O)",
      .source = "Jaccard 1901; Evert 2005",
      .zero_rule = "blank if neither occurs",
      .unit = "1"},
     jaccard},
    {{.name = "phi",
      .meaning = "correlation of the two over units, -1 to 1",
      .source = "Yule 1912",
      .zero_rule = "blank if either is in no unit or in every unit, and for "
                   "windows",
      .unit = "1"},
     phi},
    {{.name = "t_score",
      .meaning = "(O-E)/sqrt(O)",
      .source = "Church et al. 1991; Evert 2005",
      .zero_rule = "the O under the root is 0.5 for no "
                   "co-occurrence; " BLANK_IF_UNEXPECTED,
      .unit = "standard errors"},
     t_score},
    {{.name = "odds_ratio",
      .meaning = "odds of B where A is over odds of B where A is not",
      .source = "Woolf 1955; Haldane 1956",
      .zero_rule = HALDANE_HALF,
      .unit = "1"},
     odds_ratio},
    {{.name = "odds_ratio_low",
      .meaning = "lower end of the 95% interval of odds_ratio",
      .source = "Woolf 1955; Haldane 1956",
      .zero_rule = HALDANE_HALF,
      .unit = "1"},
     odds_ratio_low},
    {{.name = "odds_ratio_high",
      .meaning = "upper end of the 95% interval of odds_ratio",
      .source = "Woolf 1955; Haldane 1956",
      .zero_rule = HALDANE_HALF,
      .unit = "1"},
     odds_ratio_high},
    {{.name = "mi2",
      .meaning = "log2(O^2/E): pmi with less weight on rare pairs",
      .source = "Daille 1994",
      .zero_rule = BLANK_IF_APART,
      .unit = "bits"},
     mi2},
    {{.name = "mi3",
      .meaning = "log2(O^3/E): pmi with still less weight on rare pairs",
      .source = "Daille 1994",
      .zero_rule = BLANK_IF_APART,
      .unit = "bits"},
     mi3},
    {{.name = "z_score",
      .meaning = "(O-E)/sqrt(E)",
      .source = "Evert 2005",
      .zero_rule = BLANK_IF_UNEXPECTED,
      .unit = "standard errors"},
     z_score},
    {{.name = "min_sensitivity",
      .meaning = "the smaller of O/f1 and O/f2",
      .source = "Pedersen & Bruce 1996; Evert 2005",
      .zero_rule = BLANK_IF_UNEXPECTED,
      .unit = "1"},
     min_sensitivity},
    {{.name = "chi2",
      .meaning = "Pearson's chi-square of the 2x2 table, uncorrected; for "
                 "windows (O-E)^2/E",
      .source = "Pearson 1900",
      .zero_rule = "0 if either is in no unit or in every unit",
      .unit = "1"},
     chi2},
};

const size_t ASSOCIATION_MEASURE_COUNT = sizeof(ASSOCIATION_MEASURES) /
                                         sizeof(ASSOCIATION_MEASURES[0]);
