/* matched_forms_test.c - what the patterns caught, by term. */
#include "results_fixture.h"
#include "unit.h"

static void forms_come_by_hits_then_by_bytes(void **state)
{
    static const char *const lines[] = {
        "capacity|building|capacity building|1|1",
        "capacity|building|capacity-building|1|1",
        "norms|norm|norms|2|2",
        "norms|norm|norm|1|1",
        "norms|voluntary norm|voluntary norms|1|1",
        NULL};

    (void)state;
    report_assert(&report_matched_forms, fixture_documents, FIXTURE_DOCUMENTS,
                  lines);
}

/* A text that two terms match is a form of each. */
static void a_text_may_belong_to_several_terms(void **state)
{
    static const struct fixture_hit hits[] = {
        {0, "norms", 1, 1}, {3, "norms", 1, 1}, {3, "norms", 2, 1}, {0}};
    static const struct fixture_document documents[] = {
        {.path = "a", .group = "A", .words = "norms norms", .hits = hits}};
    static const char *const lines[] = {"capacity|building|norms|1|1",
                                        "norms|norm|norms|2|1", NULL};

    (void)state;
    report_assert(&report_matched_forms, documents, 1, lines);
}

static void no_hits_give_no_rows(void **state)
{
    static const char *const lines[] = {NULL};

    (void)state;
    report_assert(&report_matched_forms, NULL, 0, lines);
    report_assert(&report_matched_forms, &fixture_documents[1], 1, lines);
}

UNIT_MAIN(cmocka_unit_test(forms_come_by_hits_then_by_bytes),
          cmocka_unit_test(a_text_may_belong_to_several_terms),
          cmocka_unit_test(no_hits_give_no_rows))
