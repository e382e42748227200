/* validation_test.c - a key and coded sheets, read, judged and written; the
 * numbers were worked out by hand. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "folder_fixture.h"
#include "run/validation.h"

#define KEY_HEADER                                                       \
    "item,theme,document,sentence_number,sentence,stratum,stratum_size," \
    "sampled,answer,terms,drawn_for\n"
#define SHEET_HEADER "item,theme,document,sentence_number,code\n"

/* Of `norms` two of four hits were drawn, two of ten and one of 90 others; and
 * one for its term. Of `rights` nothing is found. */
static const char key[] = KEY_HEADER
    "1,norms,a.txt,1,S1,hit,4,2,yes,norm,\n"
    "2,norms,a.txt,2,S2,near,10,2,no,,\n"
    "3,norms,a.txt,3,S3,hit,4,2,yes,norm | rule,\n"
    "4,norms,a.txt,4,S4,far,90,1,no,,\n"
    "5,norms,b.txt,1,S5,near,10,2,no,,\n"
    "6,norms,b.txt,2,S6,term,,,yes,rule | law,law\n"
    "7,rights,a.txt,1,S1,near,50,1,no,,\n"
    "8,rights,b.txt,9,S7,far,50,1,no,,\n";

static struct validation validation;
static struct issues issues;
static struct error err;

static int end(void **state)
{
    validation_release(&validation);
    issues_release(&issues);
    return folder_end(state);
}

/* Writes a sheet of eight items with these codes, a letter each; '-' is a
 * blank one. */
static void write_sheet(const char *name, const char *codes)
{
    static const char *const places[] = {
        "norms,a.txt,1", "norms,a.txt,2", "norms,a.txt,3",  "norms,a.txt,4",
        "norms,b.txt,1", "norms,b.txt,2", "rights,a.txt,1", "rights,b.txt,9"};
    char text[1024] = SHEET_HEADER;
    size_t at = strlen(text);

    for (size_t i = 0; codes[i]; i++)
        at += (size_t)snprintf(text + at, sizeof(text) - at, "%zu,%s,%.*s\n",
                               i + 1, places[i], codes[i] != '-', &codes[i]);
    folder_write(name, text);
}

/* Reads the key and the sheets called a, b, c, as many as there are. */
static enum status read_all(void)
{
    static const char *const names[] = {"a.csv", "b.csv", "c.csv"};
    char *sheets[3];
    size_t count = 0;

    for (size_t i = 0; i < 3; i++)
        if (folder_has(names[i]))
            sheets[count++] = folder_path(names[i]);
    validation_release(&validation);
    issues_release(&issues);
    issues = (struct issues){0};
    return validation_read(
        &validation,
        &(struct validation_files){folder_path("key.csv"), sheets, count},
        &issues, &err);
}

static const char *write_table(const struct validation_report *report,
                               const char *name)
{
    struct validation_target target = {folder_path(""),
                                       csv_dialect_find("plain"), &report, 1,
                                       .has_package = false};

    assert_int_equal(validation_write(&validation, &target, &err), OK);
    return folder_read(name);
}

/* Fails the test unless `row` is a line of the table. */
static void assert_row(const char *table, const char *row)
{
    char line[512];

    snprintf(line, sizeof(line), "\r\n%s\r\n", row);
    assert_has(table, line);
}

static void read_well(void)
{
    folder_write("key.csv", key);
    assert_int_equal(read_all(), OK);
}

/* tp = 4 * 1/2, fn = 10 * 1/2 + 90 * 0. Kappa: of 104, 2 + 2 + 5 + 95;
 * agreed 97, chance (4 * 7 + 100 * 97) / 104. Item 6 is drawn for its term. */
static void a_theme_by_hand(void **state)
{
    double chance = (4 * 7 + 100 * 97) / 104.0;
    struct theme_validity theme;

    (void)state;
    write_sheet("a.csv", "11000110");
    read_well();
    validation_measure(&validation, 0, &theme);
    assert_int_equal(theme.end, 6);
    assert_int_equal(theme.undecided, 0);
    assert_true(theme.validity.precision.value == 0.5);
    assert_true(theme.validity.false_negatives.value == 5);
    assert_true(theme.validity.recall.value == 2.0 / 7);
    assert_true(theme.validity.f1.value == 4.0 / 11);
    assert_true(theme.validity.kappa.value == (97 - chance) / (104 - chance));
    assert_false(theme.alpha.is_defined);
    validation_measure(&validation, 6, &theme);
    assert_false(theme.validity.precision.is_defined);
    assert_true(theme.validity.recall.value == 0);
}

static void the_table_of_themes(void **state)
{
    const char *table;

    (void)state;
    write_sheet("a.csv", "10100000");
    read_well();
    table = write_table(&validation_theme, "validation_theme.csv");
    assert_has(table, "\"norms\",1,6,0,104,4,2,0,0,4,0,0,1,");
    assert_has(table, "\r\n\"rights\",1,2,0,100,0,0,0,0,0,0,0,,,,,,,,,,,\r\n");
}

/* Two of three say yes to item 3; item 4 is a tie of two, item 5 nobody
 * coded. */
