/*
 * results_fixture.h - the results of a tiny run, and the rows reports make.
 *
 *     struct results_fixture fixture;
 *     struct rows rows;
 *
 *     results_fixture_init(&fixture, fixture_documents, FIXTURE_DOCUMENTS);
 *     rows_read(&rows, &report_theme_frequency, &fixture.results);
 *     assert_string_equal(rows.lines[0], "administration|(all)|norms|...");
 *     rows_release(&rows);
 *     results_fixture_release(&fixture);
 *
 * A line is a row's cells joined by '|': texts as they are, counts and integers
 * in decimal, rates "%.4f", measures "%.6g", missing cells as nothing.
 *
 * The lexicon has three themes, in order of their ids and names:
 *     capacity: 0 building, 1 training    deterrence: 2 deter
 *     norms: 3 norm, 4 voluntary norm
 */
#ifndef TESTS_RESULTS_FIXTURE_H
#define TESTS_RESULTS_FIXTURE_H

#include <string.h>

#include "base/arena.h"
#include "report/reports.h"
#include "report/results.h"

enum { FIXTURE_THEMES = 3, FIXTURE_TERMS = 5 };

struct fixture_hit {
    uint32_t term;
    const char *form;             /* what was matched, folded */
    uint32_t sentence, paragraph; /* from 1; ascending in a document */
};

struct fixture_document {
    const char *path;  /* ascending from document to document */
    const char *title; /* NULL: the path */
    const char *group; /* taken for its administration too */
    const char *topic; /* value of the manifest's other column "topic" */
    const char *words; /* folded, a space between; counted as they are */
    uint64_t sentences, paragraphs;
    const struct fixture_hit *hits; /* ended by one without a form; or NULL */
    struct date date;
    enum document_status status;
};

/*
 * path   date        group   words  hits (sentence)
 * a.txt  2011-07-14  Obama   8      building (1), norm (1), norm (2)
 * b.txt  2011-08     Obama   4      -
 * c.txt  2018        Trump   6      voluntary norm (1), norm (2)
 * d.txt  -           Trump   2      building (1)
 * The words are "the", "norm", "norms" and others: see the file.
 */
enum { FIXTURE_DOCUMENTS = 4 };
extern const struct fixture_document fixture_documents[FIXTURE_DOCUMENTS];

/* `results` is what reports read. A test may change it (top_words, 1000 at
 * first; group_by), and add to `issues`. */
struct results_fixture {
    struct results results;
    struct corpus corpus;
    struct lexicon lexicon;
    struct groups groups;
    struct groups all;
    struct document_result *documents;
    struct arena arena; /* their lists */
    struct interner *types, *forms;
    struct issues issues;
};

/* Counts the documents as a run does, for sentences, paragraphs and documents
 * as units. `documents` is borrowed until release. */
void results_fixture_init(struct results_fixture *fixture,
                          const struct fixture_document *documents,
                          size_t count);
void results_fixture_release(struct results_fixture *fixture);

/* The rows of a report, in their order. */
struct rows {
    char **lines;
    size_t count;
};

/* Fails the test when the report fails. */
void rows_read(struct rows *rows, const struct report *report,
               const struct results *results);
void rows_release(struct rows *rows);

/* Fails the test unless the rows are `lines`, NULL at the end. */
void rows_assert(const struct rows *rows, const char *const *lines);

/* Fails the test unless the report of a run over the documents has the rows
 * `lines`, NULL at the end. */
void report_assert(const struct report *report,
                   const struct fixture_document *documents, size_t count,
                   const char *const *lines);

/* Returns the only line that begins with `beginning`; fails the test where
 * there is none or more than one. */
const char *rows_find(const struct rows *rows, const char *beginning);

#endif
