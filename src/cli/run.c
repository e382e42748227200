/* run.c - `policylex run`. */
#include <stdlib.h>

#include "cli/command.h"
#include "cli/exit.h"
#include "run/log.h"
#include "run/run.h"

int command_run(const struct settings *settings,
                const struct arguments *arguments)
{
    struct run_outcome outcome;
    struct error err;
    enum status status = run_night(settings, &outcome, &err);

    (void)arguments;
    free(outcome.published);
    if (status != OK) {
        log_failure(settings, &err);
        return exit_code_of(status);
    }
    return outcome.unreadable ? EXIT_SOME_UNREADABLE : EXIT_PUBLISHED;
}
