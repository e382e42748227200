/* validation_columns.h - columns that several validation tables have. */
#ifndef REPORT_TABLES_VALIDATION_COLUMNS_H
#define REPORT_TABLES_VALIDATION_COLUMNS_H

#include "report/table.h"
#include "report/tables/common_columns.h"

#define ITEM_COLUMN                                                         \
    {                                                                       \
        "item", COLUMN_COUNT,                                               \
            .is_key = true,                                                 \
            .meaning = "Number of the item, a sentence and a theme; the "   \
                       "same in sheet.csv and key.csv. The order within a " \
                       "theme is random."                                   \
    }

/* In tables whose key is another. */
#define ITEM_THEME_COLUMN                                                \
    {                                                                    \
        "theme", COLUMN_TEXT,                                            \
            .is_required = true,                                         \
            .meaning = "The theme that the sentence is to be judged by." \
    }

#define ITEM_DOCUMENT_COLUMN                                 \
    {                                                        \
        "document", COLUMN_TEXT, .is_required = true,        \
                                 .meaning = DOCUMENT_MEANING \
    }

#define ITEM_SENTENCE_NUMBER_COLUMN                                       \
    {                                                                     \
        "sentence_number", COLUMN_COUNT,                                  \
            .is_required = true,                                          \
            .meaning = "Number of the sentence in the document, from 1, " \
                       "as in concordance.csv."                           \
    }

#define ITEM_SENTENCE_COLUMN                                               \
    {                                                                      \
        "sentence", COLUMN_TEXT,                                           \
            .is_required = true,                                           \
            .meaning = "The sentence; beyond 8,000 bytes it ends in [...]" \
                       "."                                                 \
    }

#define ITEM_TERMS_COLUMN                                                 \
    {                                                                     \
        "terms", COLUMN_TEXT,                                             \
            .meaning = "Terms of the theme that have a hit in the "       \
                       "sentence, with \" | \" between. Blank where the " \
                       "program found none."                              \
    }

extern const char *const yes_or_no[]; /* the values of an answer */

#endif
