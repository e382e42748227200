/* dot_plot.c - see dot_plot.h. */
#include "report/figures/dot_plot.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"

static const double label_gap = 6, right_margin = 10;
static const double series_step = 4.4, row_gap = 5;
static const char band_colour[] = "#f4f4f4";

struct layout {
    const struct dot_plot *plot;
    struct canvas canvas;
    struct legend legend;
    struct legend_item items[SERIES_MAX + 3];
    struct label *labels; /* a row */
    bool has_detail_lines;
    double name_lines; /* that the longest name needs, of 2 at most */
    double label_width, row_height, step, radius, top;
    struct axis axis;
};

/* -- Sizes ----------------------------------------------------------------- */

static double limited(double value, double least, double most)
{
    return value < least ? least : value > most ? most : value;
}

static void add_item(struct layout *layout, const char *text, struct mark mark)
{
    layout->items[layout->legend.count++] = (struct legend_item){
        .text = text,
        .mark = mark,
    };
}

static void make_legend(struct layout *layout)
{
    const struct dot_plot *plot = layout->plot;
    size_t neutral = plot->series ? MARK_NEUTRAL : 0;

    layout->legend.items = layout->items;
    if (plot->series && *plot->series_are)
        add_item(layout, plot->series_are, (struct mark){.radius = 0});
    for (size_t i = 0; plot->series && i < plot->series_count; i++)
        add_item(layout, plot->series[i], (struct mark){i, 2.6, false});
    if (plot->filled) {
        add_item(layout, plot->filled, (struct mark){neutral, 2.6, false});
        add_item(layout, plot->hollow, (struct mark){neutral, 2.6, true});
    }
    layout->top = legend_lay_out(&layout->canvas, &layout->legend);
}

/* The names get what they need, up to two fifths of the width. */
static void measure_names(struct layout *layout)
{
    const struct dot_plot *plot = layout->plot;
    struct canvas *canvas = &layout->canvas;
    double widest = 0;

    for (size_t i = 0; i < plot->row_count; i++) {
        const struct dot_row *row = &plot->rows[i];
        double width = label_width(row->name, canvas->size);

        if (row->detail)
            width += label_width(" · ", canvas->size) +
                     label_width(row->detail, canvas->size);
        widest = fmax(widest, width);
    }
    layout->label_width = fmin(widest, canvas->width * 0.4);
    layout->name_lines = widest > layout->label_width ? 2 : 1;
}

/* Rows are as high as their marks need, less where a page would not do. */
static void measure_rows(struct layout *layout)
{
    const struct dot_plot *plot = layout->plot;
    double series = (double)plot->series_count;
    double room = canvas_height_max - layout->top - 50;
    double wanted = fmax(layout->canvas.line * (layout->name_lines + 0.2),
                         series * series_step + row_gap);

    layout->row_height = fmin(wanted, room / (double)plot->row_count);
    layout->step = (layout->row_height - 3) / fmax(series, 2);
    if (layout->step > series_step)
        layout->step = series_step;
    layout->radius = limited(layout->step * 0.55, 1.4, 2.6);
    if (plot->series_count == 1)
        layout->radius = 2.4;
}

/* A detail has a line of its own where rows are high enough; then the name has
 * the other. */
static void fit_names(struct layout *layout)
{
    const struct dot_plot *plot = layout->plot;
    double lines = floor(layout->row_height / layout->canvas.line);
    struct label_room room = {layout->canvas.size, layout->label_width,
                              (size_t)limited(lines, 1, 3)};

    layout->has_detail_lines = room.lines > 1 && plot->rows[0].detail;
    if (layout->has_detail_lines)
        room.lines = 1;
    layout->labels = memory_get_zeroed(plot->row_count,
                                       sizeof(*layout->labels));
    for (size_t i = 0; i < plot->row_count; i++)
        layout->labels[i] = label_fit(&layout->canvas.texts, plot->rows[i].name,
                                      &room);
}

static void place_axis(struct layout *layout)
{
    const struct dot_plot *plot = layout->plot;
    struct range range = {.kind = plot->kind};

    for (size_t i = 0; i < plot->dot_count; i++)
        range_add(&range, &plot->dots[i].estimate);
    layout->axis.title = plot->axis;
    layout->axis.lower = plot->lower;
    layout->axis.higher = plot->higher;
    axis_place(&layout->axis, &range, layout->label_width + label_gap,
               layout->canvas.width - right_margin);
}

