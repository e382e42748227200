/*
 * html_pages_test.c - how much of real HTML pages' text is found, and how much
 * besides.
 *
 *     html_pages_test                     the pages of the shared corpus
 *     html_pages_test PAGES REFERENCES    any others: their F1, a line a page
 *
 * For each REFERENCES/NAME.txt there is a PAGES/NAME.html (or PAGES/NAME). The
 * words of extracted and reference text are compared as bags: precision is the
 * share of extracted words that the reference has, recall the share of the
 * reference's words that were extracted, F1 their harmonic mean; the same for
 * runs of four words, which also see where text was taken from. Pages are to be
 * UTF-8.
 */
#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/files.h"
#include "base/vector.h"
#include "base/walk.h"
#include "ingest/format.h"

enum { RUN_WORDS = 4 };

struct bag VECTOR_OF(char *);

struct score {
    double precision, recall, f1;
};

static bool is_word_byte(char c)
{
    return isalnum((unsigned char)c) || (unsigned char)c >= 128;
}

/* Appends the text's words, lower case. */
static void add_words(struct bag *words, const char *text)
{
    while (*text) {
        size_t length = 0;
        char *word;

        while (*text && !is_word_byte(*text))
            text++;
        while (is_word_byte(text[length]))
            length++;
        if (!length)
            return;
        word = memory_copy_text(text, length);
        for (char *c = word; *c; c++)
            *c = (char)tolower((unsigned char)*c);
        *VECTOR_PUSH(words) = word;
        text += length;
    }
}

/* Appends each run of RUN_WORDS words, joined. */
static void add_runs(struct bag *runs, const struct bag *words)
{
    for (size_t i = 0; i + RUN_WORDS <= words->count; i++) {
        struct buffer run = {0};

        for (size_t j = i; j < i + RUN_WORDS; j++)
            buffer_add_format(&run, "%s ", words->items[j]);
        *VECTOR_PUSH(runs) = run.data;
    }
}

static int compare(const void *one, const void *other)
{
    return strcmp(*(char *const *)one, *(char *const *)other);
}

static void sort(struct bag *bag)
{
    if (bag->count)
        qsort(bag->items, bag->count, sizeof(char *), compare);
}

static void bag_release(struct bag *bag)
{
    for (size_t i = 0; i < bag->count; i++)
        free(bag->items[i]);
    free(bag->items);
}

/* Both are sorted. */
static size_t count_common(const struct bag *one, const struct bag *other)
{
    size_t common = 0;

    for (size_t i = 0, j = 0; i < one->count && j < other->count;) {
        int order = strcmp(one->items[i], other->items[j]);

        common += order == 0;
        i += order <= 0;
        j += order >= 0;
    }
    return common;
}

static struct score score_bags(struct bag *found, struct bag *expected)
{
    double common;
    struct score score = {1, 1, 1};

    sort(found);
    sort(expected);
    common = (double)count_common(found, expected);
    if (found->count)
        score.precision = common / (double)found->count;
    if (expected->count)
        score.recall = common / (double)expected->count;
    if (found->count + expected->count)
        score.f1 = 2 * common / (double)(found->count + expected->count);
    return score;
}

/* What one page, or the mean of several, has. */
struct page_score {
    struct score words, runs;
};

static struct page_score score_texts(const char *found, const char *expected)
{
    struct bag words = {0}, wanted = {0}, runs = {0}, wanted_runs = {0};
    struct page_score score;

    add_words(&words, found);
    add_words(&wanted, expected);
    add_runs(&runs, &words);
    add_runs(&wanted_runs, &wanted);
    score.words = score_bags(&words, &wanted);
    score.runs = score_bags(&runs, &wanted_runs);
    bag_release(&words);
    bag_release(&wanted);
    bag_release(&runs);
    bag_release(&wanted_runs);
    return score;
}

/* Reads the page of a reference called NAME.txt: NAME.html or NAME. */
static bool read_page(const char *folder, const char *name, struct buffer *page)
{
    struct buffer path = {0};
    struct error err;
    bool found;

    buffer_add_format(&path, "%s/%.*s.html", folder, (int)strlen(name) - 4,
                      name);
    found = file_read(path.data, page, &err) == OK;
    if (!found) {
        path.data[path.length - 5] = '\0';
        found = file_read(path.data, page, &err) == OK;
    }
    if (!found)
        printf("# %s\n", err.text);
    buffer_release(&path);
    return found;
}

