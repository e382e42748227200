/*
 * fault_record.h - what the program asked of the file system, in order.
 *
 * With POLICYLEX_RECORD=FILE, each call that changes files or has them brought
 * to the disk is appended to FILE once it has succeeded, with what it wrote.
 * power_loss.py makes of that what a machine may find after its power failed.
 * The numbers are the host's own.
 */
#ifndef FAULTS_FAULT_RECORD_H
#define FAULTS_FAULT_RECORD_H

#include <stdint.h>
#include <sys/types.h>

enum record_kind {
    RECORD_CREATE = 1, /* made if it was not there; value: 1 if emptied */
    RECORD_WRITE,      /* value: offset; data */
    RECORD_TRUNCATE,   /* value: size */
    RECORD_SYNC,       /* a file or a folder */
    RECORD_RENAME,     /* path to data; value: 1 if they change places */
    RECORD_LINK,       /* path: the old name, data: the new */
    RECORD_SYMLINK,    /* path: the link, data: what it says */
    RECORD_REMOVE,
    RECORD_FOLDER
};

struct record {
    uint32_t kind;
    uint32_t path_length;
    uint64_t value;
    uint64_t data_length;
};

/* Begins, if it is asked for. */
void record_arm(void);

/* All keep errno. `folder` is as in openat(). */
void record_path(enum record_kind kind, int folder, const char *path,
                 uint64_t value);
void record_paths(enum record_kind kind, const int folders[2],
                  const char *const paths[2], uint64_t value);
void record_symlink(const char *says, int folder, const char *path);
void record_file(enum record_kind kind, int file, uint64_t value);
void record_write(int file, const void *data, ssize_t length, off_t offset);

#endif
