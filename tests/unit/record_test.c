/* record_test.c - a counted document as bytes: what they are, and what is
 * refused. That all comes back from any record is in property/record_test.c. */
#include "unit.h"

#include <stdlib.h>

#include "tally/record.h"

enum { THEMES = 2, TERMS = 4, PATTERNS = 6 };

static struct interner *types, *forms;
static struct document_tally tally, headings;
static struct failures failures;
static struct concordance samples;
static struct extracted extracted;
static struct arena kept;
static struct document_record record;
static struct buffer bytes;

static void push(int kind, uint64_t key, uint64_t count)
{
    *VECTOR_PUSH(&tally.counts[kind]) = (struct count_pair){key, count};
}

static void push_type(const char *text, uint32_t words)
{
    *VECTOR_PUSH(&tally.types) = (struct type_words){
        intern(types, text, strlen(text)), words};
}

static void keep_line(void)
{
    struct concordance_line line = {.rank = 9, .begin = 4, .sentence = 1};
    static const char text[] = "the \0norms\0 of states";

    line.term = 3;
    line.text = memory_copy_text(text, sizeof(text));
    line.hit = line.text + 5;
    line.right = line.text + 11;
    concordance_keep(&samples, &line);
}

/* "The norms of the states": one hit of the term 3, of theme 1. */
static int begin(void **state)
{
    int pairs = (int)tally_unit_kind(UNIT_SENTENCE, UNIT_TERM_PAIRS);

    (void)state;
    types = interner_new();
    forms = interner_new();
    concordance_init(&samples, TERMS);
    tally.totals = (struct totals){1, 24, 24, 5, 1, 1, 1};
    push_type("the", 2);
    push_type("norms", 1);
    push_type("of", 1);
    push_type("states", 1);
    push(TALLY_THEMES, 1, 1);
    push(TALLY_TERMS, 3, 1);
    push(TALLY_FORMS, pair_key(3, intern(forms, "norms", 5)), 1);
    push(pairs, pair_key(1, 3), 1);
    *VECTOR_PUSH(&failures) = (struct match_failure){5, 20, -47};
    keep_line();
    record = (struct document_record){.tally = &tally,
                                      .headings = &headings,
                                      .failures = &failures,
                                      .samples = &samples,
                                      .extracted = &extracted,
                                      .format = "markdown",
                                      .language = "en",
                                      .heading_words = 7,
                                      .boilerplate_words = 300};
    push((int)tally_unit_kind(UNIT_SENTENCE, UNIT_THEMES), 1, 1);
    return 0;
}

static int end(void **state)
{
    (void)state;
    interner_free(types);
    interner_free(forms);
    document_tally_release(&tally);
    document_tally_release(&headings);
    free(failures.items);
    failures = (struct failures){0};
    concordance_release(&samples);
    extracted_release(&extracted);
    arena_release(&kept);
    buffer_release(&bytes);
    return 0;
}

static void encode(void)
{
    buffer_reset(&bytes);
    record_encode(&record, types, forms, &bytes);
}

static enum status decode(void)
{
    struct record_reader reader = {types,  forms, &kept,    17,
                                   THEMES, TERMS, PATTERNS, record.is_brief};
    struct error err;

    concordance_empty(&samples);
    return record_decode(bytes.data, bytes.length, &reader, &record, &err);
}

static void assert_refused(void)
{
    assert_int_equal(decode(), ERR_FORMAT);
    assert_int_equal(tally.types.count, 0);
    assert_int_equal(tally.totals.documents, 0);
    assert_int_equal(tally.counts[TALLY_TERMS].count, 0);
    assert_int_equal(failures.count, 0);
    assert_null(record.format);
    for (uint32_t term = 0; term < TERMS; term++)
        assert_int_equal(samples.counts[term], 0);
}

