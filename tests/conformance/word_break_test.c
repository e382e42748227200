/*
 * word_break_test.c - Unicode's own WordBreakTest.txt against word_break.h.
 *
 *     word_break_test [FILE]
 */
#include "text/word_break.h"

#include "break_file.h"

int main(int argc, char **argv)
{
    return run_break_file(
        argc > 1 ? argv[1] : "/usr/share/unicode/auxiliary/WordBreakTest.txt",
        word_break_next);
}
