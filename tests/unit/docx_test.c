/* docx_test.c - Word documents: what is text, in which order, of which kind. */
#include <stdio.h>
#include <string.h>

#include "unit.h"

#include "extraction_fixture.h"

static struct extraction docx;

static int release(void **state)
{
    (void)state;
    extraction_release(&docx);
    return 0;
}

static const char package_relationships[] =
    "<Relationships><Relationship Type='http://schemas.openxmlformats.org/"
    "officeDocument/2006/relationships/officeDocument' "
    "Target='word/document.xml'/><Relationship Type='http://schemas."
    "openxmlformats.org/package/2006/relationships/metadata/core-properties' "
    "Target='docProps/core.xml'/></Relationships>";

static const char text_relationships[] =
    "<Relationships><Relationship Type='x/styles' Target='styles.xml'/>"
    "<Relationship Type='x/footnotes' Target='/word/footnotes.xml'/>"
    "<Relationship Type='x/endnotes' Target='endnotes.xml'/>"
    "<Relationship Type='x/styles' Target='http://x/' TargetMode='External'/>"
    "</Relationships>";

static const char styles[] =
    "<w:styles xmlns:w='w'>"
    "<w:style w:styleId='H1'><w:name w:val='heading 1'/></w:style>"
    "<w:style w:styleId='Mine'><w:basedOn w:val='H1'/></w:style>"
    "<w:style w:styleId='Out'><w:name w:val='x'/><w:pPr><w:outlineLvl "
    "w:val='2'/></w:pPr></w:style>"
    "<w:style w:styleId='B'><w:name w:val='List Bullet'/><w:pPr><w:numPr/>"
    "</w:pPr></w:style>"
    "<w:style w:styleId='C'><w:name w:val='caption'/></w:style>"
    "<w:style w:styleId='Loop'><w:basedOn w:val='Loop'/></w:style>"
    "</w:styles>";

static const char core[] =
    "<cp:coreProperties xmlns:cp='c' xmlns:dc='d' xmlns:dcterms='t'>"
    "<dc:title>Norms of\n States</dc:title><dc:creator>A. Writer</dc:creator>"
    "<cp:lastModifiedBy>B</cp:lastModifiedBy><dc:language>fr</dc:language>"
    "<dcterms:created>2011-07-14T08:00:00Z</dcterms:created>"
    "</cp:coreProperties>";

static const char footnotes[] =
    "<w:footnotes xmlns:w='w'><w:footnote w:type='separator'><w:p><w:r><w:t>no"
    "</w:t></w:r></w:p></w:footnote><w:footnote w:id='2'><w:p><w:r>"
    "<w:t>See the report.</w:t></w:r></w:p></w:footnote></w:footnotes>";

static const char endnotes[] =
    "<w:endnotes xmlns:w='w'><w:endnote w:id='2'><w:p><w:r><w:t>At the end."
    "</w:t></w:r></w:p></w:endnote></w:endnotes>";

static void read_body(const char *body)
{
    char text[1 << 14];
    struct zip_item items[] = {
        {"[Content_Types].xml", "<Types/>"},
        {"_rels/.rels", package_relationships},
        {"word/document.xml", text},
        {"word/_rels/document.xml.rels", text_relationships},
        {"word/styles.xml", styles},
        {"word/footnotes.xml", footnotes},
        {"word/endnotes.xml", endnotes},
        {"docProps/core.xml", core},
        {NULL, NULL},
    };

    snprintf(text, sizeof(text),
             "<w:document xmlns:w='w' xmlns:mc='mc'><w:body>%s"
             "</w:body></w:document>",
             body);
    extraction_zip(&docx, items);
    extraction_run(&docx, "a.docx", 0);
}

static const char notes[] = "T See the report.\nT At the end.\n";

static void assert_lines(const char *body, const char *expected)
{
    char all[1 << 12];

    read_body(body);
    assert_string_equal(docx.err.text, "");
    snprintf(all, sizeof(all), "%s%s", expected, notes);
    assert_string_equal(extraction_lines(&docx), all);
    assert_true(docx.out.paragraphs_known);
}

