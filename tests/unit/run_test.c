/* run_test.c - a whole night on a tiny corpus: counted, merged, written and
 * published, or nothing touched. */
#include "unit.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/walk.h"
#include "folder_fixture.h"
#include "report/reports.h"
#include "run/options.h"
#include "run/run.h"
#include "run/version.h"

static struct settings settings;
static struct run_outcome outcome;
static struct error err;
static const char *said;

static void set_text(char **setting, const char *text)
{
    free(*setting);
    *setting = memory_copy_text(text, strlen(text));
}

static int begin(void **state)
{
    settings_init(&settings);
    if (folder_begin(state))
        return 1;
    set_text(&settings.lexicons, folder_path("lexicons"));
    set_text(&settings.corpus, folder_path("corpus"));
    set_text(&settings.reports, folder_path("reports"));
    settings.dialect = csv_dialect_find("plain");
    settings.jobs = 2;
    folder_write("lexicons/all.csv", "theme,term,pattern\n"
                                     "capacity,training,train*\n"
                                     "norms,norm,norm*\n");
    folder_write("corpus/2013 a.txt", "The norms. A norm.\n");
    folder_write("corpus/2014 b.txt", "Training in norms.\n");
    folder_write("corpus/2018 c.txt", "Training, and more training.\n");
    return 0;
}

static int end(void **state)
{
    free(outcome.published);
    outcome.published = NULL;
    settings_release(&settings);
    return folder_end(state);
}

/* Runs a night; what it says is in `said`. */
static enum status run(void)
{
    enum status status;

    free(outcome.published);
    capture_begin(stderr);
    status = run_night(&settings, &outcome, &err);
    said = capture_end();
    return status;
}

static void run_well(void)
{
    enum status status = run();

    if (status != OK)
        fail_msg("%s", err.text);
    assert_non_null(outcome.published);
}

static size_t count_runs(void)
{
    struct file_list files = {0};
    size_t runs = 0;

    if (folder_list(folder_path("reports/runs"), &files, NULL, NULL, &err) !=
        OK)
        fail_msg("%s", err.text);
    for (size_t i = 0; i < files.count; i++)
        runs += strstr(files.items[i].path, "/run.json") != NULL;
    file_list_release(&files);
    return runs;
}

static void a_night_publishes_every_report(void **state)
{
    char name[128];

    (void)state;
    run_well();
    assert_int_equal(outcome.documents, 3);
    assert_int_equal(outcome.unreadable, 0);
    assert_has(outcome.published, folder_path("reports/runs/20"));
    for (size_t i = 0; i < report_count; i++) {
        snprintf(name, sizeof(name), "reports/latest/%s.csv",
                 reports[i]->table->name);
        assert_true(strlen(folder_read(name)) > 0);
    }
    assert_has(said, "3 documents in 2 groups, 11 words, 6 hits of 2 themes, "
                     "issues: 0");
    assert_has(said, outcome.published);
}

static void workers_are_merged(void **state)
{
    const char *rows;

    (void)state;
    run_well();
    rows = folder_read("reports/latest/theme_frequency.csv");
    assert_has(rows, "\"administration\",\"Obama\",\"norms\",");
    assert_has(rows, "\"administration\",\"Trump 1\",\"capacity\",");
    assert_has(rows, "\"(all)\",\"norms\",");
}

/* Workers, and what was published before, leave no mark in the tables. */
static void jobs_do_not_show(void **state)
{
    static const char *const names[] = {
        "reports/latest/documents.csv", "reports/latest/word_frequency.csv",
        "reports/latest/theme_comparison.csv", "reports/latest/concordance.csv",
        "reports/latest/datapackage.json"};
    enum { NAMES = sizeof(names) / sizeof(*names) };
    const char *first[NAMES];

    (void)state;
    settings.jobs = 1;
    run_well();
    for (size_t i = 0; i < NAMES; i++)
        first[i] = folder_read(names[i]);
    settings.jobs = 3;
    run_well();
    for (size_t i = 0; i < NAMES; i++)
        assert_string_equal(folder_read(names[i]), first[i]);
}

static json_t *read_run_json(void)
{
    json_error_t error;
    json_t *json = json_loads(folder_read("reports/latest/run.json"),
                              JSON_REJECT_DUPLICATES, &error);

    if (!json)
        fail_msg("%s", error.text);
    return json;
}

