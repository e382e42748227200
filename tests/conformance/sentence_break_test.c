/*
 * sentence_break_test.c - Unicode's own SentenceBreakTest.txt against
 * sentence_break.h.
 *
 *     sentence_break_test [FILE]
 */
#include "text/sentence_break.h"

#include "break_file.h"

int main(int argc, char **argv)
{
    return run_break_file(
        argc > 1 ? argv[1]
                 : "/usr/share/unicode/auxiliary/SentenceBreakTest.txt",
        sentence_break_next);
}