static void a_document_comes_back(void **state)
{
    const struct concordance_line *line;
    size_t count;

    (void)state;
    encode();
    assert_int_equal(decode(), OK);
    assert_int_equal(tally.totals.characters, 24);
    assert_int_equal(tally.types.count, 4);
    assert_string_equal(intern_text(types, tally.types.items[3].type, NULL),
                        "the");
    assert_int_equal(tally.types.items[3].words, 2);
    assert_int_equal(tally.counts[TALLY_FORMS].items[0].key, pair_key(3, 0));
    assert_int_equal(headings.totals.documents, 0);
    assert_int_equal(failures.items[0].place, 20);
    assert_int_equal(failures.items[0].code, -47);
    line = concordance_lines(&samples, 3, &count);
    assert_int_equal(count, 1);
    assert_int_equal(line->document, 17);
    assert_string_equal(line->text, "the ");
    assert_string_equal(line->hit, "norms");
    assert_string_equal(line->right, " of states");
    assert_string_equal(record.format, "markdown");
    assert_string_equal(record.language, "en");
    assert_null(record.sketch);
    assert_int_equal(record.heading_words, 7);
    assert_int_equal(record.boilerplate_words, 300);
}

/* All that the rows of a document need, and nothing that its group has. */
static void a_brief_document_comes_back(void **state)
{
    int sentences = (int)tally_unit_kind(UNIT_SENTENCE, UNIT_THEMES);

    (void)state;
    record.is_brief = true;
    headings.totals.words = 9;
    encode();
    assert_int_equal(decode(), OK);
    assert_true(record.is_brief);
    assert_int_equal(tally.totals.characters, 24);
    assert_int_equal(tally.counts[TALLY_THEMES].items[0].key, 1);
    assert_int_equal(tally.counts[TALLY_TERMS].items[0].key, 3);
    assert_int_equal(tally.counts[sentences].items[0].count, 1);
    for (int kind = 0; kind < TALLY_KINDS; kind++)
        assert_int_equal(tally.counts[kind].count, kind == TALLY_THEMES ||
                                                       kind == TALLY_TERMS ||
                                                       kind == sentences);
    assert_int_equal(tally.types.count, 0);
    assert_int_equal(headings.totals.words, 0);
    assert_int_equal(samples.counts[3], 0);
    assert_int_equal(failures.items[0].place, 20);
    assert_string_equal(record.language, "en");
    assert_int_equal(record.heading_words, 7);
}

static void a_record_of_the_other_kind_is_refused(void **state)
{
    (void)state;
    encode();
    record.is_brief = true;
    assert_int_equal(decode(), ERR_FORMAT);
    record = (struct document_record){
        &tally, &headings, &failures, &samples, &extracted, "markdown",
        "en",   NULL,      0,         0,        true};
    encode();
    record.is_brief = false;
    assert_refused();
}

static void brief_hits_that_do_not_add_up_are_refused(void **state)
{
    (void)state;
    record.is_brief = true;
    tally.totals.hits = 2;
    encode();
    assert_refused();
}

static void the_dateline_comes_back(void **state)
{
    (void)state;
    buffer_add_text(&extracted.text, "May 1945\n\nThe norms of the states\n");
    encode();
    assert_int_equal(decode(), OK);
    assert_int_equal(extracted.text.length, 0);
    assert_int_equal(extracted_dateline(&extracted).year, 1945);
    assert_int_equal(extracted.dateline.month, 5);
    encode();
    assert_int_equal(decode(), OK);
    assert_int_equal(extracted.dateline.year, 1945);
    *(char *)memmem(bytes.data, bytes.length, "1945-05", 7) = 'x';
    assert_refused();
}

static void types_share_their_beginnings(void **state)
{
    char link[33] = "n"; /* 1 byte shared, 31 follow: more than a byte tells */

    (void)state;
    tally.types.count = 0;
    push_type("national", 3);
    push_type("nation", 1);
    push_type("nationaist", 1);
    memset(link + 1, 'x', 31);
    push_type(link, 9);
    tally.totals.words = 14;
    encode();
    assert_non_null(memmem(bytes.data, bytes.length,
                           "\x04\x06nation\x01\xC4"
                           "aist\x01\xE1l\x03\x3F\x1Fxxx",
                           23));
    assert_int_equal(decode(), OK);
    assert_string_equal(intern_text(types, tally.types.items[3].type, NULL),
                        link);
}

