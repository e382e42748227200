/*
 * store_fuzz.c - a store of which any bytes are wrong: a row that is found is
 * what was put, on that night and on the next.
 *
 * An input is patches of a whole store, each four bytes: two for the place, in
 * steps of three bytes, one that is laid over what stands there, and one that
 * says how often, or that the file ends there.
 */
#include "fuzz.h"

#include "base/buffer.h"
#include "base/digest.h"
#include "base/files.h"
#include "base/walk.h"
#include "ingest/issue.h"
#include "tally/store.h"

enum { ROWS = 20, TODAY = 20000, PATCH_BYTES = 4, STEP = 3, CUT = 255 };

static char folder[64], path[96];
static struct buffer image;

static void remove_folder(void)
{
    struct error err;

    REQUIRE(tree_remove(folder, &err) == OK);
}

/* The row of a number: its key, and a body that may take several pages. */
static void make_row(unsigned number, struct digest *key, struct buffer *body)
{
    digest_of(&number, sizeof(number), key);
    buffer_reset(body);
    for (unsigned i = 0; i < 1 + number * number * 8; i++)
        buffer_add_format(body, "%u,", number + i);
}

static void put_row(struct store *store, unsigned number)
{
    struct buffer body = {0};
    struct digest key;

    make_row(number, &key, &body);
    store_put(store, number % 2 ? STORE_TEXT : STORE_TALLY, &key, body.data,
              body.length);
    buffer_release(&body);
}

static bool get_row(struct store_reader *reader, unsigned number)
{
    struct buffer body = {0}, found = {.limit = 1 << 20};
    struct digest key;
    bool is_there;

    make_row(number, &key, &body);
    is_there = store_get(reader, number % 2 ? STORE_TEXT : STORE_TALLY, &key,
                         &found);
    if (is_there) {
        REQUIRE(found.length == body.length);
        REQUIRE(memcmp(found.data, body.data, body.length) == 0);
    }
    buffer_release(&body);
    buffer_release(&found);
    return is_there;
}

static void check_issues(struct issues *issues)
{
    for (size_t i = 0; i < issues->count; i++)
        REQUIRE(strcmp(issues->items[i].stage, "store") == 0 &&
                *issues->items[i].message);
    issues_release(issues);
}

/* Makes a store in memory, and keeps the bytes of its file. */
static void make_image(void)
{
    struct issues issues = {0};
    struct store *store;
    struct error err;

    snprintf(folder, sizeof(folder), "%s/policylex-fuzz-XXXXXX",
             access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
    REQUIRE(mkdtemp(folder) != NULL);
    atexit(remove_folder);
    snprintf(path, sizeof(path), "%s/s.sqlite", folder);
    store_open(path, TODAY, &store, &issues);
    for (unsigned row = 0; row < ROWS; row++)
        put_row(store, row);
    store_close(store, STORE_KEEP_ALL, &issues);
    REQUIRE(issues.count == 0 && file_read(path, &image, &err) == OK);
}

/* Writes the store's file with the patches. */
static void write_patched(const uint8_t *patches, size_t length)
{
    struct buffer file = {0};
    FILE *stream;

    buffer_add(&file, image.data, image.length);
    for (; length >= PATCH_BYTES; length -= PATCH_BYTES) {
        size_t at = (size_t)STEP * (size_t)(patches[0] << 8 | patches[1]);
        size_t count = patches[3];

        at %= file.length;
        if (count == CUT)
            file.length = at + 1;
        for (size_t i = at; count != CUT && i <= at + count; i++)
            if (i < file.length)
                file.data[i] = (char)(file.data[i] ^ patches[2]);
        patches += PATCH_BYTES;
    }
    stream = fopen(path, "we");
    REQUIRE(stream && fwrite(file.data, 1, file.length, stream) == file.length);
    REQUIRE(fclose(stream) == 0);
    buffer_release(&file);
}

/* A night, which puts one row more. */
static void use_store(int64_t today)
{
    struct issues issues = {0};
    struct store *store;
    struct store_reader *reader;

    store_open(path, today, &store, &issues);
    reader = store_reader_new(store);
    for (unsigned row = 0; row <= ROWS; row++)
        (void)get_row(reader, row); /* a damaged key is a miss */
    put_row(store, ROWS);
    store_reader_free(reader);
    store_close(store, 60, &issues);
    check_issues(&issues);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    static const char *const beside[] = {"-wal", "-shm", ".damaged"};
    char name[sizeof(path) + 16];

    if (!*folder)
        make_image();
    for (size_t i = 0; i < sizeof(beside) / sizeof(*beside); i++) {
        snprintf(name, sizeof(name), "%s%s", path, beside[i]);
        unlink(name);
    }
    write_patched(bytes, length);
    use_store(TODAY + 30);
    use_store(TODAY + 31);
    return 0;
}
