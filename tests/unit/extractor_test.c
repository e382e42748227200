/* extractor_test.c - a process of its own that takes documents apart. */
#include "unit.h"

#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "folder_fixture.h"
#include "ingest/extract.h"
#include "ingest/extractor.h"

static struct extractor extractor;
static struct extracted out;
static struct buffer bytes;
static const struct format *format;
static struct error err;

static int begin(void **state)
{
    (void)state;
    setenv(EXTRACT_FAULTS_SWITCH, "1", 1);
    return 0;
}

static int end(void **state)
{
    (void)state;
    extractor_release(&extractor);
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1); /* nobody is left */
    extracted_release(&out);
    buffer_release(&bytes);
    return 0;
}

static enum status extract(const char *name, const char *text)
{
    struct source source = {.name = name, .bytes = &bytes};

    buffer_reset(&bytes);
    buffer_add_text(&bytes, text);
    return extractor_extract(&extractor, &source, &out, &format, &err);
}

/* The next document is none the worse. */
static void check_next(void)
{
    assert_int_equal(extract("next.md", "# Next\n"), OK);
    assert_string_equal(out.text.data, "Next\n");
}

static void check_fault(const char *name, enum status want, const char *words)
{
    assert_int_equal(extract("first.md", "# First\n"), OK);
    assert_int_equal(extract(name, "# Norms\n"), want);
    assert_has(err.text, words);
    assert_int_equal(out.text.length, 0);
    assert_int_equal(out.metadata.count, 0);
    check_next();
}

static void the_answer_is_that_of_the_format(void **state)
{
    static const char document[] =
        "---\ntitle: Norms  in\n  cyberspace\ndate: 2011-07-14\n---\n"
        "# Norms\n\nThey are *norms*.\n";
    struct extracted plain = {0};
    struct source source = {.name = "a.md", .bytes = &bytes};

    (void)state;
    assert_int_equal(extract("a.md", document), OK);
    assert_string_equal(format->name, "markdown");
    assert_int_equal(bytes.length, 0);
    buffer_add_text(&bytes, document);
    assert_int_equal(document_extract(&source, &plain, &format, &err), OK);
    assert_int_equal(out.text.length, plain.text.length);
    assert_memory_equal(out.text.data, plain.text.data, plain.text.length);
    assert_int_equal(out.paragraphs_known, plain.paragraphs_known);
    assert_string_equal(out.encoding, plain.encoding);
    assert_int_equal(out.kinds.count, plain.kinds.count);
    assert_int_equal(out.metadata.count, plain.metadata.count);
    for (size_t i = 0; i < plain.metadata.count; i++) {
        assert_string_equal(out.metadata.items[i].key,
                            plain.metadata.items[i].key);
        assert_string_equal(out.metadata.items[i].value,
                            plain.metadata.items[i].value);
    }
    extracted_release(&plain);
}

static void issues_and_refusals_come_through(void **state)
{
    (void)state;
    assert_int_equal(extract("a.md", "---\n[: no\n---\nNorms\n"), OK);
    assert_int_equal(out.issues.count, 1);
    assert_string_equal(out.issues.items[0].stage, "extract");
    assert_string_equal(out.issues.items[0].document, "");
    assert_int_equal(extract("a.md", "\x7F"
                                     "ELF..."),
                     ERR_FORMAT);
    assert_has(err.text, "program");
    assert_int_equal(extractor.started, 1);
    check_next();
    assert_int_equal(out.issues.count, 0);
}

static void one_process_serves_many_documents(void **state)
{
    (void)state;
    for (int i = 0; i < 1000; i++)
        check_next();
    assert_int_equal(extractor.started, 1);
    assert_int_equal(extractor.served, 1000);
}

static void a_large_document_passes(void **state)
{
    static const char line[] = "Norms of responsible behaviour of states.\n\n";
    struct source source = {.name = "a.md", .bytes = &bytes};

    (void)state;
    while (bytes.length < (size_t)8 * MEBIBYTE)
        buffer_add_text(&bytes, line);
    assert_int_equal(
        extractor_extract(&extractor, &source, &out, &format, &err), OK);
    assert_true(out.text.length > (size_t)7 * MEBIBYTE);
    check_next();
}

