/* manifest_test.c - what people know of the documents, and how they err. */
#include <string.h>

#include "unit.h"

#include "ingest/manifest.h"

static struct manifest manifest;
static struct issues issues;
static struct error err;

static int reset(void **state)
{
    (void)state;
    manifest_release(&manifest);
    issues_release(&issues);
    return 0;
}

static enum status load(const char *csv)
{
    struct csv_source source = {
        .name = "m.csv", .bytes = csv, .length = strlen(csv)};

    reset(NULL);
    return manifest_load(&manifest, &source, &issues, &err);
}

static void assert_loads(const char *csv)
{
    if (load(csv))
        fail_msg("%s", err.text);
    assert_int_equal(issues.count, 0);
}

/* Asserts that the issues are exactly `sentences`, each on its line. */
static void assert_refused(const char *csv, const char *sentences)
{
    struct buffer all = {0};

    assert_int_equal(load(csv), ERR_INPUT);
    for (size_t i = 0; i < issues.count; i++) {
        char text[ERROR_TEXT_MAX];

        issue_format(&issues.items[i], text, sizeof(text));
        buffer_add_format(&all, "%s%s", i ? "\n" : "", text);
        assert_int_equal(issues.items[i].severity, SEVERITY_ERROR);
        assert_string_equal(issues.items[i].stage, "manifest");
    }
    assert_string_equal(buffer_text(&all), sentences);
    buffer_release(&all);
}

static void reads_known_and_other_columns(void **state)
{
    const struct manifest_row *row;

    (void)state;
    assert_loads("speaker,Title,file,date,Theme Code,administration\n"
                 "Clinton,Remarks,b.txt,2011-07-14, 07 ,Obama\n"
                 ",,a.txt,2011-07,,\n");
    assert_int_equal(manifest.rows.count, 2);
    assert_string_equal(manifest.rows.items[0].file, "a.txt");
    row = manifest_find(&manifest, "b.txt");
    assert_non_null(row);
    assert_string_equal(row->title, "Remarks");
    assert_string_equal(row->administration, "Obama");
    assert_int_equal(row->date.day, 14);
    assert_int_equal(manifest.extras.count, 2);
    assert_string_equal(manifest_extra_name(&manifest, 0), "speaker");
    assert_string_equal(manifest_extra_name(&manifest, 1), "Theme Code");
    assert_string_equal(manifest_extra_value(&manifest, row, 0), "Clinton");
    assert_string_equal(manifest_extra_value(&manifest, row, 1), "07");
    row = manifest_find(&manifest, "a.txt");
    assert_string_equal(row->title, "");
    assert_int_equal(row->date.month, 7);
    assert_int_equal(row->date.day, 0);
    assert_null(manifest_find(&manifest, "c.txt"));
}

static void only_the_file_is_required(void **state)
{
    (void)state;
    assert_loads("file\na.txt\n");
    assert_string_equal(manifest.rows.items[0].title, "");
    assert_string_equal(manifest.rows.items[0].administration, "");
    assert_false(date_is_known(manifest.rows.items[0].date));
    assert_loads("file\n");
    assert_null(manifest_find(&manifest, "a.txt"));
}

static void reads_what_spreadsheets_write(void **state)
{
    (void)state;
    assert_loads("\xEF\xBB\xBF\"file\";\"date\";\"note\"\r\n"
                 "\"a.txt\";\"2011\";\"1,5; or so\"\r\n");
    assert_string_equal(
        manifest_extra_value(&manifest, &manifest.rows.items[0], 0),
        "1,5; or so");
    assert_int_equal(manifest.rows.items[0].date.year, 2011);
}

static void tidies_paths(void **state)
{
    (void)state;
    assert_loads("file\n./a.txt\n2016//./cuba.txt\nx/..y/z..txt\n");
    assert_non_null(manifest_find(&manifest, "a.txt"));
    assert_non_null(manifest_find(&manifest, "2016/cuba.txt"));
    assert_non_null(manifest_find(&manifest, "x/..y/z..txt"));
}

