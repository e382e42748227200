/* odt_test.c - OpenDocument texts: what is text, in which order, of which
 * kind. */
#include <stdio.h>
#include <string.h>

#include "unit.h"

#include "extraction_fixture.h"

static struct extraction odt;

static int release(void **state)
{
    (void)state;
    extraction_release(&odt);
    return 0;
}

static const char type[] = "application/vnd.oasis.opendocument.text";

static const char metadata[] =
    "<office:document-meta xmlns:office='o' xmlns:dc='d' xmlns:meta='m'>"
    "<office:meta><dc:title>Norms</dc:title><meta:initial-creator>A. Writer"
    "</meta:initial-creator><dc:creator>An editor</dc:creator>"
    "<dc:date>2012-01-02T03:04:05</dc:date><meta:creation-date>2011-07-14"
    "</meta:creation-date></office:meta></office:document-meta>";

static void read_text(const char *body, const char *list)
{
    char text[1 << 14];
    struct zip_item items[] = {{"mimetype", type},
                               {"content.xml", text},
                               {"meta.xml", metadata},
                               {"META-INF/manifest.xml", list},
                               {NULL, NULL}};

    snprintf(text, sizeof(text),
             "<office:document-content xmlns:office='o' xmlns:text='t' "
             "xmlns:table='b' xmlns:draw='d' xmlns:svg='s' xmlns:style='y'>"
             "<office:automatic-styles>"
             "<style:style style:name='P1' style:parent-style-name='Title'/>"
             "<style:style style:name='T1'><style:text-properties "
             "text:display='none'/></style:style>"
             "</office:automatic-styles>"
             "<office:body><office:text>%s</office:text></office:body>"
             "</office:document-content>",
             body);
    extraction_zip(&odt, items);
    extraction_run(&odt, "a.odt", 0);
}

static void assert_lines(const char *body, const char *expected)
{
    read_text(body, "<manifest/>");
    assert_string_equal(odt.err.text, "");
    assert_string_equal(extraction_lines(&odt), expected);
    assert_true(odt.out.paragraphs_known);
}

static void paragraphs_are_lines(void **state)
{
    (void)state;
    assert_lines("<text:p>States\n  agree<text:s text:c='3'/>on<text:tab/>all"
                 "<text:line-break/>norms.</text:p><text:p></text:p>"
                 "<text:p>&amp;</text:p>",
                 "T States agree on all norms.\nT &\n");
    assert_string_equal(odt.format->name, "odt");
    assert_lines("stray<text:p><text:span>a</text:span>b</text:p>", "T ab\n");
}

static void kinds_are_known(void **state)
{
    (void)state;
    assert_lines("<text:h>Scope</text:h><text:p text:style-name='P1'>Big"
                 "</text:p><text:list><text:list-item><text:p>item</text:p>"
                 "</text:list-item></text:list><table:table><table:table-row>"
                 "<table:table-cell><text:p>cell</text:p></table:table-cell>"
                 "</table:table-row></table:table><text:p>end</text:p>",
                 "H Scope\nH Big\nL item\nR cell\nT end\n");
}

static void notes_follow(void **state)
{
    (void)state;
    assert_lines("<text:p>Norms<text:note><text:note-citation>1"
                 "</text:note-citation><text:note-body><text:p>See it.</text:p>"
                 "</text:note-body></text:note> apply.<office:annotation>"
                 "<text:p>no</text:p></office:annotation></text:p><text:p>End."
                 "</text:p>",
                 "T Norms apply.\nT End.\nT See it.\n");
}

static void boxes_follow_their_paragraph(void **state)
{
    (void)state;
    assert_lines("<text:h>One <draw:frame><draw:text-box><text:p>box</text:p>"
                 "</draw:text-box><svg:title>no</svg:title><svg:desc>no"
                 "</svg:desc></draw:frame>line</text:h><text:p>End.</text:p>",
                 "H One line\nT box\nT End.\n");
}

static void hidden_and_deleted_text_is_out(void **state)
{
    (void)state;
    assert_lines("<text:tracked-changes><text:p>deleted</text:p>"
                 "</text:tracked-changes><text:p>a"
                 "<text:span text:style-name='T1'>no</text:span>b"
                 "<text:hidden-text>no</text:hidden-text></text:p>"
                 "<text:section text:display='none'><text:p>no</text:p>"
                 "</text:section><text:p text:style-name='T1'>no</text:p>",
                 "T ab\n");
}

static void knows_metadata(void **state)
{
    (void)state;
    read_text("", "<manifest/>");
    assert_string_equal(metadata_get(&odt.out.metadata, "title"), "Norms");
    assert_string_equal(metadata_get(&odt.out.metadata, "author"), "A. Writer");
    assert_string_equal(metadata_get(&odt.out.metadata, "created"),
                        "2011-07-14");
    assert_string_equal(metadata_get(&odt.out.metadata, "modified"),
                        "2012-01-02");
}

static void reads_the_flat_form(void **state)
{
    (void)state;
    buffer_reset(&odt.bytes);
    buffer_add_text(
        &odt.bytes,
        "<?xml version='1.0'?><office:document xmlns:office='o' xmlns:text='t' "
        "xmlns:dc='d' xmlns:style='y' office:mimetype='application/"
        "vnd.oasis.opendocument.text'><office:meta><dc:title>Flat</dc:title>"
        "</office:meta><office:master-styles><style:header><text:p>no</text:p>"
        "</style:header></office:master-styles><office:body><office:text>"
        "<text:p>Words.</text:p></office:text></office:body>"
        "</office:document>");
    extraction_run(&odt, "a.fodt", 0);
    assert_int_equal(odt.status, OK);
    assert_string_equal(extraction_lines(&odt), "T Words.\n");
    assert_string_equal(metadata_get(&odt.out.metadata, "title"), "Flat");
}

static void tells_protection(void **state)
{
    (void)state;
    read_text("x", "<m:manifest xmlns:m='m'><m:file-entry><m:encryption-data/>"
                   "</m:file-entry></m:manifest>");
    assert_int_equal(odt.status, ERR_FORMAT);
    assert_string_equal(odt.err.text,
                        "is protected by a password; save it without one");
}

UNIT_MAIN(cmocka_unit_test(paragraphs_are_lines),
          cmocka_unit_test(kinds_are_known), cmocka_unit_test(notes_follow),
          cmocka_unit_test(boxes_follow_their_paragraph),
          cmocka_unit_test(hidden_and_deleted_text_is_out),
          cmocka_unit_test(knows_metadata),
          cmocka_unit_test(reads_the_flat_form),
          cmocka_unit_test_teardown(tells_protection, release))
