/* utf8_repair.c - see utf8_repair.h. */
#include "base/utf8_repair.h"

#include "base/utf8_valid.h"

struct utf8_repair utf8_add_repaired(struct buffer *out, const char *text,
                                     size_t length)
{
    struct utf8_repair repair = {0, 0};
    size_t at = 0;

    while (at < length) {
        size_t valid = utf8_valid_length(text + at, length - at);

        buffer_add(out, text + at, valid);
        at += valid;
        if (at == length)
            break;
        if (!repair.count++)
            repair.first = at;
        buffer_add_text(out, "\uFFFD");
        at += utf8_invalid_length(text + at, length - at);
    }
    return repair;
}
