/* corpus_test.c - manifest, names and folders come together. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "unit.h"

#include "base/files.h"
#include "base/walk.h"
#include "ingest/corpus.h"

static char root[64];
static struct administrations terms;
static struct corpus corpus;
static struct issues issues;
static struct error err;

static const char terms_csv[] = "president,party,start,end\n"
                                "Obama,,2009-01-20,2017-01-20\n"
                                "Trump 1,,2017-01-20,2021-01-20\n"
                                "Biden,,2021-01-20,2025-01-20\n";

static int load_terms(void **state)
{
    (void)state;
    return administrations_load(&terms,
                                &(struct csv_source){"a.csv", "settings",
                                                     terms_csv,
                                                     sizeof(terms_csv) - 1},
                                &issues, &err) != OK;
}

static int release_terms(void **state)
{
    (void)state;
    administrations_release(&terms);
    return 0;
}

static int make_root(void **state)
{
    (void)state;
    strcpy(root, "/tmp/corpus_test.XXXXXX");
    return mkdtemp(root) && chdir(root) == 0 && mkdir("c", 0777) == 0 ? 0 : -1;
}

static int remove_root(void **state)
{
    (void)state;
    corpus_release(&corpus);
    issues_release(&issues);
    return chdir("/") == 0 && tree_remove(root, &err) == OK ? 0 : -1;
}

static void put(const char *path, const char *text)
{
    char *folder = memory_copy_text(path, (size_t)(path_name(path) - path));

    assert_int_equal(folder_create(folder, &err), OK);
    assert_int_equal(file_write(path, text, strlen(text), &err), OK);
    free(folder);
}

static enum status open_with(const char *manifest)
{
    struct corpus_options options = {.folder = "c",
                                     .missing_percent = 10,
                                     .manifest = manifest,
                                     .administrations = &terms};

    corpus_release(&corpus);
    issues_release(&issues);
    return corpus_open(&corpus, &options, &issues, &err);
}

/* Asserts the paths of all documents and issues: "a b !c". */
static void assert_opens(const char *expected)
{
    struct buffer text = {0};

    if (open_with(NULL))
        fail_msg("%s", err.text);
    for (size_t i = 0; i < corpus.items.count; i++)
        buffer_add_format(&text, "%s%s", i ? " " : "",
                          corpus.items.items[i].path);
    for (size_t i = 0; i < issues.count; i++) {
        assert_int_equal(issues.items[i].severity, SEVERITY_WARNING);
        buffer_add_format(&text, " !%s", issues.items[i].document);
    }
    assert_string_equal(buffer_text(&text), expected);
    buffer_release(&text);
}

static void assert_value(size_t index, const char *column, const char *expected)
{
    struct buffer scratch = {0};
    const char *value = document_value(&corpus, &corpus.items.items[index],
                                       corpus_column(&corpus, column),
                                       &scratch);

    if (strcmp(value, expected) != 0)
        fail_msg("%s of %s is \"%s\", not \"%s\"", column,
                 corpus.items.items[index].path, value, expected);
    buffer_release(&scratch);
}

static void assert_refused(const char *manifest, const char *sentence)
{
    put("c/manifest.csv", manifest);
    assert_int_equal(open_with(NULL), ERR_INPUT);
    if (strcmp(err.text, sentence) != 0)
        fail_msg("\"%s\" is not \"%s\"", err.text, sentence);
}

