/* digest_test.c - the SHA-256 of FIPS 180-4, whole and in pieces. */
#include "base/digest.h"

#include <pthread.h>
#include <string.h>

#include "unit.h"

static void assert_hex(const struct digest *digest, const char *want)
{
    char hex[DIGEST_HEX_SIZE];

    digest_to_hex(digest, hex);
    assert_string_equal(hex, want);
}

static void published_examples(void **state)
{
    struct digest digest;

    (void)state;
    digest_of(NULL, 0, &digest);
    assert_hex(&digest, "e3b0c44298fc1c149afbf4c8996fb924"
                        "27ae41e4649b934ca495991b7852b855");
    digest_of("abc", 3, &digest);
    assert_hex(&digest, "ba7816bf8f01cfea414140de5dae2223"
                        "b00361a396177a9cb410ff61f20015ad");
    digest_of("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 56,
              &digest);
    assert_hex(&digest, "248d6a61d20638b8e5c026930c3e6039"
                        "a33ce45964ff2167f6ecedd419db06c1");
}

static void pieces_give_the_digest_of_the_whole(void **state)
{
    struct digest_stream *stream = digest_stream_new();
    struct digest whole, pieces;
    char text[1000];

    (void)state;
    for (size_t i = 0; i < sizeof(text); i++)
        text[i] = (char)('a' + i % 26);
    digest_of(text, sizeof(text), &whole);
    for (int again = 0; again < 2; again++) {
        for (size_t i = 0; i < sizeof(text); i += 8)
            digest_stream_add(stream, text + i, 8);
        digest_stream_finish(stream, &pieces);
        assert_memory_equal(&pieces, &whole, sizeof(whole));
    }
    digest_stream_free(stream);
    digest_stream_free(NULL);
}

static void *digest_many(void *result)
{
    for (int i = 0; i < 1000; i++)
        digest_of("abc", 3, result);
    return NULL;
}

static void stream_of(struct digest *digest, const char *a, const char *b)
{
    struct digest_stream *stream = digest_stream_new();

    digest_stream_add_text(stream, a);
    digest_stream_add_text(stream, b);
    digest_stream_add_number(stream, 7);
    digest_stream_finish(stream, digest);
    digest_stream_free(stream);
}

static void texts_keep_apart(void **state)
{
    static const char *const pairs[][2] = {
        {"ab", "c"},   {"a", "bc"},   {"abc", ""}, {"", "abc"},
        {"abc", NULL}, {NULL, "abc"}, {"", ""},    {NULL, NULL}};
    struct digest digests[8], again;

    (void)state;
    for (size_t i = 0; i < 8; i++) {
        stream_of(&digests[i], pairs[i][0], pairs[i][1]);
        for (size_t j = 0; j < i; j++)
            assert_memory_not_equal(&digests[i], &digests[j],
                                    sizeof(digests[i]));
    }
    stream_of(&again, "ab", "c");
    assert_memory_equal(&again, &digests[0], sizeof(again));
}

static void threads_do_not_meet(void **state)
{
    pthread_t threads[4];
    struct digest digests[4];

    (void)state;
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(
            pthread_create(&threads[i], NULL, digest_many, &digests[i]), 0);
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(pthread_join(threads[i], NULL), 0);
        assert_hex(&digests[i], "ba7816bf8f01cfea414140de5dae2223"
                                "b00361a396177a9cb410ff61f20015ad");
    }
}

UNIT_MAIN(cmocka_unit_test(published_examples),
          cmocka_unit_test(pieces_give_the_digest_of_the_whole),
          cmocka_unit_test(texts_keep_apart),
          cmocka_unit_test(threads_do_not_meet))
