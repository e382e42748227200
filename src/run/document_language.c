/* document_language.c - see document_language.h. */
#include "run/document_language.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "run/process.h"

/* Makes `out` words from four places of a text that is too large to be
 * segmented as a whole. */
static void sample_words(struct worker *worker, struct words *out)
{
    enum { PLACES = 4, WORDS = 200 };
    const struct canonical *canonical = &worker->reader.text.canonical;
    const struct spans *paragraphs = &canonical->paragraphs;

    for (size_t place = 0, at = 0; place < PLACES; place++) {
        if (at < place * paragraphs->count / PLACES)
            at = place * paragraphs->count / PLACES;
        while (at < paragraphs->count && out->count < (place + 1) * WORDS)
            words_find(canonical->text.data, paragraphs->items[at++],
                       &worker->job->inputs->rules.words, out);
    }
    vocabulary_add(&worker->vocabulary, canonical->text.data, out);
}

const char *worker_shown_language(struct worker *worker)
{
    struct words sample = {0};
    const char *code;

    if (!worker->reader.is_large)
        return language_find(worker->languages, &worker->reader.text.words);
    sample_words(worker, &sample);
    code = language_find(worker->languages, &sample);
    free(sample.items);
    return code;
}

/* Returns "fr" for "fr", "FR" and "fr-CA"; "" for what is no such code. */
static const char *language_code(struct worker *worker, const char *text)
{
    size_t length = text ? strcspn(text, "-_") : 0;
    char *code;

    if (length != 2 || (text[2] && strlen(text) > 12))
        return "";
    code = arena_copy_text(&worker->kept, text, length);
    for (char *c = code; *c; c++)
        *c = (char)tolower((unsigned char)*c);
    return code;
}

/* Returns whether the lexicons are for the language; they are for one that is
 * not known. */
static bool has_lexicon(const struct settings *settings, const char *code)
{
    const char *at = settings->languages;

    if (!*code || strcmp(at, "all") == 0)
        return true;
    while (*at) {
        size_t length = strcspn(at, ", ");

        if (length == strlen(code) && strncasecmp(at, code, length) == 0)
            return true;
        at += length + (at[length] != '\0');
    }
    return false;
}

void worker_judge_language(struct worker *worker, size_t index,
                           const char *stated)
{
    const struct job *job = worker->job;
    struct document_result *result = &job->results[index];
    struct issue_place place = {.severity = SEVERITY_WARNING,
                                .stage = "language"};
    const char *shown = worker->shown_language;
    const char *said = metadata_get(&worker->reader.extracted.metadata,
                                    "language");
    const char *code = language_code(worker, stated);

    result->language = *stated  ? arena_copy_text(&worker->kept, stated,
                                                  strlen(stated))
                       : *shown ? shown
                                : language_code(worker, said);
    result->language_source = *stated             ? "manifest"
                              : *shown            ? "text"
                              : *result->language ? "metadata"
                                                  : "";
    if (!*code)
        code = *stated ? shown : result->language;
    if (result->status != DOCUMENT_COUNTED || has_lexicon(job->settings, code))
        return;
    result->status = DOCUMENT_OTHER_LANGUAGE;
    issues_add(&worker->issues, &place,
               "is in %s (%s), for which there is no lexicon; it is counted "
               "apart, in documents.csv only. If there is one, name the "
               "language with --languages.",
               language_name(code), code);
}
