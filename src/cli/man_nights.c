/* man_nights.c - the manual page's chapter on running it every night, in troff
 * and as text. */
#include <stdio.h>
#include <string.h>

#include "cli/command.h"
#include "cli/exit.h"

struct meaning {
    int code;
    const char *text; /* and what to do */
};

/* In troff: a hyphen of an option is "\-". */
static const struct meaning meanings[] = {
    {EXIT_PUBLISHED, "published. Nothing to do."},
    {EXIT_SOME_UNREADABLE,
     "published, but some documents could not be read: issues.csv names them. "
     "The service takes it for success; look into it by day."},
    {EXIT_USAGE, "the command line or the settings file is wrong. Mend it."},
    {EXIT_INPUT,
     "a lexicon or the manifest is faulty, or the corpus has shrunk by more "
     "than \\-\\-shrink\\-limit. Mend what the message names by file and line, "
     "or, if less is meant, run once with \\-\\-shrink\\-limit 100."},
    {EXIT_MISSING, "the corpus, or another file, is not there. Is it mounted?"},
    {EXIT_BUG, "a fault of policylex. Please report it with the message."},
    {EXIT_CREATE, "the reports cannot be created. Look at the rights."},
    {EXIT_IO, "the disk is full, or failed. Make room, or mend it."},
    {EXIT_STOPPED,
     "another run is under way, or this one was stopped by a signal or "
     "\\-\\-timeout. Run it again; the next night will."},
};

static const char *const chapter =
    ".SH RUNNING IT EVERY NIGHT\n"
    "`make install` puts a timer and a service for systemd in place. Copy "
    "share/policylex/policylex.ini to /etc, make a user policylex who may read "
    "the corpus, and\n.PP\n"
    "    systemctl enable \\-\\-now policylex.timer\n.PP\n"
    "begins a run every night at half past two, also after a night when the "
    "machine was off. Where there is no systemd, copy "
    "share/policylex/policylex.cron to /etc/cron.d.\n.PP\n"
    "Whatever happens, reports/latest is a whole run: the last one that "
    "succeeded. Two runs never work in one folder of reports: the second ends "
    "with 75. SIGTERM, SIGINT, SIGHUP and \\-\\-timeout stop a run cleanly; a "
    "second signal ends it at once, and the next run sweeps up.\n"
    ".SS What to watch\n"
    "That last night's run succeeded: policylex_last_success_timestamp_seconds "
    "in reports/latest/metrics.prom, a text file for node_exporter, should "
    "never be older than 26 hours. How many documents were not read, and how "
    "many issues there are, stand there too. What failed is in the journal: "
    "journalctl \\-\\-unit policylex. Each line of a JSON log names its run, "
    "as run.json does; the lines of a text log bear in the journal the number "
    "of their process, with which the run's name ends.\n"
    ".SS On failure\n"
    "systemd starts policylex\\-on\\-failure@policylex.service, an example "
    "that mails the last lines of the journal. Put your own command there.\n"
    ".SS Backup\n"
    "What cannot be made again: corpus, manifest, lexicons and settings. "
    "Reports can, but old runs tell what was said when: copy reports/runs "
    "without names that begin with a dot. store.sqlite need not be copied: it "
    "only saves time, and is made again.\n"
    ".SS Exit codes, for a scheduler\n"
    "Only 0 and 2 change what is published. None is worth another try the "
    "same night but 75.";

void print_man_nights(void)
{
    puts(chapter);
    for (size_t i = 0; i < sizeof(meanings) / sizeof(*meanings); i++)
        printf(".TP\n.B %d\n%s\n", meanings[i].code, meanings[i].text);
}

/* -- As text --------------------------------------------------------------- */

enum { PARAGRAPH_MAX = 1024, CODE_WIDTH = 5 };

/* Copies what troff would show of the line: backslashes stand before hyphens
 * alone. */
static const char *without_troff(const char *line, size_t length,
                                 char out[PARAGRAPH_MAX])
{
    size_t kept = 0;

    for (size_t i = 0; i < length && kept + 1 < PARAGRAPH_MAX; i++)
        if (line[i] != '\\')
            out[kept++] = line[i];
    out[kept] = '\0';
    return out;
}

static void print_line(const char *line, size_t length)
{
    char shown[PARAGRAPH_MAX];

    without_troff(line, length, shown);
    if (strncmp(shown, ".SH ", 4) == 0)
        puts(shown + 4);
    else if (strncmp(shown, ".SS ", 4) == 0)
        printf("\n%s\n", shown + 4);
    else if (strcmp(shown, ".PP") == 0)
        putchar('\n');
    else if (*shown == ' ')
        puts(shown);
    else
        print_wrapped(shown, 0, 0);
}

void print_nights(void)
{
    char shown[PARAGRAPH_MAX];

    for (const char *line = chapter; *line;) {
        size_t length = strcspn(line, "\n");

        print_line(line, length);
        line += length + (line[length] == '\n');
    }
    for (size_t i = 0; i < sizeof(meanings) / sizeof(*meanings); i++) {
        const char *text = meanings[i].text;

        printf("%*d  ", CODE_WIDTH - 2, meanings[i].code);
        print_wrapped(without_troff(text, strlen(text), shown), CODE_WIDTH,
                      CODE_WIDTH);
    }
}
