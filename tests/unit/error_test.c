/* error_test.c - sentences read from the outside in and never overflow. */
#include "base/error.h"

#include <errno.h>
#include <string.h>

#include "unit.h"

static void set_records_code_and_sentence(void **state)
{
    struct error err;

    (void)state;
    assert_int_equal(error_set(&err, ERR_INPUT, "%s:%d: %s", "a.csv", 3, "x"),
                     ERR_INPUT);
    assert_int_equal(err.code, ERR_INPUT);
    assert_string_equal(err.text, "a.csv:3: x");
}

static void errno_is_read_before_anything_else(void **state)
{
    struct error err;

    (void)state;
    errno = ENOENT;
    assert_int_equal(error_errno(&err, ERR_MISSING, "corpus/%s", "x.txt"),
                     ERR_MISSING);
    assert_string_equal(err.text, "corpus/x.txt: No such file or directory");
}

static void context_goes_in_front(void **state)
{
    struct error err;

    (void)state;
    error_set(&err, ERR_FORMAT, "tag not closed at byte %d", 5120);
    assert_int_equal(error_context(&err, "word/%s", "document.xml"),
                     ERR_FORMAT);
    error_context(&err, "a.docx");
    assert_string_equal(err.text, "a.docx: word/document.xml: "
                                  "tag not closed at byte 5120");
}

static void text_with_percent_is_not_a_format(void **state)
{
    struct error err;

    (void)state;
    error_set(&err, ERR_INPUT, "%s", "100%n of %s");
    error_context(&err, "%s", "50%d");
    assert_string_equal(err.text, "50%d: 100%n of %s");
}

static void long_sentences_are_cut(void **state)
{
    struct error err;

    (void)state;
    memset(&err, 'z', sizeof(err));
    error_set(&err, ERR_IO, "%*s", ERROR_TEXT_MAX + 500, "x");
    assert_int_equal(strlen(err.text), ERROR_TEXT_MAX - 1);
    error_context(&err, "%600s", "y");
    assert_int_equal(strlen(err.text), ERROR_TEXT_MAX - 1);
    assert_memory_equal(err.text + 599, "y: ", 3);
}

static void context_that_fills_the_text_is_cut_too(void **state)
{
    struct error err;

    (void)state;
    error_set(&err, ERR_LIMIT, "inner");
    assert_int_equal(error_context(&err, "%*s", ERROR_TEXT_MAX * 2, "y"),
                     ERR_LIMIT);
    assert_int_equal(strlen(err.text), ERROR_TEXT_MAX - 1);
    errno = EIO;
    error_errno(&err, ERR_IO, "%*s", ERROR_TEXT_MAX * 2, "y");
    assert_int_equal(strlen(err.text), ERROR_TEXT_MAX - 1);
}

UNIT_MAIN(cmocka_unit_test(set_records_code_and_sentence),
          cmocka_unit_test(errno_is_read_before_anything_else),
          cmocka_unit_test(context_goes_in_front),
          cmocka_unit_test(text_with_percent_is_not_a_format),
          cmocka_unit_test(long_sentences_are_cut),
          cmocka_unit_test(context_that_fills_the_text_is_cut_too))
