/* shelve_test.c - what a shard file says of a document: from one worker to
 * another, and what is refused. */
#include "unit.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/packing.h"
#include "folder_fixture.h"
#include "run/process.h"
#include "run/shelve.h"

/* In order of their paths. */
enum { BROKEN, GOOD, DOCUMENTS };

static struct settings settings;
static struct inputs inputs;
static struct issues problems;
static struct document_result counted[DOCUMENTS], taken[DOCUMENTS];
static struct shelved shelf[DOCUMENTS];
static struct job counting, taking;
static struct worker here, there;
static struct error err;

static void set_text(char **setting, const char *text)
{
    free(*setting);
    *setting = memory_copy_text(text, strlen(text));
}

static void load(void)
{
    if (inputs_load_data(&inputs, &settings, &problems, &err) != OK ||
        inputs_load_lexicon(&inputs, &settings, &problems, &err) != OK ||
        inputs_open_corpus(&inputs, &settings, &problems, &err) != OK)
        fail_msg("%s", err.text);
    assert_int_equal(inputs.corpus.items.count, DOCUMENTS);
}

static struct job job_of(struct document_result *results)
{
    return (struct job){
        .settings = &settings,
        .inputs = &inputs,
        .documents = inputs.corpus.items.items,
        .results = results,
        .group_column = corpus_column(&inputs.corpus, settings.group_by),
    };
}

/* One worker counts and shelves two documents; another is there for them. */
static int begin(void **state)
{
    settings_init(&settings);
    if (folder_begin(state))
        return 1;
    set_text(&settings.lexicons, folder_path("lexicons"));
    set_text(&settings.corpus, folder_path("corpus"));
    folder_write("lexicons/all.csv", "theme,term,pattern\nnorms,norm,norm*\n");
    folder_write("corpus/2013-05-01 broken.odt", "no archive at all");
    folder_write("corpus/2013-05-02 good.txt",
                 "Norms and more norms. Nothing here.\n");
    load();
    memset(counted, 0, sizeof(counted));
    memset(taken, 0, sizeof(taken));
    counting = job_of(counted);
    counting.shelf = shelf;
    taking = job_of(taken);
    taking.has_groups = true;
    worker_init(&here, &counting);
    worker_init(&there, &taking);
    for (size_t i = 0; i < DOCUMENTS; i++)
        worker_process(&here, i);
    return 0;
}

static int end(void **state)
{
    worker_release(&here);
    worker_release(&there);
    issues_release(&problems);
    inputs_release(&inputs);
    settings_release(&settings);
    return folder_end(state);
}

/* Unshelves the bytes, with nothing readable behind them. */
static enum status unshelve(size_t document, const char *bytes, size_t length,
                            bool *is_read)
{
    char *exact = memory_get(length + !length);
    struct shelved shelved = {exact, length};
    enum status status;

    memcpy(exact, bytes, length);
    status = worker_unshelve(&there, document, &shelved, is_read, &err);
    free(exact);
    return status;
}

static void assert_refused(size_t document, const char *bytes, size_t length)
{
    bool is_read;

    assert_int_equal(unshelve(document, bytes, length, &is_read), ERR_FORMAT);
    assert_string_not_equal(err.text, "");
}

static void a_document_comes_back(void **state)
{
    const struct document_tally *tally = &there.tally;
    bool is_read = false;

    (void)state;
    assert_int_equal(
        unshelve(GOOD, shelf[GOOD].bytes, shelf[GOOD].length, &is_read), OK);
    assert_true(is_read);
    assert_int_equal(tally->totals.words, 6);
    assert_int_equal(tally->totals.sentences, 2);
    assert_int_equal(tally->totals.hits, 2);
    assert_int_equal(tally->counts[TALLY_TERMS].count, 1);
    assert_int_equal(tally->counts[TALLY_TERMS].items[0].count, 2);
    assert_true(taken[GOOD].has_digest);
    assert_memory_equal(&taken[GOOD].digest, &counted[GOOD].digest,
                        DIGEST_SIZE);
    assert_string_equal(there.format, "text");
    assert_int_equal(there.issues.count, 0);
}

