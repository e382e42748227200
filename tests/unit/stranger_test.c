/* stranger_test.c - what a file is whose name does not say. */
#include "unit.h"

#include "folder_fixture.h"
#include "ingest/stranger.h"

static void backups_and_half_downloads_are_told_by_name(void **state)
{
    static const char *const names[] = {
        "a.txt~",     "#a.txt#", "Obama/#a.txt#", "a.txt.bak",
        "b.pdf.part", "d.tmp",   "d.txt.SWP",     "c.html.crdownload"};

    (void)state;
    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
        if (!stranger_is_backup(names[i]))
            fail_msg("%s", names[i]);
    assert_false(stranger_is_backup("a.txt"));
    assert_false(stranger_is_backup("#1 priority.txt"));
    assert_false(stranger_is_backup("part"));
    assert_false(stranger_is_backup("page.aspx"));
}

static void else_their_bytes_tell(void **state)
{
    (void)state;
    folder_write("page.aspx", "<html><body><p>Norms</p></body></html>");
    folder_write("picture", "\x89PNG\r\n\x1a\n");
    folder_write("old.doc", "x");
    assert_true(stranger_look_at(folder_path(""), "page.aspx").is_document);
    assert_false(stranger_look_at(folder_path(""), "picture").is_document);
    assert_non_null(stranger_look_at(folder_path(""), "picture").what);
    assert_true(stranger_look_at(folder_path(""), "old.doc").is_document);
}

UNIT_MAIN(cmocka_unit_test(backups_and_half_downloads_are_told_by_name),
          cmocka_unit_test_setup_teardown(else_their_bytes_tell, folder_begin,
                                          folder_end))
