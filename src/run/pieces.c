/* pieces.c - see pieces.h. Read count_piece() and pieces_count() first. */
#include "run/pieces.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "base/stop.h"
#include "run/process.h"
#include "run/progress.h"

struct piece {
    struct spans paragraphs;    /* some of the document's: borrowed */
    struct hits hits;           /* words numbered within the piece */
    struct failures failures;   /* in the piece */
    struct signature signature; /* of the piece */
    size_t words, sentences;    /* how many */
};

struct name {
    const char *text;
    size_t length;
};

struct names VECTOR_OF(struct name);

/* What one worker counted of a document. */
struct share {
    const struct worker *by;
    struct tally tally;         /* ids are the worker's */
    struct names types, forms;  /* their texts, by id */
    struct concordance samples; /* sentences numbered within their pieces */
};

struct large {
    struct large *next; /* on the board */
    size_t index;       /* of the document */
    const struct canonical *canonical;
    struct pieces VECTOR_OF(struct piece) pieces;
    size_t taken, done; /* pieces; guarded by the board */
    struct shares VECTOR_OF(struct share *) shares; /* guarded likewise */
};

struct board {
    pthread_mutex_t lock;   /* guards all below, and what large says */
    pthread_cond_t changed; /* a document came or went, or was finished */
    struct large *first;    /* documents with pieces not yet taken */
    atomic_bool is_empty;   /* no such document: to be asked without the lock */
    size_t expected;
};

/* -- The board ------------------------------------------------------------- */

struct board *board_new(size_t expected)
{
    struct board *board = memory_get_zeroed(1, sizeof(*board));

    pthread_mutex_init(&board->lock, NULL);
    pthread_cond_init(&board->changed, NULL);
    atomic_init(&board->is_empty, true);
    board->expected = expected;
    return board;
}

void board_free(struct board *board)
{
    if (!board)
        return;
    pthread_cond_destroy(&board->changed);
    pthread_mutex_destroy(&board->lock);
    free(board);
}

static void put_on_board(struct board *board, struct large *large)
{
    pthread_mutex_lock(&board->lock);
    large->next = board->first;
    board->first = large;
    atomic_store(&board->is_empty, false);
    pthread_cond_broadcast(&board->changed);
    pthread_mutex_unlock(&board->lock);
}

bool board_wait(struct board *board)
{
    bool has_pieces;

    pthread_mutex_lock(&board->lock);
    while (!board->first && board->expected)
        pthread_cond_wait(&board->changed, &board->lock);
    has_pieces = board->first != NULL;
    pthread_mutex_unlock(&board->lock);
    return has_pieces;
}

void board_note_done(struct board *board)
{
    pthread_mutex_lock(&board->lock);
    board->expected--;
    pthread_cond_broadcast(&board->changed);
    pthread_mutex_unlock(&board->lock);
}

/* Returns the worker's share of the document. */
static struct share *share_of(struct large *large, const struct worker *worker)
{
    struct share *share;

    for (size_t i = 0; i < large->shares.count; i++)
        if (large->shares.items[i]->by == worker)
            return large->shares.items[i];
    share = memory_get_zeroed(1, sizeof(*share));
    share->by = worker;
    concordance_init(&share->samples, worker->job->inputs->lexicon.terms.count);
    *VECTOR_PUSH(&large->shares) = share;
    return share;
}

/* Takes the next piece of the document off the board, and the document too when
 * it was the last. The lock is held. */
static struct piece *take_piece(struct board *board, struct large *large)
{
    struct piece *piece = &large->pieces.items[large->taken++];
    struct large **link = &board->first;

    if (large->taken < large->pieces.count)
        return piece;
    while (*link != large)
        link = &(*link)->next;
    *link = large->next;
    atomic_store(&board->is_empty, board->first == NULL);
    return piece;
}

/* -- A piece --------------------------------------------------------------- */

static void learn_names(struct names *names, const struct interner *interner)
{
    for (size_t id = names->count; id < intern_count(interner); id++) {
        struct name *name = VECTOR_PUSH(names);

        name->text = intern_text(interner, (uint32_t)id, &name->length);
    }
}

