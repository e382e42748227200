/*
 * store_file.h - the file of a store: opened, judged, made, put out of the way.
 *
 * This is what store.c knows of SQLite's files and result codes.
 */
#ifndef TALLY_STORE_FILE_H
#define TALLY_STORE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <sqlite3.h>

#include "base/attr.h"

/* How bad it is; a worse one takes the place of a better one. */
enum store_trouble {
    STORE_FINE,
    STORE_HINDERED,      /* another program is at it, or the like: may pass */
    STORE_UNUSABLE,      /* no room, no right to write, a failing disk */
    STORE_OTHER_VERSION, /* another version of this program wrote it */
    STORE_FOREIGN,       /* not a store at all */
    STORE_DAMAGED,
};

enum { STORE_REASON_MAX = 256 };

/* A trouble and the reason, which completes "is damaged: ". */
struct store_verdict {
    enum store_trouble trouble;
    char reason[STORE_REASON_MAX];
};

/* Sets the verdict; returns the trouble. */
enum store_trouble store_verdict_set(struct store_verdict *verdict,
                                     enum store_trouble trouble,
                                     const char *fmt, ...) PRINTF_LIKE(3, 4);

/* Sets the verdict on a result code of SQLite, other than SQLITE_OK, _ROW and
 * _DONE. Ends the run where memory is short. */
enum store_trouble store_verdict_of(struct store_verdict *verdict, sqlite3 *db,
                                    int code);

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

/* Renames the file, and what SQLite keeps beside it, to PATH.damaged; false,
 * and errno says why. */
bool store_file_set_aside(const char *path);

/* Removes the file, and what SQLite keeps beside it. */
bool store_file_remove(const char *path);

#endif
