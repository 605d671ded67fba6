/// The outputs of running a chapter, which the runner caches and the report shows.
public struct ChapterOutputs: Codable, Equatable, Sendable {
  /// One part of a cell's output.
  public enum Item: Codable, Equatable, Sendable {
    /// Text on standard output.
    case printed(String)
    /// Text on standard error.
    case printedToError(String)
    /// A warning of the compiler.
    case warned(String)
    /// A value that was shown.
    case shown(Output)
    /// The error of a cell that may fail.
    case failed(String)
  }

  /// The outputs of each code cell of the chapter, in order; empty for a cell that did not run.
  public var cells: [[Item]]
  /// The text of each expression in the chapter's prose and options, in order; nil for an expression
  /// that was not reached.
  public var interpolations: [String?]
  /// The contents of the figures' files, by name; omitted when the outputs are encoded.
  public var files: [String: [UInt8]] = [:]
  /// The versions of the libraries that drew the figures, by the libraries' names.
  public var libraries: [String: String]

  /// Creates the outputs of a run.
  public init(
    cells: [[Item]], interpolations: [String?], files: [String: [UInt8]] = [:],
    libraries: [String: String] = [:]
  ) {
    self.cells = cells
    self.interpolations = interpolations
    self.files = files
    self.libraries = libraries
  }

  private enum CodingKeys: CodingKey {
    case cells, interpolations, libraries
  }
}