static void paragraphs_are_lines(void **state)
{
    (void)state;
    assert_lines("<w:p><w:r><w:t>States </w:t></w:r><w:r><w:t>agree.</w:t>"
                 "</w:r></w:p><w:p></w:p><w:p><w:r><w:t>Others &amp; all</w:t>"
                 "</w:r></w:p>",
                 "T States agree.\nT Others & all\n");
    assert_string_equal(docx.format->name, "docx");
    assert_lines("<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t>"
                 "<w:noBreakHyphen/><w:t>d</w:t><w:softHyphen/><w:t>e</w:t>"
                 "</w:r></w:p>",
                 "T a b c-de\n");
    assert_lines("<w:p><w:hyperlink><w:r><w:t>a link</w:t></w:r></w:hyperlink>"
                 "</w:p><w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr>"
                 "<w:sdtContent><w:p><w:r><w:t>control</w:t></w:r></w:p>"
                 "</w:sdtContent></w:sdt>",
                 "T a link\nT control\n");
}

static void knows_metadata(void **state)
{
    (void)state;
    read_body("");
    assert_string_equal(metadata_get(&docx.out.metadata, "title"),
                        "Norms of States");
    assert_string_equal(metadata_get(&docx.out.metadata, "author"),
                        "A. Writer");
    assert_string_equal(metadata_get(&docx.out.metadata, "language"), "fr");
    assert_string_equal(metadata_get(&docx.out.metadata, "created"),
                        "2011-07-14");
    assert_null(metadata_get(&docx.out.metadata, "date"));
}

static void styles_tell_kinds(void **state)
{
    (void)state;
    assert_lines("<w:p><w:pPr><w:pStyle w:val='H1'/></w:pPr><w:r><w:t>a</w:t>"
                 "</w:r></w:p><w:p><w:pPr><w:pStyle w:val='Mine'/></w:pPr><w:r>"
                 "<w:t>b</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val='Out'/>"
                 "</w:pPr><w:r><w:t>c</w:t></w:r></w:p>",
                 "H a\nH b\nH c\n");
    assert_lines("<w:p><w:pPr><w:pStyle w:val='B'/></w:pPr><w:r><w:t>a</w:t>"
                 "</w:r></w:p><w:p><w:pPr><w:pStyle w:val='C'/></w:pPr><w:r>"
                 "<w:t>b</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val='Loop'/>"
                 "</w:pPr><w:r><w:t>c</w:t></w:r></w:p>",
                 "L a\nC b\nT c\n");
    assert_lines("<w:p><w:pPr><w:outlineLvl w:val='0'/></w:pPr><w:r><w:t>a"
                 "</w:t></w:r></w:p><w:p><w:pPr><w:outlineLvl w:val='9'/>"
                 "</w:pPr><w:r><w:t>b</w:t></w:r></w:p><w:p><w:pPr><w:numPr/>"
                 "</w:pPr><w:r><w:t>c</w:t></w:r></w:p>",
                 "H a\nT b\nL c\n");
}

static void cells_are_lines(void **state)
{
    (void)state;
    assert_lines("<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p><w:p>"
                 "<w:r><w:t>b</w:t></w:r></w:p></w:tc><w:tc><w:tbl><w:tr><w:tc>"
                 "<w:p><w:r><w:t>c</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p>"
                 "<w:r><w:t>d</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p><w:r>"
                 "<w:t>e</w:t></w:r></w:p>",
                 "R a\nR b\nR c\nR d\nT e\n");
}

static void changes_are_as_accepted(void **state)
{
    (void)state;
    assert_lines("<w:p><w:r><w:t>a </w:t></w:r><w:ins><w:r><w:t>in </w:t></w:r>"
                 "</w:ins><w:del><w:r><w:delText>out </w:delText><w:t>out "
                 "</w:t></w:r></w:del><w:r><w:t>b</w:t></w:r></w:p>",
                 "T a in b\n");
    assert_lines("<w:p><w:moveFrom><w:r><w:t>gone</w:t></w:r></w:moveFrom>"
                 "<w:moveTo><w:r><w:t>here</w:t></w:r></w:moveTo></w:p>",
                 "T here\n");
    /* A deleted paragraph mark joins two paragraphs. */
    assert_lines("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>one "
                 "</w:t></w:r></w:p><w:p><w:r><w:t>line</w:t></w:r></w:p>",
                 "T one line\n");
}

static void fields_leave_their_results(void **state)
{
    (void)state;
    assert_lines("<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r>"
                 "<w:instrText>IF </w:instrText></w:r><w:r>"
                 "<w:fldChar w:fldCharType='begin'/></w:r><w:r><w:t>no</w:t>"
                 "</w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r>"
                 "<w:t>no</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/>"
                 "</w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r>"
                 "<w:t>yes</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/>"
                 "</w:r><w:r><w:t>!</w:t></w:r></w:p>",
                 "T yes!\n");
    assert_lines("<w:p><w:fldSimple w:instr='PAGE'><w:r><w:t>7</w:t></w:r>"
                 "</w:fldSimple></w:p>",
                 "T 7\n");
    /* One that is never closed costs its own paragraph at most. */
    assert_lines("<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r>"
                 "<w:t>lost</w:t></w:r></w:p><w:p><w:r><w:t>kept</w:t></w:r>"
                 "</w:p>",
                 "T kept\n");
}

