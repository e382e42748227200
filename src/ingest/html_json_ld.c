/* html_json_ld.c - see html_json_ld.h. */
#include "ingest/html_json_ld.h"

#include <jansson.h>
#include <string.h>

struct reading {
    struct html_facts *facts;
    struct buffer *body;
};

static const char *text_of(const json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

static bool is_article_type(const char *type)
{
    static const char *const types[] = {
        "Article",     "Posting",      "Report", "Legislation",
        "Publication", "PressRelease", "Speech"};

    for (size_t i = 0; type && i < sizeof(types) / sizeof(types[0]); i++)
        if (strstr(type, types[i]))
            return true;
    return false;
}

static bool is_article(const json_t *object)
{
    const json_t *type = json_object_get(object, "@type");
    size_t i;
    json_t *one;

    if (json_is_string(type))
        return is_article_type(json_string_value(type));
    json_array_foreach(type, i, one)
    {
        if (is_article_type(json_string_value(one)))
            return true;
    }
    return false;
}

static void read_author(struct reading *reading, const json_t *author)
{
    size_t i;
    json_t *one;

    if (json_is_string(author))
        html_facts_add_author(reading->facts, RANK_LD,
                              json_string_value(author));
    else if (json_is_object(author))
        html_facts_add_author(reading->facts, RANK_LD, text_of(author, "name"));
    json_array_foreach(author, i, one)
    {
        html_facts_add_author(reading->facts, RANK_LD,
                              json_is_string(one) ? json_string_value(one)
                                                  : text_of(one, "name"));
    }
}

static void read_body(struct reading *reading, const char *body)
{
    if (!body || strlen(body) <= reading->body->length)
        return;
    buffer_reset(reading->body);
    buffer_add_text(reading->body, body);
}

static void read_article(struct reading *reading, const json_t *article)
{
    struct html_facts *facts = reading->facts;

    html_facts_offer(facts, HTML_TITLE, RANK_LD, text_of(article, "headline"));
    html_facts_offer(facts, HTML_DATE, RANK_LD,
                     text_of(article, "datePublished"));
    html_facts_offer(facts, HTML_LANGUAGE, RANK_PAGE,
                     text_of(article, "inLanguage"));
    html_facts_offer(facts, HTML_URL, RANK_PAGE, text_of(article, "url"));
    html_facts_offer(facts, HTML_SITE, RANK_PAGE,
                     text_of(json_object_get(article, "publisher"), "name"));
    read_author(reading, json_object_get(article, "author"));
    read_body(reading, text_of(article, "articleBody"));
}

/* Articles stand at the top, in lists, in "@graph" and in "mainEntity". */
static void visit(struct reading *reading, const json_t *value, unsigned depth)
{
    enum { DEPTH_MAX = 5 };
    size_t i;
    json_t *one;

    if (depth > DEPTH_MAX)
        return;
    json_array_foreach(value, i, one)
    {
        visit(reading, one, depth + 1);
    }
    if (!json_is_object(value))
        return;
    if (is_article(value))
        read_article(reading, value);
    else
        html_facts_offer(reading->facts, HTML_DATE, RANK_GUESS,
                         text_of(value, "datePublished"));
    visit(reading, json_object_get(value, "@graph"), depth + 1);
    visit(reading, json_object_get(value, "mainEntity"), depth + 1);
}

void html_json_ld_read(const char *text, struct html_facts *facts,
                       struct buffer *body)
{
    struct reading reading = {facts, body};
    json_t *root = json_loads(text, JSON_DISABLE_EOF_CHECK, NULL);

    visit(&reading, root, 0);
    json_decref(root);
}
