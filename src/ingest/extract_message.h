/*
 * extract_message.h - what a worker and its extractor process say to each
 * other.
 *
 *     worker                              extractor
 *                                   <-    hello
 *     question, name, bytes         ->
 *                                   <-    answer, sentence, strings, kinds,
 * text
 *
 * Both are the same program on the same machine, so the heads are structs as
 * they lie in memory, and what follows is as long as the head says. The worker
 * trusts nothing of it: an extractor may have fallen to a document.
 *
 * Strings: the encoding; key and value of each metadatum; severity (a digit),
 * place and message of each issue. Each ends with a NUL.
 */
#ifndef INGEST_EXTRACT_MESSAGE_H
#define INGEST_EXTRACT_MESSAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/uio.h>

#include "base/buffer.h"
#include "base/error.h"
#include "ingest/extracted.h"

enum {
    EXTRACT_MAGIC = 0x504C4558,
    EXTRACT_NAME_MAX = 64 * 1024,
    EXTRACT_STRINGS_MAX = 8 * 1024 * 1024,
};

struct extract_hello {
    uint32_t magic;
    uint32_t is_confined; /* its system calls are filtered */
};

struct extract_question {
    uint32_t magic;
    uint32_t part;
    uint32_t cpu_ms; /* the most it may compute */
    uint64_t output_bytes;
    uint64_t name_length; /* at most EXTRACT_NAME_MAX */
    uint64_t bytes_length;
};

struct extract_answer {
    uint32_t magic;
    uint32_t status; /* enum status */
    uint32_t format; /* its row, from 1; 0: none was found */
    uint32_t paragraphs_known, parts;
    uint32_t metadata_count, issue_count;
    uint32_t sentence_length; /* of the error; below ERROR_TEXT_MAX */
    uint64_t strings_length;  /* at most EXTRACT_STRINGS_MAX */
    uint64_t kinds_length, text_length;
};

/* Writes all but the text and the kinds of `extracted` as strings, counted in
 * the answer. What is beyond EXTRACT_STRINGS_MAX makes `strings` full. */
void extract_strings_write(const struct extracted *extracted,
                           struct extract_answer *answer,
                           struct buffer *strings);

/* Reads them back; false when they are not what the answer says. */
bool extract_strings_read(const struct extract_answer *answer,
                          const struct buffer *strings, struct extracted *out);

/* Skips `bytes` of the pieces, of which it forgets those that are empty. */
void pieces_skip(struct iovec **pieces, size_t *count, size_t bytes);

#endif
