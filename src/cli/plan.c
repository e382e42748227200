/* plan.c - `policylex plan`. */
#include "run/plan.h"

#include <stdio.h>

#include "base/files.h"
#include "cli/command.h"
#include "cli/exit.h"
#include "run/log.h"

static void say_plan(const struct settings *settings, const struct plan *plan)
{
    const double megabyte = 1e6;
    struct plan_bytes bytes = plan_bytes(plan);

    log_info(settings,
             "%zu file%s, %.1f MB, in %zu shard%s of %.1f to %.1f MB; wrote %s",
             plan->file_count, plan->file_count == 1 ? "" : "s",
             (double)bytes.all / megabyte, settings->shards,
             settings->shards == 1 ? "" : "s", (double)bytes.least / megabyte,
             (double)bytes.most / megabyte,
             settings->out ? settings->out : "it to standard output");
}

static enum status write_out(const struct settings *settings,
                             const struct plan *plan, struct error *err)
{
    struct buffer csv = {0};
    enum status status = OK;

    plan_write(plan, &csv);
    if (buffer_is_full(&csv))
        status = error_set(err, ERR_LIMIT, "the plan is larger than 4 GB");
    else if (settings->out)
        status = file_write(settings->out, csv.data, csv.length, err);
    else
        fwrite(csv.data, 1, csv.length, stdout); /* main.c sees to the rest */
    buffer_release(&csv);
    return status;
}

static enum status make_plan(const struct settings *settings, struct plan *plan,
                             struct error *err)
{
    if (!settings->shards)
        return error_set(err, ERR_USAGE,
                         "how many shards? name their number with --shards");
    if (settings->out && plan_check_place(settings->out, err) != OK)
        return err->code;
    if (corpus_list(&plan->listing, settings->corpus, err) != OK)
        return err->code;
    if (!plan->listing.files.count)
        return error_set(err, ERR_MISSING,
                         "%s: there is no file in this folder; name another "
                         "with --corpus",
                         settings->corpus);
    for (size_t i = 0; i < plan->listing.issues.count; i++)
        log_issue(settings, &plan->listing.issues.items[i]);
    plan_make(plan, (uint32_t)settings->shards);
    if (write_out(settings, plan, err) != OK)
        return err->code;
    say_plan(settings, plan);
    return OK;
}

int command_plan(const struct settings *settings,
                 const struct arguments *arguments)
{
    struct plan plan = {0};
    struct error err;
    enum status status = make_plan(settings, &plan, &err);

    (void)arguments;
    if (status != OK)
        log_failure(settings, &err);
    plan_release(&plan);
    return exit_code_of(status);
}
