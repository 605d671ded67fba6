internal import FoundationEssentials
internal import Glibc
internal import NotebookOutputs
internal import Storage
internal import Subprocess
internal import SystemPackage

/// A finished run of a program, with everything that it recorded.
struct Execution {
  /// How a program ended.
  enum Ending: Equatable {
    case exited(Int)
    case signaled(Int)
    case stopped(ExceededLimit)
  }

  var ending: Ending
  var events: [Event]
  var output: [UInt8]
  var error: [UInt8]
  /// The position of the last statement that was reached.
  var reached: (line: Int, column: Int)
  /// The runtime's crash report; empty if the program did not crash.
  var backtrace: Backtrace
  /// The program's file accesses, in order.
  var accesses: [FileAccess]

  /// Runs an executable.
  ///
  /// - Parameters:
  ///   - executable: The path of the executable.
  ///   - folder: The folder for its output streams, events and figures.
  ///   - directory: The working directory: the notebook's folder.
  ///   - parameters: The values of its parameters, by name.
  ///   - theme: The name of the theme for figures that set none; nil for the default.
  ///   - chapter: The name of the chapter.
  ///   - limits: The program's resource limits.
  /// - Throws: `EventError` or `FileAccessError` if the program's records are damaged.
  static func run(
    _ executable: String, into folder: String, in directory: String,
    parameters: [String: String] = [:], theme: String? = nil, chapter: String, limits: RunLimits
  ) async throws -> Execution {
    let paths = (
      output: "\(folder)/output", error: "\(folder)/error", events: "\(folder)/events",
      accesses: "\(folder)/\(RunEnvironment.accesses)", backtrace: "\(folder)/backtrace.json"
    )
    // The program appends to these files, so remove those of an earlier run.
    for path in [paths.events, paths.accesses, paths.backtrace] {
      try? FileManager.default.removeItem(atPath: path)
    }
    let environment = Environment.inherit.updating([
      .init(stringLiteral: RunEnvironment.events): paths.events,
      .init(stringLiteral: RunEnvironment.folder): folder,
      .init(stringLiteral: RunEnvironment.parameters): lines(of: parameters),
      // Set even if empty: a value inherited from the environment would not be part of the cache key.
      .init(stringLiteral: RunEnvironment.theme): theme ?? "",
      .init(stringLiteral: RunEnvironment.chapter): chapter,
      // Dictionaries and sets have the same order in every run.
      "SWIFT_DETERMINISTIC_HASHING": "1",
      "SWIFT_BACKTRACE": "enable=yes,format=json,interactive=no,color=no,threads=crashed,"
        + "images=none,output-to=\(paths.backtrace)",
    ])
    // A process group, so that a timeout or Ctrl-C can kill everything that the notebook started.
    var options = PlatformOptions()
    options.processGroupID = 0
    let configuration = Configuration(
      executable: .path(FilePath(executable)), arguments: [], environment: environment,
      workingDirectory: FilePath(directory), platformOptions: options)
    let monitor = ResourceMonitor(limits, streams: [paths.output, paths.error])
    let status = try await monitor.during {
      try await Subprocess.run(
        configuration, input: .none,
        output: .fileDescriptor(try file(paths.output), closeAfterSpawningProcess: true),
        error: .fileDescriptor(try file(paths.error), closeAfterSpawningProcess: true)
      ) { execution in
        monitor.started(execution.processIdentifier.value)
      }.terminationStatus
    }
    killRemaining(of: folder)
    let ending: Ending =
      switch status {
      case _ where monitor.exceededLimit != nil: .stopped(monitor.exceededLimit ?? .time)
      case .exited(let code): .exited(Int(code))
      case .signaled(let signal): .signaled(Int(signal))
      }
    return Execution(
      ending: ending, events: try Event.decode(lines: bytes(paths.events)),
      output: bytes(paths.output, limits.output), error: bytes(paths.error, limits.output),
      reached: reachedPosition("\(folder)/position"),
      backtrace: Backtrace(json: bytes(paths.backtrace)),
      accesses: try FileAccess.decode(bytes(paths.accesses)))
  }

  /// The values of parameters in the format that notebooks read: `name=value`, one per line.
  static func lines(of parameters: [String: String]) -> String {
    parameters.map { "\($0.key)=\($0.value)" }.sorted().joined(separator: "\n")
  }

  private static func file(_ path: String) throws -> FileDescriptor {
    try FileDescriptor.open(
      FilePath(path), .writeOnly, options: [.create, .truncate, .append],
      permissions: [.ownerReadWrite])
  }

  /// The first bytes of a file; empty if the program ended before it created the file.
  private static func bytes(_ path: String, _ limit: Int = .max) -> [UInt8] {
    (try? readFile(path, atMost: limit)) ?? []
  }

  private static func reachedPosition(_ path: String) -> (line: Int, column: Int) {
    let bytes = bytes(path)
    guard bytes.count == 16 else { return (1, 1) }
    return bytes.withUnsafeBytes { slots in
      let line = Int(slots.loadUnaligned(as: Int64.self))
      let column = Int(slots.loadUnaligned(fromByteOffset: 8, as: Int64.self))
      return (max(line, 1), max(column, 1))
    }
  }
}
