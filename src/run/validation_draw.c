/* validation_draw.c - a sheet and its key, from the corpus; see validation.h.
 *
 * A night that counts as ever and shows each document to the samples, one a
 * worker, and publishes nothing. Documents are never parted: a sentence is
 * looked up with its neighbours. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/files.h"
#include "run/night.h"
#include "run/validation.h"

/* So many sentences of each term are looked at, where it has them. */
enum { TERM_LEAST = 2 };

struct drawing {
    struct night night;
    struct sentence_sample **samples; /* by worker; merged into the first */
    size_t sample_count;
};

char *validation_folder(const struct settings *settings)
{
    return settings->out
               ? memory_copy_text(settings->out, strlen(settings->out))
               : path_join(settings->reports, "validation");
}

/* -- Nothing coded is lost ------------------------------------------------- */

static enum status refuse_existing(const char *folder, const char *name,
                                   struct error *err)
{
    char *path = path_join(folder, name);
    enum status status = OK;

    if (access(path, F_OK) == 0)
        status = error_set(err, ERR_CREATE,
                           "%s: is there already, and somebody may have coded "
                           "it; name another folder with --out, or move it "
                           "away",
                           path);
    free(path);
    return status;
}

static enum status check_folder(const char *folder, struct error *err)
{
    if (refuse_existing(folder, "sheet.csv", err) != OK)
        return err->code;
    return refuse_existing(folder, "key.csv", err);
}

/* -- The draw -------------------------------------------------------------- */

static void visit(void *context, size_t worker, size_t document)
{
    struct drawing *drawing = context;
    struct worker *at = &drawing->night.workers[worker];

    sentence_sample_add(drawing->samples[worker], (uint32_t)document,
                        at->job->documents[document].path, &at->reader.text,
                        &at->hits);
}

static void make_samples(struct drawing *drawing,
                         const struct settings *settings)
{
    struct sample_options options = {.seed = settings->seed,
                                     .per_stratum = settings->sample,
                                     .per_term = TERM_LEAST};

    drawing->sample_count = settings->jobs;
    drawing->samples = memory_get_zeroed(settings->jobs,
                                         sizeof(struct sentence_sample *));
    for (size_t i = 0; i < drawing->sample_count; i++)
        drawing->samples[i] = sentence_sample_new(
            &drawing->night.inputs.lexicon, &options);
}

static enum status go_through(struct drawing *drawing, struct error *err)
{
    struct night *night = &drawing->night;

    if (night_load(night, err) != OK)
        return err->code;
    make_samples(drawing, night->settings);
    night->visit = visit;
    night->visit_context = drawing;
    night_count(night);
    night_merge(night);
    for (size_t i = 1; i < drawing->sample_count; i++)
        sentence_sample_merge(drawing->samples[0], drawing->samples[i]);
    sentence_sample_finish(drawing->samples[0]);
    if (night->all.tally.totals.documents == 0)
        return error_set(err, ERR_INPUT,
                         "%s: none of its documents could be counted (%zu in "
                         "all); nothing is drawn",
                         night->settings->corpus,
                         night->inputs.corpus.items.count);
    return OK;
}

/* -- From the draw to items ------------------------------------------------ */

/* An item with what decides its place. */
struct chosen {
    uint64_t place;
    struct validation_item item;
};

struct choice {
    const struct drawing *drawing;
    struct validation *out;
    struct all_chosen VECTOR_OF(struct chosen) items; /* of the theme at hand */
};

static const char *keep(struct choice *choice, const char *text)
{
    return *text ? arena_copy_text(&choice->out->texts, text, strlen(text))
                 : "";
}

/* Adds an item; the caller adds what the stratum tells. */
static struct validation_item *choose(struct choice *choice, uint32_t theme,
                                      const struct drawn *drawn)
{
    const struct inputs *inputs = &choice->drawing->night.inputs;
    struct chosen *chosen = VECTOR_PUSH(&choice->items);

    *chosen = (struct chosen){
        .place = sentence_sample_shuffled(drawn->rank),
        .item = {
            .theme = keep(choice, inputs->lexicon.themes.items[theme].name),
            .document = keep(choice,
                             inputs->corpus.items.items[drawn->document].path),
            .sentence_number = drawn->sentence,
            .before = keep(choice, drawn->before),
            .sentence = keep(choice, drawn->text),
            .after = keep(choice, drawn->after),
            .terms = keep(choice, drawn->terms),
            .drawn_for = "",
        }};
    return &chosen->item;
}

/* Shares out what is to be drawn: half to the hits, a quarter to each of the
 * others; what a stratum has not got goes to the others, first to the hits. */
static void share_out(size_t sample, const struct draw *const draws[STRATA],
                      size_t taken[STRATA])
{
    size_t wanted[STRATA] = {(sample + 1) / 2}, left = sample;

    wanted[STRATUM_NEAR] = (sample - wanted[STRATUM_HIT] + 1) / 2;
    wanted[STRATUM_FAR] = sample - wanted[STRATUM_HIT] - wanted[STRATUM_NEAR];
    for (int s = 0; s < STRATA; s++) {
        taken[s] = wanted[s] < draws[s]->count ? wanted[s] : draws[s]->count;
        left -= taken[s];
    }
    for (int s = 0; s < STRATA; s++) {
        size_t more = draws[s]->count - taken[s];

        more = more < left ? more : left;
        taken[s] += more;
        left -= more;
    }
}

