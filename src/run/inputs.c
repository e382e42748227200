/* inputs.c - see inputs.h. */
#include "run/inputs.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/embedded.h"
#include "base/files.h"
#include "base/intern.h"
#include "lexicon/loader.h"
#include "text/vocabulary.h"

enum { DATA_FILE_MAX = 16 * 1024 * 1024 };

enum { ABBREVIATIONS, BOILERPLATE, ADMINISTRATIONS };

const char *const inputs_data_files[INPUTS_DATA_FILES] = {
    [ABBREVIATIONS] = "abbreviations/en.txt",
    [BOILERPLATE] = "boilerplate.txt",
    [ADMINISTRATIONS] = "administrations.csv",
};

/* A data file: of the lexicon folder if it is there, else the program's own. */
struct data_file {
    char *path; /* for sentences */
    struct buffer bytes;
};

static void data_file_release(struct data_file *file)
{
    free(file->path);
    buffer_release(&file->bytes);
}

static void use_embedded(struct data_file *file, const char *name)
{
    for (size_t i = 0; i < embedded_file_count; i++)
        if (strcmp(embedded_files[i].name, name) == 0)
            buffer_add(&file->bytes, embedded_files[i].bytes,
                       embedded_files[i].length);
}

static enum status data_file_read(struct data_file *file,
                                  const struct settings *settings, int which,
                                  struct error *err)
{
    const char *name = inputs_data_files[which];

    *file = (struct data_file){.path = path_join(settings->lexicons, name),
                               .bytes = {.limit = DATA_FILE_MAX}};
    if (file_read(file->path, &file->bytes, err) == OK)
        return OK;
    if (err->code != ERR_MISSING)
        return err->code;
    free(file->path);
    file->path = memory_copy_text(name, strlen(name));
    use_embedded(file, name);
    return OK;
}

/* Adds the file's bytes to the digest of those that texts are read by. */
static void note_bytes(struct inputs *out, const struct data_file *file)
{
    struct digest_stream *stream = digest_stream_new();

    digest_stream_add(stream, &out->data_digest, sizeof(out->data_digest));
    digest_stream_add(stream, buffer_text(&file->bytes), file->bytes.length);
    digest_stream_finish(stream, &out->data_digest);
    digest_stream_free(stream);
}

static enum status load_abbreviations(struct inputs *out,
                                      const struct settings *settings,
                                      struct error *err)
{
    struct data_file file;
    enum status status = data_file_read(&file, settings, ABBREVIATIONS, err);

    if (status == OK)
        status = abbreviations_new(buffer_text(&file.bytes), file.bytes.length,
                                   file.path, &out->abbreviations, err);
    note_bytes(out, &file);
    data_file_release(&file);
    return status;
}

static enum status load_boilerplate(struct inputs *out,
                                    const struct settings *settings,
                                    struct error *err)
{
    struct data_file file;
    enum status status = data_file_read(&file, settings, BOILERPLATE, err);

    if (status == OK)
        status = boilerplate_new(&out->boilerplate, file.path,
                                 buffer_text(&file.bytes), file.bytes.length,
                                 err);
    note_bytes(out, &file);
    data_file_release(&file);
    return status;
}

static enum status load_administrations(struct inputs *out,
                                        const struct settings *settings,
                                        struct issues *issues,
                                        struct error *err)
{
    struct data_file file;
    enum status status = data_file_read(&file, settings, ADMINISTRATIONS, err);

    if (status == OK) {
        struct csv_source source = {.name = file.path,
                                    .stage = "administrations",
                                    .bytes = buffer_text(&file.bytes),
                                    .length = file.bytes.length};

        digest_of(source.bytes, source.length, &out->administrations_digest);
        status = administrations_load(&out->administrations, &source, issues,
                                      err);
    }
    data_file_release(&file);
    return status;
}

enum status inputs_load_data(struct inputs *out,
                             const struct settings *settings,
                             struct issues *issues, struct error *err)
{
    if (load_abbreviations(out, settings, err) != OK ||
        load_boilerplate(out, settings, err) != OK ||
        load_administrations(out, settings, issues, err) != OK)
        return err->code;
    out->rules = (struct text_rules){
        .words = {settings->splits_hyphens, out->abbreviations},
        .sentences = {.abbreviations = out->abbreviations},
    };
    return OK;
}

/* The lexicon's own words are evidence for joining what a line's end split. */
static void gather_known_words(struct inputs *out)
{
    struct buffer folded = {0};

    out->known_words = interner_new();
    for (size_t i = 0; i < out->lexicon.patterns.count; i++) {
        const struct pattern *pattern = &out->lexicon.patterns.items[i];
        const char *at = pattern->source;

        if (pattern->syntax == SYNTAX_REGEX)
            continue;
        while (*at) {
            size_t length = strcspn(at, " -*?.,;:'\"()/");

            buffer_reset(&folded);
            vocabulary_fold(at, length, &folded);
            intern(out->known_words, buffer_text(&folded), folded.length);
            at += length + (at[length] != '\0');
        }
    }
    buffer_release(&folded);
    out->rules.known_words = out->known_words;
}

