/* store_damage_test.c - files that are no stores, or not any more: a new one is
 * made or none is used, and nothing wrong is ever read. */
#include "store_fixture.h"
#include "store_vfs_fixture.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/files.h"

/* -- What is not a store --------------------------------------------------- */

/* Asserts that a new store has taken the place of what was there. */
static void assert_replaced(const char *words)
{
    struct store *store = store_open_here();

    store_assert_told(words);
    store_put_rows(store, 0, 10);
    store_close(store, STORE_KEEP, &store_issues);
    assert_int_equal(store_reopened(10, STORE_TODAY, STORE_KEEP), 10);
    assert_int_equal(store_issues.count, 0);
}

static void a_text_is_set_aside(void **state)
{
    (void)state;
    store_make(1);
    assert_int_equal(
        rename(folder_path("s.sqlite"), folder_path("s.sqlite.damaged")), 0);
    folder_write("s.sqlite", "These are my notes.\n");
    folder_write("s.sqlite-wal", "beside it");
    folder_write("s.sqlite.damaged-journal", "of the older one");
    assert_replaced("s.sqlite: the store is not a store of policylex (file is "
                    "not a database): it now has .damaged behind its name");
    assert_string_equal(folder_read("s.sqlite.damaged"),
                        "These are my notes.\n");
    assert_string_equal(folder_read("s.sqlite.damaged-wal"), "beside it");
    assert_false(folder_has("s.sqlite.damaged-journal"));
}

static void what_was_set_aside_and_is_no_store_stays(void **state)
{
    (void)state;
    folder_write("s.sqlite.damaged", "My notes of last year, which are long "
                                     "enough to have a header.\n");
    folder_write("s.sqlite", "My notes of this year.\n");
    assert_null(store_open_on("s.sqlite", STORE_TODAY));
    store_assert_told("and cannot be moved out of the way (File exists): ");
    assert_string_equal(folder_read("s.sqlite"), "My notes of this year.\n");
    assert_int_equal(unlink(folder_path("s.sqlite")), 0);
    store_make(10);
    store_run_sql("s.sqlite", "PRAGMA application_id = 7");
    assert_null(store_open_on("s.sqlite", STORE_TODAY));
    store_assert_told("and cannot be moved out of the way (File exists): ");
    assert_memory_equal(folder_read("s.sqlite.damaged"), "My notes of last",
                        16);
}

static void a_database_of_others_is_set_aside(void **state)
{
    (void)state;
    store_run_sql("s.sqlite",
                  "CREATE TABLE notes (text); INSERT INTO notes VALUES "
                  "(1), (2)");
    assert_replaced("is not a store of policylex (a database of another "
                    "program)");
    assert_int_equal(
        store_ask_sql("s.sqlite.damaged", "SELECT count(*) FROM notes"), 2);
}

static void more_than_the_tables_is_damage(void **state)
{
    (void)state;
    store_make(10);
    store_run_sql("s.sqlite",
                  "CREATE TRIGGER t AFTER INSERT ON entry BEGIN DELETE "
                  "FROM body; END");
    assert_replaced("is damaged (its tables are not those of a store)");
}

static void another_version_is_made_anew(void **state)
{
    (void)state;
    store_make(10);
    store_run_sql("s.sqlite", "PRAGMA user_version = 7");
    assert_replaced("was made by another version of policylex (version 7, this "
                    "program's is 1): it is made anew");
    assert_false(folder_has("s.sqlite.damaged"));
}

static void an_empty_file_becomes_a_store(void **state)
{
    (void)state;
    folder_write("s.sqlite", "");
    store_make(10);
    assert_int_equal(store_reopened(10, STORE_TODAY, STORE_KEEP), 10);
}

static void assert_none(const char *name, const char *words)
{
    struct store *store = store_open_on(name, STORE_TODAY);

    assert_null(store);
    store_assert_told(words);
}

