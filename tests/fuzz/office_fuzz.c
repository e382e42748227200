/* office_fuzz.c - any bytes as DOCX, ODT and flat ODT: as archives, and as the
 * XML of the member that holds the text. */
#include "fuzz.h"

#include <archive.h>
#include <archive_entry.h>

#include "ingest/extract.h"

enum { ARCHIVE_MAX = 1 << 18 };

static void check(const char *name, struct buffer *bytes)
{
    static struct extracted extracted; /* kept, as a worker keeps it */
    struct source source = {name, bytes, 0};
    const struct buffer *text = &extracted.text;
    struct error err = {.code = OK};
    size_t lines = 0;

    if (document_extract(&source, &extracted, NULL, &err) != OK) {
        REQUIRE(*err.text);
        return;
    }
    REQUIRE(!text->length || text->data[text->length - 1] == '\n');
    for (size_t i = 0; i < text->length; i++)
        lines += text->data[i] == '\n';
    REQUIRE(!extracted.kinds.count || extracted.kinds.count == lines);
}

static void add_member(struct archive *archive, const char *name,
                       const void *bytes, size_t length)
{
    struct archive_entry *entry = archive_entry_new();

    archive_entry_set_pathname(entry, name);
    archive_entry_set_size(entry, (la_int64_t)length);
    archive_entry_set_filetype(entry, AE_IFREG);
    REQUIRE(archive_write_header(archive, entry) == ARCHIVE_OK);
    archive_write_data(archive, bytes, length);
    archive_entry_free(entry);
}

static const char relationships[] =
    "<r><Relationship Type='x/officeDocument' Target='word/d.xml'/></r>";

/* Around the bytes, a document's archive. */
static void wrap(const uint8_t *bytes, size_t length, bool is_docx,
                 struct buffer *out)
{
    static char archived[ARCHIVE_MAX];
    struct archive *archive = archive_write_new();
    size_t used = 0;

    archive_write_set_format_zip(archive);
    archive_write_set_options(archive, "zip:compression=store");
    REQUIRE(archive_write_open_memory(archive, archived, ARCHIVE_MAX, &used) ==
            ARCHIVE_OK);
    if (is_docx) {
        add_member(archive, "[Content_Types].xml", "", 0);
        add_member(archive, "_rels/.rels", relationships,
                   strlen(relationships));
        add_member(archive, "word/d.xml", bytes, length);
    } else {
        add_member(archive, "mimetype",
                   "application/vnd.oasis.opendocument.text", 39);
        add_member(archive, "content.xml", bytes, length);
    }
    archive_write_close(archive);
    archive_write_free(archive);
    buffer_reset(out);
    buffer_add(out, archived, used);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct buffer buffer = {0};

    buffer_add(&buffer, bytes, length);
    check("a.docx", &buffer);
    buffer_reset(&buffer);
    buffer_add(&buffer, bytes, length);
    check("a.fodt", &buffer);
    for (int is_docx = 0; is_docx < 2; is_docx++) {
        wrap(bytes, length, is_docx, &buffer);
        check(is_docx ? "a.docx" : "a.odt", &buffer);
    }
    buffer_release(&buffer);
    return 0;
}
