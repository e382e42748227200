/*
 * english_words.h - words of English, as evidence for one that a line's end
 * splits.
 *
 * They are Debian's lists for spelling (SCOWL: American and British), compiled
 * in when the program is built (Makefile, WORD_LISTS), so that what a run finds
 * depends neither on what is installed where it runs nor on the order in which
 * documents are read. Only plain words of five letters and more are in them.
 * Any thread may ask.
 */
#ifndef TEXT_ENGLISH_WORDS_H
#define TEXT_ENGLISH_WORDS_H

#include <stdbool.h>
#include <stddef.h>

/* Is it one of them? The word is in lower case. */
bool english_words_hold(const char *word, size_t length);

#endif
