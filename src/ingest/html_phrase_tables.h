/* html_phrase_tables.h - how lines begin that stand round a document's text but
 * are not of it; lower case ASCII, the last of each list is NULL. */
#ifndef INGEST_HTML_PHRASE_TABLES_H
#define INGEST_HTML_PHRASE_TABLES_H

/* Above the text: who wrote it and when. */
extern const char *const html_byline_phrases[];

/* Below pictures: whose they are. */
extern const char *const html_credit_phrases[];

/* Between paragraphs: go elsewhere. */
extern const char *const html_call_phrases[];

/* Towards the end: what the publisher asks of readers. */
extern const char *const html_note_phrases[];

/* Whole lines after which only other documents are spoken of. */
extern const char *const html_tail_phrases[];

/* The same, when no paragraph comes after them: they can be headings of a
 * document. */
extern const char *const html_tail_words[];

#endif