static void choose_stratum(struct choice *choice, uint32_t theme,
                           enum stratum stratum, const struct draw *draw,
                           size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct validation_item *item = choose(choice, theme, &draw->items[i]);

        item->stratum = stratum;
        item->stratum_size = draw->seen;
        item->sampled = count;
    }
}

/* Returns the item of the same sentence, or NULL. */
static struct validation_item *find_item(const struct choice *choice,
                                         const struct drawn *drawn)
{
    uint64_t place = sentence_sample_shuffled(drawn->rank);

    for (size_t i = 0; i < choice->items.count; i++) {
        struct validation_item *item = &choice->items.items[i].item;

        if (choice->items.items[i].place == place &&
            item->sentence_number == drawn->sentence)
            return item;
    }
    return NULL;
}

static void note_term(struct choice *choice, struct validation_item *item,
                      const char *term)
{
    struct buffer list = {0};

    buffer_add_format(&list, "%s%s%s", item->drawn_for,
                      *item->drawn_for ? SAMPLE_TERM_SEPARATOR : "", term);
    item->drawn_for = keep(choice, buffer_text(&list));
    buffer_release(&list);
}

/* Terms have their sentences with the smallest ranks in the stratum's part of
 * the sample already, if any: what is added makes that a longer one of the same
 * kind. */
static void choose_term(struct choice *choice, uint32_t theme, uint32_t term)
{
    const struct draw *draw = sentence_sample_of_term(
        choice->drawing->samples[0], term);
    const struct lexicon *lexicon = &choice->drawing->night.inputs.lexicon;

    for (size_t i = 0; i < draw->count; i++) {
        struct validation_item *item = find_item(choice, &draw->items[i]);

        if (!item) {
            item = choose(choice, theme, &draw->items[i]);
            item->stratum = STRATUM_TERM;
        }
        if (item->stratum == STRATUM_TERM)
            note_term(choice, item, lexicon->terms.items[term].name);
    }
}

static int compare_places(const void *a, const void *b)
{
    const struct chosen *x = a, *y = b;

    if (x->place != y->place)
        return x->place < y->place ? -1 : 1;
    return strcmp(x->item.document, y->item.document);
}

static void choose_theme(struct choice *choice, uint32_t theme)
{
    const struct drawing *drawing = choice->drawing;
    const struct theme *own =
        &drawing->night.inputs.lexicon.themes.items[theme];
    const struct draw *draws[STRATA];
    size_t taken[STRATA];

    choice->items.count = 0;
    for (int s = 0; s < STRATA; s++)
        draws[s] = sentence_sample_of(drawing->samples[0], theme,
                                      (enum stratum)s);
    share_out(drawing->night.settings->sample, draws, taken);
    for (int s = 0; s < STRATA; s++)
        choose_stratum(choice, theme, (enum stratum)s, draws[s], taken[s]);
    for (uint32_t i = 0; i < own->term_count; i++)
        choose_term(choice, theme, own->first_term + i);
    if (choice->items.count)
        qsort(choice->items.items, choice->items.count,
              sizeof(*choice->items.items), compare_places);
    for (size_t i = 0; i < choice->items.count; i++)
        *VECTOR_PUSH(&choice->out->items) = choice->items.items[i].item;
}

static void choose_all(const struct drawing *drawing, struct validation *out)
{
    struct choice choice = {.drawing = drawing, .out = out};
    size_t themes = drawing->night.inputs.lexicon.themes.count;

    for (uint32_t theme = 0; theme < themes; theme++)
        choose_theme(&choice, theme);
    free(choice.items.items);
}

/* -- The whole ------------------------------------------------------------- */

static enum status draw(struct drawing *drawing, const char *folder,
                        struct validation *out, struct error *err)
{
    const struct settings *settings = drawing->night.settings;
    const struct validation_report *reports[] = {
        settings->shows_answers ? &validation_open_sheet : &validation_sheet,
        &validation_key,
    };

    if (check_folder(folder, err) != OK || go_through(drawing, err) != OK)
        return err->code;
    choose_all(drawing, out);
    if (check_folder(folder, err) != OK) /* of one drawn meanwhile */
        return err->code;
    return validation_write(
        out,
        &(struct validation_target){folder, settings->dialect, reports, 2,
                                    .has_package = false},
        err);
}

static size_t count_unreadable(const struct night *night)
{
    size_t count = 0;

    for (size_t i = 0;
         night->job.results && i < night->inputs.corpus.items.count; i++)
        count += night->job.results[i].status == DOCUMENT_UNREADABLE;
    return count;
}

enum status validation_draw(const struct settings *settings,
                            struct validation *out, size_t *unreadable,
                            struct error *err)
{
    struct settings whole = *settings;
    struct drawing drawing = {
        .night = {.settings = &whole, .publication = {.lock = -1}}};
    char *folder = validation_folder(settings);
    enum status status;

    whole.piece_bytes = SIZE_MAX;
    status = draw(&drawing, folder, out, err);
    *unreadable = count_unreadable(&drawing.night);
    night_say_issues(&drawing.night);
    if (status == ERR_INPUT && drawing.night.issues.errors &&
        !drawing.night.job.results)
        error_set(err, status,
                  "nothing was drawn; mend what is named above (faults: %zu)",
                  drawing.night.issues.errors);
    for (size_t i = 0; i < drawing.sample_count; i++)
        sentence_sample_free(drawing.samples[i]);
    free(drawing.samples);
    night_release(&drawing.night);
    free(folder);
    return status;
}
