/* csv_table_test.c - what people type into spreadsheets, and what we say. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "unit.h"

#include "ingest/csv_table.h"

static struct csv_table table;
static struct issues issues;
static struct error err;

static int reset(void **state)
{
    (void)state;
    csv_table_release(&table);
    issues_release(&issues);
    return 0;
}

static enum status read_bytes(const char *bytes, size_t length)
{
    /* A copy without anything after it, so that the sanitizer sees overruns. */
    char *exact = memory_get(length);
    enum status status;

    reset(NULL);
    if (length)
        memcpy(exact, bytes, length);
    status = csv_table_read(
        &table, &(struct csv_source){"m.csv", "manifest", exact, length},
        &issues, &err);
    free(exact);
    return status;
}

/* Asserts that the CSV reads as `shown`: fields in [], rows by ';'. */
static void assert_reads(const char *csv, const char *shown)
{
    struct buffer text = {0};

    if (read_bytes(csv, strlen(csv)))
        fail_msg("%s", err.text);
    for (size_t row = 0; row < table.rows; row++) {
        for (size_t i = 0; i < table.columns; i++)
            buffer_add_format(&text, "[%s]",
                              csv_table_field(&table, row, i)->text);
        buffer_add_text(&text, ";");
    }
    assert_string_equal(buffer_text(&text), shown);
    assert_int_equal(issues.count, 0);
    buffer_release(&text);
}

/* Asserts that the issues' places are `places`, separated by blanks, and that
 * the first sentence has `words` in it. */
static void assert_refused(const char *bytes, size_t length, const char *places,
                           const char *words)
{
    struct buffer text = {0};

    assert_int_equal(read_bytes(bytes, length), ERR_INPUT);
    for (size_t i = 0; i < issues.count; i++) {
        assert_int_equal(issues.items[i].severity, SEVERITY_ERROR);
        assert_string_equal(issues.items[i].document, "m.csv");
        assert_string_equal(issues.items[i].stage, "manifest");
        buffer_add_format(&text, "%s%s", i ? " " : "", issues.items[i].place);
    }
    assert_string_equal(buffer_text(&text), places);
    if (!strstr(err.text, words))
        fail_msg("\"%s\" has no \"%s\"", err.text, words);
    buffer_release(&text);
}

#define REFUSED(csv, places, words) \
    assert_refused((csv), sizeof(csv) - 1, (places), (words))

static void reads_plain_tables(void **state)
{
    (void)state;
    assert_reads("a,b\n1,2\n3,4\n", "[1][2];[3][4];");
    assert_reads("a,b\n1,2\n3,4", "[1][2];[3][4];");
    assert_reads("a,b\r\n1,2\r\n", "[1][2];");
    assert_reads("a,b\r1,2\r", "[1][2];");
    assert_reads("a\n1\n", "[1];");
    assert_reads("a,b\n", "");
    assert_reads("a,b", "");
    assert_reads("a,b\n1,\n,2\n", "[1][];[][2];");
    assert_reads("a,b\n1,", "[1][];");
}

static void reads_quoted_fields(void **state)
{
    (void)state;
    assert_reads("a,b\n\"x, y\",\"say \"\"hi\"\"\"\n", "[x, y][say \"hi\"];");
    assert_reads("a,b\n\" kept \", dropped \n", "[ kept ][dropped];");
    assert_reads("a,b\n\"two\nlines\",2\n", "[two\nlines][2];");
    assert_reads("\"a\",\"b\"\n\"\",\"\"\n\"1\",\"\"\n", "[1][];");
    assert_reads("a,b\n\"x\" , \"y\" \n", "[x][y];");
}

static void strips_the_byte_order_mark(void **state)
{
    (void)state;
    assert_reads("\xEF\xBB\xBF"
                 "a,b\n1,2\n",
                 "[1][2];");
    assert_int_equal(csv_table_column(&table, "a"), 0);
    assert_reads("\xEF\xBB\xBF\"a\",b\n1,2\n", "[1][2];");
    assert_int_equal(csv_table_column(&table, "a"), 0);
}

