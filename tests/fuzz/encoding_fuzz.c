/* encoding_fuzz.c - any bytes become UTF-8 of bounded size, twice the same, and
 * again themselves; sniffers read nothing but the bytes. */
#include "fuzz.h"

#include "base/utf8_valid.h"
#include "ingest/encoding.h"
#include "ingest/encoding_table.h"
#include "ingest/gzip.h"
#include "ingest/sniff.h"

static void check_sniffers(const uint8_t *bytes, size_t length)
{
    char *exact = fuzz_exact(bytes, length);
    bool zip = sniff_docx(exact, length) || sniff_odt(exact, length);
    const char *binary = binary_name(exact, length);

    REQUIRE(!(zip || sniff_pdf(exact, length) || sniff_rtf(exact, length)) ||
            binary);
    REQUIRE(!sniff_tei(exact, length) || !sniff_feed(exact, length));
    REQUIRE(!sniff_html(exact, length) || !sniff_tei(exact, length));
    (void)sniff_xml(exact, length);
    free(exact);
}

static void convert(struct buffer *text, struct extracted *out)
{
    size_t length = text->length;
    struct error err;

    extracted_reset(out);
    REQUIRE(encoding_to_utf8(text, out, &err) == OK);
    REQUIRE(*out->encoding && text->length <= 3 * length);
    REQUIRE(utf8_valid_length(buffer_text(text), text->length) == text->length);
}

static void check_encoding(const uint8_t *bytes, size_t length)
{
    static struct extracted first, second; /* kept, as a worker keeps it */
    struct buffer once = {0}, again = {0};

    buffer_add(&once, bytes, length);
    buffer_add(&again, bytes, length);
    convert(&once, &first);
    encodings_prepare();
    convert(&again, &second);
    REQUIRE(strcmp(first.encoding, second.encoding) == 0);
    REQUIRE(once.length == again.length &&
            memcmp(buffer_text(&once), buffer_text(&again), once.length) == 0);
    buffer_release(&once);
    buffer_release(&again);
}

static void check_gzip(const uint8_t *bytes, size_t length)
{
    struct buffer packed = {.limit = 1 << 20};
    struct error err = {.code = OK};

    if (!sniff_gzip((const char *)bytes, length))
        return;
    buffer_add(&packed, bytes, length);
    REQUIRE(gzip_unpack(&packed, &err) == OK || *err.text);
    REQUIRE(packed.length <= packed.limit);
    buffer_release(&packed);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    check_sniffers(bytes, length);
    check_encoding(bytes, length);
    check_gzip(bytes, length);
    return 0;
}
