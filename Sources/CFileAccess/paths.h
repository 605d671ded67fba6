// Paths as text.

#ifndef PATHS_H
#define PATHS_H

#include <stdbool.h>
#include <stddef.h>

#pragma GCC visibility push(hidden)

/// Room for a folder, a path in it and the zero byte.
#define LONGEST_PATH 8192

/// Joins a path to the folder that it is relative to.
///
/// - Returns: The length; 0 where there is no such folder any more, or no room.
size_t join_path(char joined[LONGEST_PATH], int folder, const char *path);

/// Takes `.`, `..` and doubled slashes out of an absolute path, and a slash at its end.
///
/// - Returns: Whether there was a `..`.
bool normalize_path(char *path);

/// Whether an absolute path is a folder, or in it at any depth. Nothing is in an empty folder.
bool is_within(const char *path, const char *folder);

/// Remembers which places count as the system's.
void find_places(const char *folder);

/// Whether results can depend on what is at an absolute path.
bool is_of_interest(const char *path);

#pragma GCC visibility pop
#endif
