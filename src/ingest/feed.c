/*
 * feed.c - RSS 0.9 to 2.0 and Atom (RFC 4287): each item is a document.
 *
 * The text of an item is its title, as a heading, and its content, which is
 * HTML (its description when it has no content). A feed tells of an item:
 * title, date, author, language, url; and its own title is the site.
 *
 * Files cut out of a feed have items and no root; they are read as if they had
 * one. Feeds are often not quite XML; what can be read is.
 */
#include <stdlib.h>
#include <string.h>

#include "ingest/block_writer.h"
#include "ingest/date.h"
#include "ingest/format.h"
#include "ingest/html_text.h"
#include "ingest/sniff.h"
#include "ingest/xml_walk.h"

enum field {
    NO_FIELD,
    TITLE,
    LINK,
    CONTENT,
    SUMMARY,
    DATE,
    UPDATED,
    AUTHOR,
    LANGUAGE,
    IDENTIFIER, /* an address unless it says otherwise */
    FIELDS,
};

enum { FIELD_MAX = 64 * 1024 * 1024 };

struct feed {
    uint32_t wanted; /* which item, from 1; 0: all */
    uint32_t count;  /* of items begun */
    bool in_item, is_atom;
    uint32_t depth;      /* of the next element */
    uint32_t item_depth; /* of the open item */

    enum field field; /* whose text is being read */
    uint32_t field_depth;
    bool is_plain;                 /* its text is text, not HTML in disguise */
    struct buffer fields[FIELDS];  /* of the open item: HTML */
    struct buffer channel[FIELDS]; /* of the feed itself */

    struct block_writer *blocks;
    struct metadata *metadata;
};

/* -- Fields ---------------------------------------------------------------- */

static const struct xml_meaning names[] = {
    {"author", AUTHOR},   {"content", CONTENT},     {"creator", AUTHOR},
    {"date", DATE},       {"description", SUMMARY}, {"encoded", CONTENT},
    {"guid", IDENTIFIER}, {"issued", DATE},         {"language", LANGUAGE},
    {"link", LINK},       {"modified", UPDATED},    {"pubDate", DATE},
    {"published", DATE},  {"summary", SUMMARY},     {"title", TITLE},
    {"updated", UPDATED},
};

/* Of the many modules that feeds may use, those whose words are the item's. */
static bool is_own_prefix(const char *prefix)
{
    static const char *const own[] = {"", "content", "dc", "atom", "rss"};

    for (size_t i = 0; i < sizeof(own) / sizeof(own[0]); i++)
        if (strcmp(prefix, own[i]) == 0)
            return true;
    return false;
}

static enum field field_of(const struct xml_element *element)
{
    if (!is_own_prefix(element->prefix))
        return NO_FIELD;
    return (enum field)xml_meaning(names, sizeof(names) / sizeof(names[0]),
                                   element->name);
}

static struct buffer *field_buffer(struct feed *feed, enum field field)
{
    return feed->in_item ? &feed->fields[field] : &feed->channel[field];
}

/* In Atom a link is an attribute, and one of many kinds. */
static void take_link(struct feed *feed, const struct xml_element *element)
{
    struct buffer *link = field_buffer(feed, LINK);
    char value[XML_VALUE_MAX], kind[XML_VALUE_MAX];

    if (!xml_attribute(element, "href", value) ||
        (xml_attribute(element, "rel", kind) && strcmp(kind, "alternate") != 0))
        return;
    if (!link->length)
        buffer_add_text(link, value);
}

static bool begin_field(struct feed *feed, const struct xml_element *element)
{
    enum field field = field_of(element);
    char value[XML_VALUE_MAX];
    struct buffer *buffer;

    if (field == NO_FIELD ||
        (field == IDENTIFIER && xml_attribute(element, "isPermaLink", value) &&
         strcmp(value, "false") == 0))
        return false;
    if (field == LINK)
        take_link(feed, element);
    buffer = field_buffer(feed, field);
    if (buffer->length)
        return false; /* the first counts */
    buffer->limit = FIELD_MAX;
    feed->field = field;
    feed->field_depth = element->depth;
    xml_attribute(element, "type", value);
    feed->is_plain = feed->is_atom && strcmp(value, "html") != 0 &&
                     strcmp(value, "text/html") != 0;
    return true;
}