static void gold_is_what_most_say(void **state)
{
    static const enum code golds[] = {CODE_YES,  CODE_NO, CODE_YES, CODE_NONE,
                                      CODE_NONE, CODE_NO, CODE_YES, CODE_NO};
    struct theme_validity theme;

    (void)state;
    write_sheet("a.csv", "1010-010");
    write_sheet("b.csv", "1001-010");
    write_sheet("c.csv", "101--010");
    read_well();
    for (size_t i = 0; i < 8; i++)
        assert_int_equal(validation_gold(&validation, i), golds[i]);
    validation_measure(&validation, 0, &theme);
    assert_int_equal(theme.undecided, 2);
    assert_int_equal(theme.strata[STRATUM_NEAR].judged, 1);
    assert_int_equal(theme.strata[STRATUM_FAR].judged, 0);
    assert_true(theme.validity.precision.is_defined);
    assert_false(theme.validity.recall.is_defined);
}

/* Of norm both, of rule one of two hits, of law the one drawn for it. */
static void terms_by_hand(void **state)
{
    const char *table;

    (void)state;
    write_sheet("a.csv", "10000110");
    read_well();
    table = write_table(&validation_term, "validation_term.csv");
    assert_row(table, "\"norms\",\"norm\",2,2,1,1,0.5,0.0945312,0.905469");
    assert_row(table, "\"norms\",\"rule\",1,1,0,1,0,0,0.793451");
    assert_row(table, "\"norms\",\"law\",1,1,1,0,1,0.206549,1");
    assert_null(strstr(table, "rights"));
}

/* Of seven items that both coded: 3 yes, 1 only a, 1 only b, 2 no; chance
 * agrees on (4 * 4 + 3 * 3) / 49. */
static void agreement_by_hand(void **state)
{
    const char *table;
    char row[128];
    double chance = 25.0 / 49;

    (void)state;
    write_sheet("a.csv", "111100-0");
    write_sheet("b.csv", "11101000");
    read_well();
    table = write_table(&validation_agreement, "validation_agreement.csv");
    snprintf(row, sizeof(row), "\"(all)\",\"a\",\"b\",7,3,1,1,2,0.714286,%.6g",
             (5.0 / 7 - chance) / (1 - chance));
    assert_row(table, row);
    assert_row(table, "\"rights\",\"a\",\"b\",1,0,0,0,1,1,");
}

static void errors_are_listed(void **state)
{
    const char *table;

    (void)state;
    write_sheet("a.csv", "10110-10");
    write_sheet("b.csv", "11010-10");
    read_well();
    table = write_table(&validation_errors, "validation_errors.csv");
    assert_string_equal(
        strchr(table, '\n') + 1,
        "2,\"norms\",\"a.txt\",2,\"S2\",\"no\",\"undecided\",\r\n"
        "3,\"norms\",\"a.txt\",3,\"S3\",\"yes\",\"undecided\","
        "\"norm | rule\"\r\n"
        "4,\"norms\",\"a.txt\",4,\"S4\",\"no\",\"yes\",\r\n"
        "7,\"rights\",\"a.txt\",1,\"S1\",\"no\",\"yes\",\r\n");
}

/* Semicolons, a mark, other line ends and order, guards, codes in words. */
static void a_spreadsheet_may_have_saved_it_again(void **state)
{
    (void)state;
    folder_write("key.csv",
                 KEY_HEADER "1,'=norms,a.txt,1,'=S1,hit,4,1,yes,norm,\n"
                            "2,'=norms,a.txt,2,S2,near,10,2,no,,\n"
                            "3,'=norms,a.txt,3,S3,near,10,2,no,,\n");
    folder_write("a.csv", "\xEF\xBB\xBF\"note\";\"CODE\";\"theme\";\"item\"\r\n"
                          "\"a;b\";YES;\"'=norms\";2\r\n\r\n"
                          ";False;\"=norms\";1\r\n;;;\r\n"
                          ";n;\"'=norms\";3\r\n");
    assert_int_equal(read_all(), OK);
    assert_int_equal(issues.count, 0);
    assert_int_equal(validation.codes[0], CODE_NO);
    assert_int_equal(validation.codes[1], CODE_YES);
    assert_int_equal(validation.codes[2], CODE_NO);
    assert_string_equal(validation.items.items[0].theme, "=norms");
    assert_string_equal(validation.items.items[0].sentence, "=S1");
    assert_string_equal(validation.coders.items[0], "a");
}

/* Fails the test unless reading ends with these issues, first. */
static void assert_issues(enum status status, const char *const *sentences)
{
    char text[2048];

    assert_int_equal(read_all(), status);
    for (size_t i = 0; sentences[i]; i++) {
        assert_in_range(i, 0, issues.count - 1);
        issue_format(&issues.items[i], text, sizeof(text));
        assert_has(text, sentences[i]);
    }
}

