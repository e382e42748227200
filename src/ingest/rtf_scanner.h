/*
 * rtf_scanner.h - RTF's bytes as braces, control words and characters.
 */
#ifndef INGEST_RTF_SCANNER_H
#define INGEST_RTF_SCANNER_H

#include <stdbool.h>

enum { RTF_WORD_MAX = 32 };

struct rtf_scanner {
    const char *at, *end;
};

struct rtf_token {
    enum rtf_token_kind {
        RTF_BEGIN, /* { */
        RTF_END,   /* } */
        RTF_WORD,  /* \word or \word-12, with the space behind it */
        RTF_STAR,  /* \* */
        RTF_BYTE,  /* a character, or half of one, of the code page */
        RTF_OTHER, /* a symbol that stands for nothing */
    } kind;
    char word[RTF_WORD_MAX]; /* cut when longer */
    bool has_number;
    int number; /* 0 when there is none */
    char byte;
};

/* Reads the next token; false at the end. */
bool rtf_next(struct rtf_scanner *scanner, struct rtf_token *token);

/* Skips bytes that are no RTF, as \bin announces them. */
void rtf_skip(struct rtf_scanner *scanner, int length);

#endif
