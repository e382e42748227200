/* packed_group_test.c - a group of many documents as bytes: what comes back,
 * and what is refused. That any groups merge alike as bytes and as they are is
 * in property/group_test.c. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "tally/packed_group.h"

enum { THEMES = 2, TERMS = 4, DOCUMENTS = 3 };

static struct interner *types, *forms;
static struct groups groups, read;
static struct group *group;
static struct buffer bytes;

static void add(struct tally *tally, int kind, uint64_t key, uint64_t count,
                uint64_t documents)
{
    count_map_add(&tally->counts[kind], key, count, documents);
}

static void add_type(const char *text, uint64_t words, uint64_t documents)
{
    type_tally_add(&group->tally.types, intern(types, text, strlen(text)),
                   (struct type_count){words, documents});
}

static void keep_line(struct group *to, uint32_t document, uint32_t place,
                      uint64_t rank)
{
    struct concordance_line line = {rank, document, place, 1,
                                    3,    NULL,     NULL,  NULL};
    static const char text[] = "the \0norms\0 of states";

    line.text = memory_copy_text(text, sizeof(text));
    line.hit = line.text + 5;
    line.right = line.text + 11;
    concordance_keep(&to->concordance, &line);
}

/* Two documents: three hits of the term 3, of theme 1; and a heading. */
static int begin(void **state)
{
    (void)state;
    types = interner_new();
    forms = interner_new();
    group = groups_get(&groups, "Obama", TERMS);
    group->tally.totals = (struct totals){2, 48, 47, 10, 2, 2, 3};
    add_type("the", 4, 2);
    add_type("norms", 3, 2);
    add_type("normal", 1, 1);
    add_type("of", 2, 1);
    add(&group->tally, TALLY_THEMES, 1, 3, 2);
    add(&group->tally, TALLY_TERMS, 3, 3, 2);
    add(&group->tally, TALLY_FORMS, pair_key(3, intern(forms, "norms", 5)), 2,
        2);
    add(&group->tally, TALLY_FORMS, pair_key(3, intern(forms, "norm", 4)), 1,
        1);
    add(&group->tally, (int)tally_unit_kind(UNIT_SENTENCE, UNIT_TERM_PAIRS),
        pair_key(1, 3), 2, 1);
    group->headings.totals = (struct totals){1, 9, 9, 2, 1, 1, 1};
    add(&group->headings, TALLY_TERMS, 0, 1, 1);
    keep_line(group, 2, 40, 9);
    keep_line(group, 0, 4, 7);
    return 0;
}

static int end(void **state)
{
    (void)state;
    groups_release(&groups);
    groups_release(&read);
    interner_free(types);
    interner_free(forms);
    buffer_release(&bytes);
    bytes.limit = 0;
    return 0;
}

static void pack(const struct group *from)
{
    buffer_reset(&bytes);
    group_pack(from, types, forms, &bytes);
}

/* Adds the group of the bytes, with nothing readable behind them, to `read`. */
static bool unpack_bytes_of(const char *from, size_t length,
                            const uint32_t *documents)
{
    struct group_reader reader = {types,     forms,  documents,
                                  DOCUMENTS, THEMES, TERMS};
    char *exact = memory_get(length + !length);
    struct unpacking unpacking = {exact, exact + length, false};

    memcpy(exact, from, length);
    group_unpack(&unpacking, &reader, &read);
    free(exact);
    return unpacking_is_done(&unpacking);
}

static bool unpack(const uint32_t *documents)
{
    return unpack_bytes_of(bytes.data, bytes.length, documents);
}

static void assert_refused(void)
{
    pack(group);
    assert_false(unpack(NULL));
}

/* -- What comes back ------------------------------------------------------- */

static void assert_type(const char *text, uint64_t words, uint64_t documents)
{
    struct type_count count;
    uint32_t type;

    assert_true(intern_find(types, text, strlen(text), &type));
    count = type_tally_get(&read.items[0].tally.types, type);
    assert_int_equal(count.words, words);
    assert_int_equal(count.documents, documents);
}

