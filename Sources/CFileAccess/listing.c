// Functions that list folders.

#if defined(__linux__)
#define _GNU_SOURCE
#include <errno.h>
#include <string.h>

#include "next.h"
#include "recording.h"

/// Records a folder that is listed, as it is now, or that it is not there.
static void record_listing(int folder, const char *path) {
  if (!is_recording() || !path) return;
  int saved = errno;
  struct stat status;
  if (look_at(folder, path, &status) != 0) record_examined(folder, path, errno, NULL);
  else if (S_ISDIR(status.st_mode)) record('d', folder, path, &status);
  else record_examined(folder, path, 0, &status);
  errno = saved;
}

// Before the folder is read: what comes later is then a change.

DIR *opendir(const char *path) {
  record_listing(AT_FDCWD, path);
  return NEXT(opendir)(path);
}

int scandir(
  const char *path, struct dirent ***names, int (*filter)(const struct dirent *),
  int (*order)(const struct dirent **, const struct dirent **)
) {
  record_listing(AT_FDCWD, path);
  return NEXT(scandir)(path, names, filter, order);
}

int scandir64(
  const char *path, struct dirent64 ***names, int (*filter)(const struct dirent64 *),
  int (*order)(const struct dirent64 **, const struct dirent64 **)
) {
  return scandir(path, (void *)names, (void *)filter, (void *)order);
}

int scandirat(
  int folder, const char *path, struct dirent ***names, int (*filter)(const struct dirent *),
  int (*order)(const struct dirent **, const struct dirent **)
) {
  record_listing(folder, path);
  return NEXT(scandirat)(folder, path, names, filter, order);
}

int scandirat64(
  int folder, const char *path, struct dirent64 ***names, int (*filter)(const struct dirent64 *),
  int (*order)(const struct dirent64 **, const struct dirent64 **)
) {
  return scandirat(folder, path, (void *)names, (void *)filter, (void *)order);
}

static int close_folder(void *folder) { return closedir(folder); }

int glob(
  const char *pattern, int flags, int (*report)(const char *, int), glob_t *found
) {
  if (!is_recording() || flags & GLOB_ALTDIRFUNC)
    return NEXT(glob)(pattern, flags, report, found);
  // Which folders a pattern lists only libc knows, so it calls the functions here for them.
  glob_t before = *found;
  found->gl_opendir = (void *(*)(const char *))opendir;
  found->gl_readdir = (struct dirent * (*)(void *))(void *)readdir;
  found->gl_closedir = (void (*)(void *))(void *)close_folder;
  found->gl_stat = (void *)stat;
  found->gl_lstat = (void *)lstat;
  int result = NEXT(glob)(pattern, flags | GLOB_ALTDIRFUNC, report, found);
  found->gl_flags &= ~GLOB_ALTDIRFUNC;
  found->gl_opendir = before.gl_opendir;
  found->gl_readdir = before.gl_readdir;
  found->gl_closedir = before.gl_closedir;
  found->gl_stat = before.gl_stat;
  found->gl_lstat = before.gl_lstat;
  return result;
}

int glob64(
  const char *pattern, int flags, int (*report)(const char *, int), glob64_t *found
) {
  return glob(pattern, flags, report, (glob_t *)found);
}

/// Records an entry of a walk through folders.
static void record_entry(int base, const FTSENT *entry) {
  switch (entry->fts_info) {
  case FTS_D:
    record('d', base, entry->fts_path, entry->fts_statp);
    break;
  case FTS_F: case FTS_DC: case FTS_DNR: case FTS_DOT:
    record_examined(base, entry->fts_path, 0, entry->fts_statp);
    break;
  case FTS_SL:
    record_examined(base, entry->fts_path, 0, NULL);
    break;
  case FTS_SLNONE:
    record_examined(base, entry->fts_path, ENOENT, NULL);
    break;
  case FTS_NS: case FTS_ERR:
    record_examined(base, entry->fts_path, entry->fts_errno, NULL);
    break;
  }
}

FTSENT *fts_read(FTS *walk) {
  FTSENT *entry = NEXT(fts_read)(walk);
  // Its paths are relative to where the walk began, which may be another folder by now.
  if (entry && is_recording())
    record_entry(walk->fts_options & FTS_NOCHDIR ? AT_FDCWD : walk->fts_rfd, entry);
  return entry;
}

FTSENT64 *fts64_read(FTS64 *walk) { return (FTSENT64 *)fts_read((FTS *)walk); }

/// The walk of this thread, because the functions that it calls are given nothing else.
static _Thread_local struct {
  int base;
  __ftw_func_t visit;
  __nftw_func_t visit_deep;
} walk;

static void record_visit(const char *path, const struct stat *status, int kind) {
  switch (kind) {
  case FTW_D: case FTW_DP: record('d', walk.base, path, status); break;
  case FTW_F: case FTW_DNR: record_examined(walk.base, path, 0, status); break;
  case FTW_SL: record_examined(walk.base, path, 0, NULL); break;
  case FTW_SLN: record_examined(walk.base, path, ENOENT, NULL); break;
  }
}

static int visit(const char *path, const struct stat *status, int kind) {
  record_visit(path, status, kind);
  return walk.visit(path, status, kind);
}

static int visit_deep(const char *path, const struct stat *status, int kind, struct FTW *place) {
  record_visit(path, status, kind);
  return walk.visit_deep(path, status, kind, place);
}

int ftw(const char *path, __ftw_func_t function, int descriptors) {
  if (!is_recording()) return NEXT(ftw)(path, function, descriptors);
  __typeof__(walk) outer = walk;
  walk.base = AT_FDCWD;
  walk.visit = function;
  record_listing(AT_FDCWD, path);
  int result = NEXT(ftw)(path, visit, descriptors);
  walk = outer;
  return result;
}

int nftw(const char *path, __nftw_func_t function, int descriptors, int flags) {
  if (!is_recording()) return NEXT(nftw)(path, function, descriptors, flags);
  __typeof__(walk) outer = walk;
  int start = flags & FTW_CHDIR ? NEXT(open)(".", O_PATH | O_DIRECTORY | O_CLOEXEC) : -1;
  walk.base = start >= 0 ? start : AT_FDCWD;
  walk.visit_deep = function;
  record_listing(AT_FDCWD, path);
  int result = NEXT(nftw)(path, visit_deep, descriptors, flags);
  walk = outer;
  if (start >= 0) close(start);
  return result;
}

int ftw64(const char *path, __ftw64_func_t function, int descriptors) {
  return ftw(path, (__ftw_func_t)(void *)function, descriptors);
}

int nftw64(const char *path, __nftw64_func_t function, int descriptors, int flags) {
  return nftw(path, (__nftw_func_t)(void *)function, descriptors, flags);
}
#endif
