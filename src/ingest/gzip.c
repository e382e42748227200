/* gzip.c - see gzip.h. */
#include "ingest/gzip.h"

#include <stdbool.h>
#include <string.h>
#include <zlib.h>

#include "base/memory.h"
#include "ingest/sniff.h"

/* Inflates the rest of a member; Z_STREAM_END when it was whole. */
static int unpack_member(z_stream *stream, struct buffer *out)
{
    enum { BLOCK = 1 << 16 };
    unsigned char block[BLOCK];
    int result;

    do {
        stream->next_out = block;
        stream->avail_out = sizeof(block);
        result = inflate(stream, Z_NO_FLUSH);
        buffer_add(out, block, sizeof(block) - stream->avail_out);
    } while (result == Z_OK && !buffer_is_full(out));
    return result;
}

static enum status unpack_all(z_stream *stream, struct buffer *out,
                              struct error *err)
{
    for (;;) {
        int result = unpack_member(stream, out);

        if (buffer_is_full(out))
            return error_set(err, ERR_LIMIT,
                             "unpacks to more than %zu MB; unpack and split it",
                             out->limit >> 20U);
        if (result == Z_BUF_ERROR) /* it wants more than there is */
            return error_set(err, ERR_FORMAT,
                             "is gzip-compressed and cut short (after %zu "
                             "bytes of what it holds); fetch it again",
                             out->length);
        if (result == Z_MEM_ERROR)
            memory_give_up(0);
        if (result != Z_STREAM_END)
            return error_set(err, ERR_FORMAT,
                             "is gzip-compressed and damaged (%s, after %zu "
                             "bytes of what it holds); fetch it again",
                             stream->msg ? stream->msg : "no valid data",
                             out->length);
        if (!sniff_gzip((const char *)stream->next_in, stream->avail_in))
            return OK;
        inflateReset(stream);
    }
}

enum status gzip_unpack(struct buffer *bytes, struct error *err)
{
    enum { WINDOW = 15, GZIP_ONLY = 16 };
    struct buffer out = {.limit = GZIP_OUTPUT_MAX};
    z_stream stream = {.next_in = (unsigned char *)bytes->data,
                       .avail_in = (unsigned)bytes->length};
    enum status status;

    if (bytes->limit && bytes->limit < out.limit)
        out.limit = bytes->limit;
    if (inflateInit2(&stream, WINDOW + GZIP_ONLY) != Z_OK)
        memory_give_up(0);
    status = unpack_all(&stream, &out, err);
    inflateEnd(&stream);
    if (status == OK && !buffer_take(bytes, &out))
        status = error_set(err, ERR_LIMIT, "unpacks to more than the limit");
    buffer_release(&out);
    return status;
}
