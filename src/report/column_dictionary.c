/* column_dictionary.c - see column_dictionary.h. */
#include "report/column_dictionary.h"

static const char preamble[] =
    "# The reports, column by column\n"
    "\n"
    "policylex writes this page from the descriptions that it writes the\n"
    "reports from, so both say the same. Each report is a CSV file; the same\n"
    "descriptions, for programs, are in `datapackage.json` beside the files\n"
    "of a run. (`sheet.csv`, `key.csv` and those called `validation_...` are\n"
    "written by `policylex validate`, without one.)\n"
    "\n"
    "## How to read the files\n"
    "\n"
    "The first line names the columns. A field with nothing in it is a value\n"
    "that does not exist or is not known; it is not a zero. Texts are in\n"
    "quotation marks, numbers and whole dates are not.\n"
    "\n"
    "| type | is written |\n"
    "|---|---|\n"
    "| text | UTF-8, in quotation marks |\n"
    "| count | a whole number, 0 or more |\n"
    "| integer | a whole number, which may be negative |\n"
    "| year | four digits |\n"
    "| rate | with 4 decimals |\n"
    "| measure | with 6 significant digits; 1e-07 is 0.0000001 |\n"
    "| date | YYYY-MM-DD |\n"
    "| partial date | YYYY-MM-DD, or YYYY-MM or YYYY in quotation marks where"
    " no more is known |\n"
    "\n"
    "Three dialects can be asked for with `--csv-dialect`:\n"
    "\n"
    "| dialect | between fields | decimal sign | for |\n"
    "|---|---|---|---|\n"
    "| `excel` (the default) | `,` | `.` | Excel and LibreOffice |\n"
    "| `excel-eu` | `;` | `,` | the same where the comma is the decimal sign "
    "|\n"
    "| `plain` | `,` | `.` | R, pandas and other programs |\n"
    "\n"
    "In the first two, a text that begins with `=`, `+`, `-`, `@`, a tab or a\n"
    "line break has an apostrophe before it, so that no spreadsheet runs it "
    "as\n"
    "a formula, and the file begins with a byte order mark.\n"
    "\n"
    "A spreadsheet holds 1,048,576 rows and 32,767 characters a cell. What is\n"
    "beyond is left out, the last rows first, and `issues.csv` says so.\n";

static const char *const type_names[] = {
    [COLUMN_TEXT] = "text",       [COLUMN_COUNT] = "count",
    [COLUMN_INTEGER] = "integer", [COLUMN_YEAR] = "year",
    [COLUMN_RATE] = "rate",       [COLUMN_MEASURE] = "measure",
    [COLUMN_DATE] = "date",       [COLUMN_PARTIAL_DATE] = "partial date",
};

/* Adds text to a cell of a Markdown table. */
static void add_escaped(struct buffer *out, const char *text)
{
    for (; *text; text++) {
        if (*text == '|')
            buffer_add_text(out, "\\|");
        else if (*text == '<')
            buffer_add_text(out, "&lt;");
        else
            buffer_add_byte(out, *text == '\n' ? ' ' : *text);
    }
}

static void add_type(struct buffer *out, const struct column *column)
{
    buffer_add_text(out, type_names[column->type]);
    if (column->is_key)
        buffer_add_text(out, ", key");
    else if (column->is_required)
        buffer_add_text(out, ", never empty");
}

static void add_values(struct buffer *out, const struct column *column)
{
    const char *before = " One of ";

    for (size_t i = 0; column->values && column->values[i]; i++) {
        buffer_add_text(out, before);
        buffer_add_text(out, "`");
        add_escaped(out, column->values[i]);
        buffer_add_text(out, "`");
        before = ", ";
    }
    if (column->values && column->values[0])
        buffer_add_text(out, ".");
}

static void add_column(struct buffer *out, const struct column *column)
{
    buffer_add_text(out, "| `");
    add_escaped(out, column->name);
    buffer_add_text(out, "` | ");
    add_type(out, column);
    buffer_add_text(out, " | ");
    add_escaped(out, column->unit ? column->unit : "");
    buffer_add_text(out, " | ");
    add_escaped(out, column->meaning);
    add_values(out, column);
    buffer_add_text(out, " |\n");
}

static void add_table(struct buffer *out, const struct table *table)
{
    buffer_add_format(out, "\n## %s.csv\n\n%s. One row per %s", table->name,
                      table->title, table->row);
    if (table->order)
        buffer_add_format(out, ", ordered %s", table->order);
    buffer_add_text(out, ".\n\n| column | type | unit | meaning |\n"
                         "|---|---|---|---|\n");
    for (size_t i = 0; i < table->column_count; i++)
        add_column(out, &table->columns[i]);
}

void column_dictionary_format(const struct table *const *tables, size_t count,
                              struct buffer *out)
{
    buffer_add_text(out, preamble);
    for (size_t i = 0; i < count; i++)
        add_table(out, tables[i]);
}
