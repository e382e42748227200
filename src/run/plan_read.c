/* plan_read.c - reads a plan, and trusts nothing in it; see plan.h. */
#include <stdlib.h>
#include <string.h>

#include "base/files.h"
#include "base/memory.h"
#include "ingest/csv_table.h"
#include "run/plan.h"
#include "run/shard.h"

static const char stage[] = "plan";

/* Four million files with long paths. */
enum { PLAN_BYTES_MAX = 1 << 30 };

enum { SHARD, BYTES, FILE_PATH, SEVERITY, MESSAGE, COLUMNS };

/* Some end with a number: how many there are. */
static const struct {
    const char *name;
    bool is_counted;
} names[COLUMNS] = {
    [SHARD] = {"shard_of_", true},     [BYTES] = {"bytes", false},
    [FILE_PATH] = {"file_of_", true},  [SEVERITY] = {"severity", false},
    [MESSAGE] = {"message_of_", true},
};

struct plan_reading {
    struct plan *plan;
    struct issues *issues;
    struct csv_table table;
    size_t columns[COLUMNS];  /* where each is */
    uint64_t counts[COLUMNS]; /* what the header says */
    struct buffer path;       /* of the row */
    const char *before;       /* path of the file before; NULL: none */
};

#define FAULT(reading, field, ...)                                      \
    csv_table_fault(&(reading)->table, stage, (reading)->issues, field, \
                    __VA_ARGS__)

/* Reads digits alone. */
static bool read_number(const char *text, uint64_t most, uint64_t *out)
{
    const char *at = text;

    for (*out = 0; *at >= '0' && *at <= '9'; at++) {
        uint64_t digit = (uint64_t)(*at - '0');

        if (digit > most || *out > (most - digit) / 10)
            return false;
        *out = *out * 10 + digit;
    }
    return at > text && !*at;
}

/* -- The header ------------------------------------------------------------ */

static bool is_column(struct plan_reading *reading, int column, size_t index)
{
    const char *header = csv_table_header(&reading->table, index);
    size_t length = strlen(names[column].name);

    if (!names[column].is_counted)
        return strcmp(header, names[column].name) == 0;
    return strncmp(header, names[column].name, length) == 0 &&
           read_number(header + length,
                       column == SHARD ? SHARDS_MAX : UINT32_MAX,
                       &reading->counts[column]);
}

static bool find_column(struct plan_reading *reading, int column)
{
    const struct csv_table *table = &reading->table;
    size_t index = 0;

    while (index < table->columns && !is_column(reading, column, index))
        index++;
    reading->columns[column] = index;
    if (index == table->columns)
        FAULT(reading, table->fields.items,
              "there is no column \"%s%s\", so that this is no plan; make one "
              "with `policylex plan`",
              names[column].name, names[column].is_counted ? "N" : "");
    return index < table->columns;
}

static bool find_columns(struct plan_reading *reading)
{
    for (int column = 0; column < COLUMNS; column++)
        if (!find_column(reading, column))
            return false;
    if (!reading->counts[SHARD])
        FAULT(reading, &reading->table.fields.items[reading->columns[SHARD]],
              "a plan has one shard at least");
    return reading->counts[SHARD] > 0;
}

/* -- Paths ----------------------------------------------------------------- */

/* Returns what "%E9" stands for; 0 where it stands for nothing. */
static unsigned char unescape(const char *at)
{
    static const char digits[] = "0123456789ABCDEF";
    const char *high = at[1] ? strchr(digits, at[1]) : NULL;
    const char *low = high && at[2] ? strchr(digits, at[2]) : NULL;

    if (!low)
        return 0;
    return (unsigned char)((high - digits) << 4 | (low - digits));
}

/* Reads what add_path() wrote into reading->path. */
static bool read_path(struct plan_reading *reading,
                      const struct csv_field *field)
{
    const char *at = field->text;

    buffer_reset(&reading->path);
    if (*at != '/') {
        buffer_add(&reading->path, at, field->length);
        return true;
    }
    for (at++; *at; at++) {
        unsigned char byte = *at == '%' ? unescape(at) : (unsigned char)*at;

        if (!byte) {
            FAULT(reading, field, "%% is not followed by two digits 0-9, A-F");
            return false;
        }
        buffer_add_byte(&reading->path, (char)byte);
        at += *at == '%' ? 2 : 0;
    }
    return true;
}

/* A plan is no way out of the corpus. */
static bool is_below_corpus(const char *path)
{
    do {
        size_t length = strcspn(path, "/");

        if (length == 0 || (length == 1 && path[0] == '.') ||
            (length == 2 && path[0] == '.' && path[1] == '.'))
            return false;
        path += length;
    } while (*path++);
    return true;
}

/* -- Rows ------------------------------------------------------------------ */

static const struct csv_field *field_of(const struct plan_reading *reading,
                                        size_t row, int column)
{
    return csv_table_field(&reading->table, row, reading->columns[column]);
}

static bool read_file_path(struct plan_reading *reading,
                           const struct csv_field *field)
{
    const char *path;
    int order;

    if (!read_path(reading, field))
        return false;
    path = buffer_text(&reading->path);
    order = reading->before ? strcmp(reading->before, path) : -1;
    if (!is_below_corpus(path))
        FAULT(reading, field, "\"%s\" is no path below the corpus",
              field->text);
    else if (order == 0)
        FAULT(reading, field, "\"%s\" is there twice", field->text);
    else if (order > 0)
        FAULT(reading, field,
              "\"%s\" is not in its place: files are sorted by the bytes of "
              "their paths",
              field->text);
    else
        return true;
    return false;
}

