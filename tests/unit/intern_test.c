/* intern_test.c - one number per string, whatever its length, for any number of
 * strings, and the padded way agrees with the plain one. */
#include "base/intern.h"

#include <stdio.h>
#include <string.h>

#include "unit.h"

static void same_string_same_number(void **state)
{
    struct interner *forms = interner_new();
    uint32_t climate = intern(forms, "climate", 7);

    (void)state;
    assert_int_not_equal(intern(forms, "climates", 8), climate);
    assert_int_equal(intern(forms, "climate", 7), climate);
    assert_int_equal(intern_count(forms), 2);
    interner_free(forms);
}

static void lengths_around_the_short_key_keep_apart(void **state)
{
    static const char text[] =
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    struct interner *forms = interner_new();

    (void)state;
    for (size_t length = 0; length <= 32; length++)
        assert_int_equal(intern(forms, text, length), length);
    for (size_t length = 0; length <= 32; length++)
        assert_int_equal(intern_padded(forms, text, length), length);
    interner_free(forms);
}

static void zero_bytes_count_as_letters(void **state)
{
    struct interner *forms = interner_new();
    uint32_t with = intern(forms, "a\0", 2);

    (void)state;
    assert_int_not_equal(intern(forms, "a", 1), with);
    assert_int_equal(intern(forms, "a\0", 2), with);
    interner_free(forms);
}

static void survives_many_growths(void **state)
{
    enum { STRINGS = 50000 };
    struct interner *forms = interner_new();
    char text[64] = {0};
    size_t length;

    (void)state;
    for (int i = 0; i < STRINGS; i++) {
        int n = snprintf(text, sizeof(text),
                         i % 3 ? "w%d" : "a-long-word-form-%d", i);

        assert_int_equal(intern_padded(forms, text, (size_t)n), i);
    }
    assert_string_equal(intern_text(forms, 17, &length), "w17");
    assert_int_equal(length, 3);
    assert_string_equal(intern_text(forms, 18, NULL), "a-long-word-form-18");
    interner_free(forms);
}

static void finding_adds_nothing(void **state)
{
    struct interner *forms = interner_new();
    uint32_t id = 99;

    (void)state;
    assert_false(intern_find(forms, "norm", 4, &id));
    assert_int_equal(intern_count(forms), 0);
    intern(forms, "norm", 4);
    assert_true(intern_find(forms, "norm", 4, &id));
    assert_int_equal(id, 0);
    interner_free(forms);
}

static void a_batch_is_one_after_the_other(void **state)
{
    enum { WORDS = 6000 };
    struct interner *singly = interner_new(), *together = interner_new();
    static char texts[WORDS][48];
    struct intern_item items[INTERN_BATCH];

    (void)state;
    for (int i = 0; i < WORDS; i++) /* new, seen, long, and twice in a batch */
        snprintf(texts[i], sizeof(texts[i]),
                 i % 5 ? "w%d" : "a-rather-long-word-form-%d", i * i % 4999);
    for (size_t at = 0, count; at < WORDS; at += count) {
        count = at % INTERN_BATCH + 1;
        if (count > WORDS - at)
            count = WORDS - at;
        for (size_t i = 0; i < count; i++)
            items[i] = (struct intern_item){
                .text = texts[at + i],
                .length = (uint32_t)strlen(texts[at + i])};
        intern_batch(together, items, count);
        for (size_t i = 0; i < count; i++)
            assert_int_equal(items[i].id,
                             intern(singly, items[i].text, items[i].length));
    }
    assert_int_equal(intern_count(together), intern_count(singly));
    interner_free(singly);
    interner_free(together);
}

UNIT_MAIN(cmocka_unit_test(same_string_same_number),
          cmocka_unit_test(lengths_around_the_short_key_keep_apart),
          cmocka_unit_test(zero_bytes_count_as_letters),
          cmocka_unit_test(survives_many_growths),
          cmocka_unit_test(a_batch_is_one_after_the_other),
          cmocka_unit_test(finding_adds_nothing))
