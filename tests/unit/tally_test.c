/* tally_test.c - counts are added, each key once; ids are translated. */
#include "unit.h"

#include <stdbool.h>
#include <stdlib.h>

#include "tally/tally.h"

static struct tally tally, other;

static int end(void **state)
{
    (void)state;
    tally_release(&tally);
    tally_release(&other);
    return 0;
}

static void lists_are_sorted_and_summed(void **state)
{
    struct count_list list = {0};

    (void)state;
    count_list_compact(&list);
    assert_int_equal(list.count, 0);
    *VECTOR_PUSH(&list) = (struct count_pair){7, 1};
    count_list_compact(&list);
    assert_int_equal(list.count, 1);
    *VECTOR_PUSH(&list) = (struct count_pair){UINT64_C(1) << 40, 2};
    *VECTOR_PUSH(&list) = (struct count_pair){3, 4};
    *VECTOR_PUSH(&list) = (struct count_pair){7, 8};
    *VECTOR_PUSH(&list) = (struct count_pair){7, 16};
    count_list_compact(&list);
    assert_int_equal(list.count, 3);
    assert_int_equal(list.items[0].key, 3);
    assert_int_equal(list.items[0].count, 4);
    assert_int_equal(list.items[1].key, 7);
    assert_int_equal(list.items[1].count, 25);
    assert_int_equal(list.items[2].count, 2);
    free(list.items);
}

/* A document with one key of the kind. */
static void add(struct tally *into, int kind, uint64_t key, uint64_t count)
{
    struct count_pair pair = {key, count};
    struct document_tally document = {.totals = {1, 2, 3, 4, 5, 6, 7}};

    document.counts[kind].items = &pair;
    document.counts[kind].count = 1;
    tally_add_document(into, &document);
}

static void a_key_s_documents_are_counted(void **state)
{
    struct count_entry entry;

    (void)state;
    add(&tally, TALLY_TERMS, 9, 5);
    add(&tally, TALLY_TERMS, 9, 6);
    add(&tally, TALLY_THEMES, 9, 1);
    entry = count_map_get(&tally.counts[TALLY_TERMS], 9);
    assert_int_equal(entry.count, 11);
    assert_int_equal(entry.documents, 2);
}

static void every_total_is_added(void **state)
{
    (void)state;
    add(&tally, TALLY_TERMS, 0, 1);
    add(&other, TALLY_TERMS, 0, 1);
    tally_merge(&tally, &other, (struct tally_ids){0});
    assert_int_equal(tally.totals.documents, 2);
    assert_int_equal(tally.totals.bytes, 4);
    assert_int_equal(tally.totals.characters, 6);
    assert_int_equal(tally.totals.words, 8);
    assert_int_equal(tally.totals.sentences, 10);
    assert_int_equal(tally.totals.paragraphs, 12);
    assert_int_equal(tally.totals.hits, 14);
}

/* A document with one type. */
static void add_words(struct tally *into, uint32_t type, uint32_t words)
{
    struct type_words list = {type, words};
    struct document_tally document = {.types = {.items = &list, .count = 1}};

    tally_add_document(into, &document);
}

/* Ids of terms and themes are the lexicon's: the same everywhere. */
static void only_types_and_forms_are_translated(void **state)
{
    static const uint32_t types[] = {0, 50}, forms[] = {0, 60};
    int pairs = (int)tally_unit_kind(UNIT_PARAGRAPH, UNIT_TERM_PAIRS);

    (void)state;
    add_words(&other, 1, 2);
    add(&other, TALLY_FORMS, pair_key(1, 1), 3);
    add(&other, TALLY_TERMS, 1, 4);
    add(&other, pairs, pair_key(1, 1), 5);
    tally_merge(&tally, &other, (struct tally_ids){types, forms});
    assert_int_equal(type_tally_get(&tally.types, 50).words, 2);
    assert_int_equal(type_tally_get(&tally.types, 1).words, 0);
    assert_int_equal(
        count_map_get(&tally.counts[TALLY_FORMS], pair_key(1, 60)).count, 3);
    assert_int_equal(count_map_get(&tally.counts[TALLY_TERMS], 1).count, 4);
    assert_int_equal(count_map_get(&tally.counts[pairs], pair_key(1, 1)).count,
                     5);
}

static void unit_kinds_are_apart(void **state)
{
    bool taken[TALLY_KINDS] = {false};

    (void)state;
    for (int unit = 0; unit < UNITS; unit++)
        for (int count = 0; count < UNIT_COUNTS; count++) {
            int kind = (int)tally_unit_kind((enum unit)unit,
                                            (enum unit_count)count);

            assert_in_range(kind, TALLY_UNITS, TALLY_KINDS - 1);
            assert_false(taken[kind]);
            taken[kind] = true;
        }
}

#define TEST(name) cmocka_unit_test_teardown(name, end)

UNIT_MAIN(TEST(lists_are_sorted_and_summed),
          TEST(a_key_s_documents_are_counted), TEST(every_total_is_added),
          TEST(only_types_and_forms_are_translated), TEST(unit_kinds_are_apart))