static void read_file(struct plan_reading *reading, size_t row)
{
    const struct csv_field *shard = field_of(reading, row, SHARD);
    const struct csv_field *bytes = field_of(reading, row, BYTES);
    struct plan *plan = reading->plan;
    struct file_entry file = {0};
    uint64_t number;

    if (!read_number(shard->text, reading->counts[SHARD], &number) || !number)
        FAULT(reading, shard, "\"%s\" is no shard from 1 to %zu", shard->text,
              (size_t)reading->counts[SHARD]);
    else if (!read_number(bytes->text, INT64_MAX, &file.size_bytes))
        FAULT(reading, bytes, "\"%s\" is no number of bytes", bytes->text);
    else if (read_file_path(reading, field_of(reading, row, FILE_PATH))) {
        struct file_list *files = &plan->listing.files;

        file.path = arena_copy_text(&files->paths, buffer_text(&reading->path),
                                    reading->path.length);
        reading->before = file.path;
        plan->shards[files->count] = (uint32_t)number;
        *VECTOR_PUSH(files) = file;
    }
}

static bool read_severity(const char *text, enum severity *out)
{
    int severity = SEVERITY_NOTE;

    while (severity_names[severity] &&
           strcmp(text, severity_names[severity]) != 0)
        severity++;
    *out = (enum severity)severity;
    return severity_names[severity] != NULL;
}

static void read_problem(struct plan_reading *reading, size_t row)
{
    const struct csv_field *severity = field_of(reading, row, SEVERITY);
    const struct csv_field *path = field_of(reading, row, FILE_PATH);
    const struct csv_field *message = field_of(reading, row, MESSAGE);
    struct issue_place place = {.stage = "corpus"};

    if (!read_severity(severity->text, &place.severity)) {
        FAULT(reading, severity, "\"%s\" is none of note, warning, error",
              severity->text);
        return;
    }
    if (!message->length)
        FAULT(reading, message, "the message is missing");
    if (!read_path(reading, path))
        return;
    place.document = buffer_text(&reading->path);
    issues_add(&reading->plan->listing.issues, &place, "%s", message->text);
}

/* -- The whole ------------------------------------------------------------- */

static void check_count(struct plan_reading *reading, int column, size_t count)
{
    const struct csv_field *header =
        &reading->table.fields.items[reading->columns[column]];

    if (count != reading->counts[column])
        FAULT(reading, header,
              "the plan has %zu of them: rows were lost or added; make it anew "
              "with `policylex plan`",
              count);
}

/* The costliest files went to shards that had none. */
static void check_shards(struct plan_reading *reading)
{
    const struct plan *plan = reading->plan;
    size_t count = (size_t)reading->counts[SHARD], shard = 0;
    bool *is_there = memory_get_zeroed(count, sizeof(*is_there));

    for (size_t i = 0; i < plan->listing.files.count; i++)
        is_there[plan->shards[i] - 1] = true;
    while (shard < count && is_there[shard])
        shard++;
    if (shard < count && plan->listing.files.count >= count)
        FAULT(reading, &reading->table.fields.items[reading->columns[SHARD]],
              "shard %zu has no file", shard + 1);
    free(is_there);
}

static void read_rows(struct plan_reading *reading)
{
    struct plan *plan = reading->plan;
    size_t errors = reading->issues->errors, problems = 0;

    plan->shards = memory_get(reading->table.rows * sizeof(*plan->shards));
    for (size_t row = 0; row < reading->table.rows; row++)
        if (field_of(reading, row, SEVERITY)->length) {
            problems++;
            read_problem(reading, row);
        } else {
            read_file(reading, row);
        }
    if (reading->issues->errors > errors)
        return;
    check_count(reading, FILE_PATH, plan->listing.files.count);
    check_count(reading, MESSAGE, problems);
    check_shards(reading);
}

/* The bytes are of no use any more when the table has them. */
static enum status read_table(struct plan_reading *reading, const char *path,
                              struct error *err)
{
    struct buffer bytes = {.limit = PLAN_BYTES_MAX};
    enum status status = file_read(path, &bytes, err);

    if (status == OK) {
        digest_of(buffer_text(&bytes), bytes.length, &reading->plan->digest);
        status = csv_table_read(&reading->table,
                                &(struct csv_source){path, stage,
                                                     buffer_text(&bytes),
                                                     bytes.length},
                                reading->issues, err);
    }
    buffer_release(&bytes);
    return status;
}

enum status plan_read(const char *path, struct plan *out, struct issues *issues,
                      struct error *err)
{
    struct plan_reading reading = {.plan = out, .issues = issues};
    size_t errors = issues->errors;
    enum status status = read_table(&reading, path, err);

    if (status == OK) {
        if (find_columns(&reading))
            read_rows(&reading);
        status = issues_status(issues, errors, ERR_INPUT, err);
    }
    if (status == OK) {
        out->shard_count = (uint32_t)reading.counts[SHARD];
        out->file_count = out->listing.files.count;
        out->listing.is_done = true;
    }
    csv_table_release(&reading.table);
    buffer_release(&reading.path);
    return status;
}
