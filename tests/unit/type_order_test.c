/* type_order_test.c - types stand in the order of their texts' bytes. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>

#include "tally/type_order.h"

/* Interns the texts as they come, orders them, and compares with `want`. */
static void assert_order(const char *const *texts, const char *const *want,
                         size_t count)
{
    struct interner *types = interner_new();
    struct type_list list = {0};
    struct ordered_type *ordered;

    for (size_t i = 0; i < count; i++)
        *VECTOR_PUSH(&list) = (struct type_words){
            intern(types, texts[i], strlen(texts[i])), (uint32_t)i + 1};
    ordered = types_order(&list, types);
    for (size_t i = 0; i < count; i++) {
        assert_string_equal(intern_text(types, ordered[i].of.type, NULL),
                            want[i]);
        assert_string_equal(texts[ordered[i].of.words - 1], want[i]);
    }
    free(ordered);
    free(list.items);
    interner_free(types);
}

static void no_types_are_in_order(void **state)
{
    (void)state;
    assert_order(NULL, NULL, 0);
}

static void bytes_decide(void **state)
{
    static const char *const texts[] = {
        "\xC3\xA9tat", "nationals", "zz",
        "n",           "nation",    "1z",
        "national",    "2010",      "nationality",
        "a",           "\x7F",      "nationalization",
        "z\xC3\xA9",   "1945",      "nationalizing",
        "nb"};
    static const char *const want[] = {"1945",
                                       "1z",
                                       "2010",
                                       "a",
                                       "n",
                                       "nation",
                                       "national",
                                       "nationality",
                                       "nationalization",
                                       "nationalizing",
                                       "nationals",
                                       "nb",
                                       "zz",
                                       "z\xC3\xA9",
                                       "\x7F",
                                       "\xC3\xA9tat"};

    (void)state;
    assert_order(texts, want, 16);
}

/* More in one place than are compared one with another. */
static void many_alike_are_in_order(void **state)
{
    enum { MANY = 500 };
    static char names[MANY][32];
    const char *texts[MANY], *want[MANY];

    (void)state;
    for (int i = 0; i < MANY; i++) {
        snprintf(names[i], sizeof(names[i]), "%s%04d",
                 i % 2 ? "article" : "articles-of-faith", i / 2);
        texts[(i * 7) % MANY] = names[i];
    }
    for (int i = 0; i < MANY / 2; i++) {
        want[i] = names[2 * i + 1];
        want[MANY / 2 + i] = names[2 * i];
    }
    assert_order(texts, want, MANY);
}

UNIT_MAIN(cmocka_unit_test(no_types_are_in_order),
          cmocka_unit_test(bytes_decide),
          cmocka_unit_test(many_alike_are_in_order))
