/* shard_damage_test.c - bytes with the right digest behind them that are no
 * shard file's all the same: refused, or found out when they are read. */
#include "unit.h"

#include "folder_fixture.h"
#include "run/shard.h"
#include "run/shard_file.h"

static const char magic[] = "policylex shard file\n";

static struct shard_file file;
static struct buffer bytes; /* of what is to be a file */
static struct error err;

static int end(void **state)
{
    shard_file_close(&file);
    buffer_release(&bytes);
    return folder_end(state);
}

static const char *part(void)
{
    return folder_path("1.part");
}

static void assert_ok(enum status status)
{
    if (status != OK)
        fail_msg("%s", err.text);
}

static void assert_refused(const char *words)
{
    assert_int_equal(shard_file_open(&file, part(), &err), ERR_INPUT);
    assert_string_equal(err.text + strlen(part()), words);
    assert_null(file.bytes);
}

static const char is_damaged[] = ": is damaged (its bytes are not those that "
                                 "were written); count its shard again";

/* -- Bytes ----------------------------------------------------------------- */

/* Begins bytes of a version, with a header up to its shards. */
static void begin_bytes(uint64_t version, uint64_t shard_count)
{
    buffer_reset(&bytes);
    buffer_add_text(&bytes, magic);
    pack_number(&bytes, version);
    pack_number(&bytes, shard_count);
}

static void add_numbers(const uint64_t *numbers, size_t count)
{
    for (size_t i = 0; i < count; i++)
        pack_number(&bytes, numbers[i]);
}

#define ADD_NUMBERS(...)                         \
    add_numbers((const uint64_t[]){__VA_ARGS__}, \
                sizeof((uint64_t[]){__VA_ARGS__}) / sizeof(uint64_t))

static void add_origins(void)
{
    for (int i = 0; i < ORIGINS * DIGEST_SIZE; i++)
        buffer_add_byte(&bytes, 'o');
}

/* Ends the bytes with their digest, and makes them the file. */
static void seal(void)
{
    struct digest digest;

    digest_of(bytes.data, bytes.length, &digest);
    buffer_add(&bytes, digest.bytes, DIGEST_SIZE);
    assert_ok(file_write(part(), bytes.data, bytes.length, &err));
}

/* Begins bytes that are right up to the documents: of shard 1 of 1. */
static void begin_right_bytes(void)
{
    begin_bytes(1, 1);
    ADD_NUMBERS(1, 0); /* one shard, which is the first that may come */
    add_origins();
    ADD_NUMBERS(3, 9, 0); /* themes, terms, unconfined */
}

/* -- What is read, and what is not ----------------------------------------- */

static void right_bytes_are_read(void **state)
{
    struct shard_document document;
    struct unpacking group;

    (void)state;
    begin_right_bytes();
    ADD_NUMBERS(0, 0); /* no documents, no groups */
    seal();
    assert_ok(shard_file_open(&file, part(), &err));
    assert_false(shard_file_next_document(&file, &document));
    assert_false(shard_file_next_group(&file, &group));
    assert_ok(shard_file_end(&file, &err));
}

static void another_version_is_told(void **state)
{
    static const uint64_t versions[] = {0, 2, 127, UINT64_MAX};

    (void)state;
    for (size_t i = 0; i < sizeof(versions) / sizeof(*versions); i++) {
        begin_bytes(versions[i], 1);
        seal();
        assert_refused(": was written by another version of "
                       "policylex; count its shard again");
    }
}

static void numbers_of_shards_that_cannot_be_are_refused(void **state)
{
    static const struct {
        uint64_t shard_count, numbers[4];
    } cases[] = {
        {0, {0}},                 /* of none */
        {0, {1, 0}},              /* one of none */
        {SHARDS_MAX + 1, {1, 0}}, /* too many */
        {3, {0}},                 /* none of three */
        {3, {1, 3}},              /* shard 4 of 3 */
        {3, {2, 1, 1}},           /* 2 and 4 */
        {2, {3, 0, 0, 0}},        /* 1, 2, and one more */
        {UINT64_MAX, {1, 0}},
        {3, {UINT64_MAX, 0}},
        {3, {1, UINT32_MAX}},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        begin_bytes(1, cases[i].shard_count);
        add_numbers(cases[i].numbers,
                    1 + (cases[i].numbers[0] < 4 ? cases[i].numbers[0] : 1));
        add_origins();
        ADD_NUMBERS(3, 9, 0, 0, 0);
        seal();
        assert_refused(is_damaged);
    }
}

