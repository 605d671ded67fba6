// What the parts of this library share. None of it is visible outside.

#ifndef RECORDING_H
#define RECORDING_H

#include <stdatomic.h>
#include <stdbool.h>
#include <sys/stat.h>

#pragma GCC visibility push(hidden)

/// Where records go; negative while nothing is recorded.
extern _Atomic int record_descriptor;

static inline bool is_recording(void) {
  return atomic_load_explicit(&record_descriptor, memory_order_acquire) >= 0;
}

/// Writes a record, unless it was written before or its path is not of interest.
///
/// All functions here keep `errno`, take no lock and allocate nothing, so that they can be called
/// on any thread and in a signal handler.
///
/// - folder: What a relative path is relative to: a descriptor or AT_FDCWD.
/// - status: What to say of the file; null where there is nothing to say.
void record(char kind, int folder, const char *path, const struct stat *status);

/// Records that a path was looked at.
///
/// - error: 0 where something is there; else why not.
/// - status: What is there; null if it is not known, or that of a link.
void record_examined(int folder, const char *path, int error, const struct stat *status);

/// The state of what a path leads to: 0, or -1 with `errno`.
int look_at(int folder, const char *path, struct stat *status);

/// Whether a file must be looked at before it is opened, because afterwards nobody can tell whether
/// it was there.
bool creates_if_absent(int flags);

/// Records the end of a call that opens a file.
///
/// - existed: Whether the file was there before; only of interest if `creates_if_absent`.
/// - descriptor: The open file; negative where the call failed with `errno`.
void record_opened(int folder, const char *path, int flags, bool existed, int descriptor);


#pragma GCC visibility pop
#endif
