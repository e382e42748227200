/*
 * markdown.c - Markdown as GitHub reads it, down to its words.
 *
 * cmark-gfm parses (CommonMark, with tables and footnotes); its tree is walked
 * once. Each paragraph, heading, list item's paragraph, table cell and footnote
 * becomes one line; soft and hard line breaks are spaces. Links leave their
 * text, images their alternative text, code its text; marks, addresses, HTML
 * tags and comments leave nothing.
 *
 * Only the table and task-list extensions are used: the others change tables
 * inside cmark-gfm that all threads share.
 */
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <pthread.h>
#include <string.h>

#include "ingest/format.h"
#include "ingest/front_matter.h"
#include "ingest/html_text.h"

/* Ends the line that is being written, trimmed; an empty one leaves nothing. */
static void end_line(struct buffer *text)
{
    while (text->length && text->data[text->length - 1] == ' ')
        text->length--;
    if (text->length && text->data[text->length - 1] != '\n')
        buffer_add_byte(text, '\n');
}

static void add_space(struct buffer *text)
{
    if (text->length && !strchr(" \n", text->data[text->length - 1]))
        buffer_add_byte(text, ' ');
}

static void add_words(struct buffer *text, const char *words)
{
    if (words)
        buffer_add_text(text, words);
}

/* Fenced code is one line a line. An indented block in a policy document is an
 * indented paragraph far more often than code, so its lines are joined. */
static void add_code(struct buffer *text, cmark_node *node)
{
    const char *code = cmark_node_get_literal(node);
    int fence_length, fence_offset;
    char fence_character;
    bool fenced = cmark_node_get_fenced(node, &fence_length, &fence_offset,
                                        &fence_character);

    while (code && *code) {
        size_t length = strcspn(code, "\n");

        buffer_add(text, code, length);
        if (fenced)
            end_line(text);
        else
            add_space(text);
        code += length + (code[length] == '\n');
    }
    end_line(text);
}

/* Whether the node separates words: a line break of any kind, <br>, </p>. */
static bool is_break(cmark_node *node)
{
    cmark_node_type type = cmark_node_get_type(node);

    return type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK ||
           (type == CMARK_NODE_HTML_INLINE &&
            html_breaks_line(cmark_node_get_literal(node)));
}

/* Adds what a node without children stands for. */
static void add_leaf(struct buffer *text, cmark_node *node)
{
    cmark_node_type type = cmark_node_get_type(node);

    if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE)
        add_words(text, cmark_node_get_literal(node));
    else if (type == CMARK_NODE_CODE_BLOCK)
        add_code(text, node);
    else if (type == CMARK_NODE_HTML_BLOCK)
        html_add_text(text, cmark_node_get_literal(node));
    else if (is_break(node))
        add_space(text);
}

/* Whether a line ends before and after the node. */
static bool is_block(cmark_node *node)
{
    return (cmark_node_get_type(node) & CMARK_NODE_TYPE_MASK) ==
           CMARK_NODE_TYPE_BLOCK;
}

/* Says of the lines from byte `from` on, which are not yet known, what they
 * are; returns where the next ones will begin. */
static size_t note_kinds(struct extracted *out, size_t from,
                         enum line_kind kind)
{
    for (; from < out->text.length; from++)
        if (out->text.data[from] == '\n')
            *VECTOR_PUSH(&out->kinds) = (uint8_t)kind;
    return from;
}

static bool ends_heading(cmark_node *node, cmark_event_type event)
{
    return event == CMARK_EVENT_EXIT &&
           cmark_node_get_type(node) == CMARK_NODE_HEADING;
}

static void add_tree(struct extracted *out, cmark_node *root)
{
    cmark_iter *walk = cmark_iter_new(root);
    struct buffer *text = &out->text;
    cmark_event_type event;
    size_t known = text->length;

    while ((event = cmark_iter_next(walk)) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(walk);

        if (is_block(node)) {
            end_line(text);
            known = note_kinds(out, known,
                               ends_heading(node, event) ? LINE_HEADING
                                                         : LINE_TEXT);
        }
        if (event == CMARK_EVENT_ENTER)
            add_leaf(text, node);
    }
    cmark_iter_free(walk);
    end_line(text);
    note_kinds(out, known, LINE_TEXT);
}

/* cmark-gfm fills every row of a table up to its header's width, so that a few
 * kilobytes can ask for gigabytes of empty cells. */
enum { TABLE_CELLS_MAX = 2000000 };

/* Returns how many columns a line rules off, 0 when it is no |---|:-:| line. */
static size_t ruled_columns(const char *line, size_t length)
{
    size_t columns = 0;

    for (size_t i = 0; i < length; i++) {
        if (!memchr("|-: \t\r>", line[i], 8))
            return 0;
        columns += line[i] == '|';
    }
    return columns;
}

/* Returns whether the text's tables cannot grow beyond the limit, taking every
 * line below a ruled one for a row. */
static bool tables_are_sane(const char *text, size_t length)
{
    size_t columns = 0, cells = 0;

    while (length) {
        const char *stop = memchr(text, '\n', length);
        size_t line = stop ? (size_t)(stop - text) : length;
        size_t ruled = ruled_columns(text, line);

        if (ruled > columns)
            columns = ruled;
        cells += columns;
        if (cells > TABLE_CELLS_MAX)
            return false;
        text += line + (stop != NULL);
        length -= line + (stop != NULL);
    }
    return true;
}

static cmark_node *parse(const char *text, size_t length, bool with_tables)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    cmark_parser *parser;
    cmark_node *root;

    pthread_once(&once, cmark_gfm_core_extensions_ensure_registered);
    parser = cmark_parser_new(CMARK_OPT_FOOTNOTES);
    if (with_tables)
        cmark_parser_attach_syntax_extension(
            parser, cmark_find_syntax_extension("table"));
    cmark_parser_attach_syntax_extension(
        parser, cmark_find_syntax_extension("tasklist"));
    cmark_parser_feed(parser, text, length);
    root = cmark_parser_finish(parser);
    cmark_parser_free(parser);
    return root;
}

enum status markdown_extract(const struct source *source, struct extracted *out,
                             struct error *err)
{
    const char *text = buffer_text(source->bytes);
    size_t length = source->bytes->length, skip;
    cmark_node *root;
    bool tables;

    skip = front_matter_read(text, length, out);
    tables = tables_are_sane(text + skip, length - skip);
    if (!tables)
        issues_add(&out->issues,
                   &(struct issue_place){.severity = SEVERITY_WARNING,
                                         .stage = "extract"},
                   "has tables of more than %d cells; they are read as text",
                   (int)TABLE_CELLS_MAX);
    root = parse(text + skip, length - skip, tables);
    out->paragraphs_known = true;
    add_tree(out, root);
    cmark_node_free(root);
    if (buffer_is_full(&out->text))
        return error_set(err, ERR_LIMIT, "its text is larger than the limit");
    return OK;
}
