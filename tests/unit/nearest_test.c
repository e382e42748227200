/* nearest_test.c - what somebody may have meant comes first. */
#include "base/nearest.h"

#include "unit.h"

static void assert_said(const char *wanted, const char *const *names,
                        size_t count, const char *want)
{
    struct buffer out = {0};

    nearest_add(&out, wanted, names, count);
    assert_string_equal(buffer_text(&out), want);
    buffer_release(&out);
}

static void few_names_are_all_said_in_order(void **state)
{
    static const char *const names[] = {"Obama", "Biden", "Trump 1"};

    (void)state;
    assert_said("Obma", names, 3, "there are: Biden, Obama, Trump 1");
    assert_said("x", names, 0, "there is none");
}

static void of_many_the_nearest_are_said(void **state)
{
    static const char *const names[] = {
        "Afghanistan",  "Albania",     "Algeria",  "Angola", "Austria",
        "Australia",    "Belarus",     "Belgium",  "Brazil", "Canada",
        "South Africa", "South Sudan", "Suriname", "Sweden", "Ukraine"};

    (void)state;
    assert_said("austira", names, 15,
                "the nearest of 15: Austria, Australia, Albania, Algeria, "
                "Angola");
    /* What contains it is nearer than any other. */
    assert_said("south", names, 15,
                "the nearest of 15: South Africa, South Sudan, Sweden, Angola, "
                "Austria");
}

static void names_are_harmless(void **state)
{
    static const char *const names[] = {"\x1B[2J", "a\nb"};

    (void)state;
    assert_said("x", names, 2, "there are: \xEF\xBF\xBD[2J, a b");
}

/* More than is compared, on both sides. */
static void long_names_are_compared_by_their_beginnings(void **state)
{
    static char names_text[13][200];
    const char *names[13];

    (void)state;
    for (size_t i = 0; i < 13; i++) {
        memset(names_text[i], 'a' + (char)i, 199);
        names[i] = names_text[i];
    }
    {
        struct buffer out = {0};

        nearest_add(&out, names[3], names, 13);
        assert_memory_equal(buffer_text(&out), "the nearest of 13: dddd", 23);
        buffer_release(&out);
    }
}

UNIT_MAIN(cmocka_unit_test(few_names_are_all_said_in_order),
          cmocka_unit_test(of_many_the_nearest_are_said),
          cmocka_unit_test(names_are_harmless),
          cmocka_unit_test(long_names_are_compared_by_their_beginnings))
