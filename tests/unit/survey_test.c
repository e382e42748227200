/* survey_test.c - what all documents together tell, and what stands aside:
 * stock paragraphs left out or flagged, headings apart or left out. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "folder_fixture.h"
#include "run/night.h"

enum { DOCUMENTS = 4 };

static struct settings settings;
static struct night night;
static struct error err;

static void set_text(char **setting, const char *text)
{
    free(*setting);
    *setting = memory_copy_text(text, strlen(text));
}

/* Three documents of x have an address, and one of y; a.txt is b.txt but for
 * its heading. */
static int begin(void **state)
{
    settings_init(&settings);
    night = (struct night){.settings = &settings};
    if (folder_begin(state))
        return 1;
    set_text(&settings.lexicons, folder_path("lexicons"));
    set_text(&settings.corpus, folder_path("corpus"));
    set_text(&settings.group_by, "folder");
    settings.stock_rule = (struct stock_rule){3, 60};
    folder_write("lexicons/all.csv",
                 "theme,term,pattern\nnorms,law,law\nnorms,norm,norm*\n");
    folder_write("corpus/x/a.txt", "Law and Norms\n\n"
                                   "The law is one of five here.\n\n"
                                   "Write to the law office.\n");
    folder_write("corpus/x/b.txt", "Norms\n\nNorms grow.\n\n"
                                   "WRITE to the law office!\n");
    folder_write("corpus/x/c.txt", "Write to the law office.\n\n"
                                   "Nothing else is to be said.\n");
    folder_write("corpus/y/d.txt", "Write to the law office.\n");
    return 0;
}

static int end(void **state)
{
    for (size_t i = 0; i < night.worker_count; i++)
        worker_release(&night.workers[i]);
    free(night.workers);
    free(night.job.results);
    free(night.job.sketches);
    free(night.job.previews);
    free(night.duplicates);
    free(night.stock_notes.items);
    stock_release(&night.stock);
    groups_release(&night.groups);
    free(night.all.name);
    tally_release(&night.all.tally);
    tally_release(&night.all.headings);
    concordance_release(&night.all.concordance);
    issues_release(&night.issues);
    inputs_release(&night.inputs);
    settings_release(&settings);
    return folder_end(state);
}

static void count(void)
{
    if (inputs_load_data(&night.inputs, &settings, &night.issues, &err) != OK ||
        inputs_load_lexicon(&night.inputs, &settings, &night.issues, &err) !=
            OK ||
        inputs_open_corpus(&night.inputs, &settings, &night.issues, &err) != OK)
        fail_msg("%s", err.text);
    assert_int_equal(night.inputs.corpus.items.count, DOCUMENTS);
    settings.jobs = 2;
    night_count(&night);
    night_merge(&night);
}

static const struct document_totals *totals(size_t document)
{
    return &night.results.documents[document].totals;
}

static uint64_t hits_of(const struct tally *tally, uint32_t term)
{
    return count_map_get(&tally->counts[TALLY_TERMS], term).count;
}

static bool is_noted(const char *stage, const char *words)
{
    for (size_t i = 0; i < night.issues.count; i++)
        if (strcmp(night.issues.items[i].stage, stage) == 0 &&
            strstr(night.issues.items[i].message, words))
            return true;
    return false;
}

static void nobody_looks_by_default(void **state)
{
    (void)state;
    count();
    assert_int_equal(totals(0)->words, 15);
    assert_int_equal(totals(0)->heading_words, 0);
    assert_int_equal(totals(0)->boilerplate_words, 0);
    assert_int_equal(night.all.headings.totals.words, 0);
    assert_int_equal(night.stock.sources.count, 0);
    assert_false(is_noted("headings", ""));
    assert_false(is_noted("boilerplate", ""));
}

static void stock_is_left_out_in_its_source(void **state)
{
    (void)state;
    settings.boilerplate = BOILERPLATE_LEAVE_OUT;
    count();
    assert_int_equal(totals(0)->words, 10);
    assert_int_equal(totals(0)->paragraphs, 2);
    assert_int_equal(totals(0)->boilerplate_words, 5);
    assert_int_equal(totals(1)->words, 3);
    assert_int_equal(totals(2)->words, 6);
    assert_int_equal(totals(3)->words, 5); /* of another source */
    assert_int_equal(hits_of(&night.all.tally, 0), 3);
    assert_int_equal(night.stock_notes.count, 1);
    assert_int_equal(night.stock_notes.items[0].words, 15);
    assert_string_equal(night.stock_notes.items[0].text,
                        "Write to the law office.");
    assert_true(is_noted("boilerplate", "15 words are left out"));
}

