/* marks.c - see marks.h. */
#include "report/figures/marks.h"

enum { CORNERS_MAX = 12 };

/* Around the centre, in radii; sized to look alike. */
struct shape {
    size_t count; /* 0: a circle */
    struct point corners[CORNERS_MAX];
};

static const struct shape shapes[SERIES_MAX + 1] = {
    {0, {{0, 0}}},
    {4, {{-0.9, -0.9}, {0.9, -0.9}, {0.9, 0.9}, {-0.9, 0.9}}},
    {3, {{0, -1.2}, {1.15, 0.8}, {-1.15, 0.8}}},
    {4, {{0, -1.3}, {1.15, 0}, {0, 1.3}, {-1.15, 0}}},
    {3, {{0, 1.2}, {1.15, -0.8}, {-1.15, -0.8}}},
    {12,
     {{-0.4, -1.2},
      {0.4, -1.2},
      {0.4, -0.4},
      {1.2, -0.4},
      {1.2, 0.4},
      {0.4, 0.4},
      {0.4, 1.2},
      {-0.4, 1.2},
      {-0.4, 0.4},
      {-1.2, 0.4},
      {-1.2, -0.4},
      {-0.4, -0.4}}},
    {3, {{-0.8, -1.15}, {1.2, 0}, {-0.8, 1.15}}},
    {12,
     {{0, -0.5},
      {0.7, -1.2},
      {1.2, -0.7},
      {0.5, 0},
      {1.2, 0.7},
      {0.7, 1.2},
      {0, 0.5},
      {-0.7, 1.2},
      {-1.2, 0.7},
      {-0.5, 0},
      {-1.2, -0.7},
      {-0.7, -1.2}}},
};

const char *mark_colour(size_t series)
{
    static const char *const colours[SERIES_MAX + 1] = {
        "#0072b2", /* blue */
        "#d55e00", /* vermilion */
        "#009e73", /* bluish green */
        "#cc79a7", /* reddish purple */
        "#e69f00", /* orange */
        "#56b4e9", /* sky blue */
        "#000000", /* black */
        "#7f7f7f", /* grey, in place of yellow */
        [MARK_NEUTRAL] = "#4d4d4d",
    };

    return colours[series];
}

void mark_draw(struct svg *svg, struct point at, const struct mark *mark)
{
    const struct shape *shape = &shapes[mark->series];
    const char *colour = mark_colour(mark->series);
    struct paint paint = {.fill = mark->is_hollow ? "#ffffff" : colour,
                          .stroke = colour,
                          .stroke_width = mark->is_hollow ? 0.9 : 0.4};
    struct point corners[CORNERS_MAX];

    if (shape->count == 0) {
        svg_circle(svg, at, mark->radius, &paint);
        return;
    }
    for (size_t i = 0; i < shape->count; i++) {
        corners[i].x = at.x + shape->corners[i].x * mark->radius;
        corners[i].y = at.y + shape->corners[i].y * mark->radius;
    }
    svg_polygon(svg, corners, shape->count, &paint);
}
