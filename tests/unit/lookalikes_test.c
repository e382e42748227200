/* lookalikes_test.c - phrases that look like what was found, and others. */
#include "unit.h"

#include <stdlib.h>

#include "tally/lookalikes.h"

static const char *const types[] = {
    "cyber",    "cybersecurity",  "ciber",          "security",
    "secrity",  "norms",          "norm",           "critical",
    "critixal", "infraztructure", "infrastructure", "privacy",
};

struct fixture {
    struct interner *types;
    struct lookalikes lookalikes;
    struct found_forms found;
};

static void begin(struct fixture *fixture)
{
    *fixture = (struct fixture){.types = interner_new()};
    for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++)
        intern(fixture->types, types[i], strlen(types[i]));
    lookalikes_add(&fixture->lookalikes, "cyber security", 1, 5);
    lookalikes_add(&fixture->lookalikes, "cyber security", 1, 2);
    lookalikes_add(&fixture->lookalikes, "cyber-security", 2, 1);
    lookalikes_add(&fixture->lookalikes, "critical infrastructure", 1, 1);
    lookalikes_add(&fixture->lookalikes, "norms", 1, 9);       /* too short */
    lookalikes_add(&fixture->lookalikes, "privacy, or", 1, 1); /* no phrase */
    lookalikes_add(&fixture->lookalikes, "aa bb cc dd privacy", 1, 1);
    lookalikes_close(&fixture->lookalikes, fixture->types);
}

static void end(struct fixture *fixture)
{
    lookalikes_release(&fixture->lookalikes);
    interner_free(fixture->types);
    free(fixture->found.items);
}

/* Returns how many forms the phrase, of words with a space between, looks like;
 * tells whether it has their letters. */
static size_t find(struct fixture *fixture, const char *phrase, bool *letters)
{
    struct phrase_word words[PHRASE_WORDS_MAX];
    size_t count = 0;

    for (const char *at = phrase; *at;) {
        size_t length = strcspn(at, " ");
        char *word = memory_copy_text(at, length);

        words[count++] = phrase_word_of(word, length);
        free(word);
        at += length + (at[length] == ' ');
    }
    *letters = lookalikes_find(&fixture->lookalikes, words, count,
                               &fixture->found);
    return fixture->found.count;
}

static void joined_split_and_hyphenated_have_the_letters(void **state)
{
    struct fixture fixture;
    bool letters;

    (void)state;
    begin(&fixture);
    assert_int_equal(find(&fixture, "cybersecurity", &letters), 2);
    assert_true(letters);
    assert_string_equal(fixture.found.items[0].text, "cyber security");
    assert_int_equal(fixture.found.items[0].hits, 7);
    assert_string_equal(fixture.found.items[1].text, "cyber-security");
    assert_int_equal(fixture.found.items[1].theme, 2);
    assert_int_equal(find(&fixture, "cyber security", &letters), 2);
    assert_int_equal(find(&fixture, "critical infra-structure", &letters), 1);
    assert_true(letters);
    end(&fixture);
}

static void one_word_may_have_a_slip(void **state)
{
    struct fixture fixture;
    bool letters;

    (void)state;
    begin(&fixture);
    assert_int_equal(find(&fixture, "ciber security", &letters), 2);
    assert_false(letters);
    assert_int_equal(find(&fixture, "cyber secrity", &letters), 2);
    assert_int_equal(find(&fixture, "critical infraztructure", &letters), 1);
    assert_string_equal(fixture.found.items[0].text, "critical infrastructure");
    assert_int_equal(find(&fixture, "critixal infrastructure", &letters), 1);
    end(&fixture);
}

static void others_look_like_nothing(void **state)
{
    struct fixture fixture;
    bool letters;

    (void)state;
    begin(&fixture);
    assert_int_equal(find(&fixture, "ciber secrity", &letters), 0);
    assert_int_equal(find(&fixture, "critixal infraztructure", &letters), 0);
    assert_int_equal(find(&fixture, "infraztructure", &letters), 0);
    assert_int_equal(find(&fixture, "security cyber", &letters), 0);
    assert_int_equal(find(&fixture, "norms", &letters), 0);
    assert_int_equal(find(&fixture, "privacy", &letters), 0);
    end(&fixture);
}

static void where_nothing_was_found_nothing_looks_like_it(void **state)
{
    struct fixture fixture = {.types = interner_new()};
    bool letters;

    (void)state;
    intern(fixture.types, "cybersecurity", strlen("cybersecurity"));
    lookalikes_close(&fixture.lookalikes, fixture.types);
    assert_int_equal(find(&fixture, "cybersecurity", &letters), 0);
    end(&fixture);
}

UNIT_MAIN(cmocka_unit_test(joined_split_and_hyphenated_have_the_letters),
          cmocka_unit_test(one_word_may_have_a_slip),
          cmocka_unit_test(others_look_like_nothing),
          cmocka_unit_test(where_nothing_was_found_nothing_looks_like_it))