static void hidden_text_is_out(void **state)
{
    (void)state;
    assert_lines("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>no</w:t></w:r><w:r>"
                 "<w:t>a</w:t></w:r><w:r><w:rPr><w:vanish w:val='0'/></w:rPr>"
                 "<w:t>b</w:t></w:r></w:p>",
                 "T ab\n");
}

static void boxes_are_read_once(void **state)
{
    (void)state;
    assert_lines("<w:p><w:r><w:t>before </w:t></w:r><w:r><mc:AlternateContent>"
                 "<mc:Choice><w:txbxContent><w:p><w:pPr><w:pStyle w:val='H1'/>"
                 "</w:pPr><w:r><w:t>box</w:t></w:r></w:p></w:txbxContent>"
                 "</mc:Choice><mc:Choice><w:txbxContent><w:p><w:pPr>"
                 "<w:pStyle w:val='H1'/></w:pPr><w:r><w:t>no</w:t></w:r></w:p>"
                 "</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p>"
                 "<w:pPr><w:pStyle w:val='H1'/></w:pPr><w:r><w:t>no</w:t></w:r>"
                 "</w:p></w:txbxContent></mc:Fallback></mc:AlternateContent>"
                 "</w:r><w:r><w:t>after</w:t></w:r></w:p>",
                 "T before after\nH box\n");
    assert_lines("<w:p><w:pict><w:txbxContent><w:p><w:pPr>"
                 "<w:pStyle w:val='H1'/></w:pPr><w:r><w:t>old</w:t></w:r></w:p>"
                 "</w:txbxContent></w:pict><w:r><w:t>a</w:t></w:r></w:p>",
                 "T a\nH old\n");
}

static void assert_refused(const struct zip_item *items, const char *sentence)
{
    extraction_zip(&docx, items);
    extraction_run(&docx, "a.docx", 0);
    assert_int_equal(docx.status, ERR_FORMAT);
    if (!strstr(docx.err.text, sentence))
        fail_msg("\"%s\" has no \"%s\"", docx.err.text, sentence);
}

static void tells_damage(void **state)
{
    struct zip_item items[] = {{"[Content_Types].xml", "<Types/>"},
                               {"word/document.xml", "<w:p xmlns:w='w'><w:r>"},
                               {NULL, NULL},
                               {NULL, NULL}};

    (void)state;
    assert_refused(items, "has no member \"_rels/.rels\"");
    items[2] = (struct zip_item){"_rels/.rels", "<a/>"};
    assert_refused(items, "nothing in it says where its text is");
    items[2].text = package_relationships;
    assert_refused(items, "\"word/document.xml\" is not well-formed XML");
}

static void tells_truncation(void **state)
{
    (void)state;
    read_body("<w:p><w:r><w:t>a</w:t></w:r></w:p>");
    docx.bytes.length /= 2;
    extraction_run(&docx, "a.docx", 0);
    assert_int_equal(docx.status, ERR_FORMAT);
    assert_non_null(strstr(docx.err.text, "cut short"));
}

/* A byte of the packed text is turned: the checksum tells. */
static void tells_a_turned_byte(void **state)
{
    char *found;

    (void)state;
    read_body("<w:p><w:r><w:t>a</w:t></w:r></w:p>");
    found = memmem(docx.bytes.data, docx.bytes.length, "word/document.xml",
                   strlen("word/document.xml"));
    assert_non_null(found);
    found[60] = (char)(found[60] ^ 0x55);
    extraction_run(&docx, "a.docx", 0);
    assert_int_equal(docx.status, ERR_FORMAT);
}

UNIT_MAIN(cmocka_unit_test(paragraphs_are_lines),
          cmocka_unit_test(knows_metadata), cmocka_unit_test(styles_tell_kinds),
          cmocka_unit_test(cells_are_lines),
          cmocka_unit_test(changes_are_as_accepted),
          cmocka_unit_test(fields_leave_their_results),
          cmocka_unit_test(hidden_text_is_out),
          cmocka_unit_test(boxes_are_read_once), cmocka_unit_test(tells_damage),
          cmocka_unit_test(tells_truncation),
          cmocka_unit_test_teardown(tells_a_turned_byte, release))
