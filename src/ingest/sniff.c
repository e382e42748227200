/* sniff.c - see sniff.h. Zip archives are in sniff_zip.c. */
#include "ingest/sniff.h"

#include <string.h>
#include <strings.h>

#include "ingest/sniff_zip.h"

/* [at, end) of the bytes that are left to look at. */
struct cursor {
    const char *at, *end;
};

static size_t left(const struct cursor *cursor)
{
    return (size_t)(cursor->end - cursor->at);
}

static bool starts(const struct cursor *cursor, const char *word)
{
    size_t length = strlen(word);

    return left(cursor) >= length && memcmp(cursor->at, word, length) == 0;
}

static bool starts_caseless(const struct cursor *cursor, const char *word)
{
    size_t length = strlen(word);

    return left(cursor) >= length && strncasecmp(cursor->at, word, length) == 0;
}

/* -- Binary formats -------------------------------------------------------- */

static const struct {
    size_t offset;
    const char *magic;
    size_t length;
    const char *name;
} binaries[] = {
    {0, "\xD0\xCF\x11\xE0", 4,
     "an old Microsoft Office file (DOC or XLS; save it as DOCX)"},
    {0, "{\\rtf", 5, "an RTF file"},
    {0, "\x1F\x8B", 2, "gzip-compressed"},
    {0, "BZh", 3, "bzip2-compressed"},
    {0,
     "\xFD"
     "7zXZ",
     5, "xz-compressed"},
    {0, "\x28\xB5\x2F\xFD", 4, "zstd-compressed"},
    {0, "7z\xBC\xAF", 4, "a 7-Zip archive"},
    {0, "Rar!\x1A", 5, "a RAR archive"},
    {257, "ustar", 5, "a tar archive"},
    {0, "%!PS", 4, "a PostScript file"},
    {0, "\xFFWPC", 4, "a WordPerfect file"},
    {0, "\x89PNG", 4, "a PNG image"},
    {0, "\xFF\xD8\xFF", 3, "a JPEG image"},
    {0, "GIF8", 4, "a GIF image"},
    {0, "II*\0", 4, "a TIFF image"},
    {0, "MM\0*", 4, "a TIFF image"},
    {0, "ID3\3\0", 5, "a sound (MP3)"},
    {0, "ID3\4\0", 5, "a sound (MP3)"},
    {0,
     "\x7F"
     "ELF",
     4, "a program"},
    {0, "SQLite format 3", 15, "an SQLite database"},
};

/* An Office document with a password is an old file that holds the new one, in
 * a stream whose name, in UTF-16, is in its directory. */
