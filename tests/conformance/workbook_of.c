/*
 * workbook_of.c FOLDER FILE - writes the workbook of a folder of reports.
 *
 * Any folder with a datapackage.json, such as hostile_tables.c writes.
 */
#include <stdio.h>

#include "report/workbook.h"

int main(int argc, char **argv)
{
    static const struct view_facts facts = {"test", 1764000000};
    struct published *run = NULL;
    struct error err;
    enum status status;

    if (argc != 3) {
        fputs("usage: workbook_of FOLDER FILE\n", stderr);
        return 64;
    }
    status = published_open(&run, argv[1], &err);
    if (status == OK)
        status = workbook_write(run, &facts, argv[2], &err);
    published_free(run);
    if (status != OK)
        fprintf(stderr, "%s\n", err.text);
    return status != OK;
}
