// The functions of libc to which the functions of this library forward.

#ifndef NEXT_H
#define NEXT_H

#include <dirent.h>
#include <fcntl.h>
#include <fts.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

// With 64-bit file sizes, `open64` is `open` and `struct stat64` has the layout of `struct stat`.
_Static_assert(sizeof(off_t) == 8, "only 64-bit systems");

// Called by fortified code in place of `open` and others; not all headers declare them.
int __open_2(const char *path, int flags);
int __openat_2(int folder, const char *path, int flags);
char *__realpath_chk(const char *path, char *resolved, size_t size);
ssize_t __readlink_chk(const char *path, char *target, size_t size, size_t room);
ssize_t __readlinkat_chk(int folder, const char *path, char *target, size_t size, size_t room);
int eaccess(const char *path, int mode);

#define NEXT_FUNCTIONS(X)                                                                       \
  X(open) X(__open_2) X(openat) X(__openat_2) X(creat) X(fopen) X(freopen)                      \
  X(stat) X(lstat) X(fstatat) X(statx) X(access) X(faccessat) X(eaccess)                        \
  X(readlink) X(readlinkat) X(__readlink_chk) X(__readlinkat_chk)                               \
  X(realpath) X(__realpath_chk) X(canonicalize_file_name) X(chdir)                              \
  X(opendir) X(scandir) X(scandirat) X(glob) X(fts_read)                                       \
  X(rename) X(renameat) X(renameat2) X(link) X(linkat) X(symlink) X(symlinkat)                  \
  X(mkdir) X(mkdirat) X(unlink) X(unlinkat) X(rmdir) X(remove) X(truncate)                      \
  X(mkostemps) X(mkdtemp)

struct next_functions {
#define NEXT_MEMBER(name) __typeof__(name) *name;
  NEXT_FUNCTIONS(NEXT_MEMBER)
#undef NEXT_MEMBER
};

#pragma GCC visibility push(hidden)

extern struct next_functions next_functions;
extern _Atomic int next_functions_are_known;
void find_next_functions(void);

/// The next definition of a function, which another library's constructor may call before this
/// library's constructor has run.
#define NEXT(name)                                                                              \
  (next_functions_are_known ? next_functions.name                                               \
                            : (find_next_functions(), next_functions.name))

#pragma GCC visibility pop
#endif
