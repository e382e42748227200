/* html_text.c - see html_text.h. */
#include "ingest/html_text.h"

#include <cmark-gfm.h>
#include <cmark-gfm/houdini.h>
#include <ctype.h>
#include <string.h>

enum { TAG_MAX = 16 };

/* Reads the name of the tag at `html` ("<" first), lower case, with '/' before
 * it when the tag is a closing one; "" when it is none. */
static void read_tag(const char *html, char name[TAG_MAX])
{
    size_t used = 0;

    html += *html == '<';
    if (*html == '/')
        name[used++] = *html++;
    while (used < TAG_MAX - 1 && isalnum((unsigned char)*html))
        name[used++] = (char)tolower((unsigned char)*html++);
    name[used] = '\0';
}

bool html_breaks_line(const char *html)
{
    static const char *const inline_tags[] = {
        "a",      "abbr", "b",   "cite", "code", "del", "em",    "font",
        "i",      "ins",  "kbd", "mark", "q",    "s",   "small", "span",
        "strong", "sub",  "sup", "u",    "img",  "var", "wbr",   "time"};
    char tag[TAG_MAX];
    const char *name = tag;

    if (!html)
        return false;
    read_tag(html, tag);
    name += tag[0] == '/';
    for (size_t i = 0; i < sizeof(inline_tags) / sizeof(inline_tags[0]); i++)
        if (strcmp(name, inline_tags[i]) == 0)
            return false;
    return name[0] != '\0';
}

/* Returns what follows `end` in `html`, or the end of `html`. */
static const char *after(const char *html, const char *end)
{
    const char *found = strcasestr(html, end);

    return found ? found + strlen(end) : html + strlen(html);
}

/* Returns what follows the tag or comment at `html`; for a script or a style,
 * what follows the closing tag. */
static const char *skip_markup(const char *html)
{
    char name[TAG_MAX];

    if (strncmp(html, "<!--", 4) == 0)
        return after(html, "-->");
    read_tag(html, name);
    if (strcmp(name, "script") == 0)
        return after(html, "</script>");
    if (strcmp(name, "style") == 0)
        return after(html, "</style>");
    return after(html, ">");
}

static bool is_markup(const char *html)
{
    return *html == '<' && (isalpha((unsigned char)html[1]) || html[1] == '/' ||
                            html[1] == '!' || html[1] == '?');
}

static void end_line(struct buffer *text)
{
    while (text->length && text->data[text->length - 1] == ' ')
        text->length--;
    if (text->length && text->data[text->length - 1] != '\n')
        buffer_add_byte(text, '\n');
}

/* Adds words with white space single and none at a line's beginning. */
static void add_words(struct buffer *text, const char *words, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (!isspace((unsigned char)words[i]))
            buffer_add_byte(text, words[i]);
        else if (text->length && !strchr(" \n", text->data[text->length - 1]))
            buffer_add_byte(text, ' ');
    }
}

/* Adds a run without markup, its character references resolved. */
static void add_run(struct buffer *text, const char *run, size_t length)
{
    cmark_strbuf plain;

    cmark_strbuf_init(cmark_get_default_mem_allocator(), &plain, 0);
    if (memchr(run, '&', length)) {
        houdini_unescape_html_f(&plain, (const uint8_t *)run,
                                (bufsize_t)length);
        add_words(text, (const char *)plain.ptr, (size_t)plain.size);
    } else {
        add_words(text, run, length);
    }
    cmark_strbuf_free(&plain);
}

void html_add_text(struct buffer *text, const char *html)
{
    while (html && *html) {
        size_t run = 0;

        while (html[run] && !is_markup(html + run))
            run++;
        add_run(text, html, run);
        html += run;
        if (!*html)
            return;
        if (html_breaks_line(html))
            end_line(text);
        html = skip_markup(html);
    }
}
