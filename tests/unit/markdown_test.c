/* markdown_test.c - Markdown down to its words, and its front matter. */
#include <string.h>

#include "unit.h"

#include "ingest/extract.h"

static struct extracted out;
static struct error err;

static int release(void **state)
{
    (void)state;
    extracted_release(&out);
    return 0;
}

static void assert_lines(const char *markdown, const char *expected)
{
    struct buffer bytes = {0};

    buffer_add_text(&bytes, markdown);
    assert_int_equal(
        document_extract(&(struct source){"a.md", &bytes, 0}, &out, NULL, &err),
        OK);
    assert_true(out.paragraphs_known);
    assert_string_equal(buffer_text(&out.text), expected);
    buffer_release(&bytes);
}

static void assert_metadata(const char *key, const char *expected)
{
    const char *value = metadata_get(&out.metadata, key);

    if (!value || strcmp(value, expected) != 0)
        fail_msg("%s is \"%s\"", key, value ? value : "(none)");
}

static void joins_wrapped_lines(void **state)
{
    (void)state;
    assert_lines("Norms of\nresponsible\nbehaviour.\n\nNext.",
                 "Norms of responsible behaviour.\nNext.\n");
    assert_lines("Hard  \nbreak and\\\nanother\n", "Hard break and another\n");
    assert_lines("\xEF\xBB\xBF# Title\r\n\r\nBody\r\nmore\r\n",
                 "Title\nBody more\n");
    assert_lines("", "");
}

/* Asserts the lines' kinds: 'H' for a heading, 'T' for all else. */
static void assert_kinds(const char *markdown, const char *expected)
{
    struct buffer bytes = {0};

    buffer_add_text(&bytes, markdown);
    assert_int_equal(
        document_extract(&(struct source){"a.md", &bytes, 0}, &out, NULL, &err),
        OK);
    assert_int_equal(out.kinds.count, strlen(expected));
    for (size_t i = 0; i < out.kinds.count; i++)
        assert_int_equal(out.kinds.items[i] == LINE_HEADING,
                         expected[i] == 'H');
    buffer_release(&bytes);
    extracted_release(&out);
}

static void knows_headings(void **state)
{
    (void)state;
    assert_kinds("# Scope\nText.\n\nAims\n====\nMore\ntext.\n", "HTHT");
    assert_kinds("# *Scope* of `it`\n\n- item\n- # Title\n\n## End", "HTHH");
    assert_kinds("#\n\nText.\n", "T");
    assert_kinds("<p>One</p><p>Two</p>\n\n# Scope\n```\na\nb\n```\n", "TTHTT");
    assert_kinds("---\ntitle: Norms\n---\n# Scope\n", "H");
}

static void drops_marks(void **state)
{
    (void)state;
    assert_lines("**Free** and *open* `Internet`, _all_ of it\n",
                 "Free and open Internet, all of it\n");
    assert_lines("multi\\-stakeholder \\*not\\* &amp; R&eacute;sum\xC3\xA9\n",
                 "multi-stakeholder *not* & R\xC3\xA9sum\xC3\xA9\n");
    assert_lines("snake_case_word\n", "snake_case_word\n");
}

static void keeps_link_text_only(void **state)
{
    (void)state;
    assert_lines("See [the *Freedom\nOnline* Coalition](https://x.org/a \"t\") "
                 "now.\n",
                 "See the Freedom Online Coalition now.\n");
    assert_lines("See [this][r] and [r].\n\n[r]: https://x.org/norms\n",
                 "See this and r.\n");
    assert_lines("![A seal](seal.png \"norms\") Text\n", "A seal Text\n");
    assert_lines("<https://x.org>\n", "https://x.org\n");
}

static void each_block_is_a_line(void **state)
{
    (void)state;
    assert_lines("Title\n=====\n\n## Part ##\ntext\n***\n> quoted\n> lines\n",
                 "Title\nPart\ntext\nquoted lines\n");
    assert_lines(
        "- one\n  wrapped\n- two\n  1. three\n\n     four\n- [ ] five\n",
        "one wrapped\ntwo\nthree\nfour\nfive\n");
    assert_lines("> - deep\n>   > deeper\n", "deep\ndeeper\n");
}

