/* svg.c - see svg.h. */
#include "report/figures/svg.h"

#include <libxml/xmlwriter.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

const char svg_ink[] = "#1a1a1a";
const char svg_faint[] = "#5f5f5f";

/* What widths are estimated for, and what has the same ones (label.h). */
static const char fonts[] =
    "Helvetica, Arial, 'Liberation Sans', 'Nimbus Sans', sans-serif";

struct svg {
    xmlBufferPtr bytes;
    xmlTextWriterPtr writer;
    bool has_failed;
};

/* -- XML ------------------------------------------------------------------- */

static void note(struct svg *svg, int result)
{
    svg->has_failed |= result < 0;
}

static void begin(struct svg *svg, const char *name)
{
    note(svg, xmlTextWriterStartElement(svg->writer, (const xmlChar *)name));
}

static void end(struct svg *svg)
{
    note(svg, xmlTextWriterEndElement(svg->writer));
}

static void add_text(struct svg *svg, const char *text)
{
    note(svg, xmlTextWriterWriteString(svg->writer, (const xmlChar *)text));
}

static void set(struct svg *svg, const char *name, const char *value)
{
    if (value)
        note(svg,
             xmlTextWriterWriteAttribute(svg->writer, (const xmlChar *)name,
                                         (const xmlChar *)value));
}

/* Appends the number with at most two decimals. */
static void add_number(struct buffer *out, double value)
{
    long hundredths = lround(value * 100), part = labs(hundredths) % 100;

    buffer_add_format(out, "%s%ld", hundredths < 0 ? "-" : "",
                      labs(hundredths) / 100);
    if (part)
        buffer_add_format(out, part % 10 ? ".%02ld" : ".%ld",
                          part % 10 ? part : part / 10);
}

static void set_number(struct svg *svg, const char *name, double value)
{
    struct buffer text = {0};

    add_number(&text, value);
    set(svg, name, buffer_text(&text));
    buffer_release(&text);
}

static void set_millimetres(struct svg *svg, const char *name, double value)
{
    struct buffer text = {0};

    add_number(&text, value);
    buffer_add_text(&text, "mm");
    set(svg, name, buffer_text(&text));
    buffer_release(&text);
}

static void set_points(struct svg *svg, const struct point *points,
                       size_t count)
{
    struct buffer text = {0};

    for (size_t i = 0; i < count; i++) {
        buffer_add_text(&text, i ? " " : "");
        add_number(&text, points[i].x);
        buffer_add_byte(&text, ',');
        add_number(&text, points[i].y);
    }
    set(svg, "points", buffer_text(&text));
    buffer_release(&text);
}

/* Black is what SVG fills with unless told otherwise. */
static void set_paint(struct svg *svg, const struct paint *paint)
{
    set(svg, "fill", paint->fill ? paint->fill : "none");
    if (paint->fill && paint->fill_opacity > 0)
        set_number(svg, "fill-opacity", paint->fill_opacity);
    if (!paint->stroke)
        return;
    set(svg, "stroke", paint->stroke);
    set_number(svg, "stroke-width", paint->stroke_width);
    set(svg, "stroke-dasharray", paint->dashes);
}

/* -- The image ------------------------------------------------------------- */

static void add_named(struct svg *svg, const char *element, const char *name,
                      const char *text)
{
    struct buffer id = {0};

    buffer_add_format(&id, "%s-%s", name, element);
    begin(svg, element);
    set(svg, "id", buffer_text(&id));
    add_text(svg, text);
    end(svg);
    buffer_release(&id);
}

static void begin_image(struct svg *svg, const struct svg_page *page)
{
    double width = page->width_mm * POINTS_PER_MM;
    struct buffer box = {0}, labels = {0};

    buffer_add_text(&box, "0 0 ");
    add_number(&box, width);
    buffer_add_byte(&box, ' ');
    add_number(&box, page->height);
    buffer_add_format(&labels, "%s-title %s-desc", page->name, page->name);
    begin(svg, "svg");
    set(svg, "xmlns", "http://www.w3.org/2000/svg");
    set_millimetres(svg, "width", page->width_mm);
    set_millimetres(svg, "height", page->height / POINTS_PER_MM);
    set(svg, "viewBox", buffer_text(&box));
    set(svg, "role", "img");
    set(svg, "aria-labelledby", buffer_text(&labels));
    set(svg, "font-family", fonts);
    add_named(svg, "title", page->name, page->title);
    add_named(svg, "desc", page->name, page->description);
    svg_box(svg, &(struct box){0, 0, width, page->height},
            &(struct paint){.fill = "#ffffff"});
    buffer_release(&box);
    buffer_release(&labels);
}