/* The piece is a document that borrows its text. */
static void count_piece(struct worker *worker, const struct large *large,
                        struct piece *piece, struct share *share)
{
    const struct job *job = worker->job;
    struct segmented *text = &worker->piece;
    struct matcher_options options = {.overlap = job->settings->overlap};

    text->canonical.text = large->canonical->text;
    text->canonical.paragraphs = piece->paragraphs;
    segmented_read_paragraphs(text, &job->inputs->rules);
    vocabulary_add(&worker->vocabulary, text->canonical.text.data,
                   &text->words);
    if (job->signs) {
        signature_init(&piece->signature);
        signer_add(worker->signer, &text->words, &piece->signature);
    }
    matcher_find(worker->matcher, text, &options, &piece->hits);
    worker_take_failures(worker, &piece->failures);
    counter_count_piece(worker->counter, text, &piece->hits, &worker->tally);
    tally_add_document(&share->tally, &worker->tally);
    worker_sample_hits(worker, large->index, text, &piece->hits,
                       &share->samples);
    learn_names(&share->types, worker->vocabulary.types);
    learn_names(&share->forms, counter_forms(worker->counter));
    piece->words = text->words.count;
    piece->sentences = text->sentences.count;
    text->canonical = (struct canonical){0};
}

static uint64_t piece_bytes(const struct piece *piece)
{
    return piece->paragraphs.items[piece->paragraphs.count - 1].end -
           piece->paragraphs.items[0].begin;
}

/* Counts one piece of the document. The lock is held, but for the counting. */
static void help_with(struct board *board, struct worker *worker,
                      struct large *large)
{
    struct piece *piece = take_piece(board, large);
    struct share *share = share_of(large, worker);

    pthread_mutex_unlock(&board->lock);
    if (!stop_is_wanted())
        count_piece(worker, large, piece, share);
    progress_add_part(worker->job->progress, piece_bytes(piece));
    pthread_mutex_lock(&board->lock);
    if (++large->done == large->pieces.count)
        pthread_cond_broadcast(&board->changed);
}

bool board_help(struct board *board, struct worker *worker)
{
    struct large *large;

    if (atomic_load(&board->is_empty))
        return false;
    pthread_mutex_lock(&board->lock);
    large = board->first;
    if (large) {
        memory_set_context(worker->job->documents[large->index].path);
        help_with(board, worker, large);
        memory_set_context(NULL);
    }
    pthread_mutex_unlock(&board->lock);
    return large != NULL;
}

/* -- The document ---------------------------------------------------------- */

/* Parts the text at the first paragraph's end after `most` bytes each. */
static void part(struct large *large, size_t most)
{
    const struct spans *paragraphs = &large->canonical->paragraphs;
    struct piece *piece = NULL;

    for (size_t i = 0; i < paragraphs->count; i++) {
        if (!piece || piece_bytes(piece) >= most) {
            piece = VECTOR_PUSH(&large->pieces);
            *piece = (struct piece){.paragraphs.items = &paragraphs->items[i]};
        }
        piece->paragraphs.count++;
    }
}

static uint32_t *translate(struct interner *into, const struct names *names)
{
    uint32_t *ids = memory_get(names->count * sizeof(*ids));

    for (size_t i = 0; i < names->count; i++)
        ids[i] = intern(into, names->items[i].text, names->items[i].length);
    return ids;
}

/* Adds up the shares, in the worker's ids. */
static void merge_tallies(struct worker *worker, const struct large *large,
                          struct document_tally *out)
{
    struct tally sum = {0};

    for (size_t i = 0; i < large->shares.count; i++) {
        const struct share *share = large->shares.items[i];
        uint32_t *types = translate(worker->vocabulary.types, &share->types);
        uint32_t *forms = translate(counter_forms(worker->counter),
                                    &share->forms);

        tally_merge(&sum, &share->tally,
                    (struct tally_ids){.types = types, .forms = forms});
        free(types);
        free(forms);
    }
    document_tally_take(out, &sum);
}

