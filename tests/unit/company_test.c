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
        assert_int_equal(count->example.document, 1);
    }
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
    sieve_init(&sieve);
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
    sieve_admit(&sieve, rare);
    assert_true(sieve_passes(&sieve, rare));
    sieve_release(&sieve);
}

UNIT_MAIN(cmocka_unit_test(a_sentence_counts_once),
          cmocka_unit_test(merging_is_adding),
          cmocka_unit_test(a_sieve_lets_pass_what_is_frequent))
