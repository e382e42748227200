/* plan_test.c - plans are balanced, carry every path, and are not trusted. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "folder_fixture.h"
#include "run/plan.h"
#include "run/shard.h"

static struct plan plan, read;
static struct buffer csv;
static struct issues issues;
static struct error err;

static int end(void **state)
{
    plan_release(&plan);
    plan_release(&read);
    buffer_release(&csv);
    issues_release(&issues);
    return folder_end(state);
}

/* Adds a file; paths come in order. */
static void add(const char *path, uint64_t size_bytes)
{
    struct file_list *files = &plan.listing.files;

    *VECTOR_PUSH(files) = (struct file_entry){
        .path = arena_copy_text(&files->paths, path, strlen(path)),
        .size_bytes = size_bytes,
    };
}

static void add_problem(const char *path, enum severity severity,
                        const char *sentence)
{
    struct issue_place place = {severity, "corpus", path, NULL};

    issues_add(&plan.listing.issues, &place, "%s", sentence);
}

static enum status read_csv(const char *text)
{
    plan_release(&read);
    issues_release(&issues);
    folder_write("plan.csv", text);
    return plan_read(folder_path("plan.csv"), &read, &issues, &err);
}

/* Writes the plan, reads it, and asserts that it came through. */
static void assert_kept(uint32_t shards)
{
    plan_make(&plan, shards);
    buffer_reset(&csv);
    plan_write(&plan, &csv);
    if (read_csv(buffer_text(&csv)) != OK)
        fail_msg("%s", err.text);
    assert_true(read.listing.is_done);
    assert_int_equal(read.shard_count, shards);
    assert_int_equal(read.file_count, plan.file_count);
    for (size_t i = 0; i < plan.file_count; i++) {
        const struct file_entry *file = &plan.listing.files.items[i];

        assert_string_equal(read.listing.files.items[i].path, file->path);
        assert_int_equal(read.listing.files.items[i].size_bytes,
                         file->size_bytes);
        assert_int_equal(read.shards[i], plan.shards[i]);
        assert_int_equal(plan_shard(&read, file->path), plan.shards[i]);
    }
    assert_int_equal(read.listing.issues.count, plan.listing.issues.count);
    assert_int_equal(read.listing.issues.errors, plan.listing.issues.errors);
}

static void it_reads_as_the_header_says(void **state)
{
    (void)state;
    add("2009/speech.html", 48213);
    add("2010/report.pdf", 20114);
    add("2011/statement.txt", 9021);
    add_problem("2012", SEVERITY_ERROR, "cannot be listed: Permission denied");
    assert_kept(2);
    assert_string_equal(
        buffer_text(&csv),
        "\"shard_of_2\",\"bytes\",\"file_of_3\",\"severity\",\"message_of_1\""
        "\r\n1,48213,\"2009/speech.html\",\"\",\"\"\r\n"
        "2,20114,\"2010/report.pdf\",\"\",\"\"\r\n"
        "2,9021,\"2011/statement.txt\",\"\",\"\"\r\n"
        ",,\"2012\",\"error\",\"cannot be listed: Permission denied\"\r\n");
}

/* In order of their bytes. */
static void every_path_comes_through(void **state)
{
    static const char *const paths[] = {
        " spaces both ends ",
        "\"quoted\"",
        "#hash#3.rss",
        "%41.txt",
        "%zz",
        "'=1+2,\"",
        "+1",
        "-1",
        "1;2\t3",
        "=cmd|' /C'!A0",
        "a\nb",
        "a\r\nb.txt",
        "a\rb",
        "a,b/c,d.txt",
        "a/\x80/b%.txt",
        "b\x01\x7f",
        "caf\xc3\xa9.txt",
        "caf\xe9.txt",
        "caf\xed\xa0\x80",
        "\xef\xbb\xbf top",
        "\xff",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(paths) / sizeof(*paths); i++) {
        assert_true(i == 0 || strcmp(paths[i - 1], paths[i]) < 0);
        add(paths[i], i * i);
    }
    add_problem("a,\"b\"\n", SEVERITY_WARNING, "is \"odd\", as\nnames go");
    add_problem("\xff\xfe", SEVERITY_ERROR, "cannot be listed");
    assert_kept(5);
    assert_has(buffer_text(&csv), "\"/caf%E9.txt\"");
    assert_has(buffer_text(&csv), "\"/a/%80/b%25.txt\"");
    assert_string_equal(read.listing.issues.items[0].document, "a,\"b\"\n");
    assert_string_equal(read.listing.issues.items[0].message,
                        "is \"odd\", as\nnames go");
    assert_int_equal(read.listing.issues.items[0].severity, SEVERITY_WARNING);
    assert_string_equal(read.listing.issues.items[0].stage, "corpus");
    assert_string_equal(read.listing.issues.items[1].document, "\xff\xfe");
}

