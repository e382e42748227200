/* tei_test.c - TEI and XML of any kind. */
#include <string.h>

#include "unit.h"

#include "extraction_fixture.h"

static struct extraction xml;

static int release(void **state)
{
    (void)state;
    extraction_release(&xml);
    return 0;
}

static void assert_lines(const char *text, const char *expected)
{
    buffer_reset(&xml.bytes);
    buffer_add_text(&xml.bytes, text);
    extraction_run(&xml, "a.xml", 0);
    assert_string_equal(xml.err.text, "");
    assert_string_equal(extraction_lines(&xml), expected);
}

static void assert_known(const char *key, const char *value)
{
    assert_non_null(metadata_get(&xml.out.metadata, key));
    assert_string_equal(metadata_get(&xml.out.metadata, key), value);
}

static void tei_text_is_in_lines(void **state)
{
    (void)state;
    assert_lines("<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><p>no</p>"
                 "</teiHeader><text><body><div><head>Scope<note>See it.</note>"
                 "</head><p>One\n <hi>wo</hi>rd<lb break='no'/>s<lb/>here<pb "
                 "n='2'/>on.</p><list><item>a</item><item>b</item></list>"
                 "<table><row><cell>c</cell><cell>d</cell></row></table>"
                 "<fw>no</fw><figure><figDesc>no</figDesc></figure>"
                 "</div></body></text></TEI>",
                 "H Scope\nT One words here on.\nL a\nL b\nR c\nR d\n"
                 "T See it.\n");
    assert_string_equal(xml.format->name, "tei");
}

static void tei_reads_one_of_two_readings(void **state)
{
    (void)state;
    assert_lines("<TEI.2><text><p>The <choice><sic>norn</sic><corr>norm</corr>"
                 "</choice> <del>no</del><app><lem>holds</lem><rdg>no</rdg>"
                 "</app> <sic>holdes</sic>.</p></text></TEI.2>",
                 "T The norm holds holdes.\n");
}

static void tei_header_is_metadata(void **state)
{
    (void)state;
    assert_lines(
        "<TEI><teiHeader><fileDesc><titleStmt><title>Norms of\n States</title>"
        "<title>Short</title><author>A</author><author>B</author></titleStmt>"
        "<publicationStmt><date when='2011-10-27'>no</date></publicationStmt>"
        "<sourceDesc><bibl><title>no</title><date when='1930'/></bibl>"
        "</sourceDesc></fileDesc></teiHeader><text xml:lang='en'><body>"
        "<dateline><date when='1925-03-26'>March</date></dateline>"
        "<p><date when='1999'>x</date></p></body></text></TEI>",
        "T March\nT x\n");
    assert_known("title", "Norms of States");
    assert_known("author", "A; B");
    assert_known("date", "1925-03-26");
    assert_known("language", "en");
}

static void xml_blocks_are_told_from_use(void **state)
{
    (void)state;
    assert_lines("<?xml version='1.0'?><law><!-- no --><section><num>1</num>"
                 "<para>States <i>shall</i> agree.</para><para><i>All</i> of "
                 "them.</para></section><?no?><section><para>End &amp; all."
                 "</para></section></law>",
                 "T 1\nT States shall agree.\nT All of them.\nT End & all.\n");
    assert_string_equal(xml.format->name, "xml");
}

static void what_is_cut_short_is_read_and_told(void **state)
{
    (void)state;
    assert_lines("<TEI><text><p>One.</p><p>Tw", "T One.\nT Tw\n");
    assert_int_equal(xml.out.issues.count, 1);
    assert_non_null(
        strstr(xml.out.issues.items[0].message, "is not well-formed XML"));
    assert_lines("<?xml version='1.0'?><a><b>One.</b><b>Tw", "T One.\nT Tw\n");
}

static void nesting_ends(void **state)
{
    (void)state;
    buffer_reset(&xml.bytes);
    buffer_add_text(&xml.bytes, "<?xml version='1.0'?><a>kept");
    for (int i = 0; i < 100000; i++)
        buffer_add_text(&xml.bytes, "<a>");
    extraction_run(&xml, "a.xml", 0);
    assert_int_equal(xml.status, OK);
    assert_string_equal(extraction_lines(&xml), "T kept\n");
    assert_int_equal(xml.out.issues.count, 1);
}

UNIT_MAIN(cmocka_unit_test(tei_text_is_in_lines),
          cmocka_unit_test(tei_reads_one_of_two_readings),
          cmocka_unit_test(tei_header_is_metadata),
          cmocka_unit_test(xml_blocks_are_told_from_use),
          cmocka_unit_test(what_is_cut_short_is_read_and_told),
          cmocka_unit_test_teardown(nesting_ends, release))
