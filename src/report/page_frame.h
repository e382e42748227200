/*
 * page_frame.h - what is on every report.html, whatever was counted.
 *
 * Frame, style and scripts are files of src/report/page/, and D3, which the
 * program carries. The frame (page.html) has places named {{LIKE_THIS}}; the
 * page's writer walks it from place to place:
 *
 *     const char *at = page_frame();
 *
 *     while ((at = page_frame_next(&page, at, name)) != NULL)
 *         ... append to `page` what belongs at `name` ...
 *
 * Threads: no state.
 */
#ifndef REPORT_PAGE_FRAME_H
#define REPORT_PAGE_FRAME_H

#include "base/buffer.h"

enum { PAGE_PLACE_MAX = 32 };

/* Returns the frame; static. */
const char *page_frame(void);

/* Appends the frame from `at` up to the next place, puts the name of that in
 * `name`, and returns what comes after it. Without another place the rest is
 * appended, and NULL returned. */
const char *page_frame_next(struct buffer *page, const char *at,
                            char name[PAGE_PLACE_MAX]);

/* What stands between the tags of <style> and of the two <script>s: the files
 * page/NAME.css; D3 under its licence; and the files page/NAME.js inside one
 * function. They come in the Makefile's order (PAGE_STYLES, PAGE_SCRIPTS). */
void page_add_style(struct buffer *out);
void page_add_d3(struct buffer *out);
void page_add_script(struct buffer *out);

/* Appends the Content-Security-Policy under which those, byte for byte, run,
 * and nothing else. */
void page_add_policy(struct buffer *out);

#endif