static void add_many(size_t count, uint64_t (*size_of)(size_t))
{
    char path[32];

    for (size_t i = 0; i < count; i++) {
        snprintf(path, sizeof(path), "doc%06zu.txt", i);
        add(path, size_of(i));
    }
}

/* A few large files, many small ones. */
static uint64_t skewed(size_t i)
{
    return i % 97 == 0 ? 1000000 + i * 10 : i * 7919 % 20000;
}

/* The costliest is at most the mean and one file more; and with thousands of
 * small ones to fill the gaps, hardly more than the mean. */
static void shards_are_balanced_by_bytes(void **state)
{
    struct plan_bytes bytes;

    (void)state;
    add_many(5000, skewed);
    for (uint32_t shards = 1; shards <= 32; shards *= 2) {
        plan_make(&plan, shards);
        bytes = plan_bytes(&plan);
        assert_true(bytes.most * shards <= bytes.all / 100 * 105);
        assert_true(bytes.least * shards >= bytes.all / 100 * 95);
    }
}

static uint64_t empty(size_t i)
{
    return i * 0;
}

/* Documents without bytes cost something too. */
static void empty_files_are_spread(void **state)
{
    size_t files[5] = {0};

    (void)state;
    add_many(402, empty);
    plan_make(&plan, 4);
    for (size_t i = 0; i < plan.file_count; i++)
        files[plan.shards[i]]++;
    for (int shard = 1; shard <= 4; shard++)
        assert_in_range(files[shard], 100, 101);
}

/* manifest.csv has as many bytes as ten documents, and is read as none. */
static void what_is_no_document_has_no_weight(void **state)
{
    (void)state;
    add("a.txt", 100000);
    add("b.txt", 100000);
    add("c.txt", 100000);
    add("d.txt", 100000);
    add("manifest.csv", 1000000);
    plan_make(&plan, 2);
    assert_int_equal(plan_bytes(&plan).all, 400000);
    assert_int_equal(plan_bytes(&plan).most, 200000);
}

static void there_may_be_more_shards_than_files(void **state)
{
    (void)state;
    add("a.txt", 1);
    add("b.txt", 2);
    assert_kept(3);
    assert_int_equal(plan.shards[0], 2);
    assert_int_equal(plan.shards[1], 1);
    assert_int_equal(plan_bytes(&plan).least, 0);
}

static void what_the_plan_does_not_have_has_a_shard(void **state)
{
    (void)state;
    add("a.txt", 1);
    plan_make(&plan, 64);
    assert_int_equal(plan_shard(&plan, "feeds/news.rss"), 55);
    assert_int_equal(plan_shard(&plan, "feeds/news.rss"),
                     shard_of_path("feeds/news.rss", 64));
}

static void the_digest_is_of_the_bytes(void **state)
{
    struct digest digest;

    (void)state;
    add("a.txt", 1);
    assert_kept(1);
    digest_of(buffer_text(&csv), csv.length, &digest);
    assert_memory_equal(&read.digest, &digest, sizeof(digest));
}

#define HEADER(shards, files, messages)        \
    "shard_of_" shards ",bytes,file_of_" files \
    ",severity,message_of_" messages "\n"

/* As a spreadsheet may save it, and with a column of somebody's own. */
static void it_may_have_been_through_a_spreadsheet(void **state)
{
    (void)state;
    assert_int_equal(read_csv("\xef\xbb\xbfshard_of_2;bytes;file_of_2;severity;"
                              "message_of_1;note\r\n2;5;a.txt;;;big\r\n"
                              "1;7;b.txt;;;\r\n;;c;warning;leads out;\r\n"),
                     OK);
    assert_int_equal(read.shard_count, 2);
    assert_int_equal(read.shards[0], 2);
    assert_int_equal(read.listing.files.items[1].size_bytes, 7);
    assert_int_equal(read.listing.issues.count, 1);
}

