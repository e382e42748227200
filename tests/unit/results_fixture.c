/* results_fixture.c - see results_fixture.h. */
#include "results_fixture.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "unit.h"

/* -- The lexicon ----------------------------------------------------------- */

static const struct theme themes[FIXTURE_THEMES] = {
    {"capacity", 0, 2}, {"deterrence", 2, 1}, {"norms", 3, 2}};

static const struct term terms[FIXTURE_TERMS] = {
    {"building", 0}, {"training", 0},       {"deter", 1},
    {"norm", 2},     {"voluntary norm", 2},
};

/* -- The documents --------------------------------------------------------- */

static const struct fixture_hit hits_of_a[] = {
    {0, "capacity-building", 1, 1}, {3, "norms", 1, 1}, {3, "norm", 2, 2}, {0}};
static const struct fixture_hit hits_of_c[] = {
    {4, "voluntary norms", 1, 1}, {3, "norms", 2, 1}, {0}};
static const struct fixture_hit hits_of_d[] = {{0, "capacity building", 1, 1},
                                               {0}};

const struct fixture_document fixture_documents[FIXTURE_DOCUMENTS] = {
    {.path = "a.txt",
     .title = "On norms",
     .date = {2011, 7, 14},
     .group = "Obama",
     .topic = "cyber",
     .words = "capacity-building and norms by the norm of the",
     .sentences = 2,
     .paragraphs = 2,
     .hits = hits_of_a},
    {.path = "b.txt",
     .date = {2011, 8, 0},
     .group = "Obama",
     .topic = "",
     .words = "the end of it",
     .sentences = 1,
     .paragraphs = 1},
    {.path = "c.txt",
     .date = {2018, 0, 0},
     .group = "Trump",
     .topic = "cyber",
     .words = "the voluntary norms and the norms",
     .sentences = 2,
     .paragraphs = 1,
     .hits = hits_of_c},
    {.path = "d.txt",
     .group = "Trump",
     .topic = "",
     .words = "capacity building",
     .sentences = 1,
     .paragraphs = 1,
     .hits = hits_of_d},
};

/* -- Counting -------------------------------------------------------------- */

static void push(struct count_list *list, uint64_t key, uint64_t count)
{
    *VECTOR_PUSH(list) = (struct count_pair){key, count};
}

static size_t hit_count(const struct fixture_document *document)
{
    size_t count = 0;

    while (document->hits && document->hits[count].form)
        count++;
    return count;
}

static void count_word(struct type_list *list, uint32_t type)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].type == type) {
            list->items[i].words++;
            return;
        }
    *VECTOR_PUSH(list) = (struct type_words){type, 1};
}

static void count_words(struct interner *types, const char *words,
                        struct document_tally *tally)
{
    while (words && *words) {
        size_t length = strcspn(words, " ");

        count_word(&tally->types, intern(types, words, length));
        tally->totals.words++;
        tally->totals.characters += length;
        words += length + (words[length] == ' ');
    }
}

static void count_hits(struct interner *forms,
                       const struct fixture_document *document,
                       struct document_tally *tally)
{
    for (size_t i = 0; i < hit_count(document); i++) {
        const struct fixture_hit *hit = &document->hits[i];
        uint32_t form = intern(forms, hit->form, strlen(hit->form));

        push(&tally->counts[TALLY_THEMES], terms[hit->term].theme, 1);
        push(&tally->counts[TALLY_TERMS], hit->term, 1);
        push(&tally->counts[TALLY_FORMS], pair_key(hit->term, form), 1);
        tally->totals.hits++;
    }
}

static uint32_t unit_of(const struct fixture_hit *hit, enum unit unit)
{
    return unit == UNIT_SENTENCE    ? hit->sentence
           : unit == UNIT_PARAGRAPH ? hit->paragraph
                                    : 1;
}

/* Files a 1 for each id in `present`, a set of bits, and each pair of them. */
static void count_present(unsigned present, struct count_list *singles,
                          struct count_list *pairs)
{
    for (uint32_t i = 0; i < FIXTURE_TERMS; i++)
        for (uint32_t j = i; j < FIXTURE_TERMS && present >> i & 1; j++)
            if (i == j)
                push(singles, i, 1);
            else if (present >> j & 1)
                push(pairs, pair_key(i, j), 1);
}

