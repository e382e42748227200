/*
 * night_fuzz.c - the whole run: whatever documents, lexicon, manifest and data
 * files hold, a night publishes whole tables that agree with one another, or
 * says why it does not; and the night after it, from the store and with other
 * workers, publishes the same.
 *
 * An input is files, one after the other, each after a line with its name:
 *
 *     === lexicon.csv
 *     theme,term,pattern
 *     norms,norm,norm*
 *     === 2014 speech.md
 *     Norms ...
 *     === options
 *     bc
 *
 * lexicon.csv, en.txt, administrations.csv and boilerplate.txt go to the
 * lexicons, names that begin with "earlier-" to an earlier run's folder,
 * "options" chooses settings by a letter each, all else is corpus.
 *
 * Documents are extracted in this process, so that the fuzzer sees what happens
 * to them: extractor_extract() below takes the place of the library's.
 */
#include "fuzz.h"

#include <sys/stat.h>

#include "base/files.h"
#include "base/memory.h"
#include "base/walk.h"
#include "ingest/csv_table.h"
#include "ingest/extract.h"
#include "ingest/extractor.h"
#include "report/reports.h"
#include "run/log.h"
#include "run/run.h"

enum { FILES_MAX = 8, INPUT_MAX = 8192, NAME_MAX_BYTES = 40 };

#define EARLIER "runs/2020-01-01T000000Z"

static char root[64];

/* -- In place of the library's --------------------------------------------- */

enum status extractor_extract(struct extractor *extractor,
                              const struct source *source,
                              struct extracted *out,
                              const struct format **format, struct error *err)
{
    enum status status = document_extract(source, out, format, err);

    (void)extractor;
    buffer_reset(source->bytes);
    return status;
}

void extractor_release(struct extractor *extractor)
{
    (void)extractor;
}

/* A sentence has something to say, and nobody to read it. */
void log_issue(const struct settings *settings, const struct issue *issue)
{
    (void)settings;
    REQUIRE(*issue->message);
}

void log_info(const struct settings *settings, const char *fmt, ...)
{
    (void)settings;
    REQUIRE(*fmt);
}

void log_failure(const struct settings *settings, const struct error *err)
{
    (void)settings;
    REQUIRE(*err->text);
}

const char *log_run_id(void)
{
    return "fuzz";
}

/* -- From bytes to files --------------------------------------------------- */

static void remove_root(void)
{
    struct error err;

    REQUIRE(tree_remove(root, &err) == OK);
}

/* In memory where there is such a place; the runs' folders are synced. */
static void make_root(void)
{
    bool has_memory = access("/dev/shm", W_OK) == 0;

    if (*root)
        return;
    snprintf(root, sizeof(root), "%s/policylex-fuzz-XXXXXX",
             has_memory ? "/dev/shm" : "/tmp");
    REQUIRE(mkdtemp(root) != NULL);
    atexit(remove_root);
}

static char *path_of(const char *place, const char *name)
{
    char *inner = path_join(root, place), *path = path_join(inner, name);

    free(inner);
    return path;
}

static void write_file(const char *folder, const char *name, const char *bytes,
                       size_t length)
{
    char *path = path_of(folder, name), *end = strrchr(path, '/');
    struct error err;
    FILE *file;

    *end = '\0';
    REQUIRE(folder_create(path, &err) == OK);
    *end = '/';
    file = fopen(path, "we");
    if (file) { /* not a folder by now */
        REQUIRE(fwrite(bytes, 1, length, file) == length);
        REQUIRE(fclose(file) == 0);
    }
    free(path);
}

