/* closing.c - what a night says when it is over; see night.h. */
#include <stdio.h>

#include "base/display.h"
#include "run/log.h"
#include "run/night.h"
#include "run/summary.h"

/* Where nobody watches, as in a mail of cron's. */
enum { USUAL_WIDTH = 80 };

/* Returns the ending of a noun of which there are so many. */
static const char *ending(uint64_t count)
{
    return count == 1 ? "" : "s";
}

static void say_totals(const struct night *night,
                       const struct run_outcome *outcome)
{
    const struct totals *totals = &night->all.tally.totals;
    size_t themes = night->inputs.lexicon.themes.count;
    double seconds = 0;

    for (int stage = 0; stage < STAGES; stage++)
        seconds += night->seconds[stage];
    log_info(night->settings,
             "%zu document%s in %zu group%s, %llu word%s, %llu hit%s of %zu "
             "theme%s, issues: %zu, %.2f s",
             outcome->documents, ending(outcome->documents),
             night->groups.count, ending(night->groups.count),
             (unsigned long long)totals->words, ending(totals->words),
             (unsigned long long)totals->hits, ending(totals->hits), themes,
             ending(themes), night->issues.count, seconds);
}

static void say_what_is_missing(const struct night *night,
                                const struct run_outcome *outcome)
{
    if (outcome->unreadable)
        log_info(night->settings,
                 "%zu document%s could not be read; issues.csv says why",
                 outcome->unreadable, ending(outcome->unreadable));
    if (outcome->unlisted)
        log_info(night->settings,
                 "%zu folders or files of the corpus may not be looked at, and "
                 "what they hold is missing; issues.csv names them",
                 outcome->unlisted);
}

void night_prepare_closing(struct night *night)
{
    size_t width = display_columns(stderr);
    struct error err;

    if (night->settings->is_quiet || night->settings->logs_json)
        return;
    if (summary_add(&night->summary, night->publication.building,
                    width ? width : USUAL_WIDTH, &err) != OK)
        buffer_add_format(&night->summary, "  (no summary: %s)\n", err.text);
}

void night_say_closing(const struct night *night,
                       const struct run_outcome *outcome)
{
    if (outcome->is_unchanged) {
        log_info(night->settings,
                 "nothing has changed since the run of %s; its tables are "
                 "published again",
                 latest_run_text(&night->latest, "begun"));
    } else {
        say_totals(night, outcome);
        night_say_changes(night);
        say_what_is_missing(night, outcome);
    }
    fputs(buffer_text(&night->summary), stderr);
    log_info(night->settings, "the reports are in %s/latest (%s)",
             night->settings->reports, outcome->published);
}
