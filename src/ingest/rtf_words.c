/* rtf_words.c - see rtf_words.h. */
#include "ingest/rtf_words.h"

#include <string.h>

#include "ingest/xml_walk.h"

static const struct xml_meaning meanings[] = {
    {"annotation", SKIP},
    {"ansicpg", CODE_PAGE},
    {"atndate", SKIP},
    {"atnid", SKIP},
    {"author", INFO_AUTHOR},
    {"bin", BINARY},
    {"bullet", CHARACTER},
    {"cell", CELL_END},
    {"colortbl", SKIP},
    {"column", LINE_END},
    {"creatim", INFO_CREATED},
    {"deleted", DELETED},
    {"dy", DAY},
    {"emdash", CHARACTER},
    {"emspace", SPACE},
    {"endash", CHARACTER},
    {"enspace", SPACE},
    {"f", FONT},
    {"fcharset", CHARSET},
    {"filetbl", SKIP},
    {"fldinst", SKIP},
    {"fonttbl", FONT_TABLE},
    {"footer", SKIP},
    {"footerf", SKIP},
    {"footerl", SKIP},
    {"footerr", SKIP},
    {"footnote", NOTE},
    {"ftnsep", SKIP},
    {"ftnsepc", SKIP},
    {"header", SKIP},
    {"headerf", SKIP},
    {"headerl", SKIP},
    {"headerr", SKIP},
    {"info", INFORMATION},
    {"intbl", IN_TABLE},
    {"ldblquote", CHARACTER},
    {"line", SPACE},
    {"listtext", SKIP},
    {"lquote", CHARACTER},
    {"ls", LIST},
    {"mo", MONTH},
    {"nestcell", CELL_END},
    {"nestrow", CELL_END},
    {"nonesttables", SKIP}, /* for readers without nested tables */
    {"nonshppict", SKIP},
    {"objdata", SKIP},
    {"outlinelevel", OUTLINE},
    {"page", LINE_END},
    {"par", LINE_END},
    {"pard", PARAGRAPH},
    {"pict", SKIP},
    {"plain", PLAIN},
    {"pntext", SKIP},
    {"qmspace", SPACE},
    {"rdblquote", CHARACTER},
    {"row", CELL_END},
    {"rquote", CHARACTER},
    {"sect", LINE_END},
    {"shpinst", SHAPE},
    {"shprslt", SKIP}, /* the same for readers without shapes */
    {"shptxt", BOX},
    {"sp", SKIP},
    {"stylesheet", SKIP},
    {"tab", SPACE},
    {"tc", SKIP},
    {"title", INFO_TITLE},
    {"u", UNICODE},
    {"uc", UNICODE_BYTES},
    {"v", HIDDEN},
    {"xe", SKIP},
    {"yr", YEAR},
};

int rtf_meaning(const char *word)
{
    return xml_meaning(meanings, sizeof(meanings) / sizeof(meanings[0]), word);
}

uint32_t rtf_character(const char *word)
{
    static const struct {
        const char *word;
        uint32_t code;
    } characters[] = {
        {"bullet", 0x2022},    {"emdash", 0x2014}, {"endash", 0x2013},
        {"lquote", 0x2018},    {"rquote", 0x2019}, {"ldblquote", 0x201C},
        {"rdblquote", 0x201D},
    };

    for (size_t i = 0; i < sizeof(characters) / sizeof(characters[0]); i++)
        if (strcmp(characters[i].word, word) == 0)
            return characters[i].code;
    return ' ';
}
