/*
 * view_facts.h - what a view of a run says that the run's tables do not.
 *
 * The page and the workbook are made of a run's folder; of the world outside it
 * they know only this, so that the same folder and facts give the same bytes.
 */
#ifndef REPORT_VIEW_FACTS_H
#define REPORT_VIEW_FACTS_H

#include <time.h>

struct view_facts {
    const char *version; /* of the program that makes the view: "0.1.0" */
    time_t counted_at;   /* when the run began; the only time a view states */
};

#endif
