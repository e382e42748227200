/* prefix_index_test.c - a text is told what it begins with, and no more. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "lexicon/prefix_index.h"

static struct prefix_index *build(const char *const *texts)
{
    struct prefixes prefixes = {0};
    struct prefix_index *index;

    for (uint32_t i = 0; texts[i]; i++)
        *VECTOR_PUSH(&prefixes) = (struct prefix){
            texts[i], (uint32_t)strlen(texts[i]), 100 + i};
    index = prefix_index_new(&prefixes);
    free(prefixes.items);
    return index;
}

static void assert_found(const struct prefix_index *index, const char *text,
                         const char *expected)
{
    struct found_ids ids = {0};
    struct buffer shown = {0};

    prefix_index_find(index, text, strlen(text), &ids);
    for (size_t i = 0; i < ids.count; i++)
        buffer_add_format(&shown, "%s%u", i ? " " : "", ids.items[i]);
    assert_string_equal(buffer_text(&shown), expected);
    buffer_release(&shown);
    free(ids.items);
}

static void texts_that_go_on_are_found_with_what_they_begin(void **state)
{
    static const char *const texts[] = {"norms", "no",  "nor",
                                        "law",   "nor", NULL};
    struct prefix_index *index = build(texts);

    (void)state;
    assert_found(index, "norms", "100 104 102 101"); /* the longest first */
    assert_found(index, "normative", "104 102 101");
    assert_found(index, "not", "101");
    assert_found(index, "lawful", "103");
    prefix_index_free(index);
}

static void what_is_shorter_begins_with_nothing(void **state)
{
    static const char *const texts[] = {"norms", "law", NULL};
    struct prefix_index *index = build(texts);

    (void)state;
    assert_found(index, "norm", "");
    assert_found(index, "la", "");
    assert_found(index, "n", "");
    assert_found(index, "", "");
    prefix_index_free(index);
}

/* The first two bytes choose where to look: of the whole range, both count. */
static void both_bytes_choose_the_bucket(void **state)
{
    static const char *const texts[] = {"\x01\x01",    "ab",       "ba",
                                        "\xC3\xA9tat", "\xFF\xFF", NULL};
    struct prefix_index *index = build(texts);

    (void)state;
    assert_found(index, "\x01\x01", "100");
    assert_found(index, "abc", "101");
    assert_found(index, "bac", "102");
    assert_found(index, "\xC3\xA9tats", "103");
    assert_found(index, "\xFF\xFFx", "104");
    assert_found(index, "aab", "");
    prefix_index_free(index);
}

static void ids_are_added_to_those_there(void **state)
{
    static const char *const texts[] = {"ab", NULL};
    struct prefix_index *index = build(texts);
    struct found_ids ids = {0};

    (void)state;
    *VECTOR_PUSH(&ids) = 7;
    prefix_index_find(index, "abc", 3, &ids);
    assert_int_equal(ids.count, 2);
    assert_int_equal(ids.items[0], 7);
    assert_int_equal(ids.items[1], 100);
    free(ids.items);
    prefix_index_free(index);
}

static void assert_longer(const struct prefix_index *index, const char *text,
                          const char *expected)
{
    struct found_ids ids = {0};
    struct buffer shown = {0};

    prefix_index_find_longer(index, text, strlen(text), &ids);
    for (size_t i = 0; i < ids.count; i++)
        buffer_add_format(&shown, "%s%u", i ? " " : "", ids.items[i]);
    assert_string_equal(buffer_text(&shown), expected);
    buffer_release(&shown);
    free(ids.items);
}

static void what_goes_on_behind_a_text_is_found(void **state)
{
    static const char *const texts[] = {
        "norms of", "no", "north", "norms", "rules", "\xFF\xFF", NULL};
    struct prefix_index *index = build(texts);

    (void)state;
    assert_longer(index, "norms", "100");
    assert_longer(index, "nor", "103 100 102");
    assert_longer(index, "n", "101 103 100 102");
    assert_longer(index, "norms of", "");
    assert_longer(index, "nos", "");
    assert_longer(index, "\xFF", "105");
    assert_longer(index, "", "");
    prefix_index_free(index);
}

static void an_empty_index_finds_nothing(void **state)
{
    static const char *const texts[] = {NULL};
    struct prefix_index *index = build(texts);

    (void)state;
    assert_found(index, "norms", "");
    assert_longer(index, "n", "");
    prefix_index_free(index);
    prefix_index_free(NULL);
}

UNIT_MAIN(cmocka_unit_test(what_goes_on_behind_a_text_is_found),
          cmocka_unit_test(texts_that_go_on_are_found_with_what_they_begin),
          cmocka_unit_test(what_is_shorter_begins_with_nothing),
          cmocka_unit_test(both_bytes_choose_the_bucket),
          cmocka_unit_test(ids_are_added_to_those_there),
          cmocka_unit_test(an_empty_index_finds_nothing))
