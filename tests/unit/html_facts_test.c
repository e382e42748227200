/* html_facts_test.c - of what a page says in several places, the most credible
 * is kept: dates as pages write them, authors, titles without the site. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "ingest/html_facts.h"
#include "ingest/html_json_ld.h"

static struct html_facts facts;
static struct metadata metadata;
static struct buffer body;

static int end(void **state)
{
    (void)state;
    html_facts_release(&facts);
    facts = (struct html_facts){0};
    metadata_reset(&metadata);
    free(metadata.items);
    metadata = (struct metadata){0};
    buffer_release(&body);
    return 0;
}

static void assert_said(const char *key, const char *expected)
{
    const char *value = metadata_get(&metadata, key);

    if (expected)
        assert_string_equal(value ? value : "(nothing)", expected);
    else
        assert_null(value);
}

/* Asserts what date a text offers; NULL: none. */
static void assert_date(const char *text, const char *expected)
{
    html_facts_offer(&facts, HTML_DATE, RANK_PAGE, text);
    html_facts_finish(&facts, &metadata);
    assert_said("date", expected);
    end(NULL);
}

static void dates_are_read_as_pages_write_them(void **state)
{
    (void)state;
    assert_date("2025-01-03T10:00:00Z", "2025-01-03");
    assert_date(" 2025/01/03", "2025-01-03");
    assert_date("2025.01.03", "2025-01-03");
    assert_date("20250103", "2025-01-03");
    assert_date("January 3, 2025", "2025-01-03");
    assert_date("3 Jan 2025", "2025-01-03");
    assert_date("Fri, 03 JAN 2025 10:00", "2025-01-03");
    assert_date("Published on 3 September 2025", "2025-09-03");
}

static void what_is_no_date_is_none(void **state)
{
    (void)state;
    assert_date("", NULL);
    assert_date(" \t", NULL);
    assert_date("yesterday", NULL);
    assert_date("January 33, 2025", NULL);
    assert_date("12345678901234567890", NULL);
    assert_date("13 13 2025", NULL);
    assert_date("2025-02-30", NULL);
}

static void the_more_credible_is_kept(void **state)
{
    (void)state;
    html_facts_offer(&facts, HTML_TITLE, RANK_PAGE, "Of the page");
    html_facts_offer(&facts, HTML_TITLE, RANK_GUESS, "A guess");
    html_facts_offer(&facts, HTML_TITLE, RANK_PAGE, "Another of the page");
    html_facts_finish(&facts, &metadata);
    assert_said("title", "Of the page");
    metadata_reset(&metadata);
    html_facts_offer(&facts, HTML_TITLE, RANK_META, "Of the document");
    html_facts_offer(&facts, HTML_TITLE, RANK_LD, NULL);
    html_facts_finish(&facts, &metadata);
    assert_said("title", "Of the document");
}

static void authors_are_joined_each_once(void **state)
{
    (void)state;
    html_facts_offer(&facts, HTML_AUTHOR, RANK_PAGE, "https://a.example/ann");
    html_facts_offer(&facts, HTML_AUTHOR, RANK_PAGE, "ann@office.example");
    html_facts_add_author(&facts, RANK_META, "Ann Writer");
    html_facts_add_author(&facts, RANK_META, "Ben Other");
    html_facts_add_author(&facts, RANK_META, "Ann Writer");
    html_facts_add_author(&facts, RANK_META, "http://a.example/ben");
    html_facts_add_author(&facts, RANK_META, "  ");
    html_facts_add_author(&facts, RANK_META, NULL);
    html_facts_add_author(&facts, RANK_META, "\xFF\xFE");
    html_facts_add_author(&facts, RANK_PAGE, "Less Credible");
    html_facts_finish(&facts, &metadata);
    assert_said("author", "Ann Writer; Ben Other");
}

/* Asserts what a title becomes on the site; NULL: of which nobody knows. */
static void assert_title(const char *title, const char *site,
                         const char *expected)
{
    html_facts_offer(&facts, HTML_TITLE, RANK_PAGE, title);
    html_facts_offer(&facts, HTML_SITE, RANK_PAGE, site);
    html_facts_finish(&facts, &metadata);
    assert_said("title", expected);
    end(NULL);
}

static void titles_lose_the_name_of_the_site(void **state)
{
    (void)state;
    assert_title("Norms - The Office", "the office", "Norms");
    assert_title("Norms \xE2\x80\x94 at sea - The Office", "The Office",
                 "Norms \xE2\x80\x94 at sea");
    assert_title("Norms - of states", "The Office", "Norms - of states");
    assert_title("Norms | The Office", NULL, "Norms");
    assert_title("Norms :: The Office", NULL, "Norms");
    assert_title("Norms - The Office", NULL, "Norms - The Office");
    assert_title("Norms | and what every state has to say of them", NULL,
                 "Norms | and what every state has to say of them");
    assert_title(" | The Office", NULL, "| The Office");
}

static void json_ld_tells_of_an_article(void **state)
{
    (void)state;
    html_json_ld_read(
        "{\"@graph\": [{\"@type\": \"WebSite\", \"name\": \"S\","
        " \"datePublished\": \"2001-01-01\"},"
        " {\"@type\": [\"Thing\", \"NewsArticle\"], \"headline\": \"Norms\","
        " \"datePublished\": \"2014-03-02T10:00\", \"author\":"
        " [{\"name\": \"Ann Writer\"}, \"Ben Other\"], \"inLanguage\": \"en\","
        " \"publisher\": {\"name\": \"The Office\"},"
        " \"articleBody\": \"Norms are kept.\"}]}",
        &facts, &body);
    html_facts_finish(&facts, &metadata);
    assert_said("title", "Norms");
    assert_said("date", "2014-03-02");
    assert_said("author", "Ann Writer; Ben Other");
    assert_said("language", "en");
    assert_said("site", "The Office");
    assert_string_equal(buffer_text(&body), "Norms are kept.");
}

static void the_longest_body_of_json_ld_is_kept(void **state)
{
    (void)state;
    html_json_ld_read("[{\"@type\": \"Report\", \"author\": \"Ann Writer\","
                      " \"articleBody\": \"The longer one.\"},"
                      " {\"mainEntity\": {\"@type\": \"Speech\", \"author\":"
                      " {\"name\": \"Ben Other\"},"
                      " \"articleBody\": \"Shorter.\"}}]",
                      &facts, &body);
    html_json_ld_read("{\"@type\": \"Article\", no JSON", &facts, &body);
    html_json_ld_read("[[[[[[[[{\"@type\": \"Article\", \"headline\": \"Too"
                      " deep\"}]]]]]]]]",
                      &facts, &body);
    html_facts_finish(&facts, &metadata);
    assert_said("author", "Ann Writer; Ben Other");
    assert_said("title", NULL);
    assert_string_equal(buffer_text(&body), "The longer one.");
}

UNIT_MAIN(cmocka_unit_test_teardown(dates_are_read_as_pages_write_them, end),
          cmocka_unit_test_teardown(what_is_no_date_is_none, end),
          cmocka_unit_test_teardown(the_more_credible_is_kept, end),
          cmocka_unit_test_teardown(authors_are_joined_each_once, end),
          cmocka_unit_test_teardown(titles_lose_the_name_of_the_site, end),
          cmocka_unit_test_teardown(json_ld_tells_of_an_article, end),
          cmocka_unit_test_teardown(the_longest_body_of_json_ld_is_kept, end))
