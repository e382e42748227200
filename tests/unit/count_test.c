/* count_test.c - what several workers counted becomes one night's, whoever
 * counted what. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "folder_fixture.h"
#include "run/night.h"

static struct settings settings;
static struct night night;
static struct error err;

static void set_text(char **setting, const char *text)
{
    free(*setting);
    *setting = memory_copy_text(text, strlen(text));
}

static int begin(void **state)
{
    settings_init(&settings);
    night = (struct night){.settings = &settings};
    if (folder_begin(state))
        return 1;
    set_text(&settings.lexicons, folder_path("lexicons"));
    set_text(&settings.corpus, folder_path("corpus"));
    set_text(&settings.group_by, "folder");
    folder_write("lexicons/all.csv",
                 "theme,term,pattern\nnorms,law,law\nnorms,norm,norm*\n");
    folder_write("corpus/x/a.txt", "First norms.\n");
    folder_write("corpus/x/b.txt", "The second norms and norm.\n");
    folder_write("corpus/x/c.txt", "%PDF-1.4\n");
    folder_write("corpus/y/d.txt", "The law.\n");
    if (inputs_load_data(&night.inputs, &settings, &night.issues, &err) != OK ||
        inputs_load_lexicon(&night.inputs, &settings, &night.issues, &err) !=
            OK ||
        inputs_open_corpus(&night.inputs, &settings, &night.issues, &err) != OK)
        fail_msg("%s", err.text);
    return 0;
}

static int end(void **state)
{
    for (size_t i = 0; i < night.worker_count; i++)
        worker_release(&night.workers[i]);
    free(night.workers);
    free(night.job.results);
    free(night.job.sketches);
    free(night.duplicates);
    groups_release(&night.groups);
    free(night.all.name);
    tally_release(&night.all.tally);
    concordance_release(&night.all.concordance);
    issues_release(&night.issues);
    inputs_release(&night.inputs);
    settings_release(&settings);
    return folder_end(state);
}

/* Counts and merges, where document i is worker `by[i]`'s. */
static void count_by(const size_t by[4], size_t workers)
{
    const struct corpus *corpus = &night.inputs.corpus;

    night.job = (struct job){
        .settings = &settings,
        .inputs = &night.inputs,
        .counter_options.counts_unit = {[UNIT_SENTENCE] = true},
        .documents = corpus->items.items,
        .results = memory_get_zeroed(4, sizeof(struct document_result)),
        .group_column = corpus_column(corpus, "folder"),
    };
    night.worker_count = workers;
    night.workers = memory_get_zeroed(workers, sizeof(*night.workers));
    for (size_t i = 0; i < workers; i++)
        worker_init(&night.workers[i], &night.job);
    for (size_t i = 4; i-- > 0;) /* the last document first */
        worker_process(&night.workers[by[i]], i);
    night_merge(&night);
}

static uint64_t words_of_type(const struct group *group, const char *type)
{
    uint32_t id;

    assert_true(intern_find(night.results.types, type, strlen(type), &id));
    return type_tally_get(&group->tally.types, id).words;
}

static uint64_t hits_of_form(const struct group *group, const char *form)
{
    uint32_t id;

    assert_true(intern_find(night.results.forms, form, strlen(form), &id));
    return count_map_get(&group->tally.counts[TALLY_FORMS], pair_key(1, id))
        .count;
}

static void assert_merged(void)
{
    const struct concordance_line *lines;
    const struct group *x = &night.results.groups[0];
    size_t count;

    assert_int_equal(night.results.group_count, 2);
    assert_string_equal(x->name, "x");
    assert_string_equal(night.results.groups[1].name, "y");
    assert_int_equal(x->tally.totals.words, 7);
    assert_int_equal(words_of_type(x, "norms"), 2);
    assert_int_equal(words_of_type(x, "the"), 1);
    assert_int_equal(words_of_type(night.results.all, "the"), 2);
    assert_int_equal(hits_of_form(x, "norms"), 2);
    assert_int_equal(hits_of_form(x, "norm"), 1);
    assert_int_equal(night.results.all->tally.totals.documents, 3);
    assert_int_equal(night.results.all->tally.totals.hits, 4);
    assert_string_equal(night.results.all->name, "(all)");
    lines = concordance_lines(&x->concordance, 1, &count);
    assert_int_equal(count, 3);
    assert_int_equal(lines[0].document, 0);
    assert_int_equal(lines[1].document, 1);
    assert_true(lines[1].begin < lines[2].begin);
    assert_int_equal(night.issues.count, 1);
    assert_string_equal(night.issues.items[0].document, "x/c.txt");
}

static void one_worker_is_a_night(void **state)
{
    (void)state;
    count_by((const size_t[]){0, 0, 0, 0}, 1);
    assert_merged();
}

static void the_last_worker_counts_too(void **state)
{
    (void)state;
    count_by((const size_t[]){2, 0, 1, 2}, 3);
    assert_merged();
}

static void a_worker_may_have_had_nothing(void **state)
{
    (void)state;
    count_by((const size_t[]){1, 2, 2, 1}, 3);
    assert_merged();
}

static void a_night_counts_every_document(void **state)
{
    (void)state;
    settings.jobs = 3;
    night_count(&night);
    assert_int_equal(night.worker_count, 3);
    night_merge(&night);
    assert_merged();
}

static void there_are_no_more_workers_than_documents(void **state)
{
    (void)state;
    settings.jobs = 50;
    night_count(&night);
    assert_int_equal(night.worker_count, 4);
    night_merge(&night);
    assert_merged();
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

UNIT_MAIN(TEST(one_worker_is_a_night), TEST(the_last_worker_counts_too),
          TEST(a_worker_may_have_had_nothing),
          TEST(a_night_counts_every_document),
          TEST(there_are_no_more_workers_than_documents))
