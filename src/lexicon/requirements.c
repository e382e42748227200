/* requirements.c - see requirements.h. */
#include "lexicon/requirements.h"

#include <stdlib.h>
#include <string.h>

#include "base/intern.h"
#include "lexicon/requirement.h"

struct requirements {
    struct requirement clauses; /* of all patterns, one after the other */
    uint32_t *ids;              /* of each literal there */
    uint32_t *ends;             /* by pattern: of its clauses */
    uint32_t literal_count;
    struct prefix_index *index;
};

/* Is the pattern words without a wildcard, but perhaps the last? Those are
 * compared with the text where they begin (beginning.h), which tells more. */
static bool is_plain_words(const struct pattern *pattern)
{
    size_t plain = strcspn(pattern->source, "*?");

    return pattern->syntax == SYNTAX_PHRASE &&
           (!pattern->source[plain] || !pattern->source[plain + 1]);
}

/* Numbers the literals, each text once, and makes their index. */
static void index_literals(struct requirements *requirements)
{
    const struct literals *literals = &requirements->clauses.literals;
    struct interner *texts = interner_new();
    struct prefixes prefixes = {0};

    requirements->ids = memory_get(literals->count * sizeof(uint32_t));
    for (size_t i = 0; i < literals->count; i++) {
        const struct literal *literal = &literals->items[i];
        uint32_t id = intern(texts, literal->text, literal->length);

        requirements->ids[i] = id;
        if (id == prefixes.count)
            *VECTOR_PUSH(&prefixes) = (struct prefix){literal->text,
                                                      literal->length, id};
    }
    requirements->literal_count = (uint32_t)prefixes.count;
    requirements->index = prefix_index_new(&prefixes);
    free(prefixes.items);
    interner_free(texts);
}

struct requirements *requirements_new(const struct lexicon *lexicon)
{
    struct requirements *requirements = memory_get_zeroed(
        1, sizeof(*requirements));
    size_t count = lexicon->patterns.count;

    requirements->ends = memory_get((count + 1) * sizeof(uint32_t));
    requirements->ends[0] = 0;
    for (size_t i = 0; i < count; i++) {
        const struct pattern *pattern = &lexicon->patterns.items[i];
        struct requirement own = {0};
        struct requirement *all = &requirements->clauses;
        uint32_t before = (uint32_t)all->literals.count;

        if (!is_plain_words(pattern))
            requirement_find(pattern->source, pattern->syntax, &own);
        for (size_t j = 0; j < own.literals.count; j++)
            *VECTOR_PUSH(&all->literals) = own.literals.items[j];
        for (size_t j = 0; j < own.ends.count; j++)
            *VECTOR_PUSH(&all->ends) = before + own.ends.items[j];
        requirements->ends[i + 1] = (uint32_t)all->ends.count;
        requirement_release(&own);
    }
    index_literals(requirements);
    return requirements;
}

void requirements_free(struct requirements *requirements)
{
    if (!requirements)
        return;
    requirement_release(&requirements->clauses);
    prefix_index_free(requirements->index);
    free(requirements->ids);
    free(requirements->ends);
    free(requirements);
}

uint32_t requirements_literal_count(const struct requirements *requirements)
{
    return requirements->literal_count;
}

void requirements_literals_in(const struct requirements *requirements,
                              const char *text, size_t length,
                              struct found_ids *out)
{
    for (size_t at = 0; at < length; at++)
        prefix_index_find(requirements->index, text + at, length - at, out);
}

bool requirements_any(const struct requirements *requirements, uint32_t pattern)
{
    return requirements->ends[pattern] < requirements->ends[pattern + 1];
}

static bool is_met(const struct requirements *requirements, uint32_t clause,
                   const uint64_t *seen, uint64_t now)
{
    for (uint32_t i = clause_begin(&requirements->clauses, clause);
         i < requirements->clauses.ends.items[clause]; i++)
        if (seen[requirements->ids[i]] == now)
            return true;
    return false;
}

bool requirements_met(const struct requirements *requirements, uint32_t pattern,
                      const uint64_t *seen, uint64_t now)
{
    for (uint32_t i = requirements->ends[pattern];
         i < requirements->ends[pattern + 1]; i++)
        if (!is_met(requirements, i, seen, now))
            return false;
    return true;
}
