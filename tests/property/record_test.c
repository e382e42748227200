/*
 * record_test.c - a document's record: the same bytes whichever worker made
 * them, the same counts read back by any other, and no harm from any bytes.
 *
 *     RECORD_ROUNDS=17 record_test               repeats round 17 alone
 *     RECORD_ROUNDS=17 RECORD_FILE=f record_test writes its record to f
 */
#include "random_record.h"

/* -- Laws ------------------------------------------------------------------ */

#define CLAIM(claim)                                          \
    do {                                                      \
        if (!(claim)) {                                       \
            printf("#   %d: not so: %s\n", __LINE__, #claim); \
            return false;                                     \
        }                                                     \
    } while (0)

static void encode(const struct side *side, struct buffer *out)
{
    buffer_reset(out);
    record_encode(&side->record, side->types, side->forms, out);
}

/* From bytes with nothing readable behind them. */
static enum status decode(const char *bytes, size_t length, struct side *side)
{
    char *exact = malloc(length ? length : 1);
    struct record_reader reader = {.types = side->types,
                                   .forms = side->forms,
                                   .kept = &side->kept,
                                   .document = 7,
                                   .theme_count = THEMES,
                                   .term_count = TERMS,
                                   .pattern_count = PATTERNS,
                                   .is_brief = side->record.is_brief};
    struct error err;
    enum status status;

    memcpy(exact, bytes, length);
    status = record_decode(exact, length, &reader, &side->record, &err);
    free(exact);
    return status;
}

static bool are_same_types(const struct side *a, const struct side *b)
{
    CLAIM(a->tally.types.count == b->tally.types.count);
    for (size_t i = 0; i < b->tally.types.count; i++) {
        struct type_words type = b->tally.types.items[i];
        size_t length, k = 0;
        const char *text = intern_text(b->types, type.type, &length);
        uint32_t id;

        CLAIM(intern_find(a->types, text, length, &id));
        while (k < a->tally.types.count && a->tally.types.items[k].type != id)
            k++;
        CLAIM(k < a->tally.types.count);
        CLAIM(a->tally.types.items[k].words == type.words);
    }
    return true;
}

static bool are_same_forms(const struct side *a, const struct side *b)
{
    const struct count_list *x = &a->tally.counts[TALLY_FORMS];
    const struct count_list *y = &b->tally.counts[TALLY_FORMS];

    CLAIM(x->count == y->count);
    for (size_t i = 0; i < y->count; i++) {
        size_t k = 0;
        uint32_t id;
        uint64_t key = y->items[i].key;
        const char *text = intern_text(b->forms, (uint32_t)key, NULL);

        CLAIM(i == 0 || y->items[i - 1].key < key);
        CLAIM(intern_find(a->forms, text, strlen(text), &id));
        key = pair_key((uint32_t)(key >> 32), id);
        while (k < x->count && x->items[k].key != key)
            k++;
        CLAIM(k < x->count && x->items[k].count == y->items[i].count);
    }
    return true;
}

static bool are_same_counts(const struct document_tally *a,
                            const struct document_tally *b)
{
    CLAIM(memcmp(&a->totals, &b->totals, sizeof(a->totals)) == 0);
    for (int kind = 0; kind < TALLY_KINDS; kind++) {
        CLAIM(a->counts[kind].count == b->counts[kind].count);
        for (size_t i = 0; kind != TALLY_FORMS && i < a->counts[kind].count;
             i++) {
            CLAIM(a->counts[kind].items[i].key == b->counts[kind].items[i].key);
            CLAIM(a->counts[kind].items[i].count ==
                  b->counts[kind].items[i].count);
        }
    }
    return true;
}

static bool is_same_line(const struct concordance_line *a,
                         const struct concordance_line *b)
{
    return a->begin == b->begin && a->sentence == b->sentence &&
           a->rank == b->rank && b->document == 7 &&
           strcmp(a->text, b->text) == 0 && strcmp(a->hit, b->hit) == 0 &&
           strcmp(a->right, b->right) == 0;
}

static bool are_same_samples(struct concordance *a, struct concordance *b)
{
    concordance_sort(a);
    concordance_sort(b);
    for (uint32_t term = 0; term < TERMS; term++) {
        size_t x, y;
        const struct concordance_line *of_a = concordance_lines(a, term, &x);
        const struct concordance_line *of_b = concordance_lines(b, term, &y);

        CLAIM(x == y);
        for (size_t i = 0; i < x; i++)
            CLAIM(is_same_line(&of_a[i], &of_b[i]));
    }
    return true;
}

static bool are_same_facts(const struct extracted *a, const struct extracted *b)
{
    CLAIM(strcmp(a->encoding, b->encoding) == 0);
    CLAIM(!date_compare(a->dateline, b->dateline));
    CLAIM(b->dateline_known &&
          date_is_known(b->dateline) == (a->text.length > 0));
    CLAIM(a->metadata.count == b->metadata.count);
    for (size_t i = 0; i < a->metadata.count; i++) {
        CLAIM(!strcmp(a->metadata.items[i].key, b->metadata.items[i].key));
        CLAIM(!strcmp(a->metadata.items[i].value, b->metadata.items[i].value));
    }
    CLAIM(a->issues.count == b->issues.count);
    for (size_t i = 0; i < a->issues.count; i++) {
        const struct issue *x = &a->issues.items[i], *y = &b->issues.items[i];

        CLAIM(x->severity == y->severity && !strcmp(x->stage, y->stage));
        CLAIM(!strcmp(x->place, y->place) && !strcmp(x->message, y->message));
    }
    return true;
}

static bool are_same_rest(const struct document_record *a,
                          const struct document_record *b)
{
    CLAIM(a->heading_words == b->heading_words);
    CLAIM(a->boilerplate_words == b->boilerplate_words);
    CLAIM(!strcmp(a->format, b->format));
    CLAIM(!strcmp(a->language, b->language));
    CLAIM(a->failures->count == b->failures->count);
    for (size_t i = 0; i < a->failures->count; i++)
        CLAIM(!memcmp(&a->failures->items[i], &b->failures->items[i],
                      sizeof(*a->failures->items)));
    CLAIM(a->sketch->words == b->sketch->words);
    CLAIM(a->sketch->text == b->sketch->text);
    CLAIM(a->sketch->words < NEAR_WORDS_MIN ||
          !memcmp(a->sketch->bins, b->sketch->bins, sizeof(a->sketch->bins)));
    return true;
}

static bool are_same(struct side *a, struct side *b)
{
    return are_same_counts(&a->tally, &b->tally) &&
           are_same_counts(&a->headings, &b->headings) &&
           are_same_types(a, b) && are_same_forms(a, b) &&
           are_same_samples(&a->samples, &b->samples) &&
           are_same_facts(&a->extracted, &b->extracted) &&
           are_same_rest(&a->record, &b->record);
}

/* A record cut short is refused; one with a byte changed is refused or read,
 * and what was read of it is written and read again as the same. */
static bool survives_damage(struct random *random, const struct buffer *record,
                            bool is_brief)
{
    struct side side, again;
    struct buffer copy = {0}, first = {0}, second = {0};
    bool is_cut_seen, is_stable = true;

    side_init(&side);
    side_init(&again);
    side.record.is_brief = again.record.is_brief = is_brief;
    is_cut_seen = decode(record->data, random_below(random, record->length),
                         &side) == ERR_FORMAT;
    buffer_add(&copy, record->data, record->length);
    copy.data[random_below(random, copy.length)] ^=
        (char)(1 << random_below(random, 8));
    if (decode(copy.data, copy.length, &side) == OK) {
        encode(&side, &first);
        is_stable = decode(first.data, first.length, &again) == OK;
        encode(&again, &second);
        is_stable &= first.length == second.length &&
                     memcmp(first.data, second.data, first.length) == 0;
    }
    buffer_release(&copy);
    buffer_release(&first);
    buffer_release(&second);
    side_release(&side);
    side_release(&again);
    CLAIM(is_cut_seen);
    CLAIM(is_stable);
    return true;
}

static void save(const struct buffer *record)
{
    const char *path = getenv("RECORD_FILE");
    FILE *file = path ? fopen(path, "wb") : NULL;

    if (!file)
        return;
    fwrite(record->data, 1, record->length, file);
    fclose(file);
}

static bool are_same_bytes(const struct buffer *a, const struct buffer *b)
{
    CLAIM(a->length == b->length);
    CLAIM(memcmp(a->data, b->data, a->length) == 0);
    return true;
}

static bool is_read(const struct buffer *record, struct side *reader)
{
    CLAIM(decode(record->data, record->length, reader) == OK);
    return true;
}

/* -- Brief records --------------------------------------------------------- */

/* Takes away what a brief record leaves out. */
static void shorten(struct side *side)
{
    for (int kind = 0; kind < TALLY_KINDS; kind++)
        if (kind != TALLY_THEMES && kind != TALLY_TERMS &&
            kind != (int)tally_unit_kind(UNIT_SENTENCE, UNIT_THEMES))
            side->tally.counts[kind].count = 0;
    side->tally.types.count = 0;
    document_tally_release(&side->headings);
    concordance_empty(&side->samples);
}

/* Is the document's brief record, from either worker, what a document is
 * written as that has no more, and read as that? */
static bool is_good_in_brief(struct random *random, struct side sides[2])
{
    struct side reader;
    struct buffer whole = {0}, rest = {0};
    bool is_good;

    side_init(&reader);
    sides[0].record.is_brief = sides[1].record.is_brief = true;
    reader.record.is_brief = true;
    encode(&sides[1], &whole);
    shorten(&sides[0]);
    encode(&sides[0], &rest);
    is_good = are_same_bytes(&whole, &rest) && is_read(&whole, &reader) &&
              are_same(&sides[0], &reader) &&
              survives_damage(random, &whole, true);
    buffer_release(&whole);
    buffer_release(&rest);
    side_release(&reader);
    return is_good;
}

static bool try_round(uint64_t round)
{
    struct random random;
    struct side sides[2], reader;
    struct buffer records[2] = {0};
    bool is_good;

    random_begin(&random, round);
    side_init(&sides[0]);
    side_init(&sides[1]);
    side_init(&reader);
    make_document(&random, sides);
    encode(&sides[0], &records[0]);
    encode(&sides[1], &records[1]);
    save(&records[0]);
    meet_texts(&random, reader.types);
    meet_texts(&random, reader.forms);
    is_good = are_same_bytes(&records[0], &records[1]) &&
              is_read(&records[0], &reader) && are_same(&sides[0], &reader) &&
              survives_damage(&random, &records[0], false) &&
              is_good_in_brief(&random, sides);
    for (int s = 0; s < 2; s++) {
        buffer_release(&records[s]);
        side_release(&sides[s]);
    }
    side_release(&reader);
    return is_good;
}

int main(void)
{
    struct rounds rounds = rounds_wanted("RECORD_ROUNDS", 400);
    uint64_t round = rounds.first;

    puts("1..1");
    while (round <= rounds.last && try_round(round))
        round++;
    if (round > rounds.last) {
        puts("ok 1 - records are the same from any worker and to any other");
        return 0;
    }
    printf("not ok 1 - RECORD_ROUNDS=%llu\n", (unsigned long long)round);
    return 1;
}
