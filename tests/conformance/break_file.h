/*
 * break_file.h - run a boundary function over one of Unicode's break test files
 * and report in TAP, a line of the file a test.
 *
 * Such a line is "÷ 0061 × 0308 ÷ 0062 ÷ # remark": code points in hexadecimal,
 * with a boundary at each ÷ and none at each ×.
 *
 * Everything is static: each conformance test is one file and one program.
 */
#ifndef CONFORMANCE_BREAK_FILE_H
#define CONFORMANCE_BREAK_FILE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BREAK_CASE_MAX = 512 };

/* One line: text, and whether each offset is a boundary. */
struct break_case {
    char text[BREAK_CASE_MAX];
    size_t length;
    bool is_boundary[BREAK_CASE_MAX + 1];
};

typedef size_t break_function(const char *text, size_t length, size_t from);

static size_t encode(uint32_t code, char *out)
{
    size_t tail = (size_t)(code >= 0x80) + (code >= 0x800) + (code >= 0x10000);
    static const unsigned char lead[] = {0, 0xC0, 0xE0, 0xF0};

    for (size_t i = tail; i > 0; i--, code >>= 6)
        out[i] = (char)(0x80 | (code & 0x3F));
    out[0] = (char)(lead[tail] | code);
    return tail + 1;
}

/* Parses `line`, its remark cut off; false if it is not a test. */
static bool parse_case(char *line, struct break_case *out)
{
    char *token, *rest = NULL;
    size_t boundaries = 0;

    *out = (struct break_case){0};
    for (token = strtok_r(line, " \t\r\n", &rest); token;
         token = strtok_r(NULL, " \t\r\n", &rest)) {
        if (out->length + 4 > BREAK_CASE_MAX)
            return false;
        if (strcmp(token, "÷") == 0)
            boundaries += out->is_boundary[out->length] = true;
        else if (strcmp(token, "×") != 0)
            out->length += encode((uint32_t)strtoul(token, NULL, 16),
                                  out->text + out->length);
    }
    return boundaries > 0;
}

static bool passes(const struct break_case *test, break_function *next)
{
    bool found[BREAK_CASE_MAX + 1] = {true};
    size_t at = 0;

    while (at < test->length) {
        size_t to = next(test->text, test->length, at);

        if (to <= at || to > test->length)
            return false;
        found[at = to] = true;
    }
    return memcmp(found, test->is_boundary, test->length + 1) == 0;
}

/* Prints the result of test `number`; returns whether it passed. */
static bool report_case(char *line, size_t number, break_function *next)
{
    struct break_case test;
    char *remark = strchr(line, '#');
    bool ok;

    if (remark)
        *remark++ = '\0';
    ok = parse_case(line, &test) && passes(&test, next);
    printf("%s %zu -%s", ok ? "ok" : "not ok", number,
           remark ? remark : " no remark\n");
    return ok;
}

/* Runs every test of `path`; returns the exit code. An absent file skips. */
static int run_break_file(const char *path, break_function *next)
{
    FILE *in = fopen(path, "r");
    char line[8192];
    size_t count = 0, failed = 0;

    if (!in) {
        printf("1..0 # SKIP %s cannot be read: install unicode-data\n", path);
        return 0;
    }
    while (fgets(line, sizeof(line), in))
        if (strncmp(line, "÷", strlen("÷")) == 0)
            failed += !report_case(line, ++count, next);
    fclose(in);
    printf("1..%zu\n", count);
    return failed > 0 || count == 0;
}

#endif
