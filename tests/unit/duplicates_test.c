/* duplicates_test.c - which documents have the text of another. */
#include "tally/duplicates.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "text/segmented.h"
#include "unit.h"

enum { TEXTS_MAX = 8 };

static struct vocabulary vocabulary;
static struct signer *signer;
static struct arena arena;
static struct digest digests[TEXTS_MAX];
static struct signed_document documents[TEXTS_MAX];
static struct duplicate found[TEXTS_MAX];
static size_t count;

static int begin(void **state)
{
    (void)state;
    vocabulary_init(&vocabulary);
    signer = signer_new(&vocabulary);
    memset(documents, 0, sizeof(documents));
    memset(digests, 0, sizeof(digests));
    count = 0;
    return 0;
}

static int end(void **state)
{
    (void)state;
    signer_free(signer);
    vocabulary_release(&vocabulary);
    arena_release(&arena);
    return 0;
}

static void sign(const char *text, struct signature *signature)
{
    struct text_rules rules = {0};
    struct segmented document = {0};

    segmented_read(&document, &rules, text, strlen(text), LAYOUT_PARAGRAPHS);
    vocabulary_add(&vocabulary, document.canonical.text.data, &document.words);
    signer_add(signer, &document.words, signature);
    segmented_release(&document);
}

static void add(const char *text, unsigned char digest)
{
    struct signature signature;

    signature_init(&signature);
    sign(text, &signature);
    digests[count].bytes[0] = digest;
    documents[count] = (struct signed_document){
        &digests[count], sketch_make(&signature, &arena), 0};
    count++;
}

static void assert_duplicate(size_t document, const char *kind,
                             uint32_t original)
{
    duplicates_find(documents, count, found);
    assert_string_equal(duplicate_kind_name(found[document].kind), kind);
    if (*kind)
        assert_int_equal(found[document].original, original);
}

/* Makes a text of `words` words, all different, every `every`th changed. */
static char *make_text(size_t words, size_t every, const char *word)
{
    struct buffer text = {0};
    char next[32];

    for (size_t i = 0; i < words; i++) {
        snprintf(next, sizeof(next), "%s%zu ",
                 every && i % every == every / 2 ? "changed" : word, i);
        buffer_add_text(&text, next);
    }
    buffer_add_byte(&text, '\n');
    return text.data; /* ends with a NUL, see buffer.h */
}

static void add_made(size_t words, size_t every, const char *word,
                     unsigned char digest)
{
    char *text = make_text(words, every, word);

    add(text, digest);
    free(text);
}

static void the_same_bytes_and_the_same_words(void **state)
{
    (void)state;
    add("The norms of the road are kept.\n", 1);
    add("The norms of the road.\n", 2);
    add("the NORMS of the road:\nare kept\n", 3);
    add("The norms of the road are kept.\n", 1);
    add("Road the of norms the are kept.\n", 4);
    add("", 5);
    add("", 5);
    assert_duplicate(0, "", 0);
    assert_duplicate(1, "", 0);
    assert_duplicate(2, "text", 0);
    assert_duplicate(3, "file", 0);
    assert_duplicate(4, "", 0);
    assert_duplicate(6, "", 0);
}

static void items_of_one_feed_share_its_bytes(void **state)
{
    (void)state;
    add("The first item.\n", 1);
    add("The second item.\n", 1);
    add("The first item.\n", 1);
    add("The second item.\n", 1); /* of a copy of the feed */
    documents[0].part = 1;
    documents[1].part = 2;
    documents[2].part = 3;
    documents[3].part = 2;
    assert_duplicate(1, "", 0);
    assert_duplicate(2, "text", 0);
    assert_duplicate(3, "file", 1);
}

/* One word in a hundred changed is a shingle in twenty: 0.90 are left at one
 * in 100, 0.98 at one in 500. */
static void nearly_the_same_words(void **state)
{
    (void)state;
    add_made(5000, 0, "w", 1);
    add_made(5000, 500, "w", 2);
    add_made(5000, 20, "w", 3);
    add_made(5000, 0, "v", 4);
    add_made(5000, 400, "v", 5);
    assert_duplicate(0, "", 0);
    assert_duplicate(1, "near", 0);
    assert_duplicate(2, "", 0);
    assert_duplicate(3, "", 0);
    assert_duplicate(4, "near", 3);
}

static void short_texts_are_not_near(void **state)
{
    (void)state;
    add_made(NEAR_WORDS_MIN - 1, 0, "w", 1);
    add_made(NEAR_WORDS_MIN - 2, 0, "w", 2);
    add_made(NEAR_WORDS_MIN + 1, 0, "w", 3);
    add_made(NEAR_WORDS_MIN, 0, "w", 4);
    assert_duplicate(1, "", 0);
    assert_duplicate(2, "", 0);
    assert_duplicate(3, "near", 2);
}

/* A copy of a near duplicate is one of the original. */
static void chains_lead_to_an_original(void **state)
{
    (void)state;
    add_made(5000, 0, "w", 1);
    add_made(5000, 500, "w", 2);
    add_made(5000, 500, "w", 2);
    assert_duplicate(2, "near", 0);
}

static void unreadable_documents_are_none(void **state)
{
    (void)state;
    count = 2;
    documents[0].digest = documents[1].digest = &digests[0];
    assert_duplicate(1, "", 0);
}

/* Signed in parts, a text is the same text, and near itself. */
static void parts_join(void **state)
{
    struct signature whole, parts[2];
    char *text = make_text(3000, 0, "w"), *middle = strstr(text, "w1234 ");

    (void)state;
    signature_init(&whole);
    signature_init(&parts[0]);
    signature_init(&parts[1]);
    sign(text, &whole);
    sign(middle, &parts[1]);
    *middle = '\0';
    sign(text, &parts[0]);
    signature_join(&parts[0], &parts[1]);
    assert_int_equal(parts[0].words, whole.words);
    assert_true(parts[0].last[0] == whole.last[0]);
    count = 2;
    for (size_t i = 0; i < 2; i++) {
        digests[i].bytes[0] = (unsigned char)i;
        documents[i] = (struct signed_document){
            &digests[i], sketch_make(i ? &parts[0] : &whole, &arena), 0};
    }
    assert_duplicate(1, "text", 0);
    free(text);
}

/* Words that come one by one are signed like words that come at once. */
static void words_may_come_in_any_portions(void **state)
{
    struct signature whole, parts;

    (void)state;
    signature_init(&whole);
    signature_init(&parts);
    sign("one two three four five six seven eight\n", &whole);
    sign("one two\n", &parts);
    sign("three\n", &parts);
    sign("four five six seven\n", &parts);
    sign("eight\n", &parts);
    assert_memory_equal(&whole, &parts, sizeof(whole));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

UNIT_MAIN(TEST(the_same_bytes_and_the_same_words),
          TEST(items_of_one_feed_share_its_bytes), TEST(nearly_the_same_words),
          TEST(short_texts_are_not_near), TEST(chains_lead_to_an_original),
          TEST(unreadable_documents_are_none), TEST(parts_join),
          TEST(words_may_come_in_any_portions))
