/* start_index_test.c - which patterns a word could be the beginning of. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "folder_fixture.h"
#include "lexicon/literal.h"
#include "lexicon/start_index.h"

static struct lexicon lexicon;

static int end(void **state)
{
    lexicon_release(&lexicon);
    return folder_end(state);
}

/* Asserts the sources of the patterns that could begin at the word, each with
 * the letters "@..." that must stand behind. */
static void assert_starts(const char *word, const char *expected)
{
    struct starts starts = {0};
    struct buffer folded = {0}, shown = {0};

    literal_fold(word, strlen(word), &folded);
    start_index_find(lexicon.starts, *word, buffer_text(&folded), folded.length,
                     &starts);
    for (size_t i = 0; i < starts.count; i++) {
        const struct start *start = &starts.items[i];

        buffer_add_format(&shown, "%s%s", i ? " | " : "",
                          lexicon.patterns.items[start->pattern].source);
        if (start->rest_length)
            buffer_add_format(&shown, "@%.*s", (int)start->rest_length,
                              start->rest);
    }
    assert_string_equal(buffer_text(&shown), expected);
    buffer_release(&folded);
    buffer_release(&shown);
    starts_release(&starts);
}

static void words_begin_what_shares_their_letters(void **state)
{
    (void)state;
    folder_load_lexicon(&lexicon, "theme,term,pattern\nt,a,norm*\n"
                                  "t,b,norms of\nt,c,Law\n");
    assert_starts("norms", "norm* | norms of@ of");
    assert_starts("norms ", "norm* | norms of@of");
    assert_starts("norms,", "norm*");
    assert_starts("NORM", "norm* | norms of@s of");
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
    assert_starts("statesman", "(?:state|states)x?");
    assert_starts("states", "(?:state|states)x?");
    assert_starts("training", "(?:train|offer)ing");
    assert_starts("offering", "(?:train|offer)ing");
    assert_starts("train", "(?:train|offer)ing@ing");
    assert_starts("trainee", "");
    assert_starts("stat", "(?:state|states)x?@e | (?:state|states)x?@es | "
                          "(?:state|states)x?@ex | (?:state|states)x?@esx");
}

/* One letter is too short to be filed; the first byte must do. */
static void loose_patterns_go_by_their_first_byte(void **state)
{
    (void)state;
    folder_load_lexicon(&lexicon, "theme,term,pattern,syntax,case\n"
                                  "t,a,[ab]x+,regex,sensitive\n"
                                  "t,b,g7,phrase,\nt,c,*ism,glob,\n"
                                  "t,d,n*,phrase,\nt,e,U\\.N\\.,regex,\n");
    assert_starts("ax", "[ab]x+ | *ism");
    assert_starts("Ax", "*ism");
    assert_starts("c", "*ism");
    assert_starts("G7", "g7 | *ism");
    assert_starts("norms", "*ism | n*");
    assert_starts("U.N.", "*ism | U\\.N\\.");
    assert_starts("US", "*ism");
}

static void what_was_found_before_is_replaced(void **state)
{
    struct starts starts = {0};

    (void)state;
    folder_load_lexicon(&lexicon, "theme,term,pattern\nt,a,norm*\n");
    for (int i = 0; i < 2; i++) {
        start_index_find(lexicon.starts, 'n', "norms", 5, &starts);
        assert_int_equal(starts.count, 1);
        assert_int_equal(starts.items[0].pattern, 0);
    }
    starts_release(&starts);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, folder_begin, end)

UNIT_MAIN(TEST(words_begin_what_shares_their_letters),
          TEST(a_pattern_with_several_beginnings_is_found_once),
          TEST(loose_patterns_go_by_their_first_byte),
          TEST(what_was_found_before_is_replaced))
