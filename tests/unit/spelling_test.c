/* spelling_test.c - one slip of the pen, and no more. */
#include "unit.h"

#include <string.h>

#include "text/spelling.h"

static bool is_slip(const char *a, const char *b)
{
    bool answer = spelling_is_slip(a, strlen(a), b, strlen(b));

    assert_int_equal(answer, spelling_is_slip(b, strlen(b), a, strlen(a)));
    return answer;
}

static void one_slip_of_each_kind(void **state)
{
    (void)state;
    assert_true(is_slip("abcdefgh", "abcdegh"));
    assert_false(is_slip("security", "securities"));
    assert_true(is_slip("abcdefgh", "abkdefgh"));
    assert_true(is_slip("abcdefgh", "abcdfegh"));
    assert_true(is_slip("abcdefgh", "bcdefgh"));
    assert_true(is_slip("defence", "defense"));
    assert_true(is_slip("centre", "center"));
    assert_true(is_slip("aab", "aaab"));
}

static void none_or_two_are_not_one(void **state)
{
    (void)state;
    assert_false(is_slip("security", "security"));
    assert_false(is_slip("abcdefgh", "abkdewgh"));
    assert_false(is_slip("abcdefgh", "acdefg"));
    assert_false(is_slip("abcd", "badc"));
    assert_false(is_slip("abc", "cba"));
    assert_false(is_slip("ab", ""));
}

static void endings_are_no_slips(void **state)
{
    (void)state;
    assert_false(is_slip("norm", "norms"));
    assert_false(is_slip("improve", "improved"));
    assert_false(is_slip("detail", "detain"));
    assert_false(is_slip("groups", "group's"));
    assert_false(is_slip("normss", "norms"));
}

/* Letters are characters: e acute and e grave share their first byte, e acute
 * and a Cyrillic letter (D0 A9) their last. */
static void letters_of_several_bytes(void **state)
{
    (void)state;
    assert_true(is_slip("caf\xC3\xA9s", "cafes"));
    assert_false(is_slip("caf\xC3\xA9", "caf\xC3\xA8")); /* the last */
    assert_true(is_slip("caf\xC3\xA9s", "caf\xD0\xA9s"));
    assert_true(is_slip("caf\xC3\xA9s", "cafs\xC3\xA9"));
    assert_true(is_slip("caf\xC3\xA9s", "cafs"));
    assert_false(is_slip("caf\xC3\xA9\xC3\xA8", "caf"));
    assert_int_equal(spelling_letter_end("caf\xC3\xA9s", 6, 3), 5);
    assert_int_equal(spelling_letters("caf\xC3\xA9", 5), 4);
}

UNIT_MAIN(cmocka_unit_test(one_slip_of_each_kind),
          cmocka_unit_test(endings_are_no_slips),
          cmocka_unit_test(none_or_two_are_not_one),
          cmocka_unit_test(letters_of_several_bytes))
