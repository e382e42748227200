/*
 * extract_message.h - what a worker and its extractor process say to each
 * other.
 *
 *     worker                              extractor
 *                                   <-    hello
 *     question, name, bytes         ->
 *                                   <-    answer, sentence, facts, kinds, text
 *
 * Both are the same program on the same machine, so the heads are structs as
 * they lie in memory, and what follows is as long as the head says. The worker
 * trusts nothing of it: an extractor may have fallen to a document. Facts are
 * what extracted_facts_write() makes.
 */
#ifndef INGEST_EXTRACT_MESSAGE_H
#define INGEST_EXTRACT_MESSAGE_H

#include <stddef.h>
#include <stdint.h>
#include <sys/uio.h>

enum {
    EXTRACT_MAGIC = 0x504C4558,
    EXTRACT_NAME_MAX = 64 * 1024,
    EXTRACT_FACTS_MAX = 8 * 1024 * 1024,
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
    uint32_t sentence_length; /* of the error; below ERROR_TEXT_MAX */
    uint64_t facts_length;    /* at most EXTRACT_FACTS_MAX */
    uint64_t kinds_length, text_length;
};

/* Skips `bytes` of the pieces, of which it forgets those that are empty. */
void pieces_skip(struct iovec **pieces, size_t *count, size_t bytes);

#endif
