/* progress.c - see progress.h. */
#include "run/progress.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/memory.h"

enum { REDRAW_NANOSECONDS = 200000000, SECOND_NANOSECONDS = 1000000000 };

struct progress {
    size_t documents;
    uint64_t bytes;
    atomic_size_t documents_done;
    atomic_uint_fast64_t bytes_done;
    struct timespec begun;

    pthread_t thread;
    bool has_thread;
    pthread_mutex_t mutex; /* guards `ended` */
    pthread_cond_t end;
    bool ended;
};

static double seconds_since(const struct timespec *begun)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - begun->tv_sec) +
           (double)(now.tv_nsec - begun->tv_nsec) / SECOND_NANOSECONDS;
}

static void draw(struct progress *progress)
{
    double seconds = seconds_since(&progress->begun);
    double done = (double)atomic_load(&progress->bytes_done);
    double all = progress->bytes ? (double)progress->bytes : 1;

    fprintf(stderr, "\r%zu/%zu documents, %.0f%%, %.0f MB/s",
            atomic_load(&progress->documents_done), progress->documents,
            100 * done / all, seconds > 0 ? done / seconds / 1e6 : 0);
    if (done > 0 && done < all)
        fprintf(stderr, ", %.0f s left", seconds * (all - done) / done);
    fputs("\033[K", stderr); /* what an older, longer line left */
}

static void *redraw(void *argument)
{
    struct progress *progress = argument;
    struct timespec next;

    pthread_mutex_lock(&progress->mutex);
    while (!progress->ended) {
        clock_gettime(CLOCK_REALTIME, &next);
        next.tv_nsec += REDRAW_NANOSECONDS;
        next.tv_sec += next.tv_nsec / SECOND_NANOSECONDS;
        next.tv_nsec %= SECOND_NANOSECONDS;
        pthread_cond_timedwait(&progress->end, &progress->mutex, &next);
        if (!progress->ended)
            draw(progress);
    }
    pthread_mutex_unlock(&progress->mutex);
    return NULL;
}

struct progress *progress_begin(enum progress_mode mode, size_t documents,
                                uint64_t bytes)
{
    struct progress *progress;

    if (mode == PROGRESS_NEVER ||
        (mode == PROGRESS_AUTO && !isatty(STDERR_FILENO)))
        return NULL;
    progress = memory_get_zeroed(1, sizeof(*progress));
    progress->documents = documents;
    progress->bytes = bytes;
    clock_gettime(CLOCK_MONOTONIC, &progress->begun);
    pthread_mutex_init(&progress->mutex, NULL);
    pthread_cond_init(&progress->end, NULL);
    progress->has_thread = pthread_create(&progress->thread, NULL, redraw,
                                          progress) == 0;
    return progress;
}

void progress_add(struct progress *progress, uint64_t bytes)
{
    if (!progress)
        return;
    atomic_fetch_add(&progress->documents_done, 1);
    atomic_fetch_add(&progress->bytes_done, bytes);
}

void progress_add_part(struct progress *progress, uint64_t bytes)
{
    if (progress)
        atomic_fetch_add(&progress->bytes_done, bytes);
}

void progress_end(struct progress *progress)
{
    if (!progress)
        return;
    pthread_mutex_lock(&progress->mutex);
    progress->ended = true;
    pthread_cond_signal(&progress->end);
    pthread_mutex_unlock(&progress->mutex);
    if (progress->has_thread)
        pthread_join(progress->thread, NULL);
    fputs("\r\033[K", stderr);
    pthread_cond_destroy(&progress->end);
    pthread_mutex_destroy(&progress->mutex);
    free(progress);
}
