/* options.c - the table of options; see options.h. What their values set is in
 * option_setters.c. */
#include "run/options.h"

#include <string.h>

#include "run/option_setters.h"

/* clang-format off */
const struct option options[] = {
    {'c', "config", "FILE", NULL,
     "read settings from FILE (default: none)",
     FOR_ALL, NULL},
    {'C', "corpus", "DIR", NULL,
     "read documents from DIR (default: corpus)",
     FOR_RUN | FOR_COUNT | FOR_MERGE | FOR_PLAN | FOR_KWIC | FOR_VALIDATE, option_set_corpus},
    {'m', "manifest", "FILE", NULL,
     "read what is known of the documents from FILE (default: manifest.csv in "
     "the corpus, if it is there)",
     FOR_RUN | FOR_COUNT | FOR_MERGE | FOR_KWIC | FOR_VALIDATE, option_set_manifest},
    {'l', "lexicons", "PATH", NULL,
     "read the lexicons of folder or file PATH (default: lexicons)",
     FOR_RUN | FOR_COUNT | FOR_MERGE | FOR_EXPLAIN | FOR_LINT | FOR_KWIC | FOR_VALIDATE, option_set_lexicons},
    {'r', "reports", "DIR", NULL,
     "publish reports in DIR, or look for them there (default: reports)",
     FOR_RUN | FOR_MERGE | FOR_VALIDATE | FOR_SHOW | FOR_PLOT, option_set_reports},
    {'g', "group-by", "COLUMN", NULL,
     "compare groups of documents by COLUMN of the manifest, by folder, or by "
     "administration (default: administration)",
     FOR_RUN | FOR_COUNT | FOR_MERGE, option_set_group_by},
    {0, "languages", "LIST", NULL,
     "count apart the documents in other languages than these, which the "
     "lexicons are for; all counts every document (default: en)",
     FOR_RUN | FOR_COUNT | FOR_MERGE | FOR_VALIDATE, option_set_languages},
    {0, "duplicates", "HOW", "keep|flag|skip",
     "of documents with the same text, or nearly: count all, count all and "
     "name them, or count the first only, which reads all documents twice "
     "(default: flag)",
     FOR_RUN | FOR_COUNT | FOR_MERGE | FOR_VALIDATE, option_set_duplicates},
    {0, "headings", "HOW", "count|apart|leave-out",
     "count section headings with the text, apart in heading_frequency.csv "
     "only, or not at all (default: count)",
     FOR_RUN | FOR_COUNT | FOR_MERGE | FOR_EXPLAIN | FOR_KWIC | FOR_VALIDATE, option_set_headings},
    {0, "boilerplate", "HOW", "keep|flag|leave-out",
     "of paragraphs that stand in many documents of one source: count them, "
     "count them and list them in boilerplate.csv, or list them only; the last "
     "two read all documents twice (default: keep)",
     FOR_RUN | FOR_COUNT | FOR_MERGE | FOR_VALIDATE, option_set_boilerplate},
    {0, "boilerplate-share", "PERCENT", NULL,
     "many are at least PERCENT of the source's documents (default: 10)",
     FOR_RUN | FOR_COUNT | FOR_MERGE | FOR_VALIDATE, option_set_boilerplate_share},
    {0, "boilerplate-documents", "N", NULL,
     "and at least N documents (default: 5)",
     FOR_RUN | FOR_COUNT | FOR_MERGE | FOR_VALIDATE, option_set_boilerplate_documents},
    {'j', "jobs", "N", NULL,
     "count with N workers (default: one a processor)",
     FOR_RUN | FOR_COUNT | FOR_MERGE | FOR_VALIDATE, option_set_jobs},
    {0, "views", "LIST", "page,workbook|page|workbook|none",
     "write beside the tables: page (report.html) and workbook "
     "(policylex.xlsx), one of them, or none (default: page,workbook)",
     FOR_RUN | FOR_MERGE, option_set_views},
    {'u', "units", "LIST", NULL,
     "count what occurs together in these: sentence, paragraph, document, "
     "separated by commas (default: all three)",
     FOR_RUN | FOR_COUNT | FOR_MERGE, option_set_units},
    {'w', "window", "N", NULL,
     "count also hits at most N words apart; 0 counts none (default: 0)",
     FOR_RUN | FOR_COUNT | FOR_MERGE, option_set_window},
    {'d', "csv-dialect", "NAME", "excel|excel-eu|plain",
     "write CSV as Excel reads it, as Excel with decimal commas reads it, or "
     "plain for R and Python (default: excel)",
     FOR_RUN | FOR_MERGE | FOR_VALIDATE, option_set_dialect},
    {0, "hyphens", "HOW", "join|split",
     "count multi-stakeholder as one word or as two (default: join)",
     FOR_RUN | FOR_COUNT | FOR_MERGE | FOR_EXPLAIN | FOR_KWIC | FOR_VALIDATE, option_set_hyphens},
    {0, "overlap", "HOW", "longest|all",
     "within a theme count the longest of overlapping hits, or every term's "
     "(default: longest)",
     FOR_RUN | FOR_COUNT | FOR_MERGE | FOR_EXPLAIN | FOR_VALIDATE, option_set_overlap},
    {'t', "top-words", "N", NULL,
     "list the N most frequent, and most different, words of each group "
     "(default: 100)",
     FOR_RUN | FOR_MERGE, option_set_top_words},
    {0, "candidates", "N", NULL,
     "list in candidates.csv N words and phrases for each theme that a lexicon "
     "might add, and N spellings; reads all documents twice (default: 0)",
     FOR_RUN | FOR_COUNT | FOR_MERGE, option_set_candidates},
    {'k', "keep", "N", NULL,
     "keep the last N runs (default: 14)",
     FOR_RUN | FOR_MERGE, option_set_keep},
    {0, "timeout", "SECONDS", NULL,
     "stop after SECONDS and publish nothing; 0 waits as long as it takes "
     "(default: 0)",
     FOR_RUN | FOR_COUNT | FOR_MERGE, option_set_timeout},
    {0, "store", "FILE", NULL,
     "remember in FILE what each document came to, so that only new ones are "
     "counted; none remembers nothing, and counts all even when nothing has "
     "changed (default: store.sqlite in the folder of --reports; for count "
     "none)",
     FOR_RUN | FOR_COUNT, option_set_store},
    {0, "store-days", "N", NULL,
     "forget what no run asked for in N days (default: 60)",
     FOR_RUN | FOR_COUNT, option_set_store_days},
    {0, "shrink-limit", "PERCENT", NULL,
     "publish nothing if the corpus or its manifest has lost more than PERCENT "
     "since the last run, or so much of the manifest is not there; 100 "
     "publishes whatever is left (default: 10)",
     FOR_RUN | FOR_COUNT | FOR_MERGE, option_set_shrink},
    {0, "shard", "K/N", NULL,
     "count shard K of N alone, K from 1 to N: the files whose paths fall to "
     "it, or those that --plan gives it",
     FOR_COUNT, option_set_shard},
    {0, "plan", "FILE", NULL,
     "take the list of files, and the shard of each, from FILE, which `policylex "
     "plan` has written (default: list the corpus; paths tell the shards)",
     FOR_COUNT | FOR_MERGE, option_set_plan},
    {0, "shards", "N", NULL,
     "share the files out to N shards, 1 to 1000000; has to be given",
     FOR_PLAN, option_set_shards},
    {'f', "format", "NAME", "text|json",
     "print text for people or JSON for programs (default: text)",
     FOR_EXPLAIN, option_set_format},
    {0, "raw-breaks", NULL, NULL,
     "segment by UAX #29 alone, without any tailoring, and show every segment",
     FOR_EXPLAIN, option_set_raw_breaks},
    {'s', "syntax", "NAME", "phrase|glob|regex",
     "how the pattern is written (default: phrase)",
     FOR_KWIC, option_set_syntax},
    {0, "case", "HOW", "sensitive|insensitive",
     "whether capital letters matter (default: insensitive)",
     FOR_KWIC, option_set_case},
    {'n', "sample", "N", NULL,
     "draw N sentences of each theme to be coded by hand, 10 to 10000",
     FOR_VALIDATE, option_set_sample},
    {0, "seed", "N", NULL,
     "draw other sentences for another N (default: 1)",
     FOR_VALIDATE, option_set_seed},
    {0, "show-answers", NULL, NULL,
     "put the program's answers into the sheet, which sways coders",
     FOR_VALIDATE, option_set_shows_answers},
    {'o', "out", "PATH", NULL,
     "write into PATH: validate a folder (default: validation in that of "
     "--reports; with --key the folder of the key), plot and plan a file, which "
     "is replaced (default: standard output), count its shard file, merge one "
     "shard file of several in place of reports; plan, count and merge do not "
     "read it from a settings file",
     FOR_VALIDATE | FOR_PLOT | FOR_COUNT | FOR_MERGE | FOR_PLAN,
     option_set_out},
    {0, "key", "FILE", NULL,
     "compare the coded sheets with the key of their sample, FILE",
     FOR_VALIDATE, option_set_key},
    {0, "where", "COLUMN=VALUE", NULL,
     "only rows with VALUE in COLUMN, as the CSV file has it; may be repeated: "
     "of one column any of the values will do, of several columns all must fit",
     FOR_SHOW | FOR_PLOT, option_set_where},
    {0, "columns", "LIST", NULL,
     "only these columns, in this order, separated by commas",
     FOR_SHOW, option_set_columns},
    {0, "rows", "N", NULL,
     "at most N rows; 0 prints all (default: what a terminal holds, else all)",
     FOR_SHOW, option_set_rows},
    {0, "describe", NULL, NULL,
     "print what each column means, and its unit, in place of the rows",
     FOR_SHOW, option_set_describes},
    {0, "svg", NULL, NULL, "make an SVG image (the default)",
     FOR_PLOT, option_set_is_svg},
    {0, "png", NULL, NULL,
     "make a PNG image; needs the program rsvg-convert",
     FOR_PLOT, option_set_is_png},
    {0, "measure", "COLUMN", NULL,
     "show this column: of theme_frequency rate_per_10k_words, "
     "share_of_documents or hits (default: the first)",
     FOR_PLOT, option_set_measure},
    {0, "width", "MM", NULL,
     "make it MM millimetres wide, 60 to 400: a page has room for 170, a "
     "column for 85 (default: 170)",
     FOR_PLOT, option_set_width},
    {0, "dpi", "N", NULL,
     "give a PNG N dots an inch, 50 to 1200 (default: 300)",
     FOR_PLOT, option_set_dpi},
    {'p', "progress", "WHEN", "auto|always|never",
     "show progress (default: auto, that is on a terminal)",
     FOR_RUN | FOR_COUNT | FOR_MERGE | FOR_VALIDATE, option_set_progress},
    {0, "log-format", "NAME", "text|json",
     "write messages as sentences or as JSON lines (default: text)",
     FOR_RUN | FOR_COUNT | FOR_MERGE | FOR_PLAN | FOR_VALIDATE, option_set_log_format},
    {'q', "quiet", NULL, NULL,
     "print nothing but faults",
     FOR_RUN | FOR_COUNT | FOR_MERGE | FOR_PLAN | FOR_VALIDATE | FOR_SHOW | FOR_PLOT, option_set_is_quiet},
    {'v', "verbose", NULL, NULL,
     "print every issue, notes too",
     FOR_RUN | FOR_COUNT | FOR_MERGE | FOR_PLAN | FOR_VALIDATE, option_set_is_verbose},
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
