/* command.c - the table of commands; see command.h. */
#include "cli/command.h"

#include <string.h>

#include "run/options.h"

const struct command commands[] = {
    {"run", "", 0, 0, "count the corpus and publish reports",
     "Reads every document of the corpus, counts the lexicons' terms, and "
     "publishes CSV reports in one step: whoever opens reports/latest sees one "
     "whole run. Exit code 0: published; 2: published, but some documents "
     "could not be read (issues.csv names them); anything else: nothing "
     "published has changed.",
     FOR_RUN, command_run},
    {"plan", "", 0, 0, "share the corpus out to machines that count it",
     "Lists the corpus and writes a plan, a CSV: which file is in which of N "
     "shards, balanced by bytes. Machines that count a shard each, and the one "
     "that merges what they counted, read it with --plan, and none of them "
     "lists the corpus again: files that come later wait for another plan, "
     "for which every shard has to be counted again.",
     FOR_PLAN, command_plan},
    {"count", "", 0, 0, "count one shard of a corpus, for merge",
     "Counts the documents of one of N shards of the corpus (--shard K/N) into "
     "the file --out, which gets its name when it is whole. A file that is "
     "there already, whole and of the same, is left as it is. Which file of "
     "the corpus is in which shard follows from its path, or from a --plan, "
     "which merge is then given too. Refused is what looks at all documents "
     "together: --duplicates skip, --boilerplate, --candidates. Exit code 0: "
     "the file is there; 64, 65, 66, 70: something must be mended first; 73, "
     "74, 75, or a signal: try again.",
     FOR_COUNT, command_count},
    {"merge", "PART...", 1, SIZE_MAX, "publish reports of counted shards",
     "Takes the files of all shards of a corpus, which count has written, and "
     "publishes what run would publish, byte for byte. Give it the --plan, "
     "lexicons and settings that count was given. It does not read the "
     "documents: count a shard again when one of them has changed. With --out "
     "it makes one such file of several instead, as a step toward that, and "
     "needs neither plan nor corpus. A file that is missing, damaged, given "
     "twice, or counted of another corpus or with other settings is named, and "
     "nothing published changes (exit code 65).",
     FOR_MERGE, command_merge},
    {"explain", "FILE", 1, 1, "show one document as policylex reads it",
     "Prints the text that was counted, its sentences, words and hits. FILE "
     "may be - for standard input.",
     FOR_EXPLAIN, command_explain},
    {"lint", "[FILE...]", 0, SIZE_MAX, "check lexicons",
     "Checks the lexicons of --lexicons, or the files named: everything that "
     "run relies on, and the examples, duplicates, patterns that can match "
     "nothing or the empty string, and slow ones. Exit code 65 when there is "
     "an error.",
     FOR_LINT, command_lint},
    {"kwic", "PATTERN", 1, 1, "print a concordance for one pattern",
     "Prints every hit of PATTERN in the corpus, in its context, as document, "
     "sentence number, left, hit and right, separated by tabs.",
     FOR_KWIC, command_kwic},
    {"validate", "[CSV...]", 0, SIZE_MAX, "is the lexicon right? code a sample",
     "With --sample, draws sentences of each theme at random and writes two "
     "files: sheet.csv, to be coded by hand in a spreadsheet, by people who do "
     "not know the program's answers, and key.csv, which knows. With --key and "
     "the coded sheets, one file a coder, writes validation_theme.csv "
     "(precision, recall and F1 of each theme with intervals), "
     "validation_term.csv, validation_agreement.csv and "
     "validation_errors.csv.",
     FOR_VALIDATE, command_validate},
    {"show", "[TABLE]", 0, 1, "print a table of the reports",
     "Prints a table of the latest reports in aligned columns, or without "
     "TABLE "
     "lists the tables. TABLE may also be the path of a CSV file beside its "
     "datapackage.json, as reports/validation/validation_theme.csv. A terminal "
     "gets what it can hold; a file or another program gets all, uncut.",
     FOR_SHOW, command_show},
    {"plot", "TABLE", 1, 1, "draw a figure of a table, for a paper",
     "Draws TABLE of the latest reports as an SVG or PNG image. There are "
     "figures of theme_frequency, term_frequency, theme_comparison, "
     "term_comparison, word_comparison, theme_change, theme_trend and "
     "theme_cooccurrence. They show the rows that --where leaves: by itself a "
     "comparison is of the newest group with the rest, a trend by year, "
     "co-occurrence in the sentences of all documents.",
     FOR_PLOT, command_plot},
    {"help", "[COMMAND]", 0, 1, "print help, the man page or the completion",
     "Prints help of one command or of all; --man the manual page, "
     "--completion the completion for bash, --columns the column dictionary "
     "of the reports.",
     0, command_help},
};

const size_t commands_count = sizeof(commands) / sizeof(*commands);

const struct command *command_find(const char *name)
{
    for (size_t i = 0; i < commands_count; i++)
        if (strcmp(commands[i].name, name) == 0)
            return &commands[i];
    return NULL;
}