static bool is_locked_office(const char *bytes, size_t length)
{
    static const char stream[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0"
                                 "P\0a\0c\0k\0a\0g\0e";

    return length > 8 && memcmp(bytes, "\xD0\xCF\x11\xE0", 4) == 0 &&
           memmem(bytes, length, stream, sizeof(stream)) != NULL;
}

const char *binary_name(const char *bytes, size_t length)
{
    if (sniff_pdf(bytes, length))
        return "a PDF file";
    if (zip_is(bytes, length))
        return zip_name(bytes, length);
    if (is_locked_office(bytes, length))
        return "an Office document with a password (save it without)";
    for (size_t i = 0; i < sizeof(binaries) / sizeof(binaries[0]); i++)
        if (length >= binaries[i].offset + binaries[i].length &&
            memcmp(bytes + binaries[i].offset, binaries[i].magic,
                   binaries[i].length) == 0)
            return binaries[i].name;
    return NULL;
}

/* RFC 1952: the method is always 8 (deflate), so "\x1F\x8B" in some other file
 * is not enough. */
bool sniff_gzip(const char *bytes, size_t length)
{
    return length >= 3 && memcmp(bytes, "\x1F\x8B\b", 3) == 0;
}

bool sniff_rtf(const char *bytes, size_t length)
{
    return length >= 5 && memcmp(bytes, "{\\rtf", 5) == 0;
}

bool sniff_pdf(const char *bytes, size_t length)
{
    enum { WITHIN = 1024, VERSION = 6 };
    const char *end = bytes + (length < WITHIN ? length : WITHIN);

    for (const char *at = bytes; (size_t)(end - at) >= VERSION; at++) {
        at = memchr(at, '%', (size_t)(end - at));
        if (!at || (size_t)(end - at) < VERSION)
            return false;
        if (memcmp(at, "%PDF-", 5) == 0 && at[5] >= '1' && at[5] <= '9' &&
            (at == bytes || strchr("\r\n", at[-1])))
            return true;
    }
    return false;
}

bool sniff_docx(const char *bytes, size_t length)
{
    return zip_is(bytes, length) && zip_kind(bytes, length) == ZIP_DOCX;
}

bool sniff_odt(const char *bytes, size_t length)
{
    return zip_is(bytes, length) && zip_kind(bytes, length) == ZIP_ODT;
}

/* -- Markup ---------------------------------------------------------------- */

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static void skip_space(struct cursor *cursor)
{
    while (left(cursor) && is_space(*cursor->at))
        cursor->at++;
}

/* Goes behind `mark`; false, at the end, when there is none. */
static bool skip_past(struct cursor *cursor, const char *mark)
{
    const char *found = memmem(cursor->at, left(cursor), mark, strlen(mark));

    cursor->at = found ? found + strlen(mark) : cursor->end;
    return found != NULL;
}

/* Goes behind a document type with the declarations inside it; a '>' in one of
 * those may end it early, which costs recognition and nothing else. */
static bool skip_document_type(struct cursor *cursor)
{
    while (left(cursor) && !strchr("[>", *cursor->at))
        cursor->at++;
    if (left(cursor) && *cursor->at == '[' && !skip_past(cursor, "]"))
        return false;
    return skip_past(cursor, ">");
}

/* Goes to the first element; false when something else comes before it.
 * `*is_html` is set by a document type that says so. */
static bool find_root(struct cursor *cursor, bool *is_html)
{
    *is_html = false;
    for (;;) {
        bool found = true;

        skip_space(cursor);
        if (starts_caseless(cursor, "<!doctype html"))
            *is_html = true;
        if (starts(cursor, "<!--"))
            found = skip_past(cursor, "-->");
        else if (starts(cursor, "<?"))
            found = skip_past(cursor, "?>");
        else if (starts_caseless(cursor, "<!doctype"))
            found = skip_document_type(cursor);
        else
            return left(cursor) && *cursor->at == '<';
        if (!found || *is_html)
            return found;
    }
}

/* The beginning of the file behind a byte order mark: a licence in a comment
 * may be long, but not endless. */
static struct cursor beginning(const char *bytes, size_t length)
{
    enum { WITHIN = 1 << 16, BOM = 3 };
    struct cursor cursor = {bytes, bytes + (length < WITHIN ? length : WITHIN)};

    if (starts(&cursor, "\xEF\xBB\xBF"))
        cursor.at += BOM;
    return cursor;
}

/* Whether the cursor stands on a tag called `name`, a prefix before ':' left
 * aside. */
static bool is_tag(struct cursor cursor, const char *name, bool caseless)
{
    const char *colon;
    size_t length = 0;

    cursor.at++;
    while (length < left(&cursor) && !is_space(cursor.at[length]) &&
           !strchr("/>", cursor.at[length]))
        length++;
    if (length == left(&cursor))
        return false;
    colon = memchr(cursor.at, ':', length);
    if (colon) {
        length -= (size_t)(colon + 1 - cursor.at);
        cursor.at = colon + 1;
    }
    return length == strlen(name) &&
           (caseless ? strncasecmp(cursor.at, name, length)
                     : memcmp(cursor.at, name, length)) == 0;
}

/* Whether the first element is called one of `names`, NULL at the end. */
static bool has_root(const char *bytes, size_t length, const char *const *names)
{
    struct cursor cursor = beginning(bytes, length);
    bool is_html;

    if (!find_root(&cursor, &is_html) || is_html)
        return false;
    for (; *names; names++)
        if (is_tag(cursor, *names, false))
            return true;
    return false;
}

bool sniff_html(const char *bytes, size_t length)
{
    struct cursor cursor = beginning(bytes, length);
    bool is_html, found = find_root(&cursor, &is_html);

    return is_html || (found && (is_tag(cursor, "html", true) ||
                                 is_tag(cursor, "head", true) ||
                                 is_tag(cursor, "body", true)));
}

/* RDF may be anything; RSS 0.9 and 1.0 are RDF with a namespace of their own,
 * declared in the root's tag. */
static bool is_rss_in_rdf(const char *bytes, size_t length)
{
    static const char *const rdf[] = {"RDF", NULL};
    struct cursor cursor = beginning(bytes, length), tag;
    bool is_html;

    if (!has_root(bytes, length, rdf) || !find_root(&cursor, &is_html))
        return false;
    tag = cursor;
    if (!skip_past(&cursor, ">"))
        return false;
    tag.end = cursor.at;
    return memmem(tag.at, left(&tag), "http://purl.org/rss/1.", 22) ||
           memmem(tag.at, left(&tag), "netscape.com/rdf/simple/0.9", 27);
}

bool sniff_feed(const char *bytes, size_t length)
{
    static const char *const roots[] = {"rss", "feed", NULL};

    return has_root(bytes, length, roots) || is_rss_in_rdf(bytes, length);
}

bool sniff_tei(const char *bytes, size_t length)
{
    static const char *const roots[] = {"TEI", "teiCorpus", "TEI.2",
                                        "teiCorpus.2", NULL};

    return has_root(bytes, length, roots);
}

bool sniff_xml(const char *bytes, size_t length)
{
    struct cursor cursor = beginning(bytes, length);

    skip_space(&cursor);
    return starts(&cursor, "<?xml") && left(&cursor) > 5 &&
           is_space(cursor.at[5]);
}
