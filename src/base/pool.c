/* pool.c - see pool.h. */
#include "base/pool.h"

#include <pthread.h>
#include <sched.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/memory.h"

struct task {
    pthread_t thread;
    bool started;
    pool_work *work;
    void *context;
    size_t worker;
};

static void *run_task(void *argument)
{
    struct task *task = argument;

    task->work(task->context, task->worker);
    return NULL;
}

void pool_run(size_t workers, pool_work *work, void *context)
{
    struct task *tasks = memory_get_zeroed(workers, sizeof(*tasks));

    for (size_t i = 1; i < workers; i++) {
        tasks[i] = (struct task){.work = work, .context = context, .worker = i};
        tasks[i].started = pthread_create(&tasks[i].thread, NULL, run_task,
                                          &tasks[i]) == 0;
    }
    work(context, 0);
    for (size_t i = 1; i < workers; i++)
        if (tasks[i].started)
            pthread_join(tasks[i].thread, NULL);
    free(tasks);
}

size_t pool_default_workers(void)
{
    cpu_set_t allowed; /* a container or taskset may allow fewer than exist */
    int count = 1;

    if (sched_getaffinity(0, sizeof(allowed), &allowed) == 0)
        count = CPU_COUNT(&allowed);
    return count < 1 ? 1 : (size_t)count;
}
