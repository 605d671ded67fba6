#if defined(__linux__)
#define _GNU_SOURCE
#include "next.h"

#include <dlfcn.h>
#include <stdatomic.h>

struct next_functions next_functions;
_Atomic int next_functions_are_known;

// Runs before main, because looking up symbols is not safe in a signal handler. If several threads
// call it, they store the same values.
__attribute__((constructor)) void find_next_functions(void) {
#define NEXT_LOOKUP(name) next_functions.name = (__typeof__(name) *)dlsym(RTLD_NEXT, #name);
  NEXT_FUNCTIONS(NEXT_LOOKUP)
#undef NEXT_LOOKUP
  atomic_store(&next_functions_are_known, 1);
}
#endif
