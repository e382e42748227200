/* concordance.c - see concordance.h. Each term's lines are few, so the largest
 * rank is looked for rather than kept in a heap. */
#include "tally/concordance.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

void concordance_init(struct concordance *concordance, size_t term_count)
{
    *concordance = (struct concordance){
        .lines = memory_get_zeroed(term_count * CONCORDANCE_SAMPLE,
                                   sizeof(*concordance->lines)),
        .counts = memory_get_zeroed(term_count, 1),
        .term_count = term_count,
    };
}

static struct concordance_line *lines_of(const struct concordance *concordance,
                                         uint32_t term)
{
    return &concordance->lines[(size_t)term * CONCORDANCE_SAMPLE];
}

void concordance_empty(struct concordance *concordance)
{
    for (uint32_t term = 0; term < concordance->term_count; term++) {
        for (size_t i = 0; i < concordance->counts[term]; i++)
            free(lines_of(concordance, term)[i].text);
        concordance->counts[term] = 0;
    }
}

void concordance_release(struct concordance *concordance)
{
    concordance_empty(concordance);
    free(concordance->lines);
    free(concordance->counts);
    *concordance = (struct concordance){0};
}

/* -- Ranks ----------------------------------------------------------------- */

/* FNV-1a, 64 bits: short names, and the result must never change. */
static uint64_t hash_bytes(uint64_t hash, const void *bytes, size_t length)
{
    const unsigned char *b = bytes;

    for (size_t i = 0; i < length; i++)
        hash = (hash ^ b[i]) * 1099511628211U;
    return hash;
}

/* The finisher of MurmurHash3: FNV's high bits are poor. */
static uint64_t scramble(uint64_t hash)
{
    hash = (hash ^ hash >> 33) * 0xFF51AFD7ED558CCDU;
    hash = (hash ^ hash >> 33) * 0xC4CEB9FE1A85EC53U;
    return hash ^ hash >> 33;
}

uint64_t concordance_hash(const char *path)
{
    return hash_bytes(14695981039346656037U, path, strlen(path));
}

uint64_t concordance_rank(uint64_t path_hash, const char *term, uint32_t begin)
{
    return scramble(hash_bytes(path_hash, term, strlen(term)) + begin);
}

int concordance_compare(const void *a, const void *b)
{
    const struct concordance_line *x = a, *y = b;

    if (x->term != y->term)
        return x->term < y->term ? -1 : 1;
    if (x->document != y->document)
        return x->document < y->document ? -1 : 1;
    if (x->begin != y->begin)
        return x->begin < y->begin ? -1 : 1;
    return strcmp(x->hit, y->hit);
}

/* Hits that begin at one place have equal ranks, others may, if only just. */
static bool is_before(const struct concordance_line *a,
                      const struct concordance_line *b)
{
    return a->rank != b->rank ? a->rank < b->rank
                              : concordance_compare(a, b) < 0;
}

/* -- The sample ------------------------------------------------------------ */

static struct concordance_line *last_line(const struct concordance *concordance,
                                          uint32_t term)
{
    struct concordance_line *lines = lines_of(concordance, term);
    struct concordance_line *last = lines;

    for (size_t i = 1; i < concordance->counts[term]; i++)
        if (is_before(last, &lines[i]))
            last = &lines[i];
    return last;
}

bool concordance_wants(const struct concordance *concordance, uint32_t term,
                       uint64_t rank)
{
    return concordance->counts[term] < CONCORDANCE_SAMPLE ||
           rank <= last_line(concordance, term)->rank;
}

void concordance_keep(struct concordance *concordance,
                      const struct concordance_line *line)
{
    uint8_t *count = &concordance->counts[line->term];
    struct concordance_line *slot;

    if (*count < CONCORDANCE_SAMPLE) {
        lines_of(concordance, line->term)[(*count)++] = *line;
        return;
    }
    slot = last_line(concordance, line->term);
    if (is_before(line, slot)) {
        free(slot->text);
        *slot = *line;
    } else {
        free(line->text);
    }
}

void concordance_merge_term(struct concordance *into, struct concordance *from,
                            uint32_t term)
{
    for (size_t i = 0; i < from->counts[term]; i++)
        concordance_keep(into, &lines_of(from, term)[i]);
    from->counts[term] = 0;
}

void concordance_merge(struct concordance *into, struct concordance *from)
{
    for (uint32_t term = 0; term < from->term_count; term++)
        concordance_merge_term(into, from, term);
}

void concordance_sort(struct concordance *concordance)
{
    for (uint32_t term = 0; term < concordance->term_count; term++)
        qsort(lines_of(concordance, term), concordance->counts[term],
              sizeof(struct concordance_line), concordance_compare);
}

const struct concordance_line *
concordance_lines(const struct concordance *concordance, uint32_t term,
                  size_t *count)
{
    if (term >= concordance->term_count) {
        *count = 0;
        return NULL;
    }
    *count = concordance->counts[term];
    return lines_of(concordance, term);
}

/* -- Context --------------------------------------------------------------- */

/* Returns the paragraph that holds the byte `place`. */
static struct span paragraph_of(const struct segmented *document,
                                uint32_t place)
{
    const struct spans *paragraphs = &document->canonical.paragraphs;
    size_t low = 0, high = paragraphs->count;

    while (low + 1 < high) {
        size_t middle = low + (high - low) / 2;

        if (paragraphs->items[middle].begin <= place)
            low = middle;
        else
            high = middle;
    }
    return paragraphs->items[low];
}

/* Returns the stretch of the hit's paragraph to be shown. */
static struct span context_of(const struct segmented *document,
                              const struct hit *hit)
{
    const struct words *words = &document->words;
    struct span shown = paragraph_of(document, hit->span.begin);

    if (hit->first >= CONCORDANCE_CONTEXT_WORDS) {
        uint32_t begin =
            words->items[hit->first - CONCORDANCE_CONTEXT_WORDS].span.begin;

        shown.begin = begin > shown.begin ? begin : shown.begin;
    }
    if (hit->last + CONCORDANCE_CONTEXT_WORDS < words->count) {
        uint32_t end =
            words->items[hit->last + CONCORDANCE_CONTEXT_WORDS].span.end;

        shown.end = end < shown.end ? end : shown.end;
    }
    return shown;
}

static char *put_text(char *at, const struct segmented *document,
                      struct span span)
{
    memcpy(at, segmented_text(document, span), span_length(span));
    at[span_length(span)] = '\0';
    return at + span_length(span) + 1;
}

void concordance_make_text(struct concordance_line *line,
                           const struct segmented *document,
                           const struct hit *hit)
{
    struct span shown = context_of(document, hit);
    char *at = memory_get(span_length(shown) + 3);

    line->text = at;
    at = put_text(at, document, (struct span){shown.begin, hit->span.begin});
    line->hit = at;
    at = put_text(at, document, hit->span);
    line->right = at;
    put_text(at, document, (struct span){hit->span.end, shown.end});
}
