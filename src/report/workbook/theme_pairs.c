/* theme_pairs.c - see theme_pairs.h. */
#include "report/workbook/theme_pairs.h"

#include <math.h>

/* From blue by way of white, at 0, to orange. */
static lxw_conditional_format pairs_scale(void)
{
    return (lxw_conditional_format){
        .type = LXW_CONDITIONAL_3_COLOR_SCALE,
        .min_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
        .mid_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
        .max_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
        .min_value = -0.5,
        .mid_value = 0,
        .max_value = 0.5,
        .min_color = 0x92C5DE,
        .mid_color = 0xFFFFFF,
        .max_color = 0xF4A54C,
    };
}

static void colour_pairs(struct sheet *sheet, uint32_t first, size_t count)
{
    lxw_conditional_format scale = pairs_scale();

    book_note(sheet->book,
              worksheet_conditional_format_range(sheet->worksheet, first, 1,
                                                 first + (uint32_t)count - 1,
                                                 (lxw_col_t)count, &scale));
}

void theme_pairs_fill(struct sheet *sheet, const struct figures *figures)
{
    enum { HEADER = 3 };
    const struct names *themes = &figures->themes;

    sheet_string(sheet, 0, 0, "Themes in the same sentence", LOOK_TITLE);
    sheet_string(sheet, 1, 0,
                 "Normalised pointwise mutual information (npmi) over the "
                 "sentences of the whole corpus: 1 is always together, 0 as "
                 "often as chance has it, -1 never. Nothing where a pair does "
                 "not meet or a theme is rare. More in theme_cooccurrence.",
                 LOOK_QUIET);
    sheet_width(sheet, 0, 32);
    sheet_lines(sheet, HEADER, 11);
    for (uint32_t i = 0; i < themes->count; i++) {
        sheet_width(sheet, i + 1, 9);
        sheet_string(sheet, HEADER, i + 1, themes->items[i], LOOK_TURNED);
        sheet_string(sheet, HEADER + 1 + i, 0, themes->items[i], LOOK_HEADER);
        for (uint32_t j = 0; j < themes->count; j++)
            if (isfinite(figures->pairs[i][j]))
                sheet_number(sheet, HEADER + 1 + i, j + 1, figures->pairs[i][j],
                             LOOK_RATE);
    }
    sheet_print(sheet, false);
    if (sheet->worksheet)
        colour_pairs(sheet, HEADER + 1, themes->count);
}
