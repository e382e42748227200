/* kwic.c - `policylex kwic`: a concordance for one ad-hoc pattern. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/files.h"
#include "cli/command.h"
#include "cli/exit.h"
#include "lexicon/loader.h"
#include "lexicon/matcher.h"
#include "run/inputs.h"
#include "run/log.h"
#include "run/reader.h"
#include "tally/concordance.h"

struct kwic {
    const struct settings *settings;
    struct inputs inputs;
    struct issues issues;
    struct reader reader;
    struct vocabulary vocabulary;
    struct matcher *matcher;
    struct hits hits;
    size_t found, unreadable;
};

static void release(struct kwic *kwic)
{
    matcher_free(kwic->matcher);
    vocabulary_release(&kwic->vocabulary);
    free(kwic->hits.items);
    reader_release(&kwic->reader);
    issues_release(&kwic->issues);
    inputs_release(&kwic->inputs);
}

static enum status load(struct kwic *kwic, const char *pattern,
                        struct error *err)
{
    const struct settings *settings = kwic->settings;

    if (inputs_load_data(&kwic->inputs, settings, &kwic->issues, err) != OK ||
        lexicon_of_pattern(&kwic->inputs.lexicon, pattern, settings->syntax,
                           settings->is_sensitive, err) != OK ||
        inputs_open_corpus(&kwic->inputs, settings, &kwic->issues, err) != OK)
        return err->code;
    kwic->matcher = matcher_new(&kwic->inputs.lexicon, &kwic->vocabulary);
    return OK;
}

static void print_hit(const struct kwic *kwic, uint32_t document,
                      const struct hit *hit)
{
    struct concordance_line line = {0};

    concordance_make_text(&line, &kwic->reader.text, hit);
    printf("%s\t%zu\t%s\t%s\t%s\n",
           kwic->inputs.corpus.items.items[document].path,
           segmented_sentence_of(&kwic->reader.text, hit->first) + 1, line.text,
           line.hit, line.right);
    free(line.text);
}

static void note_unreadable(struct kwic *kwic, const char *path,
                            const struct error *err)
{
    struct issue_place place = {SEVERITY_ERROR, "read", path, NULL};

    kwic->unreadable++;
    issues_add(&kwic->issues, &place, "%s", err->text);
}

static void search(struct kwic *kwic, uint32_t index)
{
    const char *path = kwic->inputs.corpus.items.items[index].path;
    char *file = path_join(kwic->settings->corpus, path);
    struct segmented *text = &kwic->reader.text;
    struct matcher_options options = {.overlap = OVERLAP_LONGEST};
    struct error err;

    if (reader_load(&kwic->reader, file,
                    kwic->inputs.corpus.items.items[index].size_bytes,
                    &err) == OK &&
        reader_read(&kwic->reader, path, &kwic->inputs, &err) == OK) {
        vocabulary_add(&kwic->vocabulary, text->canonical.text.data,
                       &text->words);
        matcher_find(kwic->matcher, text, &options, &kwic->hits);
        kwic->found += kwic->hits.count;
        for (size_t i = 0; i < kwic->hits.count; i++)
            print_hit(kwic, index, &kwic->hits.items[i]);
    } else {
        note_unreadable(kwic, path, &err);
    }
    free(file);
}

int command_kwic(const struct settings *settings,
                 const struct arguments *arguments)
{
    struct kwic kwic = {.settings = settings};
    struct error err;
    int code = EXIT_PUBLISHED;

    vocabulary_init(&kwic.vocabulary);
    aside_init(&kwic.reader.aside, settings);
    if (load(&kwic, arguments->items[0], &err) == OK) {
        for (size_t i = 0; i < kwic.inputs.corpus.items.count; i++)
            search(&kwic, (uint32_t)i);
        if (!kwic.found)
            log_info(settings, "no hit; documents searched: %zu",
                     kwic.inputs.corpus.items.count);
        code = kwic.unreadable ? EXIT_SOME_UNREADABLE : EXIT_PUBLISHED;
    } else {
        log_failure(settings, &err);
        code = exit_code_of(err.code);
    }
    for (size_t i = 0; i < kwic.issues.count; i++)
        log_issue(settings, &kwic.issues.items[i]);
    release(&kwic);
    return code;
}