/* Strings the pieces' hits together, numbering words through the document. */
static void join_hits(const struct large *large, struct hits *out)
{
    uint32_t words = 0;

    out->count = 0;
    for (size_t i = 0; i < large->pieces.count; i++) {
        const struct piece *piece = &large->pieces.items[i];

        for (size_t k = 0; k < piece->hits.count; k++) {
            struct hit hit = piece->hits.items[k];

            hit.first += words;
            hit.last += words;
            *VECTOR_PUSH(out) = hit;
        }
        words += (uint32_t)piece->words;
    }
}

/* At most one of a pattern, the first in the document. */
static void join_failures(const struct large *large, struct failures *out)
{
    out->count = 0;
    for (size_t i = 0; i < large->pieces.count; i++) {
        const struct failures *failures = &large->pieces.items[i].failures;

        for (size_t k = 0; k < failures->count; k++) {
            size_t known = 0;

            while (known < out->count &&
                   out->items[known].pattern != failures->items[k].pattern)
                known++;
            if (known == out->count)
                *VECTOR_PUSH(out) = failures->items[k];
        }
    }
}

/* Returns how many sentences come before the piece that holds the byte. */
static size_t sentences_before(const struct large *large, uint32_t byte)
{
    size_t sentences = 0;

    for (size_t i = 0;
         i + 1 < large->pieces.count &&
         large->pieces.items[i + 1].paragraphs.items->begin <= byte;
         i++)
        sentences += large->pieces.items[i].sentences;
    return sentences;
}

static void join_signatures(const struct large *large, struct signature *out)
{
    signature_init(out);
    for (size_t i = 0; i < large->pieces.count; i++)
        signature_join(out, &large->pieces.items[i].signature);
}

static void join_samples(const struct large *large, struct concordance *out)
{
    for (size_t i = 0; i < large->shares.count; i++) {
        struct concordance *samples = &large->shares.items[i]->samples;

        for (uint32_t term = 0; term < samples->term_count; term++) {
            struct concordance_line *lines =
                &samples->lines[(size_t)term * CONCORDANCE_SAMPLE];

            for (size_t k = 0; k < samples->counts[term]; k++)
                lines[k].sentence += (uint32_t)sentences_before(large,
                                                                lines[k].begin);
        }
        concordance_merge(out, samples);
    }
}

static void release(struct large *large)
{
    for (size_t i = 0; i < large->pieces.count; i++) {
        free(large->pieces.items[i].hits.items);
        free(large->pieces.items[i].failures.items);
    }
    for (size_t i = 0; i < large->shares.count; i++) {
        struct share *share = large->shares.items[i];

        tally_release(&share->tally);
        concordance_release(&share->samples);
        free(share->types.items);
        free(share->forms.items);
        free(share);
    }
    free(large->pieces.items);
    free(large->shares.items);
}

/* Counts pieces while there are any, then waits for the helpers' last ones. */
static void count_pieces(struct worker *worker, struct large *large)
{
    struct board *board = worker->job->board;

    put_on_board(board, large);
    pthread_mutex_lock(&board->lock);
    while (large->taken < large->pieces.count)
        help_with(board, worker, large);
    while (large->done < large->pieces.count)
        pthread_cond_wait(&board->changed, &board->lock);
    pthread_mutex_unlock(&board->lock);
}

void pieces_count(struct worker *worker, size_t index)
{
    const struct reader *reader = &worker->reader;
    struct large large = {.index = index, .canonical = &reader->text.canonical};

    part(&large, worker->job->settings->piece_bytes);
    count_pieces(worker, &large);
    merge_tallies(worker, &large, &worker->tally);
    worker->tally.totals.documents = 1;
    worker->tally.totals.bytes = reader->size_bytes;
    worker->tally.totals.characters = reader->text.characters;
    join_hits(&large, &worker->hits);
    counter_count_whole(worker->counter, &worker->hits, &worker->tally);
    join_failures(&large, &worker->failures);
    join_signatures(&large, &worker->signature);
    join_samples(&large, &worker->samples);
    release(&large);
}
