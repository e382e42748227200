/* standard_input.c - see standard_input.h. */
#include "cli/standard_input.h"

#include <errno.h>
#include <unistd.h>

enum status standard_input_read(struct buffer *out, struct error *err)
{
    char block[65536];
    ssize_t length;

    buffer_reset(out);
    while ((length = read(STDIN_FILENO, block, sizeof(block))) != 0) {
        if (length > 0)
            buffer_add(out, block, (size_t)length);
        else if (errno != EINTR)
            return error_errno(err, ERR_IO, "standard input: cannot be read");
        if (buffer_is_full(out))
            return error_set(err, ERR_LIMIT, "standard input: it is too large");
    }
    return OK;
}
