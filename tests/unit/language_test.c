/* language_test.c - which language a text is in. */
#include "text/language.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/files.h"
#include "text/segmented.h"
#include "unit.h"

/* Returns the language of the text said `times` times over. */
static const char *find(const char *text, size_t times)
{
    struct text_rules rules = {0};
    struct segmented document = {0};
    struct vocabulary vocabulary;
    struct language_finder *finder;
    struct buffer raw = {0};
    const char *code;

    vocabulary_init(&vocabulary);
    finder = language_finder_new(&vocabulary);
    while (times--)
        buffer_add_text(&raw, text);
    segmented_read(&document, &rules, buffer_text(&raw), raw.length,
                   LAYOUT_PARAGRAPHS);
    vocabulary_add(&vocabulary, document.canonical.text.data, &document.words);
    code = language_find(finder, &document.words);
    language_finder_free(finder);
    vocabulary_release(&vocabulary);
    segmented_release(&document);
    buffer_release(&raw);
    return code;
}

static const char english[] =
    "The ministers have agreed that the norms of the road are to be kept, and "
    "that they will meet in the spring to see which of them are not.\n";
static const char french[] =
    "Les ministres ont d\xC3\xA9"
    "cid\xC3\xA9 que les r\xC3\xA8gles de la route sont pour tous, et qu'ils "
    "se verront dans une ville du sud avec leurs amis au mois de mai.\n";
static const char german[] =
    "Die Minister haben sich auf eine Ordnung der Wege geeinigt, und sie "
    "werden im Mai in einer Stadt mit den Freunden sprechen, die nicht da "
    "sind.\n";
static const char spanish[] =
    "Los ministros han dicho que las normas de la calle son para todos, y que "
    "se van a ver con los amigos en una ciudad del sur por el mes de mayo.\n";
static const char russian[] =
    "Министры сказали, что правила дороги для всех, и что они не на словах, "
    "а на деле и по праву будут их хранить от весны до осени с друзьями.\n";
static const char japanese[] =
    "大臣たちは道の決まりを守ることにした。春に南の町で友と会うことになる。\n";
static const char chinese[] =
    "部长们同意道路的规则人人都要守春天在南方的城市见面。"
    "他们将与朋友一起讨论。\n";
static const char greek[] =
    "Οι υπουργοί συμφώνησαν ότι οι κανόνες του δρόμου είναι για όλους και θα "
    "βρεθούν την άνοιξη σε μια πόλη του νότου με τους φίλους τους εκεί.\n";

static void tells_languages_apart(void **state)
{
    (void)state;
    assert_string_equal(find(english, 1), "en");
    assert_string_equal(find(french, 1), "fr");
    assert_string_equal(find(german, 1), "de");
    assert_string_equal(find(spanish, 1), "es");
    assert_string_equal(find(russian, 1), "ru");
    assert_string_equal(find(japanese, 1), "ja");
    assert_string_equal(find(chinese, 1), "zh");
    assert_string_equal(find(greek, 1), "el");
    assert_string_equal(find(french, 200), "fr");
}

static void says_nothing_without_evidence(void **state)
{
    (void)state;
    assert_string_equal(find("", 1), "");
    assert_string_equal(find("Les normes de la route.\n", 1), "");
    assert_string_equal(find("1 2 3 4 5 6 7 8 9 10 11 12.\n", 10), "");
    assert_string_equal(find("Smith Jones Brown Miller Davis.\n", 20), "");
}

/* An English text that quotes as much French stays English. */
static void doubt_is_for_english(void **state)
{
    char text[sizeof(english) + sizeof(french)];

    (void)state;
    strcpy(text, french);
    strcat(text, english);
    assert_string_equal(find(text, 1), "en");
    assert_string_equal(find(text, 40), "en");
}

static void names_languages(void **state)
{
    (void)state;
    assert_string_equal(language_name("fr"), "French");
    assert_string_equal(language_name("xx"), "xx");
}

/* The same declaration in thirteen languages. */
static void the_udhr_is_told_right(void **state)
{
    static const char *const files[][2] = {
        {"arb", "ar"}, {"cmn_hans", "zh"}, {"eng", "en"}, {"fra", "fr"},
        {"heb", "he"}, {"hin", "hi"},      {"jpn", "ja"}, {"kor", "ko"},
        {"rus", "ru"}, {"spa", "es"},      {"tha", "th"}, {"tur", "tr"},
        {"vie", "vi"}};
    const char *shared = getenv("POLICYLEX_SHARED");

    (void)state;
    for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++) {
        struct buffer bytes = {0};
        struct error err;
        char path[512];

        snprintf(path, sizeof(path), "%s/corpora/udhr/%s.txt",
                 shared ? shared : "../shared", files[i][0]);
        if (file_read(path, &bytes, &err) != OK) {
            buffer_release(&bytes);
            printf("# no %s here\n", path);
            skip();
        }
        assert_string_equal(find(buffer_text(&bytes), 1), files[i][1]);
        buffer_release(&bytes);
    }
}

UNIT_MAIN(cmocka_unit_test(tells_languages_apart),
          cmocka_unit_test(says_nothing_without_evidence),
          cmocka_unit_test(doubt_is_for_english),
          cmocka_unit_test(names_languages),
          cmocka_unit_test(the_udhr_is_told_right))
