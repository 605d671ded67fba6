public import Literate

/// What can go wrong when a chapter is compiled and run.
public enum RunningProblem: Problem, Codable {
  /// An imported module is neither one of Lectern's nor part of the toolchain.
  case unknownModule(name: String, built: [String], suggestion: String?)
  /// The compiler does not find a name, which is in a module that the notebook does not import.
  case notImported(name: String, module: String)
  /// An error or warning of the compiler.
  case compiler(message: String)
  /// The program stopped at a trap or a signal.
  case trap(message: String)
  /// A figure could not be drawn.
  case undrawable(reason: String)
  /// An expression in prose has a value with its own display, such as a figure.
  case displayedInProse(type: String)
  /// A figure was drawn, but its author should know something about it.
  case figure(notice: String)
  /// An error reached the top level.
  case thrown(description: String)
  /// A file that a chapter read changed during the run, so that the result belongs to no version of it.
  case inputChanged(path: String)
  /// A chapter changes a file or folder that it reads, so that its result is never cached.
  case inputWritten(path: String)
  /// A file in which a program records its run is damaged, at this line or byte, because something else
  /// wrote to it.
  case damagedRecord(name: String, position: Int)
  /// A chapter accessed a file whose name is not UTF-8, so that its result cannot be cached.
  case fileNameNotUTF8(path: String)
  /// The program reached the time limit.
  case timeout(seconds: Double)
  /// The program reached the memory limit.
  case memory(bytes: Int)
  /// The program reached the limit of printed output.
  case output(bytes: Int)
  /// The compiler reached its time limit.
  case compilerTimeout(seconds: Double)
  /// The program exited before its last cell.
  case exited(code: Int)
  /// A cell that was meant to fail did not.
  case unexpectedSuccess
}

extension Diagnostic {
  /// Creates an error or a warning.
  public init(
    _ problem: RunningProblem, at location: SourceLocation, severity: Severity = .error,
    related: [SourceLocation] = []
  ) {
    self.init(problem as any Problem, at: location, severity: severity, related: related)
  }
}
