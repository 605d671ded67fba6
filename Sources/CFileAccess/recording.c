#if defined(__linux__)
#define _GNU_SOURCE
#include "recording.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include "include/file_access.h"
#include "next.h"
#include "paths.h"

_Atomic int record_descriptor = -1;

void file_access_start(int descriptor, const char *folder) {
  find_places(folder);
  atomic_store_explicit(&record_descriptor, descriptor, memory_order_release);
}

/// Hashes of the records that were written, so that a loop that examines one file a million times writes
/// one record.
///
/// There are no locks, because a crash handler may stop the thread that has one. If the table is full,
/// records are written again. Two of 10 000 records have the same hash in one of 10^11 runs.
static _Atomic uint64_t written[1 << 16];

enum { ROOM_FOR_NUMBERS = 192, PROBES = 32 };

static uint64_t hash(const char *bytes, size_t count) {
  // FNV-1a with the finalizer of SplitMix64, because only some of the bits select the table entry.
  uint64_t hash = 0xcbf29ce484222325;
  for (size_t i = 0; i < count; i++) hash = (hash ^ (unsigned char)bytes[i]) * 0x100000001b3;
  hash = (hash ^ hash >> 30) * 0xbf58476d1ce4e5b9;
  hash = (hash ^ hash >> 27) * 0x94d049bb133111eb;
  hash ^= hash >> 31;
  return hash ? hash : 1;
}

static bool is_written(uint64_t hash) {
  for (size_t i = 0; i < PROBES; i++) {
    uint64_t found = atomic_load(&written[(hash + i) % (sizeof written / sizeof *written)]);
    if (found == hash) return true;
    if (found == 0) return false;
  }
  return false;
}

static void remember(uint64_t hash) {
  for (size_t i = 0; i < PROBES; i++) {
    uint64_t none = 0;
    _Atomic uint64_t *place = &written[(hash + i) % (sizeof written / sizeof *written)];
    if (atomic_compare_exchange_strong(place, &none, hash) || none == hash) return;
  }
}

static char *append(char *end, int64_t number) {
  char digits[20];
  int count = 0;
  uint64_t rest = number < 0 ? -(uint64_t)number : (uint64_t)number;
  *end++ = ' ';
  if (number < 0) *end++ = '-';
  do digits[count++] = (char)('0' + rest % 10);
  while ((rest /= 10) > 0);
  while (count > 0) *end++ = digits[--count];
  return end;
}

static void write_record(const char *bytes, size_t count) {
  ssize_t done;
  do done = write(record_descriptor, bytes, count);
  while (done < 0 && errno == EINTR);
  if (done == (ssize_t)count) return;
  static const char reason[] = "lectern: cannot record which files the notebook reads\n";
  (void)!write(STDERR_FILENO, reason, sizeof reason - 1);
  _exit(70);
}

/// Restores the `..` of a path if a link makes the normalized path mean another file.
static void keep_meaning(char *path, const char *joined, const struct stat *status) {
  struct stat found;
  int result = look_at(AT_FDCWD, path, &found);
  bool is_same = status
    ? result == 0 && found.st_dev == status->st_dev && found.st_ino == status->st_ino
    : (result == 0) == (look_at(AT_FDCWD, joined, &found) == 0);
  if (!is_same) strcpy(path, joined);
}

static void record_place(char kind, int folder, const char *path, const struct stat *status);

void record(char kind, int folder, const char *path, const struct stat *status) {
  if (!is_recording() || path[0] == 0) return;
  // The runtime's crash handler reads /proc, on a small stack and with little time.
  if (strncmp(path, "/proc/", 6) == 0) return;
  int error = errno;
  record_place(kind, folder, path, status);
  errno = error;
}

__attribute__((noinline))
static void record_place(char kind, int folder, const char *path, const struct stat *status) {
  char record[ROOM_FOR_NUMBERS + LONGEST_PATH];
  // The path is at a fixed offset; the numbers are then copied directly before it.
  char *absolute = record + ROOM_FOR_NUMBERS;
  if (join_path(absolute, folder, path) > 0) {
    bool has_parents = strstr(absolute, "/..") != NULL;
    char joined[LONGEST_PATH];
    if (has_parents) strcpy(joined, absolute);
    if (normalize_path(absolute) && has_parents) keep_meaning(absolute, joined, status);
    if (is_of_interest(absolute)) {
      static const struct stat none;
      const struct stat *s = status ? status : &none;
      char numbers[ROOM_FOR_NUMBERS];
      char *end = numbers;
      *end++ = kind;
      end = append(end, (int64_t)s->st_dev);
      end = append(end, (int64_t)s->st_ino);
      end = append(end, s->st_size);
      end = append(end, s->st_mtim.tv_sec);
      end = append(end, s->st_mtim.tv_nsec);
      end = append(end, s->st_ctim.tv_sec);
      end = append(end, s->st_ctim.tv_nsec);
      *end++ = ' ';
      size_t length = (size_t)(end - numbers);
      char *start = absolute - length;
      memcpy(start, numbers, length);
      size_t count = length + strlen(absolute) + 1;
      uint64_t fingerprint = hash(start, count);
      // Remembered only after it is written: otherwise another thread could skip this record and write
      // a later one before it.
      if (!is_written(fingerprint)) {
        write_record(start, count);
        remember(fingerprint);
      }
    }
  }
}

int look_at(int folder, const char *path, struct stat *status) {
  return NEXT(fstatat)(folder, path, status, 0);
}

void record_examined(int folder, const char *path, int error, const struct stat *status) {
  if (!is_recording()) return;
  int saved = errno;
  struct stat found;
  if (error == ENOTDIR && path[0] && path[strlen(path) - 1] == '/') {
    // The path ends in a slash; without it, a file may be there.
    char joined[LONGEST_PATH];
    if (join_path(joined, folder, path) > 0) {
      normalize_path(joined);
      if (look_at(AT_FDCWD, joined, &found) == 0) (error = 0, status = &found);
    }
  } else if (error == 0 && (!status || S_ISLNK(status->st_mode))) {
    status = &found;
    if (look_at(folder, path, &found) != 0) error = errno;
  }
  switch (error) {
  case 0:
    if (S_ISREG(status->st_mode)) record('e', folder, path, status);
    if (S_ISDIR(status->st_mode)) record('f', folder, path, status);
    break;
  // A file in a folder without permission is treated as absent.
  case ENOENT: case ENOTDIR: case EACCES:
    record('a', folder, path, NULL);
    break;
  }
  errno = saved;
}
#endif
