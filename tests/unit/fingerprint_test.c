/* fingerprint_test.c - what makes a fingerprint another one, and what does not.
 */
#include "run/fingerprint.h"

#include <string.h>

#include "folder_fixture.h"
#include "run/options.h"
#include "unit.h"

static struct error err;

static void take(struct inputs_fingerprint *out, const char *option,
                 const char *value)
{
    struct corpus_listing listing = {0};
    struct settings settings;

    settings_init(&settings);
    assert_int_equal(option_set(option_find("corpus"), &settings,
                                folder_path("corpus"), &err),
                     OK);
    assert_int_equal(option_set(option_find("lexicons"), &settings,
                                folder_path("lexicons"), &err),
                     OK);
    if (option)
        assert_int_equal(
            option_set(option_find(option), &settings, value, &err), OK);
    assert_int_equal(corpus_list(&listing, settings.corpus, &err), OK);
    inputs_fingerprint(&settings, &listing, out);
    corpus_listing_release(&listing);
    settings_release(&settings);
}

static bool same(const struct digest *a, const struct digest *b)
{
    return memcmp(a, b, sizeof(*a)) == 0;
}

static int begin(void **state)
{
    folder_begin(state);
    folder_write("corpus/a.txt", "norms\n");
    folder_write("lexicons/a.csv", "theme,term,pattern\nnorms,norms,norms\n");
    return 0;
}

static void settings_are_of_their_scope(void **state)
{
    static const struct {
        const char *option, *value;
        bool of_count, of_tables, of_shards;
    } cases[] = {
        {"jobs", "7", false, false, false},
        {"keep", "7", false, false, false},
        {"quiet", "", false, false, false},
        {"store-days", "7", false, false, false},
        {"store", "x", false, false, false},
        {"log-format", "json", false, false, false},
        {"units", "sentence", true, false, true},
        {"window", "3", true, false, true},
        {"hyphens", "split", true, false, true},
        {"overlap", "all", true, false, true},
        {"headings", "apart", true, false, true},
        {"boilerplate", "flag", true, false, true},
        {"boilerplate-share", "11", true, false, true},
        {"boilerplate-documents", "6", true, false, true},
        {"group-by", "folder", false, true, true},
        {"languages", "all", false, true, true},
        {"duplicates", "keep", false, true, true},
        {"top-words", "3", false, true, false},
        {"candidates", "3", false, true, false},
        {"csv-dialect", "plain", false, true, false},
    };
    struct digest usual[3], other[3];
    struct settings settings;

    (void)state;
    settings_init(&settings);
    for (int scope = 0; scope < 3; scope++)
        settings_fingerprint(&settings, (enum settings_scope)scope,
                             &usual[scope]);
    settings_release(&settings);
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        settings_init(&settings);
        assert_int_equal(option_set(option_find(cases[i].option), &settings,
                                    cases[i].value, &err),
                         OK);
        for (int scope = 0; scope < 3; scope++)
            settings_fingerprint(&settings, (enum settings_scope)scope,
                                 &other[scope]);
        assert_int_equal(same(&usual[0], &other[0]), !cases[i].of_count);
        assert_int_equal(same(&usual[1], &other[1]), !cases[i].of_tables);
        assert_int_equal(same(&usual[2], &other[2]), !cases[i].of_shards);
        settings_release(&settings);
    }
}

static void nothing_changed_nothing_changes(void **state)
{
    struct inputs_fingerprint a, b;

    (void)state;
    take(&a, NULL, NULL);
    take(&b, "jobs", "9");
    assert_true(a.is_known && b.is_known);
    assert_true(same(&a.all, &b.all));
    assert_true(a.newest_ns > 0 && a.newest_ns == b.newest_ns);
}

/* Its files have no times, so that nobody can tell whether they changed. */
static void a_plan_tells_no_changes(void **state)
{
    struct inputs_fingerprint usual, planned;

    (void)state;
    take(&usual, NULL, NULL);
    take(&planned, "plan", "plan.csv");
    assert_true(usual.has_digests && planned.has_digests);
    assert_false(planned.is_known);
    assert_true(same(&usual.program, &planned.program));
    assert_true(same(&usual.settings, &planned.settings));
    assert_true(same(&usual.lexicon, &planned.lexicon));
    assert_true(same(&usual.manifest, &planned.manifest));
}

static void each_part_is_seen_alone(void **state)
{
    struct inputs_fingerprint usual, other;

    (void)state;
    take(&usual, NULL, NULL);
    take(&other, "hyphens", "split");
    assert_false(same(&usual.settings, &other.settings));
    assert_true(same(&usual.lexicon, &other.lexicon));
    assert_false(same(&usual.all, &other.all));
    folder_write("lexicons/boilerplate.txt", "Skip to content\n");
    take(&other, NULL, NULL);
    assert_false(same(&usual.lexicon, &other.lexicon));
    assert_true(same(&usual.settings, &other.settings));
    assert_true(same(&usual.manifest, &other.manifest));
    assert_true(same(&usual.program, &other.program));
    take(&usual, NULL, NULL);
    folder_write("corpus/manifest.csv", "file,title\na.txt,A\n");
    take(&other, NULL, NULL);
    assert_true(same(&usual.lexicon, &other.lexicon));
    assert_false(same(&usual.manifest, &other.manifest));
    take(&usual, NULL, NULL);
    folder_write("corpus/b.txt", "norms\n");
    take(&other, NULL, NULL);
    assert_true(same(&usual.manifest, &other.manifest));
    assert_false(same(&usual.all, &other.all));
}

static void what_is_no_lexicon_is_not_read(void **state)
{
    struct inputs_fingerprint usual, other;

    (void)state;
    take(&usual, NULL, NULL);
    folder_write("lexicons/README.md", "About\n");
    take(&other, NULL, NULL);
    assert_true(same(&usual.all, &other.all));
}

static void unreadable_inputs_have_none(void **state)
{
    struct inputs_fingerprint fingerprint;

    (void)state;
    take(&fingerprint, "lexicons", folder_path("nowhere"));
    assert_false(fingerprint.is_known);
    take(&fingerprint, "manifest", folder_path("nowhere.csv"));
    assert_false(fingerprint.is_known);
    take(&fingerprint, "lexicons", folder_path("lexicons/a.csv"));
    assert_true(fingerprint.is_known);
}

/* The test's own build id is in it; nothing else is to be known of it here. */
static void the_program_stays_itself(void **state)
{
    struct digest a, b, none = {{0}};

    (void)state;
    program_fingerprint(&a);
    program_fingerprint(&b);
    assert_true(same(&a, &b));
    assert_false(same(&a, &none));
}

#define FRESH(test) cmocka_unit_test_setup_teardown(test, begin, folder_end)

UNIT_MAIN(FRESH(settings_are_of_their_scope),
          FRESH(nothing_changed_nothing_changes),
          FRESH(each_part_is_seen_alone), FRESH(a_plan_tells_no_changes),
          FRESH(what_is_no_lexicon_is_not_read),
          FRESH(unreadable_inputs_have_none), FRESH(the_program_stays_itself))
