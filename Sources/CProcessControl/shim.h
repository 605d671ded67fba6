// What Swift's Glibc leaves out.
#pragma once
#ifdef __linux__
#include <sys/prctl.h>

// Makes processes whose parents ended children of this one (prctl(2), PR_SET_CHILD_SUBREAPER).
static inline int adopt_orphans(void) { return prctl(PR_SET_CHILD_SUBREAPER, 1); }
#else
static inline int adopt_orphans(void) { return 0; }
#endif