static void crashes_cost_one_document(void **state)
{
    (void)state;
    check_fault("fault-crash.md", ERR_FORMAT, "crash");
    check_fault("fault-abort.md", ERR_FORMAT, "crash");
    check_fault("fault-exit.md", ERR_FORMAT, "exit code 3");
    check_fault("fault-babble.md", ERR_FORMAT, "nonsense");
    check_fault("fault-boast.md", ERR_FORMAT, "nonsense");
    assert_int_equal(extract("fault-crash.md", "x"), ERR_FORMAT);
    assert_int_equal(extract("fault-crash.md", "x"), ERR_FORMAT);
    check_next();
}

/* What another document left behind is not held against this one. */
static void a_process_that_died_unasked_is_replaced(void **state)
{
    (void)state;
    check_next();
    kill(extractor.process, SIGKILL);
    check_next();
    assert_int_equal(extractor.started, 2);
}

static void time_is_limited(void **state)
{
    (void)state;
    extractor.limits.wall_ms = 2000;
    extractor.limits.cpu_ms = 100;
    check_fault("fault-spin.md", ERR_LIMIT, "more than 0.1 seconds of comp");
    extractor.limits.wall_ms = 300;
    check_fault("fault-hang.md", ERR_LIMIT, "longer than 0.3 seconds");
    extractor.limits.cpu_ms = 20000;
    check_fault("fault-spin.md", ERR_LIMIT, "longer than 0.3 seconds");
}

static void output_and_input_are_limited(void **state)
{
    (void)state;
    extractor.limits.output_bytes = 2 * MEBIBYTE;
    check_fault("fault-flood.md", ERR_LIMIT, "more than 2 MB of text");
    extractor.limits.input_bytes = 10;
    assert_int_equal(extract("a.md", "Norms of states\n"), ERR_LIMIT);
    assert_has(err.text, "larger than");
}

static void memory_is_limited(void **state)
{
    (void)state;
    if (SANDBOX_IS_SANITIZED) {
        puts("# sanitizers map terabytes");
        skip();
    }
    check_fault("fault-allocate.md", ERR_LIMIT, "2048 MB of memory");
}

static void what_only_an_intruder_tries_ends_the_process(void **state)
{
    (void)state;
    check_next();
    if (extractor.is_unconfined) {
        puts("# this kernel does not filter system calls");
        skip();
    }
    check_fault("fault-exec.md", ERR_FORMAT, "do not trust");
    check_fault("fault-connect.md", ERR_FORMAT, "do not trust");
    assert_int_equal(extract("fault-open.md", "x"), OK);
    assert_string_equal(out.text.data, "refused\n");
    assert_int_equal(extract("fault-map.md", "x"), OK);
    assert_string_equal(out.text.data, "refused\n");
}

/* Returns how many descriptors the process has, -1 when that cannot be seen. */
static int count_descriptors(pid_t process)
{
    char path[64];
    DIR *folder;
    int count = 0;

    snprintf(path, sizeof(path), "/proc/%d/fd", (int)process);
    folder = opendir(path);
    if (!folder)
        return -1;
    for (struct dirent *entry; (entry = readdir(folder));)
        count += entry->d_name[0] != '.';
    closedir(folder);
    return count;
}

static void no_descriptor_leaks(void **state)
{
    int leak = dup(STDERR_FILENO), before = count_descriptors(getpid());
    int inside;

    (void)state;
    check_next();
    inside = count_descriptors(extractor.process);
    close(leak);
    extractor_release(&extractor);
    assert_int_equal(count_descriptors(getpid()), before - 1);
    if (inside < 0) {
        puts("# only root can look into a process that has shut itself in");
        skip();
    }
    assert_int_equal(inside, 3);
}

/* A program that starts itself and does not know the command would have no
 * end. */
static void no_worker_starts_a_worker(void **state)
{
    (void)state;
    setenv(EXTRACT_WORKER_MARK, "1", 1);
    assert_int_equal(extract("a.md", "x"), ERR_IO);
    unsetenv(EXTRACT_WORKER_MARK);
    assert_has(err.text, "cannot be started");
    check_next();
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

UNIT_MAIN(TEST(the_answer_is_that_of_the_format),
          TEST(issues_and_refusals_come_through),
          TEST(one_process_serves_many_documents),
          TEST(a_large_document_passes), TEST(crashes_cost_one_document),
          TEST(a_process_that_died_unasked_is_replaced), TEST(time_is_limited),
          TEST(output_and_input_are_limited), TEST(memory_is_limited),
          TEST(what_only_an_intruder_tries_ends_the_process),
          TEST(no_descriptor_leaks), TEST(no_worker_starts_a_worker))
