/* makers.h - the functions that make a table's figure; see figure.c. */
#ifndef REPORT_FIGURES_MAKERS_H
#define REPORT_FIGURES_MAKERS_H

#include "base/attr.h"
#include "report/figures/job.h"

MUST_USE enum status make_frequency(struct figure_job *job, struct buffer *svg,
                                    struct error *err);
MUST_USE enum status make_comparison(struct figure_job *job, struct buffer *svg,
                                     struct error *err);
MUST_USE enum status make_change(struct figure_job *job, struct buffer *svg,
                                 struct error *err);
MUST_USE enum status make_trend(struct figure_job *job, struct buffer *svg,
                                struct error *err);
MUST_USE enum status make_cooccurrence(struct figure_job *job,
                                       struct buffer *svg, struct error *err);

#endif
