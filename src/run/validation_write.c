/* validation_write.c - tables aside and then into place; see validation.h. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/files.h"
#include "base/walk.h"
#include "run/validation.h"

static enum status make_aside(const char *folder, char **aside,
                              struct error *err)
{
    *aside = path_join(folder, ".building-XXXXXX");
    if (!mkdtemp(*aside) || chmod(*aside, 0755) != 0)
        return error_errno(err, ERR_CREATE, "%s: no folder can be made here",
                           folder);
    return OK;
}

static enum status write_table(const struct validation *validation,
                               const struct validation_report *report,
                               const char *folder,
                               const struct csv_dialect *dialect,
                               struct error *err)
{
    struct csv_writer *csv = csv_writer_new(folder, dialect);
    struct table_writer *writers[] = {csv_writer_base(csv)};
    struct table_output output = {.writers = writers, .writer_count = 1};
    enum status status = table_output_write(&output, report->table,
                                            report->fill, validation, err);

    table_output_release(&output);
    csv_writer_free(csv);
    return status;
}

/* Moves the table's file from one folder to the other. */
static enum status move_table(const struct table *table, const char *from,
                              const char *to, struct error *err)
{
    struct buffer name = {0};
    char *built, *final;
    enum status status = OK;

    buffer_add_format(&name, "%s.csv", table->name);
    built = path_join(from, buffer_text(&name));
    final = path_join(to, buffer_text(&name));
    if (rename(built, final) != 0)
        status = error_errno(err, ERR_CREATE, "%s: cannot be put in place",
                             final);
    buffer_release(&name);
    free(built);
    free(final);
    return status;
}

static enum status write_all(const struct validation *validation,
                             const struct validation_target *target,
                             const char *aside, struct error *err)
{
    enum status status = OK;

    for (size_t i = 0; !status && i < target->report_count; i++)
        status = write_table(validation, target->reports[i], aside,
                             target->dialect, err);
    for (size_t i = 0; !status && i < target->report_count; i++)
        status = move_table(target->reports[i]->table, aside, target->folder,
                            err);
    return status ? status : folder_sync(target->folder, err);
}

enum status validation_write(const struct validation *validation,
                             const struct validation_target *target,
                             struct error *err)
{
    struct error ignored;
    char *aside;
    enum status status;

    if (folder_create(target->folder, err) != OK)
        return err->code;
    status = make_aside(target->folder, &aside, err);
    if (status == OK) {
        status = write_all(validation, target, aside, err);
        (void)!tree_remove(aside, &ignored);
    }
    free(aside);
    return status;
}
