/* data_fuzz.c - any bytes as one of the lists that stand beside a lexicon:
 * abbreviations, administrations, boilerplate lines. Each is refused with a
 * sentence, or can be asked. */
#include "fuzz.h"

#include "base/utf8_valid.h"
#include "ingest/administrations.h"
#include "ingest/boilerplate.h"

/* Words are canonical text. */
static void ask_abbreviations(const struct abbreviations *list,
                              const char *text, size_t length)
{
    if (utf8_valid_length(text, length) < length)
        return;
    for (size_t begin = 0; begin < length;) {
        const char *end = memchr(text + begin, ' ', length - begin);
        size_t size = end ? (size_t)(end - text) - begin : length - begin;

        REQUIRE(abbreviations_find(list, text + begin, size) <=
                ABBREVIATION_INITIALISM);
        (void)abbreviations_word_begins_sentence(text + begin, size);
        begin += size + 1;
    }
}

static void try_abbreviations(const char *text, size_t length)
{
    struct abbreviations *list;
    struct error err = {.code = OK};
    enum status status = abbreviations_new(text, length, "en.txt", &list, &err);

    REQUIRE((status == OK) == (list != NULL));
    if (status == OK)
        ask_abbreviations(list, text, length);
    else
        REQUIRE(strncmp(err.text, "en.txt:", 7) == 0);
    abbreviations_free(list);
}

/* A list empties lines of itself, once and for all. */
static void try_boilerplate(const char *text, size_t length)
{
    struct boilerplate *list = NULL;
    struct buffer lines = {0};
    struct error err = {.code = OK};
    size_t removed;

    if (boilerplate_new(&list, "lines", text, length, &err) == OK) {
        buffer_add(&lines, text, length);
        buffer_add_text(&lines, "\n");
        removed = boilerplate_remove(list, &lines);
        REQUIRE(removed <= length + 1);
        if (!memchr(text, '~', length)) /* "beside another" changes */
            REQUIRE(boilerplate_remove(list, &lines) == 0);
    } else {
        REQUIRE(*err.text);
    }
    buffer_release(&lines);
    boilerplate_free(list);
}

static void ask_administrations(const struct administrations *list)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct administration *item = &list->items[i];
        const struct administration *at = administrations_at(list, item->start);

        REQUIRE(*item->president && item->start.day);
        REQUIRE(!i || date_compare(item[-1].start, item->start) < 0);
        REQUIRE(administrations_named(list, item->president) != NULL);
        REQUIRE(at == item);
    }
}

static void try_administrations(const char *text, size_t length)
{
    struct administrations list = {0};
    struct issues issues = {0};
    struct error err = {.code = OK};
    struct csv_source source = {.name = "administrations.csv",
                                .stage = "lexicon",
                                .bytes = text,
                                .length = length};
    enum status status = administrations_load(&list, &source, &issues, &err);

    REQUIRE((status == OK) == (issues.errors == 0));
    if (status == OK)
        ask_administrations(&list);
    else
        REQUIRE(*err.text);
    administrations_release(&list);
    issues_release(&issues);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    char *text = fuzz_exact(bytes, length);

    try_abbreviations(text, length);
    try_administrations(text, length);
    try_boilerplate(text, length);
    free(text);
    return 0;
}
