/* html_test.c - HTML pages down to the document's words: a page a rule. */
#include <stdlib.h>
#include <string.h>

#include "unit.h"

#include "ingest/format.h"
#include "ingest/html_guard.h"

/* Two paragraphs that are long enough to be taken for prose, and for the
 * document wherever they stand. */
#define FIRST                                                               \
    "Ministers of twelve countries met in the harbour town on Monday, and " \
    "they agreed that open networks serve trade, research and public life."
#define SECOND                                                                \
    "The text that they signed asks each government to report, once a year, " \
    "on what it has done to keep networks open to everyone who needs them."
#define BODY  "<p>" FIRST "</p><p>" SECOND "</p>"
#define LINES FIRST "\n" SECOND "\n"

static struct extracted extracted;
static struct error err;

static const char *extract(const char *html)
{
    struct buffer page = {0};

    buffer_add_text(&page, html);
    extracted_reset(&extracted);
    err.code = OK;
    if (html_extract(&(struct source){.bytes = &page}, &extracted, &err) == OK)
        assert_true(extracted.paragraphs_known);
    buffer_release(&page);
    return buffer_text(&extracted.text);
}

static void headings_are_known(void **state)
{
    (void)state;
    extract("<main><h2>Scope</h2><p>" FIRST "</p><div><h3><b>Aims</b></h3>"
            "<p>" SECOND "</p></div></main>");
    assert_int_equal(extracted.kinds.count, 4);
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(extracted.kinds.items[i],
                         i % 2 ? LINE_TEXT : LINE_HEADING);
}

static const char *value(const char *key)
{
    const char *found = metadata_get(&extracted.metadata, key);

    return found ? found : "";
}

/* Asserts that the page's text is the two paragraphs alone. */
static void assert_body(const char *html)
{
    assert_string_equal(extract(html), LINES);
}

/* -- Paragraphs ------------------------------------------------------------ */

static void blocks_are_lines(void **state)
{
    (void)state;
    assert_string_equal(
        extract("<main>" BODY "<h2>Next\n steps</h2><ul><li>One <b>bold</b>"
                "<i>er</i> step<li>Two</ul><blockquote>Quoted &amp;&nbsp;said"
                "</blockquote><table><tr><td>Port<td>Ships</table></main>"),
        LINES "Next steps\nOne bolder step\nTwo\nQuoted & said\nPort\nShips\n");
}

static void two_line_breaks_end_a_paragraph(void **state)
{
    (void)state;
    assert_string_equal(
        extract("<div>" FIRST "<br>continued<br> <br>" SECOND "</div>"),
        FIRST " continued\n" SECOND "\n");
}

static void note_marks_stay_apart_from_words(void **state)
{
    (void)state;
    assert_string_equal(extract("<p>" FIRST "<sup><a href='#1'>1</a></sup></p>"
                                "<p>" SECOND " 5 km<sup>2</sup></p>"),
                        FIRST " 1\n" SECOND " 5 km2\n");
    assert_string_equal(
        extract(
            "<p>" FIRST "<sup>1</sup></p><p>" SECOND
            " Of norms<sup>12</sup>, (ports)<sup>[3]</sup> and x<sup>2</sup>"
            ", 10<sup>6</sup>.</p><p><sup>1</sup>Norms " FIRST "</p>"),
        FIRST " 1\n" SECOND
              " Of norms 12, (ports) [3] and x2, 106.\n1 Norms " FIRST "\n");
}

static void broken_markup_is_read_as_browsers_do(void **state)
{
    (void)state;
    assert_string_equal(extract("\xEF\xBB\xBF<p>" FIRST "<p>" SECOND
                                "</div></span><p>End.\xff"),
                        LINES "End.\xEF\xBF\xBD\n");
    assert_string_equal(extract(""), "");
    assert_string_equal(extract("only words"), "only words\n");
}

/* -- What is left out ------------------------------------------------------ */

static void navigation_is_left_out(void **state)
{
    (void)state;
    assert_body("<nav>Skip</nav><ul><li><a href=/>Home</a></ul>" BODY
                "<footer>Contact the office.</footer>");
}

static void hidden_elements_are_left_out(void **state)
{
    (void)state;
    assert_body("<div>" BODY "<p style='color:red;display: none'>Secret</p>"
                "<p hidden>Secret</p><p aria-hidden=true>Secret</p>"
                "<p class='sr-only'>Secret</p><template>Secret</template>"
                "<script>secret()</script><style>p{}</style>"
                "<noscript>Secret</noscript></div>");
}

static void noscript_is_read_when_there_is_nothing_else(void **state)
{
    (void)state;
    assert_body("<body><noscript>" BODY "</noscript>");
}