static void reads_a_folder_without_manifest(void **state)
{
    (void)state;
    put("c/2011-07-14-cyber-diplomacy.txt", "text");
    put("c/Obama/remarks_in-london.md", "text");
    put("c/2018/2018-04-command-vision.txt", "text");
    put("c/2022/cuba.txt", "text");
    put("c/plain.txt", "text");
    assert_opens("2011-07-14-cyber-diplomacy.txt "
                 "2018/2018-04-command-vision.txt 2022/cuba.txt "
                 "Obama/remarks_in-london.md plain.txt");
    assert_value(0, "date", "2011-07-14");
    assert_value(0, "title", "Cyber diplomacy");
    assert_value(0, "administration", "Obama");
    assert_value(0, "folder", "");
    assert_int_equal(corpus.items.items[0].date_source, SOURCE_FILE_NAME);
    assert_int_equal(corpus.items.items[0].administration_source, SOURCE_DATE);
    assert_int_equal(corpus.items.items[0].size_bytes, 4);
    assert_value(1, "date", "2018-04");
    assert_value(1, "administration", "Trump 1");
    assert_value(2, "date", "2022");
    assert_value(2, "folder", "2022");
    assert_value(2, "title", "Cuba");
    assert_int_equal(corpus.items.items[2].date_source, SOURCE_FOLDER);
    assert_value(3, "administration", "Obama");
    assert_value(3, "title", "Remarks in london");
    assert_value(3, "date", "");
    assert_int_equal(corpus.items.items[3].administration_source,
                     SOURCE_FOLDER);
    assert_value(4, "administration", "");
    assert_int_equal(corpus.items.items[4].administration_source, SOURCE_NONE);
}

static void passes_over_what_is_no_document(void **state)
{
    (void)state;
    put("c/a.txt", "x");
    put("c/README.md", "x");
    put("c/sub/readme.txt", "x");
    put("c/Readmission-of-allies.txt", "x");
    put("c/.hidden.txt", "x");
    put("c/~$a.txt", "x");
    put("c/notes.CSV", "x");
    put("c/scan.xyz", "x");
    put("c/z.txt.gz", "x");
    put("c/z.gz", "x");
    put("c/noextension", "x");
    put("c/bad\xFFname.txt", "x");
    assert_opens("Readmission-of-allies.txt a.txt z.txt.gz ! !noextension "
                 "!scan.xyz !z.gz");
    assert_value(2, "title", "Z");
    assert_non_null(strstr(issues.items[2].message,
                           "is not a document that policylex can read; it "
                           "reads text (.txt), markdown (.md)"));
    assert_string_equal(issues.items[2].stage, "corpus");
}

static void names_that_say_nothing_are_looked_into(void **state)
{
    (void)state;
    put("c/index.aspx", "<!DOCTYPE html><html><body>Norms</body></html>");
    put("c/law.doc", "x"); /* its loss is an error of the document */
    put("c/photo.jpg", "\xFF\xD8\xFF\xE0");
    put("c/news", "<rss><channel></channel></rss>");
    put("c/deep/manifest.csv", "file\n");
    assert_opens("index.aspx law.doc !deep/manifest.csv !news !photo.jpg");
    assert_non_null(strstr(issues.items[0].message, "is not used"));
    assert_non_null(strstr(issues.items[1].message, "name it .xml"));
    assert_string_equal(issues.items[2].message,
                        "is a JPEG image; it is passed over");
}

static void the_manifest_knows_better(void **state)
{
    (void)state;
    put("c/2011-07-14-title.txt", "x");
    put("c/Obama/b.txt", "x");
    put("c/z.txt", "x");
    put("c/README.txt", "x");
    put("c/manifest.csv",
        "file,date,title,administration,speaker,Theme\n"
        "2011-07-14-title.txt,2018-05-31,Recommendations,,Hill,\n"
        "Obama/b.txt,2018,,,,2\nREADME.txt,,Read me,Own,,\n");
    assert_opens("2011-07-14-title.txt Obama/b.txt README.txt z.txt");
    assert_value(0, "date", "2018-05-31");
    assert_value(0, "title", "Recommendations");
    assert_value(0, "administration", "Trump 1");
    assert_value(0, "speaker", "Hill");
    assert_true(corpus.items.items[0].in_manifest);
    assert_value(1, "date", "2018");
    assert_value(1, "title", "B");
    assert_value(1, "administration", "Obama"); /* the folder, not the date */
    assert_value(1, "theme", "2");
    assert_value(2, "administration", "Own");
    assert_value(3, "speaker", "");
    assert_false(corpus.items.items[3].in_manifest);
    assert_int_equal(corpus.column_count, 2);
    assert_string_equal(corpus.columns[1], "Theme");
    assert_int_equal(corpus_column(&corpus, "nothing"), CORPUS_NO_COLUMN);
}

