// Paths as text.

#ifndef PATHS_H
#define PATHS_H

#include <stdbool.h>
#include <stddef.h>

#pragma GCC visibility push(hidden)

/// The size of a buffer for a folder, a path in it and the zero byte.
#define LONGEST_PATH 8192

/// Joins a path to the folder that it is relative to.
///
/// - Returns: The length; 0 if the folder was removed or the buffer is too small.
size_t join_path(char joined[LONGEST_PATH], int folder, const char *path);

/// Removes `.`, `..`, repeated slashes and a trailing slash from an absolute path.
///
/// - Returns: Whether the path contained `..`.
bool normalize_path(char *path);

/// Whether an absolute path is a folder or is inside it at any depth; false if `folder` is empty.
bool is_within(const char *path, const char *folder);

/// Determines the folders that `is_of_interest` needs; `folder` is the run's own folder.
void find_places(const char *folder);

/// Whether results can depend on an absolute path: false for the run's own folder and the system.
bool is_of_interest(const char *path);

#pragma GCC visibility pop
#endif