static void assert_count(const json_t *json, const char *key, int expected)
{
    const json_t *counts = json_object_get(json, "counts");

    assert_true(json_is_integer(json_object_get(counts, key)));
    assert_int_equal(json_integer_value(json_object_get(counts, key)),
                     expected);
}

static void run_json_tells_what_was_counted(void **state)
{
    json_t *json;
    const json_t *told;

    (void)state;
    run_well();
    json = read_run_json();
    assert_count(json, "documents", 3);
    assert_count(json, "documents_counted", 3);
    assert_count(json, "documents_unreadable", 0);
    assert_count(json, "words", 11);
    assert_count(json, "sentences", 4);
    assert_count(json, "hits", 6);
    assert_count(json, "errors", 0);
    assert_string_equal(json_string_value(json_object_get(json, "policylex")),
                        POLICYLEX_VERSION);
    told = json_object_get(json, "settings");
    assert_int_equal(json_integer_value(json_object_get(told, "jobs")), 2);
    assert_int_equal(json_array_size(json_object_get(told, "units")), 3);
    assert_string_equal(json_string_value(json_object_get(told, "csv_dialect")),
                        "plain");
    told = json_object_get(json, "lexicon");
    assert_int_equal(json_integer_value(json_object_get(told, "terms")), 2);
    json_decref(json);
}

/* Returns the corpus's digest as the last run tells it. */
static void corpus_digest(char digest[65])
{
    json_t *json = read_run_json();

    strncpy(digest, json_string_value(json_object_get(json, "corpus_sha256")),
            64);
    digest[64] = '\0';
    json_decref(json);
}

static void run_json_has_every_setting(void **state)
{
    const json_t *all;
    json_t *json;
    size_t settable = 0;

    (void)state;
    run_well();
    json = read_run_json();
    all = json_object_get(json, "settings");
    for (size_t i = 0; i < option_count; i++) {
        char key[64];

        if (!(options[i].commands & FOR_RUN) || !options[i].set)
            continue;
        settable++;
        snprintf(key, sizeof(key), "%s", options[i].name);
        for (char *at = key; *at; at++)
            *at = *at == '-' ? '_' : *at;
        if (!json_object_get(all, key))
            fail_msg("run.json has no setting \"%s\"", key);
    }
    assert_int_equal(json_object_size(all), settable);
    json_decref(json);
}

static void the_corpus_digest_is_of_names_and_bytes(void **state)
{
    char first[65], again[65], changed[65], renamed[65];

    (void)state;
    run_well();
    corpus_digest(first);
    run_well();
    corpus_digest(again);
    folder_write("corpus/2013 a.txt", "The norms. A norm!\n");
    run_well();
    corpus_digest(changed);
    assert_int_equal(rename(folder_path("corpus/2013 a.txt"),
                            folder_path("corpus/2013 aa.txt")),
                     0);
    run_well();
    corpus_digest(renamed);
    assert_int_equal(strlen(first), 64);
    assert_string_equal(again, first);
    assert_string_not_equal(changed, first);
    assert_string_not_equal(renamed, changed);
}

static void metrics_tell_the_same(void **state)
{
    const char *metrics;

    (void)state;
    folder_write("corpus/2015 bad.txt", "%PDF-1.4\n");
    run_well();
    metrics = folder_read("reports/latest/metrics.prom");
    assert_has(metrics, "\npolicylex_documents 3\n");
    assert_has(metrics, "\npolicylex_documents_unreadable 1\n");
    assert_has(metrics, "\npolicylex_words 11\n");
    assert_has(metrics, "\npolicylex_hits 6\n");
    assert_has(metrics, "\npolicylex_issues{severity=\"error\"} 1\n");
    assert_has(metrics, "\npolicylex_issues{severity=\"warning\"} 0\n");
    assert_has(metrics, "# TYPE policylex_hits gauge\n");
}

static void an_unreadable_document_is_told(void **state)
{
    (void)state;
    folder_write("corpus/2015 bad.txt", "%PDF-1.4\n");
    run_well();
    assert_int_equal(outcome.documents, 4);
    assert_int_equal(outcome.unreadable, 1);
    assert_has(said, "policylex: error: 2015 bad.txt: ");
    assert_has(said, "1 document could not be read; issues.csv says why");
    assert_has(folder_read("reports/latest/issues.csv"), "2015 bad.txt");
    assert_has(folder_read("reports/latest/documents.csv"), "2015 bad.txt");
}

