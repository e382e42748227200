/* column_dictionary_test.c - every table and column is explained. */
#include "report/column_dictionary.h"

#include <stdio.h>
#include <string.h>

#include "unit.h"

static const char *const values[] = {"low|er", "higher", NULL};

static const struct column columns[] = {
    {"group", COLUMN_TEXT, .is_key = true, .meaning = "The group."},
    {"rate", COLUMN_RATE, .unit = "hits per 10,000 words", .is_required = true,
     .meaning = "Rate if p < 0.05 | else none."},
    {"direction", COLUMN_TEXT, .values = values, .meaning = "Where to."},
};

static const struct table first = {
    .name = "first",
    .title = "The first",
    .row = "group",
    .order = "by group",
    .columns = columns,
    .column_count = 3,
};

static const struct table second = {
    .name = "second",
    .title = "The second",
    .row = "group",
    .columns = columns,
    .column_count = 1,
};

static void tables_come_in_order_with_their_columns(void **state)
{
    static const struct table *const tables[] = {&first, &second};
    struct buffer text = {0};
    const char *at;

    (void)state;
    column_dictionary_format(tables, 2, &text);
    at = strstr(buffer_text(&text), "\n## first.csv\n");
    assert_non_null(at);
    assert_string_equal(
        at, "\n## first.csv\n\n"
            "The first. One row per group, ordered by group.\n\n"
            "| column | type | unit | meaning |\n"
            "|---|---|---|---|\n"
            "| `group` | text, key |  | The group. |\n"
            "| `rate` | rate, never empty | hits per 10,000 words | "
            "Rate if p &lt; 0.05 \\| else none. |\n"
            "| `direction` | text |  | Where to. One of `low\\|er`, "
            "`higher`. |\n"
            "\n## second.csv\n\n"
            "The second. One row per group.\n\n"
            "| column | type | unit | meaning |\n"
            "|---|---|---|---|\n"
            "| `group` | text, key |  | The group. |\n");
    buffer_release(&text);
}

static void every_type_is_explained(void **state)
{
    struct buffer text = {0};
    const char *tables;

    (void)state;
    column_dictionary_format(NULL, 0, &text);
    for (int type = COLUMN_TEXT; type <= COLUMN_PARTIAL_DATE; type++) {
        struct column column = {"c", (enum column_type)type, .meaning = "C."};
        struct table table = {.name = "t",
                              .title = "T",
                              .row = "c",
                              .columns = &column,
                              .column_count = 1};
        const struct table *const list[] = {&table};
        struct buffer with = {0};
        char line[64];

        column_dictionary_format(list, 1, &with);
        tables = strstr(buffer_text(&with), "\n| `c` | ");
        assert_non_null(tables);
        tables += strlen("\n| `c` | ");
        snprintf(line, sizeof(line), "\n| %.*s | ",
                 (int)strcspn(tables, "|") - 1, tables);
        assert_non_null(strstr(buffer_text(&text), line));
        buffer_release(&with);
    }
    buffer_release(&text);
}

UNIT_MAIN(cmocka_unit_test(tables_come_in_order_with_their_columns),
          cmocka_unit_test(every_type_is_explained))