static void finds_the_separator(void **state)
{
    (void)state;
    assert_reads("a;b\r\n1,5;2\r\n", "[1,5][2];");
    assert_int_equal(table.separator, ';');
    assert_reads("a\tb\n1\t2,2\n", "[1][2,2];");
    assert_reads("\"a;x;y\",b\n1,2\n", "[1][2];");
    assert_int_equal(table.separator, ',');
    assert_reads("\n\na;b\n1;2\n", "[1][2];");
    assert_reads("\"a\n,,,\";b\n1;2\n", "[1][2];");
}

static void leaves_blank_rows_out(void **state)
{
    (void)state;
    assert_reads("\n\na,b\n\n1,2\n   \n3,4\n,\n\n", "[1][2];[3][4];");
}

static void knows_lines(void **state)
{
    (void)state;
    assert_reads("\r\na,b\r\n\r\n\"x\r\ny\",1\r\n\r\n3,\"p\nq\"\r\n5,6\r\n",
                 "[x\r\ny][1];[3][p\nq];[5][6];");
    assert_int_equal(table.fields.items[0].line, 2);
    assert_int_equal(csv_table_field(&table, 0, 0)->line, 4);
    assert_int_equal(csv_table_field(&table, 0, 1)->line, 5);
    assert_int_equal(csv_table_field(&table, 1, 0)->line, 7);
    assert_int_equal(csv_table_field(&table, 1, 1)->line, 7);
    assert_int_equal(csv_table_field(&table, 2, 0)->line, 9);
    assert_reads("a,b\n,\n\n,2\n", "[][2];");
    assert_int_equal(csv_table_field(&table, 0, 0)->line, 4);
}

static void finds_columns(void **state)
{
    (void)state;
    assert_reads("File,Title\n1,2\n", "[1][2];");
    assert_int_equal(csv_table_column(&table, "file"), 0);
    assert_int_equal(csv_table_column(&table, "title"), 1);
    assert_int_equal(csv_table_column(&table, "date"), CSV_NO_COLUMN);
    assert_string_equal(csv_table_header(&table, 1), "Title");
}

static void refuses_ragged_rows(void **state)
{
    (void)state;
    REFUSED("a,b,c\n1,2\n", "2:3",
            "m.csv:2:3: expected 3 fields as in the header, found 2; add the "
            "missing comma");
    REFUSED("a,b\n1,2\n\n1,2,3\n", "4:3",
            "m.csv:4:3: expected 2 fields as in the header, found 3; remove "
            "the extra comma or put the field that holds one in quotation "
            "marks");
    REFUSED("a;b\n1\n", "2:2", "missing semicolon");
    REFUSED("a,b\n\"x\ny\"\n1,2\n", "2:2", "found 1");
    REFUSED("a,b\n1\n2\n3,4\n5\n", "2:2 3:2 5:2", "(and 2 more)");
    /* The rows that fit stay readable. */
    assert_int_equal(table.rows, 1);
    assert_string_equal(csv_table_field(&table, 0, 1)->text, "4");
}

static void refuses_open_quotes(void **state)
{
    (void)state;
    REFUSED("a,b\n1,\"2\n3,4\n5,6\n", "2:2",
            "m.csv:2:2: the quotation mark that opens this field is never "
            "closed");
    REFUSED("a,b\n1,2\n\"", "3:1", "never closed");
}

static void refuses_text_after_quotes(void **state)
{
    (void)state;
    REFUSED("a,b\n1,\"2\"x\n", "2:2",
            "m.csv:2:2: text follows the closing quotation mark of the field "
            "that begins on line 2");
    REFUSED("a,b\n1,\"2\n3,\"4\"\n", "3:2", "the field that begins on line 2");
    REFUSED("a,b\n1,\"2\" \"3\"\n", "2:2", "text follows");
    REFUSED("a,b\nthe \"x\" of y,2\n", "2:1",
            "a quotation mark stands inside a field that does not begin with "
            "one");
}

static void refuses_bad_headers(void **state)
{
    (void)state;
    REFUSED("a,,b\n1,2,3\n", "1:2", "column 2 has no name");
    REFUSED("a,b,A\n1,2,3\n", "1:3",
            "column \"A\" is there twice (also as column 1)");
    REFUSED("\n\na,\n1,2\n", "3:2", "has no name");
}

static void refuses_empty_files(void **state)
{
    (void)state;
    REFUSED("", "1:1", "m.csv:1:1: is empty");
    REFUSED("\xEF\xBB\xBF", "1:1", "is empty");
    REFUSED(" \r\n\n  ", "1:1", "is empty");
}

