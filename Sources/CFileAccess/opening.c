// Functions that open files.

#if defined(__linux__)
#define _GNU_SOURCE
#include <errno.h>
#include <stdarg.h>
#include <string.h>

#include "next.h"
#include "paths.h"
#include "recording.h"

bool creates_if_absent(int flags) {
  return (flags & O_CREAT) && (flags & O_ACCMODE) != O_WRONLY && !(flags & (O_TRUNC | O_EXCL));
}

static void record_success(
  int folder, const char *path, int flags, bool existed, const struct stat *status
) {
  if (S_ISDIR(status->st_mode)) {
    record(flags & O_PATH ? 'f' : 'd', folder, path, status);
  } else if (S_ISREG(status->st_mode)) {
    if (flags & O_PATH) {
      record('e', folder, path, status);
    } else if (flags & O_TRUNC || (flags & O_CREAT && flags & O_EXCL)) {
      record('w', folder, path, NULL);
    } else if (creates_if_absent(flags) && !existed) {
      record('a', folder, path, NULL);
      record('w', folder, path, NULL);
    } else if ((flags & O_ACCMODE) == O_WRONLY) {
      if (status->st_size > 0) record('u', folder, path, status);
      else record('w', folder, path, NULL);
    } else {
      record('r', folder, path, status);
      if ((flags & O_ACCMODE) == O_RDWR) record('w', folder, path, NULL);
    }
  }
}

/// Records that a file could not be created because its folder is not there.
static void record_missing_folder(int folder, const char *path) {
  char joined[LONGEST_PATH];
  if (join_path(joined, folder, path) == 0) return;
  char *end = strrchr(joined, '/');
  if (end == joined) return;
  *end = 0;
  struct stat status;
  record_examined(AT_FDCWD, joined, look_at(AT_FDCWD, joined, &status) == 0 ? 0 : errno, &status);
}

static void record_failure(int folder, const char *path, int flags) {
  struct stat status;
  switch (errno) {
  case ENOENT: case ENOTDIR:
    if (flags & O_CREAT) record_missing_folder(folder, path);
    else record_examined(folder, path, errno, NULL);
    break;
  case EEXIST: case EISDIR: case ELOOP:
    record_examined(folder, path, 0, NULL);
    break;
  // The program could read it if its permissions changed.
  case EACCES: case EPERM:
    if (look_at(folder, path, &status) != 0) record_examined(folder, path, errno, NULL);
    else if (S_ISREG(status.st_mode)) record('r', folder, path, &status);
    else if (S_ISDIR(status.st_mode)) record('d', folder, path, &status);
    break;
  }
}

void record_opened(int folder, const char *path, int flags, bool existed, int descriptor) {
  // An O_TMPFILE file has no name and belongs to the program.
  if (!is_recording() || (flags & O_TMPFILE) == O_TMPFILE) return;
  int saved = errno;
  struct stat status;
  if (descriptor < 0) record_failure(folder, path, flags);
  else if (fstat(descriptor, &status) == 0)
    record_success(folder, path, flags, existed, &status);
  errno = saved;
}

static bool exists_before(int folder, const char *path, int flags) {
  if (!is_recording() || !path || !creates_if_absent(flags)) return false;
  int saved = errno;
  struct stat status;
  bool exists = look_at(folder, path, &status) == 0;
  errno = saved;
  return exists;
}

static int open_and_record(int folder, const char *path, int flags, mode_t mode) {
  bool existed = exists_before(folder, path, flags);
  // `openat` with AT_FDCWD is `open`.
  int descriptor = NEXT(openat)(folder, path, flags, mode);
  if (descriptor >= 0 || errno != EFAULT)
    record_opened(folder, path, flags, existed, descriptor);
  return descriptor;
}

#define MODE_ARGUMENT(flags, mode)                                     \
  mode_t mode = 0;                                                     \
  if ((flags) & O_CREAT || ((flags) & O_TMPFILE) == O_TMPFILE) {       \
    va_list arguments;                                                 \
    va_start(arguments, flags);                                        \
    mode = va_arg(arguments, mode_t);                                  \
    va_end(arguments);                                                 \
  }

int open(const char *path, int flags, ...) {
  MODE_ARGUMENT(flags, mode)
  return open_and_record(AT_FDCWD, path, flags, mode);
}

int open64(const char *path, int flags, ...) {
  MODE_ARGUMENT(flags, mode)
  return open_and_record(AT_FDCWD, path, flags, mode);
}

int openat(int folder, const char *path, int flags, ...) {
  MODE_ARGUMENT(flags, mode)
  return open_and_record(folder, path, flags, mode);
}

int openat64(int folder, const char *path, int flags, ...) {
  MODE_ARGUMENT(flags, mode)
  return open_and_record(folder, path, flags, mode);
}

// Called by fortified code if the flags need no mode.

int __open_2(const char *path, int flags) {
  int descriptor = NEXT(__open_2)(path, flags);
  if (descriptor >= 0 || errno != EFAULT)
    record_opened(AT_FDCWD, path, flags, true, descriptor);
  return descriptor;
}

int __open64_2(const char *path, int flags) { return __open_2(path, flags); }

int __openat_2(int folder, const char *path, int flags) {
  int descriptor = NEXT(__openat_2)(folder, path, flags);
  if (descriptor >= 0 || errno != EFAULT)
    record_opened(folder, path, flags, true, descriptor);
  return descriptor;
}

int __openat64_2(int folder, const char *path, int flags) {
  return __openat_2(folder, path, flags);
}

int creat(const char *path, mode_t mode) {
  return open_and_record(AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC, mode);
}

int creat64(const char *path, mode_t mode) { return creat(path, mode); }

/// The flags of `open` for a mode of `fopen`.
static int flags_of(const char *mode) {
  const char *end = strchrnul(mode, ',');
  int flags = memchr(mode, '+', (size_t)(end - mode)) ? O_RDWR
    : mode[0] == 'r'                                  ? O_RDONLY
                                                      : O_WRONLY;
  if (mode[0] == 'w') flags |= O_CREAT | O_TRUNC;
  if (mode[0] == 'a') flags |= O_CREAT | O_APPEND;
  if (memchr(mode, 'x', (size_t)(end - mode))) flags |= O_EXCL;
  return flags;
}

FILE *fopen(const char *path, const char *mode) {
  int flags = flags_of(mode);
  bool existed = exists_before(AT_FDCWD, path, flags);
  FILE *file = NEXT(fopen)(path, mode);
  if (file || errno != EFAULT)
    record_opened(AT_FDCWD, path, flags, existed, file ? fileno(file) : -1);
  return file;
}

FILE *fopen64(const char *path, const char *mode) { return fopen(path, mode); }

FILE *freopen(const char *path, const char *mode, FILE *stream) {
  // A null path reopens the same file in another mode.
  if (!path) return NEXT(freopen)(path, mode, stream);
  int flags = flags_of(mode);
  bool existed = exists_before(AT_FDCWD, path, flags);
  FILE *file = NEXT(freopen)(path, mode, stream);
  if (file || errno != EFAULT)
    record_opened(AT_FDCWD, path, flags, existed, file ? fileno(file) : -1);
  return file;
}

FILE *freopen64(const char *path, const char *mode, FILE *stream) {
  return freopen(path, mode, stream);
}
#endif
