/* published_visit.c - rows for those who only look; see published.h. */
#include "report/published.h"

struct visit {
    struct table_writer base; /* first: the address of both is the same */
    void (*look)(void *context, const struct table *table,
                 const struct cell *cells);
    void *context;
    const struct table *table;
};

static enum status visit_open(struct table_writer *writer,
                              const struct table *table, struct error *err)
{
    (void)err;
    ((struct visit *)writer)->table = table;
    return OK;
}

static enum status visit_row(struct table_writer *writer,
                             const struct cell *cells, size_t repeated,
                             struct error *err)
{
    struct visit *visit = (struct visit *)writer;

    (void)repeated;
    (void)err;
    visit->look(visit->context, visit->table, cells);
    return OK;
}

static enum status visit_close(struct table_writer *writer, struct error *err)
{
    (void)writer;
    (void)err;
    return OK;
}

static void visit_discard(struct table_writer *writer)
{
    (void)writer;
}

enum status
published_visit(const struct published *run, const struct published_table *from,
                void (*look)(void *context, const struct table *table,
                             const struct cell *cells),
                void *context, struct error *err)
{
    static const struct table_writer_type type = {visit_open, visit_row,
                                                  visit_close, visit_discard};
    struct visit visit = {.base.type = &type, .look = look, .context = context};
    struct table_writer *writers[] = {&visit.base};
    struct table_output output = {.writers = writers, .writer_count = 1};
    enum status status = published_read(run, from, UINT64_MAX, &output, err);

    table_output_release(&output);
    return status;
}
