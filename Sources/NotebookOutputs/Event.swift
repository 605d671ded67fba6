/// What a running notebook tells the generator, in the order in which it happens.
///
/// Text goes to ordinary files; every event says how long they were at that moment, so that text,
/// figures and values can be put back in order.
public enum Event: Codable, Equatable, Sendable {
  /// The program runs, speaks this version of the contract, and draws with libraries of these
  /// versions, by their names.
  case started(version: Int, libraries: [String: String] = [:])
  /// A cell begins.
  case cellOpened(cell: Int, streams: StreamLengths)
  /// A cell showed something.
  case shown(Output, streams: StreamLengths)
  /// An expression in prose, a caption or an alternative text has this value.
  case interpolated(site: Int, text: String)
  /// A cell ended.
  case cellClosed(cell: Int, streams: StreamLengths)
  /// A cell that may fail threw this error.
  case caught(description: String, line: Int, column: Int)
  /// A figure that was to be shown cannot be drawn, which ends the program.
  case undrawable(reason: String)
  /// Something that the author of the open cell's figure should know, such as data without a place.
  case noticed(String)
  /// The program came to its end.
  case finished(streams: StreamLengths)

  /// The version of the contract that this module speaks.
  public static let version = 6
}

/// How many bytes a notebook had written to its two streams.
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
