/* candidates.c - candidates.csv: what to consider adding to a lexicon. */
#include "report/candidate.h"
#include "report/reports.h"
#include "report/tables/common_columns.h"

enum {
    THEME,
    KIND,
    RANK,
    CANDIDATE,
    RESEMBLES,
    DOCUMENTS,
    SENTENCES_WITH,
    SENTENCES_ELSEWHERE,
    G2,
    LOG_RATIO,
    DOCUMENT,
    SENTENCE_NUMBER,
    EXAMPLE,
    COLUMNS
};

static const char *const kinds[] = {
    [CANDIDATE_COMPANY] = "company", [CANDIDATE_SPELLING] = "spelling", NULL};

static const struct column columns[COLUMNS] = {
    [THEME] = THEME_COLUMN,
    [KIND] = {"kind", COLUMN_TEXT, .is_key = true, .values = kinds,
              .meaning = "company: a word, or a phrase of two to four, that "
                         "stands in the theme's sentences more than elsewhere; "
                         "spelling: a word that is one letter away from one "
                         "that the theme's terms found, and has at most a "
                         "tenth of its words."},
    [RANK] = {"rank", COLUMN_COUNT, .is_key = true,
              .meaning = "Place within theme and kind: by g2; spellings by "
                         "all their sentences."},
    [CANDIDATE] = {"candidate", COLUMN_TEXT, .is_required = true,
                   .meaning = "The word or phrase, case-folded. None of its "
                              "words is part of a hit of any theme; it neither "
                              "begins nor ends with a function word, a number "
                              "or a single letter. What stands in no sentence "
                              "without a longer phrase of the same table's "
                              "rules is left out for that one."},
    [RESEMBLES] = {"resembles", COLUMN_TEXT,
                   .meaning =
                       "The word of six letters or more, matched by a "
                       "term of the theme, that a spelling is one letter "
                       "away from: one more, one less, another, or two "
                       "that changed places (Damerau 1964). Blank for "
                       "company."},
    [DOCUMENTS] = {"documents", COLUMN_COUNT, .unit = "documents",
                   .meaning = "Documents with the sentences of "
                              "sentences_with_theme, at least 2; for spellings "
                              "with any of their sentences."},
    [SENTENCES_WITH] = {"sentences_with_theme", COLUMN_COUNT,
                        .unit = "sentences",
                        .meaning = "Sentences with the candidate in which a "
                                   "hit of the theme begins; for company at "
                                   "least 3."},
    [SENTENCES_ELSEWHERE] = {"sentences_elsewhere", COLUMN_COUNT,
                             .unit = "sentences",
                             .meaning = "Sentences with the candidate in which "
                                        "no hit of the theme begins."},
    [G2] = {"g2", COLUMN_MEASURE,
            .meaning = "Log likelihood ratio over four cells (Dunning 1993): "
                       "the theme's sentences with and without the candidate, "
                       "all others with and without it. Blank for spellings."},
    [LOG_RATIO] = {"log_ratio", COLUMN_MEASURE,
                   .meaning = "log2 of the candidate's share of the theme's "
                              "sentences to its share of the others, a zero "
                              "count taken as 0.5 (Hardie 2014). Blank for "
                              "spellings."},
    [DOCUMENT] = {"document", COLUMN_TEXT, .is_required = true,
                  .meaning = "Document of the example: " DOCUMENT_MEANING},
    [SENTENCE_NUMBER] = {"sentence_number", COLUMN_COUNT,
                         .meaning = "Sentence of the document, from 1."},
    [EXAMPLE] = {"example", COLUMN_TEXT,
                 .meaning =
                     "One of the sentences of the theme with the "
                     "candidate, chosen by a hash; for spellings, one of "
                     "all. At most 2,000 bytes."},
};

static const struct table table = {
    .name = "candidates",
    .title =
        "Words and phrases to consider for the lexicon (with --candidates)",
    .row = "theme, kind and rank",
    .order = "by theme, then by kind, then by rank",
    .columns = columns,
    .column_count = COLUMNS,
};

/* A spelling is an error or an inflection, not company. */
static void set_measures(const struct candidate *candidate, struct cell *row)
{
    struct measurement log_ratio = comparison_log_ratio(&candidate->counts);

    if (candidate->kind == CANDIDATE_SPELLING)
        return;
    row[G2] = cell_number(comparison_g2(&candidate->counts));
    if (log_ratio.is_defined)
        row[LOG_RATIO] = cell_number(log_ratio.value);
}

static enum status add_row(const struct results *results,
                           const struct candidate *candidate,
                           struct table_output *output, struct error *err)
{
    const struct comparison_counts *counts = &candidate->counts;
    struct cell row[COLUMNS] = {
        [THEME] = cell_string(
            results->lexicon->themes.items[candidate->theme].name),
        [KIND] = cell_string(kinds[candidate->kind]),
        [RANK] = cell_count(candidate->rank),
        [CANDIDATE] = cell_string(candidate->text),
        [RESEMBLES] = cell_string(candidate->resembles),
        [DOCUMENTS] = cell_count(candidate->documents),
        [SENTENCES_WITH] = cell_count(counts->f1),
        [SENTENCES_ELSEWHERE] = cell_count(counts->f2),
        [DOCUMENT] = cell_string(
            results->corpus->items.items[candidate->document].path),
        [SENTENCE_NUMBER] = cell_count((uint64_t)candidate->sentence + 1),
        [EXAMPLE] = cell_string(candidate->example),
    };

    set_measures(candidate, row);
    return table_row(output, row, err);
}

static enum status fill(const void *source, struct table_output *output,
                        struct error *err)
{
    const struct results *results = source;
    enum status status = OK;

    for (size_t i = 0; !status && i < results->candidate_count; i++)
        status = add_row(results, &results->candidates[i], output, err);
    return status;
}

const struct report report_candidates = {.table = &table, .fill = fill};
