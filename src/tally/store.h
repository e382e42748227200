/*
 * store.h - what was made of documents, kept from night to night.
 *
 * Two kinds of rows, each found by a key of the caller's: what taking a
 * document apart gave, and what counting it gave. A key is the digest of
 * everything that the row follows from, so a row is right or it is not there;
 * nothing is ever brought up to date. What a row holds is the caller's affair.
 *
 *     struct store *store;
 *
 *     store_open("reports/store.sqlite", today, &store, &issues);
 *     reader = store_reader_new(store);            each worker has its own
 *     if (!store_get(reader, STORE_TALLY, &key, &row))
 *         ... count, then store_put(store, STORE_TALLY, &key, bytes, length);
 *     store_reader_free(reader);
 *     store_close(store, 60, &issues);
 *
 * The store makes nights quick; it never makes them wrong and never stops one.
 * So no function here fails. Without a store (NULL), every get is a miss and
 * every put does nothing. What cannot be opened, is locked or has no room left
 * is done without, for this night. What is damaged, or was not written by this
 * program, is set aside as PATH.damaged, in place of an older store, and a new
 * store is begun; where PATH.damaged is something else, none is. An issue of
 * stage "store" says each time what happened.
 *
 * Damage is found when a row is read: its checksum covers kind, key and body.
 * From then on the whole store is done without, and store_close() sets it
 * aside. A damaged key is not found; that is a miss.
 *
 * Rows are put in batches of 8 MB or two seconds, each synced to the disk. A
 * program that is killed, or a machine that loses power, loses the last one.
 *
 * Paths are bytes, as the system takes them; SQLite's `file:` and `:memory:`
 * mean nothing here. Two programs may use a store at once: one waits up to two
 * seconds for the other, and goes on without storing where that is too short.
 * A program that forks uses its store in the parent only.
 *
 * Threads: a reader belongs to one thread at a time; store_put(),
 * store_distrust() and store_counts() may be called from any thread, the rest
 * by one thread while no other uses the store.
 */
#ifndef TALLY_STORE_H
#define TALLY_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buffer;
struct digest;
struct issues;
struct store;
struct store_reader;

/* Written to the file: a kind keeps its number. */
enum store_kind {
    STORE_TEXT = 1,  /* what taking a document apart gave */
    STORE_TALLY = 2, /* what counting it gave */
};

enum {
    STORE_BODY_MAX = 64 << 20, /* bytes of a row; larger ones are not kept */
    STORE_TOUCH_DAYS = 7,      /* how far behind the day of last use may be */
    STORE_KEEP_ALL = -1,       /* for `keep_days`: remove nothing */
};

/* What was asked and kept since the store was opened. */
struct store_counts {
    uint64_t gets, hits;
    uint64_t puts, put_bytes; /* handed over to be written */
};

/* Opens the store at `path`, makes it where there is none. `today` counts days
 * from any fixed day. `*out` is NULL where there is none to be had. */
void store_open(const char *path, int64_t today, struct store **out,
                struct issues *issues);

/* Writes what is left, removes rows that nobody has used for `keep_days` (and
 * at most STORE_TOUCH_DAYS longer), gives room back to the disk, and frees the
 * store, whose readers have been freed. */
void store_close(struct store *store, int64_t keep_days, struct issues *issues);

struct store_reader *store_reader_new(struct store *store);
void store_reader_free(struct store_reader *reader);

/* Replaces what is in `out` by the body of a row; false when there is no such
 * row, or none to trust, or its body exceeds the limit of `out`. */
bool store_get(struct store_reader *reader, enum store_kind kind,
               const struct digest *key, struct buffer *out);

/* Returns whether the row that was got last had not been used for
 * STORE_TOUCH_DAYS, and store_touch() marks another as used now; where there is
 * no such row nothing happens. For rows that are to stay as long as a row that
 * spares getting them. */
bool store_was_due(const struct store_reader *reader);
void store_touch(struct store_reader *reader, enum store_kind kind,
                 const struct digest *key);

/* Keeps a copy of [bytes, bytes + length) under `key`; where there is such a
 * row already, it stays. */
void store_put(struct store *store, enum store_kind kind,
               const struct digest *key, const void *bytes, size_t length);

/* Does without the store from now on, and has it set aside in the end: the
 * caller cannot read a row that the store held for whole. `why` completes "is
 * damaged: ". */
void store_distrust(struct store *store, const char *why);

struct store_counts store_counts(struct store *store);

#endif