/* One letter, one setting. */
static void choose(struct settings *settings, char letter)
{
    switch (letter) {
    case 'a':
        settings->overlap = OVERLAP_ALL;
        break;
    case 'b':
        settings->boilerplate = BOILERPLATE_LEAVE_OUT;
        settings->stock_rule = (struct stock_rule){2, 1};
        break;
    case 'c':
        settings->candidates = 5;
        break;
    case 'd':
        settings->duplicates = DUPLICATES_SKIP;
        break;
    case 'h':
        settings->headings = HEADINGS_APART;
        break;
    case 'l':
        settings->headings = HEADINGS_LEAVE_OUT;
        break;
    case 'n':
        free(settings->store);
        settings->store = memory_copy_text("none", 4);
        break;
    case 'p':
        settings->piece_bytes = 200;
        break;
    case 's':
        settings->splits_hyphens = true;
        break;
    case 'w':
        settings->has_unit[UNIT_WINDOW] = true;
        settings->window_words = 3;
        break;
    default:
        break;
    }
}

/* A file of the run that was published last. */
static void place_earlier(const char *name, const char *bytes, size_t length)
{
    char *latest = path_of("reports", "latest");

    write_file("reports/" EARLIER, name, bytes, length);
    if (access(latest, F_OK) != 0)
        REQUIRE(symlink(EARLIER, latest) == 0);
    free(latest);
}

/* Returns the folder that a file of that name belongs to. */
static const char *folder_of(const char *name)
{
    static const char *const data[] = {"lexicon.csv", "administrations.csv",
                                       "boilerplate.txt"};

    for (size_t i = 0; i < sizeof(data) / sizeof(*data); i++)
        if (strcmp(name, data[i]) == 0)
            return "lexicons";
    return strcmp(name, "en.txt") == 0 ? "lexicons/abbreviations" : "corpus";
}

/* Puts one file where it belongs; a name with anything in it but what names of
 * documents have is none. */
static void place_file(struct settings *settings, const char *name,
                       const char *bytes, size_t length)
{
    if (!*name || *name == '.' || strstr(name, "..") || strchr(name, '~'))
        return;
    if (strcmp(name, "options") == 0)
        for (size_t i = 0; i < length; i++)
            choose(settings, bytes[i]);
    else if (strncmp(name, "earlier-", 8) == 0 && !strchr(name, '/'))
        place_earlier(name + 8, bytes, length);
    else
        write_file(folder_of(name), name, bytes, length);
}

static const char *next_head(const char *at, const char *end)
{
    while (at && at < end) {
        if (end - at > 4 && memcmp(at, "=== ", 4) == 0)
            return at;
        at = memchr(at, '\n', (size_t)(end - at));
        at = at ? at + 1 : end;
    }
    return end;
}

static void write_inputs(struct settings *settings, const char *bytes,
                         size_t length)
{
    const char *end = bytes + length, *at = next_head(bytes, end);

    for (int i = 0; i < FILES_MAX && at < end; i++) {
        const char *line = memchr(at, '\n', (size_t)(end - at));
        char name[NAME_MAX_BYTES] = "";
        size_t size = line ? (size_t)(line - at) - 4 : 0;

        if (!line)
            return;
        at = next_head(line + 1, end);
        if (size < sizeof(name) && !memchr(line - size, '\0', size)) {
            memcpy(name, line - size, size);
            place_file(settings, name, line + 1, (size_t)(at - line) - 1);
        }
    }
}

/* -- What must hold -------------------------------------------------------- */

static void read_table(const char *name, struct csv_table *table)
{
    struct buffer bytes = {0};
    struct issues issues = {0};
    struct error err;
    char *path = path_of("reports/latest", name);
    struct csv_source source = {.name = name, .stage = "fuzz"};

    REQUIRE(file_read(path, &bytes, &err) == OK);
    source.bytes = buffer_text(&bytes);
    source.length = bytes.length;
    REQUIRE(csv_table_read(table, &source, &issues, &err) == OK);
    issues_release(&issues);
    buffer_release(&bytes);
    free(path);
}

/* A text is quoted, so what is bare is a number or a date. */
static void check_bare(const struct buffer *csv)
{
    bool is_quoted = false;

    for (size_t i = 0; i < csv->length; i++) {
        is_quoted ^= csv->data[i] == '"';
        REQUIRE(is_quoted || !strchr("naif", csv->data[i]) || !csv->data[i]);
    }
}

