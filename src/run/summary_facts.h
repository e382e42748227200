/*
 * summary_facts.h - what the summary of a night shows; see summary.h.
 *
 * The largest themes, and of the groups as many as a line has room for, those
 * with most words, in time. Everything is read from the published folder.
 */
#ifndef RUN_SUMMARY_FACTS_H
#define RUN_SUMMARY_FACTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/intern.h"
#include "base/vector.h"
#include "report/published.h"

enum {
    SUMMARY_GROUPS_MAX = 32,
    SUMMARY_CHANGES = 4,
    SUMMARY_NAMES_MAX = 3,    /* documents that are named of a kind of change */
    SUMMARY_GROUP_WIDTH = 12, /* columns that a group's name takes at most */
    SUMMARY_GAP = 2
};

/* What stands above the columns. */
extern const char summary_title[], summary_all[], summary_moved[];

/* A rate that may not be there. */
struct summary_rate {
    double value;
    bool is_known;
};

struct summary_theme {
    char *name;
    struct summary_rate all, moved, groups[SUMMARY_GROUPS_MAX];
};

/* A group, by its place in published_groups(). */
struct summary_group {
    size_t place;
    uint64_t words;
};

/* Documents that are "added", "gone", "changed" or "regrouped". */
struct document_change {
    const char *kind;
    uint64_t count;
    struct buffer names; /* of the first */
};

struct summary_facts {
    const struct published *run;
    struct summary_themes VECTOR_OF(struct summary_theme) themes;
    size_t theme_count;           /* all of them; `themes` has the largest */
    struct summary_group *groups; /* the first `shown_count` are shown */
    size_t group_count, shown_count;
    const char *const *in_time; /* published_groups() */
    bool has_moved;             /* a theme has, since the run before */
    struct document_change documents[SUMMARY_CHANGES];

    /* Private: the table being read, and its columns. */
    const struct table *table;
    size_t group, theme, words, rate, what, name, change, difference;
    struct interner *names; /* of the groups, numbered by their place */
};

/* Reads the facts for lines of `width` columns into `out`; release it in any
 * case, before the run, which is borrowed. */
MUST_USE enum status summary_facts_read(struct summary_facts *out,
                                        const struct published *run,
                                        size_t width, struct error *err);
void summary_facts_release(struct summary_facts *facts);

/* Return the columns that the themes' names take, and the rates below a
 * name. */
size_t summary_theme_width(const struct summary_facts *facts);
size_t summary_rate_width(const char *name);

#endif
