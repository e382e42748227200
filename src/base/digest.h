/*
 * digest.h - SHA-256 of a buffer, or of a stream.
 *
 * Documents are known by the digest of their bytes, and so are the files of a
 * report (datapackage.json). OpenSSL does the work, with the processor's own
 * instructions where there are any.
 *
 *     struct digest digest;
 *     char hex[DIGEST_HEX_SIZE];
 *
 *     digest_of(bytes, length, &digest);
 *     digest_to_hex(&digest, hex);
 *
 * Errors: none. Memory apart, SHA-256 fails only where the machine's OpenSSL
 * has been configured without it; the program then ends with a sentence.
 *
 * Threads: every function may be called from any thread; digest_of() keeps one
 * OpenSSL context a thread, freed when the thread ends. A stream belongs to one
 * thread at a time.
 */
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include <stddef.h>
#include <stdint.h>

enum { DIGEST_SIZE = 32, DIGEST_HEX_SIZE = 2 * DIGEST_SIZE + 1 };

struct digest {
    unsigned char bytes[DIGEST_SIZE];
};

/* The digest of [bytes, bytes + length); `bytes` may be NULL if length is 0. */
void digest_of(const void *bytes, size_t length, struct digest *digest);

/* Lower-case hexadecimal, NUL-terminated. */
void digest_to_hex(const struct digest *digest, char hex[DIGEST_HEX_SIZE]);

struct digest_stream;

/* A stream that has seen nothing; free it with digest_stream_free(). */
struct digest_stream *digest_stream_new(void);
void digest_stream_free(struct digest_stream *stream);

void digest_stream_add(struct digest_stream *stream, const void *bytes,
                       size_t length);

/* Adds a text with its end, so that "ab" and "c" are not "a" and "bc"; NULL is
 * not "". */
void digest_stream_add_text(struct digest_stream *stream, const char *text);

void digest_stream_add_number(struct digest_stream *stream, uint64_t number);

/* The digest of all that was added; the stream is then as good as new. */
void digest_stream_finish(struct digest_stream *stream, struct digest *digest);

#endif
