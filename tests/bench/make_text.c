/* make_text.c - writes policy-like documents that nobody wrote, so that a
 * measurement needs no download and can be repeated anywhere.
 *
 *     make_text FOLDER MEGABYTES SEED <PHRASES
 *
 * Real text costs what it costs for three reasons, and each is imitated: few
 * words are most of it (Zipf's law with Mandelbrot's offset, 60,000 types); a
 * known share of it is hits, and a larger share is words that begin a phrase
 * and then go on otherwise; and some of it is not ASCII. The same arguments and
 * phrases give the same bytes on every machine: the generator is our own, and
 * floating point is used only for sums that IEEE 754 fixes.
 *
 * PHRASES has one phrase a line. Prints "DOCUMENTS BYTES WORDS PLANTED", where
 * PLANTED is how many phrases were written. */
#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum {
    TYPES = 60000,
    WORD_BYTES = 24,
    PHRASES_MAX = 4096,
    PHRASE_BYTES = 96,
    /* One place in so many words, on average. */
    WORDS_PER_PHRASE = 80,
    WORDS_PER_BEGINNING = 25,
    WORDS_PER_POSSESSIVE = 60,
    WORDS_PER_ACCENT = 200,
    WORDS_PER_COMMA = 12,
    /* Sizes double from SMALLEST_BYTES in SIZE_CLASSES equally likely steps:
     * most documents are short, most text is in the long ones. */
    SMALLEST_BYTES = 512,
    SIZE_CLASSES = 5,
};

struct generator {
    uint64_t state;
    char types[TYPES][WORD_BYTES];
    double cumulative[TYPES]; /* weight of the types up to this one */
    char phrases[PHRASES_MAX][PHRASE_BYTES];
    uint32_t phrase_count;
    uint64_t documents, bytes, words, planted;
};

static _Noreturn void fail(const char *what)
{
    fprintf(stderr, "make_text: %s: %s\n", what, strerror(errno));
    exit(1);
}

