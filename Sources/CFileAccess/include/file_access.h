#ifndef FILE_ACCESS_H
#define FILE_ACCESS_H

/// Begins to record the files that this process looks at; on Linux only.
///
/// The library defines the functions of libc that take a path (`open`, `fopen`, `stat`, `opendir` and
/// so on), forwards them, and from now on appends one record to a file for each new thing that it
/// sees. A record ends with a zero byte:
///
///     KIND DEVICE INODE SIZE MTIME_S MTIME_NS CTIME_S CTIME_NS PATH
///
/// | kind | what happened |
/// |---|---|
/// | `r` | a file was opened for reading, or could not be for lack of permission |
/// | `d` | a folder was opened to be listed |
/// | `e` | a file was examined: it exists |
/// | `f` | a folder was examined: it exists |
/// | `a` | nothing was found at this path; the numbers are 0 |
/// | `w` | the program created, replaced, renamed or removed it; the numbers are 0 |
/// | `u` | a file with contents was opened for writing, and they were kept |
///
/// The numbers are those of the version that was seen: of the descriptor that was opened. Paths are
/// absolute, without `.`, `..` and doubled slashes, except where a link makes `..` mean another
/// folder. Links are followed. Only files and folders are recorded; not those of the system (but
/// its fonts), of the Swift toolchain, or of the run's own folder.
///
/// A program whose records cannot be written ends with code 70: results that depend on unknown
/// files must not be kept.
///
/// - descriptor: A file opened with `O_APPEND`; this library owns it from now on.
/// - folder: The run's own folder, absolute.
void file_access_start(int descriptor, const char *folder);

#endif
