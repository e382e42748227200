/* book_parts.h - what a book is made of, for book.c and sheet.c alone. */
#ifndef REPORT_WORKBOOK_BOOK_PARTS_H
#define REPORT_WORKBOOK_BOOK_PARTS_H

#include "base/vector.h"
#include "report/workbook/book.h"
#include "report/workbook/scratch.h"

struct sheets VECTOR_OF(struct sheet *);

struct book {
    lxw_workbook *workbook;
    lxw_format *formats[LOOKS]; /* owned by the workbook */
    struct sheets sheets;       /* owned, in their order */
    struct scratch scratch;
    struct buffer text; /* of the cell at hand */
    lxw_error error;    /* the first */
    char *path;
    char *folder;    /* of the path, with its '/'; or "" */
    char *temporary; /* where the file is until it is whole */
};

#endif
