/* html_hints.c - see html_hints.h. */
#include "ingest/html_hints.h"

#include <ctype.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <strings.h>

#include "ingest/html_hint_tables.h"

enum { WORD_MAX = 32, TOKEN_MAX = 96 };

static const char *attribute(const GumboNode *node, const char *name)
{
    const GumboAttribute *found = gumbo_get_attribute(
        &node->v.element.attributes, name);

    return found ? found->value : NULL;
}

static void believe(struct html_hints *hints, int furniture, int claim)
{
    if (furniture > hints->furniture)
        hints->furniture = (unsigned char)furniture;
    if (claim > hints->claim)
        hints->claim = (unsigned char)claim;
}

/* -- Words of names -------------------------------------------------------- */

/* Whether `word` is what the row says: the same, or, with a '*' at its end, a
 * beginning of it. */
static bool is_row(const char *row, const char *word)
{
    while (*row && *row == *word) {
        row++;
        word++;
    }
    return *row == '*' || (!*row && !*word);
}

/* Returns the table's row for the word, or NULL. Rows are sorted, so only those
 * with the word's first letter are compared. */
static const struct html_hint_word *find_word(const char *word)
{
    size_t low = 0, high = html_hint_word_count;

    while (low < high) {
        size_t middle = (low + high) / 2;

        if (html_hint_words[middle].word[0] < word[0])
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < html_hint_word_count; low++) {
        if (html_hint_words[low].word[0] != word[0])
            return NULL;
        if (is_row(html_hint_words[low].word, word))
            return &html_hint_words[low];
    }
    return NULL;
}

/* Moves the next word of a name to `word`, lower case: letters up to anything
 * else, or up to a capital after a small letter. Returns what follows it. */
static const char *next_word(const char *name, char word[WORD_MAX])
{
    size_t length = 0;

    while (*name && !isspace((unsigned char)*name) &&
           !isalpha((unsigned char)*name))
        name++;
    for (; isalpha((unsigned char)*name); name++) {
        bool capital = isupper((unsigned char)*name) && length &&
                       islower((unsigned char)name[-1]);

        if (capital)
            break;
        if (length < WORD_MAX - 1)
            word[length++] = (char)tolower((unsigned char)*name);
    }
    word[length] = '\0';
    return name;
}

/* What the words of one name say together. */
struct name_words {
    int furniture;
    unsigned parts; /* of enum html_hint_part */
};

static struct name_words read_words(const char *name)
{
    struct name_words words = {0};
    char word[WORD_MAX];
    bool of_neighbour = false; /* "section--has-ads" */

    for (;;) {
        const struct html_hint_word *row;

        name = next_word(name, word);
        if (!word[0])
            return words;
        row = of_neighbour ? NULL : find_word(word);
        of_neighbour = strcmp(word, "has") == 0 || strcmp(word, "no") == 0;
        if (row && row->furniture > words.furniture)
            words.furniture = row->furniture;
        words.parts |= row ? row->parts : 0;
    }
}

static int claim_of(unsigned parts)
{
    if (parts & HINT_OTHER)
        return CLAIM_NONE;
    if ((parts & HINT_WHOLE_BODY) ||
        ((parts & HINT_PIECE) && (parts & HINT_BODY)))
        return CLAIM_BODY;
    if (parts & HINT_PIECE)
        return CLAIM_ARTICLE;
    return parts & HINT_REGION ? CLAIM_REGION : CLAIM_NONE;
}

static bool is_listed(const char *const *list, const char *name)
{
    for (; *list; list++)
        if (strcasecmp(*list, name) == 0)
            return true;
    return false;
}

/* Page builders call every part of a page a widget; returns the length of the
 * beginning of such a name that says nothing. */
static size_t builder_length(const char *name)
{
    static const char builder[] = "elementor-widget";

    return strncasecmp(name, builder, sizeof(builder) - 1) == 0
               ? sizeof(builder) - 1
               : 0;
}

static void read_name(struct html_hints *hints, const char *name)
{
    struct name_words words;
    char word[WORD_MAX];

    if (is_listed(html_hint_hidden, name)) {
        believe(hints, FURNITURE_SURE, CLAIM_NONE);
        return;
    }
    next_word(name, word);
    if (is_listed(html_hint_layout, word))
        return;
    words = read_words(name + builder_length(name));
    if (words.furniture)
        believe(hints, words.furniture, CLAIM_NONE);
    else
        believe(hints, FURNITURE_NONE, claim_of(words.parts));
}