static void refuses_files_that_are_not_there(void **state)
{
    (void)state;
    put("c/Cuba.txt", "x");
    put("c/.hidden/a.txt", "x");
    put("c/sub/b.txt", "x");
    assert_refused("file\nnone.txt\n",
                   "c/manifest.csv:2:1: \"none.txt\" (in c) is not there");
    assert_refused("title,file\n1,cuba.txt\n",
                   "c/manifest.csv:2:2: \"cuba.txt\" is not in c; did you "
                   "mean \"Cuba.txt\"?");
    assert_refused("file\nsub\n", "c/manifest.csv:2:1: \"sub\" (in c) is a "
                                  "folder; list its files one by one");
    assert_refused("file\n.hidden/a.txt\n",
                   "c/manifest.csv:2:1: \".hidden/a.txt\" (in c) cannot be "
                   "read as a file of the corpus (it is hidden, or a link that "
                   "leads out of it)");
    put("outside.txt", "x");
    assert_int_equal(symlink("../outside.txt", "c/link.txt"), 0);
    assert_int_equal(open_with(NULL), ERR_INPUT);
    assert_refused("file\nlink.txt\n",
                   "c/manifest.csv:2:1: \"link.txt\" (in c) cannot be read as "
                   "a file of the corpus (it is hidden, or a link that leads "
                   "out of it)");
}

static void warns_of_a_row_whose_document_is_gone(void **state)
{
    (void)state;
    put("c/a.txt", "x");
    put("c/manifest.csv", "file,date\na.txt,2018\nnone.txt,2019\n");
    assert_opens("a.txt !c/manifest.csv");
    assert_value(0, "date", "2018");
    assert_int_equal(issues.errors, 0);
    assert_int_equal(issues.count, 1);
    assert_string_equal(issues.items[0].document, "c/manifest.csv");
    assert_string_equal(issues.items[0].place, "3:1");
    assert_non_null(
        strstr(issues.items[0].message, "nothing is counted for this row"));
}

/* Of `rows` rows the first `there` have a document. */
static enum status open_rows(size_t rows, size_t there)
{
    struct buffer text = {0};

    buffer_add_text(&text, "file\n");
    for (size_t i = 0; i < rows; i++) {
        char name[32];

        snprintf(name, sizeof(name), "c/%zu.txt", i);
        buffer_add_format(&text, "%s\n", name + 2);
        if (i < there)
            put(name, "x");
        else
            unlink(name);
    }
    put("c/manifest.csv", buffer_text(&text));
    buffer_release(&text);
    return open_with(NULL);
}

static void refuses_a_manifest_of_which_too_much_is_not_there(void **state)
{
    (void)state;
    assert_int_equal(open_rows(CORPUS_JUDGED_MIN, 45), OK); /* a tenth */
    assert_int_equal(open_rows(CORPUS_JUDGED_MIN, 44), ERR_INPUT);
    assert_int_equal(open_rows(CORPUS_JUDGED_MIN - 1, 1), OK);
    assert_int_equal(open_rows(2, 0), ERR_INPUT);
}

static void tells_all_of_a_manifests_faults(void **state)
{
    (void)state;
    put("c/a.txt", "x");
    put("c/manifest.csv", "file,date\na.txt,x\nnone.txt,2011\n");
    assert_int_equal(open_with(NULL), ERR_INPUT);
    assert_int_equal(issues.errors, 1);
    assert_int_equal(issues.count, 2);
    assert_string_equal(issues.items[0].place, "2:2");
    assert_string_equal(issues.items[1].place, "3:1");
}

static void finds_the_manifest(void **state)
{
    (void)state;
    put("c/a.txt", "x");
    put("other.csv", "file,title\na.txt,Elsewhere\n");
    assert_int_equal(open_with("other.csv"), OK);
    assert_value(0, "title", "Elsewhere");
    assert_int_equal(open_with("none.csv"), ERR_MISSING);
    assert_string_equal(err.text, "none.csv: cannot be opened: "
                                  "No such file or directory");
    assert_int_equal(symlink("nowhere", "c/manifest.csv"), 0);
    assert_int_equal(open_with(NULL), ERR_MISSING);
    assert_int_equal(tree_remove("c", &err), OK);
    assert_int_equal(open_with(NULL), ERR_MISSING);
    assert_string_equal(err.text, "c: the folder cannot be opened: "
                                  "No such file or directory");
}