static void assert_entry(const struct tally *tally, int kind, uint64_t key,
                         uint64_t count, uint64_t documents)
{
    struct count_entry entry = count_map_get(&tally->counts[kind], key);

    assert_int_equal(entry.count, count);
    assert_int_equal(entry.documents, documents);
}

static void a_group_comes_back(void **state)
{
    const struct tally *tally;

    (void)state;
    pack(group);
    assert_true(unpack(NULL));
    assert_int_equal(read.count, 1);
    assert_string_equal(read.items[0].name, "Obama");
    tally = &read.items[0].tally;
    assert_memory_equal(&tally->totals, &group->tally.totals,
                        sizeof(tally->totals));
    assert_type("normal", 1, 1);
    assert_type("norms", 3, 2);
    assert_entry(tally, TALLY_THEMES, 1, 3, 2);
    assert_entry(tally, TALLY_FORMS, pair_key(3, 1), 1, 1);
    assert_entry(tally, (int)tally_unit_kind(UNIT_SENTENCE, UNIT_TERM_PAIRS),
                 pair_key(1, 3), 2, 1);
    assert_int_equal(tally->counts[TALLY_FORMS].used, 2);
    assert_int_equal(read.items[0].headings.totals.words, 2);
    assert_entry(&read.items[0].headings, TALLY_TERMS, 0, 1, 1);
}

static void groups_of_one_name_are_added(void **state)
{
    (void)state;
    pack(group);
    assert_true(unpack(NULL));
    assert_true(unpack(NULL));
    assert_int_equal(read.count, 1);
    assert_int_equal(read.items[0].tally.totals.documents, 4);
    assert_type("the", 8, 4);
    assert_entry(&read.items[0].tally, TALLY_TERMS, 3, 6, 4);
}

static void documents_get_other_indexes(void **state)
{
    static const uint32_t documents[DOCUMENTS] = {70, 80, 90};
    const struct concordance_line *lines;
    size_t count;

    (void)state;
    pack(group);
    assert_true(unpack(documents));
    concordance_sort(&read.items[0].concordance);
    lines = concordance_lines(&read.items[0].concordance, 3, &count);
    assert_int_equal(count, 2);
    assert_int_equal(lines[0].document, 70);
    assert_int_equal(lines[0].rank, 7);
    assert_int_equal(lines[1].document, 90);
    assert_int_equal(lines[1].begin, 40);
    assert_string_equal(lines[1].text, "the ");
    assert_string_equal(lines[1].hit, "norms");
    assert_string_equal(lines[1].right, " of states");
}

static void the_smallest_ranks_are_kept(void **state)
{
    const struct concordance_line *lines;
    size_t count;

    (void)state;
    for (uint32_t i = 0; i < CONCORDANCE_SAMPLE; i++)
        keep_line(groups_get(&read, "Obama", TERMS), 100, i, 8);
    pack(group);
    assert_true(unpack(NULL));
    concordance_sort(&read.items[0].concordance);
    lines = concordance_lines(&read.items[0].concordance, 3, &count);
    assert_int_equal(count, CONCORDANCE_SAMPLE);
    assert_int_equal(lines[0].document, 0); /* rank 7 came in, rank 9 did not */
    assert_int_equal(lines[1].document, 100);
    assert_int_equal(lines[9].begin, 8);
}

static void counts_may_be_those_of_an_archive(void **state)
{
    (void)state;
    group->tally.totals.words += UINT64_C(1) << 60;
    group->tally.totals.documents = UINT32_MAX;
    add_type("the", UINT64_C(1) << 60, UINT32_MAX - 2);
    add(&group->tally, TALLY_THEMES, 0, GROUP_COUNT_MAX, UINT32_MAX);
    pack(group);
    assert_true(unpack(NULL));
    assert_type("the", (UINT64_C(1) << 60) + 4, UINT32_MAX);
    assert_entry(&read.items[0].tally, TALLY_THEMES, 0, GROUP_COUNT_MAX,
                 UINT32_MAX);
}

