/*
 * link.h - web links and e-mail addresses, which are not words.
 */
#ifndef TEXT_LINK_H
#define TEXT_LINK_H

#include <stdint.h>

#include "text/span.h"

/* Returns the end of the link or address that begins with `word`, at most
 * `limit`, or 0 when it begins none. `word` is a segment between UAX #29 word
 * boundaries, hyphens joined. Recognised are:
 *   - scheme://anything, mailto:..., www.anything;
 *   - name@host.domain;
 *   - host.domain/path, the domain in lower case;
 *   - host.domain alone, in lower case, under one of the general top-level
 *     domains (gov com org net edu mil int).
 * Closing punctuation is no part of a link. */
uint32_t link_end(const char *text, struct span word, uint32_t limit);

#endif