static void count_unit(const struct fixture_document *document, enum unit unit,
                       struct document_tally *tally)
{
    struct count_list *counts = &tally->counts[tally_unit_kind(unit, 0)];
    size_t count = hit_count(document), i = 0;

    while (i < count) {
        uint32_t at = unit_of(&document->hits[i], unit);
        unsigned in_unit = 0, themes_in_unit = 0;

        for (; i < count && unit_of(&document->hits[i], unit) == at; i++) {
            in_unit |= 1U << document->hits[i].term;
            themes_in_unit |= 1U << terms[document->hits[i].term].theme;
        }
        count_present(themes_in_unit, &counts[UNIT_THEMES],
                      &counts[UNIT_THEME_PAIRS]);
        count_present(in_unit, &counts[UNIT_TERMS], &counts[UNIT_TERM_PAIRS]);
    }
}

static void count_document(struct results_fixture *fixture,
                           const struct fixture_document *document,
                           struct document_tally *tally)
{
    tally->totals.documents = 1;
    tally->totals.bytes = strlen(document->words ? document->words : "");
    tally->totals.sentences = document->sentences;
    tally->totals.paragraphs = document->paragraphs;
    count_words(fixture->types, document->words, tally);
    count_hits(fixture->forms, document, tally);
    for (int unit = UNIT_SENTENCE; unit <= UNIT_DOCUMENT; unit++)
        count_unit(document, (enum unit)unit, tally);
    for (int kind = 0; kind < TALLY_KINDS; kind++)
        count_list_compact(&tally->counts[kind]);
}

/* -- What is kept of a document -------------------------------------------- */

static const struct theme_result *
themes_of(struct arena *arena, const struct fixture_document *document,
          const struct document_tally *tally)
{
    const struct count_list *list = &tally->counts[TALLY_THEMES];
    struct theme_result *results = arena_get(arena,
                                             list->count * sizeof(*results));

    for (size_t i = 0; i < list->count; i++) {
        uint32_t last = 0;

        results[i] = (struct theme_result){
            .theme = (uint32_t)list->items[i].key,
            .hits = list->items[i].count};
        for (size_t hit = 0; hit < hit_count(document); hit++)
            if (terms[document->hits[hit].term].theme == results[i].theme) {
                results[i].sentences += document->hits[hit].sentence != last;
                last = document->hits[hit].sentence;
            }
    }
    return results;
}

static const struct term_result *terms_of(struct arena *arena,
                                          const struct document_tally *tally)
{
    const struct count_list *list = &tally->counts[TALLY_TERMS];
    struct term_result *results = arena_get(arena,
                                            list->count * sizeof(*results));

    for (size_t i = 0; i < list->count; i++)
        results[i] = (struct term_result){(uint32_t)list->items[i].key,
                                          (uint32_t)list->items[i].count};
    return results;
}

static struct document_totals totals_of(const struct totals *totals)
{
    return (struct document_totals){
        .hits = totals->hits,
        .characters = (uint32_t)totals->characters,
        .words = (uint32_t)totals->words,
        .sentences = (uint32_t)totals->sentences,
        .paragraphs = (uint32_t)totals->paragraphs,
    };
}

/* One line a hit, with its form as the hit and the path on both sides. */
static void keep_lines(struct group *group, uint32_t index,
                       const struct fixture_document *document)
{
    for (uint32_t i = 0; i < hit_count(document); i++) {
        const struct fixture_hit *hit = &document->hits[i];
        size_t path = strlen(document->path) + 1, form = strlen(hit->form) + 1;
        struct concordance_line line = {.rank = 1000U - i,
                                        .document = index,
                                        .begin = i,
                                        .sentence = hit->sentence,
                                        .term = hit->term,
                                        .text = memory_get(2 * path + form)};

        memcpy(line.text, document->path, path);
        memcpy(line.text + path, hit->form, form);
        memcpy(line.text + path + form, document->path, path);
        line.hit = line.text + path;
        line.right = line.text + path + form;
        concordance_keep(&group->concordance, &line);
    }
}

