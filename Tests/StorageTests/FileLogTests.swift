import Foundation
import Glibc
import Testing

@testable import Storage

@Suite struct `A log of files` {
  @Test func `knows the versions that were read`() throws {
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

  /// Each changes the folder in a way that something read from it would show.
  static let changes: [@Sendable (String) throws -> Void] = [
    { try writeFile("\($0)/a", Array("two".utf8)) },
    { unlink("\($0)/a") },
    { try writeFile("\($0)/b", []) },
    { try writeFile("\($0)/new", []) },
    // The same size and date, as cp -p and rsync -t keep them.
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
      // The clock of the file system has a grain of some milliseconds.
      usleep(20_000)
      try writeFile("\(folder)/a", Array("two".utf8))
      utimensat(AT_FDCWD, "\(folder)/a", [status.st_atim, status.st_mtim], 0)
    },
  ]

  @Test(arguments: changes.indices) func `sees every change`(_ index: Int) throws {
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

  @Test func `does not trust a path that changed between two looks`() throws {
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

  @Test func `keeps the more exact of two looks`() throws {
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
  ]) func `is read back from its text`(_ state: FileState) {
    #expect(FileState(text: state.text) == state)
  }

  @Test(arguments: [
    "", "x", "f 1 2 3", "f a b c d e", "d xyz", "a a", "f 1 2 3 4 99999999999999999999",
  ])
  func `is not read from other text`(_ text: String) {
    #expect(FileState(text: text) == nil)
  }
}

@Suite struct `A scratch folder` {
  @Test func `is removed at its end, and with the next one where its process was killed`() throws {
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
