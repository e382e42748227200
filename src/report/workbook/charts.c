/*
 * charts.c - see charts.h.
 *
 * Each chart has a block of cells on the data sheet, below that of the chart
 * before: a heading, a line of names, and a line each for what is drawn.
 */
#include "report/workbook/charts.h"

#include <math.h>
#include <string.h>

#include "base/buffer.h"
#include "report/workbook/chart_looks.h"
#include "report/workbook/theme_pairs.h"

enum {
    CHARTS = 3, /* at most */
    FIRST_CHART = 2,
    PAGE_ROWS = 66,      /* of the sheet, printed as wide as the charts */
    CAPTION_WIDTH = 142, /* characters of a chart's width */
};

/* Where the next block and the next chart begin. */
struct canvas {
    const struct chart_sheets *sheets;
    const struct figures *figures;
    uint32_t data_row, chart_row, page_row;
    lxw_row_t breaks[CHARTS + 1]; /* of pages, 0 at the end */
    size_t break_count;
};

/* A block of cells: names above and at the left. */
struct block {
    uint32_t header;      /* the row with the names of the series */
    uint32_t first, last; /* rows */
    uint32_t labels;      /* how many columns the names at the left take */
};

/* -- Cells of the data sheet ----------------------------------------------- */

static void put(const struct canvas *canvas, uint32_t row, uint32_t column,
                double number, enum book_look look)
{
    if (isfinite(number))
        sheet_number(canvas->sheets->data, row, column, number, look);
}

static struct block begin_block(struct canvas *canvas, const char *heading,
                                size_t rows, uint32_t labels)
{
    struct block block = {
        .header = canvas->data_row + 1,
        .first = canvas->data_row + 2,
        .last = canvas->data_row + 1 + (uint32_t)rows,
        .labels = labels,
    };

    sheet_string(canvas->sheets->data, canvas->data_row, 0, heading,
                 LOOK_HEADING);
    canvas->data_row = block.last + 3;
    return block;
}

static void put_names(const struct canvas *canvas, const struct block *block,
                      const struct names *names)
{
    for (size_t i = 0; i < names->count; i++)
        sheet_string(canvas->sheets->data, block->header,
                     block->labels + (uint32_t)i, names->items[i], LOOK_HEADER);
}

/* -- Charts ---------------------------------------------------------------- */

static lxw_chart_series *add_series(const struct canvas *canvas,
                                    lxw_chart *chart, const struct block *block,
                                    uint32_t number)
{
    const char *name = canvas->sheets->data->name;
    lxw_col_t column = (lxw_col_t)(block->labels + number);
    lxw_chart_series *series = chart_add_series(chart, NULL, NULL);

    chart_series_set_categories(series, name, block->first, 0, block->last,
                                (lxw_col_t)(block->labels - 1));
    chart_series_set_values(series, name, block->first, column, block->last,
                            column);
    chart_series_set_name_range(series, name, block->header, column);
    return series;
}

/* Begins a page where the chart would be torn. */
static void begin_page(struct canvas *canvas, uint32_t rows)
{
    if (canvas->chart_row + rows - canvas->page_row <= PAGE_ROWS)
        return;
    canvas->page_row = canvas->chart_row;
    canvas->breaks[canvas->break_count++] = canvas->chart_row;
}

/* Puts the chart below the one before, with a sentence above it. */
static void place(struct canvas *canvas, lxw_chart *chart, const char *sentence,
                  const struct chart_size *size)
{
    struct sheet *sheet = canvas->sheets->charts;
    lxw_chart_options options = chart_options(size, sentence);
    uint32_t rows = chart_rows(size) + 3;

    if (canvas->chart_row > FIRST_CHART)
        begin_page(canvas, rows);
    sheet_string(sheet, canvas->chart_row, 0, sentence, LOOK_CAPTION);
    sheet_lines(sheet, canvas->chart_row,
                1 + floor((double)strlen(sentence) / CAPTION_WIDTH));
    book_note(sheet->book, worksheet_insert_chart_opt(sheet->worksheet,
                                                      canvas->chart_row + 1, 0,
                                                      chart, &options));
    canvas->chart_row += rows;
}

static lxw_chart *new_chart(const struct canvas *canvas, uint8_t type,
                            const char *title)
{
    lxw_chart *chart = workbook_add_chart(
        book_workbook(canvas->sheets->charts->book), type);

    chart_look(chart, title);
    return chart;
}

