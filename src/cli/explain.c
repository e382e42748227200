/* explain.c - `policylex explain`: one document as policylex reads it. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "cli/exit.h"
#include "cli/standard_input.h"
#include "lexicon/matcher.h"
#include "run/inputs.h"
#include "run/log.h"
#include "run/reader.h"
#include "text/sentence_break.h"
#include "text/word_break.h"

/* The document, and what was found in it. */
struct explanation {
    const struct settings *settings;
    const char *name;
    struct inputs inputs;
    struct issues issues;
    struct reader reader;
    struct vocabulary vocabulary;
    struct matcher *matcher;
    struct hits hits;
};

static void release(struct explanation *explanation)
{
    matcher_free(explanation->matcher);
    vocabulary_release(&explanation->vocabulary);
    free(explanation->hits.items);
    reader_release(&explanation->reader);
    issues_release(&explanation->issues);
    inputs_release(&explanation->inputs);
}

/* -- Reading --------------------------------------------------------------- */

static enum status load_bytes(struct explanation *explanation,
                              struct error *err)
{
    struct reader *reader = &explanation->reader;

    if (strcmp(explanation->name, "-") != 0)
        return reader_load(reader, explanation->name, 0, err);
    return standard_input_read(&reader->bytes, err);
}

/* Segments the bytes as they are, with all tailorings off. */
static void read_raw(struct explanation *explanation)
{
    struct reader *reader = &explanation->reader;
    struct text_rules plain = {.words = {.splits_hyphens = true},
                               .sentences = {.is_plain = true}};

    segmented_read(&reader->text, &plain, buffer_text(&reader->bytes),
                   reader->bytes.length, LAYOUT_VERBATIM);
}

static enum status read_and_match(struct explanation *explanation,
                                  struct error *err)
{
    struct reader *reader = &explanation->reader;
    struct matcher_options options = {
        .overlap = explanation->settings->overlap};

    if (inputs_load_data(&explanation->inputs, explanation->settings,
                         &explanation->issues, err) != OK ||
        inputs_load_lexicon(&explanation->inputs, explanation->settings,
                            &explanation->issues, err) != OK)
        return err->code;
    if (reader_read(reader,
                    strcmp(explanation->name, "-") ? explanation->name
                                                   : "standard-input.txt",
                    &explanation->inputs, err) != OK)
        return error_context(err, "%s", explanation->name);
    vocabulary_add(&explanation->vocabulary, reader->text.canonical.text.data,
                   &reader->text.words);
    explanation->matcher = matcher_new(&explanation->inputs.lexicon,
                                       &explanation->vocabulary);
    matcher_find(explanation->matcher, &reader->text, &options,
                 &explanation->hits);
    issues_take(&explanation->issues, &reader->extracted.issues,
                explanation->name);
    return OK;
}

static enum status load(struct explanation *explanation, struct error *err)
{
    if (load_bytes(explanation, err) != OK)
        return err->code;
    if (!explanation->settings->raw_breaks)
        return read_and_match(explanation, err);
    read_raw(explanation);
    return OK;
}

/* -- Showing --------------------------------------------------------------- */

/* What is shown, in one order and under one set of names for both formats. */
struct show {
    struct explanation *explanation;
    json_t *json; /* NULL: text */
};

static struct span text_span(const struct segmented *text)
{
    return (struct span){0, (uint32_t)text->canonical.text.length};
}

static const char *shown_text(const struct explanation *explanation,
                              struct span span, int *length)
{
    *length = (int)span_length(span);
    return segmented_text(&explanation->reader.text, span);
}

/* Appends the text to a JSON array, or prints it as a numbered line. */
static void show_line(json_t *array, size_t number, const char *text,
                      int length)
{
    if (array)
        json_array_append_new(array, json_stringn(text, (size_t)length));
    else
        printf("%6zu  %.*s\n", number, length, text);
}

static void show_span(const struct show *show, json_t *array, size_t number,
                      struct span span)
{
    int length;
    const char *text = shown_text(show->explanation, span, &length);

    show_line(array, number, text, length);
}

static json_t *begin_list(const struct show *show, const char *name)
{
    json_t *array = show->json ? json_array() : NULL;

    if (array)
        json_object_set_new(show->json, name, array);
    else
        printf("\n== %s\n", name);
    return array;
}

static void show_spans(const struct show *show, const char *name,
                       const struct spans *spans)
{
    json_t *array = begin_list(show, name);

    for (size_t i = 0; i < spans->count; i++)
        show_span(show, array, i + 1, spans->items[i]);
}

static void show_words(const struct show *show)
{
    const struct segmented *text = &show->explanation->reader.text;
    json_t *array = begin_list(show, "words");

    for (size_t i = 0; i < text->words.count; i++)
        show_span(show, array, i + 1, text->words.items[i].span);
}

