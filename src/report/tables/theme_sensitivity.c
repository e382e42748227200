/*
 * theme_sensitivity.c - theme_sensitivity.csv: which single term, or which
 * duplicates, carry what a theme seems to show.
 */
#include <string.h>

#include "report/reports.h"
#include "report/tables/cells.h"
#include "report/tables/common_columns.h"
#include "report/tables/left_out.h"
#include "stats/comparison.h"
#include "stats/rate_contrast.h"

enum {
    GROUP_BY,
    GROUP,
    THEME,
    LEFT_OUT,
    HITS_LEFT_OUT,
    SHARE_OF_HITS,
    RATE,
    RATE_WITHOUT,
    LOG_RATIO,
    LOG_RATIO_LOW,
    LOG_RATIO_HIGH,
    LOG_RATIO_WITHOUT,
    LOG_RATIO_WITHOUT_LOW,
    LOG_RATIO_WITHOUT_HIGH,
    CHANGES,
    COLUMNS
};

#define DUPLICATES_NAME "(duplicates)"

enum { INTERVAL_IS_LOST = 4 };

static const char *const change_names[] = {
    "no", "significance", "sign", "sign and significance", "interval", NULL};

#define AGAINST_REST                                                          \
    " Blank in the rows of \"(all)\", with one group only, and where a side " \
    "has no words or neither has a hit."
#define INTERVAL_RULE                                                       \
    " by documents, as log_ratio_documents_low and _high are in "           \
    "theme_comparison.csv. Blank where the log ratio is, and if the "       \
    "documents of a side tell too little: no hit, fewer than two of equal " \
    "length or as good as, or nearly all hits in one of a few."

static const struct column columns[COLUMNS] = {
    [GROUP_BY] = GROUP_BY_COLUMN,
    [GROUP] = GROUP_COLUMN,
    [THEME] = THEME_COLUMN,
    [LEFT_OUT] = {"left_out", COLUMN_TEXT, .is_key = true,
                  .meaning =
                      "What is left out: a term of the theme, or "
                      "\"" DUPLICATES_NAME "\", the documents that have a "
                      "duplicate_of in documents.csv (that row only where "
                      "some are counted)."},
    [HITS_LEFT_OUT] = {"hits_left_out", COLUMN_COUNT, .unit = "hits",
                       .meaning =
                           "Hits of the theme in the group that no longer "
                           "count. A term's hits are subtracted; the texts are "
                           "not matched again. Where overlap is \"longest\" a "
                           "shorter term of the theme might have taken the "
                           "place of some of them, so that the theme without "
                           "the term has at least the hits computed here."},
    [SHARE_OF_HITS] = {"share_of_hits", COLUMN_MEASURE, .unit = "proportion",
                       .meaning = "hits_left_out / hits of the theme in the "
                                  "group. Blank without a hit."},
    [RATE] = {"rate_per_10k_words", COLUMN_RATE, .unit = RATE_UNIT,
              .meaning = "Rate of the theme with nothing left out, as in "
                         "theme_frequency.csv."},
    [RATE_WITHOUT] = {"rate_without", COLUMN_RATE, .unit = RATE_UNIT,
                      .meaning = "The same with it left out; without "
                                 "duplicates, over the words of the other "
                                 "documents. Blank where there are no words."},
    [LOG_RATIO] = {"log_ratio", COLUMN_MEASURE, .unit = "doublings",
                   .meaning = "log2 of the group's rate over that of "
                              "\"(rest)\", the whole corpus without the group, "
                              "as in theme_comparison.csv." AGAINST_REST},
    [LOG_RATIO_LOW] = {"log_ratio_low", COLUMN_MEASURE, .unit = "doublings",
                       .meaning =
                           "Lower end of its 95% interval" INTERVAL_RULE},
    [LOG_RATIO_HIGH] = {"log_ratio_high", COLUMN_MEASURE, .unit = "doublings",
                        .meaning =
                            "Upper end of its 95% interval" INTERVAL_RULE},
    [LOG_RATIO_WITHOUT] = {"log_ratio_without", COLUMN_MEASURE,
                           .unit = "doublings",
                           .meaning = "log_ratio with it left out on both "
                                      "sides." AGAINST_REST},
    [LOG_RATIO_WITHOUT_LOW] = {"log_ratio_without_low", COLUMN_MEASURE,
                               .unit = "doublings",
                               .meaning = "Lower end of its 95% "
                                          "interval" INTERVAL_RULE},
    [LOG_RATIO_WITHOUT_HIGH] = {"log_ratio_without_high", COLUMN_MEASURE,
                                .unit = "doublings",
                                .meaning = "Upper end of its 95% "
                                           "interval" INTERVAL_RULE},
    [CHANGES] =
        {"changes", COLUMN_TEXT, .values = change_names,
         .meaning =
             "What leaving it out changes about the comparison with "
             "\"(rest)\": its sign, its significance (whether the "
             "interval excludes 0, not adjusted for many rows), both "
             "or nothing. A sign that changes while neither interval "
             "excludes 0 means nothing. \"interval\": there is one with it and "
             "none without, because a side has no hit or too few "
             "documents left; the comparison stands on this alone. "
             "Blank where there is none with it."},
};

static const struct table table = {
    .name = "theme_sensitivity",
    .title = "Themes with a term left out",
    .row = "group, theme and term with a hit in the corpus, or the duplicates",
    .order = "by group, theme and what is left out",
    .columns = columns,
    .column_count = COLUMNS,
};

