internal import FoundationEssentials
internal import Literate
internal import Storage
internal import Subprocess

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
  ///   - folder: Takes the sources and the executable.
  ///   - toolchain: The modules to compile against.
  static func compile(
    _ program: WovenProgram, of chapter: String, in folder: ScratchFolder, with toolchain: Toolchain
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
    let result: ExecutionResult<Void, DiscardedOutput, BytesOutput>
    do {
      result = try await Subprocess.run(
        .name("swiftc"), arguments: Arguments(arguments), output: .discarded,
        error: .bytes(limit: 1 << 24))
    } catch let error as SubprocessError {
      throw ToolchainError.compilerMissing(reason: "\(error)")
    }
    let said = String(decoding: result.standardError, as: UTF8.self)
    let output = CompilerOutput(said, main: main, chapter: chapter, shift: program.firstLineShift)
    var messages = output.diagnostics.map { toolchain.namingModules($0, for: program.main) }
    if !result.terminationStatus.isSuccess, !messages.contains(where: { $0.severity == .error }) {
      let place = SourceLocation(file: chapter, line: 1, column: 1)
      messages.append(Diagnostic(.compiler(message: said), at: place))
    }
    return Compilation(
      messages: messages, executable: result.terminationStatus.isSuccess ? executable : nil,
      folder: folder)
  }
}
