/* english_words.c - see english_words.h. */
#include "text/english_words.h"

#include <string.h>

#include "base/embedded.h"

static const struct embedded_file *list(void)
{
    for (size_t i = 0; i < embedded_file_count; i++)
        if (strcmp(embedded_files[i].name, "words/en.txt") == 0)
            return &embedded_files[i];
    return NULL;
}

/* Compares the word with the line at `line`, which a newline ends. */
static int compare(const char *word, size_t length, const char *line)
{
    for (size_t i = 0; i < length; i++)
        if (word[i] != line[i])
            return line[i] == '\n' ||
                           (unsigned char)word[i] > (unsigned char)line[i]
                       ? 1
                       : -1;
    return line[length] == '\n' ? 0 : -1;
}

bool english_words_hold(const char *word, size_t length)
{
    const struct embedded_file *words = list();
    size_t low = 0, high = words ? words->length : 0;

    while (low < high) { /* both are the beginnings of lines */
        size_t line = low + (high - low) / 2;
        int order;

        while (line > low && words->bytes[line - 1] != '\n')
            line--;
        order = compare(word, length, words->bytes + line);
        if (order == 0)
            return true;
        if (order < 0)
            high = line;
        else
            low = (size_t)((const char *)memchr(words->bytes + line, '\n',
                                                high - line) -
                           words->bytes) +
                  1;
    }
    return false;
}
