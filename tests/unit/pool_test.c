/* pool_test.c - every worker works once, at the same time as the others. */
#include "unit.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdbool.h>

#include "base/pool.h"

enum { WORKERS = 8 };

struct work {
    atomic_int calls[WORKERS];
    pthread_t threads[WORKERS];
    pthread_barrier_t barrier;
};

static void note_call(void *context, size_t worker)
{
    struct work *work = context;

    atomic_fetch_add(&work->calls[worker], 1);
    work->threads[worker] = pthread_self();
}

static void every_worker_is_called_once(void **state)
{
    struct work work = {0};

    (void)state;
    pool_run(WORKERS, note_call, &work);
    for (int i = 0; i < WORKERS; i++)
        assert_int_equal(work.calls[i], 1);
}

static void the_caller_is_worker_0(void **state)
{
    struct work work = {0};

    (void)state;
    pool_run(3, note_call, &work);
    assert_true(pthread_equal(work.threads[0], pthread_self()));
    assert_false(pthread_equal(work.threads[1], pthread_self()));
    assert_false(pthread_equal(work.threads[2], work.threads[1]));
}

static void one_worker_needs_no_thread(void **state)
{
    struct work work = {0};

    (void)state;
    pool_run(1, note_call, &work);
    assert_int_equal(work.calls[0], 1);
    assert_int_equal(work.calls[1], 0);
    assert_true(pthread_equal(work.threads[0], pthread_self()));
}

static void meet_all(void *context, size_t worker)
{
    struct work *work = context;

    pthread_barrier_wait(&work->barrier);
    note_call(context, worker);
}

/* Workers that came one after the other would wait for ever; the test runner
 * ends what takes too long. */
static void workers_work_at_the_same_time(void **state)
{
    struct work work = {0};

    (void)state;
    pthread_barrier_init(&work.barrier, NULL, WORKERS);
    pool_run(WORKERS, meet_all, &work);
    for (int i = 0; i < WORKERS; i++)
        assert_int_equal(work.calls[i], 1);
    pthread_barrier_destroy(&work.barrier);
}

static void the_default_is_what_may_be_used(void **state)
{
    cpu_set_t before, one;

    (void)state;
    assert_int_equal(sched_getaffinity(0, sizeof(before), &before), 0);
    assert_int_equal(pool_default_workers(), CPU_COUNT(&before));
    CPU_ZERO(&one);
    for (size_t i = 0; CPU_COUNT(&one) == 0; i++)
        if (CPU_ISSET(i, &before))
            CPU_SET(i, &one);
    assert_int_equal(sched_setaffinity(0, sizeof(one), &one), 0);
    assert_int_equal(pool_default_workers(), 1);
    assert_int_equal(sched_setaffinity(0, sizeof(before), &before), 0);
}

UNIT_MAIN(cmocka_unit_test(every_worker_is_called_once),
          cmocka_unit_test(the_caller_is_worker_0),
          cmocka_unit_test(one_worker_needs_no_thread),
          cmocka_unit_test(workers_work_at_the_same_time),
          cmocka_unit_test(the_default_is_what_may_be_used))
