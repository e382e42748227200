/* shard_origin_test.c - which shard files may be merged, and what is said of
 * those that may not. */
#include "unit.h"

#include <sys/stat.h>
#include <unistd.h>

#include "folder_fixture.h"
#include "run/shard_origin.h"

enum { FILES_MAX = 4 };

static struct shard_header wanted;
static struct given_shards *given;
static char *paths[FILES_MAX];
static size_t count;
static struct issues issues;
static struct error err;

static int begin(void **state)
{
    wanted = (struct shard_header){.theme_count = 3, .term_count = 9};
    for (int i = 0; i < ORIGINS; i++)
        memset(&wanted.origins[i], 'a' + i, DIGEST_SIZE);
    count = 0;
    return folder_begin(state);
}

static int end(void **state)
{
    given_shards_free(given, count);
    given = NULL;
    issues_release(&issues);
    return folder_end(state);
}

/* -- Files ----------------------------------------------------------------- */

static void name_file(const char *name)
{
    assert_true(count < FILES_MAX);
    paths[count++] = folder_path(name);
}

static void write_file(const char *name, const struct shard_header *header)
{
    struct shard_writer writer;
    enum status status = shard_writer_begin(&writer, folder_path(name), &err);

    if (status == OK) {
        shard_writer_add_header(&writer, header);
        status = shard_writer_commit(&writer, &err);
    }
    shard_writer_release(&writer);
    if (status != OK)
        fail_msg("%s", err.text);
    name_file(name);
}

/* Writes a file of the shards, up to a 0, of so many, otherwise like `from`. */
static void write_like(const struct shard_header *from, const char *name,
                       const uint32_t *shards, uint32_t shard_count)
{
    struct shard_header header = {0};

    shard_header_copy(&header, from);
    header.shard_count = shard_count;
    for (; *shards; shards++)
        *VECTOR_PUSH(&header.shards) = *shards;
    write_file(name, &header);
    shard_header_release(&header);
}

#define WRITE(name, shard_count, ...) \
    write_like(&wanted, name, (const uint32_t[]){__VA_ARGS__, 0}, shard_count)

/* Writes shard 2 of 2, of which one origin is otherwise. */
static void write_foreign(enum shard_origin origin)
{
    struct shard_header foreign = wanted;

    foreign.origins[origin].bytes[DIGEST_SIZE - 1] ^= 1;
    write_like(&foreign, "2.part", (const uint32_t[]){2, 0}, 2);
}

/* -- Judgement ------------------------------------------------------------- */

static enum status check_against(const struct shards_wanted *against)
{
    given = given_shards_new(paths, count, 2);
    return given_shards_check(given, count, against, &issues, &err);
}

/* As a merge does that publishes. */
static enum status check_all(void)
{
    return check_against(&(struct shards_wanted){&wanted, true});
}

/* As one does that writes a file. */
static enum status check_some(void)
{
    return check_against(&(struct shards_wanted){0});
}

static void assert_said(size_t index, const char *name, const char *words)
{
    assert_true(index < issues.count);
    assert_int_equal(issues.items[index].severity, SEVERITY_ERROR);
    assert_string_equal(issues.items[index].stage, "shards");
    assert_has(issues.items[index].message, name);
    assert_has(issues.items[index].message, words);
}

static void assert_said_alone(const char *name, const char *words)
{
    assert_int_equal(issues.count, 1);
    assert_said(0, name, words);
}

static void all_shards_may_be_merged(void **state)
{
    (void)state;
    WRITE("a", 5, 2, 4);
    WRITE("b", 5, 1);
    WRITE("c", 5, 3, 5);
    assert_int_equal(check_all(), OK);
    assert_int_equal(issues.count, 0);
    assert_string_equal(given[2].path, folder_path("c"));
    assert_int_equal(given[2].status, OK);
    assert_int_equal(given[2].header.shards.items[1], 5);
    assert_memory_not_equal(&given[0].digest, &given[1].digest, DIGEST_SIZE);
}

static void missing_shards_are_named(void **state)
{
    (void)state;
    WRITE("a", 5, 3);
    WRITE("b", 5, 1);
    assert_int_equal(check_all(), ERR_INPUT);
    assert_said_alone("3 of 5 shards are in none of the files: 2, 4-5; ",
                      "count them, and give their files too");
    assert_string_equal(err.text, issues.items[0].message);
}

static void many_missing_shards_are_named(void **state)
{
    (void)state;
    WRITE("a", 1000000, 2);
    assert_int_equal(check_all(), ERR_INPUT);
    assert_said_alone("999999 of 1000000 shards", ": 1, 3-1000000; ");
}

