/* error.c - see error.h. */
#include "base/error.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum status error_set(struct error *err, enum status code, const char *fmt, ...)
{
    va_list args;

    err->code = code;
    err->number = 0;
    va_start(args, fmt);
    vsnprintf(err->text, sizeof(err->text), fmt, args);
    va_end(args);
    return code;
}

enum status error_errno(struct error *err, enum status code, const char *fmt,
                        ...)
{
    int number = errno;
    va_list args;
    size_t used;

    err->code = code;
    err->number = number;
    va_start(args, fmt);
    vsnprintf(err->text, sizeof(err->text), fmt, args);
    va_end(args);
    used = strlen(err->text);
    snprintf(err->text + used, sizeof(err->text) - used, ": %s",
             strerror(number));
    return code;
}

enum status error_context(struct error *err, const char *fmt, ...)
{
    char inner[ERROR_TEXT_MAX];
    va_list args;
    size_t used;

    memcpy(inner, err->text, sizeof(inner));
    va_start(args, fmt);
    vsnprintf(err->text, sizeof(err->text), fmt, args);
    va_end(args);

    used = strlen(err->text);
    snprintf(err->text + used, sizeof(err->text) - used, ": %s", inner);
    return err->code;
}