static void an_empty_group_comes_back(void **state)
{
    (void)state;
    pack(&(struct group){.name = (char[]){""}});
    assert_true(unpack(NULL));
    assert_string_equal(read.items[0].name, "");
    assert_int_equal(read.items[0].tally.totals.documents, 0);
}

static void types_share_their_beginnings(void **state)
{
    (void)state;
    pack(group);
    assert_non_null(memmem(bytes.data, bytes.length,
                           "\x04\x06normal\x01\x01\x81s\x03\x02\x02of\x02\x01",
                           18));
}

static void what_does_not_fit_is_told(void **state)
{
    (void)state;
    for (bytes.limit = 1; bytes.limit < 150; bytes.limit++) {
        pack(group);
        assert_true(buffer_is_full(&bytes));
    }
}

/* -- What is refused ------------------------------------------------------- */

static void a_theme_beyond_the_lexicon_is_refused(void **state)
{
    (void)state;
    add(&group->tally, TALLY_THEMES, THEMES, 1, 1);
    assert_refused();
}

static void a_pair_with_itself_is_refused(void **state)
{
    (void)state;
    add(&group->tally, (int)tally_unit_kind(UNIT_WINDOW, UNIT_THEME_PAIRS),
        pair_key(1, 1), 1, 1);
    assert_refused();
}

static void a_form_beyond_the_lexicon_is_refused(void **state)
{
    (void)state;
    add(&group->tally, TALLY_FORMS, pair_key(TERMS, 0), 1, 1);
    assert_refused();
}

static void counts_of_nothing_are_refused(void **state)
{
    (void)state;
    add(&group->tally, TALLY_THEMES, 0, 0, 0);
    assert_refused();
}

static void counts_in_no_document_are_refused(void **state)
{
    (void)state;
    add(&group->tally, TALLY_THEMES, 0, 1, 0);
    assert_refused();
}

static void more_documents_than_hits_are_refused(void **state)
{
    (void)state;
    add(&group->tally, TALLY_THEMES, 0, 1, 2);
    assert_refused();
}

static void more_documents_than_the_group_has_are_refused(void **state)
{
    (void)state;
    add(&group->tally, TALLY_THEMES, 0, 5, 3);
    assert_refused();
}

static void a_type_in_too_many_documents_is_refused(void **state)
{
    (void)state;
    add_type("the", 1, 1);
    group->tally.totals.words++;
    assert_refused();
}

static void a_type_without_documents_is_refused(void **state)
{
    char *at;

    (void)state;
    pack(group);
    at = memmem(bytes.data, bytes.length, "normal\x01\x01", 8);
    assert_non_null(at);
    at[7] = '\0';
    assert_false(unpack(NULL));
}

static void words_that_do_not_add_up_are_refused(void **state)
{
    (void)state;
    group->tally.totals.words++;
    assert_refused();
    group->tally.totals.words -= 2;
    assert_refused();
}

static void hits_that_do_not_add_up_are_refused(void **state)
{
    (void)state;
    group->tally.totals.hits++;
    assert_refused();
    group->tally.totals.hits -= 2;
    assert_refused();
}

/* 2^64 + 3 hits are 3 to a sum that wraps. */
static void hits_that_wrap_are_refused(void **state)
{
    (void)state;
    add(&group->tally, TALLY_TERMS, 0, GROUP_COUNT_MAX, 1);
    add(&group->tally, TALLY_TERMS, 1, GROUP_COUNT_MAX, 1);
    add(&group->tally, TALLY_TERMS, 2, 2, 1);
    assert_refused();
}

/* -- Sums beyond what a group can have ------------------------------------- */

static void assert_added_once_only(void)
{
    pack(group);
    assert_true(unpack(NULL));
    assert_false(unpack(NULL));
}

static void totals_beyond_the_most_are_refused(void **state)
{
    (void)state;
    group->tally.totals.bytes = GROUP_COUNT_MAX / 2 + 1;
    assert_added_once_only();
}

