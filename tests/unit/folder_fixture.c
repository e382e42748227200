/* folder_fixture.c - see folder_fixture.h. */
#include "folder_fixture.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/files.h"
#include "base/walk.h"
#include "lexicon/loader.h"
#include "unit.h"

static char folder[32];
static struct arena strings;
static struct error err;

int folder_begin(void **state)
{
    (void)state;
    strcpy(folder, "/tmp/policylex-unit-XXXXXX");
    return mkdtemp(folder) == NULL;
}

int folder_end(void **state)
{
    (void)state;
    arena_release(&strings);
    return tree_remove(folder, &err) != OK;
}

char *folder_path(const char *name)
{
    char *joined = path_join(folder, name);
    char *kept = arena_copy_text(&strings, *name ? joined : folder,
                                 strlen(*name ? joined : folder));

    free(joined);
    return kept;
}

void folder_write(const char *name, const char *text)
{
    char *path = folder_path(name);
    char *slash = strrchr(path, '/');

    *slash = '\0';
    if (folder_create(path, &err) != OK)
        fail_msg("%s", err.text);
    *slash = '/';
    if (file_write(path, text, strlen(text), &err) != OK)
        fail_msg("%s", err.text);
}

const char *folder_read(const char *name)
{
    struct buffer bytes = {0};
    const char *kept = NULL;

    if (file_read(folder_path(name), &bytes, &err) == OK)
        kept = arena_copy_text(&strings, buffer_text(&bytes), bytes.length);
    buffer_release(&bytes);
    if (!kept)
        fail_msg("%s", err.text);
    return kept;
}

bool folder_has(const char *name)
{
    struct stat about;

    return lstat(folder_path(name), &about) == 0;
}

void folder_load_lexicon(struct lexicon *out, const char *csv)
{
    struct issues issues = {0};
    enum status status;

    folder_write("lexicon.csv", csv);
    status = lexicon_load(out, folder_path("lexicon.csv"), &issues, &err);
    issues_release(&issues);
    if (status != OK)
        fail_msg("%s", err.text);
}

/* -- What is said ---------------------------------------------------------- */

static FILE *captured, *keeper;
static int saved;

void capture_begin(FILE *stream)
{
    captured = stream;
    keeper = tmpfile();
    fflush(stream);
    saved = dup(fileno(stream));
    if (!keeper || dup2(fileno(keeper), fileno(stream)) < 0)
        fail_msg("what is said cannot be kept");
}

const char *capture_end(void)
{
    char *text;
    long length;

    fflush(captured);
    dup2(saved, fileno(captured));
    close(saved);
    fseek(keeper, 0, SEEK_END);
    length = ftell(keeper);
    rewind(keeper);
    text = arena_get(&strings, (size_t)length + 1);
    length = (long)fread(text, 1, (size_t)length, keeper);
    text[length] = '\0';
    fclose(keeper);
    return text;
}

void assert_has(const char *text, const char *words)
{
    if (!strstr(text, words))
        fail_msg("\"%s\" is not in \"%s\"", words, text);
}
