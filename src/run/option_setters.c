/* option_setters.c - what the value of each option sets; see option_setters.h.
 */
#include "run/option_setters.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/pool.h"
#include "base/vector.h"
#include "lexicon/loader.h"

/* -- Readers of values ----------------------------------------------------- */

static enum status set_text(char **member, const char *value, struct error *err)
{
    if (!*value)
        return error_set(err, ERR_USAGE, "it needs a value");
    free(*member);
    *member = memory_copy_text(value, strlen(value));
    return OK;
}

#define TEXT_SETTER(member)                                               \
    enum status option_set_##member(struct settings *settings,            \
                                    const char *value, struct error *err) \
    {                                                                     \
        return set_text(&settings->member, value, err);                   \
    }

TEXT_SETTER(corpus)
TEXT_SETTER(manifest)
TEXT_SETTER(lexicons)
TEXT_SETTER(reports)
TEXT_SETTER(group_by)
TEXT_SETTER(languages)
TEXT_SETTER(store)
TEXT_SETTER(plan)
TEXT_SETTER(out)
TEXT_SETTER(key)
TEXT_SETTER(columns)
TEXT_SETTER(measure)

static enum status read_number(const char *value, size_t least, size_t most,
                               size_t *out, struct error *err)
{
    char *end;
    unsigned long long number;

    errno = 0;
    number = strtoull(value, &end, 10);
    if (end == value || *end || errno || *value == '-' || number < least ||
        number > most)
        return error_set(err, ERR_USAGE,
                         "\"%s\" is no whole number from %zu to %zu", value,
                         least, most);
    *out = (size_t)number;
    return OK;
}

enum status option_set_jobs(struct settings *settings, const char *value,
                            struct error *err)
{
    return read_number(value, 1, POOL_WORKERS_MAX, &settings->jobs, err);
}

enum status option_set_top_words(struct settings *settings, const char *value,
                                 struct error *err)
{
    return read_number(value, 0, 1000000, &settings->top_words, err);
}

enum status option_set_candidates(struct settings *settings, const char *value,
                                  struct error *err)
{
    return read_number(value, 0, 10000, &settings->candidates, err);
}

enum status option_set_keep(struct settings *settings, const char *value,
                            struct error *err)
{
    return read_number(value, 1, 1000000, &settings->keep_runs, err);
}

enum status option_set_timeout(struct settings *settings, const char *value,
                               struct error *err)
{
    return read_number(value, 0, UINT32_MAX, &settings->timeout_seconds, err);
}

enum status option_set_store_days(struct settings *settings, const char *value,
                                  struct error *err)
{
    return read_number(value, 1, 36500, &settings->store_days, err);
}

enum status option_set_shrink(struct settings *settings, const char *value,
                              struct error *err)
{
    return read_number(value, 0, 100, &settings->shrink_percent, err);
}

enum status option_set_shard(struct settings *settings, const char *value,
                             struct error *err)
{
    if (!shard_parse(value, &settings->shard))
        return error_set(err, ERR_USAGE,
                         "\"%s\" is not K/N with whole numbers, K from 1 to N "
                         "and N at most %d",
                         value, SHARDS_MAX);
    return OK;
}

enum status option_set_shards(struct settings *settings, const char *value,
                              struct error *err)
{
    return read_number(value, 1, SHARDS_MAX, &settings->shards, err);
}

/* With fewer a stratum would have one sentence, which says nothing of how they
 * differ. */
enum status option_set_sample(struct settings *settings, const char *value,
                              struct error *err)
{
    return read_number(value, 10, 10000, &settings->sample, err);
}

enum status option_set_seed(struct settings *settings, const char *value,
                            struct error *err)
{
    size_t seed = 0;
    enum status status = read_number(value, 0, UINT32_MAX, &seed, err);

    settings->seed = seed;
    return status;
}

enum status option_set_window(struct settings *settings, const char *value,
                              struct error *err)
{
    size_t words = 0;
    enum status status = read_number(value, 0, 1000, &words, err);

    if (status == OK) {
        settings->window_words = (uint32_t)words;
        settings->has_unit[UNIT_WINDOW] = words > 0;
    }
    return status;
}

enum status option_set_rows(struct settings *settings, const char *value,
                            struct error *err)
{
    size_t rows = 0;
    enum status status = read_number(value, 0, SIZE_MAX, &rows, err);

    if (status == OK)
        settings->rows = rows ? rows : SIZE_MAX;
    return status;
}

/* Each adds one to the list. */
enum status option_set_where(struct settings *settings, const char *value,
                             struct error *err)
{
    if (*value == '=' || !strchr(value, '='))
        return error_set(err, ERR_USAGE, "\"%s\" is not COLUMN=VALUE", value);
    *VECTOR_PUSH(&settings->where) = memory_copy_text(value, strlen(value));
    return OK;
}

/* Returns the unit of that name; UNIT_WINDOW, which --window sets, for none. */
static enum unit find_unit(const char *name, size_t length)
{
    enum unit unit = UNIT_SENTENCE;

    while (unit < UNIT_WINDOW && (strlen(unit_name(unit)) != length ||
                                  strncmp(name, unit_name(unit), length) != 0))
        unit++;
    return unit;
}

enum status option_set_units(struct settings *settings, const char *value,
                             struct error *err)
{
    bool wanted[UNIT_WINDOW] = {false};
    const char *at = value;

