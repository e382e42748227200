/* workbook_check_test.c - no workbook that is not whole is taken for one. */
#include "report/workbook/check.h"

#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/files.h"
#include "folder_fixture.h"
#include "report/workbook/book.h"
#include "unit.h"

static const struct view_facts facts = {"0.1.0", 1764000000};
static struct error err;

/* Writes a.xlsx with two columns of so many rows. */
static enum status try_book(uint32_t rows)
{
    struct book *book;
    struct sheet *sheet;

    if (book_open(&book, folder_path("a.xlsx"), &facts, &err) != OK)
        return err.code;
    sheet = book_add_sheet(book, "a", true);
    for (uint32_t i = 0; i < rows; i++) {
        sheet_string(sheet, i, 0, i % 2 ? "one" : "two", LOOK_TEXT);
        sheet_number(sheet, i, 1, i * 0.37, LOOK_RATE);
    }
    return book_close(book, &err);
}

static void write_book(uint32_t rows)
{
    if (try_book(rows) != OK)
        fail_msg("%s", err.text);
}

/* Is the folder of the test empty? */
static bool folder_is_empty(void)
{
    DIR *folder = opendir(folder_path(""));
    size_t names = 0;

    assert_non_null(folder);
    while (readdir(folder))
        names++;
    closedir(folder);
    return names == 2; /* . and .. */
}

/* -- Reading back ---------------------------------------------------------- */

static void check_says(const char *words, const struct cell_sums *sums,
                       size_t count)
{
    assert_int_equal(workbook_check(folder_path("a.xlsx"), sums, count, &err),
                     ERR_IO);
    assert_has(err.text, words);
}

/* Changes the byte so far from the end, and keeps so many (0: all) bytes. */
static void damage(size_t from_end, size_t length)
{
    struct buffer bytes = {0};

    assert_int_equal(file_read(folder_path("a.xlsx"), &bytes, &err), OK);
    bytes.data[bytes.length - from_end] ^= 1;
    assert_int_equal(file_write(folder_path("a.xlsx"), bytes.data,
                                length ? length : bytes.length, &err),
                     OK);
    buffer_release(&bytes);
}

static void other_cells_are_found(void **state)
{
    struct cell_sums sums[3] = {0};

    (void)state;
    write_book(9);
    check_says("sheet 1 has 18 cells and not 0", sums, 1);
    sums[0].count = 18;
    check_says("sheet 1 has other values", sums, 1);
    check_says("the whole: sheets are missing", sums, 2);
}

static void damaged_files_are_found(void **state)
{
    struct cell_sums sums[1] = {0};

    (void)state;
    write_book(9);
    damage(300, 0);
    check_says("a.xlsx: read back it is not what was written: ", sums, 1);
    write_book(9);
    damage(1, 2000);
    check_says("the whole: ", sums, 1);
    folder_write("a.xlsx", "");
    check_says("the whole: ", sums, 1);
    unlink(folder_path("a.xlsx"));
    check_says("Failed to open", sums, 1);
}

/* -- A disk that is full --------------------------------------------------- */

/* Writes a workbook; 0 when that went well, 1 when it was refused with a
 * sentence and left nothing, 2 for anything else. */
static int try_with_room_for(rlim_t bytes)
{
    const struct rlimit limit = {bytes, bytes};

    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &limit);
    if (try_book(20000) == OK)
        return folder_has("a.xlsx") ? 0 : 2;
    return folder_is_empty() && *err.text ? 1 : 2;
}

static int in_a_child(rlim_t bytes)
{
    pid_t child = fork();
    int status;

    if (child == 0) {
        (void)!freopen("/dev/null", "w", stderr); /* the library speaks */
        _exit(try_with_room_for(bytes));
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void no_half_file_is_left(void **state)
{
    int refused = 0;

    (void)state;
    for (rlim_t bytes = 0; bytes < 3000000; bytes += 90001) {
        int answer = in_a_child(bytes);

        if (answer == 2)
            fail_msg("room for %ju bytes", (uintmax_t)bytes);
        refused += answer;
        unlink(folder_path("a.xlsx"));
    }
    assert_int_equal(in_a_child(RLIM_INFINITY), 0);
    assert_true(refused >= 10);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, folder_begin, folder_end)

UNIT_MAIN(TEST(other_cells_are_found), TEST(damaged_files_are_found),
          TEST(no_half_file_is_left))
