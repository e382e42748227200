/* log.c - see log.h. */
#include "run/log.h"

#include <jansson.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/display.h"

static char run_id[48];

static void make_run_id(void)
{
    time_t seconds = time(NULL);
    struct tm parts;
    size_t length = strftime(run_id, sizeof(run_id), "%Y%m%dT%H%M%SZ",
                             gmtime_r(&seconds, &parts));

    snprintf(run_id + length, sizeof(run_id) - length, "-%ld", (long)getpid());
}

const char *log_run_id(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;

    pthread_once(&once, make_run_id);
    return run_id;
}

static void say_json(const char *level, const char *stage, const char *document,
                     const char *place, const char *message)
{
    char now[32];
    time_t seconds = time(NULL);
    struct tm parts;
    json_t *line;
    char *text;

    strftime(now, sizeof(now), "%Y-%m-%dT%H:%M:%SZ",
             gmtime_r(&seconds, &parts));
    line = json_pack("{s:s, s:s, s:s, s:s*, s:s*, s:s*, s:s}", "time", now,
                     "run", log_run_id(), "level", level, "stage", stage,
                     "document", document, "place", place, "message", message);
    text = line ? json_dumps(line, JSON_COMPACT) : NULL;
    fprintf(stderr, "%s\n", text ? text : "{\"level\":\"error\"}");
    free(text);
    json_decref(line);
}

/* Sentences quote names and bytes of documents. */
static void say_text(const char *level, const char *sentence)
{
    struct buffer shown = {0};

    display_add(&shown, sentence, strlen(sentence), SIZE_MAX);
    fprintf(stderr, "policylex: %s%s%s\n", level, *level ? ": " : "",
            buffer_text(&shown));
    buffer_release(&shown);
}

void log_issue(const struct settings *settings, const struct issue *issue)
{
    char sentence[2 * ERROR_TEXT_MAX];

    if ((settings->is_quiet && issue->severity != SEVERITY_ERROR) ||
        (!settings->is_verbose && issue->severity == SEVERITY_NOTE))
        return;
    if (settings->logs_json) {
        say_json(severity_names[issue->severity], issue->stage, issue->document,
                 issue->place, issue->message);
        return;
    }
    issue_format(issue, sentence, sizeof(sentence));
    say_text(severity_names[issue->severity], sentence);
}

void log_info(const struct settings *settings, const char *fmt, ...)
{
    char sentence[2 * ERROR_TEXT_MAX];
    va_list args;

    if (settings->is_quiet)
        return;
    va_start(args, fmt);
    vsnprintf(sentence, sizeof(sentence), fmt, args);
    va_end(args);
    if (settings->logs_json)
        say_json("info", NULL, NULL, NULL, sentence);
    else
        say_text("", sentence);
}

void log_failure(const struct settings *settings, const struct error *err)
{
    if (settings->logs_json)
        say_json("failure", NULL, NULL, NULL, err->text);
    else
        say_text("", err->text);
}