static void damage_leaves_nothing(void **state)
{
    (void)state;
    encode();
    bytes.length--;
    assert_refused();
}

static void other_versions_are_refused(void **state)
{
    (void)state;
    encode();
    assert_int_equal(bytes.data[0], RECORD_VERSION);
    bytes.data[0]++;
    assert_refused();
}

/* One count more than the lexicon's ids, sums or order allow. */
static void refused_with(int kind, uint64_t key, uint64_t count)
{
    push(kind, key, count);
    encode();
    assert_refused();
}

static void a_theme_beyond_the_lexicon_is_refused(void **state)
{
    (void)state;
    refused_with(TALLY_THEMES, THEMES, 1);
}

static void a_pair_beyond_the_lexicon_is_refused(void **state)
{
    (void)state;
    refused_with((int)tally_unit_kind(UNIT_DOCUMENT, UNIT_TERM_PAIRS),
                 pair_key(1, TERMS), 1);
}

static void a_pair_with_itself_is_refused(void **state)
{
    (void)state;
    refused_with((int)tally_unit_kind(UNIT_WINDOW, UNIT_THEME_PAIRS),
                 pair_key(1, 1), 1);
}

static void keys_out_of_order_are_refused(void **state)
{
    (void)state;
    refused_with(TALLY_THEMES, 0, 1);
}

static void hits_that_do_not_add_up_are_refused(void **state)
{
    (void)state;
    tally.totals.hits = 2;
    encode();
    assert_refused();
}

static void words_that_do_not_add_up_are_refused(void **state)
{
    (void)state;
    tally.totals.words = 6;
    encode();
    assert_refused();
}

static void counts_of_nothing_are_refused(void **state)
{
    (void)state;
    refused_with((int)tally_unit_kind(UNIT_DOCUMENT, UNIT_TERMS), 0, 0);
}

static void counts_without_end_are_refused(void **state)
{
    (void)state;
    refused_with((int)tally_unit_kind(UNIT_DOCUMENT, UNIT_TERMS), 0,
                 RECORD_COUNT_MAX + 1);
}

static void a_pattern_beyond_the_lexicon_is_refused(void **state)
{
    (void)state;
    failures.items[0].pattern = PATTERNS;
    encode();
    assert_refused();
}

static void a_nul_in_a_type_is_refused(void **state)
{
    char *at;

    (void)state;
    encode();
    at = memmem(bytes.data, bytes.length, "states", 6);
    assert_non_null(at);
    at[3] = '\0';
    assert_refused();
}

static void types_out_of_order_are_refused(void **state)
{
    char *at;

    (void)state;
    encode();
    at = memmem(bytes.data, bytes.length, "states", 6);
    assert_non_null(at);
    at[0] = 'n'; /* "ntates" belongs before "of" */
    assert_refused();
}

static void what_does_not_fit_is_told(void **state)
{
    (void)state;
    bytes.limit = 40;
    encode();
    assert_true(buffer_is_full(&bytes));
    bytes.limit = 0;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

UNIT_MAIN(TEST(a_document_comes_back), TEST(a_brief_document_comes_back),
          TEST(a_record_of_the_other_kind_is_refused),
          TEST(brief_hits_that_do_not_add_up_are_refused),
          TEST(the_dateline_comes_back), TEST(types_share_their_beginnings),
          TEST(damage_leaves_nothing), TEST(other_versions_are_refused),
          TEST(a_theme_beyond_the_lexicon_is_refused),
          TEST(a_pair_beyond_the_lexicon_is_refused),
          TEST(a_pair_with_itself_is_refused),
          TEST(keys_out_of_order_are_refused),
          TEST(hits_that_do_not_add_up_are_refused),
          TEST(words_that_do_not_add_up_are_refused),
          TEST(counts_of_nothing_are_refused),
          TEST(counts_without_end_are_refused),
          TEST(a_pattern_beyond_the_lexicon_is_refused),
          TEST(a_nul_in_a_type_is_refused),
          TEST(types_out_of_order_are_refused), TEST(what_does_not_fit_is_told))