static void its_words_are_left_to_its_group(void **state)
{
    (void)state;
    assert_int_equal(worker_take(&there, GOOD, &shelf[GOOD], &err), OK);
    assert_int_equal(there.tally.types.count, 0);
    assert_int_equal(there.groups.count, 0);
    assert_int_equal(taken[GOOD].status, DOCUMENT_COUNTED);
    assert_int_equal(taken[GOOD].totals.words, counted[GOOD].totals.words);
    assert_string_equal(taken[GOOD].group, counted[GOOD].group);
    assert_int_equal(taken[GOOD].term_count, 1);
    assert_int_equal(taken[GOOD].terms[0].hits, 2);
}

static void a_refusal_comes_back(void **state)
{
    const struct issue *said = &here.issues.items[0], *issue;
    bool is_read = true;

    (void)state;
    assert_int_equal(here.issues.count, 1);
    assert_int_equal(
        unshelve(BROKEN, shelf[BROKEN].bytes, shelf[BROKEN].length, &is_read),
        OK);
    assert_false(is_read);
    assert_int_equal(there.issues.count, 1);
    issue = &there.issues.items[0];
    assert_int_equal(issue->severity, SEVERITY_ERROR);
    assert_string_equal(issue->stage, "extract"); /* the bytes are gone */
    assert_string_equal(issue->message, said->message);
    assert_true(taken[BROKEN].has_digest);
    assert_memory_equal(&taken[BROKEN].digest, &counted[BROKEN].digest,
                        DIGEST_SIZE);
}

static void a_refused_document_is_unreadable_there_too(void **state)
{
    (void)state;
    assert_int_equal(worker_take(&there, BROKEN, &shelf[BROKEN], &err), OK);
    assert_int_equal(taken[BROKEN].status, DOCUMENT_UNREADABLE);
    assert_int_equal(there.noted.count, 1);
}

/* What could not even be opened has no digest. */
static void a_refusal_without_a_digest_comes_back(void **state)
{
    static const char bytes[] = "\0read\0cannot be opened";
    bool is_read = true;

    (void)state;
    assert_int_equal(unshelve(BROKEN, bytes, sizeof(bytes), &is_read), OK);
    assert_false(is_read);
    assert_false(taken[BROKEN].has_digest);
    assert_string_equal(there.issues.items[0].stage, "read");
    assert_string_equal(there.issues.items[0].message, "cannot be opened");
}

static void nonsense_is_refused(void **state)
{
    static const struct {
        const char *bytes;
        size_t length;
    } cases[] = {
        {"", 0},                       /* nothing is known */
        {"\4", 1},                     /* a bit of no meaning */
        {"\1short", 6},                /* a digest cut off */
        {"\0", 1},                     /* no stage */
        {"\0\0no", 5},                 /* one without a name */
        {"\0read", 5},                 /* that does not end */
        {"\0read\0no", 8},             /* a sentence that does not end */
        {"\0read\0no\0more", 13},      /* something behind */
        {"\2", 1},                     /* read, and nothing more */
        {"\2\xFF\xFF\xFF\xFF\xFF", 6}, /* no record */
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
        assert_refused(GOOD, cases[i].bytes, cases[i].length);
    assert_int_equal(there.issues.count, 0);
}

static void any_cut_is_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < DOCUMENTS; i++)
        for (size_t length = 0; length < shelf[i].length; length++)
            assert_refused(i, shelf[i].bytes, length);
}

/* What is read of it is a document of this lexicon. */
static void any_byte_changed_is_refused_or_a_document(void **state)
{
    size_t length = shelf[GOOD].length;
    char *bytes = memory_get(length);
    bool is_read;

    (void)state;
    memcpy(bytes, shelf[GOOD].bytes, length);
    for (size_t at = 0; at < length; at++)
        for (unsigned flipped = 1; flipped < 256; flipped++) {
            bytes[at] = (char)((unsigned char)bytes[at] ^ flipped);
            if (unshelve(GOOD, bytes, length, &is_read) == OK && is_read)
                for (size_t i = 0; i < there.tally.counts[TALLY_TERMS].count;
                     i++)
                    assert_int_equal(
                        there.tally.counts[TALLY_TERMS].items[i].key, 0);
            bytes[at] = (char)((unsigned char)bytes[at] ^ flipped);
        }
    free(bytes);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

UNIT_MAIN(TEST(a_document_comes_back), TEST(its_words_are_left_to_its_group),
          TEST(a_refusal_comes_back),
          TEST(a_refused_document_is_unreadable_there_too),
          TEST(a_refusal_without_a_digest_comes_back),
          TEST(nonsense_is_refused), TEST(any_cut_is_refused),
          TEST(any_byte_changed_is_refused_or_a_document))
