/* term_frequency_test.c - terms in groups, ranked by their hits. */
#include "results_fixture.h"
#include "unit.h"

static void equal_terms_share_a_rank(void **state)
{
    static const char *const lines[] = {
        "administration|(all)|capacity|building|2|20|2|1000.0000|2|0.5|0."
        "555556|0.242812|0.1",
        "administration|(all)|capacity|training|0|20|0|0.0000|4||||",
        "administration|(all)|deterrence|deter|0|20|0|0.0000|4||||",
        "administration|(all)|norms|norm|2|20|3|1500.0000|1|0.3|0.333333|0.4|0."
        "0666667",
        "administration|(all)|norms|voluntary "
        "norm|1|20|1|500.0000|3|0.7|0.777778|0|0.6",
        "administration|Obama|capacity|building|1|12|1|833.3333|2|0.333333|0.5|"
        "0|",
        "administration|Obama|capacity|training|0|12|0|0.0000|3||||",
        "administration|Obama|deterrence|deter|0|12|0|0.0000|3||||",
        "administration|Obama|norms|norm|1|12|2|1666.6667|1|0.333333|0.5|0|",
        "administration|Obama|norms|voluntary norm|0|12|0|0.0000|3||||",
        "administration|Trump|capacity|building|1|8|1|1250.0000|1|0.75|1|0|",
        "administration|Trump|capacity|training|0|8|0|0.0000|4||||",
        "administration|Trump|deterrence|deter|0|8|0|0.0000|4||||",
        "administration|Trump|norms|norm|1|8|1|1250.0000|1|0.25|0.333333|0|",
        "administration|Trump|norms|voluntary "
        "norm|1|8|1|1250.0000|1|0.25|0.333333|0|",
        NULL};

    (void)state;
    report_assert(&report_term_frequency, fixture_documents, FIXTURE_DOCUMENTS,
                  lines);
}

static void nothing_gives_blank_rates(void **state)
{
    static const char *const lines[] = {
        "administration|(all)|capacity|building|0|0|0||1||||",
        "administration|(all)|capacity|training|0|0|0||1||||",
        "administration|(all)|deterrence|deter|0|0|0||1||||",
        "administration|(all)|norms|norm|0|0|0||1||||",
        "administration|(all)|norms|voluntary norm|0|0|0||1||||",
        NULL};

    (void)state;
    report_assert(&report_term_frequency, NULL, 0, lines);
}

UNIT_MAIN(cmocka_unit_test(equal_terms_share_a_rank),
          cmocka_unit_test(nothing_gives_blank_rates))
