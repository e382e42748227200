/* settings_fuzz.c - any bytes as a settings file: settings that a run can work
 * with, or a sentence with the file's name in front. */
#include "fuzz.h"

#include "base/pool.h"
#include "run/options.h"

static void check_settings(const struct settings *settings)
{
    REQUIRE(*settings->corpus && *settings->lexicons && *settings->reports &&
            *settings->group_by);
    REQUIRE(!settings->manifest || *settings->manifest);
    REQUIRE(settings->jobs >= 1 && settings->jobs <= POOL_WORKERS_MAX);
    REQUIRE(settings->keep_runs >= 1 && settings->keep_runs <= 1000000);
    REQUIRE(settings->window_words <= 1000);
    REQUIRE(settings->has_unit[UNIT_WINDOW] == (settings->window_words > 0));
    REQUIRE(settings->dialect != NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct settings settings;
    struct error err = {.code = OK};
    const char *path = fuzz_file(bytes, length);
    enum status status;

    settings_init(&settings);
    status = settings_read(&settings, path, &err);
    if (status != OK)
        REQUIRE(strncmp(err.text, path, strlen(path)) == 0);
    check_settings(&settings);
    settings_release(&settings);
    return 0;
}
