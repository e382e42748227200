/*
 * settings.h - what a run is told to do.
 *
 * A flag beats the settings file, the file beats the default. The names of the
 * settings are those of the options (options.h): both come from one table.
 *
 * Plain data; immutable once the run begins, and shared by all workers.
 */
#ifndef RUN_SETTINGS_H
#define RUN_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/vector.h"
#include "lexicon/model.h"
#include "lexicon/overlap.h"
#include "report/csv_writer.h"
#include "run/shard.h"
#include "tally/stock.h"
#include "tally/tally.h"

/* What becomes of a document that has the text of another. */
enum duplicates_mode {
    DUPLICATES_KEEP, /* nobody looks */
    DUPLICATES_FLAG, /* it is counted, and named */
    DUPLICATES_SKIP, /* it is named, and not counted */
};

/* What becomes of section headings. */
enum headings_mode {
    HEADINGS_COUNT, /* with the text; nobody looks */
    HEADINGS_APART, /* in a table of their own, and nowhere else */
    HEADINGS_LEAVE_OUT,
};

/* What becomes of paragraphs that stand in many documents of a source. */
enum boilerplate_mode {
    BOILERPLATE_KEEP, /* nobody looks */
    BOILERPLATE_FLAG, /* they are counted, and listed */
    BOILERPLATE_LEAVE_OUT,
};

/* What people look at beside the tables. */
enum view { VIEW_PAGE, VIEW_WORKBOOK, VIEWS };

enum progress_mode { PROGRESS_AUTO, PROGRESS_ALWAYS, PROGRESS_NEVER };

struct settings {
    char *corpus;    /* folder */
    char *manifest;  /* file; NULL: manifest.csv in the corpus, if it exists */
    char *lexicons;  /* folder or file */
    char *reports;   /* folder */
    char *group_by;  /* column */
    char *languages; /* of the lexicons: "en,fr", or "all" */
    char *store;     /* file, "none", or NULL: store.sqlite of the reports */

    size_t jobs; /* workers */
    enum duplicates_mode duplicates;
    enum headings_mode headings;
    enum boilerplate_mode boilerplate;
    struct stock_rule stock_rule; /* when a paragraph is boilerplate */
    size_t piece_bytes;    /* of large documents; no option: tests lower it */
    bool has_unit[UNITS];  /* for co-occurrence */
    uint32_t window_words; /* of UNIT_WINDOW; 0: not counted */
    bool splits_hyphens;   /* words end at hyphens */
    enum overlap overlap;  /* of hits within a theme */
    size_t top_words;      /* rows a group in the word reports */
    size_t candidates;     /* rows a theme in candidates.csv; 0: not sought */
    size_t keep_runs;      /* runs kept below reports/runs */
    size_t store_days;     /* that what nobody asks for stays in the store */
    const struct csv_dialect *dialect;
    bool has_view[VIEWS]; /* which are written beside the tables */
    enum progress_mode progress;
    bool logs_json;  /* one JSON object a line instead of sentences */
    bool is_quiet;   /* say nothing but faults */
    bool is_verbose; /* also say notes */

    /* For run. */
    size_t timeout_seconds; /* for all of it; 0: none */
    size_t shrink_percent;  /* of the corpus that may be missing; 100: all */

    /* For count, merge and plan. */
    struct shard shard; /* to count; none: every document */
    char *plan;         /* file; NULL: shards follow from paths */
    size_t shards;      /* to plan; 0: nobody said */

    /* For single commands. */
    bool prints_json;   /* explain */
    bool raw_breaks;    /* explain: all tailorings off */
    enum syntax syntax; /* kwic */
    bool is_sensitive;  /* kwic: case matters */

    /* For validate. */
    size_t sample;      /* sentences to draw of each theme; 0: none */
    uint64_t seed;      /* of the draw */
    bool shows_answers; /* the program's, in the sheet */
    char *out;          /* folder; NULL: validation in that of the reports;
                           of plot and plan a file; NULL: standard output;
                           of count and merge a shard file */
    char *key;          /* file; NULL: nothing is evaluated */

    /* For show and plot. */
    struct wheres VECTOR_OF(char *) where; /* "column=value" */
    char *columns;                         /* "a,b"; NULL: all */
    size_t rows;    /* at most; SIZE_MAX: all; 0: nobody said */
    bool describes; /* columns in place of rows */

    /* For plot. */
    char *measure;   /* column; NULL: what the figure shows by itself */
    size_t width_mm; /* of the figure */
    size_t dpi;      /* of a PNG */
    bool is_svg;     /* asked for; not both */
    bool is_png;
};

/* Returns whether anything is remembered from night to night. */
bool settings_remember(const struct settings *settings);

/* Sets every default; release what it owns with settings_release(). */
void settings_init(struct settings *settings);
void settings_release(struct settings *settings);

#endif
