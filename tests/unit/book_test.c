/* book_test.c - an Excel workbook is what was put into it, or is not there. */
#include "report/workbook/book.h"

#include <archive.h>
#include <archive_entry.h>
#include <dirent.h>
#include <float.h>
#include <math.h>
#include <stdio.h>

#include "base/files.h"
#include "folder_fixture.h"
#include "report/workbook/table_sheet.h"
#include "unit.h"

static const struct view_facts facts = {"0.1.0", 1764000000};
static struct error err;

static struct book *begin(const char *name)
{
    struct book *book;

    if (book_open(&book, folder_path(name), &facts, &err) != OK)
        fail_msg("%s", err.text);
    return book;
}

static void end(struct book *book)
{
    if (book_close(book, &err) != OK)
        fail_msg("%s", err.text);
}

/* Returns a part of the workbook, or NULL; good until the next call. */
static const char *part(const char *name, const char *member)
{
    static struct buffer bytes;
    struct archive *zip = archive_read_new();
    struct archive_entry *entry;
    bool found = false;

    buffer_release(&bytes);
    archive_read_support_format_zip_seekable(zip);
    assert_int_equal(archive_read_open_filename(zip, folder_path(name), 4096),
                     ARCHIVE_OK);
    while (!found && archive_read_next_header(zip, &entry) == ARCHIVE_OK) {
        char block[4096];
        la_ssize_t got;

        if (strcmp(archive_entry_pathname(entry), member) != 0)
            continue;
        found = true;
        while ((got = archive_read_data(zip, block, sizeof(block))) > 0)
            buffer_add(&bytes, block, (size_t)got);
    }
    archive_read_free(zip);
    return found ? buffer_text(&bytes) : NULL;
}

static void has(const char *text, const char *words)
{
    assert_non_null(text);
    assert_has(text, words);
}

