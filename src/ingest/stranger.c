/* stranger.c - see stranger.h. */
#include "ingest/stranger.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/files.h"
#include "ingest/format.h"
#include "ingest/sniff.h"

/* Of a file whose name says nothing; what is larger is hardly a document. */
enum { STRANGER_BYTES_MAX = 1 << 26 };

static bool has_suffix(const char *name, const char *suffix)
{
    size_t length = strlen(name), end = strlen(suffix);

    return length >= end && strcasecmp(name + length - end, suffix) == 0;
}

bool stranger_is_backup(const char *path)
{
    static const char *const suffixes[] = {"~",    ".bak",  ".tmp",
                                           ".swp", ".part", ".crdownload"};

    for (size_t i = 0; i < sizeof(suffixes) / sizeof(*suffixes); i++)
        if (has_suffix(path, suffixes[i]))
            return true;
    return *path_name(path) == '#' && has_suffix(path, "#");
}

static bool is_lost_document(const char *path)
{
    static const char *const extensions[] = {".doc",  ".dot", ".wpd",  ".pages",
                                             ".epub", ".ppt", ".pptx", ".odp"};

    for (size_t i = 0; i < sizeof(extensions) / sizeof(*extensions); i++)
        if (has_suffix(path, extensions[i]))
            return true;
    return false;
}

/* A page saved as "index.aspx" is a page. Feeds need a name, by which their
 * items are asked for. */
struct stranger stranger_look_at(const char *folder, const char *path)
{
    struct buffer bytes = {.limit = STRANGER_BYTES_MAX};
    char *file = path_join(folder, path);
    const struct format *format = NULL;
    struct stranger stranger = {.is_document = is_lost_document(path)};
    struct error err;

    if (!stranger.is_document && file_read(file, &bytes, &err) == OK) {
        const char *text = buffer_text(&bytes);

        format = format_of_bytes(text, bytes.length, false);
        stranger.what = format ? NULL : binary_name(text, bytes.length);
        if (!format && !stranger.what)
            format = format_of_bytes(text, bytes.length, true);
        if (format && format->count_parts)
            stranger.what = "a feed or XML; name it .xml";
        stranger.is_document = format && !format->count_parts;
    }
    buffer_release(&bytes);
    free(file);
    return stranger;
}
