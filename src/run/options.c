/* options.c - see options.h. */
#include "run/options.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/pool.h"
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
    static enum status set_##member(struct settings *settings,            \
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
TEXT_SETTER(out)
TEXT_SETTER(key)

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

static enum status set_jobs(struct settings *settings, const char *value,
                            struct error *err)
{
    return read_number(value, 1, POOL_WORKERS_MAX, &settings->jobs, err);
}

static enum status set_top_words(struct settings *settings, const char *value,
                                 struct error *err)
{
    return read_number(value, 0, 1000000, &settings->top_words, err);
}

static enum status set_candidates(struct settings *settings, const char *value,
                                  struct error *err)
{
    return read_number(value, 0, 10000, &settings->candidates, err);
}

static enum status set_keep(struct settings *settings, const char *value,
                            struct error *err)
{
    return read_number(value, 1, 1000000, &settings->keep_runs, err);
}

static enum status set_timeout(struct settings *settings, const char *value,
                               struct error *err)
{
    return read_number(value, 0, UINT32_MAX, &settings->timeout_seconds, err);
}

static enum status set_store_days(struct settings *settings, const char *value,
                                  struct error *err)
{
    return read_number(value, 1, 36500, &settings->store_days, err);
}

static enum status set_shrink(struct settings *settings, const char *value,
                              struct error *err)
{
    return read_number(value, 0, 100, &settings->shrink_percent, err);
}

/* With fewer a stratum would have one sentence, which says nothing of how they
 * differ. */
static enum status set_sample(struct settings *settings, const char *value,
                              struct error *err)
{
    return read_number(value, 10, 10000, &settings->sample, err);
}

static enum status set_seed(struct settings *settings, const char *value,
                            struct error *err)
{
    size_t seed = 0;
    enum status status = read_number(value, 0, UINT32_MAX, &seed, err);

    settings->seed = seed;
    return status;
}