static void add_cut(struct buffer *sentence, bool is_cut, const char *what)
{
    if (is_cut)
        buffer_add_format(sentence, " Shown are the %d %s.", FIGURES_MOST,
                          what);
}

static void add_cuts(const struct figures *figures, bool has_groups,
                     struct buffer *sentence)
{
    add_cut(sentence, figures->themes.is_cut, "themes with most hits");
    add_cut(sentence, has_groups && figures->groups.is_cut,
            "groups with most words");
}

/* -- Themes by group ------------------------------------------------------- */

static struct block put_rates(struct canvas *canvas)
{
    const struct figures *figures = canvas->figures;
    struct block block = begin_block(canvas,
                                     "Themes by group: hits per 10,000 words",
                                     figures->themes.count, 1);

    sheet_string(canvas->sheets->data, block.header, 0, "theme", LOOK_HEADER);
    put_names(canvas, &block, &figures->groups);
    for (uint32_t i = 0; i < figures->themes.count; i++) {
        sheet_string(canvas->sheets->data, block.first + i, 0,
                     figures->themes.items[i], LOOK_TEXT);
        for (uint32_t j = 0; j < figures->groups.count; j++)
            put(canvas, block.first + i, j + 1, figures->rates[i][j],
                LOOK_RATE);
    }
    return block;
}

/* Within what a page holds. */
static unsigned bars_height(size_t bars)
{
    return bars < 90 ? 11 * (unsigned)bars : 990;
}

static void draw_rates(struct canvas *canvas)
{
    const struct figures *figures = canvas->figures;
    size_t bars = figures->themes.count * figures->groups.count;
    struct chart_size size = {1000, 240 + bars_height(bars)};
    struct block block = put_rates(canvas);
    lxw_chart *chart;
    struct buffer text = {0};

    buffer_add_format(&text, "Themes by %s", figures->group_by);
    chart = new_chart(canvas, LXW_CHART_BAR, text.data);
    for (uint32_t i = 0; i < figures->groups.count; i++)
        chart_look_fill(add_series(canvas, chart, &block, i), i);
    chart_look_bars(chart, "Hits per 10,000 words");
    buffer_reset(&text);
    buffer_add_format(&text,
                      "How often each theme is named, in hits per 10,000 "
                      "words, by %s in order of time.",
                      figures->group_by);
    add_cuts(figures, true, &text);
    place(canvas, chart, text.data, &size);
    buffer_release(&text);
}

/* -- Themes by year -------------------------------------------------------- */

/* A group's name stands at its first year; where groups are no periods of time
 * there is no such column. */
static struct block put_years(struct canvas *canvas)
{
    const struct figures *figures = canvas->figures;
    struct sheet *data = canvas->sheets->data;
    uint32_t labels = figures->has_periods ? 2 : 1;
    struct block block = begin_block(
        canvas, "Themes by year: hits per 10,000 words, whole corpus",
        figures->year_count, labels);
    const char *group = NULL;

    if (labels == 2)
        sheet_string(data, block.header, 0, figures->group_by, LOOK_HEADER);
    sheet_string(data, block.header, labels - 1, "year", LOOK_HEADER);
    put_names(canvas, &block, &figures->themes);
    for (uint32_t i = 0; i < figures->year_count; i++) {
        const struct figure_year *at = &figures->years[i];

        if (labels == 2 && at->group &&
            (!group || strcmp(group, at->group) != 0))
            sheet_string(data, block.first + i, 0, at->group, LOOK_TEXT);
        group = at->group;
        sheet_string(data, block.first + i, labels - 1, at->year, LOOK_TEXT);
        for (uint32_t j = 0; j < figures->themes.count; j++)
            put(canvas, block.first + i, labels + j, at->rates[j], LOOK_RATE);
    }
    return block;
}

