/*
 * asker.h - one pattern asked at one place, by PCRE2.
 *
 * What a pattern's callouts ask (see pattern.h) is answered here: from the
 * document's words, or from where the words of a made-up subject end.
 *
 * A pattern is compiled to machine code when it is first asked in a text, which
 * many never are, and in a copy of the worker's own, so that the lexicon that
 * all share never changes. Letters are few and seldom asked: those PCRE2's
 * interpreter reads.
 *
 * One per worker: match data, context and JIT stack are reused.
 */
#ifndef LEXICON_ASKER_H
#define LEXICON_ASKER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lexicon/model.h"
#include "text/segmented.h"

/* Where in a document a pattern is asked. */
struct place {
    const struct segmented *document;
    struct span paragraph;
    struct word_range words; /* the paragraph's */
    uint32_t word;
    uint32_t begin; /* of the word, or of a part of it */
};

/* Letters to be asked instead: a word, and what surrounds it. */
struct letters {
    const char *text;
    size_t length;
    size_t word_end;
};

struct asker {
    const struct lexicon *lexicon;
    pcre2_code **compiled; /* by pattern: a copy with machine code; or NULL */
    pcre2_match_data *match_data;
    pcre2_match_context *context;
    pcre2_jit_stack *jit_stack;
    struct question {
        const struct segmented *document; /* NULL: letters */
        uint32_t base;                    /* canonical offset of the subject */
        uint32_t word; /* where the search for words stands */
        const struct letters *letters;
    } question;
};

/* Returns whether PCRE2 can make machine code of patterns here: the system may
 * forbid it (systemd's MemoryDenyWriteExecute), which PCRE2 does not tell.
 * Found once a process, so that all who ask hear the same. */
bool asker_has_jit(void);

/* Begins asking the lexicon's patterns; it is borrowed. */
void asker_init(struct asker *asker, const struct lexicon *lexicon);
void asker_release(struct asker *asker);

/* Asks the pattern at the place. Returns 1 and the match; 0 for no match; or
 * PCRE2's negative error when it gave up. A match counts only if
 * asker_find_words() says so. */
int asker_ask_text(struct asker *asker, const struct pattern *pattern,
                   const struct place *place, struct span *found);

/* The words of a match. */
struct match_words {
    uint32_t first, last;
};

/* Are the match's ends ends of words, or of their parts where the pattern takes
 * those? (\K may have moved its begin, (*ACCEPT) skipped the callout.) Sets the
 * words if so. */
bool asker_find_words(struct asker *asker, const struct pattern *pattern,
                      const struct segmented *document, struct span found,
                      struct match_words *words);

enum letters_answer {
    LETTERS_NO,     /* no match begins here, whatever follows */
    LETTERS_YES,    /* this one does, whatever follows */
    LETTERS_UNKNOWN /* it depends on what follows */
};

/* Asks the pattern at byte `begin` of the letters; sets `*end` for a YES. */
enum letters_answer asker_ask_letters(struct asker *asker,
                                      const struct pattern *pattern,
                                      const struct letters *letters,
                                      size_t begin, size_t *end);

#endif
