/* requirement_test.c - what every match holds, and when nobody can tell. */
#include "unit.h"

#include <string.h>

#include "base/buffer.h"
#include "folder_fixture.h"
#include "lexicon/requirement.h"
#include "lexicon/requirements.h"

/* Asserts the clauses: "block|filter internet|web"; "" when there are none. */
static void assert_required(const char *source, enum syntax syntax,
                            const char *expected)
{
    struct requirement found = {0};
    struct buffer text = {0};

    requirement_find(source, syntax, &found);
    for (size_t clause = 0, i = 0; clause < found.ends.count; clause++) {
        if (clause)
            buffer_add_byte(&text, ' ');
        for (size_t first = i; i < found.ends.items[clause]; i++) {
            if (i > first)
                buffer_add_byte(&text, '|');
            buffer_add(&text, found.literals.items[i].text,
                       found.literals.items[i].length);
        }
    }
    assert_string_equal(buffer_text(&text), expected);
    buffer_release(&text);
    requirement_release(&found);
}

static void all_runs_but_the_first_are_required(void **state)
{
    (void)state;
    assert_required("rule of Law-making", SYNTAX_PHRASE, "making");
    assert_required("norms* of states", SYNTAX_GLOB, "states");
    assert_required("norms", SYNTAX_GLOB, "norms");
    assert_required("* ?", SYNTAX_GLOB, "");
    assert_required("private \\w+ sectors \\w+ grow", SYNTAX_REGEX,
                    "sectors grow");
}

static void what_may_be_absent_is_not_required(void **state)
{
    (void)state;
    assert_required("free+doms", SYNTAX_REGEX, "doms");
    assert_required("free+dom", SYNTAX_REGEX, "free"); /* too few letters */
    assert_required("(?:cyber )?private sectors?", SYNTAX_REGEX,
                    "private sector");
    assert_required("a{2}bcde", SYNTAX_REGEX, "bcde");
    assert_required("(?:norms){0,2} rule(?:maker)*", SYNTAX_REGEX, "rule");
    assert_required("norms(?! of states)(?<!cyber) rules", SYNTAX_REGEX,
                    "rules");
    assert_required("norms(?<!cyber)> rules", SYNTAX_REGEX, "rules");
    /* a brace that repeats nothing hides no parenthesis */
    assert_required("\\b\\{x{(a}norms)? rules", SYNTAX_REGEX, "rules");
    assert_required("norms{(a}b)?|web", SYNTAX_REGEX, "norm|web");
}

static void a_group_gives_what_its_alternatives_have(void **state)
{
    (void)state;
    assert_required("(?:block|filter)(?: \\w+){0,4} (?:internet|web)",
                    SYNTAX_REGEX, "internet|web");
    assert_required("norms|rules", SYNTAX_REGEX, "norms|rules");
    assert_required("norms|of", SYNTAX_REGEX, "");
    assert_required("\\b(?:norms|\\w+)cdef", SYNTAX_REGEX, "cdef");
    assert_required("\\b(?:social (?:media|network)|VPN)s", SYNTAX_REGEX,
                    "social|vpn");
    assert_required("\\b(cyber)(?=.*internet|.*ICTs?)", SYNTAX_REGEX,
                    "cyber internet|ict");
    assert_required("\\b(?<name>cyber)(?<=states|allies)", SYNTAX_REGEX,
                    "cyber states|allies");
    assert_required("\\b(?:norms|(?:and|or) rules)+", SYNTAX_REGEX,
                    "norms|rules");
}

static void classes_and_escapes_hold_no_letters(void **state)
{
    (void)state;
    assert_required("ab[[:]|cd|:]]", SYNTAX_REGEX, "");
    assert_required("ab[[:[:]|cd|:]]", SYNTAX_REGEX, "");
    assert_required("[|]cdef", SYNTAX_REGEX, "cdef");
    assert_required("\\|cdef", SYNTAX_REGEX, "cdef");
    assert_required("[[:alpha:]|]cdef", SYNTAX_REGEX, "cdef");
    assert_required("\\pLaw of law", SYNTAX_REGEX, "");
    assert_required("\\p{Lu}awes", SYNTAX_REGEX, "awes");
    assert_required("\\P{Greek}xenon", SYNTAX_REGEX, "xenon");
    assert_required("\\p", SYNTAX_REGEX, "");
}

static void what_changes_letters_tells_nothing(void **state)
{
    static const char *const strange[] = {
        "(?i)norms",
        "(*UCP)norms",
        "\\Qnorms\\E",
        "nor\\Ems",
        "norms\\K",
        "\\x41norms",
        "(a)norms\\1",
        "(?#x)norms",
        "norms\\",
        /* a look-behind; classes that end later than they seem to */
        "(?<*cd)ab(?:x>norms)?",
        "[\\Q]norms[\\E]",
        "[\\E]norms]",
        "[\\c]norms]",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(strange) / sizeof(*strange); i++)
        assert_required(strange[i], SYNTAX_REGEX, "");
}

static void short_and_common_runs_tell_nothing(void **state)
{
    (void)state;
    assert_required("\\b\\w+ war", SYNTAX_REGEX, "");
    assert_required("\\b\\w+ with \\w+ rules", SYNTAX_REGEX, "rules");
    assert_required("\\b\\w+ (?:the|rules)", SYNTAX_REGEX, "");
}

static void a_pattern_is_possible_where_its_clauses_are_met(void **state)
{
    struct lexicon lexicon = {0};
    struct found_ids found = {0};
    uint64_t seen[8] = {0};

    (void)state;
    folder_load_lexicon(&lexicon,
                        "theme,term,pattern,syntax\n"
                        "a,b,block(?:ing)? (?:internet|web) pages?,regex\n"
                        "a,c,norms,phrase\n");
    assert_true(requirements_any(lexicon.requirements, 0));
    assert_false(requirements_any(lexicon.requirements, 1));
    assert_int_equal(requirements_literal_count(lexicon.requirements), 3);
    requirements_literals_in(lexicon.requirements, "cyberweb", 8, &found);
    requirements_literals_in(lexicon.requirements, "pages", 5, &found);
    assert_int_equal(found.count, 2);
    seen[found.items[0]] = 7;
    assert_false(requirements_met(lexicon.requirements, 0, seen, 7));
    seen[found.items[1]] = 7;
    assert_true(requirements_met(lexicon.requirements, 0, seen, 7));
    assert_true(requirements_met(lexicon.requirements, 1, seen, 7));
    free(found.items);
    lexicon_release(&lexicon);
}

UNIT_MAIN(cmocka_unit_test(all_runs_but_the_first_are_required),
          cmocka_unit_test(what_may_be_absent_is_not_required),
          cmocka_unit_test(a_group_gives_what_its_alternatives_have),
          cmocka_unit_test(classes_and_escapes_hold_no_letters),
          cmocka_unit_test(what_changes_letters_tells_nothing),
          cmocka_unit_test(short_and_common_runs_tell_nothing),
          cmocka_unit_test_setup_teardown(
              a_pattern_is_possible_where_its_clauses_are_met, folder_begin,
              folder_end))
