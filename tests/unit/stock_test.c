/* stock_test.c - paragraphs that stand in many documents of a source. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "tally/stock.h"

enum { DOCUMENTS_MAX = 12, HASHES_MAX = 4 };

static struct stock stock;
static struct stock_document documents[DOCUMENTS_MAX];
static uint64_t hashes[DOCUMENTS_MAX][HASHES_MAX];
static size_t count;

static int begin(void **state)
{
    (void)state;
    count = 0;
    return 0;
}

static int end(void **state)
{
    (void)state;
    stock_release(&stock);
    return 0;
}

static uint64_t hash(const char *text)
{
    return stock_hash(text, strlen(text));
}

/* Adds a document with up to two paragraphs. */
static void add(const char *source, const char *first, const char *second)
{
    uint64_t *list = hashes[count];

    list[0] = hash(first);
    list[1] = hash(second);
    documents[count++] = (struct stock_document){
        .source = source, .hashes = list, .count = stock_sort(list, 2)};
}

static void find(uint32_t least, uint32_t percent)
{
    stock_find(&stock, documents, count, (struct stock_rule){least, percent});
}

static uint32_t place_of(size_t document, const char *text)
{
    return stock_lookup(&stock, stock.source_of[document], hash(text));
}

static void words_alone_make_a_paragraph(void **state)
{
    (void)state;
    assert_true(hash("For more, see here.") == hash("FOR MORE see  here"));
    assert_true(hash("to get her") != hash("together"));
    assert_true(hash("for more") != hash("more for"));
    assert_true(hash("caf\u00E9") != hash("caf\u00E8"));
    assert_true(hash("* * *") == 0 && hash("") == 0);
    assert_true(hash("a") != 0);
}

static void hashes_are_sorted_and_unique(void **state)
{
    uint64_t list[] = {5, 0, 3, 5, 0, 1};

    (void)state;
    assert_int_equal(stock_sort(list, 6), 3);
    assert_int_equal(list[0], 1);
    assert_int_equal(list[1], 3);
    assert_int_equal(list[2], 5);
    assert_int_equal(stock_sort(NULL, 0), 0);
}

static void many_is_a_number_and_a_share(void **state)
{
    (void)state;
    for (int i = 0; i < 3; i++)
        add("a", "Write to us.", "");
    for (int i = 0; i < 3; i++)
        add("a", "Call us.", i < 2 ? "Write to Them." : "");
    find(3, 50);
    assert_int_equal(stock.paragraphs.count, 2);
    assert_int_equal(
        stock.paragraphs.items[place_of(0, "write to us")].documents, 3);
    assert_int_equal(place_of(0, "write to them"), STOCK_NONE);
    stock_release(&stock);
    find(3, 51);
    assert_int_equal(stock.paragraphs.count, 0);
    stock_release(&stock);
    find(4, 1);
    assert_int_equal(stock.paragraphs.count, 0);
}

static void a_document_counts_once(void **state)
{
    (void)state;
    add("a", "Write to us.", "Write to us!");
    add("a", "Write to them.", "");
    find(2, 1);
    assert_int_equal(stock.paragraphs.count, 0);
}

static void each_source_has_its_own(void **state)
{
    (void)state;
    add("b", "Write to us.", "");
    add("a", "Write to us.", "");
    add("b", "Write to us.", "");
    add("a", "Call us.", "");
    find(2, 1);
    assert_int_equal(stock.sources.count, 2);
    assert_string_equal(stock.sources.items[0].name, "a");
    assert_int_equal(stock.sources.items[0].count, 0);
    assert_int_equal(stock.sources.items[1].documents, 2);
    assert_int_equal(place_of(0, "write to us"), 0);
    assert_int_equal(place_of(1, "write to us"), STOCK_NONE);
}

static void duplicates_are_no_evidence(void **state)
{
    (void)state;
    for (int i = 0; i < 3; i++)
        add("a", "Write to us.", "");
    documents[2].is_duplicate = true;
    find(3, 1);
    assert_int_equal(stock.paragraphs.count, 0);
    assert_int_equal(stock.sources.items[0].documents, 2);
    stock_release(&stock);
    find(2, 100);
    assert_int_equal(place_of(2, "write to us"), 0); /* in the duplicate, too */
}

static void the_unreadable_are_of_no_source(void **state)
{
    (void)state;
    add("a", "Write to us.", "");
    add("a", "Write to us.", "");
    documents[count++] = (struct stock_document){0};
    find(2, 100);
    assert_int_equal(stock.source_of[2], STOCK_NONE);
    assert_int_equal(place_of(2, "write to us"), STOCK_NONE);
    assert_int_equal(place_of(0, "write to us"), 0);
}

static void no_documents_have_no_stock(void **state)
{
    (void)state;
    find(2, 1);
    assert_int_equal(stock.sources.count, 0);
}

static void notes_keep_the_first_text(void **state)
{
    struct stock_notes sum = {0}, one = {0}, other = {0};

    (void)state;
    add("a", "Write to us.", "Call us.");
    add("a", "Write to us.", "Call us.");
    find(2, 100);
    stock_notes_init(&sum, &stock);
    stock_notes_init(&one, &stock);
    one.items[0] = (struct stock_note){3, "Write to us!", 1};
    stock_notes_init(&other, &stock);
    other.items[0] = (struct stock_note){4, "Write to us.", 0};
    stock_notes_merge(&sum, &one);
    stock_notes_merge(&sum, &other);
    stock_notes_merge(&sum, &(struct stock_notes){0});
    assert_int_equal(sum.items[0].words, 7);
    assert_string_equal(sum.items[0].text, "Write to us.");
    assert_int_equal(sum.items[1].words, 0);
    assert_null(sum.items[1].text);
    free(sum.items);
    free(one.items);
    free(other.items);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_alone_make_a_paragraph),
        cmocka_unit_test(hashes_are_sorted_and_unique),
        cmocka_unit_test_setup_teardown(many_is_a_number_and_a_share, begin,
                                        end),
        cmocka_unit_test_setup_teardown(a_document_counts_once, begin, end),
        cmocka_unit_test_setup_teardown(each_source_has_its_own, begin, end),
        cmocka_unit_test_setup_teardown(duplicates_are_no_evidence, begin, end),
        cmocka_unit_test_setup_teardown(the_unreadable_are_of_no_source, begin,
                                        end),
        cmocka_unit_test_setup_teardown(no_documents_have_no_stock, begin, end),
        cmocka_unit_test_setup_teardown(notes_keep_the_first_text, begin, end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
