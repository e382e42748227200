/* stop_test.c - a run is asked to end by a signal, by its time, or not at all.
 */
#include "unit.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/stop.h"
#include "folder_fixture.h"

static struct error err;

static int end(void **state)
{
    (void)state;
    stop_end();
    return 0;
}

static void nobody_asks(void **state)
{
    (void)state;
    assert_false(stop_is_wanted());
    stop_begin(0);
    assert_false(stop_is_wanted());
    assert_int_equal(stop_check(&err), OK);
}

static void asks_by(int number, const char *name)
{
    stop_begin(1000);
    raise(number);
    assert_true(stop_is_wanted());
    assert_int_equal(stop_check(&err), ERR_STOPPED);
    assert_has(err.text, name);
    assert_has(err.text, "nothing is published");
    stop_end();
    assert_false(stop_is_wanted());
}

static void signals_ask(void **state)
{
    (void)state;
    asks_by(SIGTERM, "SIGTERM");
    asks_by(SIGINT, "SIGINT");
    asks_by(SIGHUP, "SIGHUP");
}

static void time_asks(void **state)
{
    (void)state;
    stop_begin(1);
    while (!stop_is_wanted())
        usleep(10000);
    assert_int_equal(stop_check(&err), ERR_STOPPED);
    assert_has(err.text, "longer than 1 seconds (--timeout)");
}

/* Returns the signal that ends a process that gets both in a stop, or both
 * when it has ended; 0: none does. */
static int ends_by(int first, int second, bool has_ended)
{
    pid_t process = fork();
    int status = 0;

    if (process == 0) {
        stop_begin(0);
        if (has_ended)
            stop_end();
        raise(first);
        raise(second);
        _exit(0);
    }
    assert_int_equal(waitpid(process, &status, 0), process);
    return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

static void the_second_signal_ends_the_process(void **state)
{
    (void)state;
    assert_int_equal(ends_by(SIGTERM, SIGTERM, false), SIGTERM);
    assert_int_equal(ends_by(SIGTERM, SIGINT, false), SIGINT);
    assert_int_equal(ends_by(SIGINT, SIGHUP, false), SIGHUP);
    assert_int_equal(ends_by(SIGTERM, SIGCHLD, false), 0);
}

/* As the reports are published by then, it may not end as if they were not. */
static void a_signal_after_the_end_changes_nothing(void **state)
{
    (void)state;
    assert_int_equal(ends_by(SIGTERM, SIGCHLD, true), 0);
    assert_int_equal(ends_by(SIGHUP, SIGCHLD, true), 0);
    assert_int_equal(ends_by(SIGHUP, SIGTERM, true), SIGTERM);
}

static void after_its_time_a_signal_may_come(void **state)
{
    (void)state;
    time_asks(state);
    raise(SIGTERM);
    assert_int_equal(stop_check(&err), ERR_STOPPED);
    assert_has(err.text, "SIGTERM");
}

static void what_was_ignored_stays_so(void **state)
{
    (void)state;
    signal(SIGHUP, SIG_IGN);
    stop_begin(0);
    raise(SIGHUP);
    assert_false(stop_is_wanted());
    stop_end();
    assert_ptr_equal(signal(SIGHUP, SIG_DFL), SIG_IGN);
}

UNIT_MAIN(cmocka_unit_test_teardown(nobody_asks, end),
          cmocka_unit_test_teardown(signals_ask, end),
          cmocka_unit_test_teardown(time_asks, end),
          cmocka_unit_test_teardown(the_second_signal_ends_the_process, end),
          cmocka_unit_test_teardown(a_signal_after_the_end_changes_nothing,
                                    end),
          cmocka_unit_test_teardown(after_its_time_a_signal_may_come, end),
          cmocka_unit_test_teardown(what_was_ignored_stays_so, end))