static void read_names(struct html_hints *hints, const char *names)
{
    char name[TOKEN_MAX];

    while (names && *names) {
        size_t length = strcspn(names, " \t\r\n\f");

        if (length && length < sizeof(name)) {
            memcpy(name, names, length);
            name[length] = '\0';
            read_name(hints, name);
        }
        names += length + strspn(names + length, " \t\r\n\f");
    }
}

/* -- Attributes and elements ----------------------------------------------- */

static bool is_hidden(const GumboNode *element)
{
    const char *style = attribute(element, "style");
    const char *aria = attribute(element, "aria-hidden");

    if (attribute(element, "hidden") || (aria && !strcasecmp(aria, "true")))
        return true;
    return style && (strcasestr(style, "display:none") ||
                     strcasestr(style, "display: none") ||
                     strcasestr(style, "visibility:hidden") ||
                     strcasestr(style, "visibility: hidden"));
}

static void read_value(struct html_hints *hints, const char *value,
                       const struct html_hint_value *rows)
{
    for (; value && rows->value; rows++)
        if (strcasecmp(rows->value, value) == 0)
            believe(hints, rows->furniture, rows->claim);
}

static void read_tag(struct html_hints *hints, GumboTag tag)
{
    switch ((int)tag) {
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_MENU:
        believe(hints, FURNITURE_SURE, CLAIM_NONE);
        return;
    case GUMBO_TAG_FOOTER:
    case GUMBO_TAG_ASIDE:
        believe(hints, FURNITURE_LIKELY, CLAIM_NONE);
        return;
    case GUMBO_TAG_ADDRESS:
        believe(hints, FURNITURE_MAYBE, CLAIM_NONE);
        return;
    case GUMBO_TAG_ARTICLE:
        believe(hints, FURNITURE_NONE, CLAIM_ARTICLE);
        return;
    case GUMBO_TAG_MAIN:
        believe(hints, FURNITURE_NONE, CLAIM_REGION);
        return;
    default:
        return;
    }
}

/* Articles are classed by their author, tags and categories, headings by all
 * that scripts do with them. */
static bool is_classed_freely(GumboTag tag)
{
    return tag == GUMBO_TAG_ARTICLE ||
           (tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6);
}

/* Sections, headings and paragraphs have ids made of their text. */
static bool is_box(GumboTag tag)
{
    static const bool boxes[GUMBO_TAG_LAST] = {
        [GUMBO_TAG_DIV] = true,    [GUMBO_TAG_ARTICLE] = true,
        [GUMBO_TAG_MAIN] = true,   [GUMBO_TAG_ASIDE] = true,
        [GUMBO_TAG_HEADER] = true, [GUMBO_TAG_FOOTER] = true,
        [GUMBO_TAG_UL] = true,     [GUMBO_TAG_OL] = true,
        [GUMBO_TAG_TABLE] = true,  [GUMBO_TAG_TD] = true,
        [GUMBO_TAG_FORM] = true,   [GUMBO_TAG_UNKNOWN] = true,
    };

    return boxes[tag];
}

struct html_hints html_hints_of(const GumboNode *element)
{
    struct html_hints hints = {0};
    GumboTag tag = element->v.element.tag;

    if (tag == GUMBO_TAG_BODY || tag == GUMBO_TAG_HTML)
        return hints;
    read_tag(&hints, tag);
    if (!element->v.element.attributes.length)
        return hints;
    if (is_hidden(element))
        believe(&hints, FURNITURE_SURE, CLAIM_NONE);
    read_value(&hints, attribute(element, "role"), html_hint_roles);
    read_value(&hints, attribute(element, "itemprop"), html_hint_itemprops);
    read_names(&hints, attribute(element, "class"));
    if (is_box(tag))
        read_names(&hints, attribute(element, "id"));
    if (is_classed_freely(tag) && hints.furniture == FURNITURE_MAYBE)
        hints.furniture = FURNITURE_NONE;
    return hints;
}
