/* changes.c - what differs from the latest run, and why; see night.h. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "run/log.h"
#include "run/night.h"

enum { SAID_MAX = 3 };

/* -- Causes ---------------------------------------------------------------- */

static bool differs(const json_t *object, const char *key,
                    const struct digest *digest)
{
    const char *before = json_string_value(json_object_get(object, key));
    char hex[DIGEST_HEX_SIZE];

    digest_to_hex(digest, hex);
    return !before || strcmp(before, hex) != 0;
}

static void add_cause(char causes[CAUSES_MAX], const char *cause)
{
    size_t used = strlen(causes);

    snprintf(causes + used, CAUSES_MAX - used, "%s%s", used ? ", " : "", cause);
}

static void find_causes(const struct night *night, char causes[CAUSES_MAX])
{
    const struct inputs_fingerprint *now = &night->inputs.fingerprint;
    const json_t *before = json_object_get(night->latest.run, "digests");
    struct digest corpus;

    night_corpus_digest(night, &corpus);
    *causes = '\0';
    if (differs(night->latest.run, "corpus_sha256", &corpus) ||
        differs(before, "manifest", &now->manifest))
        add_cause(causes, "corpus");
    if (differs(before, "lexicon", &now->lexicon))
        add_cause(causes, "lexicon");
    if (differs(before, "settings", &now->settings))
        add_cause(causes, "settings");
    if (differs(before, "program", &now->program))
        add_cause(causes, "program");
    if (!*causes)
        add_cause(causes, "unknown");
}

/* -- Differences ----------------------------------------------------------- */

static const char *setting_before(const struct night *night, const char *name)
{
    const json_t *settings = json_object_get(night->latest.run, "settings");
    const char *value = json_string_value(json_object_get(settings, name));

    return value ? value : "";
}

static enum status compare(struct night *night, struct error *err)
{
    struct changes_since *changes = &night->changes;
    struct earlier_run earlier = {
        .folder = night->latest.folder,
        .dialect = csv_dialect_find(setting_before(night, "csv_dialect")),
        .has_same_groups = strcmp(setting_before(night, "group_by"),
                                  night->settings->group_by) == 0,
        .causes = changes->causes,
    };

    if (!earlier.dialect || !json_object_get(night->latest.run, "digests") ||
        !night->inputs.fingerprint.has_digests)
        return error_set(err, ERR_FORMAT,
                         "the run before (%s) does not say what it was made "
                         "of, as those of an older version",
                         night->latest.name);
    find_causes(night, changes->causes);
    return differences_find(&changes->differences, &night->results, &earlier,
                            err);
}

void night_find_changes(struct night *night)
{
    struct changes_since *changes = &night->changes;
    struct latest_run *latest = &night->latest;
    const char *reports = night->settings->reports;
    enum status status = OK;
    struct error err;

    /* Another run may have been published before this one had the lock. */
    if (!latest->name || !latest_run_is_latest(latest, reports)) {
        latest_run_release(latest);
        status = latest_run_open(latest, reports, &err);
    }
    if (!latest->name)
        error_set(&err, ERR_MISSING, "this is the first run here");
    if (status == OK)
        status = compare(night, &err);
    if (status == OK) {
        night->results.differences = &changes->differences;
    } else {
        snprintf(changes->note, sizeof(changes->note), "%s", err.text);
        differences_release(&changes->differences);
    }
}

/* -- In one line ----------------------------------------------------------- */

static size_t count_kind(const struct differences *differences,
                         enum observed_kind kind)
{
    size_t count = 0;

    for (size_t i = 0; i < differences->count; i++)
        count += difference_subject(&differences->items[i])->kind == kind;
    return count;
}

static double rate(const struct observation *observation)
{
    return observation && observation->words
               ? 1e4 * (double)observation->hits / (double)observation->words
               : 0;
}

/* The themes that moved most, in the whole corpus. */
static void describe_themes(const struct differences *differences,
                            struct buffer *out)
{
    size_t said = 0;

    for (size_t i = 0; i < differences->count && said < SAID_MAX; i++) {
        const struct difference *difference = &differences->items[i];
        const struct observation *subject = difference_subject(difference);

        if (subject->kind == OBSERVED_THEME &&
            strcmp(subject->group, "(all)") == 0)
            buffer_add_format(
                out, "%s%s %+.4f", said++ ? ", " : "; most: ", subject->name,
                rate(difference->after) - rate(difference->before));
    }
}

void night_say_changes(const struct night *night)
{
    const struct differences *differences = &night->changes.differences;
    struct buffer themes = {0};

    if (!night->latest.name)
        return; /* nobody expects any */
    if (night->changes.note[0]) {
        log_info(night->settings, "changes.csv is empty: %s",
                 night->changes.note);
        return;
    }
    describe_themes(differences, &themes);
    if (!differences->count)
        log_info(night->settings, "nothing differs from the run before");
    else
        log_info(night->settings,
                 "since the run before (%s): documents %zu, rates of themes "
                 "%zu, of terms %zu%s",
                 night->changes.causes,
                 count_kind(differences, OBSERVED_DOCUMENT),
                 count_kind(differences, OBSERVED_THEME),
                 count_kind(differences, OBSERVED_TERM), buffer_text(&themes));
    buffer_release(&themes);
}
