import Foundation
import Testing

@testable import SystemFiles

@Suite struct `A system folder` {
  /// Calls with two new folders; only the second contains `a.js`.
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

  @Test func `is the first place that contains the file`() throws {
    try withFolders { (one, two) throws in
      #expect(try folder([one, two]).path(of: "a.js", chosen: nil) == "\(two)/a.js")
      #expect(try folder([one, two]).path(of: "a.js", chosen: "") == "\(two)/a.js")
    }
  }

  @Test func `is only the one that the environment variable names, if it is set`() throws {
    try withFolders { (one, two) throws in
      #expect(try folder([one]).path(of: "a.js", chosen: two) == "\(two)/a.js")
      #expect(
        try folder([one], part: "/part").path(of: "a.js", chosen: two) == "\(two)/part/a.js")
      let error = #expect(throws: MissingSystemFile.self) {
        try folder([two]).path(of: "a.js", chosen: one)
      }
      #expect(error?.description == "LECTERN_A is \(one), which does not contain a.js of Script A")
    }
  }

  @Test func `that is missing gives an error that names the package`() {
    let error = #expect(throws: MissingSystemFile.self) {
      try folder(["/nowhere"]).path(of: "a.js", chosen: nil)
    }
    #expect(
      error?.description
        == "Script A is missing (a.js): install the Debian package libjs-a, "
        + "or set LECTERN_A to its folder")
  }

  @Test func `cannot be named by a relative path`() {
    let error = #expect(throws: MissingSystemFile.self) {
      try folder([]).path(of: "a.js", chosen: "scripts")
    }
    #expect(error?.description == "LECTERN_A must be an absolute path, not “scripts”")
  }

  @Test func `exists for every font of figures`() throws {
    #expect(try FigureFont.paths().count == 17)
  }
}
