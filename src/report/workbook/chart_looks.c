/* chart_looks.c - see chart_looks.h. */
#include "report/workbook/chart_looks.h"

#include "report/workbook/figures.h"

enum {
    ROW_PIXELS = 20,
    DEFAULT_WIDTH = 480, /* which the library scales */
    DEFAULT_HEIGHT = 288,
    INK = 0x1F2933,
    GREY = 0x616E7C,
    RULE = 0xD9DDE1,
    BLUE = 0x0072B2,
    LABELS_MAX = 16,
};

static const lxw_color_t colours[] = {
    BLUE,     0xE69F00, 0x009E73, 0xD55E00, 0x56B4E9, 0xCC79A7,
    0xB8A800, 0x4D4D4D, 0x8C510A, 0x542788, 0x35978F, 0xA6A6A6,
};

static const uint8_t markers[] = {
    LXW_CHART_MARKER_CIRCLE,  LXW_CHART_MARKER_SQUARE,
    LXW_CHART_MARKER_DIAMOND, LXW_CHART_MARKER_TRIANGLE,
    LXW_CHART_MARKER_X,       LXW_CHART_MARKER_PLUS,
};

static lxw_color_t colour_of(unsigned number)
{
    return colours[number % (sizeof(colours) / sizeof(*colours))];
}

uint32_t chart_rows(const struct chart_size *size)
{
    return (size->height + ROW_PIXELS - 1) / ROW_PIXELS;
}

lxw_chart_options chart_options(const struct chart_size *size,
                                const char *description)
{
    lxw_chart_options options = {
        .x_scale = (double)size->width / DEFAULT_WIDTH,
        .y_scale = (double)size->height / DEFAULT_HEIGHT,
        .object_position = LXW_OBJECT_MOVE_DONT_SIZE,
    };

    /* The library copies it and does not say so in its types. */
    memcpy(&options.description, &description, sizeof(description));
    return options;
}

/* -- Axes ------------------------------------------------------------------ */

static void look_name(lxw_chart_axis *axis, const char *name)
{
    lxw_chart_font font = {
        .size = 10, .bold = LXW_EXPLICIT_FALSE, .color = GREY};

    chart_axis_set_name(axis, name);
    chart_axis_set_name_font(axis, &font);
}

static void look_labels(lxw_chart_axis *axis, double size, int32_t turned)
{
    lxw_chart_font font = {.size = size, .color = INK, .rotation = turned};

    chart_axis_set_num_font(axis, &font);
}

static void look_values(lxw_chart_axis *axis, const char *name,
                        const char *format)
{
    lxw_chart_line rule = {.color = RULE, .width = 0.75};
    lxw_chart_line none = {.none = LXW_TRUE};

    look_name(axis, name);
    look_labels(axis, 9, 0);
    chart_axis_set_num_format(axis, format);
    chart_axis_major_gridlines_set_visible(axis, LXW_TRUE);
    chart_axis_major_gridlines_set_line(axis, &rule);
    chart_axis_set_line(axis, &none);
}

void chart_look(lxw_chart *chart, const char *title)
{
    lxw_chart_font font = {.size = 14, .color = INK};
    lxw_chart_line none = {.none = LXW_TRUE};

    chart_title_set_name(chart, title);
    chart_title_set_name_font(chart, &font);
    chart_chartarea_set_line(chart, &none);
    chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
}

/* -- Bars ------------------------------------------------------------------ */

/* The library calls the horizontal axis x, which has the values here. The first
 * theme is at the top, and the values at the bottom all the same. */
void chart_look_bars(lxw_chart *chart, const char *values)
{
    lxw_chart_axis *names = chart->y_axis, *numbers = chart->x_axis;

    chart_axis_set_reverse(names);
    look_labels(names, 10, 0);
    chart_axis_set_major_tick_mark(names, LXW_CHART_AXIS_TICK_MARK_NONE);
    chart_axis_major_gridlines_set_visible(names, LXW_FALSE);
    look_values(numbers, values, "General");
    chart_axis_set_min(numbers, 0);
    chart_axis_set_crossing_max(names);
    chart_set_series_gap(chart, 60);
}

void chart_look_fill(lxw_chart_series *series, unsigned number)
{
    lxw_chart_fill fill = {.color = colour_of(number)};

    chart_series_set_fill(series, &fill);
}

