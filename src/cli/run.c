/* run.c - `policylex run`. */
#include <stdlib.h>

#include "base/stop.h"
#include "cli/command.h"
#include "cli/exit.h"
#include "run/log.h"
#include "run/run.h"

int end_night(const struct settings *settings, enum status status,
              struct run_outcome *outcome, const struct error *err)
{
    free(outcome->published);
    if (status != OK) {
        log_failure(settings, err);
        return exit_code_of(status);
    }
    return outcome->unreadable || outcome->unlisted ? EXIT_SOME_UNREADABLE
                                                    : EXIT_PUBLISHED;
}

int command_run(const struct settings *settings,
                const struct arguments *arguments)
{
    struct run_outcome outcome;
    struct error err;
    enum status status;

    (void)arguments;
    stop_begin(settings->timeout_seconds);
    status = run_night(settings, &outcome, &err);
    stop_end();
    return end_night(settings, status, &outcome, &err);
}
