public import Literate

/// What can go wrong when a chapter is compiled and run.
public enum RunningProblem: Problem, Codable {
  /// A module is imported that is neither built here nor part of the toolchain.
  case unknownModule(name: String, built: [String], suggestion: String?)
  /// A name that the compiler does not find, of a module that the notebook does not import.
  case notImported(name: String, module: String)
  /// The compiler's error or warning.
  case compiler(message: String)
  /// The program stopped at a trap or a signal.
  case trap(message: String)
  /// A figure that was to be shown cannot be drawn.
  case undrawable(reason: String)
  /// What the author of a figure should know of it, though it is drawn.
  case figure(notice: String)
  /// An error reached the top level.
  case thrown(description: String)
  /// A file that a chapter read was changed while it ran, so that its result belongs to no version.
  case inputChanged(path: String)
  /// A chapter changes a file or a folder that it reads, so that its result is never kept.
  case inputWritten(path: String)
  /// A file in which a program records its run is damaged at a line or byte: something else wrote into
  /// it.
  case damagedRecord(name: String, position: Int)
  /// A chapter looked at a file whose name is not UTF-8, so that its results cannot be kept.
  case fileNameNotUTF8(path: String)
  /// The program ran longer than it may.
  case timeout(seconds: Double)
  /// The program took more memory than it may.
  case memory(bytes: Int)
  /// The program printed more than it may.
  case output(bytes: Int)
  /// The compiler took longer than a chapter may.
  case compilerTimeout(seconds: Double)
  /// The program exited before its last cell.
  case exited(code: Int)
  /// A cell that was meant to fail did not.
  case unexpectedSuccess
}

extension Diagnostic {
  /// Creates an error, or a warning.
  public init(
    _ problem: RunningProblem, at location: SourceLocation, severity: Severity = .error,
    related: [SourceLocation] = []
  ) {
    self.init(problem as any Problem, at: location, severity: severity, related: related)
  }
}
