/* merge.c - `policylex merge`: shard files into reports, or into one file. */
#include "base/stop.h"
#include "cli/command.h"
#include "cli/exit.h"
#include "run/log.h"
#include "run/run.h"

static int publish(const struct settings *settings,
                   const struct shard_paths *shards)
{
    struct run_outcome outcome;
    struct error err;
    enum status status = run_merge(settings, shards, &outcome, &err);

    return end_night(settings, status, &outcome, &err);
}

static int join(const struct settings *settings,
                const struct shard_paths *shards)
{
    struct error err;
    enum status status = run_join_shards(settings, shards, &err);

    if (status != OK)
        log_failure(settings, &err);
    return exit_code_of(status);
}

int command_merge(const struct settings *settings,
                  const struct arguments *arguments)
{
    struct shard_paths shards = {arguments->items, arguments->count};
    int code;

    stop_begin(settings->timeout_seconds);
    code = settings->out ? join(settings, &shards) : publish(settings, &shards);
    stop_end();
    return code;
}