static void front_matter_stands_between(void **state)
{
    struct extracted said = {0};
    struct arena texts = {0};

    (void)state;
    put("c/2011-07-14-name.md", "x");
    put("c/listed.md", "x");
    put("c/manifest.csv",
        "file,date,title,speaker\nlisted.md,2018-05-31,Listed,\n");
    assert_opens("2011-07-14-name.md listed.md");
    metadata_add(&said.metadata, "Title", "Said");
    metadata_add(&said.metadata, "date", "2022-04-28T07:00:00Z");
    metadata_add(&said.metadata, "speaker", "Blinken");
    for (size_t i = 0; i < 2; i++)
        document_adopt(&corpus, &corpus.items.items[i], &said, &texts, &issues);
    assert_value(0, "title", "Said");
    assert_value(0, "date", "2022-04-28");
    assert_value(0, "administration", "Biden");
    assert_value(0, "speaker", "Blinken");
    assert_value(1, "title", "Listed");
    assert_value(1, "date", "2018-05-31");
    assert_value(1, "administration", "Trump 1");
    assert_value(1, "speaker", "Blinken");
    assert_int_equal(issues.count, 0);
    extracted_release(&said);
    arena_release(&texts);
}

static void the_day_a_file_was_made_is_the_last_resort(void **state)
{
    struct extracted said = {0};
    struct arena texts = {0};

    (void)state;
    put("c/2011-07-14-name.pdf", "x");
    put("c/2016/folder.pdf", "x");
    put("c/name.pdf", "x");
    assert_opens("2011-07-14-name.pdf 2016/folder.pdf name.pdf");
    metadata_add(&said.metadata, "modified", "2022-05-01");
    for (size_t i = 0; i < 2; i++)
        document_adopt(&corpus, &corpus.items.items[i], &said, &texts, &issues);
    metadata_add(&said.metadata, "created", "2022-04-28T07:00:00Z");
    document_adopt(&corpus, &corpus.items.items[2], &said, &texts, &issues);
    assert_value(0, "date", "2011-07-14");
    assert_value(1, "date", "2016");
    assert_value(2, "date", "2022-04-28");
    assert_value(2, "administration", "Biden");
    assert_int_equal(corpus.items.items[2].date_source, SOURCE_CREATED);
    assert_string_equal(metadata_source_name(SOURCE_CREATED), "created");
    assert_int_equal(issues.count, 0);
    extracted_release(&said);
    arena_release(&texts);
}

static void tells_of_front_matter_that_is_no_date(void **state)
{
    struct extracted said = {0};
    struct arena texts = {0};

    (void)state;
    put("c/2011-07-14-name.md", "x");
    assert_opens("2011-07-14-name.md");
    metadata_add(&said.metadata, "date", "last spring");
    document_adopt(&corpus, &corpus.items.items[0], &said, &texts, &issues);
    assert_value(0, "date", "2011-07-14");
    assert_int_equal(issues.count, 1);
    assert_string_equal(issues.items[0].document, "2011-07-14-name.md");
    assert_non_null(strstr(issues.items[0].message, "\"last spring\""));
    extracted_release(&said);
    arena_release(&texts);
}

