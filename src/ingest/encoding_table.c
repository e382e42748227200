/* encoding_table.c - see encoding_table.h. */
#include "ingest/encoding_table.h"

#include <ctype.h>
#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

/* clang-format off */
static const struct encoding encodings[] = {
    {"UTF-8", NULL, 1, " utf8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 "
                       "x-unicode20utf8 "},
    {"UTF-16LE", "UTF-16LE", 2, " utf-16 unicode ucs-2 csunicode "
                                "iso-10646-ucs-2 unicodefeff "},
    {"UTF-16BE", "UTF-16BE", 2, " unicodefffe "},
    {"UTF-32LE", "UTF-32LE", 4, " utf-32 ucs-4 "},
    {"UTF-32BE", "UTF-32BE", 4, ""},
    {"windows-1250", "CP1250", 1, " cp1250 x-cp1250 "},
    {"windows-1251", "CP1251", 1, " cp1251 x-cp1251 "},
    {"windows-1252", "CP1252", 1,
     " ascii us-ascii ansi_x3.4-1968 iso-8859-1 iso8859-1 iso88591 "
     "iso_8859-1 iso_8859-1:1987 iso-ir-100 latin1 latin-1 l1 cp1252 x-cp1252 "
     "csisolatin1 cp819 ibm819 ansi "},
    {"windows-1253", "CP1253", 1, " cp1253 x-cp1253 "},
    {"windows-1254", "CP1254", 1,
     " cp1254 x-cp1254 iso-8859-9 iso8859-9 iso88599 iso_8859-9 latin5 l5 "
     "iso-ir-148 csisolatin5 "},
    {"windows-1255", "CP1255", 1, " cp1255 x-cp1255 "},
    {"windows-1256", "CP1256", 1, " cp1256 x-cp1256 "},
    {"windows-1257", "CP1257", 1, " cp1257 x-cp1257 "},
    {"windows-1258", "CP1258", 1, " cp1258 x-cp1258 "},
    {"windows-874", "CP874", 1,
     " cp874 dos-874 tis-620 iso-8859-11 iso8859-11 iso885911 "},
    {"ISO-8859-2", "ISO-8859-2", 1,
     " iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 iso-ir-101 latin2 l2 "
     "csisolatin2 "},
    {"ISO-8859-3", "ISO-8859-3", 1, " iso8859-3 iso88593 iso_8859-3 latin3 "},
    {"ISO-8859-4", "ISO-8859-4", 1, " iso8859-4 iso88594 iso_8859-4 latin4 "},
    {"ISO-8859-5", "ISO-8859-5", 1,
     " iso8859-5 iso88595 iso_8859-5 cyrillic csisolatincyrillic "},
    {"ISO-8859-6", "ISO-8859-6", 1,
     " iso8859-6 iso88596 iso_8859-6 arabic csisolatinarabic ecma-114 "},
    {"ISO-8859-7", "ISO-8859-7", 1,
     " iso8859-7 iso88597 iso_8859-7 greek greek8 csisolatingreek ecma-118 "},
    {"ISO-8859-8", "ISO-8859-8", 1,
     " iso8859-8 iso88598 iso_8859-8 iso-8859-8-i iso-8859-8-e hebrew visual "
     "logical csisolatinhebrew "},
    {"ISO-8859-10", "ISO-8859-10", 1, " iso8859-10 iso885910 latin6 "},
    {"ISO-8859-13", "ISO-8859-13", 1, " iso8859-13 iso885913 "},
    {"ISO-8859-15", "ISO-8859-15", 1,
     " iso8859-15 iso885915 iso_8859-15 latin9 latin-9 l9 "},
    {"ISO-8859-16", "ISO-8859-16", 1, " iso8859-16 iso885916 latin10 "},
    {"KOI8-R", "KOI8-R", 1, " koi8-r koi8 koi koi8_r cskoi8r "},
    {"KOI8-U", "KOI8-U", 1, " koi8-ru "},
    {"IBM866", "CP866", 1, " cp866 866 csibm866 "},
    {"macintosh", "MACINTOSH", 1, " mac x-mac-roman csmacintosh "},
    {"x-mac-cyrillic", "MAC-CYRILLIC", 1, " mac-cyrillic x-mac-ukrainian "},
    {"Shift_JIS", "CP932", 1,
     " shift-jis sjis x-sjis ms_kanji windows-31j cp932 ms932 csshiftjis "},
    {"EUC-JP", "EUC-JP", 1, " x-euc-jp euc_jp cseucpkdfmtjapanese "},
    {"GB18030", "GB18030", 1,
     " gb2312 gbk gb_2312 gb_2312-80 x-gbk chinese cp936 ms936 csgb2312 "
     "euc-cn iso-ir-58 "},
    {"Big5", "BIG5-HKSCS", 1, " big5-hkscs cn-big5 x-x-big5 csbig5 cp950 "},
    {"EUC-KR", "CP949", 1,
     " euc_kr uhc cp949 windows-949 ks_c_5601-1987 ks_c_5601-1989 ksc5601 "
     "ksc_5601 korean cseuckr iso-ir-149 "},
};
/* clang-format on */

