/* workbook_test.c - a folder of reports becomes a workbook that says the same.
 */
#include "report/workbook.h"

#include <archive.h>
#include <archive_entry.h>
#include <math.h>
#include <stdio.h>
#include <sys/stat.h>

#include "folder_fixture.h"
#include "report/csv_writer.h"
#include "report/datapackage.h"
#include "report/workbook/figures.h"
#include "unit.h"

static const struct view_facts facts = {"0.1.0", 1764000000};
static struct error err;

/* -- A folder of reports, as small as charts can be made of ---------------- */

static const struct column frequency_columns[] = {
    {"group_by", COLUMN_TEXT, .is_key = true, .meaning = "Column."},
    {"group", COLUMN_TEXT, .is_key = true, .meaning = "Group."},
    {"theme", COLUMN_TEXT, .is_key = true, .meaning = "Theme."},
    {"words", COLUMN_COUNT, .unit = "words", .meaning = "Words."},
    {"hits", COLUMN_COUNT, .unit = "hits", .meaning = "Hits."},
    {"rate_per_10k_words", COLUMN_RATE, .meaning = "Rate."},
};
static const struct table frequency = {.name = "theme_frequency",
                                       .title = "Themes by group",
                                       .row = "group and theme",
                                       .order = "by group",
                                       .columns = frequency_columns,
                                       .column_count = 6};

static const struct column trend_columns[] = {
    {"group", COLUMN_TEXT, .is_key = true, .meaning = "Group."},
    {"period_type", COLUMN_TEXT, .is_key = true, .meaning = "Kind."},
    {"period", COLUMN_TEXT, .is_key = true, .meaning = "Period."},
    {"theme", COLUMN_TEXT, .is_key = true, .meaning = "Theme."},
    {"words", COLUMN_COUNT, .meaning = "Words."},
    {"rate_per_10k_words", COLUMN_RATE, .meaning = "Rate."},
};
static const struct table trend = {.name = "theme_trend",
                                   .title = "Themes over time",
                                   .row = "group, period and theme",
                                   .columns = trend_columns,
                                   .column_count = 6};

static const struct column comparison_columns[] = {
    {"focus", COLUMN_TEXT, .is_key = true, .meaning = "Focus."},
    {"reference", COLUMN_TEXT, .is_key = true, .meaning = "Reference."},
    {"theme", COLUMN_TEXT, .is_key = true, .meaning = "Theme."},
    {"log_ratio", COLUMN_MEASURE, .meaning = "Log ratio."},
    {"log_ratio_documents_low", COLUMN_MEASURE, .meaning = "Low."},
    {"log_ratio_documents_high", COLUMN_MEASURE, .meaning = "High."},
};
static const struct table comparison = {.name = "theme_comparison",
                                        .title = "Themes compared",
                                        .row = "focus, reference and theme",
                                        .columns = comparison_columns,
                                        .column_count = 6};

static const struct column long_columns[] = {
    {"number", COLUMN_COUNT, .is_key = true, .meaning = "Number."},
};
static const struct table long_table = {.name = "long",
                                        .title = "Many rows",
                                        .row = "number",
                                        .columns = long_columns,
                                        .column_count = 1};

/* What a folder is to have. */
struct wish {
    size_t groups, themes; /* rates are 10 * group + theme, counted from 1 */
    uint64_t long_rows;    /* 0: no such table */
    bool is_mixed;         /* groups are no periods of time */
    const char *tail;      /* of the groups' names; NULL: none */
};

/* Groups "g1"... with more words each; themes "=t1", "t2"... with fewer hits
 * each. Good for the next three calls. */
static const char *name(const char *before, size_t number)
{
    static char names[4][32];
    static size_t last;
    char *text = names[++last % 4];

    snprintf(text, sizeof(*names), "%s%zu", before, number);
    return text;
}

static const char *group_name(const struct wish *wish, size_t group)
{
    static char names[4][8192];
    static size_t last;
    char *text = names[++last % 4];

    snprintf(text, sizeof(*names), "g%zu%s", group,
             wish->tail ? wish->tail : "");
    return text;
}

static const char *theme_name(size_t theme)
{
    return name(theme == 1 ? "=t" : "t", theme);
}

