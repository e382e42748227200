/* validation_write.c - tables aside and then into place; see validation.h. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/files.h"
#include "base/walk.h"
#include "report/datapackage.h"
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
                               struct csv_writer *csv, struct error *err)
{
    struct table_writer *writers[] = {csv_writer_base(csv)};
    struct table_output output = {.writers = writers, .writer_count = 1};
    enum status status = table_output_write(&output, report->table,
                                            report->fill, validation, err);

    table_output_release(&output);
    return status;
}

static enum status write_package(const struct csv_writer *csv,
                                 const struct validation_target *target,
                                 const char *folder, struct error *err)
{
    struct datapackage package = {
        .name = "policylex-validation",
        .title = "How well the themes of a lexicon are found",
        .description = "Precision, recall and agreement of coders, worked out "
                       "by policylex from sentences coded by hand.",
        .dialect = target->dialect,
    };

    package.files = csv_writer_files(csv, &package.file_count);
    return datapackage_write(&package, folder, err);
}

/* Writes everything into the folder `aside`. */
static enum status write_aside(const struct validation *validation,
                               const struct validation_target *target,
                               const char *aside, struct error *err)
{
    struct csv_writer *csv = csv_writer_new(aside, target->dialect);
    enum status status = OK;

    for (size_t i = 0; !status && i < target->report_count; i++)
        status = write_table(validation, target->reports[i], csv, err);
    if (!status && target->has_package)
        status = write_package(csv, target, aside, err);
    csv_writer_free(csv);
    return status;
}

/* Moves a file, named without `suffix`, from one folder to the other. */
static enum status move_file(const char *stem, const char *suffix,
                             const char *from, const char *to,
                             struct error *err)
{
    struct buffer name = {0};
    char *built, *final;
    enum status status = OK;

    buffer_add_format(&name, "%s%s", stem, suffix);
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

static enum status move_all(const struct validation_target *target,
                            const char *aside, struct error *err)
{
    enum status status = OK;

    for (size_t i = 0; !status && i < target->report_count; i++)
        status = move_file(target->reports[i]->table->name, ".csv", aside,
                           target->folder, err);
    if (!status && target->has_package)
        status = move_file("datapackage", ".json", aside, target->folder, err);
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
        status = write_aside(validation, target, aside, err);
        if (status == OK)
            status = move_all(target, aside, err);
        (void)!tree_remove(aside, &ignored);
    }
    free(aside);
    return status;
}
