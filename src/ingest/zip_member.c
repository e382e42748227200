/* zip_member.c - see zip_member.h. */
#include "ingest/zip_member.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#include "base/memory.h"

struct member {
    struct archive *archive;
    const char *name;
    size_t unpacked; /* bytes so far */
    enum status status;
    struct error *err;
};

static enum status tell_damage(struct member *member)
{
    return error_set(member->err, ERR_FORMAT,
                     "is a damaged document: its member \"%s\" cannot be "
                     "unpacked; get it anew, or open and save it in an office "
                     "program",
                     member->name);
}

static enum status tell_size(struct member *member)
{
    return error_set(member->err, ERR_LIMIT,
                     "is too large: its member \"%s\" has more than %d MB",
                     member->name, ZIP_MEMBER_MAX >> 20);
}

/* Goes to the member; its declared size is only a first hint. */
static enum status find_member(struct member *member)
{
    struct archive_entry *entry;
    int result;

    while ((result = archive_read_next_header(member->archive, &entry)) ==
               ARCHIVE_OK ||
           result == ARCHIVE_WARN) {
        const char *name = archive_entry_pathname(entry);

        if (!name || strcmp(name, member->name) != 0)
            continue;
        if (archive_entry_is_encrypted(entry))
            return error_set(member->err, ERR_FORMAT,
                             "is protected by a password; save it without one");
        if (archive_entry_size_is_set(entry) &&
            archive_entry_size(entry) > ZIP_MEMBER_MAX)
            return tell_size(member);
        return OK;
    }
    if (result != ARCHIVE_EOF)
        return tell_damage(member);
    return error_set(member->err, ERR_MISSING,
                     "is a damaged document: it has no member \"%s\"",
                     member->name);
}

/* For the XML parser; what fails is remembered in the member. */
static int read_member(void *context, char *bytes, int length)
{
    struct member *member = context;
    la_ssize_t count;

    if (member->status)
        return -1;
    count = archive_read_data(member->archive, bytes, (size_t)length);
    if (count < 0) {
        member->status = tell_damage(member);
        return -1;
    }
    member->unpacked += (size_t)count;
    if (member->unpacked > ZIP_MEMBER_MAX) {
        member->status = tell_size(member);
        return -1;
    }
    return (int)count;
}

static enum status walk_member(struct member *member,
                               const struct xml_handler *handler, void *context)
{
    struct xml_input input = {read_member, member, false};
    struct error fault;
    enum status status = find_member(member);

    if (status)
        return status;
    status = xml_walk(&input, handler, context, &fault);
    if (member->status || !status)
        return member->status;
    return error_set(member->err, ERR_FORMAT,
                     "is a damaged document: its member \"%s\" %s",
                     member->name, fault.text);
}

enum status zip_member_walk(const struct buffer *archive, const char *name,
                            const struct xml_handler *handler, void *context,
                            struct error *err)
{
    struct member member = {
        .archive = archive_read_new(), .name = name, .err = err};
    enum status status;

    if (!member.archive)
        memory_give_up(0);
    archive_read_support_format_zip_seekable(member.archive);
    if (archive_read_open_memory(member.archive, buffer_text(archive),
                                 archive->length) == ARCHIVE_OK)
        status = walk_member(&member, handler, context);
    else
        status = tell_damage(&member);
    archive_read_free(member.archive);
    return status;
}
