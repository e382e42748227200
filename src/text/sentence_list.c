/* sentence_list.c - reads list markers and labels; see sentence_scan.h. */
#include "text/sentence_scan.h"

enum { LABEL_MAX = 40 }; /* bytes of a label such as "Strategic Goal 3." */

bool list_read_marker(const struct scan *scan, uint32_t begin, uint32_t end,
                      struct list_marker *out)
{
    const char *text = scan->text;
    uint32_t value = 0;

    if (end == begin + 1 && is_letter(text[begin])) {
        out->kind = is_upper(text[begin]) ? 'A' : 'a';
        out->value = (uint32_t)(text[begin] - out->kind) + 1;
        return true;
    }
    if (end == begin || end > begin + 3)
        return false;
    for (uint32_t at = begin; at < end; at++) {
        if (!is_digit(text[at]))
            return false;
        value = 10 * value + (uint32_t)(text[at] - '0');
    }
    out->kind = '0';
    out->value = value;
    return true;
}

bool list_is_roman(const struct scan *scan, uint32_t begin, uint32_t end)
{
    bool is_capital = is_upper(byte_at(scan, begin));

    if (begin >= end || end > begin + 5)
        return false;
    for (uint32_t at = begin; at < end; at++)
        if (!is_one_of(scan->text[at], is_capital ? "IVX" : "ivx"))
            return false;
    return true;
}

/* Does a name of numbered things end right before `at` ("Article ", "Sec. ")?
 * Then a number there is no list marker. */
static bool follows_label(const struct scan *scan, uint32_t at)
{
    static const char *const labels[] = {
        "Article", "Section", "Chapter", "Part",  "Title",   "Annex",
        "Phase",   "Step",    "Figure",  "Table", "Pillar",  "Goal",
        "section", "article", "chapter", "part",  "of",      "in",
        "to",      "by",      "and",     "or",    "Appendix"};
    uint32_t end = at - 1, begin = end;

    if (scan->text[end - 1] == '.')
        return true;
    while (begin > scan->begin && is_letter(scan->text[begin - 1]))
        begin--;
    for (size_t i = 0; i < sizeof(labels) / sizeof(labels[0]); i++)
        if (strlen(labels[i]) == end - begin &&
            memcmp(labels[i], scan->text + begin, end - begin) == 0)
            return true;
    return false;
}

static bool continues_list(const struct list_marker *list,
                           const struct list_marker *marker)
{
    return list->value && marker->value == list->value + 1 &&
           marker->kind == list->kind &&
           marker->has_period == list->has_period &&
           marker->has_parenthesis == list->has_parenthesis;
}

bool list_take_marker(struct scan *scan, uint32_t begin, uint32_t end,
                      const struct stop *stop)
{
    struct list_marker marker = {
        .has_period = scan->text[end] == '.',
        .has_parenthesis = scan->text[stop->closed - 1] == ')',
    };

    if (!list_read_marker(scan, begin, end, &marker))
        return begin == scan_content_begin(scan) &&
               list_is_roman(scan, begin, end);
    if (begin == scan_content_begin(scan)) {
        scan->list = marker;
        return true;
    }
    if (!continues_list(&scan->list, &marker) || scan->text[begin - 1] != ' ' ||
        follows_label(scan, begin) || !is_upper_at(scan, stop->next))
        return false;
    scan_end_sentence(scan, begin);
    scan->list = marker;
    return true;
}

bool list_is_labelled(const struct scan *scan, uint32_t number)
{
    uint32_t at = scan_content_begin(scan), words = 0;

    if (number <= at || number - at > LABEL_MAX)
        return false;
    for (; at < number; at++) {
        if (at > scan->begin && is_letter(scan->text[at - 1]))
            continue;
        if (scan->text[at] != ' ' && !is_upper(scan->text[at]) &&
            scan->text[at] != '.')
            return false;
        words += is_upper(scan->text[at]);
    }
    return words >= 1 && words <= 2;
}