static enum status fill_frequency(const void *source,
                                  struct table_output *output,
                                  struct error *why)
{
    const struct wish *wish = source;
    enum status status = OK;

    for (size_t g = 0; g <= wish->groups; g++)
        for (size_t t = 1; status == OK && t <= wish->themes; t++) {
            struct cell row[] = {
                cell_string("=who"),
                cell_string(g ? group_name(wish, g) : "(all)"),
                cell_string(theme_name(t)),
                cell_count(1000 * (g ? g : 100)),
                cell_count(1000 - t),
                cell_number((double)(10 * g + t)),
            };

            status = table_row(output, row, why);
        }
    return status;
}

static enum status add_period(struct table_output *output, const char *group,
                              size_t year, const struct wish *wish,
                              struct error *why)
{
    enum status status = OK;
    char period[32];

    snprintf(period, sizeof(period), "%zu", 2000 + year);
    for (size_t t = 1; status == OK && t <= wish->themes; t++) {
        struct cell row[] = {
            cell_string(group),  cell_string("year"),
            cell_string(period), cell_string(theme_name(t)),
            cell_count(1000),    cell_number((double)(year + t) / 4),
        };

        status = table_row(output, row, why);
    }
    return status;
}

/* Each group has a year of its own, or all have all. */
static enum status fill_trend(const void *source, struct table_output *output,
                              struct error *why)
{
    const struct wish *wish = source;
    enum status status = OK;

    for (size_t year = 1; status == OK && year <= wish->groups; year++)
        status = add_period(output, "(all)", year, wish, why);
    for (size_t g = 1; g <= wish->groups; g++)
        for (size_t year = 1; status == OK && year <= wish->groups; year++)
            if (year == g || wish->is_mixed)
                status = add_period(output, group_name(wish, g), year, wish,
                                    why);
    return status;
}

static enum status fill_comparison(const void *source,
                                   struct table_output *output,
                                   struct error *why)
{
    const struct wish *wish = source;
    enum status status = OK;

    for (size_t g = 1; g <= wish->groups; g++)
        for (size_t t = 1; status == OK && t <= wish->themes; t++) {
            struct cell row[] = {
                cell_string(group_name(wish, g)),
                cell_string("(rest)"),
                cell_string(theme_name(t)),
                cell_number((double)t / 10),
                cell_number((double)t / 10 - 1),
                cell_number((double)t / 10 + 1),
            };

            if (t == 2)
                row[4] = row[5] = cell_missing();
            status = table_row(output, row, why);
        }
    return status;
}

static enum status fill_long(const void *source, struct table_output *output,
                             struct error *why)
{
    const struct wish *wish = source;
    enum status status = OK;

    for (uint64_t i = 1; status == OK && i <= wish->long_rows; i++) {
        struct cell row[] = {cell_count(i)};

        status = table_row(output, row, why);
    }
    return status;
}

static enum status write_tables(struct csv_writer *csv, const struct wish *wish)
{
    struct table_writer *writers[] = {csv_writer_base(csv)};
    struct table_output output = {.writers = writers, .writer_count = 1};
    enum status status = table_output_write(&output, &frequency, fill_frequency,
                                            wish, &err);

    if (status == OK)
        status = table_output_write(&output, &trend, fill_trend, wish, &err);
    if (status == OK)
        status = table_output_write(&output, &comparison, fill_comparison, wish,
                                    &err);
    if (status == OK && wish->long_rows)
        status = table_output_write(&output, &long_table, fill_long, wish,
                                    &err);
    table_output_release(&output);
    return status;
}

static struct published *run_with(const struct wish *wish)
{
    const struct csv_dialect *dialect = csv_dialect_find("excel");
    struct csv_writer *csv;
    struct published *run = NULL;
    struct datapackage package = {.name = "run",
                                  .title = "Run",
                                  .description = "Run.",
                                  .dialect = dialect};

    (void)mkdir(folder_path("run"), 0777);
    csv = csv_writer_new(folder_path("run"), dialect);
    if (write_tables(csv, wish) != OK)
        fail_msg("%s", err.text);
    package.files = csv_writer_files(csv, &package.file_count);
    if (datapackage_write(&package, folder_path("run"), &err) != OK ||
        published_open(&run, folder_path("run"), &err) != OK)
        fail_msg("%s", err.text);
    csv_writer_free(csv);
    return run;
}

