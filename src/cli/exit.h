/* exit.h - exit codes, a contract with scripts (sysexits.h where it has one).
 */
#ifndef CLI_EXIT_H
#define CLI_EXIT_H

#include "base/error.h"

enum {
    EXIT_PUBLISHED = 0,
    EXIT_SOME_UNREADABLE = 2, /* published, but some documents are missing */
    EXIT_USAGE = 64,
    EXIT_INPUT = 65,   /* lexicon, manifest or settings are unusable */
    EXIT_MISSING = 66, /* no such corpus or file */
    EXIT_BUG = 70,
    EXIT_CREATE = 73,
    EXIT_IO = 74,
    EXIT_LOCKED = 75,  /* another run is at work */
    EXIT_STOPPED = 75, /* likewise: try again */
};

static inline int exit_code_of(enum status status)
{
    switch (status) {
    case OK:
        return EXIT_PUBLISHED;
    case ERR_USAGE:
        return EXIT_USAGE;
    case ERR_INPUT:
    case ERR_FORMAT:
    case ERR_LIMIT:
        return EXIT_INPUT;
    case ERR_MISSING:
        return EXIT_MISSING;
    case ERR_CREATE:
        return EXIT_CREATE;
    case ERR_IO:
        return EXIT_IO;
    case ERR_LOCKED:
        return EXIT_LOCKED;
    case ERR_STOPPED:
        return EXIT_STOPPED;
    case ERR_BUG:
    default:
        return EXIT_BUG;
    }
}

#endif
