/*
 * sentence_test.c - where an editor would end a sentence.
 *
 * GOLDEN follows the phenomena of the well-known golden rules for English
 * sentence splitting, one or two rows each, in the words of policy documents.
 * A bar marks each expected boundary and is no part of the text.
 */
#include "text/sentence.h"

#include <stdlib.h>
#include <string.h>

#include "text/abbreviations.h"
#include "unit.h"

static const char LIST[] =
    "Mr. title\nMrs. title\nMs. title\nDr. title\nGen. title\nSen. title\n"
    "Amb. title\nSt. title\nMt. title\nLt. title\nGov. title\nv. title\n"
    "No. number\nNos. number\nSec. number\nArt. number\nFig. number\n"
    "p. number\npp. number\nvol. number\nRev. number\n"
    "etc. general\nInc. general\nco. general\nCorp. general\nLtd. general\n"
    "Jr. general\nSept. general\nvs. general\nst. general\nPh.D. general\n"
    "approx. general\nDept. general\nApp. number\n";

struct golden {
    const char *phenomenon;
    const char *text;
};

static const struct golden GOLDEN[] = {
    {"period", "Norms guide states.| Our allies agree."},
    {"question mark", "Who governs the network?| Many stakeholders do."},
    {"exclamation mark", "Here is the strategy!| Read it."},
    {"upper-case initial", "The keynote was given by Helen K. Novak."},
    {"lower-case letter before a number", "The norms begin on p. 42."},
    {"two small letters inside", "Did Acme and co. sign the pledge?"},
    {"two letters with a capital inside",
     "The office bought routers from Hale, Ortiz & Co. in spring."},
    {"two small letters at the end",
     "Ask Acme and co.| They signed the pledge."},
    {"two letters with a capital at the end",
     "The office chose Hale, Ortiz & Co.| It delivers next year."},
    {"abbreviation before a name", "The relay station on Mt. Baker is old."},
    {"abbreviations before and after a name",
     "The clinic of St. Anne is on 9th st. beside the exchange."},
    {"abbreviation with a possessive", "They read Lee Jr.'s testimony."},
    {"initialism inside", "The U.S.A. joined the coalition in spring."},
    {"initialism at the end before a question",
     "The firm left the E.U.| How did regulators respond?"},
    {"U.S. at the end", "Servers moved to the U.S.| What about the users?"},
    {"U.S. before a capitalised noun",
     "She advises the U.S. Government on cyber policy."},
    {"U.S. inside", "He lived in the U.S. for a decade."},
    {"a.m. and p.m., inside and at the end",
     "At 9 a.m. Mr. Ito opened the talks.| The delegates adjourned at 7 P.M.| "
     "Mr. Ito then met the press."},
    {"amount inside", "The program costs $250.00 per seat."},
    {"amount at the end", "The seat costs $250.00.| Grants cover it."},
    {"sentence in parentheses inside a sentence",
     "The envoy leads the bureau (She served three years as counsel.) in "
     "the Department."},
    {"e-mail address", "Her address is Ana.Ruiz@example.gov.| I have used it."},
    {"web address",
     "The text is at https://example.gov/cyber/norms.v2.html#top.| "
     "Please read it."},
    {"single quotation inside",
     "The envoy turned around, 'We must respond.' she said."},
    {"double quotation inside",
     "The envoy turned around, \"We must respond.\" she said."},
    {"double quotation at the end",
     "The envoy turned around, \"We must respond.\"| She held up the "
     "report."},
    {"two exclamation marks", "The vote passed!!| The room rose."},
    {"two question marks", "A shutdown??| Where is it?"},
    {"exclamation and question mark", "An outage!?| Where is it?"},
    {"question and exclamation mark", "An outage?!| Where is it?"},
    {"list, period and parenthesis, open items",
     "1.) The first goal| 2.) The second goal"},
    {"list, period and parenthesis, closed items",
     "1.) The first goal.| 2.) The second goal."},
    {"list, parenthesis, open items", "1) The first goal| 2) The second goal"},
    {"list, parenthesis, closed items",
     "1) The first goal.| 2) The second goal."},
    {"list, period, open items", "1. The first goal| 2. The second goal"},
    {"list, period, closed items", "1. The first goal.| 2. The second goal."},
    {"bullets and numbers",
     "\xE2\x80\xA2 9. The ninth goal| \xE2\x80\xA2 10. The tenth goal"},
    {"hyphen bullets and numbers", "\xE2\x81\x83"
                                   "9. The ninth goal| \xE2\x81\x83"
                                   "10. The tenth goal"},
    {"list of letters",
     "a. The first goal| b. The second goal| c. The third goal"},
    {"line break inside, made a space",
     "This strategy was cut off in the middle because of its layout."},
    {"line break inside with spaces, made one",
     "The session in the capital was long and cold."},
    {"lower-case lines", "goals\n|contact points\n|events, exercises\n"},
    {"coordinates",
     "The cable lands at N\xC2\xB0. 2041.118.907.| The station is there."},
    {"name with an exclamation mark",
     "He ran policy at Yahoo! in the legal department."},
    {"I as a pronoun and as an initial",
     "Two delegates spoke, you and I.| Did you hear Albert I. Stone "
     "yesterday?"},
    {"ellipsis at a quotation's end",
     "The speaker holds that with openness, \"the rules of the network will "
     "seem less strict. . . .\""},
    {"ellipsis in brackets",
     "\"The Council [...] used the language of earlier reports [...]\" (Annex "
     "7)."},
    {"ellipsis and period, spaced",
     "If a report leaves words out at the end, it marks that with dots and "
     "then with a period . . . .| The next sentence follows."},
    {"four dots", "We never agreed to that....| The envoy left the room."},
    {"ellipsis inside",
     "We were not really ... well, what we mean...see . . . what I'm saying, "
     "the issue is . . . I did not vote."},
    {"three dots inside, four at the end",
     "One habit that grew weaker . . . was that of joining words to "
     "long compounds. . . .| The practice did not end."},
};

