#ifndef FILE_ACCESS_H
#define FILE_ACCESS_H

/// Starts recording the files that this process accesses; on Linux only.
///
/// The library replaces the functions of libc that take a path (`open`, `fopen`, `stat`, `opendir` and
/// so on) with functions that forward to them. From this call on, they append a record to a file for
/// each distinct access. A record ends with a zero byte:
///
///     KIND DEVICE INODE SIZE MTIME_S MTIME_NS CTIME_S CTIME_NS PATH
///
/// | kind | meaning |
/// |---|---|
/// | `r` | a file was opened for reading, or opening it failed for lack of permission |
/// | `d` | a folder was opened to be listed |
/// | `e` | an existing file was examined |
/// | `f` | an existing folder was examined |
/// | `a` | nothing exists at this path; the numbers are 0 |
/// | `w` | a file or folder was created, replaced, renamed or removed; the numbers are 0 |
/// | `u` | a nonempty file was opened for writing without being truncated |
///
/// The numbers identify the version that was accessed; for an opened file, they are those of its
/// descriptor. Paths are absolute, without `.`, `..` and repeated slashes, except if a link makes `..`
/// mean another folder. Links are followed. Only files and folders are recorded, and not those of the
/// system (except fonts), of the Swift toolchain, or of the run's own folder.
///
/// A program whose records cannot be written exits with code 70, because results that depend on
/// unknown files must not be cached.
///
/// - descriptor: A file opened with `O_APPEND`; the library takes ownership.
/// - folder: The absolute path of the run's own folder.
void file_access_start(int descriptor, const char *folder);

#endif
