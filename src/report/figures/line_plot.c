/* line_plot.c - see line_plot.h. */
#include "report/figures/line_plot.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"

/* bold_share: of a panel's width, for a name in bold, which is wider. */
static const double panel_gap = 8, alone_share = 0.42, bold_share = 0.86;
/* Of a panel; above the first; of names and years around each. */
static const double least_height = 50, most_height = 84;
static const double head_room = 46, around_height = 40;
static const double value_room = 30, right_room = 5, tick_length = 2.5;
static const double tick_room = 23, narrow_width = 300, time_room = 5;
static const char frame_colour[] = "#8c8c8c", grid_colour[] = "#dedede";

struct layout {
    const struct line_plot *plot;
    struct canvas canvas;
    struct legend legend;
    struct legend_item items[SERIES_MAX + 1];
    size_t columns, rows;
    double panel_width;  /* all of it */
    double drawing;      /* the height of a panel's drawing */
    double name_height;  /* above it */
    double top;          /* of the first panel */
    double axis_at;      /* base line of what the values are */
    struct label *names; /* a panel */
    struct ticks times;
};

/* One panel while it is drawn. */
struct panel {
    struct box box; /* the drawing */
    struct scale x, y;
    const struct line_point *points;
    size_t count;
};

static size_t columns_of(double width, size_t panels)
{
    size_t most = width < narrow_width ? 2 : 3;

    return panels < most ? panels : most;
}

size_t line_plot_panels_max(double width_mm)
{
    double width = width_mm * POINTS_PER_MM;

    return columns_of(width, SIZE_MAX) *
           (size_t)((canvas_height_max - head_room) /
                    (least_height + around_height));
}

/* -- Sizes ----------------------------------------------------------------- */

static void make_legend(struct layout *layout)
{
    const struct line_plot *plot = layout->plot;
    struct legend *legend = &layout->legend;

    legend->items = layout->items;
    legend->items[legend->count++].text = plot->series_are;
    for (size_t i = 0; i < plot->series_count; i++)
        legend->items[legend->count++] = (struct legend_item){
            .mark = {i, 2.6, false}, .text = plot->series[i]};
    layout->axis_at = legend_lay_out(&layout->canvas, legend) +
                      layout->canvas.size;
}

static void name_panels(struct layout *layout)
{
    const struct line_plot *plot = layout->plot;
    struct canvas *canvas = &layout->canvas;
    struct label_room room = {canvas->size, layout->panel_width * bold_share,
                              2};
    size_t lines = 1;

    layout->names = memory_get_zeroed(plot->panel_count,
                                      sizeof(*layout->names));
    for (size_t i = 0; i < plot->panel_count; i++) {
        layout->names[i] = label_fit(&canvas->texts, plot->panels[i], &room);
        lines = layout->names[i].count > lines ? layout->names[i].count : lines;
    }
    layout->name_height = (double)lines * canvas->line + 3;
}

static double drawing_height(const struct layout *layout)
{
    double room = (canvas_height_max - head_room) / (double)layout->rows;

    if (layout->plot->panel_count == 1)
        return layout->canvas.width * alone_share;
    return fmax(fmin(room - around_height, most_height), least_height);
}

static void lay_out(struct layout *layout)
{
    const struct line_plot *plot = layout->plot;
    struct canvas *canvas = &layout->canvas;
    const struct line_times *times = &plot->times;
    double width;

    make_legend(layout);
    layout->columns = columns_of(canvas->width, plot->panel_count);
    layout->rows = (plot->panel_count + layout->columns - 1) / layout->columns;
    layout->panel_width = canvas->width / (double)layout->columns;
    layout->drawing = drawing_height(layout);
    name_panels(layout);
    layout->top = layout->axis_at + canvas->line * 0.6;
    width = layout->panel_width - value_room - right_room - 2 * time_room;
    layout->times = ticks_make_whole(
        floor((double)times->first / (double)times->per_year),
        floor((double)times->last / (double)times->per_year),
        (size_t)fmax(width / tick_room, 2));
}

/* -- A panel's scales ------------------------------------------------------ */

static void find_points(const struct layout *layout, size_t index,
                        struct panel *panel)
{
    const struct line_plot *plot = layout->plot;
    size_t first = 0, end;

    while (first < plot->point_count && plot->points[first].panel < index)
        first++;
    end = first;
    while (end < plot->point_count && plot->points[end].panel == index)
        end++;
    panel->points = plot->points + first;
    panel->count = end - first;
}

