/// How much of the machine a chapter may take.
public struct RunLimits: Sendable, Equatable {
  /// Seconds until a chapter's program is stopped.
  public var seconds: Double
  /// Bytes of memory at which a chapter is stopped.
  public var memory: Int
  /// Bytes of output at which a chapter is stopped.
  public var output: Int

  /// Creates limits; ten minutes and 8 GiB are enough for a patient lecturer, and nobody reads 64 MiB.
  public init(seconds: Double = 600, memory: Int = 8 << 30, output: Int = 64 << 20) {
    self.seconds = seconds
    self.memory = memory
    self.output = output
  }

  /// The limits of the compiler: it has no limit of memory, and ten times as long where that is less than
  /// a minute, because compiling on a busy machine takes seconds for any program.
  var ofCompiler: RunLimits {
    RunLimits(seconds: max(seconds, min(10 * seconds, 60)), memory: .max, output: output)
  }
}
