/* theme_frequency_by_document_test.c - every theme in every counted document.
 */
#include "results_fixture.h"
#include "unit.h"

static void documents_without_a_hit_have_rows(void **state)
{
    static const char *const lines[] = {
        "a.txt|2011-07-14|Obama|capacity|8|1|1250.0000|1",
        "a.txt|2011-07-14|Obama|deterrence|8|0|0.0000|0",
        "a.txt|2011-07-14|Obama|norms|8|2|2500.0000|2",
        "b.txt|2011-08|Obama|capacity|4|0|0.0000|0",
        "b.txt|2011-08|Obama|deterrence|4|0|0.0000|0",
        "b.txt|2011-08|Obama|norms|4|0|0.0000|0",
        "c.txt|2018|Trump|capacity|6|0|0.0000|0",
        "c.txt|2018|Trump|deterrence|6|0|0.0000|0",
        "c.txt|2018|Trump|norms|6|2|3333.3333|2",
        "d.txt||Trump|capacity|2|1|5000.0000|1",
        "d.txt||Trump|deterrence|2|0|0.0000|0",
        "d.txt||Trump|norms|2|0|0.0000|0",
        NULL};

    (void)state;
    report_assert(&report_theme_frequency_by_document, fixture_documents,
                  FIXTURE_DOCUMENTS, lines);
}

static void only_counted_documents_have_rows(void **state)
{
    static const struct fixture_document documents[] = {
        {.path = "a", .group = "A", .status = DOCUMENT_UNREADABLE},
        {.path = "b", .group = "A", .status = DOCUMENT_EMPTY},
    };
    static const char *const lines[] = {NULL};

    (void)state;
    report_assert(&report_theme_frequency_by_document, documents, 2, lines);
}

static void two_hits_in_a_sentence_are_one_sentence(void **state)
{
    static const struct fixture_hit hits[] = {
        {2, "deter", 1, 1}, {2, "deters", 1, 1}, {2, "deter", 3, 1}, {0}};
    static const struct fixture_document documents[] = {
        {.path = "a",
         .group = "A",
         .words = "deter deters deter",
         .hits = hits},
    };
    static const char *const lines[] = {"a||A|capacity|3|0|0.0000|0",
                                        "a||A|deterrence|3|3|10000.0000|2",
                                        "a||A|norms|3|0|0.0000|0", NULL};

    (void)state;
    report_assert(&report_theme_frequency_by_document, documents, 1, lines);
}

static void no_words_give_no_rate(void **state)
{
    static const struct fixture_document documents[] = {
        {.path = "a", .group = "A", .words = ""}};
    static const char *const lines[] = {"a||A|capacity|0|0||0",
                                        "a||A|deterrence|0|0||0",
                                        "a||A|norms|0|0||0", NULL};

    (void)state;
    report_assert(&report_theme_frequency_by_document, documents, 1, lines);
}

UNIT_MAIN(cmocka_unit_test(documents_without_a_hit_have_rows),
          cmocka_unit_test(only_counted_documents_have_rows),
          cmocka_unit_test(two_hits_in_a_sentence_are_one_sentence),
          cmocka_unit_test(no_words_give_no_rate))
