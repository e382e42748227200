/* summary.c - see summary.h; what is shown is found in summary_facts.c. */
#include "run/summary.h"

#include <inttypes.h>
#include <string.h>

#include "base/display.h"
#include "run/summary_facts.h"

struct summary {
    struct buffer *out;
    size_t width;
    struct summary_facts facts;
    struct buffer line;
};

static void print_line(struct summary *summary)
{
    struct buffer *line = &summary->line;

    while (line->length && line->data[line->length - 1] == ' ')
        line->length--;
    display_add(summary->out, buffer_text(line), line->length, summary->width);
    buffer_add_byte(summary->out, '\n');
    buffer_reset(line);
}

static void add_at_right(struct buffer *line, const char *text, size_t width)
{
    size_t own = display_width(text, strlen(text));

    if (own > SUMMARY_GROUP_WIDTH)
        own = SUMMARY_GROUP_WIDTH;
    display_pad(line, SUMMARY_GAP + (width > own ? width - own : 0));
    display_add(line, text, strlen(text), SUMMARY_GROUP_WIDTH);
}

/* What rounds to nothing and is something does not look like nothing. */
static void add_rate(struct buffer *line, struct summary_rate rate,
                     size_t width, bool has_sign)
{
    double size = rate.value < 0 ? -rate.value : rate.value;
    char text[32] = "";

    if (rate.is_known && size > 0 && size < 0.05 && !has_sign)
        snprintf(text, sizeof(text), "<0.1");
    else if (rate.is_known && size > 0)
        snprintf(text, sizeof(text), has_sign ? "%+.1f" : "%.1f", rate.value);
    else if (rate.is_known)
        snprintf(text, sizeof(text), "0");
    add_at_right(line, text, width);
}

static void add_at_left(struct buffer *line, const char *text, size_t width)
{
    size_t own = display_add(line, text, strlen(text), width);

    display_pad(line, width - own);
}

static void print_names(struct summary *summary, size_t width)
{
    struct buffer *line = &summary->line;

    display_pad(line, SUMMARY_GAP);
    add_at_left(line, summary_title, width);
    add_at_right(line, summary_all, summary_rate_width(summary_all));
    if (summary->facts.has_moved)
        add_at_right(line, summary_moved, summary_rate_width(summary_moved));
    for (size_t i = 0; i < summary->facts.shown_count; i++) {
        const char *name =
            summary->facts.in_time[summary->facts.groups[i].place];

        add_at_right(line, name, summary_rate_width(name));
    }
    print_line(summary);
}

static void print_theme(struct summary *summary,
                        const struct summary_theme *theme, size_t width)
{
    struct buffer *line = &summary->line;

    display_pad(line, SUMMARY_GAP);
    add_at_left(line, theme->name, width);
    add_rate(line, theme->all, summary_rate_width(summary_all), false);
    if (summary->facts.has_moved)
        add_rate(line, theme->moved, summary_rate_width(summary_moved), true);
    for (size_t i = 0; i < summary->facts.shown_count; i++)
        add_rate(line, theme->groups[i],
                 summary_rate_width(
                     summary->facts.in_time[summary->facts.groups[i].place]),
                 false);
    print_line(summary);
}

/* Says how much the table leaves out. */
static void print_left_out(struct summary *summary)
{
    size_t themes = summary->facts.theme_count - summary->facts.themes.count;
    size_t groups = summary->facts.group_count < 2
                        ? 0
                        : summary->facts.group_count -
                              summary->facts.shown_count;

    if (!themes && !groups)
        return;
    buffer_add_text(&summary->line, "  (");
    if (groups)
        buffer_add_format(&summary->line, "of %zu groups those with most words",
                          summary->facts.group_count);
    if (themes)
        buffer_add_format(&summary->line, "%sof %zu themes the commonest",
                          groups ? ", " : "", summary->facts.theme_count);
    buffer_add_text(&summary->line, "; all: theme_frequency.csv)");
    print_line(summary);
}

static void print_themes(struct summary *summary)
{
    size_t width = summary_theme_width(&summary->facts);

    if (!summary->facts.themes.count)
        return;
    print_names(summary, width);
    for (size_t i = 0; i < summary->facts.themes.count; i++)
        print_theme(summary, &summary->facts.themes.items[i], width);
    print_left_out(summary);
}

static void print_documents(struct summary *summary)
{
    for (size_t i = 0; i < SUMMARY_CHANGES; i++) {
        const struct document_change *change = &summary->facts.documents[i];

        if (!change->count)
            continue;
        buffer_add_format(&summary->line, "  documents %s: %" PRIu64 " (%s%s)",
                          change->kind, change->count,
                          buffer_text(&change->names),
                          change->count > SUMMARY_NAMES_MAX ? ", ..." : "");
        print_line(summary);
    }
}

/* Appends "2 errors", and nothing for none. */
static void add_count(struct buffer *line, const json_t *counts,
                      const char *key, const char *one)
{
    json_int_t count = json_integer_value(json_object_get(counts, key));

    if (count > 0)
        buffer_add_format(line, "%s%" JSON_INTEGER_FORMAT " %s%s",
                          line->length ? ", " : "  issues: ", count, one,
                          count == 1 ? "" : "s");
}

static void print_issues(struct summary *summary)
{
    const json_t *counts = json_object_get(published_run(summary->facts.run),
                                           "counts");

    add_count(&summary->line, counts, "errors", "error");
    add_count(&summary->line, counts, "warnings", "warning");
    add_count(&summary->line, counts, "notes", "note");
    if (summary->line.length) {
        buffer_add_text(&summary->line, " (issues.csv)");
        print_line(summary);
    }
}

enum status summary_add(struct buffer *out, const char *folder, size_t width,
                        struct error *err)
{
    struct summary summary = {.out = out, .width = width};
    struct published *run;
    enum status status = published_open(&run, folder, err);

    if (status != OK)
        return status;
    status = summary_facts_read(&summary.facts, run, width, err);
    if (status == OK) {
        print_themes(&summary);
        print_documents(&summary);
        print_issues(&summary);
    }
    summary_facts_release(&summary.facts);
    buffer_release(&summary.line);
    published_free(run);
    return status;
}
