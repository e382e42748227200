/* html_metadata.c - see html_metadata.h. */
#include "ingest/html_metadata.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/vector.h"
#include "ingest/html_facts.h"
#include "ingest/html_json_ld.h"
#include "ingest/html_tree.h"

/* Names and properties of <meta>, and what their content is. */
static const struct {
    const char *name;
    enum html_fact fact;
    int rank;
} meta_names[] = {
    {"og:title", HTML_TITLE, RANK_META},
    {"twitter:title", HTML_TITLE, RANK_PAGE},
    {"citation_title", HTML_TITLE, RANK_META},
    {"dc.title", HTML_TITLE, RANK_META},
    {"dcterms.title", HTML_TITLE, RANK_META},
    {"article:published_time", HTML_DATE, RANK_META},
    {"article.published", HTML_DATE, RANK_META},
    {"citation_publication_date", HTML_DATE, RANK_META},
    {"citation_date", HTML_DATE, RANK_META},
    {"dc.date", HTML_DATE, RANK_META},
    {"dc.date.issued", HTML_DATE, RANK_META},
    {"dc.date.created", HTML_DATE, RANK_META},
    {"dcterms.date", HTML_DATE, RANK_META},
    {"dcterms.created", HTML_DATE, RANK_META},
    {"dcterms.issued", HTML_DATE, RANK_META},
    {"dcterms.available", HTML_DATE, RANK_META},
    {"datepublished", HTML_DATE, RANK_META},
    {"parsely-pub-date", HTML_DATE, RANK_META},
    {"sailthru.date", HTML_DATE, RANK_META},
    {"pubdate", HTML_DATE, RANK_META},
    {"publish-date", HTML_DATE, RANK_META},
    {"publication_date", HTML_DATE, RANK_META},
    {"date", HTML_DATE, RANK_PAGE},
    {"author", HTML_AUTHOR, RANK_META},
    {"article:author", HTML_AUTHOR, RANK_META},
    {"citation_author", HTML_AUTHOR, RANK_META},
    {"dc.creator", HTML_AUTHOR, RANK_META},
    {"dcterms.creator", HTML_AUTHOR, RANK_META},
    {"parsely-author", HTML_AUTHOR, RANK_META},
    {"sailthru.author", HTML_AUTHOR, RANK_META},
    {"og:locale", HTML_LANGUAGE, RANK_PAGE},
    {"dc.language", HTML_LANGUAGE, RANK_PAGE},
    {"dcterms.language", HTML_LANGUAGE, RANK_PAGE},
    {"content-language", HTML_LANGUAGE, RANK_PAGE},
    {"og:url", HTML_URL, RANK_META},
    {"og:site_name", HTML_SITE, RANK_META},
    {"application-name", HTML_SITE, RANK_PAGE},
};

struct reading {
    struct html_facts facts;
    struct html_carried *carried;
};

/* Returns the text right inside the element, "" when there is none. */
static const char *inner_text(const GumboNode *node)
{
    const GumboVector *children = &node->v.element.children;

    for (unsigned i = 0; i < children->length; i++) {
        const GumboNode *child = children->data[i];

        if (child->type == GUMBO_NODE_TEXT || child->type == GUMBO_NODE_CDATA)
            return child->v.text.text;
    }
    return "";
}

static void read_meta(struct reading *reading, const GumboNode *node)
{
    static const char *const naming[] = {"property", "name", "itemprop",
                                         "http-equiv"};
    const char *content = html_attribute(node, "content"), *name = "";

    for (size_t i = 0; i < 4 && !*name; i++)
        name = html_attribute(node, naming[i]);
    for (size_t i = 0; i < sizeof(meta_names) / sizeof(meta_names[0]); i++)
        if (strcasecmp(meta_names[i].name, name) != 0)
            continue;
        else if (meta_names[i].fact == HTML_AUTHOR)
            html_facts_add_author(&reading->facts, meta_names[i].rank, content);
        else
            html_facts_offer(&reading->facts, meta_names[i].fact,
                             meta_names[i].rank, content);
}

static void read_time(struct reading *reading, const GumboNode *node)
{
    const char *value = html_attribute(node, "datetime");
    bool published =
        strcasecmp(html_attribute(node, "itemprop"), "datePublished") == 0 ||
        gumbo_get_attribute(&node->v.element.attributes, "pubdate");

    html_facts_offer(&reading->facts, HTML_DATE,
                     published ? RANK_PAGE : RANK_GUESS,
                     *value ? value : inner_text(node));
}

static void read_link(struct reading *reading, const GumboNode *node)
{
    const char *rel = html_attribute(node, "rel");

    if (strcasecmp(rel, "canonical") == 0)
        html_facts_offer(&reading->facts, HTML_URL, RANK_LD,
                         html_attribute(node, "href"));
    else if (strcasecmp(rel, "author") == 0)
        html_facts_offer(&reading->facts, HTML_AUTHOR, RANK_GUESS,
                         inner_text(node));
}

static void read_script(struct reading *reading, const GumboNode *node)
{
    const char *type = html_attribute(node, "type"), *text;
    struct buffer *longest = &reading->carried->template_html;

    if (strcasecmp(type, "application/ld+json") == 0) {
        html_json_ld_read(inner_text(node), &reading->facts,
                          &reading->carried->body);
    } else if (strcasecmp(type, "text/template") == 0 ||
               strcasecmp(type, "text/html") == 0) {
        text = inner_text(node);
        if (strlen(text) > longest->length) {
            buffer_reset(longest);
            buffer_add_text(longest, text);
        }
    }
}

static void read_element(struct reading *reading, const GumboNode *node)
{
    struct html_facts *facts = &reading->facts;

    switch ((int)node->v.element.tag) {
    case GUMBO_TAG_HTML:
        html_facts_offer(facts, HTML_LANGUAGE, RANK_META,
                         html_attribute(node, "lang"));
        return;
    case GUMBO_TAG_META:
        read_meta(reading, node);
        return;
    case GUMBO_TAG_TITLE:
        if (node->v.element.tag_namespace == GUMBO_NAMESPACE_HTML)
            html_facts_offer(facts, HTML_TITLE, RANK_PAGE, inner_text(node));
        return;
    case GUMBO_TAG_H1:
        html_facts_offer(facts, HTML_TITLE, RANK_GUESS, inner_text(node));
        return;
    case GUMBO_TAG_LINK:
    case GUMBO_TAG_A:
        read_link(reading, node);
        return;
    case GUMBO_TAG_TIME:
        read_time(reading, node);
        return;
    case GUMBO_TAG_SCRIPT:
        read_script(reading, node);
        return;
    default:
        return;
    }
}

void html_metadata_read(const GumboNode *root, struct metadata *metadata,
                        struct html_carried *carried)
{
    struct VECTOR_OF(const GumboNode *) left = {0};
    struct reading reading = {.carried = carried};

    *VECTOR_PUSH(&left) = root;
    while (left.count) {
        const GumboNode *node = left.items[--left.count];
        const GumboVector *children = &node->v.element.children;

        read_element(&reading, node);
        for (unsigned i = children->length; i-- > 0;) {
            const GumboNode *child = children->data[i];

            if (child->type == GUMBO_NODE_ELEMENT)
                *VECTOR_PUSH(&left) = child;
        }
    }
    html_facts_finish(&reading.facts, metadata);
    html_facts_release(&reading.facts);
    free(left.items);
}
