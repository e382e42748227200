/* extraction_fixture.c - see extraction_fixture.h. */
#include "extraction_fixture.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#include "unit.h"

enum { ARCHIVE_MAX = 1 << 20 };

static void add_item(struct archive *archive, const struct zip_item *item)
{
    struct archive_entry *entry = archive_entry_new();
    size_t length = strlen(item->text);

    archive_entry_set_pathname(entry, item->name);
    archive_entry_set_size(entry, (la_int64_t)length);
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    assert_int_equal(archive_write_header(archive, entry), ARCHIVE_OK);
    assert_int_equal(archive_write_data(archive, item->text, length), length);
    archive_entry_free(entry);
}

void extraction_zip(struct extraction *extraction, const struct zip_item *items)
{
    struct archive *archive = archive_write_new();
    char *bytes = test_malloc(ARCHIVE_MAX);
    size_t used = 0;

    archive_write_set_format_zip(archive);
    archive_write_set_options(archive, "zip:compression=store");
    assert_int_equal(
        archive_write_open_memory(archive, bytes, ARCHIVE_MAX, &used),
        ARCHIVE_OK);
    for (; items->name; items++)
        add_item(archive, items);
    archive_write_close(archive);
    archive_write_free(archive);
    buffer_reset(&extraction->bytes);
    buffer_add(&extraction->bytes, bytes, used);
    test_free(bytes);
}

void extraction_run(struct extraction *extraction, const char *name,
                    uint32_t part)
{
    struct source source = {name, &extraction->bytes, part};

    extraction->err.text[0] = '\0';
    extraction->status = document_extract(
        &source, &extraction->out, &extraction->format, &extraction->err);
}

void extraction_release(struct extraction *extraction)
{
    buffer_release(&extraction->bytes);
    extracted_release(&extraction->out);
}

const char *extraction_lines(const struct extraction *extraction)
{
    static char lines[1 << 16];
    static const char letters[] = "THLRC";
    const char *text = buffer_text(&extraction->out.text);
    size_t used = 0, line = 0;

    while (*text) {
        size_t length = strcspn(text, "\n") + 1;

        assert_true(line < extraction->out.kinds.count);
        assert_true(used + length + 3 < sizeof(lines));
        lines[used++] = letters[extraction->out.kinds.items[line++]];
        lines[used++] = ' ';
        memcpy(lines + used, text, length);
        used += length;
        text += length;
    }
    assert_int_equal(line, extraction->out.kinds.count);
    lines[used] = '\0';
    return lines;
}