static void add_result(struct results_fixture *fixture, uint32_t index,
                       const struct fixture_document *document)
{
    struct document_result *result = &fixture->documents[index];
    struct document_tally tally = {0};
    struct group *group;

    *result = (struct document_result){.status = (uint8_t)document->status,
                                       .group = document->group,
                                       .format = "text",
                                       .language = "en",
                                       .language_source = "text",
                                       .encoding = "UTF-8",
                                       .duplicate_of = "",
                                       .duplicate_kind = ""};
    result->has_digest = document->status != DOCUMENT_UNREADABLE;
    memset(&result->digest, 0x5a, sizeof(result->digest));
    if (document->status == DOCUMENT_COUNTED) {
        count_document(fixture, document, &tally);
        group = groups_get(&fixture->groups, document->group, FIXTURE_TERMS);
        tally_add_document(&group->tally, &tally);
        keep_lines(group, index, document);
        tally_add_document(&fixture->all.items[0].tally, &tally);
        result->totals = totals_of(&tally.totals);
        result->theme_count = (uint32_t)tally.counts[TALLY_THEMES].count;
        result->term_count = (uint32_t)tally.counts[TALLY_TERMS].count;
    }
    result->themes = themes_of(&fixture->arena, document, &tally);
    result->terms = terms_of(&fixture->arena, &tally);
    document_tally_release(&tally);
}

/* -- Corpus and results ---------------------------------------------------- */

static char *copy(const char *text)
{
    return memory_copy_text(text ? text : "", text ? strlen(text) : 0);
}

static void add_document(struct corpus *corpus,
                         const struct fixture_document *document)
{
    const char **values = arena_get(&corpus->texts, 2 * sizeof(*values));

    values[0] = document->topic ? document->topic : "";
    values[1] = "en";
    *VECTOR_PUSH(&corpus->items) = (struct document){
        .path = document->path,
        .size_bytes = strlen(document->words ? document->words : ""),
        .title = document->title ? document->title : document->path,
        .date = document->date,
        .administration = document->group ? document->group : "",
        .values = values,
    };
}

static void open_corpus(struct corpus *corpus,
                        const struct fixture_document *documents, size_t count)
{
    corpus->folder = copy("corpus");
    corpus->column_count = 2;
    corpus->columns = memory_get_zeroed(2, sizeof(*corpus->columns));
    corpus->columns[0] = copy("topic");
    corpus->columns[1] = copy("language");
    for (size_t i = 0; i < count; i++)
        add_document(corpus, &documents[i]);
}

static void open_lexicon(struct lexicon *lexicon)
{
    for (size_t i = 0; i < FIXTURE_THEMES; i++)
        *VECTOR_PUSH(&lexicon->themes) = themes[i];
    for (size_t i = 0; i < FIXTURE_TERMS; i++)
        *VECTOR_PUSH(&lexicon->terms) = terms[i];
}

static void finish(struct results_fixture *fixture)
{
    groups_sort(&fixture->groups);
    for (size_t i = 0; i < fixture->groups.count; i++)
        concordance_sort(&fixture->groups.items[i].concordance);
    fixture->results = (struct results){
        .corpus = &fixture->corpus,
        .lexicon = &fixture->lexicon,
        .documents = fixture->documents,
        .group_by = "administration",
        .groups = fixture->groups.items,
        .group_count = fixture->groups.count,
        .all = fixture->all.items,
        .types = fixture->types,
        .forms = fixture->forms,
        .has_unit = {[UNIT_SENTENCE] = true,
                     [UNIT_PARAGRAPH] = true,
                     [UNIT_DOCUMENT] = true},
        .top_words = 1000,
        .issues = &fixture->issues,
    };
}

void results_fixture_init(struct results_fixture *fixture,
                          const struct fixture_document *documents,
                          size_t count)
{
    *fixture = (struct results_fixture){
        .types = interner_new(),
        .forms = interner_new(),
        .documents = memory_get_zeroed(count + 1,
                                       sizeof(struct document_result)),
    };
    open_lexicon(&fixture->lexicon);
    open_corpus(&fixture->corpus, documents, count);
    groups_get(&fixture->all, "(all)", FIXTURE_TERMS);
    for (uint32_t i = 0; i < count; i++)
        add_result(fixture, i, &documents[i]);
    finish(fixture);
}

void results_fixture_release(struct results_fixture *fixture)
{
    corpus_release(&fixture->corpus);
    free(fixture->documents);
    arena_release(&fixture->arena);
    free(fixture->lexicon.themes.items);
    free(fixture->lexicon.terms.items);
    groups_release(&fixture->groups);
    groups_release(&fixture->all);
    interner_free(fixture->types);
    interner_free(fixture->forms);
    issues_release(&fixture->issues);
}
