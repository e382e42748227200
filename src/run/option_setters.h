/*
 * option_setters.h - readers of the options' values, for the table of options.
 *
 * Each reads the value of one option into the settings; "" is the value of a
 * flag. ERR_USAGE says what is wrong with the value and not of which option:
 * option_set() puts that in front. (Their names are long since R's library has
 * a set_seed() of its own, which a shorter one would take the place of.)
 */
#ifndef RUN_OPTION_SETTERS_H
#define RUN_OPTION_SETTERS_H

#include "base/error.h"
#include "run/settings.h"

#define OPTION_SETTER(name)                                        \
    enum status name(struct settings *settings, const char *value, \
                     struct error *err)

OPTION_SETTER(option_set_corpus);
OPTION_SETTER(option_set_manifest);
OPTION_SETTER(option_set_lexicons);
OPTION_SETTER(option_set_reports);
OPTION_SETTER(option_set_group_by);
OPTION_SETTER(option_set_languages);
OPTION_SETTER(option_set_duplicates);
OPTION_SETTER(option_set_headings);
OPTION_SETTER(option_set_boilerplate);
OPTION_SETTER(option_set_boilerplate_share);
OPTION_SETTER(option_set_boilerplate_documents);
OPTION_SETTER(option_set_jobs);
OPTION_SETTER(option_set_units);
OPTION_SETTER(option_set_views);
OPTION_SETTER(option_set_window);
OPTION_SETTER(option_set_dialect);
OPTION_SETTER(option_set_hyphens);
OPTION_SETTER(option_set_overlap);
OPTION_SETTER(option_set_top_words);
OPTION_SETTER(option_set_candidates);
OPTION_SETTER(option_set_keep);
OPTION_SETTER(option_set_timeout);
OPTION_SETTER(option_set_store);
OPTION_SETTER(option_set_store_days);
OPTION_SETTER(option_set_shrink);
OPTION_SETTER(option_set_shard);
OPTION_SETTER(option_set_plan);
OPTION_SETTER(option_set_shards);
OPTION_SETTER(option_set_format);
OPTION_SETTER(option_set_raw_breaks);
OPTION_SETTER(option_set_syntax);
OPTION_SETTER(option_set_case);
OPTION_SETTER(option_set_sample);
OPTION_SETTER(option_set_seed);
OPTION_SETTER(option_set_shows_answers);
OPTION_SETTER(option_set_out);
OPTION_SETTER(option_set_key);
OPTION_SETTER(option_set_where);
OPTION_SETTER(option_set_columns);
OPTION_SETTER(option_set_rows);
OPTION_SETTER(option_set_describes);
OPTION_SETTER(option_set_is_svg);
OPTION_SETTER(option_set_is_png);
OPTION_SETTER(option_set_measure);
OPTION_SETTER(option_set_width);
OPTION_SETTER(option_set_dpi);
OPTION_SETTER(option_set_progress);
OPTION_SETTER(option_set_log_format);
OPTION_SETTER(option_set_is_quiet);
OPTION_SETTER(option_set_is_verbose);

#undef OPTION_SETTER

#endif