static void what_is_wrong_in_a_sheet(void **state)
{
    static const char *const sentences[] = {
        "a.csv:2:5: \"maybe\" is no code; write 1 or yes, 0 or no, or leave it "
        "blank",
        "a.csv:3:1: there is no item \"9\" in the key, which has 1 to 8; is "
        "this the sheet of another sample?",
        "a.csv:5:1: item 3 is on line 4 already; delete one of the two rows",
        "a.csv:6:1: item 4 is another sentence in the key; is this the sheet "
        "of another sample?",
        "a.csv:7:1: there is no item \"\" in the key",
        "b.csv: there is no column \"code\"; keep the columns that policylex "
        "wrote",
        "c.csv: nothing is coded in it; write 1 or 0 into the column \"code\"",
        NULL};

    (void)state;
    folder_write("key.csv", key);
    folder_write("a.csv", SHEET_HEADER "1,norms,a.txt,1,maybe\n"
                                       "9,norms,a.txt,2,1\n"
                                       "3,norms,a.txt,3,1\n"
                                       "3,norms,a.txt,3,1\n"
                                       "4,norms,a.txt,5,1\n"
                                       ",norms,a.txt,5,1\n");
    folder_write("b.csv", "item,answer\n1,1\n");
    write_sheet("c.csv", "--------");
    assert_issues(ERR_INPUT, sentences);
    assert_int_equal(issues.count, 7);
    assert_has(err.text, "a.csv:2:5: \"maybe\" is no code");
}

static void missing_items_are_a_warning(void **state)
{
    static const char *const sentences[] = {
        "a.csv: 5 items of the key are not in it; they count as not coded by "
        "\"a\"",
        NULL};

    (void)state;
    folder_write("key.csv", key);
    write_sheet("a.csv", "101");
    assert_issues(OK, sentences);
    assert_int_equal(issues.errors, 0);
    assert_int_equal(validation_gold(&validation, 5), CODE_NONE);
}

static void refuse_key(const char *rows, const char *sentence)
{
    char text[2048];
    const char *const sentences[] = {sentence, NULL};

    snprintf(text, sizeof(text), KEY_HEADER "%s", rows);
    folder_write("key.csv", text);
    assert_issues(ERR_INPUT, sentences);
}

static void what_is_wrong_in_a_key(void **state)
{
    (void)state;
    write_sheet("a.csv", "1");
    refuse_key("", "key.csv: there is no item in it");
    refuse_key("2,norms,a.txt,1,S1,hit,4,1,yes,norm,\n",
               "key.csv:2:1: \"2\" is no whole number from 1 to 1; undo what "
               "was changed there");
    refuse_key("1,norms,a.txt,1,S1,hit,4,2,yes,norm,\n"
               "1,norms,a.txt,1,S1,hit,4,2,yes,norm,\n",
               "key.csv:3:1: item 1 is there twice");
    refuse_key("1,norms,a.txt,1,S1,found,4,1,yes,norm,\n",
               "key.csv:2:6: \"found\" is none of hit, near, far, term");
    refuse_key("1,norms,a.txt,1,S1,hit,0,1,yes,norm,\n",
               "key.csv:2:7: \"0\" is no whole number from 1 to");
    refuse_key("1,norms,a.txt,1,S1,hit,4,2,yes,norm,\n"
               "2,norms,a.txt,2,S2,hit,5,2,yes,norm,\n",
               "key.csv: item 2 does not fit the others of its theme and "
               "stratum");
    refuse_key("1,norms,a.txt,1,S1,hit,4,1,yes,norm,\n"
               "2,laws,a.txt,2,S2,hit,5,1,yes,norm,\n",
               "key.csv: item 2 does not fit the others of its theme and "
               "stratum");
}

static void files_must_be_there_and_named_apart(void **state)
{
    char *twice[] = {folder_path("x/anna.csv"), folder_path("anna.CSV")};
    char *absent[] = {folder_path("absent.csv")};
    struct validation_files files = {folder_path("key.csv"), twice, 2};

    (void)state;
    folder_write("key.csv", key);
    assert_int_equal(validation_read(&validation, &files, &issues, &err),
                     ERR_USAGE);
    assert_has(err.text, "another file is called \"anna\" too; name each file "
                         "for its coder");
    validation_release(&validation);
    files.sheets = absent;
    files.sheet_count = 1;
    assert_int_equal(validation_read(&validation, &files, &issues, &err),
                     ERR_MISSING);
    assert_has(err.text, "absent.csv");
    assert_int_equal(issues.errors, 1);
}

#define WITH_FOLDER(test) \
    cmocka_unit_test_setup_teardown(test, folder_begin, end)

UNIT_MAIN(WITH_FOLDER(a_theme_by_hand), WITH_FOLDER(the_table_of_themes),
          WITH_FOLDER(gold_is_what_most_say), WITH_FOLDER(terms_by_hand),
          WITH_FOLDER(agreement_by_hand), WITH_FOLDER(errors_are_listed),
          WITH_FOLDER(a_spreadsheet_may_have_saved_it_again),
          WITH_FOLDER(what_is_wrong_in_a_sheet),
          WITH_FOLDER(missing_items_are_a_warning),
          WITH_FOLDER(what_is_wrong_in_a_key),
          WITH_FOLDER(files_must_be_there_and_named_apart))
