#if defined(__linux__)
#define _GNU_SOURCE
#include "paths.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

/// Writes the path `/proc/self/fd/<descriptor>`.
static void descriptor_link(char link[32], int descriptor) {
  char digits[12];
  int count = 0;
  do digits[count++] = (char)('0' + descriptor % 10);
  while ((descriptor /= 10) > 0);
  strcpy(link, "/proc/self/fd/");
  char *end = link + strlen(link);
  while (count > 0) *end++ = digits[--count];
  *end = 0;
}

size_t join_path(char joined[LONGEST_PATH], int folder, const char *path) {
  size_t length = 0;
  if (path[0] != '/') {
    // System calls, because the functions of libc may open folders.
    if (folder == AT_FDCWD) {
      long size = syscall(SYS_getcwd, joined, LONGEST_PATH);
      length = size > 0 ? (size_t)size - 1 : 0;
    } else {
      char link[32];
      descriptor_link(link, folder);
      long size = syscall(SYS_readlinkat, AT_FDCWD, link, joined, LONGEST_PATH);
      length = size > 0 && size < LONGEST_PATH ? (size_t)size : 0;
    }
    // A removed folder has no path.
    if (length == 0 || joined[0] != '/') return 0;
    joined[length++] = '/';
  }
  size_t rest = strnlen(path, LONGEST_PATH);
  if (length + rest >= LONGEST_PATH) return 0;
  memcpy(joined + length, path, rest + 1);
  return length + rest;
}

bool normalize_path(char *path) {
  bool had_parents = false;
  char *end = path;
  const char *next = path;
  while (*next) {
    while (*next == '/') next++;
    size_t length = strcspn(next, "/");
    if (length == 0) break;
    if (length == 2 && next[0] == '.' && next[1] == '.') {
      had_parents = true;
      while (end > path && *--end != '/') {}
    } else if (length != 1 || next[0] != '.') {
      *end++ = '/';
      memmove(end, next, length);
      end += length;
    }
    next += length;
  }
  if (end == path) *end++ = '/';
  *end = 0;
  return had_parents;
}

bool is_within(const char *path, const char *folder) {
  size_t length = strlen(folder);
  return length > 0 && strncmp(path, folder, length) == 0
    && (path[length] == '/' || path[length] == 0);
}

static char own_folder[LONGEST_PATH];
static char executable[LONGEST_PATH];
static char working_folder[LONGEST_PATH];
static char toolchain[LONGEST_PATH];

void find_places(const char *folder) {
  if (join_path(own_folder, AT_FDCWD, folder) > 0) normalize_path(own_folder);
  long size =
    syscall(SYS_readlinkat, AT_FDCWD, "/proc/self/exe", executable, LONGEST_PATH - 1);
  executable[size > 0 ? size : 0] = 0;
  if (join_path(working_folder, AT_FDCWD, ".") > 0) normalize_path(working_folder);
  // In the root folder, every path would count as the notebook's.
  if (strcmp(working_folder, "/") == 0) working_folder[0] = 0;
  Dl_info runtime;
  void *symbol = dlsym(RTLD_DEFAULT, "swift_retain");
  if (symbol && dladdr(symbol, &runtime) && runtime.dli_fname
      && join_path(toolchain, AT_FDCWD, runtime.dli_fname) > 0) {
    normalize_path(toolchain);
    // …/usr/lib/swift/linux/libswiftCore.so
    char *end = NULL;
    for (char *at = toolchain; (at = strstr(at, "/lib/swift/")); at++) end = at;
    if (end) *end = 0; else toolchain[0] = 0;
  }
}

bool is_of_interest(const char *path) {
  if (is_within(path, own_folder) || strcmp(path, executable) == 0) return false;
  if (is_within(path, working_folder)) return true;
  // Figures depend on fonts.
  if (is_within(path, "/usr/share/fonts") || is_within(path, "/usr/local/share/fonts")) return true;
  static const char *const system[] = {
    "/proc", "/sys", "/dev", "/usr", "/lib", "/lib32", "/lib64", "/libx32", "/bin", "/sbin",
    "/etc", "/run", "/var/run", "/var/lib", "/var/cache",
  };
  for (size_t i = 0; i < sizeof system / sizeof *system; i++) {
    if (is_within(path, system[i])) return false;
  }
  return !is_within(path, toolchain);
}
#endif
