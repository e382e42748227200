/* literal_test.c - how literals spell what a text has. */
#include "unit.h"

#include <string.h>

#include "base/buffer.h"
#include "lexicon/literal.h"

/* The long s and the Kelvin sign are letters that s and k take for their own.
 */
static void a_text_is_spelt_as_literals_are(void **state)
{
    struct buffer folded = {0};
    const char text[] = "Rule-OF \u017Fa\u212Ae \u00C9\u017F";

    (void)state;
    literal_fold(text, strlen(text), &folded);
    assert_string_equal(buffer_text(&folded), "rule of sake \u00C9s");
    buffer_reset(&folded);
    literal_fold(text, strlen(text) - 1, &folded); /* half a character */
    assert_string_equal(buffer_text(&folded), "rule of sake \u00C9\xC5");
    buffer_release(&folded);
}

UNIT_MAIN(cmocka_unit_test(a_text_is_spelt_as_literals_are))
