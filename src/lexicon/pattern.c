/* pattern.c - see pattern.h. */
#include "lexicon/pattern.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#define WORD_CHARACTER "[\\p{L}\\p{N}\\p{M}_']"

/* -- Translation ----------------------------------------------------------- */

static void add_literal(struct buffer *regex, char byte)
{
    if (ispunct((unsigned char)byte) || byte == ' ')
        buffer_add_byte(regex, '\\');
    buffer_add_byte(regex, byte);
}

static void translate_phrase(const char *source, struct buffer *regex)
{
    for (; *source; source++) {
        switch (*source) {
        case ' ':
            buffer_add_text(regex, "[ -]");
            break;
        case '-':
            buffer_add_text(regex, "[ -]?");
            break;
        case '*':
            buffer_add_text(regex, WORD_CHARACTER "*");
            break;
        case '?':
            buffer_add_text(regex, WORD_CHARACTER);
            break;
        default:
            add_literal(regex, *source);
        }
    }
    buffer_add_format(regex, "(?C%d)", CALLOUT_HIT_END);
}

/* Returns what the star at `at` means: as little as will do, so that it ends
 * with its own word rather than with one behind a slash or a dash. One that
 * stands alone is a word, not nothing; one that begins a longer word may stand
 * for nothing. */
static const char *glob_star(const char *source, const char *at)
{
    if (at > source && at[-1] != ' ')
        return "\\S*?";
    if (at[1] == ' ' || at[1] == '\0')
        return "\\p{Xan}\\S*?";
    return "(?=\\p{Xan})\\S*?";
}

static void translate_glob(const char *source, struct buffer *regex)
{
    for (const char *at = source; *at; at++) {
        if (*at == ' ')
            buffer_add_format(regex, "(?C%d)[^\\p{L}\\p{N}]+(?C%d)",
                              CALLOUT_WORD_END, CALLOUT_WORD_BEGIN);
        else if (*at == '*')
            buffer_add_text(regex, glob_star(source, at));
        else if (*at == '?')
            buffer_add_text(regex, "\\S");
        else
            add_literal(regex, *at);
    }
    buffer_add_format(regex, "(?C%d)", CALLOUT_WORD_END);
}

void pattern_translate(const char *source, enum syntax syntax,
                       struct buffer *regex)
{
    switch (syntax) {
    case SYNTAX_PHRASE:
        translate_phrase(source, regex);
        break;
    case SYNTAX_GLOB:
        translate_glob(source, regex);
        break;
    case SYNTAX_REGEX:
    default:
        buffer_add_format(regex, "(?:%s)(?C%d)", source, CALLOUT_HIT_END);
    }
}

/* -- What the first letters can tell --------------------------------------- */

/* Can the letters of a word alone not tell whether the pattern begins there? */
static enum start_knowledge judge_start(const struct pattern *pattern,
                                        const pcre2_code *code)
{
    static const char *const anywhere[] = {"(?<=", "(?<!", "(?<*",
                                           "\\K",  "\\G",  "(*"};
    uint32_t lookbehind = 0;

    if (pattern->syntax != SYNTAX_REGEX)
        return START_FROM_WORD;
    for (size_t i = 0; i < sizeof(anywhere) / sizeof(*anywhere); i++)
        if (strstr(pattern->source, anywhere[i]))
            return START_ANYWHERE;
    pcre2_pattern_info(code, PCRE2_INFO_MAXLOOKBEHIND, &lookbehind);
    return lookbehind || strchr(pattern->source, '^') ||
                   strstr(pattern->source, "\\A")
               ? START_FROM_CONTEXT
               : START_FROM_WORD;
}

static void allow_first(struct pattern *pattern, int byte)
{
    pattern->first_bytes[byte >> 3] |= (uint8_t)(1 << (byte & 7));
}

/* A match that begins with an ASCII letter may begin with its other case, and
 * with letters beyond ASCII that fold to it. */
