/*
 * random_text.h - the same random choices every time, for tests that try many.
 *
 * Round r of a test draws from random_begin(&random, r), so a failure is
 * repeated by its round alone.
 */
#ifndef TESTS_PROPERTY_RANDOM_TEXT_H
#define TESTS_PROPERTY_RANDOM_TEXT_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"

struct random {
    uint64_t state;
};

static inline void random_begin(struct random *random, uint64_t round)
{
    random->state = round;
}

/* Returns a number below `bound`. (splitmix64 by Sebastiano Vigna) */
static inline size_t random_below(struct random *random, size_t bound)
{
    uint64_t z = random->state += 0x9E3779B97F4A7C15;

    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return (size_t)((z ^ (z >> 31)) % bound);
}

/* Returns true once in `n` times. */
static inline int random_once_in(struct random *random, size_t n)
{
    return random_below(random, n) == 0;
}

#define RANDOM_OF(random, array) \
    (array)[random_below((random), sizeof(array) / sizeof(*(array)))]

/* Reads the rounds to try: `NAME=FIRST` or `NAME=FIRST-LAST` in the
 * environment, else 1 to `usual`. */
struct rounds {
    uint64_t first, last;
};

static inline struct rounds rounds_wanted(const char *name, uint64_t usual)
{
    const char *text = getenv(name);
    struct rounds rounds = {1, usual};
    char *end;

    if (text) {
        rounds.first = rounds.last = strtoull(text, &end, 10);
        if (*end == '-')
            rounds.last = strtoull(end + 1, NULL, 10);
    }
    return rounds;
}

/* Prints text with its line ends as \n, as TAP's diagnostics want it. */
static inline void print_text(const char *label, const char *text,
                              size_t length)
{
    printf("#   %s: \"", label);
    for (size_t i = 0; i < length; i++)
        if (text[i] == '\n')
            fputs("\\n", stdout);
        else
            putchar(text[i]);
    puts("\"");
}

#endif
