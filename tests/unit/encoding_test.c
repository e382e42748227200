/* encoding_test.c - text in every encoding becomes the same UTF-8. */
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "unit.h"

#include "base/files.h"
#include "base/utf8_valid.h"
#include "ingest/encoding.h"
#include "ingest/encoding_guess.h"
#include "ingest/encoding_table.h"

static struct buffer bytes;
static struct extracted out;
static struct error err;

static const char french[] =
    "Les \u00C9tats r\u00E9affirment que le droit international s'applique "
    "\u00E0 l'usage du num\u00E9rique\u00A0; ils ont d\u00E9cid\u00E9 "
    "d'\u0153uvrer \u00E0 la stabilit\u00E9, \u00AB\u00A0sans pr\u00E9judice "
    "des r\u00E8gles d\u00E9j\u00E0 \u00E9tablies\u00A0\u00BB, et "
    "pr\u00E9sent\u00E8rent leurs m\u00E9thodes \u00E0 l'Assembl\u00E9e.\n";
static const char spanish[] =
    "La pol\u00EDtica de ciberseguridad protegi\u00F3 a los ni\u00F1os y a la "
    "poblaci\u00F3n\u2014\u00BFqui\u00E9n m\u00E1s lo har\u00EDa?\u2014 "
    "seg\u00FAn la resoluci\u00F3n que adopt\u00F3 la Organizaci\u00F3n el "
    "a\u00F1o pasado; tambi\u00E9n habr\u00E1 cooperaci\u00F3n "
    "pol\u00EDtica, t\u00E9cnica y econ\u00F3mica.\n";
static const char german[] =
    "Die Bundesregierung erkl\u00E4rte, \u201Eda\u00DF V\u00F6lkerrecht auch "
    "f\u00FCr den digitalen Raum gilt\u201C; gegenw\u00E4rtig pr\u00FCfen die "
    "L\u00E4nder, welche Ma\u00DFnahmen zul\u00E4ssig w\u00E4ren, und "
    "unterst\u00FCtzen die \u00DCbungen f\u00FCr Beh\u00F6rden.\n";
static const char russian[] =
    "\u0413\u043E\u0441\u0443\u0434\u0430\u0440\u0441\u0442\u0432\u0430 "
    "\u043F\u043E\u0434\u0442\u0432\u0435\u0440\u0434\u0438\u043B\u0438 "
    "\u043D\u043E\u0440\u043C\u044B "
    "\u043E\u0442\u0432\u0435\u0442\u0441\u0442\u0432\u0435\u043D\u043D\u043E"
    "\u0433\u043E \u043F\u043E\u0432\u0435\u0434\u0435\u043D\u0438\u044F.\n";
static const char polish[] =
    "Pa\u0144stwa potwierdzi\u0142y, \u017Ce prawo mi\u0119dzynarodowe "
    "obowi\u0105zuje tak\u017Ce w cyberprzestrzeni; b\u0119d\u0105 "
    "wsp\u00F3\u0142pracowa\u0107, \u015Bledzi\u0107 zagro\u017Cenia i "
    "wzmacnia\u0107 odporno\u015B\u0107 sieci, kt\u00F3re s\u0105 "
    "wa\u017Cne dla ca\u0142ego spo\u0142ecze\u0144stwa. Rz\u0105d "
    "og\u0142osi\u0142 r\u00F3wnie\u017C, \u017Ce przysz\u0142e "
    "przedsi\u0119wzi\u0119cia b\u0119d\u0105 jawne.\n";
static const char japanese[] =
    "\u5404\u56FD\u306F\u56FD\u969B\u6CD5\u304C\u30B5\u30A4\u30D0\u30FC\u7A7A"
    "\u9593\u306B\u3082\u9069\u7528\u3055\u308C\u308B\u3053\u3068\u3092\u78BA"
    "\u8A8D\u3057\u305F\u3002\u5B89\u5168\u4FDD\u969C\u306E\u305F\u3081\u306E"
    "\u5354\u529B\u3092\u5F37\u5316\u3059\u308B\u3002\n";