static void furniture_is_known_by_its_names(void **state)
{
    static const char *const names[] = {
        "cookie-banner",    "shareButtons", "related-articles",
        "newsletterSignup", "breadcrumbs",  "site-footer",
        "sidebar_left",     "comments",     "taglist",
        "usa-banner",       "socialMedia",  "skip-link",
        "teaser__share-bar"};

    (void)state;
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        struct buffer page = {0};

        buffer_add_format(&page,
                          "<body><div>" BODY "<div class='x %s'>Not the text"
                          "</div></div><div id='%s'>Nor this</div>",
                          names[i], names[i]);
        assert_body(page.data);
        buffer_release(&page);
    }
}

static void names_that_speak_of_neighbours_are_no_hints(void **state)
{
    (void)state;
    assert_body(
        "<body class='no-js'><div class='has-sidebar use-lightbox'>" BODY
        "</div>");
    assert_body("<body><div class=post><p>" FIRST
                "</p><p class=text--has-ads>" SECOND "</p></div>");
}

static void a_hint_on_most_of_the_text_is_not_believed(void **state)
{
    (void)state;
    assert_body("<body><div class='sidebar'>" BODY "</div>");
}

#define COMMENT                                                            \
    "<p>I read it twice, and the second time it seemed to me that nobody " \
    "had asked those who live by the harbour and would have had much to say."

static void comments_go_however_long_they_are(void **state)
{
    struct buffer page = {0};

    (void)state;
    buffer_add_text(&page,
                    "<body><div class=post><div class=entry-content>" BODY
                    "</div></div><div id=comments>");
    for (size_t i = 0; i < 40; i++)
        buffer_add_text(&page, COMMENT);
    assert_body(page.data);
    buffer_release(&page);
}

static void many_cards_are_the_text(void **state)
{
    struct buffer page = {0}, expected = {0};

    (void)state;
    buffer_add_text(&page, "<body><a href=/>Home</a><div><p>" FIRST "</p>");
    buffer_add_text(&expected, FIRST "\n");
    for (size_t i = 0; i < 10; i++) {
        buffer_add_text(&page, "<div class=card><a href=x>Map</a><p>" SECOND
                               "</p></div>");
        buffer_add_text(&expected, "Map\n" SECOND "\n");
    }
    assert_string_equal(extract(page.data), expected.data);
    buffer_release(&page);
    buffer_release(&expected);
}

static void requests_at_the_end_are_left_out(void **state)
{
    (void)state;
    assert_body("<div>" BODY "<p>Subscribe to our letter to read more of it."
                "</div>");
    assert_string_equal(extract("<div><p>Subscribe to our view, he said, or "
                                "leave." BODY "</div>"),
                        "Subscribe to our view, he said, or leave.\n" LINES);
}

static void link_lists_are_left_out(void **state)
{
    (void)state;
    assert_body("<div>" BODY "<h2>See elsewhere</h2><ul><li><a href=a>One "
                "report</a><li><a href=b>Another report</a></ul></div>");
}

static void lists_with_links_in_sentences_stay(void **state)
{
    (void)state;
    assert_string_equal(
        extract("<div>" BODY "<ul><li>The <a href=a>report</a> of last year on "
                "harbours</ul></div>"),
        LINES "The report of last year on harbours\n");
}

static void headline_byline_and_date_are_metadata(void **state)
{
    (void)state;
    assert_body("<title>Open networks</title><main><h1>Open networks</h1>"
                "<p>By A. Writer</p><p>March 4, 2021</p>" BODY "</main>");
    assert_body("<title>Open networks - The Office</title><meta "
                "property='og:site_name' content='The Office'><main>"
                "<h2>Open Networks</h2>" BODY "</main>");
}

static void a_date_within_the_text_stays(void **state)
{
    (void)state;
    assert_string_equal(extract("<main>" BODY "<p>March 4, 2021</p></main>"),
                        LINES "March 4, 2021\n");
    assert_string_equal(extract("<main><p>Order 9 of May 1, 2009</p>" BODY),
                        "Order 9 of May 1, 2009\n" LINES);
}

static void calls_and_credits_are_left_out(void **state)
{
    (void)state;
    assert_body("<div><p>" FIRST "</p><p><a href=x>Read more: other news</a>"
                "<figcaption>Photo: A. Maker</figcaption><p>" SECOND
                "</p></div>");
}

static void the_end_is_where_other_documents_begin(void **state)
{
    (void)state;
    assert_body("<div>" BODY "<h3>Related articles</h3><p>Harbours are busy"
                "</div>");
}

static void a_heading_with_text_stays(void **state)
{
    (void)state;
    assert_string_equal(extract("<div><h2>Section 1.</h2><h3>Life</h3>" BODY
                                "<h3>Last</h3></div>"),
                        "Section 1.\nLife\n" LINES "Last\n");
}

