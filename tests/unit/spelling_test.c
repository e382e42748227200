/* spelling_test.c - one slip of the pen, and no more. */
#include "unit.h"

#include <string.h>

#include "text/spelling.h"

static bool is_one_off(const char *a, const char *b)
{
    bool answer = spelling_is_one_off(a, strlen(a), b, strlen(b));

    assert_int_equal(answer, spelling_is_one_off(b, strlen(b), a, strlen(a)));
    return answer;
}

static void one_slip_of_each_kind(void **state)
{
    (void)state;
    assert_true(is_one_off("abcdefgh", "abcdegh"));
    assert_false(is_one_off("security", "securities"));
    assert_true(is_one_off("abcdefgh", "abkdefgh"));
    assert_true(is_one_off("abcdefgh", "abcdfegh"));
    assert_true(is_one_off("abcdefgh", "bcdefgh"));
    assert_true(is_one_off("abcdefgh", "abcdefghs"));
    assert_true(is_one_off("aab", "aaab"));
}

static void none_or_two_are_not_one(void **state)
{
    (void)state;
    assert_false(is_one_off("security", "security"));
    assert_false(is_one_off("abcdefgh", "abkdewgh"));
    assert_false(is_one_off("abcdefgh", "acdefg"));
    assert_false(is_one_off("abcd", "badc"));
    assert_false(is_one_off("abc", "cba"));
    assert_false(is_one_off("ab", ""));
}

/* Letters are characters: e acute and e grave share their first byte, e acute
 * and a Cyrillic letter (D0 A9) their last. */
static void letters_of_several_bytes(void **state)
{
    (void)state;
    assert_true(is_one_off("caf\xC3\xA9", "cafe"));
    assert_true(is_one_off("caf\xC3\xA9", "caf\xC3\xA8"));
    assert_true(is_one_off("caf\xC3\xA9s", "caf\xD0\xA9s"));
    assert_true(is_one_off("caf\xC3\xA9s", "cafs\xC3\xA9"));
    assert_true(is_one_off("caf\xC3\xA9", "caf"));
    assert_false(is_one_off("caf\xC3\xA9\xC3\xA8", "caf"));
    assert_int_equal(spelling_letters("caf\xC3\xA9", 5), 4);
}

UNIT_MAIN(cmocka_unit_test(one_slip_of_each_kind),
          cmocka_unit_test(none_or_two_are_not_one),
          cmocka_unit_test(letters_of_several_bytes))
