/* pcre2_loop.c - the plain way to count patterns: each pattern in turn over
 * each text, with PCRE2's JIT.
 *
 *     pcre2_loop FOLDER REGEXES
 *
 * REGEXES has one regular expression a line, options inside it ("(?i)"). What
 * policylex does beyond this is left out on purpose: no words, no sentences, no
 * exceptions, no choice between overlapping hits, no reports. Prints "FILES
 * BYTES MATCHES". */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <errno.h>
#include <ftw.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <pcre2.h>

enum { OPEN_FOLDERS_MAX = 16 };

/* nftw() passes nothing to its callback, so what it works on stands here. */
static struct {
    pcre2_code **patterns;
    size_t count;
    pcre2_match_data *match;
    char *text; /* one buffer for all files */
    size_t capacity_bytes;
    uint64_t files, bytes, matches;
} loop;

static _Noreturn void fail(const char *what, const char *why)
{
    fprintf(stderr, "pcre2_loop: %s: %s\n", what, why);
    exit(1);
}

static void *resized(void *memory, size_t bytes)
{
    memory = realloc(memory, bytes);
    if (!memory)
        fail("memory", strerror(errno));
    return memory;
}

static pcre2_code *compile(const char *regex)
{
    int error;
    PCRE2_SIZE at;
    pcre2_code *code = pcre2_compile((PCRE2_SPTR)regex, PCRE2_ZERO_TERMINATED,
                                     PCRE2_UTF | PCRE2_UCP, &error, &at, NULL);

    if (!code) {
        PCRE2_UCHAR why[256];

        pcre2_get_error_message(error, why, sizeof(why));
        fail(regex, (const char *)why);
    }
    if (pcre2_jit_compile(code, PCRE2_JIT_COMPLETE) != 0)
        fail(regex, "no JIT: nothing worth measuring");
    return code;
}

static void read_patterns(const char *path)
{
    FILE *in = fopen(path, "r");
    char *line = NULL;
    size_t capacity = 0;

    if (!in)
        fail(path, strerror(errno));
    while (getline(&line, &capacity, in) > 0) {
        line[strcspn(line, "\n")] = '\0';
        loop.patterns = resized(loop.patterns,
                                (loop.count + 1) * sizeof(*loop.patterns));
        loop.patterns[loop.count++] = compile(line);
    }
    free(line);
    fclose(in);
    if (loop.count == 0)
        fail(path, "no regular expression in it");
}

static void read_file(const char *path, size_t bytes)
{
    FILE *in = fopen(path, "rb");

    if (!in)
        fail(path, strerror(errno));
    if (bytes > loop.capacity_bytes) {
        loop.text = resized(loop.text, bytes);
        loop.capacity_bytes = bytes;
    }
    setbuf(in, NULL); /* the text goes straight to its place */
    if (fread(loop.text, 1, bytes, in) != bytes)
        fail(path, "is shorter than it was");
    fclose(in);
}

/* Returns 0, or PCRE2's error. */
static int count_matches(const pcre2_code *code, size_t bytes, uint32_t options)
{
    PCRE2_SPTR text = (PCRE2_SPTR)loop.text;
    const PCRE2_SIZE *place = pcre2_get_ovector_pointer(loop.match);
    PCRE2_SIZE from = 0;
    int result;

    options |= PCRE2_NOTEMPTY;
    while ((result = pcre2_match(code, text, bytes, from, options, loop.match,
                                 NULL)) > 0) {
        loop.matches++;
        from = place[1];
        options |= PCRE2_NO_UTF_CHECK;
    }
    return result == PCRE2_ERROR_NOMATCH ? 0 : result;
}

/* The first pattern checks that the text is UTF-8; the others need not. */
static void match_all(const char *path, size_t bytes)
{
    uint32_t options = 0;

    for (size_t i = 0; i < loop.count; i++) {
        int error = count_matches(loop.patterns[i], bytes, options);

        if (error) {
            PCRE2_UCHAR why[256];

            pcre2_get_error_message(error, why, sizeof(why));
            fprintf(stderr, "pcre2_loop: %s: %s\n", path, (const char *)why);
            return;
        }
        options = PCRE2_NO_UTF_CHECK;
    }
}

static int visit(const char *path, const struct stat *about, int kind,
                 struct FTW *place)
{
    (void)place;
    if (kind == FTW_F && about->st_size > 0) {
        size_t bytes = (size_t)about->st_size;

        read_file(path, bytes);
        match_all(path, bytes);
        loop.files++;
        loop.bytes += bytes;
    }
    return 0;
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fprintf(stderr, "Usage: pcre2_loop FOLDER REGEXES\n");
        return 64;
    }
    read_patterns(argv[2]);
    loop.match = pcre2_match_data_create(1, NULL);
    if (!loop.match)
        fail("memory", strerror(errno));
    if (nftw(argv[1], visit, OPEN_FOLDERS_MAX, FTW_PHYS) != 0)
        fail(argv[1], strerror(errno));
    printf("%llu %llu %llu\n", (unsigned long long)loop.files,
           (unsigned long long)loop.bytes, (unsigned long long)loop.matches);
    for (size_t i = 0; i < loop.count; i++)
        pcre2_code_free(loop.patterns[i]);
    free(loop.patterns);
    free(loop.text);
    pcre2_match_data_free(loop.match);
    return 0;
}
