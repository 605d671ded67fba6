// Functions that examine a path.

#if defined(__linux__)
#define _GNU_SOURCE
#include <errno.h>

#include "next.h"
#include "recording.h"

/// Records the outcome of a call that examines a path, and returns its result.
static int examined(int folder, const char *path, int result, const struct stat *status) {
  if (result == 0) record_examined(folder, path, 0, status);
  else if (errno != EFAULT) record_examined(folder, path, errno, NULL);
  return result;
}

int stat(const char *path, struct stat *status) {
  return examined(AT_FDCWD, path, NEXT(stat)(path, status), status);
}

int lstat(const char *path, struct stat *status) {
  return examined(AT_FDCWD, path, NEXT(lstat)(path, status), status);
}

int fstatat(int folder, const char *path, struct stat *status, int flags) {
  return examined(folder, path, NEXT(fstatat)(folder, path, status, flags), status);
}

int stat64(const char *path, struct stat64 *status) { return stat(path, (struct stat *)status); }

int lstat64(const char *path, struct stat64 *status) { return lstat(path, (struct stat *)status); }

int fstatat64(int folder, const char *path, struct stat64 *status, int flags) {
  return fstatat(folder, path, (struct stat *)status, flags);
}

int statx(int folder, const char *path, int flags, unsigned mask, struct statx *status) {
  // The caller may not have requested the fields that are recorded.
  return examined(folder, path, NEXT(statx)(folder, path, flags, mask, status), NULL);
}

// Called by programs linked before glibc 2.33; 64-bit systems have only one version.

int __xstat(int version, const char *path, struct stat *status) { return stat(path, status); }

int __xstat64(int version, const char *path, struct stat64 *status) {
  return stat64(path, status);
}

int __lxstat(int version, const char *path, struct stat *status) { return lstat(path, status); }

int __lxstat64(int version, const char *path, struct stat64 *status) {
  return lstat64(path, status);
}

int __fxstatat(int version, int folder, const char *path, struct stat *status, int flags) {
  return fstatat(folder, path, status, flags);
}

int __fxstatat64(int version, int folder, const char *path, struct stat64 *status, int flags) {
  return fstatat64(folder, path, status, flags);
}

int access(const char *path, int mode) {
  return examined(AT_FDCWD, path, NEXT(access)(path, mode), NULL);
}

int faccessat(int folder, const char *path, int mode, int flags) {
  return examined(folder, path, NEXT(faccessat)(folder, path, mode, flags), NULL);
}

int eaccess(const char *path, int mode) {
  return examined(AT_FDCWD, path, NEXT(eaccess)(path, mode), NULL);
}

int euidaccess(const char *path, int mode) { return eaccess(path, mode); }

int chdir(const char *path) {
  // Recorded before the call, which changes the meaning of a relative path.
  if (is_recording()) {
    int saved = errno;
    struct stat status;
    examined(AT_FDCWD, path, look_at(AT_FDCWD, path, &status), &status);
    errno = saved;
  }
  return NEXT(chdir)(path);
}

/// Records the outcome of reading a link; EINVAL means that the path exists and is not a link.
static ssize_t read_link(int folder, const char *path, ssize_t size) {
  if (size >= 0 || errno == EINVAL) record_examined(folder, path, 0, NULL);
  else examined(folder, path, -1, NULL);
  return size;
}

ssize_t readlink(const char *path, char *target, size_t size) {
  return read_link(AT_FDCWD, path, NEXT(readlink)(path, target, size));
}

ssize_t readlinkat(int folder, const char *path, char *target, size_t size) {
  return read_link(folder, path, NEXT(readlinkat)(folder, path, target, size));
}

ssize_t __readlink_chk(const char *path, char *target, size_t size, size_t room) {
  return read_link(AT_FDCWD, path, NEXT(__readlink_chk)(path, target, size, room));
}

ssize_t __readlinkat_chk(int folder, const char *path, char *target, size_t size, size_t room) {
  return read_link(folder, path, NEXT(__readlinkat_chk)(folder, path, target, size, room));
}

char *realpath(const char *path, char *resolved) {
  char *result = NEXT(realpath)(path, resolved);
  if (path) examined(AT_FDCWD, path, result ? 0 : -1, NULL);
  return result;
}

char *__realpath_chk(const char *path, char *resolved, size_t size) {
  char *result = NEXT(__realpath_chk)(path, resolved, size);
  if (path) examined(AT_FDCWD, path, result ? 0 : -1, NULL);
  return result;
}

char *canonicalize_file_name(const char *path) { return realpath(path, NULL); }
#endif
