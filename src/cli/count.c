/* count.c - `policylex count`: one shard of a corpus into a file. */
#include "base/stop.h"
#include "cli/command.h"
#include "cli/exit.h"
#include "run/log.h"
#include "run/run.h"

static enum status check_settings(const struct settings *settings,
                                  struct error *err)
{
    if (!settings->shard.count)
        return error_set(err, ERR_USAGE,
                         "count: say which shard, as --shard 3/64 (the third "
                         "of 64)");
    if (!settings->out)
        return error_set(err, ERR_USAGE,
                         "count: say which file to write, as --out 3.part");
    return OK;
}

static void say(const struct settings *settings,
                const struct shard_outcome *outcome)
{
    const struct shard *shard = &settings->shard;

    if (outcome->was_there) {
        log_info(settings, "shard %u/%u: %s is there, and whole", shard->number,
                 shard->count, settings->out);
        return;
    }
    log_info(settings,
             "shard %u/%u: documents: %zu, unreadable: %zu, words: %llu; wrote "
             "%s (%.3f MB)",
             shard->number, shard->count, outcome->documents,
             outcome->unreadable, (unsigned long long)outcome->words,
             settings->out, (double)outcome->bytes / 1e6);
}

int command_count(const struct settings *settings,
                  const struct arguments *arguments)
{
    struct shard_outcome outcome;
    struct error err;
    enum status status;

    (void)arguments;
    stop_begin(settings->timeout_seconds);
    status = check_settings(settings, &err);
    if (status == OK)
        status = run_count_shard(settings, &outcome, &err);
    stop_end();
    if (status == OK)
        say(settings, &outcome);
    else
        log_failure(settings, &err);
    return exit_code_of(status);
}
