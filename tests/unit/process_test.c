/* process_test.c - what a worker makes of a document: its result, its share of
 * the group, its issues. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "folder_fixture.h"
#include "run/process.h"

enum { DOCUMENTS_MAX = 4 };

static struct settings settings;
static struct inputs inputs;
static struct issues problems;
static struct document_result results[DOCUMENTS_MAX];
static struct job job;
static struct worker worker;
static struct error err;

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
    folder_write("lexicons/all.csv", "theme,term,pattern,syntax\n"
                                     "capacity,training,train*,\n"
                                     "norms,law,law,\n"
                                     "norms,norm,norm*,\n");
    return 0;
}

static int end(void **state)
{
    worker_release(&worker);
    issues_release(&problems);
    inputs_release(&inputs);
    settings_release(&settings);
    return folder_end(state);
}

/* Opens the corpus and lets one worker process all of it. */
static void process_all(void)
{
    if (inputs_load_data(&inputs, &settings, &problems, &err) != OK ||
        inputs_load_lexicon(&inputs, &settings, &problems, &err) != OK ||
        inputs_open_corpus(&inputs, &settings, &problems, &err) != OK)
        fail_msg("%s", err.text);
    assert_true(inputs.corpus.items.count <= DOCUMENTS_MAX);
    job = (struct job){
        .settings = &settings,
        .inputs = &inputs,
        .counter_options.counts_unit = {[UNIT_SENTENCE] = true},
        .documents = inputs.corpus.items.items,
        .results = results,
        .group_column = corpus_column(&inputs.corpus, settings.group_by),
    };
    worker_init(&worker, &job);
    for (size_t i = 0; i < inputs.corpus.items.count; i++)
        worker_process(&worker, i);
}

static const struct group *group_called(const char *name)
{
    for (size_t i = 0; i < worker.groups.count; i++)
        if (strcmp(worker.groups.items[i].name, name) == 0)
            return &worker.groups.items[i];
    fail_msg("there is no group %s", name);
    return NULL;
}

/* Returns what was noted of the document, the last time that it was read, and
 * how much that is. */
static const struct issue *noted_of(size_t document, size_t *count)
{
    for (size_t i = worker.noted.count; i-- > 0;) {
        const struct noted *noted = &worker.noted.items[i];

        *count = noted->count;
        if (noted->document == document)
            return &worker.issues.items[noted->first];
    }
    *count = 0;
    return NULL;
}

static void assert_issue(size_t document, enum severity severity,
                         const char *stage, const char *words)
{
    size_t count;
    const struct issue *issue = noted_of(document, &count);

    assert_int_equal(count, 1);
    assert_int_equal(issue->severity, severity);
    assert_string_equal(issue->stage, stage);
    assert_string_equal(issue->document, "");
    assert_has(issue->message, words);
}

static void a_document_has_a_result(void **state)
{
    const struct document_result *result = &results[0];

    (void)state;
    folder_write("corpus/2013-05-01 a.txt",
                 "Norms and more norms. A norm; the law. Nothing here.\n");
    process_all();
    assert_int_equal(worker.noted.count, 0);
    assert_int_equal(worker.issues.count, 0);
    assert_int_equal(result->status, DOCUMENT_COUNTED);
    assert_string_equal(result->group, "Obama");
    assert_string_equal(result->format, "text");
    assert_true(result->has_digest);
    assert_int_equal(result->totals.words, 10);
    assert_int_equal(result->totals.sentences, 3);
    assert_int_equal(result->totals.hits, 4);
    assert_int_equal(result->theme_count, 1);
    assert_int_equal(result->themes[0].theme, 1);
    assert_int_equal(result->themes[0].hits, 4);
    assert_int_equal(result->themes[0].sentences, 2);
    assert_int_equal(result->term_count, 2);
    assert_int_equal(result->terms[0].term, 1);
    assert_int_equal(result->terms[0].hits, 1);
    assert_int_equal(result->terms[1].term, 2);
    assert_int_equal(result->terms[1].hits, 3);
}