enum status inputs_load_lexicon(struct inputs *out,
                                const struct settings *settings,
                                struct issues *issues, struct error *err)
{
    if (lexicon_load(&out->lexicon, settings->lexicons, issues, err) != OK)
        return err->code;
    gather_known_words(out);
    return OK;
}

/* -- The corpus ------------------------------------------------------------ */

struct corpus_listing *inputs_listing(struct inputs *inputs)
{
    return inputs->plan.shard_count ? &inputs->plan.listing : &inputs->listing;
}

/* What the filter of files is told. */
struct wanted_shard {
    struct shard shard;
    const struct plan *plan; /* NULL: none */
};

static bool is_of_shard(const void *context, const char *path)
{
    const struct wanted_shard *wanted = context;
    uint32_t number = wanted->plan ? plan_shard(wanted->plan, path)
                                   : shard_of_path(path, wanted->shard.count);

    return number == wanted->shard.number;
}

static bool is_there(const char *folder, const char *path)
{
    char *full = path_join(folder, path);
    struct stat info;
    bool is = lstat(full, &info) == 0;

    free(full);
    return is;
}

/* Nobody lists the folder, so that nobody would notice that it is not mounted
 * here but for documents that cannot be read. */
static enum status check_folder(const struct inputs *inputs,
                                const struct settings *settings,
                                struct error *err)
{
    const struct plan *plan = &inputs->plan;
    size_t wanted = 0;

    for (size_t i = 0; i < plan->file_count; i++) {
        if (settings->shard.count && plan->shards[i] != settings->shard.number)
            continue;
        wanted++;
        if (is_there(settings->corpus, plan->listing.files.items[i].path))
            return OK;
    }
    if (!wanted)
        return OK;
    return error_set(err, ERR_MISSING,
                     "%s: none of the files that %s names is in this folder; "
                     "mount it, or name another with --corpus",
                     settings->corpus, settings->plan);
}

static enum status list_by_plan(struct inputs *out,
                                const struct settings *settings,
                                struct issues *issues, struct error *err)
{
    const struct shard *shard = &settings->shard;

    if (plan_read(settings->plan, &out->plan, issues, err) != OK)
        return err->code;
    if (shard->count && shard->count != out->plan.shard_count)
        return error_set(
            err, ERR_USAGE, "--shard %u/%u: %s is a plan for %u shards",
            shard->number, shard->count, settings->plan, out->plan.shard_count);
    return check_folder(out, settings, err);
}

static void note_files(struct inputs *inputs)
{
    const struct file_list *files = &inputs_listing(inputs)->files;
    struct digest_stream *stream = digest_stream_new();

    for (size_t i = 0; i < files->count; i++) {
        digest_stream_add_text(stream, files->items[i].path);
        digest_stream_add_number(stream, files->items[i].size_bytes);
    }
    inputs->files_listed = files->count;
    digest_stream_finish(stream, &inputs->files_digest);
    digest_stream_free(stream);
}

enum status inputs_list_files(struct inputs *out,
                              const struct settings *settings,
                              struct issues *issues, struct error *err)
{
    enum status status = settings->plan
                             ? list_by_plan(out, settings, issues, err)
                             : corpus_list(&out->listing, settings->corpus,
                                           err);

    if (status == OK)
        note_files(out);
    return status;
}

enum status inputs_open_corpus(struct inputs *out,
                               const struct settings *settings,
                               struct issues *issues, struct error *err)
{
    struct wanted_shard wanted = {settings->shard,
                                  out->plan.shard_count ? &out->plan : NULL};
    struct corpus_options options = {
        .folder = settings->corpus,
        .missing_percent = settings->shrink_percent,
        .manifest = settings->manifest,
        .administrations = &out->administrations,
        .listing = inputs_listing(out),
        .keeps = settings->shard.count ? is_of_shard : NULL,
        .keeps_context = &wanted,
    };

    return corpus_open(&out->corpus, &options, issues, err);
}

void inputs_release(struct inputs *inputs)
{
    corpus_listing_release(&inputs->listing);
    plan_release(&inputs->plan);
    corpus_release(&inputs->corpus);
    lexicon_release(&inputs->lexicon);
    abbreviations_free(inputs->abbreviations);
    administrations_release(&inputs->administrations);
    boilerplate_free(inputs->boilerplate);
    interner_free(inputs->known_words);
    *inputs = (struct inputs){0};
}