static const char chinese[] =
    "\u5404\u56FD\u91CD\u7533\u56FD\u9645\u6CD5\u9002\u7528\u4E8E\u7F51\u7EDC"
    "\u7A7A\u95F4\uFF0C\u5E76\u540C\u610F\u52A0\u5F3A\u5408\u4F5C\u3002\u6211"
    "\u4EEC\u7684\u56FD\u5BB6\u662F\u4E00\u4E2A\u53D1\u5C55\u4E2D\u7684\u5927"
    "\u56FD\u3002\n";
static const char traditional[] =
    "\u5404\u570B\u91CD\u7533\u570B\u969B\u6CD5\u9069\u7528\u65BC\u7DB2\u8DEF"
    "\u7A7A\u9593\uFF0C\u4E26\u540C\u610F\u52A0\u5F37\u5408\u4F5C\u3002\u6211"
    "\u5011\u7684\u570B\u5BB6\u662F\u4E00\u500B\u767C\u5C55\u4E2D\u7684\u5927"
    "\u570B\u3002\n";
static const char korean[] =
    "\uAC01\uAD6D\uC740 \uAD6D\uC81C\uBC95\uC774 \uC0AC\uC774\uBC84 "
    "\uACF5\uAC04\uC5D0\uB3C4 \uC801\uC6A9\uB41C\uB2E4\uB294 \uAC83\uC744 "
    "\uD655\uC778\uD558\uC600\uB2E4. \uC6B0\uB9AC\uB294 \uD611\uB825\uC744 "
    "\uAC15\uD654\uD55C\uB2E4.\n";

static int release(void **state)
{
    (void)state;
    buffer_release(&bytes);
    extracted_release(&out);
    return 0;
}

/* Replaces `to` by the UTF-8 text in that encoding; what it lacks is left
 * out. */
static void encode(const char *name, const char *text, size_t length,
                   struct buffer *to)
{
    iconv_t converter = iconv_open(name, "UTF-8");
    size_t room = length * 4 + 16;
    char *copy = malloc(length + 1), *made = malloc(room), *at = copy;
    char *end = made;

    assert_true((intptr_t)converter != -1);
    assert_non_null(copy);
    assert_non_null(made);
    memcpy(copy, text, length);
    while (length && iconv(converter, &at, &length, &end, &room) == (size_t)-1)
        do {
            at++;
            length--;
        } while (length && ((unsigned char)*at & 0xC0U) == 0x80);
    iconv_close(converter);
    buffer_reset(to);
    buffer_add(to, made, (size_t)(end - made));
    free(copy);
    free(made);
}

static void convert(const char *text, size_t length)
{
    extracted_reset(&out);
    buffer_reset(&bytes);
    buffer_add(&bytes, text, length);
    assert_int_equal(encoding_to_utf8(&bytes, &out, &err), OK);
    assert_int_equal(utf8_valid_length(buffer_text(&bytes), bytes.length),
                     bytes.length);
}

#define CONVERT(text) convert((text), sizeof(text) - 1)

/* Converts `text`, put into the encoding that iconv calls `name`. */
static void assert_detected(const char *name, const char *text,
                            const char *expected)
{
    struct buffer encoded = {0};

    encode(name, text, strlen(text), &encoded);
    convert(encoded.data, encoded.length);
    buffer_release(&encoded);
    assert_string_equal(out.encoding, expected);
    assert_string_equal(bytes.data, text);
    assert_int_equal(out.issues.errors, 0);
}

static void leaves_utf8_alone(void **state)
{
    (void)state;
    CONVERT("");
    assert_string_equal(out.encoding, "UTF-8");
    convert(french, strlen(french));
    assert_string_equal(out.encoding, "UTF-8");
    assert_string_equal(bytes.data, french);
    CONVERT("\xEF\xBB\xBFNorms");
    assert_string_equal(out.encoding, "UTF-8");
    assert_string_equal(bytes.data, "Norms");
    assert_int_equal(out.issues.count, 0);
    /* A declaration that the bytes contradict. */
    CONVERT("<?xml version='1.0' encoding='iso-8859-1'?>\u00E9");
    assert_string_equal(out.encoding, "UTF-8");
    assert_non_null(strstr(bytes.data, "\u00E9"));
}