static void what_is_no_file_stays(void **state)
{
    (void)state;
    assert_int_equal(mkdir(folder_path("s.sqlite"), 0777), 0);
    assert_none("s.sqlite", "s.sqlite: the store cannot be written (not a "
                            "regular file): ");
    assert_int_equal(mkfifo(folder_path("fifo"), 0666), 0);
    assert_none("fifo", "(not a regular file)");
    assert_none("none/s.sqlite", "(No such file or directory)");
    assert_true(folder_has("s.sqlite"));
    assert_true(folder_has("fifo"));
    assert_false(folder_has("fifo.damaged"));
}

/* Returns whether the store is refused for want of rights. */
static bool is_refused(const char *name)
{
    struct store *store = store_open_on(name, STORE_TODAY);

    return !store && strstr(store_issues.items[store_issues.count - 1].message,
                            "cannot be written (Permission denied)");
}

/* Root may write anywhere, so a child without rights looks. */
static void rights_are_respected(void **state)
{
    pid_t child;

    (void)state;
    store_make(10);
    assert_int_equal(chmod(folder_path("s.sqlite"), 0444), 0);
    assert_int_equal(chmod(folder_path(""), 0555), 0);
    child = fork();
    if (child == 0) {
        if (geteuid() == 0 && setresuid(65534, 65534, 65534) != 0)
            _exit(9);
        _exit(!is_refused("s.sqlite") + 2 * !is_refused("new.sqlite"));
    }
    assert_int_equal(wait_for_child(child), 0);
    assert_int_equal(chmod(folder_path(""), 0777), 0);
    assert_int_equal(chmod(folder_path("s.sqlite"), 0666), 0);
    assert_int_equal(store_reopened(10, STORE_TODAY, STORE_KEEP), 10);
}

static void a_store_that_cannot_be_moved_is_done_without(void **state)
{
    (void)state;
    folder_write("s.sqlite", "notes");
    folder_write("s.sqlite.damaged/precious", "x");
    assert_none("s.sqlite", "and cannot be moved out of the way (");
    assert_string_equal(folder_read("s.sqlite"), "notes");
}

/* -- Names ----------------------------------------------------------------- */

static void names_are_bytes(void **state)
{
    static const char *const NAMES[] = {
        "a?mode=memory", "a#b",      "a%20b",    "it's \"quoted\"; --",
        "two\nlines",    "\xff\xfe", ":memory:", "file:x?mode=ro",
        "-wal",          " ",
    };

    (void)state;
    assert_int_equal(chdir(folder_path("")), 0);
    for (size_t i = 0; i < sizeof(NAMES) / sizeof(NAMES[0]); i++) {
        struct store *store;

        store_open(NAMES[i], STORE_TODAY, &store, &store_issues);
        assert_non_null(store);
        store_put_rows(store, 0, 10);
        store_close(store, STORE_KEEP, &store_issues);
        assert_true(folder_has(NAMES[i]));
        store_open(NAMES[i], STORE_TODAY, &store, &store_issues);
        assert_int_equal(store_count_rows(store, 0, 10), 10);
        store_close(store, STORE_KEEP, &store_issues);
        assert_int_equal(store_issues.count, 0);
    }
    assert_int_equal(chdir("/"), 0);
}

static void a_link_is_followed(void **state)
{
    (void)state;
    assert_int_equal(mkdir(folder_path("far"), 0777), 0);
    assert_int_equal(symlink("far/real", folder_path("s.sqlite")), 0);
    store_make(10);
    assert_true(folder_has("far/real"));
    assert_int_equal(store_reopened(10, STORE_TODAY, STORE_KEEP), 10);
    folder_write("far/real", "notes");
    assert_replaced("is not a store of policylex");
    assert_string_equal(folder_read("far/real.damaged"), "notes");
}

static void assert_no_name(const char *name)
{
    struct store *store;

    store_open(name, STORE_TODAY, &store, &store_issues);
    assert_null(store);
    assert_int_equal(store_issues.count, 1);
    assert_has(store_issues.items[0].message, "the store cannot be written (");
    issues_release(&store_issues);
}

