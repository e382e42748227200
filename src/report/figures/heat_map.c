/* heat_map.c - see heat_map.h. */
#include "report/figures/heat_map.h"

#include <math.h>
#include <stdio.h>

#include "report/figures/scale.h"

static const double least_cell = 7.5, most_cell = 27, number_cell = 18;
static const double name_share = 0.4, name_gap = 4, ramp_height = 7;
static const double ramp_width = 170, legend_room = 90;
static const char never_colour[] = "#e6e6e6", grid_colour[] = "#c8c8c8";

struct layout {
    const struct heat_map *map;
    struct canvas canvas;
    double name_width, cell, size; /* size: of the names' text */
    double legend_left, top, height;
    struct label value_is;
};

size_t heat_map_names_max(double width_mm)
{
    double width = width_mm * POINTS_PER_MM * (1 - name_share);

    return (size_t)(fmin(width, canvas_height_max - legend_room) / least_cell);
}

/* -- Colours --------------------------------------------------------------- */

struct colour {
    double red, green, blue;
};

static const struct colour white = {255, 255, 255};
static const struct colour below = {33, 84, 150}, above = {190, 82, 0};

/* Writes "#rrggbb" of a value from -1 to 1. */
static void write_colour(char out[static 8], double value)
{
    const struct colour *end = value < 0 ? &below : &above;
    double share = fmin(fabs(value), 1);

    snprintf(out, 8, "#%02x%02x%02x",
             (unsigned)lround(white.red + (end->red - white.red) * share),
             (unsigned)lround(white.green + (end->green - white.green) * share),
             (unsigned)lround(white.blue + (end->blue - white.blue) * share));
}

/* -- Sizes ----------------------------------------------------------------- */

static void measure_names(struct layout *layout)
{
    const struct heat_map *map = layout->map;
    struct canvas *canvas = &layout->canvas;
    double widest = 0, room;

    for (size_t i = 0; i < map->count; i++)
        widest = fmax(widest, label_width(map->names[i], canvas->size));
    layout->name_width = fmin(widest, canvas->width * name_share);
    room = fmin(canvas->width - layout->name_width - name_gap,
                canvas_height_max - legend_room);
    layout->cell = fmin(room / (double)map->count, most_cell);
    layout->size = fmin(canvas->size, layout->cell * 0.9);
}

/* The half that stays empty has room for a legend so high, unless a name
 * reaches into it. */
static bool has_room(const struct layout *layout, double height)
{
    double rows = ceil(height / layout->cell);
    double reach = rows * layout->cell + name_gap + layout->name_width;

    return reach + name_gap * 2 < layout->legend_left;
}

/* Beside the names if it can be, else above them. */
static void place_legend(struct layout *layout)
{
    struct canvas *canvas = &layout->canvas;
    struct label_room room = {canvas->size, 0, 4};
    double rest = ramp_height + canvas->small_line + 4 * canvas->line + 8;
    double map = (double)layout->map->count * layout->cell, height;

    layout->legend_left = canvas->width * 0.58;
    room.width = canvas->width - layout->legend_left;
    layout->value_is = label_fit(&canvas->texts, layout->map->value_is, &room);
    height = (double)layout->value_is.count * canvas->line + rest;
    if (has_room(layout, height)) {
        layout->height = fmax(map, height);
        return;
    }
    layout->legend_left = 0;
    room.width = canvas->width;
    layout->value_is = label_fit(&canvas->texts, layout->map->value_is, &room);
    layout->top = (double)layout->value_is.count * canvas->line + rest;
    layout->height = layout->top + map;
}

/* -- The square ------------------------------------------------------------ */

static void print_value(const struct layout *layout, const struct box *box,
                        const struct heat_cell *cell)
{
    struct svg_font style = {
        .size = layout->canvas.small,
        .fill = fabs(cell->value) > 0.55 ? "#ffffff" : svg_ink,
        .anchor = ANCHOR_MIDDLE,
        .is_bold = cell->is_certain,
    };
    struct buffer text = {0};

    number_label(&text, cell->value, 2);
    svg_text(layout->canvas.svg,
             (struct point){box->x + box->width / 2,
                            box->y + box->height / 2 + style.size * 0.35},
             buffer_text(&text), &style);
    buffer_release(&text);
}

/* What a small cell says in grey: below 0 a line, certain a dot. */
static void mark_value(const struct layout *layout, const struct box *box,
                       const struct heat_cell *cell)
{
    struct svg *svg = layout->canvas.svg;
    const char *ink = fabs(cell->value) > 0.55 ? "#ffffff" : svg_ink;
    double third = box->width / 3, y = box->y + box->height / 2;

    if (cell->value < 0)
        svg_line(svg, (struct point){box->x + third, y},
                 (struct point){box->x + 2 * third, y},
                 &(struct paint){.stroke = ink, .stroke_width = 0.6});
    if (cell->is_certain)
        svg_circle(svg,
                   (struct point){box->x + box->width / 2,
                                  box->y + box->height * 0.78},
                   box->width * 0.08, &(struct paint){.fill = ink});
}

