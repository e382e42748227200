/* comparison_measures.c - the table of comparison measures, and those of them
 * that are one line each. */
#include <math.h>

#include "stats/comparison.h"
#include "stats/contingency.h"
#include "stats/distribution.h"

static bool is_comparable(const struct contingency *table)
{
    return table->o11 + table->o12 > 0 && table->o11 + table->o21 > 0 &&
           table->o12 + table->o22 > 0;
}

static struct measurement log_ratio(const struct comparison *c)
{
    return comparison_log_ratio(&c->counts);
}

static struct measurement log_ratio_low(const struct comparison *c)
{
    return interval_low(comparison_log_ratio_interval(&c->counts));
}

static struct measurement log_ratio_high(const struct comparison *c)
{
    return interval_high(comparison_log_ratio_interval(&c->counts));
}

static struct measurement log_ratio_conservative(const struct comparison *c)
{
    return comparison_log_ratio_conservative(&c->counts, c->tests);
}

/* 100 (p1 - p2) / p2 with `f2` occurrences in the reference. */
static struct measurement percent_difference_from(const struct comparison *c,
                                                  double f2)
{
    const struct contingency *t = &c->table;
    double n1 = t->o11 + t->o21, n2 = t->o12 + t->o22;

    if (!is_comparable(t))
        return measurement_blank();
    return measurement_of(100 * (t->o11 / n1 * (n2 / f2) - 1));
}

static struct measurement percent_difference(const struct comparison *c)
{
    double f2 = (double)c->counts.f2;

    return percent_difference_from(c, f2 > 0 ? f2 : 0.5);
}

static struct measurement g2(const struct comparison *c)
{
    return measurement_of(c->g2);
}

static struct measurement p_value(const struct comparison *c)
{
    return measurement_of(chi_square_p_value(c->g2));
}

static struct measurement q_value(const struct comparison *c)
{
    return c->q_value;
}

static struct measurement bic(const struct comparison *c)
{
    const struct contingency *t = &c->table;
    double total = contingency_total(t);

    if (total <= 0)
        return measurement_blank();
    return measurement_of(c->g2 - log(total));
}

/* Log odds of y of n words under the prior; blank where it has no odds. */
static struct measurement smoothed_log_odds(double y, double n,
                                            const struct comparison *c)
{
    double with = y + c->prior;
    double without = n - y + (c->prior_total - c->prior);

    if (!isfinite(without) || with <= 0 || without <= 0)
        return measurement_blank();
    return measurement_of(log(with) - log(without));
}

static struct measurement log_odds_z(const struct comparison *c)
{
    const struct contingency *t = &c->table;
    struct measurement focus = smoothed_log_odds(t->o11, t->o11 + t->o21, c);
    struct measurement other = smoothed_log_odds(t->o12, t->o12 + t->o22, c);

    if (!focus.is_defined || !other.is_defined)
        return measurement_blank();
    return measurement_of(
        (focus.value - other.value) /
        sqrt(1 / (t->o11 + c->prior) + 1 / (t->o12 + c->prior)));
}

static struct measurement mann_whitney_p(const struct comparison *c)
{
    return c->mann_whitney_p;
}

static struct measurement mann_whitney_proportion(const struct comparison *c)
{
    return c->mann_whitney_proportion;
}

static struct measurement log_ratio_documents_low(const struct comparison *c)
{
    return interval_low(c->log_ratio_documents);
}

static struct measurement log_ratio_documents_high(const struct comparison *c)
{
    return interval_high(c->log_ratio_documents);
}

static struct measurement mann_whitney_q(const struct comparison *c)
{
    return c->mann_whitney_q;
}

static struct measurement g2_two_term(const struct comparison *c)
{
    const struct contingency *t = &c->table;

    return measurement_of(contingency_g2_two_term(t));
}

static struct measurement g2_williams(const struct comparison *c)
{
    const struct contingency *t = &c->table;

    return measurement_of(contingency_g2_williams(t));
}