static void an_empty_or_endless_name_is_no_store(void **state)
{
    char name[2000];

    (void)state;
    assert_no_name("");
    memset(name, 'x', sizeof(name));
    name[sizeof(name) - 1] = '\0';
    assert_no_name(name);
    name[490] = '\0'; /* a name that the system allows in parts only */
    name[200] = name[400] = '/';
    assert_no_name(name);
}

/* -- Damage that is found while reading ------------------------------------ */

static void a_wrong_row_ends_the_use_of_the_store(void **state)
{
    struct store *store;

    (void)state;
    store_make(100);
    store_run_sql(
        "s.sqlite",
        "UPDATE body SET bytes = CAST(bytes || x'00' AS BLOB) WHERE id = 50");
    store = store_open_here();
    assert_in_range(store_count_rows(store, 0, 100), 1, 99);
    assert_int_equal(store_count_rows(store, 0, 10), 0);
    store_put_rows(store, 200, 300);
    assert_int_equal(store_counts(store).puts, 0);
    store_close(store, STORE_KEEP, &store_issues);
    store_assert_told(
        "s.sqlite: the store is damaged (a row's checksum is wrong): "
        "it now has .damaged behind its name");
    assert_false(folder_has("s.sqlite"));
    assert_true(folder_has("s.sqlite.damaged"));
    store_make(10);
}

static void rows_that_change_places_are_found(void **state)
{
    (void)state;
    store_make(10);
    store_run_sql("s.sqlite", "UPDATE entry SET body = 11 - body");
    assert_int_equal(store_reopened(10, STORE_TODAY, STORE_KEEP), 0);
    store_assert_told("a row's checksum is wrong");
}

static void a_caller_may_distrust_it(void **state)
{
    struct store *store;

    (void)state;
    store_make(10);
    store = store_open_here();
    store_distrust(store, "a record says 7 of 6 themes");
    store_distrust(store, "another reason");
    assert_int_equal(store_count_rows(store, 0, 10), 0);
    store_close(store, STORE_KEEP, &store_issues);
    store_assert_told("is damaged (a record says 7 of 6 themes)");
    assert_true(folder_has("s.sqlite.damaged"));
}

/* -- Bytes that change ----------------------------------------------------- */

enum { VARIANTS = 400, ROWS = 100, ALL_ROWS = 2 * ROWS };

static void read_bytes(const char *name, struct buffer *out)
{
    struct error err;

    if (file_read(folder_path(name), out, &err) != OK)
        fail_msg("%s", err.text);
}

static void write_bytes(const char *name, const struct buffer *bytes)
{
    FILE *file = fopen(folder_path(name), "wb");

    assert_non_null(file);
    assert_int_equal(fwrite(buffer_text(bytes), 1, bytes->length, file),
                     bytes->length);
    assert_int_equal(fclose(file), 0);
}

/* Leaves a store as a killed night leaves it: half of its rows in the file, the
 * others in the log. Batches are written after two seconds. */
static void make_with_log(void)
{
    pid_t child;

    store_make(ROWS);
    child = fork();
    if (child == 0) {
        struct store *store = store_open_on("s.sqlite", STORE_TODAY);

        store_put_rows(store, ROWS, ALL_ROWS);
        sleep(3);
        store_put_rows(store, 0, 1);
        _exit(0);
    }
    assert_int_equal(wait_for_child(child), 0);
    assert_true(folder_has("s.sqlite-wal"));
}

static unsigned next(unsigned *state)
{
    *state = *state * 1664525 + 1013904223;
    return *state >> 4;
}

/* Changes the bytes in the way of the variant; false when it cuts them. */
static bool change(struct buffer *bytes, unsigned variant)
{
    unsigned state = variant * 2654435761U;
    size_t at = next(&state) % bytes->length;

    for (unsigned i = 0; i < 4; i++)
        next(&state);
    switch (variant / 2 % 5) {
    case 0:
        bytes->length = at;
        return false;
    case 1: /* what describes the file, or its first tables */
        at = next(&state) % (bytes->length < 400 ? bytes->length : 400);
        break;
    case 2:
        for (unsigned i = 0; i < 40; i++)
            bytes->data[next(&state) % bytes->length] ^= 16;
        break;
    case 3: /* a sector that was never written */
        for (size_t i = at; i < at + 4096 && i < bytes->length; i++)
            bytes->data[i] = 0;
        break;
    default:
        break;
    }
    bytes->data[at] ^= (char)(1 << next(&state) % 8);
    return true;
}

