/* inputs_test.c - what a run reads, and whose data files count. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/intern.h"
#include "base/memory.h"
#include "folder_fixture.h"
#include "run/inputs.h"

static struct settings settings;
static struct inputs inputs;
static struct issues issues;
static struct error err;

static char *copy(const char *text)
{
    return memory_copy_text(text, strlen(text));
}

static int begin(void **state)
{
    if (folder_begin(state))
        return 1;
    settings_init(&settings);
    free(settings.lexicons);
    free(settings.corpus);
    settings.lexicons = copy(folder_path("lexicons"));
    settings.corpus = copy(folder_path("corpus"));
    folder_write("lexicons/norms.csv", "theme,term,pattern,syntax\n"
                                       "norms,Norms,Voluntary norms-based,\n"
                                       "norms,Law,(?:secret|regex),regex\n");
    folder_write("corpus/2013 a.txt", "norms\n");
    return 0;
}

static int end(void **state)
{
    inputs_release(&inputs);
    settings_release(&settings);
    issues_release(&issues);
    return folder_end(state);
}

static void load_data(void)
{
    if (inputs_load_data(&inputs, &settings, &issues, &err) != OK)
        fail_msg("%s", err.text);
}

static void the_program_has_data_of_its_own(void **state)
{
    struct date day = {2010, 5, 1};

    (void)state;
    load_data();
    assert_int_equal(issues.count, 0);
    assert_string_equal(
        administrations_at(&inputs.administrations, day)->president, "Obama");
    assert_int_equal(abbreviations_find(inputs.abbreviations, "Mr.", 3),
                     ABBREVIATION_TITLE);
    assert_true(boilerplate_count(inputs.boilerplate) > 50);
    assert_ptr_equal(inputs.rules.words.abbreviations, inputs.abbreviations);
    assert_ptr_equal(inputs.rules.sentences.abbreviations,
                     inputs.abbreviations);
}

static void files_of_the_lexicon_folder_stand_in(void **state)
{
    struct date day = {2010, 5, 1};

    (void)state;
    folder_write("lexicons/administrations.csv",
                 "president,party,start,end\nNobody,,2000-01-01,\n");
    folder_write("lexicons/abbreviations/en.txt", "Zz. title\n");
    folder_write("lexicons/boilerplate.txt", "Click here\n");
    load_data();
    assert_string_equal(
        administrations_at(&inputs.administrations, day)->president, "Nobody");
    assert_int_equal(abbreviations_find(inputs.abbreviations, "Mr.", 3),
                     ABBREVIATION_NONE);
    assert_int_equal(abbreviations_find(inputs.abbreviations, "Zz.", 3),
                     ABBREVIATION_TITLE);
    assert_int_equal(boilerplate_count(inputs.boilerplate), 1);
}

/* One file of the folder leaves the others the program's. */
static void each_file_stands_in_alone(void **state)
{
    (void)state;
    folder_write("lexicons/boilerplate.txt", "Click here\n");
    load_data();
    assert_int_equal(boilerplate_count(inputs.boilerplate), 1);
    assert_int_equal(abbreviations_find(inputs.abbreviations, "Mr.", 3),
                     ABBREVIATION_TITLE);
    assert_true(inputs.administrations.count > 40);
}

static void faults_of_data_files_are_told(void **state)
{
    (void)state;
    folder_write("lexicons/abbreviations/en.txt", "Zz. duke\n");
    assert_int_equal(inputs_load_data(&inputs, &settings, &issues, &err),
                     ERR_INPUT);
    assert_has(err.text, folder_path("lexicons/abbreviations/en.txt"));
    folder_write("lexicons/abbreviations/en.txt", "Zz. title\n");
    folder_write("lexicons/administrations.csv", "president,start\nA,x\n");
    inputs_release(&inputs);
    assert_int_equal(inputs_load_data(&inputs, &settings, &issues, &err),
                     ERR_INPUT);
    assert_true(issues.errors > 0);
    assert_has(issues.items[0].document, "lexicons/administrations.csv");
}

static bool is_known(const char *word)
{
    uint32_t id;

    return intern_find(inputs.known_words, word, strlen(word), &id);
}

static void the_lexicon_s_words_are_known(void **state)
{
    (void)state;
    load_data();
    assert_int_equal(inputs_load_lexicon(&inputs, &settings, &issues, &err),
                     OK);
    assert_ptr_equal(inputs.rules.known_words, inputs.known_words);
    assert_true(is_known("voluntary"));
    assert_true(is_known("norms"));
    assert_true(is_known("based"));
    assert_false(is_known("Voluntary"));
    assert_false(is_known("norms-based"));
    assert_false(is_known("secret")); /* a regex has no words */
}

static void the_corpus_knows_the_administrations(void **state)
{
    const struct document *document;

    (void)state;
    load_data();
    assert_int_equal(inputs_open_corpus(&inputs, &settings, &issues, &err), OK);
    assert_int_equal(inputs.corpus.items.count, 1);
    document = &inputs.corpus.items.items[0];
    assert_string_equal(document->path, "2013 a.txt");
    assert_ptr_equal(inputs.corpus.administrations, &inputs.administrations);
}