static struct measurement chi2(const struct comparison *c)
{
    const struct contingency *t = &c->table;

    return measurement_of(contingency_chi2(t));
}

static struct measurement chi2_yates(const struct comparison *c)
{
    const struct contingency *t = &c->table;

    return measurement_of(contingency_chi2_yates(t));
}

static struct measurement log_ratio_discounted(const struct comparison *c)
{
    const struct contingency *t = &c->table;

    if (!is_comparable(t))
        return measurement_blank();
    return measurement_of(
        log2((t->o11 + 0.5) / (t->o12 + 0.5)) +
        log2((t->o12 + t->o22 + 0.5) / (t->o11 + t->o21 + 0.5)));
}

static struct measurement percent_difference_epsilon(const struct comparison *c)
{
    const double epsilon = 1e-18;
    double f2 = (double)c->counts.f2;

    return percent_difference_from(
        c, f2 > 0 ? f2 : epsilon * fmax((double)c->counts.n2, 1));
}

static struct measurement odds_ratio(const struct comparison *c)
{
    const struct contingency *t = &c->table;

    return contingency_odds_ratio(t);
}

static struct measurement odds_ratio_low(const struct comparison *c)
{
    const struct contingency *t = &c->table;

    return interval_low(contingency_odds_ratio_interval(t));
}

static struct measurement odds_ratio_high(const struct comparison *c)
{
    const struct contingency *t = &c->table;

    return interval_high(contingency_odds_ratio_interval(t));
}

static struct measurement risk_ratio(const struct comparison *c)
{
    const struct contingency *t = &c->table;

    return contingency_risk_ratio(t);
}

static struct measurement risk_ratio_low(const struct comparison *c)
{
    const struct contingency *t = &c->table;

    return interval_low(contingency_risk_ratio_interval(t));
}

static struct measurement risk_ratio_high(const struct comparison *c)
{
    const struct contingency *t = &c->table;

    return interval_high(contingency_risk_ratio_interval(t));
}

#define BLANK_IF_NOTHING "blank if a group has no words or neither has a hit"
#define ZERO_WITHOUT_CONTRAST \
    "0 if a group has no words, neither has a hit, or both are nothing else"
#define ZERO_AS_HALF "a zero count is taken as 0.5; " BLANK_IF_NOTHING
#define HALDANE_HALF "if a cell is 0, 0.5 is added to all four; "
#define BLANK_IF_NO_SPREAD                                               \
    "blank if the documents of a group tell too little: no hit, fewer "  \
    "than two of equal length or as good as, or nearly all hits in one " \
    "of a few"
#define BLANK_IF_EDGE "blank if a row or column of the table is empty"

