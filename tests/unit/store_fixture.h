/*
 * store_fixture.h - stores in a folder of the test's own, whose rows have
 * numbers, so that a test knows what each must hold.
 *
 * "The store" is s.sqlite in the folder of folder_fixture.h.
 */
#ifndef TESTS_STORE_FIXTURE_H
#define TESTS_STORE_FIXTURE_H

#include "unit.h"

#include <stdbool.h>
#include <sys/types.h>

#include "folder_fixture.h"
#include "ingest/issue.h"
#include "tally/store.h"

enum { STORE_TODAY = 20000, STORE_KEEP = 60 };

/* What stores have said since the test began, or since it was last asserted. */
extern struct issues store_issues;

int store_test_begin(void **state);
int store_test_end(void **state);

/* A test in a folder of its own. */
#define STORE_TEST(name) \
    cmocka_unit_test_setup_teardown(name, store_test_begin, store_test_end)

/* Puts the rows from `from` to before `to`. */
void store_put_rows(struct store *store, unsigned from, unsigned to);

/* Returns how many of the rows are there; fails the test, or ends a child of it
 * with a signal, where one is not what was put. */
unsigned store_count_rows(struct store *store, unsigned from, unsigned to);

/* Opens a store of the folder; NULL where there is none to be had. */
struct store *store_open_on(const char *name, int64_t day);

/* Opens the store; fails the test where it cannot. */
struct store *store_open_here(void);

/* Makes the store, with the first so many rows. */
void store_make(unsigned rows);

/* Opens the store, counts the first so many rows, closes it. */
unsigned store_reopened(unsigned rows, int64_t day, int64_t keep);

/* Asserts that there is one issue, which has these words, and forgets it. */
void store_assert_told(const char *words);

/* Runs SQL on a file of the folder, as another program would. */
void store_run_sql(const char *name, const char *sql);

/* Returns the number that a query gives. */
int64_t store_ask_sql(const char *name, const char *sql);

/* Waits for a child; returns its exit code, or minus its signal. */
int wait_for_child(pid_t child);

#endif