    while (*at) {
        size_t length = strcspn(at, ",");
        enum unit unit = find_unit(at, length);

        if (unit == UNIT_WINDOW)
            return error_set(err, ERR_USAGE,
                             "\"%.*s\" is none of sentence, paragraph, "
                             "document (separate several by commas)",
                             (int)length, at);
        wanted[unit] = true;
        at += length + (at[length] == ',');
    }
    memcpy(settings->has_unit, wanted, sizeof(wanted));
    return OK;
}

enum status option_set_views(struct settings *settings, const char *value,
                             struct error *err)
{
    (void)err;
    settings->has_view[VIEW_PAGE] = strstr(value, "page") != NULL;
    settings->has_view[VIEW_WORKBOOK] = strstr(value, "workbook") != NULL;
    return OK;
}

enum status option_set_dialect(struct settings *settings, const char *value,
                               struct error *err)
{
    (void)err;
    settings->dialect = csv_dialect_find(value);
    return OK;
}

enum status option_set_hyphens(struct settings *settings, const char *value,
                               struct error *err)
{
    (void)err;
    settings->splits_hyphens = strcmp(value, "split") == 0;
    return OK;
}

enum status option_set_overlap(struct settings *settings, const char *value,
                               struct error *err)
{
    (void)err;
    settings->overlap = strcmp(value, "all") == 0 ? OVERLAP_ALL
                                                  : OVERLAP_LONGEST;
    return OK;
}

enum status option_set_duplicates(struct settings *settings, const char *value,
                                  struct error *err)
{
    (void)err;
    settings->duplicates = strcmp(value, "keep") == 0   ? DUPLICATES_KEEP
                           : strcmp(value, "skip") == 0 ? DUPLICATES_SKIP
                                                        : DUPLICATES_FLAG;
    return OK;
}

enum status option_set_headings(struct settings *settings, const char *value,
                                struct error *err)
{
    (void)err;
    settings->headings = strcmp(value, "apart") == 0   ? HEADINGS_APART
                         : strcmp(value, "count") == 0 ? HEADINGS_COUNT
                                                       : HEADINGS_LEAVE_OUT;
    return OK;
}

enum status option_set_boilerplate(struct settings *settings, const char *value,
                                   struct error *err)
{
    (void)err;
    settings->boilerplate = strcmp(value, "keep") == 0 ? BOILERPLATE_KEEP
                            : strcmp(value, "flag") == 0
                                ? BOILERPLATE_FLAG
                                : BOILERPLATE_LEAVE_OUT;
    return OK;
}

enum status option_set_boilerplate_share(struct settings *settings,
                                         const char *value, struct error *err)
{
    size_t percent = 0;
    enum status status = read_number(value, 1, 100, &percent, err);

    if (status == OK)
        settings->stock_rule.percent = (uint32_t)percent;
    return status;
}

enum status option_set_boilerplate_documents(struct settings *settings,
                                             const char *value,
                                             struct error *err)
{
    size_t documents = 0;
    enum status status = read_number(value, 2, 1000000, &documents, err);

    if (status == OK)
        settings->stock_rule.documents = (uint32_t)documents;
    return status;
}

enum status option_set_progress(struct settings *settings, const char *value,
                                struct error *err)
{
    (void)err;
    settings->progress = strcmp(value, "always") == 0  ? PROGRESS_ALWAYS
                         : strcmp(value, "never") == 0 ? PROGRESS_NEVER
                                                       : PROGRESS_AUTO;
    return OK;
}

enum status option_set_log_format(struct settings *settings, const char *value,
                                  struct error *err)
{
    (void)err;
    settings->logs_json = strcmp(value, "json") == 0;
    return OK;
}

enum status option_set_format(struct settings *settings, const char *value,
                              struct error *err)
{
    (void)err;
    settings->prints_json = strcmp(value, "json") == 0;
    return OK;
}

enum status option_set_syntax(struct settings *settings, const char *value,
                              struct error *err)
{
    (void)err;
    syntax_parse(value, &settings->syntax);
    return OK;
}

/* A flag is on when named on the command line; a file says yes or no. */
static enum status read_flag(const char *value, bool *out, struct error *err)
{
    static const char *const words[] = {"",   "yes",   "true", "1",
                                        "no", "false", "0"};

    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
        if (strcmp(value, words[i]) == 0) {
            *out = i < 4;
            return OK;
        }
    return error_set(err, ERR_USAGE, "\"%s\" is neither yes nor no", value);
}

#define FLAG_SETTER(member)                                               \
    enum status option_set_##member(struct settings *settings,            \
                                    const char *value, struct error *err) \
    {                                                                     \
        return read_flag(value, &settings->member, err);                  \
    }

FLAG_SETTER(is_quiet)
FLAG_SETTER(is_verbose)
FLAG_SETTER(raw_breaks)
FLAG_SETTER(shows_answers)
FLAG_SETTER(describes)
FLAG_SETTER(is_svg)
FLAG_SETTER(is_png)

enum status option_set_width(struct settings *settings, const char *value,
                             struct error *err)
{
    return read_number(value, 60, 400, &settings->width_mm, err);
}

enum status option_set_dpi(struct settings *settings, const char *value,
                           struct error *err)
{
    return read_number(value, 50, 1200, &settings->dpi, err);
}

enum status option_set_case(struct settings *settings, const char *value,
                            struct error *err)
{
    (void)err;
    settings->is_sensitive = strcmp(value, "sensitive") == 0;
    return OK;
}
