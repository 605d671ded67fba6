/// An event that a running notebook records for the renderer.
///
/// Printed text goes to separate files. Events contain the lengths of these files at the time, so that
/// text, figures and values can be put in order.
public enum Event: Codable, Equatable, Sendable {
  /// The program started; `version` is that of the event format, and `libraries` are the versions of
  /// the libraries that draw figures, by name.
  case started(version: Int, libraries: [String: String] = [:])
  /// A cell begins.
  case cellOpened(cell: Int, streams: StreamLengths)
  /// A cell showed something.
  case shown(Output, streams: StreamLengths)
  /// An expression in prose, a caption or an alternative text was evaluated.
  case interpolated(site: Int, text: String)
  /// A cell ended.
  case cellClosed(cell: Int, streams: StreamLengths)
  /// A cell that may fail threw an error.
  case caught(description: String, line: Int, column: Int)
  /// A figure could not be drawn, which ends the program.
  case undrawable(reason: String)
  /// An expression in prose has a value with its own display, which ends the program.
  case displayedInProse(type: String)
  /// The author of the figure in the current cell should know something, such as that it omits data.
  case noticed(String)
  /// The program finished.
  case finished(streams: StreamLengths)

  /// The version of the event format.
  public static let version = 6
}

/// The number of bytes that a notebook has written to its output streams.
public struct StreamLengths: Codable, Equatable, Sendable {
  /// Bytes on standard output.
  public var output: Int
  /// Bytes on standard error.
  public var error: Int

  /// Creates a pair of lengths in bytes.
  public init(output: Int, error: Int) {
    self.output = output
    self.error = error
  }
}