static void allow_letter(struct pattern *pattern, int letter)
{
    memset(pattern->first_bytes, 0, sizeof(pattern->first_bytes));
    for (int byte = 0; byte < 256; byte++)
        if (tolower(byte) == tolower(letter) ||
            (byte >= 0x80 && isalpha(letter)))
            allow_first(pattern, byte);
}

/* PCRE2 tells with what a match can begin only of unanchored code. */
static void find_first_bytes(struct pattern *pattern, const pcre2_code *code)
{
    const uint8_t *bitmap = NULL;
    uint32_t type = 0, unit = 0;

    pcre2_pattern_info(code, PCRE2_INFO_FIRSTBITMAP, &bitmap);
    pcre2_pattern_info(code, PCRE2_INFO_FIRSTCODETYPE, &type);
    pcre2_pattern_info(code, PCRE2_INFO_FIRSTCODEUNIT, &unit);
    if (bitmap)
        memcpy(pattern->first_bytes, bitmap, sizeof(pattern->first_bytes));
    else if (type == 1 && unit < 0x80)
        allow_letter(pattern, (int)unit);
    else
        memset(pattern->first_bytes, 0xFF, sizeof(pattern->first_bytes));
}

/* -- Compilation ----------------------------------------------------------- */

static uint32_t compile_options(const struct pattern *pattern)
{
    /* Auto-possessification must not take away what a callout would give back.
     */
    return PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C |
           PCRE2_NO_AUTO_POSSESS | (pattern->is_sensitive ? 0 : PCRE2_CASELESS);
}

static pcre2_code *compile(const char *regex, uint32_t options,
                           struct error *err)
{
    int number;
    PCRE2_SIZE offset;
    PCRE2_UCHAR words[256];
    pcre2_code *code = pcre2_compile((PCRE2_SPTR)regex, PCRE2_ZERO_TERMINATED,
                                     options, &number, &offset, NULL);

    if (!code) {
        pcre2_get_error_message(number, words, sizeof(words));
        error_set(err, ERR_INPUT, "%s after \"%.*s\" (regex)", (char *)words,
                  (int)offset, regex);
    }
    return code;
}

/* Learns with what a match can begin, from the pattern compiled alone; for a
 * regex this also sees to it that it is one: "a)(b" would become one only by
 * what is put round it. */
static enum status look_at_start(struct pattern *pattern, const char *regex,
                                 struct error *err)
{
    bool is_regex = pattern->syntax == SYNTAX_REGEX;
    pcre2_code *code;

    if (!is_regex && isalnum((unsigned char)*pattern->source)) {
        allow_letter(pattern, *pattern->source);
        return OK;
    }
    code = compile(is_regex ? pattern->source : regex, compile_options(pattern),
                   err);
    if (!code)
        return err->code;
    find_first_bytes(pattern, code);
    pcre2_code_free(code);
    return OK;
}

static enum status compile_for_matching(struct pattern *pattern,
                                        const char *regex, struct error *err)
{
    pattern->code = compile(regex, compile_options(pattern) | PCRE2_ANCHORED,
                            err);
    if (!pattern->code)
        return err->code;
    pattern->start = judge_start(pattern, pattern->code);
    return OK;
}

enum status pattern_compile(struct pattern *pattern, struct error *err)
{
    struct buffer regex = {0};
    enum status status;

    if (pattern->syntax == SYNTAX_REGEX && strstr(pattern->source, "(?C"))
        return error_set(err, ERR_INPUT,
                         "a callout, (?C), has no meaning here; leave it out");
    pattern_translate(pattern->source, pattern->syntax, &regex);
    status = look_at_start(pattern, buffer_text(&regex), err);
    if (status == OK)
        status = compile_for_matching(pattern, buffer_text(&regex), err);
    buffer_release(&regex);
    return status;
}

void pattern_release(struct pattern *pattern)
{
    pcre2_code_free(pattern->code);
    pattern->code = NULL;
}