static void documents_add_to_their_group(void **state)
{
    const struct group *group;
    struct count_entry norms;

    (void)state;
    folder_write("corpus/2013 a.txt", "Norms and norms.\n");
    folder_write("corpus/2014 b.txt", "A norm or the law.\n");
    folder_write("corpus/2018 c.txt", "Training.\n");
    process_all();
    assert_int_equal(worker.groups.count, 2);
    group = group_called("Obama");
    assert_int_equal(group->tally.totals.documents, 2);
    assert_int_equal(group->tally.totals.words, 8);
    norms = count_map_get(&group->tally.counts[TALLY_TERMS], 2);
    assert_int_equal(norms.count, 3);
    assert_int_equal(norms.documents, 2);
    group = group_called("Trump 1");
    assert_int_equal(group->tally.totals.words, 1);
    assert_int_equal(count_map_get(&group->tally.counts[TALLY_THEMES], 0).count,
                     1);
}

static void hits_are_sampled(void **state)
{
    const struct concordance_line *lines;
    size_t count;

    (void)state;
    folder_write("corpus/2013 a.txt", "Nothing here. All the norms apply.\n");
    process_all();
    lines = concordance_lines(&group_called("Obama")->concordance, 2, &count);
    assert_int_equal(count, 1);
    assert_int_equal(lines[0].document, 0);
    assert_int_equal(lines[0].sentence, 2);
    assert_string_equal(lines[0].hit, "norms");
    assert_has(lines[0].text, "All the");
    assert_has(lines[0].right, "apply");
}

static void a_bad_document_stops_nothing(void **state)
{
    (void)state;
    folder_write("corpus/2013 a.txt", "%PDF-1.4\n");
    folder_write("corpus/2013 b.txt", "Norms.\n");
    process_all();
    assert_int_equal(results[0].status, DOCUMENT_UNREADABLE);
    assert_string_equal(results[0].group, "");
    assert_int_equal(results[0].totals.words, 0);
    assert_true(results[0].has_digest);
    assert_issue(0, SEVERITY_ERROR, "extract", "PDF");
    assert_int_equal(results[1].status, DOCUMENT_COUNTED);
    assert_int_equal(worker.groups.count, 1);
    assert_int_equal(worker.groups.items[0].tally.totals.documents, 1);
}

/* It was there when the corpus was listed. */
static void a_vanished_document_is_told(void **state)
{
    (void)state;
    folder_write("corpus/2013 a.txt", "Norms.\n");
    process_all();
    assert_int_equal(remove(folder_path("corpus/2013 a.txt")), 0);
    worker_process(&worker, 0);
    assert_int_equal(results[0].status, DOCUMENT_UNREADABLE);
    assert_false(results[0].has_digest);
    assert_issue(0, SEVERITY_ERROR, "read", "2013 a.txt");
}

static void a_document_without_words_is_counted_nowhere(void **state)
{
    (void)state;
    folder_write("corpus/2013 a.txt", "...\n");
    process_all();
    assert_int_equal(results[0].status, DOCUMENT_EMPTY);
    assert_string_equal(results[0].group, "Obama");
    assert_int_equal(worker.groups.count, 0);
    assert_issue(0, SEVERITY_WARNING, "text", "has no words");
}

static void a_document_without_a_group_is_unknown(void **state)
{
    (void)state;
    folder_write("corpus/a.txt", "Norms.\n");
    folder_write("corpus/2017 b.txt", "Norms.\n");
    process_all();
    assert_string_equal(results[0].group, "(unknown)");
    assert_int_equal(group_called("(unknown)")->tally.totals.documents, 2);
    assert_issue(0, SEVERITY_WARNING, "group",
                 "has no administration, and its date does not tell; counted "
                 "in group \"(unknown)\". Say it in the manifest.");
    assert_issue(1, SEVERITY_WARNING, "group",
                 "has no administration and no date; counted");
}

static void groups_may_be_folders(void **state)
{
    (void)state;
    set_text(&settings.group_by, "folder");
    folder_write("corpus/state/a.txt", "Norms.\n");
    folder_write("corpus/b.txt", "Norms.\n");
    process_all();
    assert_string_equal(results[1].group, "state");
    assert_issue(0, SEVERITY_WARNING, "group",
                 "has no folder; counted in group \"(unknown)\". Move it into "
                 "a sub-folder.");
}

static void groups_may_be_of_the_manifest(void **state)
{
    (void)state;
    set_text(&settings.group_by, "topic");
    folder_write("corpus/manifest.csv",
                 "file,topic,language\na.txt,cyber,en\nb.txt,,\n");
    folder_write("corpus/a.txt", "Norms.\n");
    folder_write("corpus/b.txt", "Norms.\n");
    process_all();
    assert_string_equal(results[0].group, "cyber");
    assert_issue(1, SEVERITY_WARNING, "group", "has no topic; counted");
}

