internal import FoundationEssentials
internal import Subprocess

extension Toolchain {
  /// The version of the first `swiftc` in the search path, such as `6.3.1`.
  ///
  /// - Throws: `ToolchainError.compilerMissing` if none can be started or its version cannot be parsed.
  public static func compilerVersion() async throws -> String {
    let result: ExecutionResult<Void, StringOutput<UTF8>, DiscardedOutput>
    do {
      result = try await Subprocess.run(
        .name("swiftc"), arguments: ["--version"], output: .string(limit: 1 << 16),
        error: .discarded)
    } catch let error as SubprocessError {
      throw ToolchainError.compilerMissing(reason: "\(error)")
    }
    let text = result.standardOutput
    guard let mark = text.firstRange(of: "Swift version ") else {
      throw ToolchainError.compilerMissing(reason: text)
    }
    return String(text[mark.upperBound...].prefix { !$0.isWhitespace })
  }
}
