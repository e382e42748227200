/* company_test.c - sentences counted once, by whatever worker. */
#include "unit.h"

#include <stdio.h>

#include "tally/company.h"

static struct phrase phrase_of(const char *word)
{
    uint64_t hash = phrase_word_hash(word);

    return (struct phrase){.hash = phrase_hash(&hash, 1), .length = 1};
}

static void add(struct company *company, const char *word, uint32_t document,
                uint32_t sentence, uint64_t rank)
{
    struct phrase phrase = phrase_of(word);
    struct company_place place = {document, sentence, 0,
                                  rank ^ phrase.hash}; /* drawn by rank */

    company_add(company, &phrase, 3, &place);
}

/* In the first sentence of the document, of that rank. */
static void add_ranked(struct company *company, const char *word,
                       uint32_t document, uint64_t rank)
{
    struct phrase phrase = phrase_of(word);
    struct company_place place = {document, 0, 0, rank};

    company_add(company, &phrase, 3, &place);
}

static void a_sentence_counts_once(void **state)
{
    struct company company = {0};
    const struct company_count *count;

    (void)state;
    assert_null(company_get(&company, phrase_of("law").hash, 3));
    add(&company, "law", 0, 0, 50);
    add(&company, "law", 0, 0, 50);
    add(&company, "law", 0, 4, 40);
    add(&company, "law", 7, 4, 60);
    count = company_get(&company, phrase_of("law").hash, 3);
    assert_int_equal(count->sentences, 3);
    assert_int_equal(count->documents, 2);
    assert_int_equal(count->squares, 2 * 2 + 1 * 1);
    assert_int_equal(count->example.sentence, 4);
    assert_int_equal(count->example.document, 0);
    assert_null(company_get(&company, phrase_of("law").hash, COMPANY_ALL));
    company_release(&company);
}

/* Enough of them to grow the table; each worker has other documents. */
static void merging_is_adding(void **state)
{
    struct company one = {0}, two = {0};
    char word[32];

    (void)state;
    for (uint32_t i = 0; i < 3000; i++) {
        snprintf(word, sizeof(word), "word%u", i);
        add(&one, word, 0, i, 10);
        add(i % 3 ? &one : &two, word, 1, 0, 5);
        add(&two, word, 2, 9, 7);
    }
    company_merge(&one, &two);
    assert_int_equal(one.used, 3000);
    for (uint32_t i = 0; i < 3000; i++) {
        const struct company_count *count;

        snprintf(word, sizeof(word), "word%u", i);
        count = company_get(&one, phrase_of(word).hash, 3);
        assert_int_equal(count->sentences, 3);
        assert_int_equal(count->documents, 3);
        assert_int_equal(count->squares, 3);
        assert_int_equal(count->example.document, 1);
    }
    company_release(&one);
    company_release(&two);
}

/* In whatever order, and whoever counted them. */
static void the_same_sentences_are_known_as_such(void **state)
{
    struct company one = {0}, two = {0};
    const uint64_t ranks[] = {0xF1, 0xA2, 0x5D3};
    uint64_t set;

    (void)state;
    for (uint32_t i = 0; i < 3; i++) {
        add_ranked(&one, "rule", i, ranks[i]);
        add_ranked(i ? &one : &two, "law", i, ranks[i]);
        add_ranked(&one, "order", i + 1, ranks[i] + i);
    }
    company_merge(&two, &one);
    set = company_get(&two, phrase_of("rule").hash, 3)->sentence_set;
    assert_true(company_get(&two, phrase_of("law").hash, 3)->sentence_set ==
                set);
    assert_true(company_get(&two, phrase_of("order").hash, 3)->sentence_set !=
                set);
    company_release(&one);
    company_release(&two);
}

static void add_times(struct sieve *sieve, uint64_t hash, size_t times)
{
    while (times--)
        sieve_add(sieve, hash);
}

static void a_sieve_lets_pass_what_is_frequent(void **state)
{
    const uint64_t rare = (uint64_t)1 << 60, frequent = (uint64_t)2 << 60,
                   most = (uint64_t)3 << 60;
    struct sieve sieve;

    (void)state;
    sieve_init(&sieve, 1);
    add_times(&sieve, rare, COMPANY_LEAST - 1);
    add_times(&sieve, frequent, COMPANY_LEAST);
    add_times(&sieve, most, 1000); /* a counter stops, and does not turn over */
    sieve_close(&sieve, 2);
    assert_false(sieve_passes(&sieve, rare));
    assert_true(sieve_passes(&sieve, frequent));
    assert_true(sieve_passes(&sieve, most));
    sieve_close(&sieve, 1); /* fewer may pass */
    assert_false(sieve_passes(&sieve, frequent));
    assert_true(sieve_passes(&sieve, most));
    sieve_release(&sieve);
}

UNIT_MAIN(cmocka_unit_test(a_sentence_counts_once),
          cmocka_unit_test(merging_is_adding),
          cmocka_unit_test(the_same_sentences_are_known_as_such),
          cmocka_unit_test(a_sieve_lets_pass_what_is_frequent))
