public import Literate

/// A report, ready to be written: its files' bytes and what the index page says about it.
public struct PublishedReport: Equatable, Sendable {
  /// The name of the report's folder.
  public var name: String
  /// The bytes of each file, by its path in the folder.
  public var files: [String: [UInt8]]
  /// What the index page shows.
  public var card: ReportCard
  /// What could be better.
  public var warnings: [Diagnostic]
  /// What the report was made from; the index page lists it as long as that exists.
  public var source: ReportSource?

  /// Creates a report.
  public init(
    name: String, files: [String: [UInt8]], card: ReportCard, warnings: [Diagnostic],
    source: ReportSource? = nil
  ) {
    self.name = name
    self.files = files
    self.card = card
    self.warnings = warnings
    self.source = source
  }
}
