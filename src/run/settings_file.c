/* settings_file.c - settings from a file, by the table of options; see
 * options.h. */
#include <ini.h>
#include <string.h>

#include "base/buffer.h"
#include "base/files.h"
#include "run/options.h"

struct ini_reading {
    struct settings *settings;
    struct error *err;
    const char *at;  /* what is still to be read */
    int line;        /* that was read last */
    int failed_line; /* the first fault that libinih does not know; 0: none */
};

/* libinih's fgets(): gives the next line and counts it. */
static char *read_line(char *line, int size, void *stream)
{
    struct ini_reading *reading = stream;
    size_t length = strcspn(reading->at, "\n");
    size_t whole = length + (reading->at[length] == '\n');

    if (!whole)
        return NULL;
    reading->line++;
    if (whole >= (size_t)size) {
        if (!reading->failed_line && !strchr("#;", *reading->at)) {
            reading->failed_line = reading->line;
            error_set(reading->err, ERR_INPUT,
                      "the line is longer than %d bytes; shorten it", size - 2);
        }
        length = (size_t)size - 1;
    } else {
        length = whole;
    }
    memcpy(line, reading->at, length);
    line[length] = '\0';
    reading->at += whole;
    return line;
}

/* libinih's handler: 1 goes on; 0 marks the line. The first fault counts. */
static int read_setting(void *user, const char *section, const char *name,
                        const char *value)
{
    struct ini_reading *reading = user;
    const struct option *option = option_find(name);

    (void)section;
    if (reading->failed_line)
        return 0;
    if (!option || !option->set)
        error_set(reading->err, ERR_INPUT,
                  "there is no setting \"%s\"; `policylex help run` lists them",
                  name);
    else if (option_set(option, reading->settings, value, reading->err) == OK)
        return 1;
    reading->failed_line = reading->line;
    return 0;
}

static enum status read_settings(struct settings *settings, const char *path,
                                 const struct buffer *bytes, struct error *err)
{
    struct ini_reading reading = {settings, err, buffer_text(bytes), 0, 0};
    int line;

    if (strlen(reading.at) != bytes->length)
        return error_set(err, ERR_INPUT,
                         "%s: has zero bytes; save it as plain text in UTF-8",
                         path);
    line = ini_parse_stream(read_line, &reading, read_setting, &reading);
    if (line > 0 && (!reading.failed_line || line < reading.failed_line))
        error_set(err, ERR_INPUT,
                  "neither a section nor `name = value`; begin a comment with "
                  "#");
    else
        line = reading.failed_line;
    if (line == 0)
        return OK;
    error_context(err, "%s:%d", path, line);
    return err->code = ERR_INPUT;
}

enum status settings_read(struct settings *settings, const char *path,
                          struct error *err)
{
    struct buffer bytes = {.limit = 1024 * 1024};
    enum status status = file_read(path, &bytes, err);

    if (status == OK)
        status = read_settings(settings, path, &bytes, err);
    buffer_release(&bytes);
    return status;
}
