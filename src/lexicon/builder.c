/* builder.c - see builder.h. */
#include "lexicon/builder.h"

#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "lexicon/pattern.h"
#include "lexicon/requirements.h"
#include "lexicon/start_index.h"

void lexicon_release(struct lexicon *lexicon)
{
    for (size_t i = 0; i < lexicon->patterns.count; i++)
        pattern_release(&lexicon->patterns.items[i]);
    free(lexicon->themes.items);
    free(lexicon->terms.items);
    free(lexicon->patterns.items);
    free(lexicon->examples.items);
    start_index_free(lexicon->starts);
    requirements_free(lexicon->requirements);
    arena_release(&lexicon->arena);
    *lexicon = (struct lexicon){0};
}

void lexicon_builder_init(struct lexicon_builder *builder,
                          struct lexicon *lexicon)
{
    *builder = (struct lexicon_builder){.lexicon = lexicon,
                                        .terms = interner_new(),
                                        .patterns = interner_new()};
}

void lexicon_builder_release(struct lexicon_builder *builder)
{
    interner_free(builder->terms);
    interner_free(builder->patterns);
    canonical_release(&builder->canonical);
    buffer_release(&builder->key);
}

const char *lexicon_canonical_text(struct lexicon_builder *builder,
                                   const char *text)
{
    struct canonical *canonical = &builder->canonical;

    canonical_make(canonical, text, strlen(text), LAYOUT_PARAGRAPHS, NULL);
    if (canonical->paragraphs.count != 1)
        return NULL;
    return arena_copy_text(&builder->lexicon->arena, canonical->text.data,
                           canonical->paragraphs.items[0].end);
}

/* Starts a key of NUL-terminated parts. */
static void begin_key(struct lexicon_builder *builder)
{
    buffer_reset(&builder->key);
}

static void add_to_key(struct lexicon_builder *builder, const char *part)
{
    buffer_add(&builder->key, part, strlen(part) + 1);
}

uint32_t lexicon_add_term(struct lexicon_builder *builder, const char *theme,
                          const char *term)
{
    begin_key(builder);
    add_to_key(builder, theme);
    add_to_key(builder, term);
    return intern(builder->terms, builder->key.data, builder->key.length);
}

static bool is_duplicate(struct lexicon_builder *builder,
                         const struct pattern *pattern)
{
    size_t before = intern_count(builder->patterns);

    begin_key(builder);
    add_to_key(builder, pattern->source);
    buffer_add_format(&builder->key, "%u %d %d %d", pattern->term,
                      pattern->syntax, pattern->is_sensitive,
                      pattern->is_exception);
    intern(builder->patterns, builder->key.data, builder->key.length);
    return intern_count(builder->patterns) == before;
}

enum status lexicon_add_pattern(struct lexicon_builder *builder,
                                const struct pattern *pattern,
                                struct error *err)
{
    struct pattern copy = *pattern;

    /* Rows of a term may name the same exception; once is enough. */
    if (is_duplicate(builder, pattern))
        return pattern->is_exception
                   ? OK
                   : error_set(err, ERR_INPUT,
                               "the term has the pattern \"%s\" already; "
                               "leave one of the two rows out",
                               pattern->source);
    if (pattern_compile(&copy, err) != OK)
        return err->code;
    *VECTOR_PUSH(&builder->lexicon->patterns) = copy;
    return OK;
}

/* -- Final ids ------------------------------------------------------------- */

struct named_term {
    const char *theme, *term;
    uint32_t id; /* provisional */
};

static int compare_names(const void *a, const void *b)
{
    const struct named_term *x = a, *y = b;
    int order = strcmp(x->theme, y->theme);

    return order ? order : strcmp(x->term, y->term);
}

/* Returns the terms in order of name; the caller frees. */
static struct named_term *sorted_terms(struct lexicon_builder *builder)
{
    size_t count = intern_count(builder->terms);
    struct named_term *terms = memory_get(count * sizeof(*terms));

    for (uint32_t i = 0; i < count; i++) {
        size_t length;
        const char *key = intern_text(builder->terms, i, &length);

        key = arena_copy_text(&builder->lexicon->arena, key, length);
        terms[i] = (struct named_term){key, key + strlen(key) + 1, i};
    }
    qsort(terms, count, sizeof(*terms), compare_names);
    return terms;
}

static void add_sorted_term(struct lexicon *lexicon,
                            const struct named_term *named)
{
    struct theme *theme =
        lexicon->themes.count
            ? &lexicon->themes.items[lexicon->themes.count - 1]
            : NULL;

    if (!theme || strcmp(theme->name, named->theme) != 0) {
        theme = VECTOR_PUSH(&lexicon->themes);
        *theme = (struct theme){named->theme, (uint32_t)lexicon->terms.count,
                                0};
    }
    theme->term_count++;
    *VECTOR_PUSH(&lexicon->terms) = (struct term){
        named->term, (uint32_t)lexicon->themes.count - 1};
}

static void renumber_terms(struct lexicon_builder *builder)
{
    struct lexicon *lexicon = builder->lexicon;
    size_t count = intern_count(builder->terms);
    struct named_term *terms = sorted_terms(builder);
    uint32_t *final = memory_get(count * sizeof(*final));

    for (size_t i = 0; i < count; i++) {
        final[terms[i].id] = (uint32_t)i;
        add_sorted_term(lexicon, &terms[i]);
    }
    for (size_t i = 0; i < lexicon->patterns.count; i++)
        lexicon->patterns.items[i].term =
            final[lexicon->patterns.items[i].term];
    for (size_t i = 0; i < lexicon->examples.count; i++)
        lexicon->examples.items[i].term =
            final[lexicon->examples.items[i].term];
    free(terms);
    free(final);
}

/* The digest of all that decides hits, in lexicon order. */
static void make_digest(struct lexicon_builder *builder)
{
    struct lexicon *lexicon = builder->lexicon;
    struct digest digest;

    begin_key(builder);
    for (size_t i = 0; i < lexicon->patterns.count; i++) {
        const struct pattern *pattern = &lexicon->patterns.items[i];
        const struct term *term = &lexicon->terms.items[pattern->term];

        add_to_key(builder, lexicon->themes.items[term->theme].name);
        add_to_key(builder, term->name);
        add_to_key(builder, pattern->source);
        buffer_add_format(&builder->key, "%d %d %d", pattern->syntax,
                          pattern->is_sensitive, pattern->is_exception);
    }
    digest_of(buffer_text(&builder->key), builder->key.length, &digest);
    digest_to_hex(&digest, lexicon->digest);
}

void lexicon_finish(struct lexicon_builder *builder)
{
    renumber_terms(builder);
    make_digest(builder);
    builder->lexicon->starts = start_index_new(builder->lexicon);
    builder->lexicon->requirements = requirements_new(builder->lexicon);
}