static void what_statutes_and_notices_say_is_no_call(void **state)
{
    (void)state;
    assert_string_equal(
        extract("<div>" BODY "<h2>Comments</h2>" BODY "<p>(c) The Secretary "
                "shall report.</p><h2>Copyright</h2><p>Nothing changes.</div>"),
        LINES "Comments\n" LINES "(c) The Secretary shall report.\n"
              "Copyright\nNothing changes.\n");
}

/* -- Where the document is ------------------------------------------------- */

static void the_element_that_claims_it_is_taken(void **state)
{
    static const char *const claims[] = {
        "itemprop=articleBody", "class=entry-content", "class=articleBody",
        "id=story_text", "role=main"};

    (void)state;
    for (size_t i = 0; i < sizeof(claims) / sizeof(claims[0]); i++) {
        struct buffer page = {0};

        buffer_add_format(&page,
                          "<body><div><div><p>" FIRST "</p></div></div>"
                          "<div %s>" BODY "</div>",
                          claims[i]);
        assert_body(page.data);
        buffer_release(&page);
    }
}

static void without_claims_the_prose_is_taken(void **state)
{
    (void)state;
    assert_body(
        "<body><div><a href=a>One thing</a> <a href=b>and another</a> "
        "<a href=c>and a third thing</a></div><div><div>" BODY
        "</div></div><div><a href=d>More things of this kind</a></div>");
}

static void a_text_cut_in_sections_is_joined(void **state)
{
    (void)state;
    assert_string_equal(
        extract("<body><nav>Menu</nav><div><section class=entry-content>" BODY
                "</section><section class=entry-content>" BODY
                "</section></div>"),
        LINES LINES);
}

static void a_lead_above_the_body_is_taken(void **state)
{
    (void)state;
    assert_body("<article><h1>Open networks</h1><p class=intro>" FIRST
                "</p><p>Office</p><div class=article-body><p>" SECOND
                "</p></div></article>");
}

static void text_that_only_scripts_show_is_found(void **state)
{
    (void)state;
    assert_body("<script type='application/ld+json'>{\"@type\":\"Article\","
                "\"articleBody\":\"<p>" FIRST "</p><p>" SECOND
                "</p>\"}</script><body><p>Loading");
}

static void text_in_a_template_is_found(void **state)
{
    (void)state;
    assert_string_equal(extract("<body><p>A blog</p><div class=post-content>"
                                "<script type='text/template'>" BODY BODY
                                "</script></div>"),
                        LINES LINES);
}

static void a_body_many_times_as_long_as_the_page_is_taken(void **state)
{
    (void)state;
    assert_string_equal(
        extract("<script type='application/ld+json'>{\"@type\":\"Article\","
                "\"articleBody\":\"" FIRST "\\n\\n" SECOND "\\n" FIRST
                "\\n" SECOND
                "\"}</script><body><p>Ministers met in the harbour town on "
                "Monday, and more of it is for subscribers."),
        LINES LINES);
}

/* -- Metadata -------------------------------------------------------------- */

static void metadata_come_from_the_head(void **state)
{
    (void)state;
    extract("<html lang=en-GB><title>Nets | Office</title>"
            "<meta name='DC.date' content='2021/03/04'>"
            "<meta name=author content='A. Writer'>"
            "<meta name=author content='B. Other'>"
            "<meta property='og:site_name' content=Office>"
            "<link rel=canonical href='https://example.org/n'>");
    assert_string_equal(value("title"), "Nets");
    assert_string_equal(value("date"), "2021-03-04");
    assert_string_equal(value("author"), "A. Writer; B. Other");
    assert_string_equal(value("language"), "en-GB");
    assert_string_equal(value("url"), "https://example.org/n");
    assert_string_equal(value("site"), "Office");
}

static void json_ld_is_believed_first(void **state)
{
    (void)state;
    extract("<title>Page</title><meta property='article:published_time' "
            "content='2020-01-01'><script type='application/ld+json'>"
            "{\"@graph\":[{\"@type\":\"WebSite\",\"name\":\"X\"},"
            "{\"@type\":[\"NewsArticle\"],\"headline\":\"Nets\","
            "\"datePublished\":\"2021-03-04T23:30:00Z\","
            "\"author\":[{\"name\":\"A. Writer\"},\"B. Other\"]}]}</script>");
    assert_string_equal(value("title"), "Nets");
    assert_string_equal(value("date"), "2021-03-04");
    assert_string_equal(value("author"), "A. Writer; B. Other");
}

