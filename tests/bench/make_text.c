/* make_text.c - writes policy-like documents that nobody wrote, so that a
 * measurement needs no download and can be repeated anywhere.
 *
 *     make_text FOLDER MEGABYTES SEED <PHRASES
 *     make_text --vocabulary
 *
 * Real text costs what it costs for three reasons, and each is imitated: few
 * words are most of it (Zipf's law with Mandelbrot's offset, 60,000 types); a
 * known share of it is hits, and a larger share is words that begin a phrase
 * and then go on otherwise; and some of it is not ASCII. The shares are those
 * of 100 MB of American policy text, rounded. The same arguments and phrases
 * give the same bytes on every machine: the generator is our own, and floating
 * point is used only for what IEEE 754 fixes to the last bit.
 *
 * PHRASES has one phrase a line. Prints "DOCUMENTS BYTES WORDS PLANTED", where
 * PLANTED is how many phrases were written. --vocabulary prints the types
 * instead, the most frequent first, for make_lexicon. */
#include <errno.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum {
    TYPES = 60000,
    SHORT_TYPES = 100,            /* the most frequent are one syllable */
    ONE_SYLLABLE_WORDS = 8 * 160, /* that spell() can write */
    WORD_BYTES = 24,
    PHRASES_MAX = 4096,
    PHRASE_BYTES = 96,
    /* One place in so many words, on average. */
    WORDS_PER_PHRASE = 480,
    WORDS_PER_BEGINNING = 14,
    WORDS_PER_POSSESSIVE = 400,
    WORDS_PER_ACCENT = 1000,
    WORDS_PER_DASH = 400,
    WORDS_PER_COMMA = 16,
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
    /* A phrase's first word, 0 when that alone is a phrase. */
    size_t beginning_bytes[PHRASES_MAX];
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

/* The power 1.25 and the offset 12 fit the 100, and the 1,000, most frequent
 * types of real text: 48 and 77 % of its words. sqrt() is exact, pow() not. */
static double weight(uint32_t rank)
{
    double from = rank + 12.0;

    return 1 / (from * sqrt(sqrt(from)));
}

static void make_vocabulary(struct generator *g)
{
    double sum = 0;

    for (uint32_t i = 0; i < TYPES; i++) {
        spell(i < SHORT_TYPES ? i : i + ONE_SYLLABLE_WORDS - SHORT_TYPES,
              g->types[i]);
        sum += weight(i);
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

static size_t beginning_of(const struct generator *g, const char *phrase)
{
    size_t bytes = strcspn(phrase, " -");

    for (uint32_t i = 0; i < g->phrase_count; i++)
        if (strncmp(g->phrases[i], phrase, bytes) == 0 && !g->phrases[i][bytes])
            return 0;
    return bytes;
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
    for (uint32_t i = 0; i < g->phrase_count; i++)
        g->beginning_bytes[i] = beginning_of(g, g->phrases[i]);
}

/* Writes what stands where a word may stand: a phrase, the first word of a
 * longer one and no more, or a word of the vocabulary. */
static void write_item(struct generator *g, char item[PHRASE_BYTES])
{
    uint32_t any = below(g, g->phrase_count);
    size_t beginning_bytes = g->beginning_bytes[any];

    if (one_in(g, WORDS_PER_PHRASE)) {
        strcpy(item, g->phrases[any]);
        g->planted++;
    } else if (one_in(g, WORDS_PER_BEGINNING) && beginning_bytes) {
        memcpy(item, g->phrases[any], beginning_bytes);
        item[beginning_bytes] = '\0';
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
        else if (one_in(g, WORDS_PER_DASH))
            after = "\u2014";
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

static void write_text(struct generator *g, const char *folder,
                       uint64_t goal_bytes)
{
    if (mkdir(folder, 0777) != 0 && errno != EEXIST)
        fail(folder);
    read_phrases(g, stdin);
    while (g->bytes < goal_bytes)
        write_document(g, folder);
    printf("%llu %llu %llu %llu\n", (unsigned long long)g->documents,
           (unsigned long long)g->bytes, (unsigned long long)g->words,
           (unsigned long long)g->planted);
}

int main(int argc, char **argv)
{
    static struct generator storage; /* too large for the stack */
    struct generator *g = &storage;

    make_vocabulary(g);
    if (argc == 4) {
        g->state = strtoull(argv[3], NULL, 10);
        write_text(g, argv[1], strtoull(argv[2], NULL, 10) * 1000000);
    } else if (argc == 2 && strcmp(argv[1], "--vocabulary") == 0) {
        for (uint32_t i = 0; i < TYPES; i++)
            puts(g->types[i]);
    } else {
        fprintf(stderr, "Usage: make_text FOLDER MEGABYTES SEED <PHRASES\n"
                        "       make_text --vocabulary\n");
        return 64;
    }
    return 0;
}
