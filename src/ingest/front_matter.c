/* front_matter.c - see front_matter.h. */
#include "ingest/front_matter.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <yaml.h>

#include "base/buffer.h"
#include "base/memory.h"

/* Lines of a text: [begin, end) without the line end, `next` after it. */
struct text_line {
    const char *begin, *end, *next;
};

static struct text_line line_at(const char *begin, const char *limit)
{
    const char *stop = memchr(begin, '\n', (size_t)(limit - begin));
    struct text_line line = {begin, stop ? stop : limit,
                             stop ? stop + 1 : limit};

    while (line.end > begin && strchr(" \t\r", line.end[-1]))
        line.end--;
    return line;
}

static bool line_is(const struct text_line *line, const char *text)
{
    size_t length = (size_t)(line->end - line->begin);

    return length == strlen(text) && memcmp(line->begin, text, length) == 0;
}

/* -- YAML ------------------------------------------------------------------ */

/* What the events are making; nested mappings are passed over. */
struct yaml_state {
    struct metadata *metadata;
    unsigned depth; /* of mappings and sequences */
    bool list;      /* in a sequence right below the top */
    bool has_key;
    struct buffer key, value;
};

static void finish_value(struct yaml_state *state)
{
    metadata_add(state->metadata, buffer_text(&state->key),
                 buffer_text(&state->value));
    state->has_key = false;
}

static void take_scalar(struct yaml_state *state, const char *text,
                        size_t length)
{
    if (state->depth == 2 && state->list) {
        buffer_add_text(&state->value, state->value.length ? "; " : "");
        buffer_add(&state->value, text, length);
    } else if (state->depth == 1 && !state->has_key) {
        buffer_reset(&state->key);
        buffer_reset(&state->value);
        buffer_add(&state->key, text, length);
        state->has_key = true;
    } else if (state->depth == 1) {
        buffer_add(&state->value, text, length);
        finish_value(state);
    }
}

static void open_collection(struct yaml_state *state, bool list)
{
    state->depth++;
    if (state->depth == 2)
        state->list = list;
}

static void close_collection(struct yaml_state *state)
{
    state->depth--;
    if (state->depth != 1)
        return;
    if (state->list && state->value.length)
        finish_value(state);
    state->list = state->has_key = false;
}

/* Returns false at the end of the document. */
static bool take_event(struct yaml_state *state, const yaml_event_t *event)
{
    switch ((int)event->type) {
    case YAML_SCALAR_EVENT:
        take_scalar(state, (const char *)event->data.scalar.value,
                    event->data.scalar.length);
        return true;
    case YAML_SEQUENCE_START_EVENT:
    case YAML_MAPPING_START_EVENT:
        open_collection(state, event->type == YAML_SEQUENCE_START_EVENT);
        return true;
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        close_collection(state);
        return true;
    case YAML_ALIAS_EVENT:
        take_scalar(state, "", 0);
        return true;
    default:
        return event->type != YAML_STREAM_END_EVENT;
    }
}

static void report_yaml(const yaml_parser_t *parser, struct extracted *out)
{
    char place[48];

    if (parser->error == YAML_MEMORY_ERROR)
        memory_give_up(0);
    /* Its lines count from 0 after the opening delimiter. */
    snprintf(place, sizeof(place), "%zu:%zu", parser->problem_mark.line + 2,
             parser->problem_mark.column + 1);
    issues_add(&out->issues,
               &(struct issue_place){SEVERITY_WARNING, "extract", NULL, place},
               "the front matter cannot be read from here on (%s); put values "
               "that hold \": \" in quotation marks",
               parser->problem ? parser->problem : "it is not YAML");
}

static void read_yaml(const char *text, size_t length, struct extracted *out)
{
    struct yaml_state state = {.metadata = &out->metadata};
    yaml_parser_t parser;
    yaml_event_t event;
    bool more = true;

    if (!yaml_parser_initialize(&parser))
        memory_give_up(0);
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser, (const unsigned char *)text, length);
    while (more) {
        if (!yaml_parser_parse(&parser, &event)) {
            report_yaml(&parser, out);
            break;
        }
        more = take_event(&state, &event);
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    buffer_release(&state.key);
    buffer_release(&state.value);
}

/* -- TOML ------------------------------------------------------------------ */

/* Appends the value at [at, end): a "basic" or 'literal' string, or what stands
 * before a comment. */
static void add_toml_value(struct buffer *value, const char *at,
                           const char *end)
{
    char quote = at < end && strchr("\"'", *at) ? *at++ : '\0';

    for (; at < end; at++) {
        if (*at == (quote ? quote : '#'))
            return;
        if (quote == '"' && *at == '\\' && at + 1 < end)
            at++;
        buffer_add_byte(value, *at);
    }
}

static void read_toml_line(const struct text_line *line, struct extracted *out)
{
    size_t length = (size_t)(line->end - line->begin);
    const char *equals = memchr(line->begin, '=', length), *at;
    struct buffer key = {0}, value = {0};

    if (!equals || line->begin[0] == '#')
        return;
    for (at = equals + 1; at < line->end && strchr(" \t", *at);)
        at++;
    buffer_add(&key, line->begin, (size_t)(equals - line->begin));
    add_toml_value(&value, at, line->end);
    metadata_add(&out->metadata, buffer_text(&key), buffer_text(&value));
    buffer_release(&key);
    buffer_release(&value);
}

static void read_toml(const char *text, size_t length, struct extracted *out)
{
    const char *limit = text + length;

    while (text < limit) {
        struct text_line line = line_at(text, limit);

        if (line.begin < line.end && line.begin[0] == '[')
            return;
        read_toml_line(&line, out);
        text = line.next;
    }
}

/* -- Both ------------------------------------------------------------------ */

size_t front_matter_read(const char *text, size_t length, struct extracted *out)
{
    const char *limit = text + length;
    struct text_line first = line_at(text, limit), line = first;
    bool yaml = line_is(&first, "---"), toml = line_is(&first, "+++");

    if (!yaml && !toml)
        return 0;
    while (line.next < limit) {
        size_t inside;

        line = line_at(line.next, limit);
        if (!line_is(&line, toml ? "+++" : "---") &&
            !(yaml && line_is(&line, "...")))
            continue;
        inside = (size_t)(line.begin - first.next);
        if (yaml)
            read_yaml(first.next, inside, out);
        else
            read_toml(first.next, inside, out);
        return (size_t)(line.next - text);
    }
    return 0; /* never closed: a thematic break, then text */
}