static unsigned long long number_at(const struct csv_table *table, size_t row,
                                    const char *column)
{
    int index = csv_table_column(table, column);

    REQUIRE(index != CSV_NO_COLUMN);
    return strtoull(csv_table_field(table, row, (size_t)index)->text, NULL, 10);
}

static const char *text_at(const struct csv_table *table, size_t row,
                           const char *column)
{
    int index = csv_table_column(table, column);

    REQUIRE(index != CSV_NO_COLUMN);
    return csv_table_field(table, row, (size_t)index)->text;
}

/* The groups' counts of each theme add up to the whole corpus's. */
static void check_sums(void)
{
    static const char *const counts[] = {"documents", "documents_with_theme",
                                         "words", "hits"};
    struct csv_table table = {0};

    read_table("theme_frequency.csv", &table);
    for (size_t count = 0; count < sizeof(counts) / sizeof(*counts); count++) {
        unsigned long long all = 0, groups = 0;

        for (size_t row = 0; row < table.rows; row++) {
            unsigned long long number = number_at(&table, row, counts[count]);

            if (strcmp(text_at(&table, row, "group"), "(all)") == 0)
                all += number;
            else
                groups += number;
        }
        REQUIRE(all == groups);
    }
    csv_table_release(&table);
}

/* Does the table follow from the inputs alone? */
static bool is_of_tonight(const char *table)
{
    return strcmp(table, "changes") != 0 && strcmp(table, "issues") != 0;
}

/* Nothing has changed since the same was counted. */
static void check_no_changes(void)
{
    struct csv_table table = {0};

    read_table("changes.csv", &table);
    REQUIRE(table.rows == 0);
    csv_table_release(&table);
}

/* Appends the tables, each after checking that it is one. */
static void read_tables(struct buffer *out)
{
    for (size_t i = 0; i < report_count; i++) {
        struct buffer name = {0}, bytes = {0};
        struct csv_table table = {0};
        struct error err;
        char *path;

        buffer_add_format(&name, "%s.csv", reports[i]->table->name);
        path = path_of("reports/latest", buffer_text(&name));
        REQUIRE(file_read(path, &bytes, &err) == OK);
        check_bare(&bytes);
        read_table(buffer_text(&name), &table);
        if (is_of_tonight(reports[i]->table->name))
            buffer_add(out, bytes.data, bytes.length);
        csv_table_release(&table);
        buffer_release(&name);
        buffer_release(&bytes);
        free(path);
    }
}

/* Runs a night; returns whether it published, and its tables. */
static bool run(const struct settings *settings, struct buffer *tables)
{
    struct run_outcome outcome;
    struct error err = {.code = OK};
    enum status status = run_night(settings, &outcome, &err);

    REQUIRE((status == OK) == (outcome.published != NULL));
    REQUIRE(status == OK || *err.text);
    if (status == OK) {
        check_sums();
        read_tables(tables);
    }
    free(outcome.published);
    return status == OK;
}

static void run_twice(struct settings *settings)
{
    struct buffer first = {0}, second = {0};

    settings->jobs = 1;
    if (run(settings, &first)) {
        settings->jobs = 2;
        REQUIRE(run(settings, &second));
        check_no_changes();
        REQUIRE(strcmp(buffer_text(&first), buffer_text(&second)) == 0);
    }
    buffer_release(&first);
    buffer_release(&second);
}

static void set_path(char **setting, const char *name)
{
    free(*setting);
    *setting = path_join(root, name);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct settings settings;

    if (length > INPUT_MAX) /* speed */
        return 0;
    make_root();
    settings_init(&settings);
    settings.dialect = csv_dialect_find("plain");
    settings.progress = PROGRESS_NEVER;
    set_path(&settings.corpus, "corpus");
    set_path(&settings.lexicons, "lexicons");
    set_path(&settings.reports, "reports");
    write_inputs(&settings, (const char *)bytes, length);
    run_twice(&settings);
    settings_release(&settings);
    remove_root();
    return 0;
}
