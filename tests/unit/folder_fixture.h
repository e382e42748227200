/*
 * folder_fixture.h - a folder of a test's own, and what is said meanwhile.
 *
 *     cmocka_unit_test_setup_teardown(f, folder_begin, folder_end)
 *
 *     folder_write("corpus/a.txt", "norms\n");
 *     assert_true(folder_has("reports/latest"));
 *     capture_begin(stderr);
 *     log_info(&settings, "done");
 *     assert_string_equal(capture_end(), "policylex: done\n");
 */
#ifndef TESTS_FOLDER_FIXTURE_H
#define TESTS_FOLDER_FIXTURE_H

#include <stdbool.h>
#include <stdio.h>

#include "lexicon/model.h"

/* Make the folder; remove it and all below it. */
int folder_begin(void **state);
int folder_end(void **state);

/* Returns the path of a file of the folder ("": of the folder itself). Good
 * until folder_end(), as all strings here are. */
char *folder_path(const char *name);

/* Writes a file, and the folders that it lies in. */
void folder_write(const char *name, const char *text);

/* Returns a file's text; fails the test where there is none. */
const char *folder_read(const char *name);

bool folder_has(const char *name);

/* Loads a lexicon from CSV into the zeroed `out`; fails the test where it is
 * refused. */
void folder_load_lexicon(struct lexicon *out, const char *csv);

/* What is written to stdout or stderr from one call to the other. Nothing may
 * be asserted in between. */
void capture_begin(FILE *stream);
const char *capture_end(void);

/* Fails the test unless `words` stand in `text`. */
void assert_has(const char *text, const char *words);

#endif