/* What the policy documents themselves bring. */
static const struct golden POLICY[] = {
    {"function word after an initialism",
     "They met in the U.S.| The Secretary spoke."},
    {"function word in a heading", "Relations of the U.S. In the New Century"},
    {"adverb after an initialism",
     "It was made in the U.S.| Additionally, it was cheap."},
    {"title", "We thank Gen. Lee, Dr. The and Amb. Ruiz."},
    {"number's name", "See No. 5 and Art. 12.| It says no.| No.| It does not."},
    {"Roman number", "See Art. IV of the treaty."},
    {"e.g.", "Some tools, e.g. The Box, exist."},
    {"order's section", "Sec. 3. Policy.| (a) The Secretary shall act."},
    {"treaty's article", "Article 5.1. The Parties agree.| They act."},
    {"two-word label", "Strategic Goal 2. Defend the network.| We will."},
    {"dotted section", "1.2.3. Scope.| It is wide."},
    {"lettered annex", "Annex A. Terms used.| They are few."},
    {"Roman marker", "ii. The second norm.| It holds."},
    {"parenthesised marker", "(a) The agency shall report.| (b) the term "
                             "means this."},
    {"number at the end", "It entered into force in 2012.| 15 states joined."},
    {"decimals", "It costs $1.5 million, or 3.25 percent."},
    {"file name", "Open annex.pdf and README.txt now."},
    {"question asked inside",
     "\"Are you sure?\" she asked.| \"We are!\" Minister Okafor said."},
    {"question in parentheses",
     "The model (How does it work?) is old.| (See the annex.)| It is new."},
    {"abbreviation in parentheses", "The capital (Washington, D.C.) The end."},
    {"parenthesis that ends with the sentence",
     "It is listed there (see annex.)| The next one is not."},
    {"parenthesis that never closes", "It (is open.| We go on.| We end."},
    {"quotation of two sentences",
     "He said, \"We agree.| We will act.\"| Then he left."},
    {"reference mark", "States accepted the norms.12| The text is short."},
    {"reference marks in brackets",
     "States accepted them.[1][22]| The text is short."},
    {"dash after a quotation",
     "\"We seek an open Internet.\" \xE2\x80\x94 Secretary Ruiz"},
    {"three dots before a function word", "We waited...| The vote came."},
    {"ellipsis character", "We waited\xE2\x80\xA6 and voted.| Then we left."},
    {"time of day at the end and inside",
     "No child may work between 8 p.m. and 6 a.m.| Children may rest.| It is "
     "due by 5 p.m. Eastern time, or 6 p.m. GMT, or at 7 a.m. Monday."},
    {"short sentence with a time of day",
     "We met at 9:30 a.m.| The talks ended at noon."},
    {"company with an exclamation mark", "He left Yahoo! Inc. in spring."},
    {"abbreviation that closes its own parenthesis",
     "(They met in the U.S.)| Ministers agreed."},
    {"title spelled as a number's name", "Under Sec. Ruiz left.| We stay."},
    {"starter after a quotation",
     "He asked, \"Who built the network?\"| And Baran said they all did."},
    {"attribution", "\"Who built it?\" Minister Okafor asked.| \"We did!\" I "
                    "said."},
    {"appendix before a parenthesis", "See 5 U.S.C. App. (FACA) today."},
    {"emphasis", "*Scope of the norms.*| They apply to states."},
    {"note of Markdown", "DHS assessed it.[^5]| Agencies shall act."},
    {"month", "It opened on Sept. 5 and closed."},
    {"Chinese", "\xE6\x88\x91\xE3\x80\x82|\xE4\xBD\xA0\xEF\xBC\x81"},
    {"Hindi", "\xE0\xA4\x95\xE0\xA5\xA4| \xE0\xA4\x96\xE0\xA5\xA4"},
    {"list inside a sentence", "We will 1) act, 2) report and 3) Learn."},
    {"inline article", "1. See Article 2.| The text 2.| The end"},
    {"numbers beside dashes", "Act\xE2\x80\x94"
                              "by A. Lee\xE2\x80\x94now.| We do."},
    {"two paragraphs", "A heading\n|It says this.| And that.\n\n|End"},
};

