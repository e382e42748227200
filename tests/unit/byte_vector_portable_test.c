/* byte_vector_portable_test.c - byte_vector_test.c for machines without a
 * vector unit. */
#define BYTE_VECTOR_PORTABLE
#include "byte_vector_test.c"