static void add_plain(struct buffer *out, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '<')
            buffer_add_text(out, "&lt;");
        else if (text[i] == '&')
            buffer_add_text(out, "&amp;");
        else
            buffer_add_byte(out, text[i]);
    }
}

/* -- Dates ----------------------------------------------------------------- */

/* Returns 1 to 12, or 0. */
static int month_of(const char *name)
{
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";

    for (int i = 0; i < 12; i++)
        if (strncmp(name, months + (ptrdiff_t)3 * i, 3) == 0)
            return i + 1;
    return 0;
}

/* Reads "03 Aug 2022 19:49:23 +0000"; two digits of a year are RFC 822's. */
static bool read_date(const char *text, struct date *out)
{
    enum { CENTURY = 1900, TWO_DIGITS = 100, PIVOT = 50 };
    char *end;
    long day = strtol(text, &end, 10), year;
    int month = month_of(end + strspn(end, " "));

    if (!month)
        return false;
    year = strtol(end + strspn(end, " ") + 3, NULL, 10);
    if (year >= 0 && year < TWO_DIGITS)
        year += year < PIVOT ? CENTURY + TWO_DIGITS : CENTURY;
    if (day < 1 || day > 31 || year < 1 || year > 9999)
        return false;
    *out = (struct date){(int16_t)year, (uint8_t)month, (uint8_t)day};
    return true;
}

/* RFC 822 with RFC 1123's years: "Wed, 03 Aug 2022 19:49:23 +0000", as the day
 * that it says, wherever that was. Anything else stays as it is. */
static void add_date(struct metadata *metadata, const char *text)
{
    const char *comma = strchr(text, ',');
    char iso[DATE_TEXT_MAX];
    struct date date;

    if (read_date(comma ? comma + 1 : text, &date)) {
        date_format(date, iso);
        if (date_parse(iso, strlen(iso), &date))
            text = iso;
    }
    metadata_add(metadata, "date", text);
}

/* -- Items ----------------------------------------------------------------- */

/* Writes HTML, its lines as paragraphs of the kind. */
static void write_html(struct block_writer *blocks, struct buffer *html,
                       enum line_kind kind)
{
    struct buffer text = {.limit = FIELD_MAX};
    const char *line;

    html_add_text(&text, buffer_text(html));
    for (line = buffer_text(&text); *line;) {
        size_t length = strcspn(line, "\n");

        blocks_add(blocks, line, length);
        blocks_end(blocks, kind);
        line += length + (line[length] == '\n');
    }
    buffer_release(&text);
}

/* Returns the HTML's words in one line; the caller releases it. */
static struct buffer words_of(struct buffer *html)
{
    struct buffer words = {.limit = FIELD_MAX};

    html_add_text(&words, buffer_text(html));
    return words;
}

static void add_words(struct feed *feed, const char *key, struct buffer *html)
{
    struct buffer words;

    if (!html->length)
        return;
    words = words_of(html);
    metadata_add(feed->metadata, key, buffer_text(&words));
    buffer_release(&words);
}

/* Returns the field, or the other when it is empty. */
static struct buffer *either(struct buffer *field, struct buffer *other)
{
    return field->length ? field : other;
}

static void add_metadata(struct feed *feed)
{
    struct buffer *fields = feed->fields;
    struct buffer date = words_of(either(&fields[DATE], &fields[UPDATED]));
    struct buffer *url = either(&fields[LINK], &fields[IDENTIFIER]);

    add_words(feed, "title", &fields[TITLE]);
    if (date.length)
        add_date(feed->metadata, buffer_text(&date));
    add_words(feed, "author", &fields[AUTHOR]);
    add_words(feed, "language",
              either(&fields[LANGUAGE], &feed->channel[LANGUAGE]));
    if (url->length)
        metadata_add(feed->metadata, "url", buffer_text(url));
    add_words(feed, "site", &feed->channel[TITLE]);
    buffer_release(&date);
}

static void end_item(struct feed *feed)
{
    struct buffer *fields = feed->fields;

    write_html(feed->blocks, &fields[TITLE], LINE_HEADING);
    write_html(feed->blocks, either(&fields[CONTENT], &fields[SUMMARY]),
               LINE_TEXT);
    if (feed->wanted)
        add_metadata(feed);
    for (int i = 0; i < FIELDS; i++)
        buffer_reset(&fields[i]);
    feed->in_item = false;
}

/* -- The walk -------------------------------------------------------------- */