static const struct {
    const char *text, *sentence;
} faults[] = {
    {"", ":1:1: is empty; the first line must name the columns"},
    {"file,title\na,b\n", ":1:1: there is no column \"shard_of_N\", so"},
    {"shard,bytes,file_of_1,severity,message_of_0\n1,1,a,,\n",
     ":1:1: there is no column \"shard_of_N\", so that this is no plan"},
    {HEADER("0", "1", "0") "1,1,a,,\n", ":1:1: a plan has one shard at"},
    {HEADER("1000001", "1", "0") "1,1,a,,\n", ":1:1: there is no column"},
    {HEADER("2", "2", "0") "0,1,a,,\n1,1,b,,\n",
     ":2:1: \"0\" is no shard from 1 to 2"},
    {HEADER("2", "2", "0") "1,1,a,,\n3,1,b,,\n",
     ":3:1: \"3\" is no shard from 1 to 2"},
    {HEADER("2", "2", "0") "1,1,a,,\n-1,1,b,,\n",
     ":3:1: \"-1\" is no shard from 1 to 2"},
    {HEADER("2", "2", "0") "1,1,a,,\n,1,b,,\n",
     ":3:1: \"\" is no shard from 1 to 2"},
    {HEADER("1", "1", "0") "1,1 KB,a,,\n",
     ":2:2: \"1 KB\" is no number of bytes"},
    {HEADER("1", "1", "0") "1,9223372036854775808,a,,\n",
     ":2:2: \"9223372036854775808\" is no number of bytes"},
    {HEADER("1", "2", "0") "1,1,b,,\n1,1,a,,\n",
     ":3:3: \"a\" is not in its place: files are sorted by the bytes of"},
    {HEADER("1", "2", "0") "1,1,a,,\n1,1,a,,\n", ":3:3: \"a\" is there"},
    {HEADER("1", "2", "0") "1,1,\"/%E9\",,\n1,1,\"/%E9\",,\n",
     ":3:3: \"/%E9\" is there twice"},
    {HEADER("1", "1", "0") "1,1,/%e9,,\n", ":2:3: % is not followed by"},
    {HEADER("1", "1", "0") "1,1,/%4,,\n", ":2:3: % is not followed by two"},
    {HEADER("1", "1", "0") "1,1,/%00,,\n", ":2:3: % is not followed by"},
    {HEADER("1", "1", "0") "1,1,//etc/passwd,,\n",
     ":2:3: \"//etc/passwd\" is no path below the corpus"},
    {HEADER("1", "1", "0") "1,1,../a,,\n", ":2:3: \"../a\" is no path"},
    {HEADER("1", "1", "0") "1,1,a/../../b,,\n", ":2:3: \"a/../../b\" is"},
    {HEADER("1", "1", "0") "1,1,a//b,,\n", ":2:3: \"a//b\" is no path"},
    {HEADER("1", "1", "0") "1,1,a/,,\n", ":2:3: \"a/\" is no path below"},
    {HEADER("1", "1", "0") "1,1,,,\n", ":2:3: \"\" is no path below"},
    {HEADER("1", "2", "0") "1,1,a,,\n",
     ":1:3: the plan has 1 of them: rows were lost or added"},
    {HEADER("1", "1", "0") "1,1,a,,\n1,1,b,,\n", ":1:3: the plan has 2 of"},
    {HEADER("1", "1", "2") "1,1,a,,\n,,b,note,x\n",
     ":1:5: the plan has 1 of them: rows were lost or added"},
    {HEADER("1", "1", "1") "1,1,a,,\n,,b,fatal,x\n",
     ":3:4: \"fatal\" is none of note, warning, error"},
    {HEADER("3", "3", "0") "1,1,a,,\n1,1,b,,\n3,1,c,,\n",
     ":1:1: shard 2 has no file"},
    {HEADER("1", "1", "0") "1,1,a\n", ":2:4: expected 5 fields as in the"},
};

static void faults_are_told_with_their_places(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(faults) / sizeof(*faults); i++) {
        const char *path = folder_path("plan.csv");

        assert_int_equal(read_csv(faults[i].text), ERR_INPUT);
        if (strncmp(err.text, path, strlen(path)) != 0 ||
            strncmp(err.text + strlen(path), faults[i].sentence,
                    strlen(faults[i].sentence)) != 0)
            fail_msg("\"%s\" is not \"%s\"", err.text, faults[i].sentence);
    }
}

static void cut_anywhere_it_is_refused(void **state)
{
    (void)state;
    add("a.txt", 48213);
    add("b.txt", 20114);
    add_problem("c", SEVERITY_WARNING, "leads out of the corpus");
    assert_kept(2);
    for (size_t length = csv.length - 3; length > 0; length--) {
        csv.data[length] = '\0';
        assert_int_equal(read_csv(csv.data), ERR_INPUT);
        assert_false(read.listing.is_done);
    }
    plan_release(&read);
    assert_int_equal(plan_read(folder_path("none.csv"), &read, &issues, &err),
                     ERR_MISSING);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, folder_begin, end)

UNIT_MAIN(TEST(it_reads_as_the_header_says), TEST(every_path_comes_through),
          TEST(shards_are_balanced_by_bytes), TEST(empty_files_are_spread),
          TEST(what_is_no_document_has_no_weight),
          TEST(there_may_be_more_shards_than_files),
          TEST(what_the_plan_does_not_have_has_a_shard),
          TEST(the_digest_is_of_the_bytes),
          TEST(it_may_have_been_through_a_spreadsheet),
          TEST(faults_are_told_with_their_places),
          TEST(cut_anywhere_it_is_refused))