static void reads_byte_order_marks(void **state)
{
    (void)state;
    CONVERT("\xFF\xFEN\0\xE9\0");
    assert_string_equal(out.encoding, "UTF-16LE");
    assert_string_equal(bytes.data, "N\u00E9");
    CONVERT("\xFE\xFF\0N\0\xE9\xD8\x3D\xDE\x00");
    assert_string_equal(out.encoding, "UTF-16BE");
    assert_string_equal(bytes.data, "N\u00E9\U0001F600");
    CONVERT("\xFF\xFE\0\0N\0\0\0\xE9\0\0\0");
    assert_string_equal(out.encoding, "UTF-32LE");
    assert_string_equal(bytes.data, "N\u00E9");
    CONVERT("\0\0\xFE\xFF\0\0\0N");
    assert_string_equal(out.encoding, "UTF-32BE");
    assert_string_equal(bytes.data, "N");
    CONVERT("\xFF\xFE");
    assert_string_equal(out.encoding, "UTF-16LE");
    assert_int_equal(bytes.length, 0);
    assert_int_equal(out.issues.count, 0);
}

/* Lone surrogates and halves of units become U+FFFD, told once. */
static void replaces_what_is_ill_formed(void **state)
{
    (void)state;
    CONVERT("\xFF\xFEN\0\x00\xD8o\0\x00\xDCr");
    assert_string_equal(bytes.data, "N\uFFFDo\uFFFD\uFFFD");
    assert_int_equal(out.issues.count, 1);
    assert_int_equal(out.issues.items[0].severity, SEVERITY_WARNING);
    assert_non_null(strstr(out.issues.items[0].message,
                           "3 byte sequences are not UTF-16LE, the first at "
                           "byte 4;"));
    CONVERT("\xEF\xBB\xBFpast \xE9");
    assert_string_equal(out.encoding, "UTF-8");
    assert_string_equal(bytes.data, "past \uFFFD");
}

static void tells_utf16_without_a_mark(void **state)
{
    static const char *const texts[] = {french,  russian, polish,
                                        chinese, korean,  "Norms.\n"};

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        char text[2048];

        /* Line ends are what tells Chinese. */
        snprintf(text, sizeof(text), "%s\n%s", texts[i], texts[i]);
        assert_detected("UTF-16LE", text, "UTF-16LE");
        assert_detected("UTF-16BE", text, "UTF-16BE");
    }
    assert_null(encoding_of_units("text and then \0 something \0\n", 28));
    assert_null(encoding_of_units("\0\1\2\3\4\0\6\7", 8));
    assert_null(encoding_of_units("a\0", 2));
    assert_null(encoding_of_units("abcdefgh\0", 9));
}

static void knows_labels(void **state)
{
    (void)state;
#define NAMED(label) encoding_named((label), strlen(label))->name
    assert_string_equal(NAMED("ISO-8859-1"), "windows-1252");
    assert_string_equal(NAMED("us-ascii"), "windows-1252");
    assert_string_equal(NAMED("Latin1"), "windows-1252");
    assert_string_equal(NAMED("utf8"), "UTF-8");
    assert_string_equal(NAMED("GB2312"), "GB18030");
    assert_string_equal(NAMED("x-sjis"), "Shift_JIS");
    assert_string_equal(NAMED("KOI8-R"), "KOI8-R");
    assert_string_equal(NAMED("iso-8859-15"), "ISO-8859-15");
    assert_null(encoding_named("", 0));
    assert_null(encoding_named("none", 4));
    assert_null(encoding_named("latin1 l1", 9));
    assert_null(encoding_named("iso", 3));
}

