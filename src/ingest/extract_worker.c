/* extract_worker.c - see extract_worker.h. */
#include "ingest/extract_worker.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "base/memory.h"
#include "ingest/extract.h"
#include "ingest/extract_faults.h"
#include "ingest/extract_message.h"
#include "ingest/extracted_bytes.h"
#include "ingest/prepare.h"
#include "ingest/sandbox.h"

enum { KEPT_BYTES = 4 * MEBIBYTE, EXIT_NOT_ASKED = 64 };

struct extract_worker {
    struct extract_question question;
    char *name; /* of EXTRACT_NAME_MAX + 1 */
    struct buffer bytes, facts;
    struct extracted out;
    bool has_faults;
};

/* -- Talking --------------------------------------------------------------- */

/* Ends the process when the worker is gone: nobody is left to tell. */
static void receive(struct iovec *pieces, size_t count)
{
    pieces_skip(&pieces, &count, 0);
    while (count) {
        struct msghdr message = {.msg_iov = pieces, .msg_iovlen = count};
        ssize_t got = recvmsg(STDIN_FILENO, &message, MSG_WAITALL);

        if (got <= 0)
            _exit(0);
        pieces_skip(&pieces, &count, (size_t)got);
    }
}

static void say(struct iovec *pieces, size_t count)
{
    pieces_skip(&pieces, &count, 0);
    while (count) {
        struct msghdr message = {.msg_iov = pieces, .msg_iovlen = count};
        ssize_t sent = sendmsg(STDIN_FILENO, &message, MSG_NOSIGNAL);

        if (sent < 0)
            _exit(0);
        pieces_skip(&pieces, &count, (size_t)sent);
    }
}

static void receive_question(struct extract_worker *worker)
{
    struct extract_question *question = &worker->question;
    struct iovec head = {question, sizeof(*question)};
    struct iovec rest[2];

    receive(&head, 1);
    if (question->magic != EXTRACT_MAGIC ||
        question->name_length > EXTRACT_NAME_MAX)
        _exit(EXIT_NOT_ASKED);
    buffer_reset(&worker->bytes);
    if (!buffer_reserve(&worker->bytes, question->bytes_length))
        memory_give_up(question->bytes_length);
    rest[0] = (struct iovec){worker->name, question->name_length};
    rest[1] = (struct iovec){worker->bytes.data, question->bytes_length};
    receive(rest, 2);
    worker->name[question->name_length] = '\0';
    worker->bytes.length = question->bytes_length;
    buffer_add(&worker->bytes, "", 0); /* its padding */
}

/* -- Serving --------------------------------------------------------------- */

/* The kernel ends the process (SIGPROF) after so much computing. */
static void limit_cpu(uint32_t cpu_ms)
{
    const struct itimerval limit = {
        .it_value = {.tv_sec = cpu_ms / 1000,
                     .tv_usec = cpu_ms % 1000 * 1000L}};

    setitimer(ITIMER_PROF, &limit, NULL);
}

static enum status extract(struct extract_worker *worker,
                           const struct format **format, struct error *err)
{
    struct source source = {.name = worker->name,
                            .bytes = &worker->bytes,
                            .part = worker->question.part};

    if (worker->has_faults) {
        extracted_reset(&worker->out);
        if (extract_fault(worker->name, &worker->out)) {
            *format = format_at(0);
            return OK;
        }
    }
    return document_extract(&source, &worker->out, format, err);
}

static void write_facts(struct extract_worker *worker)
{
    buffer_reset(&worker->facts);
    worker->facts.limit = EXTRACT_FACTS_MAX;
    extracted_facts_write(&worker->out, &worker->facts);
}

/* A text that met its limit may be a text cut off. */
static enum status check_output(struct extract_worker *worker,
                                struct error *err)
{
    if (buffer_is_full(&worker->out.text))
        return error_set(err, ERR_LIMIT,
                         "has more than %llu MB of text; split it",
                         (unsigned long long)worker->out.text.limit / MEBIBYTE);
    write_facts(worker);
    if (buffer_is_full(&worker->facts))
        return error_set(err, ERR_LIMIT,
                         "says more than %d MB of itself; remove its metadata",
                         EXTRACT_FACTS_MAX / MEBIBYTE);
    return OK;
}

/* A refused document has neither text nor metadata. */
static void refuse(struct extract_worker *worker, struct extract_answer *answer,
                   const struct error *err)
{
    extracted_reset(&worker->out);
    write_facts(worker);
    answer->status = (uint32_t)err->code;
    answer->sentence_length = (uint32_t)strlen(err->text);
}

static uint32_t row_of(const struct format *format)
{
    return format ? (uint32_t)(format - format_at(0)) + 1 : 0;
}

static void answer_question(struct extract_worker *worker)
{
    struct extracted *out = &worker->out;
    struct extract_answer answer = {.magic = EXTRACT_MAGIC};
    const struct format *format = NULL;
    struct error err = {.code = OK};

    limit_cpu(worker->question.cpu_ms);
    out->text.limit = worker->question.output_bytes;
    if (extract(worker, &format, &err) != OK ||
        check_output(worker, &err) != OK)
        refuse(worker, &answer, &err);
    answer.format = row_of(format);
    answer.paragraphs_known = out->paragraphs_known;
    answer.parts = out->parts;
    answer.kinds_length = out->kinds.count;
    answer.text_length = out->text.length;
    answer.facts_length = worker->facts.length;
    say((struct iovec[]){{&answer, sizeof(answer)},
                         {err.text, answer.sentence_length},
                         {worker->facts.data, worker->facts.length},
                         {out->kinds.items, out->kinds.count},
                         {out->text.data, out->text.length}},
        5);
}

/* One large document must not leave the next ones less memory. */
static void forget_much(struct extract_worker *worker)
{
    if (worker->bytes.capacity > KEPT_BYTES)
        buffer_release(&worker->bytes);
    if (worker->out.text.capacity > KEPT_BYTES)
        extracted_release(&worker->out);
}

static bool is_asked(void)
{
    int domain = 0;
    socklen_t size = sizeof(domain);

    return getsockopt(STDIN_FILENO, SOL_SOCKET, SO_DOMAIN, &domain, &size) ==
               0 &&
           domain == AF_UNIX;
}

/* A test may have it as on a system that cannot filter. */
static bool enter_sandbox(void)
{
    const char *fault = getenv(EXTRACT_FAULTS_SWITCH);

    return sandbox_enter_worker(EXTRACT_LIMITS.memory_bytes,
                                !fault || strcmp(fault, "unconfined") != 0);
}

int extract_worker_main(void)
{
    struct extract_worker worker = {
        .has_faults = getenv(EXTRACT_FAULTS_SWITCH) != NULL};
    struct extract_hello hello = {.magic = EXTRACT_MAGIC};

    if (!is_asked()) {
        fputs("policylex: " EXTRACT_WORKER_COMMAND
              " is started by policylex alone\n",
              stderr);
        return EXIT_NOT_ASKED;
    }
    sandbox_close_from(STDERR_FILENO + 1);
    worker.name = memory_get(EXTRACT_NAME_MAX + 1);
    extractors_prepare();
    hello.is_confined = enter_sandbox();
    say(&(struct iovec){&hello, sizeof(hello)}, 1);
    for (;;) {
        receive_question(&worker);
        answer_question(&worker);
        forget_much(&worker);
    }
}
