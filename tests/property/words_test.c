/*
 * words_test.c - the quick way through ASCII finds the words of the full rules.
 *
 * The reference knows no quick way: it steps from one UAX #29 boundary to the
 * next and applies the tailorings (SEMANTICS: words) to what lies between.
 *
 *     WORDS_ROUNDS=17 words_test      repeats round 17 alone
 */
#include "text/words.h"

#include <ctype.h>

#include "random_text.h"
#include "text/abbreviations.h"
#include "text/char_class.h"
#include "text/link.h"
#include "text/utf8.h"
#include "text/word_break.h"

/* -- The reference --------------------------------------------------------- */

struct reading {
    const char *text;
    uint32_t end;
    const struct word_rules *rules;
    struct words *out;
};

static bool is_letter_or_digit(const struct reading *reading, uint32_t at)
{
    size_t length;

    return at < reading->end && char_class_is_letter_or_digit(char_class(
                                    utf8_decode(reading->text + at, &length)));
}

static bool holds_letter_or_digit(const struct reading *reading,
                                  struct span span)
{
    for (uint32_t at = span.begin; at < span.end; at++)
        if (!utf8_is_continuation((unsigned char)reading->text[at]) &&
            is_letter_or_digit(reading, at))
            return true;
    return false;
}

/* Is what stands before `end`, from `begin` on, a letter or digit, marks on it
 * passed over? */
static bool follows_letter_or_digit(const struct reading *reading,
                                    uint32_t begin, uint32_t end)
{
    uint32_t at = (uint32_t)utf8_before(reading->text, end);
    size_t length;
    uint16_t class = char_class(utf8_decode(reading->text + at, &length));

    return char_class_word(class) == WB_EXTEND
               ? at > begin && follows_letter_or_digit(reading, begin, at)
               : is_letter_or_digit(reading, at);
}

/* One segment, and those that hyphens join to it. */
static uint32_t segment_end(const struct reading *reading, uint32_t from)
{
    const char *text = reading->text;
    uint32_t end = (uint32_t)word_break_next(text, reading->end, from);

    while (!reading->rules->splits_hyphens && end < reading->end &&
           text[end] == '-' && follows_letter_or_digit(reading, from, end) &&
           is_letter_or_digit(reading, end + 1))
        end = (uint32_t)word_break_next(text, reading->end, end + 1);
    return end;
}

/* "@name" or "#tag" with a letter in it; returns its end, or 0. */
static uint32_t tag_end(const struct reading *reading, uint32_t from)
{
    const char *text = reading->text;
    uint32_t at = from + 1;
    bool is_number = true;

    while (at < reading->end &&
           (text[at] == '_' || is_letter_or_digit(reading, at))) {
        size_t length;

        is_number &= text[at] == '_' || isdigit((unsigned char)text[at]);
        utf8_decode(text + at, &length);
        at += (uint32_t)length;
    }
    return is_number ? 0 : at;
}

static bool takes_period(const struct reading *reading, struct span word)
{
    const char *after = reading->text + word.end + 1;

    if (word.end >= reading->end || after[-1] != '.')
        return false;
    switch (abbreviations_find(reading->rules->abbreviations,
                               reading->text + word.begin,
                               span_length(word) + 1)) {
    case ABBREVIATION_NONE:
        return false;
    case ABBREVIATION_NUMBER:
        return word.end + 2 < reading->end && after[0] == ' ' &&
               isdigit((unsigned char)after[1]);
    case ABBREVIATION_TITLE:
    case ABBREVIATION_GENERAL:
    case ABBREVIATION_INITIALISM:
    default:
        return true;
    }
}

static uint32_t read_word(const struct reading *reading, struct span segment)
{
    struct span word = segment;
    uint32_t end;

    if (!holds_letter_or_digit(reading, segment))
        return segment.end;
    end = link_end(reading->text, segment, reading->end);
    if (end)
        return end;
    while (reading->text[word.begin] == '_')
        word.begin++;
    while (reading->text[word.end - 1] == '_')
        word.end--;
    if (span_length(word) == span_length(segment) &&
        takes_period(reading, word))
        word.end = ++segment.end;
    VECTOR_PUSH(reading->out)->span = word;
    return segment.end;
}

static void read_words(const struct reading *reading)
{
    uint32_t at = 0, tag;

    while (at < reading->end) {
        struct span segment = {at, segment_end(reading, at)};
        char first = reading->text[at];

        if (first == '@' || first == '#') {
            tag = tag_end(reading, at);
            if (tag)
                VECTOR_PUSH(reading->out)->span = (struct span){at, tag};
            at = tag ? tag : at + 1;
        } else {
            at = read_word(reading, segment);
        }
    }
}

