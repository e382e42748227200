/*
 * pieces.h - a large document, counted by all workers.
 *
 * One document of 200 MB would keep one worker busy alone, and its words would
 * take more memory than its text. So its canonical text is parted at paragraph
 * ends into pieces (settings->piece_bytes), if it has more than two. Nothing
 * that is counted crosses a paragraph but two things, so a piece is counted
 * like a small document: words, sentences, hits, units within paragraphs,
 * samples of hits. Tallies are integers and adding them is exact, so what the
 * pieces come to, in whatever order and by whomever, is what the document comes
 * to.
 *
 *   - The worker that takes the document from the queue owns it: it reads and
 *     canonicalises it, parts it, and puts it on the board. It then counts
 *     pieces, as does every worker that looks at the board, which all do
 * between documents and when the queue is empty.
 *   - Each worker adds up its pieces in a share of its own, in its own ids.
 *   - When all pieces are done the owner merges the shares as a night merges
 * its workers, through the texts of types and forms. A helper goes on learning
 *     words meanwhile, so its share has a list of the texts that it uses; the
 *     texts themselves never move (base/intern.h).
 *   - What crosses paragraphs, the document and windows of words as units, the
 *     owner counts last, from the hits of all pieces with their words numbered
 *     through.
 *
 * Whether a document is parted depends on its length and the size of pieces
 * alone, not on the number of workers; the reports are the same either way.
 */
#ifndef RUN_PIECES_H
#define RUN_PIECES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct worker;

/* The large documents with pieces left to count; shared by all workers. */
struct board;

/* `expected` is how many documents may turn out to be large. */
struct board *board_new(size_t expected);
void board_free(struct board *board);

/* Counts one piece of any document on the board; false where there is none. */
bool board_help(struct board *board, struct worker *worker);

/* Waits for a piece; false when no more large documents will come. */
bool board_wait(struct board *board);

/* One of the documents that were expected is done, large or not. */
void board_note_done(struct board *board);

/* Counts document `index`, which the worker has read but not segmented, with
 * whoever helps. Leaves in the worker its tally, its sample of hits, and what
 * patterns failed. */
void pieces_count(struct worker *worker, size_t index);

#endif