static void lexicons_that_cannot_be_are_refused(void **state)
{
    static const uint64_t cases[][3] = {
        {(1 << 24) + 1, 9, 0}, {3, (1 << 24) + 1, 0}, {3, 9, 2}};

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        begin_bytes(1, 1);
        ADD_NUMBERS(1, 0);
        add_origins();
        add_numbers(cases[i], 3);
        ADD_NUMBERS(0, 0);
        seal();
        assert_refused(is_damaged);
    }
}

/* A header alone, whole but for its last byte, and so on down to nothing. */
static void headers_that_end_early_are_refused(void **state)
{
    size_t whole;

    (void)state;
    begin_right_bytes();
    whole = bytes.length;
    for (size_t length = strlen(magic); length < whole; length++) {
        begin_right_bytes();
        bytes.length = length;
        seal();
        assert_int_equal(shard_file_open(&file, part(), &err), ERR_INPUT);
    }
}

/* What can be opened is walked to its end, which says that it is damaged. */
static void assert_damaged_within(void)
{
    struct shard_document document;
    struct unpacking group;

    seal();
    assert_ok(shard_file_open(&file, part(), &err));
    while (shard_file_next_document(&file, &document))
        assert_true(document.bytes >= file.bytes &&
                    document.bytes + document.length <=
                        file.bytes + file.length - DIGEST_SIZE);
    while (shard_file_next_group(&file, &group))
        assert_true(group.at <= group.end &&
                    group.end <= file.bytes + file.length - DIGEST_SIZE);
    assert_int_equal(shard_file_end(&file, &err), ERR_INPUT);
    assert_string_equal(err.text + strlen(part()), is_damaged);
    shard_file_close(&file);
}

static void documents_and_groups_that_cannot_be_are_damage(void **state)
{
    static const struct {
        const char *bytes;
        size_t length;
    } cases[] = {
        {"", 0},          /* no end of documents */
        {"\0", 1},        /* no end of groups */
        {"\0\0x", 3},     /* something behind */
        {"\2", 1},        /* neither one more nor the end */
        {"\1", 1},        /* a document without a path */
        {"\1a.txt", 6},   /* whose path does not end */
        {"\1a\0", 3},     /* of no length */
        {"\1a\0\3xy", 6}, /* longer than the file */
        {"\1a\0\2xy", 6}, /* no end behind it */
        {"\1a\0\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\1xy", 15},
        {"\0\1", 2},     /* a group of no length */
        {"\0\1\3xy", 5}, /* longer than the file */
        {"\0\1\2xy", 5}, /* no end behind it */
        {"\0\1\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\1xy", 14},
        {"\0\1\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\2xy", 14},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        begin_right_bytes();
        buffer_add(&bytes, cases[i].bytes, cases[i].length);
        assert_damaged_within();
    }
}

static void a_digest_of_nothing_is_damage(void **state)
{
    (void)state;
    buffer_reset(&bytes);
    buffer_add_text(&bytes, magic);
    seal();
    assert_int_equal(shard_file_open(&file, part(), &err), ERR_INPUT);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, folder_begin, end)

UNIT_MAIN(TEST(right_bytes_are_read), TEST(another_version_is_told),
          TEST(numbers_of_shards_that_cannot_be_are_refused),
          TEST(lexicons_that_cannot_be_are_refused),
          TEST(headers_that_end_early_are_refused),
          TEST(documents_and_groups_that_cannot_be_are_damage),
          TEST(a_digest_of_nothing_is_damage))
