/* packed_lines.c - see packed_lines.h. */
#include "tally/packed_lines.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

static void write_line(const struct concordance_line *line, bool has_document,
                       struct buffer *out)
{
    pack_number(out, line->term);
    if (has_document)
        pack_number(out, line->document);
    pack_number(out, line->begin);
    pack_number(out, line->sentence);
    pack_eight_bytes(out, line->rank);
    pack_string(out, line->text);
    pack_string(out, line->hit);
    pack_string(out, line->right);
}

/* Of a term the lines stand in the order in which they came. */
void lines_pack(const struct concordance *concordance, uint32_t term,
                bool has_documents, struct buffer *out)
{
    struct concordance_line sorted[CONCORDANCE_SAMPLE];
    size_t count;
    const struct concordance_line *lines = concordance_lines(concordance, term,
                                                             &count);

    if (!count)
        return;
    memcpy(sorted, lines, count * sizeof(*sorted));
    qsort(sorted, count, sizeof(*sorted), concordance_compare);
    for (size_t i = 0; i < count; i++)
        write_line(&sorted[i], has_documents, out);
}

static uint32_t read_u32(struct unpacking *from)
{
    return (uint32_t)unpack_number(from, UINT32_MAX);
}

const char *line_unpack(struct unpacking *from, uint32_t term_count,
                        bool has_documents, struct concordance_line *out)
{
    const char *left;

    out->text = NULL;
    out->term = unpack_id(from, term_count);
    out->document = has_documents ? read_u32(from) : 0;
    out->begin = read_u32(from);
    out->sentence = read_u32(from);
    out->rank = unpack_eight_bytes(from);
    left = unpack_string(from);
    out->hit = unpack_string(from);
    out->right = unpack_string(from);
    return left;
}

void line_keep(struct concordance *concordance,
               const struct concordance_line *line, const char *left)
{
    size_t length = (size_t)(line->right - left) + strlen(line->right) + 1;
    struct concordance_line copy = *line;

    if (!concordance_wants(concordance, line->term, line->rank))
        return;
    copy.text = memory_get(length); /* all three */
    memcpy(copy.text, left, length);
    copy.hit = copy.text + (line->hit - left);
    copy.right = copy.text + (line->right - left);
    concordance_keep(concordance, &copy);
}