static void old_runs_go(void **state)
{
    (void)state;
    settings.keep_runs = 2;
    folder_write("reports/runs/2020-01-01T000000Z/run.json", "{}");
    folder_write("reports/runs/2020-01-03T000000Z/run.json", "{}");
    folder_write("reports/runs/2020-01-02T000000Z/run.json", "{}");
    run_well();
    assert_int_equal(count_runs(), 2);
    assert_true(folder_has("reports/runs/2020-01-03T000000Z"));
}

/* What no report can hold is repaired there: the name is the same for all that.
 */
static void a_repaired_name_is_no_change(void **state)
{
    (void)state;
    folder_write("corpus/manifest.csv", "file,administration\n"
                                        "2013 a.txt,The \x14 men\n");
    run_well();
    run_well();
    assert_has(folder_read("reports/latest/documents.csv"),
               "\"The \xEF\xBF\xBD men\"");
    assert_null(strstr(folder_read("reports/latest/changes.csv"), "men"));
    assert_has(said, "nothing differs from the run before");
}

/* Asserts that nothing is published, before and after the failure. */
static void assert_nothing_published(enum status expected, const char *words)
{
    assert_int_equal(run(), expected);
    assert_null(outcome.published);
    assert_has(err.text, words);
    assert_false(folder_has("reports/latest"));
}

static void what_counts_nothing_is_not_published(void **state)
{
    const char *before;

    (void)state;
    run_well();
    before = folder_read("reports/latest/theme_frequency.csv");
    folder_write("corpus/2013 a.txt", "%PDF-1.4\n");
    folder_write("corpus/2014 b.txt", "...\n");
    folder_write("corpus/2018 c.txt", "\n");
    assert_int_equal(run(), ERR_INPUT);
    assert_null(outcome.published);
    assert_has(err.text, "none of its documents could be counted (3 in all)");
    assert_int_equal(outcome.unreadable, 1);
    assert_string_equal(folder_read("reports/latest/theme_frequency.csv"),
                        before);
    assert_int_equal(count_runs(), 1);
}

static void bad_inputs_publish_nothing(void **state)
{
    (void)state;
    folder_write("lexicons/bad.csv", "theme,term,pattern\nt,,x\nt,a,\n");
    assert_nothing_published(ERR_INPUT, "mend what is named above (faults: 2)");
    assert_has(said, "bad.csv:2:2: term: empty");
    assert_has(said, "bad.csv:3:3: ");
    assert_false(folder_has("reports"));
}

static void an_unknown_group_publishes_nothing(void **state)
{
    (void)state;
    set_text(&settings.group_by, "mood");
    assert_nothing_published(ERR_USAGE,
                             "--group-by: there is no column \"mood\"");
}

static void an_empty_corpus_publishes_nothing(void **state)
{
    (void)state;
    folder_write("empty/README.md", "Nothing here.\n");
    set_text(&settings.corpus, folder_path("empty"));
    assert_nothing_published(ERR_MISSING,
                             "there is no document in this folder");
    set_text(&settings.corpus, folder_path("nowhere"));
    assert_nothing_published(ERR_MISSING, "nowhere");
}

static void many_issues_are_not_all_said(void **state)
{
    char name[64];

    (void)state;
    for (int i = 0; i < 25; i++) {
        snprintf(name, sizeof(name), "corpus/bad %02d.txt", i);
        folder_write(name, "%PDF-1.4\n");
    }
    run_well();
    assert_has(said, "bad 19.txt");
    assert_null(strstr(said, "bad 20.txt"));
    assert_has(said, "and 5 more issues");
    settings.is_verbose = true;
    run_well();
    assert_has(said, "bad 24.txt");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

UNIT_MAIN(TEST(a_night_publishes_every_report), TEST(workers_are_merged),
          TEST(jobs_do_not_show), TEST(run_json_tells_what_was_counted),
          TEST(run_json_has_every_setting),
          TEST(the_corpus_digest_is_of_names_and_bytes),
          TEST(metrics_tell_the_same), TEST(an_unreadable_document_is_told),
          TEST(old_runs_go), TEST(a_repaired_name_is_no_change),
          TEST(what_counts_nothing_is_not_published),
          TEST(bad_inputs_publish_nothing),
          TEST(an_unknown_group_publishes_nothing),
          TEST(an_empty_corpus_publishes_nothing),
          TEST(many_issues_are_not_all_said))
