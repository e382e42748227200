/*
 * paragraph_styles.h - which styles of an office document are headings' styles.
 *
 * In DOCX and ODT a paragraph names its style; a style names the one that it
 * refines. What the nearest of them says counts.
 */
#ifndef INGEST_PARAGRAPH_STYLES_H
#define INGEST_PARAGRAPH_STYLES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/vector.h"
#include "ingest/extracted.h"

struct paragraph_style {
    char *id, *parent;   /* owned; parent "" when there is none */
    bool has_kind;       /* the style itself says one */
    enum line_kind kind; /* of its paragraphs */
    bool is_hidden;      /* its text is not shown */
};

struct paragraph_styles VECTOR_OF(struct paragraph_style);

/* Adds a style, whose other members the caller fills in; good until the next
 * one. Returns NULL beyond a limit that no real document has. */
struct paragraph_style *styles_add(struct paragraph_styles *styles,
                                   const char *id, const char *parent);

/* To be called once, after the last style. */
void styles_sort(struct paragraph_styles *styles);

/* Returns what the style or one that it refines says; LINE_TEXT when none. */
enum line_kind styles_kind(const struct paragraph_styles *styles,
                           const char *id);

bool styles_hide(const struct paragraph_styles *styles, const char *id);

/* Gives the style the kind that its name, as people see it, tells. */
void style_judge_name(struct paragraph_style *style, const char *name);

void styles_release(struct paragraph_styles *styles);

#endif
