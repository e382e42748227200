/* start_index_test.c - which patterns a word could be the beginning of. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "folder_fixture.h"
#include "lexicon/start_index.h"
#include "text/vocabulary.h"

static struct lexicon lexicon;

static int end(void **state)
{
    lexicon_release(&lexicon);
    return folder_end(state);
}

/* Asserts the sources of the patterns that could begin at the word. */
static void assert_starts(const char *word, const char *expected)
{
    struct found_ids ids = {0};
    struct buffer folded = {0}, shown = {0};

    vocabulary_fold(word, strlen(word), &folded);
    start_index_find(lexicon.starts, word, buffer_text(&folded), folded.length,
                     &ids);
    for (size_t i = 0; i < ids.count; i++)
        buffer_add_format(&shown, "%s%s", i ? " | " : "",
                          lexicon.patterns.items[ids.items[i]].source);
    assert_string_equal(buffer_text(&shown), expected);
    buffer_release(&folded);
    buffer_release(&shown);
    free(ids.items);
}

static void words_begin_what_shares_their_letters(void **state)
{
    (void)state;
    folder_load_lexicon(&lexicon, "theme,term,pattern\nt,a,norm*\n"
                                  "t,b,norms of\nt,c,Law\n");
    assert_starts("norms", "norm* | norms of");
    assert_starts("NORM", "norm*");
    assert_starts("law", "Law");
    assert_starts("lax", "");
    assert_starts("abnormal", "");
}

static void a_pattern_with_several_beginnings_is_found_once(void **state)
{
    (void)state;
    folder_load_lexicon(
        &lexicon, "theme,term,pattern,syntax\nt,a,(?:state|states)x?,regex\n"
                  "t,b,(?:train|offer)ing,regex\n");
    assert_starts("states", "(?:state|states)x?");
    assert_starts("training", "(?:train|offer)ing");
    assert_starts("offering", "(?:train|offer)ing");
    assert_starts("train", "(?:train|offer)ing");
    assert_starts("of", "");
}

/* One letter is too short to be filed; the first byte must do. */
static void loose_patterns_go_by_their_first_byte(void **state)
{
    (void)state;
    folder_load_lexicon(&lexicon, "theme,term,pattern,syntax,case\n"
                                  "t,a,[ab]x+,regex,sensitive\n"
                                  "t,b,g7,phrase,\nt,c,*ism,glob,\n"
                                  "t,d,n*,phrase,\n");
    assert_starts("ax", "[ab]x+ | *ism");
    assert_starts("Ax", "*ism");
    assert_starts("c", "*ism");
    assert_starts("G7", "g7 | *ism");
    assert_starts("norms", "*ism | n*");
}

static void what_is_found_follows_what_was_there(void **state)
{
    struct found_ids ids = {0};

    (void)state;
    folder_load_lexicon(&lexicon, "theme,term,pattern\nt,a,norm*\n");
    *VECTOR_PUSH(&ids) = 0; /* the same id: not a repetition of this word's */
    start_index_find(lexicon.starts, "norms", "norms", 5, &ids);
    assert_int_equal(ids.count, 2);
    assert_int_equal(ids.items[1], 0);
    free(ids.items);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, folder_begin, end)

UNIT_MAIN(TEST(words_begin_what_shares_their_letters),
          TEST(a_pattern_with_several_beginnings_is_found_once),
          TEST(loose_patterns_go_by_their_first_byte),
          TEST(what_is_found_follows_what_was_there))
