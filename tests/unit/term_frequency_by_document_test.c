/* term_frequency_by_document_test.c - the terms that each document has. */
#include "results_fixture.h"
#include "unit.h"

static void only_terms_with_hits_have_rows(void **state)
{
    static const char *const lines[] = {
        "a.txt|2011-07-14|Obama|capacity|building|1",
        "a.txt|2011-07-14|Obama|norms|norm|2",
        "c.txt|2018|Trump|norms|norm|1",
        "c.txt|2018|Trump|norms|voluntary norm|1",
        "d.txt||Trump|capacity|building|1",
        NULL};

    (void)state;
    report_assert(&report_term_frequency_by_document, fixture_documents,
                  FIXTURE_DOCUMENTS, lines);
}

static void no_hits_give_no_rows(void **state)
{
    static const char *const lines[] = {NULL};

    (void)state;
    report_assert(&report_term_frequency_by_document, NULL, 0, lines);
    report_assert(&report_term_frequency_by_document, &fixture_documents[1], 1,
                  lines);
}

UNIT_MAIN(cmocka_unit_test(only_terms_with_hits_have_rows),
          cmocka_unit_test(no_hits_give_no_rows))
