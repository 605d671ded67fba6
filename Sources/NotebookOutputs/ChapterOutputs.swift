/// Everything that came out of running a chapter: what the runner caches and the report shows.
public struct ChapterOutputs: Codable, Equatable, Sendable {
  /// One thing in a cell's output, in the order in which it happened.
  public enum Item: Codable, Equatable, Sendable {
    /// Text that was printed.
    case printed(String)
    /// Text on standard error.
    case printedToError(String)
    /// What the compiler warns of.
    case warned(String)
    /// A value that was shown.
    case shown(Output)
    /// An error that the cell was allowed to end in.
    case failed(String)
  }

  /// For each code cell of the chapter, in order, what it put out.
  ///
  /// A cell that was not run is empty.
  public var cells: [[Item]]
  /// For each expression in the chapter's prose and options, in order, its text.
  ///
  /// `nil` where the expression was not reached.
  public var interpolations: [String?]
  /// The bytes of the figures' files, by their names; not a part of the outputs when they are encoded.
  public var files: [String: [UInt8]] = [:]
  /// The versions of the libraries that the figures were drawn with, by the libraries' names.
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
