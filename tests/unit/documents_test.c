/* documents_test.c - every document, with the manifest's own columns. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "results_fixture.h"
#include "unit.h"

#define EIGHT_BYTES "5a5a5a5a5a5a5a5a"
#define SHA256      EIGHT_BYTES EIGHT_BYTES EIGHT_BYTES EIGHT_BYTES

static void every_document_has_a_row(void **state)
{
    static const char *const lines[] = {
        ("a.txt|On "
         "norms|2011-07-14|Obama|cyber|Obama|text|en|text|UTF-8||||46|39|8|0|0|"
         "2|2|"
         "3|2|"
         "counted|" SHA256),
        "b.txt|b.txt|2011-08|Obama||Obama|text|en|text|UTF-8||||13|10|4|0|0|1|"
        "1|0|"
        "0|counted|" SHA256,
        "c.txt|c.txt|2018|Trump|cyber|Trump|text|en|text|UTF-8||||33|28|6|0|0|"
        "2|1|"
        "2|1|counted|" SHA256,
        "d.txt|d.txt||Trump||Trump|text|en|text|UTF-8||||17|16|2|0|0|1|1|1|1|"
        "counted|" SHA256,
        NULL};

    (void)state;
    report_assert(&report_documents, fixture_documents, FIXTURE_DOCUMENTS,
                  lines);
}

/* Nobody knows how many words an unreadable document has; an empty one has
 * none. */
static void what_was_not_read_is_blank(void **state)
{
    static const struct fixture_document documents[] = {
        {.path = "a", .group = "(unknown)", .status = DOCUMENT_EMPTY},
        {.path = "b", .group = "A", .status = DOCUMENT_UNREADABLE},
    };
    static const char *const lines[] = {
        "a|a||(unknown)||(unknown)|text|en|text|UTF-8||||0|0|0|0|0|0|0|"
        "0|0|empty|" SHA256,
        "b|b||A||A|text|en|text|UTF-8||||0|||||||||unreadable|", NULL};

    (void)state;
    report_assert(&report_documents, documents, 2, lines);
}

static void no_documents_give_no_rows(void **state)
{
    static const char *const lines[] = {NULL};

    (void)state;
    report_assert(&report_documents, NULL, 0, lines);
}

/* Gives the manifest's only other column another name. */
static void rename_column(struct results_fixture *fixture, const char *name)
{
    free(fixture->corpus.columns[0]);
    fixture->corpus.columns[0] = memory_copy_text(name, strlen(name));
}

static void manifest_columns_follow_the_administration(void **state)
{
    struct results_fixture fixture;
    struct table *table;

    (void)state;
    results_fixture_init(&fixture, fixture_documents, FIXTURE_DOCUMENTS);
    rename_column(&fixture, "Issuing Office");
    table = report_documents.make_table(&fixture.results);
    assert_int_equal(table->column_count,
                     report_documents.table->column_count + 1);
    assert_int_equal(table_find_column(table, "administration"), 3);
    assert_int_equal(table_find_column(table, "Issuing Office"), 4);
    assert_int_equal(table_find_column(table, "group"), 5);
    assert_int_equal(table_find_column(table, "sha256"), 23);
    table_free(table);
    results_fixture_release(&fixture);
}

/* A table with a column twice, or with a name that no file can hold, is refused
 * by every writer: the night must not end for it. */
static void columns_that_clash_are_left_out(void **state)
{
    static const char *const names[] = {"words",    "Words", "GROUP",
                                        "document", "a\vb",  "\xff"};

    (void)state;
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        struct results_fixture fixture;
        struct rows rows;

        results_fixture_init(&fixture, fixture_documents, 1);
        rename_column(&fixture, names[i]);
        rows_read(&rows, &report_documents, &fixture.results);
        assert_int_equal(rows.count, 1);
        assert_string_equal(
            rows.lines[0],
            "a.txt|On norms|2011-07-14|Obama|Obama|text|en|text|UTF-8||||46|"
            "39|8|0|0|2|2|3|2|counted|" SHA256);
        rows_release(&rows);
        results_fixture_release(&fixture);
    }
}

UNIT_MAIN(cmocka_unit_test(every_document_has_a_row),
          cmocka_unit_test(what_was_not_read_is_blank),
          cmocka_unit_test(no_documents_give_no_rows),
          cmocka_unit_test(manifest_columns_follow_the_administration),
          cmocka_unit_test(columns_that_clash_are_left_out))
