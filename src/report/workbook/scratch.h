/*
 * scratch.h - libxlsxwriter's temporary files, and whether they were written.
 *
 * The library writes every part of a workbook to a temporary file first, and
 * looks at none of those writes: on a full disk it zips what is there and
 * reports success. Its lxw_tmpfile() is meant to be put in place by programs
 * that need another; the one here
 *   - makes files without a name, in the folder of the workbook and nowhere
 *     else, so that nothing is left behind whatever happens,
 *   - remembers the first write or read that failed,
 *   - knows which files are open, since the library leaves them open when it
 *     gives up.
 *
 *     struct scratch scratch = {.folder = folder};
 *
 *     scratch_use(&scratch);
 *     ... calls of the library that may make files ...
 *     scratch_use(NULL);
 *     status = scratch_check(&scratch, err);
 *     scratch_release(&scratch);
 *
 * Where a system binds the library's calls to its own function (ld -Bsymbolic)
 * this one is not asked; what is then lost is found by reading the workbook
 * back (check.h), but for a hole in a chart or a note.
 *
 * Threads: a scratch belongs to one; scratch_use() is of the calling thread.
 */
#ifndef REPORT_WORKBOOK_SCRATCH_H
#define REPORT_WORKBOOK_SCRATCH_H

#include <stddef.h>

#include "base/attr.h"
#include "base/error.h"

struct scratch_file;

struct scratch {
    const char *folder; /* set by the caller, borrowed; the rest zeroed */
    struct scratch_file *open_files;
    int failed_errno; /* of the first call that failed; 0: none did */
    size_t made;      /* files so far */
};

/* From now on this thread's files are made by `scratch`; NULL: none are. */
void scratch_use(struct scratch *scratch);

/* ERR_CREATE if no file can be made there: better asked before the library is,
 * which speaks on stderr. */
enum status scratch_try(struct scratch *scratch, struct error *err) MUST_USE;

/* ERR_IO if anything that the scratch was told to keep may be lost. */
enum status scratch_check(const struct scratch *scratch,
                          struct error *err) MUST_USE;

/* Closes what the library has left open. */
void scratch_release(struct scratch *scratch);

#endif
