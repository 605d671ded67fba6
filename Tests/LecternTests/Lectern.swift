import Foundation
import NotebookOutputs

/// The built program, run as a user would.
struct Lectern {
  /// A folder that is removed after the test, holding `notebooks/`, `output/` and the cache.
  let folder = FileManager.default.temporaryDirectory.appending(path: "lectern-\(UUID())").path

  /// Whether runs are kept where a user's are, and found there, and not in the folder.
  let sharesCache: Bool

  /// What the program finds in its environment besides what the tests do.
  var environment: [String: String] = [:]

  /// What a run of the program said.
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

  /// Starts the program in the folder; what it says goes to `stdout` and `stderr` there.
  func start(_ arguments: [String]) throws -> Process {
    let process = Process()
    process.executableURL = URL(filePath: Self.executable)
    process.arguments = arguments
    process.currentDirectoryURL = URL(filePath: folder)
    var environment = ProcessInfo.processInfo.environment
    environment.merge(self.environment) { $1 }
    if !sharesCache { environment["LECTERN_CACHE"] = folder + "/cache" }
    process.environment = environment
    for name in ["stdout", "stderr"] {
      _ = FileManager.default.createFile(atPath: folder + "/" + name, contents: nil)
    }
    process.standardOutput = FileHandle(forWritingAtPath: folder + "/stdout")
    process.standardError = FileHandle(forWritingAtPath: folder + "/stderr")
    try process.run()
    return process
  }

  /// The kept outputs of the chapters that ran to their end.
  func outputs() throws -> [ChapterOutputs] {
    struct Entry: Decodable { var outputs: ChapterOutputs }
    let runs = folder + "/cache/runs"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: runs)) ?? []
    return try names.sorted().map {
      let data = try Data(contentsOf: URL(filePath: "\(runs)/\($0)/outputs.json"))
      return try JSONDecoder().decode(Entry.self, from: data).outputs
    }
  }

  func remove() {
    try? FileManager.default.removeItem(atPath: folder)
  }
}
