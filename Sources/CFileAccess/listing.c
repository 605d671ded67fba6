// Functions that list folders.

#if defined(__linux__)
#define _GNU_SOURCE
#include <errno.h>
#include <string.h>

#include "next.h"
#include "recording.h"

/// Records the current version of a folder that is about to be listed, or that it does not exist.
static void record_listing(int folder, const char *path) {
  if (!is_recording() || !path) return;
  int saved = errno;
  struct stat status;
  if (look_at(folder, path, &status) != 0) record_examined(folder, path, errno, NULL);
  else if (S_ISDIR(status.st_mode)) record('d', folder, path, &status);
  else record_examined(folder, path, 0, &status);
  errno = saved;
}

// Folders are recorded before they are read, so that changes meanwhile are detected.

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
  // Only libc knows which folders a pattern lists, so let it call the functions defined here.
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

/// Records an entry of a traversal.
static void record_entry(int base, const FTSENT *entry) {
  switch (entry->fts_info) {
  // With FTS_NOSTAT the entry's own status is undefined.
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
  // Paths are relative to the folder where the traversal began, which may not be the current one.
  if (entry && is_recording())
    record_entry(walk->fts_options & FTS_NOCHDIR ? AT_FDCWD : walk->fts_rfd, entry);
  return entry;
}

FTSENT64 *fts64_read(FTS64 *walk) { return (FTSENT64 *)fts_read((FTS *)walk); }
#endif
