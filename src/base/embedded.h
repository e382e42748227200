/*
 * embedded.h - the data files that the program carries inside.
 *
 * So that the program counts the same wherever it stands, the data that it
 * cannot do without is compiled in: src/base/embed-files turns the files that
 * the Makefile names (EMBEDDED) into C. A name is the end of the path, for
 * example "abbreviations/en.txt" or "page/page.css". `bytes` are
 * the file's own, followed by a NUL that `length` (in bytes) does not count.
 *
 * The files are in the Makefile's order; an entry without a name ends them.
 * Constant, so any thread may read them.
 */
#ifndef BASE_EMBEDDED_H
#define BASE_EMBEDDED_H

#include <stddef.h>

struct embedded_file {
    const char *name;
    const char *bytes;
    size_t length;
};

extern const struct embedded_file embedded_files[];
extern const size_t embedded_file_count;

#endif
