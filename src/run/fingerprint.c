/* fingerprint.c - see fingerprint.h. */
#include "run/fingerprint.h"

#include <elf.h>
#include <link.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/files.h"
#include "base/walk.h"
#include "ingest/child.h"
#include "ingest/extract_worker.h"
#include "lexicon/asker.h"
#include "lexicon/loader.h"
#include "run/inputs.h"

/* As the readers of these files have it, or more. */
enum { FILE_BYTES_MAX = 1 << 30 };

static int64_t nanoseconds(const struct timespec *time)
{
    return (int64_t)time->tv_sec * 1000000000 + time->tv_nsec;
}

static int64_t later(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

static void add_digest(struct digest_stream *stream,
                       const struct digest *digest)
{
    digest_stream_add(stream, digest->bytes, sizeof(digest->bytes));
}

/* -- The program ----------------------------------------------------------- */

/* A file that is no input, but decides what becomes of one. */
static void add_tool(struct digest_stream *stream, const char *path)
{
    struct stat info = {0};

    digest_stream_add_text(stream, path);
    if (!path || stat(path, &info) != 0)
        return;
    digest_stream_add_number(stream, (uint64_t)info.st_size);
    digest_stream_add_number(stream, (uint64_t)nanoseconds(&info.st_mtim));
}

/* Adds the build id if the notes in [at, end) hold it. */
static bool add_build_id(struct digest_stream *stream, const char *at,
                         const char *end, size_t align)
{
    while ((size_t)(end - at) >= sizeof(ElfW(Nhdr))) {
        ElfW(Nhdr) note;
        size_t name, length;

        memcpy(&note, at, sizeof(note));
        at += sizeof(note);
        name = (note.n_namesz + align - 1) / align * align;
        length = (note.n_descsz + align - 1) / align * align;
        if (name + length > (size_t)(end - at))
            return false;
        if (note.n_type == NT_GNU_BUILD_ID && note.n_namesz == 4 &&
            memcmp(at, "GNU", 4) == 0) {
            digest_stream_add(stream, at + name, note.n_descsz);
            return true;
        }
        at += name + length;
    }
    return false;
}

/* Linkers can be told to leave the build id out. */
static void add_program(struct digest_stream *stream,
                        const struct dl_phdr_info *info)
{
    for (size_t i = 0; i < info->dlpi_phnum; i++) {
        const ElfW(Phdr) *part = &info->dlpi_phdr[i];
        /* The loader says where by number, so there is no pointer to add to. */
        const char *notes = /* NOLINTNEXTLINE(performance-no-int-to-ptr) */
            (const char *)(info->dlpi_addr + part->p_vaddr);

        if (part->p_type == PT_NOTE &&
            add_build_id(stream, notes, notes + part->p_memsz,
                         part->p_align == 8 ? 8 : 4))
            return;
    }
    add_tool(stream, "/proc/self/exe");
}

/* The first is the program, which has no name. A converter of iconv() belongs
 * to the C library, and is loaded only when something needs it. */
static int add_object(struct dl_phdr_info *info, size_t size, void *stream)
{
    (void)size;
    if (!info->dlpi_name[0])
        add_program(stream, info);
    else if (info->dlpi_name[0] == '/' && !strstr(info->dlpi_name, "/gconv/"))
        add_tool(stream, info->dlpi_name);
    return 0;
}

static struct digest program;

static void find_program(void)
{
    struct digest_stream *stream = digest_stream_new();
    char *pdftotext = child_find_program("pdftotext");

    dl_iterate_phdr(add_object, stream);
    add_tool(stream, pdftotext);
    digest_stream_add_number(stream, asker_has_jit());
    digest_stream_finish(stream, &program);
    digest_stream_free(stream);
    free(pdftotext);
}

void program_fingerprint(struct digest *out)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;

    pthread_once(&once, find_program);
    *out = program;
}

/* -- The settings ---------------------------------------------------------- */

