/* Counts what the artifact does: the compiler has each of its blocks call this, so a busy machine changes nothing. */
#include "count.h"

unsigned long long operations;

void __sanitizer_cov_trace_pc(void) { operations++; }
