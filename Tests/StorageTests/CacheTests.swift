import Foundation
import Glibc
import Testing

@testable import Storage

/// Calls with a folder that is removed afterwards.
func withFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appending(path: "lectern-\(UUID())").path
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  defer { removeTree(folder) }
  return try body(folder)
}

private let key = CacheKey("runs", ["a", "b"])

@Suite struct `The cache` {
  let entry = CacheEntry(["b": [1, 2, 3], "a": [], "ü\n": Array("text".utf8)])

  @Test func `returns what was stored`() throws {
    try withFolder { folder in
      let cache = Cache(folder: folder + "/new/cache")
      #expect(cache.find(key) == .absent)
      try cache.store(entry, as: key)
      #expect(cache.find(key) == .entry(entry))
      #expect(cache.find(CacheKey("runs", ["a"])) == .absent)
      try cache.store(CacheEntry(), as: key)
      #expect(cache[key] == CacheEntry())
      #expect(cache.size.entries == 1)
    }
  }

  @Test func `has different keys for different lists of parts`() {
    #expect(CacheKey("runs", ["a", "b"]) == key)
    #expect(CacheKey("runs", ["a\nb"]) != key)
    #expect(CacheKey("runs", ["a", "b", ""]) != key)
    #expect(CacheKey("traces", ["a", "b"]) != key)
  }

  @Test func `detects every damaged byte and every truncation`() throws {
    let bytes = entry.encoded
    #expect(CacheEntry(encoded: bytes) == entry)
    for index in bytes.indices {
      var damaged = bytes
      damaged[index] ^= 0x10
      #expect(CacheEntry(encoded: damaged) == nil, "byte \(index)")
      #expect(CacheEntry(encoded: Array(bytes[..<index])) == nil, "length \(index)")
    }
    #expect(CacheEntry(encoded: bytes + [0]) == nil)
  }

  @Test func `reports a damaged entry, which can be replaced`() throws {
    try withFolder { folder in
      let cache = Cache(folder: folder)
      try cache.store(entry, as: key)
      try writeFile("\(folder)/\(key)", [])
      #expect(cache.find(key) == .damaged)
      try cache.store(entry, as: key)
      #expect(cache.find(key) == .entry(entry))
    }
  }

  @Test func `removes the least recently used entries if it is too large`() throws {
    try withFolder { folder in
      let large = CacheEntry(["x": Array(repeating: 7, count: 1000)])
      let keys = (0..<5).map { CacheKey("runs", ["\($0)"]) }
      let cache = Cache(folder: folder, capacity: 2 * large.encoded.count)
      for (index, key) in keys.enumerated() {
        try cache.store(large, as: key)
        // Used one hour after the one before it.
        var times = [timespec(tv_sec: 3600 * index, tv_nsec: 0), timespec()]
        times[1] = times[0]
        utimensat(AT_FDCWD, "\(folder)/\(key)", times, 0)
      }
      // A lookup marks the entry as just used.
      #expect(cache[keys[1]] == large)
      cache.trim()
      #expect(keys.map { cache[$0] != nil } == [false, true, false, false, true])
      #expect(cache.size.bytes == cache.capacity)
    }
  }

  @Test func `leaves files that are not entries`() throws {
    try withFolder { folder in
      let cache = Cache(folder: folder, capacity: 0)
      try cache.store(entry, as: key)
      try writeFile("\(folder)/runs/mine.txt", [1])
      try writeFile("\(folder)/mine", [2])
      cache.trim()
      #expect(cache.size.entries == 0)
      try cache.clear()
      #expect(exists("\(folder)/runs/mine.txt") && exists("\(folder)/mine"))
    }
  }

  @Test func `removes unfinished files, unless a process is still writing them`() throws {
    try withFolder { folder in
      let cache = Cache(folder: folder)
      try cache.store(entry, as: key)
      let abandoned = "\(folder)/\(key).new-abcdef"
      let written = "\(folder)/\(key).new-ghijkl"
      try writeFile(abandoned, [1])
      try writeFile(written, [1])
      let descriptor = open(written, O_RDONLY)
      defer { close(descriptor) }
      flock(descriptor, LOCK_EX)
      #expect(cache.size.entries == 1)
      cache.trim()
      #expect(!exists(abandoned) && exists(written) && cache[key] == entry)
    }
  }

  @Test func `loses no concurrent update`() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "lectern-\(UUID())").path
    defer { removeTree(folder) }
    let cache = Cache(folder: folder)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for index in 0..<50 {
        group.addTask { try cache.update(key) { $0.records["\(index)"] = [UInt8(index)] } }
      }
      try await group.waitForAll()
    }
    #expect(cache[key]?.records.count == 50)
  }

  @Test func `throws if it cannot be written`() throws {
    try withFolder { folder in
      try writeFile(folder + "/file", [])
      let error = #expect(throws: FileFailure.self) {
        try Cache(folder: folder + "/file").store(entry, as: key)
      }
      #expect(error?.code == ENOTDIR)
    }
  }
}
