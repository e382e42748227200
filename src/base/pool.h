/*
 * pool.h - the same function on several threads.
 *
 *     pool_run(4, count_documents, &night);    calls it with worker 0 to 3
 *
 * The calling thread is worker 0, so one worker means no thread at all. Workers
 * share out work among themselves, with an atomic counter as a rule; pool_run()
 * returns when all are done.
 */
#ifndef BASE_POOL_H
#define BASE_POOL_H

#include <stddef.h>

enum { POOL_WORKERS_MAX = 1024 };

typedef void pool_work(void *context, size_t worker);

/* A thread that cannot be started leaves its share to the others, so `work`
 * must not count on all workers being there. */
void pool_run(size_t workers, pool_work *work, void *context);

/* Returns how many workers this machine can run at once, at least 1. */
size_t pool_default_workers(void);

#endif