static void refuses_what_is_not_utf8(void **state)
{
    (void)state;
    REFUSED("a,b\n1,caf\xE9\n", "2:1", "byte 0xE9 is not UTF-8");
    assert_non_null(strstr(err.text, "Windows-1252"));
    assert_non_null(strstr(err.text, "CSV UTF-8"));
    REFUSED("\xFF\xFE"
            "a\0,\0b\0",
            "1:1", "is UTF-16, not UTF-8; save it as");
    REFUSED("a\0,\0b\0\n\0", "1:1", "is UTF-16");
    REFUSED("a,b\n1,x\0y\nsome more text\n", "2:1", "holds a NUL byte");
    REFUSED("PK\3\4\0\0", "1:1", "is a zip archive");
    REFUSED("a,b\n1,\xED\xA0\x80\n", "2:1", "not UTF-8");
    REFUSED("a,b\r\n1,2\r\n3,\xC3", "3:1", "not UTF-8");
}

/* Errors gathered before, from another file, do not spoil this one. */
static void minds_only_its_own_faults(void **state)
{
    (void)state;
    REFUSED("a,b\n1\n", "2:2", "found 1");
    csv_table_release(&table);
    assert_int_equal(
        csv_table_read(&table, &(struct csv_source){"n.csv", "x", "a\n1\n", 4},
                       &issues, &err),
        OK);
    csv_table_release(&table);
    assert_int_equal(csv_table_read(&table,
                                    &(struct csv_source){"n.csv", "x", "", 0},
                                    &issues, &err),
                     ERR_INPUT);
    assert_string_equal(err.text, "n.csv:1:1: is empty; the first line must "
                                  "name the columns");
}

static void keeps_a_limited_list(void **state)
{
    (void)state;
    issues.limit = 2;
    REFUSED("a,b\n1\n2\n3\n4\n", "2:2 3:2", "(and 3 more)");
    assert_int_equal(issues.dropped, 2);
    assert_int_equal(issues.errors, 4);
    issues.limit = 0;
}

static void faults_at_fields(void **state)
{
    char text[200];

    (void)state;
    assert_reads("a,b\n1,2\n\n3,4\n", "[1][2];[3][4];");
    csv_table_fault(&table, "lexicon", &issues, csv_table_field(&table, 1, 1),
                    "pattern: %s", "missing closing parenthesis");
    issue_format(&issues.items[0], text, sizeof(text));
    assert_string_equal(text,
                        "m.csv:4:2: pattern: missing closing parenthesis");
}

/* Field text never moves: many fields, each as short as can be. */
static void holds_many_fields(void **state)
{
    struct buffer csv = {0};

    (void)state;
    buffer_add_text(&csv, "a,b\n");
    for (int i = 0; i < 20000; i++)
        buffer_add_format(&csv, "%d,\n", i);
    assert_int_equal(read_bytes(csv.data, csv.length), OK);
    assert_int_equal(table.rows, 20000);
    for (size_t i = 0; i < table.rows; i++) {
        assert_int_equal(strtol(csv_table_field(&table, i, 0)->text, NULL, 10),
                         (long)i);
        assert_int_equal(csv_table_field(&table, i, 1)->line, (int)i + 2);
    }
    buffer_release(&csv);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_plain_tables),
        cmocka_unit_test(reads_quoted_fields),
        cmocka_unit_test(strips_the_byte_order_mark),
        cmocka_unit_test(finds_the_separator),
        cmocka_unit_test(leaves_blank_rows_out),
        cmocka_unit_test(knows_lines),
        cmocka_unit_test(finds_columns),
        cmocka_unit_test(refuses_ragged_rows),
        cmocka_unit_test(refuses_open_quotes),
        cmocka_unit_test(refuses_text_after_quotes),
        cmocka_unit_test(refuses_bad_headers),
        cmocka_unit_test(refuses_empty_files),
        cmocka_unit_test(refuses_what_is_not_utf8),
        cmocka_unit_test(minds_only_its_own_faults),
        cmocka_unit_test(keeps_a_limited_list),
        cmocka_unit_test(faults_at_fields),
        cmocka_unit_test(holds_many_fields),
    };

    return cmocka_run_group_tests_name("csv_table", tests, reset, reset);
}