/* Every row is found by its own name and by each of its labels, and this
 * system's iconv knows it. */
static void the_table_is_whole(void **state)
{
    (void)state;
    for (size_t i = 0; i < encoding_count(); i++) {
        const struct encoding *row = encoding_at(i);
        const char *label = row->labels;
        struct buffer text = {0};
        char ascii[] = "A\0\0";

        assert_ptr_equal(encoding_named(row->name, strlen(row->name)), row);
        for (; *label && label[1]; label += strcspn(label + 1, " ") + 1)
            assert_ptr_equal(encoding_named(label + 1, strcspn(label + 1, " ")),
                             row);
        assert_true(strlen(row->name) < ENCODING_NAME_MAX);
        if (row->unit_bytes > 1)
            continue;
        assert_true(encoding_convert(row, ascii, 1, &text).is_possible);
        assert_string_equal(text.data, "A");
        buffer_release(&text);
    }
}

static void obeys_declarations(void **state)
{
    (void)state;
    CONVERT("<html><meta charset=\"windows-1251\"><p>\xCD\xEE\xF0\xEC\xFB");
    assert_string_equal(out.encoding, "windows-1251");
    assert_non_null(strstr(bytes.data, "\u041D\u043E\u0440\u043C\u044B"));
    CONVERT("<meta http-equiv='Content-Type' content='text/html; "
            "charset=ISO-8859-1'>\x93norms\x94 \xE9");
    assert_string_equal(out.encoding, "windows-1252");
    assert_non_null(strstr(bytes.data, "\u201Cnorms\u201D \u00E9"));
    CONVERT("<META CHARSET = 'Shift_JIS' >\x8Dl");
    assert_string_equal(out.encoding, "Shift_JIS");
    CONVERT("<?xml version=\"1.0\" encoding=\"ISO-8859-2\"?>\n<a>\xB1</a>");
    assert_string_equal(out.encoding, "ISO-8859-2");
    assert_non_null(strstr(bytes.data, "\u0105"));
    assert_int_equal(out.issues.count, 0);
}

static void doubts_declarations(void **state)
{
    (void)state;
    /* No such encoding; one that the reader of it disproves; none at all. */
    CONVERT("<meta charset='klingon'>caf\xE9");
    assert_string_equal(out.encoding, "windows-1252");
    assert_int_equal(out.issues.count, 1);
    assert_int_equal(out.issues.items[0].severity, SEVERITY_NOTE);
    CONVERT("<meta charset='utf-16'>caf\xE9");
    assert_string_equal(out.encoding, "windows-1252");
    CONVERT("<meta charset='utf-8'>caf\xE9");
    assert_string_equal(out.encoding, "windows-1252");
    CONVERT("<meta name='charset'>caf\xE9");
    assert_string_equal(out.encoding, "windows-1252");
    /* Not Japanese: most of it could not be. */
    CONVERT("<meta charset='euc-jp'>\xE9 \xE8 \xEA \xE0 \xE9 \xE7 \xE9 \xE2 ");
    assert_string_equal(out.encoding, "windows-1252");
    CONVERT("<meta charset=");
    CONVERT("<meta charset='\xE9");
    CONVERT("<?xml encoding");
}

static void detects(void **state)
{
    (void)state;
    assert_detected("CP1252", french, "windows-1252");
    assert_detected("CP1252", spanish, "windows-1252");
    assert_detected("CP1252", german, "windows-1252");
    assert_detected("CP1251", russian, "windows-1251");
    assert_detected("KOI8-R", russian, "KOI8-R");
    assert_detected("CP1250", polish, "windows-1250");
    assert_detected("ISO-8859-2", polish, "ISO-8859-2");
    assert_detected("CP932", japanese, "Shift_JIS");
    assert_detected("EUC-JP", japanese, "EUC-JP");
    assert_detected("GB18030", chinese, "GB18030");
    assert_detected("BIG5", traditional, "Big5");
    assert_detected("EUC-KR", korean, "EUC-KR");
}