static void flagged_stock_is_counted(void **state)
{
    (void)state;
    settings.boilerplate = BOILERPLATE_FLAG;
    count();
    assert_int_equal(totals(0)->words, 15);
    assert_int_equal(totals(0)->boilerplate_words, 5);
    assert_int_equal(night.stock_notes.items[0].words, 15);
    assert_int_equal(hits_of(&night.all.tally, 0), 6);
    assert_true(is_noted("boilerplate", "15 words are counted"));
}

static void duplicates_are_found_in_whole_texts(void **state)
{
    (void)state;
    folder_write("corpus/y/d.txt", "Write to the law office.\n\n"
                                   "Nothing else is to be said.\n");
    settings.boilerplate = BOILERPLATE_LEAVE_OUT;
    settings.duplicates = DUPLICATES_SKIP;
    count();
    assert_int_equal(night.results.documents[3].status, DOCUMENT_DUPLICATE);
    assert_string_equal(night.results.documents[3].duplicate_of, "x/c.txt");
    /* no evidence of its own: y has no document but this duplicate */
    assert_int_equal(night.stock.sources.items[1].documents, 0);
    assert_int_equal(totals(3)->boilerplate_words, 0);
}

static void headings_are_counted_apart(void **state)
{
    (void)state;
    settings.headings = HEADINGS_APART;
    count();
    assert_int_equal(totals(0)->words, 12);
    assert_int_equal(totals(0)->heading_words, 3);
    assert_int_equal(totals(1)->heading_words, 1);
    assert_int_equal(hits_of(&night.all.tally, 1), 1);
    assert_int_equal(hits_of(&night.all.headings, 0), 1);
    assert_int_equal(hits_of(&night.all.headings, 1), 2);
    assert_int_equal(night.all.headings.totals.words, 4);
    assert_int_equal(night.groups.items[1].headings.totals.words, 0);
    assert_int_equal(
        night.all.tally.totals.words + night.all.headings.totals.words, 39);
    assert_true(is_noted("headings", "apart"));
}

static void headings_are_left_out(void **state)
{
    (void)state;
    settings.headings = HEADINGS_LEAVE_OUT;
    count();
    assert_int_equal(totals(0)->words, 12);
    assert_int_equal(totals(0)->heading_words, 3);
    assert_int_equal(night.all.headings.totals.words, 0);
    assert_int_equal(hits_of(&night.all.headings, 0), 0);
    assert_true(is_noted("headings", "nowhere"));
}

/* A heading that is to be counted is no boilerplate. */
static void headings_are_no_stock(void **state)
{
    (void)state;
    for (const char *name = "abc"; *name; name++) {
        char path[] = "corpus/x/?.txt", text[] = "Norms\n\nDocument ? is here.";

        *strchr(path, '?') = *name;
        *strchr(text, '?') = *name;
        folder_write(path, text);
    }
    settings.boilerplate = BOILERPLATE_LEAVE_OUT;
    count();
    assert_int_equal(night.stock.paragraphs.count, 0);
    assert_int_equal(hits_of(&night.all.tally, 1), 3);
}

static void what_stands_aside_of_large_documents_is_the_same(void **state)
{
    (void)state;
    settings.headings = HEADINGS_APART;
    settings.boilerplate = BOILERPLATE_LEAVE_OUT;
    settings.piece_bytes = 4;
    count();
    assert_int_equal(totals(0)->words, 7);
    assert_int_equal(totals(0)->heading_words, 3);
    assert_int_equal(totals(0)->boilerplate_words, 5);
    assert_int_equal(hits_of(&night.all.tally, 0), 2);
    assert_int_equal(hits_of(&night.all.headings, 0), 1);
    assert_int_equal(hits_of(&night.all.headings, 1), 2);
}

static void a_document_of_headings_is_empty(void **state)
{
    (void)state;
    folder_write("corpus/y/d.txt", "Section 2.\n\nNorms\n\n"
                                   "Write to the law office.\n");
    folder_write("corpus/y/e.txt", "Write to the law office.\n");
    settings.stock_rule = (struct stock_rule){2, 60};
    settings.headings = HEADINGS_LEAVE_OUT;
    settings.boilerplate = BOILERPLATE_LEAVE_OUT;
    settings.duplicates = DUPLICATES_KEEP; /* they would be, without headings */
    assert_int_equal(remove(folder_path("corpus/x/c.txt")), 0);
    count();
    assert_int_equal(night.results.documents[2].status, DOCUMENT_EMPTY);
    assert_true(is_noted("text", "has no words that are counted"));
    assert_true(is_noted("text", "--headings"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

UNIT_MAIN(TEST(nobody_looks_by_default), TEST(stock_is_left_out_in_its_source),
          TEST(flagged_stock_is_counted),
          TEST(duplicates_are_found_in_whole_texts),
          TEST(headings_are_counted_apart), TEST(headings_are_left_out),
          TEST(headings_are_no_stock),
          TEST(what_stands_aside_of_large_documents_is_the_same),
          TEST(a_document_of_headings_is_empty))