static enum status set_window(struct settings *settings, const char *value,
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

/* Returns the unit of that name; UNIT_WINDOW, which --window sets, for none. */
static enum unit find_unit(const char *name, size_t length)
{
    enum unit unit = UNIT_SENTENCE;

    while (unit < UNIT_WINDOW && (strlen(unit_name(unit)) != length ||
                                  strncmp(name, unit_name(unit), length) != 0))
        unit++;
    return unit;
}

static enum status set_units(struct settings *settings, const char *value,
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

static enum status set_dialect(struct settings *settings, const char *value,
                               struct error *err)
{
    (void)err;
    settings->dialect = csv_dialect_find(value);
    return OK;
}

static enum status set_hyphens(struct settings *settings, const char *value,
                               struct error *err)
{
    (void)err;
    settings->splits_hyphens = strcmp(value, "split") == 0;
    return OK;
}

static enum status set_overlap(struct settings *settings, const char *value,
                               struct error *err)
{
    (void)err;
    settings->overlap = strcmp(value, "all") == 0 ? OVERLAP_ALL
                                                  : OVERLAP_LONGEST;
    return OK;
}

static enum status set_duplicates(struct settings *settings, const char *value,
                                  struct error *err)
{
    (void)err;
    settings->duplicates = strcmp(value, "keep") == 0   ? DUPLICATES_KEEP
                           : strcmp(value, "skip") == 0 ? DUPLICATES_SKIP
                                                        : DUPLICATES_FLAG;
    return OK;
}

static enum status set_headings(struct settings *settings, const char *value,
                                struct error *err)
{
    (void)err;
    settings->headings = strcmp(value, "apart") == 0   ? HEADINGS_APART
                         : strcmp(value, "count") == 0 ? HEADINGS_COUNT
                                                       : HEADINGS_LEAVE_OUT;
    return OK;
}

static enum status set_boilerplate(struct settings *settings, const char *value,
                                   struct error *err)
{
    (void)err;
    settings->boilerplate = strcmp(value, "keep") == 0 ? BOILERPLATE_KEEP
                            : strcmp(value, "flag") == 0
                                ? BOILERPLATE_FLAG
                                : BOILERPLATE_LEAVE_OUT;
    return OK;
}

static enum status set_boilerplate_share(struct settings *settings,
                                         const char *value, struct error *err)
{
    size_t percent = 0;
    enum status status = read_number(value, 1, 100, &percent, err);

    if (status == OK)
        settings->stock_rule.percent = (uint32_t)percent;
    return status;
}

static enum status set_boilerplate_documents(struct settings *settings,
                                             const char *value,
                                             struct error *err)
{
    size_t documents = 0;
    enum status status = read_number(value, 2, 1000000, &documents, err);

    if (status == OK)
        settings->stock_rule.documents = (uint32_t)documents;
    return status;
}

static enum status set_progress(struct settings *settings, const char *value,
                                struct error *err)
{
    (void)err;
    settings->progress = strcmp(value, "always") == 0  ? PROGRESS_ALWAYS
                         : strcmp(value, "never") == 0 ? PROGRESS_NEVER
                                                       : PROGRESS_AUTO;
    return OK;
}

static enum status set_log_format(struct settings *settings, const char *value,
                                  struct error *err)
{
    (void)err;
    settings->logs_json = strcmp(value, "json") == 0;
    return OK;
}

static enum status set_format(struct settings *settings, const char *value,
                              struct error *err)
{
    (void)err;
    settings->prints_json = strcmp(value, "json") == 0;
    return OK;
}

static enum status set_syntax(struct settings *settings, const char *value,
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
    static enum status set_##member(struct settings *settings,            \
                                    const char *value, struct error *err) \
    {                                                                     \
        return read_flag(value, &settings->member, err);                  \
    }

FLAG_SETTER(is_quiet)
FLAG_SETTER(is_verbose)
FLAG_SETTER(raw_breaks)
FLAG_SETTER(shows_answers)

static enum status set_case(struct settings *settings, const char *value,
                            struct error *err)
{
    (void)err;
    settings->is_sensitive = strcmp(value, "sensitive") == 0;
    return OK;
}

/* -- The table ------------------------------------------------------------- */

/* clang-format off */
const struct option options[] = {
    {'c', "config", "FILE", NULL,
     "read settings from FILE (default: none)",
     FOR_ALL, NULL},
    {'C', "corpus", "DIR", NULL,
     "read documents from DIR (default: corpus)",
     FOR_RUN | FOR_KWIC | FOR_VALIDATE, set_corpus},
    {'m', "manifest", "FILE", NULL,
     "read what is known of the documents from FILE (default: manifest.csv in "
     "the corpus, if it is there)",
     FOR_RUN | FOR_KWIC | FOR_VALIDATE, set_manifest},
    {'l', "lexicons", "PATH", NULL,
     "read the lexicons of folder or file PATH (default: lexicons)",
     FOR_RUN | FOR_EXPLAIN | FOR_LINT | FOR_KWIC | FOR_VALIDATE, set_lexicons},
    {'r', "reports", "DIR", NULL,
     "publish reports in DIR (default: reports)",
     FOR_RUN | FOR_VALIDATE, set_reports},
    {'g', "group-by", "COLUMN", NULL,
     "compare groups of documents by COLUMN of the manifest, by folder, or by "
     "administration (default: administration)",
     FOR_RUN, set_group_by},
    {0, "languages", "LIST", NULL,
     "count apart the documents in other languages than these, which the "
     "lexicons are for; all counts every document (default: en)",
     FOR_RUN | FOR_VALIDATE, set_languages},
    {0, "duplicates", "HOW", "keep|flag|skip",
     "of documents with the same text, or nearly: count all, count all and "
     "name them, or count the first only, which reads all documents twice "
     "(default: flag)",
     FOR_RUN | FOR_VALIDATE, set_duplicates},
    {0, "headings", "HOW", "count|apart|leave-out",
     "count section headings with the text, apart in heading_frequency.csv "
     "only, or not at all (default: count)",
     FOR_RUN | FOR_EXPLAIN | FOR_KWIC | FOR_VALIDATE, set_headings},
    {0, "boilerplate", "HOW", "keep|flag|leave-out",
     "of paragraphs that stand in many documents of one source: count them, "
     "count them and list them in boilerplate.csv, or list them only; the last "
     "two read all documents twice (default: keep)",
     FOR_RUN | FOR_VALIDATE, set_boilerplate},
    {0, "boilerplate-share", "PERCENT", NULL,
     "many are at least PERCENT of the source's documents (default: 10)",
     FOR_RUN | FOR_VALIDATE, set_boilerplate_share},
    {0, "boilerplate-documents", "N", NULL,
     "and at least N documents (default: 5)",
     FOR_RUN | FOR_VALIDATE, set_boilerplate_documents},
    {'j', "jobs", "N", NULL,
     "count with N workers (default: one a processor)",
     FOR_RUN | FOR_VALIDATE, set_jobs},
    {'u', "units", "LIST", NULL,
     "count what occurs together in these: sentence, paragraph, document, "
     "separated by commas (default: all three)",
     FOR_RUN, set_units},
    {'w', "window", "N", NULL,
     "count also hits at most N words apart; 0 counts none (default: 0)",
     FOR_RUN, set_window},
    {'d', "csv-dialect", "NAME", "excel|excel-eu|plain",
     "write CSV as Excel reads it, as Excel with decimal commas reads it, or "
     "plain for R and Python (default: excel)",
     FOR_RUN | FOR_VALIDATE, set_dialect},
    {0, "hyphens", "HOW", "join|split",
     "count multi-stakeholder as one word or as two (default: join)",
     FOR_RUN | FOR_EXPLAIN | FOR_KWIC | FOR_VALIDATE, set_hyphens},
    {0, "overlap", "HOW", "longest|all",
     "within a theme count the longest of overlapping hits, or every term's "
     "(default: longest)",
     FOR_RUN | FOR_EXPLAIN | FOR_VALIDATE, set_overlap},
    {'t', "top-words", "N", NULL,
     "list the N most frequent, and most different, words of each group "
     "(default: 100)",
     FOR_RUN, set_top_words},
    {0, "candidates", "N", NULL,
     "list in candidates.csv N words and phrases for each theme that a lexicon "
     "might add, and N spellings; reads all documents twice (default: 0)",
     FOR_RUN, set_candidates},
    {'k', "keep", "N", NULL,
     "keep the last N runs (default: 14)",
     FOR_RUN, set_keep},
    {0, "timeout", "SECONDS", NULL,
     "stop after SECONDS and publish nothing; 0 waits as long as it takes "
     "(default: 0)",
     FOR_RUN, set_timeout},
    {0, "store", "FILE", NULL,
     "remember in FILE what each document came to, so that only new ones are "
     "counted; none remembers nothing, and counts all even when nothing has "
     "changed (default: store.sqlite in the folder of --reports)",
     FOR_RUN, set_store},
    {0, "store-days", "N", NULL,
     "forget what no run asked for in N days (default: 60)",
     FOR_RUN, set_store_days},
    {0, "shrink-limit", "PERCENT", NULL,
     "publish nothing if the corpus or its manifest has lost more than PERCENT "
     "since the last run, or so much of the manifest is not there; 100 "
     "publishes whatever is left (default: 10)",
     FOR_RUN, set_shrink},
    {'f', "format", "NAME", "text|json",
     "print text for people or JSON for programs (default: text)",
     FOR_EXPLAIN, set_format},
    {0, "raw-breaks", NULL, NULL,
     "segment by UAX #29 alone, without any tailoring, and show every segment",
     FOR_EXPLAIN, set_raw_breaks},
    {'s', "syntax", "NAME", "phrase|glob|regex",
     "how the pattern is written (default: phrase)",
     FOR_KWIC, set_syntax},
    {0, "case", "HOW", "sensitive|insensitive",
     "whether capital letters matter (default: insensitive)",
     FOR_KWIC, set_case},
    {'n', "sample", "N", NULL,
     "draw N sentences of each theme to be coded by hand, 10 to 10000",
     FOR_VALIDATE, set_sample},
    {0, "seed", "N", NULL,
     "draw other sentences for another N (default: 1)",
     FOR_VALIDATE, set_seed},
    {0, "show-answers", NULL, NULL,
     "put the program's answers into the sheet, which sways coders",
     FOR_VALIDATE, set_shows_answers},
    {'o', "out", "DIR", NULL,
     "write into DIR (default: validation in the folder of --reports; with "
     "--key the folder of the key)",
     FOR_VALIDATE, set_out},
    {0, "key", "FILE", NULL,
     "compare the coded sheets with the key of their sample, FILE",
     FOR_VALIDATE, set_key},
    {'p', "progress", "WHEN", "auto|always|never",
     "show progress (default: auto, that is on a terminal)",
     FOR_RUN | FOR_VALIDATE, set_progress},
    {0, "log-format", "NAME", "text|json",
     "write messages as sentences or as JSON lines (default: text)",
     FOR_RUN | FOR_VALIDATE, set_log_format},
    {'q', "quiet", NULL, NULL,
     "print nothing but faults",
     FOR_RUN | FOR_VALIDATE, set_is_quiet},
    {'v', "verbose", NULL, NULL,
     "print every issue, notes too",
     FOR_RUN | FOR_VALIDATE, set_is_verbose},
    {'h', "help", NULL, NULL, "print this help", FOR_ALL, NULL},
    {'V', "version", NULL, NULL, "print the version", FOR_ALL, NULL},
};
/* clang-format on */

const size_t option_count = sizeof(options) / sizeof(*options);

const struct option *option_find(const char *name)
{
    for (size_t i = 0; i < option_count; i++)
        if (strcmp(options[i].name, name) == 0)
            return &options[i];
    return NULL;
}

/* Returns whether `value` is one of "a|b|c". */
static bool is_among(const char *values, const char *value)
{
    size_t length = strcspn(value, "|");

    if (value[length])
        return false;
    for (const char *at = values; at; at = strchr(at, '|')) {
        at += *at == '|';
        if (length && strncmp(at, value, length) == 0 &&
            (at[length] == '|' || at[length] == '\0'))
            return true;
    }
    return false;
}

enum status option_set(const struct option *option, struct settings *settings,
                       const char *value, struct error *err)
{
    if (option->values && !is_among(option->values, value))
        return error_set(err, ERR_USAGE, "--%s: \"%s\" is none of %s",
                         option->name, value, option->values);
    if (option->set(settings, value, err) != OK)
        return error_context(err, "--%s", option->name);
    return OK;
}