/* With little to go by, what policy papers most often are. */
static void takes_short_texts_for_windows_1252(void **state)
{
    (void)state;
    assert_detected("CP1252", "caf\u00E9\n", "windows-1252");
    assert_detected("CP1252", "\u00E9", "windows-1252");
    assert_detected("CP1252", "na\u00EFve r\u00E9sum\u00E9s, d\u00E9j\u00E0 vu",
                    "windows-1252");
    assert_detected("CP1252",
                    "\u201CNorms\u201D\u2014the States\u2019 own\u2014are "
                    "\u201Cvoluntary\u201D, \u201Cnon-binding\u201D norms of "
                    "\u201Cresponsible\u201D behaviour \u2022 \u20AC5",
                    "windows-1252");
    /* No script but its own explains this. */
    assert_detected("CP1251",
                    "\u041D\u043E\u0440\u043C\u044B "
                    "\u043F\u0440\u0430\u0432\u0430",
                    "windows-1251");
}

static void keeps_what_is_mostly_utf8(void **state)
{
    (void)state;
    CONVERT("caf\u00E9 na\u00EFve \xE9 \u2019 end");
    assert_string_equal(out.encoding, "UTF-8");
    assert_string_equal(bytes.data, "caf\u00E9 na\u00EFve \uFFFD \u2019 end");
    assert_int_equal(out.issues.count, 1);
    assert_int_equal(out.issues.items[0].severity, SEVERITY_WARNING);
    assert_string_equal(out.issues.items[0].message,
                        "1 byte sequences are not UTF-8, the first at byte 13; "
                        "each was read as U+FFFD");
    CONVERT("\xC3\xA9 \x81 \xE2\x80\x99 \xF0\x9F");
    assert_string_equal(bytes.data, "\u00E9 \uFFFD \u2019 \uFFFD");
}

static void obeys_the_limit(void **state)
{
    struct buffer small = {.limit = 8};

    (void)state;
    extracted_reset(&out);
    buffer_add_text(&small, "\xE9\xE9\xE9\xE9");
    assert_int_equal(encoding_to_utf8(&small, &out, &err), OK);
    assert_int_equal(small.length, 8);
    buffer_reset(&small);
    buffer_add_text(&small, "\xE9\xE9\xE9\xE9\xE9");
    assert_int_equal(encoding_to_utf8(&small, &out, &err), ERR_LIMIT);
    assert_non_null(strstr(err.text, "once it is UTF-8"));
    buffer_release(&small);
}

/* -- Real texts ------------------------------------------------------------ */

static bool read_udhr(const char *language, struct buffer *text)
{
    const char *shared = getenv("POLICYLEX_SHARED");
    char path[512];

    snprintf(path, sizeof(path), "%s/corpora/udhr/%s.txt",
             shared ? shared : "../shared", language);
    return file_read(path, text, &err) == OK;
}

struct trial {
    const char *language, *iconv_name, *expected;
};

/* Counts the passages of about `size` bytes that are taken for what they are;
 * they begin at lines' ends, as files do. */
static void try_passages(const struct trial *trial, const struct buffer *text,
                         size_t size, size_t counts[2])
{
    size_t at = 0;

    while (at < text->length) {
        size_t end = at + size < text->length ? at + size : text->length;
        const char *stop = memchr(text->data + end, '\n', text->length - end);
        struct buffer encoded = {0};

        end = stop ? (size_t)(stop - text->data) + 1 : text->length;
        encode(trial->iconv_name, text->data + at, end - at, &encoded);
        convert(encoded.data, encoded.length);
        if (utf8_ascii_length(bytes.data, bytes.length) < bytes.length) {
            counts[0] += strcmp(out.encoding, trial->expected) == 0;
            counts[1]++;
        }
        buffer_release(&encoded);
        at = end;
    }
}

