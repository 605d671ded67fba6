/// The resource limits of a chapter's program.
public struct RunLimits: Sendable, Equatable {
  /// The time limit in seconds.
  public var seconds: Double
  /// The memory limit in bytes.
  public var memory: Int
  /// The limit of printed output in bytes.
  public var output: Int

  /// Creates limits; the defaults are ten minutes, 8 GiB of memory and 64 MiB of output.
  public init(seconds: Double = 600, memory: Int = 8 << 30, output: Int = 64 << 20) {
    self.seconds = seconds
    self.memory = memory
    self.output = output
  }

  /// The limits for the compiler: unlimited memory, and the time limit or ten times a shorter one, up to a
  /// minute, because compiling even a small program takes seconds on a busy machine.
  var ofCompiler: RunLimits {
    RunLimits(seconds: max(seconds, min(10 * seconds, 60)), memory: .max, output: output)
  }
}