/* -- A group against the rest ---------------------------------------------- */

/* Sums of a group, of "(rest)", and what they come to. */
struct compared {
    struct rate_sums group, rest;
    struct measurement log_ratio;
    struct interval interval;
};

static struct compared compare(struct rate_sums group, struct rate_sums all,
                               bool has_rest)
{
    struct compared result = {.group = group, .rest = all};
    struct rate_contrast contrast;

    if (!has_rest)
        return result;
    rate_sums_subtract(&result.rest, &group);
    result.log_ratio = comparison_log_ratio(&(struct comparison_counts){
        group.hits, group.words, result.rest.hits, result.rest.words});
    contrast = rate_contrast_of(&group, &result.rest);
    result.interval = rate_contrast_interval(&contrast, 1);
    return result;
}

static bool is_significant(const struct compared *compared)
{
    return compared->interval.low > 0 || compared->interval.high < 0;
}

static const char *change_of(const struct compared *with,
                             const struct compared *without)
{
    bool sign = (with->log_ratio.value < 0 && without->log_ratio.value > 0) ||
                (with->log_ratio.value > 0 && without->log_ratio.value < 0);
    bool significance = is_significant(with) != is_significant(without);

    if (!with->interval.is_defined)
        return "";
    if (!without->interval.is_defined)
        return change_names[INTERVAL_IS_LOST];
    return change_names[2 * sign + significance];
}

/* -- Rows ------------------------------------------------------------------ */

struct report_state {
    const struct results *results;
    struct table_output *output;
    struct left_out left_out;
    size_t all;   /* index of "(all)" among the groups */
    size_t group; /* at hand */
};

static bool has_rest(const struct report_state *state)
{
    return state->group != state->all && state->results->group_count > 1;
}

static void set_log_ratio(const struct compared *compared, struct cell *cells)
{
    cells[0] = cell_measurement(compared->log_ratio);
    cells[1] = cell_measurement(interval_low(compared->interval));
    cells[2] = cell_measurement(interval_high(compared->interval));
}

static enum status write_row(const struct report_state *state,
                             const struct compared *with,
                             const struct compared *without,
                             struct cell row[COLUMNS], struct error *err)
{
    uint64_t hits = with->group.hits, left = hits - without->group.hits;

    row[HITS_LEFT_OUT] = cell_count(left);
    row[SHARE_OF_HITS] = hits ? cell_number((double)left / (double)hits)
                              : cell_missing();
    row[RATE] = cell_measurement(rate_per_10k(hits, with->group.words));
    row[RATE_WITHOUT] = cell_measurement(
        rate_per_10k(without->group.hits, without->group.words));
    set_log_ratio(with, row + LOG_RATIO);
    set_log_ratio(without, row + LOG_RATIO_WITHOUT);
    row[CHANGES] = cell_string(change_of(with, without));
    return table_row(state->output, row, err);
}

static enum status write_duplicates(const struct report_state *state,
                                    size_t theme, const struct compared *with,
                                    struct cell row[COLUMNS], struct error *err)
{
    struct compared without;

    if (!state->left_out.has_duplicates)
        return OK;
    without = compare(
        left_out_duplicates(&state->left_out, state->group, theme),
        left_out_duplicates(&state->left_out, state->all, theme),
        has_rest(state));
    row[LEFT_OUT] = cell_string(DUPLICATES_NAME);
    return write_row(state, with, &without, row, err);
}

static enum status write_term(const struct report_state *state, size_t term,
                              const struct compared *with,
                              struct cell row[COLUMNS], struct error *err)
{
    const struct tally *all = &state->results->all->tally;
    struct compared without;

    if (!count_map_get(&all->counts[TALLY_TERMS], term).count)
        return OK;
    without = compare(left_out_term(&state->left_out, state->group, term),
                      left_out_term(&state->left_out, state->all, term),
                      has_rest(state));
    row[LEFT_OUT] = cell_string(
        state->results->lexicon->terms.items[term].name);
    return write_row(state, with, &without, row, err);
}

static enum status write_theme(const struct report_state *state, size_t theme,
                               struct error *err)
{
    const struct theme *item = &state->results->lexicon->themes.items[theme];
    struct compared with = compare(
        left_out_nothing(&state->left_out, state->group, theme),
        left_out_nothing(&state->left_out, state->all, theme), has_rest(state));
    struct cell row[COLUMNS] = {
        [GROUP_BY] = cell_string(state->results->group_by),
        [GROUP] = cell_string(
            state->left_out.groups.items[state->group].group->name),
        [THEME] = cell_string(item->name),
    };
    enum status status = write_duplicates(state, theme, &with, row, err);

    for (size_t i = 0; status == OK && i < item->term_count; i++)
        status = write_term(state, item->first_term + i, &with, row, err);
    return status;
}

static enum status fill(const void *source, struct table_output *output,
                        struct error *err)
{
    struct report_state state = {.results = source, .output = output};
    size_t themes = state.results->lexicon->themes.count;
    enum status status = OK;

    left_out_init(&state.left_out, source);
    while (state.left_out.groups.items[state.all].group != state.results->all)
        state.all++;
    for (; status == OK && state.group < state.left_out.groups.count;
         state.group++)
        for (size_t i = 0; status == OK && i < themes; i++)
            status = write_theme(&state, i, err);
    left_out_release(&state.left_out);
    return status;
}

const struct report report_theme_sensitivity = {
    .table = &table, .fill = fill, .weight = 6};