enum { ENCODING_COUNT = sizeof(encodings) / sizeof(encodings[0]) };

size_t encoding_count(void)
{
    return ENCODING_COUNT;
}

const struct encoding *encoding_at(size_t index)
{
    return &encodings[index];
}

const struct encoding *encoding_named(const char *label, size_t length)
{
    enum { LABEL_MAX = 40 };
    char word[LABEL_MAX + 3] = " ";

    if (!length || length > LABEL_MAX || memchr(label, ' ', length) ||
        memchr(label, '\0', length))
        return NULL;
    for (size_t i = 0; i < length; i++)
        word[i + 1] = (char)tolower((unsigned char)label[i]);
    memcpy(word + length + 1, " ", 2);
    for (size_t i = 0; i < ENCODING_COUNT; i++)
        if ((strlen(encodings[i].name) == length &&
             strncasecmp(encodings[i].name, label, length) == 0) ||
            strstr(encodings[i].labels, word))
            return &encodings[i];
    return NULL;
}

/* -- Conversion ------------------------------------------------------------ */

static iconv_t prepared[ENCODING_COUNT];
static bool is_prepared;

static bool is_open(iconv_t converter)
{
    return (intptr_t)converter != -1;
}

void encodings_prepare(void)
{
    for (size_t i = 0; i < ENCODING_COUNT && !is_prepared; i++)
        prepared[i] = iconv_open("UTF-8", encodings[i].iconv_name
                                              ? encodings[i].iconv_name
                                              : "UTF-8");
    is_prepared = true;
}

static iconv_t open_converter(const struct encoding *encoding)
{
    return is_prepared
               ? prepared[encoding - encodings]
               : iconv_open("UTF-8", encoding->iconv_name ? encoding->iconv_name
                                                          : "UTF-8");
}

/* Bytes that are still to be converted; iconv wants them writable, and does not
 * write to them. */
struct rest {
    char *at;
    size_t left;
};

/* Takes a unit of what cannot be converted. */
static void replace(struct rest *rest, size_t unit, struct buffer *out)
{
    size_t step = rest->left < unit ? rest->left : unit;

    buffer_add_text(out, "\uFFFD");
    rest->at += step;
    rest->left -= step;
}

/* Converts as much as a block holds; false when what follows is ill-formed. An
 * empty `rest` writes what the converter still held back. */
static bool convert_block(iconv_t converter, struct rest *rest,
                          struct buffer *out)
{
    enum { BLOCK = 1 << 14 };
    char block[BLOCK], *to = block;
    size_t room = sizeof(block);
    size_t result = iconv(converter, rest->left ? &rest->at : NULL, &rest->left,
                          &to, &room);
    bool is_well = result != (size_t)-1 || errno == E2BIG;

    buffer_add(out, block, sizeof(block) - room);
    return is_well;
}

/* iconv's own input is not const. */
// NOLINTNEXTLINE(readability-non-const-parameter)
struct conversion encoding_convert(const struct encoding *encoding, char *bytes,
                                   size_t length, struct buffer *out)
{
    iconv_t converter = open_converter(encoding);
    struct conversion conversion = {.is_possible = is_open(converter)};
    struct rest rest = {bytes, length};

    if (!conversion.is_possible)
        return conversion;
    iconv(converter, NULL, NULL, NULL, NULL);
    while (rest.left && !buffer_is_full(out)) {
        if (convert_block(converter, &rest, out))
            continue;
        if (!conversion.replaced++)
            conversion.first = length - rest.left;
        replace(&rest, encoding->unit_bytes, out);
    }
    convert_block(converter, &rest, out);
    if (!is_prepared)
        iconv_close(converter);
    return conversion;
}
