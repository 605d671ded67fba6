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
  // A walk may have looked at nothing but names (FTS_NOSTAT), so that its own numbers mean nothing.
  case FTS_D:
    record_listing(base, entry->fts_path);
    break;
  case FTS_F: case FTS_DC: case FTS_DNR: case FTS_DOT: case FTS_SL:
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
#endif
