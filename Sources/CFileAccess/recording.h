// Declarations shared by the parts of this library, not visible outside it.

#ifndef RECORDING_H
#define RECORDING_H

#include <stdatomic.h>
#include <stdbool.h>
#include <sys/stat.h>

#pragma GCC visibility push(hidden)

/// The file that records are written to; negative while recording is off.
extern _Atomic int record_descriptor;

static inline bool is_recording(void) {
  return atomic_load_explicit(&record_descriptor, memory_order_acquire) >= 0;
}

/// Writes a record, unless it was written before or its path is not of interest.
///
/// All functions here preserve `errno`, take no locks and allocate no memory, so that they can be
/// called on any thread and in a signal handler.
///
/// - folder: The folder of a relative path: a descriptor or AT_FDCWD.
/// - status: The version of the file; null for kinds of records without one.
void record(char kind, int folder, const char *path, const struct stat *status);

/// Records that a path was examined.
///
/// - error: 0 if something exists there; else the error number.
/// - status: The status of the path; null if it is not known. For a link, the target is examined.
void record_examined(int folder, const char *path, int error, const struct stat *status);

/// Gets the status of a path, following links. Returns 0, or -1 with `errno`.
int look_at(int folder, const char *path, struct stat *status);

/// Whether a call with these flags may create a file, so that its existence must be checked before.
bool creates_if_absent(int flags);

/// Records the outcome of a call that opens a file.
///
/// - existed: Whether the file existed before; relevant only if `creates_if_absent(flags)`.
/// - descriptor: The open file; negative if the call failed with `errno`.
void record_opened(int folder, const char *path, int flags, bool existed, int descriptor);

#pragma GCC visibility pop
#endif