/* Uses the changed store for two nights; returns whether it was found damaged
 * in the first. */
static bool is_found_out(unsigned *found)
{
    struct store *store = store_open_here();
    bool is_out;

    *found = store_count_rows(store, 0, ALL_ROWS);
    store_put_rows(store, 0, ALL_ROWS);
    store_close(store, STORE_KEEP, &store_issues);
    is_out = store_issues.count > 0;
    if (is_out)
        assert_int_equal(store_issues.count, 1);
    issues_release(&store_issues);
    if (!is_out && *found == ALL_ROWS)
        return false;
    store_close(store_open_here(), STORE_KEEP, &store_issues);
    if (is_out)
        assert_int_equal(store_issues.count, 0);
    issues_release(&store_issues);
    return is_out;
}

/* A store as bytes, and what came of its variants. */
struct variants {
    struct buffer file, log, changed;
    unsigned found_out, lost;
};

/* Writes the store with one of its files changed, and uses it. */
static void try_variant(struct variants *all, unsigned variant)
{
    bool is_log = variant % 2, is_flip, is_out;
    const struct buffer *bytes = is_log ? &all->log : &all->file;
    unsigned found;

    buffer_reset(&all->changed);
    buffer_add(&all->changed, bytes->data, bytes->length);
    is_flip = change(&all->changed, variant);
    unlink(folder_path("s.sqlite-shm"));
    write_bytes("s.sqlite", is_log ? &all->file : &all->changed);
    write_bytes("s.sqlite-wal", is_log ? &all->changed : &all->log);
    is_out = is_found_out(&found);
    if (found < ALL_ROWS && !is_out && !is_log && !is_flip)
        fail_msg("variant %u: %u rows and no word", variant, found);
    all->found_out += is_out;
    all->lost += !is_out && found < ALL_ROWS;
}

/* Never wrong bytes. What is lost was cut from the log, was named by a key that
 * has changed, or is told. */
static void changed_bytes_are_found_out_or_harmless(void **state)
{
    struct variants all = {0};

    (void)state;
    store_vfs_use();
    make_with_log();
    read_bytes("s.sqlite", &all.file);
    read_bytes("s.sqlite-wal", &all.log);
    assert_int_equal(store_reopened(ALL_ROWS, STORE_TODAY, STORE_KEEP),
                     ALL_ROWS);
    for (unsigned i = 0; i < VARIANTS; i++)
        try_variant(&all, i);
    print_message("# %d variants: %u found out, %u with rows lost\n", VARIANTS,
                  all.found_out, all.lost);
    assert_in_range(all.found_out, VARIANTS / 10, VARIANTS);
    buffer_release(&all.file);
    buffer_release(&all.log);
    buffer_release(&all.changed);
}

UNIT_MAIN(STORE_TEST(a_text_is_set_aside),
          STORE_TEST(what_was_set_aside_and_is_no_store_stays),
          STORE_TEST(a_database_of_others_is_set_aside),
          STORE_TEST(more_than_the_tables_is_damage),
          STORE_TEST(another_version_is_made_anew),
          STORE_TEST(an_empty_file_becomes_a_store),
          STORE_TEST(what_is_no_file_stays), STORE_TEST(rights_are_respected),
          STORE_TEST(a_store_that_cannot_be_moved_is_done_without),
          STORE_TEST(names_are_bytes), STORE_TEST(a_link_is_followed),
          STORE_TEST(an_empty_or_endless_name_is_no_store),
          STORE_TEST(a_wrong_row_ends_the_use_of_the_store),
          STORE_TEST(rows_that_change_places_are_found),
          STORE_TEST(a_caller_may_distrust_it),
          STORE_TEST(changed_bytes_are_found_out_or_harmless))
