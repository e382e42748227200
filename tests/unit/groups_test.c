/* groups_test.c - groups by name, and the merge of what workers counted. */
#include "unit.h"

#include <string.h>

#include "base/memory.h"
#include "tally/groups.h"

enum { TERMS = 3 };

static struct groups first, second;

static int end(void **state)
{
    (void)state;
    groups_release(&first);
    groups_release(&second);
    return 0;
}

/* Counts a document of `words` words of one type, and one hit of term 1 by a
 * form. */
static void count(struct groups *groups, const char *name, uint32_t type,
                  uint32_t form, uint32_t words)
{
    struct type_words types = {type, words};
    struct count_pair forms = {pair_key(1, form), 1};
    struct document_tally tally = {.totals = {.documents = 1, .words = words}};

    tally.types.items = &types;
    tally.types.count = 1;
    tally.counts[TALLY_FORMS].items = &forms;
    tally.counts[TALLY_FORMS].count = 1;
    tally_add_document(&groups_get(groups, name, TERMS)->tally, &tally);
}

static void sample(struct groups *groups, const char *name, uint64_t rank)
{
    struct concordance_line line = {.rank = rank, .term = 1};
    struct group *group = groups_get(groups, name, TERMS);

    assert_true(concordance_wants(&group->concordance, 1, rank));
    line.text = memory_copy_text("left\0hit\0right", 14);
    line.hit = line.text + 5;
    concordance_keep(&group->concordance, &line);
}

static uint64_t hits_of_form(const struct group *group, uint64_t key)
{
    return count_map_get(&group->tally.counts[TALLY_FORMS], key).count;
}

static struct type_count of_type(const struct group *group, uint32_t type)
{
    return type_tally_get(&group->tally.types, type);
}

static void a_name_is_one_group(void **state)
{
    (void)state;
    count(&first, "Obama", 0, 0, 10);
    count(&first, "Trump 1", 0, 0, 5);
    count(&first, "Obama", 0, 0, 1);
    assert_int_equal(first.count, 2);
    assert_string_equal(first.items[0].name, "Obama");
    assert_int_equal(first.items[0].tally.totals.words, 11);
    assert_int_equal(first.items[0].tally.totals.documents, 2);
    assert_int_equal(first.items[1].tally.totals.words, 5);
    assert_int_equal(first.items[0].concordance.term_count, TERMS);
}

static void merging_translates_ids(void **state)
{
    static const uint32_t types[] = {5, 4}, forms[] = {9, 8};
    struct type_count found;

    (void)state;
    count(&first, "Obama", 4, 8, 100);
    count(&second, "Obama", 1, 1, 20);
    count(&second, "Biden", 0, 0, 3);
    groups_merge(&first, &second, (struct tally_ids){types, forms});
    assert_int_equal(first.count, 2);
    found = of_type(&first.items[0], 4);
    assert_int_equal(found.words, 120);
    assert_int_equal(found.documents, 2);
    assert_int_equal(of_type(&first.items[0], 1).words, 0);
    assert_int_equal(hits_of_form(&first.items[0], pair_key(1, 8)), 2);
    assert_string_equal(first.items[1].name, "Biden");
    assert_int_equal(of_type(&first.items[1], 5).words, 3);
    assert_int_equal(hits_of_form(&first.items[1], pair_key(1, 9)), 1);
}

static void what_was_merged_is_empty(void **state)
{
    (void)state;
    count(&second, "Obama", 0, 0, 1);
    groups_merge(&first, &second, (struct tally_ids){0});
    assert_int_equal(second.count, 0);
    groups_merge(&first, &second, (struct tally_ids){0});
    assert_int_equal(first.items[0].tally.totals.words, 1);
}

static void samples_merge_too(void **state)
{
    const struct concordance_line *lines;
    size_t kept;

    (void)state;
    sample(&first, "Obama", 5);
    for (uint64_t rank = 1; rank <= CONCORDANCE_SAMPLE; rank++)
        sample(&second, "Obama", 100 - rank);
    groups_merge(&first, &second, (struct tally_ids){0});
    concordance_sort(&first.items[0].concordance);
    lines = concordance_lines(&first.items[0].concordance, 1, &kept);
    assert_int_equal(kept, CONCORDANCE_SAMPLE);
    for (size_t i = 0; i < kept; i++)
        assert_true(lines[i].rank < 99); /* the largest gave way to the 5 */
}

/* Hits that begin at one place have one rank: whichever came first, the same
 * are kept, in the same order. */
static void hits_at_one_place_are_kept_by_their_text(void **state)
{
    const struct concordance_line *lines;
    size_t kept;

    (void)state;
    for (int i = 0; i <= CONCORDANCE_SAMPLE; i++) {
        struct concordance_line line = {.rank = 5, .term = 1};
        struct group *group = groups_get(&first, "Obama", TERMS);

        line.text = memory_copy_text("left\0hit a\0right", 16);
        line.text[9] = (char)('a' + i * 7 % (CONCORDANCE_SAMPLE + 1));
        line.hit = line.text + 5;
        line.right = line.text + 11;
        concordance_keep(&group->concordance, &line);
    }
    concordance_sort(&first.items[0].concordance);
    lines = concordance_lines(&first.items[0].concordance, 1, &kept);
    assert_int_equal(kept, CONCORDANCE_SAMPLE);
    for (size_t i = 0; i < kept; i++)
        assert_int_equal(lines[i].hit[4], 'a' + i);
}

static void groups_sort_by_the_bytes_of_names(void **state)
{
    (void)state;
    groups_sort(&first);
    count(&first, "b", 0, 0, 1);
    count(&first, "\u00E9", 0, 0, 2);
    count(&first, "B", 0, 0, 3);
    count(&first, "a", 0, 0, 4);
    groups_sort(&first);
    assert_string_equal(first.items[0].name, "B");
    assert_string_equal(first.items[1].name, "a");
    assert_int_equal(first.items[1].tally.totals.words, 4);
    assert_string_equal(first.items[2].name, "b");
    assert_string_equal(first.items[3].name, "\u00E9");
}

#define TEST(name) cmocka_unit_test_teardown(name, end)

UNIT_MAIN(TEST(a_name_is_one_group), TEST(merging_translates_ids),
          TEST(what_was_merged_is_empty), TEST(samples_merge_too),
          TEST(hits_at_one_place_are_kept_by_their_text),
          TEST(groups_sort_by_the_bytes_of_names))
