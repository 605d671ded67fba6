/// How much of the machine a chapter may take.
public struct RunLimits: Sendable, Equatable {
  /// Seconds until a chapter's program is stopped.
  public var seconds: Double
  /// Bytes of memory at which a chapter is stopped.
  public var memory: Int
  /// Bytes of output at which a chapter is stopped.
  public var output: Int

  /// Creates limits: by default ten minutes, 8 GiB of memory and 64 MiB of output.
  public init(seconds: Double = 600, memory: Int = 8 << 30, output: Int = 64 << 20) {
    self.seconds = seconds
    self.memory = memory
    self.output = output
  }

  /// The limits of the compiler: no limit of memory, and ten times the seconds where that is less than a
  /// minute, because on a busy machine even a small program takes seconds to compile.
  var ofCompiler: RunLimits {
    RunLimits(seconds: max(seconds, min(10 * seconds, 60)), memory: .max, output: output)
  }
}
