/*
 * store_file.h - the file of a store: opened, judged, made, put out of the way.
 *
 * Threads: a connection belongs to one thread at a time.
 */
#ifndef TALLY_STORE_FILE_H
#define TALLY_STORE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <sqlite3.h>

#include "tally/store_verdict.h"

/* Runs statements that give no rows of interest. */
enum store_trouble store_run(sqlite3 *db, const char *sql,
                             struct store_verdict *verdict);

/* Returns the first number that a query gives, 0 where it gives none. */
int64_t store_number(sqlite3 *db, const char *sql);

/* Prepares a statement that lives as long as the connection. */
enum store_trouble store_prepare(sqlite3 *db, const char *sql,
                                 sqlite3_stmt **out,
                                 struct store_verdict *verdict);

/* Returns the path as SQLite gets it: without symbolic links, and never one of
 * the names that SQLite gives a meaning. The caller frees it. */
char *store_file_path(const char *path);

/* Opens the store for writing, makes it where there is none. On any trouble
 * `*db` is NULL. */
enum store_trouble store_file_open(const char *path, sqlite3 **db,
                                   struct store_verdict *verdict);

/* Opens a second connection to an open store, for reading. */
enum store_trouble store_file_open_reader(const char *path, sqlite3 **db,
                                          struct store_verdict *verdict);

/* Renames the file, and what SQLite keeps beside it, to PATH.damaged, in place
 * of an older store; false, and errno says why: EEXIST where PATH.damaged is
 * something else. */
bool store_file_set_aside(const char *path);

/* Removes the file, and what SQLite keeps beside it. */
bool store_file_remove(const char *path);

#endif