static void place_panel(const struct layout *layout, size_t index,
                        struct panel *panel)
{
    double column = (double)(index % layout->columns);
    size_t rows_before = index / layout->columns;
    double row = (double)rows_before;
    double below = layout->canvas.line * 1.2 + panel_gap;
    double pitch = layout->name_height + layout->drawing + below;

    panel->box = (struct box){
        .x = column * layout->panel_width + value_room,
        .y = layout->top + row * pitch + layout->name_height,
        .width = layout->panel_width - value_room - right_room,
        .height = layout->drawing,
    };
}

static void scale_panel(const struct layout *layout, struct panel *panel,
                        struct ticks *ticks)
{
    const struct line_times *times = &layout->plot->times;
    struct range range = {.kind = AXIS_NUMBER};
    double first = (double)times->first, last = (double)times->last;

    for (size_t i = 0; i < panel->count; i++)
        range_add(&range, &panel->points[i].estimate);
    if (first == last) {
        first -= 1;
        last += 1;
    }
    panel->x = (struct scale){first, last, panel->box.x + time_room,
                              panel->box.x + panel->box.width - time_room};
    panel->y = range_scale(&range);
    panel->y.high *= 1.04;
    panel->y.start = panel->box.y + panel->box.height;
    panel->y.end = panel->box.y;
    *ticks = range_ticks(&range, &panel->y,
                         (size_t)fmax(fmin(panel->box.height / 14, 7), 2));
}

/* -- Its frame ------------------------------------------------------------- */

static void draw_values(const struct layout *layout, const struct panel *panel,
                        const struct ticks *ticks)
{
    struct svg_font style = {.size = layout->canvas.small,
                             .anchor = ANCHOR_END};
    struct svg *svg = layout->canvas.svg;
    struct buffer text = {0};

    for (size_t i = 0; i < ticks->count; i++) {
        double y = scale_place(&panel->y, ticks_value(ticks, i));

        svg_line(svg, (struct point){panel->box.x, y},
                 (struct point){panel->box.x + panel->box.width, y},
                 &(struct paint){.stroke = grid_colour, .stroke_width = 0.4});
        buffer_reset(&text);
        tick_label(&text, AXIS_NUMBER, ticks, i);
        svg_text(svg, (struct point){panel->box.x - 3, y + style.size * 0.35},
                 buffer_text(&text), &style);
    }
    buffer_release(&text);
}

static void draw_times(const struct layout *layout, const struct panel *panel)
{
    struct svg_font style = {.size = layout->canvas.small,
                             .anchor = ANCHOR_MIDDLE};
    const struct line_times *times = &layout->plot->times;
    double bottom = panel->box.y + panel->box.height;

    for (size_t i = 0; i < layout->times.count; i++) {
        double year = ticks_value(&layout->times, i);
        double x = scale_place(&panel->x, year * (double)times->per_year);
        char text[32];

        if (x < panel->box.x || x > panel->box.x + panel->box.width)
            continue;
        snprintf(text, sizeof(text), "%.0f", year);
        svg_line(layout->canvas.svg, (struct point){x, bottom},
                 (struct point){x, bottom + tick_length},
                 &(struct paint){.stroke = frame_colour, .stroke_width = 0.5});
        svg_text(layout->canvas.svg,
                 (struct point){x, bottom + tick_length + style.size}, text,
                 &style);
    }
}

static void draw_frame(const struct layout *layout, const struct panel *panel,
                       size_t index, const struct ticks *ticks)
{
    const struct label *name = &layout->names[index];
    double lines = (double)name->count;
    struct svg_font bold = {.size = layout->canvas.size, .is_bold = true};
    double bottom = panel->box.y + panel->box.height;

    canvas_print(
        &layout->canvas, name,
        (struct point){panel->box.x - value_room * 0.6,
                       panel->box.y - 4 - (lines - 1) * layout->canvas.line},
        &bold);
    draw_values(layout, panel, ticks);
    draw_times(layout, panel);
    svg_line(layout->canvas.svg, (struct point){panel->box.x, bottom},
             (struct point){panel->box.x + panel->box.width, bottom},
             &(struct paint){.stroke = frame_colour, .stroke_width = 0.6});
}

/* -- Its lines ------------------------------------------------------------- */

