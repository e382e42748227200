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
    LOG_RATIO_LOW,
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
              .meaning =
                  "company: a word, or a phrase of two to four, that stands "
                  "in the theme's sentences more than elsewhere; spelling: a "
                  "word or phrase that looks like one that the theme's terms "
                  "found."},
    [RANK] = {"rank", COLUMN_COUNT, .is_key = true,
              .meaning =
                  "Place within theme and kind: by log_ratio_low; of "
                  "spellings those with all letters of what they resemble "
                  "come first, then by their sentences in all."},
    [CANDIDATE] = {"candidate", COLUMN_TEXT, .is_required = true,
                   .meaning =
                       "The word or phrase, case-folded. None of its words is "
                       "part of a hit of any theme; it neither begins nor "
                       "ends with a number, a single letter, a function word "
                       "of English or, in any language, a word that a tenth "
                       "of all sentences have, ten at least, and of which no "
                       "theme surely has twice its share. A phrase is left out "
                       "if a longer "
                       "one has four in five of its sentences with the theme "
                       "(as nested terms are told from terms by Frantzi, "
                       "Ananiadou & Mima 2000); if one before it is as often "
                       "round the same shorter phrase (pieces of a longer "
                       "one); or if one before it has the same sentences (of "
                       "a passage that returns)."},
    [RESEMBLES] = {"resembles", COLUMN_TEXT,
                   .meaning =
                       "The matched form of six letters or more that a "
                       "spelling has the letters of, joined, split or "
                       "hyphenated otherwise, or would have but for a slip in "
                       "one word: one letter more, one less, another, or two "
                       "that changed places (Damerau 1964), though not the "
                       "last letter alone or an apostrophe, which are endings. "
                       "A single word with a slip has at most a tenth as many "
                       "sentences as the form has hits. Blank for company."},
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
    [LOG_RATIO_LOW] =
        {"log_ratio_low", COLUMN_MEASURE,
         .meaning =
             "Lower end of the interval of log_ratio that holds at 95% over "
             "all candidates together (Bonferroni), those not listed "
             "included, with documents as what was sampled: it reaches from "
             "log_ratio as that of Katz et al. (1978) does, times the root of "
             "the design effect sum x^2 / sum x over documents with x "
             "sentences of the theme with the candidate (Rao & Scott 1992). "
             "At 0 or less it may be chance. Blank for spellings."},
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

/* A spelling is no company. */
static void set_measures(const struct candidate *candidate, struct cell *row)
{
    struct measurement log_ratio = comparison_log_ratio(&candidate->counts);

    if (candidate->kind == CANDIDATE_SPELLING)
        return;
    row[G2] = cell_number(comparison_g2(&candidate->counts));
    if (log_ratio.is_defined)
        row[LOG_RATIO] = cell_number(log_ratio.value);
    row[LOG_RATIO_LOW] = cell_number(candidate->log_ratio_low);
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