static void add_count_settings(struct digest_stream *stream,
                               const struct settings *settings)
{
    for (int unit = 0; unit < UNITS; unit++)
        digest_stream_add_number(stream, settings->has_unit[unit]);
    digest_stream_add_number(stream, settings->window_words);
    digest_stream_add_number(stream, settings->splits_hyphens);
    digest_stream_add_number(stream, settings->overlap);
    digest_stream_add_number(stream, settings->headings);
    digest_stream_add_number(stream, settings->boilerplate);
    digest_stream_add_number(stream, settings->stock_rule.documents);
    digest_stream_add_number(stream, settings->stock_rule.percent);
}

/* Which documents count, and for which group. */
static void add_group_settings(struct digest_stream *stream,
                               const struct settings *settings)
{
    digest_stream_add_text(stream, settings->group_by);
    digest_stream_add_text(stream, settings->languages);
    digest_stream_add_number(stream, settings->duplicates);
}

static void add_table_settings(struct digest_stream *stream,
                               const struct settings *settings)
{
    add_group_settings(stream, settings);
    digest_stream_add_text(stream, settings->dialect->name);
    digest_stream_add_number(stream, settings->top_words);
    digest_stream_add_number(stream, settings->candidates);
}

void settings_fingerprint(const struct settings *settings,
                          enum settings_scope scope, struct digest *out)
{
    struct digest_stream *stream = digest_stream_new();

    if (scope != SETTINGS_OF_TABLES)
        add_count_settings(stream, settings);
    if (scope == SETTINGS_OF_TABLES)
        add_table_settings(stream, settings);
    if (scope == SETTINGS_OF_SHARDS)
        add_group_settings(stream, settings);
    digest_stream_finish(stream, out);
    digest_stream_free(stream);
}

static void fingerprint_all_settings(const struct settings *settings,
                                     struct digest *out)
{
    struct digest_stream *stream = digest_stream_new();
    struct digest part;

    settings_fingerprint(settings, SETTINGS_OF_COUNT, &part);
    add_digest(stream, &part);
    settings_fingerprint(settings, SETTINGS_OF_TABLES, &part);
    add_digest(stream, &part);
    digest_stream_finish(stream, out);
    digest_stream_free(stream);
}

/* -- Files that are read for it -------------------------------------------- */

struct reading {
    struct digest_stream *stream;
    int64_t newest_ns;
    struct buffer bytes;
};

/* Adds a file's name and bytes. The time is taken first: what changes the bytes
 * afterwards changes it too, and is then seen by the next who looks. */
static enum status add_file(struct reading *reading, const char *path,
                            struct error *err)
{
    struct stat info;
    struct digest digest;

    if (stat(path, &info) == 0) {
        reading->newest_ns = later(reading->newest_ns,
                                   nanoseconds(&info.st_mtim));
        reading->newest_ns = later(reading->newest_ns,
                                   nanoseconds(&info.st_ctim));
    }
    reading->bytes.limit = FILE_BYTES_MAX;
    if (file_read(path, &reading->bytes, err) != OK)
        return err->code;
    digest_of(buffer_text(&reading->bytes), reading->bytes.length, &digest);
    digest_stream_add_text(reading->stream, path_name(path));
    add_digest(reading->stream, &digest);
    return OK;
}

static void add_problem(void *context, const char *path, bool is_denied,
                        const char *sentence)
{
    struct reading *reading = context;

    (void)is_denied; /* the sentence says so */
    digest_stream_add_text(reading->stream, path);
    digest_stream_add_text(reading->stream, sentence);
}

static enum status add_lexicons(struct reading *reading, const char *folder,
                                struct error *err)
{
    struct file_list files = {0};
    enum status status = folder_list(folder, &files, add_problem, reading, err);

    for (size_t i = 0; status == OK && i < files.count; i++) {
        const char *name = files.items[i].path;
        char *path = path_join(folder, name);

        if (lexicon_is_file(name)) {
            digest_stream_add_text(reading->stream, name);
            status = add_file(reading, path, err);
        }
        free(path);
    }
    file_list_release(&files);
    return status;
}

/* Those that are not there are the program's own. */
static enum status add_data_files(struct reading *reading, const char *folder,
                                  struct error *err)
{
    enum status status = OK;

