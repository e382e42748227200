/* canvas.c - see canvas.h. */
#include "report/figures/canvas.h"

#include <math.h>

static const double narrow_width = 300, gap = 6;

/* 225 mm. */
const double canvas_height_max = 638;

void canvas_init(struct canvas *canvas, const struct caption *caption)
{
    double width = caption->width_mm * POINTS_PER_MM;
    double size = width < narrow_width ? 7 : 8;
    double small = width < narrow_width ? 6 : 6.5;
    struct label_room room = {small, width, LABEL_LINES_MAX};

    *canvas = (struct canvas){
        .caption = caption,
        .width = width,
        .size = size,
        .small = small,
        .line = size * 1.2,
        .small_line = small * 1.25,
        .text = {.size = size},
        .fine = {.size = small, .fill = svg_faint},
    };
    canvas->notes = label_fit(&canvas->texts, caption->notes, &room);
    canvas->source = label_fit(&canvas->texts, caption->source, &room);
}

void canvas_begin(struct canvas *canvas, double height)
{
    const struct caption *caption = canvas->caption;
    size_t lines = canvas->notes.count + canvas->source.count;
    struct svg_page page = {
        .width_mm = caption->width_mm,
        .height = height + gap + (double)lines * canvas->small_line + 2,
        .name = caption->name,
        .title = caption->title,
        .description = caption->description,
    };

    canvas->height = height;
    canvas->svg = svg_new(&page);
}

void canvas_print(const struct canvas *canvas, const struct label *label,
                  struct point at, const struct svg_font *style)
{
    for (size_t i = 0; i < label->count; i++) {
        svg_text(canvas->svg, at, label->lines[i], style);
        at.y += style->size * 1.2;
    }
}

enum status canvas_end(struct canvas *canvas, struct buffer *out,
                       struct error *err)
{
    struct point at = {0, canvas->height + gap + canvas->small};
    enum status status;

    for (size_t i = 0; i < canvas->notes.count; i++) {
        svg_text(canvas->svg, at, canvas->notes.lines[i], &canvas->fine);
        at.y += canvas->small_line;
    }
    for (size_t i = 0; i < canvas->source.count; i++) {
        svg_text(canvas->svg, at, canvas->source.lines[i], &canvas->fine);
        at.y += canvas->small_line;
    }
    status = svg_end(canvas->svg, out, err);
    arena_release(&canvas->texts);
    return status;
}

/* -- Which mark means what ------------------------------------------------- */

static const double mark_room = 9, item_gap = 10;

double legend_lay_out(struct canvas *canvas, struct legend *legend)
{
    double most = fmin(canvas->width / 2, 150) - mark_room;
    struct point at = {0, canvas->size};

    for (size_t i = 0; i < legend->count; i++) {
        struct legend_item *item = &legend->items[i];
        double room = item->mark.radius > 0 ? mark_room : 0, width;

        item->text = label_shorten(&canvas->texts, item->text, canvas->size,
                                   most);
        width = room + label_width(item->text, canvas->size);
        if (at.x > 0 && at.x + width > canvas->width) {
            at.x = 0;
            at.y += canvas->line * 1.1;
        }
        item->at = at;
        at.x += width + item_gap;
    }
    return legend->count ? at.y + canvas->line * 0.6 : 0;
}

void legend_draw(const struct canvas *canvas, const struct legend *legend)
{
    svg_group_begin(canvas->svg, "legend");
    for (size_t i = 0; i < legend->count; i++) {
        const struct legend_item *item = &legend->items[i];
        struct point text = item->at, mark = item->at;

        mark.x += mark_room / 2 - 1;
        mark.y -= canvas->size * 0.35;
        if (item->mark.radius > 0) {
            mark_draw(canvas->svg, mark, &item->mark);
            text.x += mark_room;
        }
        svg_text(canvas->svg, text, item->text, &canvas->text);
    }
    svg_group_end(canvas->svg);
}