static void draw_cell(const struct layout *layout, const struct box *box,
                      const struct heat_cell *cell)
{
    char colour[8];
    struct paint paint = {.stroke = grid_colour, .stroke_width = 0.4};

    if (cell->kind == HEAT_UNKNOWN)
        return;
    write_colour(colour, cell->value);
    paint.fill = cell->kind == HEAT_NEVER ? never_colour : colour;
    svg_box(layout->canvas.svg, box, &paint);
    if (cell->kind == HEAT_NEVER)
        return;
    if (layout->cell >= number_cell)
        print_value(layout, box, cell);
    else
        mark_value(layout, box, cell);
}

static void draw_row(const struct layout *layout, size_t row)
{
    const struct heat_map *map = layout->map;
    double y = layout->top + (double)row * layout->cell;

    for (size_t column = 0; column < row; column++) {
        struct box box = {(double)column * layout->cell, y, layout->cell,
                          layout->cell};

        draw_cell(layout, &box, &map->cells[row * map->count + column]);
    }
}

/* A name ends its row and heads its column, so it stands on the diagonal. */
static void draw_name(struct layout *layout, size_t row)
{
    struct canvas *canvas = &layout->canvas;
    double lines = floor(layout->cell / (layout->size * 1.2));
    struct label_room room = {layout->size, layout->name_width,
                              lines > 1 ? 2 : 1};
    struct label label = label_fit(&canvas->texts, layout->map->names[row],
                                   &room);
    struct svg_font style = {.size = layout->size};
    struct point at = {
        (double)row * layout->cell + name_gap,
        layout->top + ((double)row + 0.5) * layout->cell + layout->size * 0.35 -
            (double)(label.count - 1) * layout->size * 0.6,
    };

    canvas_print(canvas, &label, at, &style);
}

/* -- What the colours mean --------------------------------------------------
 */

static double draw_ramp(const struct layout *layout, double y)
{
    enum { STEPS = 41 };
    const struct canvas *canvas = &layout->canvas;
    double x = layout->legend_left;
    double width = fmin(canvas->width - x, ramp_width), step = width / STEPS;
    struct svg_font style = {.size = canvas->small};

    for (size_t i = 0; i < STEPS; i++) {
        struct box box = {x + (double)i * step, y, step + 0.3, ramp_height};
        char colour[8];

        write_colour(colour, (double)i / (STEPS - 1) * 2 - 1);
        svg_box(canvas->svg, &box, &(struct paint){.fill = colour});
    }
    y += ramp_height + canvas->small_line;
    svg_text(canvas->svg, (struct point){x, y}, "−1 never", &style);
    style.anchor = ANCHOR_MIDDLE;
    svg_text(canvas->svg, (struct point){x + width / 2, y}, "0 by chance",
             &style);
    style.anchor = ANCHOR_END;
    svg_text(canvas->svg, (struct point){x + width, y}, "1 always", &style);
    return y + canvas->line * 1.4;
}

/* What stands in the cells besides their colour. */
static void explain_marks(const struct layout *layout, struct point at)
{
    const struct canvas *canvas = &layout->canvas;
    bool has_numbers = layout->cell >= number_cell;
    struct box box = {at.x, at.y - 6, 7, 7};

    svg_box(canvas->svg, &box,
            &(struct paint){.fill = never_colour,
                            .stroke = grid_colour,
                            .stroke_width = 0.5});
    svg_text(canvas->svg, (struct point){at.x + 11, at.y}, layout->map->never,
             &canvas->text);
    at.y += canvas->line * 1.15;
    if (has_numbers)
        svg_text(canvas->svg, at, "bold: q < 0.05", &canvas->text);
    else
        svg_text(canvas->svg, at, "dot: q < 0.05; line: below 0",
                 &canvas->text);
}

static void draw_legend(const struct layout *layout)
{
    const struct canvas *canvas = &layout->canvas;
    double x = layout->legend_left;
    double y = canvas->size;

    svg_group_begin(canvas->svg, "legend");
    canvas_print(canvas, &layout->value_is, (struct point){x, y},
                 &canvas->text);
    y += (double)(layout->value_is.count - 1) * canvas->line + 5;
    explain_marks(layout, (struct point){x, draw_ramp(layout, y)});
    svg_group_end(canvas->svg);
}

enum status heat_map_draw(const struct heat_map *map, struct buffer *out,
                          struct error *err)
{
    struct layout layout = {.map = map};
    struct canvas *canvas = &layout.canvas;

    canvas_init(canvas, &map->caption);
    measure_names(&layout);
    place_legend(&layout);
    canvas_begin(canvas, layout.height);
    svg_group_begin(canvas->svg, "pairs");
    for (size_t row = 0; row < map->count; row++)
        draw_row(&layout, row);
    svg_group_end(canvas->svg);
    svg_group_begin(canvas->svg, "names");
    for (size_t row = 0; row < map->count; row++)
        draw_name(&layout, row);
    svg_group_end(canvas->svg);
    draw_legend(&layout);
    return canvas_end(canvas, out, err);
}
