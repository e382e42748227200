/* unit.h - cmocka with what it needs included before it, and its main(). */
#ifndef TESTS_UNIT_H
#define TESTS_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* Lists the tests of a program: UNIT_MAIN(cmocka_unit_test(f), ...) */
#define UNIT_MAIN(...)                                              \
    int main(void)                                                  \
    {                                                               \
        const struct CMUnitTest unit_tests[] = {__VA_ARGS__};       \
        return cmocka_run_group_tests(unit_tests, NULL, NULL) != 0; \
    }

#endif