/* -- Looking at the workbook ----------------------------------------------- */

/* Returns a part of the workbook, "" where there is none; good until the next
 * call. */
static const char *part(const char *member)
{
    static struct buffer bytes;
    struct archive *zip = archive_read_new();
    struct archive_entry *entry;
    char block[4096];
    la_ssize_t got;

    buffer_release(&bytes);
    archive_read_support_format_zip_seekable(zip);
    assert_int_equal(
        archive_read_open_filename(zip, folder_path("a.xlsx"), 4096),
        ARCHIVE_OK);
    while (archive_read_next_header(zip, &entry) == ARCHIVE_OK)
        if (strcmp(archive_entry_pathname(entry), member) == 0)
            while ((got = archive_read_data(zip, block, sizeof(block))) > 0)
                buffer_add(&bytes, block, (size_t)got);
    archive_read_free(zip);
    return buffer_text(&bytes);
}

static size_t count_of(const char *text, const char *words)
{
    size_t count = 0;

    for (; (text = strstr(text, words)) != NULL; text += strlen(words))
        count++;
    return count;
}

static void write_workbook(const struct wish *wish)
{
    struct published *run = run_with(wish);

    if (workbook_write(run, &facts, folder_path("a.xlsx"), &err) != OK)
        fail_msg("%s", err.text);
    published_free(run);
}

/* -- The sheets ------------------------------------------------------------ */

static void sheets_stand_in_the_order_of_the_package(void **state)
{
    static const struct wish wish = {.groups = 2, .themes = 2};
    const char *xml;

    (void)state;
    write_workbook(&wish);
    xml = part("xl/workbook.xml");
    assert_has(xml, "<sheet name=\"Contents\" sheetId=\"1\" r:id=\"rId1\"/>"
                    "<sheet name=\"Charts\" sheetId=\"2\" r:id=\"rId2\"/>"
                    "<sheet name=\"Columns\" sheetId=\"3\" r:id=\"rId3\"/>"
                    "<sheet name=\"theme_frequency\" sheetId=\"4\" "
                    "r:id=\"rId4\"/>"
                    "<sheet name=\"theme_trend\" sheetId=\"5\" r:id=\"rId5\"/>"
                    "<sheet name=\"theme_comparison\" sheetId=\"6\" "
                    "r:id=\"rId6\"/>"
                    "<sheet name=\"Chart data\" sheetId=\"7\" r:id=\"rId7\"/>");
    xml = part("xl/worksheets/sheet1.xml");
    assert_has(xml, "location=\"'theme_trend'!A1\" display=\"theme_trend\"");
    assert_int_equal(count_of(xml, "<hyperlink "), 6);
    xml = part("xl/sharedStrings.xml");
    assert_has(xml, "Counted 2025-11-24 16:00 UTC by policylex 0.1.0.");
    assert_has(xml, "<t>group, period and theme</t>");
    assert_has(xml, "<t>Log ratio.</t>");
    assert_int_equal(count_of(xml, "more rows"), 0);
}

static void a_long_table_is_cut_and_says_so(void **state)
{
    static const struct wish wish = {1, 1, WORKBOOK_ROWS_MAX + 3, false, NULL};
    const char *xml;

    (void)state;
    write_workbook(&wish);
    assert_has(part("xl/sharedStrings.xml"),
               "<t>the last 3 rows; all are in long.csv</t>");
    xml = part("xl/worksheets/sheet6.xml");
    assert_has(xml, "<row r=\"20001\"><c r=\"A20001\"");
    assert_int_equal(count_of(xml, "<row r=\"20002\""), 0);
    assert_has(xml, "<autoFilter ref=\"A1:A20001\"/>");
    assert_has(part("xl/comments4.xml"), "3 more rows of this table");
}

static void nothing_to_draw_is_no_chart(void **state)
{
    static const struct wish wish = {.groups = 0, .themes = 0};

    (void)state;
    write_workbook(&wish);
    assert_int_equal(count_of(part("xl/workbook.xml"), "Chart"), 0);
    assert_string_equal(part("xl/charts/chart1.xml"), "");
}

/* -- Charts ---------------------------------------------------------------- */

