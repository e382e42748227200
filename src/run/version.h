/* version.h - which policylex this is. Reports carry it; CHANGELOG.md tells
 * what changed. */
#ifndef RUN_VERSION_H
#define RUN_VERSION_H

#define POLICYLEX_VERSION "0.1.0"

#endif
