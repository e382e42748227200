/* child_test.c - foreign programs, shut in. */
#include "unit.h"

#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "folder_fixture.h"
#include "ingest/child.h"

static struct buffer input, out;
static struct error err;

static int end(void **state)
{
    (void)state;
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1); /* nobody is left */
    buffer_release(&input);
    buffer_release(&out);
    return 0;
}

static enum status run(char *const *argv, struct extract_limits limits)
{
    struct child_job job = {.argv = argv, .input = &input, .limits = limits};

    return child_run(&job, &out, &err);
}

/* Runs a shell on the words. */
static enum status run_shell(const char *words)
{
    char shell[] = "sh", option[] = "-c", text[512];
    char *argv[] = {shell, option, text, NULL};

    snprintf(text, sizeof(text), "%s", words);
    return run(argv, (struct extract_limits){.wall_ms = 20000,
                                             .output_bytes = 1000000});
}

static void input_becomes_output(void **state)
{
    char cat[] = "cat", *argv[] = {cat, NULL};

    (void)state;
    for (size_t i = 0; i < 300000; i++)
        buffer_add_byte(&input, (char)('a' + i % 26));
    assert_int_equal(run(argv, (struct extract_limits){0}), OK);
    assert_int_equal(out.length, input.length);
    assert_memory_equal(out.data, input.data, input.length);
    buffer_reset(&input);
    assert_int_equal(run(argv, (struct extract_limits){0}), OK);
    assert_int_equal(out.length, 0);
}

static void input_can_be_sought_in(void **state)
{
    char tail[] = "tail", option[] = "-c3", file[] = "/dev/stdin";
    char *argv[] = {tail, option, file, NULL};

    (void)state;
    buffer_add_text(&input, "norms of behaviour");
    assert_int_equal(run(argv, (struct extract_limits){0}), OK);
    assert_string_equal(out.data, "our");
}

static void what_goes_wrong_is_told(void **state)
{
    char none[] = "no-such-program-here", *argv[] = {none, NULL};
    char path[] = "/no/such/program", *by_path[] = {path, NULL};

    (void)state;
    assert_int_equal(run(argv, (struct extract_limits){0}), ERR_MISSING);
    assert_has(err.text, "no-such-program-here");
    assert_int_equal(run(by_path, (struct extract_limits){0}), ERR_IO);
    assert_int_equal(run_shell("echo first >&2; echo second >&2; exit 3"),
                     ERR_FORMAT);
    assert_has(err.text, "is refused by sh (first)");
    assert_int_equal(run_shell("exit 3"), ERR_FORMAT);
    assert_has(err.text, "does not say why");
    assert_int_equal(run_shell("echo note >&2; echo text"), OK);
    assert_string_equal(out.data, "text\n");
}

static void limits_hold(void **state)
{
    char sleeper[] = "sleep", long_time[] = "60";
    char *argv[] = {sleeper, long_time, NULL};
    char yes[] = "yes", *flood[] = {yes, NULL};
    char shell[] = "sh", option[] = "-c", loop[] = "while :; do :; done";
    char *spin[] = {shell, option, loop, NULL};

    (void)state;
    assert_int_equal(run(argv, (struct extract_limits){.wall_ms = 100}),
                     ERR_LIMIT);
    assert_has(err.text, "longer than 0.1 seconds");
    assert_int_equal(
        run(flood, (struct extract_limits){.output_bytes = 2 * MEBIBYTE}),
        ERR_LIMIT);
    assert_has(err.text, "write more than 2 MB");
    assert_int_equal(run(spin, (struct extract_limits){.cpu_ms = 900}),
                     ERR_LIMIT);
    assert_has(err.text, "of computing");
}

/* A program may not start another, write a file, or reach the network; and it
 * finds no descriptor but its three. */
static void nothing_else_is_allowed(void **state)
{
    char python[] = "/usr/bin/python3", option[] = "-c";
    char words[] =
        "import os, socket\n"
        "def tried(f):\n"
        "    try: f()\n"
        "    except OSError: return 'refused'\n"
        "    return 'allowed'\n"
        "print(tried(lambda: socket.socket()))\n"
        "print(tried(lambda: os.fork() or os._exit(0)))\n"
        "print(tried(lambda: os.execv('/bin/true', ['true'])))\n"
        "print(tried(lambda: open('/tmp/policylex-written', 'w')))\n"
        "print(tried(lambda: os.kill(os.getppid(), 0)))\n"
        "print(tried(lambda: open('/etc/passwd')))\n"
        "print([fd for fd in range(64) if tried(lambda: os.fstat(fd)) "
        "== 'allowed'])\n";
    char *argv[] = {python, option, words, NULL};

    (void)state;
    if (access(python, X_OK) != 0) {
        puts("# no /usr/bin/python3 here");
        skip();
    }
    if (run(argv, (struct extract_limits){0}) != OK)
        fail_msg("%s", err.text);
    assert_string_equal(out.data,
                        "refused\nrefused\nrefused\nrefused\nrefused\n"
                        "allowed\n[0, 1, 2]\n");
}

#define TEST(name) cmocka_unit_test_teardown(name, end)

UNIT_MAIN(TEST(input_becomes_output), TEST(input_can_be_sought_in),
          TEST(what_goes_wrong_is_told), TEST(limits_hold),
          TEST(nothing_else_is_allowed))
