/* night_changes.c - changes.csv: what differs from the run before. */
#include "report/differences.h"
#include "report/reports.h"
#include "report/tables/cells.h"
#include "report/tables/common_columns.h"
#include "stats/frequency.h"

enum {
    WHAT,
    NAME,
    CHANGE,
    GROUP_BY,
    GROUP,
    THEME,
    BEFORE,
    AFTER,
    DIFFERENCE,
    HITS_BEFORE,
    HITS_AFTER,
    WORDS_BEFORE,
    WORDS_AFTER,
    CAUSE,
    COLUMNS
};

static const char *const kinds[] = {
    [OBSERVED_DOCUMENT] = "document",
    [OBSERVED_THEME] = "theme",
    [OBSERVED_TERM] = "term",
    [OBSERVED_KINDS] = NULL,
};

static const char *const changes[] = {
    [DIFFERENCE_ADDED] = "added",     [DIFFERENCE_GONE] = "gone",
    [DIFFERENCE_CHANGED] = "changed", [DIFFERENCE_REGROUPED] = "regrouped",
    [DIFFERENCE_MOVED] = "moved",     [DIFFERENCE_MOVED + 1] = NULL,
};

#define BLANK_BEFORE " Blank where it was not there."
#define BLANK_AFTER  " Blank where it is not there any more."
#define RATE_OF_WHAT                                                       \
    "Hits per 10,000 words: of the theme or term in the group, or of all " \
    "themes in the document; "

static const struct column columns[COLUMNS] = {
    [WHAT] = {"what", COLUMN_TEXT, .is_required = true, .values = kinds,
              .meaning = "What differs: a document, or the rate of a theme or "
                         "a term in a group."},
    [NAME] = {"name", COLUMN_TEXT, .is_required = true,
              .meaning = "The document, the theme or the term."},
    [CHANGE] = {"change", COLUMN_TEXT, .is_required = true, .values = changes,
                .meaning =
                    "added, gone: it is in one of the two runs only; changed: "
                    "the document's bytes are others; regrouped: they are not, "
                    "but its group or its status is another; moved: the hits, "
                    "or the rate as the reports show it, are others."},
    [GROUP_BY] = GROUP_BY_COLUMN,
    [GROUP] = {"group", COLUMN_TEXT,
               .meaning = "The group in which the rate moved; of a document "
                          "its group, the newer one. When the groups of the "
                          "run before were by another column, only \"(all)\" "
                          "is compared, and documents have none."},
    [THEME] = {"theme", COLUMN_TEXT,
               .meaning = "Theme of the lexicon. Blank for documents."},
    [BEFORE] = {"before", COLUMN_RATE, .unit = RATE_UNIT,
                .meaning = RATE_OF_WHAT "in the run before." BLANK_BEFORE},
    [AFTER] = {"after", COLUMN_RATE, .unit = RATE_UNIT,
               .meaning = RATE_OF_WHAT "in this run." BLANK_AFTER},
    [DIFFERENCE] = {"difference", COLUMN_RATE, .unit = RATE_UNIT,
                    .meaning = "after minus before; what is blank counts as "
                               "0."},
    [HITS_BEFORE] = {"hits_before", COLUMN_COUNT, .unit = "hits",
                     .meaning = "Hits in the run before." BLANK_BEFORE},
    [HITS_AFTER] = {"hits_after", COLUMN_COUNT, .unit = "hits",
                    .meaning = "Hits in this run." BLANK_AFTER},
    [WORDS_BEFORE] = {"words_before", COLUMN_COUNT, .unit = "words",
                      .meaning = "Words of the group or document in the run "
                                 "before." BLANK_BEFORE},
    [WORDS_AFTER] = {"words_after", COLUMN_COUNT, .unit = "words",
                     .meaning = "Words of the group or document in this "
                                "run." BLANK_AFTER},
    [CAUSE] = {"cause", COLUMN_TEXT, .is_required = true,
               .meaning =
                   "What differs between the runs and may be why: corpus "
                   "(documents or manifest), lexicon (or a data file beside "
                   "it), settings, program; several, separated by commas, "
                   "where several do, since each may have done it; \"corpus\" "
                   "alone where nothing else differs. \"unknown\" where none "
                   "does."},
};

static const struct table table = {
    .name = "changes",
    .title = "What differs from the run before",
    .row = "document, theme in a group or term in a group that differs",
    .order = "documents first, by how many words they changed by, then themes, "
             "then terms, by difference; the largest first",
    .columns = columns,
    .column_count = COLUMNS,
};

static struct measurement rate_of(const struct observation *observation)
{
    return observation ? rate_per_10k(observation->hits, observation->words)
                       : measurement_blank();
}

static double or_zero(struct measurement measurement)
{
    return measurement.is_defined ? measurement.value : 0;
}

/* Of a document that came, went or changed it is known. */
static const char *cause_of(const struct differences *all,
                            const struct difference *difference)
{
    if (difference_subject(difference)->kind == OBSERVED_DOCUMENT &&
        difference->change != DIFFERENCE_REGROUPED)
        return "corpus";
    return all->causes;
}

static enum status add_row(const struct results *results,
                           const struct difference *difference,
                           struct table_output *output, struct error *err)
{
    const struct observation *before = difference->before,
                             *after = difference->after,
                             *subject = difference_subject(difference);
    struct measurement old_rate = rate_of(before), new_rate = rate_of(after);
    struct cell row[COLUMNS] = {
        [WHAT] = cell_string(kinds[subject->kind]),
        [NAME] = cell_string(subject->name),
        [CHANGE] = cell_string(changes[difference->change]),
        [GROUP_BY] = cell_string(results->group_by),
        [GROUP] = cell_string(subject->group),
        [THEME] = cell_string(subject->theme),
        [BEFORE] = cell_measurement(old_rate),
        [AFTER] = cell_measurement(new_rate),
        [DIFFERENCE] = cell_number(or_zero(new_rate) - or_zero(old_rate)),
        [CAUSE] = cell_string(cause_of(results->differences, difference)),
    };

    if (before) {
        row[HITS_BEFORE] = cell_count(before->hits);
        row[WORDS_BEFORE] = cell_count(before->words);
    }
    if (after) {
        row[HITS_AFTER] = cell_count(after->hits);
        row[WORDS_AFTER] = cell_count(after->words);
    }
    return table_row(output, row, err);
}

static enum status fill(const void *source, struct table_output *output,
                        struct error *err)
{
    const struct results *results = source;
    size_t count = results->differences ? results->differences->count : 0;
    enum status status = OK;

    for (size_t i = 0; !status && i < count; i++)
        status = add_row(results, &results->differences->items[i], output, err);
    return status;
}

const struct report report_changes = {.table = &table, .fill = fill};