static void refuses_bad_paths(void **state)
{
    (void)state;
    assert_refused(
        "title,file\n1,/etc/passwd\n2,../a.txt\n3,a/../b.txt\n4,a/..\n5,..\n"
        "6,a\\b.txt\n7,C:\\a.txt\n8,\n9,a/\n"
        "10,./.\n",
        "m.csv:2:2: \"/etc/passwd\": the path is absolute; write it from the "
        "corpus folder on\n"
        "m.csv:3:2: \"../a.txt\": the path leads out of the corpus folder "
        "(..)\n"
        "m.csv:4:2: \"a/../b.txt\": the path leads out of the corpus folder "
        "(..)\n"
        "m.csv:5:2: \"a/..\": the path leads out of the corpus folder (..)\n"
        "m.csv:6:2: \"..\": the path leads out of the corpus folder (..)\n"
        "m.csv:7:2: \"a\\b.txt\": the path has a backslash; write / between "
        "folders\n"
        "m.csv:8:2: \"C:\\a.txt\": the path is absolute; write it from the "
        "corpus folder on\n"
        "m.csv:9:2: the file's name is empty\n"
        "m.csv:10:2: \"a/\": the path is a folder's; list its files one by "
        "one\n"
        "m.csv:11:2: \"./.\": the path names no file");
}

static void refuses_bad_dates(void **state)
{
    (void)state;
    assert_refused("file,date\na,14/07/2011\nb,2011-02-30\nc,\nb2,2011-7-1\n",
                   "m.csv:2:2: \"14/07/2011\" is not a date of the calendar; "
                   "write it as 2011-07-14, 2011-07 or 2011, or leave it "
                   "empty\n"
                   "m.csv:3:2: \"2011-02-30\" is not a date of the calendar; "
                   "write it as 2011-07-14, 2011-07 or 2011, or leave it "
                   "empty\n"
                   "m.csv:5:2: \"2011-7-1\" is not a date of the calendar; "
                   "write it as 2011-07-14, 2011-07 or 2011, or leave it "
                   "empty");
}

static void refuses_files_listed_twice(void **state)
{
    (void)state;
    assert_refused("file\nb.txt\na.txt\n\n./b.txt\n",
                   "m.csv:5:1: \"b.txt\" is listed twice, also on line 2; "
                   "remove one of the rows");
}

static void refuses_missing_and_doubled_columns(void **state)
{
    (void)state;
    assert_refused("path,date\na.txt,2011\n",
                   "m.csv:1:1: there is no column \"file\"; name the column "
                   "that holds the documents' file names so");
    assert_refused("file,Date,date\na.txt,,\n",
                   "m.csv:1:3: column \"date\" is there twice (also as column "
                   "2); rename or delete one");
}

/* Ragged rows do not hide the faults of the others. */
static void tells_all_faults_at_once(void **state)
{
    (void)state;
    assert_refused("file,date\na.txt\nb.txt,2011-13\n\"c\nb.txt\",2011,x\n",
                   "m.csv:2:2: expected 2 fields as in the header, found 1; "
                   "add the missing comma\n"
                   "m.csv:4:3: expected 2 fields as in the header, found 3; "
                   "remove the extra comma or put the field that holds one in "
                   "quotation marks\n"
                   "m.csv:3:2: \"2011-13\" is not a date of the calendar; "
                   "write it as 2011-07-14, 2011-07 or 2011, or leave it "
                   "empty");
    assert_non_null(strstr(err.text, "(and 2 more)"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_known_and_other_columns),
        cmocka_unit_test(only_the_file_is_required),
        cmocka_unit_test(reads_what_spreadsheets_write),
        cmocka_unit_test(tidies_paths),
        cmocka_unit_test(refuses_bad_paths),
        cmocka_unit_test(refuses_bad_dates),
        cmocka_unit_test(refuses_files_listed_twice),
        cmocka_unit_test(refuses_missing_and_doubled_columns),
        cmocka_unit_test(tells_all_faults_at_once),
    };

    return cmocka_run_group_tests_name("manifest", tests, reset, reset);
}
