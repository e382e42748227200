/* paragraph_styles.c - see paragraph_styles.h. */
#include "ingest/paragraph_styles.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { STYLES_MAX = 20000, REFINEMENTS_MAX = 16 };

struct paragraph_style *styles_add(struct paragraph_styles *styles,
                                   const char *id, const char *parent)
{
    struct paragraph_style *style;

    if (styles->count == STYLES_MAX)
        return NULL;
    style = VECTOR_PUSH(styles);
    *style = (struct paragraph_style){
        .id = memory_copy_text(id, strlen(id)),
        .parent = memory_copy_text(parent, strlen(parent))};
    return style;
}

static int compare_styles(const void *left, const void *right)
{
    const struct paragraph_style *a = left, *b = right;

    return strcmp(a->id, b->id);
}

void styles_sort(struct paragraph_styles *styles)
{
    if (styles->count)
        qsort(styles->items, styles->count, sizeof(*styles->items),
              compare_styles);
}

static int compare_id(const void *key, const void *element)
{
    return strcmp(key, ((const struct paragraph_style *)element)->id);
}

static const struct paragraph_style *find(const struct paragraph_styles *styles,
                                          const char *id)
{
    if (!styles->count || !*id)
        return NULL;
    return bsearch(id, styles->items, styles->count, sizeof(*styles->items),
                   compare_id);
}

enum line_kind styles_kind(const struct paragraph_styles *styles,
                           const char *id)
{
    for (int i = 0; i < REFINEMENTS_MAX; i++) {
        const struct paragraph_style *style = find(styles, id);

        if (!style)
            break;
        if (style->has_kind)
            return style->kind;
        id = style->parent;
    }
    return LINE_TEXT;
}

bool styles_hide(const struct paragraph_styles *styles, const char *id)
{
    const struct paragraph_style *style = find(styles, id);

    return style && style->is_hidden;
}

void style_judge_name(struct paragraph_style *style, const char *name)
{
    if (strcasecmp(name, "title") == 0 || strcasecmp(name, "subtitle") == 0 ||
        strncasecmp(name, "heading", strlen("heading")) == 0)
        style->kind = LINE_HEADING;
    else if (strcasecmp(name, "caption") == 0)
        style->kind = LINE_CAPTION;
    else
        return;
    style->has_kind = true;
}

void styles_release(struct paragraph_styles *styles)
{
    for (size_t i = 0; i < styles->count; i++) {
        free(styles->items[i].id);
        free(styles->items[i].parent);
    }
    free(styles->items);
    *styles = (struct paragraph_styles){0};
}
