import Foundation
import NotebookOutputs
import Testing

@testable import Storage

/// The built program, run as a user would.
struct Lectern {
  /// A temporary folder with `notebooks/`, `output/` and the cache.
  let folder = FileManager.default.temporaryDirectory.appending(path: "lectern-\(UUID())").path

  /// Whether the program uses the user's cache instead of one in the folder.
  let sharesCache: Bool

  /// Environment variables that are set in addition to those of the test.
  var environment: [String: String] = [:]

  /// The exit status and output of a run.
  struct Result {
    var status: Int32
    var output: String
    var error: String
  }

  static let package = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  /// The program under test; `scripts/test` names it, else it is the release build.
  static var executable: String {
    ProcessInfo.processInfo.environment["LECTERN"] ?? package + "/.build/release/lectern"
  }

  init(sharesCache: Bool = false) throws {
    self.sharesCache = sharesCache
    try FileManager.default.createDirectory(
      atPath: folder + "/notebooks", withIntermediateDirectories: true)
  }

  func write(_ text: String, to path: String) throws {
    let url = URL(filePath: folder + "/" + path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  func read(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: folder + "/" + path)), as: UTF8.self)
  }

  func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: folder + "/" + path)
  }

  /// Runs the program in the folder.
  func run(_ arguments: String...) throws -> Result { try run(arguments) }

  /// Runs the program in the folder.
  func run(_ arguments: [String]) throws -> Result {
    let process = try start(arguments)
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus, output: try read("stdout"), error: try read("stderr"))
  }

  /// Starts the program in the folder, with its output in the files `stdout` and `stderr` there.
  func start(_ arguments: [String]) throws -> Process {
    let process = Process()
    process.executableURL = URL(filePath: Self.executable)
    process.arguments = arguments
    process.currentDirectoryURL = URL(filePath: folder)
    var environment = ProcessInfo.processInfo.environment
    if !sharesCache { environment["LECTERN_CACHE"] = folder + "/cache" }
    environment.merge(self.environment) { $1 }
    process.environment = environment
    for name in ["stdout", "stderr"] {
      _ = FileManager.default.createFile(atPath: folder + "/" + name, contents: nil)
    }
    process.standardOutput = FileHandle(forWritingAtPath: folder + "/stdout")
    process.standardError = FileHandle(forWritingAtPath: folder + "/stderr")
    try process.run()
    return process
  }

  /// Wraps the compiler in a script that appends a line to `calls` whenever it is called, and fails if
  /// a file `broken` exists.
  ///
  /// - Parameter command: A shell command to run before compiling.
  mutating func wrapCompiler(doing command: String = ":") throws {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    let real = try #require(
      path.split(separator: ":").map { "\($0)/swiftc" }
        .first { FileManager.default.isExecutableFile(atPath: $0) })
    try write(
      """
      #!/bin/sh
      echo call >>\(folder)/calls
      if [ -e \(folder)/broken ]; then exit 1; fi
      \(command)
      exec \(real) "$@"

      """, to: "bin/swiftc")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: folder + "/bin/swiftc")
    environment["PATH"] = "\(folder)/bin:\(path)"
  }

  /// The cached outputs of the chapters.
  func outputs() throws -> [ChapterOutputs] {
    let runs = folder + "/cache/runs"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: runs)) ?? []
    return try names.sorted().map {
      let bytes = try readFile("\(runs)/\($0)")
      let entry = try #require(CacheEntry(encoded: bytes))
      return try #require(entry.value("outputs"))
    }
  }

  func remove() {
    try? FileManager.default.removeItem(atPath: folder)
  }
}
