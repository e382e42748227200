/* stop.c - see stop.h. */
#include "base/stop.h"

#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <string.h>
#include <time.h>

/* No signal has this number. */
enum { TIME_IS_UP = -1 };

static const int signals[] = {SIGTERM, SIGINT, SIGHUP};

static atomic_int wanted; /* the signal's number, or TIME_IS_UP; 0: none */
static size_t timeout_seconds;
static time_t deadline; /* of the monotonic clock; 0: none */

static time_t now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec;
}

/* The second one does what the first would have done by default. */
static void note_signal(int number)
{
    if (atomic_exchange(&wanted, number) <= 0)
        return;
    signal(number, SIG_DFL);
    raise(number);
}

void stop_begin(size_t limit_seconds)
{
    struct sigaction action = {.sa_handler = note_signal,
                               .sa_flags = SA_RESTART};
    struct sigaction before;

    sigemptyset(&action.sa_mask);
    atomic_store(&wanted, 0);
    timeout_seconds = limit_seconds;
    deadline = limit_seconds ? now() + (time_t)limit_seconds : 0;
    for (size_t i = 0; i < sizeof(signals) / sizeof(*signals); i++) {
        sigaction(signals[i], NULL, &before);
        if (before.sa_handler != SIG_IGN)
            sigaction(signals[i], &action, NULL);
    }
}

void stop_end(void)
{
    deadline = 0;
    atomic_store(&wanted, 0);
}

bool stop_is_wanted(void)
{
    int none = 0;

    if (deadline && now() >= deadline)
        atomic_compare_exchange_strong(&wanted, &none, TIME_IS_UP);
    return atomic_load(&wanted) != 0;
}

enum status stop_check(struct error *err)
{
    int why = stop_is_wanted() ? atomic_load(&wanted) : 0;
    const char *name;

    if (!why)
        return OK;
    if (why == TIME_IS_UP)
        return error_set(err, ERR_STOPPED,
                         "stopped, as it took longer than %zu seconds "
                         "(--timeout); nothing is published, and the reports "
                         "of the last run stay. Allow more time, or see what "
                         "became slow",
                         timeout_seconds);
    name = sigabbrev_np(why);
    return error_set(err, ERR_STOPPED,
                     "stopped by SIG%s; nothing is published, and the reports "
                     "of the last run stay. Run it again",
                     name ? name : "?");
}
