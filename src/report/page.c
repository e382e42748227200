/* page.c - see page.h. */
#include "report/page.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/files.h"
#include "report/page_data.h"
#include "report/page_frame.h"
#include "report/published.h"
#include "report/view_facts.h"

struct writing {
    const struct published *published;
    const struct view_facts *facts;
    struct buffer page;
};

/* -- Facts ----------------------------------------------------------------- */

/* What of run.json tells how was counted and what was found, not when, where
 * and with how many workers. */
static const char *const run_members[] = {
    "corpus_sha256", "lexicon", "settings", "counts", "changes", NULL,
};
static const char *const night_settings[] = {
    "jobs",     "reports",    "keep",  "timeout", "store", "store_days",
    "progress", "log_format", "quiet", "verbose", "views", NULL,
};

static json_t *pack_run(const json_t *run)
{
    json_t *packed = run ? json_object() : json_null();

    for (const char *const *name = run_members; run && *name; name++) {
        const json_t *member = json_object_get(run, *name);

        if (member)
            json_object_set_new(packed, *name, json_deep_copy(member));
    }
    for (const char *const *name = night_settings; run && *name; name++)
        json_object_del(json_object_get(packed, "settings"), *name);
    if (run)
        json_object_del(json_object_get(packed, "changes"), "since");
    return packed;
}

static json_t *pack_tables(const struct published *published)
{
    size_t count;
    const struct published_table *tables = published_tables(published, &count);
    json_t *packed = json_array();

    for (size_t i = 0; i < count; i++)
        json_array_append_new(packed,
                              json_pack("{s:s, s:s, s:s, s:s?, s:I}", "name",
                                        tables[i].table->name, "title",
                                        tables[i].table->title, "row",
                                        tables[i].table->row, "order",
                                        tables[i].table->order, "rows",
                                        (json_int_t)tables[i].rows));
    return packed;
}

static json_t *pack_groups(const struct published *published)
{
    size_t count;
    const char *const *groups = published_groups(published, &count);
    json_t *packed = json_array();

    for (size_t i = 0; i < count; i++)
        json_array_append_new(packed, json_string(groups[i]));
    return packed;
}

static json_t *pack_facts(const struct writing *writing)
{
    char counted_at[32];
    struct tm parts;

    strftime(counted_at, sizeof(counted_at), "%Y-%m-%dT%H:%M:%SZ",
             gmtime_r(&writing->facts->counted_at, &parts));
    return json_pack("{s:s, s:s, s:i, s:o, s:o, s:o}", "version",
                     writing->facts->version, "counted_at", counted_at,
                     "most_rows", PAGE_ROWS_MAX, "run",
                     pack_run(published_run(writing->published)), "groups",
                     pack_groups(writing->published), "tables",
                     pack_tables(writing->published));
}

/* A '<' can only stand inside a string, where it may be escaped. */
static int add_escaped(const char *bytes, size_t length, void *out)
{
    const char *less;

    while ((less = memchr(bytes, '<', length)) != NULL) {
        size_t before = (size_t)(less - bytes);

        buffer_add(out, bytes, before);
        buffer_add_text(out, "\\u003c");
        bytes += before + 1;
        length -= before + 1;
    }
    buffer_add(out, bytes, length);
    return 0;
}

static enum status add_facts(struct writing *writing, struct error *err)
{
    json_t *facts = pack_facts(writing);

    if (!facts)
        return error_set(err, ERR_BUG,
                         "report.html: a name in the tables is not UTF-8");
    json_dump_callback(facts, add_escaped, &writing->page, JSON_COMPACT);
    json_decref(facts);
    return OK;
}

/* -- Tables ---------------------------------------------------------------- */

static enum status add_tables(struct writing *writing, struct error *err)
{
    struct page_data *data = page_data_new(&writing->page);
    struct table_writer *writers[] = {page_data_base(data)};
    struct table_output output = {.writers = writers, .writer_count = 1};
    enum status status = OK;
    size_t count;
    const struct published_table *tables = published_tables(writing->published,
                                                            &count);

    for (size_t i = 0; i < count && status == OK; i++) {
        page_data_announce(data, tables[i].rows);
        status = published_read(writing->published, &tables[i], PAGE_ROWS_MAX,
                                &output, err);
    }
    table_output_release(&output);
    page_data_free(data);
    return status;
}

/* -- The page -------------------------------------------------------------- */

static enum status fill_place(struct writing *writing, const char *name,
                              struct error *err)
{
    static const struct {
        const char *name;
        void (*add)(struct buffer *);
    } parts[] = {
        {"policy", page_add_policy},
        {"style", page_add_style},
        {"d3", page_add_d3},
        {"script", page_add_script},
    };

    if (strcmp(name, "facts") == 0)
        return add_facts(writing, err);
    if (strcmp(name, "tables") == 0)
        return add_tables(writing, err);
    for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
        if (strcmp(name, parts[i].name) == 0) {
            parts[i].add(&writing->page);
            return OK;
        }
    return error_set(err, ERR_BUG, "page.html: there is no part \"%s\"", name);
}

static enum status make_page(struct writing *writing, struct error *err)
{
    const char *at = page_frame();
    char name[PAGE_PLACE_MAX];
    enum status status = OK;

    while (status == OK &&
           (at = page_frame_next(&writing->page, at, name)) != NULL)
        status = fill_place(writing, name, err);
    if (status == OK && buffer_is_full(&writing->page))
        status = error_set(err, ERR_LIMIT, "report.html would be above 4 GB");
    return status;
}

enum status page_write(const struct published *published,
                       const struct view_facts *facts, const char *path,
                       struct error *err)
{
    struct writing writing = {.published = published, .facts = facts};
    enum status status = make_page(&writing, err);

    if (status == OK)
        status = file_write(path, writing.page.data, writing.page.length, err);
    buffer_release(&writing.page);
    return status;
}
