/* unit.h - cmocka with what it needs included before it, and its main(). */
#ifndef TESTS_UNIT_H
#define TESTS_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "ingest/extract_worker.h"

/* Lists the tests of a program: UNIT_MAIN(cmocka_unit_test(f), ...). The
 * program is its own extractor too (ingest/extractor.h). */
#define UNIT_MAIN(...)                                              \
    int main(int unit_argc, char **unit_argv)                       \
    {                                                               \
        const struct CMUnitTest unit_tests[] = {__VA_ARGS__};       \
                                                                    \
        if (unit_argc > 1 &&                                        \
            strcmp(unit_argv[1], EXTRACT_WORKER_COMMAND) == 0)      \
            return extract_worker_main();                           \
        return cmocka_run_group_tests(unit_tests, NULL, NULL) != 0; \
    }

#endif