static void some_shards_may_be_joined(void **state)
{
    (void)state;
    WRITE("a", 5, 3);
    WRITE("b", 5, 1);
    assert_int_equal(check_some(), OK);
    assert_int_equal(issues.count, 0);
}

static void a_repeated_shard_is_named(void **state)
{
    (void)state;
    WRITE("a", 3, 1, 2);
    WRITE("b", 3, 2, 3);
    assert_int_equal(check_all(), ERR_INPUT);
    assert_said_alone("/b: has shard 2, which", "/a has already; give each "
                                                "shard once");
}

static void a_file_with_itself_is_refused(void **state)
{
    (void)state;
    WRITE("a", 2, 1, 2);
    name_file("a");
    assert_int_equal(check_some(), ERR_INPUT);
    assert_said_alone("/a: has shard 1, which", "/a has already");
}

static const char *const origins[ORIGINS] = {
    [ORIGIN_PROGRAM] = "another policylex or other libraries than",
    [ORIGIN_SETTINGS] = "other settings than",
    [ORIGIN_LEXICON] = "other lexicons than",
    [ORIGIN_MANIFEST] = "another manifest than",
    [ORIGIN_FILES] = "other files in the corpus than",
    [ORIGIN_PLAN] = "another plan (--plan, or none) than",
};

static void a_foreign_shard_is_named(void **state)
{
    for (int origin = 0; origin < ORIGINS; origin++) {
        WRITE("1.part", 2, 1);
        write_foreign((enum shard_origin)origin);
        assert_int_equal(check_all(), ERR_INPUT);
        assert_said_alone("/2.part: was counted with ", origins[origin]);
        assert_said(0, origins[origin],
                    " than this merge is given; give both the same, or count "
                    "its shard again");
        end(state);
        begin(state);
    }
}

/* Where nobody knows what is wanted the first file says it. */
static void shards_foreign_to_one_another_are_named(void **state)
{
    for (int origin = 0; origin < ORIGINS; origin++) {
        WRITE("1.part", 2, 1);
        write_foreign((enum shard_origin)origin);
        assert_int_equal(check_some(), ERR_INPUT);
        assert_said_alone("/2.part: was counted with ", origins[origin]);
        assert_said(0, origins[origin], "/1.part; give both the same, or");
        end(state);
        begin(state);
    }
}

/* Ids of terms would be beyond it. */
static void a_lexicon_of_another_size_is_foreign(void **state)
{
    struct shard_header other = wanted;

    (void)state;
    other.term_count++;
    assert_string_equal(shard_origin_differs(&other, &wanted),
                        "other lexicons");
    other = wanted;
    other.theme_count--;
    assert_string_equal(shard_origin_differs(&wanted, &other),
                        "other lexicons");
    assert_null(shard_origin_differs(&wanted, &wanted));
}

static void another_number_of_shards_is_named(void **state)
{
    (void)state;
    WRITE("a", 2, 1);
    WRITE("b", 3, 2);
    assert_int_equal(check_all(), ERR_INPUT);
    assert_int_equal(issues.count, 2);
    assert_said(0, "/b: is of 3 shards, but",
                "/a is of 2; give the shards of one count");
    assert_said(1, "1 of 2 shards", ": 2;");
}

/* A number that the first file does not have is not looked up in it. */
static void a_larger_number_of_shards_is_named(void **state)
{
    (void)state;
    WRITE("a", 1, 1);
    WRITE("b", 1000000, 1000000);
    assert_int_equal(check_some(), ERR_INPUT);
    assert_said_alone("/b: is of 1000000 shards, but", "/a is of 1;");
}

static void all_that_is_amiss_is_said(void **state)
{
    (void)state;
    folder_write("notes", "my notes");
    name_file("notes");
    WRITE("1.part", 4, 1);
    write_foreign(ORIGIN_MANIFEST);
    name_file("nowhere");
    assert_int_equal(check_all(), ERR_INPUT);
    assert_int_equal(issues.count, 5);
    assert_said(0, "/notes: is not a shard file", "");
    assert_said(1, "/2.part: was counted with another manifest", "");
    assert_said(2, "/2.part: is of 2 shards", "/1.part is of 4");
    assert_said(3, "/nowhere: cannot be opened: No such file", "");
    assert_said(4, "3 of 4 shards", ": 2-4;");
    assert_has(err.text, "/notes: is not a shard file");
}

static void damage_is_said(void **state)
{
    (void)state;
    WRITE("a", 1, 1);
    assert_int_equal(truncate(paths[0], 100), 0);
    assert_int_equal(check_all(), ERR_INPUT);
    assert_said_alone("/a: is damaged", "count its shard again");
    assert_int_equal(given[0].header.shards.count, 0);
}

