/* byte_scan_portable_test.c - byte_scan_test.c for machines without a vector
 * unit. */
#define BYTE_VECTOR_PORTABLE
#include "byte_scan_test.c"