typedef size_t next_break(const char *text, size_t length, size_t from);

/* Every segment between two boundaries, spaces and punctuation too: what the
 * standard's own tests speak of. */
static void show_segments(const struct show *show, const char *name,
                          next_break *next)
{
    const struct segmented *text = &show->explanation->reader.text;
    struct span all = text_span(text), segment = {0, 0};
    json_t *array = begin_list(show, name);

    for (size_t number = 1; segment.begin < all.end; number++) {
        segment.end = (uint32_t)next(text->canonical.text.data, all.end,
                                     segment.begin);
        show_span(show, array, number, segment);
        segment.begin = segment.end;
    }
}

static void show_hit(const struct show *show, json_t *array,
                     const struct hit *hit)
{
    const struct explanation *explanation = show->explanation;
    const struct lexicon *lexicon = &explanation->inputs.lexicon;
    const struct term *term =
        &lexicon->terms.items[lexicon->patterns.items[hit->pattern].term];
    const char *theme = lexicon->themes.items[term->theme].name;
    size_t sentence = segmented_sentence_of(&explanation->reader.text,
                                            hit->first);
    int length;
    const char *text = shown_text(explanation, hit->span, &length);

    if (array)
        json_array_append_new(
            array, json_pack("{s:s, s:s, s:s%, s:I}", "theme", theme, "term",
                             term->name, "text", text, (size_t)length,
                             "sentence", (json_int_t)sentence + 1));
    else
        printf("%6zu  %s | %s | %.*s\n", sentence + 1, theme, term->name,
               length, text);
}

static void show_hits(const struct show *show)
{
    const struct hits *hits = &show->explanation->hits;
    json_t *array = begin_list(show, show->json
                                         ? "hits"
                                         : "hits (sentence  theme | term "
                                           "| text)");

    for (size_t i = 0; i < hits->count; i++)
        show_hit(show, array, &hits->items[i]);
}

/* What --headings takes out of the text. */
static void show_headings(const struct show *show)
{
    const struct canonical *text =
        &show->explanation->reader.aside.headings.canonical;
    json_t *array = begin_list(show, "headings");

    for (size_t i = 0; i < text->paragraphs.count; i++)
        show_line(array, i + 1,
                  text->text.data + text->paragraphs.items[i].begin,
                  (int)span_length(text->paragraphs.items[i]));
}

static void show_text(const struct show *show)
{
    const struct segmented *text = &show->explanation->reader.text;
    int length;
    const char *shown = shown_text(show->explanation, text_span(text), &length);

    if (show->json)
        json_object_set_new(show->json, "text",
                            json_stringn(shown, (size_t)length));
    else
        printf("== text\n%.*s", length, shown);
}

static void show_summary(const struct explanation *explanation)
{
    const struct reader *reader = &explanation->reader;

    printf("%s: %s, %zu paragraphs, %zu sentences, %zu words, %zu hits",
           explanation->name, reader->format ? reader->format->name : "raw",
           reader->text.canonical.paragraphs.count,
           reader->text.sentences.count, reader->text.words.count,
           explanation->hits.count);
    if (reader->boilerplate_lines)
        printf("; %zu boilerplate lines left out", reader->boilerplate_lines);
    puts("\n");
}

static void show_all(const struct show *show)
{
    const struct segmented *text = &show->explanation->reader.text;

    show_text(show);
    show_spans(show, "paragraphs", &text->canonical.paragraphs);
    if (show->explanation->settings->raw_breaks) {
        show_segments(show, "sentences", sentence_break_next);
        show_segments(show, "words", word_break_next);
    } else {
        show_spans(show, "sentences", &text->sentences);
        show_words(show);
    }
    show_hits(show);
    if (show->explanation->reader.aside.takes_headings)
        show_headings(show);
}

static int print(struct explanation *explanation)
{
    struct show show = {.explanation = explanation};

    if (!explanation->settings->prints_json) {
        show_summary(explanation);
        show_all(&show);
        return EXIT_PUBLISHED;
    }
    show.json = json_object();
    show_all(&show);
    json_dumpf(show.json, stdout, JSON_INDENT(1));
    putchar('\n');
    json_decref(show.json);
    return EXIT_PUBLISHED;
}

int command_explain(const struct settings *settings,
                    const struct arguments *arguments)
{
    struct explanation explanation = {.settings = settings,
                                      .name = arguments->items[0]};
    struct error err;
    int code;

    vocabulary_init(&explanation.vocabulary);
    aside_init(&explanation.reader.aside, settings);
    if (load(&explanation, &err) == OK) {
        code = print(&explanation);
    } else {
        log_failure(settings, &err);
        code = exit_code_of(err.code);
    }
    for (size_t i = 0; i < explanation.issues.count; i++)
        log_issue(settings, &explanation.issues.items[i]);
    release(&explanation);
    return code;
}
