/* standard_input.h - "-" where one file is asked for. */
#ifndef CLI_STANDARD_INPUT_H
#define CLI_STANDARD_INPUT_H

#include "base/attr.h"
#include "base/buffer.h"
#include "base/error.h"

/* Reads standard input to its end into `out`, which is reset first. ERR_IO;
 * ERR_LIMIT: more than the buffer's limit. */
MUST_USE enum status standard_input_read(struct buffer *out, struct error *err);

#endif