static struct abbreviations *abbreviations;

/* Copies `marked` without its bars to `text`; returns the length. */
static uint32_t unmark(const char *marked, char *text)
{
    uint32_t length = 0;

    for (; *marked; marked++)
        if (*marked != '|')
            text[length++] = *marked;
    return length;
}

/* Copies `marked` to `pieces`, newlines and the spaces after bars left out. */
static void join_wanted(const char *marked, char *pieces)
{
    for (const char *c = marked; *c; c++)
        if (*c != '\n' && !(*c == ' ' && c > marked && c[-1] == '|'))
            *pieces++ = *c;
    *pieces = '\0';
}

/* Writes the sentences of `text` to `pieces`, bars between them. */
static void join_found(const char *text, uint32_t length, char *pieces)
{
    const struct sentence_rules rules = {.abbreviations = abbreviations};
    struct spans spans = {0};

    sentences_find(text, (struct span){0, length}, &rules, &spans);
    *pieces = '\0';
    for (size_t i = 0; i < spans.count; i++) {
        strcat(pieces, i ? "|" : "");
        strncat(pieces, text + spans.items[i].begin,
                span_length(spans.items[i]));
    }
    free(spans.items);
}

/* Are the sentences of the row's text without bars its pieces? Prints the ones
 * found if not. */
static bool is_cut_as_marked(const struct golden *row)
{
    char text[512], found[600], wanted[600];

    join_wanted(row->text, wanted);
    join_found(text, unmark(row->text, text), found);
    if (strcmp(found, wanted) == 0)
        return true;
    print_message("%s:\n  wanted %s\n  found  %s\n", row->phenomenon, wanted,
                  found);
    return false;
}

static size_t count_passed(const struct golden *rows, size_t count)
{
    size_t passed = 0;

    for (size_t i = 0; i < count; i++)
        passed += is_cut_as_marked(&rows[i]);
    return passed;
}

static void golden_rules_hold(void **state)
{
    size_t count = sizeof(GOLDEN) / sizeof(GOLDEN[0]);

    (void)state;
    assert_int_equal(count_passed(GOLDEN, count), count);
}

static void policy_prose_is_cut_as_an_editor_would(void **state)
{
    size_t count = sizeof(POLICY) / sizeof(POLICY[0]);

    (void)state;
    assert_int_equal(count_passed(POLICY, count), count);
}

static void plain_rules_are_those_of_the_standard(void **state)
{
    const struct sentence_rules rules = {.is_plain = true};
    static const char text[] = "xx Mr. Ito (who?) spoke.  \n It ended.";
    struct spans spans = {0};

    (void)state;
    sentences_find(text, (struct span){3, sizeof(text) - 1}, &rules, &spans);
    assert_int_equal(spans.count, 4);
    assert_memory_equal(text + spans.items[0].begin, "Mr.", 3);
    assert_int_equal(spans.items[0].begin, 3);
    assert_int_equal(spans.items[0].end, 6);
    assert_int_equal(spans.items[1].end, 17);
    assert_int_equal(spans.items[2].begin, 18);
    assert_int_equal(spans.items[3].begin, 28);
    free(spans.items);
}

static void nothing_comes_of_nothing(void **state)
{
    const struct sentence_rules rules = {.abbreviations = NULL};
    struct spans spans = {0};

    (void)state;
    sentences_find("", (struct span){0, 0}, &rules, &spans);
    sentences_find("a. B", (struct span){2, 2}, &rules, &spans);
    sentences_find(" \n  \n", (struct span){0, 5}, &rules, &spans);
    assert_int_equal(spans.count, 0);
    free(spans.items);
}

static int load_abbreviations(void **state)
{
    struct error err;

    (void)state;
    return abbreviations_new(LIST, sizeof(LIST) - 1, "test.txt", &abbreviations,
                             &err) != OK;
}

static int free_abbreviations(void **state)
{
    (void)state;
    abbreviations_free(abbreviations);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(golden_rules_hold),
        cmocka_unit_test(policy_prose_is_cut_as_an_editor_would),
        cmocka_unit_test(plain_rules_are_those_of_the_standard),
        cmocka_unit_test(nothing_comes_of_nothing)};

    return cmocka_run_group_tests(tests, load_abbreviations,
                                  free_abbreviations) != 0;
}
