/* char_class_test.c - the committed tables are those of the Unicode files, and
 * lookups give the classes that the standard's files give. */
#include "text/char_class.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "unit.h"

static const char UCD[] = "/usr/share/unicode/UnicodeData.txt";
static const char TABLES[] = "src/text/char_class_tables.c";
static const char COMMAND[] =
    "src/text/make-char-classes /usr/share/unicode | cmp - "
    "src/text/char_class_tables.c";

/* Tests run in the repository's root. */
static void tables_are_what_the_script_makes(void **state)
{
    (void)state;
    if (access(UCD, R_OK) != 0 || access(TABLES, R_OK) != 0) {
        print_message("%s or %s cannot be read here\n", UCD, TABLES);
        skip();
    }
    assert_int_equal(system(COMMAND), 0);
}

static void expect(uint32_t code, const char *word, const char *sentence)
{
    uint16_t classes = char_class(code);

    assert_string_equal(char_class_word_name(char_class_word(classes)), word);
    assert_string_equal(char_class_sentence_name(char_class_sentence(classes)),
                        sentence);
}

static void classes_are_those_of_the_standard(void **state)
{
    (void)state;
    expect('a', "ALetter", "Lower");
    expect('Q', "ALetter", "Upper");
    expect('7', "Numeric", "Numeric");
    expect('.', "MidNumLet", "ATerm");
    expect('!', "Other", "STerm");
    expect(',', "MidNum", "SContinue");
    expect('\'', "Single_Quote", "Close");
    expect(0x0308, "Extend", "Extend");
    expect(0x05D0, "Hebrew_Letter", "OLetter");
    expect(0x200D, "ZWJ", "Extend");
    expect(0x3002, "Other", "STerm");
    expect(0x30A2, "Katakana", "OLetter");
    expect(0x1F1FA, "Regional_Indicator", "Other");
    expect(0x10FFFF, "Other", "Other");
}

static void letters_and_digits_are_told_from_the_rest(void **state)
{
    static const uint32_t yes[] = {'a', 'Z', '0', 0xE9, 0x4E2D, 0x661, 0x2167};
    static const uint32_t no[] = {' ', '-', '.', '_', 0x2019, 0x301, 0x1F600};

    (void)state;
    for (size_t i = 0; i < sizeof(yes) / sizeof(yes[0]); i++)
        assert_true(char_class_is_letter_or_digit(char_class(yes[i])));
    for (size_t i = 0; i < sizeof(no) / sizeof(no[0]); i++)
        assert_false(char_class_is_letter_or_digit(char_class(no[i])));
}

static void pictographs_carry_their_flag(void **state)
{
    (void)state;
    assert_true(char_class(0x1F600) & CHAR_CLASS_PICTOGRAPH);
    assert_true(char_class(0x00A9) & CHAR_CLASS_PICTOGRAPH);
    assert_false(char_class('a') & CHAR_CLASS_PICTOGRAPH);
}

UNIT_MAIN(cmocka_unit_test(tables_are_what_the_script_makes),
          cmocka_unit_test(classes_are_those_of_the_standard),
          cmocka_unit_test(letters_and_digits_are_told_from_the_rest),
          cmocka_unit_test(pictographs_carry_their_flag))
