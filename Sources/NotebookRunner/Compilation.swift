internal import FoundationEssentials
internal import Literate
internal import Storage
internal import Subprocess
internal import SystemPackage

/// The result of compiling a woven program.
struct Compilation: Sendable {
  /// The compiler's messages, at locations in the notebook.
  var messages: [Diagnostic]
  /// The path of the executable; nil if there were errors.
  var executable: String?
  /// The folder of the executable, which exists as long as this value.
  private var folder: ScratchFolder

  /// Removes the folder of the executable.
  func removeFolder() { folder.remove() }

  /// Compiles a woven program.
  ///
  /// - Parameters:
  ///   - program: The program.
  ///   - chapter: The path of the notebook, as shown in messages.
  ///   - folder: The folder for the sources, the executable and the compiler's temporary files.
  ///   - toolchain: The modules to compile against.
  ///   - limits: The compiler's resource limits.
  static func compile(
    _ program: WovenProgram, of chapter: String, in folder: ScratchFolder,
    with toolchain: Toolchain, limits: RunLimits
  ) async throws -> Compilation {
    let main = "\(folder.path)/main.swift"
    let support = "\(folder.path)/support.swift"
    let executable = "\(folder.path)/notebook"
    try Data(program.main.utf8).write(to: URL(filePath: main))
    try Data(WovenProgram.support.utf8).write(to: URL(filePath: support))
    // Optimization makes numerical loops fast; assertions stay on because their messages help authors.
    let arguments =
      [
        "-O", "-wmo", "-assert-config", "Debug", "-gline-tables-only", "-Xcc",
        "-fno-omit-frame-pointer", "-module-name", "main",
        "-diagnostic-style", "llvm", "-no-color-diagnostics", main, support, "-o", executable,
        // The toolchain's linker takes half as long as the system's.
        "-use-ld=lld",
      ] + toolchain.arguments
    // A process group, because the compiler's driver does not end the processes that it started.
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
    let location = SourceLocation(file: chapter, line: 1, column: 1)
    if monitor.exceededLimit == .time {
      throw Diagnostics([Diagnostic(.compilerTimeout(seconds: limits.seconds), at: location)])
    }
    let text = String(
      decoding: (try? readFile(messageFile, atMost: limits.output)) ?? [], as: UTF8.self)
    let output = CompilerOutput(text, main: main, chapter: chapter, shift: program.firstLineShift)
    var messages = output.diagnostics.map { toolchain.suggestingImport($0, in: program.main) }
    if !status.isSuccess, !messages.contains(where: { $0.severity == .error }) {
      messages.append(Diagnostic(.compiler(message: text), at: location))
    }
    return Compilation(
      messages: messages, executable: status.isSuccess ? executable : nil, folder: folder)
  }
}