static void documents_beyond_the_most_are_refused(void **state)
{
    (void)state;
    group->tally.totals.documents = UINT32_MAX / 2 + 1;
    assert_added_once_only();
}

static void counts_beyond_the_most_are_refused(void **state)
{
    (void)state;
    add(&group->tally, TALLY_THEMES, 0, GROUP_COUNT_MAX / 2 + 1, 1);
    assert_added_once_only();
}

/* -- Lines ----------------------------------------------------------------- */

static void a_line_of_no_document_is_refused(void **state)
{
    (void)state;
    keep_line(group, DOCUMENTS, 4, 1);
    assert_refused();
}

static void lines_out_of_order_are_refused(void **state)
{
    char *at;

    (void)state;
    keep_line(group, 1, 33, 1);
    pack(group);
    assert_true(unpack(NULL));
    at = memmem(bytes.data, bytes.length, "\x03\x01\x21", 3);
    assert_non_null(at); /* term, document, place */
    at[1] = 0;
    assert_true(unpack(NULL));
    at[2] = 3; /* before 4, where the line before is */
    assert_false(unpack(NULL));
}

/* -- Damage ---------------------------------------------------------------- */

static void any_bytes_less_are_refused(void **state)
{
    (void)state;
    pack(group);
    for (size_t length = 0; length < bytes.length; length++)
        assert_false(unpack_bytes_of(bytes.data, length, NULL));
}

/* What is read of a damaged group is a group: written, it is read again. */
static void assert_refused_or_a_group(char *damaged, size_t length)
{
    struct buffer again = {0};

    groups_release(&read);
    if (!unpack_bytes_of(damaged, length, NULL))
        return;
    group_pack(&read.items[0], types, forms, &again);
    groups_release(&read);
    assert_true(unpack_bytes_of(again.data, again.length, NULL));
    pack(&read.items[0]);
    assert_int_equal(again.length, bytes.length);
    assert_memory_equal(again.data, bytes.data, again.length);
    buffer_release(&again);
}

static void any_byte_changed_is_refused_or_a_group(void **state)
{
    char *original;
    size_t length;

    (void)state;
    pack(group);
    length = bytes.length;
    original = memory_get(length);
    memcpy(original, bytes.data, length);
    for (size_t at = 0; at < length; at++)
        for (unsigned flipped = 1; flipped < 256; flipped++) {
            original[at] = (char)((unsigned char)original[at] ^ flipped);
            assert_refused_or_a_group(original, length);
            original[at] = (char)((unsigned char)original[at] ^ flipped);
        }
    free(original);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

UNIT_MAIN(TEST(a_group_comes_back), TEST(groups_of_one_name_are_added),
          TEST(documents_get_other_indexes), TEST(the_smallest_ranks_are_kept),
          TEST(counts_may_be_those_of_an_archive),
          TEST(an_empty_group_comes_back), TEST(types_share_their_beginnings),
          TEST(what_does_not_fit_is_told),
          TEST(a_theme_beyond_the_lexicon_is_refused),
          TEST(a_pair_with_itself_is_refused),
          TEST(a_form_beyond_the_lexicon_is_refused),
          TEST(counts_of_nothing_are_refused),
          TEST(counts_in_no_document_are_refused),
          TEST(more_documents_than_hits_are_refused),
          TEST(more_documents_than_the_group_has_are_refused),
          TEST(a_type_in_too_many_documents_is_refused),
          TEST(a_type_without_documents_is_refused),
          TEST(words_that_do_not_add_up_are_refused),
          TEST(hits_that_do_not_add_up_are_refused),
          TEST(hits_that_wrap_are_refused),
          TEST(totals_beyond_the_most_are_refused),
          TEST(documents_beyond_the_most_are_refused),
          TEST(counts_beyond_the_most_are_refused),
          TEST(a_line_of_no_document_is_refused),
          TEST(lines_out_of_order_are_refused),
          TEST(any_bytes_less_are_refused),
          TEST(any_byte_changed_is_refused_or_a_group))
