import Foundation
import Glibc
import Testing

@testable import Storage

@Suite struct `A file log` {
  @Test func `records the versions that were read`() throws {
    try withFolder { folder in
      try writeFile("\(folder)/a", Array("one".utf8))
      try writeFile("\(folder)/.hidden", [])
      let log = FileLog()
      #expect(try log.read("\(folder)/a") == Array("one".utf8))
      #expect(log.names(in: folder) == ["a"])
      #expect(log.kind(of: folder) == .folder && log.kind(of: "\(folder)/a") == .file)
      #expect(log.kind(of: "\(folder)/b") == nil)
      #expect(throws: FileFailure.self) { try log.read("\(folder)/c") }
      #expect(log.states["\(folder)/b"] == .absent && log.states["\(folder)/c"] == .absent)
      #expect(log.states.areCurrent)
    }
  }

  /// Changes to the folder, each of which must make the log outdated.
  static let changes: [@Sendable (String) throws -> Void] = [
    { try writeFile("\($0)/a", Array("two".utf8)) },
    { unlink("\($0)/a") },
    { try writeFile("\($0)/b", []) },
    { try writeFile("\($0)/new", []) },
    // A file with the same size and date, as cp -p and rsync -t create it.
    { folder in
      var status = stat()
      stat("\(folder)/a", &status)
      try writeFile("\(folder)/other", Array("two".utf8))
      utimensat(AT_FDCWD, "\(folder)/other", [status.st_atim, status.st_mtim], 0)
      rename("\(folder)/other", "\(folder)/a")
    },
    // The same inode as well.
    { folder in
      var status = stat()
      stat("\(folder)/a", &status)
      // The file system's clock has a resolution of a few milliseconds.
      usleep(20_000)
      try writeFile("\(folder)/a", Array("two".utf8))
      utimensat(AT_FDCWD, "\(folder)/a", [status.st_atim, status.st_mtim], 0)
    },
  ]

  @Test(arguments: changes.indices) func `detects every change`(_ index: Int) throws {
    try withFolder { folder in
      try writeFile("\(folder)/a", Array("one".utf8))
      let log = FileLog()
      _ = try log.read("\(folder)/a")
      _ = log.names(in: folder)
      _ = log.kind(of: "\(folder)/b")
      #expect(log.states.areCurrent)
      try Self.changes[index](folder)
      #expect(!log.states.areCurrent)
    }
  }

  @Test func `marks a path that changed between two reads`() throws {
    try withFolder { folder in
      let path = "\(folder)/a"
      try writeFile(path, [1])
      let log = FileLog()
      _ = try log.read(path)
      try writeFile(path, [1, 2])
      #expect(try log.read(path) == [1, 2])
      #expect(log.states == [path: .changing])
      #expect(!log.states.areCurrent)
    }
  }

  @Test func `keeps the more precise of two states`() throws {
    try withFolder { folder in
      let path = "\(folder)/a"
      try writeFile(path, [1])
      let log = FileLog()
      #expect(log.kind(of: path) == .file)
      _ = try log.read(path)
      #expect(log.kind(of: path) == .file)
      #expect(log.states[path] == FileIdentity(of: path).map(FileState.file))
    }
  }
}

@Suite struct `The state of a path` {
  @Test(arguments: [
    FileState.absent, .present, .changing, .folder(["b", "a"]),
    .file(FileIdentity(device: .max, inode: 2, size: 3, modified: -4, changed: .max)),
  ]) func `is parsed from its text`(_ state: FileState) {
    #expect(FileState(text: state.text) == state)
  }

  @Test(arguments: [
    "", "x", "f 1 2 3", "f a b c d e", "d xyz", "a a", "f 1 2 3 4 99999999999999999999",
  ])
  func `is not parsed from other text`(_ text: String) {
    #expect(FileState(text: text) == nil)
  }
}

@Suite struct `A scratch folder` {
  @Test func `is removed when released, or by the next one if its process was killed`() throws {
    try withFolder { folder in
      try makeFolders("\(folder)/run-killed")
      try writeFile("\(folder)/mine", [])
      var scratch: ScratchFolder? = try ScratchFolder(in: folder)
      let path = try #require(scratch?.path)
      let other = try ScratchFolder(in: folder)
      #expect(exists(path) && exists(other.path) && !exists("\(folder)/run-killed"))
      try writeFile("\(path)/file", [1])
      scratch = nil
      #expect(!exists(path) && exists("\(folder)/mine"))
    }
  }
}