/* -- Lines over years ------------------------------------------------------ */

void chart_look_years(lxw_chart *chart, const char *values, size_t years)
{
    look_name(chart->x_axis, "Year");
    look_labels(chart->x_axis, 9, 0);
    if (years > FIGURES_YEARS_MOST)
        chart_axis_set_interval_unit(chart->x_axis, 10);
    look_values(chart->y_axis, values, "General");
    chart_axis_set_min(chart->y_axis, 0);
    chart_show_blanks_as(chart, LXW_CHART_BLANKS_AS_GAP);
    chart_legend_set_position(chart, LXW_CHART_LEGEND_RIGHT);
}

void chart_look_line(lxw_chart_series *series, unsigned number, size_t years)
{
    lxw_chart_line line = {.color = colour_of(number), .width = 1.75};
    lxw_chart_fill fill = {.color = colour_of(number)};

    chart_series_set_line(series, &line);
    if (years > FIGURES_YEARS_MOST) {
        chart_series_set_marker_type(series, LXW_CHART_MARKER_NONE);
        return;
    }
    chart_series_set_marker_type(
        series, markers[number % (sizeof(markers) / sizeof(*markers))]);
    chart_series_set_marker_size(series, 6);
    chart_series_set_marker_line(series, &line);
    chart_series_set_marker_fill(series, &fill);
}

/* -- Points with intervals ------------------------------------------------- */

/* The upright axis stands at 0 and has a height for each name. */
void chart_look_contrasts(lxw_chart *chart, const char *values,
                          const struct chart_range *range, size_t names)
{
    lxw_chart_line zero = {.color = GREY, .width = 1};

    look_values(chart->x_axis, values, "0");
    chart_axis_set_min(chart->x_axis, range->low);
    chart_axis_set_max(chart->x_axis, range->high);
    chart_axis_set_major_unit(chart->x_axis, range->step);
    chart_axis_set_min(chart->y_axis, 0);
    chart_axis_set_max(chart->y_axis, (double)names + 1);
    chart_axis_set_label_position(chart->y_axis,
                                  LXW_CHART_AXIS_LABEL_POSITION_NONE);
    chart_axis_set_major_tick_mark(chart->y_axis,
                                   LXW_CHART_AXIS_TICK_MARK_NONE);
    chart_axis_major_gridlines_set_visible(chart->y_axis, LXW_FALSE);
    chart_axis_set_line(chart->y_axis, &zero);
    chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
}

void chart_look_interval(lxw_chart_series *series)
{
    lxw_chart_line line = {.color = BLUE, .width = 2};

    chart_series_set_line(series, &line);
    chart_series_set_marker_type(series, LXW_CHART_MARKER_NONE);
}

void chart_look_point(lxw_chart_series *series)
{
    lxw_chart_line none = {.none = LXW_TRUE};
    lxw_chart_fill fill = {.color = BLUE};

    chart_series_set_line(series, &none);
    chart_series_set_marker_type(series, LXW_CHART_MARKER_CIRCLE);
    chart_series_set_marker_size(series, 9);
    chart_series_set_marker_fill(series, &fill);
    chart_series_set_marker_line(series, &none);
}

lxw_error chart_look_names(lxw_chart_series *series, const char *const *names,
                           size_t count)
{
    lxw_chart_line none = {.none = LXW_TRUE};
    lxw_chart_font font = {.size = 10, .color = INK};
    lxw_chart_fill paper = {.color = LXW_COLOR_WHITE};
    lxw_chart_data_label labels[LABELS_MAX] = {{0}};
    lxw_chart_data_label *list[LABELS_MAX + 1] = {NULL};

    for (size_t i = 0; i < count && i < LABELS_MAX; i++) {
        memcpy(&labels[i].value, &names[i], sizeof(names[i]));
        list[i] = &labels[i];
    }
    chart_series_set_line(series, &none);
    chart_series_set_marker_type(series, LXW_CHART_MARKER_NONE);
    chart_series_set_labels(series);
    chart_series_set_labels_position(series, LXW_CHART_LABEL_POSITION_RIGHT);
    chart_series_set_labels_font(series, &font);
    chart_series_set_labels_fill(series, &paper);
    return chart_series_set_labels_custom(series, list);
}
