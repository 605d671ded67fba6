import Foundation
import Testing

@testable import SystemFiles

@Suite struct `What the system brings` {
  /// Calls with two new folders, the second of which has the file `a.js`.
  private func withFolders(_ body: (String, String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    for name in ["one", "two/part"] {
      try FileManager.default.createDirectory(
        at: folder.appending(path: name), withIntermediateDirectories: true)
    }
    try Data().write(to: folder.appending(path: "two/a.js"))
    try Data().write(to: folder.appending(path: "two/part/a.js"))
    try body(folder.path + "/one", folder.path + "/two")
  }

  private func folder(_ places: [String], part: String = "") -> SystemFolder {
    SystemFolder(
      name: "Script A", package: "libjs-a", variable: "LECTERN_A", part: part, places: places)
  }

  @Test func `is found in the first place that has it`() throws {
    try withFolders { (one, two) throws in
      #expect(try folder([one, two]).path(of: "a.js", chosen: nil) == "\(two)/a.js")
      #expect(try folder([one, two]).path(of: "a.js", chosen: "") == "\(two)/a.js")
    }
  }

  @Test func `is looked for only where the environment says`() throws {
    try withFolders { (one, two) throws in
      #expect(try folder([one]).path(of: "a.js", chosen: two) == "\(two)/a.js")
      #expect(
        try folder([one], part: "/part").path(of: "a.js", chosen: two) == "\(two)/part/a.js")
      let error = #expect(throws: MissingSystemFile.self) {
        try folder([two]).path(of: "a.js", chosen: one)
      }
      #expect(error?.description == "LECTERN_A is \(one), and there is no a.js for Script A in it")
    }
  }

  @Test func `that is missing is one sentence, which names the package`() {
    let error = #expect(throws: MissingSystemFile.self) {
      try folder(["/nowhere"]).path(of: "a.js", chosen: nil)
    }
    #expect(
      error?.description
        == "Script A is missing (a.js): install the Debian package libjs-a, "
        + "or let LECTERN_A name its folder")
  }

  @Test func `cannot be named by a relative path`() {
    let error = #expect(throws: MissingSystemFile.self) {
      try folder([]).path(of: "a.js", chosen: "scripts")
    }
    #expect(error?.description == "LECTERN_A must be an absolute path, not “scripts”")
  }

  @Test func `every font of figures is here`() throws {
    #expect(try FigureFont.paths().count == 17)
  }
}