static void tables_are_a_line_a_cell(void **state)
{
    (void)state;
    assert_lines("| Theme | Text |\n|---|:-:|\n| **Norms** | a b |\n| c | |\n",
                 "Theme\nText\nNorms\na b\nc\n");
}

static void footnotes_follow(void **state)
{
    (void)state;
    assert_lines(
        "Norms[^1] apply.\n\n[^1]: See the *GGE*\n    report.\n\nEnd.\n",
        "Norms apply.\nEnd.\nSee the GGE report.\n");
}

static void code_is_text(void **state)
{
    (void)state;
    assert_lines("```text\nfirst line\nsecond line\n```\n",
                 "first line\nsecond line\n");
    assert_lines("    By the authority\n    vested in me\n\nnext\n",
                 "By the authority vested in me\nnext\n");
}

static void drops_html(void **state)
{
    (void)state;
    assert_lines("A <span class=\"x\">norm</span><br>holds<!-- no -->.\n",
                 "A norm holds.\n");
    assert_lines("<!-- secret\nnorms -->\n\nText\n", "Text\n");
    assert_lines("<div>\n<p>One &amp; <b>two</b></p><p>three\nfour</p>\n"
                 "<script>norms()</script><style>p{}</style>\n</div>\n",
                 "One & two\nthree four\n");
    assert_lines("1 < 2 and <unclosed\n", "1 < 2 and <unclosed\n");
}

static void reads_what_is_not_utf8(void **state)
{
    (void)state;
    assert_lines("caf\xE9 *norms*\n", "caf\u00E9 norms\n");
}

static void reads_yaml_front_matter(void **state)
{
    (void)state;
    assert_lines("---\n"
                 "# a comment\n"
                 "title: \"Launch of\\_the \\\n  Declaration\"\n"
                 "date: '2022-04-28' # Thursday\n"
                 "time: 2022-04-28 07:00:00-04:00\n"
                 "summary: >\n  two\n  lines\n"
                 "tags:\n- norms\n- deterrence\n"
                 "nested:\n  title: wrong\n  list: [a, b]\n"
                 "flow: [x, y]\n"
                 "empty:\n"
                 "last: it's\n"
                 "---\n\nBody\n",
                 "Body\n");
    assert_metadata("title", "Launch of\xC2\xA0the Declaration");
    assert_metadata("date", "2022-04-28");
    assert_metadata("time", "2022-04-28 07:00:00-04:00");
    assert_metadata("summary", "two lines");
    assert_metadata("tags", "norms; deterrence");
    assert_metadata("flow", "x; y");
    assert_metadata("empty", "");
    assert_metadata("last", "it's");
    assert_int_equal(out.metadata.count, 8);
    assert_int_equal(out.issues.count, 0);
}

static void reads_toml_front_matter(void **state)
{
    (void)state;
    assert_lines("+++\ntitle = \"The \\\"new\\\" norms\" # x\n"
                 "date = 2022-04-28T07:00:00Z\nname = 'a # b'\n# c = 1\n"
                 "[extra]\ntitle = \"wrong\"\n+++\nBody\n",
                 "Body\n");
    assert_metadata("title", "The \"new\" norms");
    assert_metadata("date", "2022-04-28T07:00:00Z");
    assert_metadata("name", "a # b");
    assert_int_equal(out.metadata.count, 3);
}

static void reads_toml_that_is_not_utf8(void **state)
{
    (void)state;
    assert_lines("+++\ntitle = \"\xC9tats\"\n+++\nBody\n", "Body\n");
    assert_metadata("title", "\u00C9tats");
}

static void leaves_out_front_matter_without_a_key(void **state)
{
    (void)state;
    assert_lines("---\n&anchor : x\ntitle: y\n---\nBody\n", "Body\n");
    assert_metadata("title", "y");
    assert_int_equal(out.metadata.count, 1);
}

