/* validation_fuzz.c - any bytes as the key of a sample and as coded sheets:
 * faults with their places, or items with codes that can be measured.
 *
 * Files of an input are parted by lines "===": the key first, then the sheets.
 */
#include "fuzz.h"

#include <math.h>

#include "run/validation.h"

enum { SHEETS = 2 };

static const char mark[] = "===\n";

/* Writes the text up to the next mark; returns what follows it. */
static const char *write_part(const char *path, const char *at, const char *end)
{
    const char *next = memmem(at, (size_t)(end - at), mark, sizeof(mark) - 1);
    size_t length = (size_t)((next ? next : end) - at);
    FILE *file = fopen(path, "we");

    REQUIRE(file && fwrite(at, 1, length, file) == length);
    REQUIRE(fclose(file) == 0);
    return next ? next + sizeof(mark) - 1 : end;
}

/* Files in memory, by number: the key, then the sheets. */
static char *file_path(int number)
{
    static char paths[1 + SHEETS][48];

    if (!*paths[number])
        snprintf(paths[number], sizeof(paths[number]), "/proc/self/fd/%d",
                 memfd_create("sheet", 0));
    return paths[number];
}

static void check_items(const struct validation *validation)
{
    for (size_t i = 0; i < validation->items.count; i++) {
        const struct validation_item *item = &validation->items.items[i];

        REQUIRE(item->theme && item->document && item->sentence);
        REQUIRE(item->stratum <= STRATUM_TERM);
        REQUIRE(item->stratum == STRATUM_TERM ||
                (item->sampled > 0 && item->sampled <= item->stratum_size));
        REQUIRE(validation_gold(validation, i) <= CODE_YES);
        for (size_t coder = 0; coder < validation->coders.count; coder++) {
            int code = validation->codes[i * validation->coders.count + coder];

            REQUIRE(code >= CODE_NONE && code <= CODE_YES);
        }
    }
}

static void check_number(struct measurement number)
{
    REQUIRE(!number.is_defined || isfinite(number.value));
}

static void measure(const struct validation *validation)
{
    for (size_t begin = 0; begin < validation->items.count;) {
        struct theme_validity measured;
        size_t end = validation_theme_end(validation, begin);

        REQUIRE(end > begin && end <= validation->items.count);
        validation_measure(validation, begin, &measured);
        REQUIRE(measured.begin == begin && measured.end == end);
        REQUIRE(measured.undecided <= end - begin);
        check_number(measured.alpha);
        begin = end;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct validation validation = {0};
    struct issues issues = {0};
    struct error err = {.code = OK};
    const char *at = (const char *)bytes, *end = at + length;
    char *sheets[SHEETS];
    struct validation_files files = {file_path(0), sheets, SHEETS};
    enum status status;

    at = write_part(file_path(0), at, end);
    for (int i = 0; i < SHEETS; i++) {
        sheets[i] = file_path(i + 1);
        at = write_part(sheets[i], at, end);
    }
    status = validation_read(&validation, &files, &issues, &err);
    REQUIRE((status == OK) == (issues.errors == 0));
    if (status == OK) {
        check_items(&validation);
        measure(&validation);
    } else {
        REQUIRE(*err.text);
    }
    validation_release(&validation);
    issues_release(&issues);
    return 0;
}