/* SplitMix64 (Steele, Lea and Flood 2014). */
static uint64_t next_random(struct generator *g)
{
    uint64_t z = g->state += UINT64_C(0x9e3779b97f4a7c15);

    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

/* From 0 up to below `limit`; the bias of the top bits is below 2^-32. */
static uint32_t below(struct generator *g, uint32_t limit)
{
    return (uint32_t)(((next_random(g) >> 32) * limit) >> 32);
}

static bool one_in(struct generator *g, uint32_t count)
{
    return below(g, count) == 0;
}

/* Every number has its own word: syllables of consonants and vowels, then
 * consonants that end it. Small numbers, the frequent words, are short. */
static void spell(uint32_t number, char word[WORD_BYTES])
{
    static const char *const onsets[] = {"t",  "s", "w", "b",  "h",  "n", "m",
                                         "f",  "l", "r", "d",  "pr", "c", "p",
                                         "st", "g", "v", "tr", "ch", "bl"};
    static const char *const vowels[] = {"e", "a",  "i",  "o",
                                         "u", "ea", "io", "ou"};
    static const char *const ends[] = {"", "n", "s", "r", "t", "l", "nt", "ng"};
    uint32_t end = number % 8;

    word[0] = '\0';
    number /= 8;
    for (;;) {
        strcat(word, onsets[number % 20]);
        strcat(word, vowels[number / 20 % 8]);
        if (number < 160)
            break;
        number = number / 160 - 1;
    }
    strcat(word, ends[end]);
}

static void make_vocabulary(struct generator *g)
{
    double sum = 0;

    for (uint32_t i = 0; i < TYPES; i++) {
        spell(i, g->types[i]);
        sum += 1 / (i + 2.7);
        g->cumulative[i] = sum;
    }
}

static const char *any_type(struct generator *g)
{
    double share = (double)(next_random(g) >> 11) / (double)(1ULL << 53);
    double at = share * g->cumulative[TYPES - 1];
    uint32_t low = 0, high = TYPES - 1;

    while (low < high) {
        uint32_t middle = (low + high) / 2;

        if (g->cumulative[middle] > at)
            high = middle;
        else
            low = middle + 1;
    }
    return g->types[low];
}

static void read_phrases(struct generator *g, FILE *in)
{
    char line[PHRASE_BYTES];

    while (g->phrase_count < PHRASES_MAX && fgets(line, sizeof(line), in)) {
        line[strcspn(line, "\n")] = '\0';
        if (line[0])
            strcpy(g->phrases[g->phrase_count++], line);
    }
    if (g->phrase_count == 0) {
        errno = EINVAL;
        fail("no phrases on standard input");
    }
}

/* Writes what stands where a word may stand: a phrase, the first word of one
 * and no more, or a word of the vocabulary. */
static void write_item(struct generator *g, char item[PHRASE_BYTES])
{
    const char *phrase = g->phrases[below(g, g->phrase_count)];

    if (one_in(g, WORDS_PER_PHRASE)) {
        strcpy(item, phrase);
        g->planted++;
    } else if (one_in(g, WORDS_PER_BEGINNING)) {
        size_t length = strcspn(phrase, " ");

        memcpy(item, phrase, length);
        item[length] = '\0';
        g->planted += phrase[length] == '\0';
    } else {
        strcpy(item, any_type(g));
        if (one_in(g, WORDS_PER_POSSESSIVE))
            strcat(item, "\u2019s");
        else if (one_in(g, WORDS_PER_ACCENT))
            strcat(item, "\u00e9");
    }
    for (const char *at = item; at; at = strchr(at + 1, ' '))
        g->words++;
}

static long write_sentence(struct generator *g, FILE *out)
{
    uint32_t count = 8 + below(g, 23);
    long bytes = 0;
    char item[PHRASE_BYTES];

    for (uint32_t i = 0; i < count; i++) {
        const char *after = " ";

        write_item(g, item);
        if (i == 0 && item[0] >= 'a' && item[0] <= 'z')
            item[0] = (char)(item[0] - 'a' + 'A');
        if (i + 1 == count)
            after = ".";
        else if (one_in(g, WORDS_PER_COMMA))
            after = ", ";
        bytes += fprintf(out, "%s%s", item, after);
    }
    return bytes;
}

static long write_paragraph(struct generator *g, FILE *out)
{
    uint32_t count = 2 + below(g, 6);
    long bytes = 0;

    for (uint32_t i = 0; i < count; i++) {
        bytes += write_sentence(g, out);
        bytes += fprintf(out, "%s", i + 1 < count ? " " : "\n\n");
    }
    return bytes;
}

/* A date in the name gives policylex its groups. */
static FILE *open_document(struct generator *g, const char *folder)
{
    char path[4096];
    uint32_t year = 1990 + below(g, 35), month = 1 + below(g, 12);
    int length = snprintf(path, sizeof(path), "%s/%u-%02u-%02u-%06u.txt",
                          folder, year, month, 1 + below(g, 28),
                          (unsigned)g->documents);
    FILE *out;

    if (length < 0 || (size_t)length >= sizeof(path)) {
        errno = ENAMETOOLONG;
        fail(folder);
    }
    out = fopen(path, "w");
    if (!out)
        fail(path);
    return out;
}

static void write_document(struct generator *g, const char *folder)
{
    FILE *out = open_document(g, folder);
    long floor = SMALLEST_BYTES << below(g, SIZE_CLASSES);
    long size = floor + (long)below(g, (uint32_t)floor);
    long bytes = 0;

    while (bytes < size)
        bytes += write_paragraph(g, out);
    if (fclose(out) != 0)
        fail(folder);
    g->documents++;
    g->bytes += (uint64_t)bytes;
}

int main(int argc, char **argv)
{
    static struct generator storage; /* too large for the stack */
    struct generator *g = &storage;
    uint64_t goal_bytes;

    if (argc != 4) {
        fprintf(stderr, "Usage: make_text FOLDER MEGABYTES SEED <PHRASES\n");
        return 64;
    }
    goal_bytes = strtoull(argv[2], NULL, 10) * 1000000;
    g->state = strtoull(argv[3], NULL, 10);
    if (mkdir(argv[1], 0777) != 0 && errno != EEXIST)
        fail(argv[1]);
    make_vocabulary(g);
    read_phrases(g, stdin);
    while (g->bytes < goal_bytes)
        write_document(g, argv[1]);
    printf("%llu %llu %llu %llu\n", (unsigned long long)g->documents,
           (unsigned long long)g->bytes, (unsigned long long)g->words,
           (unsigned long long)g->planted);
    return 0;
}