static void dates_are_read_in_the_forms_of_pages(void **state)
{
    static const char *const dates[] = {"2021-03-04T10:00:00+01:00",
                                        "20210304",
                                        "2021.03.04",
                                        "March 4, 2021",
                                        "Thu, 04 Mar 2021 10:00:00 GMT",
                                        "4 March 2021"};

    (void)state;
    for (size_t i = 0; i < sizeof(dates) / sizeof(dates[0]); i++) {
        struct buffer page = {0};

        buffer_add_format(&page, "<time datetime='%s'>then</time>", dates[i]);
        extract(page.data);
        assert_string_equal(value("date"), "2021-03-04");
        buffer_release(&page);
    }
    extract("<meta name=date content='2021-02-30'><time>yesterday</time>");
    assert_string_equal(value("date"), "");
}

/* -- Limits ---------------------------------------------------------------- */

static void assert_refused(const char *begin, const char *part, size_t count,
                           const char *reason)
{
    struct buffer page = {0};

    buffer_add_text(&page, begin);
    for (size_t i = 0; i < count; i++)
        buffer_add_text(&page, part);
    extract(page.data);
    assert_int_equal(err.code, ERR_LIMIT);
    assert_non_null(strstr(err.text, reason));
    buffer_release(&page);
}

static void pages_made_to_take_for_ever_are_refused(void **state)
{
    (void)state;
    assert_refused("", "<div>", 100000, "deep");
    assert_refused("", "<div/>", 100000, "deep");
    assert_refused("<p ", "a=b ", 100000, "attributes");
    assert_refused("", "<p><b a>", 3900, "elements");
}

static void pages_that_only_look_deep_are_read(void **state)
{
    struct buffer page = {0};

    (void)state;
    buffer_add_text(&page, "<svg>");
    for (size_t i = 0; i < 2 * HTML_DEPTH_MAX; i++)
        buffer_add_text(&page, "<path d=x />");
    buffer_add_text(&page, "</svg><script>");
    for (size_t i = 0; i < 2 * HTML_DEPTH_MAX; i++)
        buffer_add_text(&page, "<div>");
    buffer_add_text(&page, "</script><ul>");
    for (size_t i = 0; i < 2 * HTML_DEPTH_MAX; i++)
        buffer_add_text(&page, "<li>a");
    extract(page.data);
    assert_int_equal(err.code, OK);
    buffer_release(&page);
}

static int release(void **state)
{
    (void)state;
    extracted_release(&extracted);
    return 0;
}

UNIT_MAIN(cmocka_unit_test(blocks_are_lines),
          cmocka_unit_test(two_line_breaks_end_a_paragraph),
          cmocka_unit_test(note_marks_stay_apart_from_words),
          cmocka_unit_test(broken_markup_is_read_as_browsers_do),
          cmocka_unit_test(navigation_is_left_out),
          cmocka_unit_test(hidden_elements_are_left_out),
          cmocka_unit_test(noscript_is_read_when_there_is_nothing_else),
          cmocka_unit_test(furniture_is_known_by_its_names),
          cmocka_unit_test(names_that_speak_of_neighbours_are_no_hints),
          cmocka_unit_test(a_hint_on_most_of_the_text_is_not_believed),
          cmocka_unit_test(comments_go_however_long_they_are),
          cmocka_unit_test(many_cards_are_the_text),
          cmocka_unit_test(requests_at_the_end_are_left_out),
          cmocka_unit_test(link_lists_are_left_out),
          cmocka_unit_test(lists_with_links_in_sentences_stay),
          cmocka_unit_test(headline_byline_and_date_are_metadata),
          cmocka_unit_test(a_date_within_the_text_stays),
          cmocka_unit_test(calls_and_credits_are_left_out),
          cmocka_unit_test(headings_are_known),
          cmocka_unit_test(the_end_is_where_other_documents_begin),
          cmocka_unit_test(a_heading_with_text_stays),
          cmocka_unit_test(what_statutes_and_notices_say_is_no_call),
          cmocka_unit_test(the_element_that_claims_it_is_taken),
          cmocka_unit_test(without_claims_the_prose_is_taken),
          cmocka_unit_test(a_text_cut_in_sections_is_joined),
          cmocka_unit_test(a_lead_above_the_body_is_taken),
          cmocka_unit_test(text_that_only_scripts_show_is_found),
          cmocka_unit_test(text_in_a_template_is_found),
          cmocka_unit_test(a_body_many_times_as_long_as_the_page_is_taken),
          cmocka_unit_test(metadata_come_from_the_head),
          cmocka_unit_test(json_ld_is_believed_first),
          cmocka_unit_test(dates_are_read_in_the_forms_of_pages),
          cmocka_unit_test(pages_made_to_take_for_ever_are_refused),
          cmocka_unit_test_teardown(pages_that_only_look_deep_are_read,
                                    release))