/* What can be tried again is told apart, whatever else is amiss. */
static void what_cannot_be_read_comes_first(void **state)
{
    (void)state;
    folder_write("notes", "my notes");
    name_file("notes");
    assert_int_equal(mknod(folder_path("socket"), S_IFSOCK | 0666, 0), 0);
    name_file("socket");
    assert_int_equal(check_all(), ERR_IO);
    assert_int_equal(err.code, ERR_IO);
    assert_int_equal(issues.count, 2);
    assert_said(1, "/socket: cannot be opened: No such device", "");
}

/* Only what was found now is an answer. */
static void what_was_said_before_does_not_count(void **state)
{
    (void)state;
    issues_add(
        &issues,
        &(struct issue_place){.severity = SEVERITY_ERROR, .stage = "manifest"},
        "is empty");
    WRITE("a", 1, 1);
    assert_int_equal(check_all(), OK);
}

/* -- Opening once more ----------------------------------------------------- */

static enum status open_again(void)
{
    struct shard_file file;
    enum status status = given_shards_open(&given[0], &file, &err);

    if (status == OK)
        shard_file_close(&file);
    return status;
}

static void what_has_changed_since_is_told(void **state)
{
    (void)state;
    WRITE("a", 2, 1);
    assert_int_equal(check_some(), OK);
    assert_int_equal(open_again(), OK);
    WRITE("a", 2, 2);
    assert_int_equal(open_again(), ERR_LOCKED);
    assert_has(err.text, "/a: has changed while it was merged; merge again");
    folder_write("a", "my notes");
    assert_int_equal(open_again(), ERR_INPUT);
    unlink(paths[0]);
    assert_int_equal(open_again(), ERR_INPUT);
    assert_int_equal(err.code, ERR_INPUT);
    assert_has(err.text, "/a: cannot be opened: No such file");
    assert_int_equal(mknod(paths[0], S_IFSOCK | 0666, 0), 0);
    assert_int_equal(open_again(), ERR_IO);
    count = 1;
}

/* -- What is wanted -------------------------------------------------------- */

static void what_cannot_be_told_later_is_not_counted(void **state)
{
    struct settings settings;
    struct inputs inputs = {0};
    struct shard_header header = {0};

    (void)state;
    settings_init(&settings);
    assert_int_equal(shard_header_of_inputs(&header, &settings, &inputs, &err),
                     ERR_IO);
    assert_has(err.text, "lexicons or manifest could not all be read");
    inputs.fingerprint.has_digests = true;
    assert_int_equal(shard_header_of_inputs(&header, &settings, &inputs, &err),
                     OK);
    assert_null(shard_origin_differs(&header, &header));
    shard_header_release(&header);
    settings_release(&settings);
}

/* -- Settings -------------------------------------------------------------- */

static void assert_setting_refused(const struct settings *settings,
                                   const char *words)
{
    assert_int_equal(shards_check_settings(settings, &err), ERR_USAGE);
    assert_has(err.text, words);
    assert_has(err.text, " looks at all documents together, which a shard does "
                         "not have; leave it out, or count all of them by "
                         "`run`");
}

static void what_needs_all_documents_is_refused(void **state)
{
    struct settings settings;

    (void)state;
    settings_init(&settings);
    assert_int_equal(shards_check_settings(&settings, &err), OK);
    settings.candidates = 1;
    assert_setting_refused(&settings, "--candidates");
    settings.boilerplate = BOILERPLATE_FLAG;
    assert_setting_refused(&settings, "--boilerplate");
    settings.duplicates = DUPLICATES_SKIP;
    assert_setting_refused(&settings, "--duplicates skip");
    settings_release(&settings);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

UNIT_MAIN(TEST(all_shards_may_be_merged), TEST(missing_shards_are_named),
          TEST(many_missing_shards_are_named), TEST(some_shards_may_be_joined),
          TEST(a_repeated_shard_is_named), TEST(a_file_with_itself_is_refused),
          TEST(a_foreign_shard_is_named),
          TEST(shards_foreign_to_one_another_are_named),
          TEST(a_lexicon_of_another_size_is_foreign),
          TEST(another_number_of_shards_is_named),
          TEST(a_larger_number_of_shards_is_named),
          TEST(all_that_is_amiss_is_said), TEST(damage_is_said),
          TEST(what_cannot_be_read_comes_first),
          TEST(what_was_said_before_does_not_count),
          TEST(what_has_changed_since_is_told),
          TEST(what_cannot_be_told_later_is_not_counted),
          TEST(what_needs_all_documents_is_refused))
