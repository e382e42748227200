/* settings.c - see settings.h. */
#include "run/settings.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/pool.h"

enum {
    DEFAULT_TOP_WORDS = 100,
    DEFAULT_KEEP_RUNS = 14,
    DEFAULT_STORE_DAYS = 60,
    DEFAULT_WIDTH_MM = 170, /* of a page of a journal */
    DEFAULT_DPI = 300
};

/* A night changes a corpus by one in a hundred; a folder that is not mounted
 * is one in five, or all. */
enum { DEFAULT_SHRINK_PERCENT = 10 };

/* Some 50 ms of work, and many to a worker even of a 50 MB document. */
enum { DEFAULT_PIECE_BYTES = 2 * 1024 * 1024 };

static char *copy(const char *text)
{
    return memory_copy_text(text, strlen(text));
}

void settings_init(struct settings *settings)
{
    *settings = (struct settings){
        .corpus = copy("corpus"),
        .lexicons = copy("lexicons"),
        .reports = copy("reports"),
        .group_by = copy("administration"),
        .languages = copy("en"),
        .jobs = pool_default_workers(),
        .duplicates = DUPLICATES_FLAG,
        .stock_rule = {.documents = 5, .percent = 10},
        .piece_bytes = DEFAULT_PIECE_BYTES,
        .has_unit = {[UNIT_SENTENCE] = true,
                     [UNIT_PARAGRAPH] = true,
                     [UNIT_DOCUMENT] = true},
        .has_view = {[VIEW_PAGE] = true, [VIEW_WORKBOOK] = true},
        .overlap = OVERLAP_LONGEST,
        .top_words = DEFAULT_TOP_WORDS,
        .width_mm = DEFAULT_WIDTH_MM,
        .dpi = DEFAULT_DPI,
        .keep_runs = DEFAULT_KEEP_RUNS,
        .store_days = DEFAULT_STORE_DAYS,
        .shrink_percent = DEFAULT_SHRINK_PERCENT,
        .dialect = csv_dialect_find("excel"),
        .seed = 1,
    };
}

void settings_release(struct settings *settings)
{
    free(settings->corpus);
    free(settings->manifest);
    free(settings->lexicons);
    free(settings->reports);
    free(settings->group_by);
    free(settings->languages);
    free(settings->store);
    free(settings->plan);
    free(settings->out);
    free(settings->key);
    free(settings->columns);
    free(settings->measure);
    for (size_t i = 0; i < settings->where.count; i++)
        free(settings->where.items[i]);
    free(settings->where.items);
    *settings = (struct settings){0};
}

bool settings_remember(const struct settings *settings)
{
    return !settings->store || strcmp(settings->store, "none") != 0;
}
