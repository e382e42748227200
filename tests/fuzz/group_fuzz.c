/* group_fuzz.c - any bytes as the counts of a group: refused, or read as a
 * group that adds up and that is written and read again as the same. */
#include "fuzz.h"

#include "tally/packed_group.h"

enum { THEMES = 5, TERMS = 20, DOCUMENTS = 9 };

struct machine {
    struct interner *types, *forms;
    struct groups groups;
};

static void machine_init(struct machine *machine)
{
    *machine = (struct machine){.types = interner_new(),
                                .forms = interner_new()};
}

static void machine_release(struct machine *machine)
{
    interner_free(machine->types);
    interner_free(machine->forms);
    groups_release(&machine->groups);
}

static bool unpack(const char *bytes, size_t length, struct machine *into)
{
    struct group_reader reader = {into->types, into->forms, NULL,
                                  DOCUMENTS,   THEMES,      TERMS};
    struct unpacking from = {bytes, bytes + length, false};

    while (from.at < from.end)
        group_unpack(&from, &reader, &into->groups);
    return unpacking_is_done(&from);
}

static void pack(const struct machine *from, struct buffer *out)
{
    for (size_t i = 0; i < from->groups.count; i++)
        group_pack(&from->groups.items[i], from->types, from->forms, out);
}

/* What a merge relies on: texts that are texts, words and hits that add up. */
static void require_types(const struct machine *machine,
                          const struct tally *tally)
{
    struct type_count count;
    uint64_t words = 0;

    for (uint32_t t = 0; type_tally_next(&tally->types, &t, &count); t++) {
        size_t length;
        const char *text = intern_text(machine->types, t, &length);

        REQUIRE(length && strlen(text) == length);
        REQUIRE(count.documents <= count.words);
        REQUIRE(count.documents <= tally->totals.documents);
        words += count.words;
    }
    REQUIRE(words <= tally->totals.words);
}

static void require_counts(const struct tally *tally, int kind)
{
    const struct count_map *map = &tally->counts[kind];
    uint64_t sum = 0;

    for (size_t i = 0; i < map->capacity; i++) {
        const struct count_entry *entry = &map->entries[i];

        if (!entry->key_plus_1)
            continue;
        REQUIRE(entry->documents && entry->documents <= entry->count);
        REQUIRE(entry->documents <= tally->totals.documents);
        REQUIRE(entry->count <= GROUP_COUNT_MAX);
        sum += entry->count;
    }
    REQUIRE(kind != TALLY_TERMS || sum == tally->totals.hits);
}

static void require_sense(const struct machine *machine)
{
    for (size_t i = 0; i < machine->groups.count; i++) {
        const struct group *group = &machine->groups.items[i];

        require_types(machine, &group->tally);
        require_types(machine, &group->headings);
        for (int kind = 0; kind < TALLY_KINDS; kind++) {
            require_counts(&group->tally, kind);
            require_counts(&group->headings, kind);
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    char *exact = fuzz_exact(bytes, length);
    struct buffer first = {0}, second = {0};
    struct machine machine, again;

    machine_init(&machine);
    machine_init(&again);
    if (unpack(exact, length, &machine)) {
        require_sense(&machine);
        pack(&machine, &first);
        REQUIRE(unpack(buffer_text(&first), first.length, &again));
        pack(&again, &second);
        REQUIRE(first.length == second.length);
        REQUIRE(!first.length ||
                memcmp(first.data, second.data, first.length) == 0);
    }
    buffer_release(&first);
    buffer_release(&second);
    machine_release(&machine);
    machine_release(&again);
    free(exact);
    return 0;
}
