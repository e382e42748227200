/* prepare.c - see prepare.h. */
#include "ingest/prepare.h"

#include <libxml/parser.h>
#include <time.h>

#include "ingest/encoding_table.h"
#include "ingest/rtf_page.h"

void extractors_prepare(void)
{
    tzset();
    xmlInitParser();
    encodings_prepare();
    rtf_pages_prepare();
}