static bool score_page(const char *pages, const char *references,
                       const char *name, struct page_score *score)
{
    char *path = path_join(references, name);
    struct buffer page = {0}, reference = {0};
    struct extracted extracted = {0};
    struct error err;
    bool done = file_read(path, &reference, &err) == OK &&
                read_page(pages, name, &page);

    if (done &&
        html_extract(&(struct source){.bytes = &page}, &extracted, &err) != OK)
        printf("# %s: %s\n", name, err.text);
    if (done)
        *score = score_texts(buffer_text(&extracted.text),
                             buffer_text(&reference));
    extracted_release(&extracted);
    buffer_release(&reference);
    buffer_release(&page);
    free(path);
    return done;
}

static void print_score(const char *name, const struct page_score *score)
{
    printf("# %.4f %.4f %.4f  %.4f %.4f %.4f  %s\n", score->words.precision,
           score->words.recall, score->words.f1, score->runs.precision,
           score->runs.recall, score->runs.f1, name);
}

static void add_score(struct score *sum, const struct score *score,
                      double weight)
{
    sum->precision += score->precision * weight;
    sum->recall += score->recall * weight;
    sum->f1 += score->f1 * weight;
}

struct summary {
    size_t pages, missing;
    struct page_score mean;
    double worst; /* F1 of words */
};

static bool is_reference(const char *path)
{
    size_t length = strlen(path);

    return length > 4 && strcmp(path + length - 4, ".txt") == 0;
}

static struct summary score_folder(const char *pages, const char *references,
                                   const struct file_list *files)
{
    struct summary summary = {.worst = 1};
    struct page_score sum = {0}, score;

    for (size_t i = 0; i < files->count; i++) {
        if (!is_reference(files->items[i].path))
            continue;
        if (!score_page(pages, references, files->items[i].path, &score)) {
            summary.missing++;
            continue;
        }
        print_score(files->items[i].path, &score);
        add_score(&sum.words, &score.words, 1);
        add_score(&sum.runs, &score.runs, 1);
        summary.pages++;
        if (score.words.f1 < summary.worst)
            summary.worst = score.words.f1;
    }
    if (summary.pages) {
        add_score(&summary.mean.words, &sum.words, 1.0 / (double)summary.pages);
        add_score(&summary.mean.runs, &sum.runs, 1.0 / (double)summary.pages);
    }
    return summary;
}

/* Returns whether there were references to compare with. */
static bool run(const char *pages, const char *references,
                struct summary *summary)
{
    struct file_list files = {0};
    struct error err;
    bool found = folder_list(references, &files, NULL, NULL, &err) == OK;

    if (found) {
        puts("# words: precision recall F1; runs of four: the same; page");
        *summary = score_folder(pages, references, &files);
        print_score("mean", &summary->mean);
        printf("# %zu pages, worst F1 of words %.4f\n", summary->pages,
               summary->worst);
    }
    file_list_release(&files);
    return found;
}

static bool print_verdict(int number, bool passed, const char *claim)
{
    printf("%sok %d - %s\n", passed ? "" : "not ", number, claim);
    return passed;
}

int main(int argc, char **argv)
{
    const char *shared = getenv("POLICYLEX_SHARED");
    struct buffer folder = {0}, references = {0};
    struct summary summary = {0};
    bool found, passed = true;

    if (argc == 3)
        return run(argv[1], argv[2], &summary) ? 0 : 1;
    buffer_add_format(&folder, "%s/corpora/formats/html",
                      shared ? shared : "../shared");
    buffer_add_format(&references, "%s-reference", folder.data);
    found = run(folder.data, references.data, &summary);
    if (!found) {
        printf("1..0 # SKIP no shared pages at %s\n", references.data);
    } else {
        puts("1..3");
        passed &= print_verdict(1, summary.pages && !summary.missing,
                                "every reference has its page");
        passed &= print_verdict(2, summary.mean.words.f1 >= 0.97,
                                "the mean F1 of words is at least 0.97");
        passed &= print_verdict(3, summary.worst >= 0.93,
                                "the worst F1 of words is at least 0.93");
    }
    buffer_release(&folder);
    buffer_release(&references);
    return passed ? 0 : 1;
}
