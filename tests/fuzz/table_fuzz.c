/* table_fuzz.c - any bytes as the texts of a table: written as CSV in each
 * dialect, they are read again as they were, but for what is guarded or
 * repaired. */
#include "fuzz.h"

#include "base/files.h"
#include "base/walk.h"
#include "ingest/csv_table.h"
#include "report/cell_text.h"
#include "report/csv_writer.h"

enum { TEXT, NUMBER, COLUMNS };

static const struct column columns[COLUMNS] = {
    [TEXT] = {"text", COLUMN_TEXT, .meaning = "Any."},
    [NUMBER] = {"number", COLUMN_MEASURE, .meaning = "Any finite number."},
};

static const struct table table = {.name = "fuzz",
                                   .title = "Any texts",
                                   .row = "text",
                                   .columns = columns,
                                   .column_count = COLUMNS};

static char folder[64], path[96];

static void remove_folder(void)
{
    struct error err;

    REQUIRE(tree_remove(folder, &err) == OK);
}

static void make_folder(void)
{
    snprintf(folder, sizeof(folder), "%s/policylex-fuzz-XXXXXX",
             access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
    REQUIRE(mkdtemp(folder) != NULL);
    atexit(remove_folder);
    snprintf(path, sizeof(path), "%s/fuzz.csv", folder);
}

/* Texts are parted by NULs; a number is made of each one's bytes. */
struct texts {
    const char *bytes;
    size_t length;
};

static bool next_text(struct texts *texts, struct texts *one)
{
    const char *end = texts->length ? memchr(texts->bytes, 0, texts->length)
                                    : NULL;

    if (!end)
        return false;
    one->bytes = texts->bytes;
    one->length = (size_t)(end - texts->bytes);
    texts->bytes = end + 1;
    texts->length -= one->length + 1;
    return true;
}

static double number_of(const struct texts *one)
{
    double number = 0;

    memcpy(&number, one->bytes,
           one->length < sizeof(number) ? one->length : sizeof(number));
    return number - number == 0 ? number : 0; /* neither nan nor infinite */
}

static enum status fill(const void *source, struct table_output *output,
                        struct error *err)
{
    struct texts texts = *(const struct texts *)source, one;

    while (next_text(&texts, &one)) {
        struct cell row[COLUMNS] = {0};

        row[TEXT] = cell_text(one.bytes, one.length);
        row[NUMBER] = cell_number(number_of(&one));
        if (table_row(output, row, err) != OK)
            return err->code;
    }
    return OK;
}

static void write_table(const struct texts *texts,
                        const struct csv_dialect *dialect)
{
    struct csv_writer *csv = csv_writer_new(folder, dialect);
    struct table_writer *writers[] = {csv_writer_base(csv)};
    struct table_output output = {.writers = writers, .writer_count = 1};
    struct error err;

    REQUIRE(table_output_write(&output, &table, fill, texts, &err) == OK);
    table_output_release(&output);
    csv_writer_free(csv);
}

static void check_text(const struct texts *one, const struct csv_field *field,
                       const struct csv_dialect *dialect)
{
    struct buffer expected = {0};

    cell_text_repair(one->bytes, one->length, &expected);
    REQUIRE(cell_text_is_fit(buffer_text(&expected), expected.length));
    REQUIRE(cell_text_is_fit(one->bytes, one->length) ==
            (expected.length == one->length &&
             memcmp(buffer_text(&expected), one->bytes, one->length) == 0));
    if (csv_needs_guard(dialect, buffer_text(&expected), expected.length)) {
        REQUIRE(*field->text == '\'');
        REQUIRE(strcmp(field->text + 1, buffer_text(&expected)) == 0);
    } else {
        REQUIRE(strcmp(field->text, buffer_text(&expected)) == 0);
    }
    buffer_release(&expected);
}

static void check_table(struct texts texts, const struct csv_dialect *dialect)
{
    struct buffer bytes = {0};
    struct csv_table read = {0};
    struct issues issues = {0};
    struct error err;
    struct csv_source source = {.name = "fuzz.csv", .stage = "fuzz"};
    struct texts one;

    REQUIRE(file_read(path, &bytes, &err) == OK);
    source.bytes = buffer_text(&bytes);
    source.length = bytes.length;
    REQUIRE(csv_table_read(&read, &source, &issues, &err) == OK);
    for (size_t row = 0; row < read.rows; row++) {
        REQUIRE(next_text(&texts, &one));
        check_text(&one, csv_table_field(&read, row, TEXT), dialect);
        REQUIRE(csv_table_field(&read, row, NUMBER)->length > 0);
    }
    REQUIRE(!next_text(&texts, &one));
    csv_table_release(&read);
    issues_release(&issues);
    buffer_release(&bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct texts texts = {(const char *)bytes, length};

    if (!*folder)
        make_folder();
    for (size_t i = 0; csv_dialects[i].name; i++) {
        write_table(&texts, &csv_dialects[i]);
        check_table(texts, &csv_dialects[i]);
    }
    return 0;
}
