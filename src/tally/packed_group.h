/*
 * packed_group.h - the counts of a group of many documents as bytes.
 *
 * What one machine has counted of a group and another adds to what it has:
 *
 *     name
 *     tally       totals; for each kind keys with counts and documents; types
 *                 and matched forms by their texts
 *     headings    likewise
 *     lines       of the concordance, by term, document and place
 *
 * As in a document's record (record.h) texts and keys ascend, and each is a
 * short step from the one before. Counts are sums over as many documents as
 * there are: up to GROUP_COUNT_MAX, also when they have been added up.
 *
 * Reading is safe on any bytes: they are held against what they can hold and
 * against the lexicon's ids, keys and texts against their order, counts against
 * totals.
 */
#ifndef TALLY_PACKED_GROUP_H
#define TALLY_PACKED_GROUP_H

#include <stdint.h>

#include "base/buffer.h"
#include "base/intern.h"
#include "base/packing.h"
#include "tally/groups.h"

/* No count of a group is larger; a group has at most UINT32_MAX documents. */
#define GROUP_COUNT_MAX ((uint64_t)INT64_MAX)

/* Appends the group's name, tally, headings and lines of its concordance. Ids
 * of types and forms are those of the two interners; a line's `document` is
 * written as it is. The bytes depend on texts and keys alone: types and forms
 * in order of their texts, keys ascending, lines by term, document, place and
 * hit. What does not fit makes `out` full. */
void group_pack(const struct group *group, const struct interner *types,
                const struct interner *forms, struct buffer *out);

/* What groups are read for. */
struct group_reader {
    struct interner *types, *forms; /* new ones are added */
    const uint32_t *documents; /* by the index that a line was written with: the
                                  index that it gets; NULL: as it is */
    uint32_t document_count;   /* more than any such index */
    uint32_t theme_count, term_count; /* the lexicon's */
};

/* Adds the next group to the one of its name in `into`. Fails (see packing.h)
 * when ids are beyond the lexicon's or document_count, keys, texts or lines out
 * of order; when a count is 0, or one of documents is larger than the count
 * beside it or than the group's; when words or hits do not add up to the
 * totals, or what is added grows beyond the most that a group can have. What
 * has been added by then stays, and the caller throws all away. */
void group_unpack(struct unpacking *from, const struct group_reader *reader,
                  struct groups *into);

#endif
