/* shelve.c - see shelve.h. */
#include "run/shelve.h"

#include <string.h>

#include "base/packing.h"
#include "run/worker_record.h"

/* The first number: bits. */
enum { HAS_DIGEST = 1, IS_READ = 2 };

/* -- From a worker --------------------------------------------------------- */

/* The issue of the stage that has just refused it. */
static void add_refusal(const struct worker *worker, struct buffer *out)
{
    const struct issue *issue = &worker->issues.items[worker->issues.count - 1];

    pack_string(out, issue->stage);
    pack_string(out, issue->message);
}

static void add_record(struct worker *worker, struct buffer *out)
{
    struct document_record record = worker_record(worker);

    record.is_brief = true;
    record_encode(&record, worker->vocabulary.types,
                  counter_forms(worker->counter), out);
}

struct shelved worker_shelve(struct worker *worker, size_t index, bool is_read)
{
    const struct document_result *result = &worker->job->results[index];
    struct buffer *out = &worker->scratch;
    char *kept;

    buffer_reset(out);
    pack_number(out, (result->has_digest ? HAS_DIGEST : 0) |
                         (is_read ? IS_READ : 0));
    if (result->has_digest)
        buffer_add(out, result->digest.bytes, DIGEST_SIZE);
    if (is_read)
        add_record(worker, out);
    else
        add_refusal(worker, out);
    kept = arena_get(&worker->kept, out->length);
    memcpy(kept, buffer_text(out), out->length);
    return (struct shelved){kept, out->length};
}

/* -- Back to a worker ------------------------------------------------------ */

static void take_digest(struct unpacking *from, struct document_result *result)
{
    const char *bytes = unpack_bytes(from, DIGEST_SIZE);

    if (bytes)
        memcpy(result->digest.bytes, bytes, DIGEST_SIZE);
    result->has_digest = bytes != NULL;
}

static void take_refusal(struct unpacking *from, struct worker *worker)
{
    const char *stage = unpack_string(from);
    const char *message = unpack_string(from);
    struct issue_place place = {
        .severity = SEVERITY_ERROR,
        .stage = arena_copy_text(&worker->kept, stage, strlen(stage))};

    if (!*stage || !unpacking_is_done(from))
        unpack_fail(from);
    else
        issues_add(&worker->issues, &place, "%s", message);
}

enum status worker_unshelve(struct worker *worker, size_t index,
                            const struct shelved *from, bool *is_read,
                            struct error *err)
{
    struct unpacking rest = {from->bytes, from->bytes + from->length, false};
    unsigned bits = (unsigned)unpack_number(&rest, HAS_DIGEST | IS_READ);
    struct record_bytes record;

    *is_read = (bits & IS_READ) != 0;
    if (bits & HAS_DIGEST)
        take_digest(&rest, &worker->job->results[index]);
    record = (struct record_bytes){rest.at, (size_t)(rest.end - rest.at), true};
    if (*is_read)
        return worker_read_record(worker, index, &record, err);
    take_refusal(&rest, worker);
    if (!rest.has_failed)
        return OK;
    return error_set(err, ERR_FORMAT, "what is said of it cannot be read");
}
