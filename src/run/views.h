/*
 * views.h - what people look at beside the tables: report.html, policylex.xlsx.
 *
 * Both are made of the tables as they were written, so they show what the CSV
 * files say. The one time in them is when the tables were counted, or what
 * SOURCE_DATE_EPOCH says (https://reproducible-builds.org/specs/): the same
 * tables and time give the same bytes.
 */
#ifndef RUN_VIEWS_H
#define RUN_VIEWS_H

#include "run/night.h"

/* Writes what the settings ask for into the folder being built, where tables
 * and datapackage.json are; `run` is what run.json is going to say. Notes each
 * in night->views. ERR_CREATE, ERR_IO, ERR_STOPPED. */
MUST_USE enum status night_write_views(struct night *night, json_t *run,
                                       struct error *err);

/* Links the latest run's. Returns false where one is missing or was touched
 * since; then all are to be written. */
MUST_USE bool night_take_views(struct night *night);

#endif