static void draw_years(struct canvas *canvas)
{
    static const struct chart_size size = {1000, 520};
    const struct figures *figures = canvas->figures;
    struct block block = put_years(canvas);
    lxw_chart *chart = new_chart(canvas, LXW_CHART_LINE, "Themes by year");
    struct buffer text = {0};

    for (uint32_t i = 0; i < figures->themes.count; i++)
        chart_look_line(add_series(canvas, chart, &block, i), i,
                        figures->year_count);
    chart_look_years(chart, "Hits per 10,000 words", figures->year_count);
    buffer_add_text(&text, "How often each theme is named by year of the "
                           "documents, in hits per 10,000 words of the whole "
                           "corpus. A year without documents is not there.");
    if (figures->has_periods)
        buffer_add_format(&text,
                          " Below the years stands the %s that most of "
                          "their words are of.",
                          figures->group_by);
    add_cuts(figures, false, &text);
    place(canvas, chart, text.data, &size);
    buffer_release(&text);
}

/* -- The newest group against the rest ------------------------------------- */

/* Columns of the block; the heights are twice there, for the ends of a line. */
enum { THEME, LOW, HIGH, LOG_RATIO, HEIGHT, HEIGHT_AGAIN, NAME_AT };

static void put_contrast(const struct canvas *canvas, uint32_t row,
                         const struct figure_contrast *at, double height)
{
    sheet_string(canvas->sheets->data, row, THEME, at->theme, LOOK_TEXT);
    put(canvas, row, LOW, at->low, LOOK_MEASURE);
    put(canvas, row, HIGH, at->high, LOOK_MEASURE);
    put(canvas, row, LOG_RATIO, at->log_ratio, LOOK_MEASURE);
    put(canvas, row, HEIGHT, height, LOOK_COUNT);
    put(canvas, row, HEIGHT_AGAIN, height, LOOK_COUNT);
}

static struct block put_contrasts(struct canvas *canvas, double name_at)
{
    static const struct names names = {
        {"low", "high", "log ratio", "height", "height", "name at"}, 6, false};
    const struct figures *figures = canvas->figures;
    struct buffer heading = {0};
    struct block block;

    buffer_add_format(&heading, "%s against the rest: log ratio",
                      figures->focus);
    block = begin_block(canvas, heading.data, figures->contrast_count, 1);
    buffer_release(&heading);
    sheet_string(canvas->sheets->data, block.header, 0, "theme", LOOK_HEADER);
    put_names(canvas, &block, &names);
    for (uint32_t i = 0; i < figures->contrast_count; i++) {
        put_contrast(canvas, block.first + i, &figures->contrasts[i],
                     (double)(figures->contrast_count - i));
        put(canvas, block.first + i, NAME_AT, name_at, LOOK_MEASURE);
    }
    return block;
}

/* Adds a series of points: from the rows [first, last] of two columns, or, for
 * a line, from two neighbours in one row. */
static lxw_chart_series *add_points(const struct canvas *canvas,
                                    lxw_chart *chart, const struct block *rows,
                                    lxw_col_t x, lxw_col_t width)
{
    const char *name = canvas->sheets->data->name;
    lxw_chart_series *series = chart_add_series(chart, NULL, NULL);

    chart_series_set_categories(series, name, rows->first, x, rows->last,
                                (lxw_col_t)(x + width - 1));
    chart_series_set_values(series, name, rows->first, HEIGHT, rows->last,
                            (lxw_col_t)(HEIGHT + width - 1));
    return series;
}

/* Labels the points with the themes' names. For the library a text that begins
 * with = refers to a cell, so that such a name gets a space; LibreOffice
 * would not follow a reference here. */
static void add_names(const struct canvas *canvas, lxw_chart_series *series)
{
    const struct figures *figures = canvas->figures;
    struct buffer labels[FIGURES_MOST] = {{0}};
    const char *names[FIGURES_MOST];

    for (size_t i = 0; i < figures->contrast_count; i++) {
        const char *theme = figures->contrasts[i].theme;

        buffer_add_format(&labels[i], "%s%s", *theme == '=' ? " " : "", theme);
        names[i] = labels[i].data;
    }
    book_note(canvas->sheets->charts->book,
              chart_look_names(series, names, figures->contrast_count));
    for (size_t i = 0; i < FIGURES_MOST; i++)
        buffer_release(&labels[i]);
}

/* A line for each interval, then the points, then the names as the labels of
 * points that are not seen. */
