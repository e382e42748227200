/* html_guard.c - see html_guard.h. */
#include "ingest/html_guard.h"

#include <gumbo.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>

struct guard {
    const char *at, *end;
    size_t elements; /* that the parser will make */
    size_t depth, svg_depth;
    size_t formatting; /* of `depth`, <b> and the like */
};

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Elements that close by themselves when the next one begins, or have no
 * content: a thousand of them without end tags are still one level. */
static bool nests(GumboTag tag)
{
    static const bool flat[GUMBO_TAG_LAST + 1] = {
        [GUMBO_TAG_HTML] = true,     [GUMBO_TAG_HEAD] = true,
        [GUMBO_TAG_BODY] = true,     [GUMBO_TAG_P] = true,
        [GUMBO_TAG_A] = true,        [GUMBO_TAG_LI] = true,
        [GUMBO_TAG_DD] = true,       [GUMBO_TAG_DT] = true,
        [GUMBO_TAG_OPTION] = true,   [GUMBO_TAG_OPTGROUP] = true,
        [GUMBO_TAG_TR] = true,       [GUMBO_TAG_TD] = true,
        [GUMBO_TAG_TH] = true,       [GUMBO_TAG_THEAD] = true,
        [GUMBO_TAG_TBODY] = true,    [GUMBO_TAG_TFOOT] = true,
        [GUMBO_TAG_COLGROUP] = true, [GUMBO_TAG_COL] = true,
        [GUMBO_TAG_RT] = true,       [GUMBO_TAG_RP] = true,
        [GUMBO_TAG_BR] = true,       [GUMBO_TAG_HR] = true,
        [GUMBO_TAG_IMG] = true,      [GUMBO_TAG_IMAGE] = true,
        [GUMBO_TAG_INPUT] = true,    [GUMBO_TAG_META] = true,
        [GUMBO_TAG_LINK] = true,     [GUMBO_TAG_BASE] = true,
        [GUMBO_TAG_AREA] = true,     [GUMBO_TAG_EMBED] = true,
        [GUMBO_TAG_PARAM] = true,    [GUMBO_TAG_SOURCE] = true,
        [GUMBO_TAG_TRACK] = true,    [GUMBO_TAG_WBR] = true,
    };

    return !flat[tag];
}

/* Elements that the parser opens again in each block until they are closed. */
static bool is_formatting(GumboTag tag)
{
    static const bool formatting[GUMBO_TAG_LAST + 1] = {
        [GUMBO_TAG_B] = true,      [GUMBO_TAG_BIG] = true,
        [GUMBO_TAG_CODE] = true,   [GUMBO_TAG_EM] = true,
        [GUMBO_TAG_FONT] = true,   [GUMBO_TAG_I] = true,
        [GUMBO_TAG_S] = true,      [GUMBO_TAG_SMALL] = true,
        [GUMBO_TAG_STRIKE] = true, [GUMBO_TAG_STRONG] = true,
        [GUMBO_TAG_TT] = true,     [GUMBO_TAG_U] = true,
        [GUMBO_TAG_NOBR] = true,
    };

    return formatting[tag];
}

static bool holds_raw_text(GumboTag tag)
{
    return tag == GUMBO_TAG_SCRIPT || tag == GUMBO_TAG_STYLE ||
           tag == GUMBO_TAG_TEXTAREA || tag == GUMBO_TAG_TITLE ||
           tag == GUMBO_TAG_XMP || tag == GUMBO_TAG_IFRAME ||
           tag == GUMBO_TAG_NOEMBED || tag == GUMBO_TAG_NOFRAMES;
}

/* Moves to what `text` begins, or to the end. */
static void skip_to(struct guard *guard, const char *text)
{
    const char *found = memmem(guard->at, (size_t)(guard->end - guard->at),
                               text, strlen(text));

    guard->at = found ? found : guard->end;
}

/* Moves past a tag's name; returns what it names. */
static GumboTag read_name(struct guard *guard)
{
    const char *name = guard->at;

    while (guard->at < guard->end && !is_space(*guard->at) &&
           *guard->at != '>' && *guard->at != '/')
        guard->at++;
    return gumbo_tagn_enum(name, (unsigned)(guard->at - name));
}