static void what_is_missing_is_told(void **state)
{
    (void)state;
    load_data();
    free(settings.corpus);
    settings.corpus = copy(folder_path("nowhere"));
    assert_int_equal(inputs_open_corpus(&inputs, &settings, &issues, &err),
                     ERR_MISSING);
    assert_has(err.text, "nowhere");
    free(settings.lexicons);
    settings.lexicons = copy(folder_path("no-lexicons"));
    assert_int_equal(inputs_load_lexicon(&inputs, &settings, &issues, &err),
                     ERR_MISSING);
    assert_has(err.text, "no-lexicons");
}

static void hyphens_split_where_the_settings_say(void **state)
{
    (void)state;
    load_data();
    assert_false(inputs.rules.words.splits_hyphens);
    inputs_release(&inputs);
    settings.splits_hyphens = true;
    load_data();
    assert_true(inputs.rules.words.splits_hyphens);
}

static void open_shard(uint32_t number, uint32_t count)
{
    inputs_release(&inputs);
    settings.shard = (struct shard){number, count};
    load_data();
    assert_int_equal(inputs_list_files(&inputs, &settings, &issues, &err), OK);
    assert_int_equal(inputs_open_corpus(&inputs, &settings, &issues, &err), OK);
}

static void a_shard_has_its_own_documents_only(void **state)
{
    struct digest all;
    size_t documents = 0;

    (void)state;
    folder_write("corpus/2014 b.txt", "norms\n");
    folder_write("corpus/c/2015.txt", "norms\n");
    folder_write("corpus/d.rss", "<rss><channel><item><title>One</title></item>"
                                 "<item><title>Two</title></item></channel>"
                                 "</rss>");
    open_shard(0, 0);
    all = inputs.files_digest;
    assert_int_equal(inputs.files_listed, 4);
    assert_int_equal(inputs.corpus.items.count, 5);
    for (uint32_t number = 1; number <= 3; number++) {
        open_shard(number, 3);
        documents += inputs.corpus.items.count;
        assert_int_equal(inputs.files_listed, 4);
        assert_memory_equal(&inputs.files_digest, &all, sizeof(all));
        for (size_t i = 0; i < inputs.corpus.items.count; i++) {
            const char *path = inputs.corpus.items.items[i].path;
            bool is_item = strncmp(path, "d.rss#", 6) == 0;

            assert_int_equal(shard_of_path(is_item ? "d.rss" : path, 3),
                             number);
        }
    }
    assert_int_equal(documents, 5);
}

static void the_files_digest_is_of_paths_and_sizes(void **state)
{
    struct digest before;

    (void)state;
    open_shard(0, 0);
    before = inputs.files_digest;
    folder_write("corpus/2013 a.txt", "NORMS\n");
    open_shard(0, 0);
    assert_memory_equal(&inputs.files_digest, &before, sizeof(before));
    folder_write("corpus/2013 a.txt", "more norms\n");
    open_shard(0, 0);
    assert_memory_not_equal(&inputs.files_digest, &before, sizeof(before));
}

/* b.txt has grown since, c.txt has gone, d.txt is new: as the plan says. */
static void a_plan_stands_for_the_list(void **state)
{
    static const char text[] =
        "shard_of_2,bytes,file_of_3,severity,message_of_1\n1,6,2013 a.txt,,\n"
        "2,1,b.txt,,\n2,5,c.txt,,\n,,b.lnk,warning,leads out\n";

    (void)state;
    folder_write("corpus/b.txt", "norms of behaviour\n");
    folder_write("corpus/d.txt", "norms\n");
    folder_write("plan.csv", text);
    settings.plan = copy(folder_path("plan.csv"));
    open_shard(1, 2);
    assert_int_equal(inputs.files_listed, 3);
    assert_int_equal(inputs.corpus.items.count, 1);
    open_shard(2, 2);
    assert_int_equal(inputs.corpus.items.count, 2);
    assert_string_equal(inputs.corpus.items.items[0].path, "b.txt");
    assert_string_equal(inputs.corpus.items.items[1].path, "c.txt");
    assert_int_equal(issues.count, 1); /* by its path b.lnk is of one of them */
    open_shard(0, 0);
    assert_int_equal(inputs.corpus.items.count, 3);
    inputs_release(&inputs);
    settings.shard = (struct shard){1, 3};
    assert_int_equal(inputs_list_files(&inputs, &settings, &issues, &err),
                     ERR_USAGE);
    assert_has(err.text, "is a plan for 2 shards");
}

static void a_plan_of_what_is_not_there_is_refused(void **state)
{
    (void)state;
    folder_write("plan.csv", "shard_of_2,bytes,file_of_2,severity,message_of_0"
                             "\n1,6,2013 a.txt,,\n2,1,gone.txt,,\n");
    settings.plan = copy(folder_path("plan.csv"));
    open_shard(1, 2);
    inputs_release(&inputs);
    settings.shard.number = 2;
    assert_int_equal(inputs_list_files(&inputs, &settings, &issues, &err),
                     ERR_MISSING);
    assert_has(err.text, "none of the files");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

UNIT_MAIN(TEST(the_program_has_data_of_its_own),
          TEST(files_of_the_lexicon_folder_stand_in),
          TEST(each_file_stands_in_alone), TEST(faults_of_data_files_are_told),
          TEST(the_lexicon_s_words_are_known),
          TEST(the_corpus_knows_the_administrations),
          TEST(what_is_missing_is_told),
          TEST(hyphens_split_where_the_settings_say),
          TEST(a_shard_has_its_own_documents_only),
          TEST(the_files_digest_is_of_paths_and_sizes),
          TEST(a_plan_stands_for_the_list),
          TEST(a_plan_of_what_is_not_there_is_refused))
