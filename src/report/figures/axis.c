/* axis.c - see axis.h. */
#include "report/figures/axis.h"

#include <math.h>

/* How far beyond the values intervals are shown, in lengths of the values'
 * range. */
static const double interval_share = 0.5;
static const double tick_room = 42, grid_width = 0.4, zero_width = 0.8;
static const char grid_colour[] = "#d4d4d4", zero_colour[] = "#555555";

/* -- What there is to show ------------------------------------------------- */

void range_add(struct range *range, const struct estimate *estimate)
{
    double value = estimate->value;
    double low = estimate->has_interval ? estimate->low : value;
    double high = estimate->has_interval ? estimate->high : value;

    if (!range->has_values) {
        range->has_values = true;
        range->low = range->high = range->low_end = range->high_end = value;
    }
    range->low = fmin(range->low, value);
    range->high = fmax(range->high, value);
    range->low_end = fmin(range->low_end, low);
    range->high_end = fmax(range->high_end, high);
}

static struct scale log_ratio_scale(const struct range *range)
{
    double low = fmin(range->low, 0), high = fmax(range->high, 0);
    double more = fmax((high - low) * interval_share, 0.5);
    struct scale scale = {
        .low = fmin(fmax(range->low_end, low - more), low - 0.1),
        .high = fmax(fmin(range->high_end, high + more), high + 0.1),
    };

    return scale;
}

struct scale range_scale(const struct range *range)
{
    double high = fmax(range->high, 0), end;

    if (range->kind == AXIS_LOG_RATIO)
        return log_ratio_scale(range);
    end = fmin(range->high_end, high + high * interval_share);
    if (range->kind == AXIS_COUNT)
        return (struct scale){.low = 0, .high = high > 0 ? high : 1};
    if (!(end > 0))
        end = range->kind == AXIS_PERCENT ? 1 : fmax(range->high_end, 1);
    return (struct scale){.low = 0, .high = end};
}

struct ticks range_ticks(const struct range *range, const struct scale *scale,
                         size_t most)
{
    most = most < 2 ? 2 : most;
    if (range->kind == AXIS_COUNT)
        return ticks_make_whole(scale->low, scale->high, most);
    if (range->kind == AXIS_PERCENT)
        return ticks_make(scale->low * 100, scale->high * 100, most);
    return ticks_make(scale->low, scale->high, most);
}

void tick_label(struct buffer *out, enum axis_kind kind,
                const struct ticks *ticks, size_t index)
{
    number_label(out, ticks_value(ticks, index), ticks->decimals);
    if (kind == AXIS_PERCENT)
        buffer_add_text(out, "%");
}

static double tick_place(const struct axis *axis, size_t index)
{
    double value = ticks_value(&axis->ticks, index);

    return scale_place(&axis->scale,
                       axis->kind == AXIS_PERCENT ? value / 100 : value);
}

/* -- The axis -------------------------------------------------------------- */

void axis_place(struct axis *axis, const struct range *range, double start,
                double end)
{
    axis->kind = range->kind;
    axis->scale = range_scale(range);
    axis->scale.start = start;
    axis->scale.end = end;
    axis->ticks = range_ticks(range, &axis->scale,
                              (size_t)((end - start) / tick_room) + 1);
}

/* Each side gets half of the width, and what the other leaves. */
static void fit_sides(struct axis *axis, struct canvas *canvas)
{
    double width = axis->scale.end - axis->scale.start - canvas->size;
    double lower = label_width(axis->lower, canvas->size);
    double higher = label_width(axis->higher, canvas->size);

    axis->lower_text = label_shorten(&canvas->texts, axis->lower, canvas->size,
                                     fmax(width / 2, width - higher));
    axis->higher_text = label_shorten(&canvas->texts, axis->higher,
                                      canvas->size,
                                      fmax(width / 2, width - lower));
}

double axis_lay_out(struct axis *axis, struct canvas *canvas)
{
    double width = axis->scale.end - axis->scale.start;
    struct label_room room = {canvas->size, width, 3};
    double height = canvas->line * 1.3;

    axis->title_lines = label_fit(&canvas->texts, axis->title, &room);
    if (axis->kind == AXIS_LOG_RATIO)
        height += canvas->small_line;
    if (axis->lower) {
        fit_sides(axis, canvas);
        height += canvas->line;
    }
    return height + (double)axis->title_lines.count * canvas->line;
}

