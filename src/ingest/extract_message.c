/* extract_message.c - see extract_message.h. */
#include "ingest/extract_message.h"

void pieces_skip(struct iovec **pieces, size_t *count, size_t bytes)
{
    while (*count && bytes >= (*pieces)->iov_len) {
        bytes -= (*pieces)->iov_len;
        ++*pieces;
        --*count;
    }
    if (*count) {
        (*pieces)->iov_base = (char *)(*pieces)->iov_base + bytes;
        (*pieces)->iov_len -= bytes;
    }
}
