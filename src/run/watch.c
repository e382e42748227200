/*
 * watch.c - is tonight's input what last night's was? See night.h.
 *
 * Nobody looks before the reports are published, so that what a person would
 * stop at is looked for here. What may be meant, but had better not be
 * published unasked, is refused; what is merely odd is an issue.
 */
#include <stdlib.h>
#include <string.h>

#include "run/night.h"

void night_name(const struct night *night, char name[RUN_NAME_SIZE])
{
    struct tm parts;

    strftime(name, RUN_NAME_SIZE, "%Y-%m-%dT%H%M%SZ",
             gmtime_r(&night->begun, &parts));
}

/* The run's name and place in the order are publish.h's care. */
static void watch_clock(struct night *night)
{
    struct issue_place place = {.severity = SEVERITY_WARNING, .stage = "clock"};
    char *newest = publication_newest(&night->publication);
    char name[RUN_NAME_SIZE];

    night_name(night, name);
    if (newest && strncmp(newest, name, strlen(name)) > 0)
        issues_add(&night->issues, &place,
                   "it is %s by the clock, but there is a run of %s: the clock "
                   "is wrong, or was wrong then. This run is named after that "
                   "one, as the newest. Set the clock right",
                   name, newest);
    free(newest);
}

enum status night_watch(struct night *night, struct error *err)
{
    (void)err;
    watch_clock(night);
    return OK;
}
