// Calls that Swift's Glibc lacks.
#pragma once
#ifdef __linux__
#include <sys/prctl.h>

// Reparents orphaned descendants to this process (prctl(2), PR_SET_CHILD_SUBREAPER).
static inline int adopt_orphans(void) { return prctl(PR_SET_CHILD_SUBREAPER, 1); }
#else
static inline int adopt_orphans(void) { return 0; }
#endif
