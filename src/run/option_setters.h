/*
 * option_setters.h - readers of the options' values, for the table of options.
 *
 * Each reads the value of one option into the settings; "" is the value of a
 * flag. ERR_USAGE says what is wrong with the value and not of which option:
 * option_set() puts that in front.
 */
#ifndef RUN_OPTION_SETTERS_H
#define RUN_OPTION_SETTERS_H

#include "base/error.h"
#include "run/settings.h"

#define OPTION_SETTER(name)                                        \
    enum status name(struct settings *settings, const char *value, \
                     struct error *err)

OPTION_SETTER(set_corpus);
OPTION_SETTER(set_manifest);
OPTION_SETTER(set_lexicons);
OPTION_SETTER(set_reports);
OPTION_SETTER(set_group_by);
OPTION_SETTER(set_languages);
OPTION_SETTER(set_duplicates);
OPTION_SETTER(set_headings);
OPTION_SETTER(set_boilerplate);
OPTION_SETTER(set_boilerplate_share);
OPTION_SETTER(set_boilerplate_documents);
OPTION_SETTER(set_jobs);
OPTION_SETTER(set_units);
OPTION_SETTER(set_views);
OPTION_SETTER(set_window);
OPTION_SETTER(set_dialect);
OPTION_SETTER(set_hyphens);
OPTION_SETTER(set_overlap);
OPTION_SETTER(set_top_words);
OPTION_SETTER(set_candidates);
OPTION_SETTER(set_keep);
OPTION_SETTER(set_timeout);
OPTION_SETTER(set_store);
OPTION_SETTER(set_store_days);
OPTION_SETTER(set_shrink);
OPTION_SETTER(set_format);
OPTION_SETTER(set_raw_breaks);
OPTION_SETTER(set_syntax);
OPTION_SETTER(set_case);
OPTION_SETTER(set_sample);
OPTION_SETTER(set_seed);
OPTION_SETTER(set_shows_answers);
OPTION_SETTER(set_out);
OPTION_SETTER(set_key);
OPTION_SETTER(set_where);
OPTION_SETTER(set_columns);
OPTION_SETTER(set_rows);
OPTION_SETTER(set_describes);
OPTION_SETTER(set_is_svg);
OPTION_SETTER(set_is_png);
OPTION_SETTER(set_measure);
OPTION_SETTER(set_width);
OPTION_SETTER(set_dpi);
OPTION_SETTER(set_progress);
OPTION_SETTER(set_log_format);
OPTION_SETTER(set_is_quiet);
OPTION_SETTER(set_is_verbose);

#undef OPTION_SETTER

#endif
