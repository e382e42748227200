/*
 * digest.c - see digest.h.
 *
 * EVP_sha256() would make OpenSSL 3 look the algorithm up again at every
 * initialisation, which costs more than hashing a short document; so it is
 * fetched once a process, and a thread's context is used again and again.
 */
#include "base/digest.h"

#include <openssl/evp.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/attr.h"
#include "base/memory.h"

static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_key_t thread_context;
static EVP_MD *sha256;

enum { EXIT_NO_DIGEST = 74 }; /* as any other refusal by the system */

NORETURN static void give_up(void)
{
    fprintf(stderr, "policylex: OpenSSL cannot compute SHA-256; nothing "
                    "published was touched. Look for a setting in openssl.cnf "
                    "that leaves out the default provider.\n");
    _Exit(EXIT_NO_DIGEST);
}

static void must(int is_done)
{
    if (!is_done)
        give_up();
}

static void free_context(void *context)
{
    EVP_MD_CTX_free(context);
}

static void prepare(void)
{
    sha256 = EVP_MD_fetch(NULL, "SHA256", NULL);
    must(sha256 && pthread_key_create(&thread_context, free_context) == 0);
}

static EVP_MD_CTX *new_context(void)
{
    EVP_MD_CTX *context;

    must(pthread_once(&once, prepare) == 0);
    context = EVP_MD_CTX_new();
    must(context != NULL);
    return context;
}

static EVP_MD_CTX *get_thread_context(void)
{
    EVP_MD_CTX *context;

    must(pthread_once(&once, prepare) == 0);
    context = pthread_getspecific(thread_context);
    if (!context) {
        context = new_context();
        must(pthread_setspecific(thread_context, context) == 0);
    }
    return context;
}

void digest_of(const void *bytes, size_t length, struct digest *digest)
{
    EVP_MD_CTX *context = get_thread_context();

    must(EVP_DigestInit_ex2(context, sha256, NULL));
    must(EVP_DigestUpdate(context, bytes, length));
    must(EVP_DigestFinal_ex(context, digest->bytes, NULL));
}

void digest_to_hex(const struct digest *digest, char hex[DIGEST_HEX_SIZE])
{
    static const char digits[] = "0123456789abcdef";

    for (size_t i = 0; i < DIGEST_SIZE; i++) {
        hex[2 * i] = digits[digest->bytes[i] >> 4];
        hex[2 * i + 1] = digits[digest->bytes[i] & 15];
    }
    hex[2 * DIGEST_SIZE] = '\0';
}

struct digest_stream {
    EVP_MD_CTX *context;
};

struct digest_stream *digest_stream_new(void)
{
    struct digest_stream *stream = memory_get(sizeof(*stream));

    stream->context = new_context();
    must(EVP_DigestInit_ex2(stream->context, sha256, NULL));
    return stream;
}

void digest_stream_free(struct digest_stream *stream)
{
    if (!stream)
        return;
    EVP_MD_CTX_free(stream->context);
    free(stream);
}

void digest_stream_add(struct digest_stream *stream, const void *bytes,
                       size_t length)
{
    must(EVP_DigestUpdate(stream->context, bytes, length));
}

void digest_stream_add_text(struct digest_stream *stream, const char *text)
{
    if (text)
        digest_stream_add(stream, text, strlen(text) + 1);
    else
        digest_stream_add(stream, "\xff", 1); /* no text is UTF-8 with it */
}

void digest_stream_add_number(struct digest_stream *stream, uint64_t number)
{
    digest_stream_add(stream, &number, sizeof(number));
}

void digest_stream_finish(struct digest_stream *stream, struct digest *digest)
{
    must(EVP_DigestFinal_ex(stream->context, digest->bytes, NULL));
    must(EVP_DigestInit_ex2(stream->context, sha256, NULL));
}