static void has_not(const char *text, const char *words)
{
    assert_non_null(text);
    if (strstr(text, words))
        fail_msg("there is '%s'", words);
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

/* -- Texts ----------------------------------------------------------------- */

static void texts_stay_texts(void **state)
{
    static const char *const texts[] = {
        "=1+2",       "+1",
        "-1+2",       "@SUM(1)",
        "\t=1",       "http://x.org",
        "12",         "1e5",
        "TRUE",       " both ends ",
        "a<b>&\"c\"", "mailto:a@b.org",
        "{=1+2}",     "=HYPERLINK(\"http://x.org\")",
    };
    struct book *book = begin("a.xlsx");
    struct sheet *streamed = book_add_sheet(book, "a", true);
    struct sheet *held = book_add_sheet(book, "b", false);
    const char *xml;

    (void)state;
    for (uint32_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
        sheet_string(streamed, i, 0, texts[i], LOOK_TEXT);
        sheet_string(held, i, 0, texts[i], LOOK_TEXT);
    }
    end(book);
    xml = part("a.xlsx", "xl/worksheets/sheet1.xml");
    has(xml, "<is><t>=1+2</t></is>");
    has(xml, "<is><t>{=1+2}</t></is>");
    has(xml, "<is><t>TRUE</t></is>");
    has(xml, "<t xml:space=\"preserve\"> both ends </t>");
    has(xml, "<is><t>a&lt;b&gt;&amp;\"c\"</t></is>");
    has_not(xml, "<f>");
    has_not(xml, "<v>");
    has_not(xml, "hyperlink");
    xml = part("a.xlsx", "xl/worksheets/sheet2.xml");
    has(xml, "<c r=\"A2\" s=\"1\" t=\"s\"><v>1</v></c>");
    has_not(xml, "<f>");
    has_not(xml, "hyperlink");
    has(part("a.xlsx", "xl/sharedStrings.xml"), "<si><t>+1</t></si>");
}

/* Number format 49 is "Text": editing such a cell leaves it a text. */
static void what_looks_like_a_formula_is_formatted_as_text(void **state)
{
    struct book *book = begin("a.xlsx");
    struct sheet *sheet = book_add_sheet(book, "a", true);

    (void)state;
    sheet_string(sheet, 0, 0, "=1+2", LOOK_TEXT);
    sheet_string(sheet, 1, 0, "plain", LOOK_TEXT);
    end(book);
    has(part("a.xlsx", "xl/worksheets/sheet1.xml"), "<c r=\"A1\" s=\"1\"");
    has(part("a.xlsx", "xl/styles.xml"),
        "xfId=\"0\"/><xf numFmtId=\"49\" fontId=\"0\" ");
}

static void returns_and_escapes_are_kept(void **state)
{
    struct book *book = begin("a.xlsx");
    struct sheet *sheet = book_add_sheet(book, "a", true);
    const char *xml;

    (void)state;
    sheet_string(sheet, 0, 0, "a\r\nb\tc", LOOK_TEXT);
    sheet_string(sheet, 1, 0, "_x000D_ __x00e9_ _x12_", LOOK_TEXT);
    end(book);
    xml = part("a.xlsx", "xl/worksheets/sheet1.xml");
    has(xml, "<t>a_x000D_\nb\tc</t>");
    has(xml, "<t>_x005F_x000D_ __x005F_x00e9_ _x12_</t>");
}

static void long_and_foreign_texts_are_whole(void **state)
{
    /* Among them U+202E, which turns the rest of a line round. */
    static const char turned[] = {'\xE2', '\x80', '\xAE', '\xD7', '\xA9', 0};
    struct buffer longest = {0}, emoji = {0};
    struct book *book = begin("a.xlsx");
    struct sheet *sheet = book_add_sheet(book, "a", true);
    const char *xml;

    (void)state;
    for (int i = 0; i < TABLE_CELL_MAX; i++)
        buffer_add_byte(&longest, '<');
    for (int i = 0; i < TABLE_CELL_MAX / 2; i++)
        buffer_add_text(&emoji, "\xF0\x9F\x98\x80");
    sheet_string(sheet, 0, 0, longest.data, LOOK_TEXT);
    sheet_string(sheet, 1, 0, emoji.data, LOOK_TEXT);
    sheet_string(sheet, 2, 0, turned, LOOK_TEXT);
    end(book);
    xml = part("a.xlsx", "xl/worksheets/sheet1.xml");
    has(xml, emoji.data);
    has(xml, turned);
    assert_true(strlen(xml) > (size_t)4 * TABLE_CELL_MAX);
    buffer_release(&longest);
    buffer_release(&emoji);
}

static void what_is_too_long_once_escaped_is_cut(void **state)
{
    struct buffer returns = {0}, escapes = {0};
    struct book *book = begin("a.xlsx");
    struct sheet *sheet = book_add_sheet(book, "a", true);
    const char *xml, *end_of_text;

    (void)state;
    for (int i = 0; i < TABLE_CELL_MAX / 2; i++)
        buffer_add_text(&returns, "\xC3\xA9\r");
    for (int i = 0; i < TABLE_CELL_MAX / 7; i++)
        buffer_add_text(&escapes, "_x0041_");
    sheet_string(sheet, 0, 0, returns.data, LOOK_TEXT);
    sheet_string(sheet, 1, 0, escapes.data, LOOK_TEXT);
    sheet_lines(sheet, 1, 2000);
    end(book);
    xml = part("a.xlsx", "xl/worksheets/sheet1.xml");
    has(xml, "\xC3\xA9_x000D_\xC3\xA9\xE2\x80\xA6</t>");
    end_of_text = strstr(strstr(xml, "</t>") + 1, "</t>");
    assert_non_null(end_of_text);
    assert_memory_equal(end_of_text - 3, "\xE2\x80\xA6", 3);
    has(xml, " ht=\"409\" ");
    buffer_release(&returns);
    buffer_release(&escapes);
}

/* -- Numbers and dates ----------------------------------------------------- */

static void numbers_keep_all_their_digits(void **state)
{
    static const double numbers[] = {
        0,        -0.0,    0.1,          1234567.8912,
        1.5e-300, DBL_MAX, -3.25,        1e14,
        9007e12,  1 / 3.,  2.22507e-308, 18446744073709551615.0,
    };
    struct book *book = begin("a.xlsx");
    struct sheet *sheet = book_add_sheet(book, "a", true);
    const char *xml;

    (void)state;
    for (uint32_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++)
        sheet_number(sheet, i, 0, numbers[i], LOOK_MEASURE);
    end(book);
    xml = part("a.xlsx", "xl/worksheets/sheet1.xml");
    has(xml, "<v>1234567.8912</v>");
    has(xml, "<v>1.5E-300</v>");
    has_not(xml, "<v>-0</v>");
}

static void what_is_no_number_is_refused(void **state)
{
    static const double none[] = {(double)NAN, (double)INFINITY,
                                  -(double)INFINITY};

    (void)state;
    for (size_t i = 0; i < 3; i++) {
        struct book *book = begin("a.xlsx");

        sheet_number(book_add_sheet(book, "a", true), 0, 0, none[i], LOOK_RATE);
        assert_int_equal(book_status(book, &err), ERR_BUG);
        assert_int_equal(book_close(book, &err), ERR_BUG);
        assert_has(err.text, "a.xlsx: cannot be written: ");
        assert_true(folder_is_empty());
    }
}

enum { TEXT, COUNT, YEAR, RATE, MEASURE, SHARE, DATE, PARTIAL, COLUMNS };

static const struct column columns[COLUMNS] = {
    [TEXT] = {"text", COLUMN_TEXT, .meaning = "A <text>."},
    [COUNT] = {"count", COLUMN_COUNT, .unit = "words", .meaning = "Count."},
    [YEAR] = {"year", COLUMN_YEAR, .meaning = "Year."},
    [RATE] = {"rate", COLUMN_RATE, .meaning = "Rate."},
    [MEASURE] = {"measure", COLUMN_MEASURE, .unit = "1", .meaning = "Measure."},
    [SHARE] = {"share", COLUMN_MEASURE, .unit = "proportion",
               .meaning = "Share."},
    [DATE] = {"date", COLUMN_DATE, .meaning = "Date."},
    [PARTIAL] = {"partial", COLUMN_PARTIAL_DATE, .meaning = "Partial."},
};

static const struct table sample = {.name = "sample",
                                    .title = "Sample",
                                    .row = "row",
                                    .columns = columns,
                                    .column_count = COLUMNS};

static enum status fill(const void *source, struct table_output *output,
                        struct error *why)
{
    static const char *const dates[][2] = {
        {"2024-02-29", "2024-02-29"}, {"1900-03-01", "2024-02"},
        {"1900-02-28", "2024"},       {"1789-04-30", "1789-04-30"},
        {"2000-12-31", "9999-12-31"},
    };
    struct cell none[COLUMNS] = {0};
    enum status status = OK;

    if (source)
        return OK;
    for (size_t i = 0; status == OK && i < 5; i++) {
        struct cell row[COLUMNS] = {
            cell_string("a"),         cell_count(1234567 + i),
            cell_integer(987),        cell_number(0.1 + 0.2),
            cell_number(1.5e-7),      cell_number(0.25),
            cell_string(dates[i][0]), cell_string(dates[i][1]),
        };

        status = table_row(output, row, why);
    }
    return status == OK ? table_row(output, none, why) : status;
}

static void write_table(const char *name, bool is_empty, uint64_t left_out)
{
    struct book *book = begin(name);
    struct table_sheet *sheet = table_sheet_new(
        book_add_sheet(book, "sample", true), left_out);
    struct table_writer *writers[] = {table_sheet_base(sheet)};
    struct table_output output = {.writers = writers, .writer_count = 1};

    if (table_output_write(&output, &sample, fill, is_empty ? "" : NULL,
                           &err) != OK)
        fail_msg("%s", err.text);
    table_output_release(&output);
    table_sheet_free(sheet);
    end(book);
}

static void a_table_is_typed_cells_below_a_header(void **state)
{
    const char *xml;

    (void)state;
    write_table("a.xlsx", false, 0);
    xml = part("a.xlsx", "xl/worksheets/sheet1.xml");
    has(xml, "topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"");
    has(xml, "<autoFilter ref=\"A1:H7\"/>");
    has(xml, "<v>1234567</v>");
    has(xml, "<v>0.3</v>"); /* 17 digits are one more than there are */
    has(xml, "<v>1.5E-07</v>");
    has(xml, "<v>45351</v></c><c r=\"H2\""); /* whole */
    has(xml, "<v>61</v></c><c r=\"H3\"");
    has(xml, "<is><t>2024-02</t></is>");
    has(xml, "<is><t>2024</t></is>");
    has(xml, "<is><t>1900-02-28</t></is>"); /* Excel's day 60 never was */
    has(xml, "<is><t>1789-04-30</t></is>");
    has(xml, "<v>36891</v></c><c r=\"H6\"");
    has(xml, "<v>2958465</v>");
    has_not(xml, "r=\"A7\"");
}

static void headers_have_notes(void **state)
{
    const char *xml;

    (void)state;
    write_table("a.xlsx", false, 0);
    xml = part("a.xlsx", "xl/comments1.xml");
    has(xml, "A &lt;text&gt;.</t>");
    has(xml, "Count.\nUnit: words.</t>");
    has(xml, ">Measure.</t>");
    has(xml, "Share.\nUnit: proportion.</t>");
    has_not(xml, "more rows");
}

static void an_empty_table_has_its_header(void **state)
{
    const char *xml;

    (void)state;
    write_table("a.xlsx", true, 0);
    xml = part("a.xlsx", "xl/worksheets/sheet1.xml");
    has(xml, "<autoFilter ref=\"A1:H1\"/>");
    has(xml, "<is><t>partial</t></is>");
    has_not(xml, "<row r=\"2\"");
}

static void a_cut_is_said_at_the_first_header(void **state)
{
    (void)state;
    write_table("a.xlsx", false, 12);
    has(part("a.xlsx", "xl/comments1.xml"),
        "12 more rows of this table are not here. All are in sample.csv.");
    has(part("a.xlsx", "xl/worksheets/sheet1.xml"), "<tabColor");
}

/* -- The book -------------------------------------------------------------- */

static void names_of_sheets_fit_excel(void **state)
{
    struct book *book = begin("a.xlsx");

    (void)state;
    assert_string_equal(book_add_sheet(book, "Contents", true)->name,
                        "Contents");
    assert_string_equal(book_add_sheet(book, "contents", true)->name,
                        "contents (2)");
    assert_string_equal(book_add_sheet(book, "a/b[c]'", true)->name, "a_b_c__");
    assert_string_equal(book_add_sheet(book, "", true)->name, "sheet");
    assert_string_equal(
        book_add_sheet(book, "abcdefghijklmnopqrstuvwxyz0123456", true)->name,
        "abcdefghijklmnopqrstuvwxyz01234");
    assert_string_equal(
        book_add_sheet(book, "abcdefghijklmnopqrstuvwxyz0123456", true)->name,
        "abcdefghijklmnopqrstuvwxyz0 (2)");
    end(book);
}

static void the_same_calls_give_the_same_bytes(void **state)
{
    struct buffer first = {0}, second = {0};

    (void)state;
    write_table("a.xlsx", false, 0);
    write_table("b.xlsx", false, 0);
    assert_int_equal(file_read(folder_path("a.xlsx"), &first, &err), OK);
    assert_int_equal(file_read(folder_path("b.xlsx"), &second, &err), OK);
    assert_int_equal(first.length, second.length);
    assert_memory_equal(first.data, second.data, first.length);
    has(part("a.xlsx", "docProps/core.xml"), ">2025-11-24T16:00:00Z<");
    buffer_release(&first);
    buffer_release(&second);
}

/* For the library, no time is now. */
static void the_first_second_is_not_now(void **state)
{
    const struct view_facts long_ago = {"0.1.0", 0};
    struct book *book;

    (void)state;
    assert_int_equal(book_open(&book, folder_path("a.xlsx"), &long_ago, &err),
                     OK);
    (void)book_add_sheet(book, "a", true);
    end(book);
    has(part("a.xlsx", "docProps/core.xml"), ">1970-01-01T00:00:01Z<");
}

static void a_discarded_book_leaves_nothing(void **state)
{
    struct book *book = begin("a.xlsx");

    (void)state;
    sheet_string(book_add_sheet(book, "a", true), 0, 0, "a", LOOK_TEXT);
    (void)book_add_sheet(book, "b", true);
    book_discard(book);
    assert_true(folder_is_empty());
}

static void a_folder_that_is_not_there_is_said(void **state)
{
    struct book *book = (struct book *)state;

    assert_int_equal(
        book_open(&book, folder_path("nowhere/a.xlsx"), &facts, &err),
        ERR_CREATE);
    assert_null(book);
    assert_has(err.text, "nowhere/: cannot keep a temporary file for the "
                         "workbook: No such file or directory");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, folder_begin, folder_end)

UNIT_MAIN(
    TEST(texts_stay_texts),
    TEST(what_looks_like_a_formula_is_formatted_as_text),
    TEST(returns_and_escapes_are_kept), TEST(long_and_foreign_texts_are_whole),
    TEST(what_is_too_long_once_escaped_is_cut),
    TEST(numbers_keep_all_their_digits), TEST(what_is_no_number_is_refused),
    TEST(a_table_is_typed_cells_below_a_header), TEST(headers_have_notes),
    TEST(an_empty_table_has_its_header),
    TEST(a_cut_is_said_at_the_first_header), TEST(names_of_sheets_fit_excel),
    TEST(the_same_calls_give_the_same_bytes), TEST(the_first_second_is_not_now),
    TEST(a_discarded_book_leaves_nothing),
    TEST(a_folder_that_is_not_there_is_said))
