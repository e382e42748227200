/* fuzz.h - what the fuzz targets share: a claim that must hold, a file made of
 * bytes, and the data that the program carries inside. */
#ifndef TESTS_FUZZ_H
#define TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/embedded.h"
#include "text/abbreviations.h"

/* libFuzzer's name for the function that it calls with each input. */
// NOLINTNEXTLINE(readability-identifier-naming)
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

/* Ends the run, so that libFuzzer keeps the input, unless the claim holds. */
#define REQUIRE(claim)                                                      \
    ((claim) ? (void)0                                                      \
             : (fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #claim), \
                abort()))

/* Returns the path of a regular file that holds the bytes, in memory only; good
 * until the next call. */
static inline const char *fuzz_file(const uint8_t *bytes, size_t length)
{
    static char path[32];
    static int file = -1;

    if (file < 0)
        file = memfd_create("fuzz", 0);
    REQUIRE(file >= 0 && ftruncate(file, 0) == 0);
    REQUIRE(pwrite(file, bytes, length, 0) == (ssize_t)length);
    snprintf(path, sizeof(path), "/proc/self/fd/%d", file);
    return path;
}

/* Returns a copy of the bytes with nothing readable after it, for the sanitizer
 * to see overruns; the caller frees it. */
static inline char *fuzz_exact(const void *bytes, size_t length)
{
    char *copy = malloc(length ? length : 1);

    REQUIRE(copy != NULL);
    if (length)
        memcpy(copy, bytes, length);
    return copy;
}

/* Returns the shipped abbreviations, loaded once. */
static inline const struct abbreviations *fuzz_abbreviations(void)
{
    static struct abbreviations *list;
    struct error err;

    for (size_t i = 0; !list && i < embedded_file_count; i++)
        if (strcmp(embedded_files[i].name, "abbreviations/en.txt") == 0)
            REQUIRE(abbreviations_new(embedded_files[i].bytes,
                                      embedded_files[i].length, "en.txt", &list,
                                      &err) == OK);
    REQUIRE(list != NULL);
    return list;
}

#endif
