/*
 * group_test.c - groups as bytes: documents counted on several machines, each
 * with ids of its own, come to the same as on one, in any order, and no bytes
 * do harm.
 *
 *     GROUP_ROUNDS=17 group_test               repeats round 17 alone
 *     GROUP_ROUNDS=17 GROUP_FILE=f group_test  writes its first group to f
 */
#include "random_record.h"
#include "tally/packed_group.h"

enum { MACHINES = 3, DOCUMENTS = 9 };

/* A machine and what it has counted; lines have its own indexes of documents.
 */
struct machine {
    struct interner *types, *forms;
    struct groups groups;
    uint32_t documents[DOCUMENTS]; /* by its index: everybody's */
    uint32_t document_count;
};

#define CLAIM(claim)                                          \
    do {                                                      \
        if (!(claim)) {                                       \
            printf("#   %d: not so: %s\n", __LINE__, #claim); \
            return false;                                     \
        }                                                     \
    } while (0)

static void machine_init(struct random *random, struct machine *machine)
{
    *machine = (struct machine){.types = interner_new(),
                                .forms = interner_new()};
    make_texts(random);
    meet_texts(random, machine->types);
    meet_texts(random, machine->forms);
}

static void machine_release(struct machine *machine)
{
    interner_free(machine->types);
    interner_free(machine->forms);
    groups_release(&machine->groups);
}

/* -- Counting -------------------------------------------------------------- */

/* Makes the side count with the machine's ids. */
static void side_begin(struct side *side, struct machine *machine)
{
    side_init(side);
    interner_free(side->types);
    interner_free(side->forms);
    side->types = machine->types;
    side->forms = machine->forms;
}

/* Adds what the side has counted to the machine's group. Ranks of different
 * documents are now and then the same. */
static void side_end(struct side *side, struct machine *machine,
                     const char *name, uint32_t document)
{
    struct group *group = groups_get(&machine->groups, name, TERMS);
    uint32_t index = machine->document_count++;

    machine->documents[index] = document;
    tally_add_document(&group->tally, &side->tally);
    tally_add_document(&group->headings, &side->headings);
    for (uint32_t term = 0; term < TERMS; term++)
        for (size_t i = 0; i < side->samples.counts[term]; i++) {
            struct concordance_line *line =
                &side->samples.lines[term * CONCORDANCE_SAMPLE + i];

            line->document = index;
            line->rank ^= (document % 4) * 0x0123456789ABCDEFU;
        }
    concordance_merge(&group->concordance, &side->samples);
    side->types = side->forms = NULL;
    side_release(side);
}

/* Counts documents, each on one of the machines and on the one that does all.
 */
static void count_documents(struct random *random, struct machine *all,
                            struct machine machines[MACHINES])
{
    static const char *const names[] = {"", "Obama", "Trump 1"};
    size_t count = 1 + random_below(random, DOCUMENTS);

    for (uint32_t i = 0; i < count; i++) {
        struct machine *one = &machines[random_below(random, MACHINES)];
        const char *name = RANDOM_OF(random, names);
        struct side sides[2];

        side_begin(&sides[0], all);
        side_begin(&sides[1], one);
        make_document(random, sides);
        side_end(&sides[0], all, name, i);
        side_end(&sides[1], one, name, i);
    }
}

/* -- Sending --------------------------------------------------------------- */

/* Groups stand in the order of their names. */
static void pack(struct machine *from, struct buffer *out)
{
    buffer_reset(out);
    groups_sort(&from->groups);
    for (size_t i = 0; i < from->groups.count; i++)
        group_pack(&from->groups.items[i], from->types, from->forms, out);
}

/* Reads groups from bytes with nothing readable behind them. */
static bool unpack(const char *bytes, size_t length, struct machine *into,
                   const struct machine *sender)
{
    struct group_reader reader = {
        into->types, into->forms, sender ? sender->documents : NULL,
        DOCUMENTS,   THEMES,      TERMS};
    char *exact = malloc(length ? length : 1);
    struct unpacking from = {exact, exact + length, false};

    if (length)
        memcpy(exact, bytes, length);
    while (from.at < from.end)
        group_unpack(&from, &reader, &into->groups);
    free(exact);
    return unpacking_is_done(&from);
}

/* -- Laws ------------------------------------------------------------------ */

static bool are_same_types(const struct machine *a, const struct tally *x,
                           const struct machine *b, const struct tally *y)
{
    struct type_count count;
    size_t of_x = 0, of_y = 0;

    for (uint32_t t = 0; type_tally_next(&x->types, &t, &count); t++)
        of_x++;
    for (uint32_t t = 0; type_tally_next(&y->types, &t, &count); t++, of_y++) {
        size_t length;
        const char *text = intern_text(b->types, t, &length);
        struct type_count other;
        uint32_t id;

        CLAIM(intern_find(a->types, text, length, &id));
        other = type_tally_get(&x->types, id);
        CLAIM(other.words == count.words);
        CLAIM(other.documents == count.documents);
    }
    CLAIM(of_x == of_y);
    return true;
}

static bool is_same_count(const struct machine *a, const struct count_map *x,
                          const struct machine *b,
                          const struct count_entry *entry, int kind)
{
    uint64_t key = count_entry_key(entry);
    struct count_entry other;

    if (kind == TALLY_FORMS) {
        const char *text = intern_text(b->forms, (uint32_t)key, NULL);
        uint32_t id;

        CLAIM(intern_find(a->forms, text, strlen(text), &id));
        key = pair_key((uint32_t)(key >> 32), id);
    }
    other = count_map_get(x, key);
    CLAIM(other.count == entry->count);
    CLAIM(other.documents == entry->documents);
    return true;
}

static bool are_same_tallies(const struct machine *a, const struct tally *x,
                             const struct machine *b, const struct tally *y)
{
    CLAIM(memcmp(&x->totals, &y->totals, sizeof(x->totals)) == 0);
    for (int kind = 0; kind < TALLY_KINDS; kind++) {
        const struct count_map *map = &y->counts[kind];

        CLAIM(map->used == x->counts[kind].used);
        for (size_t i = 0; i < map->capacity; i++)
            if (map->entries[i].key_plus_1 &&
                !is_same_count(a, &x->counts[kind], b, &map->entries[i], kind))
                return false;
    }
    return are_same_types(a, x, b, y);
}

static bool are_same_lines(struct concordance *a, struct concordance *b)
{
    concordance_sort(a);
    concordance_sort(b);
    for (uint32_t term = 0; term < TERMS; term++) {
        size_t count, other;
        const struct concordance_line *x = concordance_lines(a, term, &count);
        const struct concordance_line *y = concordance_lines(b, term, &other);

        CLAIM(count == other);
        for (size_t i = 0; i < count; i++) {
            CLAIM(x[i].document == y[i].document && x[i].begin == y[i].begin);
            CLAIM(x[i].rank == y[i].rank && x[i].sentence == y[i].sentence);
            CLAIM(!strcmp(x[i].text, y[i].text) && !strcmp(x[i].hit, y[i].hit));
            CLAIM(!strcmp(x[i].right, y[i].right));
        }
    }
    return true;
}

static bool are_same(struct machine *a, struct machine *b)
{
    groups_sort(&a->groups);
    groups_sort(&b->groups);
    CLAIM(a->groups.count == b->groups.count);
    for (size_t i = 0; i < a->groups.count; i++) {
        struct group *x = &a->groups.items[i], *y = &b->groups.items[i];

        CLAIM(strcmp(x->name, y->name) == 0);
        if (!are_same_tallies(a, &x->tally, b, &y->tally) ||
            !are_same_tallies(a, &x->headings, b, &y->headings) ||
            !are_same_lines(&x->concordance, &y->concordance))
            return false;
    }
    return true;
}

/* Do the machines' groups, sent from any of them first to one that knows other
 * texts, come to what the one that did all has, in counts and in bytes? */
static bool come_together(struct random *random, struct machine *all,
                          struct machine machines[MACHINES])
{
    struct machine sum;
    struct buffer sent = {0}, of_all = {0};
    size_t first = random_below(random, MACHINES);
    bool is_good = true;

    machine_init(random, &sum);
    for (size_t i = 0; i < MACHINES; i++) {
        struct machine *from = &machines[(first + i) % MACHINES];

        pack(from, &sent);
        is_good &= unpack(buffer_text(&sent), sent.length, &sum, from);
    }
    is_good = is_good && are_same(all, &sum);
    pack(&sum, &sent);
    pack(all, &of_all);
    is_good = is_good && sent.length == of_all.length &&
              memcmp(sent.data, of_all.data, sent.length) == 0;
    buffer_release(&sent);
    buffer_release(&of_all);
    machine_release(&sum);
    CLAIM(is_good);
    return true;
}

/* Is what was read written and read again as the same? */
static bool is_stable(struct machine *read)
{
    struct machine again = {.types = interner_new(), .forms = interner_new()};
    struct buffer first = {0}, second = {0};
    bool is_good;

    pack(read, &first);
    is_good = unpack(buffer_text(&first), first.length, &again, NULL);
    pack(&again, &second);
    is_good = is_good && first.length == second.length &&
              (!first.length ||
               memcmp(first.data, second.data, first.length) == 0);
    buffer_release(&first);
    buffer_release(&second);
    machine_release(&again);
    CLAIM(is_good);
    return true;
}

/* A group cut short is refused; one with a bit changed is refused or a group.
 */
static bool survives_damage(struct random *random, struct machine *machine)
{
    struct machine cut = {.types = interner_new(), .forms = interner_new()};
    struct machine changed = {.types = interner_new(), .forms = interner_new()};
    struct buffer bytes = {0};
    bool is_refused, is_good;

    group_pack(&machine->groups.items[0], machine->types, machine->forms,
               &bytes);
    is_refused = !unpack(bytes.data, 1 + random_below(random, bytes.length - 1),
                         &cut, NULL);
    bytes.data[random_below(random, bytes.length)] ^=
        (char)(1 << random_below(random, 8));
    is_good = !unpack(bytes.data, bytes.length, &changed, NULL) ||
              is_stable(&changed);
    buffer_release(&bytes);
    machine_release(&cut);
    machine_release(&changed);
    CLAIM(is_refused);
    return is_good;
}

static void save(const struct machine *machine)
{
    const char *path = getenv("GROUP_FILE");
    FILE *file = path ? fopen(path, "wb") : NULL;
    struct buffer bytes = {0};

    if (!file)
        return;
    group_pack(&machine->groups.items[0], machine->types, machine->forms,
               &bytes);
    fwrite(bytes.data, 1, bytes.length, file);
    fclose(file);
    buffer_release(&bytes);
}

static bool try_round(uint64_t round)
{
    struct random random;
    struct machine all, machines[MACHINES];
    bool is_good;

    random_begin(&random, round);
    machine_init(&random, &all);
    for (int i = 0; i < MACHINES; i++)
        machine_init(&random, &machines[i]);
    count_documents(&random, &all, machines);
    save(&all);
    is_good = come_together(&random, &all, machines) &&
              survives_damage(&random, &all);
    machine_release(&all);
    for (int i = 0; i < MACHINES; i++)
        machine_release(&machines[i]);
    return is_good;
}

int main(void)
{
    struct rounds rounds = rounds_wanted("GROUP_ROUNDS", 150);
    uint64_t round = rounds.first;

    puts("1..1");
    while (round <= rounds.last && try_round(round))
        round++;
    if (round > rounds.last) {
        puts("ok 1 - groups come to the same on several machines as on one");
        return 0;
    }
    printf("not ok 1 - GROUP_ROUNDS=%llu\n", (unsigned long long)round);
    return 1;
}
