/* log_test.c - who hears what, as sentences and as JSON lines. */
#include "unit.h"

#include <jansson.h>
#include <string.h>
#include <time.h>

#include "folder_fixture.h"
#include "run/log.h"

static struct settings settings;

static int begin(void **state)
{
    settings = (struct settings){0};
    return folder_begin(state);
}

/* Returns what is said of an issue of the severity. */
static const char *said_of(enum severity severity)
{
    char document[] = "a \"b\".txt", place[] = "3:1", message[] = "is bad";
    struct issue issue = {severity, "read", document, place, message};

    capture_begin(stderr);
    log_issue(&settings, &issue);
    return capture_end();
}

static void issues_are_sentences(void **state)
{
    (void)state;
    assert_string_equal(said_of(SEVERITY_ERROR),
                        "policylex: error: a \"b\".txt:3:1: is bad\n");
    assert_string_equal(said_of(SEVERITY_WARNING),
                        "policylex: warning: a \"b\".txt:3:1: is bad\n");
}

static void notes_are_for_the_verbose(void **state)
{
    (void)state;
    assert_string_equal(said_of(SEVERITY_NOTE), "");
    settings.is_verbose = true;
    assert_string_equal(said_of(SEVERITY_NOTE),
                        "policylex: note: a \"b\".txt:3:1: is bad\n");
}

static void the_quiet_hear_errors_alone(void **state)
{
    (void)state;
    settings.is_quiet = true;
    assert_string_equal(said_of(SEVERITY_WARNING), "");
    assert_has(said_of(SEVERITY_ERROR), "is bad");
    settings.is_verbose = true;
    assert_string_equal(said_of(SEVERITY_NOTE), "");
}

/* Asserts that the text is one line of JSON; the caller releases it. */
static json_t *parse_line(const char *text)
{
    json_error_t error;
    json_t *line = json_loads(text, JSON_REJECT_DUPLICATES, &error);

    if (!line)
        fail_msg("%s: %s", error.text, text);
    assert_ptr_equal(strchr(text, '\n'), text + strlen(text) - 1);
    return line;
}

static void assert_member(const json_t *line, const char *key,
                          const char *expected)
{
    const char *value = json_string_value(json_object_get(line, key));

    if (!value)
        fail_msg("there is no \"%s\"", key);
    assert_string_equal(value, expected);
}

static void issues_are_json_lines(void **state)
{
    json_t *line;

    (void)state;
    settings.logs_json = true;
    line = parse_line(said_of(SEVERITY_WARNING));
    assert_member(line, "level", "warning");
    assert_member(line, "stage", "read");
    assert_member(line, "document", "a \"b\".txt");
    assert_member(line, "place", "3:1");
    assert_member(line, "message", "is bad");
    assert_member(line, "run", log_run_id());
    assert_int_equal(json_object_size(line), 7);
    json_decref(line);
}

static void times_are_utc(void **state)
{
    json_t *line;
    const char *text;
    struct tm parts;
    time_t now = time(NULL), when;

    (void)state;
    settings.logs_json = true;
    line = parse_line(said_of(SEVERITY_ERROR));
    text = json_string_value(json_object_get(line, "time"));
    assert_non_null(text);
    assert_int_equal(strlen(text), 20);
    assert_string_equal(strptime(text, "%Y-%m-%dT%H:%M:%SZ", &parts), "");
    when = timegm(&parts);
    assert_true(when >= now && when <= now + 60);
    json_decref(line);
}

static void sentences_are_formatted(void **state)
{
    json_t *line;
    const char *said;

    (void)state;
    capture_begin(stderr);
    log_info(&settings, "%d of \"%s\"", 3, "x");
    assert_string_equal(capture_end(), "policylex: 3 of \"x\"\n");
    settings.logs_json = true;
    capture_begin(stderr);
    log_info(&settings, "%d of \"%s\"", 3, "x\n");
    said = capture_end();
    line = parse_line(said);
    assert_member(line, "level", "info");
    assert_member(line, "message", "3 of \"x\n\"");
    assert_int_equal(json_object_size(line), 4);
    json_decref(line);
    settings.is_quiet = true;
    capture_begin(stderr);
    log_info(&settings, "x");
    assert_string_equal(capture_end(), "");
}

static void a_failure_is_always_told(void **state)
{
    struct error err = {.code = ERR_IO, .text = "disk full"};
    json_t *line;
    const char *said;

    (void)state;
    settings.is_quiet = true;
    capture_begin(stderr);
    log_failure(&settings, &err);
    assert_string_equal(capture_end(), "policylex: disk full\n");
    settings.logs_json = true;
    capture_begin(stderr);
    log_failure(&settings, &err);
    said = capture_end();
    line = parse_line(said);
    assert_member(line, "level", "failure");
    assert_member(line, "message", "disk full");
    json_decref(line);
}

/* A line that is no object would stop the program that reads it. */
static void what_is_not_utf8_is_a_json_line_still(void **state)
{
    json_t *line;
    const char *said;

    (void)state;
    settings.logs_json = true;
    capture_begin(stderr);
    log_info(&settings, "%s", "\xFF");
    said = capture_end();
    line = parse_line(said);
    assert_true(json_is_object(line));
    json_decref(line);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, folder_end)

UNIT_MAIN(TEST(issues_are_sentences), TEST(notes_are_for_the_verbose),
          TEST(the_quiet_hear_errors_alone), TEST(issues_are_json_lines),
          TEST(times_are_utc), TEST(sentences_are_formatted),
          TEST(a_failure_is_always_told),
          TEST(what_is_not_utf8_is_a_json_line_still))