const struct comparison_measure COMPARISON_MEASURES[] = {
    {{.name = "log_ratio",
      .meaning = "how many times the focus rate is doubled against the "
                 "reference rate: log2(p1/p2)",
      .source = "Hardie 2014",
      .zero_rule = ZERO_AS_HALF,
      .unit = "doublings"},
     log_ratio},
    {{.name = "log_ratio_low",
      .meaning = "lower end of the 95% interval of log_ratio, by the delta "
                 "method on the log risk ratio, words taken as independent",
      .source = "Katz et al. 1978",
      .zero_rule = ZERO_AS_HALF,
      .unit = "doublings"},
     log_ratio_low},
    {{.name = "log_ratio_high",
      .meaning = "upper end of the 95% interval of log_ratio",
      .source = "Katz et al. 1978",
      .zero_rule = ZERO_AS_HALF,
      .unit = "doublings"},
     log_ratio_high},
    {{.name = "log_ratio_conservative",
      .meaning = "the log ratio that is certain at least: end nearest 0 of "
                 "the Clopper-Pearson interval of f1 in f1+f2, at 95% over "
                 "all rows of the report (Bonferroni); 0 if no difference is "
                 "certain",
      .source = "Evert 2022",
      .zero_rule = BLANK_IF_NOTHING,
      .unit = "doublings"},
     log_ratio_conservative},
    {{.name = "percent_difference",
      .meaning = "%DIFF: the focus rate above or below the reference rate, in "
                 "percent of the reference rate",
      .source = "Gabrielatos & Marchi 2011",
      .zero_rule = "a zero reference count is taken as 0.5; " BLANK_IF_NOTHING,
      .unit = "percent"},
     percent_difference},
    {{.name = "g2",
      .meaning = "log likelihood ratio over all four cells, "
                 "2 sum O ln(O/E); its sign is the column direction",
      .source = "Dunning 1993",
      .zero_rule = "an empty cell adds 0; " ZERO_WITHOUT_CONTRAST,
      .unit = "1"},
     g2},
    {{.name = "p_value",
      .meaning = "probability of a g2 this large or larger without any "
                 "difference: chi-square, 1 degree of freedom, words taken as "
                 "independent",
      .source = "Dunning 1993",
      .zero_rule = "1 where g2 is 0; 0 below 1e-308",
      .unit = "probability"},
     p_value},
    {{.name = "q_value",
      .meaning = "p_value adjusted for the number of rows of this report: "
                 "expected share of false finds among rows with a q_value "
                 "this small",
      .source = "Benjamini & Hochberg 1995",
      .zero_rule = "none needed",
      .unit = "probability"},
     q_value},
    {{.name = "bic",
      .meaning = "g2 - ln N, the Bayesian information criterion in favour of "
                 "a difference: above 2 positive, 6 strong, 10 very strong "
                 "evidence",
      .source = "Wilson 2013",
      .zero_rule = "blank if there are no words at all",
      .unit = "1"},
     bic},
    {{.name = "log_odds_z",
      .meaning = "z score of the weighted log odds ratio under an informative "
                 "Dirichlet prior (\"fightin' words\")",
      .source = "Monroe, Colaresi & Quinn 2008",
      .zero_rule = "the prior is added to every count; blank if count and "
                   "prior are both 0",
      .unit = "standard errors"},
     log_odds_z},
    {{.name = "mann_whitney_p",
      .meaning = "two-sided p of the Mann-Whitney U test on the documents' "
                 "rates, tie-corrected, with continuity correction: takes "
                 "documents, not words, as independent",
      .source = "Lijffijt et al. 2016",
      .zero_rule = "documents without a hit are ties at rate 0; blank if a "
                   "group has no documents",
      .unit = "probability"},
     mann_whitney_p},
    {{.name = "mann_whitney_proportion",
      .meaning = "effect size of that test: probability that a document of "
                 "the focus has a higher rate than one of the reference, ties "
                 "counted half; 0.5 is no difference",
      .source = "Mann & Whitney 1947; Vargha & Delaney 2000",
      .zero_rule = "documents without a hit are ties at rate 0; blank if a "
                   "group has no documents",
      .unit = "probability"},
     mann_whitney_proportion},
    {{.name = "log_ratio_documents_low",
      .meaning =
          "lower end of the 95% interval of log_ratio with documents, "
          "not words, as independent: ratio estimators on the log scale, "
          "each with a variance at least that of hits one by one, and "
          "Student's t with Welch's degrees of freedom, fewer as hits "
          "are few, in bursts or in documents of unequal length",
      .source = "Cochran 1977; Kish 1965; Satterthwaite 1946; Welch 1947",
      .zero_rule = BLANK_IF_NO_SPREAD,
      .unit = "doublings"},
     log_ratio_documents_low},
    {{.name = "log_ratio_documents_high",
      .meaning = "upper end of the 95% interval of log_ratio with documents "
                 "as independent",
      .source = "Cochran 1977; Kish 1965; Satterthwaite 1946; Welch 1947",
      .zero_rule = BLANK_IF_NO_SPREAD,
      .unit = "doublings"},
     log_ratio_documents_high},
    {{.name = "mann_whitney_q",
      .meaning = "mann_whitney_p adjusted for the number of rows of this "
                 "report that have one",
      .source = "Benjamini & Hochberg 1995",
      .zero_rule = "blank where mann_whitney_p is",
      .unit = "probability"},
     mann_whitney_q},
    {{.name = "g2_two_term",
      .meaning = "log likelihood over the two cells of hits only: "
                 "2 (f1 ln(f1/E1) + f2 ln(f2/E2))",
      .source = "Rayson & Garside 2000",
      .zero_rule = "an empty cell adds 0; " ZERO_WITHOUT_CONTRAST,
      .unit = "1"},
     g2_two_term},
    {{.name = "g2_williams",
      .meaning = "g2 divided by Williams' correction for small samples",
      .source = "Williams 1976",
      .zero_rule = ZERO_WITHOUT_CONTRAST,
      .unit = "1"},
     g2_williams},
    {{.name = "chi2",
      .meaning = "Pearson's chi-square of the 2x2 table, uncorrected",
      .source = "Pearson 1900",
      .zero_rule = ZERO_WITHOUT_CONTRAST,
      .unit = "1"},
     chi2},
    {{.name = "chi2_yates",
      .meaning = "chi-square with Yates' continuity correction",
      .source = "Yates 1934",
      .zero_rule = ZERO_WITHOUT_CONTRAST,
      .unit = "1"},
     chi2_yates},
    {{.name = "log_ratio_discounted",
      .meaning = "log2((f1+0.5)/(n1+0.5)) - log2((f2+0.5)/(n2+0.5)): every "
                 "count, not only a zero, is discounted",
      .source = "Walter 1975; Evert 2022",
      .zero_rule = "0.5 is added to all counts; " BLANK_IF_NOTHING,
      .unit = "doublings"},
     log_ratio_discounted},
    {{.name = "percent_difference_epsilon",
      .meaning = "%DIFF with the authors' own rule for zeros",
      .source = "Gabrielatos & Marchi 2011",
      .zero_rule = "a zero reference rate is taken as 1e-18; " BLANK_IF_NOTHING,
      .unit = "percent"},
     percent_difference_epsilon},
    {{.name = "odds_ratio",
      .meaning = "odds of the hit in the focus over its odds in the reference",
      .source = "Woolf 1955; Haldane 1956",
      .zero_rule = HALDANE_HALF BLANK_IF_EDGE,
      .unit = "1"},
     odds_ratio},
    {{.name = "odds_ratio_low",
      .meaning = "lower end of the 95% interval of odds_ratio",
      .source = "Woolf 1955; Haldane 1956",
      .zero_rule = HALDANE_HALF BLANK_IF_EDGE,
      .unit = "1"},
     odds_ratio_low},
    {{.name = "odds_ratio_high",
      .meaning = "upper end of the 95% interval of odds_ratio",
      .source = "Woolf 1955; Haldane 1956",
      .zero_rule = HALDANE_HALF BLANK_IF_EDGE,
      .unit = "1"},
     odds_ratio_high},
    {{.name = "risk_ratio",
      .meaning = "rate in the focus over rate in the reference, p1/p2",
      .source = "Katz et al. 1978",
      .zero_rule = HALDANE_HALF BLANK_IF_NOTHING,
      .unit = "1"},
     risk_ratio},
    {{.name = "risk_ratio_low",
      .meaning = "lower end of the 95% interval of risk_ratio",
      .source = "Katz et al. 1978",
      .zero_rule = HALDANE_HALF BLANK_IF_NOTHING,
      .unit = "1"},
     risk_ratio_low},
    {{.name = "risk_ratio_high",
      .meaning = "upper end of the 95% interval of risk_ratio",
      .source = "Katz et al. 1978",
      .zero_rule = HALDANE_HALF BLANK_IF_NOTHING,
      .unit = "1"},
     risk_ratio_high},
};

const size_t COMPARISON_MEASURE_COUNT = sizeof(COMPARISON_MEASURES) /
                                        sizeof(COMPARISON_MEASURES[0]);
