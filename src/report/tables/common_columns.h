/*
 * common_columns.h - columns that several tables have, described once.
 *
 *     static const struct column columns[COLUMNS] = {
 *         [GROUP_BY] = GROUP_BY_COLUMN,
 */
#ifndef REPORT_TABLES_COMMON_COLUMNS_H
#define REPORT_TABLES_COMMON_COLUMNS_H

#include "report/table.h"

#define GROUP_BY_COLUMN                                             \
    {                                                               \
        "group_by", COLUMN_TEXT,                                    \
            .is_required = true,                                    \
            .meaning = "Name of the metadata column whose values "  \
                       "are the groups; the same in all rows of a " \
                       "run."                                       \
    }

#define GROUP_COLUMN                                                    \
    {                                                                   \
        "group", COLUMN_TEXT,                                           \
            .is_key = true,                                             \
            .meaning = "Group of documents: a value of the column "     \
                       "named in group_by. \"(all)\" is the whole "     \
                       "corpus, \"(unknown)\" are the documents where " \
                       "the column is blank."                           \
    }

/* In tables whose rows are single documents or hits. */
#define DOCUMENT_GROUP_COLUMN                                        \
    {                                                                \
        "group", COLUMN_TEXT,                                        \
            .is_required = true,                                     \
            .meaning = "The group that the document belongs to, "    \
                       "\"(unknown)\" where the grouping column is " \
                       "blank."                                      \
    }

#define DOCUMENT_MEANING "Path of the document's file, from the corpus folder."
#define THEME_MEANING    "Theme of the lexicon."
#define TERM_MEANING     "Term of the theme, as the lexicon names it."

#define DOCUMENT_COLUMN                                                      \
    {                                                                        \
        "document", COLUMN_TEXT, .is_key = true, .meaning = DOCUMENT_MEANING \
    }

#define DATE_COLUMN                                                     \
    {                                                                   \
        "date", COLUMN_PARTIAL_DATE,                                    \
            .meaning = "Date of the document as far as it is known: "   \
                       "day, month or year. Blank where nothing gives " \
                       "a date."                                        \
    }

#define THEME_COLUMN                                                   \
    {                                                                  \
        "theme", COLUMN_TEXT, .is_key = true, .meaning = THEME_MEANING \
    }

#define TERM_COLUMN                                                  \
    {                                                                \
        "term", COLUMN_TEXT, .is_key = true, .meaning = TERM_MEANING \
    }

/* Meanings of columns that differ in their keys only. */
#define RATE_MEANING                                                          \
    "Hits per 10,000 words: 10,000 * hits / words. Blank where there are no " \
    "words."

#define RATE_INTERVAL_MEANING                                                \
    "end of the 95% interval of rate_per_10k_words, with documents as the "  \
    "sampled units: the ratio estimator on the log scale, its variance at "  \
    "least that of hits one by one, and Student's t with fewer degrees of "  \
    "freedom as hits are few, in bursts or in documents of unequal length "  \
    "(Cochran 1977; Kish 1965; Satterthwaite 1946); at most 10,000 or the "  \
    "rate. Without a hit it runs from 0 to the rate at which bursty hits "   \
    "would miss all these documents 1 time in 40. Blank for fewer than two " \
    "documents or no words; and with hits where the documents tell too "     \
    "little: fewer than two of equal length or as good as, or nearly all "   \
    "hits in one of a few."
#define RATE_LOW_MEANING  "Lower " RATE_INTERVAL_MEANING
#define RATE_HIGH_MEANING "Upper " RATE_INTERVAL_MEANING

#define RATE_UNIT "hits per 10,000 words"

#endif
