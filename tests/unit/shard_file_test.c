/* shard_file_test.c - what counting came to, as a file: what comes back, and
 * that no other bytes do. */
#include "unit.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "folder_fixture.h"
#include "run/shard.h"
#include "run/shard_file.h"

static const char magic[] = "policylex shard file\n";

static struct shard_header header;
static struct shard_writer writer;
static struct shard_file file;
static struct buffer bytes; /* of a file, or of what is to be one */
static struct error err;

static int begin(void **state)
{
    header = (struct shard_header){.shard_count = 64,
                                   .theme_count = 3,
                                   .term_count = 9,
                                   .is_unconfined = true};
    *VECTOR_PUSH(&header.shards) = 1;
    *VECTOR_PUSH(&header.shards) = 7;
    *VECTOR_PUSH(&header.shards) = 64;
    for (int i = 0; i < ORIGINS; i++)
        memset(&header.origins[i], 'a' + i, DIGEST_SIZE);
    return folder_begin(state);
}

static int end(void **state)
{
    shard_file_close(&file);
    shard_writer_release(&writer);
    shard_header_release(&header);
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

/* How many files, hidden ones too, the folder has. */
static int count_files(void)
{
    DIR *folder = opendir(folder_path(""));
    int count = -2; /* "." and ".." */

    while (readdir(folder))
        count++;
    closedir(folder);
    return count;
}

/* -- Writing --------------------------------------------------------------- */

static void begin_file(void)
{
    assert_ok(shard_writer_begin(&writer, part(), &err));
    shard_writer_add_header(&writer, &header);
}

static void add_document(const char *path, const char *text, size_t length)
{
    assert_ok(shard_writer_add_document(&writer, path, text, length, &err));
}

static void add_group(const char *text)
{
    struct buffer group = {0};

    buffer_add_text(&group, text);
    assert_ok(shard_writer_add_group(&writer, &group, &err));
    buffer_release(&group);
}

static void end_file(void)
{
    assert_ok(shard_writer_commit(&writer, &err));
    shard_writer_release(&writer);
}

/* Writes a small file, and keeps its bytes. */
static void write_small(void)
{
    begin_file();
    add_document("a.txt", "\1a\0b", 4);
    add_document("b/c.txt", "", 0);
    add_group("Obama");
    add_group("");
    end_file();
    assert_ok(file_read(part(), &bytes, &err));
}

/* -- Reading --------------------------------------------------------------- */

static void open_file(void)
{
    assert_ok(shard_file_open(&file, part(), &err));
}

static void assert_document(const char *path, const char *text, size_t length)
{
    struct shard_document document;

    assert_true(shard_file_next_document(&file, &document));
    assert_string_equal(document.path, path);
    assert_int_equal(document.length, length);
    assert_memory_equal(document.bytes, text, length);
}

static void assert_no_document(void)
{
    struct shard_document document;

    assert_false(shard_file_next_document(&file, &document));
}

static void assert_group(const char *text)
{
    struct unpacking group;

    assert_true(shard_file_next_group(&file, &group));
    assert_int_equal(group.end - group.at, strlen(text));
    assert_memory_equal(group.at, text, strlen(text));
}

static void assert_end(void)
{
    struct unpacking group;

    assert_false(shard_file_next_group(&file, &group));
    assert_ok(shard_file_end(&file, &err));
}

/* The file cannot be opened; nothing of it stays open. */
static void assert_refused(enum status status, const char *words)
{
    assert_int_equal(shard_file_open(&file, part(), &err), status);
    assert_int_equal(err.code, status);
    assert_string_equal(err.text + strlen(part()), words);
    assert_memory_equal(err.text, part(), strlen(part()));
    assert_null(file.path);
    assert_null(file.bytes);
}

static const char is_damaged[] = ": is damaged (its bytes are not those that "
                                 "were written); count its shard again";
static const char is_none[] = ": is not a shard file";

/* -- What comes back ------------------------------------------------------- */

static void a_file_comes_back(void **state)
{
    (void)state;
    write_small();
    open_file();
    assert_document("a.txt", "\1a\0b", 4);
    assert_document("b/c.txt", "", 0);
    assert_no_document();
    assert_group("Obama");
    assert_group("");
    assert_end();
    assert_string_equal(file.path, part());
    assert_memory_equal(&file.digest, bytes.data + bytes.length - DIGEST_SIZE,
                        DIGEST_SIZE);
}

static void a_header_comes_back(void **state)
{
    (void)state;
    write_small();
    open_file();
    assert_int_equal(file.header.shard_count, 64);
    assert_int_equal(file.header.shards.count, 3);
    assert_memory_equal(file.header.shards.items, header.shards.items,
                        3 * sizeof(uint32_t));
    assert_memory_equal(file.header.origins, header.origins,
                        sizeof(header.origins));
    assert_int_equal(file.header.theme_count, 3);
    assert_int_equal(file.header.term_count, 9);
    assert_true(file.header.is_unconfined);
}

static void all_of_many_shards_come_back(void **state)
{
    (void)state;
    header.shard_count = SHARDS_MAX;
    header.shards.count = 0;
    for (uint32_t i = 1; i <= SHARDS_MAX; i++)
        *VECTOR_PUSH(&header.shards) = i;
    header.is_unconfined = false;
    begin_file();
    end_file();
    open_file();
    assert_int_equal(file.header.shards.count, SHARDS_MAX);
    assert_memory_equal(file.header.shards.items, header.shards.items,
                        SHARDS_MAX * sizeof(uint32_t));
    assert_false(file.header.is_unconfined);
    assert_no_document();
    assert_end();
}

static void a_header_is_copied(void **state)
{
    struct shard_header copy = {0};

    (void)state;
    shard_header_copy(&copy, &header);
    assert_ptr_not_equal(copy.shards.items, header.shards.items);
    assert_int_equal(copy.shards.count, 3);
    assert_memory_equal(copy.shards.items, header.shards.items,
                        3 * sizeof(uint32_t));
    assert_memory_equal(copy.origins, header.origins, sizeof(copy.origins));
    assert_int_equal(copy.term_count, 9);
    shard_header_release(&copy);
    assert_null(copy.shards.items);
}

/* More than is kept before it is written. */
static void large_documents_and_groups_come_back(void **state)
{
    enum { LARGE = 3 << 20 };
    char *text = memory_get(LARGE + 1);

    (void)state;
    memset(text, 'x', LARGE);
    text[LARGE] = '\0';
    begin_file();
    add_document("a", text, LARGE);
    add_document("b", text, LARGE - 1);
    add_group(text);
    add_group("y");
    end_file();
    open_file();
    assert_document("a", text, LARGE);
    assert_document("b", text, LARGE - 1);
    assert_no_document();
    assert_group(text);
    assert_group("y");
    assert_end();
    free(text);
}

static void the_same_has_the_same_bytes(void **state)
{
    struct buffer again = {0};

    (void)state;
    write_small();
    assert_ok(file_read(part(), &again, &err));
    write_small();
    assert_int_equal(again.length, bytes.length);
    assert_memory_equal(again.data, bytes.data, bytes.length);
    buffer_release(&again);
}

static void a_writer_says_how_much_it_wrote(void **state)
{
    (void)state;
    begin_file();
    add_document("a", "text", 4);
    assert_ok(shard_writer_commit(&writer, &err));
    assert_ok(file_read(part(), &bytes, &err));
    assert_int_equal(writer.written_bytes, bytes.length);
}

/* -- What is left ---------------------------------------------------------- */

static void what_is_not_committed_leaves_nothing(void **state)
{
    (void)state;
    begin_file();
    add_document("a", "text", 4);
    add_group("Obama");
    assert_int_equal(count_files(), 1);
    shard_writer_release(&writer);
    assert_int_equal(count_files(), 0);
    shard_writer_release(&writer); /* at no file: does nothing */
}

static void the_old_file_stays_until_the_new_is_whole(void **state)
{
    struct buffer old = {0};

    (void)state;
    write_small();
    buffer_take(&old, &bytes);
    header.shard_count = 65;
    begin_file();
    add_document("a", "text", 4);
    shard_writer_release(&writer);
    assert_ok(file_read(part(), &bytes, &err));
    assert_int_equal(bytes.length, old.length);
    assert_memory_equal(bytes.data, old.data, old.length);
    write_small();
    assert_memory_not_equal(bytes.data, old.data, old.length);
    assert_int_equal(count_files(), 1);
    buffer_release(&old);
}

static void no_folder_is_told(void **state)
{
    (void)state;
    assert_int_equal(
        shard_writer_begin(&writer, folder_path("no/1.part"), &err),
        ERR_CREATE);
    assert_has(err.text, "no/1.part: cannot be created: No such file");
    shard_writer_release(&writer);
}

static void a_full_disk_is_told(void **state)
{
    struct buffer group = {0};

    (void)state;
    begin_file();
    close(writer.file.fd);
    writer.file.fd = open("/dev/full", O_WRONLY);
    assert_int_equal(shard_writer_add_group(&writer, &group, &err), ERR_IO);
    assert_has(err.text, "1.part: cannot be written: No space left");
    assert_int_equal(shard_writer_commit(&writer, &err), ERR_IO);
    shard_writer_release(&writer);
    assert_int_equal(count_files(), 0);
}

static void too_large_a_group_is_told(void **state)
{
    struct buffer group = {.limit = 3};

    (void)state;
    begin_file();
    buffer_add_text(&group, "four");
    assert_int_equal(shard_writer_add_group(&writer, &group, &err), ERR_LIMIT);
    assert_has(err.text, "1.part: a group's counts are more than the 4 GB");
    buffer_release(&group);
}

/* -- What is refused ------------------------------------------------------- */

static void put_bytes(size_t length)
{
    assert_ok(file_write(part(), bytes.data, length, &err));
}

static void any_cut_is_refused(void **state)
{
    (void)state;
    write_small();
    for (size_t length = 0; length < bytes.length; length++) {
        put_bytes(length);
        if (length < strlen(magic))
            assert_refused(ERR_FORMAT, is_none);
        else
            assert_refused(ERR_INPUT, is_damaged);
    }
}

static void any_byte_changed_is_refused(void **state)
{
    (void)state;
    write_small();
    for (size_t at = 0; at < bytes.length; at++)
        for (unsigned bit = 1; bit < 256; bit <<= 1) {
            bytes.data[at] = (char)((unsigned char)bytes.data[at] ^ bit);
            put_bytes(bytes.length);
            if (at < strlen(magic))
                assert_refused(ERR_FORMAT, is_none);
            else
                assert_refused(ERR_INPUT, is_damaged);
            bytes.data[at] = (char)((unsigned char)bytes.data[at] ^ bit);
        }
}

static void bytes_added_are_refused(void **state)
{
    (void)state;
    write_small();
    buffer_add_byte(&bytes, '\0');
    put_bytes(bytes.length);
    assert_refused(ERR_INPUT, is_damaged);
}

static void what_is_no_shard_file_is_refused(void **state)
{
    (void)state;
    folder_write("1.part", "my notes");
    assert_refused(ERR_FORMAT, is_none);
    unlink(part());
    mkdir(part(), 0777);
    assert_refused(ERR_FORMAT, is_none);
    rmdir(part());
    mkfifo(part(), 0666); /* nobody writes to it: must not wait */
    assert_refused(ERR_FORMAT, is_none);
}

static void what_is_not_there_is_told_apart(void **state)
{
    (void)state;
    assert_refused(ERR_MISSING, ": cannot be opened: No such file or "
                                "directory");
    assert_int_equal(symlink(part(), part()), 0);
    assert_refused(ERR_INPUT, ": cannot be opened: Too many levels of symbolic "
                              "links");
    unlink(part());
    assert_int_equal(mknod(part(), S_IFSOCK | 0666, 0), 0);
    assert_refused(ERR_IO, ": cannot be opened: No such device or address");
}

/* A file that is read, and changed meanwhile by somebody's hand. */
static void what_is_cut_or_changed_meanwhile_is_told(void **state)
{
    (void)state;
    write_small();
    open_file();
    assert_int_equal(truncate(part(), (off_t)bytes.length - 40), 0);
    assert_document("a.txt", "\1a\0b", 4);
    file.rest.at = file.rest.end;
    assert_int_equal(shard_file_end(&file, &err), ERR_INPUT);
    assert_has(err.text, "1.part: has changed while it was read");
    shard_file_close(&file);
    put_bytes(bytes.length);
    open_file();
    assert_ok(file_write(part(), bytes.data, bytes.length, &err));
    file.rest.at = file.rest.end; /* replaced: the old one is still read */
    assert_ok(shard_file_end(&file, &err));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

UNIT_MAIN(TEST(a_file_comes_back), TEST(a_header_comes_back),
          TEST(all_of_many_shards_come_back), TEST(a_header_is_copied),
          TEST(large_documents_and_groups_come_back),
          TEST(the_same_has_the_same_bytes),
          TEST(a_writer_says_how_much_it_wrote),
          TEST(what_is_not_committed_leaves_nothing),
          TEST(the_old_file_stays_until_the_new_is_whole),
          TEST(no_folder_is_told), TEST(a_full_disk_is_told),
          TEST(too_large_a_group_is_told), TEST(any_cut_is_refused),
          TEST(any_byte_changed_is_refused), TEST(bytes_added_are_refused),
          TEST(what_is_no_shard_file_is_refused),
          TEST(what_is_not_there_is_told_apart),

          TEST(what_is_cut_or_changed_meanwhile_is_told))