static void detects_real_texts(void **state)
{
    static const struct trial trials[] = {
        {"fra", "CP1252", "windows-1252"},
        {"fra", "ISO-8859-1", "windows-1252"},
        {"spa", "CP1252", "windows-1252"},
        {"rus", "CP1251", "windows-1251"},
        {"rus", "KOI8-R", "KOI8-R"},
        {"rus", "CP866", "IBM866"},
        {"rus", "ISO-8859-5", "ISO-8859-5"},
        {"tur", "CP1254", "windows-1254"},
        {"arb", "CP1256", "windows-1256"},
        {"heb", "CP1255", "windows-1255"},
        {"tha", "CP874", "windows-874"},
        {"vie", "CP1258", "windows-1258"},
        {"jpn", "CP932", "Shift_JIS"},
        {"jpn", "EUC-JP", "EUC-JP"},
        {"cmn_hans", "GB18030", "GB18030"},
        {"kor", "CP949", "EUC-KR"},
    };
    static const size_t sizes[] = {1 << 20, 1000, 300, 60};
    struct buffer text = {0};

    (void)state;
    for (size_t i = 0; i < sizeof(trials) / sizeof(trials[0]); i++) {
        printf("# %-8s %-10s", trials[i].language, trials[i].iconv_name);
        if (!read_udhr(trials[i].language, &text)) {
            printf("no ../shared/corpora/udhr here\n");
            skip();
        }
        for (size_t j = 0; j < sizeof(sizes) / sizeof(sizes[0]); j++) {
            size_t counts[2] = {0, 0};

            try_passages(&trials[i], &text, sizes[j], counts);
            printf(" %zu/%zu", counts[0], counts[1]);
            /* All whole texts, and nearly all passages of a page. */
            if (j < 2)
                assert_true(counts[0] * 20 >= counts[1] * 19);
        }
        printf("\n");
    }
    buffer_release(&text);
}

static void reads_real_texts_in_utf16(void **state)
{
    static const char *const languages[] = {
        "arb", "cmn_hans", "eng", "fra", "heb", "hin", "jpn",
        "kor", "rus",      "spa", "tha", "tur", "vie"};
    static const char *const names[] = {"UTF-16LE", "UTF-16BE"};
    struct buffer text = {0}, encoded = {0};

    (void)state;
    for (size_t i = 0; i < sizeof(languages) / sizeof(languages[0]); i++) {
        if (!read_udhr(languages[i], &text)) {
            printf("# no ../shared/corpora/udhr here\n");
            skip();
        }
        for (size_t j = 0; j < 2; j++) {
            encode(names[j], text.data, text.length, &encoded);
            convert(encoded.data, encoded.length);
            assert_string_equal(out.encoding, names[j]);
            assert_int_equal(bytes.length, text.length);
            assert_memory_equal(bytes.data, text.data, text.length);
        }
    }
    buffer_release(&text);
    buffer_release(&encoded);
}

/* Runs last: what is prepared stays so. */
static void prepared_converters_do_the_same(void **state)
{
    encodings_prepare();
    encodings_prepare();
    reads_byte_order_marks(state);
    replaces_what_is_ill_formed(state);
    obeys_declarations(state);
    detects(state);
    detects(state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(leaves_utf8_alone),
        cmocka_unit_test(reads_byte_order_marks),
        cmocka_unit_test(replaces_what_is_ill_formed),
        cmocka_unit_test(tells_utf16_without_a_mark),
        cmocka_unit_test(knows_labels),
        cmocka_unit_test(the_table_is_whole),
        cmocka_unit_test(obeys_declarations),
        cmocka_unit_test(doubts_declarations),
        cmocka_unit_test(detects),
        cmocka_unit_test(takes_short_texts_for_windows_1252),
        cmocka_unit_test(keeps_what_is_mostly_utf8),
        cmocka_unit_test(obeys_the_limit),
        cmocka_unit_test(detects_real_texts),
        cmocka_unit_test(reads_real_texts_in_utf16),
        cmocka_unit_test(prepared_converters_do_the_same),
    };

    return cmocka_run_group_tests_name("encoding", tests, NULL, release);
}
