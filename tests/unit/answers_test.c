/* answers_test.c - what is known of patterns from words alone, learnt once. */
#include "unit.h"

#include <string.h>

#include "folder_fixture.h"
#include "lexicon/answers.h"

static struct lexicon lexicon;
static struct vocabulary vocabulary;
static struct asker asker;
static struct answers *answers;
static struct segmented document;

static int begin(void **state)
{
    vocabulary_init(&vocabulary);
    return folder_begin(state);
}

static int end(void **state)
{
    answers_free(answers);
    asker_release(&asker);
    vocabulary_release(&vocabulary);
    lexicon_release(&lexicon);
    segmented_release(&document);
    return folder_end(state);
}

static void load(const char *csv)
{
    folder_load_lexicon(&lexicon, csv);
    asker_init(&asker, &lexicon);
    answers = answers_new(&lexicon, &vocabulary, &asker);
}

static void read_text(const char *text)
{
    static const struct text_rules rules;

    segmented_read(&document, &rules, text, strlen(text), LAYOUT_PARAGRAPHS);
    vocabulary_add(&vocabulary, document.canonical.text.data, &document.words);
    answers_cover_forms(answers);
}

static struct answer_range learnt(uint32_t form, enum follow follow)
{
    const struct answer_range *range = &answers_ranges(
        answers)[answer_index(form, follow)];

    if (range->end == 0)
        answers_learn(answers, form, follow);
    return *range;
}

static struct answer_range range_at(size_t index)
{
    const struct word *word = &document.words.items[index];
    char after = document.canonical.text.data[word->span.end];

    return learnt(word->form, follow_of(after));
}

/* Asserts what is known at the word: "source@begin-end", "?" for an end that
 * the text must tell, and the letters that must stand there. */
static void assert_known(size_t word, const char *expected)
{
    struct answer_range range = range_at(word);
    struct buffer shown = {0};

    for (uint32_t i = range.begin; i < range.end; i++) {
        struct answer answer = answers_items(answers)[i];

        buffer_add_format(&shown, "%s%s@%u-", i > range.begin ? " | " : "",
                          lexicon.patterns.items[answer.pattern].source,
                          answer.begin);
        if (answer.end == ANSWER_ASK)
            buffer_add_format(&shown, "?%.*s", (int)answer.rest_length,
                              answer.rest);
        else
            buffer_add_format(&shown, "%u", answer.end);
    }
    assert_string_equal(buffer_text(&shown), expected);
    buffer_release(&shown);
}

static void what_follows_matters(void **state)
{
    (void)state;
    load("theme,term,pattern\nt,a,norms\nt,b,norms of\nt,c,law\n");
    read_text("Norms of norms, norms. norms; the law");
    assert_known(0, "norms@0-5 | norms of@0-?of");
    assert_known(1, "");
    assert_known(2, "norms@0-5");
    assert_known(3, "norms@0-5");
    assert_known(4, "norms@0-5 | norms of@0-? of"); /* anything may follow */
    assert_known(6, "law@0-3");
}

static void parts_of_compounds_are_asked(void **state)
{
    (void)state;
    load("theme,term,pattern,syntax\nt,a,based,\nt,b,norm,\n"
         "t,c,based,glob\n");
    read_text("Norm-based based rights-norm-based");
    assert_known(0, "norm@0-4 | based@5-10");
    assert_known(1, "based@0-5 | based@0-5");
    assert_known(2, "norm@7-11 | based@12-17");
}

/* A lookbehind must be asked in the text, whatever the letters; a context only
 * where it can succeed. */
static void what_stands_before_is_asked_of_the_text(void **state)
{
    (void)state;
    load("theme,term,pattern,syntax\nt,a,(?<=the )state,regex\n"
         "t,b,^state,regex\n");
    read_text("state law");
    assert_known(0, "(?<=the )state@0-? | ^state@0-?");
    read_text("law");
    assert_known(0, "");
}

/* Words that came later are learnt too; what was learnt stays. */
static void answers_are_remembered(void **state)
{
    struct answer_range first, again;

    (void)state;
    load("theme,term,pattern\nt,a,norm*\nt,b,law\n");
    read_text("norms the law");
    first = range_at(0);
    assert_true(first.end > first.begin);
    assert_known(1, "");
    assert_known(2, "law@0-3");
    read_text("other new words normative norms the law");
    again = range_at(4);
    assert_int_equal(again.begin, first.begin);
    assert_int_equal(again.end, first.end);
    assert_known(3, "norm*@0-9");
    assert_known(5, "");
    assert_known(6, "law@0-3");
}

/* Asked once, the byte of a form tells where nothing begins; and that it is so
 * whatever follows. */
static void forms_without_answers_are_marked(void **state)
{
    uint32_t norms, the;

    (void)state;
    load("theme,term,pattern\nt,a,norms of\n");
    read_text("norms the");
    norms = document.words.items[0].form;
    the = document.words.items[1].form;
    assert_int_equal(answers_none(answers)[the], 0);
    learnt(the, FOLLOW_SPACE);
    learnt(norms, FOLLOW_SPACE);
    learnt(norms, FOLLOW_COMMA);
    assert_int_equal(answers_none(answers)[the], (1 << FOLLOWS) - 1);
    assert_int_equal(answers_none(answers)[norms], 1 << FOLLOW_COMMA);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

UNIT_MAIN(TEST(what_follows_matters), TEST(parts_of_compounds_are_asked),
          TEST(what_stands_before_is_asked_of_the_text),
          TEST(answers_are_remembered), TEST(forms_without_answers_are_marked))
