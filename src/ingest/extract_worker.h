/*
 * extract_worker.h - the extractor's process from within (extractor.h).
 */
#ifndef INGEST_EXTRACT_WORKER_H
#define INGEST_EXTRACT_WORKER_H

/* The hidden command: the program's first argument. */
#define EXTRACT_WORKER_COMMAND "extract-worker"

/* Set in the worker's environment: what it starts would have no end. */
#define EXTRACT_WORKER_MARK "POLICYLEX_EXTRACT_WORKER"

/* For tests: a document named fault-crash.md and the like does that (see
 * extract_faults.h). "unconfined" rather than "1": its system calls are
 * not filtered. */
#define EXTRACT_FAULTS_SWITCH "POLICYLEX_EXTRACT_FAULTS"

/* The exit code of a worker whose memory was not enough (base/memory.h). */
enum { EXTRACT_EXIT_NO_MEMORY = 74 };

/* Serves documents by the socket that is standard input, until it is closed;
 * returns the exit code. Nothing else may be open or running. */
int extract_worker_main(void);

#endif
