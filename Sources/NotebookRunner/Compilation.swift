internal import FoundationEssentials
internal import Literate
internal import Storage
internal import Subprocess
internal import SystemPackage

/// A woven program, made into an executable.
struct Compilation: Sendable {
  /// What the compiler had to say, in the notebook's own places.
  var messages: [Diagnostic]
  /// The executable; absent if there were errors.
  var executable: String?
  /// The folder that the executable is in, which lives as long as this value.
  private var folder: ScratchFolder

  /// Compiles a woven program in a folder of its own.
  ///
  /// - Parameters:
  ///   - program: The program.
  ///   - chapter: The path of the notebook, as shown.
  ///   - folder: The folder for the sources, the executable and the compiler's own files.
  ///   - toolchain: The modules to compile against.
  ///   - limits: How much of the machine the compiler may take.
  static func compile(
    _ program: WovenProgram, of chapter: String, in folder: ScratchFolder,
    with toolchain: Toolchain, limits: RunLimits
  ) async throws -> Compilation {
    let main = "\(folder.path)/main.swift"
    let support = "\(folder.path)/support.swift"
    let executable = "\(folder.path)/notebook"
    try Data(program.main.utf8).write(to: URL(filePath: main))
    try Data(WovenProgram.support.utf8).write(to: URL(filePath: support))
    // Optimized, for numerical loops; checks and their messages stay, for people who learn.
    let arguments =
      [
        "-O", "-wmo", "-assert-config", "Debug", "-gline-tables-only", "-Xcc",
        "-fno-omit-frame-pointer", "-module-name", "main",
        "-diagnostic-style", "llvm", "-no-color-diagnostics", main, support, "-o", executable,
        // The toolchain's own linker takes half the time of the system's.
        "-use-ld=lld",
      ] + toolchain.arguments
    // A group of its own: the compiler's driver does not end the processes that it started.
    var options = PlatformOptions()
    options.processGroupID = 0
    let configuration = Configuration(
      executable: .name("swiftc"), arguments: Arguments(arguments),
      environment: .inherit.updating(["TMPDIR": folder.path]), platformOptions: options)
    let messageFile = "\(folder.path)/messages"
    let monitor = ResourceMonitor(limits, streams: [messageFile])
    let status: TerminationStatus
    do {
      status = try await monitor.during {
        try await Subprocess.run(
          configuration, input: .none, output: .discarded,
          error: .fileDescriptor(
            try FileDescriptor.open(
              FilePath(messageFile), .writeOnly, options: [.create],
              permissions: [.ownerReadWrite]), closeAfterSpawningProcess: true)
        ) { execution in
          monitor.started(execution.processIdentifier.value)
        }.terminationStatus
      }
    } catch let error as SubprocessError {
      throw ToolchainError.compilerMissing(reason: "\(error)")
    }
    try Task.checkCancellation()
    let place = SourceLocation(file: chapter, line: 1, column: 1)
    if monitor.exceededLimit == .time {
      throw Diagnostics([Diagnostic(.compilerTimeout(seconds: limits.seconds), at: place)])
    }
    let said = String(
      decoding: (try? readFile(messageFile, atMost: limits.output)) ?? [], as: UTF8.self)
    let output = CompilerOutput(said, main: main, chapter: chapter, shift: program.firstLineShift)
    var messages = output.diagnostics.map { toolchain.namingModules($0, for: program.main) }
    if !status.isSuccess, !messages.contains(where: { $0.severity == .error }) {
      messages.append(Diagnostic(.compiler(message: said), at: place))
    }
    return Compilation(
      messages: messages, executable: status.isSuccess ? executable : nil, folder: folder)
  }
}
