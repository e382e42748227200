/* shard_fuzz.c - any bytes, with their right SHA-256 behind them, as what
 * counting a shard came to: refused, or read as something that is written and
 * read again as the same; and never merged with itself. */
#include "fuzz.h"

#include "base/files.h"
#include "base/memory.h"
#include "run/run.h"
#include "run/shard.h"
#include "run/shard_origin.h"
#include "tally/packed_group.h"

enum { TERMS_MAX = 64 }; /* each group has room for the lines of all */

/* What a file says. */
struct content {
    struct shard_header header;
    struct documents_read VECTOR_OF(struct shard_document) documents;
    struct interner *types, *forms;
    struct groups groups;
};

static struct error err;

/* -- Reading --------------------------------------------------------------- */

static void content_release(struct content *content)
{
    shard_header_release(&content->header);
    free(content->documents.items);
    groups_release(&content->groups);
    interner_free(content->types);
    interner_free(content->forms);
}

/* What merging relies on. */
static void require_header(const struct shard_header *header)
{
    uint32_t last = 0;

    REQUIRE(header->shards.count && header->shard_count <= SHARDS_MAX);
    for (size_t i = 0; i < header->shards.count; i++) {
        REQUIRE(header->shards.items[i] > last);
        last = header->shards.items[i];
    }
    REQUIRE(last <= header->shard_count);
}

static bool read_groups(struct shard_file *file, struct content *out)
{
    struct group_reader reader = {
        .types = out->types,
        .forms = out->forms,
        .document_count = (uint32_t)out->documents.count,
        .theme_count = file->header.theme_count,
        .term_count = file->header.term_count,
    };
    struct unpacking bytes;

    while (shard_file_next_group(file, &bytes)) {
        group_unpack(&bytes, &reader, &out->groups);
        if (!unpacking_is_done(&bytes))
            return false;
    }
    groups_sort(&out->groups);
    return shard_file_end(file, &err) == OK;
}

/* Reads the open file; what is borrowed is the file's. False: refused. */
static bool read_content(struct shard_file *file, struct content *out)
{
    struct shard_document document;

    *out = (struct content){.types = interner_new(), .forms = interner_new()};
    shard_header_copy(&out->header, &file->header);
    require_header(&out->header);
    while (shard_file_next_document(file, &document)) {
        REQUIRE(document.bytes >= file->bytes &&
                document.bytes + document.length <= file->bytes + file->length);
        REQUIRE(strlen(document.path) < file->length);
        *VECTOR_PUSH(&out->documents) = document;
    }
    return out->header.term_count <= TERMS_MAX && read_groups(file, out);
}

/* -- Writing --------------------------------------------------------------- */

static char folder[40];

/* In memory, where there is room. */
static void make_folder(void)
{
    snprintf(folder, sizeof(folder), "%s/policylex-fuzz-XXXXXX",
             access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
    REQUIRE(mkdtemp(folder) != NULL);
}

/* Good until the next call. */
static const char *path_of(const char *name)
{
    static char path[64];

    snprintf(path, sizeof(path), "%s/%s", folder, name);
    return path;
}

/* Nothing else may be in it. */
static void remove_folder(void)
{
    REQUIRE(unlink(path_of("again")) == 0);
    REQUIRE(unlink(path_of("joined")) == 0);
    REQUIRE(rmdir(folder) == 0);
}

static void write_content(const struct content *content, const char *path)
{
    struct buffer bytes = {0};
    struct shard_writer writer;

    REQUIRE(shard_writer_begin(&writer, path, &err) == OK);
    shard_writer_add_header(&writer, &content->header);
    for (size_t i = 0; i < content->documents.count; i++) {
        const struct shard_document *document = &content->documents.items[i];

        REQUIRE(shard_writer_add_document(&writer, document->path,
                                          document->bytes, document->length,
                                          &err) == OK);
    }
    for (size_t i = 0; i < content->groups.count; i++) {
        buffer_reset(&bytes);
        group_pack(&content->groups.items[i], content->types, content->forms,
                   &bytes);
        REQUIRE(shard_writer_add_group(&writer, &bytes, &err) == OK);
    }
    REQUIRE(shard_writer_commit(&writer, &err) == OK);
    shard_writer_release(&writer);
    buffer_release(&bytes);
}

/* -- Claims ---------------------------------------------------------------- */

/* Returns the file's digest, having read and written it once more. */
static struct digest digest_of_again(const char *path)
{
    struct content content;
    struct shard_file file;
    struct digest digest;

    REQUIRE(shard_file_open(&file, path, &err) == OK);
    digest = file.digest;
    REQUIRE(read_content(&file, &content));
    write_content(&content, path_of("again"));
    content_release(&content);
    shard_file_close(&file);
    return digest;
}

static struct digest join_alone(const char *path)
{
    char *copy = memory_copy_text(path, strlen(path));
    char *joined = memory_copy_text(path_of("joined"),
                                    strlen(path_of("joined")));
    struct settings settings = {.out = joined, .jobs = 1, .is_quiet = true};
    struct shard_paths shards = {&copy, 1};

    REQUIRE(run_join_shards(&settings, &shards, &err) == OK);
    free(joined);
    free(copy);
    return digest_of_again(path_of("joined"));
}

/* Read, it is written; what is written is read as the same, and is what a merge
 * of that file alone writes. */
static void require_same_again(const struct content *content, const char *path)
{
    struct digest first, second, joined;

    make_folder();
    write_content(content, path_of("again"));
    first = digest_of_again(path_of("again"));
    second = digest_of_again(path_of("again"));
    REQUIRE(memcmp(&first, &second, sizeof(first)) == 0);
    joined = join_alone(path);
    REQUIRE(memcmp(&first, &joined, sizeof(first)) == 0);
    remove_folder();
}

static void require_no_merge_with_itself(const char *path)
{
    char *copy = memory_copy_text(path, strlen(path));
    char *paths[] = {copy, copy};
    struct given_shards *given = given_shards_new(paths, 2, 1);
    struct shards_wanted wanted = {0};
    struct issues issues = {0};

    REQUIRE(given_shards_check(given, 2, &wanted, &issues, &err) == ERR_INPUT);
    REQUIRE(issues.errors == 1 && strstr(err.text, "which"));
    issues_release(&issues);
    given_shards_free(given, 2);
    free(copy);
}

static const char *seal(const uint8_t *bytes, size_t length)
{
    char *sealed = malloc(length + DIGEST_SIZE);
    const char *path;

    REQUIRE(sealed != NULL);
    if (length)
        memcpy(sealed, bytes, length);
    digest_of(sealed, length, (struct digest *)(void *)(sealed + length));
    path = fuzz_file((const uint8_t *)sealed, length + DIGEST_SIZE);
    free(sealed);
    return path;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    const char *path = seal(bytes, length);
    struct content content;
    struct shard_file file;
    enum status status = shard_file_open(&file, path, &err);

    if (status != OK) {
        REQUIRE(status == ERR_FORMAT || status == ERR_INPUT);
        REQUIRE(strstr(err.text, path) == err.text);
        return 0;
    }
    if (read_content(&file, &content))
        require_same_again(&content, path);
    content_release(&content);
    shard_file_close(&file);
    require_no_merge_with_itself(path);
    return 0;
}
