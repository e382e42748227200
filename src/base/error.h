/*
 * error.h - what went wrong, in a sentence that a person can act on.
 *
 * A function that can fail returns `enum status` and takes `struct error *`
 * last. The function that detects the problem writes the sentence: what, where,
 * why, and what to do; a caller that knows the place better puts it in front
 * with error_context(). The text then reads from the outside in:
 *
 *     lexicons/norms.csv:14:3: pattern: missing closing parenthesis
 *
 * The status says what kind of problem it is; the command line turns it into
 * the exit code (see cli/exit.h).
 *
 * Ownership: the error owns no memory; it is a plain value and may be copied.
 */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include "base/attr.h"

enum status {
    OK = 0,
    ERR_USAGE,   /* the caller asked for something that makes no sense */
    ERR_INPUT,   /* a lexicon, manifest or setting is unusable as it stands */
    ERR_MISSING, /* there is no such corpus, file or folder */
    ERR_CREATE,  /* a file or folder cannot be created */
    ERR_IO,      /* reading or writing failed; errno's words are in the text */
    ERR_LOCKED,  /* another run holds the lock */
    ERR_STOPPED, /* it was asked to end before it was done (stop.h) */
    ERR_FORMAT,  /* a document's bytes are not what its type promises */
    ERR_LIMIT,   /* a stated limit was reached (size, depth, matches) */
    ERR_BUG,     /* an invariant of the program does not hold */
};

enum { ERROR_TEXT_MAX = 1024 };

struct error {
    enum status code;
    int number;                /* errno, where it was the system; else 0 */
    char text[ERROR_TEXT_MAX]; /* one line, UTF-8, no trailing newline */
};

/* Records `code` and a formatted sentence; returns `code` so that a failing
 * branch is one statement. A longer sentence is cut, never overflowed. */
enum status error_set(struct error *err, enum status code, const char *fmt, ...)
    PRINTF_LIKE(3, 4);

/* The same, followed by ": " and the words of `errno` as it was on entry. */
enum status error_errno(struct error *err, enum status code, const char *fmt,
                        ...) PRINTF_LIKE(3, 4);

/* Puts "<formatted text>: " before the sentence already recorded; returns the
 * recorded code. Call it only on an error that has been set. */
enum status error_context(struct error *err, const char *fmt, ...)
    PRINTF_LIKE(2, 3);

#endif
