/* reports.c - see reports.h. */
#include "cli/reports.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/display.h"
#include "base/files.h"
#include "base/memory.h"
#include "base/nearest.h"
#include "report/column_values.h"

/* -- The folder ------------------------------------------------------------ */

/* Opens the latest run of the reports, or the folder itself. */
static enum status open_latest(struct published **out, const char *reports,
                               struct error *err)
{
    char *latest = path_join(reports, "latest");
    enum status status = published_open(out, latest, err);
    struct error untold;

    if (status == ERR_MISSING &&
        published_open(out, reports, &untold) != ERR_MISSING) {
        status = *out ? OK : untold.code;
        *err = untold;
    } else if (status == ERR_MISSING) {
        error_set(err, status,
                  "%s: there is no run yet; `policylex run` makes one, or name "
                  "its folder (--reports)",
                  reports);
    }
    free(latest);
    return status;
}

/* Opens the folder that a table's file is in. */
static enum status open_beside(struct published **out, const char *path,
                               struct error *err)
{
    size_t length = (size_t)(path_name(path) - path);
    char *folder = memory_copy_text(path, length > 1 ? length - 1 : length);
    enum status status = published_open(out, folder, err);

    free(folder);
    return status;
}

/* -- The table ------------------------------------------------------------- */

/* Returns the name without ".csv"; the caller frees it. */
static char *table_name(const char *name)
{
    size_t length = strlen(name);

    if (length > 4 && strcmp(name + length - 4, ".csv") == 0)
        length -= 4;
    return memory_copy_text(name, length);
}

static enum status say_tables(const struct published *run, const char *name,
                              struct error *err)
{
    size_t count;
    const struct published_table *tables = published_tables(run, &count);
    const char **names = memory_get_zeroed(count + 1, sizeof(*names));
    struct buffer known = {0};

    for (size_t i = 0; i < count; i++)
        names[i] = tables[i].table->name;
    nearest_add(&known, name, names, count);
    error_set(err, ERR_USAGE,
              "there is no table \"%s\"; %s (`policylex show` lists them)",
              name, buffer_text(&known));
    buffer_release(&known);
    free(names);
    return err->code;
}

enum status reports_open(struct reports_table *out,
                         const struct settings *settings, const char *name,
                         struct error *err)
{
    bool is_path = name && strchr(name, '/');
    char *wanted;

    *out = (struct reports_table){0};
    if ((is_path ? open_beside(&out->run, name, err)
                 : open_latest(&out->run, settings->reports, err)) != OK)
        return err->code;
    if (!name)
        return OK;
    wanted = table_name(path_name(name));
    out->from = published_find(out->run, wanted);
    if (!out->from) {
        say_tables(out->run, wanted, err);
        published_free(out->run);
        out->run = NULL;
    }
    free(wanted);
    return out->from ? OK : err->code;
}

/* -- Rows and columns ------------------------------------------------------ */

/* Returns how many names the list has. */
static size_t count_names(const char *list)
{
    size_t count = 1;

    for (; *list; list++)
        count += *list == ',';
    return count;
}

/* Takes the list apart in place. */
static void part_names(char *list, const char **names)
{
    *names++ = list;
    for (; *list; list++)
        if (*list == ',') {
            *list = '\0';
            *names++ = list + 1;
        }
}

/* Takes each "column=value" apart, in a copy of them all. */
static void read_conditions(struct wanted_rows *out,
                            const struct settings *settings)
{
    size_t count = settings->where.count, bytes = 1;
    char *at;

    out->conditions = memory_get_zeroed(count + 1, sizeof(struct condition));
    out->wish.conditions = out->conditions;
    out->wish.condition_count = count;
    for (size_t i = 0; i < count; i++)
        bytes += strlen(settings->where.items[i]) + 1;
    at = out->texts = memory_get(bytes);
    for (size_t i = 0; i < count; i++) {
        size_t size = strlen(settings->where.items[i]) + 1;
        char *value;

        memcpy(at, settings->where.items[i], size);
        value = strchr(at, '=');
        *value = '\0';
        out->conditions[i] = (struct condition){at, value + 1};
        at += size;
    }
}

void wanted_rows_init(struct wanted_rows *out, const struct settings *settings)
{
    *out = (struct wanted_rows){.wish.most = UINT64_MAX};
    read_conditions(out, settings);
    if (settings->columns) {
        out->list = memory_copy_text(settings->columns,
                                     strlen(settings->columns));
        out->wish.column_count = count_names(out->list);
        out->columns = memory_get_zeroed(out->wish.column_count,
                                         sizeof(*out->columns));
        part_names(out->list, out->columns);
        out->wish.columns = out->columns;
    }
    if (settings->rows && settings->rows != SIZE_MAX)
        out->wish.most = settings->rows;
}

void wanted_rows_release(struct wanted_rows *wanted)
{
    free(wanted->conditions);
    free(wanted->columns);
    free(wanted->texts);
    free(wanted->list);
    *wanted = (struct wanted_rows){0};
}

enum status reports_check(const struct reports_table *table,
                          const struct selection *selection, struct error *err)
{
    const struct condition *unmet = selection_unmet(selection);
    struct buffer values = {0};
    enum status status;

    if (!unmet)
        return OK;
    status = column_values_near(table->run, table->from, unmet, &values, err);
    if (status == OK)
        status = error_set(err, ERR_USAGE, "%s has no row with %s=%s; %s",
                           table->from->table->name, unmet->column,
                           unmet->value, buffer_text(&values));
    buffer_release(&values);
    return status;
}