static void draw_grid(const struct axis *axis, const struct canvas *canvas,
                      double top, double bottom)
{
    for (size_t i = 0; i < axis->ticks.count; i++) {
        double x = tick_place(axis, i);

        svg_line(
            canvas->svg, (struct point){x, top}, (struct point){x, bottom},
            &(struct paint){.stroke = grid_colour, .stroke_width = grid_width});
    }
    if (axis->scale.low <= 0) {
        double zero = scale_place(&axis->scale, 0);

        svg_line(
            canvas->svg, (struct point){zero, top},
            (struct point){zero, bottom},
            &(struct paint){.stroke = zero_colour, .stroke_width = zero_width});
    }
}

static void print_tick(const struct axis *axis, const struct canvas *canvas,
                       struct point at, size_t index)
{
    struct svg_font style = {.size = canvas->size, .anchor = ANCHOR_MIDDLE};
    struct svg_font fine = {
        .size = canvas->small, .fill = svg_faint, .anchor = ANCHOR_MIDDLE};
    struct buffer text = {0};

    tick_label(&text, axis->kind, &axis->ticks, index);
    svg_text(canvas->svg, at, buffer_text(&text), &style);
    if (axis->kind == AXIS_LOG_RATIO) {
        buffer_reset(&text);
        ratio_label(&text, ticks_value(&axis->ticks, index));
        at.y += canvas->small_line;
        if (text.length)
            svg_text(canvas->svg, at, buffer_text(&text), &fine);
    }
    buffer_release(&text);
}

void axis_draw(const struct axis *axis, const struct canvas *canvas, double top,
               double bottom)
{
    struct svg_font style = {.size = canvas->size, .anchor = ANCHOR_MIDDLE};
    struct svg_font right = {.size = canvas->size, .anchor = ANCHOR_END};
    double y = bottom + canvas->line * 1.1;

    svg_group_begin(canvas->svg, "axis");
    draw_grid(axis, canvas, top, bottom);
    for (size_t i = 0; i < axis->ticks.count; i++)
        print_tick(axis, canvas, (struct point){tick_place(axis, i), y}, i);
    if (axis->kind == AXIS_LOG_RATIO)
        y += canvas->small_line;
    if (axis->lower) {
        y += canvas->line;
        svg_text(canvas->svg, (struct point){axis->scale.start, y},
                 axis->lower_text, &canvas->text);
        svg_text(canvas->svg, (struct point){axis->scale.end, y},
                 axis->higher_text, &right);
    }
    y += canvas->line * 1.1;
    canvas_print(canvas, &axis->title_lines,
                 (struct point){(axis->scale.start + axis->scale.end) / 2, y},
                 &style);
    svg_group_end(canvas->svg);
}

/* -- Intervals ------------------------------------------------------------- */

/* An arrow's head at the axis's end: -1 for its start, 1 for its end. */
static void draw_arrow(struct svg *svg, struct point at, double direction,
                       const char *colour)
{
    struct point corners[3] = {
        at,
        {at.x - direction * 3.2, at.y - 1.7},
        {at.x - direction * 3.2, at.y + 1.7},
    };

    svg_polygon(svg, corners, 3, &(struct paint){.fill = colour});
}

void axis_draw_interval(const struct axis *axis, struct svg *svg, double y,
                        const struct estimate *estimate, const char *colour)
{
    const struct scale *scale = &axis->scale;
    double tiny = (scale->high - scale->low) * 1e-6;
    double low = fmax(estimate->low, scale->low);
    double high = fmin(estimate->high, scale->high);
    struct point from = {scale_place(scale, low), y};
    struct point to = {scale_place(scale, high), y};

    svg_line(svg, from, to,
             &(struct paint){.stroke = colour, .stroke_width = 0.9});
    if (estimate->low < scale->low - tiny)
        draw_arrow(svg, from, -1, colour);
    if (estimate->high > scale->high + tiny)
        draw_arrow(svg, to, 1, colour);
}
