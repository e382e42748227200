/*
 * library_memory.h - libraries that have memory, or the run ends.
 *
 * Without memory jansson writes JSON that is cut off and calls it done, OpenSSL
 * crashes while it begins, and libxml2 goes on with half a document. So they
 * get theirs from memory.h.
 */
#ifndef BASE_LIBRARY_MEMORY_H
#define BASE_LIBRARY_MEMORY_H

/* To be called before any of them is used, with no other thread running. */
void library_memory_guard(void);

#endif