static void add_contrasts(const struct canvas *canvas, lxw_chart *chart,
                          const struct block *block)
{
    const struct figures *figures = canvas->figures;

    for (uint32_t i = 0; i < figures->contrast_count; i++) {
        struct block row = {.first = block->first + i,
                            .last = block->first + i};

        if (isfinite(figures->contrasts[i].low) &&
            isfinite(figures->contrasts[i].high))
            chart_look_interval(add_points(canvas, chart, &row, LOW, 2));
    }
    chart_look_point(add_points(canvas, chart, block, LOG_RATIO, 1));
    add_names(canvas, add_points(canvas, chart, block, NAME_AT, 1));
}

/* Returns an axis with 0 among its steps and room for the names at its left. */
static struct chart_range contrast_range(const struct figures *figures)
{
    struct chart_range range = {0, 0, 1};

    for (size_t i = 0; i < figures->contrast_count; i++) {
        const struct figure_contrast *at = &figures->contrasts[i];

        range.low = fmin(range.low, fmin(at->low, at->log_ratio));
        range.high = fmax(range.high, fmax(at->high, at->log_ratio));
    }
    range.low = fmax(range.low, -20);
    range.high = fmin(range.high, 20);
    range.low -= 0.45 * (range.high - range.low);
    if (range.high - range.low > 12)
        range.step = range.high - range.low > 24 ? 5 : 2;
    range.low = floor(range.low / range.step) * range.step;
    range.high = ceil(range.high / range.step) * range.step;
    return range;
}

static void draw_contrasts(struct canvas *canvas)
{
    const struct figures *figures = canvas->figures;
    struct chart_size size = {1000,
                              160 + 32 * (unsigned)figures->contrast_count};
    struct chart_range range = contrast_range(figures);
    struct block block = put_contrasts(canvas, range.low);
    struct buffer text = {0};
    lxw_chart *chart;

    buffer_add_format(&text, "Themes in %s against the rest", figures->focus);
    chart = new_chart(canvas, LXW_CHART_SCATTER, text.data);
    add_contrasts(canvas, chart, &block);
    chart_look_contrasts(chart, "Log ratio: 1 is twice as often, -1 half",
                         &range, figures->contrast_count);
    buffer_reset(&text);
    buffer_add_format(&text,
                      "How many times the rate of a theme in %s is doubled "
                      "against all other documents. The lines are 95%% "
                      "intervals with documents as the sampled units; none "
                      "where the documents tell too little.",
                      figures->focus);
    place(canvas, chart, text.data, &size);
    buffer_release(&text);
}

/* -- All ------------------------------------------------------------------- */

static bool has_rates(const struct figures *figures)
{
    return figures->groups.count > 1;
}

static bool has_years(const struct figures *figures)
{
    return figures->year_count > 1;
}

bool charts_has_any(const struct figures *figures)
{
    return has_rates(figures) || has_years(figures) ||
           figures->contrast_count > 0;
}

static void fill_data_head(struct sheet *data)
{
    sheet_string(data, 0, 0, "Chart data", LOOK_TITLE);
    sheet_string(data, 1, 0,
                 "The numbers of the charts, taken from the tables. The charts "
                 "refer to these cells.",
                 LOOK_QUIET);
    sheet_width(data, 0, 32);
    for (uint32_t i = 1; i <= FIGURES_MOST + 1; i++)
        sheet_width(data, i, 14);
}

void charts_fill(const struct chart_sheets *sheets,
                 const struct figures *figures)
{
    struct canvas canvas = {.sheets = sheets,
                            .figures = figures,
                            .data_row = 3,
                            .chart_row = FIRST_CHART};

    if (!sheets->charts->worksheet || !sheets->data->worksheet)
        return;
    sheet_string(sheets->charts, 0, 0, "Charts", LOOK_TITLE);
    fill_data_head(sheets->data);
    if (has_rates(figures))
        draw_rates(&canvas);
    if (has_years(figures))
        draw_years(&canvas);
    if (figures->contrast_count > 0)
        draw_contrasts(&canvas);
    if (sheets->pairs)
        theme_pairs_fill(sheets->pairs, figures);
    sheet_print(sheets->charts, false);
    sheet_print(sheets->data, false);
    sheet_width(sheets->charts, 0, CAPTION_WIDTH);
    worksheet_set_portrait(sheets->charts->worksheet);
    if (canvas.break_count)
        book_note(sheets->charts->book,
                  worksheet_set_h_pagebreaks(sheets->charts->worksheet,
                                             canvas.breaks));
    worksheet_gridlines(sheets->charts->worksheet, LXW_HIDE_ALL_GRIDLINES);
}
