/*
 * preview.h - what is learned of each document before anything is counted.
 *
 * Which documents are duplicates of others, and which paragraphs stand in many,
 * only all documents together tell; where that decides what is counted, they
 * are all read once before (night_survey()).
 */
#ifndef RUN_PREVIEW_H
#define RUN_PREVIEW_H

#include <stddef.h>

struct worker;

/* Makes the sketch of document `index` and the hashes of its paragraphs,
 * whichever the job wants, and counts nothing; whatever is wrong with the
 * document is said when it is counted. */
void worker_preview(struct worker *worker, size_t index);

#endif