static void take_language(struct feed *feed, const struct xml_element *element)
{
    struct buffer *language = field_buffer(feed, LANGUAGE);
    char value[XML_VALUE_MAX];

    if (!language->length && xml_attribute(element, "lang", value))
        buffer_add_text(language, value);
}

static bool begin_item(struct feed *feed, const struct xml_element *element)
{
    feed->count++;
    if (!feed->blocks || (feed->wanted && feed->wanted != feed->count))
        return false;
    feed->in_item = true;
    feed->item_depth = element->depth;
    feed->is_atom = strcmp(element->name, "entry") == 0;
    take_language(feed, element);
    return true;
}

static bool is_item(const struct xml_element *element)
{
    return strcmp(element->name, "item") == 0 ||
           strcmp(element->name, "entry") == 0;
}

/* Elements inside a field: XHTML, which becomes HTML again; or Atom's author,
 * who has a name and addresses. */
static bool begin_inside_field(struct feed *feed,
                               const struct xml_element *element)
{
    struct buffer *buffer = field_buffer(feed, feed->field);

    if (feed->field == AUTHOR)
        return strcmp(element->name, "name") == 0;
    buffer_add_format(buffer, "<%s>", element->name);
    return true;
}

static bool enter(struct feed *feed, const struct xml_element *element)
{
    if (feed->field)
        return begin_inside_field(feed, element);
    if (feed->in_item)
        return element->depth == feed->item_depth + 1 &&
               begin_field(feed, element);
    if (is_item(element))
        return begin_item(feed, element);
    if (strcmp(element->name, "feed") == 0) {
        feed->is_atom = true;
        take_language(feed, element);
        return true;
    }
    if (element->depth == 0 || strcmp(element->name, "channel") == 0)
        return true;
    return feed->blocks && begin_field(feed, element);
}

static bool begin(void *context, const struct xml_element *element)
{
    struct feed *feed = context;
    bool entered = enter(feed, element);

    feed->depth += entered;
    return entered;
}

static void add_text(void *context, const char *text, size_t length)
{
    struct feed *feed = context;

    if (!feed->field)
        return;
    if (feed->is_plain)
        add_plain(field_buffer(feed, feed->field), text, length);
    else
        buffer_add(field_buffer(feed, feed->field), text, length);
}

static void end(void *context, const char *name)
{
    struct feed *feed = context;

    feed->depth--;
    if (feed->field && feed->depth == feed->field_depth)
        feed->field = NO_FIELD;
    else if (feed->field && feed->field != AUTHOR)
        buffer_add_format(field_buffer(feed, feed->field), "</%s>", name);
    else if (feed->in_item && feed->depth == feed->item_depth)
        end_item(feed);
}

/* -- The feed -------------------------------------------------------------- */

static enum status walk(struct feed *feed, const struct buffer *bytes,
                        struct error *err)
{
    static const struct xml_handler handler = {begin, add_text, end};
    const char *text = buffer_text(bytes);
    bool is_whole = sniff_feed(text, bytes->length);
    struct xml_bytes xml = {is_whole ? "" : "<feed-fragment>", text,
                            is_whole ? "" : "</feed-fragment>", bytes->length};
    enum status status = xml_walk_bytes(&xml, &handler, feed, err);

    for (int i = 0; i < FIELDS; i++) {
        buffer_release(&feed->fields[i]);
        buffer_release(&feed->channel[i]);
    }
    return status;
}

uint32_t feed_count_parts(const struct source *source)
{
    struct feed feed = {0};
    struct error err;

    if (walk(&feed, source->bytes, &err) != OK && !feed.count)
        return 0;
    return feed.count;
}

enum status feed_extract(const struct source *source, struct extracted *out,
                         struct error *err)
{
    struct block_writer blocks;
    struct feed feed = {
        .wanted = source->part, .blocks = &blocks, .metadata = &out->metadata};
    struct error fault;
    enum status status;

    blocks_init(&blocks, out);
    status = walk(&feed, source->bytes, &fault);
    if (blocks_finish(&blocks, out, err) != OK)
        return err->code;
    if (feed.count < feed.wanted)
        return error_set(err, ERR_FORMAT, "has no item %u, only %u",
                         feed.wanted, feed.count);
    if (status && feed.wanted <= 1) /* once a file */
        return xml_forgive(&fault, out, err);
    return OK;
}