static void knows_front_matter_from_rules(void **state)
{
    (void)state;
    assert_lines("---\n\ntext\n", "text\n");
    assert_int_equal(out.metadata.count, 0);
    assert_lines("text\n\n---\n\ntitle: x\n\n---\n", "text\ntitle: x\n");
    assert_int_equal(out.metadata.count, 0);
    assert_lines("---\r\ntitle: x\r\n...\r\nBody\r\n", "Body\n");
    assert_metadata("title", "x");
    assert_lines("---\n---\nBody\n", "Body\n");
    assert_int_equal(out.metadata.count, 0);
}

static void tells_of_bad_front_matter(void **state)
{
    (void)state;
    assert_lines("---\ndate: 2022\ntitle: FACT SHEET: Norms\nlate: x\n---\nB\n",
                 "B\n");
    assert_metadata("date", "2022");
    assert_int_equal(out.issues.count, 1);
    assert_int_equal(out.issues.items[0].severity, SEVERITY_WARNING);
    assert_string_equal(out.issues.items[0].place, "3:18");
    assert_non_null(strstr(out.issues.items[0].message,
                           "put values that hold \": \" in quotation marks"));
}

/* Nesting must cost neither the stack nor the night. */
static void survives_deep_nesting(void **state)
{
    struct buffer deep = {0};

    (void)state;
    for (int i = 0; i < 2000; i++)
        buffer_add_text(&deep, "> ");
    buffer_add_text(&deep, "norms\n");
    assert_lines(buffer_text(&deep), "norms\n");
    buffer_reset(&deep);
    for (int i = 0; i < 5000; i++)
        buffer_add_text(&deep, "[");
    buffer_add_text(&deep, "norms\n");
    assert_lines(buffer_text(&deep), buffer_text(&deep));
    buffer_release(&deep);
}

/* A kilobyte a row would become nine million cells. */
static void wide_tables_do_not_explode(void **state)
{
    enum { WIDE = 3000 };
    struct buffer wide = {0};

    (void)state;
    for (int i = 0; i < WIDE; i++)
        buffer_add_text(&wide, "|a");
    buffer_add_text(&wide, "|\n");
    for (int i = 0; i < WIDE; i++)
        buffer_add_text(&wide, "|-");
    buffer_add_text(&wide, "|\n");
    for (int i = 0; i < WIDE; i++)
        buffer_add_text(&wide, "|norms\n");
    assert_int_equal(
        document_extract(&(struct source){"a.md", &wide, 0}, &out, NULL, &err),
        OK);
    assert_int_equal(out.issues.count, 1);
    assert_string_equal(out.issues.items[0].message,
                        "has tables of more than 2000000 cells; they are read "
                        "as text");
    assert_non_null(strstr(buffer_text(&out.text), "|norms |norms"));
    buffer_release(&wide);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(joins_wrapped_lines),
        cmocka_unit_test(knows_headings),
        cmocka_unit_test(drops_marks),
        cmocka_unit_test(keeps_link_text_only),
        cmocka_unit_test(each_block_is_a_line),
        cmocka_unit_test(tables_are_a_line_a_cell),
        cmocka_unit_test(footnotes_follow),
        cmocka_unit_test(code_is_text),
        cmocka_unit_test(drops_html),
        cmocka_unit_test(reads_what_is_not_utf8),
        cmocka_unit_test(reads_yaml_front_matter),
        cmocka_unit_test(reads_toml_that_is_not_utf8),
        cmocka_unit_test(leaves_out_front_matter_without_a_key),
        cmocka_unit_test(reads_toml_front_matter),
        cmocka_unit_test(knows_front_matter_from_rules),
        cmocka_unit_test(tells_of_bad_front_matter),
        cmocka_unit_test(survives_deep_nesting),
        cmocka_unit_test(wide_tables_do_not_explode),
    };

    return cmocka_run_group_tests_name("markdown", tests, NULL, release);
}