static void a_document_speaks_for_itself(void **state)
{
    const struct issue *issue;
    size_t count;

    (void)state;
    folder_write("corpus/a.md", "---\ndate: 2018-03-01\ntitle: On norms\n---\n"
                                "Norms.\n");
    folder_write("corpus/b.md", "---\ndate: soon\n---\nNorms.\n");
    process_all();
    issue = noted_of(1, &count);
    assert_string_equal(results[0].group, "Trump 1");
    assert_string_equal(results[0].format, "markdown");
    assert_string_equal(inputs.corpus.items.items[0].title, "On norms");
    assert_int_equal(count, 2);
    assert_has(issue->message, "soon");
}

static void a_runaway_is_an_error(void **state)
{
    (void)state;
    folder_write("lexicons/all.csv", "theme,term,pattern,syntax\n"
                                     "t,a,(?:a|aa|aaa)+ c,regex\n");
    folder_write("corpus/2013 a.txt",
                 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa b c\n");
    process_all();
    assert_int_equal(results[0].status, DOCUMENT_COUNTED);
    assert_issue(0, SEVERITY_ERROR, "match",
                 "all.csv:2 was given up at byte 0 of the text");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

static const char french[] = "Les ministres ont dit que les normes de "
                             "la route sont pour tous, et que "
                             "dans une ville du sud les amis se "
                             "verront avec leurs amis au mois de mai "
                             "pour le train.\n";

static void another_language_is_counted_apart(void **state)
{
    (void)state;
    folder_write("corpus/a.txt", french);
    process_all();
    assert_int_equal(results[0].status, DOCUMENT_OTHER_LANGUAGE);
    assert_string_equal(results[0].language, "fr");
    assert_string_equal(results[0].language_source, "text");
    assert_int_equal(results[0].totals.words, 34);
    assert_int_equal(results[0].totals.hits, 2);
    assert_int_equal(worker.groups.count, 0);
    assert_issue(0, SEVERITY_WARNING, "language", "is in French (fr)");
}

static void a_language_with_a_lexicon_is_counted(void **state)
{
    (void)state;
    set_text(&settings.languages, "en, FR");
    folder_write("corpus/2013-01-02 a.txt", french);
    process_all();
    assert_int_equal(results[0].status, DOCUMENT_COUNTED);
    assert_string_equal(results[0].language, "fr");
    assert_int_equal(worker.issues.count, 0);
}

/* The manifest knows best; what a page says of itself gives way to its text. */
static void the_manifest_overrules_the_text(void **state)
{
    (void)state;
    folder_write("corpus/manifest.csv",
                 "file,date,language\na.txt,2013-01-02,en-US\n"
                 "b.md,2013-01-02,\nc.md,2013-01-02,\n");
    folder_write("corpus/a.txt", french);
    folder_write("corpus/b.md", "---\nlanguage: en\n---\n\nles normes\n");
    folder_write("corpus/c.md",
                 "---\nlanguage: en\n---\n\nLes ministres ont dit que les "
                 "normes de la route sont pour tous, et que dans une ville du "
                 "sud les amis se verront avec leurs amis au mois de mai.\n");
    process_all();
    assert_int_equal(results[0].status, DOCUMENT_COUNTED);
    assert_string_equal(results[0].language, "en-US");
    assert_string_equal(results[0].language_source, "manifest");
    assert_string_equal(results[1].language, "en");
    assert_string_equal(results[1].language_source, "metadata");
    assert_int_equal(results[2].status, DOCUMENT_OTHER_LANGUAGE);
    assert_string_equal(results[2].language_source, "text");
}

UNIT_MAIN(TEST(a_document_has_a_result), TEST(documents_add_to_their_group),
          TEST(hits_are_sampled), TEST(a_bad_document_stops_nothing),
          TEST(a_vanished_document_is_told),
          TEST(a_document_without_words_is_counted_nowhere),
          TEST(a_document_without_a_group_is_unknown),
          TEST(groups_may_be_folders), TEST(groups_may_be_of_the_manifest),
          TEST(a_document_speaks_for_itself), TEST(a_runaway_is_an_error),
          TEST(another_language_is_counted_apart),
          TEST(a_language_with_a_lexicon_is_counted),
          TEST(the_manifest_overrules_the_text))