/* Whether an attribute's name begins with `c` after `before`. */
static bool begins_name(char before, char c)
{
    return !is_space(c) && c != '=' &&
           (is_space(before) || (before && strchr("/\"'", before)));
}

/* Moves past '>'; returns how many attributes there are at most, and whether
 * the tag ends in "/>". */
static size_t skip_attributes(struct guard *guard, bool *closed)
{
    size_t count = 0;
    char quote = '\0', before = ' ';

    for (; guard->at < guard->end; before = *guard->at++) {
        char c = *guard->at;

        if (quote)
            quote = c == quote ? '\0' : quote;
        else if (c == '>')
            break;
        else if ((c == '"' || c == '\'') && before == '=')
            quote = c;
        else
            count += begins_name(before, c);
    }
    *closed = before == '/';
    guard->at += guard->at < guard->end;
    return count;
}

/* Moves past the content of a script and the like. */
static void skip_raw_text(struct guard *guard, const char *name, size_t length)
{
    do {
        skip_to(guard, "</");
        guard->at += guard->at < guard->end ? 2 : 0;
    } while (guard->at < guard->end &&
             ((size_t)(guard->end - guard->at) < length ||
              strncasecmp(guard->at, name, length) != 0));
}

static enum status check(const struct guard *guard, struct error *err)
{
    if (guard->elements > HTML_ELEMENTS_MAX)
        return error_set(err, ERR_LIMIT, "has more than %d HTML elements",
                         HTML_ELEMENTS_MAX);
    if (guard->depth > HTML_DEPTH_MAX)
        return error_set(err, ERR_LIMIT,
                         "nests HTML elements more than %d deep",
                         HTML_DEPTH_MAX);
    return OK;
}

static enum status open_tag(struct guard *guard, struct error *err)
{
    const char *name = guard->at;
    GumboTag tag = read_name(guard);
    size_t length = (size_t)(guard->at - name);
    bool closed;

    if (skip_attributes(guard, &closed) > HTML_ATTRIBUTES_MAX)
        return error_set(err, ERR_LIMIT,
                         "has an HTML tag with more than %d attributes",
                         HTML_ATTRIBUTES_MAX);
    guard->elements += 1 + (is_formatting(tag) ? 0 : guard->formatting);
    if (holds_raw_text(tag)) {
        skip_raw_text(guard, name, length);
    } else if (nests(tag) && !(closed && guard->svg_depth)) {
        guard->depth++;
        guard->formatting += is_formatting(tag);
    }
    guard->svg_depth += tag == GUMBO_TAG_SVG;
    return check(guard, err);
}

static void close_tag(struct guard *guard)
{
    GumboTag tag = read_name(guard);

    if (nests(tag) && guard->depth)
        guard->depth--;
    if (is_formatting(tag) && guard->formatting)
        guard->formatting--;
    if (tag == GUMBO_TAG_SVG && guard->svg_depth)
        guard->svg_depth--;
    skip_to(guard, ">");
}

static enum status check_markup(struct guard *guard, struct error *err)
{
    size_t left = (size_t)(guard->end - guard->at);

    if (left >= 3 && memcmp(guard->at, "!--", 3) == 0)
        skip_to(guard, "-->");
    else if (left >= 2 && *guard->at == '/' && is_letter(guard->at[1])) {
        guard->at++;
        close_tag(guard);
    } else if (left && is_letter(*guard->at))
        return open_tag(guard, err);
    return OK;
}

enum status html_check_limits(const char *html, size_t length,
                              struct error *err)
{
    struct guard guard = {.at = html, .end = html + length};
    enum status status = OK;

    if (length > HTML_BYTES_MAX)
        return error_set(err, ERR_LIMIT,
                         "is an HTML page of more than %d MB; split it",
                         HTML_BYTES_MAX >> 20);
    while (!status) {
        skip_to(&guard, "<");
        if (guard.at == guard.end)
            break;
        guard.at++;
        status = check_markup(&guard, err);
    }
    return status;
}