static void datelines_stand_below_file_names(void **state)
{
    struct extracted said = {0};
    struct arena texts = {0};

    (void)state;
    put("c/2016/plain.txt", "x");
    put("c/2018-05-name.txt", "x");
    put("c/2018-06-name.txt", "x");
    put("c/2018-05-31-name.txt", "x");
    assert_opens("2016/plain.txt 2018-05-31-name.txt 2018-05-name.txt "
                 "2018-06-name.txt");
    buffer_add_text(&said.text, "Fact Sheet\nMay 14, 2018\n\nText.\n");
    for (size_t i = 0; i < 4; i++)
        document_adopt(&corpus, &corpus.items.items[i], &said, &texts, &issues);
    assert_value(0, "date", "2018-05-14"); /* a folder knows less */
    assert_value(1, "date", "2018-05-31");
    assert_value(2, "date", "2018-05-14"); /* the same, but more exactly */
    assert_value(3, "date", "2018-06");
    assert_int_equal(corpus.items.items[0].date_source, SOURCE_DATELINE);
    assert_int_equal(corpus.items.items[1].date_source, SOURCE_FILE_NAME);
    assert_int_equal(corpus.items.items[2].date_source, SOURCE_DATELINE);
    assert_value(0, "administration", "Trump 1");
    extracted_release(&said);
    arena_release(&texts);
}

static void names_its_sources(void **state)
{
    (void)state;
    assert_string_equal(metadata_source_name(SOURCE_NONE), "");
    assert_string_equal(metadata_source_name(SOURCE_FILE_NAME), "file name");
    assert_string_equal(metadata_source_name(SOURCE_DATELINE), "dateline");
    assert_string_equal(metadata_source_name(SOURCE_METADATA), "metadata");
    assert_string_equal(metadata_source_name(SOURCE_MANIFEST), "manifest");
}

#define FRESH(test) \
    cmocka_unit_test_setup_teardown(test, make_root, remove_root)

static const char two_items[] =
    "<rss><channel><item><title>One</title></item><item><title>Two</title>"
    "</item></channel></rss>";

static void items_of_feeds_are_documents(void **state)
{
    (void)state;
    put("c/a.rss", two_items);
    put("c/a.rss.txt", "text");
    put("c/b.rss#1", two_items);
    put("c/m.csv", "file,date,title,tag\na.rss,,Feed,x\n"
                   "a.rss#2,2011-07-14,Second,y\n");
    assert_int_equal(open_with("c/m.csv"), OK);
    assert_int_equal(corpus.items.count, 3);
    assert_string_equal(corpus.items.items[0].path, "a.rss#1");
    assert_string_equal(corpus.items.items[1].path, "a.rss#2");
    assert_string_equal(corpus.items.items[2].path, "a.rss.txt");
    /* The file's row is each item's, but for the title. */
    assert_null(corpus.items.items[0].title);
    assert_string_equal(corpus.items.items[0].values[0], "x");
    assert_string_equal(corpus.items.items[1].title, "Second");
    assert_string_equal(corpus.items.items[1].values[0], "y");
    assert_int_equal(issues.count, 1); /* b.rss#1 is no item's name */
}

static void listed_items_that_are_gone_are_told(void **state)
{
    (void)state;
    put("c/a.rss", two_items);
    put("c/m.csv", "file\na.rss#2\na.rss#3\nb.rss#1\n");
    assert_int_equal(open_with("c/m.csv"), OK);
    assert_int_equal(issues.count, 2);
    assert_string_equal(issues.items[0].place, "3:1");
    assert_string_equal(issues.items[1].place, "4:1");
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        FRESH(reads_a_folder_without_manifest),
        FRESH(passes_over_what_is_no_document),
        FRESH(names_that_say_nothing_are_looked_into),
        FRESH(the_manifest_knows_better),
        FRESH(refuses_files_that_are_not_there),
        FRESH(warns_of_a_row_whose_document_is_gone),
        FRESH(refuses_a_manifest_of_which_too_much_is_not_there),
        FRESH(tells_all_of_a_manifests_faults),
        FRESH(finds_the_manifest),
        FRESH(front_matter_stands_between),
        FRESH(tells_of_front_matter_that_is_no_date),
        FRESH(datelines_stand_below_file_names),
        FRESH(the_day_a_file_was_made_is_the_last_resort),
        FRESH(items_of_feeds_are_documents),
        FRESH(listed_items_that_are_gone_are_told),
        cmocka_unit_test(names_its_sources),
    };

    if (argc > 1 && strcmp(argv[1], EXTRACT_WORKER_COMMAND) == 0)
        return extract_worker_main();
    return cmocka_run_group_tests_name("corpus", tests, load_terms,
                                       release_terms);
}