/* -- Random texts ---------------------------------------------------------- */

static const char *const ascii[] = {
    "a",      "b",    "c",
    "A",      "B",    "1",
    "2",      " ",    " ",
    " ",      " ",    "-",
    "-",      ".",    ".",
    "'",      ":",    ",",
    ";",      "_",    "/",
    "\"",     "@",    "#",
    "(",      ")",    "+",
    "gov",    "*",    "www.",
    "e",      "et",   "U.S.",
    "Dr.",    "No. ", "http",
    "://",    ".com", "$",
    "%",      "s",    "--",
    "mailto", "~",    "a.m.",
    "etc. ",  "[",    "state.gov",
    "&",      "|",    "abcdefghijklmnopqrstuvwxyz"};

static const char *const beyond[] = {
    "é", "ß", "–", "—", "\u0308", "\u200D", "א", "カ", "中",      "😀", "🇺",
    "🇸", "٣", "’", "…", "\u0E01", "Ω",      "ª", "½",  "x\u0303", "·", "_"};

static void make_text(struct random *random, bool ascii_only,
                      struct buffer *out)
{
    size_t most = random_once_in(random, 4) ? 300 : 40;

    buffer_reset(out);
    for (size_t count = random_below(random, most); count; count--)
        buffer_add_text(out, !ascii_only && random_once_in(random, 4)
                                 ? RANDOM_OF(random, beyond)
                                 : RANDOM_OF(random, ascii));
}

/* -- Comparison ------------------------------------------------------------ */

static bool is_same(const struct words *a, const struct words *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (a->items[i].span.begin != b->items[i].span.begin ||
            a->items[i].span.end != b->items[i].span.end)
            return false;
    return true;
}

static void print_words(const char *label, const char *text,
                        const struct words *words)
{
    printf("#   %s:", label);
    for (size_t i = 0; i < words->count; i++)
        printf(" <%.*s>", (int)span_length(words->items[i].span),
               text + words->items[i].span.begin);
    putchar('\n');
}

struct trial {
    struct abbreviations *abbreviations;
    struct words quick, full;
    struct buffer text;
    size_t words; /* seen in all */
};

static bool try_round(struct trial *trial, uint64_t round, bool ascii_only)
{
    struct random random;
    struct word_rules rules;
    struct reading reading;
    const char *text;

    random_begin(&random, round);
    make_text(&random, ascii_only, &trial->text);
    rules = (struct word_rules){.splits_hyphens = random_once_in(&random, 3),
                                .abbreviations = random_once_in(&random, 3)
                                                     ? NULL
                                                     : trial->abbreviations};
    text = buffer_text(&trial->text);
    reading = (struct reading){text, (uint32_t)trial->text.length, &rules,
                               &trial->full};
    trial->quick.count = trial->full.count = 0;
    words_find(text, (struct span){0, reading.end}, &rules, &trial->quick);
    read_words(&reading);
    trial->words += trial->full.count;
    if (is_same(&trial->quick, &trial->full))
        return true;
    printf("# round %llu, hyphens %s\n", (unsigned long long)round,
           rules.splits_hyphens ? "split" : "join");
    print_text("text", text, trial->text.length);
    print_words("words", text, &trial->quick);
    print_words("by the full rules", text, &trial->full);
    return false;
}

static size_t try_rounds(struct trial *trial, bool ascii_only)
{
    struct rounds rounds = rounds_wanted("WORDS_ROUNDS", 30000);
    size_t different = 0;

    for (uint64_t round = rounds.first; round <= rounds.last; round++)
        if (!try_round(trial, round, ascii_only) && ++different == 3)
            break;
    return different;
}

int main(void)
{
    static const char list[] = "Dr. title\nNo. number\netc. general\n";
    struct trial trial = {0};
    struct error err;
    size_t in_ascii, in_any;

    if (abbreviations_new(list, sizeof(list) - 1, "list", &trial.abbreviations,
                          &err) != OK) {
        printf("Bail out! %s\n", err.text);
        return 1;
    }
    in_ascii = try_rounds(&trial, true);
    in_any = try_rounds(&trial, false);
    puts("1..3");
    printf("%sok 1 - ASCII words are those of the full rules\n",
           in_ascii ? "not " : "");
    printf("%sok 2 - so are words of any text\n", in_any ? "not " : "");
    printf("%sok 3 - random texts hold words (%zu)\n",
           trial.words ? "" : "not ", trial.words);
    abbreviations_free(trial.abbreviations);
    buffer_release(&trial.text);
    free(trial.quick.items);
    free(trial.full.items);
    return in_ascii || in_any || !trial.words;
}
