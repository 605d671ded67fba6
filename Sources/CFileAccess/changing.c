// Functions that create, rename and remove files. A program does not depend on files that it created.

#if defined(__linux__)
#define _GNU_SOURCE
#include <errno.h>
#include <string.h>

#include "next.h"
#include "paths.h"
#include "recording.h"

/// Records the outcome of a call that creates or removes a path, and returns its result.
static int changed(int folder, const char *path, int result) {
  if (result == 0) record('w', folder, path, NULL);
  else if (errno == ENOENT || errno == ENOTDIR) record_examined(folder, path, errno, NULL);
  else if (errno == EEXIST) record_examined(folder, path, 0, NULL);
  return result;
}

int unlink(const char *path) { return changed(AT_FDCWD, path, NEXT(unlink)(path)); }

int unlinkat(int folder, const char *path, int flags) {
  return changed(folder, path, NEXT(unlinkat)(folder, path, flags));
}

int rmdir(const char *path) { return changed(AT_FDCWD, path, NEXT(rmdir)(path)); }

int remove(const char *path) { return changed(AT_FDCWD, path, NEXT(remove)(path)); }

int mkdir(const char *path, mode_t mode) {
  return changed(AT_FDCWD, path, NEXT(mkdir)(path, mode));
}

int mkdirat(int folder, const char *path, mode_t mode) {
  return changed(folder, path, NEXT(mkdirat)(folder, path, mode));
}

int truncate(const char *path, off_t length) {
  struct stat status;
  int saved = errno;
  bool keeps = length > 0 && is_recording() && look_at(AT_FDCWD, path, &status) == 0;
  errno = saved;
  int result = NEXT(truncate)(path, length);
  if (result == 0 && keeps) record('u', AT_FDCWD, path, &status);
  else changed(AT_FDCWD, path, result);
  return result;
}

int truncate64(const char *path, off64_t length) { return truncate(path, length); }

/// Gets the status of a path that is about to be renamed or linked.
static bool status_before(int folder, const char *path, struct stat *status) {
  if (!is_recording() || !path) return false;
  int saved = errno;
  bool exists = look_at(folder, path, status) == 0;
  errno = saved;
  return exists;
}

static void record_source(int folder, const char *path, const struct stat *status) {
  if (S_ISREG(status->st_mode)) record('r', folder, path, status);
  else record_examined(folder, path, 0, status);
}

static int renamed(
  int old_folder, const char *old, int new_folder, const char *new, const struct stat *status,
  int result
) {
  if (!is_recording()) return result;
  if (result != 0) {
    if (!status && (errno == ENOENT || errno == ENOTDIR)) changed(old_folder, old, result);
    if (errno == EEXIST) changed(new_folder, new, result);
    return result;
  }
  if (status) record_source(old_folder, old, status);
  record('w', old_folder, old, NULL);
  record('w', new_folder, new, NULL);
  return result;
}

int rename(const char *old, const char *new) {
  struct stat status;
  bool exists = status_before(AT_FDCWD, old, &status);
  return renamed(AT_FDCWD, old, AT_FDCWD, new, exists ? &status : NULL, NEXT(rename)(old, new));
}

int renameat(int old_folder, const char *old, int new_folder, const char *new) {
  struct stat status;
  bool exists = status_before(old_folder, old, &status);
  return renamed(
    old_folder, old, new_folder, new, exists ? &status : NULL,
    NEXT(renameat)(old_folder, old, new_folder, new));
}

int renameat2(int old_folder, const char *old, int new_folder, const char *new, unsigned flags) {
  struct stat status;
  bool exists = status_before(old_folder, old, &status);
  struct stat other;
  bool swaps = flags & RENAME_EXCHANGE && status_before(new_folder, new, &other);
  int result = NEXT(renameat2)(old_folder, old, new_folder, new, flags);
  if (result == 0 && swaps) record_source(new_folder, new, &other);
  return renamed(old_folder, old, new_folder, new, exists ? &status : NULL, result);
}

int link(const char *old, const char *new) { return linkat(AT_FDCWD, old, AT_FDCWD, new, 0); }

int linkat(int old_folder, const char *old, int new_folder, const char *new, int flags) {
  struct stat status;
  bool exists = status_before(old_folder, old, &status);
  int result = NEXT(linkat)(old_folder, old, new_folder, new, flags);
  if (result == 0 && exists) record_source(old_folder, old, &status);
  if (result == 0 || errno == EEXIST) return changed(new_folder, new, result);
  if (!exists) changed(old_folder, old, result);
  return result;
}

int symlinkat(const char *target, int folder, const char *path) {
  int result = NEXT(symlinkat)(target, folder, path);
  struct stat status;
  if (result == 0 && status_before(folder, path, &status)) {
    // Reading through the link reads the target.
    char joined[LONGEST_PATH];
    if (join_path(joined, folder, path) > 0) {
      char *end = strrchr(joined, '/') + 1;
      if (target[0] == '/') end = joined;
      if ((size_t)(end - joined) + strlen(target) < LONGEST_PATH) {
        strcpy(end, target);
        record_source(AT_FDCWD, joined, &status);
      }
    }
  }
  return changed(folder, path, result);
}

int symlink(const char *target, const char *path) { return symlinkat(target, AT_FDCWD, path); }

int mkostemps(char *template, int suffix, int flags) {
  int descriptor = NEXT(mkostemps)(template, suffix, flags);
  if (descriptor >= 0) record('w', AT_FDCWD, template, NULL);
  return descriptor;
}

int mkstemp(char *template) { return mkostemps(template, 0, 0); }
int mkstemp64(char *template) { return mkostemps(template, 0, 0); }
int mkostemp(char *template, int flags) { return mkostemps(template, 0, flags); }
int mkostemp64(char *template, int flags) { return mkostemps(template, 0, flags); }
int mkstemps(char *template, int suffix) { return mkostemps(template, suffix, 0); }
int mkstemps64(char *template, int suffix) { return mkostemps(template, suffix, 0); }
int mkostemps64(char *template, int suffix, int flags) {
  return mkostemps(template, suffix, flags);
}

char *mkdtemp(char *template) {
  char *path = NEXT(mkdtemp)(template);
  if (path) record('w', AT_FDCWD, path, NULL);
  return path;
}
#endif
