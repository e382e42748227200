/* sniff_zip.c - see sniff_zip.h. */
#include "ingest/sniff_zip.h"

#include <stdint.h>
#include <string.h>

/* PKWARE APPNOTE 6.3.9: lengths of the fixed parts, and offsets in them. */
enum {
    LOCAL_LENGTH = 30,
    LOCAL_NAME_LENGTH = 26,
    LOCAL_EXTRA_LENGTH = 28,
    CENTRAL_LENGTH = 46,
    CENTRAL_NAME_LENGTH = 28,
    CENTRAL_EXTRA_LENGTH = 30,
    CENTRAL_COMMENT_LENGTH = 32,
    END_LENGTH = 22,
    END_LIST_BYTES = 12,
    END_COMMENT_MAX = UINT16_MAX,
};

/* Enough for any office document; more are some other archive. */
enum { MEMBERS_MAX = 10000 };

static uint32_t number(const char *bytes, size_t count)
{
    uint32_t value = 0;

    while (count--)
        value = value << 8U | (unsigned char)bytes[count];
    return value;
}

bool zip_is(const char *bytes, size_t length)
{
    return length >= 4 &&
           (memcmp(bytes, "PK\3\4", 4) == 0 || memcmp(bytes, "PK\5\6", 4) == 0);
}

/* -- By the first member: OpenDocument, EPUB ------------------------------- */

/* These keep their media type, not compressed, in a first member that is called
 * "mimetype". */
static enum zip_kind kind_of_media_type(const char *bytes, size_t length)
{
    static const struct {
        const char *type; /* or the beginning of several */
        enum zip_kind kind;
    } rows[] = {
        {"application/vnd.oasis.opendocument.text", ZIP_ODT},
        {"application/vnd.oasis.opendocument.spreadsheet", ZIP_ODS},
        {"application/vnd.oasis.opendocument.presentation", ZIP_ODP},
        {"application/epub+zip", ZIP_EPUB},
    };
    size_t name = 0, type = 0;

    if (length < LOCAL_LENGTH)
        return ZIP_OTHER;
    name = number(bytes + LOCAL_NAME_LENGTH, 2);
    type = LOCAL_LENGTH + name + number(bytes + LOCAL_EXTRA_LENGTH, 2);
    if (name != strlen("mimetype") || type > length ||
        memcmp(bytes + LOCAL_LENGTH, "mimetype", name) != 0)
        return ZIP_OTHER;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        if (length - type >= strlen(rows[i].type) &&
            memcmp(bytes + type, rows[i].type, strlen(rows[i].type)) == 0)
            return rows[i].kind;
    return ZIP_OTHER;
}

/* -- By the list of members at the end: Office Open XML -------------------- */

/* Returns where the list's own end record stands, NULL when it is missing. */
static const char *find_end(const char *bytes, size_t length)
{
    size_t back = END_LENGTH;

    for (; back <= length && back <= END_LENGTH + END_COMMENT_MAX; back++)
        if (memcmp(bytes + length - back, "PK\5\6", 4) == 0)
            return bytes + length - back;
    return NULL;
}

static enum zip_kind kind_of_member(const char *name, size_t length)
{
    static const struct {
        const char *name;
        enum zip_kind kind;
    } rows[] = {
        {"word/document.xml", ZIP_DOCX},
        {"word/document2.xml", ZIP_DOCX}, /* as some servers of Office write */
        {"xl/workbook.xml", ZIP_XLSX},
        {"xl/workbook.bin", ZIP_XLSX},
        {"ppt/presentation.xml", ZIP_PPTX},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        if (length == strlen(rows[i].name) &&
            memcmp(name, rows[i].name, length) == 0)
            return rows[i].kind;
    return ZIP_OTHER;
}

static bool is_content_types(const char *name, size_t length)
{
    static const char content_types[] = "[Content_Types].xml";

    return length == strlen(content_types) &&
           memcmp(name, content_types, length) == 0;
}

/* An Office document has a member that lists content types, and a main part. */
static enum zip_kind kind_of_members(const char *at, const char *end)
{
    enum zip_kind kind = ZIP_OTHER;
    bool has_types = false;

    for (size_t i = 0; i < MEMBERS_MAX && end - at >= CENTRAL_LENGTH; i++) {
        const char *name = at + CENTRAL_LENGTH;
        size_t length = number(at + CENTRAL_NAME_LENGTH, 2);

        if (memcmp(at, "PK\1\2", 4) != 0 || (size_t)(end - name) < length)
            break;
        has_types |= is_content_types(name, length);
        if (kind == ZIP_OTHER)
            kind = kind_of_member(name, length);
        length += number(at + CENTRAL_EXTRA_LENGTH, 2) +
                  number(at + CENTRAL_COMMENT_LENGTH, 2);
        if ((size_t)(end - name) < length)
            break;
        at = name + length;
    }
    return has_types ? kind : ZIP_OTHER;
}

enum zip_kind zip_kind(const char *bytes, size_t length)
{
    enum zip_kind kind = kind_of_media_type(bytes, length);
    const char *end;
    size_t list;

    if (kind != ZIP_OTHER)
        return kind;
    end = find_end(bytes, length);
    if (!end)
        return ZIP_DAMAGED;
    /* Counted back from the end, so that bytes before the archive do no harm.
     */
    list = number(end + END_LIST_BYTES, 4);
    if (list > (size_t)(end - bytes))
        return ZIP_OTHER;
    return kind_of_members(end - list, end);
}

const char *zip_name(const char *bytes, size_t length)
{
    static const char *const names[] = {
        [ZIP_OTHER] = "a zip archive",
        [ZIP_DAMAGED] = "a zip archive that is cut short (perhaps a DOCX)",
        [ZIP_DOCX] = "a Word document (DOCX)",
        [ZIP_ODT] = "an OpenDocument text (ODT)",
        [ZIP_XLSX] = "an Excel workbook (XLSX)",
        [ZIP_PPTX] = "a PowerPoint presentation (PPTX)",
        [ZIP_ODS] = "an OpenDocument spreadsheet (ODS)",
        [ZIP_ODP] = "an OpenDocument presentation (ODP)",
        [ZIP_EPUB] = "an EPUB book",
    };

    return names[zip_kind(bytes, length)];
}