static void charts_refer_to_cells(void **state)
{
    static const struct wish wish = {.groups = 3, .themes = 2};
    const char *xml;

    (void)state;
    write_workbook(&wish);
    xml = part("xl/charts/chart1.xml");
    assert_int_equal(count_of(xml, "<c:order "), 3);
    assert_has(xml, "<c:f>'Chart data'!$B$5</c:f><c:strCache><c:ptCount "
                    "val=\"1\"/><c:pt idx=\"0\"><c:v>g1</c:v>");
    assert_has(xml, "<c:f>'Chart data'!$A$6:$A$7</c:f>");
    assert_has(xml, "<c:v>=t1</c:v>");
    assert_has(xml, "<c:f>'Chart data'!$D$6:$D$7</c:f><c:numCache>");
    assert_has(xml, "<c:v>31</c:v>");
    assert_has(xml, "<a:t>Themes by =who</a:t>");
    xml = part("xl/charts/chart2.xml");
    assert_int_equal(count_of(xml, "<c:order "), 2);
    assert_has(xml, "<c:f>'Chart data'!$A$12:$B$14</c:f>"); /* group, year */
    xml = part("xl/charts/chart3.xml");
    assert_int_equal(count_of(xml, "<c:order "), 3); /* one without interval */
    assert_has(xml, "<a:t> =t1</a:t>");
    assert_has(xml, "<a:t>Themes in g3 against the rest</a:t>");
    assert_string_equal(part("xl/charts/chart4.xml"), "");
}

static void the_dozen_largest_are_drawn(void **state)
{
    static const struct wish wish = {.groups = 14, .themes = 15};
    struct figures figures = {0};
    struct published *run = run_with(&wish);

    (void)state;
    assert_int_equal(figures_read(run, &figures, &err), OK);
    assert_int_equal(figures.groups.count, 12);
    assert_true(figures.groups.is_cut);
    assert_string_equal(figures.groups.items[0], "g3"); /* first in time */
    assert_string_equal(figures.groups.items[11], "g14");
    assert_int_equal(figures.themes.count, 12);
    assert_string_equal(figures.themes.items[0], "=t1");
    assert_string_equal(figures.themes.items[11], "t12");
    assert_true(figures.rates[11][0] == 42);
    assert_int_equal(figures.year_count, 14);
    assert_true(figures.has_periods);
    assert_string_equal(figures.years[0].group, "g1");
    assert_string_equal(figures.focus, "g14");
    assert_int_equal(figures.contrast_count, 12);
    assert_string_equal(figures.contrasts[0].theme, "t12");
    assert_true(isnan(figures.contrasts[10].low));
    assert_false(figures.has_pairs);
    figures_release(&figures);
    published_free(run);
}

static void groups_at_the_same_time_are_no_periods(void **state)
{
    static const struct wish wish = {3, 2, 0, true, NULL};
    struct figures figures = {0};
    struct published *run = run_with(&wish);

    (void)state;
    assert_int_equal(figures_read(run, &figures, &err), OK);
    assert_false(figures.has_periods);
    figures_release(&figures);
    published_free(run);
    write_workbook(&wish);
    assert_has(part("xl/charts/chart2.xml"),
               "<c:f>'Chart data'!$A$12:$A$14</c:f>");
}

/* The library cuts what describes a chart at a byte, be it within a character.
 */
static void very_long_names_are_cut_in_sentences(void **state)
{
    struct buffer tail = {0};

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct wish wish = {.groups = 2, .themes = 2};

        buffer_reset(&tail);
        buffer_add_text(&tail, i ? "-" : "");
        for (size_t letter = 0; letter < 4000; letter++)
            buffer_add_text(&tail, "\xC3\xA9");
        wish.tail = tail.data;
        write_workbook(&wish);
        assert_has(part("xl/charts/chart3.xml"),
                   "\xC3\xA9\xE2\x80\xA6 against the rest");
    }
    buffer_release(&tail);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, folder_begin, folder_end)

UNIT_MAIN(TEST(sheets_stand_in_the_order_of_the_package),
          TEST(a_long_table_is_cut_and_says_so),
          TEST(nothing_to_draw_is_no_chart), TEST(charts_refer_to_cells),
          TEST(the_dozen_largest_are_drawn),
          TEST(groups_at_the_same_time_are_no_periods),
          TEST(very_long_names_are_cut_in_sentences))
