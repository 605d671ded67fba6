import NotebookRunner
import Storage
import Testing

/// A version of a file.
private func version(_ number: Int64) -> FileIdentity {
  FileIdentity(device: 1, inode: 2, size: number, modified: 3, changed: 4)
}

@Suite struct `File accesses` {
  @Test func `are decoded from records`() throws {
    let text =
      "r 2049 77 12 -1 5 9 6 /a b.csv\0d 1 2 3 4 5 6 7 /data\0e 1 2 3 4 5 6 7 /e\0"
      + "f 1 2 3 4 5 6 7 /f\0a 0 0 0 0 0 0 0 /none\0w 0 0 0 0 0 0 0 /out\0u 1 2 3 4 5 6 7 /u\0"
    let other = FileIdentity(
      device: 1, inode: 2, size: 3, modified: 4_000_000_005, changed: 6_000_000_007)
    #expect(
      try FileAccess.decode(Array(text.utf8)) == [
        FileAccess(
          .read, "/a b.csv",
          FileIdentity(
            device: 2049, inode: 77, size: 12, modified: -999_999_995, changed: 9_000_000_006)),
        FileAccess(.listed, "/data", other), FileAccess(.examined, "/e", other),
        FileAccess(.examinedFolder, "/f", other), FileAccess(.absent, "/none"),
        FileAccess(.written, "/out"), FileAccess(.updated, "/u", other),
      ])
    #expect(try FileAccess.decode([]) == [])
  }

  @Test(arguments: [
    "", "x 1 2 3 4 5 6 7 /a", "r 1 2 3 4 5 6 /a", "r 1 2 3 4 5 6 7 a", "r 1 2 3 4 5 6 7 ",
    "rr 1 2 3 4 5 6 7 /", "r -1 2 3 4 5 6 7 /a", "r 1 2 9223372036854775808 4 5 6 7 /a",
    "r 1 2 3 9223372036854775807 5 6 7 /a", "r  1 2 3 4 5 6 7 /a",
  ])
  func `that are malformed throw an error with their offset`(_ record: String) {
    let before = "e 1 2 3 4 5 6 7 /before\0"
    #expect(throws: FileAccessError.malformed(offset: before.utf8.count)) {
      try FileAccess.decode(Array("\(before)\(record)\0".utf8))
    }
  }

  @Test func `that are not terminated or not UTF-8 throw an error`() {
    #expect(throws: FileAccessError.unfinished(offset: 0)) {
      try FileAccess.decode(Array("r 1 2 3 4 5 6 7 /a".utf8))
    }
    #expect(throws: FileAccessError.pathNotUTF8("/caf\u{FFFD}")) {
      try FileAccess.decode(Array("r 1 2 3 4 5 6 7 /caf".utf8) + [0xE9, 0])
    }
  }
}

@Suite struct `File inputs` {
  @Test func `are the paths that it read, listed, examined or did not find`() {
    let accesses = [
      FileAccess(.examined, "/read", version(1)), FileAccess(.read, "/read", version(1)),
      FileAccess(.examined, "/read", version(1)), FileAccess(.examinedFolder, "/d", version(2)),
      FileAccess(.listed, "/d", version(2)), FileAccess(.examined, "/asked", version(3)),
      FileAccess(.examinedFolder, "/f", version(4)), FileAccess(.absent, "/none"),
    ]
    #expect(
      FileInput.inputs(of: accesses) == [
        FileInput("/asked", .file(version(3))), FileInput("/d", .names(version(2))),
        FileInput("/f", .folder), FileInput("/none", .absent),
        FileInput("/read", .contents(version(1))),
      ])
  }

  @Test func `are not the files that it created`() {
    let accesses = [
      FileAccess(.written, "/out"), FileAccess(.read, "/out", version(1)),
      FileAccess(.written, "/made"), FileAccess(.listed, "/made", version(2)),
      FileAccess(.written, "/gone"), FileAccess(.absent, "/gone"),
      FileAccess(.updated, "/log", version(3)),
    ]
    #expect(FileInput.inputs(of: accesses) == [])
  }

  @Test func `have the versions from before the run wrote them`() {
    let accesses = [
      FileAccess(.read, "/counter", version(1)), FileAccess(.written, "/counter"),
      FileAccess(.read, "/counter", version(2)),
      FileAccess(.absent, "/kept"), FileAccess(.written, "/kept"),
      FileAccess(.read, "/kept", version(3)),
      FileAccess(.updated, "/log", version(4)), FileAccess(.read, "/log", version(5)),
    ]
    #expect(
      FileInput.inputs(of: accesses) == [
        FileInput("/counter", .contents(version(1)), isWritten: true),
        FileInput("/kept", .absent, isWritten: true),
        FileInput("/log", .contents(version(4)), isWritten: true),
      ])
  }

  @Test func `record when the program itself wrote into a listed folder`() {
    let accesses = [
      FileAccess(.listed, "/d", version(1)), FileAccess(.listed, "/e", version(1)),
      FileAccess(.written, "/d/new"), FileAccess(.listed, "/d", version(2)),
      FileAccess(.written, "/e/sub/new"),
    ]
    #expect(
      FileInput.inputs(of: accesses) == [
        FileInput("/d", .names(version(1)), isWritten: true),
        FileInput("/e", .names(version(1))),
      ])
  }

  @Test(arguments: [
    (
      [FileAccess(.read, "/x", version(1)), FileAccess(.read, "/x", version(2))],
      FileInput.Observation.contents(version(1))
    ),
    (
      [FileAccess(.listed, "/x", version(1)), FileAccess(.listed, "/x", version(2))],
      .names(version(1))
    ),
    ([FileAccess(.absent, "/x"), FileAccess(.read, "/x", version(2))], .contents(version(2))),
    ([FileAccess(.absent, "/x"), FileAccess(.examined, "/x", version(2))], .absent),
    ([FileAccess(.read, "/x", version(1)), FileAccess(.absent, "/x")], .contents(version(1))),
    ([FileAccess(.examined, "/x", version(1)), FileAccess(.absent, "/x")], .file(version(1))),
    (
      [FileAccess(.examined, "/x", version(1)), FileAccess(.listed, "/x", version(2))],
      .names(version(2))
    ),
  ])
  func `record when another program changed them`(
    _ accesses: [FileAccess], _ observation: FileInput.Observation
  ) {
    #expect(
      FileInput.inputs(of: accesses) == [FileInput("/x", observation, changedDuringRun: true)])
  }
}
