/* html_phrase_tables.c - see html_phrase_tables.h. A capital that is not ASCII
 * is written out. */
#include "ingest/html_phrase_tables.h"

#include <stddef.h>

const char *const html_byline_phrases[] = {
    /* English */
    "by", "written by", "posted by", "posted on", "posted in", "posted",
    "published", "published on", "first published", "updated", "last updated",
    "last modified", "last edited", "reviewed by",
    "author:", "authors:", "date:",
    /* German */
    "von", "veröffentlicht", "aktualisiert", "stand:", "erstellt",
    /* French */
    "par", "publié", "mis à jour",
    /* Spanish */
    "por", "publicado", "actualizado",
    /* Italian */
    "di", "pubblicato", "aggiornato",
    /* Dutch */
    "door", NULL};

const char *const html_credit_phrases[] = {
    /* English */
    "photo:", "photo by", "photos by", "photo credit",
    "photograph:", "photo courtesy", "image:", "image by", "image credit",
    "image courtesy", "images:", "picture:", "credit:", "credits:", "©",
    "copyright ©", "copyright (c)",
    /* German */
    "foto:", "fotos:", "bild:", "bilder:", "bildquelle:", "bildnachweis",
    "titelbild:", "quelle:", "textquelle:", "grafik:",
    /* French */
    "crédit", "crédits", "crédit photo",
    /* Spanish */
    "imagen:", "fuente:", NULL};

const char *const html_call_phrases[] = {
    /* English */
    "read more", "read also", "also read", "read next", "see also",
    "more:", "more on this", "related:", "related story", "related stories",
    "must read", "don't miss", "you may also like", "you might also like",
    "related articles", "recommended", "recommended reading", "click here",
    "continue reading", "watch:", "listen:", "subscribe", "sign up",
    "follow us", "share this", "share on", "share", "tweet", "print",
    "advertisement", "sponsored", "tags", "tags:", "tag:", "filed under",
    "categories:", "topics:", "back to top", "skip to", "leave a comment",
    "comments", "explore further", "report a correction", "report a typo",
    "article continues below", "story continues",
    /* German */
    "mehr zum thema", "zum thema", "mehr dazu", "siehe auch", "lesen sie auch",
    "lesen sie mehr", "auch lesen", "auch interessant", "weiterlesen",
    "mehr:", "anzeige", "- anzeige -", "werbung", "schlagworte", "schlagwörter",
    "teilen", "drucken", "kommentare", "kommentar schreiben", "zurück zur",
    "nach oben", "zum seitenanfang", "inhaltsverzeichnis",
    /* French */
    "à lire aussi", "À lire aussi", "lire aussi", "lire la suite",
    "lire également", "voir aussi", "en savoir plus", "publicité", "partager",
    /* Spanish */
    "lea también", "lee también", "también lea", "leer más",
    "le puede interesar", "te puede interesar", "mirá también", "lea más",
    "lea además", "lea:", "lee más", "lee:", "lee |", "mira |",
    "mire:", "vea también", "vea además", "ver también", "mire también",
    "temas relacionados", "publicidad", "compartir",
    /* Portuguese */
    "leia também", "leia mais", "veja também", "saiba mais", "publicidade",
    "compartilhe",
    /* Italian */
    "leggi anche", "pubblicità", "condividi",
    /* Dutch */
    "lees ook",
    /* Polish */
    "czytaj więcej", "czytaj także", "czytaj też", "zobacz także", "reklama",
    NULL};

const char *const html_note_phrases[] = {
    /* English */
    "subscribe now", "subscribe to our", "subscribe to the", "sign up for our",
    "sign up to our", "sign up for the", "sign up here", "follow us on",
    "like us on", "download our app", "this article was originally published",
    "this article originally appeared", "this article was first published",
    "this post was originally published", "this story was originally published",
    "this post originally appeared", "for the latest stories", "got a tip",
    "all rights reserved",
    /* German */
    "folgen sie uns", "folge uns", "abonnieren sie", "jetzt abonnieren",
    /* French */
    "abonnez-vous", "suivez-nous", "inscrivez-vous à",
    /* Spanish */
    "suscríbete", "suscríbase", "síguenos", "únete a nuestro", NULL};

const char *const html_tail_phrases[] = {
    /* English */
    "related articles", "related content", "related posts", "related stories",
    "related links", "related topics", "related news", "more from",
    "more stories", "more news", "most read", "most popular", "read next",
    "you may also like", "you might also like", "recommended for you",
    "recommended reading", "latest news", "recent posts", "share this",
    "share this article", "share this page", "share this post",
    "leave a comment", "leave a reply", "post a comment", "about the author",
    "sign up for our newsletter", "about the authors", "more on this story",
    "more on this topic", "more on this", "read more about", "trending now",
    "top stories", "editor's picks", "editors' picks", "what to read next",
    "up next", "don't miss", "explore more", "keep reading",
    /* German */
    "mehr zum thema", "das könnte sie auch interessieren",
    "das könnte dich auch interessieren", "auch interessant", "weitere artikel",
    "weitere beiträge", "weitere themen", "topmeldungen", "verwandte themen",
    "verwandte artikel", "verwandte beiträge", "ähnliche artikel",
    "Ähnliche artikel", "ähnliche beiträge", "Ähnliche beiträge",
    "empfohlene beiträge", "artikel teilen", "diesen artikel teilen",
    "seite teilen",
    /* French */
    "à lire aussi", "À lire aussi", "sur le même sujet", "articles similaires",
    "dans la même rubrique",
    /* Spanish */
    "noticias relacionadas", "artículos relacionados", "temas relacionados",
    /* Italian */
    "leggi anche", "articoli correlati", NULL};

const char *const html_tail_words[] = {
    /* English */
    "related", "recommended", "newsletter", "comments", "print", "tags",
    "topics", "share", "read more",
    /* German */
    "weitere informationen", "kommentare", "schlagworte", "newsletter",
    "teilen",
    /* French */
    "commentaires", "partager",
    /* Spanish */
    "comentarios", "relacionados", "temas", "te puede interesar", "compartir",
    /* Italian */
    "commenti", "condividi", NULL};