static void lay_out(struct layout *layout)
{
    make_legend(layout);
    measure_names(layout);
    measure_rows(layout);
    fit_names(layout);
    place_axis(layout);
}

/* -- Drawing --------------------------------------------------------------- */

static double row_top(const struct layout *layout, size_t row)
{
    return layout->top + (double)row * layout->row_height;
}

static void draw_bands(const struct layout *layout)
{
    for (size_t i = 0; i < layout->plot->row_count; i += 2) {
        struct box band = {0, row_top(layout, i), layout->canvas.width,
                           layout->row_height};

        svg_box(layout->canvas.svg, &band,
                &(struct paint){.fill = band_colour});
    }
}

/* Returns what of a row's detail stands behind its name. */
static const char *fit_detail(struct layout *layout, size_t row)
{
    struct canvas *canvas = &layout->canvas;
    const char *detail = layout->plot->rows[row].detail;
    double room = layout->label_width - layout->labels[row].width -
                  label_width(" · ", canvas->size);

    if (!detail || room < canvas->size * 3)
        return NULL;
    return label_shorten(&canvas->texts, detail, canvas->size, room);
}

static void draw_name(struct layout *layout, size_t row)
{
    struct canvas *canvas = &layout->canvas;
    const struct label *label = &layout->labels[row];
    double lines = (double)label->count + layout->has_detail_lines;
    struct svg_font style = {.size = canvas->size, .anchor = ANCHOR_END};
    struct svg_font fine = {
        .size = canvas->small, .fill = svg_faint, .anchor = ANCHOR_END};
    struct point at = {layout->label_width, row_top(layout, row) +
                                                layout->row_height / 2 +
                                                canvas->size * 0.35 -
                                                (lines - 1) * canvas->line / 2};

    if (!layout->has_detail_lines)
        style.detail = fit_detail(layout, row);
    canvas_print(canvas, label, at, &style);
    at.y += canvas->line;
    if (layout->has_detail_lines)
        svg_text(canvas->svg, at,
                 label_shorten(&canvas->texts, layout->plot->rows[row].detail,
                               canvas->small, layout->label_width),
                 &fine);
}

static void draw_dot(const struct layout *layout, const struct dot *dot)
{
    const struct axis *axis = &layout->axis;
    double middle = (double)(layout->plot->series_count - 1) / 2;
    double y = row_top(layout, dot->row) + layout->row_height / 2 +
               ((double)dot->series - middle) * layout->step;
    struct mark mark = {dot->series, layout->radius, dot->is_hollow};
    struct point at = {scale_place(&axis->scale, dot->estimate.value), y};

    if (dot->estimate.has_interval)
        axis_draw_interval(axis, layout->canvas.svg, y, &dot->estimate,
                           mark_colour(dot->series));
    mark_draw(layout->canvas.svg, at, &mark);
}

static void draw(struct layout *layout)
{
    const struct dot_plot *plot = layout->plot;
    struct canvas *canvas = &layout->canvas;
    double bottom = row_top(layout, plot->row_count);
    double axis_height = axis_lay_out(&layout->axis, canvas);

    canvas_begin(canvas, bottom + axis_height);
    legend_draw(canvas, &layout->legend);
    draw_bands(layout);
    axis_draw(&layout->axis, canvas, layout->top, bottom);
    svg_group_begin(canvas->svg, "names");
    for (size_t i = 0; i < plot->row_count; i++)
        draw_name(layout, i);
    svg_group_end(canvas->svg);
    svg_group_begin(canvas->svg, "values");
    for (size_t i = 0; i < plot->dot_count; i++)
        draw_dot(layout, &plot->dots[i]);
    svg_group_end(canvas->svg);
}

enum status dot_plot_draw(const struct dot_plot *plot, struct buffer *out,
                          struct error *err)
{
    struct layout layout = {.plot = plot};

    canvas_init(&layout.canvas, &plot->caption);
    lay_out(&layout);
    draw(&layout);
    free(layout.labels);
    return canvas_end(&layout.canvas, out, err);
}