    for (size_t i = 0; status == OK && i < INPUTS_DATA_FILES; i++) {
        char *path = path_join(folder, inputs_data_files[i]);

        status = add_file(reading, path, err);
        if (status == ERR_MISSING) {
            digest_stream_add_text(reading->stream, NULL);
            status = OK;
        }
        free(path);
    }
    return status;
}

enum status lexicon_fingerprint(const char *path, struct digest *out,
                                int64_t *newest_ns, struct error *err)
{
    struct reading reading = {.stream = digest_stream_new()};
    struct stat info;
    enum status status;

    if (stat(path, &info) == 0 && S_ISREG(info.st_mode))
        status = add_file(&reading, path, err);
    else
        status = add_lexicons(&reading, path, err);
    if (status == OK)
        status = add_data_files(&reading, path, err);
    *newest_ns = later(*newest_ns, reading.newest_ns);
    digest_stream_finish(reading.stream, out);
    digest_stream_free(reading.stream);
    buffer_release(&reading.bytes);
    return status;
}

static enum status manifest_fingerprint(const struct settings *settings,
                                        struct inputs_fingerprint *out,
                                        struct error *err)
{
    struct reading reading = {.stream = digest_stream_new()};
    char *path = corpus_manifest(settings->corpus, settings->manifest);
    enum status status = path ? add_file(&reading, path, err) : OK;

    out->newest_ns = later(out->newest_ns, reading.newest_ns);
    digest_stream_finish(reading.stream, &out->manifest);
    digest_stream_free(reading.stream);
    buffer_release(&reading.bytes);
    free(path);
    return status;
}

/* -- All inputs ------------------------------------------------------------ */

static void add_listing(struct digest_stream *stream,
                        const struct corpus_listing *listing,
                        int64_t *newest_ns)
{
    for (size_t i = 0; i < listing->files.count; i++) {
        const struct file_entry *file = &listing->files.items[i];
        const uint64_t numbers[] = {file->size_bytes, file->inode,
                                    (uint64_t)file->modified_ns,
                                    (uint64_t)file->changed_ns};

        digest_stream_add_text(stream, file->path);
        digest_stream_add(stream, numbers, sizeof(numbers));
        *newest_ns = later(*newest_ns,
                           later(file->modified_ns, file->changed_ns));
    }
    for (size_t i = 0; i < listing->issues.count; i++) {
        digest_stream_add_text(stream, listing->issues.items[i].document);
        digest_stream_add_text(stream, listing->issues.items[i].message);
    }
}

/* Sentences name these as they were given, and what a user may read another
 * may not. */
static void add_circumstances(struct digest_stream *stream,
                              const struct settings *settings)
{
    digest_stream_add_text(stream, settings->corpus);
    digest_stream_add_text(stream, settings->manifest);
    digest_stream_add_text(stream, settings->lexicons);
    digest_stream_add_text(stream, getenv(EXTRACT_FAULTS_SWITCH));
    digest_stream_add_number(stream, geteuid());
}

void inputs_fingerprint(const struct settings *settings,
                        const struct corpus_listing *listing,
                        struct inputs_fingerprint *out)
{
    struct digest_stream *stream;
    struct error ignored; /* whoever loads the inputs says so */

    *out = (struct inputs_fingerprint){0};
    if (lexicon_fingerprint(settings->lexicons, &out->lexicon, &out->newest_ns,
                            &ignored) != OK ||
        manifest_fingerprint(settings, out, &ignored) != OK)
        return;
    program_fingerprint(&out->program);
    fingerprint_all_settings(settings, &out->settings);
    stream = digest_stream_new();
    add_digest(stream, &out->program);
    add_digest(stream, &out->settings);
    add_digest(stream, &out->lexicon);
    add_digest(stream, &out->manifest);
    add_circumstances(stream, settings);
    add_listing(stream, listing, &out->newest_ns);
    digest_stream_finish(stream, &out->all);
    digest_stream_free(stream);
    out->has_digests = true;
    out->is_known = !settings->plan;
}
