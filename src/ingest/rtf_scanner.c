/* rtf_scanner.c - see rtf_scanner.h. */
#include "ingest/rtf_scanner.h"

#include <stddef.h>
#include <string.h>

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static void read_letters(struct rtf_scanner *scanner, struct rtf_token *token)
{
    size_t used = 0;

    while (scanner->at < scanner->end && is_letter(*scanner->at)) {
        if (used < RTF_WORD_MAX - 1)
            token->word[used++] = *scanner->at;
        scanner->at++;
    }
}

static void read_number(struct rtf_scanner *scanner, struct rtf_token *token)
{
    enum { NUMBER_MAX = 100000000 };
    bool is_negative = scanner->at < scanner->end && *scanner->at == '-';

    scanner->at += is_negative;
    while (scanner->at < scanner->end && is_digit(*scanner->at)) {
        token->has_number = true;
        if (token->number < NUMBER_MAX)
            token->number = token->number * 10 + (*scanner->at - '0');
        scanner->at++;
    }
    if (is_negative)
        token->number = -token->number;
}

static void read_word(struct rtf_scanner *scanner, struct rtf_token *token)
{
    token->kind = RTF_WORD;
    read_letters(scanner, token);
    read_number(scanner, token);
    if (scanner->at < scanner->end && *scanner->at == ' ')
        scanner->at++;
}

static int hex_value(char c)
{
    if (is_digit(c))
        return c - '0';
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static void read_hex(struct rtf_scanner *scanner, struct rtf_token *token)
{
    int high, low;

    if (scanner->end - scanner->at < 2) {
        scanner->at = scanner->end;
        return;
    }
    high = hex_value(scanner->at[0]);
    low = hex_value(scanner->at[1]);
    scanner->at += 2;
    if (high < 0 || low < 0)
        return;
    token->kind = RTF_BYTE;
    token->byte = (char)(high * 16 + low);
}

static void set_byte(struct rtf_token *token, char byte)
{
    token->kind = RTF_BYTE;
    token->byte = byte;
}

static void read_symbol(struct rtf_scanner *scanner, struct rtf_token *token)
{
    char symbol = *scanner->at++;

    if (symbol == '\'')
        read_hex(scanner, token);
    else if (symbol == '*')
        token->kind = RTF_STAR;
    else if (symbol == '~') /* spaces and hyphens that do not break */
        set_byte(token, ' ');
    else if (symbol == '_')
        set_byte(token, '-');
    else if (symbol == '\\' || symbol == '{' || symbol == '}')
        set_byte(token, symbol);
    else if (symbol == '\n' || symbol == '\r') {
        token->kind = RTF_WORD;
        memcpy(token->word, "par", 4);
    }
}

static void read_control(struct rtf_scanner *scanner, struct rtf_token *token)
{
    if (scanner->at == scanner->end)
        return;
    if (is_letter(*scanner->at))
        read_word(scanner, token);
    else
        read_symbol(scanner, token);
}

bool rtf_next(struct rtf_scanner *scanner, struct rtf_token *token)
{
    *token = (struct rtf_token){.kind = RTF_OTHER};
    while (scanner->at < scanner->end && strchr("\r\n", *scanner->at))
        scanner->at++; /* and NULs */
    if (scanner->at == scanner->end)
        return false;
    switch (*scanner->at++) {
    case '{':
        token->kind = RTF_BEGIN;
        break;
    case '}':
        token->kind = RTF_END;
        break;
    case '\\':
        read_control(scanner, token);
        break;
    default:
        set_byte(token, scanner->at[-1]);
        break;
    }
    return true;
}

void rtf_skip(struct rtf_scanner *scanner, int length)
{
    size_t left = (size_t)(scanner->end - scanner->at);

    if (length > 0)
        scanner->at += (size_t)length < left ? (size_t)length : left;
}
