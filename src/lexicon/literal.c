/* literal.c - see literal.h. */
#include "lexicon/literal.h"

#include <string.h>

void literal_fold(const char *text, size_t length, struct buffer *out)
{
    static const char long_s[] = "\u017F", kelvin[] = "\u212A";

    for (size_t i = 0; i < length; i++) {
        if (length - i >= 2 && memcmp(text + i, long_s, 2) == 0) {
            buffer_add_byte(out, 's');
            i += 1;
        } else if (length - i >= 3 && memcmp(text + i, kelvin, 3) == 0) {
            buffer_add_byte(out, 'k');
            i += 2;
        } else {
            buffer_add_byte(out, literal_fold_byte(text[i]));
        }
    }
}