struct svg *svg_new(const struct svg_page *page)
{
    struct svg *svg = memory_get_zeroed(1, sizeof(*svg));

    svg->bytes = xmlBufferCreate();
    svg->writer = xmlNewTextWriterMemory(svg->bytes, 0);
    note(svg, xmlTextWriterSetIndent(svg->writer, 1));
    note(svg, xmlTextWriterSetIndentString(svg->writer, (const xmlChar *)" "));
    note(svg, xmlTextWriterStartDocument(svg->writer, NULL, "UTF-8", NULL));
    begin_image(svg, page);
    return svg;
}

enum status svg_end(struct svg *svg, struct buffer *out, struct error *err)
{
    bool has_failed;

    note(svg, xmlTextWriterEndDocument(svg->writer));
    xmlFreeTextWriter(svg->writer);
    has_failed = svg->has_failed;
    if (!has_failed)
        buffer_add(out, xmlBufferContent(svg->bytes),
                   (size_t)xmlBufferLength(svg->bytes));
    xmlBufferFree(svg->bytes);
    free(svg);
    if (has_failed || buffer_is_full(out))
        return error_set(err, ERR_BUG, "the figure cannot be written as XML");
    return OK;
}

/* -- Shapes ---------------------------------------------------------------- */

void svg_group_begin(struct svg *svg, const char *name)
{
    begin(svg, "g");
    set(svg, "class", name);
}

void svg_group_end(struct svg *svg)
{
    end(svg);
}

void svg_line(struct svg *svg, struct point from, struct point to,
              const struct paint *paint)
{
    begin(svg, "line");
    set_number(svg, "x1", from.x);
    set_number(svg, "y1", from.y);
    set_number(svg, "x2", to.x);
    set_number(svg, "y2", to.y);
    set_paint(svg, paint);
    end(svg);
}

void svg_box(struct svg *svg, const struct box *box, const struct paint *paint)
{
    begin(svg, "rect");
    set_number(svg, "x", box->x);
    set_number(svg, "y", box->y);
    set_number(svg, "width", box->width);
    set_number(svg, "height", box->height);
    set_paint(svg, paint);
    end(svg);
}

void svg_circle(struct svg *svg, struct point centre, double radius,
                const struct paint *paint)
{
    begin(svg, "circle");
    set_number(svg, "cx", centre.x);
    set_number(svg, "cy", centre.y);
    set_number(svg, "r", radius);
    set_paint(svg, paint);
    end(svg);
}

void svg_polygon(struct svg *svg, const struct point *points, size_t count,
                 const struct paint *paint)
{
    begin(svg, "polygon");
    set_points(svg, points, count);
    set_paint(svg, paint);
    end(svg);
}

void svg_polyline(struct svg *svg, const struct point *points, size_t count,
                  const struct paint *paint)
{
    begin(svg, "polyline");
    set_points(svg, points, count);
    set_paint(svg, paint);
    end(svg);
}

static void add_detail(struct svg *svg, const char *detail)
{
    add_text(svg, " ");
    begin(svg, "tspan");
    set(svg, "fill", svg_faint);
    add_text(svg, "· ");
    add_text(svg, detail);
    end(svg);
}

/* White space between elements within a text would be printed. */
void svg_text(struct svg *svg, struct point at, const char *text,
              const struct svg_font *style)
{
    static const char *const anchors[] = {[ANCHOR_START] = NULL,
                                          [ANCHOR_MIDDLE] = "middle",
                                          [ANCHOR_END] = "end"};

    begin(svg, "text");
    set_number(svg, "x", at.x);
    set_number(svg, "y", at.y);
    set_number(svg, "font-size", style->size);
    set(svg, "fill", style->fill ? style->fill : svg_ink);
    set(svg, "text-anchor", anchors[style->anchor]);
    set(svg, "font-weight", style->is_bold ? "bold" : NULL);
    note(svg, xmlTextWriterSetIndent(svg->writer, 0));
    add_text(svg, text);
    if (style->detail && *style->detail)
        add_detail(svg, style->detail);
    end(svg);
    note(svg, xmlTextWriterSetIndent(svg->writer, 1));
    note(svg, xmlTextWriterWriteRaw(svg->writer, (const xmlChar *)"\n"));
}