static struct point place(const struct panel *panel,
                          const struct line_point *point, double value)
{
    double limited = fmin(fmax(value, panel->y.low), panel->y.high);

    return (struct point){scale_place(&panel->x, (double)point->period),
                          scale_place(&panel->y, limited)};
}

/* Do two points follow one another in one line, with no period between? */
static bool are_neighbours(const struct line_point *a,
                           const struct line_point *b)
{
    return a->series == b->series && b->period == a->period + 1;
}

static bool share_band(const struct line_point *a, const struct line_point *b)
{
    return are_neighbours(a, b) && a->estimate.has_interval &&
           b->estimate.has_interval;
}

static void draw_band(const struct layout *layout, const struct panel *panel,
                      size_t first, size_t count)
{
    struct point *corners = memory_get(2 * count * sizeof(*corners));
    const char *colour = mark_colour(panel->points[first].series);

    for (size_t i = 0; i < count; i++) {
        const struct line_point *point = &panel->points[first + i];

        corners[i] = place(panel, point, point->estimate.high);
        corners[2 * count - 1 - i] = place(panel, point, point->estimate.low);
    }
    svg_polygon(layout->canvas.svg, corners, 2 * count,
                &(struct paint){.fill = colour, .fill_opacity = 0.15});
    free(corners);
}

static void draw_bar(const struct layout *layout, const struct panel *panel,
                     const struct line_point *point)
{
    struct paint paint = {.stroke = mark_colour(point->series),
                          .stroke_width = 0.7};

    if (point->estimate.has_interval)
        svg_line(layout->canvas.svg, place(panel, point, point->estimate.low),
                 place(panel, point, point->estimate.high), &paint);
}

static void draw_intervals(const struct layout *layout,
                           const struct panel *panel)
{
    for (size_t first = 0, end; first < panel->count; first = end) {
        end = first + 1;
        while (end < panel->count &&
               share_band(&panel->points[end - 1], &panel->points[end]))
            end++;
        if (end - first > 1)
            draw_band(layout, panel, first, end - first);
        else
            draw_bar(layout, panel, &panel->points[first]);
    }
}

static void draw_lines(const struct layout *layout, const struct panel *panel)
{
    for (size_t i = 1; i < panel->count; i++) {
        const struct line_point *a = &panel->points[i - 1], *b = a + 1;
        bool is_near = are_neighbours(a, b);
        struct paint paint = {.stroke = mark_colour(b->series),
                              .stroke_width = is_near ? 1 : 0.6,
                              .dashes = is_near ? NULL : "1.5 1.5"};

        if (a->series == b->series)
            svg_line(layout->canvas.svg, place(panel, a, a->estimate.value),
                     place(panel, b, b->estimate.value), &paint);
    }
}

static void draw_marks(const struct layout *layout, const struct panel *panel)
{
    double radius = layout->plot->panel_count > 1 ? 1.7 : 2.4;

    for (size_t i = 0; i < panel->count; i++) {
        const struct line_point *point = &panel->points[i];
        struct mark mark = {point->series, radius, false};

        mark_draw(layout->canvas.svg,
                  place(panel, point, point->estimate.value), &mark);
    }
}

static void draw_panel(struct layout *layout, size_t index)
{
    struct panel panel;
    struct ticks ticks;

    find_points(layout, index, &panel);
    place_panel(layout, index, &panel);
    scale_panel(layout, &panel, &ticks);
    svg_group_begin(layout->canvas.svg, "panel");
    draw_frame(layout, &panel, index, &ticks);
    draw_intervals(layout, &panel);
    draw_lines(layout, &panel);
    draw_marks(layout, &panel);
    svg_group_end(layout->canvas.svg);
}

enum status line_plot_draw(const struct line_plot *plot, struct buffer *out,
                           struct error *err)
{
    struct layout layout = {.plot = plot};
    struct canvas *canvas = &layout.canvas;
    struct panel last;

    canvas_init(canvas, &plot->caption);
    lay_out(&layout);
    place_panel(&layout, plot->panel_count - 1, &last);
    canvas_begin(canvas, last.box.y + last.box.height + canvas->line * 1.2);
    legend_draw(canvas, &layout.legend);
    svg_text(
        canvas->svg, (struct point){0, layout.axis_at},
        label_shorten(&canvas->texts, plot->axis, canvas->size, canvas->width),
        &canvas->text);
    for (size_t i = 0; i < plot->panel_count; i++)
        draw_panel(&layout, i);
    free(layout.names);
    return canvas_end(canvas, out, err);
}
